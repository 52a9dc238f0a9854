#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "render/map/text.h"
#include "render/marks/fade.h"
#include "render/marks/private.h"
#include "render/marks/record.h"
#include "render/marks/symbols.h"

/** Radius of the spot where the leaders of one place meet. */
#define SPOT_PT 1.1

/** What a sprite needs to be painted. */
typedef struct look {
    const bm_style *style;
    const bm_category_style *category;
    bm_claim claim;
    double radius_px;
    size_t count;
    bool is_imprecise;
} look;

static void paint_mark(bm_canvas *canvas, bm_px center, const void *context)
{
    const look *at = context;
    const bm_category_style *category = at->category;
    bool is_plain = at->claim == BM_CLAIM_UNSTATED || at->claim == BM_CLAIM_CONFIRMED;
    bm_symbol_draw(canvas, at->style, category, at->claim, center, at->radius_px);
    if (at->is_imprecise)
        bm_symbol_draw_imprecise(canvas, at->style, center, at->radius_px);
    if (at->count < 2)
        return;
    if (category->symbol) {
        bm_symbol_draw_badge(canvas, at->style, center, at->radius_px, at->count);
        return;
    }
    bm_symbol_draw_hub(canvas, at->style, category->shape, category->fill, at->claim, center,
                       at->radius_px);
    bm_symbol_draw_number(canvas, at->style, category->shape, category->fill, is_plain, center,
                          at->radius_px, at->count);
}

/* One symbol for all kinds of events of a place. */
static void draw_mixed(const bm_marks *marks, const bm_mark *mark, const bm_style *style,
                       bm_canvas *canvas)
{
    bm_symbol_share shares[BM_CATEGORIES_MAX + 1] = {0};
    size_t count = 0;
    for (size_t i = 0; i < marks->entry_count; i++) {
        const bm_legend_entry *entry = &marks->entries[i];
        shares[count].fill = bm_fade_fill(style, entry->style->fill, mark->fade);
        for (size_t j = 0; j < mark->count; j++)
            shares[count].count += bm_marks_entry_of(marks, mark->events[j]) == i;
        count += shares[count].count > 0;
    }
    bm_symbol_draw_mixed(canvas, style, shares, count, mark->center, mark->radius_px);
    bm_symbol_draw_number(canvas, style, BM_SHAPE_CIRCLE, (bm_color){1, 1, 1, 1}, true,
                          mark->center, 0.85 * mark->radius_px, bm_mark_number(mark));
    if (bm_mark_is_imprecise(mark))
        bm_symbol_draw_imprecise(canvas, style, mark->center, mark->radius_px);
}

static const char *claim_words(bm_claim claim)
{
    if (claim == BM_CLAIM_SEVERAL)
        return " (of several claims)";
    switch (claim) {
    case BM_CLAIM_CONFIRMED:
        return " (confirmed)";
    case BM_CLAIM_ASSESSED:
        return " (assessed)";
    case BM_CLAIM_CLAIMED:
        return " (claimed)";
    case BM_CLAIM_UNSTATED:
        break;
    }
    return "";
}

/* "11 March 2022 · Kopani · Aircraft fire at village (claimed)", or for several
 * "2–11 March 2022 · Kopani · 3 × Strike or shelling (claimed)". */
static void describe(const bm_marks *marks, const bm_mark *mark, bm_strbuf *text)
{
    char date[BM_DATE_TEXT_SIZE];
    const bm_event *event = mark->first;
    const char *place = *event->location.name ? event->location.name : event->place;
    const char *label = marks->entries[mark->category].label;
    bm_interval_format_human(mark->span, date);
    bm_strbuf_clear(text);
    bm_strbuf_append(text, date);
    if (*place)
        bm_strbuf_printf(text, " · %s%s", place,
                         mark->is_merged && mark->count > 1 ? " and around" : "");
    if (mark->is_mixed)
        bm_strbuf_printf(text, " · %zu events", mark->count);
    else if (mark->count > 1)
        bm_strbuf_printf(text, " · %zu × %s", mark->count, label);
    else
        bm_strbuf_printf(text, " · %s", *event->title ? event->title : label);
    if (!mark->is_mixed)
        bm_strbuf_append(text, claim_words(mark->claim));
}

/** Room for the number of events of each category. */
#define KINDS_SIZE 512

