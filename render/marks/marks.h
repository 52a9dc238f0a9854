/** @file marks.h
 *  Events as marks: those at one place become one symbol with a count.
 */
#ifndef BM_RENDER_MARKS_H
#define BM_RENDER_MARKS_H

#include <bordermap/events.h>
#include <bordermap/layer.h>
#include <bordermap/map_options.h>

#include "render/canvas/canvas.h"
#include "render/furniture/legend.h"
#include "render/ground/ground.h"
#include "render/map/frame.h"
#include "render/style/style.h"

/** The claim of a mark whose events differ in it, where a place is too crowded for a mark each. */
#define BM_CLAIM_SEVERAL ((bm_claim)(BM_CLAIM_CLAIMED + 1))
/** Claims that look alike: what is not stated looks as what is confirmed. */
static inline bm_claim bm_claim_look(bm_claim claim)
{
    return claim == BM_CLAIM_UNSTATED ? BM_CLAIM_CONFIRMED : claim;
}

/** Classes of age, when older events are paler. */
#define BM_FADE_CLASSES 4

/** One symbol on the map: the events of one category, claim and place. */
typedef struct bm_mark {
    bm_px center;
    bm_px anchor; /**< where it happened; `center` differs when marks would cover each other */
    double radius_px;
    size_t category; /**< index into the legend's entries */
    bm_claim claim;  /**< of all its events, unstated when it is of any that looks confirmed; else
                          ::BM_CLAIM_SEVERAL */
    size_t count;
    const bm_event *first;         /**< for id, label and alt text */
    const bm_event *const *events; /**< all `count` of them; belongs to the marks */
    bm_interval span;              /**< from the earliest start to the latest end of its events */
    bm_lonlat_box places;   /**< of its events: more than a point when places near by share it */
    bool is_mixed;          /**< its events have several categories or claims */
    bool is_spread;         /**< one of the events of its place, which are spread round it */
    unsigned fade;          /**< class of age of its latest event, 0…BM_FADE_CLASSES − 1 */
    size_t imprecise_count; /**< events whose dates are less exact than the window: all, but for
                               marks of crowded places */
    char country[3];        /**< of all its events; see bm_event_country() */
    bool is_merged;         /**< it, or a mark that shares its anchor, stands for several places */
    const bm_feature
        *area; /**< the oblast or district that is shaded for it; borrowed; NULL for none */
    double area_radius_px; /**< of the dashed precision circle; 0 for a point */
    bool
        area_is_bounded; /**< the true circle would cover the map: the drawn one is only a sign that
                              the place is a wide area, and goes round all marks of that place */
} bm_mark;

/** The categories that are drawn, in legend order, with the style each got. The same for all frames
 *  of a series; `counts` change with the window. */
typedef struct bm_legend_entry {
    const bm_category_style *style;
    const char *label;
    size_t count;
} bm_legend_entry;

/** Movements of one category and claim between the same two ends. */
typedef struct bm_arrow {
    bm_px from, to;
    double bow; /**< how far it bows to its left, as a share of its length */
    size_t category;
    bm_claim claim; /**< confirmed when it is not stated */
    size_t count;
    unsigned fade;         /**< as of a mark */
    const bm_event *first; /**< the latest, for the id and the names */
} bm_arrow;

typedef struct bm_marks {
    bm_mark *items;          /**< drawing order: lower ones first */
    const bm_event **events; /**< those drawn, by mark */
    bm_arrow *arrows;        /**< drawing order; at least one end is in the frame */
    size_t arrow_count;
    size_t count;
    bm_legend_entry entries[BM_CATEGORIES_MAX + 1];
    size_t entry_count;
    size_t claim_counts[BM_CLAIM_CLAIMED + 1];
    size_t area_count;    /**< marks with a precision circle */
    size_t shaded_count;  /**< marks whose oblast or district is shaded */
    size_t shaded_raions; /**< of these, districts */
    size_t events_drawn;  /**< that happened in the window for sure */
    size_t
        events_imprecise; /**< drawn besides, and in no other count: their dates are less exact */
    bool has_window;
    bm_interval window;     /**< whose events they are, when there is one */
    bool has_imprecise;     /**< of the options: the legend explains them */
    size_t events_outside;  /**< located, but beyond the frame */
    size_t events_national; /**< known only to a country, and not drawn */
    size_t events_unlocated;
    const bm_px_box *clear; /**< of a density map's symbols: no label lies there; borrowed */
    size_t clear_count;
    size_t
        events_vague; /**< in a density map: drawn in no cell, for the place is an oblast or more */
    bm_interval span; /**< of the events drawn; all 0 when there are none */
    size_t largest_count;                 /**< of any mark; sets the scale of the symbols */
    const struct bm_crossings *crossings; /**< of the options */
    const bm_border *border; /**< keeps clusters of two countries apart; borrowed; NULL for none */
    int64_t end_s; /**< of the window, or of all events: crossings are as they were then */
    bm_colocated colocated;
    bool is_faded;
    bool is_of_several;   /**< one legend explains the marks of several windows */
    bool has_all_ages;    /**< the legend has them all */
    int64_t fade_until_s; /**< the end of what is shown */
    int64_t fade_since_s[BM_FADE_CLASSES - 1]; /**< what ends later belongs to the class */
    size_t fade_counts[BM_FADE_CLASSES];       /**< events of each class */
    struct bm_mark_site *sites; /**< where events are, and how far they join others there */
    size_t site_count;
    bm_category_style borrowed[BM_CATEGORIES_MAX]; /**< looks for categories that the style lacks */
} bm_marks;

