/* Names of events' places in a series keep their side of the symbols. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "render/labels/sides.h"
#include "render/map/private.h"
#include "shipped.h"

#define TABLE "sides.csv"

enum { PLACES = 40, WEEKS = 6 };

static const bm_lonlat_box region = {23, 49.9, 32.5, 54.2};
static const int64_t february_s = INT64_C(1643673600), week_s = 7 * 86400;

/* Places that come and go, with more or less to tell each time; one in `step` of all. */
static void write_table(int step)
{
    FILE *file = fopen(TABLE, "w");
    assert_non_null(file);
    fputs("date,category,title,lon,lat,place\n", file);
    for (int week = 0; week < WEEKS; week++)
        for (int i = 0; i < PLACES; i += step) {
            if ((i * 7 + week * 3) % 5 == 0)
                continue;
            for (int k = 0; k <= (i + week) % 3; k++)
                fprintf(file, "2022-02-%02d,%s,%s,%.4f,%.4f,Place %d\n", 1 + week * 7 % 28 + k,
                        (i + week) % 2 ? "strike" : "clash",
                        week % 2 ? "Column" : "A column is seen on its way along the road",
                        23.8 + 1.05 * (i % 8) + 0.11 * (i / 8), 50.4 + 0.75 * (i / 8), i);
        }
    assert_int_equal(fclose(file), 0);
}

static bm_map *make(const bm_events *events)
{
    const bm_map_options options = {.width_px = 1600,
                                    .height_px = 1200,
                                    .extent = BM_EXTENT_BOX,
                                    .box = region,
                                    .labels = {.callouts = BM_CALLOUTS_NONE},
                                    .furniture = {.legend = BM_SPOT_NONE},
                                    .is_series = true};
    bm_map *map = NULL;
    bm_error error = {0};
    if (bm_map_new(&shipped_data.basemap, events, shipped_data.style, &options, &map, &error) ||
        bm_map_prepare_windows(map, BM_MAP_SVG, &error))
        fail_msg("%s", error.message);
    return map;
}

/* Whether the same words could stand on a place's own side, just as things are. */
static bool is_own_side_free(const bm_labels *labels, const label_item *item, uint32_t chosen,
                             label_side own)
{
    for (size_t i = item->first_choice; i < labels->choice_count && labels->choices[i].form; i++) {
        if (labels->choices[i].form == labels->choices[chosen].form &&
            labels->choices[i].side == own &&
            bm_placement_obstruction(labels->placement, (uint32_t)i).kind == BM_OBSTRUCTION_NONE)
            return true;
    }
    return false;
}

typedef struct side_counts {
    size_t words, own, for_nothing;
} side_counts;

static void count_sides(const bm_map *map, const bm_labels *labels, side_counts *counts)
{
    for (size_t i = 0; i < labels->group_count; i++) {
        const label_group *at = &labels->groups[i];
        if (at->item == BM_PLACEMENT_NONE)
            continue;
        const label_item *item = &labels->items[at->item];
        uint32_t chosen = bm_placement_chosen(labels->placement, item->label);
        if (chosen == BM_PLACEMENT_NONE)
            continue;
        label_side own = label_sides_find(map->sides, at->first);
        assert_int_not_equal(own, LABEL_SIDE_NONE);
        bool is_own = labels->choices[chosen].side == own;
        counts->words++;
        counts->own += is_own;
        counts->for_nothing += !is_own && is_own_side_free(labels, item, chosen, own);
    }
}

static void words_leave_their_side_only_for_something(void **state)
{
    (void)state;
    shipped_page page;
    write_table(1);
    shipped_page_open(&page, &shipped_data, TABLE, 1600, 1200, region);
    bm_map *map = make(page.events);
    side_counts counts = {0};
    for (int week = 0; week < WEEKS; week++) {
        bm_interval window = {.start_s = february_s + week * week_s,
                              .end_s = february_s + (week + 1) * week_s};
        bm_map_window made;
        assert_int_equal(bm_map_choose(map, &window, &made, NULL), BM_OK);
        count_sides(map, made.labels, &counts);
        bm_map_window_finish(&made);
    }
    print_message("%zu words, %zu on their side, %zu elsewhere for nothing\n", counts.words,
                  counts.own, counts.for_nothing);
    assert_true(counts.words > 2 * PLACES);
    assert_true(counts.own >= counts.words * 3 / 4);
    assert_true(counts.for_nothing <= counts.words / 50);
    bm_map_free(map);
    shipped_page_close(&page);
    unlink(TABLE);
}

/* The name's upper left corner on this map; NaN when it has none. */
static bm_px find_name(const bm_labels *labels, const char *name)
{
    for (size_t i = 0; i < bm_labels_placed(labels); i++) {
        if (strcmp(bm_labels_placed_name(labels, i), name) != 0)
            continue;
        size_t count;
        const bm_px_box *boxes = bm_labels_boxes(labels, i, &count);
        return (bm_px){boxes[0].x0, boxes[0].y0};
    }
    return (bm_px){NAN, NAN};
}

static void names_of_small_maps_stay(void **state)
{
    (void)state;
    shipped_page page;
    write_table(3);
    shipped_page_open(&page, &shipped_data, TABLE, 1600, 1200, region);
    bm_map *map = make(page.events), *panel = NULL;
    assert_int_equal(bm_map_new_panel(map, 370, 277, &panel, NULL), BM_OK);
    assert_int_equal(bm_map_choose_standing(panel, NULL), BM_OK);
    size_t pairs = 0, same = 0;
    bm_map_window before = {0};
    for (int week = 0; week < WEEKS; week++) {
        bm_interval window = {.start_s = february_s + week * week_s,
                              .end_s = february_s + (week + 1) * week_s};
        bm_map_window made;
        assert_int_equal(bm_map_choose(panel, &window, &made, NULL), BM_OK);
        for (size_t i = 0; week > 0 && i < bm_labels_placed(made.labels); i++) {
            const char *name = bm_labels_placed_name(made.labels, i);
            bm_px now = find_name(made.labels, name), then = find_name(before.labels, name);
            pairs += isfinite(then.x);
            same += hypot(now.x - then.x, now.y - then.y) < 0.01;
        }
        if (week > 0)
            bm_map_window_finish(&before);
        before = made;
    }
    bm_map_window_finish(&before);
    print_message("%zu of %zu names at the same place\n", same, pairs);
    assert_true(pairs > (size_t)5 * WEEKS);
    assert_true(same * 10 >= pairs * 9);
    bm_map_free(panel);
    bm_map_free(map);
    shipped_page_close(&page);
    unlink(TABLE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(words_leave_their_side_only_for_something),
                                       cmocka_unit_test(names_of_small_maps_stay)};
    return cmocka_run_group_tests(tests, shipped_set_up, shipped_tear_down);
}
