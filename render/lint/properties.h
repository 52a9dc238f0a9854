/** @file properties.h
 *  What an SVG element inherits from those around it: transformation, paint, type.
 */
#ifndef BM_RENDER_LINT_PROPERTIES_H
#define BM_RENDER_LINT_PROPERTIES_H

#include "render/lint/drawing.h"

typedef struct lint_properties {
    cairo_matrix_t matrix;
    size_t group;
    size_t clip;
    bool hidden; /**< display, visibility, or within definitions */
    bool evenodd;
    bool has_fill, has_stroke;
    bm_color fill, stroke; /**< alpha as their own opacity has it */
    double opacity;        /**< of this element and all around it */
    double stroke_width;
    double dash[8];
    int dash_count;
    bool round_caps;
    bool multiplies; /**< blend mode of this element or of a group around it */
    double letter_spacing;
    double font_size;
    double anchor;
    bool bold, italic;
    char family[BM_FAMILY_SIZE];
} lint_properties;

/** The root's. */
lint_properties lint_properties_initial(void);
/** Set what one attribute, or one declaration of a style attribute, says. False when its value is
 *  something that is not understood; attributes of no concern are fine. */
bool lint_property_set(lint_properties *properties, const char *name, const char *value);
/** A length in user units; `fallback` when it is none. Percentages are none. */
double lint_length(const char *text, double fallback);

#endif
