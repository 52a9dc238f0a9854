#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <bordermap/data.h>
#include <bordermap/series.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "golden.h"
#include "render/map/extent.h"
#include "render/style/style.h"

static bm_layer *countries, *oblasts, *oblast_lines, *rivers, *lakes, *crossings;
static bm_gazetteer *gazetteer;
static bm_border *border;
static bm_style *style;
static bm_events *events, *nothing;
static bm_basemap basemap;

static bm_layer *open_layer(const char *name)
{
    char path[4096], file[64];
    bm_layer *layer = NULL;
    bm_error error = {0};
    snprintf(file, sizeof file, "shapefiles/%s.shp", name);
    if (bm_data_path(file, path, sizeof path, &error) || bm_layer_open(path, NULL, &layer, &error))
        fail_msg("%s", error.message);
    return layer;
}

/* What the geocoder would do; the fixtures give every position. */
static void locate(const bm_events *table)
{
    for (size_t i = 0; i < bm_events_count(table); i++) {
        const bm_event *event = bm_events_get(table, i);
        bm_event_location *location = (bm_event_location *)(uintptr_t)&event->location;
        assert_true(event->has_position);
        *location = (bm_event_location){.located = true,
                                        .match = BM_MATCH_GIVEN,
                                        .position = event->position,
                                        .place_id = "",
                                        .name = event->place,
                                        .country = "",
                                        .admin1 = "",
                                        .precision = BM_PLACE_PRECISION_SETTLEMENT};
        if (strcmp(event->id, "a1") == 0) {
            location->precision = BM_PLACE_PRECISION_REGION;
            location->radius_m = 30000;
        }
        if (strcmp(event->id, "a8") == 0) {
            location->precision = BM_PLACE_PRECISION_COUNTRY;
            location->radius_m = 300000;
        }
        assert_int_equal(bm_border_relate(border, location->position, &location->border, NULL),
                         BM_OK);
    }
}

static int open_all(void **state)
{
    (void)state;
    char places[2][4096];
    const char *paths[] = {places[0], places[1]};
    bm_error error = {0};
    countries = open_layer("countries");
    oblasts = open_layer("oblasts");
    oblast_lines = open_layer("oblast_lines");
    rivers = open_layer("rivers");
    lakes = open_layer("lakes");
    crossings = open_layer("border_places");
    if (bm_data_path("shapefiles/border_places.shp", places[0], sizeof places[0], &error) ||
        bm_data_path("shapefiles/places.shp", places[1], sizeof places[1], &error) ||
        bm_gazetteer_open(paths, 2, NULL, NULL, &gazetteer, &error) ||
        bm_border_new(countries, crossings, "BY", "UA", &border, &error) ||
        bm_style_open("light", &style, &error) ||
        bm_events_read(BM_TEST_FIXTURES "/events.csv", NULL, NULL, &events, &error) ||
        bm_events_read(BM_TEST_FIXTURES "/no-events.csv", NULL, NULL, &nothing, &error))
        fail_msg("%s: %s", error.file, error.message);
    locate(events);
    basemap = (bm_basemap){.countries = countries,
                           .oblasts = oblasts,
                           .oblast_lines = oblast_lines,
                           .rivers = rivers,
                           .lakes = lakes,
                           .border = border,
                           .gazetteer = gazetteer,
                           .credit = "© OpenStreetMap contributors"};
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    bm_events_free(events);
    bm_events_free(nothing);
    bm_style_free(style);
    bm_border_free(border);
    bm_gazetteer_free(gazetteer);
    bm_layer *layers[] = {countries, oblasts, oblast_lines, rivers, lakes, crossings};
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++)
        bm_layer_free(layers[i]);
    return 0;
}

static const bm_map_options small = {.width_px = 900, .height_px = 675, .dpi = 96};

static bm_map *open_map(const bm_events *table, const bm_map_options *options)
{
    bm_map *map = NULL;
    bm_error error = {0};
    if (bm_map_new(&basemap, table, style, options, &map, &error))
        fail_msg("%s", error.message);
    return map;
}

