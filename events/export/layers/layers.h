/** @file layers.h
 *  The layers besides the events, each from the events and the plan. A file makes one.
 */
#ifndef BM_EVENTS_EXPORT_LAYERS_LAYERS_H
#define BM_EVENTS_EXPORT_LAYERS_LAYERS_H

#include "events/export/layers/tally.h"
#include "events/export/layers/units.h"
#include "events/table.h"

/** What the layers of one export share. End it with bm_layer_work_finish(). */
typedef struct bm_layer_work {
    const bm_events *events;
    const bm_export_plan *plan;
    bm_units units[BM_UNIT_COUNTRY + 1]; /**< by level; those of districts are the oblasts' when
                                              there are none */
    bm_tally_categories categories;
    bm_arena arena;
    int64_t start_s, end_s; /**< the window, or the time that the events span; equal without any */
} bm_layer_work;

BM_NODISCARD bm_status bm_layer_work_init(bm_layer_work *work, const bm_events *events,
                                          const bm_export_plan *plan, bm_error *error);
void bm_layer_work_finish(bm_layer_work *work);
/** Whether a column of the events is redacted, so that no layer is to tell it. */
bool bm_layer_work_hides(const bm_layer_work *work, const char *column);

/** Makes columns and rows. What the memory was short for is remembered by the layer. */
typedef bm_status (*bm_layer_maker)(bm_layer_work *work, bm_stored_layer *layer, bm_error *error);
bm_status bm_make_areas(bm_layer_work *work, bm_stored_layer *layer, bm_error *error);
bm_status bm_make_border(bm_layer_work *work, bm_stored_layer *layer, bm_error *error);
bm_status bm_make_zone(bm_layer_work *work, bm_stored_layer *layer, bm_error *error);
bm_status bm_make_crossings(bm_layer_work *work, bm_stored_layer *layer, bm_error *error);
bm_status bm_make_places(bm_layer_work *work, bm_stored_layer *layer, bm_error *error);
bm_status bm_make_oblasts(bm_layer_work *work, bm_stored_layer *layer, bm_error *error);
bm_status bm_make_districts(bm_layer_work *work, bm_stored_layer *layer, bm_error *error);
bm_status bm_make_aggregate(bm_layer_work *work, bm_stored_layer *layer, bm_error *error);

#endif
