/* Labels on the shipped layers: nothing lies on anything, on the example and in a crowd. */
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
#include "render/canvas/wrap.h"
#include "render/ground/ground.h"
#include "render/labels/groups.h"

#define EXAMPLE BM_TEST_SOURCE_DIR "/examples/border-incidents.csv"

static const bm_lonlat_box region = {23, 49.9, 32.5, 54.2};
static const bm_px_box furniture[] = {{30, 800, 300, 1100}, {1300, 1080, 1560, 1130}};
static const bm_obstacles obstacles = {furniture, 2};

static bm_labels *choose(const shipped_page *page)
{
    bm_labels *labels = NULL;
    bm_error error = {0};
    bm_label_job job = shipped_job(&shipped_data, page, &obstacles);
    if (bm_labels_new(&job, &labels, &error) != BM_OK)
        fail_msg("%s", error.message);
    return labels;
}

static bool is_placed(const bm_labels *labels, const char *name)
{
    for (size_t i = 0; i < bm_labels_placed(labels); i++) {
        if (strcmp(bm_labels_placed_name(labels, i), name) == 0)
            return true;
    }
    return false;
}

static void example_is_well_labelled(void **state)
{
    (void)state;
    static const char *const wanted[] = {"Kopani",  "Dyvin",  "Minsk",  "Kyiv",
                                         "Belarus", "Brest",  "Homyel", "Ukraine",
                                         "Prypiat", "Dnipro", "Hrodna", "Chernihiv"};
    shipped_page page;
    shipped_page_open(&page, &shipped_data, EXAMPLE, 1600, 1200, region);
    bm_labels *labels = choose(&page);
    shipped_assert_no_overlaps(labels, &page, &obstacles);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        if (!is_placed(labels, wanted[i]))
            fail_msg("'%s' has no label", wanted[i]);
    }
    bm_labels_draw_places(labels, page.canvas);
    bm_labels_draw_names(labels, page.canvas);
    assert_int_equal(bm_canvas_status(page.canvas, NULL), BM_OK);
    bm_labels_free(labels);
    shipped_page_close(&page);
}

static void crowd_overlaps_nowhere(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1600, 1200}, {800, 600}};
    shipped_write_crowd("crowd.csv", 500);
    for (size_t i = 0; i < 2; i++) {
        shipped_page page;
        shipped_page_open(&page, &shipped_data, "crowd.csv", sizes[i][0], sizes[i][1], region);
        bm_labels *labels = choose(&page);
        shipped_assert_no_overlaps(labels, &page, &obstacles);
        assert_true(bm_labels_placed(labels) > 30);
        assert_true(bm_labels_dropped(labels) > 0);
        assert_non_null(bm_labels_dropped_name(labels, 0));
        bm_labels_free(labels);
        shipped_page_close(&page);
    }
    unlink("crowd.csv");
}

/* The oblasts' outlines do not follow the border closely, but their names stay on their side. */
static void oblasts_stay_in_their_country(void **state)
{
    (void)state;
    static const bm_lonlat_box boxes[] = {{26.93, 51.66, 27.17, 51.8}, {27.1, 51.6, 27.5, 51.85}};
    int oblast = bm_layer_field(shipped_data.oblasts, "NAME"),
        iso = bm_layer_field(shipped_data.oblasts, "ISO_A2");
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++) {
        shipped_page page;
        shipped_page_open(&page, &shipped_data, EXAMPLE, 1600, 1200, boxes[i]);
        bm_labels *labels = choose(&page);
        for (size_t j = 0; j < bm_labels_placed(labels); j++) {
            const char *country = NULL;
            for (size_t k = 0; k < bm_layer_count(shipped_data.oblasts); k++) {
                if (strcmp(bm_layer_text(shipped_data.oblasts, k, oblast),
                           bm_labels_placed_name(labels, j)) == 0)
                    country = bm_layer_text(shipped_data.oblasts, k, iso);
            }
            bm_px_box box = bm_labels_box(labels, j);
            bm_border_relation at;
            for (int step = 0; country && step <= 4; step++) {
                bm_px on = {box.x0 + (box.x1 - box.x0) * step / 4, (box.y0 + box.y1) / 2};
                assert_int_equal(bm_border_relate(shipped_data.border,
                                                  bm_frame_to_lonlat(&page.frame, on), &at, NULL),
                                 BM_OK);
                assert_string_equal(at.country, country);
            }
        }
        bm_labels_free(labels);
        shipped_page_close(&page);
    }
}

