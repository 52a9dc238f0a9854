/** @file categories.h
 *  Which kinds of events a map of the exported ones would tell apart, and how each looks there.
 */
#ifndef BM_EVENTS_EXPORT_CATEGORIES_H
#define BM_EVENTS_EXPORT_CATEGORIES_H

#include "events/symbology.h"
#include "events/table.h"
#include "geo/output.h"

/** As on a map. */
enum { BM_STYLE_CATEGORIES_MAX = 8 };

typedef struct bm_style_category {
    char key[BM_CATEGORY_SIZE]; /**< what the column `category` says */
    char label[BM_CATEGORY_LABEL_SIZE];
    bm_shape shape;
    const char *color; /**< "#rrggbb", static storage */
} bm_style_category;

typedef struct bm_style_categories {
    bm_style_category items[BM_STYLE_CATEGORIES_MAX]; /**< in the order of the map's legend */
    size_t count;
    bm_style_category other; /**< everything else */
    bool has_circles;        /**< an event is known only to a cell, a district or a region */
} bm_style_categories;

/** Choose as the legend of a map does: the most frequent ones in the style's order, the table's own
 *  after them in looks that none of these has, under the words of the table where a column has
 *  them. Only events that are drawn count: those with a position, and of which more is known than
 *  the country. */
BM_NODISCARD bm_status bm_style_categories_choose(const bm_output_layer *layer,
                                                  bm_style_categories *chosen, bm_error *error);

#endif
