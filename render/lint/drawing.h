/** @file drawing.h
 *  What an SVG file shows, as far as the checks need it: groups, shapes and texts on the page, in
 *  the order of drawing, with every transformation done.
 */
#ifndef BM_RENDER_LINT_DRAWING_H
#define BM_RENDER_LINT_DRAWING_H

#include <bordermap/geometry.h>
#include <cairo.h>
#include <stdint.h>

#include "base/arena.h"
#include "render/lint/xml.h"
#include "render/style/style.h"

#define LINT_NONE SIZE_MAX

/** A <g>; the root is group 0. */
typedef struct lint_group {
    size_t parent; /**< ::LINT_NONE for the root */
    const char *id;
    const char *title;
    const bm_xml_attribute *data; /**< its data-* attributes, names without "data-" */
    size_t data_count;
    size_t first_item, end_item; /**< what is drawn within it: groups are contiguous */
} lint_group;

typedef struct lint_segment {
    char kind; /**< 'M', 'L', 'C' or 'Z' */
    bm_px to[3];
} lint_segment;

typedef struct lint_outline {
    const lint_segment *segments;
    size_t count;
    bm_px_box box; /**< of all its points; empty (x0 > x1) without any */
} lint_outline;

/** A clip within another. */
typedef struct lint_clip {
    size_t parent;
    lint_outline outline;
    bool evenodd;
} lint_clip;

typedef enum lint_kind { LINT_SHAPE, LINT_TEXT, LINT_IMAGE } lint_kind;

typedef struct lint_item {
    lint_kind kind;
    size_t group;
    size_t clip; /**< or ::LINT_NONE */
    lint_outline outline;
    bool evenodd;
    bm_color fill;   /**< alpha 0: none */
    bm_color stroke; /**< alpha 0: none */
    double stroke_px;
    double dash_px[8];
    int dash_count;
    bool round_caps;
    /* Texts. Sizes are in pixels: the style is for a canvas of 72 dpi. Those that are drawn as
     * outlines have these, and no baseline. */
    bool is_outlined;
    bm_text_style type;
    const char *text;
    bm_px baseline;
    double anchor; /**< 0 the baseline begins there, 0.5 it is its middle, 1 its end */
    double angle_deg;
    /* Images. */
    cairo_surface_t *picture;
    cairo_matrix_t placing; /**< from the picture's pixels to the page */
    bool multiplies;        /**< it darkens what is below it, as a hillshade does */
} lint_item;

typedef struct lint_drawing {
    bm_arena arena;
    bm_px_box page;
    double px_per_pt;
    double px_per_screen_px; /**< 1 but for files that are made in other units */
    lint_group *groups;
    size_t group_count, group_capacity;
    lint_clip *clips;
    size_t clip_count, clip_capacity;
    lint_item *items;
    size_t item_count, item_capacity;
    const char *title;
    const char *description;
    const char *unread; /**< the first thing in it that is not understood; NULL for none */
} lint_drawing;

/** Read an SVG. Finish the drawing whatever is returned. */
bm_status lint_drawing_read(lint_drawing *drawing, const char *file, const char *bytes, size_t size,
                            bm_error *error);
void lint_drawing_finish(lint_drawing *drawing);

/** A data-* attribute of a group; NULL when it has none of this name. */
const char *lint_group_data(const lint_group *group, const char *name);
/** The nearest group, from `group` upwards, whose id is `id` or begins with it and a '-';
 *  ::LINT_NONE when there is none. */
size_t lint_group_within(const lint_drawing *drawing, size_t group, const char *id);
/** The numbers in a text, separated by blanks or commas; how many were read. */
size_t lint_numbers(const char *text, double *numbers, size_t capacity);

/** Path data of SVG, moved by `matrix`. False when memory is short; what follows a mistake is left
 *  out, as browsers do. */
bool lint_outline_read(bm_arena *arena, const char *data, const cairo_matrix_t *matrix,
                       lint_outline *outline);
/** One of points. */
bool lint_outline_of(bm_arena *arena, const bm_px *points, size_t count, bool closed,
                     const cairo_matrix_t *matrix, lint_outline *outline);
/** Add it to cairo's path. */
void lint_outline_add(const lint_outline *outline, cairo_t *cairo);

/** Paint all but the texts, in the page's own units. */
void lint_drawing_paint(const lint_drawing *drawing, cairo_t *cairo);

#endif