/* Villages and crossings appear near the border when one looks closely. */
static void close_up_shows_more(void **state)
{
    (void)state;
    shipped_page page;
    shipped_page_open(&page, &shipped_data, EXAMPLE, 1600, 1200,
                      (bm_lonlat_box){26.3, 51.5, 27.4, 52.1});
    assert_true(bm_labels_crossings_in_view(&shipped_data.basemap, &page.frame));
    bm_labels *labels = choose(&page);
    shipped_assert_no_overlaps(labels, &page, &obstacles);
    assert_true(is_placed(labels, "Kopani"));
    assert_true(is_placed(labels, "Tumen"));
    assert_true(is_placed(labels, "Stolin"));
    bm_labels_free(labels);
    shipped_page_close(&page);

    /* However close, each crossing has its sign; its name only where that has room. */
    size_t before = 0;
    for (int i = 0; i < 4; i++) {
        static const double half[] = {0.25, 0.5, 1, 2};
        size_t counts[BM_CROSSING_CLOSED + 1], signs = 0;
        shipped_page_open(&page, &shipped_data, EXAMPLE, 1600, 1200,
                          (bm_lonlat_box){31.1 - 1.6 * half[i], 52.03 - half[i],
                                          31.1 + 1.6 * half[i], 52.03 + half[i]});
        labels = choose(&page);
        bm_labels_count_crossings(labels, counts);
        for (int k = 0; k <= BM_CROSSING_CLOSED; k++)
            signs += counts[k];
        assert_true(signs > 0 && signs >= before);
        before = signs;
        bm_labels_free(labels);
        shipped_page_close(&page);
    }

    /* Without names, the crossings are there on a map of the whole border too. */
    shipped_page_open(&page, &shipped_data, EXAMPLE, 1600, 1200, region);
    assert_true(bm_labels_crossings_in_view(&shipped_data.basemap, &page.frame));
    shipped_page_close(&page);
    shipped_page_open(&page, &shipped_data, EXAMPLE, 800, 600, (bm_lonlat_box){20, 45, 40, 57});
    assert_false(bm_labels_crossings_in_view(&shipped_data.basemap, &page.frame));
    shipped_page_close(&page);
}

/* Where suburbs share their symbols, the city next to them keeps its name on the map. */
static void crowds_leave_the_city_its_name(void **state)
{
    (void)state;
    FILE *file = fopen("city.csv", "w");
    assert_non_null(file);
    fputs("date,category,title,place,lon,lat\n", file);
    for (int i = 0; i < 30; i++)
        fputs("2022-03-01,strike,At the airfield,Hostomel,30.26,50.57\n", file);
    fputs("2022-03-02,strike,In town,Kyiv,30.52,50.45\n"
          "2022-03-02,strike,In town,Irpin,30.25,50.52\n",
          file);
    for (int i = 0; i < 9; i++)
        fputs("2022-03-01,clash,On the road,Bucha,30.21,50.55\n", file);
    for (int i = 0; i < 300; i++) /* so that the map is crowded and merges */
        fprintf(file, "2022-03-03,clash,In the fields,,%.3f,%.3f\n", 26 + 0.013 * i,
                52 + 0.09 * (i % 11));
    assert_int_equal(fclose(file), 0);
    shipped_page page;
    shipped_page_open(&page, &shipped_data, "city.csv", 1600, 1200, region);
    unlink("city.csv");
    size_t most = 0;
    for (size_t i = 0; i < page.marks->count; i++)
        most = page.marks->items[i].count > most ? page.marks->items[i].count : most;
    assert_true(most >= 31); /* the airfield's and others */
    bm_labels *labels = choose(&page);
    assert_true(is_placed(labels, "Kyiv"));
    shipped_assert_no_overlaps(labels, &page, &obstacles);
    bm_labels_free(labels);
    shipped_page_close(&page);
}

