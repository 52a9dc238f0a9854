/** @file batch.h
 *  Tables of names to locate, read a row at a time: any number of rows in constant memory.
 */
#ifndef BORDERMAP_BATCH_H
#define BORDERMAP_BATCH_H

#include <bordermap/geocoder.h>
#include <bordermap/sink.h>
#include <bordermap/status.h>
#include <stdbool.h>
#include <stddef.h>

BM_BEGIN_DECLS

/** What one row of a table says about a place. Texts are UTF-8; NULL or "" when it says nothing. */
typedef struct bm_place_row {
    const char *name;
    const char *country;
    const char *admin;    /**< oblast */
    const char *district; /**< decides where country and oblast leave several places */
    const char *near;
    bool why;                /**< as in ::bm_geocoder_query */
    const bm_lonlat *around; /**< as in ::bm_geocoder_query; NULL for none */
    size_t around_count;
} bm_place_row;

/** Locate what a row says, leniently: see `bm_geocoder_query.lenient`. */
BM_API BM_NODISCARD bm_status bm_place_row_locate(bm_geocoder_session *session,
                                                  const bm_place_row *row, bm_location *location,
                                                  bm_error *error);

/** A table that is being read. Belongs to one thread. */
typedef struct bm_batch bm_batch;

typedef struct bm_batch_options {
    char delimiter; /**< 0: found from the header line among , ; and tab */
    /** Pairs "role=header", of the roles name (or place), country, admin, district and near, that
     *  override the synonyms; may be NULL when the count is 0. */
    const char *const *columns;
    size_t column_count;
    struct bm_database *database; /**< read instead of the path; NULL for none */
} bm_batch_options;

/** A row. Everything is borrowed until the next call of bm_batch_next(). */
typedef struct bm_batch_row {
    long line;                /**< of the file where it begins, from 1 */
    const char *const *cells; /**< as read, one a column; of a bad row what could be read */
    bm_place_row place;
    /** What is wrong with the row, a phrase for a person; "" when nothing is. A row whose cells are
     *  not UTF-8 has U+FFFD in them, and one that cannot be cut into cells is all in the first. */
    const char *problem;
    const char *code; /**< of the finding that tells of it: "quote-stray"; "" without a problem */
} bm_batch_row;

/** Open a CSV table (RFC 4180, UTF-8, a header line) and read its header; docs/events.md tells what
 *  is understood. Columns are known by their headers: those that events have for place, country,
 *  admin and district, and "name", "toponym", "near" and the like.
 *  @param path     "-" is standard input
 *  @param options  NULL for the defaults
 *  @param batch    free it with bm_batch_free()
 *  @return ::BM_ERROR_FORMAT when it is no such table or no column has the names */
BM_API BM_NODISCARD bm_status bm_batch_open(const char *path, const bm_batch_options *options,
                                            bm_batch **batch, bm_error *error);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_batch_free(bm_batch *batch);

/** How many columns the header line has. */
BM_API size_t bm_batch_column_count(const bm_batch *batch);
/** Borrowed; "" when out of range. */
BM_API const char *bm_batch_column_name(const bm_batch *batch, size_t column);
/** What separates the cells: the one of the options, or the one that was found. */
BM_API char bm_batch_delimiter(const bm_batch *batch);

/** Read the next row; `*row` is NULL after the last one. Only a file that cannot be read any
 * further is an error: a bad row has a `problem`. */
BM_API BM_NODISCARD bm_status bm_batch_next(bm_batch *batch, const bm_batch_row **row,
                                            bm_error *error);

/** Write a cell of CSV: in quotes when it has the delimiter, quotes, line ends or blanks at its
 *  ends. `defuse` puts an apostrophe before what a spreadsheet would take for a formula (a cell
 * that begins with = + - @, tab or carriage return), unless it is a number. */
BM_API void bm_csv_write_cell(bm_sink *sink, const char *text, char delimiter, bool defuse);

BM_END_DECLS
#endif
