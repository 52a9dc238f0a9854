/* Names of seas, and names in all scripts and lengths. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "label_checks.h"

static bm_labels *choose(const shipped_page *page)
{
    bm_labels *labels = NULL;
    bm_error error = {0};
    bm_label_job job = shipped_job(&shipped_data, page, NULL);
    if (bm_labels_new(&job, &labels, &error) != BM_OK)
        fail_msg("%s", error.message);
    return labels;
}

static void write_table(const char *path, const char *const *names, size_t count)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("date,category,title,place,lon,lat\n", file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "2022-03-%02zu,strike,%s,%s,%.3f,%.3f\n", i + 1, names[i], names[i],
                24 + 1.1 * (double)(i % 7), 50.6 + 1.1 * (double)(i / 7));
    assert_int_equal(fclose(file), 0);
}

/* The name of a sea stands over water of that sea and over no country. */
static void seas_are_named_in_their_water(void **state)
{
    (void)state;
    static const struct {
        bm_lonlat_box box;
        const char *sea;
        bm_lonlat_box within;
    } maps[] = {
        {{27, 43.5, 40, 48.5}, "Sea of Azov", {34.7, 45.4, 39.5, 47.4}},
        {{27, 43.5, 40, 48.5}, "Black Sea", {27.4, 40.9, 41.9, 46.8}},
        {{36, 44, 38, 45.2}, "Black Sea", {27.4, 40.9, 41.9, 46.8}},
        {{27, 42.9, 31, 46}, "Black Sea", {27.4, 40.9, 41.9, 46.8}},
        {{18, 53, 30, 58}, "Baltic Sea", {9.4, 53.6, 30.3, 65.9}},
    };
    static const char *const nothing[] = {"Kyiv"};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) {
        shipped_page page;
        write_table("seas.csv", nothing, 1);
        shipped_page_open(&page, &shipped_data, "seas.csv", 1600, 1200, maps[i].box);
        unlink("seas.csv");
        bm_labels *labels = choose(&page);
        size_t named = 0;
        shipped_assert_no_overlaps(labels, &page, NULL);
        for (size_t j = 0; j < bm_labels_placed(labels); j++) {
            if (strcmp(bm_labels_placed_name(labels, j), maps[i].sea) != 0)
                continue;
            named++;
            bm_px_box box = bm_labels_box(labels, j);
            for (int k = 0; k < 9; k++) {
                bm_px at = {box.x0 + (box.x1 - box.x0) * (k % 3) / 2,
                            box.y0 + (box.y1 - box.y0) * (k / 3) / 2};
                bm_lonlat spot = bm_frame_to_lonlat(&page.frame, at);
                assert_true(k != 4 || bm_lonlat_box_contains(maps[i].within, spot));
                for (size_t c = 0; c < bm_layer_count(shipped_data.countries); c++)
                    assert_false(
                        bm_feature_contains(bm_layer_feature(shipped_data.countries, c), spot));
            }
        }
        assert_int_equal(named, 1);
        bm_labels_free(labels);
        shipped_page_close(&page);
    }
}

/* Whatever the letters: nothing lies on anything or leaves the map, and what no font has is
 * counted. */
static void all_scripts_have_room(void **state)
{
    (void)state;
    static const char *const names[] = {
        "Київ",
        "Магілёў",
        "Ошмя́ны", /* Cyrillic, with a combining accent */
        "كييف",
        "מינסק",
        "كييف (Kyiv) 24", /* right to left, and mixed */
        "Z͑a̴l̷g͓o̷ ͓t̷e̴x̸t͑",
        "Kyïv\xcc\x81\xcc\x82\xcc\x83", /* stacked marks */
        "東京",
        "Тбилиси თბილისი", /* other scripts */
        "\xf0\x9f\x98\x80\xf0\x9f\x98\x80",
        "Kyiv \xf0\x9f\x9a\x80", /* emoji alone, and with letters */
        "a\xe2\x80\x8b"
        "b\xe2\x80\xae"
        "c", /* zero width, and an override of direction */
        "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch-on-the-river-by-the-border",
        "A place whose name goes on and on and on and on and on and on and on and on and on and on "
        "and on and on and on and on and on and on and on and on and on until nobody reads it",
    };
    enum { NAMES = sizeof names / sizeof *names };
    static const int sizes[][2] = {{1600, 1200}, {800, 600}, {500, 900}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        shipped_page page;
        write_table("scripts.csv", names, NAMES);
        shipped_page_open(&page, &shipped_data, "scripts.csv", sizes[i][0], sizes[i][1],
                          (bm_lonlat_box){23, 49.9, 32.5, 54.2});
        unlink("scripts.csv");
        bm_labels *labels = choose(&page);
        shipped_assert_no_overlaps(labels, &page, NULL);
        assert_true(bm_labels_altered(labels) >= 2);
        assert_true(bm_labels_altered(labels) < NAMES);
        bm_labels_draw_places(labels, page.canvas);
        bm_labels_draw_names(labels, page.canvas);
        assert_int_equal(bm_canvas_status(page.canvas, NULL), BM_OK);
        /* The longest is wrapped: no line is half as wide as the map. */
        for (size_t j = 0; j < bm_labels_placed(labels); j++) {
            bm_px_box box = bm_labels_box(labels, j);
            if (strncmp(bm_labels_placed_name(labels, j), "A place", 7) == 0)
                assert_true(box.x1 - box.x0 < 300);
        }
        bm_labels_free(labels);
        shipped_page_close(&page);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seas_are_named_in_their_water),
        cmocka_unit_test(all_scripts_have_room),
    };
    return cmocka_run_group_tests(tests, shipped_set_up, shipped_tear_down);
}
