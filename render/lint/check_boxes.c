#include <math.h>
#include <string.h>

#include "render/lint/symbols.h"

/** Rounding of coordinates makes more than nothing. */
#define SLACK_PX 0.6

static double beyond(bm_px_box inner, bm_px_box outer)
{
    return fmax(fmax(outer.x0 - inner.x0, inner.x1 - outer.x1),
                fmax(outer.y0 - inner.y0, inner.y1 - outer.y1));
}

/** The frame that a part of the furniture is drawn into: a rectangle, its first shape. */
static bool find_box(const bm_lint *lint, const lint_group *part, bm_px_box *box)
{
    if (part->first_item == part->end_item)
        return false;
    const lint_item *first = &lint->drawing.items[part->first_item];
    const lint_outline *outline = &first->outline;
    if (first->kind != LINT_SHAPE || outline->count < 4 || outline->count > 6)
        return false;
    for (size_t k = 1; k < outline->count; k++) {
        bm_px from = outline->segments[k - 1].to[0], to = outline->segments[k].to[0];
        if (outline->segments[k].kind == 'C')
            return false;
        if (outline->segments[k].kind != 'Z' && from.x != to.x && from.y != to.y)
            return false;
    }
    *box = outline->box;
    return true;
}

/** The words of a legend or a key lie within its frame, and the frame on the page. */
static void check_part(bm_lint *lint, size_t group)
{
    const lint_group *part = &lint->drawing.groups[group];
    bm_px_box box;
    if (!find_box(lint, part, &box))
        return;
    double off = beyond(box, lint->drawing.page);
    if (off > SLACK_PX)
        lint_add(lint, "box", BM_SEVERITY_ERROR, &box, part->id, lint_number(lint, off, " px"),
                 "none", "the %.40s goes beyond the page", part->id);
    size_t told = LINT_NONE;
    for (size_t i = 0; i < lint->text_count; i++) {
        const lint_text *text = &lint->texts[i];
        size_t at = (size_t)(text->item - lint->drawing.items);
        if (at < part->first_item || at >= part->end_item || text->item->group == told)
            continue;
        off = beyond(text->box, box);
        if (!(off > SLACK_PX))
            continue;
        told = text->item->group;
        lint_add(lint, "box", BM_SEVERITY_ERROR, &text->box, text->item->text,
                 lint_number(lint, off, " px"), "none",
                 "'%.60s' lies outside the frame of the %.40s", text->item->text, part->id);
    }
}

/** Title and credit have their room beside the map. */
static void check_edge(bm_lint *lint, size_t group)
{
    const lint_group *part = &lint->drawing.groups[group];
    for (size_t i = 0; i < lint->text_count; i++) {
        const lint_text *text = &lint->texts[i];
        size_t at = (size_t)(text->item - lint->drawing.items);
        if (at < part->first_item || at >= part->end_item)
            continue;
        bm_px_box box = text->box, map = lint->frame;
        double on =
            fmin(fmin(box.x1 - map.x0, map.x1 - box.x0), fmin(box.y1 - map.y0, map.y1 - box.y0));
        if (on > SLACK_PX)
            lint_add(lint, "box", BM_SEVERITY_ERROR, &box, text->item->text,
                     lint_number(lint, on, " px"), "none", "'%.60s' of the %.40s lies on the map",
                     text->item->text, part->id);
    }
}

void lint_check_boxes(bm_lint *lint)
{
    static const char *const framed[] = {"legend", "key", "inset"};
    static const char *const edges[] = {"title", "subtitle", "credit", "disclaimer"};
    if (!lint->is_ours)
        return;
    for (size_t i = 0; i < lint->drawing.group_count; i++) {
        const char *id = lint->drawing.groups[i].id;
        for (size_t k = 0; k < sizeof framed / sizeof *framed; k++)
            if (strcmp(id, framed[k]) == 0)
                check_part(lint, i);
        for (size_t k = 0; k < sizeof edges / sizeof *edges; k++)
            if (strcmp(id, edges[k]) == 0)
                check_edge(lint, i);
    }
}
