/* Events of many windows are counted as if each was looked at for each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <unistd.h>

#include "render/series/count.h"

#define TABLE "count.csv"

enum { ROWS = 300, DAY_S = 86400 };
static const int64_t march_s = INT64_C(1646092800);

static uint32_t state_of_dice = 1;

static int throw(int sides)
{
    state_of_dice = state_of_dice * 1664525U + 1013904223U;
    return (int)((state_of_dice >> 16) % (uint32_t)sides);
}

static bm_events *read_table(void)
{
    bm_events *events = NULL;
    FILE *table = fopen(TABLE, "w");
    assert_non_null(table);
    fputs("date,end,lon,lat\n", table);
    for (int i = 0; i < ROWS; i++) {
        int day = throw(28) + 1, last = day + throw(29 - day);
        switch (throw(5)) {
        case 0:
            fprintf(table, "2022-%02d,,27,52\n", throw(12) + 1);
            break;
        case 1:
            fprintf(table, "2022-03-%02d~,,27,52\n", day);
            break;
        case 2:
            fprintf(table, "2022-03-%02d,2022-03-%02d,27,52\n", day, last);
            break;
        case 3:
            fprintf(table, "2022-03-%02dT%02d:00Z,,27,52\n", day, throw(24));
            break;
        default:
            fprintf(table, "2022-03-%02d,,27,52\n", day);
            break;
        }
    }
    fclose(table);
    assert_int_equal(bm_events_read(TABLE, NULL, NULL, &events, NULL), BM_OK);
    unlink(TABLE);
    return events;
}

static void counts_are_those_of_each_event(void **state)
{
    (void)state;
    bm_events *events = read_table();
    bm_window_counter counter = {0};
    assert_int_equal(bm_events_count(events), ROWS);
    assert_int_equal(bm_window_counter_make(&counter, NULL, events, NULL), BM_OK);
    for (int i = 0; i < 200; i++) {
        int64_t start_s = march_s + (throw(60) - 15) * (int64_t)DAY_S;
        bm_interval window = {.start_s = start_s,
                              .end_s = start_s + (throw(40) + 1) * (int64_t)DAY_S,
                              .precision = BM_DATE_RANGE};
        size_t sure = 0, imprecise = 0;
        for (size_t k = 0; k < ROWS; k++) {
            bm_interval when = bm_events_get(events, k)->when;
            bool is_rough = bm_interval_is_imprecise_in(when, window);
            imprecise += is_rough;
            sure += !is_rough && bm_interval_overlaps(when, window);
        }
        bm_window_count count = bm_window_counter_count(&counter, window);
        assert_int_equal(count.sure, sure);
        assert_int_equal(count.imprecise, imprecise);
    }
    bm_window_counter_finish(&counter);
    bm_events_free(events);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(counts_are_those_of_each_event)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
