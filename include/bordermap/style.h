/** @file style.h
 *  How a map looks: colours, line widths, symbols and type sizes, from an INI file.
 *
 *  docs/style.md lists every section and key. A style file may name another in `[style] base=` and
 *  override only what differs.
 */
#ifndef BORDERMAP_STYLE_H
#define BORDERMAP_STYLE_H

#include <bordermap/status.h>
#include <stdbool.h>
#include <stddef.h>

BM_BEGIN_DECLS

typedef struct bm_style bm_style;

/** Read a style. `name` is a shipped theme ("light") or the path of an INI file. Unknown keys and
 *  bad values are refused with file and line. Free it with bm_style_free(). */
BM_API BM_NODISCARD bm_status bm_style_open(const char *name, bm_style **style, bm_error *error);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_style_free(bm_style *style);

/** Take colours from a palette by name: one for kinds ("okabe-ito", "set2", …) colours the
 *  categories in the style's order, one for amounts ("ylorrd", "blues", …) the density surfaces.
 *  docs/style.md lists them. ::BM_ERROR_ARGUMENT names the nearest. */
BM_API BM_NODISCARD bm_status bm_style_set_palette(bm_style *style, const char *name,
                                                   bm_error *error);
/** True for a palette of amounts, which changes nothing but densities; false for another name. */
BM_API bool bm_palette_is_of_amounts(const char *name);

/** Draw events of a category by an SVG file instead of a shape. The file is read at once.
 *  @return ::BM_ERROR_UNSUPPORTED without librsvg, ::BM_ERROR_FORMAT or ::BM_ERROR_LIMIT for a file
 *          that is not to be drawn */
BM_API BM_NODISCARD bm_status bm_style_set_symbol(bm_style *style, const char *category,
                                                  const char *path, bm_error *error);

/** Path of a file that the style was read from: itself, those that it builds on, their symbols; not
 *  those of bm_style_set_symbol(). NULL behind the last. */
BM_API const char *bm_style_file_at(const bm_style *style, size_t index);

BM_END_DECLS
#endif
