/** @file glyphs.h
 *  The shapes of a font's letters: outlines, and pixels at the sizes that are drawn. One thread.
 */
#ifndef BM_RENDER_GLYPHS_H
#define BM_RENDER_GLYPHS_H

#include <pango/pango.h>
#include <stdint.h>

#include "render/canvas/once.h"
#include "render/canvas/outline.h"

/** Texts are shaped at one size, in pixels, and scaled from there: letters are not hinted, so that
 * they are the same at every size, and fonts need to be found for one size only. */
#define BM_TEXT_UNIT_PX 64
/** Positions along a line are taken to this part of a pixel, which no eye tells apart. */
#define BM_MASK_PHASES 4

/** Coverages, a byte a pixel, of a glyph whose origin is the corner of a pixel. Counted; what is
 * not said otherwise is of one thread. */
typedef struct bm_mask {
    int left, top; /**< from the origin's pixel to the first one */
    int width, height;
    unsigned references;
    bm_once painted;
    bool owns_outline;
    const bm_outline *outline;
    cairo_matrix_t matrix; /**< leads from the outline to the pixels */
    uint8_t pixels[];      /**< zero until bm_mask_paint() */
} bm_mask;

/** The letters of a font at the unit size. */
typedef struct bm_glyphs bm_glyphs;

/** Free it with bm_glyphs_free(); `font` is borrowed. */
bm_glyphs *bm_glyphs_new(PangoFont *font);
/** NULL is fine. */
void bm_glyphs_free(bm_glyphs *glyphs);

/** A glyph's outline at the unit size, y down; NULL when it cannot be made. Borrowed. */
const bm_outline *bm_glyphs_outline(bm_glyphs *glyphs, uint32_t id);

/** A glyph at `size_px`, so many phases right of a pixel's corner, kept for the next time; NULL
 * when there is nothing to see. Borrowed until bm_glyphs_trim(), which must be called before each
 * text. */
bm_mask *bm_glyphs_mask(bm_glyphs *glyphs, double size_px, uint32_t id, int phase);
/** Drop the masks when they have become many. */
void bm_glyphs_trim(bm_glyphs *glyphs);

/** A mask of an outline, with one reference; `matrix` leads to pixels. NULL when there is nothing
 * to see. The outline must stay, or is taken over when there is a mask and `owns_outline`. */
bm_mask *bm_mask_new(const bm_outline *outline, const cairo_matrix_t *matrix, bool owns_outline);
/** NULL is fine. */
void bm_mask_release(bm_mask *mask);
/** Paint it, unless that is done. Any thread. */
void bm_mask_paint(bm_mask *mask, bm_outline_filler *filler);

#endif
