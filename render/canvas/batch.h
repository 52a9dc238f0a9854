/** @file batch.h
 *  Areas and lines that are noted first and then painted all at once, a band of rows at a time, on
 *  several threads. PNG only.
 */
#ifndef BM_RENDER_BATCH_H
#define BM_RENDER_BATCH_H

#include <cairo.h>

#include "render/canvas/coverage.h"
#include "render/style/style.h"

/** Whole pixels of the page. */
typedef struct bm_pixel_box {
    int x0, y0, x1, y1;
} bm_pixel_box;

/** Edges of areas in `points`, or pieces of lines in `lines`, that lie near each other. */
typedef struct bm_batch_run {
    size_t first, count;
    int top, bottom; /**< rows of the page that they may cover; `bottom` is not one of them */
} bm_batch_run;

/** What nothing is painted outside of. */
typedef struct bm_batch_clip {
    bm_pixel_box box;
    size_t first_run, end_run; /**< of an area; none for the box alone */
    int outer;                 /**< within which this one lies; -1 for none */
} bm_batch_clip;

/** An area or lines of one colour. */
typedef struct bm_batch_job {
    size_t first_run, end_run;
    int top, bottom;
    float half_width; /**< of lines, in pixels; 0 for an area */
    uint32_t pixel;
    int clip;
} bm_batch_job;

/** Zero-initialise it. */
typedef struct bm_batch {
    bm_fixed_point *points;
    size_t point_count, point_capacity;
    bm_line_piece *lines;
    size_t line_count, line_capacity;
    bm_batch_run *runs;
    size_t run_count, run_capacity;
    bm_batch_clip *clips;
    size_t clip_count, clip_capacity;
    bm_batch_job *jobs;
    size_t job_count, job_capacity;
    int clip;    /**< what applies now: an index */
    bool failed; /**< memory is short; sticky */
} bm_batch;

/** Begin to note what is painted within a box; false when memory is short. */
bool bm_batch_begin(bm_batch *batch, bm_pixel_box box);
void bm_batch_finish(bm_batch *batch);
/** Note the current path of `cairo`, which is left as it is. */
void bm_batch_add_area(bm_batch *batch, cairo_t *cairo, bm_color color);
/** `dashes` may be empty; lengths in pixels. */
void bm_batch_add_lines(bm_batch *batch, cairo_t *cairo, double width, const double *dashes,
                        int dash_count, bm_color color);
/** Restrict what follows to the area of the path. */
void bm_batch_begin_clip(bm_batch *batch, cairo_t *cairo);
void bm_batch_end_clip(bm_batch *batch);
/** Paint all that was noted on the pixels of an image without transparency, and go on without it;
 * sets `failed`. */
void bm_batch_paint(bm_batch *batch, cairo_surface_t *surface);

/** Edges or pieces of a run at the most: with fewer there are more runs, with more a band visits
 * some that are none of its own. */
#define BM_BATCH_RUN 24
/* Of the files of the batch: each sets `failed`. */
void bm_batch_add_point(bm_batch *batch, bm_fixed_point point);
void bm_batch_add_piece(bm_batch *batch, bm_line_piece piece);
/** Of points or pieces, within these rows. */
void bm_batch_add_run(bm_batch *batch, size_t first, size_t count, double top, double bottom);
/** Of the runs from `first_run` on. */
void bm_batch_add_job(bm_batch *batch, size_t first_run, double half_width, bm_color color);
/** Add the edges of runs that meet the band. */
void bm_batch_add_edges(const bm_batch *batch, size_t first_run, size_t end_run, bm_coverage *band);
/** Add the area of the path; returns its first run. */
size_t bm_batch_take_area(bm_batch *batch, cairo_t *cairo);

#endif
