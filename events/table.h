/** @file table.h
 *  The event table inside: what its files share.
 *
 *  Reading goes in two steps. table_read.c cuts the text into records; then, with the whole table
 * at hand, table_header.c finds what each column means, table_dates.c how its dates are written,
 * and table_row.c makes an event of each record.
 */
#ifndef BM_EVENTS_TABLE_H
#define BM_EVENTS_TABLE_H

#include "base/arena.h"
#include "events/stream/intern.h"

#include <bordermap/events.h>

/** What a table may hold, so that a hostile file cannot take all memory. */
#define BM_TABLE_BYTES_MAX ((size_t)1 << 30)
#define BM_TABLE_CELL_MAX ((size_t)1 << 20)
#define BM_TABLE_COLUMNS_MAX 4096
#define BM_TABLE_HEADER_MAX 1024 /**< bytes of one header */
#define BM_TABLE_ROWS_MAX 10000000

/** What the cells of a column are when the file says it, be they like something else. */
typedef enum bm_column_type {
    BM_COLUMN_TYPE_UNKNOWN,
    BM_COLUMN_TYPE_TEXT,
    BM_COLUMN_TYPE_STRING, /**< text, or days, which the file's format writes as texts, too */
    BM_COLUMN_TYPE_REAL
} bm_column_type;

typedef struct bm_event_column {
    const char *name;
    bm_column_role role;
    bm_column_type type;
    bool is_own;      /**< an export of ours made it; see events/taken.h */
    bool is_withheld; /**< it is not to be written (see guard.h) */
} bm_event_column;

struct bm_events {
    bm_arena arena; /**< every text, cell array and column */
    const char **files;
    size_t file_count;
    bm_event_column *columns;
    size_t column_count;
    bm_event *items; /**< heap */
    size_t count;
    size_t capacity;
    uint64_t redacted; /**< columns of ours that are to be empty, by bm_event_layer_own() */
};

/** One record as it stands in the file. */
typedef struct bm_record {
    long line; /**< of its first byte, from 1 */
    const char **cells;
    size_t cell_count;
} bm_record;

/** The codes a precision column uses. */
typedef enum bm_precision_scheme {
    BM_PRECISION_WORDS,
    BM_PRECISION_ACLED, /**< 1…3 */
    BM_PRECISION_UCDP   /**< 1…5 for dates, 1…7 for places */
} bm_precision_scheme;

/** What one column of dates is like as a whole. */
typedef struct bm_date_column {
    int index;          /**< −1 when the table has none */
    size_t times;       /**< cells with a time of day */
    size_t midnights;   /**< those whose time is 00:00 */
    bool all_midnight;  /**< every time of day is 00:00: they are days */
    size_t day_first;   /**< cells such as 24/02/2022 */
    size_t month_first; /**< cells such as 02/24/2022 */
} bm_date_column;

/** What the categories of a table come to; rows repeat them. */
typedef struct bm_table_categories {
    bm_intern cells; /**< as the rows spell them; the texts are in the arena */
    struct bm_table_category {
        const char *key;
        const char *label;
    } * items; /**< heap, by number of the cell */
    size_t capacity;
} bm_table_categories;

/** Columns of an export of ours that say how a row was located; see events/taken.h. */
typedef enum bm_taken_column {
    BM_TAKEN_START,
    BM_TAKEN_END,
    BM_TAKEN_MATCH,
    BM_TAKEN_PLACE_ID,
    BM_TAKEN_SCORE,
    BM_TAKEN_MARGIN,
    BM_TAKEN_AMBIGUOUS,
    BM_TAKEN_CANDIDATES,
    BM_TAKEN_COUNT
} bm_taken_column;