/** The country that an event is in, for what may share a mark: as its place says, else by the
 *  outlines; "" when neither is known. Events of two countries never share one. */
const char *bm_event_country(const bm_event *event);

/** Are all events of the mark less exactly dated than the window? Then it says so. */
static inline bool bm_mark_is_imprecise(const bm_mark *mark)
{
    return mark->imprecise_count > 0 && mark->imprecise_count == mark->count;
}
/** The number that a mark shows: what is less exactly dated is not counted among the others. */
static inline size_t bm_mark_number(const bm_mark *mark)
{
    return mark->count - (bm_mark_is_imprecise(mark) ? 0 : mark->imprecise_count);
}

/** Is the event dated less exactly than the window? */
static inline bool bm_marks_is_imprecise(const bm_marks *marks, const bm_event *event)
{
    return marks->has_window && bm_interval_is_imprecise_in(event->when, marks->window);
}

/** Make the marks of the events that overlap `window` (NULL for all). Do not copy the result: its
 *  entries point into it.
 *  @param options  how they are shown; NULL for the defaults
 *  @param border  keeps marks in the countries of their events; borrowed; NULL for none
 *  @param ground  marks of the whole series, which settle the legend's entries and the scale of the
 *                 symbols and must outlive these; NULL to settle them from these events */
bm_status bm_marks_new(const bm_events *events, const bm_interval *window, const bm_style *style,
                       const bm_frame *frame, const bm_symbol_options *options,
                       const bm_border *border, const bm_marks *ground, bm_marks **marks,
                       bm_error *error);
/** Give marks that are known only to an oblast or a district its polygon in place of a circle. The
 * layers may be NULL and are borrowed. */
void bm_marks_find_areas(bm_marks *marks, const bm_layer *oblasts, const bm_layer *raions);
/** Move the marks of shaded areas, within these, off the dots of towns. `gazetteer` may be NULL.
 *  False without memory. */
bool bm_marks_place_areas(bm_marks *marks, const bm_gazetteer *gazetteer, const bm_frame *frame);
/** Shade those oblasts, each within its country as `base` has it, but not the lakes in it; below
 * labels and marks. */
void bm_marks_draw_areas(const bm_marks *marks, const bm_base *base, const bm_style *style,
                         const bm_frame *frame, bm_canvas *canvas);
/** Points along the middle of an arrow, as it is drawn, from its tail to its tip. Returns how many;
 * 0 when its ends are too near each other for an arrow. */
#define BM_ARROW_POINTS 25
size_t bm_marks_arrow_line(const bm_marks *marks, const bm_arrow *arrow, const bm_frame *frame,
                           bm_px line[BM_ARROW_POINTS]);
/** Add a polygon to the canvas's path, clipped to the map; false when memory is short. */
bool bm_marks_add_area(const bm_feature *feature, const bm_frame *frame, bm_canvas *canvas);
/** How they are shaded, and how the legend shows it: hatched within what the canvas is clipped to,
 * in the tint of the events' names, and a dashed line round it. */
void bm_area_hatch(bm_canvas *canvas, const bm_style *style, bm_px_box box);
bm_line_style bm_area_line(const bm_style *style);
/** Add the rows for what furniture does not explain: age, and symbols for several kinds. `ground`
 * are the marks of the whole series. */
void bm_marks_add_legend(const bm_marks *ground, const bm_marks *marks, bm_legend *legend);
void bm_marks_free(bm_marks *marks);
/** Which of the legend's entries an event that is drawn belongs to. */
size_t bm_marks_entry_of(const bm_marks *marks, const bm_event *event);
/** Draw them, each in a group of its own. Circles end at the border of their country as `base` has
 * it. */
void bm_marks_draw(const bm_marks *marks, const bm_base *base, const bm_style *style,
                   const bm_frame *frame, bm_canvas *canvas);

#endif
