/** @file score.h
 *  How likely a candidate is what was meant: a sum of named features (docs/geocoder.md).
 *  Thread-safe with a memo of one's own.
 */
#ifndef BM_GEO_GAZETTEER_GEOCODER_SCORE_H
#define BM_GEO_GAZETTEER_GEOCODER_SCORE_H

#include "geo/gazetteer/geocoder/hints.h"
#include "geo/gazetteer/geocoder/score_weights.h"
#include "geo/gazetteer/geocoder/unit.h"
#include "geo/gazetteer/keys/edits.h"

#include <bordermap/geocoder.h>

/** How a candidate was met, most exactly first; each is tried when those before found nothing that
 *  will do. */
typedef enum bm_level {
    BM_LEVEL_NAME, /**< exact or strict key */
    BM_LEVEL_ALIAS,
    BM_LEVEL_INFLECTED,
    BM_LEVEL_VOWELS, /**< slot key */
    BM_LEVEL_FUZZY,
    BM_LEVEL_COUNT
} bm_level;

typedef enum bm_contradiction {
    BM_CONTRADICTION_NONE,
    BM_CONTRADICTION_HALF, /**< the hints may be wrong: a known town outside the admin unit, a unit
                                that is not in the country, or a place just across the border */
    BM_CONTRADICTION_FULL  /**< cannot be what is meant */
} bm_contradiction;

/** The terms of a score, in the order in which they are told. */
typedef enum bm_term {
    BM_TERM_MATCH,
    BM_TERM_COUNTRY,
    BM_TERM_ADMIN,
    BM_TERM_NEAR,
    BM_TERM_AROUND,
    BM_TERM_BORDER,
    BM_TERM_CLASS,
    BM_TERM_POPULATION,
    BM_TERM_COUNT
} bm_term;

/** What candidates are judged by. */
typedef struct bm_score_context {
    const bm_geocoder *geocoder;
    const bm_hints *hints;
    bm_unit_memo *memo;
    const bm_lonlat *around; /**< positions of other places of the report */
    size_t around_count;
    bool has_kind; /**< the query says what kind of place it is */
    bm_place_kind kind;
    bool core; /**< candidates are met by the name without its class words */
    bm_level level;
    bm_edits edits;         /**< of the candidate, at the fuzzy level */
    const char *alias_note; /**< of the alias that found something; NULL for none */
} bm_score_context;

/** A candidate while it is ranked. */
typedef struct bm_ranked {
    const bm_place *place;
    const char *matched;
    double sum;
    bm_match match;
    bm_level level;
    bm_edits edits;
    bool core;        /**< met by the name without its class words */
    unsigned relaxed; /**< how often BM_WEIGHT_RELAXED is taken from its sum */
    bool borrowed;    /**< BM_WEIGHT_MATCH_BORROWED is taken from its sum */
    bool namesake;    /**< BM_WEIGHT_MATCH_NAMESAKE is taken from its sum */
    bm_contradiction contradiction;
    unsigned contradicted; /**< the hints that speak against it, ::bm_relaxed or'ed */
} bm_ranked;

/** A score in parts. */
typedef struct bm_terms {
    double value[BM_TERM_COUNT];
    unsigned present; /**< bits of the terms that were judged */
    const bm_admin_reading
        *reading;         /**< of the admin hint, the one that fits best; NULL for none */
    const bm_place *near; /**< of the near hint, the nearest; NULL for none */
    double near_km;
    double border_km; /**< NaN when it was not judged */
    bm_weight match;  /**< the weight of the match */
    bool across;      /**< just across the line from the country of the hint */
    bm_contradiction contradiction;
    unsigned contradicted; /**< the hints that speak against it, ::bm_relaxed or'ed */
} bm_terms;

/** Judge a place that was met as `match` and `matched` say. Returns the sum of the terms. */
double bm_score_place(const bm_score_context *context, const bm_place *place, bm_match match,
                      const char *matched, bm_terms *terms);

/** Fill in place, match, score and, with reasons, the features of a candidate. */
void bm_score_tell(const bm_score_context *context, const bm_ranked *ranked, bool reasons,
                   bm_candidate *candidate);

/** How exactly a settlement of one of the border's two countries is called what the query says: 3
 * its own name, 2 a spelling of that, 1 another name; 0 when it is elsewhere or contradicts a hint.
 */
int bm_score_namesake(const bm_score_context *context, const bm_ranked *ranked);
/** When there is such a namesake of `quality`, take a share of its sum from a place abroad that
 *  is called so less exactly. */
void bm_score_prefer_namesake(const bm_score_context *context, int quality, bm_ranked *ranked);

/** Whether a crossing, airfield or site is asked for and `place` is none, but only shares its name:
 *  "Brest crossing" and the town. */
bool bm_score_lacks_kind(const bm_score_context *context, const bm_place *place);

#endif
