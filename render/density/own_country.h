/** @file own_country.h
 *  The country that an event counts for. That is what its table says, as long as the country is
 *  near on the page: an outline that is drawn in a few kilometres' steps does not move a village
 *  over the border. Else it is the country that its position is in, and at sea what its table says.
 */
#ifndef BM_RENDER_DENSITY_OWN_COUNTRY_H
#define BM_RENDER_DENSITY_OWN_COUNTRY_H

#include "events/points.h"
#include "render/density/countries.h"

/** Between the nodes of hexagons and surfaces, in points. */
#define BM_OWN_COUNTRY_STEP_PT 2.5

/** One thread. */
typedef struct bm_own_countries {
    bm_map_countries map;
    uint8_t numbers[256];       /**< in the map's countries, by that of a point */
    double reach_px;            /**< how far its country may be */
    int32_t last_lon, last_lat; /**< events at one place come together */
    uint8_t last;
    bool has_last;
} bm_own_countries;

/** @param frame    borrowed, as `border` is
 *  @param border   NULL: all events are of one country, ""
 *  @param step_pt  between the nodes that are asked which country they are in
 *  @return false when memory is short; finish it all the same */
bool bm_own_countries_make(bm_own_countries *own, const bm_frame *frame, const bm_border *border,
                           const bm_event_points *points, double step_pt, double reach_px);
void bm_own_countries_finish(bm_own_countries *own);
/** Number, in `map`, of the country of a point that is at `at` on the page, on the map of the
 * frame. What its table says counts when that country is near `around`. */
uint8_t bm_own_countries_find(bm_own_countries *own, bm_px at, bm_px around,
                              const bm_packed_point *point);

#endif
