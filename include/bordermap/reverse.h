/** @file reverse.h
 *  From a position to the places around it.
 */
#ifndef BORDERMAP_REVERSE_H
#define BORDERMAP_REVERSE_H

#include <bordermap/border.h>
#include <bordermap/gazetteer.h>

BM_BEGIN_DECLS

#define BM_REVERSE_PLACES_MAX 8

/** A place near a position. */
typedef struct bm_reverse_place {
    const bm_place *place; /**< belongs to the gazetteer */
    double distance_m;     /**< geodesic */
    double azimuth_deg;    /**< from the place to the position, clockwise from north */
} bm_reverse_place;

/** Where a position is. Plain data apart from what it borrows. */
typedef struct bm_reverse {
    bm_border_relation border; /**< its `country` is by the outlines; "" in the open sea */
    /** The settlements of that country that are nearest to the position and whose oblast and
     *  district are known: these are the position's, as far as a settlement can tell. Their
     *  `place` is NULL when there is none within 50 km. */
    bm_reverse_place admin1_by;
    bm_reverse_place admin2_by;
    bool admin1_uncertain; /**< another oblast is nearly as near: within 1.5 times the distance */
    bool admin2_uncertain; /**< the same of the district */
    size_t place_count;
    bm_reverse_place places[BM_REVERSE_PLACES_MAX]; /**< of any country, nearest first */
} bm_reverse;

/** Tell where a position is. Places are looked for within 100 km.
 *  @param place_count  how many of the nearest places are wanted, at most ::BM_REVERSE_PLACES_MAX
 *  @return ::BM_ERROR_ARGUMENT when the position is not valid */
BM_API BM_NODISCARD bm_status bm_reverse_locate(const bm_gazetteer *gazetteer,
                                                const bm_border *border, bm_lonlat position,
                                                size_t place_count, bm_reverse *reverse,
                                                bm_error *error);

/** The oblast of the settlement that ::bm_reverse has in `admin1_by`, for a position in the outline
 *  of `country`; "" when there is none. The gazetteer's. Thread-safe. */
BM_API const char *bm_reverse_admin1(const bm_gazetteer *gazetteer, const char *country,
                                     bm_lonlat position);

/** The nearest of the 16 compass points to an azimuth: "N", "NNE", … Static storage. */
BM_API const char *bm_compass_point(double azimuth_deg);

BM_END_DECLS
#endif
