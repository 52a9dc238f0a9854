/* The features of a score in words, for a person to judge. */
#include "geo/gazetteer/geocoder/geocoder_parts.h"
#include "geo/gazetteer/geocoder/score_weights.h"

#include "base/utf8.h"

#include <bordermap/geodesic.h>
#include <bordermap/sink.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NOTE_SIZE = sizeof((bm_feature_score *)0)->note, NOTE_NAME_SIZE = 28, DISTANCE_SIZE = 72 };

static const char *const term_names[BM_TERM_COUNT] = {
    [BM_TERM_MATCH] = "match", [BM_TERM_COUNTRY] = "country",      [BM_TERM_ADMIN] = "admin",
    [BM_TERM_NEAR] = "near",   [BM_TERM_AROUND] = "around",        [BM_TERM_BORDER] = "border",
    [BM_TERM_CLASS] = "class", [BM_TERM_POPULATION] = "population"};

static void add(bm_candidate *candidate, const char *name, double value, const char *note)
{
    if (candidate->feature_count == BM_FEATURE_SCORES_MAX)
        return;
    bm_feature_score *feature = &candidate->features[candidate->feature_count++];
    feature->name = name;
    feature->value = value;
    (void)snprintf(feature->note, sizeof feature->note, "%s", note);
}

/* "12.3 km" with one decimal below 100 km, without a locale. */
static void format_km(double km, char text[DISTANCE_SIZE])
{
    bm_format_number(km, km < 100.0 ? 1 : 0, text);
    memcpy(text + strlen(text), " km", 4);
}

/* "12.3 km from Stolin", the name cut at a character. */
static void tell_distance(double km, const char *name, char note[NOTE_SIZE])
{
    char distance[DISTANCE_SIZE];
    char cut[NOTE_NAME_SIZE];
    size_t length = bm_utf8_cut(name, NOTE_NAME_SIZE - 1);
    memcpy(cut, name, length);
    cut[length] = '\0';
    format_km(km, distance);
    (void)snprintf(note, NOTE_SIZE, "%.12s from %s", distance, cut);
}

static void tell_country(const bm_score_context *context, const bm_place *place,
                         const bm_terms *terms, char note[NOTE_SIZE])
{
    const char *wanted = context->hints->country;
    if (!*place->country)
        (void)snprintf(note, NOTE_SIZE, "its country is not known");
    else if (strcmp(place->country, wanted) == 0)
        (void)snprintf(note, NOTE_SIZE, "in %s", wanted);
    else if (context->hints->admin_abroad)
        (void)snprintf(note, NOTE_SIZE, "in %.2s; the hints disagree", place->country);
    else if (terms->across)
        (void)snprintf(note, NOTE_SIZE, "in %.2s, at the border of %s", place->country, wanted);
    else
        (void)snprintf(note, NOTE_SIZE, "in %.2s, not %s", place->country, wanted);
}

static void tell_admin(const bm_place *place, const bm_terms *terms, char note[NOTE_SIZE])
{
    const bm_admin_reading *reading = terms->reading;
    if (terms->value[BM_TERM_ADMIN] >= BM_WEIGHT(ADMIN_IN))
        (void)snprintf(note, NOTE_SIZE, "in %.*s", (int)bm_utf8_cut(reading->name, NOTE_NAME_SIZE),
                       reading->name);
    else
        tell_distance(bm_geodesic_distance_m(reading->place->position, place->position) / 1000.0,
                      reading->name, note);
}

static void tell_around(const bm_score_context *context, const bm_place *place,
                        char note[NOTE_SIZE])
{
    double nearest = INFINITY;
    char distance[DISTANCE_SIZE];
    for (size_t i = 0; i < context->around_count; i++)
        nearest = fmin(nearest, bm_geodesic_distance_m(context->around[i], place->position));
    format_km(nearest / 1000.0, distance);
    (void)snprintf(note, NOTE_SIZE, "%.12s from the next of the report", distance);
}

