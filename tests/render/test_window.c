/* Maps of a series: no column is kept for a key that few windows need; each has its own on the map.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <unistd.h>

#include "render/map/private.h"
#include "render/placement/placement.h"
#include "shipped.h"

#define TABLE "window.csv"

static const bm_lonlat_box region = {18, 47, 37, 57};
static const int64_t march_s = INT64_C(1646092800), day_s = 86400;

static bm_map *make(const bm_events *events, bool is_series)
{
    const bm_map_options options = {.width_px = 1600,
                                    .height_px = 1200,
                                    .extent = BM_EXTENT_BOX,
                                    .box = region,
                                    .furniture = {.legend = BM_SPOT_NONE},
                                    .is_series = is_series};
    bm_map *map = NULL;
    bm_error error = {0};
    if (bm_map_new(&shipped_data.basemap, events, shipped_data.style, &options, &map, &error))
        fail_msg("%s", error.message);
    return map;
}

static bool is_there(bm_px_box box)
{
    return box.x1 > box.x0;
}

static void a_window_has_its_key_on_the_map(void **state)
{
    (void)state;
    shipped_page page;
    shipped_write_crowd(TABLE, 500);
    shipped_page_open(&page, &shipped_data, TABLE, 1600, 1200, region);
    bm_map *single = make(page.events, false), *series = make(page.events, true);
    assert_true(is_there(single->furniture.panel));
    double gained = series->frame.map.x1 - series->frame.map.x0;
    assert_true(is_there(series->furniture.panel) ||
                gained >= single->frame.map.x1 - single->frame.map.x0);
    assert_true(series->has_window_keys || is_there(series->furniture.panel));
    size_t with_key = 0;
    for (int i = 0; i < 31; i += 8) {
        bm_interval window = {.start_s = march_s + i * day_s, .end_s = march_s + (i + 16) * day_s};
        bm_map_window made;
        bm_error error = {0};
        assert_int_equal(bm_map_choose(series, &window, &made, &error), BM_OK);
        bm_px_box key = made.furniture.panel, map = series->frame.map;
        size_t rows = bm_labels_key_count(made.labels);
        assert_true(rows == 0 || is_there(key));
        if (rows > 0 && series->has_window_keys) {
            with_key++;
            assert_true(rows <= BM_PANEL_ON_MAP_MAX);
            assert_true(key.x0 >= map.x0 && key.y0 >= map.y0 && key.x1 <= map.x1 &&
                        key.y1 <= map.y1);
            for (size_t k = 0; k < made.furniture.box_count; k++)
                assert_false(bm_px_box_overlaps(key, made.furniture.boxes[k]));
            for (size_t k = 0; k < made.marks->count; k++) {
                bm_px at = made.marks->items[k].center;
                assert_false(at.x > key.x0 && at.x < key.x1 && at.y > key.y0 && at.y < key.y1);
            }
        }
        bm_map_window_finish(&made);
    }
    assert_true(!series->has_window_keys || with_key > 0);
    bm_map_free(series);
    bm_map_free(single);
    shipped_page_close(&page);
    unlink(TABLE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_window_has_its_key_on_the_map)};
    return cmocka_run_group_tests(tests, shipped_set_up, shipped_tear_down);
}
