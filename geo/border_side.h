/** @file border_side.h
 *  The mainland of one of the border's two countries, to the border's line: where the outlines of
 *  the two leave a gap or overlap, both mainlands have the line itself in place of their own bank,
 *  to the last bit.
 */
#ifndef BM_GEO_BORDER_SIDE_H
#define BM_GEO_BORDER_SIDE_H

#include <bordermap/border.h>
#include <bordermap/layer.h>
#include <stdbool.h>
#include <stddef.h>

/** Zero-initialise; finish with bm_border_side_finish(). */
/** The reach of some edges of a side, so that those that do not matter are passed over. */
typedef struct bm_border_side_run {
    double south, north;
} bm_border_side_run;

typedef struct bm_border_side {
    const bm_lonlat *replaces; /**< the layer's ring that this one stands for; NULL when no ring has
                                    the ends of the line, and there is nothing to replace */
    bm_lonlat *points;         /**< closed: the first is repeated */
    size_t count;
    bm_lonlat_box box;
    bm_border_side_run *runs;
} bm_border_side;

/** @param which  0 or 1, as in bm_border_country()
 *  @param line   bm_border_line(), or some of its vertices, with the ends of its parts
 *  @param countries  the layer that the border was found in; `side` points into it
 *  @return false when memory is short */
bool bm_border_side_make(const bm_border *border, int which, const bm_feature *line,
                         const bm_layer *countries, bm_border_side *side);
/** True when a position is inside, by the even-odd rule. */
bool bm_border_side_contains(const bm_border_side *side, bm_lonlat position);
void bm_border_side_finish(bm_border_side *side);

#endif
