/* Searches in files that are damaged, by chance or on purpose. */
/* clang-format off */
/* cmocka.h needs these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "tests/gazetteer/near_image.h"
#include "tests/gazetteer/near_keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char path[] = "near_damage_test.bin";

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

static bool within_two(void *context, const bm_fuzzy_match *match)
{
    const near_image *near = context;
    assert_true(match->key_index < bm_keyset_count(&near->keys));
    assert_true(match->edits.count <= 2);
    return true;
}

static bool exists(void *context, uint32_t key)
{
    const near_image *near = context;
    assert_true(key < bm_keyset_count(&near->keys));
    return true;
}

/* A file whose checksums are right but whose tables lie, as someone may make it on purpose: the
 * blocks count as checked already. Nothing outside is read (the sanitizers watch), nothing but keys
 * that exist is visited, and every search ends. */
static void test_tables_that_lie(void **state)
{
    (void)state;
    static const char *keys[NEAR_KEYS];
    size_t count = near_keys(keys);
    assert_int_equal(near_image_write(path, keys, count, NULL), BM_OK);
    size_t size = 0;
    unsigned char *whole = read_bytes(&size);
    unsigned char *bytes = aligned_alloc(64, (size + 63) / 64 * 64);
    near_image near;
    uint64_t random = 3;
    for (int round = 0; round < 40; round++) {
        memcpy(bytes, whole, size);
        assert_int_equal(
            bm_image_from_memory(bytes, size, path, NEAR_IMAGE_KIND, 1, &near.image, NULL), BM_OK);
        near_image_sections(&near);
        assert_int_equal(bm_image_check_all(&near.image, path, NULL), BM_OK);
        for (uint32_t s = 0; s < near.image.section_count; s++) {
            const bm_image_section *section = &near.image.sections[s];
            size_t length = (size_t)(section->count * section->stride);
            if (section->stride == 1)
                continue;
            for (size_t i = 0; i < length; i++)
                if (round == 0 || near_below(&random, 100) < 30)
                    bytes[section->offset + i] =
                        round == 0 ? 0xFF : (unsigned char)near_random(&random);
        }
        for (size_t i = 0; i < 4; i++) {
            const char *asked = keys[near_below(&random, count)];
            bm_fuzzy_search(&near.keys, &near.fuzzy, asked, 2, within_two, &near);
            bm_slot_search(&near.keys, &near.slot, asked, exists, &near);
        }
        bm_image_close(&near.image);
    }
    free(bytes);
    free(whole);
}

static bool count_match(void *context, const bm_fuzzy_match *match)
{
    (void)match;
    (*(size_t *)context)++;
    return true;
}

static size_t count_matches(const near_image *near, const char *asked)
{
    size_t count = 0;
    bm_fuzzy_search(&near->keys, &near->fuzzy, asked, 2, count_match, &count);
    return count;
}

/* A flipped bit: the block's checksum is wrong, the search finds less and the image says so. */
static void test_damage_is_noticed(void **state)
{
    (void)state;
    static const char *keys[NEAR_KEYS];
    size_t count = near_keys(keys);
    assert_int_equal(near_image_write(path, keys, count, NULL), BM_OK);
    near_image near;
    assert_int_equal(near_image_open(path, &near, NULL), BM_OK);
    uint64_t offset = near.image.sections[near.fuzzy.buckets].offset;
    near_image_close(&near);
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, (long)offset + 5, SEEK_SET), 0);
    assert_int_not_equal(fputc(0x5A, file), EOF);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(near_image_open(path, &near, NULL), BM_OK);
    assert_int_equal(bm_image_check(&near.image, path, NULL), BM_OK);
    assert_int_equal(count_matches(&near, "kopani"), 0);
    assert_int_equal(bm_image_check(&near.image, path, NULL), BM_ERROR_FORMAT);
    near_image_close(&near);
}

static void test_same_keys_same_tables(void **state)
{
    (void)state;
    static const char *keys[NEAR_KEYS];
    size_t count = near_keys(keys);
    bm_near_table one;
    bm_near_table other;
    assert_int_equal(bm_near_build(keys, count, bm_fuzzy_hashes, &one, NULL), BM_OK);
    assert_int_equal(bm_near_build(keys, count, bm_fuzzy_hashes, &other, NULL), BM_OK);
    assert_int_equal(one.entry_count, other.entry_count);
    assert_memory_equal(one.buckets, other.buckets, one.bucket_count * sizeof *one.buckets);
    assert_memory_equal(one.entries, other.entries, one.entry_count * sizeof *one.entries);
    assert_memory_equal(one.filter, other.filter, one.filter_count * sizeof *one.filter);
    assert_int_equal(one.buckets[one.bucket_count - 1], one.entry_count);
    bm_near_table_finish(&one);
    bm_near_table_finish(&other);
    bm_near_table_finish(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables_that_lie),
        cmocka_unit_test(test_damage_is_noticed),
        cmocka_unit_test(test_same_keys_same_tables),
    };
    int failures = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(path);
    return failures;
}
