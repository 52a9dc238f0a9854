/* What lies under the events: edges that are drawn once, tints that meet. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "render/ground/parts.h"
#include "shipped.h"

static const bm_lonlat_box dnieper = {30.4, 51.2, 31.0, 51.6};
static const bm_lonlat_box bug = {23.3, 51.3, 23.8, 51.7};

static bool has_edge(const bm_edges *edges, bm_lonlat a, bm_lonlat b)
{
    return bm_edges_marks(edges, bm_edges_between(bm_edges_vertex(a), bm_edges_vertex(b))) != 0;
}

static void an_edge_is_the_same_both_ways(void **state)
{
    (void)state;
    bm_edges edges = {0};
    bm_lonlat a = {30, 50}, b = {31, 50}, c = {31, 51};
    assert_false(has_edge(&edges, a, b));
    assert_true(bm_edges_add(&edges, a, b));
    assert_false(bm_edges_add(&edges, b, a));
    assert_true(has_edge(&edges, b, a));
    assert_true(bm_edges_add(&edges, b, c));
    for (int i = 0; i < 10000; i++)
        assert_true(bm_edges_add(&edges, (bm_lonlat){i * 1e-3, 10}, (bm_lonlat){i * 1e-3, 11}));
    assert_int_equal(edges.count, 10002);
    assert_true(has_edge(&edges, b, c));
    bm_edges_finish(&edges);
}

/* The border is found from both sides, and nothing far from it. */
static void outlines_are_found_near_by(void **state)
{
    (void)state;
    shipped_page page;
    bm_base *base = NULL;
    shipped_page_open(&page, &shipped_data, BM_TEST_FIXTURES "/no-events.csv", 800, 600, dnieper);
    assert_int_equal(bm_base_new(&shipped_data.basemap, NULL, &page.frame, &base, NULL), BM_OK);
    const bm_feature *line = &base->border_line;
    size_t seen = 0;
    for (size_t i = 0; i < line->point_count; i++) {
        bm_px at = bm_frame_to_px(&page.frame, line->points[i]);
        if (at.x < page.frame.map.x0 || at.x > page.frame.map.x1 || at.y < page.frame.map.y0 ||
            at.y > page.frame.map.y1)
            continue;
        seen++;
        assert_true(bm_base_is_near_outline(base, at, 3));
        assert_true(bm_base_is_near_outline(base, (bm_px){at.x + 8, at.y}, 9));
    }
    assert_true(seen > 0);
    assert_false(bm_base_is_near_outline(base, (bm_px){-2000, -2000}, 50));
    bm_base_free(base);
    shipped_page_close(&page);
}

/* Pixels of border that are drawn in a box, by way. */
static double way_within(const bm_feature *line, const bm_frame *frame, bm_lonlat_box box)
{
    double way = 0;
    for (size_t i = 1; i < line->point_count; i++) {
        bm_px a = bm_frame_to_px(frame, line->points[i - 1]);
        bm_px b = bm_frame_to_px(frame, line->points[i]);
        if (bm_lonlat_box_contains(box, line->points[i]))
            way += hypot(a.x - b.x, a.y - b.y);
    }
    return way;
}

/* Where the Dnipro winds in bends of 300 m: left out where a pen is as wide, else not. */
static void bends_narrower_than_the_pen_are_left_out(void **state)
{
    (void)state;
    const bm_lonlat_box knot = {30.588, 51.299, 30.625, 51.311};
    const bm_feature *whole = bm_border_line(shipped_data.basemap.border);
    const bm_lonlat_box boxes[] = {{30.0, 51.0, 31.2, 51.8}, {30.59, 51.296, 30.63, 51.312}};
    double shares[2];
    for (int i = 0; i < 2; i++) {
        shipped_page page;
        bm_base *base = NULL;
        shipped_page_open(&page, &shipped_data, BM_TEST_FIXTURES "/no-events.csv", 1600, 1200,
                          boxes[i]);
        assert_int_equal(bm_base_new(&shipped_data.basemap, NULL, &page.frame, &base, NULL), BM_OK);
        const bm_feature *drawn = &base->border_line;
        /* Vertices of the border in their order, with both ends. */
        size_t at = 0;
        for (size_t k = 0; k < drawn->point_count; k++, at++)
            while (memcmp(&whole->points[at], &drawn->points[k], sizeof *drawn->points) != 0)
                assert_true(++at < whole->point_count);
        assert_int_equal(at, whole->point_count);
        assert_int_equal(drawn->part_count, 1);
        assert_int_equal(drawn->part_start[1], drawn->point_count);
        shares[i] = way_within(drawn, &page.frame, knot) / way_within(whole, &page.frame, knot);
        bm_base_free(base);
        shipped_page_close(&page);
    }
    assert_true(shares[0] < 0.6);
    assert_true(shares[1] > 0.95);
}

