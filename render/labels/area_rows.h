/** @file area_rows.h
 *  Where the outlines of countries and oblasts cross the middles of the rows of label_grid: what is
 *  between two crossings is inside. Geometry only, so that it can be found on a thread of its own.
 */
#ifndef BM_RENDER_LABELS_AREA_ROWS_H
#define BM_RENDER_LABELS_AREA_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "render/labels/labels.h"

/** Where an outline crosses the middle of a row. */
typedef struct label_crossing {
    int row;
    double x;
} label_crossing;

/** All of one feature, row by row from the left. */
typedef struct label_crossings {
    label_crossing *items;
    size_t count, capacity;
} label_crossings;

/** Those of each feature of two layers. */
typedef struct label_area_rows {
    label_crossings *countries, *oblasts;
    size_t country_count, oblast_count;
} label_area_rows;

/** Find them in rows of `cell_px`. False when memory is short; label_area_rows_finish() in any
 * case.
 */
bool label_area_rows_find(label_area_rows *rows, const bm_basemap *basemap, const bm_frame *frame,
                          double cell_px);
void label_area_rows_finish(label_area_rows *rows);

#endif
