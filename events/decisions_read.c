#include "events/decisions.h"

#include "base/blank.h"
#include "base/number.h"

#include <stdlib.h>
#include <string.h>

void bm_decisions_free(bm_decisions *decisions)
{
    if (!decisions)
        return;
    bm_arena_finish(&decisions->arena);
    free(decisions->items);
    free(decisions->exact.items);
    free(decisions->strict.items);
    free(decisions);
}

size_t bm_decisions_count(const bm_decisions *decisions)
{
    return decisions ? decisions->count : 0;
}

const bm_decision *bm_decisions_get(const bm_decisions *decisions, size_t index)
{
    return decisions && index < decisions->count ? &decisions->items[index] : NULL;
}

static int find_any(const bm_batch *batch, const char *const *keys)
{
    int column = -1;
    for (; *keys && column < 0; keys++)
        column = bm_table_find_key(&batch->header, *keys);
    return column;
}

bm_status bm_decision_columns_find(bm_batch *batch, bm_decision_columns *columns, bm_error *error)
{
    static const char *const ids[] = {"place_id", "geonameid", "geonames_id", "id", NULL};
    static const char *const notes[] = {"note", "notes", "remark", "why", NULL};
    *columns = (bm_decision_columns){.place = batch->column_of[BM_BATCH_NAME],
                                     .country = batch->column_of[BM_BATCH_COUNTRY],
                                     .admin = batch->column_of[BM_BATCH_ADMIN],
                                     .place_id = find_any(batch, ids),
                                     .lon = bm_table_find_role(&batch->header, BM_COLUMN_LON),
                                     .lat = bm_table_find_role(&batch->header, BM_COLUMN_LAT),
                                     .note = find_any(batch, notes)};
    if (columns->place_id >= 0 || (columns->lon >= 0 && columns->lat >= 0))
        return BM_OK;
    return bm_error_set(error, BM_ERROR_FORMAT, batch->path, 1,
                        "'%s' is no table of decisions: it needs the columns place and place_id, "
                        "or place, lon and lat",
                        bm_table_shown(batch->path));
}

static const char *cell(const bm_batch_row *row, int column)
{
    return column >= 0 ? row->cells[column] : "";
}

static void refuse(const bm_decisions *decisions, const bm_batch_row *row, bm_findings *findings,
                   const char *value, const char *why)
{
    bm_findings_add(findings, BM_SEVERITY_ERROR, "decision-invalid", decisions->path, row->line,
                    NULL, value, "%s", why);
}

/* What the row decides; false with a finding when that cannot be told. */
static bool read_answer(const bm_decisions *decisions, const bm_batch_row *row,
                        const bm_decision_columns *columns, bm_decision *decision,
                        bm_findings *findings)
{
    const char *lon = cell(row, columns->lon);
    const char *lat = cell(row, columns->lat);
    bool has_id = !bm_is_blank(decision->place_id);
    bool positioned = !bm_is_blank(lon) || !bm_is_blank(lat);
    if (bm_is_blank(decision->place)) {
        refuse(decisions, row, findings, "", "the row has no place");
        return false;
    }
    if (has_id == positioned) {
        refuse(decisions, row, findings, decision->place,
               has_id ? "the row has a place_id and a position; give one of them"
                      : "the row decides nothing; give a place_id, or lon and lat");
        return false;
    }
    if (has_id)
        return true;
    decision->has_position = bm_number_parse(lon, &decision->position.lon) &&
                             bm_number_parse(lat, &decision->position.lat) &&
                             bm_lonlat_is_valid(decision->position);
    if (!decision->has_position)
        refuse(decisions, row, findings, decision->place,
               "lon and lat are not a position in degrees");
    return decision->has_position;
}

