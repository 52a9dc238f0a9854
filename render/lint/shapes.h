/** @file shapes.h
 *  The outlines of SVG's elements.
 */
#ifndef BM_RENDER_LINT_SHAPES_H
#define BM_RENDER_LINT_SHAPES_H

#include "render/lint/drawing.h"

/** An attribute; NULL when there is none of this name. */
const char *lint_attribute(const bm_xml_attribute *attributes, size_t count, const char *name);
/** A length among them, 0 when there is none. */
double lint_attribute_length(const bm_xml_attribute *attributes, size_t count, const char *name);

/** The outline of a <path>, <rect>, <circle>, <ellipse>, <line>, <polygon> or <polyline>; false for
 *  any other element. `ok` is cleared when memory is short. */
bool lint_shape_read(bm_arena *arena, const cairo_matrix_t *matrix, const char *name,
                     const bm_xml_attribute *attributes, size_t count, lint_outline *outline,
                     bool *ok);

#endif
