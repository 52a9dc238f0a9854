/* Marks on small pages, where they have to make room for each other, and real borders. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "geo/border.h"
#include "shipped.h"

/* Events round a place, in three countries at Włodawa, Shatsk and Tamashouka. */
static void write_events(const char *path, bm_lonlat middle, double reach, int count, unsigned seed)
{
    static const char *const categories[] = {"strike", "clash", "movement", "border", "exercise"};
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("date,category,place,lon,lat\n", file);
    for (int i = 0; i < count; i++) {
        double at[2];
        for (int k = 0; k < 2; k++) {
            seed = seed * 1103515245U + 12345U;
            at[k] = ((seed >> 16 & 8191) / 4095.5 - 1) * reach;
        }
        fprintf(file, "2022-03-01,%s,P%d,%.5f,%.5f\n", categories[seed >> 5 & 3], i,
                middle.lon + at[0], middle.lat + at[1] * 0.65);
    }
    assert_int_equal(fclose(file), 0);
}

static void moved_marks_stay_in_their_country(void **state)
{
    (void)state;
    static const bm_lonlat middles[] = {{23.6, 51.5}, {31.2, 51.9}, {30.6, 51.3}, {25.5, 51.9}};
    static const bm_lonlat_box boxes[] = {
        {22, 50, 33, 54}, {22.5, 50.5, 25.5, 52.5}, {29, 50, 32.5, 53}};
    size_t moved = 0, abroad = 0;
    for (unsigned round = 0; round < 400; round++) {
        const bm_border *border = shipped_data.border;
        shipped_page page;
        write_events("sides.csv", middles[round % 4], round % 3 ? 0.8 : 2.5,
                     15 + (int)(round % 24) * 2, round + 1);
        shipped_page_open(&page, &shipped_data, "sides.csv", 640, 480, boxes[round % 3]);
        unlink("sides.csv");
        for (size_t i = 0; i < page.marks->count; i++) {
            const bm_mark *mark = &page.marks->items[i];
            if (hypot(mark->center.x - mark->anchor.x, mark->center.y - mark->anchor.y) < 0.5)
                continue;
            moved++;
            bm_lonlat at = bm_frame_to_lonlat(&page.frame, mark->center);
            abroad += bm_border_is_foreign(border, mark->country, at);
        }
        shipped_page_close(&page);
    }
    assert_true(moved > 4000);
    /* In a bend too narrow for it, one in a thousand finds no better place. */
    assert_true(abroad * 1000 <= moved);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(moved_marks_stay_in_their_country)};
    return cmocka_run_group_tests(tests, shipped_set_up, shipped_tear_down);
}