/* A place for a position that a person gave. */
static const bm_place *make_place(bm_decisions *decisions, const bm_decision *decision,
                                  const bm_border *border)
{
    bm_place *place = bm_arena_alloc(&decisions->arena, sizeof *place);
    bm_border_relation relation = {0};
    const char *country = "";
    if (border && bm_border_relate(border, decision->position, &relation, NULL) == BM_OK)
        country = bm_arena_strdup(&decisions->arena, relation.country);
    if (!place || !country)
        return NULL;
    *place = (bm_place){.id = "",
                        .name = decision->place,
                        .name_be = "",
                        .name_uk = "",
                        .name_ru = "",
                        .country = country,
                        .admin1 = "",
                        .admin2 = "",
                        .feature_code = "",
                        .partner = "",
                        .kind = BM_PLACE_SETTLEMENT,
                        .position = decision->position};
    return place;
}

static bm_status add_row(bm_decisions *decisions, const bm_batch_row *row,
                         const bm_decision_columns *columns, const bm_border *border,
                         bm_findings *findings, bm_error *error)
{
    bm_arena *arena = &decisions->arena;
    if (*row->problem) {
        refuse(decisions, row, findings, "", row->problem);
        return BM_OK;
    }
    bm_decision decision = {.line = row->line,
                            .place = bm_arena_strdup(arena, cell(row, columns->place)),
                            .country = bm_arena_strdup(arena, cell(row, columns->country)),
                            .admin = bm_arena_strdup(arena, cell(row, columns->admin)),
                            .place_id = bm_arena_strdup(arena, cell(row, columns->place_id)),
                            .note = bm_arena_strdup(arena, cell(row, columns->note))};
    bm_decision *items = bm_array_grow(decisions->items, decisions->count, &decisions->capacity,
                                       sizeof *decisions->items);
    if (items)
        decisions->items = items;
    if (!items || !decision.place || !decision.country || !decision.admin || !decision.place_id ||
        !decision.note)
        return bm_error_set(error, BM_ERROR_MEMORY, decisions->path, 0, "out of memory");
    if (!read_answer(decisions, row, columns, &decision, findings))
        return BM_OK;
    if (!decision.has_position)
        decision.answer = bm_gazetteer_find_id(decisions->gazetteer, decision.place_id);
    else if (!(decision.answer = make_place(decisions, &decision, border)))
        return bm_error_set(error, BM_ERROR_MEMORY, decisions->path, 0, "out of memory");
    decisions->items[decisions->count++] = decision;
    return BM_OK;
}

/* Findings outlive the table. */
static bm_status keep_columns(bm_decisions *decisions, const bm_batch *batch,
                              const bm_decision_columns *columns, bm_error *error)
{
    const struct {
        int column;
        const char **name;
    } names[] = {{columns->country, &decisions->country_column},
                 {columns->admin, &decisions->admin_column},
                 {columns->place_id, &decisions->id_column},
                 {columns->lon, &decisions->lon_column}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i].column < 0)
            continue;
        *names[i].name = bm_arena_strdup(&decisions->arena,
                                         bm_batch_column_name(batch, (size_t)names[i].column));
        if (!*names[i].name)
            return bm_error_set(error, BM_ERROR_MEMORY, decisions->path, 0, "out of memory");
    }
    return BM_OK;
}

bm_status bm_decisions_read(const char *path, const bm_gazetteer *gazetteer,
                            const bm_border *border, bm_findings *findings,
                            bm_decisions **decisions, bm_error *error)
{
    *decisions = NULL;
    bm_batch *batch = NULL;
    bm_decision_columns columns;
    bm_decisions *made = calloc(1, sizeof *made);
    if (!made || !(made->path = bm_arena_strdup(&made->arena, path))) {
        free(made);
        return bm_error_set(error, BM_ERROR_MEMORY, path, 0, "out of memory");
    }
    made->gazetteer = gazetteer;
    bm_status status = bm_batch_open(path, NULL, &batch, error);
    if (!status)
        status = bm_decision_columns_find(batch, &columns, error);
    if (!status)
        status = keep_columns(made, batch, &columns, error);
    while (!status) {
        const bm_batch_row *row = NULL;
        status = bm_batch_next(batch, &row, error);
        if (status || !row)
            break;
        status = add_row(made, row, &columns, border, findings, error);
    }
    bm_batch_free(batch);
    if (!status)
        status = bm_decisions_index(made, error);
    if (status) {
        bm_decisions_free(made);
        return status;
    }
    bm_decisions_check(made, border, findings);
    *decisions = made;
    return BM_OK;
}
