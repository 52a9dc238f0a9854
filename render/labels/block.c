#include <glib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "render/canvas/wrap.h"
#include "render/labels/parts.h"

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

const bm_text_style *label_style_on_ground(label_work *work, const bm_text_style *style)
{
    bm_text_style *copy = work->is_over_pictures ? label_style_copy(work, style) : NULL;
    if (!copy)
        return style;
    copy->halo_color.alpha = 1;
    return copy;
}

label_form *label_form_new(label_work *work)
{
    label_form *form = bm_arena_alloc(&work->labels->arena, sizeof *form);
    if (!form)
        work->labels->failed = true;
    else
        form->yields = HUGE_VAL;
    return form;
}

bool label_form_is_empty(const label_form *form)
{
    return !form || (form->line_count == 0 && !form->is_tag);
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

/** What the fonts can show of a text, "" when that is too little to be read. */
static const char *legible(label_work *work, const bm_text_style *style, const char *text,
                           char known[BM_CANVAS_TEXT_MAX + 1])
{
    if (bm_canvas_keep_known(work->canvas, style, text, known))
        return known;
    if (work->labels->item_count)
        work->labels->items[work->labels->item_count - 1].is_altered = true;
    size_t kept = bm_text_count_letters(known), all = bm_text_count_letters(text);
    return kept > 0 && 2 * kept >= all ? known : "";
}

void label_form_add(label_work *work, label_form *form, const bm_text_style *style,
                    const char *text)
{
    char known[BM_CANVAS_TEXT_MAX + 1];
    if (!form || !text || form->line_count == LABEL_LINES_MAX)
        return;
    text = legible(work, style, text, known);
    if (!*text)
        return;
    const char *copy = bm_arena_strdup(&work->labels->arena, text);
    if (copy)
        add_copy(work, form, style, copy);
    else
        work->labels->failed = true;
}

void label_form_add_name(label_work *work, label_form *form, const bm_text_style *style,
                         const char *name)
{
    const size_t short_bytes = 24, lines_max = 3;
    double width_px = LABEL_NAME_WIDTH_PT * work->pt;
    if (strlen(name) > short_bytes && style->spacing_pt < 0.2 * style->size_pt)
        label_form_add_wrapped(work, form, style, name, width_px, lines_max);
    else
        label_form_add(work, form, style, name);
}

void label_form_add_names(label_work *work, label_form *form, const bm_text_style *style,
                          bm_names names)
{
    /* So that the second names of countries are as large as the towns': few sizes read best. */
    const double smaller = style->size_pt > 12 ? 0.73 : 0.82, least_pt = 6;
    label_form_add_name(work, form, style, names.first);
    if (!*names.second)
        return;
    bm_text_style *second = label_style_copy(work, style);
    if (!second)
        return;
    second->size_pt = fmin(style->size_pt, fmax(smaller * style->size_pt, least_pt));
    second->spacing_pt = fmin(style->spacing_pt, 0.1 * second->size_pt);
    second->bold = false;
    label_form_add_name(work, form, second, names.second);
}

bm_names label_names_on_ground(const label_work *work, const bm_layer *layer, size_t index,
                               bm_lonlat position)
{
    bm_border_relation relation = {0};
    bool local = bm_languages_have_local(&work->languages);
    if (local && bm_border_relate(work->basemap->border, position, &relation, NULL) != BM_OK)
        local = false;
    return bm_names_of_feature(&work->languages, layer, index, local ? relation.country : NULL);
}

const char *label_join_names(label_work *work, bm_names names)
{
    if (!*names.second)
        return names.first;
    size_t size = strlen(names.first) + strlen(names.second) + sizeof " ()";
    char *joined = bm_arena_alloc(&work->labels->arena, size);
    if (!joined) {
        work->labels->failed = true;
        return "";
    }
    snprintf(joined, size, "%s (%s)", names.first, names.second);
    return joined;
}

void label_form_add_wrapped(label_work *work, label_form *form, const bm_text_style *style,
                            const char *text, double width_px, size_t lines_max)
{
    static const char ellipsis[] = "…";
    char known[BM_CANVAS_TEXT_MAX + 1];
    if (!form || !text || !*text)
        return;
    text = legible(work, style, text, known);
    double width = bm_wrap_balance(work->canvas, style, text, width_px);
    for (size_t i = 0; i < lines_max && *text && form->line_count < LABEL_LINES_MAX; i++) {
        size_t next;
        size_t length = bm_wrap_line(work->canvas, style, text, width, &next);
        if (length == 0)
            return;
        bool cut = i + 1 == lines_max && text[next];
        char line[BM_WRAP_LINE_SIZE + sizeof ellipsis];
        if (!cut)
            bm_wrap_copy(text, length, line);
        else {
            // Give way to the ellipsis a character at a time.
            size_t kept = bm_wrap_copy_part(text, length, line);
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

bool label_begin(label_work *work, const char *name, label_kind kind, int priority, double cost_max,
                 uint32_t tag)
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
        .kind = kind,
        .first_choice = (uint32_t)labels->choice_count,
        .at = {NAN, NAN},
        .label = bm_placement_add_label(labels->placement, priority, cost_max, tag),
    };
    return true;
}

bool label_begin_copy(label_work *work, const label_item *item)
{
    bm_labels *labels = work->labels;
    label_item *items =
        bm_array_grow(labels->items, labels->item_count, &labels->item_capacity, sizeof *items);
    if (!items) {
        labels->failed = true;
        return false;
    }
    labels->items = items;
    label_item *made = &items[labels->item_count++];
    *made = *item;
    made->first_choice = (uint32_t)labels->choice_count;
    made->label =
        bm_placement_copy_label(labels->placement, work->standing->placement, item->label);
    return true;
}

double label_dot_radius(const label_work *work, label_dot dot)
{
    static const double radius_pt[] = {[LABEL_DOT_NONE] = 0,
                                       [LABEL_DOT_CAPITAL] = 3.4,
                                       [LABEL_DOT_CENTRE] = 2.5,
                                       [LABEL_DOT_TOWN] = 1.8,
                                       [LABEL_DOT_VILLAGE] = 1.35};
    double scale = work->style->dot_scale > 0 ? work->style->dot_scale : 1;
    return radius_pt[dot] * scale * work->pt;
}

void label_set_dot(label_work *work, label_dot dot, bm_px center)
{
    bm_labels *labels = work->labels;
    if (labels->item_count == 0)
        return;
    label_item *item = &labels->items[labels->item_count - 1];
    item->dot = dot;
    item->dot_center = center;
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

/** Note the dot that is drawn with a block, which may be one box more, and the place that it names.
 */
static void add_sign(const label_work *work, const label_item *item, bm_px_box boxes[2],
                     bm_label_candidate *candidate)
{
    double dot = label_dot_radius(work, item->dot);
    boxes[1] = (bm_px_box){item->dot_center.x - dot, item->dot_center.y - dot,
                           item->dot_center.x + dot, item->dot_center.y + dot};
    candidate->boxes = boxes;
    candidate->box_count = item->dot == LABEL_DOT_NONE ? 1 : 2;
    // A town is where it is, though a symbol may hide its dot.
    bool is_hidden = item->kind == LABEL_TOWN && item->dot == LABEL_DOT_NONE;
    candidate->sign = is_hidden ? item->at : item->dot_center;
    candidate->has_sign = is_hidden ? isfinite(item->at.x) : item->dot != LABEL_DOT_NONE;
}

void label_add_copy(label_work *work, uint32_t candidate, double cost)
{
    const label_choice *choice = &work->standing->choices[candidate];
    bm_label_candidate copy;
    bm_px_box boxes[2];
    bm_placement_get_candidate(work->standing->placement, candidate, &copy);
    copy.cost = cost;
    if (choice->form) {
        boxes[0] = copy.boxes[0];
        add_sign(work, &work->labels->items[work->labels->item_count - 1], boxes, &copy);
    }
    add_candidate(work, &copy, choice);
}

bm_px_box label_form_box(const label_form *form, bm_px origin)
{
    return (bm_px_box){origin.x - form->halo_px, origin.y - form->halo_px,
                       origin.x + form->width_px + form->halo_px,
                       origin.y + form->height_px + form->halo_px};
}

/** No sign of another label may be as near as what a label names. Longer ways need a leader, whose
 *  end is to be clear of signs in any case. */
static double clear_of(const label_work *work, const label_item *item, const label_form *form,
                       const label_spot *spot)
{
    const double far_pt = 12;
    // What has no dot of its own must not seem to name that of another.
    bool has_no_dot = item->kind == LABEL_TOWN && item->dot == LABEL_DOT_NONE;
    if (spot->leader)
        return 8 * work->pt;
    if (item->kind != LABEL_EVENT && item->kind != LABEL_TOWN)
        return 0;
    double least = has_no_dot ? 6 : item->kind == LABEL_EVENT ? 2 : 0;
    // Where every place is to have a number, one had better stand there than nowhere.
    if (form->is_tag && work->options->callouts == BM_CALLOUTS_ALL)
        return least * work->pt;
    double clear_px = spot->own_px + LABEL_NEARER_PT * work->pt;
    return bm_most(least * work->pt, bm_least(clear_px, far_pt * work->pt));
}

void label_add_block(label_work *work, const label_form *form, const label_spot *spot)
{
    const label_item *item = &work->labels->items[work->labels->item_count - 1];
    bm_px_box boxes[2] = {label_form_box(form, spot->origin)};
    bm_label_candidate candidate = {
        .cost = spot->cost,
        .want_max = form->yields,
        .is_fallback = form->is_fallback,
        .has_anchor = spot->has_center,
        .anchor = isfinite(item->at.x) ? item->at : spot->center,
        .clear_px = clear_of(work, item, form, spot),
    };
    label_choice choice = {
        .form = form, .side = spot->side, .origin = spot->origin, .align = spot->align};
    add_sign(work, item, boxes, &candidate);
    if (spot->leader) {
        candidate.has_leader = true;
        candidate.leader[0] = spot->leader[0];
        candidate.leader[1] = spot->leader[1];
        candidate.leader_clear_px = work->pt;
    }
    add_candidate(work, &candidate, &choice);
}

void label_add_centred(label_work *work, const label_form *form, bm_px middle, double cost)
{
    if (label_form_is_empty(form))
        return;
    label_spot spot = {
        .origin = {middle.x - form->width_px / 2, middle.y - form->height_px / 2},
        .align = 0.5,
        .cost = cost,
    };
    label_add_block(work, form, &spot);
}

void label_add_glyphs(label_work *work, const bm_text_style *style, const label_glyph *glyphs,
                      size_t glyph_count, const bm_px_box *boxes, size_t box_count, double cost)
{
    bm_label_candidate candidate = {
        .boxes = boxes, .box_count = box_count, .cost = cost, .want_max = HUGE_VAL};
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
