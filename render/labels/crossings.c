/* Signs of the border's crossings, and their names. */
#include <math.h>
#include <string.h>

#include "render/labels/parts.h"

/** Crossings are drawn when a point on the page spans less than this, and named below the other. */
static const double crossing_m_per_pt = 1700;
static const double crossing_name_m_per_pt = 700;
/** Of the sign of a crossing. */
static const double gate_radius_pt = 3.2;

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

/** A crossing lies on the border, so that its name need not keep to one side of it. */
static void add_crossing_name(label_work *work, const bm_place *place, bm_px position)
{
    bm_names names = bm_names_of_place(&work->languages, place);
    if (!label_begin(work, names.first, LABEL_CROSSING, LABEL_PRIORITY_CROSSING, 22, 0))
        return;
    work->labels->items[work->labels->item_count - 1].at = position;
    label_form *form = label_form_new(work);
    label_form_add_names(work, form, &work->style->crossing_label, names);
    label_add_around(work, form, position, gate_radius_pt * work->pt, 0);
}

static void add_gate(label_work *work, const bm_place *place, bm_px position,
                     bm_crossing_state state)
{
    bm_labels *labels = work->labels;
    const bm_labels *known = work->standing;
    double angle = known && labels->gate_count < known->gate_count
                       ? known->gates[labels->gate_count].angle_deg
                       : border_angle(work, place->position);
    labels->gates[labels->gate_count++] = (label_gate){position, angle, state};
    bm_placement_add_disc(labels->placement, position, gate_radius_pt * work->pt, 0);
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

/* Those in view, in their order; of a map of a series they are known. */
static const bm_place *next_crossing(const label_work *work, size_t *at)
{
    const bm_gazetteer *gazetteer = work->basemap->gazetteer;
    if (work->standing)
        return *at < work->standing->crossing_count ? work->standing->crossings[(*at)++] : NULL;
    while (*at < bm_gazetteer_count(gazetteer)) {
        const bm_place *place = bm_gazetteer_place(gazetteer, (*at)++);
        if (place && is_crossing_in_view(work->basemap, work->frame, place))
            return place;
    }
    return NULL;
}

/* Keep them for the maps of a series. */
static void keep_crossings(const label_work *work)
{
    bm_labels *labels = work->labels;
    size_t at = 0, count = 0;
    while (next_crossing(work, &at))
        count++;
    labels->crossings = bm_arena_array(&labels->arena, count + 1, sizeof *labels->crossings);
    labels->failed |= !labels->crossings;
    at = 0;
    for (const bm_place *place; labels->crossings && (place = next_crossing(work, &at));)
        labels->crossings[labels->crossing_count++] = place;
}

static size_t find_gates(const label_work *work, gate gates[LABEL_GATES_MAX])
{
    size_t count = 0, next = 0;
    for (const bm_place *place; (place = next_crossing(work, &next));) {
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

void label_collect_crossings(label_work *work)
{
    gate gates[LABEL_GATES_MAX];
    if (!work->basemap->gazetteer || work->m_per_pt > crossing_m_per_pt)
        return;
    if (work->stage == BM_LABELS_BASE)
        keep_crossings(work);
    bool named = work->m_per_pt <= crossing_name_m_per_pt;
    size_t count = find_gates(work, gates);
    for (size_t i = 0; i < count; i++) {
        add_gate(work, gates[i].place, gates[i].at, gates[i].state);
        if (named)
            add_crossing_name(work, gates[i].place, gates[i].at);
    }
}

void label_collect_signs(label_work *work)
{
    gate gates[LABEL_GATES_MAX];
    size_t count = find_gates(work, gates);
    for (size_t i = 0; i < count; i++)
        add_gate(work, gates[i].place, gates[i].at, gates[i].state);
}
