/** @file country_rings.h
 *  The rings of a country in a layer of countries.
 */
#ifndef BM_GEO_COUNTRY_RINGS_H
#define BM_GEO_COUNTRY_RINGS_H

#include <bordermap/layer.h>
#include <stdbool.h>

/** A ring, without its repeated last point. The points belong to the layer. */
typedef struct bm_country_ring {
    const bm_lonlat *points;
    size_t count;
    double area; /**< square degrees, positive when counter-clockwise */
} bm_country_ring;

typedef bool (*bm_country_ring_visitor)(bm_country_ring found, void *context);

/** Call `visit` for each ring of the country with that ISO_A2 that has an area, until it returns
 *  false. */
void bm_country_rings_visit(const bm_layer *countries, const char *iso,
                            bm_country_ring_visitor visit, void *context);

#endif
