#include "geo/gazetteer/geocoder/score.h"

#include "geo/gazetteer/geocoder/geocoder_parts.h"
#include "geo/gazetteer/geocoder/score_weights.h"

#include <bordermap/geodesic.h>
#include <math.h>
#include <string.h>

/* A place this near the border may be listed on its other side. */
static const double either_side_km = 3.0;
/* Nobody calls places near that are further apart. */
static const double far_km = 100.0;
static const double near_scale_km = 40.0;
static const double around_scale_km = 25.0;
static const double line_scale_km = 10.0;
static const double abroad_scale_km = 250.0;

/* A town of this size may be meant although the table gives the oblast next to it: in a large table
 * of events about half of such rows did, and of smaller places one in twenty-five. */
static const int64_t known_population = 10000;
static const double neighbour_km = 200.0;
/* Below this a population says nothing: most villages have none in the open data, and are no less
 * likely meant than those that have. */
static const int64_t least_population = 1000;
static const double least_reach_km = 10.0;

static bool is_main_name(const bm_place *place, const char *matched)
{
    return matched == place->name || matched == place->name_be || matched == place->name_uk ||
           matched == place->name_ru || strcmp(matched, place->name) == 0;
}

static void put(bm_terms *terms, bm_term which, double value)
{
    terms->value[which] = value;
    terms->present |= 1U << which;
}

static bm_weight match_weight(const bm_score_context *context, const bm_place *place,
                              bm_match match, const char *matched)
{
    static const bm_weight of_level[BM_LEVEL_COUNT] = {[BM_LEVEL_ALIAS] = BM_WEIGHT_MATCH_ALIAS,
                                                       [BM_LEVEL_INFLECTED] =
                                                           BM_WEIGHT_MATCH_INFLECTED,
                                                       [BM_LEVEL_VOWELS] = BM_WEIGHT_MATCH_VOWELS,
                                                       [BM_LEVEL_FUZZY] = BM_WEIGHT_MATCH_FUZZY};
    if (context->level != BM_LEVEL_NAME)
        return of_level[context->level];
    bool main_name = is_main_name(place, matched);
    if (match == BM_MATCH_EXACT)
        return main_name ? BM_WEIGHT_MATCH_OWN : BM_WEIGHT_MATCH_OTHER;
    return main_name ? BM_WEIGHT_MATCH_SPELLING : BM_WEIGHT_MATCH_OTHER_SPELLING;
}

static bool is_ours(const bm_score_context *context, const char *country)
{
    const bm_border *border = context->geocoder->border;
    return border && (strcmp(country, bm_border_country(border, 0)) == 0 ||
                      strcmp(country, bm_border_country(border, 1)) == 0);
}

/* Just across the line from the country of the hint, where the outline or the table may be to
 * blame. */
static bool is_across(const bm_score_context *context, const bm_place *place)
{
    return is_ours(context, context->hints->country) && is_ours(context, place->country) &&
           place->kind < BM_PLACE_DISTRICT &&
           bm_geocoder_border_km(context->geocoder, place) <= either_side_km;
}

static void judge_country(const bm_score_context *context, const bm_place *place, bm_terms *terms)
{
    const char *wanted = context->hints->country;
    if (!*wanted)
        return;
    double value = BM_WEIGHT(COUNTRY_OTHER);
    bool abroad = *place->country && strcmp(place->country, wanted) != 0;
    terms->across = abroad && is_across(context, place);
    if (!abroad)
        value = *place->country ? BM_WEIGHT(COUNTRY_SAME) : 0.0;
    else if (context->hints->admin_abroad)
        value = BM_WEIGHT(COUNTRY_DISPUTED);
    else if (terms->across)
        /* Enough for a namesake in the country itself to win clearly, wherever it is. */
        value = BM_WEIGHT(COUNTRY_ACROSS);
    put(terms, BM_TERM_COUNTRY, value);
}

/* Nearest of the places that the near hint may mean, an area from its edge. */
static void judge_near(const bm_score_context *context, const bm_place *place, bm_terms *terms)
{
    const bm_hints *hints = context->hints;
    terms->near_km = INFINITY;
    for (size_t i = 0; i < hints->near_count; i++) {
        const bm_place *hint = hints->near[i];
        double km = bm_unit_distance_km(hint->position, place->position);
        /* Where it decides little it need not be exact. */
        if (km < 2.0 * (far_km + hint->radius_km))
            km = bm_geodesic_distance_m(hint->position, place->position) / 1000.0;
        km = km > hint->radius_km ? km - hint->radius_km : 0.0;
        if (km < terms->near_km) {
            terms->near_km = km;
            terms->near = hint;
        }
    }
    if (terms->near)
        put(terms, BM_TERM_NEAR,
            BM_WEIGHT(NEAR_AT) * exp(-terms->near_km / near_scale_km) +
                (terms->near_km > far_km ? BM_WEIGHT(NEAR_FAR) : 0.0));
}

