/* The places of one report support each other: a country or state that it speaks of, its towns;
 * towns, those near them. Every name votes with all the places that it may mean, by their
 * likelihood, so that namesakes that lie together are found together. */
#include "events/report/toponyms/resolve.h"
#include "events/report/toponyms/votes.h"

#include "geo/gazetteer/geocoder/unit.h"

#include <math.h>
#include <string.h>

enum { ROUNDS = 3, SETTLED_MAX = 128, FEW_POINTS = 3 };

static const float country_weight = 0.5f;
static const float unit_weight = 1.0f;
/* The towns of an area speak for the area. */
static const float area_weight = 1.5f;
static const float around_weight = 0.8f;
/* How decided the votes are: the share falls by e for so much of the sum. */
static const float share_scale = 0.6f;
/* Support beyond this says less: countries and great cities are spoken of everywhere. */
static const float most_support = 4.0f;
static const float support_beyond = 0.4f;
static const float area_vote = 1.5f;
static const float most_votes = 2.5f;
/* Ten of the sum are one of the geocoder's score. */
static const double score_scale = 0.1;
static const double same_place_km = 2.0;
static const double alone_km = 150.0;
static const double border_zone_km = 30.0;
static const double clear_margin = 0.3;
static const float told_elsewhere = 3.0f;
/* A hamlet for which so little speaks is not settled. */
static const float least_hamlet_sum = 3.5f;

bool bm_resolve_is_inside(const bm_place *place, const bm_known_name *outer)
{
    enum { AREAS_MAX = 4 };
    for (uint32_t i = 0; i < outer->place_count && i < AREAS_MAX; i++)
        if (bm_place_is_within(place, outer->places[i].place))
            return true;
    return false;
}

static float weight_of(const bm_ask *ask)
{
    float weight = fminf(most_votes, 1.0f + 0.5f * log2f((float)ask->mentions));
    return ask->outer || ask->stands || ask->choices[0].place->kind >= BM_PLACE_REGION
               ? area_vote * weight
               : weight;
}

static void number(bm_ask *ask, bm_votes *votes)
{
    for (uint32_t i = 0; i < ask->choice_count; i++) {
        bm_choice *choice = &ask->choices[i];
        choice->sum = choice->base;
        choice->country = bm_votes_country(choice->place);
        choice->unit = bm_votes_unit(votes, choice->place);
        choice->cell = bm_votes_cell(votes, choice->place);
    }
}

/* The best one's answer is all of the vote when it stands. */
static void share(bm_ask *ask)
{
    float best = -INFINITY;
    float total = 0.0f;
    for (uint32_t i = 0; i < ask->choice_count; i++)
        best = fmaxf(best, ask->choices[i].sum);
    for (uint32_t i = 0; i < ask->choice_count; i++) {
        bm_choice *choice = &ask->choices[i];
        choice->share =
            ask->stands ? (i == 0 ? 1.0f : 0.0f) : expf((choice->sum - best) / share_scale);
        total += choice->share;
    }
    for (uint32_t i = 0; i < ask->choice_count; i++)
        ask->choices[i].share /= total;
}

static void vote(const bm_ask *ask, bm_votes *votes)
{
    float weight = weight_of(ask);
    for (uint32_t i = 0; i < ask->choice_count; i++) {
        const bm_choice *choice = &ask->choices[i];
        votes->countries[choice->country] += weight * choice->share;
        votes->units[choice->unit] += weight * choice->share;
        votes->cells[choice->cell] += weight * choice->share;
    }
}

static float support(float votes)
{
    return log2f(1.0f + fmaxf(0.0f, votes));
}

/* What the other names of the report add to a choice. */
static float context_of(const bm_ask *ask, const bm_choice *choice, const bm_votes *votes)
{
    float own_country = 0.0f;
    float own_unit = 0.0f;
    float own_around = 0.0f;
    for (uint32_t i = 0; i < ask->choice_count; i++) {
        const bm_choice *other = &ask->choices[i];
        own_country += other->country == choice->country ? other->share : 0.0f;
        own_unit += other->unit == choice->unit ? other->share : 0.0f;
        own_around += other->share * bm_votes_nearness(votes, choice->cell, other->cell);
    }
    float weight = weight_of(ask);
    float sum = 0.0f;
    bm_place_kind kind = choice->place->kind;
    if (choice->country != BM_VOTES_COUNTRIES - 1)
        sum += (kind == BM_PLACE_COUNTRY ? area_weight : country_weight) *
               support(votes->countries[choice->country] - weight * own_country);
    if (choice->unit != 0)
        sum += (kind == BM_PLACE_REGION ? area_weight : unit_weight) *
               support(votes->units[choice->unit] - weight * own_unit);
    if (choice->cell != 0)
        sum += around_weight * support(bm_votes_around(votes, choice->cell) - weight * own_around);
    return sum <= most_support ? sum : most_support + support_beyond * (sum - most_support);
}

static void sort(bm_ask *ask)
{
    for (uint32_t i = 1; i < ask->choice_count; i++) {
        bm_choice moved = ask->choices[i];
        uint32_t at = i;
        for (; at > 0 && ask->choices[at - 1].sum < moved.sum; at--)
            ask->choices[at] = ask->choices[at - 1];
        ask->choices[at] = moved;
    }
}

