/** @file resolve.h
 *  Which of its places each name of a report means.
 */
#ifndef BM_EVENTS_REPORT_TOPONYMS_RESOLVE_H
#define BM_EVENTS_REPORT_TOPONYMS_RESOLVE_H

#include "events/report/toponyms/judge.h"

/** A place that an ask may mean. */
typedef struct bm_choice {
    const bm_place *place;
    bm_match match;
    float base;       /**< how likely it is before the rest of the report is looked at */
    float sum;        /**< and after */
    float share;      /**< of the ask's vote, by the sums */
    uint16_t country; /**< numbers that stand for its country, unit and cell among the votes */
    uint16_t unit;
    uint16_t cell;
} bm_choice;

/** What is asked once for all mentions of one name with the same hints. */
typedef struct bm_ask {
    const bm_toponym *toponym;  /**< the first that asks it */
    const bm_known_name *outer; /**< the area written after a comma, "Paris, Texas"; or NULL */
    uint32_t mentions;
    bool asked;  /**< the geocoder was, */
    bool stands; /**< and its answer stands, because of hints or a class word */
    bm_location_status status;
    double score;
    double margin;
    double radius_km;
    bm_choice *choices; /**< the best first; in the report's arena */
    uint32_t choice_count;
} bm_ask;

typedef struct bm_resolving {
    bm_reading *reading;
    const bm_toponyms *toponyms;
    bm_ask *asks; /**< heap */
    size_t ask_count;
    uint32_t *ask_of; /**< of each toponym; heap */
} bm_resolving;

enum { BM_CHOICES_MAX = 24 };

/** Fill the choices of all asks. */
BM_NODISCARD bm_status bm_resolve_gather(bm_resolving *resolving, bm_error *error);
/** The places that the gazetteer has by the name of an ask. */
BM_NODISCARD bm_status bm_resolve_take_places(bm_resolving *resolving, bm_ask *ask,
                                              bm_error *error);
/** What a small town's likelihood loses where a country or unit bears the name: "Wales" is not the
 *  village in England of that name, nor "Chechnya" the one in Ukraine. */
float bm_resolve_less_than_unit(const bm_known_name *known, const bm_place *place);
/** Whether a settlement is small, or nothing is known of its size. */
bool bm_resolve_is_hamlet(const bm_place *place);
/** Whether a city of 100,000 bears a name: a hamlet of that name has to be told to be meant. */
bool bm_resolve_is_of_city(const bm_known_name *known);
/** Order them by what the report says as a whole. */
BM_NODISCARD bm_status bm_resolve_rank(bm_resolving *resolving, bm_error *error);
/** Whether an area written after a name holds a place. */
bool bm_resolve_is_inside(const bm_place *place, const bm_known_name *outer);

#endif
