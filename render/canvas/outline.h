/** @file outline.h
 *  Outlines of letters to pixels by FreeType, which takes a tenth of the time that cairo does.
 */
#ifndef BM_RENDER_OUTLINE_H
#define BM_RENDER_OUTLINE_H

#include <cairo.h>
#include <stdbool.h>

/** What the pixels are made with; for one thread at a time. */
typedef struct bm_outline_filler bm_outline_filler;

/** NULL when memory is short. */
bm_outline_filler *bm_outline_filler_new(void);
void bm_outline_filler_free(bm_outline_filler *filler);

/** Fill the current path by the winding rule into `mask`, an A8 image that is empty, with its
 * device coordinates as pixels. The path is consumed; false when it is too long for this. */
bool bm_outline_fill(bm_outline_filler *filler, cairo_t *cairo, cairo_surface_t *mask);

#endif
