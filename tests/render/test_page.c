/* Pages of every kind: nothing lies on anything else or leaves the page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "render/furniture/layout.h"
#include "render/furniture/parts.h"
#include "render/map/private.h"
#include "render/placement/placement.h"
#include "shipped.h"

#define EXAMPLE BM_TEST_SOURCE_DIR "/examples/border-incidents.csv"

static const char *const presets[] = {"web", "a4", "a4-landscape", "slide", "square", "story"};
enum { PRESETS = sizeof presets / sizeof *presets };

static bool is_there(bm_px_box box)
{
    return box.x1 > box.x0;
}

static bool is_within(bm_px_box inner, bm_px_box outer)
{
    return inner.x0 >= outer.x0 - 0.5 && inner.y0 >= outer.y0 - 0.5 && inner.x1 <= outer.x1 + 0.5 &&
           inner.y1 <= outer.y1 + 0.5;
}

/* The texts that are printed in the end fit the room that was kept for them. */
static void check_texts(const bm_map *map, const char *what)
{
    bm_strbuf subtitle = {0};
    bm_furniture_content content = map->content;
    content.subtitle = bm_map_subtitle_of(map, map->ground, NULL, &subtitle);
    double header = bm_furniture_header(&map->furniture, &content, map->style, map->measure, false);
    double footer = bm_furniture_footer(&map->furniture, &content, map->style, map->measure, false);
    if (header > map->furniture.header.y1 + 0.5)
        fail_msg("%s: title and subtitle end at %g, below their box", what, header);
    if (footer > map->furniture.footer.y1 - map->furniture.footer.y0 + 0.5)
        fail_msg("%s: the credit is %g px high, and its box less", what, footer);
    bm_strbuf_finish(&subtitle);
}

/* The furniture of a map that was made. */
static void check(const bm_map *map, const char *what)
{
    const bm_furniture *at = &map->furniture;
    const struct {
        const char *name;
        bm_px_box box;
        bool on_map;
    } parts[] = {{"header", at->header, false},
                 {"footer", at->footer, false},
                 {"legend", at->legend, !at->legend_outside},
                 {"panel", at->panel, !at->panel_outside},
                 {"scale bar", at->scale_bar, true},
                 {"inset", at->inset, true},
                 {"north", at->north, true}};
    enum { PARTS = sizeof parts / sizeof *parts };
    for (size_t i = 0; i < PARTS; i++) {
        if (!is_there(parts[i].box))
            continue;
        if (!is_within(parts[i].box, map->frame.page))
            fail_msg("%s: the %s leaves the page", what, parts[i].name);
        if (parts[i].on_map && !is_within(parts[i].box, map->frame.map))
            fail_msg("%s: the %s leaves the map", what, parts[i].name);
        if (!parts[i].on_map && bm_px_box_overlaps(parts[i].box, map->frame.map))
            fail_msg("%s: the %s lies on the map", what, parts[i].name);
        for (size_t k = i + 1; k < PARTS; k++)
            if (is_there(parts[k].box) && bm_px_box_overlaps(parts[i].box, parts[k].box))
                fail_msg("%s: the %s lies on the %s", what, parts[i].name, parts[k].name);
    }
    check_texts(map, what);
    double width = map->frame.map.x1 - map->frame.map.x0;
    double height = map->frame.map.y1 - map->frame.map.y0;
    if (width * height < 0.15 * map->width_px * map->height_px)
        fail_msg("%s: the map is too small", what);
}

static bm_map *make(const bm_events *events, const char *preset,
                    const bm_furniture_options *furniture)
{
    bm_page page = {0};
    bm_error error = {0};
    bm_map *map = NULL;
    assert_int_equal(bm_page_preset(preset, &page, NULL), BM_OK);
    assert_int_equal(bm_page_resolve(&page, NULL), BM_OK);
    bm_map_options options = {.width_px = page.width_px,
                              .height_px = page.height_px,
                              .dpi = page.dpi,
                              .furniture = *furniture};
    options.furniture.type_scale = page.type_scale;
    if (bm_map_new(&shipped_data.basemap, events, shipped_data.style, &options, &map, &error))
        fail_msg("%s: %s", preset, error.message);
    return map;
}

