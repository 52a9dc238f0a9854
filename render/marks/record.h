/** @file record.h
 *  What an SVG says of a mark's events, for scripts and search: dates, places, ids and sources.
 */
#ifndef BM_RENDER_MARKS_RECORD_H
#define BM_RENDER_MARKS_RECORD_H

#include "base/strbuf.h"
#include "render/marks/marks.h"

/** Zero-initialise it. Texts are "" when there is nothing to say. */
typedef struct bm_mark_record {
    char dates[2 * BM_DATE_TEXT_SIZE]; /**< "2022-03-11" or "2022-03-02/2022-03-11" */
    bm_strbuf places;                  /**< ids of their places, blanks between */
    bm_strbuf events;                  /**< ids of the events, blanks between */
    bm_strbuf sources;                 /**< names, else addresses, "; " between */
    char claims[72];                   /**< how many are confirmed, assessed and claimed: "2 0 1" */
} bm_mark_record;

/** Fill it anew with one of the marks. Of many events the first hundred ids are told; claims are
 *  those of events that are dated as exactly as the window. */
void bm_mark_record_fill(bm_mark_record *record, const bm_marks *marks, const bm_mark *mark);
void bm_mark_record_finish(bm_mark_record *record);
/** The text, or NULL when it is empty, as an attribute wants it. */
const char *bm_mark_record_text(const bm_strbuf *text);

#endif
