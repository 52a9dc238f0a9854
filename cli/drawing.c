#include "cli/drawing.h"

#include "cli/extent.h"
#include "cli/guard.h"
#include "cli/made_at.h"
#include "cli/many.h"
#include "cli/report.h"
#include "cli/series_options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --size and --dpi win over the preset. */
static bm_status page_of(const cli_settings *settings, bm_page *page, bm_error *error)
{
    *page = settings->preset;
    if (settings->page.width_px || settings->page.width_mm > 0) {
        page->width_px = settings->page.width_px;
        page->height_px = settings->page.height_px;
        page->width_mm = settings->page.width_mm;
        page->height_mm = settings->page.height_mm;
    }
    if (settings->dpi > 0)
        page->dpi = settings->dpi;
    bm_status status = bm_page_resolve(page, error);
    if (status)
        return bm_error_set(error, status, NULL, 0, "option '--size': %s", error->message);
    return BM_OK;
}

bm_status cli_map_format(const cli_settings *settings, bm_map_format *format, bm_error *error)
{
    bm_status status;
    if (settings->format)
        status = bm_map_format_from_name(settings->format, format, error);
    else if (strcmp(settings->output, "-") == 0)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "standard output has no ending: say --format png, svg or pdf");
    else
        status = bm_map_format_from_path(settings->output, format, error);
    if (status)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "%s", error->message);
    bm_page page;
    status = page_of(settings, &page, error);
    if (status)
        return status;
    long long pixels = (long long)page.width_px * page.height_px;
    if (*format == BM_MAP_PNG && pixels > BM_MAP_PNG_PIXELS_MAX)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "option '--size': %dx%d is over the limit of %d megapixels for PNG; "
                            "use fewer pixels, SVG or PDF",
                            page.width_px, page.height_px, BM_MAP_PNG_PIXELS_MAX / 1000000);
    if (strcmp(settings->output, "-") == 0 && *format != BM_MAP_SVG && isatty(STDOUT_FILENO))
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "standard output is a terminal: redirect it to a file");
    return BM_OK;
}

const bm_interval *cli_drawing_window(const cli_inputs *inputs, const cli_settings *settings,
                                      bm_interval *window)
{
    if (!settings->from.given && !settings->to.given)
        return NULL;
    bm_interval span = {0};
    bool any = cli_many_span(inputs, &span);
    if (!any && !(settings->from.given && settings->to.given))
        return settings->from.given ? &settings->from.when : &settings->to.when;
    *window = settings->from.given ? settings->from.when : span;
    bm_interval last = settings->to.given ? settings->to.when : span;
    if (last.start_s != window->start_s || last.end_s != window->end_s) {
        window->end_s = last.end_s;
        window->precision = BM_DATE_RANGE;
    }
    window->approximate = false;
    return window;
}

/* The user's own note, and what was kept back. */
static const char *data_note(cli_drawing *drawing, const cli_settings *settings)
{
    const char *own = settings->furniture.data_note;
    const char *kept = bm_guard_words(drawing->inputs.guard);
    (void)snprintf(drawing->data_note, sizeof drawing->data_note, "%s%s%s", own ? own : "",
                   own && *own ? "; " : "", kept);
    return drawing->data_note;
}

static bm_status make_map(cli_drawing *drawing, const cli_settings *settings, int64_t made_at_s,
                          bm_error *error)
{
    const cli_inputs *inputs = &drawing->inputs;
    const bm_basemap basemap = {.countries = inputs->countries,
                                .oblasts = inputs->oblasts,
                                .oblast_lines = inputs->oblast_lines,
                                .rivers = inputs->rivers,
                                .lakes = inputs->lakes,
                                .urban = inputs->urban,
                                .raions = inputs->raions,
                                .roads = inputs->roads,
                                .railways = inputs->railways,
                                .raster = inputs->raster,
                                .locator = inputs->locator,
                                .border = inputs->border,
                                .gazetteer = inputs->gazetteer,
                                .credit = inputs->credit};
    bm_page page;
    bm_status status = page_of(settings, &page, error);
    if (status)
        return status;
    bm_map_options options = {.width_px = page.width_px,
                              .height_px = page.height_px,
                              .dpi = page.dpi,
                              .width_mm = page.width_mm,
                              .height_mm = page.height_mm,
                              .extent = settings->extent.kind,
                              .box = settings->extent.box,
                              .projection = settings->projection,
                              .made_at_s = made_at_s,
                              .compression = settings->compression,
                              .ground = settings->ground,
                              .symbols = settings->symbols,
                              .density = settings->density,
                              .labels = settings->labels,
                              .furniture = settings->furniture,
                              .file = settings->file,
                              .fonts = drawing->fonts};
    if (settings->zone)
        options.furniture.zone_name = bm_zone_name(settings->zone);
    if (inputs->guard)
        options.furniture.data_note = data_note(drawing, settings);
    options.ground.raster_opacity = settings->raster.opacity;
    options.furniture.type_scale = page.type_scale;
    // The map is made for all events, of which a window shows some.
    int64_t start_s, end_s;
    options.density.keep_symbols =
        cli_is_series(settings) || cli_window(settings, &start_s, &end_s);
    bm_series_survey windows;
    status = cli_windows_look(settings, inputs, &windows, error);
    if (status)
        return status;
    options.symbols.has_imprecise = windows.has_imprecise;
    options.period = *windows.period ? windows.period : NULL;
    options.symbols.fade_all = options.density.keep_symbols;
    bm_map_format format;
    options.is_series = cli_is_series(settings);
    options.paint_ahead = settings->output && !options.is_series &&
                          cli_map_format(settings, &format, NULL) == BM_OK && format == BM_MAP_PNG;
    options.symbols.crossings = inputs->crossing_states;
    options.furniture.logo = settings->logo;
    if (*settings->extent.place) {
        status = cli_extent_locate(&settings->extent, inputs->geocoder, &options.box,
                                   &options.place, error);
        if (status)
            return status;
    }
    if (inputs->points)
        return bm_map_new_of_points(&basemap, inputs->points, drawing->style, &options,
                                    &drawing->map, error);
    return bm_map_new(&basemap, inputs->events, drawing->style, &options, &drawing->map, error);
}

