#include "events/taken.h"

#include <bordermap/gazetteer.h>

#include <math.h>

/* Positions are written to six decimals. */
static const double SAME_DEGREES = 1e-6;

static bool is_same(bm_lonlat a, bm_lonlat b)
{
    return fabs(a.lon - b.lon) < SAME_DEGREES && fabs(a.lat - b.lat) < SAME_DEGREES;
}

void bm_locating_find_taken(bm_locating *run, bm_event *event)
{
    struct bm_event_taken *taken = event->taken;
    const bm_gazetteer *gazetteer = bm_place_cache_gazetteer(run->cache);
    if (!taken)
        return;
    taken->place = gazetteer ? bm_gazetteer_find_id(gazetteer, taken->place_id) : NULL;
    if (taken->place && is_same(taken->place->position, event->position))
        event->has_position = false;
    else
        event->taken = NULL;
}

void bm_locating_use_taken(const bm_locating *run, bm_event *event, bm_locating_counts *counts)
{
    const struct bm_event_taken *taken = event->taken;
    const bm_place *place = taken->place;
    bm_event_location *location = &event->location;
    location->score = taken->score;
    location->margin = taken->margin;
    location->candidate_count = taken->candidate_count;
    location->ambiguous = taken->ambiguous;
    counts->ambiguous += taken->ambiguous;
    if (taken->ambiguous && run->policy != BM_AMBIGUOUS_BEST) {
        location->score = 0;
        return;
    }
    bool is_area = event->place_precision > BM_PLACE_PRECISION_SETTLEMENT;
    counts->area += !taken->ambiguous && is_area;
    counts->located += !taken->ambiguous && !is_area;
    location->match = taken->match;
    location->located = true;
    location->position = place->position;
    location->place_id = place->id;
    location->name = place->name;
    location->country = place->country;
    location->admin1 = place->admin1;
    location->precision = event->place_precision;
    location->radius_m = event->radius_km > 0 ? event->radius_km * 1000
                                              : bm_place_precision_radius_m(event->place_precision);
}
