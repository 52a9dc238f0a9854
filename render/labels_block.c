#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "render/labels_parts.h"
#include "render/wrap.h"

/* Heights of letters over the type size: capitals with an accent, and descenders. */
static const double cap_height = 0.78, descent = 0.24, leading = 1.16;

bm_text_style *label_style_copy(label_work *work, const bm_text_style *style)
{
    bm_text_style *copy = bm_arena_alloc(&work->labels->arena, sizeof *copy);
    if (copy)
        *copy = *style;
    else
        work->labels->failed = true;
    return copy;
}

label_form *label_form_new(label_work *work)
{
    label_form *form = bm_arena_alloc(&work->labels->arena, sizeof *form);
    if (!form)
        work->labels->failed = true;
    return form;
}

static void add_copy(label_work *work, label_form *form, const bm_text_style *style,
                     const char *text)
{
    double size_px = style->size_pt * work->pt;
    double top = form->line_count ? form->height_px - descent * size_px : 0;
    double baseline = form->line_count ? top + leading * size_px : cap_height * size_px;
    double width = bm_canvas_measure(work->canvas, style, text).width;
    form->lines[form->line_count++] =
        (label_line){.text = text, .style = style, .width_px = width, .baseline_px = baseline};
    form->width_px = fmax(form->width_px, width);
    form->height_px = baseline + descent * size_px;
    form->halo_px = fmax(form->halo_px, style->halo_pt * work->pt);
}

void label_form_add(label_work *work, label_form *form, const bm_text_style *style,
                    const char *text)
{
    if (!form || !text || !*text || form->line_count == LABEL_LINES_MAX)
        return;
    const char *copy = bm_arena_strdup(&work->labels->arena, text);
    if (copy)
        add_copy(work, form, style, copy);
    else
        work->labels->failed = true;
}

void label_form_add_wrapped(label_work *work, label_form *form, const bm_text_style *style,
                            const char *text, double width_px, size_t lines_max)
{
    static const char ellipsis[] = "…";
    if (!form || !text || !*text)
        return;
    double width = bm_wrap_balance(work->canvas, style, text, width_px);
    for (size_t i = 0; i < lines_max && *text && form->line_count < LABEL_LINES_MAX; i++) {
        size_t next;
        size_t length = bm_wrap_line(work->canvas, style, text, width, &next);
        if (length == 0)
            return;
        bool cut = i + 1 == lines_max && text[next];
        char line[BM_WRAP_LINE_SIZE + sizeof ellipsis];
        bm_wrap_copy(text, length, line);
        if (cut) {
            // Give way to the ellipsis a character at a time.
            size_t kept = strlen(line);
            memcpy(line + kept, ellipsis, sizeof ellipsis);
            while (kept > 1 && bm_canvas_measure(work->canvas, style, line).width > width_px) {
                kept = bm_utf8_cut(line, kept - 1);
                memcpy(line + kept, ellipsis, sizeof ellipsis);
            }
        }
        label_form_add(work, form, style, line);
        text += next;
    }
}

bool label_begin(label_work *work, const char *name, const char *group, int priority,
                 double cost_max, uint32_t tag)
{
    bm_labels *labels = work->labels;
    label_item *items =
        bm_array_grow(labels->items, labels->item_count, &labels->item_capacity, sizeof *items);
    char *copy = bm_arena_strdup(&labels->arena, name);
    if (!items || !copy) {
        labels->items = items ? items : labels->items;
        labels->failed = true;
        return false;
    }
    labels->items = items;
    labels->items[labels->item_count++] = (label_item){
        .name = copy,
        .group = group,
        .label = bm_placement_add_label(labels->placement, priority, cost_max, tag),
    };
    return true;
}

double label_dot_radius(const label_work *work, label_dot dot)
{
    static const double radius_pt[] = {
        [LABEL_DOT_NONE] = 0,   [LABEL_DOT_CAPITAL] = 3.4,  [LABEL_DOT_CENTRE] = 2.5,
        [LABEL_DOT_TOWN] = 1.8, [LABEL_DOT_VILLAGE] = 1.35, [LABEL_DOT_CROSSING] = 3.2};
    return radius_pt[dot] * work->pt;
}