/* Where much else of the report happened, on a logarithmic scale: the density of other positions
 * about the place. */
static void judge_around(const bm_score_context *context, const bm_place *place, bm_terms *terms)
{
    if (context->around_count == 0 || place->kind >= BM_PLACE_REGION)
        return;
    double density = 0.0;
    for (size_t i = 0; i < context->around_count; i++) {
        double km = bm_unit_distance_km(context->around[i], place->position);
        if (km < 8.0 * around_scale_km)
            density += exp(-km / around_scale_km);
    }
    put(terms, BM_TERM_AROUND, fmin(BM_WEIGHT(AROUND_MOST), BM_WEIGHT(AROUND) * log1p(density)));
}

/* The two countries are what reports at this border speak of, and the line itself most of all. */
static void judge_border(const bm_score_context *context, const bm_place *place, bm_terms *terms)
{
    if (!context->geocoder->border || place->kind == BM_PLACE_COUNTRY)
        return;
    /* An oblast lies in one of the two countries as its places do: «Крим» is no station of that
     * name in it. */
    if (place->kind == BM_PLACE_REGION) {
        if (is_ours(context, place->country))
            put(terms, BM_TERM_BORDER, BM_WEIGHT(BORDER_OURS));
        return;
    }
    double km = bm_geocoder_border_km(context->geocoder, place);
    if (!isfinite(km))
        return;
    terms->border_km = km;
    double value = is_ours(context, place->country)
                       ? BM_WEIGHT(BORDER_OURS)
                       : BM_WEIGHT(BORDER_ABROAD) * exp(-km / abroad_scale_km);
    double scaled = km / line_scale_km;
    if (scaled < 6.0)
        value += BM_WEIGHT(BORDER_LINE) * exp(-scaled * scaled);
    put(terms, BM_TERM_BORDER, value);
}

/* Everybody knows the Black Sea and the Middle East: what is neither a point nor a unit, which has
 * inhabitants to tell it by. */
static double reach_value(const bm_place *place)
{
    bool natural = place->kind == BM_PLACE_NATURAL;
    bool region = place->kind == BM_PLACE_REGION && !*place->admin1 && place->population == 0;
    return (natural || region) && place->radius_km > least_reach_km
               ? BM_WEIGHT(CLASS_REACH) * log10(place->radius_km / least_reach_km)
               : 0.0;
}

static double class_value(const bm_score_context *context, const bm_place *place)
{
    const char *code = place->feature_code;
    if (context->has_kind)
        return place->kind == context->kind ? BM_WEIGHT(CLASS_ASKED) : BM_WEIGHT(CLASS_NOT_ASKED);
    switch (place->kind) {
    case BM_PLACE_SETTLEMENT:
        if (strncmp(code, "PPL", 3) != 0 || !code[3])
            return 0.0;
        if (strcmp(code, "PPLC") == 0)
            return BM_WEIGHT(CLASS_CAPITAL);
        if (strcmp(code, "PPLA") == 0)
            return BM_WEIGHT(CLASS_OBLAST);
        if (code[3] == 'A')
            return BM_WEIGHT(CLASS_DISTRICT);
        if (strcmp(code, "PPLX") == 0)
            return BM_WEIGHT(CLASS_PART);
        return strcmp(code, "PPLQ") == 0 || strcmp(code, "PPLH") == 0 || strcmp(code, "PPLW") == 0
                   ? BM_WEIGHT(CLASS_GONE)
                   : 0.0;
    case BM_PLACE_COUNTRY:
        return BM_WEIGHT(CLASS_COUNTRY);
    case BM_PLACE_REGION:
    case BM_PLACE_DISTRICT:
        return BM_WEIGHT(CLASS_UNIT) + reach_value(place);
    default:
        return BM_WEIGHT(CLASS_THING) + reach_value(place);
    }
}

/* Of a unit they say how well it is known, as of a town; but towns lend units their other names. */
static bool is_known_by_population(const bm_place *place, bm_match match, const char *matched)
{
    return place->kind == BM_PLACE_SETTLEMENT ||
           ((place->kind == BM_PLACE_REGION || place->kind == BM_PLACE_DISTRICT) &&
            match == BM_MATCH_EXACT && is_main_name(place, matched));
}

