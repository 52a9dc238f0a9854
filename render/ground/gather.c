#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "geo/clip.h"
#include "render/ground/parts.h"

/** What the eye does not miss. */
#define TOLERANCE_PX 0.35

static bool reserve(bm_ground_builder *state, size_t count)
{
    if (count <= state->capacity)
        return true;
    if (count > BM_LAYER_POINTS_MAX)
        return false;
    bm_lonlat *picked = realloc(state->picked, count * sizeof *picked);
    if (picked)
        state->picked = picked;
    bm_px *projected = realloc(state->projected, count * sizeof *projected);
    if (projected)
        state->projected = projected;
    bm_px *clipped = realloc(state->clipped, (2 * count + 8) * sizeof *clipped);
    if (clipped)
        state->clipped = clipped;
    if (!picked || !projected || !clipped)
        return false;
    state->capacity = count;
    return true;
}

/* Keep a path of at least `least` points. */
static void keep(bm_ground_builder *state, const bm_px *points, size_t count, size_t least)
{
    if (count < least || state->failed)
        return;
    bm_ground_path *kept =
        bm_arena_alloc(&state->base->arena, sizeof *kept + count * sizeof *points);
    if (!kept) {
        state->failed = true;
        return;
    }
    memcpy(kept->points, points, count * sizeof *points);
    kept->next = NULL;
    kept->count = bm_simplify(kept->points, count, TOLERANCE_PX);
    if (kept->count < least)
        return;
    *state->path_end = kept;
    state->path_end = &kept->next;
}

static void keep_line(const bm_px *points, size_t count, void *context)
{
    keep(context, points, count, 2);
}

/* Project one part and drop what the projection cannot show. */
static size_t project(bm_ground_builder *state, const bm_lonlat *points, size_t count)
{
    if (!reserve(state, count)) {
        state->failed = true;
        return 0;
    }
    count = bm_ground_pick(state, points, count);
    bm_frame_to_px_many(&state->base->frame, state->picked, state->projected, count);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (isfinite(state->projected[i].x) && isfinite(state->projected[i].y))
            state->projected[kept++] = state->projected[i];
    return kept;
}

static double area_px2(const bm_px *ring, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        bm_px a = ring[i], b = ring[i + 1 < count ? i + 1 : 0];
        sum += (a.x - ring[0].x) * (b.y - ring[0].y) - (b.x - ring[0].x) * (a.y - ring[0].y);
    }
    return fabs(sum) / 2;
}

static double mean_side_px(const bm_px *ring, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        bm_px a = ring[i], b = ring[i + 1 < count ? i + 1 : 0];
        sum += hypot(b.x - a.x, b.y - a.y);
    }
    return sum / (double)count;
}

/* Cut the corners of a ring at a quarter of each side (G. M. Chaikin, Computer Graphics and Image
 * Processing 3, 1974). `out` has room for 2 × count points. */
static void cut_corners(const bm_px *ring, size_t count, bm_px *out)
{
    for (size_t i = 0; i < count; i++) {
        bm_px a = ring[i], b = ring[i + 1 < count ? i + 1 : 0];
        out[2 * i] = (bm_px){0.75 * a.x + 0.25 * b.x, 0.75 * a.y + 0.25 * b.y};
        out[2 * i + 1] = (bm_px){0.25 * a.x + 0.75 * b.x, 0.25 * a.y + 0.75 * b.y};
    }
}

/* A shore of a few vertices that is shown larger than it was made for is rounded: it pretends to no
 * corners that the lake does not have. Works on the projected ring; returns its new size. */
static size_t round_ring(bm_ground_builder *state, size_t count)
{
    enum { ROUNDS = 3 };
    bm_px first = state->projected[0], last = state->projected[count - 1];
    if (first.x == last.x && first.y == last.y)
        count--;
    if (count < 3 || mean_side_px(state->projected, count) <= state->rounded_px)
        return count;
    if (!reserve(state, count << ROUNDS)) {
        state->failed = true;
        return 0;
    }
    /* The other buffer has room for twice as many. */
    for (int round = 0; round < ROUNDS; round++) {
        cut_corners(state->projected, count, state->clipped);
        count *= 2;
        memcpy(state->projected, state->clipped, count * sizeof *state->projected);
    }
    return count;
}

void bm_ground_add_ring(bm_ground_builder *state, const bm_lonlat *points, size_t count)
{
    size_t kept = count > 2 && !state->failed ? project(state, points, count) : 0;
    if (kept > 2 && state->side_max_px > 0 &&
        mean_side_px(state->projected, kept) > state->side_max_px)
        return;
    if (kept > 2 && state->rounded_px > 0)
        kept = round_ring(state, kept);
    if (kept > 2)
        kept = bm_clip_ring(state->projected, kept, state->box, state->clipped);
    if (kept > 2 &&
        (state->least_area_px2 <= 0 || area_px2(state->clipped, kept) >= state->least_area_px2))
        keep(state, state->clipped, kept, 3);
}

void bm_ground_add_line(bm_ground_builder *state, const bm_lonlat *points, size_t count)
{
    size_t kept = count > 1 && !state->failed ? project(state, points, count) : 0;
    if (kept > 1)
        bm_clip_line(state->projected, kept, state->box, state->clipped, keep_line, state);
}

bm_ground_shape *bm_ground_begin_shape(bm_ground_builder *state)
{
    bm_ground_shape *made =
        state->failed ? NULL : bm_arena_alloc(&state->base->arena, sizeof *made);
    state->failed = !made;
    if (made) {
        *made = (bm_ground_shape){0};
        state->path_end = &made->first;
    }
    return made;
}

void bm_ground_end_shape(bm_ground_builder *state, bm_ground_shape *made, bm_ground_group where)
{
    if (!made || !made->first)
        return;
    *state->base->end[where] = made;
    state->base->end[where] = &made->next;
}

void bm_ground_add_feature(bm_ground_builder *state, const bm_feature *feature,
                           bm_ground_group where)
{
    bm_ground_shape *made = bm_ground_begin_shape(state);
    for (size_t part = 0; part < feature->part_count && made; part++) {
        const bm_lonlat *points = feature->points + feature->part_start[part];
        size_t count = feature->part_start[part + 1] - feature->part_start[part];
        if (feature->kind == BM_GEOMETRY_POLYGON)
            bm_ground_add_ring(state, points, count);
        else
            bm_ground_add_line(state, points, count);
    }
    bm_ground_end_shape(state, made, where);
}

void bm_ground_add_outline(bm_ground_builder *state, const bm_lonlat *points, size_t count)
{
    size_t first = 0;
    for (size_t i = 1; i < count && !state->failed; i++) {
        if (bm_ground_is_in_view(state, points[i - 1], points[i]) &&
            bm_edges_add(&state->edges, points[i - 1], points[i]))
            continue;
        bm_ground_add_line(state, points + first, i - first);
        first = i;
    }
    if (count > first)
        bm_ground_add_line(state, points + first, count - first);
    state->failed = state->failed || state->edges.failed;
}
