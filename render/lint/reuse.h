/** @file reuse.h
 *  Parts of an SVG that are drawn where a <use> refers to them.
 */
#ifndef BM_RENDER_LINT_REUSE_H
#define BM_RENDER_LINT_REUSE_H

#include "render/lint/drawing.h"

/** A <g> among the definitions. */
typedef struct lint_reused {
    const char *id;
    const lint_item *items;
    size_t count;
} lint_reused;

/** The groups that can be referred to; zeroed at first. */
typedef struct lint_reusables {
    lint_reused *known;
    size_t count, capacity;
} lint_reusables;

/** Take the items from `first` on off the drawing, to be referred to by `id`, which must live as
 *  long as the drawing. False when memory is short. */
bool lint_reusables_take(lint_reusables *reusables, lint_drawing *drawing, size_t first,
                         const char *id);
/** The group of "#id"; NULL when there is none. */
const lint_reused *lint_reusables_find(const lint_reusables *reusables, const char *reference);
/** Draw it, in `group` and `clip`, moved by `matrix`. False when memory is short. */
bool lint_reused_draw(const lint_reused *reused, lint_drawing *drawing,
                      const cairo_matrix_t *matrix, size_t group, size_t clip, double opacity);
void lint_reusables_finish(lint_reusables *reusables);

#endif
