/* The border's line as a pen can draw it. A border river that winds in bends narrower than the pen
 * makes knots of ink, in which nobody sees the bends. They are left out of the line and of both
 * countries alike, so that their tints still meet in the middle of it. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "render/ground/parts.h"

/** Width of the pen with its casing: of what is narrower no ground is seen between two lines. */
#define PEN_PT 3.6
/** Parts of that between the vertices that are looked at. */
#define STEP_SHARE 0.12
/** Bends are looked for that are at least and at most so long, in the same. */
#define BEND_MIN 2.2
#define BEND_MAX 8.0

/** A vertex that is looked at. */
typedef struct sample {
    uint32_t index; /**< among the line's */
    bm_px at;       /**< on the page, near enough */
    double along;   /**< way from the first */
    double area;    /**< twice what lies between the way and the origin */
} sample;

/* Vertices some way from each other; returns how many. The last of all is one. */
static size_t take_samples(const bm_ground_builder *state, const bm_lonlat *points, size_t count,
                           double pen_px, sample *samples)
{
    bm_lonlat origin = points[0];
    size_t taken = 0;
    for (size_t i = 0; i < count; i++) {
        bm_px at = {(points[i].lon - origin.lon) * state->px_per_lon / BM_GROUND_SCALE_MARGIN,
                    (origin.lat - points[i].lat) * state->px_per_lat / BM_GROUND_SCALE_MARGIN};
        sample made = {.index = (uint32_t)i, .at = at};
        if (taken > 0) {
            const sample *last = &samples[taken - 1];
            double x = at.x - last->at.x, y = at.y - last->at.y, step = sqrt(x * x + y * y);
            if (step < STEP_SHARE * pen_px && i + 1 < count)
                continue;
            made.along = last->along + step;
            made.area = last->area + last->at.x * at.y - at.x * last->at.y;
        }
        samples[taken++] = made;
    }
    return taken;
}

/* Whether the way from one to the other and straight back is so narrow that ink covers it: width of
 * a rectangle of the same area and outline. */
static bool is_narrow(const sample *from, const sample *to, double apart, double pen_px)
{
    double area = fabs(to->area - from->area + to->at.x * from->at.y - from->at.x * to->at.y) / 2;
    double half = (to->along - from->along + apart) / 2;
    double width = (half - sqrt(fmax(half * half - 4 * area, 0))) / 2;
    return width < pen_px;
}

/* The end of the longest bend that begins here; `at` itself when none does. */
static size_t end_of_bend(const sample *samples, size_t count, size_t at, double pen_px)
{
    const sample *from = &samples[at];
    size_t found = at;
    for (size_t i = at + 1; i < count; i++) {
        const sample *to = &samples[i];
        double way = to->along - from->along;
        double x = to->at.x - from->at.x, y = to->at.y - from->at.y, apart2 = x * x + y * y;
        if (way > BEND_MAX * pen_px)
            break;
        if (way >= BEND_MIN * pen_px && apart2 < pen_px * pen_px &&
            is_narrow(from, to, sqrt(apart2), pen_px))
            found = i;
    }
    return found;
}

/* Copy a part of the line without its bends; returns the number of vertices. */
static size_t draw_part(const bm_ground_builder *state, const bm_lonlat *points, size_t count,
                        double pen_px, sample *samples, bm_lonlat *drawn)
{
    size_t taken = take_samples(state, points, count, pen_px, samples), kept = 0;
    for (size_t i = 0; i < taken;) {
        size_t end = end_of_bend(samples, taken, i, pen_px);
        size_t last = end > i || i + 1 == taken ? samples[i].index + 1 : samples[i + 1].index;
        for (size_t k = samples[i].index; k < last; k++)
            drawn[kept++] = points[k];
        i = end > i ? end : i + 1;
    }
    return kept;
}

bool bm_ground_take_pen_line(bm_ground_builder *state)
{
    const bm_feature *line = bm_border_line(state->basemap->border);
    bm_base *base = state->base;
    bm_lonlat *points = bm_arena_array(&base->arena, line->point_count + 1, sizeof *points);
    uint32_t *starts = bm_arena_array(&base->arena, line->part_count + 1, sizeof *starts);
    sample *samples = malloc((line->point_count + 1) * sizeof *samples);
    bool good = points && starts && samples;
    size_t kept = 0;
    for (size_t part = 0; good && part < line->part_count; part++) {
        size_t from = line->part_start[part];
        starts[part] = (uint32_t)kept;
        kept += draw_part(state, line->points + from, line->part_start[part + 1] - from,
                          bm_frame_px(&base->frame, PEN_PT), samples, points + kept);
    }
    free(samples);
    if (!good)
        return false;
    starts[line->part_count] = (uint32_t)kept;
    base->border_line = *line;
    base->border_line.part_start = starts;
    base->border_line.points = points;
    base->border_line.point_count = kept;
    return true;
}
