#include "events/batch.h"

#include <stdio.h>
#include <string.h>

/* A column of names is found by what events call a place, or else by one of these. */
static const char *const names[] = {"name",    "toponym_name", "geo_name", "city_name",
                                    "назва",   "імя",          "название", "имя",
                                    "топонім", "топоним",      "query",    NULL};
static const char *const nears[] = {"near",  "nearby",  "near_place", "close_to", "nearest_place",
                                    "побач", "поблизу", "рядом",      NULL};

static const struct {
    const char *name; /* in --column */
    bm_batch_role role;
    bm_column_role events; /* whose headers count */
    const char *const *keys;
} roles[] = {{"name", BM_BATCH_NAME, BM_COLUMN_PLACE, names},
             {"country", BM_BATCH_COUNTRY, BM_COLUMN_COUNTRY, NULL},
             {"admin", BM_BATCH_ADMIN, BM_COLUMN_ADMIN, NULL},
             {"district", BM_BATCH_DISTRICT, BM_COLUMN_DISTRICT, NULL},
             {"near", BM_BATCH_NEAR, BM_COLUMN_OTHER, nears}};
enum { ROLES = sizeof roles / sizeof *roles };

/* A column that is taken is of no other role. */
static void assign(bm_batch *batch, bm_batch_role role, int column)
{
    batch->column_of[role] = column;
    if (column >= 0)
        batch->header.columns[column].role = BM_COLUMN_PLACE;
}

static bm_status apply_override(bm_batch *batch, const char *pair, bm_error *error)
{
    size_t length = strcspn(pair, "=");
    for (size_t i = 0; pair[length] && i < ROLES; i++) {
        bool same = strlen(roles[i].name) == length && strncmp(pair, roles[i].name, length) == 0;
        bool place = roles[i].role == BM_BATCH_NAME && length == 5 && !strncmp(pair, "place", 5);
        if (!same && !place)
            continue;
        int column = bm_table_find_header(&batch->header, pair + length + 1);
        if (column >= 0) {
            assign(batch, roles[i].role, column);
            return BM_OK;
        }
        char columns[120];
        bm_table_list_columns(&batch->header, columns, sizeof columns);
        return bm_error_set(error, BM_ERROR_NOT_FOUND, batch->path, 0,
                            "'%s' has no column '%s'; it has: %s", bm_table_shown(batch->path),
                            pair + length + 1, columns);
    }
    return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                        "'%s' does not say what a column means; write ROLE=HEADER with one of "
                        "name country admin district near",
                        pair);
}

bm_status bm_batch_find_roles(bm_batch *batch, const bm_batch_options *options, bm_error *error)
{
    for (size_t i = 0; options && i < options->column_count; i++) {
        bm_status status = apply_override(batch, options->columns[i], error);
        if (status)
            return status;
    }
    for (size_t i = 0; i < ROLES; i++) {
        if (batch->column_of[roles[i].role] >= 0)
            continue;
        int column = bm_table_find_role(&batch->header, roles[i].events);
        for (size_t k = 0; column < 0 && roles[i].keys && roles[i].keys[k]; k++)
            column = bm_table_find_key(&batch->header, roles[i].keys[k]);
        assign(batch, roles[i].role, column);
    }
    if (batch->column_of[BM_BATCH_NAME] >= 0)
        return BM_OK;
    char columns[100];
    bm_table_list_columns(&batch->header, columns, sizeof columns);
    return bm_error_set(error, BM_ERROR_FORMAT, batch->path, 1,
                        "'%s' has no column for the names; its first line must be headers such as "
                        "%s; it has: %s",
                        bm_table_shown(batch->path),
                        options ? "name,country,admin,near, or name one with '--column name=HEADER'"
                                : "place,country,admin,place_id",
                        columns);
}
