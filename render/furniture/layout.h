/** @file layout.h
 *  Where pieces of furniture lie on the map: all of them are placed together, off the events and
 *  off the border, corners first. Pure geometry, deterministic.
 */
#ifndef BM_RENDER_FURNITURE_LAYOUT_H
#define BM_RENDER_FURNITURE_LAYOUT_H

#include <bordermap/map_options.h>

#include "render/furniture/layout_land.h"
#include "render/map/frame.h"
#include "render/marks/marks.h"

/** What the furniture should not cover. */
typedef struct bm_layout_ground bm_layout_ground;

/** @param basemap    whose land and towns are rather not covered; NULL for none of it
 *  @param margin_px  between the map's edge, the pieces, and each other
 *  @return NULL when memory is short; free it with bm_layout_ground_free() */
bm_layout_ground *bm_layout_ground_new(const bm_frame *frame, const bm_marks *marks,
                                       const bm_border *border, const bm_basemap *basemap,
                                       double margin_px);
void bm_layout_ground_free(bm_layout_ground *ground);
/** No piece with a limit to its cost may lie there. Without memory it may. */
void bm_layout_ground_take(bm_layout_ground *ground, bm_px_box box);
/** What lies under a box: 0 for nothing, ::BM_LAYOUT_IN_THE_WAY and more for a mark or a stretch of
 *  border. */
double bm_layout_cost(const bm_layout_ground *ground, bm_px_box box);

/** The same of marks and border under a box, or at its edge, alone. */
double bm_layout_hidden_cost(const bm_layout_ground *ground, bm_px_box box);
/** What land of the border's countries lies under a box, for a piece whose place is free. */
double bm_layout_land_cost(const bm_layout_ground *ground, bm_px_box box);

/** What centres of oblasts under a box cost besides, for a piece whose place is free: it lies
 * rather elsewhere on the map than on one, but does not leave the map for their sake. */
double bm_layout_move_cost(const bm_layout_ground *ground, bm_px_box box);

/** A piece that costs so much hides what the map is for. */
#define BM_LAYOUT_IN_THE_WAY 40.0

/** One shape that a piece can have; wide and low, or narrow and high. */
typedef struct bm_layout_form {
    double width_px;
    double height_px;
    double cost; /**< 0 for the best */
} bm_layout_form;

enum { BM_LAYOUT_FORMS_MAX = 8, BM_LAYOUT_PIECES_MAX = 6 };

typedef struct bm_layout_piece {
    bm_layout_form forms[BM_LAYOUT_FORMS_MAX];
    size_t form_count;
    bm_spot spot;          /**< auto, or the corner that it must have */
    double corner_cost[4]; /**< of top left, top right, bottom left, bottom right; in auto */
    bool only_corners;     /**< else, dearer, anywhere along the edges */
    double cost_max;       /**< in auto: rather none than one that costs more */
    double missing_cost;   /**< of none */
    bm_px_box box;         /**< out: where it lies; empty when it has no place */
    size_t form;           /**< out */
    double cost;           /**< out */
} bm_layout_piece;

/** Place the pieces; those that come first get more attention. None lies on another or leaves the
 *  map. */
void bm_layout_solve(const bm_layout_ground *ground, bm_layout_piece *pieces, size_t count);

#endif
