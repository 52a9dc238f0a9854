/* What lies in what, and which names stand beside one. */
#include "events/report/toponyms/judge.h"

#include "geo/gazetteer/geocoder/unit.h"

#include <string.h>

/* Longest code of a unit in lists. */
enum { CODE_BYTES = 3 };

/* A unit reaches so far where the gazetteer does not say. */
static const double default_reach_km = 400.0;

bool bm_place_is_within(const bm_place *place, const bm_place *area)
{
    if (place == area || !*place->country || strcmp(place->country, area->country) != 0)
        return false;
    if (area->kind == BM_PLACE_COUNTRY)
        return true;
    if (area->kind == BM_PLACE_REGION && *area->admin1 && *place->admin1) {
        bool same = strcmp(area->admin1, place->admin1) == 0;
        /* Where one is a code they say nothing of each other. */
        if (same || (strlen(place->admin1) > CODE_BYTES) == (strlen(area->admin1) > CODE_BYTES))
            return same;
    }
    if (area->kind < BM_PLACE_DISTRICT)
        return false;
    double reach = area->radius_km > 0.0 ? area->radius_km : default_reach_km;
    return bm_unit_distance_km(place->position, area->position) <= reach;
}

bool bm_names_contain(const bm_known_name *inner, const bm_known_name *outer)
{
    enum { AREAS_MAX = 4 };
    uint32_t areas = 0;
    for (uint32_t i = 0; i < outer->place_count && areas < AREAS_MAX; i++) {
        const bm_place *area = outer->places[i].place;
        if (area->kind < BM_PLACE_DISTRICT)
            continue;
        areas++;
        for (uint32_t k = 0; k < inner->place_count; k++)
            if (bm_place_is_within(inner->places[k].place, area))
                return true;
    }
    return false;
}

const bm_toponym *bm_judge_previous(const bm_judging *judging)
{
    if (judging->index == 0)
        return NULL;
    const bm_toponym *judged = bm_judged(judging);
    const bm_toponym *before = judged - 1;
    return before->first + before->count == judged->first && before->sentence == judged->sentence
               ? before
               : NULL;
}

const bm_toponym *bm_judge_next(const bm_judging *judging)
{
    if (judging->index + 1 >= judging->toponyms->count)
        return NULL;
    const bm_toponym *judged = bm_judged(judging);
    const bm_toponym *after = judged + 1;
    return judged->first + judged->count == after->first && after->sentence == judged->sentence
               ? after
               : NULL;
}
