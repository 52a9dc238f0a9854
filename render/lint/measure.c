#include "render/lint/measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void lint_box_corners(bm_px_box box, bm_px corners[4])
{
    corners[0] = (bm_px){box.x0, box.y0};
    corners[1] = (bm_px){box.x1, box.y0};
    corners[2] = (bm_px){box.x1, box.y1};
    corners[3] = (bm_px){box.x0, box.y1};
}

/** Along one direction. */
static double overlap_along(const bm_px *a, size_t a_count, const bm_px *b, size_t b_count,
                            double x, double y)
{
    double low[2] = {HUGE_VAL, HUGE_VAL}, high[2] = {-HUGE_VAL, -HUGE_VAL};
    for (int set = 0; set < 2; set++) {
        const bm_px *points = set ? b : a;
        for (size_t i = 0; i < (set ? b_count : a_count); i++) {
            double along = points[i].x * x + points[i].y * y;
            low[set] = fmin(low[set], along);
            high[set] = fmax(high[set], along);
        }
    }
    return fmin(high[0] - low[1], high[1] - low[0]);
}

double lint_hull_overlap(const bm_px *a, size_t a_count, const bm_px *b, size_t b_count,
                         double edges_px)
{
    /* Two hulls are apart when some direction parts them: those across the sides of boxes are all
     * that boxes need, and round things are well served by sixteen. */
    const int directions = 16;
    double least = HUGE_VAL;
    for (int i = 0; i < directions && least + edges_px > 0; i++) {
        double angle = i * acos(-1) / directions;
        least = fmin(least, overlap_along(a, a_count, b, b_count, cos(angle), sin(angle)));
    }
    for (int set = 0; set < 2; set++) {
        const bm_px *box = set ? b : a;
        for (int side = 0; (set ? b_count : a_count) == 4 && side < 2 && least + edges_px > 0;
             side++) {
            double x = box[side].y - box[side + 1].y, y = box[side + 1].x - box[side].x;
            double length = hypot(x, y);
            if (length > 0)
                least = fmin(least, overlap_along(a, a_count, b, b_count, x / length, y / length));
        }
    }
    return least + edges_px;
}

/** The group right below the furniture's. */
static size_t part_of_furniture(const lint_drawing *drawing, size_t group)
{
    size_t below = LINT_NONE;
    for (; group != LINT_NONE; group = drawing->groups[group].parent) {
        if (strcmp(drawing->groups[group].id, "furniture") == 0)
            return below;
        below = group;
    }
    return LINT_NONE;
}

/** The symbol that a group belongs to. */
static size_t symbol_of(const lint_drawing *drawing, size_t group)
{
    for (; group != LINT_NONE; group = drawing->groups[group].parent)
        if (strncmp(drawing->groups[group].id, "event-", 6) == 0 &&
            lint_group_data(&drawing->groups[group], "category"))
            return group;
    return LINT_NONE;
}

static void find_role(const bm_lint *lint, size_t index, lint_text *text)
{
    const lint_drawing *drawing = &lint->drawing;
    size_t group = text->item->group;
    size_t label = lint_group_within(drawing, group, "label");
    size_t symbol = symbol_of(drawing, group);
    text->owner = drawing->group_count + index;
    if (part_of_furniture(drawing, group) != LINT_NONE) {
        text->role = LINT_ROLE_FURNITURE;
    } else if (symbol != LINT_NONE) {
        text->role = LINT_ROLE_EVENT;
        text->owner = symbol;
    } else if (label != LINT_NONE || !lint->is_ours) {
        text->role = LINT_ROLE_LABEL;
        text->owner = label != LINT_NONE ? label : text->owner;
    }
}

void lint_add_letters(bm_lint *lint, const lint_text *text, cairo_t *cairo)
{
    if (text->item->is_outlined) {
        lint_outline_add(&text->item->outline, cairo);
        return;
    }
    cairo_save(cairo);
    cairo_translate(cairo, text->begin.x, text->begin.y);
    cairo_rotate(cairo, text->item->angle_deg * acos(-1) / 180);
    bm_canvas_add_text(lint->measure, &text->item->type, text->item->text, cairo);
    cairo_restore(cairo);
}

