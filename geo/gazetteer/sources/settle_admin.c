/* Codes of oblasts and districts become names, and what rows leave open is filled where it is
 * certain. */
#include "geo/gazetteer/sources/admin_codes.h"
#include "geo/gazetteer/sources/source.h"
#include "geo/gazetteer/words/class_words.h"

#include <stdlib.h>
#include <string.h>

/* A district that lies in an oblast, as one row has it. */
typedef struct nesting {
    const char *open;   /* code of the district without its oblast; interned */
    const char *admin1; /* code of the oblast */
    const char *admin2; /* code of the district */
} nesting;

static int by_nesting(const void *left, const void *right)
{
    const nesting *a = left;
    const nesting *b = right;
    int order = strcmp(a->open, b->open);
    return order ? order : strcmp(a->admin1, b->admin1);
}

/* "\x01BY.01.77" as "\x01BY..77"; "" when it is no code of three parts. */
static const char *open_code(bm_builder *builder, const char *code)
{
    const char *first = strchr(code, '.');
    const char *second = first ? strchr(first + 1, '.') : NULL;
    char country[3] = "";
    if (!second || first - code != 3)
        return "";
    memcpy(country, code + 1, 2);
    return bm_admin_code(builder, country, "", second + 1);
}

static size_t gather_nestings(bm_builder *builder, nesting *all)
{
    size_t count = 0;
    for (size_t i = 0; i < builder->count; i++) {
        const bm_place *place = &builder->places[i];
        if (!bm_admin_is_code(place->admin1) || !bm_admin_is_code(place->admin2))
            continue;
        const char *open = open_code(builder, place->admin2);
        if (*open)
            all[count++] = (nesting){open, place->admin1, place->admin2};
    }
    if (count)
        qsort(all, count, sizeof *all, by_nesting);
    return count;
}

/* Of each district only the oblast that most of its rows name. */
static size_t keep_majorities(nesting *all, size_t count)
{
    size_t kept = 0;
    size_t most = 0;
    for (size_t i = 0; i < count;) {
        size_t end = i;
        while (end < count && strcmp(all[end].open, all[i].open) == 0 &&
               all[end].admin1 == all[i].admin1)
            end++;
        if (kept == 0 || all[kept - 1].open != all[i].open) {
            all[kept++] = all[i];
            most = end - i;
        } else if (end - i > most) {
            all[kept - 1] = all[i];
            most = end - i;
        }
        i = end;
    }
    return kept;
}

static const nesting *find_nesting(const nesting *all, size_t count, const char *open)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(all[middle].open, open) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && all[low].open == open ? &all[low] : NULL;
}

/* A row that only says its district is in that district's oblast. */
static bool fill_regions(bm_builder *builder)
{
    nesting *all = malloc((builder->count + 1) * sizeof *all);
    if (!all)
        return false;
    size_t count = keep_majorities(all, gather_nestings(builder, all));
    for (size_t i = 0; i < builder->count; i++) {
        bm_place *place = &builder->places[i];
        if (*place->admin1 || !bm_admin_is_code(place->admin2))
            continue;
        const nesting *found = find_nesting(all, count, place->admin2);
        if (found) {
            place->admin1 = found->admin1;
            place->admin2 = found->admin2;
        }
    }
    free(all);
    return true;
}

/* What a code stands for; a district's code may be known without its oblast. The code itself when
 * nothing explains it: two rows that have it are in one district all the same. */
static const char *explain(bm_builder *builder, const char *code)
{
    const char *name = bm_admin_explained(builder, code);
    if (!name) {
        const char *open = open_code(builder, code);
        name = *open ? bm_admin_explained(builder, open) : NULL;
    }
    return name ? name : code;
}

static void replace_codes(bm_builder *builder)
{
    const char *last = "";
    const char *last_name = "";
    for (size_t i = 0; i < builder->count; i++) {
        const char **members[] = {&builder->places[i].admin1, &builder->places[i].admin2};
        for (size_t k = 0; k < 2; k++) {
            if (!bm_admin_is_code(*members[k]))
                continue;
            if (*members[k] != last) {
                last = *members[k];
                last_name = explain(builder, last);
            }
            *members[k] = last_name;
        }
    }
}

void bm_source_drop_codes(bm_builder *builder)
{
    for (size_t i = 0; i < builder->count; i++) {
        bm_place *place = &builder->places[i];
        if (bm_admin_is_code(place->admin1))
            place->admin1 = "";
        if (bm_admin_is_code(place->admin2))
            place->admin2 = "";
    }
}

/* Whether a code is neither of Belarus or Ukraine, whose units are known here, nor explained. */
static bool is_foreign(const bm_builder *builder, const char *code)
{
    return bm_admin_is_code(code) && strncmp(code + 1, "BY.", 3) != 0 &&
           strncmp(code + 1, "UA.", 3) != 0 && !bm_admin_explained(builder, code);
}

static void explain_foreign(bm_builder *builder)
{
    for (size_t i = 0; i < builder->count; i++) {
        if (is_foreign(builder, builder->places[i].admin1)) {
            bm_source_read_shipped_codes(builder);
            return;
        }
    }
}

bool bm_source_settle_admin(bm_builder *builder)
{
    bool coded = false;
    for (size_t i = 0; i < builder->count && !coded; i++)
        coded = bm_admin_is_code(builder->places[i].admin1) ||
                bm_admin_is_code(builder->places[i].admin2);
    if (!coded)
        return true;
    bm_admin_explain(builder, "", "", BM_ADMIN_SHIPPED); /* has those that are known here ready */
    explain_foreign(builder);
    if (!fill_regions(builder) || !bm_source_settle_radius(builder) ||
        !bm_source_settle_districts(builder))
        return false;
    replace_codes(builder);
    return bm_source_settle_gaps(builder) && !builder->failed;
}
