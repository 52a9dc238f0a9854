#include <math.h>
#include <stdio.h>
#include <string.h>

#include "render/canvas/wrap.h"
#include "render/furniture/parts.h"
#include "render/map/text.h"
#include "render/marks/symbols.h"

enum { ROWS_MAX = BM_CATEGORIES_MAX + 1 + 12, TEXT_SIZE = 160 };

/** A line of the legend: a picture and what it means. */
typedef struct legend_row {
    unsigned kind; /**< BM_LEGEND_…, 0 for a category */
    const bm_category_style *category;
    bool begins_section;
    bool has_count;
    size_t count;
    char text[TEXT_SIZE];
} legend_row;

/** Lengths that all rows share, in pixels. */
typedef struct legend_metrics {
    bm_text_style heading;
    bm_text_style text;
    double padding;
    double picture;
    double gap;
    double row_height;
    double section_gap;
    double column_gap;
} legend_metrics;

static legend_metrics metrics_of(const bm_furniture *furniture, const bm_style *style,
                                 bm_canvas *canvas)
{
    double scale = furniture->type_scale;
    legend_metrics metrics = {
        .heading = bm_furniture_type(furniture, &style->legend_title, canvas),
        .text = bm_furniture_type(furniture, &style->legend_text, canvas),
        .padding = bm_canvas_px(canvas, 7 * scale),
        .picture = bm_canvas_px(canvas, fmax(style->symbol_size_pt * 1.5, 16)),
        .gap = bm_canvas_px(canvas, 5 * scale),
        .section_gap = bm_canvas_px(canvas, 5 * scale),
        .column_gap = bm_canvas_px(canvas, 14 * scale),
    };
    metrics.row_height = fmax(bm_furniture_line_height(&metrics.text, canvas) * 1.12,
                              bm_canvas_px(canvas, style->symbol_size_pt * 1.32));
    return metrics;
}

unsigned bm_legend_rows_needed(const bm_marks *marks, const bm_furniture_content *content)
{
    unsigned rows = content->hide_border ? 0 : BM_LEGEND_BORDER;
    if (marks->claim_counts[BM_CLAIM_ASSESSED] || marks->claim_counts[BM_CLAIM_CLAIMED]) {
        rows |= marks->claim_counts[BM_CLAIM_CONFIRMED] ? BM_LEGEND_CONFIRMED : 0;
        rows |= marks->claim_counts[BM_CLAIM_ASSESSED] ? BM_LEGEND_ASSESSED : 0;
        rows |= marks->claim_counts[BM_CLAIM_CLAIMED] ? BM_LEGEND_CLAIMED : 0;
    }
    for (size_t i = 0; i < marks->count; i++) {
        const bm_mark *mark = &marks->items[i];
        rows |= mark->count > 1 ? BM_LEGEND_COUNTS : 0;
        if (mark->area_radius_px > 0)
            rows |= mark->area_is_bounded ? BM_LEGEND_AREA_SIGN : BM_LEGEND_AREA;
    }
    rows |= marks->shaded_count ? BM_LEGEND_SHADED : 0;
    rows |= content->show_crossings ? BM_LEGEND_CROSSING : 0;
    // A map's own subtitle says how many events are not on it.
    bool said = content->title && *content->title && !content->subtitle;
    bool missing = marks->events_outside || marks->events_unlocated;
    rows |= missing && !said ? BM_LEGEND_NOTE : 0;
    return rows;
}

static legend_row *add_row(legend_row *rows, size_t *count, unsigned kind, const char *text)
{
    legend_row *row = &rows[(*count)++];
    *row = (legend_row){.kind = kind};
    snprintf(row->text, sizeof row->text, "%s", text);
    return row;
}

