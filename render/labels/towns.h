/** @file towns.h
 *  The towns whose names belong on a map of its scale.
 */
#ifndef BM_RENDER_LABELS_TOWNS_H
#define BM_RENDER_LABELS_TOWNS_H

#include "render/labels/parts.h"

/** The symbol that hides a town's dot. */
typedef struct label_cover {
    bool any;
    label_disc disc;
} label_cover;

/** A settlement in the frame. */
typedef struct label_town {
    const bm_place *place;
    bm_px position;
    int grade;     /**< 0 capital, 1 oblast centre, 2 town, 3 village: index into town_labels */
    double weight; /**< population, that of villages near the border raised */
    bool is_own_capital;       /**< of one of the border's countries */
    const label_taken *events; /**< that it is named with, if there is room for their words */
    label_cover cover;         /**< of a capital or oblast centre: it is named all the same */
} label_town;

/** Find them, the greatest first, when the groups are known. */
void label_towns_find(label_work *work);

#endif
