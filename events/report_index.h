/** @file report_index.h
 *  The index of reports inside: rows, and their paths from the last folder on.
 */
#ifndef BM_EVENTS_REPORT_INDEX_H
#define BM_EVENTS_REPORT_INDEX_H

#include "base/arena.h"

#include <bordermap/report_index.h>

/** A path of a row: from the folder of the index, without "." and "..". */
typedef struct bm_index_path {
    const char *path;
    size_t row;
} bm_index_path;

struct bm_report_index {
    bm_arena arena;
    const char *path;
    const char *file_column;   /**< as the table calls it, for findings */
    bm_report_index_row *rows; /**< heap */
    size_t count;
    size_t capacity;
    /* In the order of the paths read from behind. Heap. */
    bm_index_path *whole;
    bm_index_path *bare; /**< without ending */
};

/** Make the paths of all rows. */
BM_NODISCARD bm_status bm_report_index_sort(bm_report_index *index, bm_error *error);
/** Leave out rows for a file that an earlier row is for, with a finding each. */
BM_NODISCARD bm_status bm_report_index_drop_repeated(bm_report_index *index, bm_findings *findings,
                                                     bm_error *error);

#endif
