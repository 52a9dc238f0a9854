/** @file batch.h
 *  A table of names inside: a window on the file, and the row that is at its beginning.
 */
#ifndef BM_EVENTS_BATCH_H
#define BM_EVENTS_BATCH_H

#include "base/strbuf.h"
#include "events/table.h"

#include <bordermap/batch.h>

#include <csv.h>

/** Longest row, line breaks in quotes included. */
#define BM_BATCH_ROW_MAX ((size_t)1 << 20)
/** Longest name that is looked up; what is longer is a text in the wrong column. */
#define BM_BATCH_NAME_MAX 1000

typedef enum bm_batch_role {
    BM_BATCH_NAME,
    BM_BATCH_COUNTRY,
    BM_BATCH_ADMIN,
    BM_BATCH_DISTRICT,
    BM_BATCH_NEAR,
    BM_BATCH_ROLE_COUNT
} bm_batch_role;

struct bm_batch {
    const char *path; /**< in the arena of `header` */
    int descriptor;   /**< −1 when there is none */
    bool at_end;      /**< nothing more can be read */
    char delimiter;
    long line;    /**< of the window's first byte */
    char *window; /**< heap */
    size_t start; /**< where the next row begins */
    size_t end;
    size_t capacity;
    struct csv_parser parser;
    bool parsing;    /**< the parser is to be freed */
    bool complete;   /**< the parser has met the end of a record */
    bm_strbuf text;  /**< the cells of the row, each terminated */
    size_t *offsets; /**< of the cells in `text`; heap */
    size_t offset_count;
    size_t offset_capacity;
    bool too_many_cells;
    bool failed;      /**< memory is short */
    bm_events header; /**< only its columns */
    int column_of[BM_BATCH_ROLE_COUNT];
    const char **cells; /**< one a column; in the arena */
    bm_strbuf mended;   /**< cells with U+FFFD */
    char problem[160];
    const char *code; /**< of the problem */
    bm_batch_row row;
};

/** bm_batch_open() for a table of anything: its columns mean nothing yet. */
BM_NODISCARD bm_status bm_batch_open_any(const char *path, const bm_batch_options *options,
                                         bm_batch **batch, bm_error *error);
/** Read more of the file behind what is in the window. */
BM_NODISCARD bm_status bm_batch_fill(bm_batch *batch, bm_error *error);
/** Cut the next record; its cells are in `text`. False at the end of the file. `problem` is set
 *  when it is spoilt, and then all of it is one cell. */
BM_NODISCARD bm_status bm_batch_cut(bm_batch *batch, bool *found, bm_error *error);
/** Find what the columns mean. */
BM_NODISCARD bm_status bm_batch_find_roles(bm_batch *batch, const bm_batch_options *options,
                                           bm_error *error);

#endif
