/** @file projector.h
 *  Degrees to pixels for very many positions: exact at the nodes of a grid and straight between
 *  them, or exact everywhere when straight would be wrong by more than a twentieth of a pixel.
 */
#ifndef BM_RENDER_DENSITY_PROJECTOR_H
#define BM_RENDER_DENSITY_PROJECTOR_H

#include "render/map/frame.h"

typedef struct bm_projector {
    const bm_frame *frame;
    bm_lonlat_box box;
    bm_px *nodes; /**< heap; NULL: every position is projected by itself */
    size_t side;  /**< nodes along a side of the grid */
    double columns_a_degree, rows_a_degree;
} bm_projector;

bm_status bm_projector_init(bm_projector *projector, const bm_frame *frame, bm_error *error);
void bm_projector_finish(bm_projector *projector);
/** False when the position is not on the map. */
bool bm_projector_to_px(const bm_projector *projector, bm_lonlat position, bm_px *at);

#endif
