/** @file label_checks.h
 *  What tests of the labels share.
 */
#ifndef BM_TESTS_RENDER_LABEL_CHECKS_H
#define BM_TESTS_RENDER_LABEL_CHECKS_H

#include "render/labels/labels.h"
#include "shipped.h"

/** A job with the defaults; `walls` may be NULL. */
bm_label_job shipped_job(const shipped *data, const shipped_page *page, const bm_obstacles *walls);

/** Fail when a label lies on another, on a symbol, on a wall or over the map's edge, or when a
 * leader crosses a label or another leader. */
void shipped_assert_no_overlaps(const bm_labels *labels, const shipped_page *page,
                                const bm_obstacles *walls);

#endif
