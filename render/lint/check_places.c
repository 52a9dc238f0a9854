#include <math.h>
#include <string.h>

#include "render/lint/labels.h"

/** Colours of the ground that are told apart. */
#define TINTS_MAX 12
/** So near to a border, a pixel does not tell which side it is on. */
#define NEAR_BORDER_PX 2.0
/** A name may be nearer to another place by this. */
#define SLACK_PX 1.0
/** No name stands apart from a place that it is this near to. */
#define BESIDE_PT 2.0
/** Places farther away than this do not come to mind. */
#define REACH_PT 12.0

/** True when a point is within an outline, by the rule of even and odd; curves as their ends. */
static bool is_inside(const lint_outline *outline, bm_px at)
{
    bool inside = false;
    bm_px from = {0, 0}, start = {0, 0};
    if (at.x < outline->box.x0 || at.x > outline->box.x1 || at.y < outline->box.y0 ||
        at.y > outline->box.y1)
        return false;
    for (size_t k = 0; k <= outline->count; k++) {
        /* What is not closed is filled as if it were. */
        bool ends = k == outline->count;
        char kind = ends ? 'M' : outline->segments[k].kind;
        bm_px to =
            kind == 'M' || kind == 'Z' ? start : outline->segments[k].to[kind == 'C' ? 2 : 0];
        if ((from.y > at.y) != (to.y > at.y) &&
            at.x < from.x + (at.y - from.y) / (to.y - from.y) * (to.x - from.x))
            inside = !inside;
        from = to;
        if (!ends && kind == 'M')
            from = start = outline->segments[k].to[0];
    }
    return inside;
}

/** The fills of the countries, as they lie on each other. */
typedef struct ground {
    const lint_item *items[4096];
    size_t count;
    bm_color sea[TINTS_MAX];
    size_t sea_count;
} ground;

static bool is_same(bm_color a, bm_color b)
{
    return a.red == b.red && a.green == b.green && a.blue == b.blue;
}

static bool is_sea(const ground *below, bm_color tint)
{
    for (size_t i = 0; i < below->sea_count; i++)
        if (is_same(below->sea[i], tint))
            return true;
    return false;
}

static void find_ground(const bm_lint *lint, ground *below)
{
    const lint_drawing *drawing = &lint->drawing;
    below->count = below->sea_count = 0;
    for (size_t i = 0; i < drawing->item_count; i++) {
        const lint_item *item = &drawing->items[i];
        if (item->kind != LINT_SHAPE || item->fill.alpha < 1)
            continue;
        bool country = lint_group_within(drawing, item->group, "countries") != LINT_NONE;
        bool water = lint_group_within(drawing, item->group, "lakes") != LINT_NONE;
        /* What is painted first lies under all land. */
        if ((water || (country && below->count == 0)) && below->sea_count < TINTS_MAX &&
            !is_sea(below, item->fill))
            below->sea[below->sea_count++] = item->fill;
        if (country && below->count < sizeof below->items / sizeof *below->items)
            below->items[below->count++] = item;
    }
}

/** The tint of the country at a point; false at sea. */
static bool find_tint(const ground *below, bm_px at, bm_color *tint)
{
    for (size_t i = below->count; i-- > 0;) {
        if (!is_inside(&below->items[i]->outline, at))
            continue;
        *tint = below->items[i]->fill;
        return !is_sea(below, *tint);
    }
    return false;
}

/** The same where it is beyond doubt. */
static bool find_sure_tint(const ground *below, bm_px at, bm_color *tint)
{
    if (!find_tint(below, at, tint))
        return false;
    for (int i = 0; i < 8; i++) {
        double angle = i * acos(-1) / 4;
        bm_px beside = {at.x + NEAR_BORDER_PX * cos(angle), at.y + NEAR_BORDER_PX * sin(angle)};
        bm_color other;
        if (find_tint(below, beside, &other) && !is_same(other, *tint))
            return false;
    }
    return true;
}

/** True when no part of the middle line of a box is in the country with this tint. */
static bool is_wholly_beyond(const ground *below, bm_px_box box, bm_color tint)
{
    const int steps = 8;
    for (int i = 0; i <= steps; i++) {
        bm_px at = {box.x0 + (box.x1 - box.x0) * i / steps, (box.y0 + box.y1) / 2};
        bm_color there;
        if (find_tint(below, at, &there) && is_same(there, tint))
            return false;
    }
    return true;
}