/* Which hints speak against a place, and how strongly. */
static void judge_contradiction(const bm_score_context *context, const bm_place *place, double fit,
                                bm_terms *terms)
{
    const bm_hints *hints = context->hints;
    bool abroad = *hints->country && *place->country && strcmp(place->country, hints->country) != 0;
    bool elsewhere = terms->reading && fit < 0.0;
    terms->contradicted = 0;
    terms->contradiction = terms->across ? BM_CONTRADICTION_HALF : BM_CONTRADICTION_NONE;
    if (terms->near && terms->near_km > 2.0 * far_km) {
        terms->contradicted |= BM_RELAXED_NEAR;
        terms->contradiction = BM_CONTRADICTION_FULL;
    }
    if (elsewhere) {
        double km = bm_unit_distance_km(terms->reading->place->position, place->position);
        bool known = place->kind == BM_PLACE_SETTLEMENT && place->population >= known_population;
        terms->contradicted |= BM_RELAXED_ADMIN;
        if (!known || km > terms->reading->radius_km + neighbour_km)
            terms->contradiction = BM_CONTRADICTION_FULL;
        else if (terms->contradiction == BM_CONTRADICTION_NONE)
            terms->contradiction = BM_CONTRADICTION_HALF;
    }
    /* In the reach of the oblast and by its attributes in another: as often wrong as right.
     * Districts are redrawn, so of them it says little. */
    if (terms->reading && !*terms->reading->admin2 && !terms->reading->former && fit == 0.0 &&
        terms->contradiction == BM_CONTRADICTION_NONE) {
        terms->contradicted |= BM_RELAXED_ADMIN;
        terms->contradiction = BM_CONTRADICTION_HALF;
    }
    if (abroad)
        terms->contradicted |= BM_RELAXED_COUNTRY;
    if (abroad && !terms->across) {
        /* Where the hints themselves disagree, as about whose Crimea is, a person must look. */
        terms->contradiction =
            hints->admin_abroad && fit > 0.0 ? BM_CONTRADICTION_HALF : BM_CONTRADICTION_FULL;
    }
}

double bm_score_place(const bm_score_context *context, const bm_place *place, bm_match match,
                      const char *matched, bm_terms *terms)
{
    const bm_hints *hints = context->hints;
    double fit = 0.0;
    terms->present = 0;
    terms->reading = NULL;
    terms->near = NULL;
    terms->border_km = (double)NAN;
    terms->across = false;
    terms->match = match_weight(context, place, match, matched);
    put(terms, BM_TERM_MATCH, bm_score_weights[terms->match].value);
    if (context->level == BM_LEVEL_FUZZY) {
        if (context->edits.count > 1)
            terms->value[BM_TERM_MATCH] += BM_WEIGHT(MATCH_EDIT);
        if (context->edits.at_first_letter)
            terms->value[BM_TERM_MATCH] += BM_WEIGHT(MATCH_FIRST);
    }
    judge_country(context, place, terms);
    if (hints->admin_count > 0) {
        terms->reading = bm_unit_fit(context->memo, hints, place, &fit);
        put(terms, BM_TERM_ADMIN,
            fit > 0.0 ? BM_WEIGHT(ADMIN_IN) * fit : -BM_WEIGHT(ADMIN_OUT) * fit);
    }
    if (hints->near_count > 0)
        judge_near(context, place, terms);
    judge_around(context, place, terms);
    judge_border(context, place, terms);
    put(terms, BM_TERM_CLASS, class_value(context, place));
    if (is_known_by_population(place, match, matched) && place->population > least_population)
        put(terms, BM_TERM_POPULATION,
            BM_WEIGHT(POPULATION) * log10((double)place->population / (double)least_population));
    judge_contradiction(context, place, fit, terms);
    double sum = 0.0;
    for (size_t i = 0; i < BM_TERM_COUNT; i++)
        if (terms->present & 1U << i)
            sum += terms->value[i];
    return sum;
}

static int match_quality(const bm_ranked *ranked)
{
    if (ranked->level != BM_LEVEL_NAME || !is_main_name(ranked->place, ranked->matched))
        return 1;
    return ranked->match == BM_MATCH_EXACT ? 3 : 2;
}

int bm_score_namesake(const bm_score_context *context, const bm_ranked *ranked)
{
    const bm_place *place = ranked->place;
    bool meant = place->kind == BM_PLACE_SETTLEMENT && is_ours(context, place->country) &&
                 ranked->contradiction != BM_CONTRADICTION_FULL;
    return meant ? match_quality(ranked) : 0;
}

void bm_score_prefer_namesake(const bm_score_context *context, int quality, bm_ranked *ranked)
{
    const bm_place *place = ranked->place;
    if (match_quality(ranked) >= quality || place->kind >= BM_PLACE_DISTRICT ||
        is_ours(context, place->country))
        return;
    ranked->namesake = true;
    ranked->sum += BM_WEIGHT(MATCH_NAMESAKE);
}

bool bm_score_lacks_kind(const bm_score_context *context, const bm_place *place)
{
    return context->has_kind && context->kind > BM_PLACE_SETTLEMENT &&
           context->kind < BM_PLACE_DISTRICT && place->kind != context->kind;
}
