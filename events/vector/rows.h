/** @file rows.h
 *  A table on its way out of a vector file. A reader goes through the file twice: the first time
 * the columns are collected, the second time the rows are written.
 */
#ifndef BM_EVENTS_VECTOR_ROWS_H
#define BM_EVENTS_VECTOR_ROWS_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "events/stream/intern.h"
#include "events/vector/vector.h"

#include <stdint.h>

/** What a cell was in the file. */
typedef enum bm_vector_cell {
    BM_VECTOR_CELL_TEXT,   /**< and nothing else: the format has days and times, too */
    BM_VECTOR_CELL_STRING, /**< text, as which the format has days and times, too */
    BM_VECTOR_CELL_REAL,   /**< also when it is whole */
    BM_VECTOR_CELL_OTHER   /**< its text says it: a number, true, false, a time */
} bm_vector_cell;

typedef struct bm_vector_column {
    const char *name;
    bool any[BM_VECTOR_CELL_OTHER + 1]; /**< kinds of cells that are not empty */
    bool is_left_out;                   /**< by the reader, between the two times */
} bm_vector_column;

typedef struct bm_vector_rows {
    const char *path;
    bm_arena arena;
    bm_intern names; /**< by number of the column */
    bm_vector_column *columns;
    size_t capacity;
    size_t next; /**< the column that likely comes next */
    bool is_writing;
    size_t *cells;   /**< heap: where the cell of each column begins in `texts`, plus 1; 0: empty */
    bm_strbuf texts; /**< of the row, each terminated */
    bm_strbuf out;
    int descriptor; /**< of the temporary, −1 before it is open */
    size_t written;
    size_t rows;
    bm_status status;
    bm_error *error;
} bm_vector_rows;

/** Zero-initialise but for `path` and `error`, with −1 for `descriptor`. Ends with
 *  bm_vector_rows_finish(). */
#define BM_VECTOR_ROWS(path, error)                                                                \
    {                                                                                              \
        (path), .descriptor = -1, .error = (error)                                                 \
    }
void bm_vector_rows_finish(bm_vector_rows *rows);

/** The number of a column; a new one for a new name. SIZE_MAX when the reading is to end. */
size_t bm_vector_rows_column(bm_vector_rows *rows, const char *name);
/** Put a cell of the row that is being read; one that was there is replaced. "" is fine. */
void bm_vector_rows_put(bm_vector_rows *rows, size_t column, const char *text, bm_vector_cell kind);
/** A number as the file writes it, in at most 15 digits and without an exponent. */
void bm_vector_rows_put_number(bm_vector_rows *rows, size_t column, const char *text);
/** The row ends. */
void bm_vector_rows_end_row(bm_vector_rows *rows);
/** The row is none. */
void bm_vector_rows_drop_row(bm_vector_rows *rows);

/** Before the name of a column that the format has beside those of the user, such as the id of a
 *  feature or the name of a placemark: it is left out when the user has one that means the same. */
#define BM_VECTOR_ELSE "\x1C"

/** Begin to write: the columns are known. */
bm_status bm_vector_rows_begin(bm_vector_rows *rows);
/** All is written: the descriptor goes over to the caller. */
bm_status bm_vector_rows_give(bm_vector_rows *rows, int *descriptor, size_t *size);

/** Remember the first thing that went wrong. */
bm_status bm_vector_rows_fail(bm_vector_rows *rows, bm_status status, const char *format, ...)
    BM_PRINTF(3, 4);

/** Readers. `bytes` are UTF-8 without a byte order mark. Each goes through the file once. */
bm_status bm_vector_read_geojson(bm_vector_rows *rows, const char *bytes, size_t size);
bm_status bm_vector_read_kml(bm_vector_rows *rows, const char *bytes, size_t size);
/** `doc.kml`, or the first .kml, of an archive; `text` is malloc'ed. */
BM_NODISCARD bm_status bm_vector_unpack_kmz(const char *path, const void *bytes, size_t size,
                                            char **text, size_t *text_size, bm_error *error);
/** Through the GDAL module; collects and writes at once. */
bm_status bm_vector_read_gdal(bm_vector_rows *rows, bm_vector_kind kind, const char *layer);

#endif