static size_t collect_rows(const bm_furniture *furniture, const bm_furniture_content *content,
                           const bm_marks *marks, legend_row rows[ROWS_MAX])
{
    static const struct {
        unsigned kind;
        bm_claim claim;
        const char *text;
    } claims[] = {
        {BM_LEGEND_CONFIRMED, BM_CLAIM_CONFIRMED, "Confirmed"},
        {BM_LEGEND_ASSESSED, BM_CLAIM_ASSESSED, "Assessed as likely"},
        {BM_LEGEND_CLAIMED, BM_CLAIM_CLAIMED, "Claimed by a party, not verified"},
    };
    size_t count = 0;
    for (size_t i = 0; i < marks->entry_count; i++) {
        legend_row *row = add_row(rows, &count, 0, marks->entries[i].label);
        row->category = marks->entries[i].style;
        row->has_count = true;
        row->count = marks->entries[i].count;
    }
    size_t section = count;
    for (size_t i = 0; i < sizeof claims / sizeof *claims; i++) {
        if (!(furniture->legend_rows & claims[i].kind))
            continue;
        legend_row *row = add_row(rows, &count, claims[i].kind, claims[i].text);
        row->has_count = true;
        row->count = marks->claim_counts[claims[i].claim];
    }
    if (furniture->legend_rows & BM_LEGEND_COUNTS)
        add_row(rows, &count, BM_LEGEND_COUNTS, "Number of events at or near a place");
    if (furniture->legend_rows & BM_LEGEND_AREA)
        add_row(rows, &count, BM_LEGEND_AREA, "Somewhere within this circle");
    if (furniture->legend_rows & BM_LEGEND_SHADED)
        add_row(rows, &count, BM_LEGEND_SHADED, "Somewhere in the shaded oblast");
    if (furniture->legend_rows & BM_LEGEND_AREA_SIGN)
        add_row(rows, &count, BM_LEGEND_AREA_SIGN, "Somewhere in the area named");
    rows[section].begins_section = section > 0 && section < count;
    section = count;
    if (furniture->legend_rows & BM_LEGEND_BORDER) {
        legend_row *row = add_row(rows, &count, BM_LEGEND_BORDER, "");
        const char *a = content->country_names[0], *b = content->country_names[1];
        bool named = a && *a && b && *b;
        snprintf(row->text, sizeof row->text, "%s%s%s border", named ? a : "", named ? "–" : "The",
                 named ? b : "");
    }
    if (furniture->legend_rows & BM_LEGEND_CROSSING)
        add_row(rows, &count, BM_LEGEND_CROSSING, "Border crossing");
    rows[section].begins_section = section > 0 && section < count;
    return count;
}

static void note_text(const bm_marks *marks, char text[TEXT_SIZE])
{
    int length = 0;
    text[0] = '\0';
    char number[BM_MAP_COUNT_SIZE];
    bm_map_format_count(marks->events_outside, number);
    if (marks->events_outside)
        length = snprintf(text, TEXT_SIZE, "%s %s outside this map. ", number,
                          marks->events_outside == 1 ? "event lies" : "events lie");
    bm_map_format_count(marks->events_unlocated, number);
    if (marks->events_unlocated && length >= 0 && length < TEXT_SIZE)
        snprintf(text + length, TEXT_SIZE - (size_t)length, "%s could not be located.", number);
}

static double count_width(const bm_text_style *type, const bm_marks *marks, bm_canvas *canvas)
{
    double width = 0;
    for (size_t i = 0; i < marks->entry_count; i++) {
        char text[BM_MAP_COUNT_SIZE];
        bm_map_format_count(marks->entries[i].count, text);
        width = fmax(width, bm_canvas_measure(canvas, type, text).width);
    }
    for (int claim = 0; claim <= BM_CLAIM_CLAIMED; claim++) {
        char text[BM_MAP_COUNT_SIZE];
        bm_map_format_count(marks->claim_counts[claim], text);
        width = fmax(width, bm_canvas_measure(canvas, type, text).width);
    }
    return width;
}

double bm_legend_count_width(const bm_furniture *furniture, const bm_style *style,
                             const bm_marks *marks, bm_canvas *canvas)
{
    bm_text_style type = bm_furniture_type(furniture, &style->legend_text, canvas);
    return count_width(&type, marks, canvas);
}

/** Where each row goes, and how large the panel is. */
typedef struct legend_layout {
    legend_row rows[ROWS_MAX];
    size_t count;
    double x[ROWS_MAX]; /**< from the panel's corner */
    double y[ROWS_MAX]; /**< middle of the row */
    double column_width;
    double heading_height;
    double width;
    double height;
} legend_layout;

static double row_width(const legend_metrics *metrics, const bm_furniture *furniture,
                        const legend_row *row, bm_canvas *canvas)
{
    double width = metrics->picture + metrics->gap +
                   bm_canvas_measure(canvas, &metrics->text, row->text).width;
    return row->has_count ? width + 2 * metrics->gap + furniture->legend_count_px : width;
}

