/* What stands where on a sheet, and its file. */
#include "render/series/sheet.h"

#include <bordermap/version.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "render/map/text.h"
#include "render/series/pattern.h"

/** Smaller maps cannot be read. */
#define WIDTH_MIN_PT 96.0
#define HEIGHT_MIN_PT 66.0
/** Columns of the legend below the maps. */
#define LEGEND_COLUMNS_MAX 8
/** The page that type is made for is so high, whatever rows there are. */
#define PAGE_ASPECT 0.75
/** Maps described one by one in words. */
#define DESCRIBED_MAX 60
/** Layouts until the legend that a panel needs is the one that left it its room. */
#define TRIES_MAX 4

static double gap_of(const bm_sheet *sheet)
{
    return round(bm_furniture_margin(&sheet->furniture, sheet->measure) * 0.75);
}

/* Words over maps are as large as the maps are. */
static void set_captions(bm_sheet *sheet, double map_px)
{
    const bm_style *style = sheet->map->style;
    double least_pt = fmax(6.5, 11 / bm_canvas_px(sheet->measure, 1));
    double size_pt = map_px / bm_canvas_px(sheet->measure, 1) / 22;
    size_pt = fmin(fmax(size_pt, least_pt), fmax(style->subtitle.size_pt, least_pt));
    sheet->caption = style->legend_title;
    sheet->count = style->legend_text;
    sheet->caption.size_pt = sheet->count.size_pt = size_pt;
    sheet->caption.halo_pt = sheet->count.halo_pt = 0;
    sheet->count.color = style->subtitle.color;
}

/** A legend with a scale bar in its lower right corner. */
typedef struct key_box {
    int columns; /**< 0: without a legend */
    bm_legend_size legend;
    bm_scale_bar bar; /**< length_px 0 for none */
    double height_px; /**< of both; 0 for none */
} key_box;

static bm_scale_bar fit_scale_bar(const bm_sheet *sheet, const bm_map *panel)
{
    bm_scale_bar bar = {0};
    bm_px_box map = panel->frame.map;
    bm_px middle = {(map.x0 + map.x1) / 2, (map.y0 + map.y1) / 2};
    if (sheet->content.scale_bar == BM_SPOT_NONE || !bm_scale_is_even(&panel->frame))
        return bar;
    bar = bm_scale_bar_fit(&panel->frame, middle,
                           fmin((map.x1 - map.x0) * 0.5, bm_canvas_px(sheet->measure, 120)));
    if (bar.length_px > 0)
        bm_scale_bar_measure(&sheet->furniture, sheet->map->style, sheet->measure, &bar);
    return bar;
}

/* Blank round what is in the box. */
static double padding_of(const bm_sheet *sheet)
{
    return bm_canvas_px(sheet->measure, 7 * sheet->furniture.type_scale);
}

/* The legend in so many columns, with the scale bar beside it where that has room, else below. */
static key_box measure_key(bm_sheet *sheet, const bm_map *panel, double width_px, int columns)
{
    key_box key = {.bar = fit_scale_bar(sheet, panel)};
    bool has_bar = key.bar.length_px > 0;
    double padding = padding_of(sheet);
    key.height_px = has_bar ? key.bar.height_px + padding : 0;
    if (sheet->content.legend == BM_SPOT_NONE || bm_legend_is_empty(&sheet->legend))
        return key;
    sheet->furniture.legend_count_px =
        bm_legend_count_width(&sheet->furniture, panel->style, &sheet->legend, sheet->measure);
    key.columns = columns;
    key.legend =
        bm_legend_measure(&sheet->furniture, &sheet->legend, panel->style, columns, sheet->measure);
    key.height_px = key.legend.height_px;
    if (has_bar && key.legend.width_px + key.bar.width_px * 1.1 + padding > width_px)
        key.height_px += key.bar.height_px + padding / 2;
    return key;
}

