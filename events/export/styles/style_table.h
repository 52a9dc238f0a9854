/** @file style_table.h
 *  The table in which QGIS finds the styles of a GeoPackage's layers.
 */
#ifndef BM_EVENTS_EXPORT_STYLE_TABLE_H
#define BM_EVENTS_EXPORT_STYLE_TABLE_H

#include "geo/output.h"

#include <bordermap/status.h>

/** A row for each layer that has a style. */
typedef struct bm_style_table bm_style_table;

/** @param layers,qmls  the layers and the QML of each, NULL for none; borrowed
 *  @param made_at_s     Unix seconds */
BM_NODISCARD bm_status bm_style_table_new(const bm_output_layer *const *layers,
                                          const char *const *qmls, size_t count, int64_t made_at_s,
                                          bm_style_table **table, bm_error *error);
const bm_output_layer *bm_style_table_output(const bm_style_table *table);
void bm_style_table_free(bm_style_table *table);

#endif
