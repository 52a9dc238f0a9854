#include "events/locate_around.h"
#include "events/locate_cache.h"
#include "events/locate_relate.h"
#include "events/locate_report.h"
#include "events/movement.h"
#include "events/taken.h"

#include "base/blank.h"
#include "base/strbuf.h"

#include <bordermap/geodesic.h>

#include <math.h>
#include <string.h>

/* A given position this far from the place it names is worth a look: published positions of events
 * lie within 12 km of the settlement they name in nine rows of ten. */
static const double FAR_M = 50000;

/* So near the border no position looks swapped. */
static const double NOT_ABROAD_KM = 900;

static bm_place_precision coarser(bm_place_precision a, bm_place_precision b)
{
    return a > b ? a : b;
}

/* `radius_m` 0: what is usual for the precision. */
static void set_precision(bm_event *event, bm_place_precision precision, double radius_m)
{
    bm_event_location *location = &event->location;
    location->precision = coarser(precision, event->place_precision);
    location->radius_m = radius_m;
    if (radius_m <= 0 || location->precision != precision)
        location->radius_m = fmax(radius_m, bm_place_precision_radius_m(location->precision));
}

static void use_place(bm_event *event, const bm_place *place)
{
    event->location.place_id = place->id;
    event->location.admin1 = place->admin1;
}

/* Most are; no way is longer than one along the meridian and one along the parallel. */
static bool is_surely_near(bm_lonlat a, bm_lonlat b)
{
    const double metres_per_degree = 111700.0;
    return (fabs(a.lon - b.lon) + fabs(a.lat - b.lat)) * metres_per_degree < FAR_M;
}

/* Coordinates of the table stand; the name is only compared with them. */
static bm_status locate_given(bm_locating *run, bm_event *event, bm_error *error)
{
    bm_event_location *location = &event->location;
    location->located = true;
    location->match = BM_MATCH_GIVEN;
    location->position = event->position;
    location->name = event->place;
    location->score = location->margin = 1;
    set_precision(event, BM_PLACE_PRECISION_EXACT, 0);
    if (event->radius_km > 0)
        location->radius_m = event->radius_km * 1000;
    /* bm_locating_relate_given() did it, unless the position is none; then this says so. */
    bm_status status = BM_OK;
    if (isnan(location->border.border_km))
        status = bm_border_relate(run->border, event->position, &location->border, error);
    if (status)
        return status;
    location->country = bm_locating_keep(run, location->border.country);
    if (!location->country)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    if (!(location->border.border_km < NOT_ABROAD_KM) &&
        bm_border_looks_swapped(run->border, event->position))
        bm_locating_report_swapped(run, event);
    status = bm_locating_compare_country(run, event, error);
    if (status || bm_is_blank(event->place))
        return status;
    bm_place_answer answer;
    bm_place_question question = {event->place, event->country, event->admin, event->district};
    status = bm_place_cache_ask(run->cache, &question, &answer, error);
    if (status || answer.status != BM_LOCATION_LOCATED)
        return status;
    if (is_surely_near(event->position, answer.best->position)) {
        use_place(event, answer.best);
        return BM_OK;
    }
    double distance_m = bm_geodesic_distance_m(event->position, answer.best->position);
    if (distance_m <= FAR_M)
        use_place(event, answer.best);
    else
        bm_locating_report_far(run, event, answer.best, distance_m);
    return BM_OK;
}

/* bm_locating_relate_named() tells what the border is to it. */
static void put_at(bm_event *event, const bm_place_answer *answer)
{
    bm_event_location *location = &event->location;
    const bm_place *place = answer->best;
    location->located = true;
    location->position = place->position;
    location->name = place->name;
    location->country = place->country;
    use_place(event, place);
    double radius_km = answer->radius_km > 0 ? answer->radius_km : place->radius_km;
    set_precision(event, bm_place_precision_of(answer->best, answer->radius_km), radius_km * 1000);
}

/* What a row without a place is asked for, best first: its district, its oblast, its country. The
 * name of a unit is mostly that of its main town too, so it is asked with its class first. */
static const struct {
    bm_column_role role;
    const char *class_word;
} levels[] = {{BM_COLUMN_DISTRICT, " district"},
              {BM_COLUMN_DISTRICT, ""},
              {BM_COLUMN_ADMIN, " region"},
              {BM_COLUMN_ADMIN, ""},
              {BM_COLUMN_COUNTRY, ""}};

