/** @file source_table.h
 *  Points with attributes, whatever file they come from: what their columns say, and what is wrong
 *  with their rows.
 */
#ifndef BM_GEO_GAZETTEER_SOURCES_SOURCE_TABLE_H
#define BM_GEO_GAZETTEER_SOURCES_SOURCE_TABLE_H

#include "geo/gazetteer/sources/source.h"

/** A table of points while its rows are read. */
typedef struct bm_source_table {
    bm_builder *builder;
    const char *path;   /**< for findings */
    const char *prefix; /**< rows without an id are called so, with their number */
    const char *name_column;
    bm_gazetteer_columns columns;
    /** Text of the row's cell; "" for a column of −1. Valid until the row is added. */
    const char *(*text)(const void *context, int column);
    const void *context;
} bm_source_table;

/** Add a row at a valid position, or report why it is left out. It must have been counted. */
void bm_source_table_add(const bm_source_table *table, bm_lonlat position, long number);

#endif
