/** @file face.h
 *  The font of a style, with the plain texts shaped in it and the letters painted with it.
 *
 *  Labels are measured in many more words and lines than are ever drawn, and Pango's layouts take
 *  most of that time for what plain text does not need: finding scripts, directions, fonts and line
 *  ends. Plain are texts in the Latin, Cyrillic and Greek scripts that need one font and no
 *  combining marks. The shaper and the font are Pango's, so they look the same, but for the kerning
 *  of letters beside blanks: texts are put together from words, which come again and again.
 *  Threads take turns by a lock, which is given back while a new word is shaped.
 */
#ifndef BM_RENDER_FACE_H
#define BM_RENDER_FACE_H

#include <pango/pango.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "render/canvas/glyphs.h"
#include "render/style/style.h"

/** A glyph of a shaped text: its place is in Pango's units at the unit size, y down. */
typedef struct bm_glyph {
    uint32_t id;
    int x, y;
    unsigned cluster; /**< how many letters stand before it: so often spacing is added */
} bm_glyph;

/** A plain text, ready to be drawn. */
typedef struct bm_shaped {
    int width; /**< without spacing, in Pango's units at the unit size */
    unsigned clusters;
    bool lacks_letters; /**< the font has not all of them */
    unsigned count;
    bm_glyph glyphs[];
} bm_shaped;

typedef struct bm_face bm_face;

/** The font of a style's family, weight and slant. Free it with bm_face_free().
 *  @param description  of that font, at the unit size
 *  @param lock  borrowed */
bm_face *bm_face_new(PangoFontMap *map, PangoContext *context, const bm_text_style *style,
                     const PangoFontDescription *description, pthread_mutex_t *lock);
void bm_face_free(bm_face *face);
/** True when it is the font of this style. Texts with spaced letters have no ligatures. */
bool bm_face_is_of(const bm_face *face, const bm_text_style *style);

/** At the unit size. */
double bm_face_ascent(const bm_face *face);
double bm_face_descent(const bm_face *face);

/** The text shaped, kept for the next time; NULL when it is not plain or the font lacks a letter.
 *  The caller holds the lock. Borrowed until that is given back, or until the next call of the only
 *  thread. */
const bm_shaped *bm_face_shape(bm_face *face, const char *text);

/** Path of the font's file; NULL when there is none. Borrowed. */
const char *bm_face_file(const bm_face *face);

/** Its letters' shapes. Borrowed. */
bm_glyphs *bm_face_glyphs(bm_face *face);

#endif
