/** @file picture.h
 *  Pictures within an SVG file.
 */
#ifndef BM_RENDER_LINT_PICTURE_H
#define BM_RENDER_LINT_PICTURE_H

#include <cairo.h>

/** A PNG from a "data:image/png;base64,…" reference; NULL when it is anything else. */
cairo_surface_t *lint_picture_read(const char *reference);

#endif
