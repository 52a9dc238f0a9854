/** @file border.h
 *  A border from the inside: plain tables, made from layers into an arena, or lying in the image
 *  that was kept of them (border_image.h).
 */
#ifndef BM_GEO_BORDER_H
#define BM_GEO_BORDER_H

#include "base/arena.h"
#include "base/image.h"
#include "geo/outlines.h"
#include "geo/segments.h"
#include "geo/xyz.h"

#include <bordermap/border.h>

/** A crossing of this border. */
typedef struct bm_border_crossing {
    bm_lonlat position;
    bm_xyz at;
    uint32_t name; /**< offset into the texts */
    uint32_t partner;
} bm_border_crossing;

/** ISO 3166-1 alpha-2 codes of the two countries, in capitals. */
typedef struct bm_border_codes {
    char iso[2][4];
} bm_border_codes;

/** What there is one of. */
typedef struct bm_border_facts {
    double accuracy_m;
    double length_km;
    bm_lonlat_box line_box;
    bm_border_codes codes;
} bm_border_facts;

struct bm_border {
    bm_arena arena;
    bm_image image; /**< closed when everything is in the arena */
    bm_border_facts facts;
    bm_feature line;
    bm_segments segments;
    bm_outlines outlines;
    const bm_border_crossing *crossings;
    size_t crossing_count;
    const char *texts; /**< each terminated; the first is "" */
    size_t text_size;
};

/** Two different ISO 3166-1 alpha-2 codes, in any case, as capitals; ::BM_ERROR_ARGUMENT when they
 *  are not. */
bm_status bm_border_take_codes(const char *iso_a, const char *iso_b, bm_border_codes *codes,
                               bm_error *error);

/** Code of the country that a valid position is in, as bm_border_relate() finds it; "" for none. */
void bm_border_country_at(const bm_border *border, bm_lonlat position, char country[3]);

/** The nearest land of other countries than `own`.
 *  @param is_side  `own` is one of the border's two, and the other is left out
 *  @param lands  gets up to `most` positions, of as many countries
 *  @return how many there are within `reach_m` (up to some tens of kilometres) */
size_t bm_border_find_foreign(const bm_border *border, const char *own, bool is_side,
                              bm_lonlat position, double reach_m, bm_lonlat *lands, size_t most);
/** True when another country than `own` has the position, and that has not. */
bool bm_border_is_foreign(const bm_border *border, const char *own, bm_lonlat position);

#endif
