/** @file units.h
 *  Districts, oblasts and countries with their outlines, and which of them an event belongs to.
 */
#ifndef BM_EVENTS_EXPORT_LAYERS_UNITS_H
#define BM_EVENTS_EXPORT_LAYERS_UNITS_H

#include "events/export/layers/stored.h"

#include <bordermap/export_layers.h>

/** Texts are the layer's, "" when unknown. */
typedef struct bm_unit {
    const char *id; /**< ISO 3166, or the layer's own, or the name */
    const char *name, *name_be, *name_uk, *name_ru;
    const char *country;
    const bm_feature *feature;
    bm_rings rings; /**< ordered; a country's are thinned to a kilometre */
    bool has_rings;
} bm_unit;

/** For one thread. Zero-initialised, there are none. */
typedef struct bm_units {
    bm_unit_level level;
    const bm_layer *layer;
    bm_arena arena;
    bm_unit *items;
    size_t count;
} bm_units;

#define BM_UNIT_NOWHERE SIZE_MAX

/** @param layer  polygons, borrowed; NULL for none */
BM_NODISCARD bm_status bm_units_init(bm_units *units, bm_unit_level level, const bm_layer *layer,
                                     bm_error *error);
void bm_units_finish(bm_units *units);

/** "district", "oblast", "country"; "" for none. Static storage. */
const char *bm_unit_level_name(bm_unit_level level);

/** The unit that an event belongs to, by what its place says, else by its position, always in the
 *  event's country; that of a coarsened one tells nothing. ::BM_UNIT_NOWHERE when it is known less
 * finely than to a unit of this level, or no unit is there. */
size_t bm_units_find(const bm_units *units, const bm_event_location *location);

/** The outline, empty when it has no area; NULL when memory is short. The units keep it. */
const bm_rings *bm_unit_rings(bm_units *units, size_t index);

#endif
