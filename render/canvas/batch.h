/** @file batch.h
 *  Areas, lines, texts and images that are noted first and then painted all at once, a band of rows
 *  at a time, on several threads. PNG only.
 */
#ifndef BM_RENDER_BATCH_H
#define BM_RENDER_BATCH_H

#include <cairo.h>

#include "render/canvas/coverage.h"
#include "render/canvas/glyphs.h"
#include "render/canvas/image.h"
#include "render/style/style.h"

/** Whole pixels of the page. */
typedef struct bm_pixel_box {
    int x0, y0, x1, y1;
} bm_pixel_box;

/** Pixels of an image without transparency, from one of its rows on. */
typedef struct bm_pixel_rows {
    unsigned char *pixels; /**< of the row `first` */
    size_t stride;
    int first;
} bm_pixel_rows;

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

/** A glyph of a text, or another mask; the batch has a reference. */
typedef struct bm_batch_piece {
    bm_mask *mask;
    int x, y; /**< pixel of its origin */
} bm_batch_piece;

typedef enum bm_batch_kind {
    BM_BATCH_AREA,
    BM_BATCH_LINES,
    BM_BATCH_TEXT,
    BM_BATCH_IMAGE
} bm_batch_kind;

/** What is painted in one go. */
typedef struct bm_batch_job {
    bm_batch_kind kind;
    size_t first, end;       /**< runs, or pieces of a text */
    int top, bottom;         /**< rows that it may cover; `bottom` is not one of them */
    int left, right;         /**< the same for columns, of texts and images */
    float half_width;        /**< of lines; of a text how far its halo reaches, 0 for none */
    uint32_t pixel;          /**< not of images */
    uint32_t halo;           /**< pixel of a text's halo */
    struct bm_sprite *image; /**< with a reference */
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
    bm_batch_piece *pieces;
    size_t piece_count, piece_capacity;
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
/** Note a mask of a text; it takes over a reference. */
void bm_batch_add_mask(bm_batch *batch, bm_batch_piece piece);
/** Note the text of the masks from number `first` on. `halo_px` is at most
 * ::BM_HALO_RADIUS_MAX_PX, 0 for none. */
void bm_batch_add_text(bm_batch *batch, size_t first, bm_color color, double halo_px,
                       bm_color halo);

/** An image with transparency that is painted many times. Counted, by one thread. */
typedef struct bm_sprite bm_sprite;
/** Takes over the surface, ARGB32, and what is to be painted on it; NULL when memory is short. */
bm_sprite *bm_sprite_new(cairo_surface_t *surface, bm_batch *parts);
/** An image that is made when it is painted, from a copy of `size` bytes of context. */
bm_sprite *bm_sprite_new_made(int width, int height, bm_image_maker make, const void *context,
                              size_t size);
/** NULL is fine. */
void bm_sprite_release(bm_sprite *sprite);
/** Note it with its upper left corner at a pixel. */
void bm_batch_add_sprite(bm_batch *batch, bm_sprite *sprite, int x, int y);

/** Begin to paint the glyphs and sprites of what is noted so far on other threads; noting goes on.
 */
void bm_batch_prepare(bm_batch *batch);

/** Paint all that was noted on the pixels of an image without transparency, and go on without it;
 * sets `failed`. */
void bm_batch_paint(bm_batch *batch, cairo_surface_t *surface);
/** The same in parts. NULL when nothing was noted, or memory is short. */
typedef struct bm_painting bm_painting;
bm_painting *bm_batch_begin_painting(bm_batch *batch, cairo_surface_t *surface);
/** The same, and go on by oneself, until bm_painting_stop(), on all processors but one. The batch
 * and the pixels are the painting's meanwhile. */
bm_painting *bm_batch_begin_painting_ahead(bm_batch *batch, cairo_surface_t *surface);
/** Wait until it does no more by itself. NULL is fine. */
void bm_painting_stop(bm_painting *painting);
/** Paint what is left of the rows [`top`, `bottom`), on `on`, which may be others than those of the
 *  surface. NULL is fine. Different rows on any thread. */
void bm_painting_rows(bm_painting *painting, const bm_pixel_rows *on, int top, int bottom);
/** Paint what is left of all rows. NULL is fine. */
void bm_painting_finish(bm_painting *painting);
/** `painting` may be NULL. */
void bm_batch_end_painting(bm_batch *batch, bm_painting *painting);

/** Edges or pieces of a run at the most: with fewer there are more runs, with more a band visits
 * some that are none of its own. */
#define BM_BATCH_RUN 24
/* Of the files of the batch: each sets `failed`. */
/** Forget what was noted. */
void bm_batch_clear(bm_batch *batch);
void bm_batch_add_point(bm_batch *batch, bm_fixed_point point);
void bm_batch_add_piece(bm_batch *batch, bm_line_piece piece);
/** Of points or pieces, within these rows. */
void bm_batch_add_run(bm_batch *batch, size_t first, size_t count, double top, double bottom);
/** Of the runs from `first_run` on. */
void bm_batch_add_runs(bm_batch *batch, size_t first_run, double half_width, bm_color color);
/** Any other; false when it is not noted. */
bool bm_batch_add_job(bm_batch *batch, bm_batch_job job);
/** Add the edges of runs that meet the band. */
void bm_batch_add_edges(const bm_batch *batch, size_t first_run, size_t end_run, bm_coverage *band);
/** Add the area of the path; returns its first run. */
size_t bm_batch_take_area(bm_batch *batch, cairo_t *cairo);

#endif
