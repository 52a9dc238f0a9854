#include <math.h>
#include <stdio.h>

#include "render/furniture/parts.h"
#include "render/map/text.h"

/** In a box that is wider than this share of its rows, counts stand beside these. */
#define WIDER_MAX 1.5

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
    double text_max;     /**< longer texts end with an ellipsis */
    double symbol_scale; /**< to the symbols on the map */
} legend_metrics;

static legend_metrics metrics_of(const bm_furniture *furniture, const bm_legend *legend,
                                 const bm_style *style, bm_canvas *canvas)
{
    double scale = furniture->type_scale, symbol_scale = furniture->is_compact ? 0.8 : 1;
    double symbol_pt = style->symbol_size_pt * symbol_scale;
    legend_metrics metrics = {
        .symbol_scale = symbol_scale,
        .text_max = fmin(bm_canvas_px(canvas, 190 * scale), bm_canvas_width(canvas) * 0.45),
        .heading = bm_furniture_type(furniture, &style->legend_title, canvas),
        .text = bm_furniture_type(furniture, &style->legend_text, canvas),
        .padding = bm_canvas_px(canvas, 7 * scale),
        .picture = bm_canvas_px(canvas, fmax(symbol_pt * 1.5, 16 * symbol_scale)),
        .gap = bm_canvas_px(canvas, 5 * scale),
        .section_gap = bm_canvas_px(canvas, 5 * scale),
        .column_gap = bm_canvas_px(canvas, 14 * scale),
    };
    double line_height = bm_furniture_line_height(&metrics.text, canvas);
    metrics.row_height = fmax(line_height * (furniture->is_compact ? 1.02 : 1.12),
                              bm_canvas_px(canvas, symbol_pt * 1.32));
    if (furniture->legend_is_tight) {
        metrics.row_height = fmin(metrics.row_height, 0.91 * line_height);
        double fitting = metrics.row_height / bm_canvas_px(canvas, style->symbol_size_pt * 1.22);
        metrics.symbol_scale = fmin(symbol_scale, fitting);
        metrics.picture *= metrics.symbol_scale / symbol_scale;
        metrics.padding *= 0.75;
        metrics.section_gap *= 0.6;
    }
    for (size_t i = 0; i < legend->count; i++)
        metrics.picture = fmax(metrics.picture, legend->rows[i].sign_px);
    return metrics;
}

static double height_of(const legend_metrics *metrics, const bm_legend_row *row)
{
    return fmax(metrics->row_height, row->sign_px);
}

/* A gap parts the events, the classes, what explains their signs, and the ground. */
static int block_of(bm_legend_section section)
{
    static const int blocks[BM_LEGEND_SECTIONS] = {
        [BM_LEGEND_EVENTS] = 0, [BM_LEGEND_CLASSES] = 1,   [BM_LEGEND_CLAIMS] = 2,
        [BM_LEGEND_SIGNS] = 2,  [BM_LEGEND_PRECISION] = 2, [BM_LEGEND_LINES] = 3,
        [BM_LEGEND_GROUND] = 3};
    return blocks[section];
}

double bm_legend_count_width(const bm_furniture *furniture, const bm_style *style,
                             const bm_legend *legend, bm_canvas *canvas)
{
    bm_text_style type = bm_furniture_type(furniture, &style->legend_text, canvas);
    double width = 0;
    for (size_t i = 0; i < legend->count; i++) {
        if (!legend->rows[i].has_count)
            continue;
        char text[BM_MAP_COUNT_SIZE];
        bm_map_format_count(legend->rows[i].count, text);
        width = fmax(width, bm_canvas_measure(canvas, &type, text).width);
    }
    return width;
}

/** Where each row goes, and how large the panel is. */
typedef struct legend_layout {
    size_t count;                            /**< rows shown: the first ones */
    double x[BM_LEGEND_ROWS_MAX];            /**< from the panel's corner */
    double y[BM_LEGEND_ROWS_MAX];            /**< middle of the row */
    double column_width[BM_LEGEND_ROWS_MAX]; /**< of the column that each row is in */
    double heading_height;
    double width;
    double height;
} legend_layout;

static double row_width(const legend_metrics *metrics, const bm_furniture *furniture,
                        const bm_legend_row *row, bm_canvas *canvas)
{
    double width =
        fmin(bm_canvas_measure(canvas, &metrics->text, row->text).width, metrics->text_max);
    if (row->sign)
        width += metrics->picture + metrics->gap;
    return row->has_count ? width + 2 * metrics->gap + furniture->legend_count_px : width;
}