static void lay_out(legend_layout *layout, const legend_metrics *metrics,
                    const bm_furniture *furniture, const bm_furniture_content *content,
                    const bm_marks *marks, int columns, bm_canvas *canvas)
{
    layout->count = collect_rows(furniture, content, marks, layout->rows);
    layout->heading_height =
        marks->entry_count ? bm_furniture_line_height(&metrics->heading, canvas) * 1.15 : 0;
    size_t a_column = (layout->count + (size_t)columns - 1) / (size_t)columns;
    layout->column_width = 0;
    for (size_t i = 0; i < layout->count; i++)
        layout->column_width =
            fmax(layout->column_width, row_width(metrics, furniture, &layout->rows[i], canvas));
    double bottom = 0, y = 0;
    for (size_t i = 0; i < layout->count; i++) {
        size_t column = i / a_column;
        if (i % a_column == 0)
            y = metrics->padding + layout->heading_height;
        else if (layout->rows[i].begins_section && columns == 1) // else rows stand in line
            y += metrics->section_gap;
        layout->x[i] =
            metrics->padding + (double)column * (layout->column_width + metrics->column_gap);
        layout->y[i] = y + metrics->row_height / 2;
        y += metrics->row_height;
        bottom = fmax(bottom, y);
    }
    size_t used_columns = a_column ? (layout->count + a_column - 1) / a_column : 0;
    double used = (double)used_columns;
    layout->width = 2 * metrics->padding + used * layout->column_width +
                    fmax(used - 1, 0) * metrics->column_gap;
    if (furniture->legend_rows & BM_LEGEND_NOTE) {
        char note[TEXT_SIZE];
        note_text(marks, note);
        bottom =
            bm_furniture_paragraph(canvas, &metrics->text, note, 0, bottom + metrics->section_gap,
                                   layout->width - 2 * metrics->padding, false);
    }
    layout->height = bottom + metrics->padding;
}

bm_legend_size bm_legend_measure(const bm_furniture *furniture, const bm_furniture_content *content,
                                 const bm_style *style, const bm_marks *marks, int columns,
                                 bm_canvas *canvas)
{
    legend_metrics metrics = metrics_of(furniture, style, canvas);
    legend_layout layout;
    lay_out(&layout, &metrics, furniture, content, marks, columns, canvas);
    return (bm_legend_size){layout.width, layout.height};
}

static void draw_line(bm_canvas *canvas, const bm_line_style *line, bm_px middle, double half)
{
    cairo_t *path = bm_canvas_cairo(canvas);
    cairo_move_to(path, middle.x - half, middle.y);
    cairo_line_to(path, middle.x + half, middle.y);
    bm_canvas_stroke(canvas, line);
}

static void draw_count(bm_canvas *canvas, const bm_style *style, const bm_marks *marks,
                       bm_px middle)
{
    static const char number[] = "3";
    const bm_category_style *category =
        marks->entry_count ? marks->entries[0].style : &style->other;
    double radius = bm_canvas_px(canvas, style->symbol_size_pt * 0.58);
    bm_symbol_draw(canvas, style, category, BM_CLAIM_CONFIRMED, middle, radius);
    // Light figures on a dark symbol, as on the map.
    bm_text_style type = style->count_label;
    bm_color fill = category->fill;
    if (0.299 * fill.red + 0.587 * fill.green + 0.114 * fill.blue < 0.42)
        type.color = type.halo_color;
    type.halo_pt = 0;
    bm_text_size size = bm_canvas_measure(canvas, &type, number);
    bm_px baseline = {middle.x - size.width / 2,
                      middle.y + bm_canvas_px(canvas, type.size_pt) * 0.36};
    bm_canvas_text(canvas, &type, baseline, 0, number);
}

