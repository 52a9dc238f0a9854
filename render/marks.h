/** @file marks.h
 *  Events as marks: those at one place become one symbol with a count.
 */
#ifndef BM_RENDER_MARKS_H
#define BM_RENDER_MARKS_H

#include <bordermap/events.h>

#include "render/frame.h"
#include "render/style.h"

/** One symbol on the map: the events of one category, claim and place. */
typedef struct bm_mark {
    bm_px center;
    double radius_px;
    size_t category; /**< index into the legend's entries */
    bm_claim claim;
    size_t count;
    const bm_event *first; /**< for id, label and alt text */
    double area_radius_px; /**< of the dashed precision circle; 0 for a point */
} bm_mark;

/** The categories that are drawn, in legend order, with the style each got. The same for all frames
 *  of a series; `counts` change with the window. */
typedef struct bm_legend_entry {
    const bm_category_style *style;
    const char *label;
    size_t count;
} bm_legend_entry;

typedef struct bm_marks {
    bm_mark *items; /**< drawing order: lower ones first */
    size_t count;
    bm_legend_entry entries[BM_CATEGORIES_MAX + 1];
    size_t entry_count;
    size_t claim_counts[BM_CLAIM_CLAIMED + 1];
    size_t area_count; /**< marks with a precision circle */
    size_t events_drawn;
    size_t events_outside;
    size_t events_unlocated;
} bm_marks;

#endif
