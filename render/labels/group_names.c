#include <bordermap/geodesic.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "render/labels/groups.h"

/** A wider group is named after no place, in radii of one event's symbol. */
#define AROUND_RADII_MAX 6.0

bool label_group_has(const label_group *a, const bm_mark *mark)
{
    return strcmp(a->marks[0]->country, mark->country) == 0 &&
           hypot(a->anchor.x - mark->anchor.x, a->anchor.y - mark->anchor.y) < 0.5;
}

/** Looks among the places of one name for the one next to an event. */
typedef struct name_search {
    bm_lonlat position;
    const bm_place *nearest;
    double nearest_m;
    bool known;
} name_search;

static bool meet_place(const bm_place *place, bm_match match, const char *matched, void *context)
{
    name_search *search = context;
    (void)matched;
    if (match != BM_MATCH_EXACT && match != BM_MATCH_VARIANT)
        return false;
    double distance_m = bm_geodesic_distance_m(place->position, search->position);
    search->known = true;
    if (distance_m < search->nearest_m) {
        search->nearest = place;
        search->nearest_m = distance_m;
    }
    return true;
}

/** A capital or oblast centre. */
static bool is_great(const bm_place *place)
{
    return place->kind == BM_PLACE_SETTLEMENT &&
           (place->rank == 1 || strcmp(place->feature_code, "PPLC") == 0 ||
            strcmp(place->feature_code, "PPLA") == 0);
}

static void rename_group(const label_work *work, label_group *at, const bm_place *place)
{
    bm_names names = bm_names_of_place(&work->languages, place);
    at->place = place;
    at->name = names.first;
    at->second = names.second;
}

/** What a merged group's events say of its places. */
typedef struct merger {
    struct {
        const bm_place *place;
        size_t events;
    } places[64]; /**< further ones have hardly the most events */
    size_t count;
} merger;

static void count_event(const label_work *work, const bm_event_location *location, merger *found)
{
    const bm_place *place = *location->place_id
                                ? bm_gazetteer_find_id(work->basemap->gazetteer, location->place_id)
                                : NULL;
    if (!place || place->kind != BM_PLACE_SETTLEMENT)
        return;
    size_t i = 0;
    while (i < found->count && found->places[i].place != place)
        i++;
    if (i == sizeof found->places / sizeof *found->places)
        return;
    found->count = i < found->count ? found->count : i + 1;
    found->places[i].place = place;
    found->places[i].events++;
}

/* How far a place is from the furthest of a group's events, on the page. */
static double reach_from(const label_work *work, const label_group *at, bm_px place)
{
    double reach = 0;
    for (size_t i = 0; i < at->mark_count; i++)
        for (size_t k = 0; k < at->marks[i]->count; k++) {
            const bm_event_location *location = &at->marks[i]->events[k]->location;
            bm_px spot = bm_frame_to_px(work->frame, location->position);
            reach = fmax(reach, hypot(spot.x - place.x, spot.y - place.y));
        }
    return reach;
}

static void survey(const label_work *work, const bm_mark *mark, merger *found)
{
    for (size_t i = 0; i < mark->count; i++)
        count_event(work, &mark->events[i]->location, found);
}

/* "X and around" is said only where all events are round X, in the country of X. */
static bool may_name(const label_work *work, const label_group *at, const bm_place *place)
{
    double unit_px = work->style->symbol_size_pt * work->pt / 2;
    double reach_px = fmin(at->marks[0]->merging_px, AROUND_RADII_MAX * unit_px);
    const char *country = at->marks[0]->country;
    return (!*country || strcmp(place->country, country) == 0) &&
           reach_from(work, at, bm_frame_to_px(work->frame, place->position)) <= 1.5 * reach_px;
}

void label_group_name_merged(const label_work *work, label_group *at)
{
    if (!work->basemap->gazetteer || !at->is_merged || at->is_wide)
        return;
    merger found = {0};
    for (size_t i = 0; i < at->mark_count; i++)
        survey(work, at->marks[i], &found);
    size_t most = 0;
    at->place = NULL;
    at->name = at->second = "";
    for (size_t i = 0; i < found.count; i++)
        if (found.places[i].events > most && may_name(work, at, found.places[i].place)) {
            most = found.places[i].events;
            rename_group(work, at, found.places[i].place);
        }
    double nearest = reach_from(work, at, at->anchor);
    for (size_t i = 0; i < work->great_count; i++) {
        const label_great *great = &work->greats[i];
        double away = hypot(great->at.x - at->anchor.x, great->at.y - at->anchor.y);
        if (away <= nearest && (!great->owner || great->owner == at) &&
            may_name(work, at, great->place)) {
            nearest = away;
            rename_group(work, at, great->place);
        }
    }
    for (size_t i = 0; i < work->great_count; i++) {
        label_great *great = &work->greats[i];
        if (great->owner == at)
            great->owner = NULL;
        if (great->place == at->place)
            great->owner = at;
    }
}

void label_find_greats(label_work *work)
{
    const bm_gazetteer *gazetteer = work->basemap->gazetteer;
    for (size_t i = 0; gazetteer && i < bm_gazetteer_count(gazetteer); i++) {
        const bm_place *place = bm_gazetteer_place(gazetteer, i);
        if (!place || !is_great(place) ||
            !bm_lonlat_box_contains(work->frame->lonlat, place->position))
            continue;
        label_great *grown =
            bm_array_grow(work->greats, work->great_count, &work->great_capacity, sizeof *grown);
        if (!grown) {
            work->labels->failed = true;
            return;
        }
        work->greats = grown;
        work->greats[work->great_count++] =
            (label_great){.place = place, .at = bm_frame_to_px(work->frame, place->position)};
    }
}

static bool in_english(const label_work *work)
{
    return work->languages.count == 1 && work->languages.codes[0] == BM_LANGUAGE_EN;
}

void label_group_find_name(const label_work *work, label_group *at)
{
    const double reach_m = 15000;
    const bm_event_location *location = &at->first->location;
    const bm_gazetteer *gazetteer = work->basemap->gazetteer;
    const bm_place *place = NULL;
    at->second = "";
    at->name = *location->name ? location->name : at->first->place;
    if (!gazetteer)
        return;
    if (*location->place_id) {
        place = bm_gazetteer_find_id(gazetteer, location->place_id);
    } else if (location->match == BM_MATCH_GIVEN && *at->name) {
        name_search search = {.position = location->position, .nearest_m = HUGE_VAL};
        bm_gazetteer_lookup(gazetteer, at->name, meet_place, &search);
        if (search.known && search.nearest_m > reach_m)
            at->name = "";
        else
            place = search.nearest;
    }
    bm_names names = {at->name, ""};
    if (place && (location->match == BM_MATCH_GIVEN || !in_english(work)))
        names = bm_names_of_place(&work->languages, place);
    at->name = names.first;
    at->second = names.second;
    bool settled = location->precision == BM_PLACE_PRECISION_EXACT ||
                   location->precision == BM_PLACE_PRECISION_SETTLEMENT;
    if (!place || !settled || place->kind != BM_PLACE_SETTLEMENT)
        return;
    bm_px position = bm_frame_to_px(work->frame, place->position);
    if (hypot(position.x - at->center.x, position.y - at->center.y) <=
        at->radius_px + 12 * work->pt)
        at->place = place;
}
