/** @file layer_looks.h
 *  How the layers look that are not the events: the border, its zone, crossings, places, areas and
 *  units with counts.
 */
#ifndef BM_EVENTS_EXPORT_LAYER_LOOKS_H
#define BM_EVENTS_EXPORT_LAYER_LOOKS_H

#include "events/symbology.h"

#include <stdint.h>

/** Static storage. */
typedef struct bm_layer_look {
    const char *name; /**< of the layer */
    bm_look_line line;
    double dash_pt[2];   /**< on and off; 0 for a solid line */
    bm_look_line casing; /**< under the line; width 0: none */
    bm_look_line hatch;  /**< where a program can, instead of the fill; width 0: none */
    double hatch_pitch_pt;
    const char *fill; /**< of polygons and points; NULL: none */
    double fill_opacity;
    double size_pt;       /**< diameter of a point */
    const char *counts;   /**< column whose number says how dark a polygon is; NULL: none */
    bool skips_countries; /**< what is known only to a country is not drawn, as on a map */
    bool skips_units;     /**< no dots for districts, regions and countries */
    const char *label;    /**< column; NULL: no labels */
    double label_zoom;    /**< of a map on the web, from which the labels are shown */
    bm_look_text text;
} bm_layer_look;

/** In the order in which they lie on each other, the lowest first.
 *  @param count  how many there are */
const bm_layer_look *bm_layer_looks(size_t *count);
/** That of a layer of this name; NULL when there is none. */
const bm_layer_look *bm_layer_look_of(const char *name);

/** Classes of counts and their colours: one that is 0 has none. */
typedef struct bm_count_class {
    int from; /**< the next class begins where it ends */
    const char *color;
} bm_count_class;
enum { BM_COUNT_CLASSES = 5 };
extern const bm_count_class bm_count_classes[BM_COUNT_CLASSES];
/** The class of a count, from 1; 0 of nothing. */
size_t bm_count_class_of(int64_t count);

#endif
