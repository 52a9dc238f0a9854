/* What the legend says of the signs of marks.c. */
#include <math.h>
#include <stdio.h>

#include "base/calendar.h"
#include "render/marks/fade.h"
#include "render/marks/private.h"
#include "render/marks/symbols.h"
#include "render/style/contrast.h"

static bm_px middle_of(bm_px_box room)
{
    return (bm_px){(room.x0 + room.x1) / 2, (room.y0 + room.y1) / 2};
}

static void paint_mixed(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                        const void *context)
{
    const bm_marks *marks = context;
    bm_symbol_share shares[BM_CATEGORIES_MAX + 1] = {0};
    size_t count = marks->entry_count < 3 ? marks->entry_count : 3;
    for (size_t i = 0; i < count; i++)
        shares[i] = (bm_symbol_share){marks->entries[i].style->fill, count - i};
    double radius = bm_canvas_px(canvas, style->symbol_size_pt * 0.58);
    bm_symbol_draw_mixed(canvas, style, shares, count, middle_of(room), radius);
}

static void paint_age(bm_canvas *canvas, const bm_style *style, bm_px_box room, const void *context)
{
    unsigned fade = *(const unsigned *)context;
    double grey = bm_color_luminance(style->focus[1]) < 0.2 ? 0.85 : 0.4;
    bm_color neutral = {grey, grey, grey, 1};
    bm_color fill = bm_fade_fill(style, neutral, fade);
    bm_line_style outline = {.color = bm_fade_outline(style, fade),
                             .width_pt = style->symbol_outline_pt};
    bm_canvas_add_circle(canvas, middle_of(room), bm_canvas_px(canvas, style->symbol_size_pt / 2));
    bm_canvas_fill_stroke(canvas, fill, &outline);
}

static void paint_imprecise(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                            const void *context)
{
    const bm_marks *marks = context;
    double radius = bm_canvas_px(canvas, style->symbol_size_pt * 0.45);
    bm_px center = middle_of(room);
    center = (bm_px){center.x + 0.15 * radius, center.y + 0.15 * radius};
    bm_symbol_draw(canvas, style, marks->entries[0].style, BM_CLAIM_CONFIRMED, center, radius);
    bm_symbol_draw_imprecise(canvas, style, center, radius);
}

/* In the colour of the category that moves, or in grey when several do. */
static void paint_arrow(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                        const bm_marks *marks, bm_claim claim)
{
    bm_px line[9], middle = middle_of(room);
    double half = (room.x1 - room.x0) / 2;
    for (int i = 0; i < 9; i++) {
        double along = i / 4.0 - 1;
        line[i] = (bm_px){middle.x + along * half,
                          middle.y + (along * along - 0.5) * 0.22 * (room.y1 - room.y0)};
    }
    bm_color fill = marks->entries[marks->arrows[0].category].style->fill;
    for (size_t i = 1; i < marks->arrow_count; i++)
        if (marks->arrows[i].category != marks->arrows[0].category)
            fill = (bm_color){0.45, 0.45, 0.45, 1};
    bm_arrow_draw(canvas, style, fill, claim, line, 9, claim == BM_CLAIM_CONFIRMED ? 1 : 0.8);
}

static void paint_confirmed(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                            const void *context)
{
    paint_arrow(canvas, style, room, context, BM_CLAIM_CONFIRMED);
}

static void paint_assessed(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                           const void *context)
{
    paint_arrow(canvas, style, room, context, BM_CLAIM_ASSESSED);
}

static void paint_claimed(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                          const void *context)
{
    paint_arrow(canvas, style, room, context, BM_CLAIM_CLAIMED);
}

