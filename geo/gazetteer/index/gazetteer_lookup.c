#include "geo/gazetteer/index/index.h"
#include "geo/gazetteer/keys/fold.h"

#include "base/utf8.h"

#include <string.h>

/* Shorter strict keys say nothing. */
enum { SHORTEST_KEY = 3, SHADOWS_MAX = 256 };

const char *bm_match_name(bm_match match)
{
    static const char *const names[] = {"none",      "given", "exact", "variant",
                                        "inflected", "fuzzy", "area",  "decided"};
    return (size_t)match < sizeof names / sizeof names[0] ? names[match] : "unknown";
}

uint32_t bm_gazetteer_find_key(const bm_gazetteer_part *part, const bm_key_table *table,
                               const char *key)
{
    const bm_image *image = &part->image;
    uint64_t slots = bm_image_count(image, table->slots);
    if (slots == 0 || (slots & (slots - 1)) != 0)
        return UINT32_MAX;
    uint64_t at = bm_fold_hash(key) & (slots - 1);
    for (uint64_t probes = 0; probes < slots; probes++, at = (at + 1) & (slots - 1)) {
        uint32_t entry = bm_image_u32(image, table->slots, at);
        if (entry == 0)
            return UINT32_MAX;
        uint32_t text = bm_image_u32(image, table->keys, entry - 1);
        if (strcmp(bm_image_text(image, SECTION_KEY_TEXTS, text), key) == 0)
            return entry - 1;
    }
    return UINT32_MAX;
}

uint32_t bm_gazetteer_postings(const bm_gazetteer_part *part, const bm_key_table *table,
                               uint32_t key, uint32_t *first)
{
    uint64_t count = bm_image_count(&part->image, table->names);
    *first = bm_image_u32(&part->image, table->first, key);
    uint32_t end = bm_image_u32(&part->image, table->first, (uint64_t)key + 1);
    return end <= count && *first <= end ? end : *first;
}

/* Whether a key of the part leads to one of its places by a name of this use. */
static bool key_leads_to(const bm_gazetteer_part *part, const bm_key_table *table, uint32_t key,
                         bm_name_use use, uint32_t local)
{
    if (key == UINT32_MAX)
        return false;
    uint32_t low = 0;
    uint32_t end = bm_gazetteer_postings(part, table, key, &low);
    uint32_t high = end;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (bm_name_place(bm_gazetteer_posting(part, table, middle)) < local)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < end; low++) {
        const bm_name_record *name = bm_gazetteer_posting(part, table, low);
        if (bm_name_place(name) != local)
            return false;
        if (bm_name_use_of(name) == use)
            return true;
    }
    return false;
}

bool bm_gazetteer_leads_to(const bm_gazetteer_part *part, const bm_key_table *table,
                           const char *key, bm_name_use use, uint32_t local)
{
    return key_leads_to(part, table, bm_gazetteer_find_key(part, table, key), use, local);
}

/* In how many parts the number of a key is remembered, and what stands for one not asked yet. */
enum { REMEMBERED_PARTS = 8 };
static const uint32_t not_asked = UINT32_MAX - 1;

/* One key of a name that is looked up. */
typedef struct search {
    const bm_key_table *table;
    const char *key;
    uint32_t numbers[REMEMBERED_PARTS]; /* of the key, in the first parts */
} search;

static void start_search(search *made, const bm_key_table *table, const char *key)
{
    made->table = table;
    made->key = key;
    for (size_t i = 0; i < REMEMBERED_PARTS; i++)
        made->numbers[i] = not_asked;
}

static uint32_t number_of(const bm_gazetteer *gazetteer, const bm_gazetteer_part *part, search *by)
{
    size_t at = (size_t)(part - gazetteer->parts);
    if (at >= REMEMBERED_PARTS)
        return bm_gazetteer_find_key(part, by->table, by->key);
    if (by->numbers[at] == not_asked)
        by->numbers[at] = bm_gazetteer_find_key(part, by->table, by->key);
    return by->numbers[at];
}

/* A name that is looked up: its exact key, then its strict keys. */
typedef struct lookup {
    const bm_gazetteer *gazetteer;
    bm_name_use use;
    search searches[1 + BM_FOLD_KEYS_MAX];
    size_t search_count;
    /* Places of earlier parts that were met by a later one. */
    const bm_place *shadows[SHADOWS_MAX];
    size_t shadow_count;
} lookup;

/* Whether a place has been visited by a key before `current`, or, when it is not of this part, by
 * an earlier part. */