/* The lowest that is so wide. */
static key_box lowest_key(bm_sheet *sheet, const bm_map *panel, double width_px)
{
    key_box best = measure_key(sheet, panel, width_px, 1);
    for (int columns = 2; best.columns > 0 && columns <= LEGEND_COLUMNS_MAX; columns++) {
        key_box tried = measure_key(sheet, panel, width_px, columns);
        if (tried.legend.width_px <= width_px && tried.height_px < best.height_px - 0.5)
            best = tried;
    }
    return best;
}

static bm_sheet_grid make_grid(bm_sheet *sheet, const bm_series_options *options, double width_px,
                               double height_px, bool may_break)
{
    double pt = bm_canvas_px(sheet->measure, 1);
    bm_sheet_want want = {.count = sheet->plan->count,
                          .columns = options->sheet_columns,
                          .width_px = width_px,
                          .height_px = height_px,
                          .gap_px = gap_of(sheet),
                          .width_min_px = WIDTH_MIN_PT * pt,
                          .height_min_px = HEIGHT_MIN_PT * pt,
                          .may_break = may_break};
    bm_sheet_grid grid = {.width_px = (int)(width_px / 4)};
    for (int i = 0; i < 2; i++) {
        set_captions(sheet, grid.width_px);
        want.caption_px = round(bm_canvas_px(sheet->measure, 1.75 * sheet->caption.size_pt));
        grid = bm_sheet_lay_out(&want);
    }
    // Long captions had rather be smaller than their maps fewer.
    double least_pt = fmax(6, 11 / pt);
    sheet->is_brief = false;
    for (int i = 0; i < 2 && bm_sheet_caption_width(sheet) > grid.width_px; i++) {
        double wide = bm_sheet_caption_width(sheet);
        double size_pt = fmax(sheet->caption.size_pt * grid.width_px / wide, least_pt);
        sheet->caption.size_pt = sheet->count.size_pt = size_pt;
        sheet->is_brief = bm_sheet_caption_width(sheet) > grid.width_px;
    }
    grid.is_too_narrow |= bm_sheet_caption_width(sheet) > grid.width_px + 1;
    return grid;
}

static bm_status refuse(const bm_sheet *sheet, const bm_sheet_grid *grid,
                        const bm_series_options *options, bm_error *error)
{
    double pt = bm_canvas_px(sheet->measure, 1);
    char columns[64] = "";
    if (options->sheet_columns > 0)
        (void)snprintf(columns, sizeof columns, " in %d column%s", options->sheet_columns,
                       options->sheet_columns == 1 ? "" : "s");
    return bm_error_set(
        error, BM_ERROR_ARGUMENT, NULL, 0,
        "%zu maps%s on %dx%d pixels at %.0f dpi would be %.0f x %.0f points each, too small to be "
        "read: use %s, a larger --size%s, or a longer step such as --every month",
        sheet->plan->count, columns, sheet->width_px, sheet->height_px, sheet->map->dpi,
        floor(grid->width_px / pt), floor(grid->height_px / pt),
        grid->is_too_narrow && options->sheet_columns > 1 ? "fewer --columns"
        : sheet->format == BM_MAP_PDF                     ? "no --columns"
                                                          : "a .pdf, which takes several pages",
        options->sheet_grows ? "" : " (without --size the page is as high as its maps need)");
}

/* Legend and scale bar in their box. */
static void place_key(bm_sheet *sheet, const key_box *key, bm_px_box box)
{
    bm_furniture *furniture = &sheet->furniture;
    bool has_legend = key->columns > 0;
    double padding = has_legend ? padding_of(sheet) : 0;
    furniture->legend = furniture->scale_bar = (bm_px_box){0};
    if (has_legend) {
        furniture->legend_columns = key->columns;
        furniture->legend = box;
    }
    if (key->bar.length_px > 0) {
        double right = box.x1 - padding, bottom = box.y1 - padding;
        furniture->scale_bar =
            (bm_px_box){right - key->bar.width_px, bottom - key->bar.height_px, right, bottom};
        furniture->scale_length_m = key->bar.length_m;
        furniture->scale_length_px = key->bar.length_px;
    }
}

