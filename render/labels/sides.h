/** @file sides.h
 *  Names of events' places keep their side of the symbols in a series.
 *
 *  A side is chosen once for each place (::BM_LABELS_SIDES), clear of the other places' words and
 *  of the names of the base as far as that can be had. On the map of a window another side costs
 *  more, so that words leave their own only where something is in their way. Nothing depends on
 *  other windows.
 */
#ifndef BM_RENDER_LABELS_SIDES_H
#define BM_RENDER_LABELS_SIDES_H

#include "render/labels/groups.h"

/** Gather what the sides are chosen from: the words of each place, beside a symbol of one event. */
void label_collect_sides(label_work *work);
/** Note the sides that were chosen in labels of ::BM_LABELS_SIDES. Free with bm_label_sides_free().
 *  @return ::BM_ERROR_MEMORY */
bm_status bm_label_sides_new(const bm_labels *ever, bm_label_sides **sides, bm_error *error);
void bm_label_sides_free(bm_label_sides *sides);

/** The side of the place where an event happened; ::LABEL_SIDE_NONE when it has none. `sides` may
 * be NULL. */
label_side label_sides_find(const bm_label_sides *sides, const bm_event *event);

#endif