void label_set_dot(label_work *work, label_dot dot, bm_px center, double angle_deg)
{
    bm_labels *labels = work->labels;
    if (labels->item_count == 0)
        return;
    label_item *item = &labels->items[labels->item_count - 1];
    item->dot = dot;
    item->dot_center = center;
    item->dot_angle_deg = angle_deg;
}

/** Enter a candidate and what is drawn for it. */
static void add_candidate(label_work *work, const bm_label_candidate *candidate,
                          const label_choice *choice)
{
    bm_labels *labels = work->labels;
    label_choice *choices = bm_array_grow(labels->choices, labels->choice_count,
                                          &labels->choice_capacity, sizeof *choices);
    if (!choices) {
        labels->failed = true;
        return;
    }
    labels->choices = choices;
    if (bm_placement_add_candidate(labels->placement, candidate) == BM_PLACEMENT_NONE) {
        labels->failed = true;
        return;
    }
    labels->choices[labels->choice_count++] = *choice;
}

static bm_px_box with_halo(bm_px origin, const label_form *form)
{
    return (bm_px_box){origin.x - form->halo_px, origin.y - form->halo_px,
                       origin.x + form->width_px + form->halo_px,
                       origin.y + form->height_px + form->halo_px};
}

/** A block at `origin` that names `center`. */
static void add_block(label_work *work, const label_form *form, bm_px origin, double align,
                      const bm_px *center, const bm_px *leader, double cost)
{
    const label_item *item = &work->labels->items[work->labels->item_count - 1];
    bm_px_box boxes[2] = {with_halo(origin, form)};
    double dot = label_dot_radius(work, item->dot);
    boxes[1] = (bm_px_box){item->dot_center.x - dot, item->dot_center.y - dot,
                           item->dot_center.x + dot, item->dot_center.y + dot};
    bm_label_candidate candidate = {
        .boxes = boxes, .box_count = item->dot == LABEL_DOT_NONE ? 1 : 2, .cost = cost};
    label_choice choice = {.form = form, .origin = origin, .align = align};
    if (center) {
        candidate.has_anchor = true;
        candidate.anchor = *center;
    }
    if (leader) {
        candidate.has_leader = choice.has_leader = true;
        candidate.leader[0] = choice.leader[0] = leader[0];
        candidate.leader[1] = choice.leader[1] = leader[1];
    }
    add_candidate(work, &candidate, &choice);
}

/** Where a block may stand: the direction from the point, which part of the block comes next to it,
 *  how the lines are aligned, and the rank (after E. Imhof, Die Anordnung der Namen in der Karte,
 *  1962: upper right first, below and left last). */
static const struct {
    double angle_deg, part_x, part_y, align, cost;
} positions[] = {
    {38, 0, 1, 0, 0},       {0, 0, 0.62, 0, 0.6},   {-38, 0, 0, 0, 1.2},    {142, 1, 1, 1, 1.8},
    {180, 1, 0.62, 1, 2.2}, {-142, 1, 0, 1, 2.6},   {90, 0.5, 1, 0.5, 2.4}, {-90, 0.5, 0, 0.5, 3},
    {64, 0.15, 1, 0, 0.9},  {-64, 0.15, 0, 0, 1.9}, {116, 0.85, 1, 1, 2.3}, {-116, 0.85, 0, 1, 3.1},
    {15, 0, 0.85, 0, 0.7},  {-15, 0, 0.15, 0, 1.3},
};

