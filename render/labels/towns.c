#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/labels/groups.h"
#include "render/labels/towns.h"

enum { TOWNS_MAX = 400 };

/** How far from the border a village or a crossing is of interest. */
static const double near_border_km = 20;

static const label_dot dots[] = {LABEL_DOT_CAPITAL, LABEL_DOT_CENTRE, LABEL_DOT_TOWN,
                                 LABEL_DOT_VILLAGE};

static bool is_own(const label_work *work, const bm_place *place)
{
    const bm_border *border = work->basemap->border;
    return strcmp(place->country, bm_border_country(border, 0)) == 0 ||
           strcmp(place->country, bm_border_country(border, 1)) == 0;
}

static int grade_of(const label_work *work, const bm_place *place)
{
    if (strcmp(place->feature_code, "PPLC") == 0 || place->rank == 1)
        return 0;
    // In small countries each little seat of a municipality is called a first-level one.
    if (strcmp(place->feature_code, "PPLA") == 0 &&
        (is_own(work, place) || place->population >= 100000))
        return 1;
    return place->population >= 5000 || (place->rank > 0 && place->rank <= 7) ? 2 : 3;
}

/** The fewest people that a town needs to be of use at this scale. */
static double least_weight(double m_per_pt)
{
    return 13000 * pow(m_per_pt / 1000, 1.6);
}

static bool find_town(const label_work *work, const bm_place *place, label_town *found)
{
    if (place->kind != BM_PLACE_SETTLEMENT || !*place->name ||
        !bm_lonlat_box_contains(work->frame->lonlat, place->position) ||
        !bm_lonlat_box_contains(bm_layer_box(work->basemap->countries), place->position))
        return false; // also where the ground is not known
    *found = (label_town){.place = place, .grade = grade_of(work, place)};
    found->is_own_capital = found->grade == 0 && is_own(work, place);
    double least = least_weight(work->m_per_pt);
    found->weight = place->population > 0 ? (double)place->population : 400;
    bool close_up = work->m_per_pt < 400;
    if (found->grade > 1 && close_up &&
        bm_border_distance_km(work->basemap->border, place->position) < near_border_km)
        found->weight *= 4;
    if (found->grade > 1 && found->weight < least)
        return false;
    found->position = bm_frame_to_px(work->frame, place->position);
    const bm_px_box *map = &work->frame->map;
    bm_px at = found->position;
    double edge = label_dot_radius(work, LABEL_DOT_CAPITAL);
    return at.x > map->x0 + edge && at.x < map->x1 - edge && at.y > map->y0 + edge &&
           at.y < map->y1 - edge;
}

static int compare_towns(const void *left, const void *right)
{
    const label_town *a = left, *b = right;
    int grade_a = a->grade < 2 ? a->grade : 2, grade_b = b->grade < 2 ? b->grade : 2;
    if (grade_a != grade_b)
        return grade_a - grade_b;
    if (fabs(a->weight - b->weight) > 0)
        return a->weight > b->weight ? -1 : 1;
    return strcmp(a->place->id, b->place->id);
}

/** The events that a place is named with; NULL when it is not. */
static const label_taken *find_taken(const label_work *work, const bm_place *place)
{
    for (size_t i = 0; i < work->taken_count; i++) {
        if (work->taken[i].place == place)
            return &work->taken[i];
    }
    return NULL;
}

/** Keep towns that are far enough from greater ones; a label needs room of its own. */
static size_t thin(const label_work *work, label_town *towns, size_t count)
{
    static const double spacing_pt[] = {0, 16, 42, 28};
    size_t kept = 0;
    for (size_t i = 0; i < count && kept < TOWNS_MAX; i++) {
        bool free = true;
        for (size_t j = 0; j < kept && free; j++) {
            // The name of one with events stands by their symbols.
            if (towns[j].events)
                continue;
            // Names are wider than high.
            double dx = (towns[i].position.x - towns[j].position.x) / 1.3;
            double dy = (towns[i].position.y - towns[j].position.y) * 1.3;
            free = hypot(dx, dy) >= spacing_pt[towns[i].grade] * work->pt;
        }
        if (free)
            towns[kept++] = towns[i];
    }
    return kept;
}

