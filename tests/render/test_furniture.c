/* Title, legend, scale bar and credit: where they are, what they say, how long the bar is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <bordermap/geodesic.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "render/canvas/wrap.h"
#include "render/furniture/furniture.h"
#include "render/furniture/parts.h"
#include "render/map/text.h"
#include "render/placement/placement.h"
#include "shipped.h"

#define EXAMPLE BM_TEST_SOURCE_DIR "/examples/border-incidents.csv"

static const bm_lonlat_box region = {23, 49.9, 32.5, 54.2};
static const bm_furniture_content content = {
    .title = "A title",
    .subtitle = "A subtitle",
    .credit = "Boundaries: somebody (a licence) · places: somebody else (another licence)",
    .disclaimer = "Boundaries and names do not imply endorsement.",
    .country_names = {"Belarus", "Ukraine"},
    .has_own_subtitle = true};

static bm_legend legend_of(const bm_furniture_content *texts, const bm_marks *marks)
{
    bm_legend legend = {0};
    bm_legend_add_events(&legend, texts, marks, marks);
    bm_legend_add_border(&legend, texts);
    return legend;
}

static bm_furniture_job job_of(const bm_furniture_content *texts, const bm_legend *legend,
                               const shipped_page *page)
{
    return (bm_furniture_job){.content = texts,
                              .legend = legend,
                              .style = shipped_data.style,
                              .frame = &page->frame,
                              .marks = page->marks,
                              .border = shipped_data.border,
                              .canvas = page->canvas};
}

static bool is_within(bm_px_box inner, bm_px_box outer)
{
    return inner.x0 >= outer.x0 && inner.y0 >= outer.y0 && inner.x1 <= outer.x1 &&
           inner.y1 <= outer.y1;
}

static void everything_has_its_place(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1600, 1200}, {800, 600}, {600, 900}, {4000, 3000}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        shipped_page page;
        shipped_page_open(&page, &shipped_data, EXAMPLE, sizes[i][0], sizes[i][1], region);
        bm_furniture furniture;
        bm_px_box map =
            bm_furniture_measure(&furniture, &content, shipped_data.style, page.canvas, false);
        assert_true(is_within(map, page.frame.page));
        assert_true(map.y1 - map.y0 > sizes[i][1] * 0.5);
        assert_true(furniture.header.y1 <= map.y0 && furniture.footer.y0 >= map.y1);

        bm_legend legend = legend_of(&content, page.marks);
        bm_furniture_job job = job_of(&content, &legend, &page);
        bm_furniture_place(&furniture, &job);
        assert_true(is_within(furniture.legend, page.frame.map));
        assert_true(is_within(furniture.scale_bar, page.frame.map));
        assert_false(bm_px_box_overlaps(furniture.legend, furniture.scale_bar));
        assert_int_equal(furniture.box_count, 2);
        bm_furniture_draw(&furniture, &job, page.canvas);
        assert_int_equal(bm_canvas_status(page.canvas, NULL), BM_OK);
        shipped_page_close(&page);
    }
}

static void legend_avoids_marks_or_leaves_the_map(void **state)
{
    (void)state;
    shipped_page page;
    shipped_write_crowd("furniture.csv", 800);
    shipped_page_open(&page, &shipped_data, "furniture.csv", 1600, 1200,
                      (bm_lonlat_box){25, 51, 30, 52.8});
    bm_furniture furniture;
    bm_furniture_measure(&furniture, &content, shipped_data.style, page.canvas, false);
    bm_legend legend = legend_of(&content, page.marks);
    bm_furniture_job job = job_of(&content, &legend, &page);
    bm_furniture_place(&furniture, &job);
    assert_true(furniture.legend_in_the_way);
    bm_px_box left = bm_furniture_make_room(&furniture, &job, page.frame.map);
    assert_true(furniture.legend_outside);
    assert_true(is_within(left, page.frame.map));
    assert_true(is_within(furniture.legend, page.frame.map));
    assert_false(bm_px_box_overlaps(left, furniture.legend));
    shipped_page_close(&page);
    unlink("furniture.csv");

    shipped_page_open(&page, &shipped_data, EXAMPLE, 1600, 1200, region);
    bm_furniture_measure(&furniture, &content, shipped_data.style, page.canvas, false);
    legend = legend_of(&content, page.marks);
    job = job_of(&content, &legend, &page);
    bm_furniture_place(&furniture, &job);
    assert_false(furniture.legend_in_the_way);
    for (size_t i = 0; i < page.marks->count; i++) {
        bm_px at = page.marks->items[i].center;
        bm_px_box box = furniture.legend;
        assert_false(at.x > box.x0 && at.x < box.x1 && at.y > box.y0 && at.y < box.y1);
    }
    /* Nor does it touch the border. */
    const bm_feature *line = bm_border_line(shipped_data.border);
    double clear = bm_frame_px(&page.frame, 9.5);
    for (size_t i = 0; i < line->point_count; i++) {
        bm_px at = bm_frame_to_px(&page.frame, line->points[i]);
        bm_px_box box = furniture.legend;
        assert_false(at.x > box.x0 - clear && at.x < box.x1 + clear && at.y > box.y0 &&
                     at.y < box.y1);
        assert_false(at.x > box.x0 && at.x < box.x1 && at.y > box.y0 - clear &&
                     at.y < box.y1 + clear);
    }
    shipped_page_close(&page);
}