static bm_status set_palette(bm_style *style, const cli_settings *settings, bm_error *error)
{
    return settings->palette ? bm_style_set_palette(style, settings->palette, error) : BM_OK;
}

/* --symbol CATEGORY=FILE */
static bm_status set_symbols(bm_style *style, const cli_settings *settings, bm_error *error)
{
    for (size_t i = 0; i < settings->symbol_files.count; i++) {
        char category[64];
        const char *pair = settings->symbol_files.items[i], *equals = strchr(pair, '=');
        size_t length = (size_t)(equals - pair);
        if (length >= sizeof category)
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                "option '--symbol': '%.40s...' is no category", pair);
        memcpy(category, pair, length);
        category[length] = '\0';
        bm_status status = bm_style_set_symbol(style, category, equals + 1, error);
        if (status)
            return status;
    }
    return BM_OK;
}

static bm_status open_style(cli_drawing *drawing, const cli_settings *settings, bm_error *error)
{
    bm_status status =
        bm_style_open(settings->style ? settings->style : "light", &drawing->style, error);
    if (!status)
        status = set_palette(drawing->style, settings, error);
    return status ? status : set_symbols(drawing->style, settings, error);
}

static void *open_fonts(void *context)
{
    cli_drawing *drawing = context;
    cli_thread_join(&drawing->finding_fonts);
    bm_map_load_fonts();
    (void)pthread_mutex_lock(&drawing->styling);
    if (drawing->style)
        drawing->fonts = bm_map_fonts_new(drawing->style);
    (void)pthread_mutex_unlock(&drawing->styling);
    return NULL;
}

/* Open the style while the fonts are looked for that it will ask for. */
static bm_status open_look(cli_drawing *drawing, const cli_settings *settings, bm_error *error)
{
    if (pthread_mutex_init(&drawing->styling, NULL) != 0)
        return open_style(drawing, settings, error);
    (void)pthread_mutex_lock(&drawing->styling);
    cli_thread_begin(&drawing->opening_fonts, open_fonts, drawing);
    bm_status status = open_style(drawing, settings, error);
    (void)pthread_mutex_unlock(&drawing->styling);
    return status;
}

bm_status cli_drawing_prepare(cli_drawing *drawing, const cli_settings *settings, bm_error *error)
{
    cli_inputs *inputs = &drawing->inputs;
    int64_t made_at_s = 0;
    /* Fontconfig has words of its own for a date of making that is none. */
    bm_status status = cli_read_made_at(&made_at_s, error);
    if (status)
        return status;
    /* What is wrong with the events is told first. */
    bm_error of_style = {0};
    bm_status styled = open_look(drawing, settings, &of_style);
    status = cli_ahead_reach(&drawing->ahead, CLI_STEP_READ, error);
    if (!status && styled) {
        *error = of_style;
        status = styled;
    }
    if (!status)
        status = cli_ahead_reach(&drawing->ahead, CLI_STEP_LOCATE, error);
    if (!status)
        status = cli_guard_check_map(inputs->guard, error);
    if (status)
        return status;
    if (settings->ambiguous == BM_AMBIGUOUS_FAIL && inputs->counts.ambiguous > 0)
        return BM_OK;
    status = cli_ahead_open_layers(&drawing->ahead, error);
    if (!status)
        status = cli_inputs_open_overlays(inputs, settings, error);
    if (status)
        return status;
    cli_inputs_make_credit(inputs);
    cli_thread_join(&drawing->opening_fonts);
    return make_map(drawing, settings, made_at_s, error);
}

void cli_drawing_note_density(const cli_drawing *drawing, const cli_settings *settings)
{
    if (settings->quiet || settings->density.kind != BM_DENSITY_AUTO || !drawing->map)
        return;
    bm_density_kind kind = bm_map_density(drawing->map);
    if (kind == BM_DENSITY_HEX)
        cli_report_note("more than 20,000 events on the map: they are counted in hexagons; use "
                        "--density or --cluster to choose, --density off for symbols");
    if (kind == BM_DENSITY_CLUSTER)
        cli_report_note("many events on the map: places near each other are one symbol; use "
                        "--density to choose%s",
                        drawing->inputs.points ? "" : ", --density off for symbols");
}

void cli_drawing_finish(cli_drawing *drawing)
{
    cli_ahead_finish(&drawing->ahead);
    cli_thread_join(&drawing->opening_fonts);
    cli_thread_join(&drawing->finding_fonts);
    bm_map_free(drawing->map);
    bm_map_fonts_free(drawing->fonts);
    bm_style_free(drawing->style);
    cli_inputs_finish(&drawing->inputs);
    *drawing = (cli_drawing){0};
}
