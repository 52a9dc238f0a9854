#include "events/points.h"

#include "events/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bm_event_points *bm_event_points_make(void)
{
    bm_event_points *made = calloc(1, sizeof *made);
    if (made && !(made->none = calloc(1, sizeof *made->none))) {
        free(made);
        made = NULL;
    }
    return made;
}

void bm_event_points_free(bm_event_points *points)
{
    if (!points)
        return;
    bm_events_free(points->none);
    bm_arena_finish(&points->arena);
    free(points->items);
    if (points->file)
        (void)fclose(points->file);
    free(points->categories);
    free(points->countries);
    bm_intern_finish(&points->places.keys);
    free(points->places.items);
    free((void *)points->files);
    free(points);
}

bool bm_event_points_category(bm_event_points *points, const char *key, const char *label,
                              uint16_t *index)
{
    if (points->category_count == BM_POINT_CATEGORIES_MAX - 1)
        key = label = "other";
    for (size_t i = 0; i < points->category_count; i++)
        if (*points->categories[i].key == *key && strcmp(points->categories[i].key, key) == 0) {
            *index = (uint16_t)i;
            return true;
        }
    bm_point_category *grown =
        bm_array_grow(points->categories, points->category_count, &points->category_capacity,
                      sizeof *points->categories);
    if (!grown)
        return false;
    points->categories = grown;
    bm_point_category added = {bm_arena_strdup(&points->arena, key),
                               bm_arena_strdup(&points->arena, label)};
    if (!added.key || !added.label)
        return false;
    *index = (uint16_t)points->category_count;
    points->categories[points->category_count++] = added;
    return true;
}

/* Code of the country of a place: its own, of which the middle of an area may be out, or else the
 * one that the position is in. */
static const char *country_of(const bm_event_location *at)
{
    return at->country && strlen(at->country) == 2 ? at->country : at->border.country;
}

void bm_event_points_set_country(bm_event_points *points, bm_packed_point *point,
                                 const bm_event_location *at)
{
    const char *code = country_of(at);
    point->country = bm_event_points_country(points, code);
    point->is_there = point->country && *code && strcmp(code, at->border.country) == 0;
}

uint8_t bm_event_points_country(bm_event_points *points, const char *code)
{
    for (size_t i = 0; i < points->country_count; i++)
        if (*points->countries[i] == *code && strcmp(points->countries[i], code) == 0)
            return (uint8_t)(i + 1);
    if (points->country_count == UINT8_MAX || strlen(code) > 2)
        return 0;
    char(*grown)[3] = bm_array_grow(points->countries, points->country_count,
                                    &points->country_capacity, sizeof *grown);
    if (!grown)
        return 0;
    points->countries = grown;
    memcpy(grown[points->country_count++], code, strlen(code) + 1);
    return (uint8_t)points->country_count;
}

bm_packed_point bm_point_pack(bool located, bm_lonlat position, bm_interval when)
{
    int64_t start = when.start_s / 60 - (when.start_s % 60 < 0);
    int64_t minutes = (when.end_s - when.start_s + 59) / 60;
    bm_packed_point point = {.lon = BM_POINT_NOWHERE,
                             .lat = -1,
                             .start_min = (int32_t)start,
                             .minutes = minutes < 1            ? 1
                                        : minutes > UINT32_MAX ? UINT32_MAX
                                                               : (uint32_t)minutes};
    if (located) {
        point.lon = (int32_t)lround(position.lon * BM_POINT_UNITS_A_DEGREE);
        point.lat = (int32_t)lround(position.lat * BM_POINT_UNITS_A_DEGREE);
    }
    return point;
}

bm_lonlat bm_point_position(const bm_packed_point *point)
{
    return (bm_lonlat){point->lon / BM_POINT_UNITS_A_DEGREE, point->lat / BM_POINT_UNITS_A_DEGREE};
}

bool bm_event_points_add(bm_event_points *points, const bm_packed_point *point, bm_interval when)
{
    if (points->count - points->away >= BM_POINTS_KEPT_MAX)
        bm_event_points_put_away(points);
    bm_packed_point *grown = bm_array_grow(points->items, points->count - points->away,
                                           &points->capacity, sizeof *points->items);
    if (!grown)
        return false;
    points->items = grown;
    bm_interval *span = &points->span;
    if (points->count == 0)
        *span = when;
    /* Ties keep what was there, as in bm_events_span(). */
    if (when.start_s < span->start_s || when.end_s > span->end_s) {
        span->precision = BM_DATE_RANGE;
        span->approximate = false;
    }
    if (when.start_s < span->start_s)
        span->start_s = when.start_s;
    if (when.end_s > span->end_s)
        span->end_s = when.end_s;
    points->items[points->count++ - points->away] = *point;
    return true;
}

bm_status bm_event_points_new(const bm_events *events, bm_event_points **points, bm_error *error)
{
    *points = NULL;
    bm_event_points *made = bm_event_points_make();
    bool good = made != NULL;
    for (size_t i = 0; good && i < bm_events_count(events); i++) {
        const bm_event *event = bm_events_get(events, i);
        const bm_event_location *at = &event->location;
        bool located = at->located && bm_lonlat_is_valid(at->position);
        bm_packed_point point = bm_point_pack(located, at->position, event->when);
        point.claim = (unsigned)event->claim & 0x7U;
        point.precision = (unsigned)at->precision & 0xFU;
        if (located)
            bm_event_points_set_country(made, &point, at);
        good = bm_event_points_category(made, event->category, event->category_label,
                                        &point.category) &&
               bm_event_points_add(made, &point, event->when);
    }
    if (!good) {
        bm_event_points_free(made);
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    }
    *points = made;
    return BM_OK;
}

size_t bm_event_points_left_out(const bm_event_points *points)
{
    return points->left_out;
}

size_t bm_event_points_count(const bm_event_points *points)
{
    return points->count;
}

bool bm_event_points_get(const bm_event_points *points, size_t index, bm_event_point *point)
{
    bm_packed_point found;
    if (index >= points->count || !bm_event_points_read_one(points, index, &found))
        return false;
    const bm_packed_point *item = &found;
    const bm_point_category *category = &points->categories[item->category];
    int64_t start_s = (int64_t)item->start_min * 60;
    *point = (bm_event_point){.located = item->lon != BM_POINT_NOWHERE,
                              .position = bm_point_position(item),
                              .start_s = start_s,
                              .end_s = start_s + (int64_t)item->minutes * 60,
                              .category = category->key,
                              .category_label = category->label,
                              .claim = (bm_claim)item->claim,
                              .precision = (bm_place_precision)item->precision};
    return true;
}

const char *bm_event_points_category_key(const bm_event_points *points, size_t index)
{
    return index < points->category_count ? points->categories[index].key : NULL;
}

bool bm_event_points_span(const bm_event_points *points, bm_interval *span)
{
    if (points->count == 0)
        return false;
    *span = points->span;
    return true;
}