/* Of the labels of towns and of events. */
static size_t count_placed(const bm_labels *labels, const char *name)
{
    size_t count = 0;
    for (size_t i = 0; i < labels->placed_count; i++) {
        const label_item *item = &labels->items[labels->placed[i]];
        count += item->kind >= LABEL_TOWN && strcmp(item->name, name) == 0;
    }
    return count;
}

/* Events all over a town, on a small map and on one of the town. */
static void a_town_is_named_once(void **state)
{
    (void)state;
    FILE *file = fopen("town.csv", "w");
    assert_non_null(file);
    fputs("date,category,title,place,country,lon,lat\n", file);
    for (int i = 0; i < 12; i++)
        fprintf(file, "2022-03-%02d,%s,House %d hit,Chernihiv,UA,%.3f,%.3f\n", i + 1,
                i % 3 ? "clash" : "strike", i, 31.2 + 0.02 * (i % 4),
                51.45 + 0.02 * (double)(i / 4));
    assert_int_equal(fclose(file), 0);
    static const bm_lonlat_box close = {30.8, 51.3, 31.8, 51.7};
    for (int i = 0; i < 2; i++) {
        shipped_page page;
        shipped_page_open(&page, &shipped_data, "town.csv", 1600, 1200, i ? close : region);
        bm_labels *labels = choose(&page);
        assert_int_equal(count_placed(labels, "Chernihiv"), 1);
        assert_true(i ? page.marks->count > 6 : page.marks->count == 2);
        bm_labels_free(labels);
        shipped_page_close(&page);
    }
    unlink("town.csv");
}

/* A city where nothing happened does not name what happened far from it. */
static void a_city_names_what_is_round_it(void **state)
{
    (void)state;
    static const struct {
        int width_px, height_px;
    } sizes[] = {{600, 400}, {1600, 1200}};
    FILE *file = fopen("round.csv", "w");
    assert_non_null(file);
    fputs("date,category,title,place,country,lon,lat\n"
          "2023-01-22,strike,Two drones,Ovruch,UA,28.81,51.32\n"
          "2023-02-01,strike,Power line cut,Slavutych,UA,30.75,51.52\n"
          "2023-03-06,incursion,Balloon,Chornobyl,UA,30.22,51.27\n"
          "2023-03-07,clash,Shots,Poliske,UA,29.38,51.24\n",
          file);
    assert_int_equal(fclose(file), 0);
    for (size_t i = 0; i < 2; i++) {
        shipped_page page;
        shipped_page_open(&page, &shipped_data, "round.csv", sizes[i].width_px, sizes[i].height_px,
                          region);
        bm_labels *labels = choose(&page);
        for (size_t k = 0; k < labels->group_count; k++)
            assert_string_not_equal(labels->groups[k].full_name, "Kyiv");
        bm_labels_free(labels);
        shipped_page_close(&page);
    }
    unlink("round.csv");
}

