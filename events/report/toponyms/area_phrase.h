/** @file area_phrase.h
 *  The phrase that makes an area of a place, while it is put together.
 */
#ifndef BM_EVENTS_REPORT_TOPONYMS_AREA_PHRASE_H
#define BM_EVENTS_REPORT_TOPONYMS_AREA_PHRASE_H

#include "events/report/toponyms/context.h"

typedef struct bm_area_phrase {
    bm_area_kind kind;
    uint32_t first; /**< word */
    uint32_t end;   /**< the word after its last */
    double azimuth_deg;
    double distance_km;
} bm_area_phrase;

/** What stands before a name, and what after it; the kind stays ::BM_AREA_NONE when nothing does.
 */
void bm_area_before(const bm_context *context, const bm_toponym *name, bm_area_phrase *area);
void bm_area_after(const bm_context *context, const bm_toponym *name, bm_area_phrase *area);
/** "X-Y border": told of X; false when it is not. */
bool bm_area_border_of_two(const bm_context *context, const bm_toponym *name, bm_area_phrase *area);
/** The distance to the border that is said of a place after its name: "X, 20 km from the border".
 */
void bm_area_border_after(const bm_context *context, const bm_toponym *name, bm_area_phrase *area);

/** The word where "the" before `word` stands, or `word`. */
uint32_t bm_area_skip_article(const bm_context *context, uint32_t word);
/** The azimuth of a phrase of the sections of directions. */
double bm_area_azimuth(const bm_phrase *direction);

#endif
