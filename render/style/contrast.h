/** @file contrast.h
 *  How well one colour stands out from another, after WCAG 2.1 (https://www.w3.org/TR/WCAG21/,
 *  "relative luminance" and "contrast ratio"). Pure; thread-safe.
 */
#ifndef BM_RENDER_STYLE_CONTRAST_H
#define BM_RENDER_STYLE_CONTRAST_H

#include "render/style/style.h"

/** Linear light of one sRGB channel, both 0…1. */
double bm_srgb_to_linear(double channel);
double bm_srgb_from_linear(double channel);
/** Relative luminance 0…1; the opacity does not count. */
double bm_color_luminance(bm_color color);
/** What is seen of `top`, as opaque as it is, on an opaque `ground`. */
bm_color bm_color_over(bm_color top, bm_color ground);
/** 1 (the same) to 21 (black on white), whichever is the lighter. Of a translucent `color` what is
 *  seen of it on `ground` counts. */
double bm_contrast_ratio(bm_color color, bm_color ground);

/** What WCAG asks of text, of large text (18 pt, or 14 pt bold), and of graphics. */
#define BM_CONTRAST_TEXT 4.5
#define BM_CONTRAST_LARGE_TEXT 3.0
#define BM_CONTRAST_GRAPHICS 3.0
/** The one that a text of this style must reach. */
double bm_contrast_needed(const bm_text_style *text);

#endif
