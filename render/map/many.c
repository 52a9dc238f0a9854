#include <stdlib.h>

#include "render/map/private.h"

/** More symbols than this on a map say nothing. */
#define SYMBOLS_MAX 20000

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

bm_status bm_map_choose_density(bm_map *map, bm_error *error)
{
    if (map->points && map->density_options.kind == BM_DENSITY_AUTO)
        map->density_options.kind = bm_density_count_inside(map->points, &map->frame) > SYMBOLS_MAX
                                        ? BM_DENSITY_HEX
                                        : BM_DENSITY_CLUSTER;
    if (map->points || map->density_options.kind != BM_DENSITY_AUTO ||
        bm_events_count(map->events) <= SYMBOLS_MAX)
        return BM_OK;
    size_t inside = 0;
    for (size_t i = 0; i < bm_events_count(map->events) && inside <= SYMBOLS_MAX; i++) {
        const bm_event_location *at = &bm_events_get(map->events, i)->location;
        bm_px px = at->located ? bm_frame_to_px(&map->frame, at->position) : (bm_px){-1, -1};
        inside += px.x >= map->frame.map.x0 && px.x <= map->frame.map.x1 &&
                  px.y >= map->frame.map.y0 && px.y <= map->frame.map.y1;
    }
    if (inside <= SYMBOLS_MAX)
        return BM_OK;
    map->density_options.kind = BM_DENSITY_HEX;
    return bm_map_take_points(map, NULL, error);
}

bm_density_kind bm_map_density(const bm_map *map)
{
    return map->points ? map->density_options.kind : BM_DENSITY_OFF;
}
