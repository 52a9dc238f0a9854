#include <math.h>
#include <stdlib.h>

#include "render/lint/lint.h"

/** Less than this nobody sees; rounding of coordinates makes more than nothing. */
#define SLACK_PX 0.5

/** Something with a box, for one sweep from left to right. */
typedef struct body {
    bm_px_box box;
    const bm_px *points;
    size_t point_count;
    double edge_px;        /**< reaches this far beyond its points */
    const lint_text *text; /**< NULL for symbols and furniture */
    size_t group;
    enum { BODY_NAME, BODY_WORDS, BODY_SYMBOL, BODY_FURNITURE } kind;
} body;

static int by_left(const void *left, const void *right)
{
    const body *a = left, *b = right;
    if (a->box.x0 != b->box.x0)
        return a->box.x0 < b->box.x0 ? -1 : 1;
    return a->group < b->group ? -1 : a->group > b->group;
}

static double overlap_of(const body *a, const body *b)
{
    bm_px boxes[2][4];
    const body *both[] = {a, b};
    const bm_px *points[2];
    size_t counts[2];
    for (int i = 0; i < 2; i++) {
        points[i] = both[i]->points;
        counts[i] = both[i]->point_count;
        if (!counts[i]) {
            lint_box_corners(both[i]->box, boxes[i]);
            points[i] = boxes[i];
            counts[i] = 4;
        }
    }
    return lint_hull_overlap(points[0], counts[0], points[1], counts[1], a->edge_px + b->edge_px);
}

static void report(bm_lint *lint, const body *a, const body *b)
{
    bm_px_box both = {fmax(a->box.x0, b->box.x0), fmax(a->box.y0, b->box.y0),
                      fmin(a->box.x1, b->box.x1), fmin(a->box.y1, b->box.y1)};
    const lint_group *groups = lint->drawing.groups;
    const char *name = a->text ? lint_label_text(lint, a->text->owner) : groups[a->group].id;
    const char *depth = lint_number(lint, overlap_of(a, b), " px");
    if (b->text)
        lint_add(lint, "overlap", BM_SEVERITY_ERROR, &both, name, depth, "none",
                 "'%.60s' lies on '%.60s'", name, lint_label_text(lint, b->text->owner));
    else if (b->kind == BODY_SYMBOL)
        lint_add(lint, "overlap", BM_SEVERITY_ERROR, &both, name, depth, "none",
                 "'%.60s' lies on the symbol '%.80s'", name, groups[b->group].id);
    else
        lint_add(lint, "overlap", BM_SEVERITY_ERROR, &both, name, depth, "none",
                 "'%.60s' lies under the %.80s", name, groups[b->group].id);
}

/** True for the pairs that must not overlap. */
static bool may_not(const body *a, const body *b)
{
    if (a->kind == BODY_NAME)
        return b->kind == BODY_SYMBOL || b->kind == BODY_FURNITURE ||
               (b->kind == BODY_NAME && a->text->owner != b->text->owner);
    if (a->kind == BODY_SYMBOL)
        return b->kind == BODY_FURNITURE;
    return a->kind == BODY_WORDS && b->kind == BODY_WORDS;
}

static void sweep(bm_lint *lint, body *bodies, size_t count)
{
    qsort(bodies, count, sizeof *bodies, by_left);
    /* One finding for two labels, however many of their lines touch. */
    size_t last[2] = {LINT_NONE, LINT_NONE};
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count && bodies[j].box.x0 < bodies[i].box.x1; j++) {
            const body *a = &bodies[i], *b = &bodies[j];
            if (may_not(b, a) && !may_not(a, b)) {
                a = &bodies[j];
                b = &bodies[i];
            }
            if (!may_not(a, b) || overlap_of(a, b) <= SLACK_PX)
                continue;
            size_t pair[] = {a->group, b->group};
            if (pair[0] == last[0] && pair[1] == last[1])
                continue;
            report(lint, a, b);
            last[0] = pair[0];
            last[1] = pair[1];
        }
    }
}

