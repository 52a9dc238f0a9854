#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/labels/parts.h"

enum { TOWNS_MAX = 400 };

/** How far from the border a village or a crossing is of interest. */
static const double near_border_km = 20;
/** Crossings are drawn when a point on the page spans less than this, and named below the other. */
static const double crossing_m_per_pt = 1700;
static const double crossing_name_m_per_pt = 700;

/** A settlement in the frame. */
typedef struct town {
    const bm_place *place;
    bm_px position;
    int grade;     /**< 0 capital, 1 oblast centre, 2 town, 3 village: index into town_labels */
    double weight; /**< population, that of villages near the border raised */
} town;

static int grade_of(const label_work *work, const bm_place *place)
{
    const bm_border *border = work->basemap->border;
    if (strcmp(place->feature_code, "PPLC") == 0 || place->rank == 1)
        return 0;
    bool own = strcmp(place->country, bm_border_country(border, 0)) == 0 ||
               strcmp(place->country, bm_border_country(border, 1)) == 0;
    // In small countries each little seat of a municipality is called a first-level one.
    if (strcmp(place->feature_code, "PPLA") == 0 && (own || place->population >= 100000))
        return 1;
    return place->population >= 5000 || (place->rank > 0 && place->rank <= 7) ? 2 : 3;
}

/** The fewest people that a town needs to be of use at this scale. */
static double least_weight(double m_per_pt)
{
    return 13000 * pow(m_per_pt / 1000, 1.6);
}

static bool find_town(const label_work *work, const bm_place *place, town *found)
{
    if (place->kind != BM_PLACE_SETTLEMENT || !*place->name ||
        !bm_lonlat_box_contains(work->frame->lonlat, place->position) ||
        !bm_lonlat_box_contains(bm_layer_box(work->basemap->countries), place->position))
        return false; // also where the ground is not known
    *found = (town){.place = place, .grade = grade_of(work, place)};
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
    const town *a = left, *b = right;
    int grade_a = a->grade < 2 ? a->grade : 2, grade_b = b->grade < 2 ? b->grade : 2;
    if (grade_a != grade_b)
        return grade_a - grade_b;
    if (fabs(a->weight - b->weight) > 0)
        return a->weight > b->weight ? -1 : 1;
    return strcmp(a->place->id, b->place->id);
}

static bool is_taken(const label_work *work, const bm_place *place)
{
    for (size_t i = 0; i < work->taken_count; i++) {
        if (work->taken[i] == place)
            return true;
    }
    return false;
}