/* Legend and scale bar in as few cells of the last row as they need, beside its maps and as high:
 * true when it has the room. */
static bool use_vacancy(bm_sheet *sheet, const bm_map *panel)
{
    const bm_sheet_grid *grid = &sheet->grid;
    size_t first = sheet->plan->count, end = bm_sheet_grid_capacity(grid);
    if (grid->pages > 1 || first == end)
        return false;
    bm_px from = bm_sheet_grid_place(grid, first);
    for (size_t last = first; last < end; last++) {
        bm_px_box box = {from.x, from.y, bm_sheet_grid_place(grid, last).x + grid->width_px,
                         from.y + grid->height_px};
        double width = box.x1 - box.x0;
        for (int columns = 1; columns <= LEGEND_COLUMNS_MAX; columns++) {
            key_box key = measure_key(sheet, panel, width, columns);
            if (key.legend.width_px > width || key.height_px > grid->height_px)
                continue;
            bm_px at = sheet->grid_at;
            place_key(sheet, &key,
                      (bm_px_box){at.x + box.x0, at.y + box.y0, at.x + box.x1, at.y + box.y1});
            return true;
        }
    }
    return false;
}

static void lay_grid_out(bm_sheet *sheet, const bm_series_options *options, double height_px)
{
    // A page without room has no room for a pixel, either.
    double height = options->sheet_grows ? 0 : fmax(height_px, 1);
    sheet->grid = make_grid(sheet, options, sheet->grid.span_px, height,
                            sheet->format == BM_MAP_PDF && !options->sheet_grows);
}

/* Set grid and legend, with the legend as it is. */
static bm_status lay_out(bm_sheet *sheet, const bm_series_options *options, const bm_map *panel,
                         bm_error *error)
{
    bm_px_box page = bm_furniture_measure(&sheet->furniture, &sheet->content, sheet->map->style,
                                          sheet->measure, false);
    double footer = bm_canvas_height(sheet->measure) - page.y1, gap = gap_of(sheet);
    sheet->grid_at = (bm_px){round(page.x0), round(page.y0)};
    sheet->grid.span_px = floor(page.x1 - page.x0);
    lay_grid_out(sheet, options, page.y1 - page.y0);
    double below = 0;
    if (!use_vacancy(sheet, panel)) {
        key_box key = lowest_key(sheet, panel, sheet->grid.span_px);
        below = key.height_px > 0 ? key.height_px + gap : 0;
        lay_grid_out(sheet, options, page.y1 - page.y0 - below);
        double top = sheet->grid_at.y + bm_sheet_grid_height(&sheet->grid, sheet->grid.rows) + gap;
        place_key(sheet, &key,
                  (bm_px_box){sheet->grid_at.x, top, sheet->grid_at.x + sheet->grid.span_px,
                              top + key.height_px});
    }
    if (sheet->grid.is_too_narrow || sheet->grid.is_too_low)
        return refuse(sheet, &sheet->grid, options, error);
    if (options->sheet_grows) {
        double high = sheet->grid_at.y + below + footer +
                      bm_sheet_grid_height(&sheet->grid, sheet->grid.rows);
        if (high > BM_CANVAS_SIDE_MAX)
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                "%zu maps in %d columns need a page of %.0f pixels, and %d is the "
                                "most: use more --columns, --skip-empty, a longer step, or a .pdf "
                                "of several pages with --preset a4",
                                sheet->plan->count, sheet->grid.columns, ceil(high),
                                BM_CANVAS_SIDE_MAX);
        sheet->height_px = (int)ceil(high);
    }
    sheet->furniture.footer =
        (bm_px_box){0, sheet->height_px - footer, sheet->width_px, sheet->height_px};
    return BM_OK;
}

