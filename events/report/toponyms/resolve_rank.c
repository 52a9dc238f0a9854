/* The places of one report support each other: a country or state that it speaks of, its towns;
 * towns, those near them. */
#include "events/report/toponyms/resolve.h"

#include "geo/gazetteer/geocoder/unit.h"

#include <math.h>
#include <string.h>

enum { COUNTRIES = 26 * 26, UNITS = 256, AROUND_MAX = 48, ROUNDS = 3 };

static const float country_weight = 0.8f;
static const float unit_weight = 0.9f;
static const float near_weight = 0.6f;
static const double near_km = 60.0;
static const float inside_weight = 10.0f;
static const float border_weight = 3.0f;
/* Ten of the sum are one of the geocoder's score. */
static const float score_scale = 0.1f;

typedef struct unit_vote {
    const char *country;
    const char *admin1;
    float votes;
} unit_vote;

/* What the best choices of all asks say. */
typedef struct votes {
    float countries[COUNTRIES];
    unit_vote units[UNITS]; /* open addressing */
    const bm_place *around[AROUND_MAX];
    size_t around_count;
} votes;

static size_t country_index(const char *country)
{
    unsigned a = (unsigned)(country[0] - 'A');
    unsigned b = a < 26 ? (unsigned)(country[1] - 'A') : 26;
    return a < 26 && b < 26 ? a * 26 + b : COUNTRIES;
}

