/* SHA-256 by the processor's instructions, beside libmd and the sums of the standard. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"

static void digest(const void *bytes, size_t size, size_t piece, bool fast, char text[65])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char sum[BM_SHA256_BYTES];
    bm_sha256 work;
    bm_sha256_begin(&work, fast);
    for (size_t at = 0; at < size; at += piece)
        bm_sha256_add(&work, (const unsigned char *)bytes + at,
                      size - at < piece ? size - at : piece);
    bm_sha256_end(&work, sum);
    for (size_t i = 0; i < sizeof sum; i++) {
        text[2 * i] = digits[sum[i] >> 4];
        text[2 * i + 1] = digits[sum[i] & 15];
    }
    text[64] = '\0';
}

/* FIPS 180-4's own examples. */
static void test_known(void **state)
{
    static const char *const known[][2] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"}};
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        for (int fast = 0; fast < 2; fast++) {
            char text[65];
            digest(known[i][0], strlen(known[i][0]), 64, fast, text);
            assert_string_equal(text, known[i][1]);
        }
}

static void test_same(void **state)
{
    static const size_t pieces[] = {1, 7, 63, 64, 65, 1000, 100000};
    enum { SIZE = 70000 };
    unsigned char *bytes = malloc(SIZE);
    uint32_t seed = 1;
    (void)state;
    assert_non_null(bytes);
    for (size_t i = 0; i < SIZE; i++) {
        seed = seed * 1664525U + 1013904223U;
        bytes[i] = (unsigned char)(seed >> 24);
    }
    for (size_t size = 0; size <= SIZE; size = size < 300 ? size + 1 : 2 * size + 1)
        for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++) {
            char one[65], other[65];
            digest(bytes, size, pieces[k], true, one);
            digest(bytes, size, SIZE, false, other);
            assert_string_equal(one, other);
        }
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_known), cmocka_unit_test(test_same)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
