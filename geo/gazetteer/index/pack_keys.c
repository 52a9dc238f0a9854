/* A table of keys: the distinct keys in order, a hash table of them, and for each the names that
 * have it. */
#include "geo/gazetteer/index/pack.h"
#include "geo/gazetteer/keys/fold.h"

#include <stdlib.h>
#include <string.h>

/* Distinct keys while they are gathered, in order of arrival, and which name has which. */
typedef struct gathering {
    bm_arena arena;
    const char **keys;
    size_t count;
    size_t capacity;
    uint32_t *slots; /* open addressing: key + 1 */
    size_t slot_count;
    struct pair {
        uint32_t key;
        uint32_t name;
    } * pairs;
    size_t pair_count;
    size_t pair_capacity;
    uint32_t *order; /* keys in order of their texts */
    uint32_t *rank;  /* place of each key in that order */
} gathering;

static bool grow_slots(gathering *all)
{
    size_t slot_count = all->slot_count ? all->slot_count * 2 : 4096;
    uint32_t *slots = calloc(slot_count, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < all->count; i++) {
        size_t at = (size_t)bm_fold_hash(all->keys[i]) & (slot_count - 1);
        while (slots[at])
            at = (at + 1) & (slot_count - 1);
        slots[at] = (uint32_t)i + 1;
    }
    free(all->slots);
    all->slots = slots;
    all->slot_count = slot_count;
    return true;
}

static bool intern(gathering *all, const char *key, uint32_t *number)
{
    if (2 * all->count >= all->slot_count && !grow_slots(all))
        return false;
    size_t at = (size_t)bm_fold_hash(key) & (all->slot_count - 1);
    while (all->slots[at] && strcmp(all->keys[all->slots[at] - 1], key) != 0)
        at = (at + 1) & (all->slot_count - 1);
    if (!all->slots[at]) {
        const char **keys =
            bm_array_grow((void *)all->keys, all->count, &all->capacity, sizeof *keys);
        if (!keys)
            return false;
        all->keys = keys;
        keys[all->count] = bm_arena_strdup(&all->arena, key);
        if (!keys[all->count])
            return false;
        all->slots[at] = (uint32_t)++all->count;
    }
    *number = all->slots[at] - 1;
    return true;
}

static bool add(gathering *all, const char *key, uint32_t name)
{
    uint32_t number = 0;
    struct pair *pairs =
        bm_array_grow(all->pairs, all->pair_count, &all->pair_capacity, sizeof *pairs);
    if (!pairs)
        return false;
    all->pairs = pairs;
    if (!intern(all, key, &number))
        return false;
    pairs[all->pair_count++] = (struct pair){number, name};
    return true;
}

static bool gather_exact(gathering *all, const char *text, uint32_t name)
{
    char key[BM_FOLD_KEY_SIZE];
    return !bm_fold_exact(text, key) || add(all, key, name);
}

static bool gather_strict(gathering *all, const char *text, uint32_t name)
{
    char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    size_t count = bm_fold_strict(text, keys);
    for (size_t i = 0; i < count; i++)
        if (!add(all, keys[i], name))
            return false;
    return true;
}

/* A key with its number, so that they can be sorted without anything global. */
typedef struct numbered_key {
    const char *text;
    uint32_t number;
} numbered_key;

static int by_text(const void *a, const void *b)
{
    return strcmp(((const numbered_key *)a)->text, ((const numbered_key *)b)->text);
}

static bool sort_keys(gathering *all)
{
    numbered_key *keys = calloc(all->count + 1, sizeof *keys);
    all->order = calloc(all->count + 1, sizeof *all->order);
    all->rank = calloc(all->count + 1, sizeof *all->rank);
    if (!keys || !all->order || !all->rank) {
        free(keys);
        return false;
    }
    for (size_t i = 0; i < all->count; i++)
        keys[i] = (numbered_key){all->keys[i], (uint32_t)i};
    qsort(keys, all->count, sizeof *keys, by_text);
    for (size_t i = 0; i < all->count; i++) {
        all->order[i] = keys[i].number;
        all->rank[keys[i].number] = (uint32_t)i;
    }
    free(keys);
    return true;
}