/* The texts of an SVG, one a line. */
static char *draw_as_svg(const shipped_page *page, const bm_furniture_content *texts)
{
    bm_canvas *canvas = NULL;
    bm_sink *sink = NULL;
    bm_error error = {0};
    const bm_canvas_info info = {.title = "t", .description = "d"};
    bm_furniture furniture;
    assert_int_equal(bm_canvas_new(BM_MAP_SVG, 1600, 1200, 144, &info, &canvas, &error), BM_OK);
    bm_furniture_measure(&furniture, texts, shipped_data.style, canvas, false);
    bm_legend legend = legend_of(texts, page->marks);
    bm_furniture_job job = job_of(texts, &legend, page);
    job.canvas = canvas;
    bm_furniture_place(&furniture, &job);
    bm_furniture_draw(&furniture, &job, canvas);
    assert_int_equal(bm_sink_open_memory(&sink, &error), BM_OK);
    assert_int_equal(bm_canvas_finish(canvas, sink, &error), BM_OK);
    assert_int_equal(bm_sink_commit(sink, &error), BM_OK);
    size_t size;
    const void *bytes = bm_sink_memory(sink, &size);
    char *text = calloc(size + 1, 1);
    assert_non_null(text);
    memcpy(text, bytes, size);
    bm_sink_free(sink);
    bm_canvas_free(canvas);
    return text;
}

static void assert_says(const char *svg, const char *words, bool wanted)
{
    if ((strstr(svg, words) != NULL) != wanted)
        fail_msg("'%s' is %s", words, wanted ? "missing" : "there");
}

static void legend_says_what_is_drawn(void **state)
{
    (void)state;
    FILE *file = fopen("legend.csv", "w");
    assert_non_null(file);
    fputs("date,category,claim,title,lon,lat\n"
          "2022-03-01,strike,claimed,One,26.8,51.9\n"
          "2022-03-02,strike,claimed,Two,28.8,52.9\n"
          "2022-03-03,strike,confirmed,Three,30.8,52.4\n"
          "2022-03-04,border,confirmed,Four,29.8,51.1\n"
          "2022-03-05,border,confirmed,Far,2.3,48.8\n",
          file);
    assert_int_equal(fclose(file), 0);
    shipped_page page;
    shipped_page_open(&page, &shipped_data, "legend.csv", 1600, 1200, region);
    unlink("legend.csv");
    size_t total = 0;
    for (size_t i = 0; i < page.marks->entry_count; i++)
        total += page.marks->entries[i].count;
    assert_int_equal(total, 4);

    bm_furniture_content texts = content;
    char *svg = draw_as_svg(&page, &texts);
    assert_says(svg, ">4 events<", true);
    assert_says(svg, ">Strike or shelling<", true);
    assert_says(svg, ">3<", true);
    assert_says(svg, ">Claimed by a party, not verified<", true);
    assert_says(svg, ">Belarus–Ukraine border<", true);
    assert_says(svg, "Assessed", false);
    assert_says(svg, "Number of events", false);
    assert_says(svg, "Somewhere ", false);
    assert_says(svg, "Border crossing", false);
    assert_says(svg, "1 event lies outside this map.", true);
    assert_says(svg, "A title", true);
    assert_says(svg, "do not imply endorsement", true);
    free(svg);

    texts.legend = texts.scale_bar = BM_SPOT_NONE;
    texts.disclaimer = "";
    svg = draw_as_svg(&page, &texts);
    assert_says(svg, "events<", false);
    assert_says(svg, " km<", false);
    assert_says(svg, "endorsement", false);
    free(svg);
    shipped_page_close(&page);
}

static void legend_tells_circles_from_signs(void **state)
{
    (void)state;
    shipped_page page;
    shipped_page_open(&page, &shipped_data, EXAMPLE, 1600, 1200, region);
    assert_true(page.marks->area_count > 0);
    for (size_t kinds = 0; kinds < 4; kinds++) {
        size_t at = 0;
        for (size_t i = 0; i < page.marks->count; i++) {
            bm_mark *mark = &page.marks->items[i];
            bool sign = at++ % 2 == 0;
            mark->area_radius_px = kinds & (sign ? 1 : 2) ? 40 : 0;
            mark->area_is_bounded = sign;
        }
        char *svg = draw_as_svg(&page, &content);
        assert_says(svg, "Somewhere in the area named", kinds & 1);
        assert_says(svg, "Somewhere within this circle", kinds & 2);
        free(svg);
    }
    shipped_page_close(&page);
}

