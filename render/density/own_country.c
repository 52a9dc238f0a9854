#include "render/density/own_country.h"

bool bm_own_countries_make(bm_own_countries *own, const bm_frame *frame, const bm_border *border,
                           const bm_event_points *points, double step_pt, double reach_px)
{
    *own = (bm_own_countries){.reach_px = reach_px};
    if (!bm_map_countries_make(&own->map, frame, border, bm_frame_px(frame, step_pt)))
        return false;
    for (size_t i = 0; i < points->country_count; i++)
        own->numbers[i + 1] = bm_map_countries_number(&own->map, points->countries[i]);
    return true;
}

void bm_own_countries_finish(bm_own_countries *own)
{
    bm_map_countries_finish(&own->map);
}

/* By position, where the square alone does not tell. */
static uint8_t find_by_position(bm_own_countries *own, const bm_packed_point *point)
{
    if (!own->has_last || point->lon != own->last_lon || point->lat != own->last_lat)
        own->last = bm_map_countries_find(&own->map, bm_point_position(point));
    own->has_last = true;
    own->last_lon = point->lon;
    own->last_lat = point->lat;
    return own->last;
}

uint8_t bm_own_countries_find(bm_own_countries *own, bm_px at, bm_px around,
                              const bm_packed_point *point)
{
    uint8_t here;
    if (!own->map.border)
        return 0;
    if (point->is_there)
        return own->numbers[point->country];
    bool is_pure =
        bm_map_countries_is_pure(&own->map, bm_map_countries_square(&own->map, at), &here);
    if (!point->country)
        return is_pure ? here : find_by_position(own, point);
    uint8_t stated = own->numbers[point->country];
    if (stated == here || bm_map_countries_is_near(&own->map, around, own->reach_px, stated))
        return stated;
    here = is_pure ? here : find_by_position(own, point);
    return here ? here : stated;
}
