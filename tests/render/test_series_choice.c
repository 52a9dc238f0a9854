#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <bordermap/series.h>
#include <stdio.h>
#include <unistd.h>

#include "shipped.h"

static bool choose_second(const bm_series_frame *frame, void *context)
{
    (void)context;
    assert_int_equal(frame->total, 4);
    return frame->number == 2;
}

static bool observe_second(const bm_series_frame *frame, void *context)
{
    size_t *count = context;
    ++*count;
    assert_int_equal(frame->number, 2);
    assert_string_equal(frame->path, "choice-2-2022-02-02.svg");
    assert_int_equal(unlink(frame->path), 0);
    return true;
}

static void a_map_that_is_not_chosen_keeps_its_number(void **state)
{
    (void)state;
    bm_map *map = NULL;
    bm_events *events = NULL;
    const bm_map_options look = {.width_px = 480, .height_px = 300, .dpi = 96, .is_series = true};
    const int64_t from_s = 1643673600; /* 2022-02-01 */
    const bm_series_options options = {.step = {BM_STEP_DAY, 1},
                                       .from_s = from_s,
                                       .to_s = from_s + (int64_t)4 * 86400,
                                       .pattern = "choice-{n}-{start}.svg",
                                       .format = BM_MAP_SVG,
                                       .choose = choose_second};
    size_t count = 0;
    bm_error error = {0};
    FILE *table = fopen("choice.csv", "w");
    assert_non_null(table);
    fputs("date,lon,lat\n2022-02-02,27,52\n", table);
    fclose(table);
    assert_int_equal(bm_events_read("choice.csv", NULL, NULL, &events, NULL), BM_OK);
    assert_int_equal(unlink("choice.csv"), 0);
    assert_int_equal(
        bm_map_new(&shipped_data.basemap, events, shipped_data.style, &look, &map, &error), BM_OK);
    assert_int_equal(bm_series_run(map, events, &options, observe_second, &count, &error), BM_OK);
    assert_int_equal(count, 1);
    bm_map_free(map);
    bm_events_free(events);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_map_that_is_not_chosen_keeps_its_number)};
    return cmocka_run_group_tests(tests, shipped_set_up, shipped_tear_down);
}
