/** @file svg_symbol.h
 *  A picture of the user's own, from an SVG file: a symbol of events, a logo.
 *
 *  The file is a stranger's: it is small, it is UTF-8, and it has no script and no reference to
 *  anything outside itself. It is drawn by librsvg in PNG and PDF, and embedded as it is, once, in
 * SVG.
 */
#ifndef BM_RENDER_SVG_SYMBOL_H
#define BM_RENDER_SVG_SYMBOL_H

#include "render/canvas/canvas.h"

typedef struct bm_svg_symbol bm_svg_symbol;

/** Largest file, and most elements in it. */
#define BM_SVG_SYMBOL_BYTES_MAX ((size_t)256 << 10)
#define BM_SVG_SYMBOL_ELEMENTS_MAX 4000

/** Read and check a file.
 *  @param symbol  free it with bm_svg_symbol_free()
 *  @return ::BM_ERROR_UNSUPPORTED without librsvg, ::BM_ERROR_FORMAT or ::BM_ERROR_LIMIT for a file
 *          that is not to be drawn, ::BM_ERROR_IO */
bm_status bm_svg_symbol_open(const char *path, bm_svg_symbol **symbol, bm_error *error);
void bm_svg_symbol_free(bm_svg_symbol *symbol);
/** Width to height. */
double bm_svg_symbol_aspect(const bm_svg_symbol *symbol);
/** Draw it as large as fits into `box`, in its middle. Its colours are its own. */
void bm_svg_symbol_draw(const bm_svg_symbol *symbol, bm_canvas *canvas, bm_px_box box);

/** What must not be in a file, in words for a message; NULL when nothing is. Looks at the text
 *  alone. */
const char *bm_svg_symbol_objection(const char *bytes, size_t size);

#endif
