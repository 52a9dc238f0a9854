/** @file fade.h
 *  Older events paler: four classes of age, counted back from the end of the window.
 */
#ifndef BM_RENDER_MARKS_FADE_H
#define BM_RENDER_MARKS_FADE_H

#include "render/marks/marks.h"

/** Settle the classes of a window (NULL: of what is drawn), and the class and count of each mark.
 *  Without a step of its own a class is a quarter of the window. */
void bm_marks_fade(bm_marks *marks, const bm_symbol_options *options, const bm_interval *window);

/** A colour as events of a class have it. */
bm_color bm_fade_fill(const bm_style *style, bm_color fill, unsigned fade);
/** The outline that goes with it: lighter as far as it keeps a contrast of 3:1 with land and water.
 */
bm_color bm_fade_outline(const bm_style *style, unsigned fade);

#endif
