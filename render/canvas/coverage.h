/** @file coverage.h
 *  How much of each pixel is covered by areas and by lines, in a band of rows.
 *
 *  Areas are summed exactly, in fixed point (as M. Chaikin's and D. Turner's rasteriser in FreeType
 *  does, here on a full band). Lines are taken as the set of all points within half their width, so
 *  that they are round at joins, and of overlapping pieces a pixel has the most that one of them
 *  covers. Both are the same however a page is cut into bands. One band serves one thread.
 */
#ifndef BM_RENDER_COVERAGE_H
#define BM_RENDER_COVERAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Rows of a band. */
#define BM_COVERAGE_ROWS 32
/** Units of ::bm_fixed_point in a pixel. */
#define BM_FIXED_ONE 256

/** A place on the page in 1/256 pixel. */
typedef struct bm_fixed_point {
    int32_t x, y;
} bm_fixed_point;

/** A straight piece of a line on the page, in pixels. */
typedef struct bm_line_piece {
    float x, y;           /**< where it begins */
    float ux, uy;         /**< its direction, of length 1; (1, 0) for a dot */
    float length;         /**< 0 for a dot */
    bool is_cut_at_start; /**< ends square there, and not round */
    bool is_cut_at_end;
} bm_line_piece;

/** Zero-initialise it; then bm_coverage_begin(). */
typedef struct bm_coverage {
    int x0, y0;        /**< page position of the upper left pixel */
    int width, rows;   /**< at most ::BM_COVERAGE_ROWS rows */
    size_t stride;     /**< of `cells` and `lines`, in elements */
    size_t word_count; /**< of `touched`, a row */
    int32_t *cells;
    uint8_t *lines;
    uint64_t *touched;      /**< a bit for each block of a row that is not all 0 */
    size_t capacity;        /**< elements that there is room for */
    int first_row, end_row; /**< rows that may have been touched */
} bm_coverage;

/** Takes `count` pixels of a row of the band: `values`, or where it is NULL all `value`. */
typedef void (*bm_coverage_sink)(void *context, int row, int x, int count, const uint8_t *values,
                                 uint8_t value);

/** Set the band; it is empty. False when memory is short. */
bool bm_coverage_begin(bm_coverage *band, int x0, int y0, int width, int rows);
void bm_coverage_finish(bm_coverage *band);

/** Add an edge of an area. Edges left of the band count, those right of it need not be added. */
void bm_coverage_add_edge(bm_coverage *band, bm_fixed_point a, bm_fixed_point b);
/** Hand over what the areas cover by the even-odd rule, and be empty again. */
void bm_coverage_sweep_areas(bm_coverage *band, bm_coverage_sink sink, void *context);

/** Add a piece of a line of this half width in pixels. */
void bm_coverage_add_line(bm_coverage *band, const bm_line_piece *piece, float half_width);
/** Hand over what the lines cover, and be empty again. */
void bm_coverage_sweep_lines(bm_coverage *band, bm_coverage_sink sink, void *context);

/** Note that pixels `first` to `last` of a row are no longer 0. */
void bm_coverage_touch(bm_coverage *band, int row, int first, int last);

#endif
