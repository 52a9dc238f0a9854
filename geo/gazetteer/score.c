#include "geo/gazetteer/score.h"

#include "base/utf8.h"

#include <bordermap/geodesic.h>
#include <bordermap/sink.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* A place this near the border may be listed on its other side. */
static const double either_side_km = 3.0;
/* Nobody calls places near that are further apart. */
static const double far_km = 100.0;

/* A town of this size may be meant although the table gives the oblast next to it: in a large table
 * of events about half of such rows did, and of smaller places one in twenty-five. */
static const int64_t known_population = 10000;
static const double neighbour_km = 200.0;

/* What a city abroad loses that is only another reading of a local name: as much as a million
 * inhabitants are worth. */
static const double namesake_share = 0.35;

static void add(bm_candidate *candidate, double *sum, const char *name, double value,
                const char *note)
{
    *sum += value;
    if (candidate->feature_count == BM_FEATURE_SCORES_MAX)
        return;
    bm_feature_score *feature = &candidate->features[candidate->feature_count++];
    feature->name = name;
    feature->value = value;
    snprintf(feature->note, sizeof feature->note, "%s", note);
}

/* "12.3 km" with one decimal below 100 km, without a locale. */
static void format_km(double km, char text[72])
{
    bm_format_number(km, km < 100.0 ? 1 : 0, text);
    memcpy(text + strlen(text), " km", 4);
}

/* A name that fits a note, cut at a character. */
enum { NOTE_NAME_SIZE = 28 };
static void cut_name(const char *name, char text[NOTE_NAME_SIZE])
{
    size_t length = bm_utf8_cut(name, NOTE_NAME_SIZE - 1);
    memcpy(text, name, length);
    text[length] = '\0';
}

static bool same_text(const char *a, const char *b)
{
    char key_a[BM_FOLD_KEY_SIZE];
    char key_b[BM_FOLD_KEY_SIZE];
    return bm_fold_exact(a, key_a) && bm_fold_exact(b, key_b) && strcmp(key_a, key_b) == 0;
}