static bool is_color(const unsigned char *pixel, bm_color color)
{
    /* Canvas pixels are blue, green, red. */
    return pixel[2] == (int)(color.red * 255 + 0.5) && pixel[1] == (int)(color.green * 255 + 0.5) &&
           pixel[0] == (int)(color.blue * 255 + 0.5);
}

/* The pixels of a map with these colours alone. */
static size_t count_pixels(bm_lonlat_box box, const bm_style *style, bm_color color)
{
    shipped_page page;
    bm_base *base = NULL;
    shipped_page_open(&page, &shipped_data, BM_TEST_FIXTURES "/no-events.csv", 800, 600, box);
    assert_int_equal(bm_base_new(&shipped_data.basemap, NULL, &page.frame, &base, NULL), BM_OK);
    bm_base_draw(base, style, page.canvas);
    bm_canvas_paint_noted(page.canvas);
    cairo_surface_t *surface = cairo_get_target(bm_canvas_cairo(page.canvas));
    cairo_surface_flush(surface);
    const unsigned char *pixels = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    size_t count = 0;
    for (int y = 0; y < 600; y++)
        for (int x = 0; x < 800; x++)
            count += is_color(pixels + (size_t)y * (size_t)stride + 4 * (size_t)x, color);
    bm_base_free(base);
    shipped_page_close(&page);
    return count;
}

/* A style without lines, so that nothing covers a gap. */
static bm_style without_lines(void)
{
    bm_style style = *shipped_data.style;
    style.country_line.width_pt = style.coast_line.width_pt = style.oblast_line.width_pt = 0;
    style.border_line.width_pt = style.border_casing.width_pt = style.lake_line.width_pt = 0;
    style.background = (bm_color){1, 0, 1, 1};
    return style;
}

static void nothing_shows_between_the_countries(void **state)
{
    (void)state;
    bm_style style = without_lines();
    assert_int_equal(count_pixels(dnieper, &style, style.background), 0);
    /* Where Poland comes in, at most the grains of a triple point. */
    assert_true(count_pixels(bug, &style, style.background) < 60);
    assert_true(count_pixels(bug, &style, style.land) > 100000);
}

/* The sea is still there. */
static void a_coast_is_no_gap(void **state)
{
    (void)state;
    bm_style style = without_lines();
    const bm_lonlat_box crimea = {32, 44, 36, 46.5};
    assert_true(count_pixels(crimea, &style, style.background) > 100000);
}

static void degrees_are_written_as_on_maps(void **state)
{
    (void)state;
    static const struct {
        double deg;
        bool is_parallel;
        const char *text;
    } cases[] = {{51.5, true, "51°30′ N"}, {-0.25, false, "0°15′ W"},
                 {30, false, "30° E"},     {0, true, "0°"},
                 {-33, true, "33° S"},     {29.999999999, false, "30° E"}};
    char text[BM_GROUND_GRID_TEXT_SIZE];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bm_ground_format_degrees(cases[i].deg, cases[i].is_parallel, text);
        assert_string_equal(text, cases[i].text);
    }
}

