/** @file simplestyle.h
 *  Layers that say in their own columns how they look: simplestyle-spec 1.1.0, as geojson.io draws
 *  it. The events have theirs in every format.
 */
#ifndef BM_EVENTS_EXPORT_SIMPLESTYLE_H
#define BM_EVENTS_EXPORT_SIMPLESTYLE_H

#include "geo/output.h"

#include <bordermap/status.h>

/** Layers with a look, each with columns for it behind its own: `stroke`, `fill`, `marker-color`
 * and so on. It borrows the layers, and is for one thread. */
typedef struct bm_simplestyle bm_simplestyle;

BM_NODISCARD bm_status bm_simplestyle_new(const bm_output_layer *const *layers, size_t count,
                                          bm_simplestyle **styled, bm_error *error);
/** As many layers, in the same order: the events and others without a look are as they were. */
const bm_output_layer *const *bm_simplestyle_layers(const bm_simplestyle *styled);
void bm_simplestyle_free(bm_simplestyle *styled);

#endif