/** Note a symbol that the dot's box touches, if it is the nearest. */
static void meet_symbol(const label_work *work, const label_town *at, label_disc disc,
                        label_cover *cover)
{
    double dot = label_dot_radius(work, dots[at->grade]);
    double away_x = fmax(fabs(disc.center.x - at->position.x) - dot, 0);
    double away_y = fmax(fabs(disc.center.y - at->position.y) - dot, 0);
    if (!(hypot(away_x, away_y) < disc.radius_px))
        return;
    double off = hypot(disc.center.x - at->position.x, disc.center.y - at->position.y);
    if (cover->any &&
        hypot(cover->disc.center.x - at->position.x, cover->disc.center.y - at->position.y) <= off)
        return;
    *cover = (label_cover){true, disc};
}

static label_cover find_cover(const label_work *work, const label_town *at)
{
    label_cover cover = {0};
    if (at->grade > 1)
        return cover;
    const bm_labels *labels = work->labels;
    for (size_t i = 0; i < labels->group_count; i++) {
        const label_group *group = &labels->groups[i];
        for (size_t j = 0; j < group->mark_count; j++) {
            const bm_mark *mark = group->marks[j];
            // The circle round a symbol's corners is near that round its middle.
            double far = 2 * mark->radius_px + label_dot_radius(work, LABEL_DOT_CAPITAL);
            if (fabs(mark->center.x - at->position.x) < far &&
                fabs(mark->center.y - at->position.y) < far)
                meet_symbol(work, at, label_symbol_disc(work, mark), &cover);
        }
    }
    for (size_t i = 0; i < work->marks->clear_count; i++)
        meet_symbol(work, at, label_disc_in(work->marks->clear[i]), &cover);
    return cover;
}

/** A great one is missed more than its dot: its name may stand beside the symbol that hides that,
 * or at the end of a leader. */
static void place_great(label_work *work, const label_town *at, const label_form *form)
{
    const label_cover *cover = &at->cover;
    static const double longest_pt[] = {78, 54};
    label_disc disc = {at->position, label_dot_radius(work, dots[at->grade])};
    double cost = 0;
    if (cover->any) {
        disc = cover->disc;
        cost = 2;
        work->labels->items[work->labels->item_count - 1].at = at->position;
    } else {
        label_set_dot(work, dots[at->grade], at->position);
    }
    label_add_around(work, form, disc.center, disc.radius_px + (cover->any ? work->pt : 0), cost);
    // Among many symbols even a leader has no room: nobody takes the name for another place's.
    static const double steps_pt[] = {9, 18, 27, 36};
    for (size_t i = 0; at->is_own_capital && i < sizeof steps_pt / sizeof *steps_pt; i++)
        label_add_around(work, form, disc.center, disc.radius_px + steps_pt[i] * work->pt,
                         44 + 0.3 * steps_pt[i]);
    label_cluster cluster = {.center = disc.center,
                             .radius_px = disc.radius_px,
                             .discs = &disc,
                             .disc_count = 1,
                             .symbol_count = 1,
                             .is_hidden = cover->any};
    if (!work->is_sparse || at->is_own_capital)
        label_add_with_leaders(work, form, &cluster, longest_pt[at->grade], 32);
}

void label_want_room(label_work *work, bm_px at)
{
    const double half_pt = 8, cost = 10;
    bm_placement_add_want(work->labels->placement, at, half_pt * work->pt, cost);
}

/** A name that finds no room beside its dot: in the type of villages, or on a short leader. */
static void add_makeshifts(label_work *work, const label_town *at, const label_form *form,
                           bm_names names)
{
    const double smaller_cost = 3, leader_cost = 6, longest_pt = 24;
    double radius = label_dot_radius(work, dots[at->grade]);
    const bm_text_style *village = &work->style->town_labels[3];
    if (at->grade == 2 && village->size_pt < work->style->town_labels[2].size_pt) {
        label_form *smaller = label_form_new(work);
        label_form_add_names(work, smaller, village, names);
        label_add_around(work, smaller, at->position, radius, smaller_cost);
    }
    label_disc disc = {at->position, radius};
    label_cluster cluster = {.center = disc.center,
                             .radius_px = disc.radius_px,
                             .discs = &disc,
                             .disc_count = 1,
                             .symbol_count = 1};
    label_add_with_leaders(work, form, &cluster, longest_pt, leader_cost);
}

