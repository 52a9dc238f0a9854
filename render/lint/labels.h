/** @file labels.h
 *  The names and numbers on a map, as its SVG has them, and the lines that lead to them.
 */
#ifndef BM_RENDER_LINT_LABELS_H
#define BM_RENDER_LINT_LABELS_H

#include "render/lint/lint.h"

/** A line that leads from a symbol to its name or its place. */
typedef struct lint_leader {
    bm_px a, b;
    bool is_name; /**< leads to a name */
    size_t owner; /**< the label's group; ::LINT_NONE when no name is near its end */
} lint_leader;

/** A name or a number. */
typedef struct lint_label {
    size_t group;
    bm_px_box box;      /**< of all its letters, halos included, and of a number's ring */
    bool has_place;     /**< it says what it is about */
    bm_px place;        /**< that pixel */
    const char *at;     /**< the same as it is written; NULL without */
    const char *number; /**< of the key; NULL for a name */
    bool is_town, is_event;
    bool has_leader;
} lint_label;

/** All leaders, in the order of drawing; how many. `*leaders` lives as long as the list. */
size_t lint_find_leaders(bm_lint *lint, lint_leader **leaders);
/** All labels, in the order of drawing; how many. `*labels` lives as long as the list. */
size_t lint_find_labels(bm_lint *lint, lint_label **labels);
/** How far a point is from a box; 0 within. */
double lint_distance_to_box(bm_px_box box, bm_px at);

#endif
