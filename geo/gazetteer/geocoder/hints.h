/** @file hints.h
 *  What is said about a place beside its name: country, admin unit, a place near it.
 */
#ifndef BM_GEO_GAZETTEER_GEOCODER_HINTS_H
#define BM_GEO_GAZETTEER_GEOCODER_HINTS_H

#include "geo/gazetteer/words/class_words.h"

#include <bordermap/gazetteer.h>

/** The rank of villages; towns have lower ones. */
#define BM_VILLAGE_RANK 8

/** How many readings of one hint are kept: "Brest" may mean several. */
#define BM_HINT_READINGS_MAX 16

/** One thing that an admin hint may mean. Texts are borrowed from the gazetteer. */
typedef struct bm_admin_reading {
    const char *country;   /**< "" when unknown */
    const char *admin1;    /**< as places have it; "" when unknown */
    const char *admin2;    /**< "" unless a district is meant */
    const char *name;      /**< for messages */
    const bm_place *place; /**< its point, or its main town; NULL when only the texts are known */
    double radius_km;
    bool former; /**< a district called after a town that is no seat now: only nearness tells */
} bm_admin_reading;

typedef struct bm_hints {
    char country[3]; /**< "" when none is given */
    bm_admin_reading admin[BM_HINT_READINGS_MAX];
    size_t admin_count;
    bool admin_abroad; /**< no unit of that name is in the country of the hint, only elsewhere */
    const bm_place *near[BM_HINT_READINGS_MAX];
    size_t near_count;
    char mended_note[48]; /**< "'Belaurs' is taken for Belarus"; "" for none */
    unsigned mended;      /**< hints understood as the nearest spelling of a unit or country */
    unsigned missed;      /**< hints that nothing is known by, ::bm_relaxed or'ed */
    char unknown[32];     /**< a part of the query text that nothing explains, cut; "" when none */
} bm_hints;

/** The country that a text names: a code, a name, an adjective or demonym. */
bool bm_hints_country(const bm_gazetteer *gazetteer, const char *text, char country[3]);
/** Add the readings of an admin hint; false when there is none. With `strict`, only what is an
 * admin unit by its name or by a class word counts, not any town. */
bool bm_hints_admin(const bm_gazetteer *gazetteer, const char *text, bool strict, bm_hints *hints);
/** A country or admin hint that is not known, as the nearest spelling of one that is, where there
 * is only one; the hints tell so. */
bool bm_hints_mend_country(const bm_gazetteer *gazetteer, const char *text, bm_hints *hints);
bool bm_hints_mend_admin(const bm_gazetteer *gazetteer, const char *text, bm_hints *hints);
/** Add the places that a nearness hint may mean; false when there is none. */
bool bm_hints_near(const bm_gazetteer *gazetteer, const char *text, bm_hints *hints);
/** Whether a text is the name or abbreviation of first-level units, all of them in other countries.
 */
bool bm_hints_is_unit_abroad(const bm_gazetteer *gazetteer, const char *text, const char *country);
/** Take one part of a query text, as in "Kopani, Brest region": country, admin unit or place near,
 *  in this order. */
void bm_hints_part(const bm_gazetteer *gazetteer, const char *part, bm_hints *hints);

#endif