/** A table being read. */
typedef struct bm_table {
    const char *path; /**< as given, for findings */
    const char *name; /**< without folders, for made ids */
    bm_events_options options;
    bm_findings *findings;
    bm_events *events;
    bm_record *records; /**< heap; the first is the header line */
    size_t record_count;
    size_t record_capacity;
    int column_of[BM_COLUMN_ROLE_COUNT]; /**< index of the role's column, −1 for none */
    bm_date_column start;
    bm_date_column end;
    bm_precision_scheme date_scheme;
    bm_precision_scheme place_scheme;
    bool is_export;               /**< one of ours, in whatever format */
    bool is_defused;              /**< one of ours in CSV: nothing in it is a formula */
    bool has_taken;               /**< tells how its places were found: an export, or what was read
                                       from reports */
    int taken_of[BM_TAKEN_COUNT]; /**< then the index of each of these columns, −1 for none */
    bm_table_categories categories;
} bm_table;

/** Read all of a regular file, or of standard input for "-". `bytes` is malloc'ed. Refuses names
 * that other programs would take for something else (`/vsi…`, `scheme:…`).
 *  @param options  as far as they tell of databases and columns; NULL is fine */
BM_NODISCARD bm_status bm_table_load(const char *path, const bm_events_options *options,
                                     char **bytes, size_t *size, bm_error *error);

/** Open a regular file, or standard input for "-", which is not to be closed; `*size` is 0 when it
 *  is not known. Refuses the same names. */
BM_NODISCARD bm_status bm_table_open_file(const char *path, int *descriptor, size_t *size,
                                          bm_error *error);
/** The same, or the fetched rows of the database with this name. What is no CSV but GeoJSON, a
 * GeoPackage or the like becomes one; see events/vector/vector.h. */
BM_NODISCARD bm_status bm_table_open(const char *path, const bm_events_options *options,
                                     int *descriptor, size_t *size, bm_error *error);
/** Make a table of what is open when it is in such a format: `*descriptor` is another then, and the
 * one before is closed unless it is standard input. It must be possible to seek in it. */
BM_NODISCARD bm_status bm_table_convert(const char *path, const bm_events_options *options,
                                        int *descriptor, size_t *size, bm_error *error);
/** Refuse what people hand over instead of a table, told by its first bytes. */
BM_NODISCARD bm_status bm_table_refuse_known(const char *path, const char *bytes, size_t size,
                                             bm_error *error);

/** Which encoding to name in the advice for text that is not UTF-8 from `offset` on. */
const char *bm_table_guess_encoding(const char *bytes, size_t size, size_t offset);

/** What a message calls the file: "standard input" for "-". */
const char *bm_table_shown(const char *path);

/** Refuse what is not UTF-8 text, with the byte's place. `*bytes` and `*size` are moved past a byte
 *  order mark. */
BM_NODISCARD bm_status bm_table_check_text(const char *path, const char **bytes, size_t *size,
                                           bm_error *error);
/** Refuse a NUL and what is not UTF-8 in a part of the text that begins at line `line` and byte
 *  `offset` of the file. */
BM_NODISCARD bm_status bm_table_check_bytes(const char *path, const char *bytes, size_t size,
                                            long line, size_t offset, bm_error *error);
/** The delimiter of a table: what the options say, or a `sep=;` line, which is skipped and counted,
 * or else the one among , ; and tab that is most frequent in the header line. `options` may be
 * NULL. */
char bm_table_find_delimiter(const bm_events_options *options, const char **bytes, size_t *size,
                             long *line);

/** Cut checked text into records. Records with stray quotes are left out with a finding. */
BM_NODISCARD bm_status bm_table_split(bm_table *table, const char *bytes, size_t size, long line,
                                      char delimiter, bm_error *error);

/** Give the records, without the header, the texts back that a spreadsheet would have taken for
 *  formulas, where the table says that it is so. */
void bm_table_restore_formulas(bm_table *table);

/** Find the roles of the columns. */
BM_NODISCARD bm_status bm_table_read_header(bm_table *table, bm_error *error);
/** `name` in lower case, with everything but letters and digits as single `_`. ASCII and Cyrillic.
 *  Returns false when it does not fit `size`. */
bool bm_table_normalize(const char *name, char *key, size_t size);