/* "3 more outside these maps". */
static const char *speak_of_many(const char *subtitle, bm_strbuf *text)
{
    static const char one[] = "outside this map", many[] = "outside these maps";
    const char *at = strstr(subtitle, one);
    if (!at || subtitle != bm_strbuf_text(text))
        return subtitle;
    char *rest = strdup(at + sizeof one - 1);
    text->length = (size_t)(at - subtitle);
    bm_strbuf_append(text, many);
    bm_strbuf_append(text, rest ? rest : "");
    text->failed |= !rest;
    free(rest);
    return bm_strbuf_text(text);
}

/* The panel for the grid, and what all windows together show on it. */
static bm_status make_panel(bm_sheet *sheet, bm_error *error)
{
    bm_map_window_finish(&sheet->all);
    sheet->all = (bm_map_window){0};
    bm_map_free(sheet->panel);
    bm_status status = bm_map_new_panel(sheet->map, sheet->grid.width_px, sheet->grid.height_px,
                                        &sheet->panel, error);
    if (!status)
        status = bm_map_choose(sheet->panel, &sheet->span, &sheet->all, error);
    if (status)
        return status;
    bm_map_make_legend(sheet->panel, sheet->all.marks, &sheet->legend);
    // The subtitle says how many events are on none of the maps.
    if (!sheet->map->content.has_own_subtitle && !sheet->map->no_title)
        sheet->legend.note[0] = '\0';
    if (*sheet->map->content.credit)
        sheet->content.credit = sheet->panel->credit;
    bm_strbuf_clear(&sheet->subtitle);
    sheet->content.subtitle =
        bm_map_subtitle_of(sheet->map, sheet->all.marks, &sheet->span, &sheet->subtitle);
    if (sheet->plan->count > 1 && sheet->content.subtitle)
        sheet->content.subtitle = speak_of_many(sheet->content.subtitle, &sheet->subtitle);
    return sheet->subtitle.failed ? bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory")
                                  : BM_OK;
}

static bm_status settle(bm_sheet *sheet, const bm_series_options *options, bm_error *error)
{
    bm_map *map = sheet->map;
    int high = options->sheet_grows ? (int)(map->width_px * PAGE_ASPECT) : map->height_px;
    bm_status status = bm_canvas_new(BM_MAP_SVG, map->width_px, high < 1 ? 1 : high, map->dpi, NULL,
                                     &sheet->measure, error);
    if (status)
        return status;
    bm_canvas_share_fonts(sheet->measure, map->measure);
    // The first guess is from the map of a whole page.
    bm_map_make_legend(map, map->ground, &sheet->legend);
    const bm_map *panel = map;
    for (int i = 0; i < TRIES_MAX && !status; i++) {
        status = lay_out(sheet, options, panel, error);
        bool fits = !status && sheet->panel && sheet->panel->width_px == sheet->grid.width_px &&
                    sheet->panel->height_px == sheet->grid.height_px;
        if (fits || status)
            break;
        status = make_panel(sheet, error);
        panel = sheet->panel;
    }
    return status ? status : bm_map_choose_standing(sheet->panel, error);
}

/* "52 maps of the Belarus–Ukraine border, 1 January – 31 December 2022: …", and each in a few
 * words. */
static void describe(const bm_sheet *sheet, bm_strbuf *text)
{
    const bm_series_plan *plan = sheet->plan;
    char dates[BM_DATE_TEXT_SIZE];
    bm_interval_format_human(sheet->span, dates);
    bm_map_append_count(text, plan->count);
    bm_strbuf_printf(text, " map%s%s%s, %s: ", plan->count == 1 ? "" : "s",
                     *sheet->map->subject ? " of " : "", sheet->map->subject, dates);
    bm_map_append_events(text, sheet->all.marks->events_drawn);
    bm_strbuf_append(text, ".");
    for (size_t i = 0; i < plan->count && i < DESCRIBED_MAX; i++) {
        bm_strbuf_append(text, i ? "; " : " ");
        bm_sheet_append_caption(&plan->frames[i], text);
        bm_strbuf_append(text, ": ");
        bm_map_append_events(text, plan->frames[i].event_count);
        if (plan->frames[i].imprecise_count) {
            bm_strbuf_append(text, " and ");
            bm_map_append_count(text, plan->frames[i].imprecise_count);
            bm_strbuf_append(text, " with a less exact date");
        }
    }
    bm_strbuf_append(text, plan->count > DESCRIBED_MAX ? "; and so on." : ".");
}

