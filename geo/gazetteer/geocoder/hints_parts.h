/** @file hints_parts.h
 *  What the files that understand hints share.
 */
#ifndef BM_GEO_GAZETTEER_GEOCODER_HINTS_PARTS_H
#define BM_GEO_GAZETTEER_GEOCODER_HINTS_PARTS_H

#include "geo/gazetteer/geocoder/unit.h"

#include <bordermap/geocoder.h>

/** Places of some kinds, those met by their own names first, then the most populous. */
typedef struct bm_unit_gathering {
    const bm_place *places[BM_HINT_READINGS_MAX];
    bool own[BM_HINT_READINGS_MAX]; /**< met by its own name, not only by one of a list */
    size_t count;
    bool regions;
    bool districts;
    bool settlements;
    bool any_language;   /**< names in each language of the region are a place's own: of one that is
                               asked for in Cyrillic, or by an adjective */
    const char *country; /**< "" for any */
} bm_unit_gathering;

/** A ::bm_place_visitor that keeps places of the kinds and country asked; `context` is a
 *  bm_unit_gathering. */
bool bm_unit_gather(const bm_place *place, bm_match match, const char *matched, void *context);

/** Add a unit, or one of which only the main town is known, as a reading of the admin hint. */
void bm_hints_add_reading(bm_hints *hints, const bm_place *place, bool district);

/** Read an admin hint as the one oblast whose name or adjective is a letter away; false when there
 *  is none. */
bool bm_hints_mend_region(const bm_gazetteer *gazetteer, const char *text, bm_hints *hints);

#endif