/* Status and margin by the sums. */
static void settle(bm_ask *ask)
{
    sort(ask);
    const bm_choice *best = &ask->choices[0];
    ask->margin = 1.0;
    for (uint32_t i = 1; i < ask->choice_count; i++) {
        const bm_place *other = ask->choices[i].place;
        if (bm_unit_distance_km(best->place->position, other->position) <= same_place_km)
            continue;
        ask->margin = fmin(1.0, score_scale * (double)(best->sum - ask->choices[i].sum));
        break;
    }
    ask->score = fmin(1.0, score_scale * (double)best->sum);
    if (best->place->kind >= BM_PLACE_DISTRICT) {
        ask->status = BM_LOCATION_AREA;
        ask->radius_km = best->place->radius_km;
    } else {
        bool doubtful =
            ask->margin < BM_MARGIN_MIN ||
            (!ask->outer && best->sum < least_hamlet_sum && bm_resolve_is_hamlet(best->place));
        ask->status = doubtful ? BM_LOCATION_AMBIGUOUS : BM_LOCATION_LOCATED;
        ask->radius_km = 0.0;
    }
}

/* "BREST, France": what is said once holds for the name elsewhere, where nothing else is said. */
static void follow_told(bm_resolving *resolving)
{
    for (size_t i = 0; i < resolving->ask_count; i++) {
        const bm_ask *told = &resolving->asks[i];
        if (told->choice_count > 0 && told->outer && told->toponym->known &&
            !told->toponym->known->told_place)
            ((bm_known_name *)(uintptr_t)told->toponym->known)->told_place = told->choices[0].place;
    }
    for (size_t i = 0; i < resolving->ask_count; i++) {
        bm_ask *ask = &resolving->asks[i];
        const bm_known_name *known = ask->toponym->known;
        for (uint32_t k = 0;
             known && known->told_place && !ask->outer && !ask->stands && k < ask->choice_count;
             k++)
            if (ask->choices[k].place == known->told_place)
                ask->choices[k].base += told_elsewhere;
    }
}

/* The points of the report's settled names. */
typedef struct settled_points {
    bm_lonlat at[SETTLED_MAX];
    uint32_t ask[SETTLED_MAX];
    size_t count;
} settled_points;

static bool is_point(const bm_ask *ask)
{
    return ask->choice_count > 0 && ask->choices[0].place->kind == BM_PLACE_SETTLEMENT &&
           ask->status == BM_LOCATION_LOCATED;
}

/* A village at the border is what reports about it speak of, wherever else they look. */
static bool is_at_border(const bm_resolving *resolving, const bm_ask *ask)
{
    const bm_border *border = resolving->reading->reader->border;
    return border && ask->margin >= clear_margin &&
           bm_border_distance_km(border, ask->choices[0].place->position) < border_zone_km;
}

/* A hamlet far from all else that a report of villages speaks of is hardly the one that is meant.
 */
static void doubt_far(bm_resolving *resolving)
{
    settled_points points = {.count = 0};
    for (size_t i = 0; i < resolving->ask_count && points.count < SETTLED_MAX; i++)
        if (is_point(&resolving->asks[i])) {
            points.at[points.count] = resolving->asks[i].choices[0].place->position;
            points.ask[points.count++] = (uint32_t)i;
        }
    if (points.count <= FEW_POINTS)
        return;
    for (size_t i = 0; i < points.count; i++) {
        bm_ask *ask = &resolving->asks[points.ask[i]];
        bool alone = !ask->stands && !ask->outer && bm_resolve_is_hamlet(ask->choices[0].place);
        for (size_t k = 0; alone && k < points.count; k++)
            alone = k == i || bm_unit_distance_km(points.at[i], points.at[k]) > alone_km;
        if (alone && !is_at_border(resolving, ask))
            ask->status = BM_LOCATION_AMBIGUOUS;
    }
}

static void take_votes(const bm_resolving *resolving, bm_votes *votes)
{
    bm_votes_clear(votes);
    for (size_t i = 0; i < resolving->ask_count; i++)
        if (resolving->asks[i].choice_count > 0) {
            share(&resolving->asks[i]);
            vote(&resolving->asks[i], votes);
        }
}

static void weigh(bm_resolving *resolving, const bm_votes *votes)
{
    for (size_t i = 0; i < resolving->ask_count; i++) {
        bm_ask *ask = &resolving->asks[i];
        for (uint32_t k = 0; !ask->stands && k < ask->choice_count; k++)
            ask->choices[k].sum = ask->choices[k].base + context_of(ask, &ask->choices[k], votes);
    }
}

bm_status bm_resolve_rank(bm_resolving *resolving, bm_error *error)
{
    bm_votes *votes = bm_arena_alloc(resolving->reading->arena, sizeof *votes);
    if (!votes)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    for (size_t i = 0; i < resolving->ask_count; i++)
        number(&resolving->asks[i], votes);
    follow_told(resolving);
    for (int round = 0; round < ROUNDS; round++) {
        take_votes(resolving, votes);
        weigh(resolving, votes);
    }
    for (size_t i = 0; i < resolving->ask_count; i++)
        if (resolving->asks[i].choice_count > 0 && !resolving->asks[i].stands)
            settle(&resolving->asks[i]);
    doubt_far(resolving);
    return BM_OK;
}