/** Points along an outline: its ends, and curves in quarters. Room for four a segment. */
static size_t trace(const lint_outline *outline, bm_px *points)
{
    size_t count = 0;
    bm_px from = {0, 0};
    for (size_t k = 0; k < outline->count; k++) {
        const lint_segment *at = &outline->segments[k];
        if (at->kind == 'Z')
            continue;
        for (int step = 1; at->kind == 'C' && step < 4; step++) {
            double t = step / 4.0, u = 1 - t;
            double w[] = {u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t};
            points[count++] = (bm_px){
                w[0] * from.x + w[1] * at->to[0].x + w[2] * at->to[1].x + w[3] * at->to[2].x,
                w[0] * from.y + w[1] * at->to[0].y + w[2] * at->to[1].y + w[3] * at->to[2].y};
        }
        from = at->to[at->kind == 'C' ? 2 : 0];
        points[count++] = from;
    }
    return count;
}

/* How letters that are outlines are turned is not known: their hull says what they cover. */
static void measure_outlines(bm_lint *lint, lint_text *text)
{
    const lint_outline *outline = &text->item->outline;
    double halo = text->item->type.halo_pt;
    bm_px_box ink = outline->box;
    if (!(ink.x1 >= ink.x0) || !(ink.y1 >= ink.y0))
        ink = (bm_px_box){0, 0, 0, 0};
    bm_px *points = bm_arena_array(&lint->arena, 4 * outline->count + 1, sizeof *points);
    if (!points) {
        lint->failed = true;
        return;
    }
    text->box = (bm_px_box){ink.x0 - halo, ink.y0 - halo, ink.x1 + halo, ink.y1 + halo};
    lint_box_corners(text->box, text->corners);
    text->begin = (bm_px){ink.x0, ink.y1};
    text->point_count = trace(outline, points);
    text->points = points;
}

static void measure_text(bm_lint *lint, cairo_t *cairo, lint_text *text)
{
    const lint_item *item = text->item;
    double x0, y0, x1, y1;
    cairo_new_path(cairo);
    bm_canvas_add_text(lint->measure, &item->type, item->text, cairo);
    cairo_path_extents(cairo, &x0, &y0, &x1, &y1);
    double angle = item->angle_deg * acos(-1) / 180, c = cos(angle), s = sin(angle);
    double back = item->anchor * bm_canvas_measure(lint->measure, &item->type, item->text).width;
    text->begin = (bm_px){item->baseline.x - back * c, item->baseline.y - back * s};
    double halo = item->type.halo_pt;
    bm_px corners[4];
    lint_box_corners((bm_px_box){x0 - halo, y0 - halo, x1 + halo, y1 + halo}, corners);
    text->box = (bm_px_box){HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    for (int i = 0; i < 4; i++) {
        bm_px at = {text->begin.x + corners[i].x * c - corners[i].y * s,
                    text->begin.y + corners[i].x * s + corners[i].y * c};
        text->corners[i] = at;
        text->box = (bm_px_box){fmin(text->box.x0, at.x), fmin(text->box.y0, at.y),
                                fmax(text->box.x1, at.x), fmax(text->box.y1, at.y)};
    }
}

static bool measure_texts(bm_lint *lint)
{
    const lint_drawing *drawing = &lint->drawing;
    size_t count = 0;
    for (size_t i = 0; i < drawing->item_count; i++)
        count += drawing->items[i].kind == LINT_TEXT;
    lint->texts = calloc(count + 1, sizeof *lint->texts);
    if (!lint->texts)
        return false;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
    cairo_t *cairo = cairo_create(surface);
    for (size_t i = 0; i < drawing->item_count; i++) {
        if (drawing->items[i].kind != LINT_TEXT)
            continue;
        lint_text *text = &lint->texts[lint->text_count++];
        text->item = &drawing->items[i];
        find_role(lint, i, text);
        if (text->item->is_outlined)
            measure_outlines(lint, text);
        else
            measure_text(lint, cairo, text);
    }
    bool ok = cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return ok;
}

/** What is seen of a shape or picture. */
static bm_px_box box_of_item(const lint_drawing *drawing, const lint_item *item)
{
    bm_px_box box = item->outline.box;
    if (item->kind == LINT_IMAGE) {
        double width = cairo_image_surface_get_width(item->picture);
        double height = cairo_image_surface_get_height(item->picture);
        box = (bm_px_box){0, 0, width, height};
        cairo_matrix_transform_point(&item->placing, &box.x0, &box.y0);
        cairo_matrix_transform_point(&item->placing, &box.x1, &box.y1);
    } else {
        double edge = item->stroke.alpha > 0 ? item->stroke_px / 2 : 0;
        box = (bm_px_box){box.x0 - edge, box.y0 - edge, box.x1 + edge, box.y1 + edge};
    }
    for (size_t clip = item->clip; clip != LINT_NONE; clip = drawing->clips[clip].parent) {
        bm_px_box in = drawing->clips[clip].outline.box;
        box = (bm_px_box){fmax(box.x0, in.x0), fmax(box.y0, in.y0), fmin(box.x1, in.x1),
                          fmin(box.y1, in.y1)};
    }
    return box;
}

/** One block a group, in `blocks`, which has room for one a group. `index_of` says which. */
static void grow_block(lint_block *blocks, size_t *count, size_t *index_of, size_t group,
                       bm_px_box box)
{
    if (index_of[group] == LINT_NONE) {
        index_of[group] = (*count)++;
        blocks[index_of[group]] =
            (lint_block){.group = group, .box = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL}};
    }
    bm_px_box *known = &blocks[index_of[group]].box;
    *known = (bm_px_box){fmin(known->x0, box.x0), fmin(known->y0, box.y0), fmax(known->x1, box.x1),
                         fmax(known->y1, box.y1)};
}