static bool write_keys(bm_pack *pack, const gathering *all, const bm_key_table *table)
{
    uint64_t slot_count = 64;
    while (slot_count < all->count + all->count / 2)
        slot_count *= 2;
    if (!bm_pack_room(pack, table->keys, all->count, sizeof(uint32_t)) ||
        !bm_pack_room(pack, table->slots, slot_count, sizeof(uint32_t)))
        return false;
    uint32_t *offsets = pack->data[table->keys];
    uint32_t *slots = pack->data[table->slots];
    for (size_t i = 0; i < all->count; i++) {
        const char *key = all->keys[all->order[i]];
        if (!bm_pack_text(&pack->keys, key, &offsets[i]))
            return false;
        uint64_t at = bm_fold_hash(key) & (slot_count - 1);
        while (slots[at])
            at = (at + 1) & (slot_count - 1);
        slots[at] = (uint32_t)i + 1;
    }
    return true;
}

/* The names of each key in their own order; of several names of one place and use the first. */
static bool write_postings(bm_pack *pack, const gathering *all, const bm_key_table *table)
{
    const bm_name_record *names = pack->data[SECTION_NAMES];
    uint32_t *sorted = calloc(all->pair_count + 1, sizeof *sorted);
    uint32_t *next = calloc(all->count + 2, sizeof *next);
    bool done = sorted && next &&
                bm_pack_room(pack, table->first, all->count + 1, sizeof(uint32_t)) &&
                bm_pack_room(pack, table->names, all->pair_count, sizeof(uint32_t));
    if (done) {
        uint32_t *first = pack->data[table->first];
        uint32_t *postings = pack->data[table->names];
        for (size_t i = 0; i < all->pair_count; i++)
            next[all->rank[all->pairs[i].key] + 1]++;
        for (size_t i = 0; i < all->count; i++)
            next[i + 1] += next[i];
        for (size_t i = 0; i < all->pair_count; i++)
            sorted[next[all->rank[all->pairs[i].key]]++] = all->pairs[i].name;
        /* Now next[i] is where the keys after i begin. */
        uint32_t used = 0;
        for (size_t i = 0; i < all->count; i++) {
            first[i] = used;
            for (uint32_t k = i ? next[i - 1] : 0; k < next[i]; k++) {
                /* Equal but for the language, they stand in the order of places. */
                const bm_name_record *name = &names[sorted[k]];
                bool known = false;
                for (uint32_t j = used; j > first[i] && !known; j--) {
                    const bm_name_record *other = &names[postings[j - 1]];
                    if (bm_name_place(other) != bm_name_place(name))
                        break;
                    known = bm_name_use_of(other) == bm_name_use_of(name);
                }
                if (!known)
                    postings[used++] = sorted[k];
            }
        }
        first[all->count] = used;
        pack->parts[table->names].count = used;
    }
    free(sorted);
    free(next);
    return done;
}

static bool pack_table(bm_pack *pack, const bm_key_table *table,
                       bool (*gather)(gathering *, const char *, uint32_t))
{
    const bm_name_record *names = pack->data[SECTION_NAMES];
    size_t name_count = (size_t)pack->parts[SECTION_NAMES].count;
    gathering all = {0};
    bool done = true;
    for (size_t i = 0; i < name_count && done; i++)
        done = gather(&all, pack->texts.bytes + names[i].text, (uint32_t)i);
    done = done && sort_keys(&all) && write_keys(pack, &all, table) &&
           write_postings(pack, &all, table);
    free((void *)all.keys);
    free(all.slots);
    free(all.pairs);
    free(all.order);
    free(all.rank);
    bm_arena_finish(&all.arena);
    return done;
}

bool bm_pack_keys(bm_pack *pack)
{
    return pack_table(pack, &bm_exact_table, gather_exact) &&
           pack_table(pack, &bm_strict_table, gather_strict);
}