static void add_town(label_work *work, const label_town *at)
{
    // Ten times as many people are 24 steps more.
    int step = (int)fmin(24 * log10(fmax(at->weight, 10) / 10), 499);
    bool is_great = at->grade < 2;
    int priority = at->is_own_capital ? LABEL_PRIORITY_OWN_CAPITAL
                   : at->grade == 0   ? LABEL_PRIORITY_CAPITAL
                   : at->grade == 1   ? LABEL_PRIORITY_CENTRE
                                      : LABEL_PRIORITY_TOWN;
    // Only the great ones may lie over the border, and those as a last resort.
    double cost_max = is_great ? 70 : 22;
    bm_names names = bm_names_of_place(&work->languages, at->place);
    if (label_has_namesake(work, names.first, at->place))
        names.first = label_qualified_name(work, names.first, at->place);
    if (!label_begin(work, names.first, LABEL_TOWN, priority + step, cost_max, 0))
        return;
    label_item *item = &work->labels->items[work->labels->item_count - 1];
    item->place = at->place;
    item->is_great = is_great;
    if (at->events)
        work->labels->items[work->labels->item_count - 1].instead_of = at->events->group;
    label_form *form = label_form_new(work);
    label_form_add_names(work, form, &work->style->town_labels[at->grade], names);
    if (is_great) {
        place_great(work, at, form);
        if (!at->cover.any)
            label_want_room(work, at->position);
        return;
    }
    label_set_dot(work, dots[at->grade], at->position);
    label_add_around(work, form, at->position, label_dot_radius(work, dots[at->grade]), 0);
    add_makeshifts(work, at, form, names);
    label_want_room(work, at->position);
}

/* A small map among others names capitals and the centres of its own oblasts. */
static bool is_left_out(const label_work *work, const label_town *found)
{
    return found->grade > 1 || (found->grade == 1 && !is_own(work, found->place));
}

void label_towns_find(label_work *work)
{
    const bm_gazetteer *gazetteer = work->basemap->gazetteer;
    for (size_t i = 0; gazetteer && i < bm_gazetteer_count(gazetteer); i++) {
        const bm_place *place = bm_gazetteer_place(gazetteer, i);
        label_town found;
        if (!place || !find_town(work, place, &found) ||
            (work->is_sparse && is_left_out(work, &found)))
            continue;
        found.events = find_taken(work, place);
        // Of what is named with its events, the great are on the map in any case.
        if (found.events && (found.grade > 1 || !found.events->has_label))
            continue;
        label_town *grown =
            bm_array_grow(work->towns, work->town_count, &work->town_capacity, sizeof *work->towns);
        if (!grown) {
            work->labels->failed = true;
            return;
        }
        work->towns = grown;
        work->towns[work->town_count++] = found;
    }
    if (work->town_count)
        qsort(work->towns, work->town_count, sizeof *work->towns, compare_towns);
    work->town_count = thin(work, work->towns, work->town_count);
    for (size_t i = 0; i < work->town_count; i++)
        work->towns[i].cover = find_cover(work, &work->towns[i]);
}

void label_collect_towns(label_work *work)
{
    for (size_t i = work->slice.first; i < work->slice.end && !work->labels->failed; i++)
        add_town(work, &work->towns[i]);
}

void label_town_hide_dot(label_work *work, const label_form *form)
{
    label_item *item = &work->labels->items[work->labels->item_count - 1];
    label_town at;
    if (!find_town(work, item->place, &at))
        return;
    at.cover = find_cover(work, &at);
    item->at = at.cover.any ? at.position : (bm_px){NAN, NAN};
    label_set_dot(work, at.cover.any ? LABEL_DOT_NONE : dots[at.grade], at.position);
    if (at.cover.any)
        label_add_around(work, form, at.cover.disc.center, at.cover.disc.radius_px + work->pt,
                         LABEL_COST_STEP_ASIDE);
}

bool label_town_is_to_stand(label_work *work, const label_item *item, uint32_t *unless)
{
    const label_taken *events = find_taken(work, item->place);
    uint32_t other = events ? events->group->item : BM_PLACEMENT_NONE;
    *unless = other != BM_PLACEMENT_NONE ? work->labels->items[other].label : BM_PLACEMENT_NONE;
    if (events && (!item->is_great || *unless == BM_PLACEMENT_NONE))
        return false;
    if (!item->is_great)
        return !label_has_namesake(work, item->name, item->place);
    label_town at;
    if (work->is_sparse || !find_town(work, item->place, &at))
        return true;
    at.cover = find_cover(work, &at);
    if (!at.cover.any)
        return true;
    at.events = events;
    uint32_t label = (uint32_t)work->labels->item_count;
    add_town(work, &at);
    if (*unless != BM_PLACEMENT_NONE && label < work->labels->item_count)
        bm_placement_set_unless(work->labels->placement, work->labels->items[label].label, *unless);
    return false;
}