static bool share_key(const char *a, const char *b)
{
    if (same_text(a, b))
        return true;
    char keys_a[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    char keys_b[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    size_t count_a = bm_fold_strict(a, keys_a);
    size_t count_b = bm_fold_strict(b, keys_b);
    for (size_t i = 0; i < count_a; i++)
        for (size_t j = 0; j < count_b; j++)
            if (strcmp(keys_a[i], keys_b[j]) == 0)
                return true;
    return false;
}

static bool is_main_name(const bm_candidate *candidate)
{
    const bm_place *place = candidate->place;
    return candidate->matched == place->name || candidate->matched == place->name_be ||
           candidate->matched == place->name_uk || candidate->matched == place->name_ru;
}

static void score_match(bm_candidate *candidate, double *sum)
{
    bool main_name = is_main_name(candidate);
    bool exact = candidate->match == BM_MATCH_EXACT;
    add(candidate, sum, "match", exact ? (main_name ? 0.46 : 0.43) : (main_name ? 0.43 : 0.41),
        exact ? (main_name ? "its name" : "another name of it")
              : (main_name ? "a spelling of its name" : "a spelling of another name"));
}

/* "Moscow" and "Moscow Oblast" are one. */
static bool same_unit(const char *a, const char *b)
{
    if (share_key(a, b))
        return true;
    bm_class_words core_a;
    bm_class_words core_b;
    bm_class_words_strip(a, &core_a);
    bm_class_words_strip(b, &core_b);
    return (core_a.stripped || core_b.stripped) && share_key(core_a.core, core_b.core);
}

/* How well a place lies in one reading of the admin hint: 1 by its own attributes, less by
 * distance, negative when it is elsewhere. */
static double judge_admin(const bm_admin_reading *reading, const bm_place *place, double *km)
{
    bool abroad =
        *reading->country && *place->country && strcmp(reading->country, place->country) != 0;
    *km = reading->place
              ? bm_geodesic_distance_m(reading->place->position, place->position) / 1000.0
              : (double)NAN;
    if (abroad)
        return -1.0;
    bool district = *reading->admin2 != '\0';
    const char *wanted = district ? reading->admin2 : reading->admin1;
    const char *has = district ? place->admin2 : place->admin1;
    if (*wanted && *has) {
        bool same_region = !district || !*reading->admin1 || !*place->admin1 ||
                           same_unit(reading->admin1, place->admin1);
        if (same_region && same_unit(wanted, has))
            return 1.0;
        /* Units are redrawn and coded in several ways, so what is near is not ruled out. */
        return *km < 0.5 * reading->radius_km ? 0.3 : *km < reading->radius_km ? 0.0 : -1.0;
    }
    if (*km <= reading->radius_km)
        return 0.7;
    return *km <= 1.5 * reading->radius_km ? 0.0 : -1.0;
}

static bool is_ours(const bm_score_context *context, const char *country)
{
    return context->border && (strcmp(country, bm_border_country(context->border, 0)) == 0 ||
                               strcmp(country, bm_border_country(context->border, 1)) == 0);
}

/* Just across the line from the country of the hint, where the outline or the table may be to
 * blame. */
static bool is_across(const bm_score_context *context, const bm_place *place)
{
    return is_ours(context, context->hints->country) && is_ours(context, place->country) &&
           place->kind < BM_PLACE_DISTRICT &&
           bm_border_distance_km(context->border, place->position) <= either_side_km;
}

/* The best reading of the admin hint for a place, and how well it fits: −1…1. */
static double best_admin(const bm_hints *hints, const bm_place *place,
                         const bm_admin_reading **reading, double *km)
{
    double best = -2.0;
    for (size_t i = 0; i < hints->admin_count; i++) {
        double distance = (double)NAN;
        double value = judge_admin(&hints->admin[i], place, &distance);
        if (value > best) {
            best = value;
            *km = distance;
            *reading = &hints->admin[i];
        }
    }
    return best;
}

/* Kilometres from the nearest place that the nearness hint may mean, or from an area's edge. */
static double nearest_hint(const bm_hints *hints, const bm_place *place, const bm_place **nearest)
{
    double best_km = (double)INFINITY;
    for (size_t i = 0; i < hints->near_count; i++) {
        const bm_place *hint = hints->near[i];
        double km = bm_geodesic_distance_m(hint->position, place->position) / 1000.0;
        km = km > hint->radius_km ? km - hint->radius_km : 0.0;
        if (km < best_km) {
            best_km = km;
            *nearest = hint;
        }
    }
    return best_km;
}

bm_contradiction bm_score_contradicts(const bm_score_context *context, const bm_place *place)
{
    const bm_hints *hints = context->hints;
    const bm_admin_reading *reading = NULL;
    double km = (double)NAN;
    double admin = best_admin(hints, place, &reading, &km);
    bool abroad = *hints->country && *place->country && strcmp(place->country, hints->country) != 0;
    /* Where the hints themselves disagree, as about whose Crimea is, a person must look. */
    bool across = abroad && is_across(context, place);
    if (abroad && !across)
        return hints->admin_abroad && admin > 0.0 ? BM_CONTRADICTION_HALF : BM_CONTRADICTION_FULL;
    const bm_place *nearest = NULL;
    if (nearest_hint(hints, place, &nearest) > 2.0 * far_km && nearest)
        return BM_CONTRADICTION_FULL;
    if (!reading || admin >= 0.0)
        return across ? BM_CONTRADICTION_HALF : BM_CONTRADICTION_NONE;
    bool next_door = !(km > reading->radius_km + neighbour_km);
    return place->kind == BM_PLACE_SETTLEMENT && place->population >= known_population && next_door
               ? BM_CONTRADICTION_HALF
               : BM_CONTRADICTION_FULL;
}

static void score_country(const bm_score_context *context, bm_candidate *candidate, double *sum)
{
    const bm_place *place = candidate->place;
    const char *wanted = context->hints->country;
    char note[48];
    if (!*wanted)
        return;
    if (!*place->country)
        add(candidate, sum, "country", 0.0, "its country is not known");
    else if (strcmp(place->country, wanted) == 0) {
        snprintf(note, sizeof note, "in %s", wanted);
        add(candidate, sum, "country", 0.20, note);
    } else if (context->hints->admin_abroad) {
        snprintf(note, sizeof note, "in %.2s; the hints disagree", place->country);
        add(candidate, sum, "country", -0.05, note);
    } else if (!is_across(context, place)) {
        snprintf(note, sizeof note, "in %.2s, not %s", place->country, wanted);
        add(candidate, sum, "country", -0.40, note);
    } else {
        /* Enough for a namesake in the country itself to win clearly, wherever it is. */
        snprintf(note, sizeof note, "in %.2s, at the border of %s", place->country, wanted);
        add(candidate, sum, "country", -0.12, note);
    }
}

static void score_admin(const bm_score_context *context, bm_candidate *candidate, double *sum)
{
    const bm_hints *hints = context->hints;
    if (hints->admin_count == 0)
        return;
    const bm_admin_reading *reading = NULL;
    double best_km = (double)NAN;
    double best = best_admin(hints, candidate->place, &reading, &best_km);
    if (!reading)
        return;
    char note[48];
    char distance[72];
    char name[NOTE_NAME_SIZE];
    cut_name(reading->name, name);
    format_km(best_km, distance);
    if (best >= 1.0)
        snprintf(note, sizeof note, "in %s", name);
    else
        snprintf(note, sizeof note, "%.12s from %s", distance, name);
    add(candidate, sum, "admin", best > 0.0 ? 0.22 * best : 0.15 * best, note);
}

static void score_near(const bm_score_context *context, bm_candidate *candidate, double *sum)
{
    const bm_place *nearest = NULL;
    double km = nearest_hint(context->hints, candidate->place, &nearest);
    if (!nearest)
        return;
    char name[NOTE_NAME_SIZE];
    char note[48];
    char distance[72];
    cut_name(nearest->name, name);
    format_km(km, distance);
    snprintf(note, sizeof note, "%.12s from %s", distance, name);
    add(candidate, sum, "near", 0.35 * exp(-km / 40.0) - (km > far_km ? 0.20 : 0.0), note);
}

/* The two countries are what reports at this border speak of, and the line itself most of all. */
static void score_border(const bm_score_context *context, bm_candidate *candidate, double *sum)
{
    if (!context->border)
        return;
    const bm_place *place = candidate->place;
    double km = bm_border_distance_km(context->border, place->position);
    if (!isfinite(km) || place->kind >= BM_PLACE_REGION)
        return;
    bool ours = is_ours(context, place->country);
    double value = ours ? 0.12 : 0.10 * exp(-km / 250.0);
    value += 0.20 * exp(-(km / 10.0) * (km / 10.0));
    char note[48];
    char distance[72];
    format_km(km, distance);
    snprintf(note, sizeof note, "%.12s from the border", distance);
    add(candidate, sum, "border", value, note);
}

static double class_value(const bm_score_context *context, const bm_place *place)
{
    const char *code = place->feature_code;
    if (context->has_kind) {
        if (place->kind == context->kind)
            return 0.12;
        return place->kind == BM_PLACE_SETTLEMENT ? -0.20 : -0.25;
    }
    switch (place->kind) {
    case BM_PLACE_SETTLEMENT:
        if (strcmp(code, "PPLC") == 0)
            return 0.10;
        if (strcmp(code, "PPLA") == 0)
            return 0.07;
        if (strncmp(code, "PPLA", 4) == 0)
            return 0.04;
        if (strcmp(code, "PPLX") == 0)
            return -0.05;
        if (strcmp(code, "PPLQ") == 0 || strcmp(code, "PPLH") == 0 || strcmp(code, "PPLW") == 0)
            return -0.08;
        return 0.0;
    case BM_PLACE_COUNTRY:
        return 0.35;
    case BM_PLACE_REGION:
    case BM_PLACE_DISTRICT:
        return -0.05;
    default:
        return -0.12;
    }
}

static void score_population(bm_candidate *candidate, double *sum)
{
    const bm_place *place = candidate->place;
    if (place->kind != BM_PLACE_SETTLEMENT || place->population < 100)
        return;
    char note[48];
    snprintf(note, sizeof note, "%lld inhabitants", (long long)place->population);
    add(candidate, sum, "population", 0.075 * (log10((double)place->population) - 2.0), note);
}

static int match_quality(const bm_candidate *candidate)
{
    return !is_main_name(candidate) ? 1 : candidate->match == BM_MATCH_EXACT ? 3 : 2;
}

int bm_score_namesake(const bm_score_context *context, const bm_candidate *candidate)
{
    const bm_place *place = candidate->place;
    bool meant = place->kind == BM_PLACE_SETTLEMENT && is_ours(context, place->country) &&
                 bm_score_contradicts(context, place) != BM_CONTRADICTION_FULL;
    return meant ? match_quality(candidate) : 0;
}

double bm_score_prefer_namesake(const bm_score_context *context, int quality, double sum,
                                bm_candidate *candidate)
{
    const bm_place *place = candidate->place;
    if (match_quality(candidate) >= quality || place->kind >= BM_PLACE_DISTRICT ||
        is_ours(context, place->country))
        return sum;
    bm_feature_score *match = &candidate->features[0];
    match->value -= namesake_share;
    snprintf(match->note, sizeof match->note, "another place is called so more exactly");
    sum -= namesake_share;
    candidate->score = sum < 0.0 ? 0.0 : sum > 1.0 ? 1.0 : sum;
    return sum;
}

bool bm_score_lacks_kind(const bm_score_context *context, const bm_place *place)
{
    bool built = context->kind == BM_PLACE_CROSSING || context->kind == BM_PLACE_AIRFIELD ||
                 context->kind == BM_PLACE_SITE;
    return context->has_kind && built && place->kind != context->kind;
}

double bm_score_candidate(const bm_score_context *context, bm_candidate *candidate)
{
    double sum = 0.0;
    candidate->feature_count = 0;
    score_match(candidate, &sum);
    score_country(context, candidate, &sum);
    score_admin(context, candidate, &sum);
    score_near(context, candidate, &sum);
    score_border(context, candidate, &sum);
    add(candidate, &sum, "class", class_value(context, candidate->place),
        bm_place_kind_name(candidate->place->kind));
    score_population(candidate, &sum);
    char note[48];
    if (context->core && bm_score_lacks_kind(context, candidate->place)) {
        bm_place_kind kind = candidate->place->kind;
        snprintf(note, sizeof note, "no %s of that name is known; the %s",
                 bm_place_kind_name(context->kind),
                 kind == BM_PLACE_SETTLEMENT ? "town" : bm_place_kind_name(kind));
        add(candidate, &sum, "hint", 0.0, note);
    }
    if (*context->hints->unknown) {
        snprintf(note, sizeof note, "'%s' is not known", context->hints->unknown);
        add(candidate, &sum, "hint", 0.0, note);
    }
    candidate->score = sum < 0.0 ? 0.0 : sum > 1.0 ? 1.0 : sum;
    return sum;
}
