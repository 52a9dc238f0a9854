#include <math.h>
#include <stdio.h>
#include <string.h>

#include "render/furniture/parts.h"
#include "render/labels/parts.h"

static void add_star(bm_canvas *canvas, bm_px center, double radius_px)
{
    bm_px points[10];
    for (int i = 0; i < 10; i++) {
        double angle = (i * 36 - 90) * acos(-1) / 180;
        double reach = i % 2 ? radius_px * 0.45 : radius_px;
        points[i] = (bm_px){center.x + reach * cos(angle), center.y + reach * sin(angle)};
    }
    bm_canvas_add_points(canvas, points, 10, true);
}

static void draw_state(bm_canvas *canvas, bm_px center, bm_crossing_state state)
{
    const bm_color white = {1, 1, 1, 1}, dark = {0.1, 0.1, 0.12, 1};
    const bm_color fills[] = {[BM_CROSSING_OPEN] = {1, 1, 1, 1},
                              [BM_CROSSING_RESTRICTED] = {1, 1, 1, 1},
                              [BM_CROSSING_CLOSED] = {0.76, 0.1, 0.12, 1}};
    double radius = bm_canvas_px(canvas, 3.3);
    bm_line_style outline = {.color = dark, .width_pt = 0.6};
    bm_canvas_add_circle(canvas, center, radius);
    bm_canvas_fill_stroke(canvas, fills[state], &outline);
    if (state == BM_CROSSING_OPEN) {
        bm_line_style ring = {.color = {0.07, 0.5, 0.25, 1}, .width_pt = 1.5};
        bm_canvas_add_circle(canvas, center, 0.68 * radius);
        bm_canvas_stroke(canvas, &ring);
    } else if (state == BM_CROSSING_RESTRICTED) {
        cairo_t *path = bm_canvas_cairo(canvas);
        cairo_new_sub_path(path);
        cairo_arc(path, center.x, center.y, 0.8 * radius, 0, acos(-1));
        cairo_close_path(path);
        bm_canvas_fill(canvas, (bm_color){0.85, 0.5, 0, 1});
    } else {
        bm_px_box bar = {center.x - 0.62 * radius, center.y - 0.2 * radius,
                         center.x + 0.62 * radius, center.y + 0.2 * radius};
        bm_canvas_add_box(canvas, bar);
        bm_canvas_fill(canvas, white);
    }
}

void bm_crossing_draw(bm_canvas *canvas, const bm_style *style, bm_px center, double angle_deg,
                      bm_crossing_state state)
{
    // A bar across the border line, with a foot at both ends: a gate seen from above.
    double half = bm_canvas_px(canvas, 3), foot = bm_canvas_px(canvas, 1.6);
    double angle = (angle_deg + 90) * acos(-1) / 180;
    double dx = cos(angle), dy = sin(angle);
    bm_line_style lines[] = {{.color = style->panel, .width_pt = 3},
                             {.color = style->ink, .width_pt = 1.3}};
    lines[0].color.alpha = 1;
    for (int i = 0; i < 2; i++) {
        cairo_t *path = bm_canvas_cairo(canvas);
        cairo_move_to(path, center.x - half * dx, center.y - half * dy);
        cairo_line_to(path, center.x + half * dx, center.y + half * dy);
        for (int side = -1; side <= 1; side += 2) {
            bm_px end = {center.x + side * half * dx, center.y + side * half * dy};
            cairo_move_to(path, end.x - foot * dy, end.y + foot * dx);
            cairo_line_to(path, end.x + foot * dy, end.y - foot * dx);
        }
        bm_canvas_stroke(canvas, &lines[i]);
    }
    if (state != BM_CROSSING_UNKNOWN)
        draw_state(canvas, center, state);
}

/** A group a sign, so that programs can tell what state it shows. */
static void draw_crossing(const bm_labels *labels, bm_canvas *canvas, bm_px center,
                          double angle_deg, bm_crossing_state state)
{
    const bm_attribute attribute = {"state", bm_crossing_state_name(state)};
    bm_canvas_begin_group_with(canvas, "crossing", NULL, &attribute, 1);
    bm_crossing_draw(canvas, labels->style, center, angle_deg, state);
    bm_canvas_end_group(canvas);
}

static void draw_dot(const bm_labels *labels, bm_canvas *canvas, const label_item *item)
{
    const bm_style *style = labels->style;
    bm_color ground = style->panel;
    ground.alpha = 1;
    double scale = style->dot_scale > 0 ? style->dot_scale : 1,
           pt = scale * bm_canvas_px(canvas, 1);
    const bm_line_style ring = {.color = style->ink, .width_pt = 0.9 * scale};
    bm_px at = item->dot_center;
    switch (item->dot) {
    case LABEL_DOT_CAPITAL:
        bm_canvas_add_circle(canvas, at, 3.2 * pt);
        bm_canvas_fill_stroke(canvas, ground, &ring);
        add_star(canvas, at, 2.7 * pt);
        bm_canvas_fill(canvas, style->ink);
        break;
    case LABEL_DOT_CENTRE:
        bm_canvas_add_circle(canvas, at, 2.2 * pt);
        bm_canvas_fill_stroke(canvas, ground, &ring);
        bm_canvas_add_circle(canvas, at, 0.9 * pt);
        bm_canvas_fill(canvas, style->ink);
        break;
    case LABEL_DOT_TOWN:
        bm_canvas_add_circle(canvas, at, 1.4 * pt);
        bm_canvas_fill(canvas, style->ink);
        break;
    case LABEL_DOT_VILLAGE:
        bm_canvas_add_circle(canvas, at, 1.05 * pt);
        bm_canvas_fill(canvas, style->ink);
        break;
    case LABEL_DOT_NONE:
        break;
    }
}

