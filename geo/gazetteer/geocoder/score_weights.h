/** @file score_weights.h
 *  Every weight and scale of the geocoder's score, in one table that docs/geocoder.md prints.
 */
#ifndef BM_GEO_GAZETTEER_GEOCODER_SCORE_WEIGHTS_H
#define BM_GEO_GAZETTEER_GEOCODER_SCORE_WEIGHTS_H

#include <stddef.h>

typedef enum bm_weight {
    BM_WEIGHT_MATCH_OWN,
    BM_WEIGHT_MATCH_OTHER,
    BM_WEIGHT_MATCH_SPELLING,
    BM_WEIGHT_MATCH_OTHER_SPELLING,
    BM_WEIGHT_MATCH_ALIAS,
    BM_WEIGHT_MATCH_INFLECTED,
    BM_WEIGHT_MATCH_VOWELS,
    BM_WEIGHT_MATCH_FUZZY,
    BM_WEIGHT_MATCH_EDIT,
    BM_WEIGHT_MATCH_FIRST,
    BM_WEIGHT_MATCH_NAMESAKE,
    BM_WEIGHT_MATCH_BORROWED,
    BM_WEIGHT_COUNTRY_SAME,
    BM_WEIGHT_COUNTRY_OTHER,
    BM_WEIGHT_COUNTRY_ACROSS,
    BM_WEIGHT_COUNTRY_DISPUTED,
    BM_WEIGHT_ADMIN_IN,
    BM_WEIGHT_ADMIN_OUT,
    BM_WEIGHT_NEAR_AT,
    BM_WEIGHT_NEAR_FAR,
    BM_WEIGHT_AROUND,
    BM_WEIGHT_AROUND_MOST,
    BM_WEIGHT_BORDER_OURS,
    BM_WEIGHT_BORDER_ABROAD,
    BM_WEIGHT_BORDER_LINE,
    BM_WEIGHT_CLASS_CAPITAL,
    BM_WEIGHT_CLASS_OBLAST,
    BM_WEIGHT_CLASS_DISTRICT,
    BM_WEIGHT_CLASS_PART,
    BM_WEIGHT_CLASS_GONE,
    BM_WEIGHT_CLASS_THING,
    BM_WEIGHT_CLASS_UNIT,
    BM_WEIGHT_CLASS_REACH,
    BM_WEIGHT_CLASS_COUNTRY,
    BM_WEIGHT_CLASS_ASKED,
    BM_WEIGHT_CLASS_NOT_ASKED,
    BM_WEIGHT_POPULATION,
    BM_WEIGHT_RELAXED,
    BM_WEIGHT_COUNT
} bm_weight;

typedef struct bm_score_weight {
    const char *feature; /**< the feature that it is a weight of */
    const char *name;
    double value;
} bm_score_weight;

/** Indexed by ::bm_weight. */
extern const bm_score_weight bm_score_weights[BM_WEIGHT_COUNT];

#define BM_WEIGHT(name) (bm_score_weights[BM_WEIGHT_##name].value)

#endif
