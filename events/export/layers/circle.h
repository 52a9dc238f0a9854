/** @file circle.h
 *  A geodesic circle as rings, as RFC 7946 wants them.
 */
#ifndef BM_EVENTS_EXPORT_CIRCLE_H
#define BM_EVENTS_EXPORT_CIRCLE_H

#include "geo/rings.h"

/** Counter-clockwise from the north, its 72 corners on the circle, to 6 decimals. One that crosses
 *  the antimeridian is cut there; one round a pole reaches it, in two parts.
 *  @param radius_m  above 0, and less than a quarter of the way round the earth
 *  @return false when memory is short */
BM_NODISCARD bool bm_circle_rings(bm_lonlat center, double radius_m, bm_arena *arena,
                                  bm_rings *rings);

#endif
