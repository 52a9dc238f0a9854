#include "render/map/extent.h"

#include <bordermap/geodesic.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/** How far from the border events count, as a share of the diagonal of the border's box. */
#define REACH_SHARE 0.45
#define REACH_MAX_KM 400

double bm_map_reach_km(const bm_border *border)
{
    bm_lonlat_box box = bm_border_line(border)->box;
    double diagonal_m =
        bm_geodesic_distance_m((bm_lonlat){box.west, box.south}, (bm_lonlat){box.east, box.north});
    return fmin(fmax(diagonal_m * REACH_SHARE / 1000, BM_EXTENT_REACH_MIN_KM), REACH_MAX_KM);
}

/* Distance to the border when the event may settle the extent, else infinity. */
static double distance_km(const bm_event *event)
{
    const bm_event_location *at = &event->location;
    if (!at->located || at->precision >= BM_PLACE_PRECISION_COUNTRY || !(at->border.border_km >= 0))
        return INFINITY;
    return at->border.border_km;
}

static int compare_numbers(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* The reach for a table of many events. `distances` has room for all. */
static double shortened_reach(const bm_events *events, double reach, double *distances)
{
    size_t count = 0;
    for (size_t i = 0; i < bm_events_count(events); i++) {
        double distance = distance_km(bm_events_get(events, i));
        if (distance <= reach)
            distances[count++] = distance;
    }
    if (count < BM_EXTENT_MANY_EVENTS)
        return reach;
    qsort(distances, count, sizeof *distances, compare_numbers);
    return fmax(distances[(size_t)((double)count * BM_EXTENT_MOST_SHARE)], BM_EXTENT_REACH_MIN_KM);
}

static size_t collect_events(const bm_events *events, double reach, bm_lonlat *positions)
{
    size_t count = 0;
    for (size_t i = 0; i < bm_events_count(events); i++) {
        const bm_event *event = bm_events_get(events, i);
        if (!(distance_km(event) <= reach))
            continue;
        positions[count++] = event->location.position;
        if (bm_lonlat_is_valid(event->location.border.nearest))
            positions[count++] = event->location.border.nearest;
        const bm_movement *movement = event->movement;
        if (movement && movement->from.located &&
            bm_geodesic_distance_m(movement->from.position, event->location.position) <=
                reach * 1000)
            positions[count++] = movement->from.position;
    }
    return count;
}

static size_t collect_all(const bm_events *events, bm_lonlat *positions)
{
    size_t count = 0;
    for (size_t i = 0; i < bm_events_count(events); i++) {
        const bm_event_location *at = &bm_events_get(events, i)->location;
        if (at->located && bm_lonlat_is_valid(at->position))
            positions[count++] = at->position;
    }
    return count;
}

size_t bm_map_sample_box(bm_lonlat_box box, bm_lonlat *positions)
{
    size_t count = 0;
    for (int i = 0; i <= BM_BOX_SIDE_SAMPLES; i++) {
        double lon = box.west + (box.east - box.west) * i / BM_BOX_SIDE_SAMPLES;
        double lat = box.south + (box.north - box.south) * i / BM_BOX_SIDE_SAMPLES;
        positions[count++] = (bm_lonlat){lon, box.south};
        positions[count++] = (bm_lonlat){lon, box.north};
        positions[count++] = (bm_lonlat){box.west, lat};
        positions[count++] = (bm_lonlat){box.east, lat};
    }
    return count;
}

bm_status bm_map_extent(bm_extent_kind kind, bm_lonlat_box box, const bm_border *border,
                        const bm_events *events, bm_lonlat **positions, size_t *count,
                        bm_error *error)
{
    const bm_feature *line = bm_border_line(border);
    bm_lonlat corners[] = {{box.west, box.south}, {box.east, box.north}};
    if (kind == BM_EXTENT_BOX &&
        (!bm_lonlat_is_valid(corners[0]) || !bm_lonlat_is_valid(corners[1]) ||
         !(box.west < box.east) || !(box.south < box.north)))
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "the extent is west, south, east, north in degrees");
    /* A box is there, whatever the events. */
    size_t room = kind == BM_EXTENT_BOX ? BM_BOX_SAMPLES : 3 * bm_events_count(events);
    if (kind != BM_EXTENT_BOX && room < line->point_count)
        room = line->point_count;
    bool needs_distances = kind == BM_EXTENT_EVENTS;
    bm_lonlat *list = calloc(room + 1, sizeof *list);
    double *distances = needs_distances ? calloc(room + 1, sizeof *distances) : NULL;
    if (!list || (needs_distances && !distances)) {
        free(list);
        free(distances);
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    }
    *positions = list;
    *count = 0;
    if (kind == BM_EXTENT_BOX)
        *count = bm_map_sample_box(box, list);
    if (kind == BM_EXTENT_EVENTS)
        *count = collect_events(events, shortened_reach(events, bm_map_reach_km(border), distances),
                                list);
    if (kind == BM_EXTENT_ALL)
        *count = collect_all(events, list);
    if (*count == 0) {
        memcpy(list, line->points, line->point_count * sizeof *list);
        *count = line->point_count;
    }
    free(distances);
    return BM_OK;
}