void lint_check_overlaps(bm_lint *lint)
{
    size_t most = lint->text_count + lint->event_count + lint->furniture_count, count = 0;
    body *bodies = calloc(most + 1, sizeof *bodies);
    if (!bodies) {
        lint->failed = true;
        return;
    }
    for (size_t i = 0; i < lint->text_count; i++) {
        const lint_text *text = &lint->texts[i];
        if (text->role != LINT_ROLE_LABEL && text->role != LINT_ROLE_FURNITURE)
            continue;
        bodies[count++] = (body){.box = text->box,
                                 .points = text->points ? text->points : text->corners,
                                 .point_count = text->points ? text->point_count : 4,
                                 .edge_px = text->points ? text->item->type.halo_pt : 0,
                                 .text = text,
                                 .group = text->owner,
                                 .kind = text->role == LINT_ROLE_LABEL ? BODY_NAME : BODY_WORDS};
    }
    for (size_t i = 0; i < lint->event_count + lint->furniture_count; i++) {
        bool is_event = i < lint->event_count;
        const lint_block *block =
            is_event ? &lint->events[i] : &lint->furniture[i - lint->event_count];
        bodies[count++] = (body){.box = block->box,
                                 .points = block->points,
                                 .point_count = block->point_count,
                                 .group = block->group,
                                 .kind = is_event ? BODY_SYMBOL : BODY_FURNITURE};
    }
    sweep(lint, bodies, count);
    free(bodies);
}

/** By how much of the smaller one's width two symbols may lie on each other. */
#define CROWDED_SHARE 0.2

void lint_check_crowding(bm_lint *lint)
{
    body *bodies = calloc(lint->event_count + 1, sizeof *bodies);
    if (!bodies) {
        lint->failed = true;
        return;
    }
    for (size_t i = 0; i < lint->event_count; i++)
        bodies[i] = (body){.box = lint->events[i].box,
                           .points = lint->events[i].points,
                           .point_count = lint->events[i].point_count,
                           .group = lint->events[i].group,
                           .kind = BODY_SYMBOL};
    qsort(bodies, lint->event_count, sizeof *bodies, by_left);
    for (size_t i = 0; i < lint->event_count; i++) {
        const body *a = &bodies[i];
        for (size_t j = i + 1; j < lint->event_count && bodies[j].box.x0 < a->box.x1; j++) {
            const body *b = &bodies[j];
            double depth = overlap_of(a, b);
            double least = fmin(a->box.x1 - a->box.x0, b->box.x1 - b->box.x0);
            if (depth <= CROWDED_SHARE * least)
                continue;
            const lint_group *groups = lint->drawing.groups;
            lint_add(
                lint, "crowding", BM_SEVERITY_WARNING, &a->box, groups[a->group].title,
                lint_number(lint, depth, " px"), lint_number(lint, CROWDED_SHARE * least, " px"),
                "'%.60s' and '%.60s' lie on each other", groups[a->group].id, groups[b->group].id);
        }
    }
    free(bodies);
}

void lint_check_cut_off(bm_lint *lint)
{
    for (size_t i = 0; i < lint->text_count; i++) {
        const lint_text *text = &lint->texts[i];
        bool on_map = text->role == LINT_ROLE_LABEL || text->role == LINT_ROLE_EVENT;
        /* Clipping says what a text on the map may not leave; halos may. */
        bm_px_box within = on_map ? lint->frame : lint->drawing.page;
        double halo = text->item->type.halo_pt;
        bm_px_box ink = {text->box.x0 + halo, text->box.y0 + halo, text->box.x1 - halo,
                         text->box.y1 - halo};
        double beyond = fmax(fmax(within.x0 - ink.x0, ink.x1 - within.x1),
                             fmax(within.y0 - ink.y0, ink.y1 - within.y1));
        if (beyond > SLACK_PX)
            lint_add(lint, "cut-off", BM_SEVERITY_ERROR, &text->box,
                     lint_label_text(lint, text->owner), lint_number(lint, beyond, " px"), "none",
                     "'%.60s' is cut by the edge of the %s", text->item->text,
                     on_map ? "map" : "page");
    }
}
