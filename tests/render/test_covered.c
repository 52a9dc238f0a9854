/* What furniture lies over: it is told, and rather third countries than those of the border. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <unistd.h>

#include "render/furniture/furniture.h"
#include "render/furniture/layout.h"
#include "render/furniture/sides.h"
#include "render/map/private.h"
#include "shipped.h"

#define EXAMPLE BM_TEST_SOURCE_DIR "/examples/border-incidents.csv"

static const bm_lonlat_box region = {20, 49.9, 32.5, 54.2};

static void events_under_pieces_are_counted_and_named(void **state)
{
    (void)state;
    bm_event kyiv = {.location = {.name = "Kyiv"}}, brest = {.place = "Brest"};
    bm_mark items[] = {{.center = {50, 50}, .radius_px = 10, .count = 3, .first = &kyiv},
                       {.center = {104, 50}, .radius_px = 10, .count = 1, .first = &brest},
                       {.center = {109, 50}, .radius_px = 10, .count = 7, .first = &brest},
                       {.center = {300, 300}, .radius_px = 10, .count = 1}};
    const bm_marks marks = {.items = items, .count = 4};
    char text[BM_COVERED_SIZE];
    bm_furniture furniture = {.legend = {0, 0, 100, 100}};
    assert_int_equal(bm_furniture_find_covered(&furniture, &marks, text), 4);
    assert_string_equal(text, "the legend covers 4 events (Kyiv, Brest)");

    furniture.scale_bar = (bm_px_box){290, 290, 310, 310};
    assert_int_equal(bm_furniture_find_covered(&furniture, &marks, text), 5);
    assert_string_equal(text, "the legend and the scale bar cover 5 events (Kyiv, Brest and "
                              "elsewhere)");

    furniture.legend_outside = true;
    assert_int_equal(bm_furniture_find_covered(&furniture, &marks, text), 1);
    assert_string_equal(text, "the scale bar covers 1 event");

    furniture.scale_bar = (bm_px_box){0};
    assert_int_equal(bm_furniture_find_covered(&furniture, &marks, text), 0);
    assert_string_equal(text, "");
}

static void land_of_the_two_countries_is_dearer(void **state)
{
    (void)state;
    shipped_page page;
    shipped_page_open(&page, &shipped_data, EXAMPLE, 1600, 1200, region);
    bm_layout_ground *ground = bm_layout_ground_new(&page.frame, page.marks, shipped_data.border,
                                                    &shipped_data.basemap, 8);
    assert_non_null(ground);
    bm_px minsk = bm_frame_to_px(&page.frame, (bm_lonlat){28.8, 53.4});
    bm_px lublin = bm_frame_to_px(&page.frame, (bm_lonlat){21.8, 51.2});
    bm_px_box own = {minsk.x - 60, minsk.y - 40, minsk.x + 60, minsk.y + 40};
    bm_px_box third = {lublin.x - 60, lublin.y - 40, lublin.x + 60, lublin.y + 40};
    assert_true(bm_layout_land_cost(ground, own) > 0.3);
    assert_true(bm_layout_land_cost(ground, third) <= 0);
    /* A capital is dear, too. */
    bm_px kyiv = bm_frame_to_px(&page.frame, (bm_lonlat){30.52, 50.45});
    bm_px_box on = {kyiv.x - 5, kyiv.y - 5, kyiv.x + 5, kyiv.y + 5};
    assert_true(bm_layout_cost(ground, on) > BM_LAYOUT_IN_THE_WAY / 2);
    bm_layout_ground_free(ground);
    shipped_page_close(&page);
}