static bm_status ask_for_area(bm_locating *run, const bm_event *event, size_t level,
                              bm_place_answer *answer, bm_error *error)
{
    bm_column_role role = levels[level].role;
    const char *unit = role == BM_COLUMN_DISTRICT ? event->district
                       : role == BM_COLUMN_ADMIN  ? event->admin
                                                  : event->country;
    if (bm_is_blank(unit))
        return BM_OK;
    bm_strbuf name = {0};
    bm_strbuf_append(&name, unit);
    bm_strbuf_append(&name, levels[level].class_word);
    bm_place_question question = {.place = bm_strbuf_text(&name),
                                  .country = role == BM_COLUMN_COUNTRY ? "" : event->country,
                                  .admin = role == BM_COLUMN_DISTRICT ? event->admin : "",
                                  .district = ""};
    bm_status status = name.failed ? bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory")
                                   : bm_place_cache_ask(run->cache, &question, answer, error);
    bm_strbuf_finish(&name);
    return status;
}

static bm_status ask_for_place(bm_locating *run, const bm_event *event,
                               const bm_place_question *question, bm_place_answer *answer,
                               bm_error *error)
{
    bm_status status = bm_place_cache_ask(run->cache, question, answer, error);
    return status ? status : bm_locating_ask_around(run, event, question, answer, error);
}

bm_status bm_locating_ask(bm_locating *run, const bm_event *event, bm_place_answer *answer,
                          bm_error *error)
{
    bm_place_question question = {event->place, event->country, event->admin, event->district};
    *answer = (bm_place_answer){0};
    if (!bm_is_blank(event->place))
        return ask_for_place(run, event, &question, answer, error);
    for (size_t level = 0; level < sizeof levels / sizeof *levels; level++) {
        bm_status status = ask_for_area(run, event, level, answer, error);
        if (status || answer->status == BM_LOCATION_AREA)
            return status;
    }
    *answer = (bm_place_answer){0};
    return BM_OK;
}

static bm_status locate_named(bm_locating *run, bm_event *event, bm_locating_counts *counts,
                              bm_error *error)
{
    bm_place_answer answer;
    bm_status status = bm_locating_ask(run, event, &answer, error);
    if (status)
        return status;
    bm_locating_report_hints(run, event, &answer);
    bm_event_location *location = &event->location;
    location->match = answer.match;
    location->score = answer.score;
    location->margin = answer.margin;
    location->candidate_count = answer.candidate_total;
    location->ambiguous = answer.status == BM_LOCATION_AMBIGUOUS;
    switch (answer.status) {
    case BM_LOCATION_NONE:
        counts->unlocated++;
        bm_locating_report_unknown(run, event, &answer);
        return BM_OK;
    case BM_LOCATION_AMBIGUOUS:
        counts->ambiguous++;
        bm_locating_report_ambiguous(run, event, &answer);
        if (run->policy == BM_AMBIGUOUS_BEST)
            break;
        location->match = BM_MATCH_NONE;
        location->score = 0;
        return BM_OK;
    case BM_LOCATION_LOCATED:
        counts->located++;
        break;
    case BM_LOCATION_AREA:
        counts->area++;
        break;
    }
    put_at(event, &answer);
    return BM_OK;
}

bm_status bm_locating_run(bm_locating *run, bm_locating_counts *counts, bm_error *error)
{
    bm_events *events = run->events;
    bm_status status = BM_OK;
    if (!run->is_part && !bm_locating_find_reports(run))
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    for (size_t i = 0; i < events->count; i++)
        bm_locating_find_taken(run, &events->items[i]);
    if (!status)
        status = bm_locating_relate_given(run, error);
    for (size_t i = 0; !status && i < events->count; i++) {
        bm_event *event = &events->items[i];
        if (event->taken) {
            bm_locating_use_taken(run, event, counts);
        } else if (event->has_position) {
            counts->given++;
            status = locate_given(run, event, error);
        } else {
            status = locate_named(run, event, counts, error);
        }
        if (!status)
            status = bm_locating_find_movement(run, event, error);
    }
    if (!status)
        status = bm_locating_relate_named(run, error);
    bm_locating_finish_reports(run);
    return status;
}

bm_status bm_events_locate(bm_events *events, const struct bm_geocoder *geocoder,
                           const bm_border *border, const struct bm_decisions *decisions,
                           bm_ambiguous_policy policy, bm_findings *findings,
                           bm_locating_counts *counts, bm_error *error)
{
    bm_locating run = {.events = events, .border = border, .policy = policy, .findings = findings};
    bm_locating_counts own = {.total = events->count};
    run.cache = bm_place_cache_new(geocoder, decisions);
    bm_status status = run.cache ? bm_locating_run(&run, &own, error)
                                 : bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    if (!status)
        bm_place_cache_report_unused(run.cache, findings);
    bm_place_cache_free(run.cache);
    if (counts)
        *counts = own;
    return status;
}