static const void *draw(bm_map *map, const bm_interval *window, bm_map_format format,
                        bm_sink **sink, size_t *size, bm_map_report *report)
{
    bm_error error = {0};
    assert_int_equal(bm_sink_open_memory(sink, NULL), BM_OK);
    if (bm_map_write(map, window, format, *sink, report, &error))
        fail_msg("%s", error.message);
    assert_int_equal(bm_sink_commit(*sink, NULL), BM_OK);
    return bm_sink_memory(*sink, size);
}

static void looks_as_it_did(void **state)
{
    (void)state;
    bm_map *map = open_map(events, &small);
    bm_sink *png = NULL, *svg = NULL;
    size_t png_size, svg_size;
    bm_map_report report = {0};
    const void *bytes = draw(map, NULL, BM_MAP_PNG, &png, &png_size, &report);
    assert_int_equal(report.events_drawn, 7);
    assert_true(report.events_outside == 1 && report.events_national == 1);
    assert_true(report.labels_placed > 20);
    golden_png("map.png", bytes, png_size);
    bytes = draw(map, NULL, BM_MAP_SVG, &svg, &svg_size, NULL);
    /* Another test reads it as XML. */
    FILE *file = fopen("map-for-xmllint.svg", "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, svg_size, file), svg_size);
    fclose(file);
    golden_text("map.svg", bytes, svg_size);
    bm_sink_free(png);
    bm_sink_free(svg);
    bm_map_free(map);
}

static void svg_tells_what_it_shows(void **state)
{
    (void)state;
    bm_map *map = open_map(events, &small);
    bm_sink *sink = NULL;
    size_t size;
    const char *text = draw(map, NULL, BM_MAP_SVG, &sink, &size, NULL);
    static const char *const parts[] = {
        "<title id=\"map-title\">Incidents at the Belarus–Ukraine border</title>",
        "7 events, 24 February – 10 April 2022",
        "<g id=\"countries\" ",
        "<g id=\"oblasts\" ",
        "<g id=\"rivers\" ",
        "<g id=\"lakes\" ",
        "<g id=\"border\" ",
        "<g id=\"events\" ",
        "<title>11 March 2022 · Kopani · Aircraft fire at the village (claimed)</title>",
        "<title>1–2 March 2022 · Kyiv · 2 × Strike or shelling (confirmed)</title>",
        "Trench &amp; wire &lt;seen&gt; (assessed)",
        "<g id=\"event-a5\" data-category=\"",
        "data-date=\"2022-03-01/2022-03-02\" data-events=\"a2 ",
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!strstr(text, parts[i]))
            fail_msg("the SVG lacks %s", parts[i]);
    assert_null(strstr(text, "nan"));
    assert_null(strstr(text, "inf "));
    bm_sink_free(sink);
    bm_map_free(map);
}

static void same_input_same_bytes(void **state)
{
    (void)state;
    for (int format = BM_MAP_PNG; format <= BM_MAP_PDF; format++) {
        bm_sink *first = NULL;
        size_t first_size;
        bm_map *map = open_map(events, &small);
        const void *wanted = draw(map, NULL, (bm_map_format)format, &first, &first_size, NULL);
        for (int run = 0; run < 3; run++) {
            bm_map *fresh = run == 2 ? open_map(events, &small) : NULL;
            if (run == 2 && !setlocale(LC_ALL, "de_DE.UTF-8"))
                print_message("de_DE.UTF-8 is not installed, so it was not tried\n");
            bm_sink *again = NULL;
            size_t size;
            const void *bytes =
                draw(fresh ? fresh : map, NULL, (bm_map_format)format, &again, &size, NULL);
            setlocale(LC_ALL, "C");
            if (size != first_size || memcmp(bytes, wanted, size) != 0)
                fail_msg("format %d differs in run %d", format, run);
            bm_sink_free(again);
            bm_map_free(fresh);
        }
        bm_sink_free(first);
        bm_map_free(map);
    }
}

static void pdf_has_text_and_dates_of_its_data(void **state)
{
    (void)state;
    bm_map *map = open_map(events, &small);
    bm_sink *sink = NULL;
    size_t size;
    const char *bytes = draw(map, NULL, BM_MAP_PDF, &sink, &size, NULL);
    assert_memory_equal(bytes, "%PDF-", 5);
    static const char *const parts[] = {"/Title", "/Subject", "/CreationDate (20220502000000",
                                        "/ModDate (20220502000000", "Roboto"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        bool found = false;
        for (size_t at = 0; !found && at + strlen(parts[i]) <= size; at++)
            found = memcmp(bytes + at, parts[i], strlen(parts[i])) == 0;
        if (!found)
            fail_msg("the PDF lacks %s", parts[i]);
    }
    bm_sink_free(sink);
    bm_map_free(map);
}

static void no_events_still_make_a_map(void **state)
{
    (void)state;
    bm_map *map = open_map(nothing, &small);
    bm_sink *sink = NULL;
    size_t size;
    bm_map_report report = {0};
    const char *text = draw(map, NULL, BM_MAP_SVG, &sink, &size, &report);
    assert_int_equal(report.events_drawn, 0);
    assert_non_null(strstr(text, "<g id=\"border\" "));
    assert_non_null(strstr(text, "no events"));
    bm_sink_free(sink);
    bm_map_free(map);
}

/* The box of what an extent must show. */
static bm_lonlat_box must_show(bm_extent_kind kind, const bm_events *table)
{
    bm_lonlat *positions = NULL;
    size_t count = 0;
    bm_lonlat_box box = bm_lonlat_box_empty();
    assert_int_equal(
        bm_map_extent(kind, (bm_lonlat_box){0}, border, table, &positions, &count, NULL), BM_OK);
    for (size_t i = 0; i < count; i++)
        box = bm_lonlat_box_grow(box, positions[i]);
    free(positions);
    return box;
}

static void extent_holds_near_events_and_some_border(void **state)
{
    (void)state;
    const bm_lonlat kopani = {26.8085, 51.7651}, kyiv = {30.5238, 50.4547}, moscow = {37.6, 55.7};
    bm_lonlat_box near = must_show(BM_EXTENT_EVENTS, events);
    assert_true(bm_lonlat_box_contains(near, kopani) && bm_lonlat_box_contains(near, kyiv));
    assert_false(bm_lonlat_box_contains(near, moscow));
    /* The event that is known only to a country has no say. */
    assert_true(near.north < 52.6);
    bm_lonlat_box line = bm_border_line(border)->box;
    bm_lonlat_box whole = must_show(BM_EXTENT_BORDER, events);
    assert_memory_equal(&whole, &line, sizeof line);
    whole = must_show(BM_EXTENT_EVENTS, nothing);
    assert_memory_equal(&whole, &line, sizeof line);
}

static void refuses_bad_settings(void **state)
{
    (void)state;
    static const struct {
        bm_map_options options;
        bm_status status;
    } cases[] = {
        {{.extent = BM_EXTENT_BOX, .box = {30, 50, 20, 52}}, BM_ERROR_ARGUMENT},
        {{.extent = BM_EXTENT_BOX, .box = {-200, 50, 20, 52}}, BM_ERROR_ARGUMENT},
        {{.width_px = 40000}, BM_ERROR_ARGUMENT},
        {{.width_px = -1}, BM_ERROR_ARGUMENT},
        {{.dpi = 5}, BM_ERROR_ARGUMENT},
        {{.width_px = 60, .height_px = 20, .dpi = 600}, BM_ERROR_ARGUMENT},
        {{.dpi = 1200}, BM_ERROR_ARGUMENT},
        {{.width_px = 400, .height_px = 300}, BM_ERROR_ARGUMENT},
        {{.furniture = {.title = "\xF3\xBF\xBF\xBD"}}, BM_ERROR_UNSUPPORTED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bm_map *map = NULL;
        bm_error error = {0};
        bm_status status = bm_map_new(&basemap, events, style, &cases[i].options, &map, &error);
        if (status != cases[i].status)
            fail_msg("case %zu: %s '%s'", i, bm_status_name(status), error.message);
        assert_true(error.message[0] != '\0');
        assert_null(map);
    }
    bm_map *map = NULL;
    bm_map_options projected = small;
    projected.projection = "no such projection";
    assert_int_not_equal(bm_map_new(&basemap, events, style, &projected, &map, NULL), BM_OK);
}

static void takes_boxes_projections_and_no_furniture(void **state)
{
    (void)state;
    bm_map_options options = small;
    options.extent = BM_EXTENT_BOX;
    options.box = (bm_lonlat_box){26.3, 51.5, 27.3, 52.1};
    options.projection = "EPSG:3035";
    options.furniture.no_credit = options.furniture.no_title = true;
    options.furniture.legend = options.furniture.scale_bar = BM_SPOT_NONE;
    options.furniture.disclaimer = "";
    bm_map *map = open_map(events, &options);
    bm_sink *sink = NULL;
    size_t size;
    bm_map_report report = {0};
    draw(map, NULL, BM_MAP_PNG, &sink, &size, &report);
    assert_int_equal(report.events_drawn, 1);
    assert_true(report.events_outside == 7 && report.events_national == 1);
    bm_sink_free(sink);
    bm_map_free(map);
}

static void full_disk_is_an_error(void **state)
{
    (void)state;
    bm_map *map = open_map(events, &small);
    for (int format = BM_MAP_PNG; format <= BM_MAP_PDF; format++) {
        bm_sink *sink = NULL;
        bm_error error = {0};
        assert_int_equal(bm_sink_open("/dev/full", &sink, NULL), BM_OK);
        bm_status status = bm_map_write(map, NULL, (bm_map_format)format, sink, NULL, &error);
        if (!status)
            status = bm_sink_commit(sink, &error);
        assert_int_equal(status, BM_ERROR_IO);
        assert_non_null(strstr(error.message, "/dev/full"));
        bm_sink_free(sink);
    }
    bm_map_free(map);
}

/** What the observer saw. */
typedef struct seen {
    size_t count;
    size_t events;
    size_t stop_after;
    char first[64];
} seen;

static bool observe(const bm_series_frame *frame, void *context)
{
    seen *all = context;
    if (all->count == 0)
        snprintf(all->first, sizeof all->first, "%s", frame->path);
    all->count++;
    all->events += frame->event_count;
    assert_int_equal(frame->number, all->count);
    assert_int_equal(frame->status, BM_OK);
    assert_int_equal(unlink(frame->path), 0);
    return all->count != all->stop_after;
}

static void series_makes_a_map_a_month(void **state)
{
    (void)state;
    bm_map *map = open_map(events, &small);
    bm_series_options options = {
        .step = {BM_STEP_MONTH, 1}, .pattern = "series/{start}.svg", .format = BM_MAP_SVG};
    seen all = {0};
    bm_error error = {0};
    assert_int_equal(bm_series_run(map, events, &options, observe, &all, &error), BM_OK);
    assert_int_equal(all.count, 4);
    assert_int_equal(all.events, 9);
    assert_string_equal(all.first, "series/2022-02-01.svg");
    seen some = {.stop_after = 2};
    assert_int_equal(bm_series_run(map, events, &options, observe, &some, &error), BM_OK);
    assert_int_equal(some.count, 2);
    options.pattern = "series/{year}.svg";
    assert_int_equal(bm_series_run(map, events, &options, observe, &all, &error),
                     BM_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "series/2022.svg"));
    options.pattern = "{what}.svg";
    assert_int_equal(bm_series_run(map, events, &options, observe, &all, &error),
                     BM_ERROR_ARGUMENT);
    options.pattern = "{n}.svg";
    options.step = (bm_step){BM_STEP_DAY, 1};
    options.from_s = 1640995200; /* 2022-01-01 */
    options.to_s = options.from_s + 60 * 86400;
    options.skip_empty = true;
    seen busy = {0};
    assert_int_equal(bm_series_run(map, events, &options, observe, &busy, &error), BM_OK);
    assert_int_equal(busy.count, 2); /* 24 February and 1 March */
    options.to_s = options.from_s - 1;
    assert_int_equal(bm_series_run(map, events, &options, observe, &busy, &error),
                     BM_ERROR_ARGUMENT);
    assert_int_equal(rmdir("series"), 0);
    bm_map_free(map);
    map = open_map(nothing, &small);
    options = (bm_series_options){.step = {BM_STEP_DAY, 1}, .pattern = "{n}.svg"};
    assert_int_equal(bm_series_run(map, nothing, &options, observe, &busy, &error),
                     BM_ERROR_ARGUMENT);
    bm_map_free(map);
}

static void failing_frames_are_told_and_leave_nothing(void **state)
{
    (void)state;
    bm_map *map = open_map(events, &small);
    bm_series_options options = {
        .step = {BM_STEP_YEAR, 1}, .pattern = "/dev/null/{start}.png", .format = BM_MAP_PNG};
    bm_error error = {0};
    assert_int_equal(bm_series_run(map, events, &options, NULL, NULL, &error), BM_ERROR_IO);
    assert_non_null(strstr(error.message, "/dev/null"));
    bm_map_free(map);
}

/* Beyond the layer nothing is known: it is neither sea nor land, and has no names. */
static void says_nothing_of_what_it_does_not_know(void **state)
{
    (void)state;
    bm_map_options far = small;
    far.extent = BM_EXTENT_BOX;
    far.box = (bm_lonlat_box){0, 44, 10, 50};
    bm_map *map = open_map(nothing, &far);
    bm_sink *svg = NULL;
    size_t size;
    bm_map_report report = {0};
    const char *bytes = draw(map, NULL, BM_MAP_SVG, &svg, &size, &report);
    assert_int_equal(report.labels_placed, 0);
    char color[8];
    snprintf(color, sizeof color, "#%02x%02x%02x", (unsigned)lround(style->background.red * 255),
             (unsigned)lround(style->background.green * 255),
             (unsigned)lround(style->background.blue * 255));
    assert_null(strstr(bytes, color));
    bm_sink_free(svg);
    bm_map_free(map);
}

/* One letter that no font has, in a title, a place or a category, is left out. */
static void draws_what_can_be_read(void **state)
{
    (void)state;
    bm_error error = {0};
    bm_events *table = NULL;
    FILE *file = fopen("letters.csv", "w");
    assert_non_null(file);
    fputs("date,place,lon,lat,title,category\n"
          "2022-03-02,Minsk,27.56,53.9,boom \xF3\xBF\xBF\xBD,strike\n"
          "2022-03-03,Pinsk,26.1,52.12,\xF3\xBF\xBF\xBD\xF3\xBF\xBF\xBD,\xF3\xBF\xBF\xBD\n",
          file);
    fclose(file);
    if (bm_events_read("letters.csv", NULL, NULL, &table, &error))
        fail_msg("%s", error.message);
    locate(table);
    bm_map *map = open_map(table, &small);
    bm_sink *svg = NULL;
    size_t size;
    bm_map_report report = {0};
    const char *bytes = draw(map, NULL, BM_MAP_SVG, &svg, &size, &report);
    assert_int_equal(report.texts_altered, 3);
    assert_non_null(strstr(bytes, ">boom<"));
    assert_non_null(strstr(bytes, ">Category 2<"));
    assert_non_null(strstr(bytes, ">3 Mar 2022<"));
    bm_sink_free(svg);
    bm_map_free(map);
    bm_events_free(table);
    unlink("letters.csv");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks_as_it_did),
        cmocka_unit_test(says_nothing_of_what_it_does_not_know),
        cmocka_unit_test(draws_what_can_be_read),
        cmocka_unit_test(svg_tells_what_it_shows),
        cmocka_unit_test(same_input_same_bytes),
        cmocka_unit_test(pdf_has_text_and_dates_of_its_data),
        cmocka_unit_test(no_events_still_make_a_map),
        cmocka_unit_test(extent_holds_near_events_and_some_border),
        cmocka_unit_test(refuses_bad_settings),
        cmocka_unit_test(takes_boxes_projections_and_no_furniture),
        cmocka_unit_test(full_disk_is_an_error),
        cmocka_unit_test(series_makes_a_map_a_month),
        cmocka_unit_test(failing_frames_are_told_and_leave_nothing),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
