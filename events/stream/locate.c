#include "events/stream/stream.h"

#include <math.h>
#include <stdlib.h>

/* A table of what is asked: one row a distinct place. */
static bm_status make_questions(const bm_event_points *points, bm_events *questions,
                                bm_error *error)
{
    static const bm_column_role roles[] = {BM_COLUMN_PLACE, BM_COLUMN_COUNTRY, BM_COLUMN_ADMIN,
                                           BM_COLUMN_DISTRICT};
    size_t count = points->places.keys.count;
    questions->files = points->files;
    questions->file_count = points->file_count;
    questions->column_count = 4;
    questions->columns = bm_arena_array(&questions->arena, 4, sizeof *questions->columns);
    questions->items = calloc(count + 1, sizeof *questions->items);
    if (!questions->columns || !questions->items)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    for (int i = 0; i < 4; i++)
        questions->columns[i] =
            (bm_event_column){.name = bm_column_role_name(roles[i]), .role = roles[i]};
    for (size_t i = 0; i < count; i++) {
        const bm_point_place *place = &points->places.items[i];
        questions->items[i] = (bm_event){.line = place->line,
                                         .file = place->file,
                                         .id = "",
                                         .edtf = "",
                                         .place = place->texts[0],
                                         .country = place->texts[1],
                                         .admin = place->texts[2],
                                         .district = place->texts[3],
                                         .category = "",
                                         .category_label = "",
                                         .title = "",
                                         .description = "",
                                         .source = "",
                                         .url = "",
                                         .cells = place->texts};
    }
    questions->count = questions->capacity = count;
    return BM_OK;
}

static void count_answer(const bm_event_location *at, bm_locating_counts *counts)
{
    if (at->ambiguous)
        counts->ambiguous++;
    else if (!at->located)
        counts->unlocated++;
    else if (at->precision > BM_PLACE_PRECISION_SETTLEMENT)
        counts->area++;
    else
        counts->located++;
}

static void put_at(bm_event_points *points, bm_packed_point *point, const bm_event_location *at)
{
    if (!at->located || !bm_lonlat_is_valid(at->position))
        return;
    point->lon = (int32_t)lround(at->position.lon * BM_POINT_UNITS_A_DEGREE);
    point->lat = (int32_t)lround(at->position.lat * BM_POINT_UNITS_A_DEGREE);
    if (point->precision < at->precision)
        point->precision = (unsigned)at->precision & 0xFU;
    bm_event_points_set_country(points, point, at);
}

static void locate_point(bm_event_points *points, bm_packed_point *point, const bm_events *answers,
                         bm_locating_counts *counts)
{
    if (point->lon != BM_POINT_NOWHERE) {
        counts->given++;
    } else if (point->lat >= 0) {
        const bm_event_location *at = &answers->items[point->lat].location;
        count_answer(at, counts);
        put_at(points, point, at);
    } else {
        counts->unlocated++;
    }
}

bm_status bm_event_points_locate(bm_event_points *points, const struct bm_geocoder *geocoder,
                                 const bm_border *border, const struct bm_decisions *decisions,
                                 bm_ambiguous_policy policy, bm_findings *findings,
                                 bm_locating_counts *counts, bm_error *error)
{
    bm_events questions = {0};
    bm_locating_counts own = {.total = points->count};
    bm_status status = make_questions(points, &questions, error);
    if (!status)
        status = bm_events_locate(&questions, geocoder, border, decisions, policy, findings, NULL,
                                  error);
    bm_point_walk walk = {.points = points};
    while (!status && bm_point_walk_next(&walk)) {
        size_t given = own.given;
        for (size_t i = 0; i < walk.count; i++)
            locate_point(points, &walk.items[i], &questions, &own);
        if (own.given - given < walk.count && !bm_point_walk_store(&walk)) {
            free(walk.buffer);
            walk = (bm_point_walk){.failed = true};
            break;
        }
    }
    if (walk.failed)
        status = bm_error_set(error, BM_ERROR_IO, NULL, 0, "cannot keep what was read of a table");
    bm_arena_finish(&questions.arena);
    free(questions.items);
    if (counts)
        *counts = own;
    return status;
}
