#include "tests/gazetteer/near_image.h"

#include <stdlib.h>
#include <string.h>

enum {
    OFFSETS,
    TEXTS,
    SLOT_BUCKETS,
    SLOT_ENTRIES,
    SLOT_FILTER,
    FUZZY_BUCKETS,
    FUZZY_ENTRIES,
    FUZZY_FILTER,
    SECTIONS
};

static int by_bytes(const void *one, const void *other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

size_t near_image_sort(const char **keys, size_t count)
{
    if (count > 0)
        qsort(keys, count, sizeof *keys, by_bytes);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || strcmp(keys[kept - 1], keys[i]) != 0)
            keys[kept++] = keys[i];
    return kept;
}

bm_status near_image_write(const char *path, const char *const *keys, size_t count, bm_error *error)
{
    bm_near_table slot = {0};
    bm_near_table fuzzy = {0};
    bm_sink *sink = NULL;
    uint64_t used = 0;
    uint32_t *offsets = calloc(count + 1, sizeof *offsets);
    char *texts = NULL;
    bm_status status = bm_near_build(keys, count, bm_slot_hashes, &slot, error);
    if (!status)
        status = bm_near_build(keys, count, bm_fuzzy_hashes, &fuzzy, error);
    if (status)
        goto done;
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(keys[i]);
        used = bm_image_text_offset(used, length) + length + 1;
    }
    texts = calloc(1, (size_t)used + 1);
    if (!texts || !offsets) {
        status = BM_ERROR_MEMORY;
        goto done;
    }
    used = 0;
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(keys[i]);
        uint64_t at = bm_image_text_offset(used, length);
        memcpy(texts + at, keys[i], length);
        offsets[i] = (uint32_t)at;
        used = at + length + 1;
    }
    const bm_image_part parts[SECTIONS] = {
        [OFFSETS] = {offsets, count, 4},
        [TEXTS] = {texts, used, 1},
        [SLOT_BUCKETS] = {slot.buckets, slot.bucket_count, 4},
        [SLOT_ENTRIES] = {slot.entries, slot.entry_count, 4},
        [SLOT_FILTER] = {slot.filter, slot.filter_count, 8},
        [FUZZY_BUCKETS] = {fuzzy.buckets, fuzzy.bucket_count, 4},
        [FUZZY_ENTRIES] = {fuzzy.entries, fuzzy.entry_count, 4},
        [FUZZY_FILTER] = {fuzzy.filter, fuzzy.filter_count, 8},
    };
    status = bm_sink_open(path, &sink, error);
    if (!status)
        status = bm_image_write(sink, NEAR_IMAGE_KIND, 1, parts, SECTIONS, error);
    if (!status)
        status = bm_sink_commit(sink, error);
done:
    bm_sink_free(sink);
    bm_near_table_finish(&slot);
    bm_near_table_finish(&fuzzy);
    free(offsets);
    free(texts);
    return status;
}

void near_image_sections(near_image *near)
{
    near->keys = (bm_keyset){&near->image, OFFSETS, TEXTS};
    near->slot = (bm_near_sections){SLOT_BUCKETS, SLOT_ENTRIES, SLOT_FILTER};
    near->fuzzy = (bm_near_sections){FUZZY_BUCKETS, FUZZY_ENTRIES, FUZZY_FILTER};
}

bm_status near_image_open(const char *path, near_image *near, bm_error *error)
{
    near_image_sections(near);
    return bm_image_open(path, NEAR_IMAGE_KIND, 1, &near->image, error);
}

void near_image_close(near_image *near)
{
    bm_image_close(&near->image);
}