/* Whatever hides its dot, and however little room there is. */
static void capitals_have_names(void **state)
{
    (void)state;
    static const struct {
        size_t events;
        int width_px, height_px;
    } cases[] = {{500, 1600, 1200}, {150, 1600, 1200}, {60, 1080, 1080}, {15, 600, 400}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        FILE *file = fopen("hidden.csv", "w");
        assert_non_null(file);
        fputs("date,category,title,place,lon,lat\n", file);
        for (size_t k = 0; k < cases[i].events; k++) /* two spirals, round Kyiv and Minsk */
            fprintf(file, "2022-03-%02zu,%s,A long story of what happened,,%.3f,%.3f\n", 1 + k % 31,
                    k % 3 ? "clash" : "strike",
                    (k % 2 ? 30.52 : 27.56) + 0.004 * (double)k * cos((double)k),
                    (k % 2 ? 50.45 : 53.9) + 0.0025 * (double)k * sin((double)k));
        assert_int_equal(fclose(file), 0);
        shipped_page page;
        shipped_page_open(&page, &shipped_data, "hidden.csv", cases[i].width_px, cases[i].height_px,
                          region);
        unlink("hidden.csv");
        bm_labels *labels = NULL;
        bm_label_job job = shipped_job(&shipped_data, &page, NULL);
        assert_int_equal(bm_labels_new(&job, &labels, NULL), BM_OK);
        if (!is_placed(labels, "Kyiv") || !is_placed(labels, "Minsk"))
            fail_msg("%zu events hide the capitals", cases[i].events);
        shipped_assert_no_overlaps(labels, &page, NULL);
        bm_labels_free(labels);
        shipped_page_close(&page);
    }
}

static void same_labels_every_time(void **state)
{
    (void)state;
    shipped_page page;
    shipped_page_open(&page, &shipped_data, EXAMPLE, 1600, 1200, region);
    bm_labels *first = choose(&page), *second = choose(&page);
    assert_int_equal(bm_labels_placed(first), bm_labels_placed(second));
    for (size_t i = 0; i < bm_labels_placed(first); i++) {
        bm_px_box a = bm_labels_box(first, i), b = bm_labels_box(second, i);
        assert_string_equal(bm_labels_placed_name(first, i), bm_labels_placed_name(second, i));
        assert_memory_equal(&a, &b, sizeof a);
    }
    bm_labels_free(first);
    bm_labels_free(second);
    shipped_page_close(&page);
}

static void rough_rivers_are_left_out_close_by(void **state)
{
    (void)state;
    static const char *const rivers[] = {"Prypiat", "Styr", "Horyn", "Sluch"};
    static const bm_lonlat_box boxes[] = {{23, 49.9, 32.5, 54.2}, {26.5, 51.55, 27.1, 52}};
    for (size_t near = 0; near < 2; near++) {
        shipped_page page;
        shipped_page_open(&page, &shipped_data, EXAMPLE, 1600, 1200, boxes[near]);
        bm_labels *labels = choose(&page);
        bool any = false;
        for (size_t i = 0; i < sizeof rivers / sizeof *rivers; i++)
            any = any || is_placed(labels, rivers[i]);
        assert_int_equal(any, near == 0);
        bm_labels_free(labels);

        bm_base *base = NULL;
        bm_canvas *canvas = NULL;
        bm_sink *sink = NULL;
        const bm_canvas_info info = {.title = "t", .description = "d"};
        assert_int_equal(bm_base_new(&shipped_data.basemap, NULL, &page.frame, &base, NULL), BM_OK);
        assert_int_equal(bm_canvas_new(BM_MAP_SVG, 1600, 1200, 144, &info, &canvas, NULL), BM_OK);
        bm_base_draw(base, shipped_data.style, canvas);
        assert_int_equal(bm_sink_open_memory(&sink, NULL), BM_OK);
        assert_int_equal(bm_canvas_finish(canvas, sink, NULL), BM_OK);
        assert_int_equal(bm_sink_commit(sink, NULL), BM_OK);
        size_t size;
        const char *svg = bm_sink_memory(sink, &size);
        const char *group = strstr(svg, "<g id=\"rivers\"");
        assert_non_null(group);
        assert_int_equal(strncmp(strchr(group, '\n'), "\n</g>", 5) != 0, near == 0);
        bm_sink_free(sink);
        bm_canvas_free(canvas);
        bm_base_free(base);
        shipped_page_close(&page);
    }
}

