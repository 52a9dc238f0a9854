/* What the legend says of the signs of marks.c. */
#include <math.h>
#include <stdio.h>

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

static void paint_arrow(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                        const void *context)
{
    const bm_marks *marks = context;
    bm_px line[9], middle = middle_of(room);
    double half = (room.x1 - room.x0) / 2;
    for (int i = 0; i < 9; i++) {
        double along = i / 4.0 - 1;
        line[i] = (bm_px){middle.x + along * half,
                          middle.y + (along * along - 0.5) * 0.22 * (room.y1 - room.y0)};
    }
    bm_arrow_draw(canvas, style, marks->entries[marks->arrows[0].category].style->fill, line, 9, 1);
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
    if (ground->arrow_count)
        bm_legend_add(legend, BM_LEGEND_SIGNS, "Movement", paint_arrow, ground);
    if (ground->is_faded && ground->events_drawn)
        add_ages(marks, legend);
}
