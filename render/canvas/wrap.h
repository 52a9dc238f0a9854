/** @file wrap.h
 *  Breaking text into lines that fit a width.
 */
#ifndef BM_RENDER_WRAP_H
#define BM_RENDER_WRAP_H

#include "render/canvas/canvas.h"

/** The first line of `text` that fits: its length in bytes, blanks at its end left out. `*next` is
 *  the offset where the next line begins. Breaks at blanks, and within a word only when the word
 * alone is too wide. At least one character, so that a loop ends; 0 only for an empty text. */
size_t bm_wrap_line(bm_canvas *canvas, const bm_text_style *style, const char *text,
                    double width_px, size_t *next);

/** What a wrapped text measures. */
typedef struct bm_wrap_size {
    size_t lines;
    double width_px; /**< of the widest line */
} bm_wrap_size;
bm_wrap_size bm_wrap_measure(bm_canvas *canvas, const bm_text_style *style, const char *text,
                             double width_px);

/** The least width, up to `width_px`, that needs no more lines than `width_px` does: lines of about
 *  equal length look better than a full one and a stub. */
double bm_wrap_balance(bm_canvas *canvas, const bm_text_style *style, const char *text,
                       double width_px);

/** Copy `length` bytes of `text` for one line, with a hyphen when that ends within a word; `line`
 * has room for BM_WRAP_LINE_SIZE. */
#define BM_WRAP_LINE_SIZE 1024
void bm_wrap_copy(const char *text, size_t length, char *line);
/** The same without a hyphen, for what an ellipsis follows. Returns how many bytes it copied. */
size_t bm_wrap_copy_part(const char *text, size_t length, char *line);

#endif