/** Index of a column without a role whose header is known for `role`, or has this normalized key;
 *  −1 when there is none. */
int bm_table_find_role(const bm_events *events, bm_column_role role);
int bm_table_find_key(const bm_events *events, const char *key);
/** Index of the column with this header, as written or by its normalized key; −1: none. */
int bm_table_find_header(const bm_events *events, const char *header);
/** The headers as one line for a message. */
void bm_table_list_columns(const bm_events *events, char *text, size_t size);

/** Refuse a delimiter that cannot be one. 0 is fine. */
BM_NODISCARD bm_status bm_table_check_delimiter(char delimiter, const char *path, bm_error *error);
/** The file's name for made ids. */
const char *bm_table_base_name(const char *path);

/** Look at a whole column of dates. */
bm_date_column bm_table_survey_dates(const bm_table *table, int column);
/** "; 12 other rows can only be day first", or "" when the column does not tell. */
void bm_table_format_others(const bm_date_column *column, char *text, size_t size);
/** The interval of a record; false with a finding when it has no good date. */
bool bm_table_read_when(const bm_table *table, const bm_record *record, bm_interval *when);

/** True when every cell is blank. */
bool bm_table_is_blank(const bm_record *record);
/** When, where by its numbers, how surely and how finely: all of a row but its texts. False, with a
 *  finding, when the row is to be left out. */
bool bm_table_read_facts(const bm_table *table, const bm_record *record, bm_event *event);
/** Make an event of a record; none, with a finding, when it is to be left out. */
BM_NODISCARD bm_status bm_table_add_row(bm_table *table, const bm_record *record, bm_error *error);
/** Make events of the records. */
BM_NODISCARD bm_status bm_table_read_rows(bm_table *table, bm_error *error);

/** Cell of a role, "" when the table or the record has none. */
const char *bm_table_cell(const bm_table *table, const bm_record *record, bm_column_role role);
/** Header of a role's column, "" when there is none. */
const char *bm_table_column_name(const bm_table *table, bm_column_role role);

/** Room for a category key, terminator included. */
#define BM_CATEGORY_SIZE 96
/** The category key of a cell: one of ours for a word we know, else the cell's own slug. "event"
 * for an empty cell. A slug that is too long is cut, and ends in eight digits of the whole, so that
 * two categories never become one. */
void bm_category_from_text(const char *text, char key[BM_CATEGORY_SIZE]);
/** Room for 40 characters, terminator included. */
#define BM_CATEGORY_LABEL_SIZE 164
/** What bm_event.category_label is for a cell. */
void bm_category_label_from_text(const char *text, char label[BM_CATEGORY_LABEL_SIZE]);
/** How sure a source is, from its word; false when the word says nothing that we know. */
bool bm_claim_from_text(const char *text, bm_claim *claim);

/** How finely a place is known, from a precision column; false when the cell is not understood. An
 *  empty cell is ::BM_PLACE_PRECISION_UNKNOWN. */
bool bm_place_precision_from_text(const char *text, bm_precision_scheme scheme,
                                  bm_place_precision *precision);
/** The radius that goes with a precision when nothing better is known, in metres. */
double bm_place_precision_radius_m(bm_place_precision precision);
/** How precisely a place says where something is. "Stolin district" may have found only the town,
 *  with `radius_km` about it: still not a dot. 0 for a point. */
bm_place_precision bm_place_precision_of(const bm_place *place, double radius_km);
/** Coarsen `when` to what a date precision cell says; false when the cell is not understood. */
bool bm_date_precision_apply(const char *text, bm_precision_scheme scheme, bm_interval *when);

/** Read a table from memory; bm_events_read() after loading the file. The bytes stay the caller's.
 */
BM_NODISCARD bm_status bm_events_read_memory(const char *path, const char *bytes, size_t size,
                                             const bm_events_options *options,
                                             bm_findings *findings, bm_events **events,
                                             bm_error *error);

#endif
