/* The page of a sheet: title, maps with their captions, one legend, one scale bar. */
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "render/map/text.h"
#include "render/series/sheet.h"

void bm_sheet_append_caption(const bm_series_plan_frame *at, bm_strbuf *text)
{
    size_t start = text->length;
    char dates[BM_DATE_TEXT_SIZE];
    bm_interval_format_human(at->window, dates);
    bm_strbuf_append(text, at->period ? at->period : dates);
    if (!text->failed && text->length > start && (unsigned char)text->text[start] < 0x80)
        text->text[start] = (char)toupper((unsigned char)text->text[start]);
}

/* "12 events", "12 events, 2 less exact", or bare numbers, "12 + 2". */
static void format_events(const bm_sheet *sheet, size_t count, size_t imprecise, bm_strbuf *text)
{
    if (sheet->is_brief)
        bm_map_append_count(text, count);
    else if (count > 0)
        bm_map_append_events(text, count);
    else
        bm_strbuf_append(text, imprecise ? "" : "no events");
    if (imprecise == 0)
        return;
    if (sheet->is_brief)
        bm_strbuf_append(text, " + ");
    else if (count > 0)
        bm_strbuf_append(text, ", ");
    bm_map_append_count(text, imprecise);
    if (!sheet->is_brief)
        bm_strbuf_append(text, " less exact");
}

double bm_sheet_caption_width(const bm_sheet *sheet)
{
    double widest = 0;
    bm_strbuf caption = {0}, events = {0};
    for (size_t i = 0; i < sheet->plan->count; i++) {
        bm_strbuf_clear(&caption);
        bm_strbuf_clear(&events);
        bm_sheet_append_caption(&sheet->plan->frames[i], &caption);
        format_events(sheet, sheet->plan->frames[i].event_count,
                      sheet->plan->frames[i].imprecise_count, &events);
        double width =
            bm_canvas_measure(sheet->measure, &sheet->caption, bm_strbuf_text(&caption)).width +
            bm_canvas_measure(sheet->measure, &sheet->count, bm_strbuf_text(&events)).width;
        widest = fmax(widest, width);
    }
    bm_strbuf_finish(&caption);
    bm_strbuf_finish(&events);
    return widest + bm_canvas_px(sheet->measure, sheet->caption.size_pt);
}

static void draw_caption(const bm_sheet *sheet, const bm_series_plan_frame *at,
                         const bm_map_report *report, bm_px corner, bm_canvas *canvas)
{
    bm_strbuf caption = {0}, events = {0};
    bm_sheet_append_caption(at, &caption);
    format_events(sheet, report->events_drawn, report->events_imprecise, &events);
    double baseline = corner.y - bm_canvas_px(canvas, 0.45 * sheet->caption.size_pt);
    bm_canvas_text(canvas, &sheet->caption, (bm_px){corner.x, baseline}, 0,
                   bm_strbuf_text(&caption));
    bm_text_style count = sheet->count;
    if (report->events_drawn + report->events_imprecise == 0)
        count.italic = true;
    double width = bm_canvas_measure(canvas, &count, bm_strbuf_text(&events)).width;
    bm_canvas_text(canvas, &count, (bm_px){corner.x + sheet->grid.width_px - width, baseline}, 0,
                   bm_strbuf_text(&events));
    bm_strbuf_finish(&caption);
    bm_strbuf_finish(&events);
}

/* As pixels that are copied, or as paths that are moved. */
static bm_status draw_map(bm_sheet *sheet, const bm_series_plan_frame *at, bm_px corner,
                          bm_canvas *canvas, bm_map_report *report, bm_error *error)
{
    bm_map *panel = sheet->panel;
    bm_status status;
    panel->period = at->period;
    if (sheet->format == BM_MAP_PNG) {
        bm_canvas *picture = NULL;
        status = bm_map_paint(panel, &at->window, &picture, report, error);
        if (!status)
            bm_canvas_place(canvas, picture, (int)corner.x, (int)corner.y);
        bm_canvas_free(picture);
    } else {
        panel->pages = canvas;
        bm_canvas_begin_offset(canvas, corner.x, corner.y);
        status = bm_map_write(panel, &at->window, sheet->format, NULL, report, error);
        bm_canvas_end_offset(canvas);
        panel->pages = NULL;
    }
    panel->period = NULL;
    return status;
}