static void a_piece_moves_along_its_edge_from_marks(void **state)
{
    (void)state;
    shipped_page page;
    shipped_page_open(&page, &shipped_data, EXAMPLE, 1600, 1200, region);
    bm_px_box map = page.frame.map;
    bm_mark mark = {.center = {map.x1 - 60, map.y1 - 60}, .radius_px = 12, .count = 1};
    const bm_marks marks = {.items = &mark, .count = 1};
    bm_layout_ground *ground = bm_layout_ground_new(&page.frame, &marks, NULL, NULL, 8);
    assert_non_null(ground);
    bm_layout_piece piece = {.forms = {{200, 100, 0}},
                             .form_count = 1,
                             .spot = BM_SPOT_BOTTOM_RIGHT,
                             .missing_cost = 1e6};
    bm_layout_solve(ground, &piece, 1);
    bool is_at_edge = piece.box.x1 > map.x1 - 10 || piece.box.y1 > map.y1 - 10;
    assert_true(is_at_edge);
    assert_true(piece.cost < BM_LAYOUT_IN_THE_WAY);
    assert_true((piece.box.x0 + piece.box.x1) / 2 >= (map.x0 + map.x1) / 2 - 1);
    assert_true((piece.box.y0 + piece.box.y1) / 2 >= (map.y0 + map.y1) / 2 - 1);
    assert_true(piece.box.x1 < mark.center.x - 12 || piece.box.y1 < mark.center.y - 12);
    bm_layout_ground_free(ground);
    shipped_page_close(&page);
}

/* Homyel, at the border, stays to be seen: there is room for a legend of tight rows, or elsewhere.
 */
static void a_legend_lies_rather_elsewhere_than_on_a_centre(void **state)
{
    (void)state;
    static const struct {
        int width, height;
        double dpi;
    } pages[] = {{1120, 840, 102}, {1600, 1200, 144}};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        shipped_page page;
        shipped_page_open(&page, &shipped_data, EXAMPLE, pages[i].width, pages[i].height, region);
        const bm_map_options options = {
            .width_px = pages[i].width, .height_px = pages[i].height, .dpi = pages[i].dpi};
        bm_map *map = NULL;
        assert_int_equal(bm_map_new(&shipped_data.basemap, page.events, shipped_data.style,
                                    &options, &map, NULL),
                         BM_OK);
        bm_px homyel = bm_frame_to_px(&map->frame, (bm_lonlat){30.975, 52.4345});
        bm_px_box legend = map->furniture.legend;
        assert_true(legend.x1 > legend.x0);
        assert_false(homyel.x > legend.x0 - 4 && homyel.x < legend.x1 + 4 &&
                     homyel.y > legend.y0 - 4 && homyel.y < legend.y1 + 4);
        bm_map_free(map);
        shipped_page_close(&page);
    }
}

/* Below a tall map a legend hides nothing and costs the land nothing. */
static void a_tall_map_has_its_legend_below(void **state)
{
    (void)state;
    assert_true(bm_sides_is_tall((bm_px_box){0, 0, 1000, 1600}));
    assert_false(bm_sides_is_tall((bm_px_box){0, 0, 1600, 1100}));
    shipped_page page;
    shipped_write_crowd("tall.csv", 120);
    shipped_page_open(&page, &shipped_data, "tall.csv", 900, 1300, region);
    unlink("tall.csv");
    const bm_map_options options = {.width_px = 900, .height_px = 1300};
    bm_map *map = NULL;
    assert_int_equal(
        bm_map_new(&shipped_data.basemap, page.events, shipped_data.style, &options, &map, NULL),
        BM_OK);
    const bm_furniture *at = &map->furniture;
    assert_true(at->legend_outside);
    assert_true(at->legend.y0 >= map->frame.map.y1);
    assert_true(map->frame.map.x1 - map->frame.map.x0 > 0.9 * 900);
    bm_map_free(map);
    shipped_page_close(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_under_pieces_are_counted_and_named),
        cmocka_unit_test(land_of_the_two_countries_is_dearer),
        cmocka_unit_test(a_piece_moves_along_its_edge_from_marks),
        cmocka_unit_test(a_legend_lies_rather_elsewhere_than_on_a_centre),
        cmocka_unit_test(a_tall_map_has_its_legend_below),
    };
    return cmocka_run_group_tests(tests, shipped_set_up, shipped_tear_down);
}
