/** @file report_index.h
 *  A table of what is known about reports from outside: when each was published, by whom, and in
 *  which language.
 */
#ifndef BORDERMAP_REPORT_INDEX_H
#define BORDERMAP_REPORT_INDEX_H

#include <bordermap/findings.h>
#include <bordermap/report.h>

BM_BEGIN_DECLS

/** Most rows of an index. */
#define BM_REPORT_INDEX_ROWS_MAX 1000000

/** One row. Texts are UTF-8, "" when the cell is empty. */
typedef struct bm_report_index_row {
    long line;        /**< of its file, from 1 */
    const char *file; /**< as the row names it */
    const char *publisher;
    const char *url;
    bool has_published;
    bm_interval published; /**< a day */
    bm_language language;  /**< ::BM_LANGUAGE_UNKNOWN when the row says none */
} bm_report_index_row;

/** Immutable; any number of threads may use one. */
typedef struct bm_report_index bm_report_index;

/** Read an index (CSV as events are): columns file, published, publisher, url, language, of which
 *  the first is needed; other headers for them are known, and other columns do not matter.
 *
 *  A row that is cut badly, names no file, or names one that an earlier row names, is left out with
 *  a finding. So is a cell that is no day ("2022-13-01") or no language that is known here, of a
 *  row that counts otherwise. Findings tell file, line, column and value.
 *  @param path      "-" is standard input
 *  @param findings  may be NULL
 *  @param index     free it with bm_report_index_free() */
BM_API BM_NODISCARD bm_status bm_report_index_open(const char *path, bm_findings *findings,
                                                   bm_report_index **index, bm_error *error);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_report_index_free(bm_report_index *index);

/** Rows that count, in order. */
BM_API size_t bm_report_index_count(const bm_report_index *index);
/** Borrowed; NULL when out of range. */
BM_API const bm_report_index_row *bm_report_index_get(const bm_report_index *index, size_t row);

/** The row of a report; SIZE_MAX when there is none, or several fit equally well. A row's file is
 *  the whole path, one from the folder of the index, or any end of a path: the row that agrees in
 *  the most folders is taken. Only when no row has the name does the ending not matter ("report"
 *  and "report.txt", "report.html" and "report.txt").
 *  @param index  may be NULL */
BM_API size_t bm_report_index_find(const bm_report_index *index, const char *file);
/** Put what a row says into a source; what it does not say stays. Texts are borrowed from the
 *  index. */
BM_API void bm_report_index_describe(const bm_report_index *index, size_t row,
                                     bm_report_source *source);

/** A warning "index-missing" for a report that bm_report_index_find() did not find. */
BM_API void bm_report_index_report_missing(const bm_report_index *index, const char *file,
                                           bm_findings *findings);
/** A note "index-unused" for each row that no report met.
 *  @param used  a truth a row */
BM_API void bm_report_index_report_unused(const bm_report_index *index, const bool *used,
                                          bm_findings *findings);

BM_END_DECLS
#endif