/** Keep towns that are far enough from greater ones; a label needs room of its own. */
static size_t thin(const label_work *work, town *towns, size_t count)
{
    static const double spacing_pt[] = {0, 16, 42, 28};
    size_t kept = 0;
    for (size_t i = 0; i < count && kept < TOWNS_MAX; i++) {
        bool free = true;
        for (size_t j = 0; j < kept && free; j++) {
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

/** The symbol that hides a town's dot; NULL when none does. */
static const bm_mark *find_cover(const label_work *work, const town *at)
{
    double dot = label_dot_radius(work, LABEL_DOT_CENTRE);
    for (size_t i = 0; i < work->marks->count; i++) {
        const bm_mark *mark = &work->marks->items[i];
        if (hypot(mark->center.x - at->position.x, mark->center.y - at->position.y) <
            mark->radius_px + dot)
            return mark;
    }
    return NULL;
}

static void add_town(label_work *work, const town *at)
{
    static const label_dot dots[] = {LABEL_DOT_CAPITAL, LABEL_DOT_CENTRE, LABEL_DOT_TOWN,
                                     LABEL_DOT_VILLAGE};
    // Ten times as many people are 24 steps more.
    int step = (int)fmin(24 * log10(fmax(at->weight, 10) / 10), 499);
    int priority = at->grade == 0   ? LABEL_PRIORITY_CAPITAL
                   : at->grade == 1 ? LABEL_PRIORITY_CENTRE
                                    : LABEL_PRIORITY_TOWN;
    // Only the great ones may lie over the border, and those as a last resort.
    double cost_max = at->grade < 2 ? 70 : 22;
    bm_names names = bm_names_of_place(&work->languages, at->place);
    if (!label_begin(work, names.first, LABEL_TOWN, priority + step, cost_max, 0))
        return;
    label_dot dot = dots[at->grade];
    label_form *form = label_form_new(work);
    label_form_add_names(work, form, &work->style->town_labels[at->grade], names);
    const bm_mark *cover = at->grade < 2 ? find_cover(work, at) : NULL;
    if (cover) {
        // The name of a great one is missed more than its dot.
        work->labels->items[work->labels->item_count - 1].at = at->position;
        label_add_around(work, form, cover->center, cover->radius_px + work->pt, 2);
        return;
    }
    label_set_dot(work, dot, at->position, 0);
    label_add_around(work, form, at->position, label_dot_radius(work, dot), 0);
}

/** Direction of the border at its point nearest to a crossing, on the page. */
static double border_angle(const label_work *work, bm_lonlat position)
{
    const bm_feature *line = bm_border_line(work->basemap->border);
    bm_border_relation relation;
    if (bm_border_relate(work->basemap->border, position, &relation, NULL) || !line)
        return 0;
    double best = HUGE_VAL;
    bm_lonlat a = {0}, b = {0};
    for (size_t part = 0; part < line->part_count; part++) {
        for (size_t i = line->part_start[part] + 1; i < line->part_start[part + 1]; i++) {
            double dlon = line->points[i].lon - relation.nearest.lon;
            double dlat = line->points[i].lat - relation.nearest.lat;
            if (dlon * dlon + dlat * dlat < best) {
                best = dlon * dlon + dlat * dlat;
                size_t back = i - line->part_start[part] > 4 ? 4 : i - line->part_start[part];
                a = line->points[i - back];
                b = line->points[i + 4 < line->part_start[part + 1] ? i + 4 : i];
            }
        }
    }
    bm_px from = bm_frame_to_px(work->frame, a), to = bm_frame_to_px(work->frame, b);
    double angle = atan2(to.y - from.y, to.x - from.x) * 180 / acos(-1);
    return isfinite(angle) ? angle : 0;
}

static bool is_crossing_in_view(const bm_basemap *basemap, const bm_frame *frame,
                                const bm_place *place)
{
    // Only those of this border: a post on another one says nothing here.
    return place->kind == BM_PLACE_CROSSING &&
           bm_lonlat_box_contains(frame->lonlat, place->position) &&
           bm_border_distance_km(basemap->border, place->position) < 5;
}

static double metres_per_pt(const bm_frame *frame)
{
    return bm_frame_px(frame, 1) / frame->px_per_m;
}

bool bm_labels_crossings_in_view(const bm_basemap *basemap, const bm_frame *frame)
{
    if (!basemap->gazetteer || metres_per_pt(frame) > crossing_m_per_pt)
        return false;
    for (size_t i = 0; i < bm_gazetteer_count(basemap->gazetteer); i++) {
        const bm_place *place = bm_gazetteer_place(basemap->gazetteer, i);
        if (place && is_crossing_in_view(basemap, frame, place))
            return true;
    }
    return false;
}

static void add_crossing(label_work *work, const bm_place *place, bm_px position,
                         bm_crossing_state state)
{
    bm_names names = bm_names_of_place(&work->languages, place);
    if (!label_begin(work, names.first, LABEL_CROSSING, LABEL_PRIORITY_CROSSING, 22, 0))
        return;
    label_set_dot(work, LABEL_DOT_CROSSING, position, border_angle(work, place->position));
    work->labels->items[work->labels->item_count - 1].dot_state = state;
    label_form *form = label_form_new(work);
    label_form_add_names(work, form, &work->style->crossing_label, names);
    label_add_around(work, form, position, label_dot_radius(work, LABEL_DOT_CROSSING), 0);
}

static void add_gate(label_work *work, const bm_place *place, bm_px position,
                     bm_crossing_state state)
{
    bm_labels *labels = work->labels;
    labels->gates[labels->gate_count++] =
        (label_gate){position, border_angle(work, place->position), state};
    bm_placement_add_disc(labels->placement, position, label_dot_radius(work, LABEL_DOT_CROSSING),
                          0);
}

unsigned bm_labels_crossing_states(const bm_basemap *basemap, const bm_frame *frame,
                                   const bm_crossings *crossings)
{
    unsigned bits = 0;
    if (!crossings || !basemap->gazetteer || metres_per_pt(frame) > crossing_m_per_pt)
        return 0;
    for (size_t i = 0; i < bm_gazetteer_count(basemap->gazetteer); i++) {
        const bm_place *place = bm_gazetteer_place(basemap->gazetteer, i);
        if (place && is_crossing_in_view(basemap, frame, place))
            bits |= bm_crossings_states(crossings, place->id);
    }
    return bits;
}

/** A sign: a crossing, or the two posts of one. */
typedef struct gate {
    const bm_place *place;
    bm_px at;
    bm_crossing_state state;
} gate;

static size_t find_gates(const label_work *work, gate gates[LABEL_GATES_MAX])
{
    const bm_gazetteer *gazetteer = work->basemap->gazetteer;
    size_t count = 0;
    for (size_t i = 0; i < bm_gazetteer_count(gazetteer); i++) {
        const bm_place *place = bm_gazetteer_place(gazetteer, i);
        if (!place || !is_crossing_in_view(work->basemap, work->frame, place))
            continue;
        bm_px at = bm_frame_to_px(work->frame, place->position);
        bm_crossing_state state =
            bm_crossings_at(work->marks->crossings, place->id, work->marks->end_s - 1);
        if (!isfinite(at.x) || !isfinite(at.y))
            continue;
        size_t j = 0;
        while (j < count && hypot(at.x - gates[j].at.x, at.y - gates[j].at.y) > 14 * work->pt)
            j++;
        // The graver state of two posts is that of their sign.
        if (j < count && state > gates[j].state)
            gates[j].state = state;
        else if (j == count && count < LABEL_GATES_MAX)
            gates[count++] = (gate){place, at, state};
    }
    return count;
}

static void collect_crossings(label_work *work)
{
    gate gates[LABEL_GATES_MAX];
    if (work->m_per_pt > crossing_m_per_pt)
        return;
    bool named = work->m_per_pt <= crossing_name_m_per_pt;
    size_t count = find_gates(work, gates);
    for (size_t i = 0; i < count; i++) {
        if (named)
            add_crossing(work, gates[i].place, gates[i].at, gates[i].state);
        else
            add_gate(work, gates[i].place, gates[i].at, gates[i].state);
    }
}

void label_collect_towns(label_work *work)
{
    const bm_gazetteer *gazetteer = work->basemap->gazetteer;
    if (!gazetteer)
        return;
    size_t total = bm_gazetteer_count(gazetteer), count = 0, capacity = 0;
    town *towns = NULL;
    for (size_t i = 0; i < total; i++) {
        const bm_place *place = bm_gazetteer_place(gazetteer, i);
        town found;
        if (!place || !find_town(work, place, &found) || is_taken(work, place))
            continue;
        town *grown = bm_array_grow(towns, count, &capacity, sizeof *towns);
        if (!grown) {
            work->labels->failed = true;
            break;
        }
        towns = grown;
        towns[count++] = found;
    }
    if (count)
        qsort(towns, count, sizeof *towns, compare_towns);
    count = thin(work, towns, count);
    for (size_t i = 0; i < count && !work->labels->failed; i++)
        add_town(work, &towns[i]);
    free(towns);
    collect_crossings(work);
}