static bool met_before(lookup *asked, size_t current, const bm_gazetteer_part *part,
                       const bm_place *place, uint32_t number)
{
    const bm_gazetteer *gazetteer = asked->gazetteer;
    for (size_t i = 0; i < current; i++)
        if (key_leads_to(part, asked->searches[i].table,
                         number_of(gazetteer, part, &asked->searches[i]), asked->use,
                         number - part->base))
            return true;
    uint32_t canonical = bm_gazetteer_number(gazetteer, place);
    if (canonical == number) {
        /* A later part may have led to it by an earlier key. */
        for (size_t i = 0; i < asked->shadow_count; i++)
            if (asked->shadows[i] == place)
                return true;
        return false;
    }
    const bm_gazetteer_part *own = bm_gazetteer_part_of(gazetteer, canonical);
    for (size_t i = 0; i <= current; i++)
        if (key_leads_to(own, asked->searches[i].table,
                         number_of(gazetteer, own, &asked->searches[i]), asked->use,
                         canonical - own->base))
            return true;
    for (size_t i = 0; i < asked->shadow_count; i++)
        if (asked->shadows[i] == place)
            return true;
    if (asked->shadow_count < SHADOWS_MAX)
        asked->shadows[asked->shadow_count++] = place;
    return false;
}

/* A place's own names are told by their addresses (see score.c), which differ from part to part. */
static const char *own_name(const bm_place *place, const char *matched)
{
    const char *const own[] = {place->name, place->name_be, place->name_uk, place->name_ru};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (strcmp(own[i], matched) == 0)
            return own[i];
    return matched;
}

static bool visit_part(lookup *asked, size_t current, const bm_gazetteer_part *part,
                       bm_place_visitor visit, void *context)
{
    search *by = &asked->searches[current];
    uint32_t key = number_of(asked->gazetteer, part, by);
    if (key == UINT32_MAX)
        return true;
    uint32_t at = 0;
    uint32_t end = bm_gazetteer_postings(part, by->table, key, &at);
    bm_match match = by->table == &bm_exact_table ? BM_MATCH_EXACT : BM_MATCH_VARIANT;
    bool alone = asked->gazetteer->part_count == 1;
    for (; at < end; at++) {
        const bm_name_record *name = bm_gazetteer_posting(part, by->table, at);
        uint32_t local = bm_name_place(name);
        if (bm_name_use_of(name) != asked->use || local >= part->count)
            continue;
        const bm_place *place = bm_gazetteer_unpack(asked->gazetteer, part->base + local);
        if ((current > 0 || !alone) && met_before(asked, current, part, place, part->base + local))
            continue;
        const char *matched = bm_image_text(&part->image, SECTION_TEXTS, name->text);
        if (!visit(place, match, alone ? matched : own_name(place, matched), context))
            return false;
    }
    return true;
}

static void visit_all(lookup *asked, bm_place_visitor visit, void *context)
{
    const bm_gazetteer *gazetteer = asked->gazetteer;
    for (size_t i = 0; i < asked->search_count; i++)
        for (size_t k = 0; k < gazetteer->part_count; k++)
            if (!visit_part(asked, i, &gazetteer->parts[k], visit, context))
                return;
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
    char exact[BM_FOLD_KEY_SIZE];
    char strict[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    lookup asked;
    asked.gazetteer = gazetteer;
    asked.use = use;
    asked.search_count = asked.shadow_count = 0;
    if (bm_fold_exact(name, exact))
        start_search(&asked.searches[asked.search_count++], &bm_exact_table, exact);
    size_t strict_count = is_too_short(name) ? 0 : bm_fold_strict(name, strict);
    for (size_t i = 0; i < strict_count; i++)
        if (strlen(strict[i]) >= SHORTEST_KEY)
            start_search(&asked.searches[asked.search_count++], &bm_strict_table, strict[i]);
    visit_all(&asked, visit, context);
}

void bm_gazetteer_lookup(const bm_gazetteer *gazetteer, const char *name, bm_place_visitor visit,
                         void *context)
{
    bm_gazetteer_lookup_use(gazetteer, name, BM_NAME_TOPONYM, visit, context);
}

void bm_gazetteer_lookup_key(const bm_gazetteer *gazetteer, const char *key, bm_place_visitor visit,
                             void *context)
{
    lookup asked;
    asked.gazetteer = gazetteer;
    asked.use = BM_NAME_TOPONYM;
    asked.shadow_count = 0;
    asked.search_count = 1;
    start_search(&asked.searches[0], &bm_strict_table, key);
    if (*key)
        visit_all(&asked, visit, context);
}