/* "Strike or shelling:2;Clash:1": what a symbol for several categories stands for. */
static void format_kinds(const bm_marks *marks, const bm_mark *mark, char kinds[KINDS_SIZE])
{
    int length = 0;
    kinds[0] = '\0';
    for (size_t i = 0; i < marks->entry_count; i++) {
        size_t count = 0;
        for (size_t j = 0; j < mark->count; j++)
            count += bm_marks_entry_of(marks, mark->events[j]) == i &&
                     !bm_marks_is_imprecise(marks, mark->events[j]);
        if (count && length >= 0 && length < KINDS_SIZE)
            length += snprintf(kinds + length, (size_t)(KINDS_SIZE - length), "%s%s:%zu",
                               length ? ";" : "", marks->entries[i].label, count);
    }
}

/* What kind of mark it is, and the pixel of the place that it stands for. */
static void begin_mark(bm_canvas *canvas, const bm_marks *marks, const bm_mark *mark,
                       const char *id, const char *title, bm_mark_record *record)
{
    static const char *const claims[] = {[BM_CLAIM_CONFIRMED] = "confirmed",
                                         [BM_CLAIM_ASSESSED] = "assessed",
                                         [BM_CLAIM_CLAIMED] = "claimed",
                                         [BM_CLAIM_SEVERAL] = "several"};
    const bm_legend_entry *entry = &marks->entries[mark->category];
    char count[32], imprecise[32], at[BM_CANVAS_PLACE_SIZE], kinds[KINDS_SIZE];
    if (bm_canvas_format(canvas) != BM_MAP_SVG)
        return;
    if (mark->is_mixed)
        format_kinds(marks, mark, kinds);
    bm_mark_record_fill(record, marks, mark);
    snprintf(count, sizeof count, "%zu", mark->count);
    snprintf(imprecise, sizeof imprecise, "%zu", mark->imprecise_count);
    bm_canvas_format_place(mark->anchor, at);
    const bm_attribute attributes[] = {{"category", mark->is_mixed ? "several" : entry->style->key},
                                       {"label", mark->is_mixed ? "Several kinds" : entry->label},
                                       {"claim", mark->is_mixed ? NULL : claims[mark->claim]},
                                       {"claims", record->claims},
                                       {"count", count},
                                       {"imprecise", mark->imprecise_count ? imprecise : NULL},
                                       {"kinds", mark->is_mixed ? kinds : NULL},
                                       {"at", at},
                                       {"date", record->dates},
                                       {"place-id", bm_mark_record_text(&record->places)},
                                       {"events", bm_mark_record_text(&record->events)},
                                       {"source", bm_mark_record_text(&record->sources)}};
    bm_canvas_begin_group_with(canvas, id, title, attributes,
                               sizeof attributes / sizeof *attributes);
}

static bool share_spot(const bm_mark *a, const bm_mark *b)
{
    return a->anchor.x == b->anchor.x && a->anchor.y == b->anchor.y && bm_mark_has_leader(b);
}

static bool is_spot_drawn(const bm_marks *marks, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (share_spot(&marks->items[index], &marks->items[i]))
            return true;
    return false;
}

/* Thin lines from marks that had to step aside to where they belong: in an SVG each is an element,
 * else those to one spot are a path. */
static void draw_leaders(const bm_marks *marks, const bm_style *style, bm_canvas *canvas)
{
    bm_line_style line = {.color = style->symbol_outline, .width_pt = 0.5};
    bool each = bm_canvas_format(canvas) == BM_MAP_SVG;
    bm_canvas_begin_group(canvas, "event-leaders", NULL);
    for (size_t i = 0; i < marks->count; i++) {
        if (!bm_mark_has_leader(&marks->items[i]) || is_spot_drawn(marks, i))
            continue;
        bm_px spot = marks->items[i].anchor;
        for (size_t k = i; k < marks->count; k++) {
            const bm_px ends[] = {spot, marks->items[k].center};
            if (!share_spot(&marks->items[i], &marks->items[k]))
                continue;
            bm_canvas_add_points(canvas, ends, 2, false);
            if (each)
                bm_canvas_stroke(canvas, &line);
        }
        if (!each)
            bm_canvas_stroke(canvas, &line);
        bm_canvas_add_circle(canvas, spot, bm_canvas_px(canvas, SPOT_PT));
        bm_canvas_fill(canvas, style->symbol_outline);
    }
    bm_canvas_end_group(canvas);
}

