#include <stdlib.h>

#include "render/map/private.h"

/** More symbols than this on a map say nothing. */
#define SYMBOLS_MAX 20000
/** So many events at so many places are told better by clusters: symbols that stand for dozens
 * round each of dozens of places leave no room for the map, its towns and its labels. */
#define EVENTS_MAX 2000
#define PLACES_MAX 300

bm_status bm_map_take_points(bm_map *map, const bm_event_points *points, bm_error *error)
{
    if (!points) {
        bm_status status = bm_event_points_new(map->events, &map->own_points, error);
        if (status)
            return status;
        points = map->own_points;
    }
    map->points = points;
    map->events = points->none;
    return BM_OK;
}

bool bm_map_span(const bm_map *map, bm_interval *span)
{
    return map->points ? bm_event_points_span(map->points, span)
                       : bm_events_span(map->events, span);
}

size_t bm_map_event_count(const bm_map *map)
{
    return map->points ? bm_event_points_count(map->points) : bm_events_count(map->events);
}

size_t bm_map_count(const bm_map *map, bm_interval window)
{
    size_t count = 0;
    for (size_t i = 0; map->points && i < map->points->count; i++)
        count += bm_point_overlaps(&map->points->items[i], window.start_s, window.end_s);
    for (size_t i = 0; !map->points && i < bm_events_count(map->events); i++)
        count += bm_interval_overlaps(bm_events_get(map->events, i)->when, window);
    return count;
}

static int compare_positions(const void *left, const void *right)
{
    const bm_lonlat *a = left, *b = right;
    if (a->lon != b->lon)
        return a->lon < b->lon ? -1 : 1;
    return (a->lat > b->lat) - (a->lat < b->lat);
}

static size_t count_places(bm_lonlat *positions, size_t count)
{
    size_t places = count > 0;
    if (count > 0)
        qsort(positions, count, sizeof *positions, compare_positions);
    for (size_t i = 1; i < count; i++)
        places += compare_positions(&positions[i - 1], &positions[i]) != 0;
    return places;
}

/* Does anything tell of single events, which a cluster would hide? */
static bool tells_of_each(const bm_map *map)
{
    if (map->density_options.keep_symbols || map->symbols.colocated != BM_COLOCATED_COUNT ||
        map->symbols.fade || map->label_options.callouts == BM_CALLOUTS_ALL)
        return true;
    for (size_t i = 0; i < bm_events_count(map->events); i++)
        if (bm_events_get(map->events, i)->movement)
            return true;
    return false;
}

/* What becomes of the events of a table in memory. */
static bm_density_kind choose_kind(const bm_map *map, bm_lonlat *positions)
{
    size_t inside = 0;
    for (size_t i = 0; i < bm_events_count(map->events); i++) {
        const bm_event_location *at = &bm_events_get(map->events, i)->location;
        bm_px px = at->located ? bm_frame_to_px(&map->frame, at->position) : (bm_px){-1, -1};
        if (px.x >= map->frame.map.x0 && px.x <= map->frame.map.x1 && px.y >= map->frame.map.y0 &&
            px.y <= map->frame.map.y1)
            positions[inside++] = at->position;
    }
    if (inside > SYMBOLS_MAX)
        return BM_DENSITY_HEX;
    if (inside <= EVENTS_MAX || tells_of_each(map) || count_places(positions, inside) <= PLACES_MAX)
        return BM_DENSITY_AUTO;
    return BM_DENSITY_CLUSTER;
}

bm_status bm_map_choose_density(bm_map *map, bm_error *error)
{
    if (map->points && map->density_options.kind == BM_DENSITY_AUTO)
        map->density_options.kind = bm_density_count_inside(map->points, &map->frame) > SYMBOLS_MAX
                                        ? BM_DENSITY_HEX
                                        : BM_DENSITY_CLUSTER;
    size_t count = map->points ? 0 : bm_events_count(map->events);
    if (map->points || map->density_options.kind != BM_DENSITY_AUTO || count <= EVENTS_MAX)
        return BM_OK;
    bm_lonlat *positions = calloc(count, sizeof *positions);
    if (!positions)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    map->density_options.kind = choose_kind(map, positions);
    free(positions);
    return map->density_options.kind == BM_DENSITY_AUTO ? BM_OK
                                                        : bm_map_take_points(map, NULL, error);
}

bm_density_kind bm_map_density(const bm_map *map)
{
    return map->points ? map->density_options.kind : BM_DENSITY_OFF;
}
