#include <bordermap/geodesic.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "render/labels/groups.h"

/** A city is next to an event as near as this. */
#define BESIDE_KM 25.0
/** Most of the events that are told as around a place are no further off. */
#define AROUND_KM 45.0
/** None is further off. */
#define AROUND_FURTHEST_KM 110.0
/** Positions of one name as near as this to each other are of one place. */
#define ONE_PLACE_KM 30.0

bool label_group_has(const label_group *a, const bm_mark *mark)
{
    double dx = a->anchor.x - mark->anchor.x, dy = a->anchor.y - mark->anchor.y;
    return dx * dx + dy * dy < 0.25 && strcmp(a->marks[0]->country, mark->country) == 0;
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

static void survey(const label_work *work, const label_group *at, merger *found)
{
    for (size_t i = 0; i < at->mark_count; i++)
        for (size_t k = 0; k < at->marks[i]->count; k++)
            count_event(work, &at->marks[i]->events[k]->location, found);
}

/** A group's events as they lie about a place. */
typedef struct surroundings {
    double nearest_km, furthest_km;
    size_t at_place, round_place; /**< events there, and near by */
} surroundings;

/* To about a hundredth, which is as fine as a city's middle is known. */
static double rough_km(bm_lonlat a, bm_lonlat b)
{
    const double km_per_degree = 111.2, radians = acos(-1) / 180;
    double east = (b.lon - a.lon) * cos((a.lat + b.lat) / 2 * radians);
    return km_per_degree * hypot(east, b.lat - a.lat);
}

static surroundings look_round(const label_group *at, const bm_place *place)
{
    surroundings found = {.nearest_km = HUGE_VAL};
    for (size_t i = 0; i < at->mark_count; i++)
        for (size_t k = 0; k < at->marks[i]->count; k++) {
            const bm_event_location *location = &at->marks[i]->events[k]->location;
            double km = rough_km(place->position, location->position);
            found.nearest_km = fmin(found.nearest_km, km);
            found.furthest_km = fmax(found.furthest_km, km);
            found.at_place += strcmp(location->place_id, place->id) == 0;
            found.round_place += km <= AROUND_KM;
        }
    return found;
}

/* "X and around" is said only of a place where one of the events was, or a city next to one, and
 * only where most of them are round X and all not far, in the country of X. */
static bool may_name(const label_group *at, const bm_place *place)
{
    const char *country = at->marks[0]->country;
    if (*country && strcmp(place->country, country) != 0)
        return false;
    if (rough_km(place->position, at->first->location.position) > AROUND_FURTHEST_KM)
        return false;
    surroundings found = look_round(at, place);
    return (found.at_place > 0 || found.nearest_km <= BESIDE_KM) &&
           found.furthest_km <= AROUND_FURTHEST_KM && 2 * found.round_place >= at->events;
}

static bool is_capital(const bm_place *place)
{
    return place->rank == 1 || strcmp(place->feature_code, "PPLC") == 0;
}

void label_group_name_merged(const label_work *work, label_group *at)
{
    if (!work->basemap->gazetteer || !at->is_merged || at->is_wide)
        return;
    merger found = {0};
    survey(work, at, &found);
    size_t most = 0;
    at->place = NULL;
    at->name = at->second = "";
    for (size_t i = 0; i < found.count; i++)
        if (found.places[i].events > most && !is_great(found.places[i].place) &&
            may_name(at, found.places[i].place)) {
            most = found.places[i].events;
            rename_group(work, at, found.places[i].place);
        }
    for (size_t i = 0; i < work->great_count; i++) {
        const label_great *great = &work->greats[i];
        if (great->owner == at && (!at->place || !is_great(at->place) ||
                                   (is_capital(great->place) && !is_capital(at->place))))
            rename_group(work, at, great->place);
    }
}

/* Whether a group has more to do with a great place than the one that owns it so far. */
static bool outweighs(const label_group *at, const label_great *great)
{
    if (!great->owner)
        return true;
    surroundings own = look_round(at, great->place), other = look_round(great->owner, great->place);
    if (own.at_place != other.at_place)
        return own.at_place > other.at_place;
    return own.round_place > other.round_place;
}

/* A name belongs to what is drawn at its place: symbols that were gathered elsewhere are not
 * called after a city that has its dot in sight of them. */
static bool stands_at(const label_work *work, const label_group *at, bm_px place)
{
    return hypot(place.x - at->center.x, place.y - at->center.y) <= at->radius_px + 12 * work->pt;
}

void label_share_greats(label_work *work, const label_group *groups, size_t count)
{
    for (size_t i = 0; i < work->great_count; i++) {
        label_great *great = &work->greats[i];
        for (size_t j = 0; j < count; j++)
            if (!groups[j].is_wide && stands_at(work, &groups[j], great->at) &&
                may_name(&groups[j], great->place) &&
                (groups[j].is_merged || groups[j].place == great->place) &&
                outweighs(&groups[j], great))
                great->owner = &groups[j];
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

const char *label_qualified_name(label_work *work, const char *name, const bm_place *place)
{
    // Districts and oblasts are known by their English names only.
    if (!in_english(work))
        return name;
    const char *area =
        *place->admin2 && strcmp(place->admin2, name) != 0 ? place->admin2 : place->admin1;
    size_t size = strlen(name) + strlen(area) + sizeof " ()";
    char *text =
        *area && strcmp(area, name) != 0 ? bm_arena_alloc(&work->labels->arena, size) : NULL;
    if (!text)
        return name;
    snprintf(text, size, "%s (%s)", name, area);
    return text;
}

/* Of two groups of one name, which keeps it. */
static bool goes_before(const label_group *a, const label_group *b)
{
    return a->events != b->events ? a->events > b->events : a < b;
}

bool label_has_namesake(const label_work *work, const char *name, const bm_place *place)
{
    for (size_t i = 0; i < work->labels->group_count; i++) {
        const label_group *at = &work->labels->groups[i];
        if (at->place != place && strcmp(at->name, name) == 0 &&
            rough_km(at->first->location.position, place->position) > ONE_PLACE_KM)
            return true;
    }
    return false;
}

static bool have_one_name(const label_group *a, const label_group *b)
{
    return *a->name && *a->name == *b->name && strcmp(a->name, b->name) == 0;
}

void label_groups_tell_apart(label_work *work)
{
    label_group *groups = work->labels->groups;
    for (size_t i = 0; i < work->labels->group_count; i++) {
        for (size_t j = 0; j < i; j++) {
            label_group *a = &groups[i], *b = &groups[j];
            if (!have_one_name(a, b) || !a->place || !b->place || a->place == b->place)
                continue;
            label_group *lesser = goes_before(a, b) ? b : a;
            lesser->name = lesser->full_name =
                label_qualified_name(work, lesser->name, lesser->place);
        }
    }
}

void label_groups_name_once(label_group *groups, size_t count, bool everywhere)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < i; j++) {
            label_group *a = &groups[i], *b = &groups[j];
            if (!have_one_name(a, b))
                continue;
            if (!everywhere &&
                rough_km(a->first->location.position, b->first->location.position) > ONE_PLACE_KM)
                continue;
            label_group *loser = goes_before(a, b) ? b : a, *winner = loser == a ? b : a;
            winner->place = winner->place ? winner->place : loser->place;
            loser->place = NULL;
            loser->name = "";
        }
    }
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
    bool is_near = stands_at(work, at, bm_frame_to_px(work->frame, place->position));
    // The name of a town is not printed at its dot as well.
    if (is_near || (*at->name && 1000 * rough_km(place->position, location->position) <= reach_m))
        at->place = place;
}