static void no_piece_lies_on_another(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bm_furniture_options furniture;
    } cases[] = {
        {"defaults", {0}},
        {"panel right", {.panel = BM_SPOT_RIGHT}},
        {"panel bottom", {.panel = BM_SPOT_BOTTOM, .inset = BM_SPOT_TOP_LEFT}},
        {"legend left", {.legend = BM_SPOT_LEFT, .north = BM_NORTH_ALWAYS}},
        {"legend right", {.legend = BM_SPOT_RIGHT, .panel = BM_SPOT_RIGHT}},
        {"legend top", {.legend = BM_SPOT_TOP, .scale_bar = BM_SPOT_TOP_LEFT}},
        {"legend bottom", {.legend = BM_SPOT_BOTTOM, .inset = BM_SPOT_BOTTOM_RIGHT}},
        {"all in one corner",
         {.legend = BM_SPOT_TOP_RIGHT,
          .inset = BM_SPOT_TOP_RIGHT,
          .scale_bar = BM_SPOT_TOP_RIGHT,
          .north = BM_NORTH_ALWAYS}},
        {"nothing",
         {.legend = BM_SPOT_NONE,
          .inset = BM_SPOT_NONE,
          .scale_bar = BM_SPOT_NONE,
          .panel = BM_SPOT_NONE,
          .north = BM_NORTH_NONE,
          .no_title = true,
          .no_credit = true,
          .disclaimer = ""}},
    };
    shipped_page page;
    shipped_write_crowd("page.csv", 300);
    for (int table = 0; table < 2; table++) {
        shipped_page_open(&page, &shipped_data, table ? "page.csv" : EXAMPLE, 1600, 1200,
                          (bm_lonlat_box){23, 49.9, 32.5, 54.2});
        for (size_t preset = 0; preset < PRESETS; preset++) {
            for (size_t i = 0; i < (table ? 2 : sizeof cases / sizeof *cases); i++) {
                char what[80];
                snprintf(what, sizeof what, "%s, %s, %s", table ? "crowd" : "example",
                         presets[preset], cases[i].name);
                bm_map *map = make(page.events, presets[preset], &cases[i].furniture);
                check(map, what);
                if (strcmp(cases[i].name, "nothing") == 0)
                    assert_int_equal(map->furniture.box_count, 0);
                bm_map_free(map);
            }
        }
        shipped_page_close(&page);
    }
    unlink("page.csv");
}

/* A legend beside the map ends where the map does, or where the key beside it goes on. */
static void no_corner_stays_blank(void **state)
{
    (void)state;
    static const bm_spot panels[] = {BM_SPOT_AUTO, BM_SPOT_NONE, BM_SPOT_RIGHT, BM_SPOT_BOTTOM};
    shipped_page page;
    shipped_write_crowd("corner.csv", 300);
    shipped_page_open(&page, &shipped_data, "corner.csv", 1600, 1200,
                      (bm_lonlat_box){23, 49.9, 32.5, 54.2});
    for (size_t preset = 0; preset < PRESETS; preset++) {
        for (size_t i = 0; i < sizeof panels / sizeof *panels; i++) {
            char what[80];
            snprintf(what, sizeof what, "%s, panel %d", presets[preset], (int)panels[i]);
            const bm_furniture_options furniture = {.panel = panels[i]};
            bm_map *map = make(page.events, presets[preset], &furniture);
            const bm_furniture *at = &map->furniture;
            check(map, what);
            if (at->legend_outside && at->legend.y0 >= map->frame.map.y1) {
                bm_px_box panel = at->panel;
                bool is_shared = is_there(panel) && panel.y0 < at->legend.y1 &&
                                 panel.y1 > at->legend.y0 && panel.x0 > at->legend.x1;
                double right = is_shared ? panel.x1 : at->legend.x1;
                if (right < map->frame.map.x1 - 2)
                    fail_msg("%s: the corner right of the legend is blank", what);
            }
            bm_map_free(map);
        }
    }
    shipped_page_close(&page);
    unlink("corner.csv");
}

