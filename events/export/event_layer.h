/** @file event_layer.h
 *  Events as a layer to be written: what columns there are, and what an event says in each.
 *  docs/exports.md says what each means.
 */
#ifndef BM_EVENTS_EXPORT_EVENT_LAYER_H
#define BM_EVENTS_EXPORT_EVENT_LAYER_H

#include "base/arena.h"
#include "events/table.h"
#include "geo/output.h"

/** A column of the table that is written after our own. */
typedef struct bm_carried_column {
    size_t column;
    const char *key;    /**< unique among all columns */
    bm_value_type type; /**< what every cell is that is not empty */
} bm_carried_column;

/** The columns to carry: foreign ones, and those whose words we translated (category, country, …).
 *  `columns` is malloc'ed; the keys belong to `arena`. */
BM_NODISCARD bm_status bm_carried_columns_new(const bm_events *events, bm_arena *arena,
                                              bm_carried_column **columns, size_t *count,
                                              bm_error *error);
/** What the cells of a column are, as far as they were seen: reals and integers are reals; text
 * when they differ, and when all are empty. */
typedef struct bm_cells_type {
    bool any; /**< one is not empty */
    bm_value_type type;
} bm_cells_type;
void bm_cells_type_add(bm_cells_type *seen, const char *cell);
void bm_cells_type_join(bm_cells_type *seen, bm_cells_type more);
/** What a column of such cells is, when its file says something of it, too. */
bm_value_type bm_carried_type(bm_column_type said, bm_cells_type seen);
/** A cell as a value of the column's type; null when empty. Texts are the cell's. */
void bm_carried_cell_read(const bm_carried_column *column, const char *cell, bm_value *value);

/** One integer for each event, unique and below 2^53: a hash of its id (64-bit FNV-1a), so that
 * rows that come and go do not renumber the rest. `ids` is malloc'ed. */
BM_NODISCARD bm_status bm_feature_ids_new(const bm_events *events, int64_t **ids, bm_error *error);
/** The hash alone, which an earlier event may have as well. */
int64_t bm_feature_id_of(const char *id);

/** A position as it is written: to 6 decimals. */
bm_lonlat bm_event_layer_round(bm_lonlat position);

/** The name of one of our own columns, by number; NULL after the last. */
const char *bm_event_layer_own_name(size_t number);
/** True for the name of one of our own columns. */
bool bm_event_layer_is_own(const char *name);
/** Its number, below 64; -1 when there is none. */
int bm_event_layer_own(const char *name);

/** simplestyle-spec 1.1.0: a colour as in the light style, "#d55e00", and a symbol of the Maki set.
 *  Static storage. */
typedef struct bm_marker {
    const char *color;
    const char *symbol;
} bm_marker;
bm_marker bm_marker_of(const char *category);

/** A layer of points, nothing for an event without a location. It borrows the events, and is for
 *  one thread: features share their values. */
typedef struct bm_event_layer bm_event_layer;
BM_NODISCARD bm_status bm_event_layer_new(const bm_events *events, bm_event_layer **layer,
                                          bm_error *error);
/** The layer of a table that is not kept: its columns have the types in `types`, and it has no
 *  features. */
BM_NODISCARD bm_status bm_event_layer_new_shape(const bm_events *header, const bm_cells_type *types,
                                                bool has_movements, bm_event_layer **layer,
                                                bm_error *error);
/** A part of such a table, with its columns. `shape`, `part` and `ids` are borrowed. */
BM_NODISCARD bm_status bm_event_layer_new_part(const bm_event_layer *shape, const bm_events *part,
                                               const int64_t *ids, bm_event_layer **layer,
                                               bm_error *error);
const bm_output_layer *bm_event_layer_output(const bm_event_layer *layer);
void bm_event_layer_free(bm_event_layer *layer);

#endif
