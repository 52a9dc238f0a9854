#include "render/ground/ground.h"

#include <stdlib.h>
#include <string.h>

#include "render/ground/parts.h"

/** Paths reach this far beyond the map, so that an outline along the edge is not seen. */
#define OVERLAP_PX 24

bm_status bm_base_new(const bm_basemap *basemap, const bm_ground_options *options,
                      const bm_frame *frame, bm_base **base, bm_error *error)
{
    bm_base *made = calloc(1, sizeof *made);
    *base = NULL;
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    made->frame = *frame;
    if (options)
        made->options = *options;
    for (int side = 0; side < 2; side++)
        memcpy(made->focus[side], bm_border_country(basemap->border, side), 2);
    for (int i = 0; i < BM_GROUND_GROUPS; i++)
        made->end[i] = &made->first[i];
    bm_ground_builder state = {
        .base = made,
        .basemap = basemap,
        .box = {frame->map.x0 - OVERLAP_PX, frame->map.y0 - OVERLAP_PX, frame->map.x1 + OVERLAP_PX,
                frame->map.y1 + OVERLAP_PX},
    };
    bm_ground_add_known(&state);
    bm_ground_add_countries(&state);
    bm_ground_add_layers(&state);
    bm_ground_add_disputed(&state);
    bm_ground_add_graticule(&state);
    free(state.projected);
    free(state.clipped);
    if (state.failed) {
        bm_base_free(made);
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    }
    if (state.is_grid_too_fine) {
        bm_base_free(made);
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "the graticule has more than %d lines on this map: use a wider step, "
                            "or auto",
                            BM_GROUND_GRID_MAX);
    }
    *base = made;
    return BM_OK;
}

bool bm_base_has_border(const bm_base *base)
{
    bm_px_box map = base->frame.map;
    for (const bm_ground_shape *at = base->first[BM_GROUND_BORDER]; at; at = at->next)
        for (const bm_ground_path *part = at->first; part; part = part->next)
            for (size_t i = 1; i < part->count; i++) {
                bm_px a = part->points[i - 1], b = part->points[i];
                for (int step = 0; step <= 16; step++) {
                    bm_px on = {a.x + (b.x - a.x) * step / 16, a.y + (b.y - a.y) * step / 16};
                    if (on.x > map.x0 && on.x < map.x1 && on.y > map.y0 && on.y < map.y1)
                        return true;
                }
            }
    return false;
}

bool bm_base_begin_country(const bm_base *base, const char *code, bm_canvas *canvas)
{
    for (int side = 0; side < 2; side++) {
        bm_ground_group which = side == 0 ? BM_GROUND_FOCUS_A : BM_GROUND_FOCUS_B;
        if (!base->first[which] || strncmp(code, base->focus[side], 2) != 0)
            continue;
        for (const bm_ground_shape *at = base->first[which]; at; at = at->next)
            for (const bm_ground_path *part = at->first; part; part = part->next)
                bm_canvas_add_points(canvas, part->points, part->count, true);
        bm_canvas_begin_clip_path(canvas);
        return true;
    }
    return false;
}

void bm_base_free(bm_base *base)
{
    if (!base)
        return;
    free(base->backdrop.pixels);
    bm_arena_finish(&base->arena);
    free(base);
}
