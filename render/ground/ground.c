#include "render/ground/ground.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "geo/clip.h"
#include "render/ground/parts.h"

/** Paths reach this far beyond the map, so that an outline along the edge is not seen. */
#define OVERLAP_PX 24

static bm_ground_builder begin_builder(bm_base *base, const bm_basemap *basemap)
{
    bm_px_box map = base->frame.map;
    bm_ground_builder made = {.base = base,
                              .basemap = basemap,
                              .box = {map.x0 - OVERLAP_PX, map.y0 - OVERLAP_PX, map.x1 + OVERLAP_PX,
                                      map.y1 + OVERLAP_PX}};
    bm_ground_set_view(&made, &base->frame);
    return made;
}

static bm_status finish_builder(bm_ground_builder *state, bm_error *error)
{
    free(state->picked);
    free(state->projected);
    free(state->clipped);
    if (state->failed)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    if (state->is_grid_too_fine)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "the graticule has more than %d lines on this map: use a wider step, "
                            "or auto",
                            BM_GROUND_GRID_MAX);
    return BM_OK;
}

bm_status bm_base_begin(const bm_basemap *basemap, const bm_ground_options *options,
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
    bm_ground_builder state = begin_builder(made, basemap);
    bm_ground_add_known(&state);
    state.failed = !bm_ground_take_pen_line(&state);
    if (!state.failed)
        bm_ground_add_feature(&state, &made->border_line, BM_GROUND_BORDER);
    bm_ground_add_keyed_layers(&state);
    bm_ground_add_disputed(&state);
    bm_ground_add_graticule(&state);
    bm_status status = finish_builder(&state, error);
    if (status)
        bm_base_free(made);
    else
        *base = made;
    return status;
}

bm_status bm_base_complete(bm_base *base, const bm_basemap *basemap, bm_error *error)
{
    if (base->is_complete)
        return BM_OK;
    base->is_complete = true;
    bm_ground_builder state = begin_builder(base, basemap);
    bm_ground_add_countries(&state);
    bm_ground_add_layers(&state);
    return finish_builder(&state, error);
}

bm_status bm_base_new(const bm_basemap *basemap, const bm_ground_options *options,
                      const bm_frame *frame, bm_base **base, bm_error *error)
{
    bm_status status = bm_base_begin(basemap, options, frame, base, error);
    if (!status)
        status = bm_base_complete(*base, basemap, error);
    if (status) {
        bm_base_free(*base);
        *base = NULL;
    }
    return status;
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

/* The shapes of a country; NULL when it is not of the border's two. */
static const bm_ground_shape *find_country(const bm_base *base, const char *code)
{
    for (int side = 0; side < 2; side++)
        if (strncmp(code, base->focus[side], 2) == 0)
            return base->first[side == 0 ? BM_GROUND_FOCUS_A : BM_GROUND_FOCUS_B];
    return NULL;
}

/* The part of a shape in a box. */
static void add_shape(const bm_ground_shape *shape, bm_px_box box, bm_canvas *canvas)
{
    for (const bm_ground_path *part = shape->first; part; part = part->next) {
        bm_px *clipped = malloc((2 * part->count + 8) * sizeof *clipped);
        size_t count = clipped ? bm_clip_ring(part->points, part->count, box, clipped) : 0;
        /* Without memory that part is not painted. */
        if (count > 2)
            bm_canvas_add_points(canvas, clipped, count, true);
        free(clipped);
    }
}

bool bm_base_add_country(const bm_base *base, const char *code, bm_px_box box, bm_canvas *canvas)
{
    const bm_ground_shape *country = find_country(base, code);
    for (const bm_ground_shape *at = country; at; at = at->next)
        add_shape(at, box, canvas);
    return country != NULL;
}

bool bm_base_add_own(const bm_base *base, const char *code, bm_px_box box, bm_canvas *canvas)
{
    static const bm_ground_group groups[] = {BM_GROUND_FOCUS_A, BM_GROUND_FOCUS_B, BM_GROUND_LAND};
    bool is_found = false;
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++)
        for (const bm_ground_shape *at = base->first[groups[g]]; at; at = at->next)
            if (!*code || strcmp(at->code, code) != 0) {
                add_shape(at, box, canvas);
                is_found = true;
            }
    if (is_found)
        bm_canvas_add_box(canvas, box);
    return is_found;
}

bool bm_base_begin_country(const bm_base *base, const char *code, bm_canvas *canvas)
{
    const bm_ground_shape *country = find_country(base, code);
    for (const bm_ground_shape *at = country; at; at = at->next)
        for (const bm_ground_path *part = at->first; part; part = part->next)
            bm_canvas_add_points(canvas, part->points, part->count, true);
    if (country)
        bm_canvas_begin_clip_path(canvas);
    return country != NULL;
}

static bool reaches_into(const bm_ground_path *part, bm_px_box box)
{
    bm_px_box own = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i < part->count; i++)
        own = (bm_px_box){fmin(own.x0, part->points[i].x), fmin(own.y0, part->points[i].y),
                          fmax(own.x1, part->points[i].x), fmax(own.y1, part->points[i].y)};
    return own.x1 > box.x0 && own.x0 < box.x1 && own.y1 > box.y0 && own.y0 < box.y1;
}

void bm_base_add_lakes(const bm_base *base, bm_px_box box, bm_canvas *canvas)
{
    for (const bm_ground_shape *at = base->first[BM_GROUND_LAKES]; at; at = at->next)
        for (const bm_ground_path *part = at->first; part; part = part->next)
            if (reaches_into(part, box))
                bm_canvas_add_points(canvas, part->points, part->count, true);
}

void bm_base_begin_dry(const bm_base *base, bm_canvas *canvas)
{
    bm_px_box map = base->frame.map;
    bm_px_box whole = {map.x0 - OVERLAP_PX, map.y0 - OVERLAP_PX, map.x1 + OVERLAP_PX,
                       map.y1 + OVERLAP_PX};
    bm_canvas_add_box(canvas, whole);
    bm_base_add_lakes(base, whole, canvas);
    bm_canvas_begin_clip_path(canvas);
}

void bm_base_free(bm_base *base)
{
    if (!base)
        return;
    free(base->backdrop.pixels);
    bm_arena_finish(&base->arena);
    bm_arena_finish(&base->label_arena);
    free(base);
}
