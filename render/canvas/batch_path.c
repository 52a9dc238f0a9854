#include <bordermap/geometry.h>
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "render/canvas/batch.h"

/** Shorter patterns are a solid line. */
#define PATTERN_PX_MIN 0.5

/* The points from `first` on, closed, as runs of edges. */
static void end_contour(bm_batch *batch, size_t first)
{
    if (batch->failed || batch->point_count < first + 3) {
        batch->point_count = first;
        return;
    }
    bm_batch_add_point(batch, batch->points[first]);
    if (batch->failed)
        return;
    for (size_t end, i = first; i + 1 < batch->point_count; i = end) {
        end = i + BM_BATCH_RUN < batch->point_count ? i + BM_BATCH_RUN : batch->point_count - 1;
        int32_t top = batch->points[i].y, bottom = top;
        for (size_t k = i + 1; k <= end; k++) {
            int32_t y = batch->points[k].y;
            top = y < top ? y : top;
            bottom = y > bottom ? y : bottom;
        }
        bm_batch_add_run(batch, i, end - i, (double)top / BM_FIXED_ONE,
                         (double)bottom / BM_FIXED_ONE);
    }
}

static bm_fixed_point fix(const cairo_path_data_t *at)
{
    return (bm_fixed_point){(int32_t)lround(at->point.x * BM_FIXED_ONE),
                            (int32_t)lround(at->point.y * BM_FIXED_ONE)};
}

size_t bm_batch_take_area(bm_batch *batch, cairo_t *cairo)
{
    size_t first_run = batch->run_count, first = batch->point_count;
    cairo_path_t *path = cairo_copy_path_flat(cairo);
    batch->failed = batch->failed || path->status != CAIRO_STATUS_SUCCESS;
    for (int i = 0; i < path->num_data && !batch->failed; i += path->data[i].header.length) {
        const cairo_path_data_t *data = &path->data[i];
        if (data->header.type == CAIRO_PATH_MOVE_TO) {
            end_contour(batch, first);
            first = batch->point_count;
        }
        if (data->header.type != CAIRO_PATH_CLOSE_PATH)
            bm_batch_add_point(batch, fix(&data[1]));
    }
    end_contour(batch, first);
    cairo_path_destroy(path);
    return first_run;
}

void bm_batch_add_area(bm_batch *batch, cairo_t *cairo, bm_color color)
{
    size_t first_run = bm_batch_take_area(batch, cairo);
    bm_batch_add_runs(batch, first_run, 0, color);
}

/** A line while it is cut into pieces. */
typedef struct pen {
    bm_batch *batch;
    double half_width;
    const double *dashes;
    int dash_count; /**< 0 for a solid line */
    int dash;       /**< that the pen is in, counted on; even ones are painted */
    double left;    /**< of it */
    bool is_begun;  /**< and has a piece already */
    bm_px *points;  /**< of the line */
    size_t count, capacity;
} pen;

static void draw_piece(pen *at, bm_px from, bm_px unit, double start, double end, bool is_end)
{
    bool is_dashed = at->dash_count > 0;
    if (!is_dashed || at->dash % 2 == 0)
        bm_batch_add_piece(at->batch, (bm_line_piece){.x = (float)(from.x + start * unit.x),
                                                      .y = (float)(from.y + start * unit.y),
                                                      .ux = (float)unit.x,
                                                      .uy = (float)unit.y,
                                                      .length = (float)(end - start),
                                                      .is_cut_at_start = is_dashed && !at->is_begun,
                                                      .is_cut_at_end = is_dashed && is_end});
    at->is_begun = !is_end;
}

/* A straight stretch; the line ends with it when `is_last`. */
static void draw_stretch(pen *at, bm_px from, bm_px to, bool is_last)
{
    double length = hypot(to.x - from.x, to.y - from.y), done = 0;
    bm_px unit = {1, 0};
    if (length > 0)
        unit = (bm_px){(to.x - from.x) / length, (to.y - from.y) / length};
    while (at->dash_count > 0 && at->left < length - done && !at->batch->failed) {
        draw_piece(at, from, unit, done, done + at->left, true);
        done += at->left;
        at->dash++;
        at->left = at->dashes[at->dash % at->dash_count];
    }
    draw_piece(at, from, unit, done, length, is_last);
    at->left -= length - done;
}

/* Pieces from number `first` on, as runs. */
static void end_pieces(const pen *at, size_t first)
{
    bm_batch *batch = at->batch;
    double reach = at->half_width + 1;
    for (size_t end; first < batch->line_count && !batch->failed; first = end) {
        end = first + BM_BATCH_RUN < batch->line_count ? first + BM_BATCH_RUN : batch->line_count;
        double top = INFINITY, bottom = -INFINITY;
        for (size_t i = first; i < end; i++) {
            const bm_line_piece *piece = &batch->lines[i];
            double from = (double)piece->y, to = from + (double)(piece->length * piece->uy);
            top = fmin(top, fmin(from, to));
            bottom = fmax(bottom, fmax(from, to));
        }
        bm_batch_add_run(batch, first, end - first, top - reach, bottom + reach);
    }
}

/* End the line or ring that was begun. */
static void lift(pen *at)
{
    size_t first = at->batch->line_count;
    at->dash = 0;
    at->left = at->dash_count > 0 ? at->dashes[0] : 0;
    at->is_begun = false;
    if (at->count == 1 && at->dash_count == 0)
        draw_stretch(at, at->points[0], at->points[0], true);
    for (size_t i = 1; i < at->count; i++)
        draw_stretch(at, at->points[i - 1], at->points[i], i + 1 == at->count);
    at->count = 0;
    end_pieces(at, first);
}

static void go_to(pen *at, bm_px point)
{
    bm_px *points = bm_array_grow(at->points, at->count, &at->capacity, sizeof *points);
    if (!points) {
        at->batch->failed = true;
        return;
    }
    at->points = points;
    points[at->count++] = point;
}

void bm_batch_add_lines(bm_batch *batch, cairo_t *cairo, double width, const double *dashes,
                        int dash_count, bm_color color)
{
    size_t first_run = batch->run_count;
    double pattern = 0;
    for (int i = 0; i < dash_count; i++)
        pattern += dashes[i];
    pen at = {.batch = batch,
              .half_width = width / 2,
              .dashes = dashes,
              .dash_count = pattern < PATTERN_PX_MIN ? 0 : dash_count};
    cairo_path_t *path = cairo_copy_path_flat(cairo);
    batch->failed = batch->failed || path->status != CAIRO_STATUS_SUCCESS;
    for (int i = 0; i < path->num_data && !batch->failed; i += path->data[i].header.length) {
        const cairo_path_data_t *data = &path->data[i];
        if (data->header.type == CAIRO_PATH_MOVE_TO)
            lift(&at);
        if (data->header.type != CAIRO_PATH_CLOSE_PATH)
            go_to(&at, (bm_px){data[1].point.x, data[1].point.y});
        else if (at.count > 0)
            go_to(&at, at.points[0]);
    }
    lift(&at);
    cairo_path_destroy(path);
    free(at.points);
    bm_batch_add_runs(batch, first_run, width / 2, color);
}
