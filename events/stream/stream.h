/** @file stream.h
 *  Event tables of any length, read in chunks into points.
 *
 *  input.c reads the file, cut.c finds where a record ends, so that a chunk holds whole records;
 *  chunk.c reads several at a time, each in a thread of its own, by the rules of the event table
 *  (events/table.h); merge.c joins what they found, in the order of the file. So the points are the
 *  same for any number of threads.
 */
#ifndef BM_EVENTS_STREAM_H
#define BM_EVENTS_STREAM_H

#include "events/points.h"
#include "events/stream/intern.h"
#include "events/table.h"

/** Bytes read at a time; a longer record makes its chunk longer, up to the limit. */
#define BM_STREAM_CHUNK ((size_t)1 << 20)
#define BM_STREAM_RECORD_MAX ((size_t)64 << 20)
/** Findings kept of one table; the rest is counted. */
#define BM_STREAM_FINDINGS_MAX 1000
#define BM_STREAM_THREADS_MAX 8

/** How many bytes at the beginning of `bytes`, where a record begins, hold whole records only; 0
 *  when not one ends here. With `at_end`, there is nothing after them. */
size_t bm_stream_cut(const char *bytes, size_t size, char delimiter, bool at_end);
/** Length of the first record, or blank line, of a text that holds whole records. */
size_t bm_stream_first_record(const char *bytes, size_t size, char delimiter);
/** Line ends in `bytes`. */
long bm_stream_count_lines(const char *bytes, size_t size);

/** A file that is being read. */
typedef struct bm_stream_input {
    const char *path;
    int descriptor;
    char *kept; /**< heap; bytes after the last chunk's end */
    size_t kept_size;
    bool ended;
    size_t chunk;  /**< bytes read at a time */
    long line;     /**< of the next byte, from 1 */
    size_t offset; /**< of the next byte */
} bm_stream_input;

/** Whole records as they stand in the file. */
typedef struct bm_stream_bytes {
    char *bytes; /**< heap */
    size_t size;
    size_t capacity;
    long line;
    size_t offset;
} bm_stream_bytes;

/** Open a file, or standard input for "-", which is spooled to a temporary when it is a pipe, or
 *  one of the options' databases. */
BM_NODISCARD bm_status bm_stream_open(const char *path, const bm_events_options *options,
                                      size_t chunk, bm_stream_input *input, bm_error *error);
/** Begin again. */
BM_NODISCARD bm_status bm_stream_rewind(bm_stream_input *input, bm_error *error);
void bm_stream_close(bm_stream_input *input);
/** Read the beginning of the file into `kept`. */
BM_NODISCARD bm_status bm_stream_peek(bm_stream_input *input, bm_error *error);
/** Leave out so many bytes of `kept`. */
void bm_stream_skip(bm_stream_input *input, size_t size);
/** Read the next whole records; none at the end of the file. */
BM_NODISCARD bm_status bm_stream_next(bm_stream_input *input, char delimiter,
                                      bm_stream_bytes *chunk, bm_error *error);

/** What every chunk of a table shares. Read-only while threads run. */
typedef struct bm_stream_table {
    bm_table table; /**< header, roles, options; its events hold the columns and no rows */
    char delimiter;
    const bm_interval *window;  /**< only rows that overlap it; NULL for all */
    bool midnights_are_days[2]; /**< what is assumed of the columns of start and end */
} bm_stream_table;

/** Read what comes before the header line, and find which character parts the cells. */
BM_NODISCARD bm_status bm_stream_read_beginning(bm_stream_input *input, bm_stream_table *shared,
                                                bm_error *error);
/** Read the header, which is then taken from the chunk; the table's events are to be empty. */
BM_NODISCARD bm_status bm_stream_read_header(bm_stream_input *input, bm_stream_table *shared,
                                             bm_stream_bytes *chunk, bm_error *error);

/** A category, or the places that a row names, as one chunk met it. */
typedef struct bm_stream_place {
    const char *texts[4]; /**< place, country, oblast, district */
    long line;
} bm_stream_place;

/** What was read of a chunk. */
typedef struct bm_stream_result {
    bm_events events;      /**< arena of the texts */
    bm_findings *findings; /**< all of this chunk */
    bm_packed_point *points;
    bm_interval *times; /**< of each point */
    size_t count, capacity, time_capacity;
    bm_intern category_cells;
    bm_point_category *categories; /**< by index of the cell */
    size_t category_capacity;
    bm_intern place_keys;
    bm_stream_place *places;
    size_t place_capacity;
    bm_date_column surveys[2];
    size_t rows;     /**< that are not blank, good or bad */
    size_t left_out; /**< for a bad date, position or quote */
    bm_status status;
    bm_error error;
} bm_stream_result;

/** Read a chunk; the outcome is in `result`. `skip_header`: its first record is the header. */
void bm_stream_read_chunk(const bm_stream_table *shared, const bm_stream_bytes *chunk,
                          bool skip_header, bm_stream_result *result);
void bm_stream_result_finish(bm_stream_result *result);

/** bm_event_points_read() with chunks of another size, for tests. */
BM_NODISCARD bm_status bm_stream_read(const char *const *paths, size_t count,
                                      const bm_event_points_options *options, size_t chunk,
                                      bm_findings *findings, bm_event_points **points,
                                      bm_error *error);

/** What the chunks of a table came to. */
typedef struct bm_stream_sum {
    bm_date_column surveys[2];
    bm_findings *findings;
    size_t rows;
    size_t left_out;
} bm_stream_sum;
/** Add what was found in a chunk. */
void bm_stream_add_to_sum(bm_stream_sum *sum, const bm_date_column surveys[2],
                          const bm_findings *findings, size_t rows, size_t left_out);
/** Hand the findings of a table on; those of ambiguous dates with what the whole column says. */
void bm_stream_give_findings(const bm_stream_sum *sum, const bm_events *header,
                             bm_findings *findings);
/** Append a chunk's points, places, categories and findings. `file` is the table's number. */
BM_NODISCARD bm_status bm_stream_merge(bm_event_points *points, uint32_t file,
                                       const bm_stream_result *result, bm_stream_sum *sum,
                                       bm_error *error);

#endif
