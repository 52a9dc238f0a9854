/** @file symbology.h
 *  The looks of the shipped light style, for files that other programs draw. A test holds them to
 *  styles/light.ini, as nothing here can read it.
 */
#ifndef BM_EVENTS_SYMBOLOGY_H
#define BM_EVENTS_SYMBOLOGY_H

#include "events/symbol_shape.h"

/** How a kind of events looks. */
typedef struct bm_look {
    const char *key;   /**< as in bm_event.category */
    const char *label; /**< for a legend */
    bm_shape shape;
    const char *color; /**< "#rrggbb" */
    const char *maki;  /**< the nearest symbol of the Maki set, for simplestyle */
} bm_look;

/** A stroke. */
typedef struct bm_look_line {
    const char *color;
    double opacity; /**< 0…1 */
    double width_pt;
} bm_look_line;

/** A label, in the first family of its list. */
typedef struct bm_look_text {
    const char *family;
    double size_pt;
    bool is_bold;
    bool is_italic;
    const char *color;
    const char *halo_color;
    double halo_opacity;
    double halo_pt;
} bm_look_text;

/** Static storage throughout. */
typedef struct bm_symbology {
    const bm_look *looks; /**< in the style's order, by severity */
    size_t look_count;
    bm_look other; /**< what has no look of its own */
    const char *outline;
    double outline_pt;
    double size_pt; /**< diameter of a symbol */
    bm_look_text event_label;
} bm_symbology;

extern const bm_symbology bm_symbology_light;

/** The look of a category; that of other ones when it has none. */
const bm_look *bm_symbology_look(const bm_symbology *symbology, const char *category);

#endif
