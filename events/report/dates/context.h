/** @file context.h
 *  What the dates of a report are counted from, while it is read.
 */
#ifndef BM_EVENTS_REPORT_DATES_CONTEXT_H
#define BM_EVENTS_REPORT_DATES_CONTEXT_H

#include "events/report/dates/parser.h"

/** Dates that stand before, in one part of the report. */
typedef struct bm_date_memory {
    bool has_before;
    bm_interval before;
    size_t before_sentence;
    bool is_eve;   /**< what `before` is of */
    bool is_night; /**< likewise */
    bool has_year; /**< a longer date, and no shorter one since */
    bm_interval year;
    size_t year_sentence;
    bool has_near;
    int64_t near;
    uint32_t near_block;
    size_t near_sentence;
    uint32_t near_year_word; /**< word after a bare year, which is near for a few words; or 0 */
    int near_year;
    bool has_report;
    int64_t report;
} bm_date_memory;

typedef struct bm_date_context {
    bool has_published;
    int64_t published;
    bm_date_memory body;
    bm_date_memory apart; /**< of a caption or the page's furniture: their dates are their own */
    uint32_t apart_block;
} bm_date_context;

void bm_date_context_start(bm_date_context *context, const bm_report_source *source);
/** What a date of a sentence is counted from. */
bm_date_reference bm_date_context_reference(bm_date_context *context, const bm_reading *reading,
                                            size_t sentence, const bm_date_found *found);
/** Remember a date.
 *  @param is_edge  it is not that of what is told: "since 1994" */
void bm_date_context_note(bm_date_context *context, const bm_reading *reading, size_t sentence,
                          const bm_date_found *found, const bm_date_meaning *meaning, bool is_edge);

#endif