static const label_choice *choice_of(const bm_labels *labels, size_t placed)
{
    const label_item *item = &labels->items[labels->placed[placed]];
    return &labels->choices[bm_placement_chosen(labels->placement, item->label)];
}

static void draw_leaders(const bm_labels *labels, bm_canvas *canvas)
{
    bm_line_style line = {.color = labels->style->ink, .width_pt = 0.5};
    bm_line_style casing = {.color = labels->style->panel, .width_pt = 1.7};
    casing.color.alpha = 0.8;
    bm_canvas_begin_group(canvas, "leaders", NULL);
    for (size_t i = 0; i < labels->placed_count; i++) {
        bm_px leader[2];
        uint32_t label = labels->items[labels->placed[i]].label;
        if (!bm_placement_leader(labels->placement, bm_placement_chosen(labels->placement, label),
                                 leader))
            continue;
        for (int pass = 0; pass < 2; pass++) {
            cairo_t *path = bm_canvas_cairo(canvas);
            cairo_move_to(path, leader[0].x, leader[0].y);
            cairo_line_to(path, leader[1].x, leader[1].y);
            bm_canvas_stroke(canvas, pass ? &line : &casing);
        }
    }
    bm_canvas_end_group(canvas);
}

void bm_labels_draw_places(const bm_labels *labels, bm_canvas *canvas)
{
    bm_canvas_begin_group(canvas, "places", NULL);
    for (size_t i = 0; i < labels->gate_count; i++)
        draw_crossing(labels, canvas, labels->gates[i].center, labels->gates[i].angle_deg,
                      labels->gates[i].state);
    for (size_t i = 0; i < labels->placed_count; i++)
        draw_dot(labels, canvas, &labels->items[labels->placed[i]]);
    bm_canvas_end_group(canvas);
    draw_leaders(labels, canvas);
}

static void draw_form(const bm_labels *labels, bm_canvas *canvas, const label_item *item,
                      const label_choice *choice)
{
    const label_form *form = choice->form;
    if (form->is_tag) {
        bm_px center = {choice->origin.x + form->width_px / 2,
                        choice->origin.y + form->height_px / 2};
        bm_callout_draw(canvas, labels->style, center, item->callout);
        return;
    }
    for (size_t i = 0; i < form->line_count; i++) {
        const label_line *line = &form->lines[i];
        bm_px baseline = {choice->origin.x + choice->align * (form->width_px - line->width_px),
                          choice->origin.y + line->baseline_px};
        bm_canvas_text(canvas, line->style, baseline, 0, line->text);
    }
}

/** All halos before all letters, so that no halo bites into its neighbour. */
static void draw_glyphs(bm_canvas *canvas, const label_choice *choice)
{
    bm_text_style bare = *choice->glyph_style;
    bare.halo_pt = 0;
    for (size_t i = 0; choice->glyph_count > 1 && i < choice->glyph_count; i++) {
        const label_glyph *glyph = &choice->glyphs[i];
        bm_canvas_text(canvas, choice->glyph_style, glyph->baseline, glyph->angle_deg, glyph->text);
    }
    for (size_t i = 0; i < choice->glyph_count; i++) {
        const label_glyph *glyph = &choice->glyphs[i];
        bm_canvas_text(canvas, choice->glyph_count > 1 ? &bare : choice->glyph_style,
                       glyph->baseline, glyph->angle_deg, glyph->text);
    }
}

/** A group a name, so that its lines move together. */
static void begin_label(bm_canvas *canvas, const label_item *item, bool is_tag)
{
    char id[96], at[BM_CANVAS_PLACE_SIZE], number[16];
    if (bm_canvas_format(canvas) != BM_MAP_SVG)
        return;
    bm_px place = item->dot == LABEL_DOT_NONE ? item->at : item->dot_center;
    // A crossing is of both countries, and so is its name.
    bool has_place = item->kind != LABEL_CROSSING && isfinite(place.x) && isfinite(place.y);
    if (has_place)
        bm_canvas_format_place(place, at);
    snprintf(id, sizeof id, "label-%.80s", item->name);
    snprintf(number, sizeof number, "%u", (unsigned)item->callout);
    const bm_attribute attributes[] = {{"at", has_place ? at : NULL},
                                       {"number", is_tag ? number : NULL}};
    bm_canvas_begin_group_with(canvas, id, NULL, attributes, 2);
}

void bm_labels_draw_names(const bm_labels *labels, bm_canvas *canvas)
{
    static const struct {
        const char *id;
        label_kind from, to;
    } groups[] = {{"area-labels", LABEL_COUNTRY, LABEL_OBLAST},
                  {"water-labels", LABEL_RIVER, LABEL_SEA},
                  {"crossing-labels", LABEL_CROSSING, LABEL_CROSSING},
                  {"town-labels", LABEL_TOWN, LABEL_TOWN},
                  {"event-labels", LABEL_EVENT, LABEL_EVENT}};
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++) {
        bm_canvas_begin_group(canvas, groups[g].id, NULL);
        for (size_t i = 0; i < labels->placed_count; i++) {
            const label_item *item = &labels->items[labels->placed[i]];
            if (item->kind >= groups[g].from && item->kind <= groups[g].to) {
                const label_choice *choice = choice_of(labels, i);
                begin_label(canvas, item, choice->form && choice->form->is_tag);
                if (choice->form)
                    draw_form(labels, canvas, item, choice);
                else
                    draw_glyphs(canvas, choice);
                bm_canvas_end_group(canvas);
            }
        }
        bm_canvas_end_group(canvas);
    }
}