/* NULL when there is no room for it. */
static unit_vote *unit_of(votes *all, const char *country, const char *admin1)
{
    uint32_t hash = 2166136261U;
    for (const char *at = country; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 16777619U;
    for (const char *at = admin1; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 16777619U;
    for (uint32_t probe = 0; probe < 8; probe++) {
        unit_vote *slot = &all->units[(hash + probe) % UNITS];
        if (!slot->admin1) {
            slot->country = country;
            slot->admin1 = admin1;
            return slot;
        }
        if (strcmp(slot->country, country) == 0 && strcmp(slot->admin1, admin1) == 0)
            return slot;
    }
    return NULL;
}

static void vote(votes *all, const bm_place *place, float weight)
{
    size_t country = country_index(place->country);
    if (country < COUNTRIES)
        all->countries[country] += weight;
    if (*place->admin1) {
        unit_vote *unit = unit_of(all, place->country, place->admin1);
        if (unit)
            unit->votes += weight;
    }
}

static float weight_of(const bm_ask *ask)
{
    float weight = 1.0f + 0.5f * log2f((float)ask->mentions);
    return ask->settled || ask->status == BM_LOCATION_AREA ? 1.5f * weight : weight;
}

static void take_votes(const bm_resolving *resolving, votes *all)
{
    memset(all, 0, sizeof *all);
    for (size_t i = 0; i < resolving->ask_count; i++) {
        const bm_ask *ask = &resolving->asks[i];
        if (ask->choice_count == 0)
            continue;
        const bm_place *place = ask->choices[0].place;
        vote(all, place, weight_of(ask));
        if (place->kind < BM_PLACE_REGION && all->around_count < AROUND_MAX)
            all->around[all->around_count++] = place;
    }
}

/* What the rest of the report adds to a choice. `own` is the ask's part of the votes, for the place
 * that is its best so far. */
static float context_of(const bm_ask *ask, votes *all, const bm_place *place)
{
    const bm_place *best = ask->choices[0].place;
    float own = weight_of(ask);
    float sum = 0.0f;
    size_t country = country_index(place->country);
    if (country < COUNTRIES) {
        float count = all->countries[country];
        if (strcmp(best->country, place->country) == 0)
            count -= own;
        sum += country_weight * log2f(1.0f + fmaxf(0.0f, count));
    }
    if (*place->admin1 && place->kind != BM_PLACE_COUNTRY) {
        unit_vote *unit = unit_of(all, place->country, place->admin1);
        float count = unit ? unit->votes : 0.0f;
        if (strcmp(best->country, place->country) == 0 && strcmp(best->admin1, place->admin1) == 0)
            count -= own;
        sum += unit_weight * log2f(1.0f + fmaxf(0.0f, count));
    }
    if (place->kind >= BM_PLACE_REGION)
        return sum;
    float near = 0.0f;
    for (size_t i = 0; i < all->around_count; i++) {
        if (all->around[i] == place || all->around[i] == best)
            continue;
        double km = bm_unit_distance_km(all->around[i]->position, place->position);
        if (km < 4.0 * near_km)
            near += expf((float)(-km / near_km));
    }
    return sum + near_weight * log2f(1.0f + near);
}

static bool is_ours(const bm_border *border, const bm_place *place)
{
    return border && (strcmp(place->country, bm_border_country(border, 0)) == 0 ||
                      strcmp(place->country, bm_border_country(border, 1)) == 0);
}

static bool is_inside(const bm_place *place, const bm_known_name *outer)
{
    for (uint32_t i = 0; i < outer->place_count && i < 4; i++)
        if (outer->places[i].place->kind >= BM_PLACE_DISTRICT &&
            bm_place_is_within(place, outer->places[i].place))
            return true;
    return false;
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

static void rank(const bm_resolving *resolving, bm_ask *ask, votes *all)
{
    const bm_border *border = resolving->reading->reader->border;
    for (uint32_t i = 0; i < ask->choice_count; i++) {
        bm_choice *choice = &ask->choices[i];
        choice->sum = choice->base + choice->score;
        if (all)
            choice->sum += context_of(ask, all, choice->place);
        if (resolving->tied && is_ours(border, choice->place))
            choice->sum += border_weight;
        if (ask->outer && is_inside(choice->place, ask->outer)) {
            choice->sum += inside_weight;
            ask->settled = true;
        }
    }
    sort(ask);
}

/* Whether the report speaks of the border's countries, or of places that are only there. */
static bool is_tied(const bm_resolving *resolving)
{
    const bm_border *border = resolving->reading->reader->border;
    if (!border)
        return false;
    for (size_t i = 0; i < resolving->ask_count; i++) {
        const bm_ask *ask = &resolving->asks[i];
        if (ask->choice_count == 0 || !is_ours(border, ask->choices[0].place))
            continue;
        const bm_place *best = ask->choices[0].place;
        if (ask->hinted || best->kind >= BM_PLACE_REGION ||
            ask->toponym->source != BM_TOPONYM_EXACT)
            return true;
        bool elsewhere = false;
        for (uint32_t k = 1; k < ask->choice_count; k++)
            elsewhere = elsewhere || !is_ours(border, ask->choices[k].place);
        if (!elsewhere)
            return true;
    }
    return false;
}

/* Status and margin by the sums. */
static void settle(bm_ask *ask)
{
    const bm_choice *best = &ask->choices[0];
    float runner_up = -INFINITY;
    for (uint32_t i = 1; i < ask->choice_count; i++)
        if (bm_unit_distance_km(best->place->position, ask->choices[i].place->position) > 2.0) {
            runner_up = ask->choices[i].sum;
            break;
        }
    ask->margin = fmin(1.0, (double)(score_scale * (best->sum - runner_up)));
    if (best->place->kind >= BM_PLACE_DISTRICT) {
        ask->status = BM_LOCATION_AREA;
        ask->radius_km = best->place->radius_km;
    } else {
        ask->status = ask->margin < BM_MARGIN_MIN ? BM_LOCATION_AMBIGUOUS : BM_LOCATION_LOCATED;
        ask->radius_km = 0.0;
    }
}

bm_status bm_resolve_rank(bm_resolving *resolving, bm_error *error)
{
    votes *all = bm_arena_alloc(resolving->reading->arena, sizeof *all);
    if (!all)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    for (int round = 0; round < ROUNDS; round++) {
        resolving->tied = resolving->tied || is_tied(resolving);
        if (round > 0)
            take_votes(resolving, all);
        for (size_t i = 0; i < resolving->ask_count; i++) {
            bm_ask *ask = &resolving->asks[i];
            if (ask->choice_count > 0 && !ask->hinted)
                rank(resolving, ask, round > 0 ? all : NULL);
        }
    }
    for (size_t i = 0; i < resolving->ask_count; i++)
        if (resolving->asks[i].choice_count > 0 && !resolving->asks[i].hinted)
            settle(&resolving->asks[i]);
    return BM_OK;
}
