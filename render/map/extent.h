/** @file extent.h
 *  What part of the world a map shows.
 */
#ifndef BM_RENDER_MAP_EXTENT_H
#define BM_RENDER_MAP_EXTENT_H

#include <bordermap/map.h>

/** No map is narrower, so that a border or a known town gives context. */
#define BM_EXTENT_MIN_WIDTH_M 120000

/** Positions along each side of a box, whose sides are curves on the page, and in all. */
#define BM_BOX_SIDE_SAMPLES 16
#define BM_BOX_SAMPLES (4 * (BM_BOX_SIDE_SAMPLES + 1))
/** Corners and sides of a box. `positions` has room for ::BM_BOX_SAMPLES; returns how many there
 * are.
 */
size_t bm_map_sample_box(bm_lonlat_box box, bm_lonlat *positions);

/** Collect the positions that must be seen.
 *
 *  For ::BM_EXTENT_EVENTS: the events within reach of the border, and the border's nearest position
 *  to each, and where their movements began, when that is no farther than the reach. The reach is
 * 0.45 of the diagonal of the border's box, at least 100 and at most 400 km, so that one event far
 * away does not squeeze the rest. A table with 50 or more events in reach has it shortened, down to
 * 100 km, to hold nine tenths of them. What lies beyond the map is counted as outside. Events known
 * only to a country have no say. Without events in reach: the whole border. For ::BM_EXTENT_ALL:
 * every located event; without any, the whole border.
 *
 *  @param positions  to be freed with free() */
bm_status bm_map_extent(bm_extent_kind kind, bm_lonlat_box box, const bm_border *border,
                        const bm_events *events, bm_lonlat **positions, size_t *count,
                        bm_error *error);

/** The same of points. Of more than 20,000, those within a twentieth of a degree count as one site,
 *  so that distances to the border are asked once for all of them. */
bm_status bm_map_extent_of_points(bm_extent_kind kind, bm_lonlat_box box, const bm_border *border,
                                  const bm_event_points *points, bm_lonlat **positions,
                                  size_t *count, bm_error *error);
/** How far from the border events count, in km. */
double bm_map_reach_km(const bm_border *border);
/** From so many events in reach on, the map is fitted to this share of them, no farther than the
 *  reach and no nearer than the least one. */
#define BM_EXTENT_MANY_EVENTS 50
#define BM_EXTENT_MOST_SHARE 0.9
#define BM_EXTENT_REACH_MIN_KM 100

#endif
