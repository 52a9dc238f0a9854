/* Places by keys that are nearly the name's. */
#include "geo/gazetteer/index/index.h"
#include "geo/gazetteer/keys/fuzzy.h"
#include "geo/gazetteer/keys/slot.h"
#include "geo/gazetteer/keys/swapped.h"

#include <string.h>

enum { VISITED_SLOTS = 1024, VISITED_MAX = VISITED_SLOTS / 2 };

static const bm_near_sections slot_sections = {SECTION_SLOT_BUCKETS, SECTION_SLOT_ENTRIES,
                                               SECTION_SLOT_FILTER};
static const bm_near_sections fuzzy_sections = {SECTION_FUZZY_BUCKETS, SECTION_FUZZY_ENTRIES,
                                                SECTION_FUZZY_FILTER};

typedef struct search {
    const bm_gazetteer *gazetteer;
    const bm_gazetteer_part *part;
    bm_near_visitor visit;
    void *context;
    bool stopped;
    size_t visited_count;
    const bm_place *visited[VISITED_SLOTS]; /* open addressing */
} search;

/* True the first time; false for the following ones, and when there have been enough. */
static bool is_new(search *all, const bm_place *place)
{
    size_t at = bm_gazetteer_number(all->gazetteer, place) * 2654435761u % VISITED_SLOTS;
    while (all->visited[at] && all->visited[at] != place)
        at = (at + 1) % VISITED_SLOTS;
    if (all->visited[at])
        return false;
    all->visited[at] = place;
    if (++all->visited_count == VISITED_MAX)
        all->stopped = true;
    return true;
}

/* Visit the places of a strict key of the part. */
static void visit_key(search *all, uint32_t key, const bm_edits *edits)
{
    const bm_gazetteer_part *part = all->part;
    uint32_t at = 0;
    uint32_t end = bm_gazetteer_postings(part, &bm_strict_table, key, &at);
    for (; at < end && !all->stopped; at++) {
        const bm_name_record *name = bm_gazetteer_posting(part, &bm_strict_table, at);
        uint32_t local = bm_name_place(name);
        if (bm_name_use_of(name) != BM_NAME_TOPONYM || local >= part->count)
            continue;
        const bm_place *place = bm_gazetteer_unpack(all->gazetteer, part->base + local);
        if (!is_new(all, place))
            continue;
        const char *matched = bm_image_text(&part->image, SECTION_TEXTS, name->text);
        all->stopped = !all->visit(place, edits, matched, all->context) || all->stopped;
    }
}

static bool visit_slot(void *context, uint32_t key)
{
    search *all = context;
    visit_key(all, key, NULL);
    return !all->stopped;
}

static bool visit_fuzzy(void *context, const bm_fuzzy_match *match)
{
    search *all = context;
    visit_key(all, match->key_index, &match->edits);
    return !all->stopped;
}

static bool visit_swapped(void *context, const char *key)
{
    static const bm_edits swap = {.count = 1};
    search *all = context;
    uint32_t number = bm_gazetteer_find_key(all->part, &bm_strict_table, key);
    if (number != UINT32_MAX)
        visit_key(all, number, &swap);
    return !all->stopped;
}

static void search_all(const bm_gazetteer *gazetteer, const char *name, unsigned edits,
                       bm_near_visitor visit, void *context)
{
    char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    size_t key_count = bm_fold_strict(name, keys);
    search all = {.gazetteer = gazetteer, .visit = visit, .context = context};
    for (size_t i = 0; i < gazetteer->part_count; i++) {
        all.part = &gazetteer->parts[i];
        const bm_keyset set = {&all.part->image, SECTION_STRICT_KEYS, SECTION_KEY_TEXTS};
        for (size_t k = 0; k < key_count && !all.stopped; k++) {
            if (edits == 0)
                bm_slot_search(&set, &slot_sections, keys[k], visit_slot, &all);
            else
                bm_fuzzy_search(&set, &fuzzy_sections, keys[k], edits, visit_fuzzy, &all);
        }
        if (edits > 0 && !all.stopped)
            bm_fold_swapped(name, visit_swapped, &all);
    }
}

void bm_gazetteer_lookup_slot(const bm_gazetteer *gazetteer, const char *name,
                              bm_near_visitor visit, void *context)
{
    search_all(gazetteer, name, 0, visit, context);
}

void bm_gazetteer_lookup_fuzzy(const bm_gazetteer *gazetteer, const char *name, unsigned edits,
                               bm_near_visitor visit, void *context)
{
    if (edits > 0)
        search_all(gazetteer, name, edits, visit, context);
}