static void small_pages_have_a_legend(void **state)
{
    (void)state;
    static const int sizes[][2] = {{800, 600}, {700, 500}, {640, 480}, {600, 400}};
    shipped_page page;
    shipped_page_open(&page, &shipped_data, EXAMPLE, 1600, 1200,
                      (bm_lonlat_box){23, 49.9, 32.5, 54.2});
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        bm_map_options options = {.width_px = sizes[i][0], .height_px = sizes[i][1]};
        bm_map *map = NULL;
        bm_error error = {0};
        if (bm_map_new(&shipped_data.basemap, page.events, shipped_data.style, &options, &map,
                       &error))
            fail_msg("%dx%d: %s", sizes[i][0], sizes[i][1], error.message);
        check(map, "a small page");
        assert_true(is_there(map->furniture.legend));
        bm_text_style type =
            bm_furniture_type(&map->furniture, &shipped_data.style->legend_text, map->measure);
        assert_true(bm_canvas_px(map->measure, type.size_pt) >= 11 && type.size_pt >= 6);
        bm_map_free(map);
    }
    bm_map_options options = {.width_px = 150, .height_px = 100};
    bm_map *map = NULL;
    assert_int_equal(
        bm_map_new(&shipped_data.basemap, page.events, shipped_data.style, &options, &map, NULL),
        BM_ERROR_ARGUMENT);
    shipped_page_close(&page);
}

static void pieces_go_where_they_are_sent(void **state)
{
    (void)state;
    shipped_page page;
    shipped_page_open(&page, &shipped_data, EXAMPLE, 1600, 1200,
                      (bm_lonlat_box){23, 49.9, 32.5, 54.2});
    for (bm_spot spot = BM_SPOT_TOP_LEFT; spot <= BM_SPOT_BOTTOM_RIGHT; spot++) {
        const bm_furniture_options furniture = {.scale_bar = spot, .legend = BM_SPOT_NONE};
        bm_map *map = make(page.events, "web", &furniture);
        bm_px_box box = map->furniture.scale_bar, frame = map->frame.map;
        bool is_left = spot == BM_SPOT_TOP_LEFT || spot == BM_SPOT_BOTTOM_LEFT;
        bool is_top = spot == BM_SPOT_TOP_LEFT || spot == BM_SPOT_TOP_RIGHT;
        assert_true(is_there(box));
        assert_true(is_left ? box.x0 - frame.x0 < 40 : frame.x1 - box.x1 < 40);
        assert_true(is_top ? box.y0 - frame.y0 < 40 : frame.y1 - box.y1 < 40);
        bm_map_free(map);
    }
    for (bm_spot spot = BM_SPOT_LEFT; spot <= BM_SPOT_BOTTOM; spot++) {
        const bm_furniture_options furniture = {.legend = spot};
        bm_map *map = make(page.events, "web", &furniture);
        bm_px_box box = map->furniture.legend, frame = map->frame.map;
        assert_true(map->furniture.legend_outside);
        assert_true(spot == BM_SPOT_LEFT    ? box.x1 <= frame.x0
                    : spot == BM_SPOT_RIGHT ? box.x0 >= frame.x1
                    : spot == BM_SPOT_TOP   ? box.y1 <= frame.y0
                                            : box.y0 >= frame.y1);
        bm_map_free(map);
    }
    shipped_page_close(&page);
}

