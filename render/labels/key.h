/** @file key.h
 *  Numbered callouts: places of events that are told by a number on the map and a row in a key.
 *
 *  The numbers run in reading order: the map in bands from the top, each from left to right. They
 *  are settled once from all events (bm_callouts) and kept by every map of a series.
 *
 *  How a page is laid out with them: choose the labels of all events (bm_labels_new() with no
 *  `callouts`); bm_labels_key_count() tells how many rows a key needs. If it needs any, make room
 * for them, fit the frame to what is left, choose again, and settle the numbers with
 * bm_callouts_new().
 */
#ifndef BM_RENDER_LABELS_KEY_H
#define BM_RENDER_LABELS_KEY_H

#include "render/labels/labels.h"

/** One row of the key. Texts belong to the labels; marks and events to the marks. */
typedef struct bm_key_row {
    uint32_t number;  /**< from 1; unique on a map, with gaps on a map of a part of the events */
    const char *name; /**< of the place: "Kyiv and around"; "near Brovary"; "" when unknown */
    const char *date; /**< "24–28 Feb 2022": when the only event, or all of them, happened; of
                        several also how many: "24–28 Feb 2022 · 3 events" */
    const char *what; /**< title of the gravest event with its claim: "Aircraft fire at village
                        (claimed)"; else the kinds of all: "Clash 9, Exercise 2 and
                        3 more"; may be long; never NULL */
    const bm_mark *const *marks; /**< its symbols, the gravest first: category, claim, events */
    size_t mark_count;
    size_t event_count;
    const bm_event *const *events; /**< all of them, newest first */
    const bm_event *first;         /**< the gravest event */
    const bm_event *home;          /**< one at the anchor: of the place that gives the number */
    size_t rank;                   /**< 0 for the gravest place */
    bm_px anchor;                  /**< where the place is */
} bm_key_row;

/** Rows of the key, 0 when every place of events is named on the map or callouts are off. */
size_t bm_labels_key_count(const bm_labels *labels);
/** Places of events that are neither named on the map nor in the key: it is full, or off.
 *  @param events  how many events happened there; may be NULL */
size_t bm_labels_key_left_out(const bm_labels *labels, size_t *events);
/** Row `index` in the order of the numbers; NULL when out of range. Lives as long as the labels and
 *  the marks that they were made of. */
const bm_key_row *bm_labels_key_row(const bm_labels *labels, size_t index);

/** Keep the rows, and the numbers on the map, of the gravest `rows_max` places; the others join
 * those that are left out. With `renumber` the rest is numbered from 1 again. */
void bm_labels_limit_key(bm_labels *labels, size_t rows_max, bool renumber);

/** Room for the words on one event. */
#define BM_KEY_EVENT_SIZE 320
/** One event of a row in a line: "11 Mar 2022 · Aircraft fire at village (claimed)". `marks` are
 * those of the labels. */
void bm_key_event_text(const bm_marks *marks, const bm_event *event, char text[BM_KEY_EVENT_SIZE]);

/** Draw a callout's number as the map has it, centred on `center`. */
void bm_callout_draw(bm_canvas *canvas, const bm_style *style, bm_px center, uint32_t number);
/** What that covers. */
bm_px_box bm_callout_box(const bm_canvas *canvas, const bm_style *style, bm_px center,
                         uint32_t number);

/** Settle the numbers from the labels of all events. Free with bm_callouts_free().
 *  @return ::BM_ERROR_MEMORY */
bm_status bm_callouts_new(const bm_labels *ground, bm_callouts **callouts, bm_error *error);
void bm_callouts_free(bm_callouts *callouts);
/** The highest number that a map of the series may show. */
uint32_t bm_callouts_highest(const bm_callouts *callouts);

#endif
