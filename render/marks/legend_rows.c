/* What the legend says of the signs of marks.c. */
#include <math.h>
#include <stdio.h>

#include "render/marks/fade.h"
#include "render/marks/symbols.h"

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
    bm_color neutral = {0.4, 0.4, 0.4, 1};
    bm_color fill = bm_fade_fill(style, neutral, fade);
    bm_line_style outline = {.color = bm_fade_outline(style, fade),
                             .width_pt = style->symbol_outline_pt};
    bm_canvas_add_circle(canvas, middle_of(room), bm_canvas_px(canvas, style->symbol_size_pt / 2));
    bm_canvas_fill_stroke(canvas, fill, &outline);
}

static void add_ages(const bm_marks *marks, bm_legend *legend)
{
    static const unsigned classes[BM_FADE_CLASSES] = {0, 1, 2, 3};
    for (unsigned i = 0; i < BM_FADE_CLASSES; i++) {
        char date[BM_DATE_TEXT_SIZE], text[BM_DATE_TEXT_SIZE + 16];
        bm_interval since = {.precision = BM_DATE_DAY};
        if (i + 1 < BM_FADE_CLASSES)
            since.start_s = marks->fade_since_s[i];
        since.end_s = since.start_s + 1;
        bm_interval_format_start(since, date);
        snprintf(text, sizeof text, "%s%s", i + 1 < BM_FADE_CLASSES ? "Since " : "Earlier",
                 i + 1 < BM_FADE_CLASSES ? date : "");
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
    if (ground->is_faded && ground->events_drawn)
        add_ages(marks, legend);
}