/** The border's two countries are painted last, over all others. */
static bool is_of_border(const ground *below, bm_color tint)
{
    size_t different = 0;
    const bm_color *last = NULL;
    for (size_t i = below->count; i-- > 0 && different < 2;) {
        const bm_color *fill = &below->items[i]->fill;
        if (last && is_same(*last, *fill))
            continue;
        if (is_same(*fill, tint))
            return true;
        last = fill;
        different++;
    }
    return false;
}

/** A name belongs to the country that it is printed on: its middle to that of its place, across the
 *  border; some part of it across others. */
void lint_check_countries(bm_lint *lint)
{
    lint_label *labels;
    size_t count = lint_find_labels(lint, &labels);
    ground *below = bm_arena_array(&lint->arena, 1, sizeof *below);
    if (!below) {
        lint->failed = true;
        return;
    }
    find_ground(lint, below);
    for (size_t i = 0; i < count; i++) {
        const lint_label *at = &labels[i];
        bm_px middle = {(at->box.x0 + at->box.x1) / 2, (at->box.y0 + at->box.y1) / 2};
        bm_color here, there;
        if (!at->has_place || !find_sure_tint(below, at->place, &here) ||
            !find_sure_tint(below, middle, &there) || is_same(here, there))
            continue;
        bool across = is_of_border(below, here) && is_of_border(below, there);
        if (!across && !is_wholly_beyond(below, at->box, here))
            continue;
        const char *name = lint_label_text(lint, at->group);
        lint_add(lint, "country", BM_SEVERITY_ERROR, &at->box, name,
                 lint_number(lint, lint_distance_to_box(at->box, at->place), " px away"),
                 "in its own country", "'%.60s' is printed in another country than its place",
                 name);
    }
}

static double distance_of_boxes(bm_px_box a, bm_px_box b)
{
    double dx = fmax(fmax(a.x0 - b.x1, b.x0 - a.x1), 0);
    double dy = fmax(fmax(a.y0 - b.y1, b.y0 - a.y1), 0);
    return hypot(dx, dy);
}

/** How far a label is from what it names: its place, or the nearest symbol of it. */
static double own_distance(const bm_lint *lint, const lint_label *label)
{
    double nearest = lint_distance_to_box(label->box, label->place);
    for (size_t i = 0; i < lint->event_count; i++) {
        const lint_block *symbol = &lint->events[i];
        const char *at = lint_group_data(&lint->drawing.groups[symbol->group], "at");
        bool covers = lint_distance_to_box(symbol->box, label->place) == 0;
        if (!covers && (!at || strcmp(at, label->at) != 0))
            continue;
        nearest = fmin(nearest, distance_of_boxes(label->box, symbol->box));
    }
    /* An event that is known only to an area is named beside the area's sign. */
    for (size_t i = 0; i < lint->drawing.item_count; i++) {
        const lint_item *item = &lint->drawing.items[i];
        bm_px_box box = item->outline.box;
        bm_px middle = {(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2};
        if (item->kind == LINT_SHAPE &&
            hypot(middle.x - label->place.x, middle.y - label->place.y) < 1 &&
            lint_group_within(&lint->drawing, item->group, "event-areas") != LINT_NONE)
            nearest = fmin(nearest, distance_of_boxes(label->box, box));
    }
    return nearest;
}

/** A name without a line to its place stands nearest to that, of all towns. */
void lint_check_nearest(bm_lint *lint)
{
    lint_label *labels;
    size_t count = lint_find_labels(lint, &labels);
    for (size_t i = 0; i < count; i++) {
        const lint_label *at = &labels[i];
        if (!at->has_place || at->has_leader || (!at->is_town && !at->is_event))
            continue;
        double own = own_distance(lint, at);
        double nearest = fmin(own - SLACK_PX, REACH_PT * lint->drawing.px_per_pt);
        const lint_label *other = NULL;
        if (own <= BESIDE_PT * lint->drawing.px_per_pt)
            continue;
        for (size_t j = 0; j < count; j++) {
            if (!labels[j].is_town || !labels[j].has_place || strcmp(labels[j].at, at->at) == 0)
                continue;
            double away = lint_distance_to_box(at->box, labels[j].place);
            if (away < nearest) {
                nearest = away;
                other = &labels[j];
            }
        }
        if (!other)
            continue;
        const char *name = lint_label_text(lint, at->group);
        lint_add(lint, "nearest", BM_SEVERITY_ERROR, &at->box, name, lint_number(lint, own, " px"),
                 lint_number(lint, nearest, " px"),
                 "'%.60s' stands nearer to '%.60s' than to its own place", name,
                 lint_label_text(lint, other->group));
    }
}
