#include "base/digest.h"
#include "base/image.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NUMBERS, TEXTS, EMPTY, SECTIONS, NUMBER_COUNT = 9000 };
static const char path[] = "image_test.bin";

/* Numbers over three blocks, texts over two with a gap between. */
static void write_image(void)
{
    static uint32_t numbers[NUMBER_COUNT];
    static char texts[2 * BM_IMAGE_BLOCK];
    for (uint32_t i = 0; i < NUMBER_COUNT; i++)
        numbers[i] = i * 3;
    memset(texts, 'a', 16000);
    texts[16000] = '\0';
    assert_true(bm_image_text_offset(16001, 500) == BM_IMAGE_BLOCK);
    memset(texts + 16001, 0, BM_IMAGE_BLOCK - 16001);
    strcpy(texts + BM_IMAGE_BLOCK, "Дывін");
    size_t size = BM_IMAGE_BLOCK + strlen("Дывін") + 1;
    const bm_image_part parts[SECTIONS] = {
        {numbers, NUMBER_COUNT, 4}, {texts, size, 1}, {NULL, 0, 4}};
    bm_sink *sink = NULL;
    assert_int_equal(bm_sink_open(path, &sink, NULL), BM_OK);
    assert_int_equal(bm_image_write(sink, "TEST", 7, parts, SECTIONS, NULL), BM_OK);
    assert_int_equal(bm_sink_commit(sink, NULL), BM_OK);
    bm_sink_free(sink);
}

static unsigned char *read_bytes(size_t *size)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    *size = (size_t)ftell(file);
    rewind(file);
    unsigned char *bytes = malloc(*size);
    assert_int_equal(fread(bytes, 1, *size, file), *size);
    fclose(file);
    return bytes;
}

static void test_reads_what_was_written(void **state)
{
    (void)state;
    bm_image image;
    write_image();
    assert_int_equal(bm_image_open(path, "TEST", 7, &image, NULL), BM_OK);
    assert_int_equal(bm_image_count(&image, NUMBERS), NUMBER_COUNT);
    assert_int_equal(bm_image_u32(&image, NUMBERS, 0), 0);
    assert_int_equal(bm_image_u32(&image, NUMBERS, NUMBER_COUNT - 1), (NUMBER_COUNT - 1) * 3);
    assert_int_equal(strlen(bm_image_text(&image, TEXTS, 0)), 16000);
    assert_string_equal(bm_image_text(&image, TEXTS, BM_IMAGE_BLOCK), "Дывін");
    assert_int_equal(bm_image_count(&image, EMPTY), 0);
    assert_int_equal(bm_image_check_all(&image, path, NULL), BM_OK);
    bm_image_close(&image);
}

static void test_what_is_outside_reads_as_zeros(void **state)
{
    (void)state;
    bm_image image;
    bm_error error = {0};
    write_image();
    assert_int_equal(bm_image_open(path, "TEST", 7, &image, NULL), BM_OK);
    assert_int_equal(bm_image_u32(&image, NUMBERS, NUMBER_COUNT), 0);
    assert_int_equal(bm_image_check(&image, path, &error), BM_ERROR_FORMAT);
    assert_non_null(strstr(error.message, "is damaged: build it again"));
    assert_string_equal(bm_image_text(&image, TEXTS, 1 << 30), "");
    assert_int_equal(bm_image_u32(&image, 40, 0), 0);
    assert_int_equal(bm_image_u32(&image, EMPTY, 0), 0);
    bm_image_close(&image);
}

static void test_another_kind_or_version_is_refused(void **state)
{
    (void)state;
    bm_image image;
    write_image();
    assert_int_equal(bm_image_open(path, "ELSE", 7, &image, NULL), BM_ERROR_FORMAT);
    assert_int_equal(bm_image_open(path, "TEST", 8, &image, NULL), BM_ERROR_FORMAT);
    assert_int_equal(bm_image_open("nowhere.bin", "TEST", 7, &image, NULL), BM_ERROR_NOT_FOUND);
}

/* Whatever byte is changed, opening or reading notices. */
static void test_altered_bytes_are_noticed(void **state)
{
    (void)state;
    size_t size = 0;
    write_image();
    unsigned char *bytes = read_bytes(&size);
    for (size_t at = 0; at < size; at += 97) {
        bytes[at] ^= 0x40;
        bm_image image;
        bm_status status = bm_image_from_memory(bytes, size, "it", "TEST", 7, &image, NULL);
        if (status == BM_OK) {
            assert_int_equal(bm_image_check_all(&image, "it", NULL), BM_ERROR_FORMAT);
            bm_image_close(&image);
        }
        bytes[at] ^= 0x40;
    }
    free(bytes);
}

static void test_cut_files_are_refused(void **state)
{
    (void)state;
    size_t size = 0;
    write_image();
    unsigned char *bytes = read_bytes(&size);
    for (size_t length = 0; length < size; length += 509) {
        bm_image image;
        assert_int_equal(bm_image_from_memory(bytes, length, "it", "TEST", 7, &image, NULL),
                         BM_ERROR_FORMAT);
    }
    free(bytes);
}

static void test_digest(void **state)
{
    (void)state;
    char text[BM_DIGEST_SIZE];
    FILE *file = fopen("digest_test.txt", "wb");
    assert_non_null(file);
    fputs("abc", file);
    fclose(file);
    /* FIPS 180-4's own example. */
    assert_int_equal(bm_digest_files((const char *[]){"digest_test.txt"}, 1, text, NULL), BM_OK);
    assert_string_equal(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_int_equal(
        bm_digest_files((const char *[]){"digest_test.txt", "digest_test.txt"}, 2, text, NULL),
        BM_OK);
    /* printf abcabc | sha256sum */
    assert_string_equal(text, "bbb59da3af939f7af5f360f2ceb80a496e3bae1cd87dde426db0ae40677e1c2c");
    assert_int_equal(bm_digest_files((const char *[]){"nowhere.txt"}, 1, text, NULL), BM_ERROR_IO);
}

static int remove_files(void **state)
{
    (void)state;
    unlink(path);
    unlink("digest_test.txt");
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads_what_was_written),
        cmocka_unit_test(test_what_is_outside_reads_as_zeros),
        cmocka_unit_test(test_another_kind_or_version_is_refused),
        cmocka_unit_test(test_altered_bytes_are_noticed),
        cmocka_unit_test(test_cut_files_are_refused),
        cmocka_unit_test(test_digest),
    };
    return cmocka_run_group_tests(tests, NULL, remove_files);
}
