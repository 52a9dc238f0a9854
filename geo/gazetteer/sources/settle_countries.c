/* Country columns may hold codes of three letters or names. */
#include "geo/gazetteer/keys/fold.h"
#include "geo/gazetteer/sources/sorted.h"
#include "geo/gazetteer/sources/source.h"
#include "geo/gazetteer/words/country_code.h"

#include <stdlib.h>
#include <string.h>

/* A key of a country's name. */
typedef struct country_key {
    uint64_t hash;
    uint32_t order; /* how good: exact before strict, names before adjectives, then by arrival */
    uint32_t place;
} country_key;

typedef struct country_keys {
    country_key *keys;
    size_t count;
    size_t capacity;
} country_keys;

static int by_hash(const void *left, const void *right)
{
    const country_key *a = left;
    const country_key *b = right;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

static bool add_key(country_keys *all, const char *key, uint32_t order, uint32_t place)
{
    country_key *keys = bm_array_grow(all->keys, all->count, &all->capacity, sizeof *keys);
    if (!keys)
        return false;
    all->keys = keys;
    keys[all->count++] = (country_key){bm_fold_hash(key), order, place};
    return true;
}

/* Exact and strict keys of one text stand in one table: marked, they never meet. */
static size_t marked_keys(const char *text, char keys[1 + BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE + 1])
{
    char strict[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    char exact[BM_FOLD_KEY_SIZE];
    size_t count = 0;
    if (!bm_fold_exact(text, exact))
        return 0;
    keys[0][0] = '=';
    memcpy(keys[count++] + 1, exact, sizeof exact);
    size_t strict_count = bm_fold_strict(text, strict);
    for (size_t i = 0; i < strict_count; i++) {
        keys[count][0] = '~';
        memcpy(keys[count++] + 1, strict[i], sizeof strict[i]);
    }
    return count;
}

static bool gather_countries(const bm_builder *builder, country_keys *all)
{
    for (size_t i = 0; i < builder->name_count; i++) {
        const bm_builder_name *name = &builder->names[i];
        const bm_place *place = &builder->places[name->place];
        if (place->kind != BM_PLACE_COUNTRY || strlen(place->country) != 2)
            continue;
        char keys[1 + BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE + 1];
        size_t count = marked_keys(name->text, keys);
        uint32_t worse = name->use == BM_NAME_WORD ? UINT32_MAX / 2 : 0;
        for (size_t k = 0; k < count; k++)
            if (!add_key(all, keys[k], worse + (uint32_t)i, name->place))
                return false;
    }
    if (all->count)
        qsort(all->keys, all->count, sizeof *all->keys, by_hash);
    return true;
}

static const country_key *find_key(const country_keys *all, uint64_t hash)
{
    const country_key wanted = {.hash = hash};
    size_t first = bm_sorted_first(all->keys, all->count, sizeof wanted, by_hash, &wanted);
    return first < all->count && all->keys[first].hash == hash ? &all->keys[first] : NULL;
}

/* The code for a name; "" when nothing explains it. */
static const char *find_country(bm_builder *builder, const country_keys *all, const char *text)
{
    char code[3];
    char keys[1 + BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE + 1];
    size_t count = marked_keys(text, keys);
    const country_key *best = NULL;
    for (size_t i = 0; i < count; i++) {
        const country_key *found = find_key(all, bm_fold_hash(keys[i]));
        if (found && (!best || (i > 1 && found->order < best->order)))
            best = found;
        if (i == 0 && best && best->order < UINT32_MAX / 2)
            break;
    }
    if (best)
        return builder->places[best->place].country;
    return bm_country_known(text, code) ? bm_builder_text(builder, code) : "";
}

static bool is_code(const char *text)
{
    return text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z' && text[2] == '\0';
}

/* Before the names: countries whose own code has three letters explain names as well. */
static void resolve_codes(bm_builder *builder)
{
    char code[3];
    for (size_t i = 0; i < builder->count; i++) {
        bm_place *place = &builder->places[i];
        if (*place->country && !is_code(place->country) && bm_country_code(place->country, code))
            place->country = bm_builder_text(builder, code);
    }
}

bool bm_source_settle_countries(bm_builder *builder)
{
    resolve_codes(builder);
    country_keys all = {0};
    bool gathered = false;
    const char *last = "";
    const char *last_code = "";
    for (size_t i = 0; i < builder->count; i++) {
        bm_place *place = &builder->places[i];
        if (!*place->country || is_code(place->country))
            continue;
        if (!gathered && !gather_countries(builder, &all)) {
            free(all.keys);
            return false;
        }
        gathered = true;
        if (place->country != last) {
            last = place->country;
            last_code = find_country(builder, &all, last);
        }
        place->country = last_code;
    }
    free(all.keys);
    return !builder->failed;
}