static void tell_term(const bm_score_context *context, const bm_ranked *ranked,
                      const bm_terms *terms, bm_term which, char note[NOTE_SIZE])
{
    const bm_place *place = ranked->place;
    char distance[DISTANCE_SIZE];
    note[0] = '\0';
    switch (which) {
    case BM_TERM_MATCH:
        (void)snprintf(note, NOTE_SIZE, "%s",
                       ranked->namesake || ranked->borrowed
                           ? "another place is called so more exactly"
                       : ranked->edits.count > 1 ? "two letters away"
                                                 : bm_score_weights[terms->match].name);
        break;
    case BM_TERM_COUNTRY:
        tell_country(context, place, terms, note);
        break;
    case BM_TERM_ADMIN:
        tell_admin(place, terms, note);
        break;
    case BM_TERM_NEAR:
        tell_distance(terms->near_km, terms->near->name, note);
        break;
    case BM_TERM_AROUND:
        tell_around(context, place, note);
        break;
    case BM_TERM_BORDER:
        format_km(terms->border_km, distance);
        (void)snprintf(note, NOTE_SIZE, "%.12s from the border", distance);
        break;
    case BM_TERM_CLASS:
        (void)snprintf(note, NOTE_SIZE, "%s", bm_place_kind_name(place->kind));
        break;
    default:
        (void)snprintf(note, NOTE_SIZE, "%lld inhabitants", (long long)place->population);
        break;
    }
}

/* What of the query was not used as it stands. */
static void tell_hints(const bm_score_context *context, const bm_ranked *ranked,
                       bm_candidate *candidate)
{
    char note[NOTE_SIZE];
    const bm_hints *hints = context->hints;
    if (ranked->relaxed) {
        (void)snprintf(note, sizeof note, "the %s that is hinted is not heeded",
                       ranked->contradicted & BM_RELAXED_COUNTRY ? "country"
                       : ranked->contradicted & BM_RELAXED_ADMIN ? "unit"
                                                                 : "place near");
        add(candidate, "relaxed", BM_WEIGHT(RELAXED) * ranked->relaxed, note);
    }
    if (*hints->mended_note)
        add(candidate, "hint", 0.0, hints->mended_note);
    bm_place_kind kind = ranked->place->kind;
    if (ranked->core && bm_score_lacks_kind(context, ranked->place)) {
        (void)snprintf(note, sizeof note, "no %s of that name is known; the %s",
                       bm_place_kind_name(context->kind),
                       kind == BM_PLACE_SETTLEMENT ? "town" : bm_place_kind_name(kind));
        add(candidate, "hint", 0.0, note);
    }
    if (*hints->unknown) {
        (void)snprintf(note, sizeof note, "'%s' is not known", hints->unknown);
        add(candidate, "hint", 0.0, note);
    }
}

void bm_score_tell(const bm_score_context *context, const bm_ranked *ranked, bool reasons,
                   bm_candidate *candidate)
{
    candidate->place = ranked->place;
    candidate->match = bm_is_area(ranked->place) ? BM_MATCH_AREA : ranked->match;
    candidate->matched = ranked->matched;
    candidate->score = ranked->sum < 0.0 ? 0.0 : ranked->sum > 1.0 ? 1.0 : ranked->sum;
    candidate->feature_count = 0;
    if (!reasons)
        return;
    bm_score_context as_met = *context;
    bm_terms terms;
    as_met.level = ranked->level;
    as_met.core = ranked->core;
    as_met.edits = ranked->edits;
    (void)bm_score_place(&as_met, ranked->place, ranked->match, ranked->matched, &terms);
    for (size_t i = 0; i < BM_TERM_COUNT; i++) {
        char note[NOTE_SIZE];
        if (!(terms.present & 1U << i))
            continue;
        tell_term(&as_met, ranked, &terms, (bm_term)i, note);
        add(candidate, term_names[i],
            terms.value[i] +
                (i == BM_TERM_MATCH && ranked->namesake ? BM_WEIGHT(MATCH_NAMESAKE) : 0.0) +
                (i == BM_TERM_MATCH && ranked->borrowed ? BM_WEIGHT(MATCH_BORROWED) : 0.0),
            note);
    }
    tell_hints(context, ranked, candidate);
    if (context->alias_note && ranked->level == BM_LEVEL_ALIAS)
        add(candidate, "hint", 0.0, context->alias_note);
}