static void lay_out(legend_layout *layout, const legend_metrics *metrics,
                    const bm_furniture *furniture, const bm_legend *legend, int columns,
                    bm_canvas *canvas)
{
    layout->count = 0;
    while (layout->count < legend->count &&
           legend->rows[layout->count].section < furniture->legend_end)
        layout->count++;
    layout->heading_height =
        *legend->heading ? bm_furniture_line_height(&metrics->heading, canvas) * 1.15 : 0;
    size_t a_column = (layout->count + (size_t)columns - 1) / (size_t)columns;
    double bottom = 0, y = 0, x = metrics->padding, right = x;
    for (size_t i = 0; i < layout->count; i++) {
        if (i % a_column == 0) {
            y = metrics->padding + layout->heading_height;
            x = i ? right + metrics->column_gap : x;
            double width = 0;
            for (size_t k = i; k < i + a_column && k < layout->count; k++)
                width = fmax(width, row_width(metrics, furniture, &legend->rows[k], canvas));
            right = x + width;
        } else if (columns == 1 && // else rows stand in line
                   block_of(legend->rows[i].section) != block_of(legend->rows[i - 1].section)) {
            y += metrics->section_gap;
        }
        layout->x[i] = x;
        layout->column_width[i] = right - x;
        double height = height_of(metrics, &legend->rows[i]);
        layout->y[i] = y + height / 2;
        y += height;
        bottom = fmax(bottom, y);
    }
    layout->width = right + metrics->padding;
    if (*legend->note)
        bottom = bm_furniture_paragraph(canvas, &metrics->text, legend->note, 0,
                                        bottom + metrics->section_gap,
                                        layout->width - 2 * metrics->padding, false);
    layout->height = bottom + metrics->padding;
}

bm_legend_size bm_legend_measure(const bm_furniture *furniture, const bm_legend *legend,
                                 const bm_style *style, int columns, bm_canvas *canvas)
{
    legend_metrics metrics = metrics_of(furniture, legend, style, canvas);
    legend_layout layout;
    lay_out(&layout, &metrics, furniture, legend, columns, canvas);
    return (bm_legend_size){layout.width, layout.height};
}

static void begin_row(bm_canvas *canvas, const bm_legend_row *row)
{
    static const char *const sections[] = {
        [BM_LEGEND_EVENTS] = "events",       [BM_LEGEND_CLASSES] = "classes",
        [BM_LEGEND_CLAIMS] = "claims",       [BM_LEGEND_SIGNS] = "signs",
        [BM_LEGEND_PRECISION] = "precision", [BM_LEGEND_LINES] = "lines",
        [BM_LEGEND_GROUND] = "ground"};
    char count[32];
    snprintf(count, sizeof count, "%zu", row->count);
    const bm_attribute attributes[] = {{"section", sections[row->section]},
                                       {"count", row->has_count ? count : NULL}};
    bm_canvas_begin_group_with(canvas, "legend-row", NULL, attributes, 2);
}

static void draw_row(const bm_legend_row *row, const legend_metrics *metrics, const bm_style *style,
                     double x, double y, double column_width, bm_canvas *canvas)
{
    double half = height_of(metrics, row) / 2;
    // Capitals are about 0.72 of the size high.
    bm_px baseline = {x, y + bm_canvas_px(canvas, metrics->text.size_pt) * 0.36};
    begin_row(canvas, row);
    if (row->sign) {
        row->sign(canvas, style, (bm_px_box){x, y - half, x + metrics->picture, y + half},
                  row->context);
        baseline.x += metrics->picture + metrics->gap;
    }
    if (bm_canvas_measure(canvas, &metrics->text, row->text).width <= metrics->text_max)
        bm_canvas_text(canvas, &metrics->text, baseline, 0, row->text);
    else
        bm_furniture_lines(canvas, &metrics->text, row->text, "", baseline, metrics->text_max, 1, 0,
                           true);
    if (row->has_count) {
        char text[BM_MAP_COUNT_SIZE];
        bm_map_format_count(row->count, text);
        double width = bm_canvas_measure(canvas, &metrics->text, text).width;
        bm_canvas_text(canvas, &metrics->text, (bm_px){x + column_width - width, baseline.y}, 0,
                       text);
    }
    bm_canvas_end_group(canvas);
}

void bm_legend_draw(const bm_furniture *furniture, const bm_legend *legend, const bm_style *style,
                    bm_canvas *canvas)
{
    bm_px_box box = furniture->legend;
    if (box.x1 <= box.x0)
        return;
    legend_metrics metrics = metrics_of(furniture, legend, style, canvas);
    legend_layout layout;
    lay_out(&layout, &metrics, furniture, legend, furniture->legend_columns, canvas);

    bm_canvas_begin_group(canvas, "legend", "Legend");
    bm_canvas_add_box(canvas, box);
    bm_canvas_fill_stroke(canvas, style->panel, &style->panel_line);
    if (layout.heading_height > 0) {
        bm_px baseline = {box.x0 + metrics.padding,
                          box.y0 + metrics.padding + bm_canvas_px(canvas, metrics.heading.size_pt)};
        bm_canvas_text(canvas, &metrics.heading, baseline, 0, legend->heading);
    }
    bm_style signs = *style;
    signs.symbol_size_pt *= metrics.symbol_scale;
    double bottom = box.y0 + metrics.padding + layout.heading_height;
    // Counts stand at the edge of a box that a key has made a little wider.
    double inner = box.x1 - box.x0 - 2 * metrics.padding;
    bool is_column = furniture->legend_columns == 1 && inner < WIDER_MAX * layout.width;
    for (size_t i = 0; i < layout.count; i++) {
        double y = box.y0 + layout.y[i];
        draw_row(&legend->rows[i], &metrics, &signs, box.x0 + layout.x[i], y,
                 is_column ? inner : layout.column_width[i], canvas);
        bottom = fmax(bottom, y + height_of(&metrics, &legend->rows[i]) / 2);
    }
    if (*legend->note)
        bm_furniture_paragraph(canvas, &metrics.text, legend->note, box.x0 + metrics.padding,
                               bottom + metrics.section_gap, box.x1 - box.x0 - 2 * metrics.padding,
                               true);
    bm_canvas_end_group(canvas);
}
