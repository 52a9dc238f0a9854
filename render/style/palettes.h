/** @file palettes.h
 *  Sets of colours by name: for kinds of things (qualitative) and for amounts (sequential).
 *  ColorBrewer's by Cynthia Brewer (colorbrewer2.org; see NOTICE), and Okabe and Ito's.
 */
#ifndef BM_RENDER_STYLE_PALETTES_H
#define BM_RENDER_STYLE_PALETTES_H

#include <stddef.h>
#include <stdint.h>

#include "render/style/style.h"

typedef enum bm_palette_kind { BM_PALETTE_QUALITATIVE, BM_PALETTE_SEQUENTIAL } bm_palette_kind;

/** Classes of a sequential palette: each number of them has colours of its own. */
#define BM_PALETTE_CLASSES_MIN 3
#define BM_PALETTE_CLASSES_MAX 7

typedef struct bm_palette {
    const char *name; /**< lower case */
    bm_palette_kind kind;
    size_t count;           /**< of a qualitative palette's colours; else the most classes */
    const uint32_t *colors; /**< 0xRRGGBB; sequential: those of 3 classes, of 4, … of 7 */
} bm_palette;

/** The palette of this name, in whatever letter case; NULL when there is none. */
const bm_palette *bm_palette_find(const char *name);
/** Palettes in order, NULL after the last one. */
const bm_palette *bm_palette_at(size_t index);
/** The name of this kind that is spelt most like `name`; NULL when none is like it. */
const char *bm_palette_nearest(const char *name, bm_palette_kind kind);
/** For the message about a name that is not known: the names of a kind, ", " between. */
const char *bm_palette_names(bm_palette_kind kind);

/** One colour. Qualitative: `index` goes round, `classes` has no meaning. Sequential: class `index`
 * of `classes` (3…7, else the nearest of these), palest first. */
bm_color bm_palette_color(const bm_palette *palette, size_t index, size_t classes);
/** A sequential palette as a smooth ramp, `share` 0 (palest) to 1. */
bm_color bm_palette_ramp(const bm_palette *palette, double share);

#endif