void label_add_around(label_work *work, const label_form *form, bm_px center, double radius_px,
                      double cost)
{
    if (!form || form->line_count == 0 || !isfinite(center.x) || !isfinite(center.y))
        return;
    const double radians = acos(-1) / 180;
    double gap = form->halo_px + 0.9 * work->pt, reach = radius_px + gap;
    // A corner of the halo comes nearer than its sides do.
    double corner_reach = radius_px + 1.42 * form->halo_px + 0.6 * work->pt;
    for (size_t i = 0; i < sizeof positions / sizeof *positions; i++) {
        bm_px near = {center.x + corner_reach * cos(positions[i].angle_deg * radians),
                      center.y - corner_reach * sin(positions[i].angle_deg * radians)};
        bm_px origin = {near.x - positions[i].part_x * form->width_px,
                        near.y - positions[i].part_y * form->height_px};
        if (positions[i].part_y == 1 && positions[i].part_x > 0 && positions[i].part_x < 1)
            origin.y = center.y - reach - form->height_px;
        else if (positions[i].part_y == 0 && positions[i].part_x > 0 && positions[i].part_x < 1)
            origin.y = center.y + reach;
        else if (positions[i].part_x == 0 && positions[i].part_y > 0 && positions[i].part_y < 1)
            origin.x = center.x + reach;
        else if (positions[i].part_x == 1 && positions[i].part_y > 0 && positions[i].part_y < 1)
            origin.x = center.x - reach - form->width_px;
        add_block(work, form, origin, positions[i].align, &center, NULL, cost + positions[i].cost);
    }
}

void label_add_with_leaders(label_work *work, const label_form *form, bm_px center,
                            double radius_px, double cost)
{
    static const double distances_pt[] = {12, 22, 36, 54, 78, 108, 150};
    if (!form || form->line_count == 0 || !isfinite(center.x) || !isfinite(center.y))
        return;
    const double turn = 2 * acos(-1);
    const int directions = 16;
    for (size_t i = 0; i < sizeof distances_pt / sizeof *distances_pt; i++) {
        for (int j = 0; j < directions; j++) {
            // Upper right first, and then alternately to both sides.
            int step = j % 2 ? (j + 1) / 2 : -(j / 2);
            double angle = turn * (1.5 + step) / directions;
            double dx = cos(angle), dy = -sin(angle);
            double reach = radius_px + distances_pt[i] * work->pt;
            bm_px near = {center.x + reach * dx, center.y + reach * dy};
            double part_x = fmin(fmax(0.5 - 0.9 * dx, 0), 1);
            double part_y = fmin(fmax(0.5 - 0.9 * dy, 0), 1);
            bm_px origin = {near.x - part_x * form->width_px, near.y - part_y * form->height_px};
            bm_px_box box = with_halo(origin, form);
            bm_px to = {fmin(fmax(center.x, box.x0), box.x1), fmin(fmax(center.y, box.y0), box.y1)};
            double length = hypot(to.x - center.x, to.y - center.y);
            if (length < radius_px + 4 * work->pt)
                continue;
            bm_px leader[2] = {{center.x + (to.x - center.x) * radius_px / length,
                                center.y + (to.y - center.y) * radius_px / length},
                               to};
            double align = part_x < 0.35 ? 0 : part_x > 0.65 ? 1 : 0.5;
            add_block(work, form, origin, align, &center, leader,
                      cost + 6 + distances_pt[i] * 0.09 + j * 0.05);
        }
    }
}

void label_add_centred(label_work *work, const label_form *form, bm_px middle, double cost)
{
    if (!form || form->line_count == 0)
        return;
    bm_px origin = {middle.x - form->width_px / 2, middle.y - form->height_px / 2};
    add_block(work, form, origin, 0.5, NULL, NULL, cost);
}

void label_add_glyphs(label_work *work, const bm_text_style *style, const label_glyph *glyphs,
                      size_t glyph_count, const bm_px_box *boxes, size_t box_count, double cost)
{
    bm_label_candidate candidate = {.boxes = boxes, .box_count = box_count, .cost = cost};
    label_choice choice = {.glyphs = glyphs, .glyph_count = glyph_count, .glyph_style = style};
    add_candidate(work, &candidate, &choice);
}

const char *label_upper(label_work *work, const char *text)
{
    // No letter of one or two bytes has a capital of more than three.
    char *upper = bm_arena_alloc(&work->labels->arena, 3 * strlen(text) + 5);
    if (!upper) {
        work->labels->failed = true;
        return "";
    }
    size_t length = 0;
    int32_t code;
    while ((code = bm_utf8_next(&text)) != 0) {
        if (code > 0)
            length += bm_utf8_encode((int32_t)g_unichar_toupper((gunichar)code), upper + length);
    }
    upper[length] = '\0';
    return upper;
}
