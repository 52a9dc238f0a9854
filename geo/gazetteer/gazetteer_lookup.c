#include "geo/gazetteer/fold.h"
#include "geo/gazetteer/index.h"

#include "base/utf8.h"

#include <string.h>

/* Shorter strict keys say nothing. */
enum { SHORTEST_KEY = 3 };

const char *bm_match_name(bm_match match)
{
    static const char *const names[] = {"none",      "given", "exact", "variant",
                                        "inflected", "fuzzy", "area"};
    return (size_t)match < sizeof names / sizeof names[0] ? names[match] : "unknown";
}

const char *bm_place_kind_name(bm_place_kind kind)
{
    static const char *const names[] = {"settlement", "crossing", "airfield", "site",
                                        "natural",    "district", "region",   "country"};
    return (size_t)kind < sizeof names / sizeof names[0] ? names[kind] : "unknown";
}

size_t bm_gazetteer_count(const bm_gazetteer *gazetteer)
{
    return gazetteer->count;
}

const bm_place *bm_gazetteer_place(const bm_gazetteer *gazetteer, size_t index)
{
    return index < gazetteer->count ? &gazetteer->places[index] : NULL;
}

const bm_place *bm_gazetteer_find_id(const bm_gazetteer *gazetteer, const char *id)
{
    const bm_keymap *ids = &gazetteer->ids;
    for (uint32_t entry = bm_keymap_first(ids, bm_fold_hash(id)); entry != BM_KEYMAP_END;
         entry = bm_keymap_next(ids, entry)) {
        const bm_place *place = &gazetteer->places[ids->entries[entry].value];
        if (strcmp(place->id, id) == 0)
            return place;
    }
    return NULL;
}

/* A name that is looked up, with its keys. */
typedef struct query {
    const bm_gazetteer *gazetteer;
    bm_name_use use;
    bool has_exact;
    uint64_t exact_hash;
    char exact[BM_FOLD_KEY_SIZE];
    size_t strict_count;
    uint64_t strict_hash[BM_FOLD_KEYS_MAX];
    char strict[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
} query;

/* Whether the entry's name is of this use and really has the key that the hash promises. */
static bool meets_exact(const query *asked, const bm_name *name)
{
    char key[BM_FOLD_KEY_SIZE];
    return name->use == asked->use && name->exact_hash == (uint32_t)(asked->exact_hash >> 32) &&
           bm_fold_exact(name->text, key) && strcmp(key, asked->exact) == 0;
}

static bool meets_strict(const query *asked, size_t which, const bm_name *name)
{
    if (name->use != asked->use)
        return false;
    char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    size_t count = bm_fold_strict(name->text, keys);
    for (size_t i = 0; i < count; i++)
        if (strcmp(keys[i], asked->strict[which]) == 0)
            return true;
    return false;
}

static bool place_meets_exact(const query *asked, uint32_t place)
{
    const bm_gazetteer *gazetteer = asked->gazetteer;
    for (uint32_t i = gazetteer->first_name[place];
         asked->has_exact && i < gazetteer->first_name[place + 1]; i++)
        if (meets_exact(asked, &gazetteer->names[i]))
            return true;
    return false;
}

static bool met_before(const query *asked, size_t which, uint32_t place)
{
    const bm_keymap *map = &asked->gazetteer->strict;
    for (size_t i = 0; i < which; i++)
        for (uint32_t entry = bm_keymap_first(map, asked->strict_hash[i]); entry != BM_KEYMAP_END;
             entry = bm_keymap_next(map, entry)) {
            const bm_name *name = &asked->gazetteer->names[map->entries[entry].value];
            if (name->place == place && meets_strict(asked, i, name))
                return true;
        }
    return false;
}

static bool visit_exact(const query *asked, bm_place_visitor visit, void *context)
{
    const bm_keymap *map = &asked->gazetteer->exact;
    uint32_t last = UINT32_MAX;
    for (uint32_t entry = bm_keymap_first(map, asked->exact_hash); entry != BM_KEYMAP_END;
         entry = bm_keymap_next(map, entry)) {
        const bm_name *name = &asked->gazetteer->names[map->entries[entry].value];
        if (name->place == last || !meets_exact(asked, name))
            continue;
        last = name->place;
        if (!visit(&asked->gazetteer->places[name->place], BM_MATCH_EXACT, name->text, context))
            return false;
    }
    return true;
}

static bool visit_strict(const query *asked, size_t which, bm_place_visitor visit, void *context)
{
    const bm_keymap *map = &asked->gazetteer->strict;
    uint32_t last = UINT32_MAX;
    for (uint32_t entry = bm_keymap_first(map, asked->strict_hash[which]); entry != BM_KEYMAP_END;
         entry = bm_keymap_next(map, entry)) {
        const bm_name *name = &asked->gazetteer->names[map->entries[entry].value];
        if (name->place == last || !meets_strict(asked, which, name))
            continue;
        last = name->place;
        if (place_meets_exact(asked, name->place) || met_before(asked, which, name->place))
            continue;
        if (!visit(&asked->gazetteer->places[name->place], BM_MATCH_VARIANT, name->text, context))
            return false;
    }
    return true;
}

/* "EU" has the key of Jeju and "Gut" that of Hut: so little is left of a short word that only the
 * same letters mean anything. A Cyrillic name of three letters still has its romanisation. */
static bool is_too_short(const char *name)
{
    if (bm_utf8_count(name) >= 4)
        return false;
    while (*name)
        if (bm_utf8_next(&name) >= 0x250)
            return false;
    return true;
}

void bm_gazetteer_lookup_use(const bm_gazetteer *gazetteer, const char *name, bm_name_use use,
                             bm_place_visitor visit, void *context)
{
    query asked = {.gazetteer = gazetteer, .use = use};
    asked.has_exact = bm_fold_exact(name, asked.exact);
    if (asked.has_exact) {
        asked.exact_hash = bm_fold_hash(asked.exact);
        if (!visit_exact(&asked, visit, context))
            return;
    }
    if (is_too_short(name))
        return;
    asked.strict_count = bm_fold_strict(name, asked.strict);
    for (size_t i = 0; i < asked.strict_count; i++) {
        if (strlen(asked.strict[i]) < SHORTEST_KEY)
            continue;
        asked.strict_hash[i] = bm_fold_hash(asked.strict[i]);
        if (!visit_strict(&asked, i, visit, context))
            return;
    }
}

void bm_gazetteer_lookup(const bm_gazetteer *gazetteer, const char *name, bm_place_visitor visit,
                         void *context)
{
    bm_gazetteer_lookup_use(gazetteer, name, BM_NAME_TOPONYM, visit, context);
}

void bm_gazetteer_lookup_key(const bm_gazetteer *gazetteer, const char *key, bm_place_visitor visit,
                             void *context)
{
    query asked = {.gazetteer = gazetteer, .use = BM_NAME_TOPONYM, .strict_count = 1};
    size_t length = strlen(key);
    if (length == 0 || length >= BM_FOLD_KEY_SIZE)
        return;
    memcpy(asked.strict[0], key, length + 1);
    asked.strict_hash[0] = bm_fold_hash(key);
    visit_strict(&asked, 0, visit, context);
}
