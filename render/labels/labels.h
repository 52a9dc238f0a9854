/** @file labels.h
 *  Names on the map: which, where, and which are dropped.
 *
 *  Collected as candidates with ranked positions, chosen together so that none lies on another, on
 * a symbol, or under furniture, halo included. Deterministic. docs/labels.md tells how.
 */
#ifndef BM_RENDER_LABELS_H
#define BM_RENDER_LABELS_H

#include <bordermap/crossings.h>
#include <bordermap/map.h>

#include "render/canvas/canvas.h"
#include "render/map/frame.h"
#include "render/marks/marks.h"

typedef struct bm_labels bm_labels;

/** What must stay free of labels: furniture boxes, in page pixels. */
typedef struct bm_obstacles {
    const bm_px_box *boxes;
    size_t count;
} bm_obstacles;

/** Numbers of places, the same for all maps of a series (key.h). */
typedef struct bm_callouts bm_callouts;

/** On which sides of their symbols names stand on all maps of a series (sides.h). */
typedef struct bm_label_sides bm_label_sides;

/** Most rows of a key, unless every place of events is to have one. */
#define BM_KEY_ROWS_MAX 40

/** What to choose. */
typedef enum bm_label_stage {
    BM_LABELS_ALL,
    BM_LABELS_OF_EVENTS, /**< to see whether a key is needed: nothing else is placed */
    BM_LABELS_KEY, /**< the key that a crowd will have: nothing is placed, the gravest have rows */
    BM_LABELS_SIDES, /**< of all events of a series, as one map after the other is likely to tell
                        them: on which sides they had best stand (sides.h) */
    BM_LABELS_BASE   /**< the base alone, as it stands on every map of a series, whose marks are all
                          of them */
} bm_label_stage;

/** What labels are chosen from. Borrowed for the call but for `style` and `marks`, which must
 *  outlive the labels. */
typedef struct bm_label_job {
    const bm_basemap *basemap;
    const bm_style *style;
    const bm_frame *frame;
    const bm_marks *marks;
    const bm_obstacles *obstacles;   /**< may be NULL */
    bm_canvas *canvas;               /**< to measure only */
    const bm_label_options *options; /**< NULL for the defaults */
    const bm_callouts *callouts;     /**< NULL: numbered anew from these marks */
    bool over_surface;               /**< a density lies below the names */
    bm_label_stage stage;
    bool is_sparse; /**< a small map among others: countries, capitals and centres of
                       oblasts, whatever room there is */
    const bm_labels
        *standing; /**< the base as it stands on every map of a series, for one of them;
                        it must outlive the labels. NULL: it is chosen with the events */
    const bm_label_sides *sides; /**< NULL: each stands where it is best on this map alone */
    size_t rows_max; /**< of the key; 0 for ::BM_KEY_ROWS_MAX. The gravest places have them */
} bm_label_job;

/** Choose the labels of the base (countries, oblasts, rivers, lakes, towns by rank, crossings near
 * the border) and of the marks.
 *  @param labels  free it with bm_labels_free() */
bm_status bm_labels_new(const bm_label_job *job, bm_labels **labels, bm_error *error);
void bm_labels_free(bm_labels *labels);

/** True when crossings are drawn at this scale and at least one is in the frame, so that the legend
 *  needs an entry for them. */
bool bm_labels_crossings_in_view(const bm_basemap *basemap, const bm_frame *frame);

/** A bit (1 << state) for each state that a crossing in view ever has by the table, for the legend;
 * 0 when none is drawn. `crossings` may be NULL. */
unsigned bm_labels_crossing_states(const bm_basemap *basemap, const bm_frame *frame,
                                   const struct bm_crossings *crossings);

/** Draw the dots and ticks of the towns and crossings that have a label, and the lines that lead to
 * labels. Goes under the marks. */
void bm_labels_draw_places(const bm_labels *labels, bm_canvas *canvas);
/** Draw the names. Goes over the marks. */
void bm_labels_draw_names(const bm_labels *labels, bm_canvas *canvas);

size_t bm_labels_placed(const bm_labels *labels);
size_t bm_labels_dropped(const bm_labels *labels);
/** Labels that lack letters which no font has. */
size_t bm_labels_altered(const bm_labels *labels);
/** How much found room. */
typedef struct bm_label_counts {
    size_t placed, dropped;
    size_t towns_fit;    /**< names of towns that the scale calls for, with a place to stand that is
                            clear of furniture, symbols and the map's edge */
    size_t towns_placed; /**< of these */
    size_t places_numbered; /**< places of events told in the key */
    size_t places_unnamed;  /**< neither on the map nor in the key */
} bm_label_counts;
bm_label_counts bm_labels_count(const bm_labels *labels);
/** Count the signs of crossings by their state. */
void bm_labels_count_crossings(const bm_labels *labels, size_t counts[BM_CROSSING_CLOSED + 1]);
/** List every label (see bm_map_write_label_report()). */
bm_status bm_labels_write_report(const bm_labels *labels, const bm_frame *frame,
                                 bm_label_report_format format, bm_sink *sink);
/** Name of placed, or dropped, label `index`; borrowed; NULL when out of range. */
const char *bm_labels_placed_name(const bm_labels *labels, size_t index);
const char *bm_labels_dropped_name(const bm_labels *labels, size_t index);
/** The boxes, halo included, of placed label `index`: one a form of block or a glyph of a curved
 * name, and one for the dot that goes with it. NULL when out of range. */
const bm_px_box *bm_labels_boxes(const bm_labels *labels, size_t index, size_t *count);
/** Bounding box of these. */
bm_px_box bm_labels_box(const bm_labels *labels, size_t index);

#endif
