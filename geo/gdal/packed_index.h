/** @file packed_index.h
 *  A GeoPackage's index of positions, made at once when all rows are there: SQLite's R-tree, filled
 *  row by row, takes longer than the rows themselves.
 */
#ifndef BM_GEO_GDAL_PACKED_INDEX_H
#define BM_GEO_GDAL_PACKED_INDEX_H

#include <stdbool.h>

#include <gdal.h>
#include <ogr_api.h>

typedef struct bm_packed_index bm_packed_index;

/** Make the empty index of a table that has columns and no rows yet.
 *  @param table, column  plain names; borrowed
 *  @return NULL when GDAL refuses, whose last message says why; free it with
 *          bm_packed_index_free() */
bm_packed_index *bm_packed_index_new(GDALDatasetH dataset, const char *table, const char *column);
/** Note a row that was written. Row ids rise; what has no position is in no index. False when
 * memory is short. */
bool bm_packed_index_add(bm_packed_index *index, OGRFeatureH row);
/** Fill the index with what was noted; false when GDAL refuses or memory is short. */
bool bm_packed_index_fill(bm_packed_index *index);
void bm_packed_index_free(bm_packed_index *index); /**< NULL is fine */

#endif
