/** @file border.h
 *  A border from the inside.
 */
#ifndef BM_GEO_BORDER_H
#define BM_GEO_BORDER_H

#include "base/arena.h"
#include "geo/outlines.h"
#include "geo/segments.h"
#include "geo/xyz.h"

#include <bordermap/border.h>

/** A crossing of this border. */
typedef struct bm_border_crossing {
    bm_lonlat position;
    bm_xyz at;
    const char *name;
    const char *partner;
} bm_border_crossing;

struct bm_border {
    bm_arena arena;
    const bm_layer *countries;
    int iso_field;
    char iso[2][3];
    double accuracy_m;
    double length_km;
    bm_feature line;
    bm_segments *segments;
    bm_outlines *outlines;
    bm_border_crossing *crossings;
    size_t crossing_count;
};

#endif