/* True when an earlier mark has the same circle. */
static bool is_repeated(const bm_marks *marks, size_t index)
{
    const bm_mark *mark = &marks->items[index];
    for (size_t i = 0; i < index; i++)
        if (marks->items[i].area_radius_px == mark->area_radius_px &&
            marks->items[i].anchor.x == mark->anchor.x &&
            marks->items[i].anchor.y == mark->anchor.y)
            return true;
    return false;
}

/* Circles of marks that are known only roughly, below all marks. */
static void draw_areas(const bm_marks *marks, const bm_base *base, const bm_style *style,
                       bm_canvas *canvas)
{
    bm_canvas_begin_group(canvas, "event-areas", NULL);
    for (size_t i = 0; i < marks->count; i++) {
        const bm_mark *mark = &marks->items[i];
        if (mark->area_radius_px <= 0 || is_repeated(marks, i))
            continue;
        /* What is known to lie in a country does not lie across its border. */
        bool clipped = !mark->area_is_bounded &&
                       bm_base_is_near_outline(base, mark->anchor, mark->area_radius_px) &&
                       bm_base_begin_country(base, mark->first->location.country, canvas);
        bm_area_draw(canvas, style, mark->anchor, mark->area_radius_px, mark->area_is_bounded);
        if (clipped)
            bm_canvas_end_clip(canvas);
    }
    bm_canvas_end_group(canvas);
}

/* `style` is that of the mark's age. */
static void draw_mark(const bm_marks *marks, const bm_mark *mark, const bm_style *style,
                      bm_canvas *canvas)
{
    bm_category_style category = *marks->entries[mark->category].style;
    category.fill = bm_fade_fill(style, category.fill, mark->fade);
    look at = {.style = style,
               .category = &category,
               .claim = mark->claim,
               .radius_px = mark->radius_px,
               .count = bm_mark_number(mark),
               .is_imprecise = bm_mark_is_imprecise(mark)};
    char key[128];
    /* Radii are equal only when counts are, so the count says all about the size. */
    snprintf(key, sizeof key, "mark %zu %d %zu %u %zu", mark->category, (int)mark->claim,
             mark->count, mark->fade, mark->imprecise_count);
    if (mark->is_mixed)
        draw_mixed(marks, mark, style, canvas);
    else
        bm_canvas_sprite(canvas, key, mark->center, 1.6 * mark->radius_px, paint_mark, &at);
}

void bm_marks_draw(const bm_marks *marks, const bm_base *base, const bm_style *style,
                   const bm_frame *frame, bm_canvas *canvas)
{
    bm_strbuf text = {0};
    bm_mark_record record = {0};
    bm_canvas_expect_sprites(canvas, marks->count);
    /* Without memory the outlines of older events are as dark as those of the latest. */
    bm_style *aged = marks->is_faded ? calloc(BM_FADE_CLASSES, sizeof *aged) : NULL;
    for (unsigned fade = 0; aged && fade < BM_FADE_CLASSES; fade++) {
        aged[fade] = *style;
        aged[fade].symbol_outline = bm_fade_outline(style, fade);
    }
    bm_canvas_begin_group(canvas, "events", NULL);
    bm_canvas_begin_clip(canvas, frame->map);
    if (marks->area_count)
        draw_areas(marks, base, style, canvas);
    const bm_style *by_age[BM_FADE_CLASSES];
    for (unsigned fade = 0; fade < BM_FADE_CLASSES; fade++)
        by_age[fade] = aged ? &aged[fade] : style;
    bm_marks_draw_arrows(marks, by_age, frame, canvas);
    /* All leaders below all symbols: a ring's lines would cross the number in its middle. */
    draw_leaders(marks, style, canvas);
    for (size_t i = 0; i < marks->count; i++) {
        const bm_mark *mark = &marks->items[i];
        char id[96];
        snprintf(id, sizeof id, "event-%.80s", mark->first->id);
        if (bm_canvas_format(canvas) == BM_MAP_SVG)
            describe(marks, mark, &text);
        begin_mark(canvas, marks, mark, id, bm_strbuf_text(&text), &record);
        draw_mark(marks, mark, by_age[mark->fade], canvas);
        bm_canvas_end_group(canvas);
    }
    bm_canvas_end_clip(canvas);
    bm_canvas_end_group(canvas);
    bm_mark_record_finish(&record);
    bm_strbuf_finish(&text);
    free(aged);
}
