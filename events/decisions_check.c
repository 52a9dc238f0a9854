#include "events/decisions.h"

#include "geo/gazetteer/geocoder/hints.h"

#include <bordermap/geodesic.h>

#include <string.h>

/* A position this far from every place of its name is likely a slip. */
static const double FAR_M = 20000;

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

static void check_country(const bm_decisions *decisions, const bm_decision *decision,
                          const bm_border *border, bm_findings *findings)
{
    char said[3];
    const bm_place *place = decision->answer;
    bm_border_relation relation = {0};
    if (!*decision->country)
        return;
    if (!bm_hints_country(decisions->gazetteer, decision->country, said)) {
        bm_findings_add(findings, BM_SEVERITY_WARNING, "decision-contradicted", decisions->path,
                        decision->line, NULL, decision->country,
                        "no country is called '%s'; the row is for what is written so",
                        decision->country);
        return;
    }
    if (!*place->country || strcmp(said, place->country) == 0)
        return;
    /* On the line a position may be in either. */
    if (decision->has_position && border &&
        bm_border_relate(border, decision->position, &relation, NULL) == BM_OK &&
        relation.uncertain)
        return;
    bm_findings_add(findings, BM_SEVERITY_WARNING, "decision-contradicted", decisions->path,
                    decision->line, NULL, decision->place,
                    "the row says %s, but its %s is in %s; it was used", said,
                    decision->has_position ? "position" : "place", place->country);
}

static void check_distance(const bm_decisions *decisions, const bm_decision *decision,
                           bm_findings *findings)
{
    nearest best = {.position = decision->position};
    if (!decision->has_position)
        return;
    bm_gazetteer_lookup(decisions->gazetteer, decision->place, compare_place, &best);
    if (!best.place || best.distance_m <= FAR_M)
        return;
    char distance[64];
    bm_format_number(best.distance_m / 1000, 0, distance);
    bm_findings_add(
        findings, BM_SEVERITY_WARNING, "decision-far", decisions->path, decision->line, NULL,
        decision->place,
        "the position is %s km from the nearest place of that name, %s (%s); it was used", distance,
        best.place->name, best.place->country);
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
                            decision->line, NULL, decision->place,
                            "no place has the id '%s' any more; choose another",
                            decision->place_id);
            continue;
        }
        check_country(decisions, decision, border, findings);
        check_distance(decisions, decision, findings);
    }
    check_repeated(decisions, findings);
}
