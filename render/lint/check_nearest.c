#include <math.h>
#include <string.h>

#include "render/lint/labels.h"

/** A name may be nearer to another place by this. */
#define SLACK_PX 1.0
/** No name stands apart from a place that it is this near to. */
#define BESIDE_PT 2.0
/** Places farther away than this do not come to mind. */
#define REACH_PT 12.0

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

/** The symbol of another place that is nearer to a name than its own is; ::LINT_NONE if there is
 *  none. `*nearest_px` is how near it must be, and is. */
static size_t find_symbol(const bm_lint *lint, const lint_label *label, double *nearest_px)
{
    size_t found = LINT_NONE;
    for (size_t i = 0; i < lint->event_count; i++) {
        const lint_block *symbol = &lint->events[i];
        const char *at = lint_group_data(&lint->drawing.groups[symbol->group], "at");
        double away = distance_of_boxes(label->box, symbol->box);
        if (!at || strcmp(at, label->at) == 0 || away >= *nearest_px)
            continue;
        *nearest_px = away;
        found = symbol->group;
    }
    return found;
}

/** A name without a line to its place stands nearest to that, of all towns; that of an event, of
 *  all symbols as well. */
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
        size_t symbol = at->is_event ? find_symbol(lint, at, &nearest) : LINT_NONE;
        if (!other && symbol == LINT_NONE)
            continue;
        const char *name = lint_label_text(lint, at->group);
        const char *foreign = symbol != LINT_NONE ? lint->drawing.groups[symbol].id
                                                  : lint_label_text(lint, other->group);
        lint_add(lint, "nearest", BM_SEVERITY_ERROR, &at->box, name, lint_number(lint, own, " px"),
                 lint_number(lint, nearest, " px"),
                 "'%.60s' stands nearer to '%.60s' than to its own place", name, foreign);
    }
}

/** The first line of a label, without what makes a group's name of a place's; its length. */
static size_t name_of(const bm_lint *lint, const lint_label *label, const char **name)
{
    static const char around[] = " and around";
    const lint_group *group = &lint->drawing.groups[label->group];
    *name = "";
    for (size_t i = group->first_item; i < group->end_item && !**name; i++)
        if (lint->drawing.items[i].kind == LINT_TEXT)
            *name = lint->drawing.items[i].text;
    size_t length = strlen(*name), extra = sizeof around - 1;
    return length > extra && strcmp(*name + length - extra, around) == 0 ? length - extra : length;
}

/** Events of one place have one name on the map. */
void lint_check_repeated(bm_lint *lint)
{
    lint_label *labels;
    size_t count = lint_find_labels(lint, &labels);
    for (size_t i = 0; i < count; i++) {
        const char *name, *other;
        size_t length = name_of(lint, &labels[i], &name);
        if (!labels[i].is_event || labels[i].number || !labels[i].has_place)
            continue;
        for (size_t j = 0; j < count; j++) {
            bool comes_before = labels[j].is_event && j < i;
            if ((!comes_before && !labels[j].is_town) || labels[j].number || !labels[j].has_place ||
                name_of(lint, &labels[j], &other) != length || memcmp(name, other, length) != 0)
                continue;
            lint_add(lint, "repeated", BM_SEVERITY_WARNING, &labels[i].box, name, "twice", "once",
                     "'%.*s' is named at two places of the map", (int)length, name);
            break;
        }
    }
}
