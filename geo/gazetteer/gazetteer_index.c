/* The key tables, built once all names are there. */
#include "geo/gazetteer/fold.h"
#include "geo/gazetteer/index.h"

#include <stdlib.h>
#include <string.h>

/* Stable counting sort by place. */
static bool sort_names(bm_gazetteer *gazetteer)
{
    size_t count = gazetteer->name_count;
    uint32_t *first =
        bm_arena_array(&gazetteer->arena, gazetteer->count + 2, sizeof *gazetteer->first_name);
    bm_name *sorted = calloc(count ? count : 1, sizeof *sorted);
    if (!first || !sorted) {
        free(sorted);
        return false;
    }
    /* One slot further than its index, so that placing the names moves each start to its place. */
    for (size_t i = 0; i < count; i++)
        if (gazetteer->names[i].place + 2 <= gazetteer->count)
            first[gazetteer->names[i].place + 2]++;
    for (size_t i = 2; i <= gazetteer->count; i++)
        first[i] += first[i - 1];
    for (size_t i = 0; i < count; i++)
        sorted[first[gazetteer->names[i].place + 1]++] = gazetteer->names[i];
    free(gazetteer->names);
    gazetteer->names = sorted;
    gazetteer->name_capacity = count;
    gazetteer->first_name = first;
    return true;
}

/* Hash of a name's exact key, 0 when it has none. */
static uint64_t exact_hash(const char *text)
{
    char key[BM_FOLD_KEY_SIZE];
    return bm_fold_exact(text, key) ? bm_fold_hash(key) : 0;
}

/* Drop names that repeat another of the same place and fill in the hashes of the rest. */
static void drop_repeated(bm_gazetteer *gazetteer, uint64_t *hashes)
{
    size_t kept = 0;
    size_t end = 0;
    for (size_t place = 0; place < gazetteer->count; place++) {
        size_t begin = end;
        end = gazetteer->first_name[place + 1];
        size_t start = kept;
        for (size_t i = begin; i < end; i++) {
            bm_name name = gazetteer->names[i];
            uint64_t hash = exact_hash(name.text);
            if (hash == 0)
                continue;
            bool repeated = false;
            size_t from = kept - start > BM_REPEAT_WINDOW ? kept - BM_REPEAT_WINDOW : start;
            for (size_t j = from; j < kept && !repeated; j++)
                repeated = hashes[j] == hash && gazetteer->names[j].use == name.use;
            if (repeated)
                continue;
            name.exact_hash = (uint32_t)(hash >> 32);
            hashes[kept] = hash;
            gazetteer->names[kept++] = name;
        }
        gazetteer->first_name[place] = (uint32_t)start;
    }
    gazetteer->first_name[gazetteer->count] = (uint32_t)kept;
    gazetteer->name_count = kept;
}

/* From the last name to the first, because the tables give back the latest first. */
static bool build_exact(bm_gazetteer *gazetteer, const uint64_t *hashes)
{
    if (!bm_keymap_init(&gazetteer->exact, &gazetteer->arena, gazetteer->name_count))
        return false;
    for (size_t i = gazetteer->name_count; i-- > 0;)
        bm_keymap_add(&gazetteer->exact, hashes[i], (uint32_t)i);
    return true;
}

bool bm_gazetteer_index(bm_gazetteer *gazetteer)
{
    uint64_t *hashes = calloc(gazetteer->name_count + 1, sizeof *hashes);
    bool done = hashes && sort_names(gazetteer);
    if (done) {
        drop_repeated(gazetteer, hashes);
        done = build_exact(gazetteer, hashes) && bm_gazetteer_index_strict(gazetteer);
    }
    free(hashes);
    return done;
}