static bm_status write_file(bm_sheet *sheet, bm_sink *sink, bm_series_teller tell, void *context,
                            bm_error *error)
{
    bm_map *map = sheet->map;
    bm_strbuf description = {0}, keywords = {0};
    describe(sheet, &description);
    bm_map_keywords(sheet->all.marks, map->content.country_names, &keywords);
    char count[32], dpi[64];
    (void)snprintf(count, sizeof count, "%zu", sheet->plan->count);
    bm_format_number(map->dpi, 3, dpi);
    const bm_attribute attributes[] = {{"maps", count}, {"dpi", dpi}};
    const bm_canvas_info info = {.attributes = attributes,
                                 .attribute_count = sizeof attributes / sizeof *attributes,
                                 .title = map->title,
                                 .description = bm_strbuf_text(&description),
                                 .credit = sheet->panel->credit,
                                 .software = "bordermap " BM_VERSION,
                                 .made_at_s = map->made_at_s,
                                 .width_mm = sheet->width_mm,
                                 .height_mm = sheet->height_mm,
                                 .keywords = bm_strbuf_text(&keywords),
                                 .author = map->file.author,
                                 .stream = sheet->format == BM_MAP_PDF ? sink : NULL,
                                 .outlines = map->file.outlines};
    bm_canvas *canvas = NULL;
    bm_status status = bm_canvas_new(sheet->format, sheet->width_px, sheet->height_px, map->dpi,
                                     &info, &canvas, error);
    if (!status) {
        bm_canvas_share_fonts(canvas, map->measure);
        bm_canvas_set_compression(canvas, map->compression);
    }
    for (size_t page = 0; page < sheet->grid.pages && !status; page++) {
        status = bm_sheet_draw_page(sheet, page, canvas, tell, context, error);
        if (!status && sheet->format == BM_MAP_PDF)
            bm_canvas_end_page(canvas);
    }
    if (!status)
        status = bm_canvas_finish(canvas, sink, error);
    bm_canvas_free(canvas);
    bm_strbuf_clear(&map->alt_text);
    bm_strbuf_printf(&map->alt_text, "%s\n\n%s\n", map->title, bm_strbuf_text(&description));
    if (!status && (description.failed || keywords.failed || map->alt_text.failed))
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    bm_strbuf_finish(&description);
    bm_strbuf_finish(&keywords);
    return status;
}

bm_status bm_sheet_make(bm_map *map, const bm_series_plan *plan, const bm_series_options *options,
                        bm_series_teller tell, void *context, bm_error *error)
{
    if (plan->count == 0)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "a sheet needs at least one map");
    bm_sheet sheet = {.map = map,
                      .plan = plan,
                      .width_px = map->width_px,
                      .height_px = map->height_px,
                      .width_mm = options->sheet_grows ? 0 : map->width_mm,
                      .height_mm = options->sheet_grows ? 0 : map->height_mm,
                      .span = bm_series_plan_span(plan),
                      .content = map->content};
    bm_sink *sink = NULL;
    bm_status status = bm_map_format_from_path(options->sheet, &sheet.format, error);
    if (!status)
        status = settle(&sheet, options, error);
    if (!status)
        status = bm_pattern_make_folders(options->sheet, error);
    if (!status)
        status = bm_sink_open(options->sheet, &sink, error);
    if (!status)
        status = write_file(&sheet, sink, tell, context, error);
    if (!status)
        status = bm_sink_commit(sink, error);
    if (!status && options->alt_text)
        status = bm_map_write_alt_text(map, options->sheet, error);
    bm_sink_free(sink);
    bm_map_window_finish(&sheet.all);
    bm_map_free(sheet.panel);
    bm_canvas_free(sheet.measure);
    bm_strbuf_finish(&sheet.subtitle);
    return status;
}