/* Labels of a graticule are on the map, apart from each other and from what is taken. */
static void labels_of_the_graticule_are_free(void **state)
{
    (void)state;
    shipped_page page;
    bm_base *base = NULL;
    const bm_ground_options options = {.graticule_deg = BM_GRATICULE_AUTO};
    const bm_px_box taken[] = {{20, 80, 300, 400}};
    shipped_page_open(&page, &shipped_data, BM_TEST_FIXTURES "/no-events.csv", 800, 600, dnieper);
    assert_int_equal(bm_base_new(&shipped_data.basemap, &options, &page.frame, &base, NULL), BM_OK);
    assert_true(bm_base_place_labels(base, shipped_data.style, taken, 1, page.canvas));
    size_t count;
    const bm_px_box *boxes = bm_base_label_boxes(base, &count);
    assert_in_range(count, 4, 20);
    for (size_t i = 0; i < count; i++) {
        assert_true(boxes[i].x0 >= page.frame.map.x0 && boxes[i].x1 <= page.frame.map.x1);
        assert_true(boxes[i].y0 >= page.frame.map.y0 && boxes[i].y1 <= page.frame.map.y1);
        assert_false(boxes[i].x0 < taken[0].x1 && boxes[i].y0 < taken[0].y1);
        for (size_t k = 0; k < i; k++)
            assert_false(boxes[i].x0 < boxes[k].x1 && boxes[k].x0 < boxes[i].x1 &&
                         boxes[i].y0 < boxes[k].y1 && boxes[k].y0 < boxes[i].y1);
    }
    bm_base_free(base);
    shipped_page_close(&page);
}

/* Where furniture covers both sides of the map, a label stands past it. */
static void a_label_goes_past_what_covers_the_sides(void **state)
{
    (void)state;
    shipped_page page;
    bm_base *base = NULL;
    const bm_ground_options options = {.graticule_deg = BM_GRATICULE_AUTO};
    shipped_page_open(&page, &shipped_data, BM_TEST_FIXTURES "/no-events.csv", 800, 600, dnieper);
    bm_px_box map = page.frame.map;
    const bm_px_box taken[] = {{map.x0, map.y0, map.x1, map.y0 + 60},
                               {map.x0, map.y1 - 60, map.x1, map.y1}};
    assert_int_equal(bm_base_new(&shipped_data.basemap, &options, &page.frame, &base, NULL), BM_OK);
    assert_true(bm_base_place_labels(base, shipped_data.style, taken, 2, page.canvas));
    size_t count, meridians = 0, labels = 0;
    const bm_px_box *boxes = bm_base_label_boxes(base, &count);
    for (size_t i = 0; i < base->grid_count; i++)
        meridians += !base->grid[i].is_parallel;
    for (size_t i = 0; i < count; i++) {
        assert_true(boxes[i].y0 >= taken[0].y1 && boxes[i].y1 <= taken[1].y0);
        labels += strchr(base->grid_labels[i].text, 'E') != NULL;
    }
    assert_true(meridians >= 2);
    assert_int_equal(labels, meridians);
    bm_base_free(base);
    shipped_page_close(&page);
}

/* However fine, a graticule has an end. */
static void a_fine_graticule_has_an_end(void **state)
{
    (void)state;
    shipped_page page;
    bm_base *base = NULL;
    const bm_ground_options options = {.graticule_deg = 1.0 / 60};
    shipped_page_open(&page, &shipped_data, BM_TEST_FIXTURES "/no-events.csv", 800, 600,
                      (bm_lonlat_box){20, 43, 42, 58});
    bm_error error = {0};
    assert_int_equal(bm_base_new(&shipped_data.basemap, &options, &page.frame, &base, &error),
                     BM_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "more than 400 lines"));
    assert_null(base);
    shipped_page_close(&page);
}