static void own_subtitle_hides_no_event(void **state)
{
    (void)state;
    FILE *file = fopen("subtitle.csv", "w");
    assert_non_null(file);
    fputs("date,category,title,lon,lat\n2022-03-01,strike,One,26.8,51.9\n"
          "2022-03-05,border,Far,2.3,48.8\n",
          file);
    assert_int_equal(fclose(file), 0);
    shipped_page page;
    shipped_page_open(&page, &shipped_data, "subtitle.csv", 900, 675, region);
    unlink("subtitle.csv");
    for (int own = 0; own < 2; own++) {
        const bm_map_options options = {
            .width_px = 900,
            .height_px = 675,
            .dpi = 96,
            .furniture = {.subtitle = own ? "Words of the desk" : NULL}};
        bm_map *map = NULL;
        bm_sink *sink = NULL;
        size_t size;
        assert_int_equal(bm_map_new(&shipped_data.basemap, page.events, shipped_data.style,
                                    &options, &map, NULL),
                         BM_OK);
        assert_int_equal(bm_sink_open_memory(&sink, NULL), BM_OK);
        assert_int_equal(bm_map_write(map, NULL, BM_MAP_SVG, sink, NULL, NULL), BM_OK);
        assert_int_equal(bm_sink_commit(sink, NULL), BM_OK);
        const char *svg = bm_sink_memory(sink, &size);
        assert_says(svg, "1 more outside this map", !own);
        assert_says(svg, "Words of the desk", own);
        assert_says(svg, "1 event lies outside this map.", own);
        bm_sink_free(sink);
        bm_map_free(map);
    }
    shipped_page_close(&page);
}

static void scale_bar_is_right_at_every_latitude(void **state)
{
    (void)state;
    static const double latitudes[] = {-40, 1, 30, 52, 70};
    static const double sides[] = {0.02, 0.5, 8};
    for (size_t i = 0; i < 5; i++) {
        for (size_t j = 0; j < 3; j++) {
            bm_lonlat_box box = {20, latitudes[i], 20 + sides[j] * 1.5, latitudes[i] + sides[j]};
            bm_projection *projection = NULL;
            assert_int_equal(bm_projection_new_fitted(box, &projection, NULL), BM_OK);
            bm_frame frame = {.page = {0, 0, 1600, 1200}, .map = {0, 0, 1600, 1200}, .dpi = 144};
            const bm_lonlat corners[] = {{box.west, box.south}, {box.east, box.north}};
            assert_int_equal(bm_frame_fit(&frame, projection, corners, 2, 0, 0, NULL), BM_OK);
            bm_px start = {80, 1150};
            assert_true(bm_scale_is_even(&frame));
            bm_scale_bar bar = bm_scale_bar_fit(&frame, start, 250);
            assert_true(bar.length_px > 90 && bar.length_px <= 250.5);
            double metres = bm_geodesic_distance_m(
                bm_frame_to_lonlat(&frame, start),
                bm_frame_to_lonlat(&frame, (bm_px){start.x + bar.length_px, start.y}));
            assert_true(fabs(metres / bar.length_m - 1) < 0.001);
            double digits = bar.length_m / pow(10, floor(log10(bar.length_m) + 1e-9));
            assert_true(fabs(digits - 1) < 1e-9 || fabs(digits - 2) < 1e-9 ||
                        fabs(digits - 5) < 1e-9);
            bm_projection_free(projection);
        }
    }
    // On a map of the world no bar is right, and at its corners there is no world.
    const bm_lonlat_box worlds[] = {
        {-180, -80, 180, 80}, {-180, -90, 180, 90}, {-60, -70, 100, 80}};
    for (size_t i = 0; i < 2; i++) {
        bm_projection *projection = NULL;
        assert_int_equal(bm_projection_new_fitted(worlds[i], &projection, NULL), BM_OK);
        bm_frame frame = {.page = {0, 0, 1600, 1200}, .map = {0, 0, 1600, 1200}, .dpi = 144};
        const bm_lonlat corners[] = {{worlds[i].west, 0}, {worlds[i].east, 0}};
        assert_int_equal(bm_frame_fit(&frame, projection, corners, 2, 0, 0, NULL), BM_OK);
        assert_false(bm_scale_is_even(&frame));
        bm_projection_free(projection);
    }
    char text[32];
    bm_scale_bar_format(500, text);
    assert_string_equal(text, "500 m");
    bm_scale_bar_format(20000, text);
    assert_string_equal(text, "20 km");
}

