#include <math.h>
#include <string.h>

#include "render/lint/labels.h"

/** Colours of the ground that are told apart. */
#define TINTS_MAX 12
/** So near to a border, a pixel does not tell which side it is on. */
#define NEAR_BORDER_PX 2.0

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

/** The middle of a symbol is in the country of its place, however far it had to step aside. */
static void check_symbols(bm_lint *lint, const ground *below)
{
    for (size_t i = 0; i < lint->event_count; i++) {
        const lint_block *symbol = &lint->events[i];
        const lint_group *group = &lint->drawing.groups[symbol->group];
        const char *at = lint_group_data(group, "at");
        bm_px middle = {(symbol->box.x0 + symbol->box.x1) / 2,
                        (symbol->box.y0 + symbol->box.y1) / 2};
        double place[2];
        bm_color here, there;
        if (!at || lint_numbers(at, place, 2) != 2 ||
            !find_sure_tint(below, (bm_px){place[0], place[1]}, &here) ||
            !find_sure_tint(below, middle, &there) || is_same(here, there))
            continue;
        lint_add(lint, "country", BM_SEVERITY_ERROR, &symbol->box, group->title,
                 lint_number(lint, hypot(middle.x - place[0], middle.y - place[1]), " px away"),
                 "in its own country", "'%.60s' is drawn in another country than its place",
                 group->id);
    }
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
    check_symbols(lint, below);
}
