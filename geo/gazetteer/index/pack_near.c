/* The tables that find strict keys by what is nearly one. */
#include "geo/gazetteer/index/pack.h"
#include "geo/gazetteer/keys/fuzzy.h"
#include "geo/gazetteer/keys/slot.h"

#include <stdlib.h>

/* The arrays become the image's parts; pack.c frees them. */
static void take(bm_pack *pack, bm_gazetteer_section section, void *data, size_t count,
                 uint32_t stride)
{
    pack->data[section] = data;
    pack->parts[section] = (bm_image_part){data, count, stride};
}

static bool pack_table(bm_pack *pack, const char *const *keys, size_t count, bm_near_hashes hashes,
                       bm_gazetteer_section first)
{
    bm_near_table table = {0};
    bm_error error = {0};
    if (bm_near_build(keys, count, hashes, &table, &error)) {
        pack->too_large = error.status == BM_ERROR_LIMIT;
        bm_near_table_finish(&table);
        return false;
    }
    take(pack, first, table.buckets, table.bucket_count, sizeof *table.buckets);
    take(pack, first + 1, table.entries, table.entry_count, sizeof *table.entries);
    take(pack, first + 2, table.filter, table.filter_count, sizeof *table.filter);
    return true;
}

bool bm_pack_near(bm_pack *pack)
{
    const uint32_t *offsets = pack->data[SECTION_STRICT_KEYS];
    size_t count = (size_t)pack->parts[SECTION_STRICT_KEYS].count;
    const char **keys = calloc(count + 1, sizeof *keys);
    if (!keys)
        return false;
    for (size_t i = 0; i < count; i++)
        keys[i] = pack->keys.bytes + offsets[i];
    bool done = pack_table(pack, keys, count, bm_slot_hashes, SECTION_SLOT_BUCKETS) &&
                pack_table(pack, keys, count, bm_fuzzy_hashes, SECTION_FUZZY_BUCKETS);
    free((void *)keys);
    return done;
}
