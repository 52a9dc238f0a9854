#include "events/decisions.h"

#include "geo/gazetteer/geocoder/unit.h"

#include <bordermap/geodesic.h>

#include <stdio.h>
#include <string.h>

/* A position this far from every place of its name is likely a slip. */
static const double FAR_M = 20000;
enum { MESSAGE_SIZE = 768 };

/* The nearest place that is called so. */
typedef struct nearest {
    bm_lonlat position;
    const bm_place *place;
    double distance_m;
} nearest;

static bool compare_place(const bm_place *place, bm_match match, const char *matched, void *context)
{
    (void)match;
    (void)matched;
    nearest *best = context;
    double distance_m = bm_geodesic_distance_m(best->position, place->position);
    if (place->kind < BM_PLACE_DISTRICT && (!best->place || distance_m < best->distance_m)) {
        best->place = place;
        best->distance_m = distance_m;
    }
    return true;
}

/* What is amiss is said before any table is read, so that it says what to do, not what was done. */
static void warn(const bm_decisions *decisions, const bm_decision *decision, const char *code,
                 const char *column, const char *value, const char *message, bm_findings *findings)
{
    bm_findings_add(findings, BM_SEVERITY_WARNING, code, decisions->path, decision->line, column,
                    value, "%s", message);
}

static void check_country(const bm_decisions *decisions, const bm_decision *decision,
                          const bm_border *border, bm_findings *findings)
{
    char said[3];
    char message[MESSAGE_SIZE];
    const bm_place *place = decision->answer;
    bm_border_relation relation = {0};
    if (!*decision->country)
        return;
    if (!bm_hints_country(decisions->gazetteer, decision->country, said)) {
        (void)snprintf(message, sizeof message,
                       "no country is called '%s', so only rows that write it so are met; "
                       "correct it or leave it empty",
                       decision->country);
        warn(decisions, decision, "decision-contradicted", decisions->country_column,
             decision->country, message, findings);
        return;
    }
    if (!*place->country || strcmp(said, place->country) == 0)
        return;
    /* On the line a position may be in either. */
    if (decision->has_position && border &&
        bm_border_relate(border, decision->position, &relation, NULL) == BM_OK &&
        relation.uncertain)
        return;
    (void)snprintf(message, sizeof message,
                   "'%s': the row is for %s, but its %s is in %s; correct the one that is wrong",
                   decision->place, said, decision->has_position ? "position" : "place",
                   place->country);
    warn(decisions, decision, "decision-contradicted", decisions->country_column, decision->country,
         message, findings);
}

static void check_admin(const bm_decisions *decisions, const bm_decision *decision,
                        bm_findings *findings)
{
    bm_hints hints = {0};
    bm_unit_memo memo = {0};
    char message[MESSAGE_SIZE];
    double fit = 0;
    const bm_place *place = decision->answer;
    if (!*decision->admin)
        return;
    if (!bm_hints_admin(decisions->gazetteer, decision->admin, false, &hints) ||
        hints.admin_count == 0) {
        (void)snprintf(message, sizeof message,
                       "no oblast or district is called '%s', so only rows that write it so are "
                       "met; correct it or leave it empty",
                       decision->admin);
    } else {
        const bm_admin_reading *unit = bm_unit_fit(&memo, &hints, place, &fit);
        if (!unit || fit >= 0 || place->kind == BM_PLACE_COUNTRY)
            return;
        (void)snprintf(message, sizeof message,
                       "'%s': the row is for %s, but its %s is elsewhere, in %s%s%s%s%s; correct "
                       "the one that is wrong",
                       decision->place, decision->admin,
                       decision->has_position ? "position" : "place", place->admin2,
                       *place->admin2 ? ", " : "", place->admin1, *place->admin1 ? ", " : "",
                       *place->country ? place->country : "another country");
    }
    warn(decisions, decision, "decision-contradicted", decisions->admin_column, decision->admin,
         message, findings);
}

