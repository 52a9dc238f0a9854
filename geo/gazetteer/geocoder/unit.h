/** @file unit.h
 *  Whether a place lies in an administrative unit that a hint names.
 */
#ifndef BM_GEO_GAZETTEER_GEOCODER_UNIT_H
#define BM_GEO_GAZETTEER_GEOCODER_UNIT_H

#include "geo/gazetteer/geocoder/hints.h"

/** Comparing the names of two units takes folding, and places have few units: the latest answers,
 *  by the addresses of both texts. Zero-initialise it; keep it while the gazetteer lives, one a
 *  thread. */
enum { BM_UNIT_MEMO_SIZE = 128 };
typedef struct bm_unit_memo {
    struct {
        const char *a;
        const char *b;
        bool same;
    } entries[BM_UNIT_MEMO_SIZE];
} bm_unit_memo;

/** Whether a unit is called by a name, in any spelling, or after it. */
bool bm_unit_is_called(const char *unit, const char *name);

/** The best reading of the admin hint for a place, NULL when the hint has none, and how well it
 *  fits: 1 by the place's attributes, less by distance, −1 when it is elsewhere. */
const bm_admin_reading *bm_unit_fit(bm_unit_memo *memo, const bm_hints *hints,
                                    const bm_place *place, double *fit);

/** Kilometres between two positions, within one in a hundred up to some hundred kilometres: for
 *  comparing with a reach, where the geodesic would cost more than all the rest. */
double bm_unit_distance_km(bm_lonlat a, bm_lonlat b);

#endif