static void only_one_view_tells_disputed_areas_apart(void **state)
{
    (void)state;
    for (int view = BM_VIEW_INTERNATIONAL; view <= BM_VIEW_DISPUTED; view++) {
        shipped_page page;
        bm_base *base = NULL;
        const bm_ground_options options = {.view = (bm_view)view};
        shipped_page_open(&page, &shipped_data, BM_TEST_FIXTURES "/no-events.csv", 800, 600,
                          (bm_lonlat_box){32, 44, 36.5, 47});
        assert_int_equal(bm_base_new(&shipped_data.basemap, &options, &page.frame, &base, NULL),
                         BM_OK);
        bool is_disputed = view == BM_VIEW_DISPUTED;
        assert_int_equal(base->first[BM_GROUND_DISPUTED] != NULL, is_disputed);
        /* The isthmus alone: not the line between Crimea and Sevastopol. */
        assert_int_equal(base->first[BM_GROUND_DISPUTED_LINES] != NULL, is_disputed);
        assert_true(!is_disputed || !base->first[BM_GROUND_DISPUTED_LINES]->next);
        bm_legend legend = {0};
        bm_base_add_legend(base, &legend);
        assert_int_equal(legend.count, is_disputed);
        bm_base_free(base);
        shipped_page_close(&page);
    }
}

static size_t count_shapes(const bm_base *base, bm_ground_group group)
{
    size_t count = 0;
    for (const bm_ground_shape *at = base->first[group]; at; at = at->next)
        count++;
    return count;
}

/* Specks and stubs are left out of small scales, and nothing of large ones. */
static void detail_follows_the_scale(void **state)
{
    (void)state;
    static const bm_lonlat_box wide = {20, 43, 42, 58};
    shipped_page page;
    bm_base *base = NULL;
    shipped_page_open(&page, &shipped_data, BM_TEST_FIXTURES "/no-events.csv", 800, 600, wide);
    assert_int_equal(bm_base_new(&shipped_data.basemap, NULL, &page.frame, &base, NULL), BM_OK);
    size_t lakes = count_shapes(base, BM_GROUND_LAKES);
    assert_in_range(lakes, 5, bm_layer_count(shipped_data.lakes) / 2);
    size_t rivers = count_shapes(base, BM_GROUND_RIVERS_1) +
                    count_shapes(base, BM_GROUND_RIVERS_2) + count_shapes(base, BM_GROUND_RIVERS_3);
    assert_in_range(rivers, 30, bm_layer_count(shipped_data.rivers) - 1);
    bm_base_free(base);
    shipped_page_close(&page);
    /* Around Shatsk every lake that has a name is there, and rounded. */
    const bm_lonlat_box shatsk = {23.7, 51.44, 24.0, 51.6};
    shipped_page_open(&page, &shipped_data, BM_TEST_FIXTURES "/no-events.csv", 1600, 1200, shatsk);
    assert_int_equal(bm_base_new(&shipped_data.basemap, NULL, &page.frame, &base, NULL), BM_OK);
    assert_true(count_shapes(base, BM_GROUND_LAKES) >= 2);
    for (const bm_ground_shape *at = base->first[BM_GROUND_LAKES]; at; at = at->next)
        assert_true(at->first->count > 16);
    bm_base_free(base);
    shipped_page_close(&page);
    /* In Kyiv the layer has pieces of the river, as squares of a grid. */
    const bm_lonlat_box kyiv = {30.45, 50.32, 30.7, 50.5};
    shipped_page_open(&page, &shipped_data, BM_TEST_FIXTURES "/no-events.csv", 1600, 1200, kyiv);
    assert_int_equal(bm_base_new(&shipped_data.basemap, NULL, &page.frame, &base, NULL), BM_OK);
    assert_int_equal(count_shapes(base, BM_GROUND_LAKES), 0);
    bm_base_free(base);
    shipped_page_close(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_edge_is_the_same_both_ways),
        cmocka_unit_test(outlines_are_found_near_by),
        cmocka_unit_test(bends_narrower_than_the_pen_are_left_out),
        cmocka_unit_test(nothing_shows_between_the_countries),
        cmocka_unit_test(a_coast_is_no_gap),
        cmocka_unit_test(detail_follows_the_scale),
        cmocka_unit_test(degrees_are_written_as_on_maps),
        cmocka_unit_test(labels_of_the_graticule_are_free),
        cmocka_unit_test(a_label_goes_past_what_covers_the_sides),
        cmocka_unit_test(a_fine_graticule_has_an_end),
        cmocka_unit_test(only_one_view_tells_disputed_areas_apart),
    };
    return cmocka_run_group_tests(tests, shipped_set_up, shipped_tear_down);
}