static void draw_picture(bm_canvas *canvas, const bm_style *style, const bm_marks *marks,
                         const legend_row *row, const legend_metrics *metrics, bm_px middle)
{
    const bm_category_style neutral = {.shape = BM_SHAPE_CIRCLE, .fill = {0.45, 0.45, 0.45, 1}};
    double radius = bm_canvas_px(canvas, style->symbol_size_pt / 2);
    switch (row->kind) {
    case BM_LEGEND_CONFIRMED:
        bm_symbol_draw(canvas, style, &neutral, BM_CLAIM_CONFIRMED, middle, radius);
        break;
    case BM_LEGEND_ASSESSED:
        bm_symbol_draw(canvas, style, &neutral, BM_CLAIM_ASSESSED, middle, radius);
        break;
    case BM_LEGEND_CLAIMED:
        bm_symbol_draw(canvas, style, &neutral, BM_CLAIM_CLAIMED, middle, radius);
        break;
    case BM_LEGEND_COUNTS:
        draw_count(canvas, style, marks, middle);
        break;
    case BM_LEGEND_SHADED: {
        double half = metrics->picture / 2, high = metrics->row_height * 0.34;
        bm_line_style dashed;
        bm_color shade;
        bm_area_shade(style, 1.6, &shade, &dashed);
        bm_canvas_add_box(canvas, (bm_px_box){middle.x - half, middle.y - high, middle.x + half,
                                              middle.y + high});
        bm_canvas_fill_stroke(canvas, shade, &dashed);
        break;
    }
    case BM_LEGEND_AREA:
    case BM_LEGEND_AREA_SIGN:
        bm_area_draw(canvas, style, middle, fmin(metrics->picture, metrics->row_height) * 0.46,
                     row->kind == BM_LEGEND_AREA_SIGN);
        break;
    case BM_LEGEND_BORDER:
        draw_line(canvas, &style->border_casing, middle, metrics->picture / 2);
        draw_line(canvas, &style->border_line, middle, metrics->picture / 2);
        break;
    case BM_LEGEND_CROSSING:
        bm_crossing_draw(canvas, style, middle, 0);
        break;
    default:
        bm_symbol_draw(canvas, style, row->category, BM_CLAIM_CONFIRMED, middle, radius);
    }
}

void bm_legend_draw(const bm_furniture *furniture, const bm_furniture_content *content,
                    const bm_style *style, const bm_marks *marks, bm_canvas *canvas)
{
    bm_px_box box = furniture->legend;
    if (box.x1 <= box.x0)
        return;
    legend_metrics metrics = metrics_of(furniture, style, canvas);
    legend_layout layout;
    lay_out(&layout, &metrics, furniture, content, marks, furniture->legend_columns, canvas);

    bm_canvas_begin_group(canvas, "legend", "Legend");
    bm_canvas_add_box(canvas, box);
    bm_canvas_fill_stroke(canvas, style->panel, &style->panel_line);
    if (layout.heading_height > 0) {
        char heading[64], number[BM_MAP_COUNT_SIZE];
        bm_map_format_count(marks->events_drawn, number);
        snprintf(heading, sizeof heading, "%s %s", number,
                 marks->events_drawn == 1 ? "event" : "events");
        bm_px baseline = {box.x0 + metrics.padding,
                          box.y0 + metrics.padding + bm_canvas_px(canvas, metrics.heading.size_pt)};
        bm_canvas_text(canvas, &metrics.heading, baseline, 0, heading);
    }
    double bottom = box.y0 + metrics.padding + layout.heading_height;
    for (size_t i = 0; i < layout.count; i++) {
        const legend_row *row = &layout.rows[i];
        double x = box.x0 + layout.x[i], y = box.y0 + layout.y[i];
        draw_picture(canvas, style, marks, row, &metrics, (bm_px){x + metrics.picture / 2, y});
        // Capitals are about 0.72 of the size high.
        double baseline = y + bm_canvas_px(canvas, metrics.text.size_pt) * 0.36;
        bm_canvas_text(canvas, &metrics.text, (bm_px){x + metrics.picture + metrics.gap, baseline},
                       0, row->text);
        if (row->has_count) {
            char text[BM_MAP_COUNT_SIZE];
            bm_map_format_count(row->count, text);
            double width = bm_canvas_measure(canvas, &metrics.text, text).width;
            bm_canvas_text(canvas, &metrics.text,
                           (bm_px){x + layout.column_width - width, baseline}, 0, text);
        }
        bottom = fmax(bottom, y + metrics.row_height / 2);
    }
    if (furniture->legend_rows & BM_LEGEND_NOTE) {
        char note[TEXT_SIZE];
        note_text(marks, note);
        bm_furniture_paragraph(canvas, &metrics.text, note, box.x0 + metrics.padding,
                               bottom + metrics.section_gap, box.x1 - box.x0 - 2 * metrics.padding,
                               true);
    }
    bm_canvas_end_group(canvas);
}