/* The furniture's rectangle over all: no room, and no harm. */
static void no_room_no_labels(void **state)
{
    (void)state;
    shipped_page page;
    shipped_page_open(&page, &shipped_data, EXAMPLE, 400, 300, region);
    const bm_px_box all = {0, 0, 400, 300};
    const bm_obstacles wall = {&all, 1};
    bm_labels *labels = NULL;
    bm_label_job job = shipped_job(&shipped_data, &page, &wall);
    assert_int_equal(bm_labels_new(&job, &labels, NULL), BM_OK);
    assert_int_equal(bm_labels_placed(labels), 0);
    assert_null(bm_labels_placed_name(labels, 0));
    bm_labels_draw_names(labels, page.canvas);
    bm_labels_free(labels);
    shipped_page_close(&page);
}

/* A user's own data may be no more than the countries. */
static void bare_basemap_will_do(void **state)
{
    (void)state;
    shipped_page page;
    shipped_page_open(&page, &shipped_data, EXAMPLE, 900, 600, region);
    const bm_basemap bare = {.countries = shipped_data.countries, .border = shipped_data.border};
    bm_labels *labels = NULL;
    bm_label_job job = shipped_job(&shipped_data, &page, NULL);
    job.basemap = &bare;
    assert_int_equal(bm_labels_new(&job, &labels, NULL), BM_OK);
    assert_false(bm_labels_crossings_in_view(&bare, &page.frame));
    assert_true(is_placed(labels, "Belarus"));
    shipped_assert_no_overlaps(labels, &page, NULL);
    bm_labels_free(labels);
    shipped_page_close(&page);
}

static void broken_words_have_hyphens(void **state)
{
    (void)state;
    shipped_page page;
    shipped_page_open(&page, &shipped_data, EXAMPLE, 800, 600, region);
    const bm_text_style *style = &shipped_data.style->title;
    static const struct {
        const char *text;
        bool has_hyphen;
    } cases[] = {{"Supercalifragilisticexpialidocious", true},
                 {"Новоград-Волинськийістський", true},
                 {"two short words", false},
                 {"11111111111111111111111111111111", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double width_px = 0.6 * bm_canvas_measure(page.canvas, style, cases[i].text).width;
        size_t next, length = bm_wrap_line(page.canvas, style, cases[i].text, width_px, &next);
        char line[BM_WRAP_LINE_SIZE];
        bm_wrap_copy(cases[i].text, length, line);
        assert_true(length > 1 && cases[i].text[length]);
        assert_true(bm_canvas_measure(page.canvas, style, line).width <= width_px);
        assert_int_equal(line[strlen(line) - 1] == '-', cases[i].has_hyphen);
        // What an ellipsis follows has none.
        assert_int_equal(bm_wrap_copy_part(cases[i].text, length, line), length);
        assert_int_equal(strlen(line), length);
    }
    /* A name with a hyphen is broken there, however much more of it would fit. */
    const char *hyphened = "Volodymyr-Volynskyi";
    for (int share = 6; share < 10; share++) {
        double width_px = 0.1 * share * bm_canvas_measure(page.canvas, style, hyphened).width;
        size_t next, length = bm_wrap_line(page.canvas, style, hyphened, width_px, &next);
        assert_int_equal(length, strlen("Volodymyr-"));
    }
    shipped_page_close(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(example_is_well_labelled),
        cmocka_unit_test(crowd_overlaps_nowhere),
        cmocka_unit_test(oblasts_stay_in_their_country),
        cmocka_unit_test(close_up_shows_more),
        cmocka_unit_test(crowds_leave_the_city_its_name),
        cmocka_unit_test(a_town_is_named_once),
        cmocka_unit_test(a_city_names_what_is_round_it),
        cmocka_unit_test(capitals_have_names),
        cmocka_unit_test(same_labels_every_time),
        cmocka_unit_test(rough_rivers_are_left_out_close_by),
        cmocka_unit_test(no_room_no_labels),
        cmocka_unit_test(bare_basemap_will_do),
        cmocka_unit_test(broken_words_have_hyphens),
    };
    return cmocka_run_group_tests(tests, shipped_set_up, shipped_tear_down);
}
