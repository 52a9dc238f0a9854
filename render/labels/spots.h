/** @file spots.h
 *  Where events happened, as one thing that all maps of a series agree on.
 */
#ifndef BM_RENDER_LABELS_SPOTS_H
#define BM_RENDER_LABELS_SPOTS_H

#include <bordermap/events.h>

/** A position, as finely as it is known: two of one spot may stand apart on the map. */
typedef struct label_event_spot {
    bm_lonlat position;
    double radius_m;
} label_event_spot;

label_event_spot label_event_spot_of(const bm_event *event);
/** An order of all spots, 0 for the same. */
int label_event_spots_compare(label_event_spot a, label_event_spot b);

#endif