static void north_is_shown_where_it_is_not_up(void **state)
{
    (void)state;
    static const struct {
        const char *projection;
        bool is_needed;
    } cases[] = {{NULL, false},
                 {"+proj=merc +ellps=WGS84", false},
                 {"+proj=laea +lat_0=52 +lon_0=10 +ellps=GRS80", true}};
    const bm_lonlat corners[] = {{25, 51}, {31, 53}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bm_projection *projection = NULL;
        bm_lonlat_box box = {25, 51, 31, 53};
        assert_int_equal(cases[i].projection
                             ? bm_projection_new(cases[i].projection, &projection, NULL)
                             : bm_projection_new_fitted(box, &projection, NULL),
                         BM_OK);
        bm_frame frame = {.page = {0, 0, 1600, 1200}, .map = {0, 0, 1600, 1200}, .dpi = 144};
        assert_int_equal(bm_frame_fit(&frame, projection, corners, 2, 0, 0, NULL), BM_OK);
        assert_int_equal(bm_north_is_needed(BM_NORTH_AUTO, &frame), cases[i].is_needed);
        assert_true(bm_north_is_needed(BM_NORTH_ALWAYS, &frame));
        assert_false(bm_north_is_needed(BM_NORTH_NONE, &frame));
        /* The arrow points where a step to the north leads. */
        bm_px at = {1500, 100};
        bm_lonlat here = bm_frame_to_lonlat(&frame, at);
        bm_px there = bm_frame_to_px(&frame, (bm_lonlat){here.lon, here.lat + 0.5});
        double angle = atan2(there.x - at.x, at.y - there.y) * 180 / acos(-1);
        assert_true(fabs(angle - bm_north_angle_deg(&frame, at)) < 0.5);
        bm_projection_free(projection);
    }
}

static void pages_have_the_size_that_was_asked_for(void **state)
{
    (void)state;
    bm_page page = {.width_mm = 210, .height_mm = 297, .dpi = 300};
    assert_int_equal(bm_page_resolve(&page, NULL), BM_OK);
    assert_int_equal(page.width_px, 2480);
    assert_int_equal(page.height_px, 3508);
    page = (bm_page){0};
    assert_int_equal(bm_page_resolve(&page, NULL), BM_OK);
    assert_int_equal(page.width_px, 1600);
    assert_int_equal(page.height_px, 1200);
    const bm_page wrong[] = {{.width_mm = 5000, .height_mm = 5000, .dpi = 1200},
                             {.width_px = 40000, .height_px = 100},
                             {.width_px = -5, .height_px = 100},
                             {.width_mm = NAN, .height_mm = 100},
                             {.width_mm = 100, .height_mm = -3},
                             {.dpi = 20},
                             {.dpi = NAN}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        page = wrong[i];
        assert_int_equal(bm_page_resolve(&page, NULL), BM_ERROR_ARGUMENT);
    }
    for (size_t i = 0; i < PRESETS; i++) {
        assert_int_equal(bm_page_preset(presets[i], &page, NULL), BM_OK);
        assert_int_equal(bm_page_resolve(&page, NULL), BM_OK);
    }
    bm_error error = {0};
    assert_int_equal(bm_page_preset("A5", &page, &error), BM_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "a4-landscape"));
}

static void credit_names_the_sources(void **state)
{
    (void)state;
    FILE *file = fopen("sources.csv", "w");
    assert_non_null(file);
    fputs("date,title,lon,lat,source\n", file);
    static const char *const sources[] = {
        "Beta", "https://www.example.org/a?b", "Alpha", "https://example.org/c", "Alpha", "Alpha",
        "Gamma"};
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        fprintf(file, "2022-03-0%zu,Title,26.8,51.9,%s\n", i + 1, sources[i]);
    assert_int_equal(fclose(file), 0);
    shipped_page page;
    shipped_page_open(&page, &shipped_data, "sources.csv", 1600, 1200,
                      (bm_lonlat_box){25, 51, 30, 53});
    unlink("sources.csv");
    for (int hidden = 0; hidden < 2; hidden++) {
        const bm_furniture_options furniture = {.no_sources = hidden};
        bm_map *map = make(page.events, "web", &furniture);
        bool is_named =
            strstr(map->credit, "Sources of the events: Alpha, example.org, Beta and 1 more") !=
            NULL;
        assert_int_equal(is_named, !hidden);
        bm_map_free(map);
    }
    shipped_page_close(&page);
}