static void numbers_have_one_form(void **state)
{
    (void)state;
    char text[BM_MAP_COUNT_SIZE];
    bm_map_format_count(0, text);
    assert_string_equal(text, "0");
    bm_map_format_count(999, text);
    assert_string_equal(text, "999");
    bm_map_format_count(1585, text);
    assert_string_equal(text, "1,585");
    bm_map_format_count(1234567, text);
    assert_string_equal(text, "1,234,567");
}

static void statements_are_kept_together(void **state)
{
    (void)state;
    shipped_page page;
    shipped_page_open(&page, &shipped_data, EXAMPLE, 800, 600, region);
    const bm_text_style *style = &shipped_data.style->credit;
    bm_strbuf kept = {0};
    bm_furniture_keep_together(page.canvas, style, "one two · 3 more · 47.2° N", 600, &kept);
    assert_string_equal(bm_strbuf_text(&kept), "one\u00a0two\u00a0· 3\u00a0more\u00a0· "
                                               "47.2°\u00a0N");
    bm_strbuf_clear(&kept);
    // One that is too long for that ends where it must; a degree keeps its side of the world.
    bm_furniture_keep_together(page.canvas, style, "one two · 47.2° N", 8, &kept);
    assert_string_equal(bm_strbuf_text(&kept), "one two\u00a0· 47.2°\u00a0N");
    bm_strbuf_finish(&kept);
    shipped_page_close(&page);
}

static void long_texts_are_wrapped_and_not_cut(void **state)
{
    (void)state;
    shipped_page page;
    shipped_page_open(&page, &shipped_data, EXAMPLE, 800, 600, region);
    char title[700] = "";
    for (int i = 0; i < 30; i++)
        strcat(title, "Long words of a title ");
    bm_furniture_content texts = content;
    texts.title = title;
    bm_furniture furniture;
    bm_px_box map =
        bm_furniture_measure(&furniture, &texts, shipped_data.style, page.canvas, false);
    assert_true(map.y1 - map.y0 > 300);

    const bm_text_style *style = &shipped_data.style->title;
    const char *rest = title;
    size_t seen = 0;
    while (*rest) {
        size_t next;
        size_t length = bm_wrap_line(page.canvas, style, rest, 500, &next);
        char line[BM_WRAP_LINE_SIZE];
        bm_wrap_copy(rest, length, line);
        assert_true(bm_canvas_measure(page.canvas, style, line).width <= 500);
        assert_true(next > 0);
        seen += next;
        rest += next;
    }
    assert_int_equal(seen, strlen(title));
    size_t next;
    assert_int_equal(bm_wrap_line(page.canvas, style, "", 500, &next), 0);
    assert_true(bm_wrap_line(page.canvas, style, "Donaudampfschiffahrt", 30, &next) > 0);
    assert_true(bm_wrap_balance(page.canvas, style, title, 500) <= 500);
    shipped_page_close(&page);
}

/* Somebody's claim is not to be read as a fact for want of room. */
static void the_end_that_must_be_read_is_not_cut(void **state)
{
    (void)state;
    static const bm_canvas_info info = {.title = "t"};
    bm_canvas *canvas = NULL;
    bm_sink *sink = NULL;
    size_t size;
    assert_int_equal(bm_canvas_new(BM_MAP_SVG, 800, 600, 144, &info, &canvas, NULL), BM_OK);
    assert_int_equal(bm_furniture_lines(canvas, &shipped_data.style->legend_text,
                                        "11 Mar 2022 · Aircraft fire at a village (claimed)",
                                        " (claimed)", (bm_px){10, 50}, 260, 1, 20, true),
                     1);
    assert_int_equal(bm_sink_open_memory(&sink, NULL), BM_OK);
    assert_int_equal(bm_canvas_finish(canvas, sink, NULL), BM_OK);
    bm_sink_write(sink, "", 1);
    assert_int_equal(bm_sink_commit(sink, NULL), BM_OK);
    assert_non_null(strstr(bm_sink_memory(sink, &size), "… (claimed)</text>"));
    bm_sink_free(sink);
    bm_canvas_free(canvas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_has_its_place),
        cmocka_unit_test(legend_avoids_marks_or_leaves_the_map),
        cmocka_unit_test(legend_says_what_is_drawn),
        cmocka_unit_test(legend_tells_circles_from_signs),
        cmocka_unit_test(own_subtitle_hides_no_event),
        cmocka_unit_test(scale_bar_is_right_at_every_latitude),
        cmocka_unit_test(numbers_have_one_form),
        cmocka_unit_test(statements_are_kept_together),
        cmocka_unit_test(long_texts_are_wrapped_and_not_cut),
        cmocka_unit_test(the_end_that_must_be_read_is_not_cut),
    };
    return cmocka_run_group_tests(tests, shipped_set_up, shipped_tear_down);
}
