/** @file geojson.h
 *  What the GeoJSON writer works out before it writes.
 */
#ifndef BM_EVENTS_GEOJSON_H
#define BM_EVENTS_GEOJSON_H

#include "events/table.h"

#include <bordermap/json.h>

/** A column of the table that is written after our own properties. */
typedef struct bm_carried_column {
    size_t column;
    const char *key; /**< unique among all properties */
    bool numeric;    /**< every cell that is not empty is a plain number */
} bm_carried_column;

/** The columns to carry: foreign ones, and those whose words we translated (category, country, …).
 *  `columns` is malloc'ed; the keys belong to `arena`. */
BM_NODISCARD bm_status bm_carried_columns_new(const bm_events *events, bm_arena *arena,
                                              bm_carried_column **columns, size_t *count,
                                              bm_error *error);
/** One cell as a JSON value: null when empty. */
void bm_carried_cell_write(bm_json *json, const bm_carried_column *column, const char *cell);

/** True for the name of one of our own properties. */
bool bm_geojson_is_own_key(const char *key);

/** One integer for each event, unique and below 2^53: a hash of its id (64-bit FNV-1a), so that
 * rows that come and go do not renumber the rest. `ids` is malloc'ed. */
BM_NODISCARD bm_status bm_feature_ids_new(const bm_events *events, int64_t **ids, bm_error *error);

#endif
