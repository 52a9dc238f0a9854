/** @file border_zone.h
 *  All that lies within a distance of the border's line, as polygons.
 *
 *  The outline is the line of equal geodesic distance: the distance is taken at the corners of a
 *  lattice of cells (a twenty-fourth of the width), which is refined only where the line runs, and
 * the outline joins the interpolated crossings of the cells' edges ("marching squares"). There are
 * no self-intersections, and the points are true to a thousandth of the width.
 */
#ifndef BM_GEO_BORDER_ZONE_H
#define BM_GEO_BORDER_ZONE_H

#include <bordermap/border.h>

/** Widths that a zone may have. */
#define BM_BORDER_ZONE_MIN_M 500.0
#define BM_BORDER_ZONE_MAX_M 500000.0

/** Both sides of the line together; cut it with a country for one. */
typedef struct bm_border_zone {
    bm_feature area; /**< a polygon: outlines counterclockwise, holes clockwise, each closed */
} bm_border_zone;

/** @param width_m  to either side, within the limits above
 *  @param zone     free it with bm_border_zone_free() */
BM_NODISCARD bm_status bm_border_zone_new(const bm_border *border, double width_m,
                                          bm_border_zone **zone, bm_error *error);
void bm_border_zone_free(bm_border_zone *zone);

#endif
