/* The key tables, built once all names are there. */
#include "geo/gazetteer/fold.h"
#include "geo/gazetteer/index.h"

#include <stdlib.h>
#include <string.h>

/* How far back a name is compared with the others of its place. Repetitions further apart only cost
 * memory: a look-up visits a place once in any case. */
enum { REPEAT_WINDOW = 64 };

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
            size_t from = kept - start > REPEAT_WINDOW ? kept - REPEAT_WINDOW : start;
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

typedef struct strict_key {
    uint64_t hash;
    uint32_t name;
} strict_key;

/* Most names of a place share their strict keys, so these are counted before the table is made. */
static bool build_strict(bm_gazetteer *gazetteer)
{
    strict_key *found = NULL;
    size_t count = 0;
    size_t capacity = 0;
    bool done = false;
    for (size_t place = 0; place < gazetteer->count; place++) {
        size_t start = count;
        for (size_t i = gazetteer->first_name[place]; i < gazetteer->first_name[place + 1]; i++) {
            char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
            size_t key_count = bm_fold_strict(gazetteer->names[i].text, keys);
            for (size_t k = 0; k < key_count; k++) {
                uint64_t hash = bm_fold_hash(keys[k]);
                bool repeated = false;
                size_t from = count - start > REPEAT_WINDOW ? count - REPEAT_WINDOW : start;
                for (size_t j = from; j < count && !repeated; j++)
                    repeated = found[j].hash == hash &&
                               gazetteer->names[found[j].name].use == gazetteer->names[i].use;
                if (repeated)
                    continue;
                strict_key *grown = bm_array_grow(found, count, &capacity, sizeof *found);
                if (!grown)
                    goto done;
                found = grown;
                found[count++] = (strict_key){hash, (uint32_t)i};
            }
        }
    }
    if (!bm_keymap_init(&gazetteer->strict, &gazetteer->arena, count))
        goto done;
    for (size_t i = count; i-- > 0;)
        bm_keymap_add(&gazetteer->strict, found[i].hash, found[i].name);
    done = true;
done:
    free(found);
    return done;
}

bool bm_gazetteer_index(bm_gazetteer *gazetteer)
{
    uint64_t *hashes = calloc(gazetteer->name_count + 1, sizeof *hashes);
    bool done = hashes && sort_names(gazetteer);
    if (done) {
        drop_repeated(gazetteer, hashes);
        done = build_exact(gazetteer, hashes) && build_strict(gazetteer);
    }
    free(hashes);
    return done;
}
