/** @file stored.h
 *  A layer that is made row by row and kept until it is written.
 */
#ifndef BM_EVENTS_EXPORT_LAYERS_STORED_H
#define BM_EVENTS_EXPORT_LAYERS_STORED_H

#include "base/arena.h"
#include "geo/output.h"
#include "geo/rings.h"

#include <bordermap/status.h>

typedef struct bm_stored_row {
    int64_t id;
    bm_output_shape shape;
    const bm_lonlat *points;
    size_t point_count;
    const uint32_t *part_start;
    size_t part_count;
    bm_value *values;
} bm_stored_row;

/** Zero-initialise it but for `output`'s name, title and shape; end it with
 *  bm_stored_layer_finish(). */
typedef struct bm_stored_layer {
    bm_arena arena; /**< texts, values and geometry */
    bm_output_column *columns;
    size_t column_count, column_capacity;
    bm_stored_row *rows;
    size_t row_count, row_capacity;
    bool failed; /**< memory is short; sticky */
    bm_output_layer output;
} bm_stored_layer;

/** Another column. The name is borrowed, or the arena's. All come before the first row. */
void bm_stored_layer_add_column(bm_stored_layer *layer, const char *name, bm_value_type type);
void bm_stored_layer_add_columns(bm_stored_layer *layer, const bm_output_column *columns,
                                 size_t count);
/** Another row without a geometry, all values unknown.
 *  @param key  what its number is made from; rows of one key get different ones
 *  @return NULL when memory is short */
bm_stored_row *bm_stored_layer_add(bm_stored_layer *layer, const char *key);
/** The geometry of a row. `rings` are borrowed until the layer is written. Without any, it stays
 *  without. */
void bm_stored_row_set_point(bm_stored_layer *layer, bm_stored_row *row, bm_lonlat position);
void bm_stored_row_set_rings(bm_stored_row *row, const bm_rings *rings);

/** A copy that belongs to the layer; "" when memory is short, which the layer remembers. */
const char *bm_stored_layer_text(bm_stored_layer *layer, const char *text);

/** Number the rows and make `output` fit to be read. */
BM_NODISCARD bm_status bm_stored_layer_end(bm_stored_layer *layer, bm_error *error);
void bm_stored_layer_finish(bm_stored_layer *layer);

/** Values one after the other: each puts one and returns where the next belongs. An empty text is
 *  unknown, and so is a NaN. */
bm_value *bm_put_text(bm_value *at, const char *text);
bm_value *bm_put_integer(bm_value *at, int64_t value);
bm_value *bm_put_real(bm_value *at, double value, int decimals);
/** First and last day, and the two instants in between which it is. */
bm_value *bm_put_interval(bm_value *at, int64_t start_s, int64_t end_s);
/** First and last day of the stretch. */
bm_value *bm_put_days(bm_value *at, int64_t start_s, int64_t end_s);

#endif
