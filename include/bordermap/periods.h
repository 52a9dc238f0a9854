/** @file periods.h
 *  Stretches of days that a person chose, in a table of their own.
 */
#ifndef BORDERMAP_PERIODS_H
#define BORDERMAP_PERIODS_H

#include <bordermap/date.h>

BM_BEGIN_DECLS

/** A stretch of whole days. */
typedef struct bm_period {
    bm_interval when;
    const char *title; /**< NULL for none */
} bm_period;

/** Those of one table, in its order. Immutable. */
typedef struct bm_periods bm_periods;

/** Read a table in CSV without a header, or with one that begins with start, from or date; "-" is
 *  standard input. Either each row is START,END[,TITLE], both days included, and periods may leave
 *  gaps and overlap; or each row is a day at which one period ends and the next begins, the last
 *  one where the last period ends. Days are written as bm_interval_parse() takes them; a month or a
 *  year stands for its first day as a start, for its last as an end. Blank rows and those that
 * begin with # are passed over.
 *  @param periods  free it with bm_periods_free()
 *  @return ::BM_ERROR_FORMAT with the line of the first row that is wrong */
BM_API BM_NODISCARD bm_status bm_periods_read(const char *path, bm_date_order order,
                                              bm_periods **periods, bm_error *error);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_periods_free(bm_periods *periods);

/** Borrowed; `*count` is at least 1. */
BM_API const bm_period *bm_periods_items(const bm_periods *periods, size_t *count);
/** From the first start to the last end. */
BM_API bm_interval bm_periods_span(const bm_periods *periods);

BM_END_DECLS
#endif
