#include "events/export/layers/tally.h"

#include "base/strbuf.h"
#include "events/table.h"

#include <stdlib.h>
#include <string.h>

enum { CLAIMS = 4 };

typedef struct kind {
    const char *key;
    size_t count;
} kind;

static int by_key(const void *left, const void *right)
{
    return strcmp(((const kind *)left)->key, ((const kind *)right)->key);
}

static int by_count(const void *left, const void *right)
{
    const kind *a = left, *b = right;
    return a->count != b->count ? (a->count < b->count ? 1 : -1) : strcmp(a->key, b->key);
}

static kind *find(kind *kinds, size_t count, const char *key)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(kinds[i].key, key) == 0)
            return &kinds[i];
    return NULL;
}

/* Most tables have a dozen; of a rotten one with thousands the rest is looked at no further. */
static bool gather(const bm_events *events, kind **kinds, size_t *count, bool *has_others)
{
    enum { KINDS_MAX = 4096 };
    size_t capacity = 0;
    for (size_t i = 0; i < events->count; i++) {
        const char *key = events->items[i].category;
        kind *known = find(*kinds, *count, key);
        if (known) {
            known->count++;
            continue;
        }
        /* A table's own "other" is one with the others of ours. */
        *has_others |= *count == KINDS_MAX || strcmp(key, "other") == 0;
        if (*count == KINDS_MAX || strcmp(key, "other") == 0)
            continue;
        kind *grown = bm_array_grow(*kinds, *count, &capacity, sizeof *grown);
        if (!grown)
            return false;
        *kinds = grown;
        (*kinds)[(*count)++] = (kind){key, 1};
    }
    return true;
}

bool bm_tally_categories_init(bm_tally_categories *categories, const bm_events *events,
                              bm_arena *arena)
{
    kind *kinds = NULL;
    size_t count = 0;
    *categories = (bm_tally_categories){0};
    bool good = gather(events, &kinds, &count, &categories->has_others);
    if (good && count > BM_TALLY_CATEGORIES_MAX) {
        qsort(kinds, count, sizeof *kinds, by_count);
        count = BM_TALLY_CATEGORIES_MAX;
        categories->has_others = true;
    }
    if (good && count > 0)
        qsort(kinds, count, sizeof *kinds, by_key);
    categories->keys = good ? bm_arena_array(arena, count + 1, sizeof *categories->keys) : NULL;
    for (size_t i = 0; categories->keys && i < count; i++)
        categories->keys[categories->count++] = kinds[i].key;
    free(kinds);
    return categories->keys != NULL;
}

bool bm_tally_init(bm_tally *tally, const bm_tally_categories *categories, bm_arena *arena)
{
    *tally = (bm_tally){0};
    tally->categories = bm_arena_array(arena, categories->count + 1, sizeof *tally->categories);
    return tally->categories != NULL;
}

static int compare_key(const void *key, const void *item)
{
    return strcmp(key, *(const char *const *)item);
}

void bm_tally_add(bm_tally *tally, const bm_tally_categories *categories, const bm_event *event)
{
    const char **found = bsearch(event->category, categories->keys, categories->count,
                                 sizeof *categories->keys, compare_key);
    tally->categories[found ? (size_t)(found - categories->keys) : categories->count]++;
    tally->claims[event->claim]++;
    if (tally->events == 0 || event->when.start_s < tally->start_s)
        tally->start_s = event->when.start_s;
    if (tally->events == 0 || event->when.end_s > tally->end_s)
        tally->end_s = event->when.end_s;
    tally->events++;
}

void bm_tally_add_columns(const bm_tally_categories *categories, bm_stored_layer *layer)
{
    for (size_t i = 0; i < categories->count + categories->has_others; i++) {
        bm_strbuf name = {0};
        bm_strbuf_append(&name, "n_");
        bm_strbuf_append(&name, i < categories->count ? categories->keys[i] : "other");
        layer->failed |= name.failed;
        bm_stored_layer_add_column(layer, bm_stored_layer_text(layer, bm_strbuf_text(&name)),
                                   BM_VALUE_INTEGER);
        bm_strbuf_finish(&name);
    }
    static const char *const claims[CLAIMS] = {"claim_unstated", "claim_confirmed",
                                               "claim_assessed", "claim_claimed"};
    for (int i = 0; i < CLAIMS; i++)
        bm_stored_layer_add_column(layer, claims[i], BM_VALUE_INTEGER);
}

bm_value *bm_tally_put(const bm_tally *tally, const bm_tally_categories *categories, bm_value *at)
{
    for (size_t i = 0; i < categories->count + categories->has_others; i++)
        at = bm_put_integer(at, (int64_t)tally->categories[i]);
    for (int i = 0; i < CLAIMS; i++)
        at = bm_put_integer(at, (int64_t)tally->claims[i]);
    return at;
}