static void logos_are_checked_before_they_are_read(void **state)
{
    (void)state;
    static const char huge[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\0\0\0\1\0\0\10\2\0\0\0....";
    static const char damaged[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\5\0\0\0\5\10\2\0\0\0....";
    const struct {
        const char *bytes;
        size_t size;
        bm_status status;
    } files[] = {{"", 0, BM_ERROR_FORMAT},
                 {"GIF89a.......................", 29, BM_ERROR_FORMAT},
                 {huge, sizeof huge, BM_ERROR_LIMIT},
                 {damaged, sizeof damaged, BM_ERROR_FORMAT}};
    bm_logo *logo = NULL;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        FILE *file = fopen("logo.png", "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(files[i].bytes, 1, files[i].size, file), files[i].size);
        assert_int_equal(fclose(file), 0);
        assert_int_equal(bm_logo_open("logo.png", &logo, NULL), files[i].status);
        assert_null(logo);
    }
    unlink("logo.png");
    assert_int_equal(bm_logo_open("logo.png", &logo, NULL), BM_ERROR_IO);
    assert_int_equal(bm_logo_open(".", &logo, NULL), BM_ERROR_IO);
}

enum { NUMBERS_MAX = 1000 };

/* Which numbers the groups with this id have in an SVG. */
static size_t read_numbers(const char *svg, const char *id, unsigned char seen[NUMBERS_MAX])
{
    static const char attribute[] = " data-number=\"";
    size_t count = 0;
    memset(seen, 0, NUMBERS_MAX);
    for (const char *at = svg; (at = strstr(at, attribute)) != NULL; at++) {
        const char *group = at;
        while (*group != '<')
            group--;
        if (strncmp(group, id, strlen(id)) != 0)
            continue;
        unsigned long number = strtoul(at + strlen(attribute), NULL, 10);
        assert_in_range(number, 1, NUMBERS_MAX - 1);
        assert_int_equal(seen[number], 0);
        seen[number] = 1;
        count++;
    }
    return count;
}

/* The numbers of the map are those of its key. */
static size_t check_numbers(bm_map *map, const bm_interval *window)
{
    unsigned char on_map[NUMBERS_MAX], in_key[NUMBERS_MAX];
    size_t size, count;
    bm_sink *sink = NULL;
    assert_int_equal(bm_sink_open_memory(&sink, NULL), BM_OK);
    assert_int_equal(bm_map_write(map, window, BM_MAP_SVG, sink, NULL, NULL), BM_OK);
    bm_sink_write(sink, "", 1);
    assert_int_equal(bm_sink_commit(sink, NULL), BM_OK);
    const char *svg = bm_sink_memory(sink, &size);
    count = read_numbers(svg, "<g id=\"label-", on_map);
    assert_int_equal(read_numbers(svg, "<g id=\"key-row", in_key), count);
    assert_memory_equal(on_map, in_key, sizeof on_map);
    for (size_t i = 1; i <= count && !window; i++)
        assert_int_equal(on_map[i], 1);
    bm_sink_free(sink);
    return count;
}

static void a_number_has_its_row_and_a_row_its_number(void **state)
{
    (void)state;
    static const size_t sizes[] = {15, 60, 300};
    static const bm_spot spots[] = {BM_SPOT_AUTO, BM_SPOT_RIGHT, BM_SPOT_BOTTOM};
    size_t numbers = 0, in_windows = 0;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        shipped_page page;
        bm_interval window;
        shipped_write_crowd("numbers.csv", sizes[i]);
        shipped_page_open(&page, &shipped_data, "numbers.csv", 800, 600,
                          (bm_lonlat_box){23, 49.9, 32.5, 54.2});
        unlink("numbers.csv");
        assert_true(bm_events_span(page.events, &window));
        window.end_s = window.start_s + (window.end_s - window.start_s) / 3;
        for (size_t k = 0; k < PRESETS; k++) {
            bm_furniture_options furniture = {.panel = spots[(i + k) % 3]};
            bm_map *map = make(page.events, presets[k], &furniture);
            numbers += check_numbers(map, NULL);
            in_windows += check_numbers(map, &window);
            bm_map_free(map);
        }
        shipped_page_close(&page);
    }
    assert_true(numbers > 30 && in_windows > 10);
}

static void a_panel_leaves_the_map_most_of_the_page(void **state)
{
    (void)state;
    static const struct {
        int width, height;
        bm_spot legend, panel;
        double share;
    } pages[] = {{1600, 1200, BM_SPOT_RIGHT, BM_SPOT_BOTTOM, 0.4},
                 {1600, 1200, BM_SPOT_AUTO, BM_SPOT_RIGHT, 0.4},
                 {1920, 1080, BM_SPOT_AUTO, BM_SPOT_BOTTOM, 0.4},
                 {1000, 1000, BM_SPOT_AUTO, BM_SPOT_RIGHT, 0.36},
                 {800, 600, BM_SPOT_AUTO, BM_SPOT_BOTTOM, 0.25}};
    static const size_t sizes[] = {15, 60};
    for (size_t table = 0; table < 2; table++) {
        shipped_page page;
        shipped_write_crowd("panel.csv", sizes[table]);
        shipped_page_open(&page, &shipped_data, "panel.csv", 800, 600,
                          (bm_lonlat_box){23, 49.9, 32.5, 54.2});
        unlink("panel.csv");
        for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
            bm_map *map = NULL;
            bm_map_options options = {
                .width_px = pages[i].width,
                .height_px = pages[i].height,
                .dpi = 144,
                .furniture = {.legend = pages[i].legend, .panel = pages[i].panel}};
            assert_int_equal(bm_map_new(&shipped_data.basemap, page.events, shipped_data.style,
                                        &options, &map, NULL),
                             BM_OK);
            check(map, "panel");
            bm_px_box box = map->frame.map;
            double share =
                (box.x1 - box.x0) * (box.y1 - box.y0) / ((double)pages[i].width * pages[i].height);
            if (share < pages[i].share - 0.005)
                fail_msg("%dx%d: the map has %.2f of the page", pages[i].width, pages[i].height,
                         share);
            // Nothing is blank beside a panel below the map.
            bm_px_box panel = map->furniture.panel, legend = map->furniture.legend;
            if (is_there(panel) && map->furniture.legend_outside && panel.y0 >= box.y1 &&
                legend.y1 <= box.y1 && legend.x0 >= box.x1)
                assert_true(panel.x1 >= legend.x1 - 1);
            bm_map_free(map);
        }
        shipped_page_close(&page);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_piece_lies_on_another),
        cmocka_unit_test(a_number_has_its_row_and_a_row_its_number),
        cmocka_unit_test(a_panel_leaves_the_map_most_of_the_page),
        cmocka_unit_test(no_corner_stays_blank),
        cmocka_unit_test(small_pages_have_a_legend),
        cmocka_unit_test(pieces_go_where_they_are_sent),
        cmocka_unit_test(north_is_shown_where_it_is_not_up),
        cmocka_unit_test(pages_have_the_size_that_was_asked_for),
        cmocka_unit_test(credit_names_the_sources),
        cmocka_unit_test(logos_are_checked_before_they_are_read),
    };
    return cmocka_run_group_tests(tests, shipped_set_up, shipped_tear_down);
}
