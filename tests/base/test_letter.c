/* Kinds of characters, and letters from bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/letter.h"
#include "base/utf8.h"

static void test_kinds(void **state)
{
    (void)state;
    enum { LATIN = BM_LETTER_LATIN, CYRILLIC = BM_LETTER_CYRILLIC };
    static const struct {
        int32_t code_point;
        uint8_t kind;
    } cases[] = {
        {'a', BM_LETTER_SMALL | LATIN},
        {'Z', BM_LETTER_CAPITAL | LATIN},
        {'7', BM_LETTER_DIGIT},
        {' ', 0},
        {'_', 0},
        {0xE9, BM_LETTER_SMALL | LATIN},       /* é */
        {0x141, BM_LETTER_CAPITAL | LATIN},    /* Ł */
        {0x416, BM_LETTER_CAPITAL | CYRILLIC}, /* Ж */
        {0x401, BM_LETTER_CAPITAL | CYRILLIC}, /* Ё */
        {0x45E, BM_LETTER_SMALL | CYRILLIC},   /* ў */
        {0x490, BM_LETTER_CAPITAL | CYRILLIC}, /* Ґ */
        {0x491, BM_LETTER_SMALL | CYRILLIC},   /* ґ */
        {0x3A9, BM_LETTER_CAPITAL},            /* Ω, of neither script */
        {0x5D0, BM_LETTER_UNCASED},            /* א */
        {0x4E2D, BM_LETTER_UNCASED},           /* 中 */
        {0x660, BM_LETTER_DIGIT},              /* Arabic zero */
        {0x301, BM_LETTER_MARK},
        {0xD7, 0},   /* × */
        {0x2116, 0}, /* № */
        {-1, 0},
        {0x110000, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(bm_letter_kind(cases[i].code_point), cases[i].kind);
}

static void test_decoding_stops_at_the_length(void **state)
{
    (void)state;
    static const char bytes[] = "\xE2\x82\xAC";
    int32_t code_point = 0;
    assert_int_equal(bm_utf8_decode(bytes, 3, &code_point), 3);
    assert_int_equal(code_point, 0x20AC);
    assert_int_equal(bm_utf8_decode(bytes, 2, &code_point), 1);
    assert_int_equal(code_point, -1);
    assert_int_equal(bm_utf8_decode(bytes + 1, 2, &code_point), 1);
    assert_int_equal(code_point, -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_decoding_stops_at_the_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