static void add_movements(const bm_marks *ground, bm_legend *legend)
{
    static const struct {
        bm_claim claim;
        const char *text;
        bm_legend_sign sign;
    } rows[] = {{BM_CLAIM_CONFIRMED, "Movement", paint_confirmed},
                {BM_CLAIM_ASSESSED, "Movement, assessed", paint_assessed},
                {BM_CLAIM_CLAIMED, "Movement, claimed", paint_claimed}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool any = false;
        for (size_t k = 0; k < ground->arrow_count; k++)
            any = any || ground->arrows[k].claim == rows[i].claim;
        if (any)
            bm_legend_add(legend, BM_LEGEND_SIGNS, rows[i].text, rows[i].sign, ground);
    }
}

/* "6 February – 6 March 2023", and "Before 7 December 2022" for the oldest. */
static void write_ages(const bm_marks *marks, unsigned fade, char text[BM_LEGEND_TEXT_SIZE])
{
    char dates[BM_DATE_TEXT_SIZE];
    bm_interval days = {.precision = BM_DATE_RANGE};
    bool is_oldest = fade + 1 == BM_FADE_CLASSES;
    days.start_s = marks->fade_since_s[is_oldest ? fade - 1 : fade];
    days.end_s = fade == 0 ? marks->fade_until_s : marks->fade_since_s[fade - 1];
    if (is_oldest || days.end_s - days.start_s <= BM_SECONDS_A_DAY) {
        days.precision = BM_DATE_DAY;
        days.end_s = days.start_s + BM_SECONDS_A_DAY;
    }
    bm_interval_format_human(days, dates);
    snprintf(text, BM_LEGEND_TEXT_SIZE, "%s%s", is_oldest ? "Before " : "", dates);
}

/* One legend for maps that end on different days. */
static void add_ages_of_each(bm_legend *legend)
{
    static const unsigned classes[BM_FADE_CLASSES] = {0, 1, 2, 3};
    static const char *const texts[BM_FADE_CLASSES] = {"Newest events of each map", "Older",
                                                       "Older still", "Oldest"};
    for (unsigned i = 0; i < BM_FADE_CLASSES; i++)
        bm_legend_add(legend, BM_LEGEND_SIGNS, texts[i], paint_age, &classes[i]);
}

/* A legend for several windows has all classes, else those that are drawn. */
static void add_ages(const bm_marks *marks, bm_legend *legend)
{
    static const unsigned classes[BM_FADE_CLASSES] = {0, 1, 2, 3};
    for (unsigned i = 0; i < BM_FADE_CLASSES; i++) {
        char text[BM_LEGEND_TEXT_SIZE];
        /* A window of few days has fewer classes. */
        bool is_oldest = i + 1 == BM_FADE_CLASSES;
        int64_t end_s = i == 0 ? marks->fade_until_s : marks->fade_since_s[i - 1];
        bool is_empty = !is_oldest && marks->fade_since_s[i] >= end_s;
        if (is_empty || (!marks->has_all_ages && !marks->fade_counts[i]))
            continue;
        write_ages(marks, i, text);
        bm_legend_add_counted(legend, BM_LEGEND_SIGNS, text, paint_age, &classes[i],
                              marks->fade_counts[i]);
    }
}

void bm_marks_add_legend(const bm_marks *ground, const bm_marks *marks, bm_legend *legend)
{
    bool has_mixed = false;
    for (size_t i = 0; i < ground->count && !has_mixed; i++)
        has_mixed = ground->items[i].is_mixed;
    if (has_mixed)
        bm_legend_add(legend, BM_LEGEND_SIGNS, "Several kinds at one place", paint_mixed, ground);
    if (ground->has_imprecise && ground->entry_count && ground->is_of_several)
        bm_legend_add(legend, BM_LEGEND_SIGNS, "Date less exact than the map's", paint_imprecise,
                      ground);
    else if (ground->has_imprecise && ground->entry_count)
        bm_legend_add_counted(legend, BM_LEGEND_SIGNS, "Date less exact than the map's",
                              paint_imprecise, ground, marks->events_imprecise);
    add_movements(ground, legend);
    if (ground->is_faded && ground->events_drawn && ground->is_of_several)
        add_ages_of_each(legend);
    else if (ground->is_faded && ground->events_drawn)
        add_ages(marks, legend);
}
