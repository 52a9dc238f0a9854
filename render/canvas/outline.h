/** @file outline.h
 *  Outlines of letters to pixels by FreeType, which takes a tenth of the time that cairo does.
 */
#ifndef BM_RENDER_OUTLINE_H
#define BM_RENDER_OUTLINE_H

#include <bordermap/geometry.h>
#include <cairo.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** What the pixels are made with; for one thread at a time. */
typedef struct bm_outline_filler bm_outline_filler;

/** NULL when memory is short. */
bm_outline_filler *bm_outline_filler_new(void);
void bm_outline_filler_free(bm_outline_filler *filler);

/** A kept path. */
typedef struct bm_outline bm_outline;

/** The current path of `cairo` in its own coordinates, y down; the path is consumed. NULL when it
 *  is too long for this. Free it with bm_outline_free(). */
bm_outline *bm_outline_take(cairo_t *cairo);
void bm_outline_free(bm_outline *outline);

/** A number for its shape: the same for the same path, and hardly ever for another. */
uint64_t bm_outline_print(const bm_outline *outline);

/** What it stays within when `matrix` has turned it; x1 < x0 for one that covers nothing. */
bm_px_box bm_outline_reach(const bm_outline *outline, const cairo_matrix_t *matrix);

/** Fill it by the winding rule into `mask`, `height` rows of `width` bytes that are zero: `matrix`
 *  leads to its pixels. False when that reaches too far. */
bool bm_outline_fill(bm_outline_filler *filler, const bm_outline *outline,
                     const cairo_matrix_t *matrix, uint8_t *mask, int width, int height);

#endif
