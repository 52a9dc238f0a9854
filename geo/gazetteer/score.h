/** @file score.h
 *  How likely a candidate is what was meant: a sum of named features (docs/geocoder.md). Pure;
 *  thread-safe.
 */
#ifndef BM_GEO_GAZETTEER_SCORE_H
#define BM_GEO_GAZETTEER_SCORE_H

#include "geo/gazetteer/hints.h"

#include <bordermap/geocoder.h>

/** What candidates are judged by. */
typedef struct bm_score_context {
    const bm_border *border; /**< NULL for none */
    const bm_hints *hints;
    bool has_kind; /**< the query says what kind of place it is */
    bm_place_kind kind;
    bool core; /**< the candidate was met by the name without its class words */
} bm_score_context;

/** How exactly a settlement of one of the border's two countries is called what the query says: 3
 * its own name, 2 a spelling of that, 1 another name; 0 when it is elsewhere or contradicts a hint.
 */
int bm_score_namesake(const bm_score_context *context, const bm_candidate *candidate);
/** When there is such a namesake of `quality`, take a share of its score from a place abroad that
 * is called so less exactly. Returns the new sum. */
double bm_score_prefer_namesake(const bm_score_context *context, int quality, double sum,
                                bm_candidate *candidate);

/** Whether a crossing, airfield or site is asked for and `place` is none, but only shares its name:
 *  "Brest crossing" and the town. */
bool bm_score_lacks_kind(const bm_score_context *context, const bm_place *place);

/** Fill in the features and the score of a candidate whose place, match and matched name are set.
 *  Returns the sum before it is clamped. */
double bm_score_candidate(const bm_score_context *context, bm_candidate *candidate);

typedef enum bm_contradiction {
    BM_CONTRADICTION_NONE,
    BM_CONTRADICTION_HALF, /**< the hints may be wrong: a known town outside the admin unit, a unit
                                that is not in the country, or a place just across the border */
    BM_CONTRADICTION_FULL  /**< cannot be what is meant */
} bm_contradiction;

/** Whether a place lies in another country than the hint's, outside the admin unit, or far from
 * where it should be near. */
bm_contradiction bm_score_contradicts(const bm_score_context *context, const bm_place *place);

#endif
