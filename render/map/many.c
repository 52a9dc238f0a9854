#include <stdlib.h>
#include <string.h>

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

/** The first places of a map, by open addressing; four slots for each. */
#define PLACE_SLOTS 1024
typedef struct place_set {
    bm_lonlat items[PLACE_SLOTS];
    bool used[PLACE_SLOTS];
    size_t count;
} place_set;

/* Places beyond ::PLACES_MAX need not be told apart. */
static void add_place(place_set *set, bm_lonlat position)
{
    /* Zeros of either sign are one place, and its bits one pattern. */
    bm_lonlat at = {position.lon + 0.0, position.lat + 0.0};
    uint64_t bits[2];
    memcpy(bits, &at, sizeof bits);
    uint64_t hash = (bits[0] * 31 + bits[1]) * UINT64_C(0x9E3779B97F4A7C15);
    size_t slot = (size_t)(hash >> 54);
    if (set->count > PLACES_MAX)
        return;
    while (set->used[slot] && (set->items[slot].lon != at.lon || set->items[slot].lat != at.lat))
        slot = (slot + 1) % PLACE_SLOTS;
    set->count += !set->used[slot];
    set->used[slot] = true;
    set->items[slot] = at;
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

/* What becomes of the events of a table in memory. Once it is known, no more are looked at: the
 * first few thousand tell of most tables. */
static bm_density_kind choose_kind(const bm_map *map, place_set *places)
{
    size_t count = bm_events_count(map->events), inside = 0;
    const bm_px_box *frame = &map->frame.map;
    bool is_many = false;
    for (size_t i = 0; i < count && !(is_many && count <= SYMBOLS_MAX); i++) {
        const bm_event_location *at = &bm_events_get(map->events, i)->location;
        if (!at->located)
            continue;
        bm_px px = bm_frame_to_px(&map->frame, at->position);
        if (!(px.x >= frame->x0 && px.x <= frame->x1 && px.y >= frame->y0 && px.y <= frame->y1))
            continue;
        inside++;
        add_place(places, at->position);
        is_many = inside > EVENTS_MAX && places->count > PLACES_MAX;
    }
    if (inside > SYMBOLS_MAX)
        return BM_DENSITY_HEX;
    return is_many && !tells_of_each(map) ? BM_DENSITY_CLUSTER : BM_DENSITY_AUTO;
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
    place_set *places = calloc(1, sizeof *places);
    if (!places)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    map->density_options.kind = choose_kind(map, places);
    free(places);
    return map->density_options.kind == BM_DENSITY_AUTO ? BM_OK
                                                        : bm_map_take_points(map, NULL, error);
}

bm_density_kind bm_map_density(const bm_map *map)
{
    return map->points ? map->density_options.kind : BM_DENSITY_OFF;
}
