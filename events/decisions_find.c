#include "events/decisions.h"

#include "base/blank.h"

#include "geo/gazetteer/geocoder/hints.h"
#include "geo/gazetteer/words/class_words.h"

#include <stdlib.h>
#include <string.h>

static bm_status add_key(bm_decisions *decisions, bm_decision_keys *keys, const char *key,
                         size_t decision, bm_error *error)
{
    bm_decision_key *items =
        bm_array_grow(keys->items, keys->count, &keys->capacity, sizeof *keys->items);
    if (items)
        keys->items = items;
    const char *copy = items ? bm_arena_strdup(&decisions->arena, key) : NULL;
    if (!copy)
        return bm_error_set(error, BM_ERROR_MEMORY, decisions->path, 0, "out of memory");
    keys->items[keys->count++] = (bm_decision_key){copy, decision};
    return BM_OK;
}

static int compare(const void *a, const void *b)
{
    const bm_decision_key *left = a;
    const bm_decision_key *right = b;
    int order = strcmp(left->key, right->key);
    return order ? order : left->decision < right->decision ? -1 : 1;
}

bm_status bm_decisions_index(bm_decisions *decisions, bm_error *error)
{
    for (size_t i = 0; i < decisions->count; i++) {
        const char *place = decisions->items[i].place;
        char exact[BM_FOLD_KEY_SIZE];
        char strict[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
        bm_status status = BM_OK;
        if (bm_fold_exact(place, exact))
            status = add_key(decisions, &decisions->exact, exact, i, error);
        size_t count = bm_fold_strict(place, strict);
        for (size_t k = 0; k < count && !status; k++)
            status = add_key(decisions, &decisions->strict, strict[k], i, error);
        if (status)
            return status;
    }
    bm_decision_keys *const sorts[] = {&decisions->exact, &decisions->strict};
    for (size_t i = 0; i < 2; i++)
        if (sorts[i]->count > 0)
            qsort(sorts[i]->items, sorts[i]->count, sizeof *sorts[i]->items, compare);
    return BM_OK;
}

static bool same_text(const char *a, const char *b)
{
    char left[BM_FOLD_KEY_SIZE];
    char right[BM_FOLD_KEY_SIZE];
    return bm_fold_exact(a, left) && bm_fold_exact(b, right) && strcmp(left, right) == 0;
}

static bool same_country(const bm_gazetteer *gazetteer, const char *a, const char *b)
{
    char left[3];
    char right[3];
    if (same_text(a, b))
        return true;
    return bm_hints_country(gazetteer, a, left) && bm_hints_country(gazetteer, b, right) &&
           strcmp(left, right) == 0;
}

/* One thing that both may mean. */
static bool same_admin(const bm_gazetteer *gazetteer, const char *a, const char *b)
{
    bm_hints left = {0};
    bm_hints right = {0};
    if (bm_is_blank(a) || bm_is_blank(b))
        return false;
    if (same_text(a, b))
        return true;
    if (!bm_hints_admin(gazetteer, a, false, &left) || !bm_hints_admin(gazetteer, b, false, &right))
        return false;
    for (size_t i = 0; i < left.admin_count; i++)
        for (size_t k = 0; k < right.admin_count; k++)
            if (strcmp(left.admin[i].country, right.admin[k].country) == 0 &&
                strcmp(left.admin[i].admin1, right.admin[k].admin1) == 0 &&
                strcmp(left.admin[i].admin2, right.admin[k].admin2) == 0)
                return true;
    return false;
}

/* How particular a decision is that is for this row; −1 when it is not for it. */
static int agreement(const bm_decisions *decisions, const bm_decision *decision,
                     const bm_place_row *row)
{
    const bm_gazetteer *gazetteer = decisions->gazetteer;
    bool in_country = !bm_is_blank(decision->country);
    bool in_admin = !bm_is_blank(decision->admin);
    if (!decision->answer)
        return -1;
    if (in_country &&
        (bm_is_blank(row->country) || !same_country(gazetteer, decision->country, row->country)))
        return -1;
    if (in_admin && !same_admin(gazetteer, decision->admin, row->admin) &&
        !same_admin(gazetteer, decision->admin, row->district))
        return -1;
    return 2 * in_admin + in_country;
}

/* The most particular of the decisions under a key, and the last of equals. */
static size_t find_key(const bm_decisions *decisions, const bm_decision_keys *keys, const char *key,
                       const bm_place_row *row)
{
    size_t low = 0;
    size_t high = keys->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(keys->items[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    size_t found = SIZE_MAX;
    int best = -1;
    for (; low < keys->count && strcmp(keys->items[low].key, key) == 0; low++) {
        size_t decision = keys->items[low].decision;
        int one = agreement(decisions, &decisions->items[decision], row);
        if (one >= 0 && one >= best) {
            best = one;
            found = decision;
        }
    }
    return found;
}

size_t bm_decisions_find(const bm_decisions *decisions, const bm_place_row *row)
{
    char exact[BM_FOLD_KEY_SIZE];
    char strict[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    size_t found = SIZE_MAX;
    if (!decisions || decisions->count == 0 || bm_is_blank(row->name))
        return found;
    if (bm_fold_exact(row->name, exact))
        found = find_key(decisions, &decisions->exact, exact, row);
    size_t count = found == SIZE_MAX ? bm_fold_strict(row->name, strict) : 0;
    for (size_t i = 0; i < count && found == SIZE_MAX; i++)
        found = find_key(decisions, &decisions->strict, strict[i], row);
    return found;
}