static bool find_blocks(bm_lint *lint)
{
    const lint_drawing *drawing = &lint->drawing;
    size_t count = drawing->group_count + 1, next_text = 0;
    lint->events = calloc(count, sizeof *lint->events);
    lint->furniture = calloc(count, sizeof *lint->furniture);
    size_t *index_of = malloc(count * sizeof *index_of);
    if (!lint->events || !lint->furniture || !index_of) {
        free(index_of);
        return false;
    }
    for (size_t i = 0; i < count; i++)
        index_of[i] = LINT_NONE;
    for (size_t i = 0; i < drawing->item_count; i++) {
        const lint_item *item = &drawing->items[i];
        bm_px_box box =
            item->kind == LINT_TEXT ? lint->texts[next_text++].box : box_of_item(drawing, item);
        if (!(box.x1 >= box.x0) || !(box.y1 >= box.y0))
            continue;
        size_t part = part_of_furniture(drawing, item->group);
        size_t symbol = part == LINT_NONE ? symbol_of(drawing, item->group) : LINT_NONE;
        if (part != LINT_NONE)
            grow_block(lint->furniture, &lint->furniture_count, index_of, part, box);
        else if (symbol != LINT_NONE && item->kind != LINT_TEXT)
            grow_block(lint->events, &lint->event_count, index_of, symbol, box);
    }
    free(index_of);
    return true;
}

/** Points along the outlines of a symbol. */
static void trace_symbol(bm_lint *lint, lint_block *symbol)
{
    const lint_group *group = &lint->drawing.groups[symbol->group];
    const lint_item *items = lint->drawing.items;
    size_t most = 0, count = 0;
    for (size_t i = group->first_item; i < group->end_item; i++)
        most += items[i].kind == LINT_SHAPE ? 4 * items[i].outline.count : 0;
    bm_px *points = bm_arena_array(&lint->arena, most + 1, sizeof *points);
    if (!points) {
        lint->failed = true;
        return;
    }
    bm_px middle = {(symbol->box.x0 + symbol->box.x1) / 2, (symbol->box.y0 + symbol->box.y1) / 2};
    size_t frame_clip = group->first_item < group->end_item ? items[group->end_item - 1].clip : 0;
    for (size_t i = group->first_item; i < group->end_item; i++) {
        const lint_item *item = &items[i];
        /* Hatching goes beyond the outline that it is clipped to. */
        if (item->kind != LINT_SHAPE || item->clip != frame_clip)
            continue;
        size_t begin = count;
        count += trace(&item->outline, points + count);
        /* The stroke reaches beyond the outline, corners rounded. */
        double edge = item->stroke.alpha > 0 ? item->stroke_px / 2 : 0;
        for (size_t k = begin; k < count; k++) {
            double dx = points[k].x - middle.x, dy = points[k].y - middle.y;
            double grown = 1 + edge / fmax(hypot(dx, dy), 1e-9);
            points[k] = (bm_px){middle.x + dx * grown, middle.y + dy * grown};
        }
    }
    symbol->points = points;
    symbol->point_count = count;
}

bool lint_measure(bm_lint *lint)
{
    if (!measure_texts(lint) || !find_blocks(lint))
        return false;
    for (size_t i = 0; i < lint->event_count && !lint->failed; i++)
        trace_symbol(lint, &lint->events[i]);
    return !lint->failed;
}