static bm_status draw_panel(bm_sheet *sheet, size_t index, bm_px corner, bm_canvas *canvas,
                            bm_map_report *report, bm_error *error)
{
    const bm_series_plan_frame *at = &sheet->plan->frames[index];
    const bm_line_style line = {.color = sheet->map->style->ink, .width_pt = 0.5};
    char start[BM_DATE_TEXT_SIZE];
    bm_strbuf id = {0}, title = {0};
    bm_interval_format_start(at->window, start);
    bm_strbuf_printf(&id, "map-%s", start);
    bm_sheet_append_caption(at, &title);
    bm_canvas_begin_group(canvas, bm_strbuf_text(&id), bm_strbuf_text(&title));
    bm_status status = draw_map(sheet, at, corner, canvas, report, error);
    if (!status) {
        bm_canvas_add_box(canvas, (bm_px_box){corner.x, corner.y, corner.x + sheet->grid.width_px,
                                              corner.y + sheet->grid.height_px});
        bm_canvas_stroke(canvas, &line);
        draw_caption(sheet, at, report, corner, canvas);
    }
    bm_canvas_end_group(canvas);
    bm_strbuf_finish(&id);
    bm_strbuf_finish(&title);
    return status;
}

static void draw_furniture(const bm_sheet *sheet, size_t page, bm_canvas *canvas)
{
    bm_furniture_content content = sheet->content;
    bm_strbuf subtitle = {0};
    bm_strbuf_append(&subtitle, content.subtitle ? content.subtitle : "");
    if (sheet->grid.pages > 1)
        bm_strbuf_printf(&subtitle, "%spage %zu of %zu", subtitle.length ? " · " : "", page + 1,
                         sheet->grid.pages);
    content.subtitle = bm_strbuf_text(&subtitle);
    bm_canvas_begin_group(canvas, "furniture", NULL);
    bm_furniture_header(&sheet->furniture, &content, sheet->map->style, canvas, true);
    bm_legend_draw(&sheet->furniture, &sheet->legend, sheet->panel->style, canvas);
    bm_scale_bar_draw(&sheet->furniture, sheet->map->style, canvas);
    bm_furniture_footer(&sheet->furniture, &content, sheet->map->style, canvas, true);
    bm_canvas_end_group(canvas);
    bm_strbuf_finish(&subtitle);
}

bm_status bm_sheet_draw_page(bm_sheet *sheet, size_t page, bm_canvas *canvas, bm_series_teller tell,
                             void *context, bm_error *error)
{
    bm_status status = BM_OK;
    size_t capacity = bm_sheet_grid_capacity(&sheet->grid), first = page * capacity;
    bm_color paper = sheet->map->style->panel;
    paper.alpha = 1;
    bm_canvas_begin_group(canvas, "page", NULL);
    bm_canvas_add_box(canvas, (bm_px_box){0, 0, sheet->width_px, sheet->height_px});
    bm_canvas_fill(canvas, paper);
    bm_canvas_end_group(canvas);
    for (size_t i = 0; i < capacity && first + i < sheet->plan->count && !status; i++) {
        bm_map_report report = {0};
        bm_px at = bm_sheet_grid_place(&sheet->grid, i);
        bm_px corner = {sheet->grid_at.x + at.x, sheet->grid_at.y + at.y};
        status = draw_panel(sheet, first + i, corner, canvas, &report, error);
        if (!status && tell && !tell(first + i, &report, context))
            status = bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "stopped");
    }
    if (!status)
        draw_furniture(sheet, page, canvas);
    return status ? status : bm_canvas_status(canvas, error);
}