/* True when the numbers are rather latitude and longitude, which is said. */
static bool check_swapped(const bm_decisions *decisions, const bm_decision *decision,
                          const bm_border *border, bm_findings *findings)
{
    char message[MESSAGE_SIZE];
    char lon[64];
    char lat[64];
    char distance[64];
    if (!decision->has_position || !bm_border_looks_swapped(border, decision->position))
        return false;
    bm_format_number(decision->position.lon, 6, lon);
    bm_format_number(decision->position.lat, 6, lat);
    bm_format_number(bm_border_distance_km(border, decision->position), 0, distance);
    (void)snprintf(message, sizeof message,
                   "'%s': longitude %s and latitude %s are %s km from the border; are they "
                   "swapped?",
                   decision->place, lon, lat, distance);
    warn(decisions, decision, "decision-swapped", decisions->lon_column, lon, message, findings);
    return true;
}

static void check_distance(const bm_decisions *decisions, const bm_decision *decision,
                           bm_findings *findings)
{
    nearest best = {.position = decision->position};
    char message[MESSAGE_SIZE];
    if (!decision->has_position)
        return;
    bm_gazetteer_lookup(decisions->gazetteer, decision->place, compare_place, &best);
    if (!best.place || best.distance_m <= FAR_M)
        return;
    char distance[64];
    char lon[64];
    bm_format_number(best.distance_m / 1000, 0, distance);
    bm_format_number(decision->position.lon, 6, lon);
    (void)snprintf(message, sizeof message,
                   "'%s': the position is %s km from the nearest place of that name, %s (%s); "
                   "correct it unless it is meant",
                   decision->place, distance, best.place->name, best.place->country);
    warn(decisions, decision, "decision-far", decisions->lon_column, lon, message, findings);
}

/* How many rows of one name are looked through. */
enum { REPEATED_MAX = 100 };

static bool decide_alike(const bm_decision *one, const bm_decision *other)
{
    return one->has_position || other->has_position
               ? one->answer->position.lon == other->answer->position.lon &&
                     one->answer->position.lat == other->answer->position.lat
               : one->answer == other->answer;
}

static bool are_for_the_same(const bm_decision *one, const bm_decision *other)
{
    return one->answer && strcmp(one->country, other->country) == 0 &&
           strcmp(one->admin, other->admin) == 0;
}

/* Rows for the same name, country and unit that choose different places: a slip of which nobody
 * would learn. */
static void check_repeated(const bm_decisions *decisions, bm_findings *findings)
{
    const bm_decision_key *keys = decisions->exact.items;
    for (size_t i = 1; i < decisions->exact.count; i++) {
        const bm_decision *last = &decisions->items[keys[i].decision];
        size_t k = i;
        while (last->answer && k > 0 && i - k < REPEATED_MAX &&
               strcmp(keys[k - 1].key, keys[i].key) == 0) {
            const bm_decision *before = &decisions->items[keys[--k].decision];
            if (!are_for_the_same(before, last))
                continue;
            if (!decide_alike(before, last))
                bm_findings_add(findings, BM_SEVERITY_WARNING, "decision-repeated", decisions->path,
                                last->line, NULL, last->place,
                                "line %ld decides otherwise; this line is used", before->line);
            break;
        }
    }
}

void bm_decisions_check(const bm_decisions *decisions, const bm_border *border,
                        bm_findings *findings)
{
    for (size_t i = 0; i < decisions->count; i++) {
        const bm_decision *decision = &decisions->items[i];
        if (!decision->answer) {
            bm_findings_add(findings, BM_SEVERITY_WARNING, "decision-stale", decisions->path,
                            decision->line, decisions->id_column, decision->place_id,
                            "'%s': no place has the id '%s' any more; choose another",
                            decision->place, decision->place_id);
            continue;
        }
        /* All else would only follow from it. */
        if (check_swapped(decisions, decision, border, findings))
            continue;
        check_country(decisions, decision, border, findings);
        check_admin(decisions, decision, findings);
        check_distance(decisions, decision, findings);
    }
    check_repeated(decisions, findings);
}
