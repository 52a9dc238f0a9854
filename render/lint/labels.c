#include "render/lint/labels.h"

#include <math.h>
#include <string.h>

double lint_distance_to_box(bm_px_box box, bm_px at)
{
    double dx = fmax(fmax(box.x0 - at.x, at.x - box.x1), 0);
    double dy = fmax(fmax(box.y0 - at.y, at.y - box.y1), 0);
    return hypot(dx, dy);
}

/** The name that a leader leads to is the one that its end is nearest to. */
static size_t own_label(const bm_lint *lint, bm_px a, bm_px b)
{
    size_t owner = LINT_NONE;
    double nearest = 8 * lint->drawing.px_per_pt;
    for (size_t i = 0; i < lint->text_count; i++) {
        const lint_text *text = &lint->texts[i];
        double away = fmin(lint_distance_to_box(text->box, a), lint_distance_to_box(text->box, b));
        if (text->role == LINT_ROLE_LABEL && away < nearest) {
            nearest = away;
            owner = text->owner;
        }
    }
    return owner;
}

static bool is_same(bm_px a, bm_px b)
{
    return a.x == b.x && a.y == b.y;
}

size_t lint_find_leaders(bm_lint *lint, lint_leader **leaders)
{
    const lint_drawing *drawing = &lint->drawing;
    lint_leader *found = bm_arena_array(&lint->arena, drawing->item_count + 1, sizeof *found);
    size_t count = 0;
    *leaders = found;
    if (!found) {
        lint->failed = true;
        return 0;
    }
    for (size_t i = 0; i < drawing->item_count; i++) {
        const lint_item *item = &drawing->items[i];
        if (item->kind != LINT_SHAPE || item->outline.count != 2)
            continue;
        bool names = lint_group_within(drawing, item->group, "leaders") != LINT_NONE;
        bool marks = lint_group_within(drawing, item->group, "event-leaders") != LINT_NONE;
        if (!names && !marks)
            continue;
        lint_leader line = {item->outline.segments[0].to[0], item->outline.segments[1].to[0], names,
                            LINT_NONE};
        /* A leader and the light line below it are one. */
        if (count && is_same(found[count - 1].a, line.a) && is_same(found[count - 1].b, line.b))
            continue;
        if (names)
            line.owner = own_label(lint, line.a, line.b);
        found[count++] = line;
    }
    return count;
}

static lint_label label_of(const bm_lint *lint, size_t group)
{
    const lint_drawing *drawing = &lint->drawing;
    const lint_group *at = &drawing->groups[group];
    double place[2];
    lint_label made = {.group = group,
                       .box = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL},
                       .at = lint_group_data(at, "at"),
                       .number = lint_group_data(at, "number")};
    made.is_town = lint_group_within(drawing, group, "town-labels") != LINT_NONE;
    made.is_event = lint_group_within(drawing, group, "event-labels") != LINT_NONE;
    made.has_place = made.at && lint_numbers(made.at, place, 2) == 2;
    if (made.has_place)
        made.place = (bm_px){place[0], place[1]};
    return made;
}

static bm_px_box join(bm_px_box a, bm_px_box b)
{
    return (bm_px_box){fmin(a.x0, b.x0), fmin(a.y0, b.y0), fmax(a.x1, b.x1), fmax(a.y1, b.y1)};
}

/** A number is as large as the ring round it. */
static void add_rings(const bm_lint *lint, lint_label *labels, size_t count)
{
    for (size_t i = 0; i < lint->drawing.item_count; i++) {
        const lint_item *item = &lint->drawing.items[i];
        for (size_t j = 0; j < count && item->kind == LINT_SHAPE; j++) {
            if (labels[j].number && labels[j].group == item->group)
                labels[j].box = join(labels[j].box, item->outline.box);
        }
    }
}

size_t lint_find_labels(bm_lint *lint, lint_label **labels)
{
    lint_label *found = bm_arena_array(&lint->arena, lint->text_count + 1, sizeof *found);
    lint_leader *leaders;
    size_t leader_count = lint_find_leaders(lint, &leaders), count = 0;
    *labels = found;
    if (!found || lint->failed) {
        lint->failed = true;
        return 0;
    }
    for (size_t i = 0; i < lint->text_count; i++) {
        const lint_text *text = &lint->texts[i];
        if (text->role != LINT_ROLE_LABEL || text->owner >= lint->drawing.group_count)
            continue;
        if (count == 0 || found[count - 1].group != text->owner)
            found[count++] = label_of(lint, text->owner);
        bm_px_box *box = &found[count - 1].box;
        *box = join(*box, text->box);
    }
    add_rings(lint, found, count);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < leader_count; j++)
            found[i].has_leader = found[i].has_leader || leaders[j].owner == found[i].group;
    return count;
}
