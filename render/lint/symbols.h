/** @file symbols.h
 *  The symbols of a map as its SVG has them: look, category and number of events.
 */
#ifndef BM_RENDER_LINT_SYMBOLS_H
#define BM_RENDER_LINT_SYMBOLS_H

#include "render/lint/lint.h"

/** A category that is drawn. */
typedef struct lint_category {
    const char *key;
    const char *label; /**< in the legend's words */
    size_t events;
    const lint_item *look; /**< its swatch in the legend, or else a symbol; NULL when neither */
} lint_category;

#define LINT_CATEGORIES_MAX 64

/** The categories of the symbols; how many. */
size_t lint_find_categories(bm_lint *lint, lint_category found[LINT_CATEGORIES_MAX]);
/** True when something is seen on the map, or beside it, of a group of this id, with or without a
 *  number that tells it from others. */
bool lint_is_drawn(const bm_lint *lint, const char *id);
/** Part of the check of the legend: signs that are no symbols of events. */
void lint_check_legend_signs(bm_lint *lint);
/** Events of a symbol: its data-count, 1 when it has none. */
size_t lint_count_of(const lint_group *group);
/** Those that the legend counts: without the ones that are dated less exactly than the map. */
size_t lint_dated_of(const lint_group *group);
/** The n-th text, from 0, within a group; "" when there is none. */
const char *lint_text_within(const bm_lint *lint, size_t group, size_t n);

#endif
