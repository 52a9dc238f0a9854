#include "marks_page.h"

#include <string.h>

#include "render/marks/fade.h"
#include "render/marks/symbols.h"
#include "render/style/contrast.h"
#include "render/style/vision.h"

/* 30 events of three categories and two claims at one place, a few at others. */
static void read_crowd(void)
{
    static char rows[8192];
    static const char *const categories[] = {"strike", "clash", "movement"};
    size_t used = 0;
    for (int i = 0; i < 30; i++)
        used += (size_t)snprintf(rows + used, sizeof rows - used, "2022-03-%02d,%s,%s,27,52\n",
                                 i % 28 + 1, categories[i % 3], i % 2 ? "claimed" : "confirmed");
    for (int i = 0; i < 4; i++)
        used +=
            (size_t)snprintf(rows + used, sizeof rows - used, "2022-04-01,strike,,28.%d,52.5\n", i);
    read_events(rows);
}

static void spread_events_each_have_a_mark(void **state)
{
    (void)state;
    const bm_symbol_options spread = {.colocated = BM_COLOCATED_SPREAD};
    read_crowd();
    options = &spread;
    bm_marks *marks = make(NULL, NULL);
    options = NULL;
    assert_int_equal(marks->count, 34);
    assert_int_equal(total(marks), 34);
    none_covers_another(marks);
    bm_px place = bm_frame_to_px(&frame, (bm_lonlat){27, 52});
    size_t spread_count = 0;
    for (size_t i = 0; i < marks->count; i++) {
        const bm_mark *mark = &marks->items[i];
        if (!mark->is_spread)
            continue;
        spread_count++;
        assert_true(hypot(mark->anchor.x - place.x, mark->anchor.y - place.y) < 1e-6);
    }
    assert_int_equal(spread_count, 30);
    bm_marks_free(marks);
    bm_events_free(events);
}

/* More than can be spread are counted, and so are places that would be in each other's way. */
static void too_many_to_spread_are_counted(void **state)
{
    (void)state;
    static char rows[16384];
    const bm_symbol_options spread = {.colocated = BM_COLOCATED_SPREAD};
    for (int near = 0; near < 2; near++) {
        size_t used = 0;
        int many = near ? 40 : BM_COLOCATED_SPREAD_MAX + 1;
        for (int i = 0; i < many; i++)
            used += (size_t)snprintf(rows + used, sizeof rows - used, "2022-03-01,strike,,27,52\n");
        for (int i = 0; near && i < 40; i++)
            used +=
                (size_t)snprintf(rows + used, sizeof rows - used, "2022-03-01,clash,,27.3,52\n");
        read_events(rows);
        options = &spread;
        bm_marks *marks = make(NULL, NULL);
        options = NULL;
        assert_int_equal(total(marks), near ? 80 : many);
        assert_true(marks->count < 80);
        assert_true(marks->largest_count >= 40);
        none_covers_another(marks);
        bm_marks_free(marks);
        bm_events_free(events);
    }
}

static void listed_events_share_one_mark(void **state)
{
    (void)state;
    const bm_symbol_options list = {.colocated = BM_COLOCATED_LIST};
    read_crowd();
    options = &list;
    bm_marks *marks = make(NULL, NULL);
    options = NULL;
    assert_int_equal(marks->count, 5);
    assert_int_equal(total(marks), 34);
    for (size_t i = 0; i < marks->count; i++)
        assert_int_equal(marks->items[i].is_mixed, marks->items[i].count == 30);
    bm_marks_free(marks);
    bm_events_free(events);
}

/* Classes are counted back from the window's end, and a mark is as dark as its latest event. */
static void older_events_are_paler(void **state)
{
    (void)state;
    const bm_symbol_options quarters = {.fade = true};
    const bm_symbol_options months = {.fade = true, .fade_step = {BM_STEP_MONTH, 1}};
    const bm_interval window = {.start_s = 1640995200,
                                .end_s = 1648771200}; /* 1 Jan – 31 Mar 2022 */
    read_events("2022-03-30,strike,,25.5,52\n2022-02-20,strike,,26.5,52\n"
                "2022-02-01,strike,,27.5,52\n2022-01-02,strike,,28.5,52\n"
                "2022-01-03,clash,,25.5,51.5\n2022-03-31,clash,,25.5,51.5\n");
    for (int which = 0; which < 2; which++) {
        options = which ? &months : &quarters;
        bm_marks *marks = make(&window, NULL);
        options = NULL;
        assert_int_equal(marks->count, 5);
        for (size_t i = 0; i < marks->count; i++) {
            const bm_mark *mark = &marks->items[i];
            char day[BM_DATE_TEXT_SIZE];
            bm_interval_format_start(mark->first->when, day);
            unsigned expected = strcmp(day, "2022-03-30") == 0   ? 0
                                : strcmp(day, "2022-02-20") == 0 ? 1
                                : strcmp(day, "2022-02-01") == 0 ? (which ? 1 : 2)
                                : strcmp(day, "2022-01-02") == 0 ? (which ? 2 : 3)
                                                                 : 0;
            assert_int_equal(mark->fade, expected);
        }
        size_t total_count = 0;
        for (int i = 0; i < BM_FADE_CLASSES; i++)
            total_count += marks->fade_counts[i];
        assert_int_equal(total_count, 6);
        assert_int_equal(marks->fade_counts[0], 2);
        bm_marks_free(marks);
    }
    bm_events_free(events);
}

/* Rows for what is drawn alone, with dates as elsewhere; no class has the days of another. */
static void ages_are_explained_by_their_days(void **state)
{
    (void)state;
    const bm_symbol_options tens = {.fade = true, .fade_step = {BM_STEP_DAY, 10}};
    static const char *const texts[] = {"22–31 March 2022", "2–11 March 2022",
                                        "Before 2 March 2022"};
    const bm_interval window = {.start_s = 1640995200,
                                .end_s = 1648771200}; /* 1 Jan – 31 Mar 2022 */
    read_events("2022-03-22,strike,,25.5,52\n2022-03-11,strike,,26.5,52\n"
                "2022-03-01,strike,,27.5,52\n2022-01-02,strike,,28.5,52\n");
    options = &tens;
    bm_marks *marks = make(&window, NULL);
    options = NULL;
    bm_legend legend = {0};
    bm_marks_add_legend(marks, marks, &legend);
    assert_int_equal(legend.count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(legend.rows[i].text, texts[i]);
    bm_marks_free(marks);
    bm_events_free(events);
}

/* An old event that is confirmed does not look like one that is claimed, which is white. */
static void faded_fills_are_not_white(void **state)
{
    (void)state;
    static const char *const names[] = {"light", "dark", "print"};
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        bm_style *theme;
        assert_int_equal(bm_style_open(names[n], &theme, NULL), BM_OK);
        for (size_t i = 0; i < theme->category_count; i++) {
            bm_color fill = theme->categories[i].fill;
            bm_color old = bm_fade_fill(theme, fill, BM_FADE_CLASSES - 1);
            double from_ground =
                hypot(hypot(old.red - theme->focus[1].red, old.green - theme->focus[1].green),
                      old.blue - theme->focus[1].blue);
            double whole =
                hypot(hypot(fill.red - theme->focus[1].red, fill.green - theme->focus[1].green),
                      fill.blue - theme->focus[1].blue);
            assert_true(from_ground > 0.4 * whole);
        }
        bm_style_free(theme);
    }
}

/* What is drawn of a symbol stands out from all that may lie under it, however old it is. */
static void outlines_stand_out_from_land_and_water(void **state)
{
    (void)state;
    static const char *const names[] = {"light", "dark", "print"};
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        bm_style *theme;
        assert_int_equal(bm_style_open(names[n], &theme, NULL), BM_OK);
        const bm_color grounds[] = {theme->focus[0],   theme->focus[1], theme->land,
                                    theme->background, theme->water,    theme->no_data};
        for (unsigned fade = 0; fade < BM_FADE_CLASSES; fade++)
            for (size_t i = 0; i < sizeof grounds / sizeof *grounds; i++) {
                double ratio = bm_contrast_ratio(bm_fade_outline(theme, fade), grounds[i]);
                if (ratio < BM_CONTRAST_GRAPHICS)
                    fail_msg("%s, age %u, ground %zu: %.2f", names[n], fade, i, ratio);
            }
        bm_style_free(theme);
    }
}

/* Each shape and each colour once, in every theme. */
static void categories_differ_in_shape_and_colour(void **state)
{
    (void)state;
    static const char *const names[] = {"light", "dark", "print"};
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        bm_style *theme;
        assert_int_equal(bm_style_open(names[n], &theme, NULL), BM_OK);
        assert_true(theme->category_count >= 8);
        for (size_t i = 0; i < theme->category_count; i++)
            for (size_t j = 0; j < i; j++) {
                const bm_category_style *a = &theme->categories[i], *b = &theme->categories[j];
                assert_int_not_equal(a->shape, b->shape);
                assert_true(bm_color_difference(BM_VISION_FULL, a->fill, b->fill) > 10);
            }
        bm_style_free(theme);
    }
}

/* The number in a symbol can be read, however old its events are. */
static void numbers_stand_out_from_their_symbols(void **state)
{
    (void)state;
    static const char *const names[] = {"light", "dark", "print"};
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        bm_style *theme;
        assert_int_equal(bm_style_open(names[n], &theme, NULL), BM_OK);
        for (size_t i = 0; i <= theme->category_count; i++)
            for (unsigned fade = 0; fade < BM_FADE_CLASSES; fade++) {
                const bm_category_style *category =
                    i < theme->category_count ? &theme->categories[i] : &theme->other;
                bm_color fill = bm_fade_fill(theme, category->fill, fade);
                double ratio = bm_contrast_ratio(bm_symbol_number_color(theme, fill), fill);
                if (ratio < BM_CONTRAST_TEXT)
                    fail_msg("%s, %s, age %u: %.2f", names[n], category->key, fade, ratio);
            }
        bm_style_free(theme);
    }
}

static bm_movement movements[8];

/* The geocoder's part, done by hand. */
static void move_event(size_t index, bm_lonlat from, bm_lonlat to)
{
    bm_event *event = (bm_event *)(uintptr_t)bm_events_get(events, index);
    movements[index] = (bm_movement){
        .from = {.place = "A", .name = "", .place_id = "", .located = true, .position = from},
        .to = {.place = "B", .name = "", .place_id = "", .located = true, .position = to}};
    event->movement = &movements[index];
}

static void equal_movements_are_one_arrow(void **state)
{
    (void)state;
    const bm_lonlat a = {25.5, 52}, b = {28, 52}, far = {80, 10};
    read_events("2022-03-01,movement,,28,52\n2022-03-02,movement,,28,52\n"
                "2022-03-03,clash,,28,52\n2022-03-04,movement,,25.5,52\n"
                "2022-03-05,movement,,28,52\n");
    move_event(0, a, b);
    move_event(1, a, b);
    move_event(2, a, b);
    move_event(3, b, a);
    move_event(4, far, far);
    bm_marks *marks = make(NULL, NULL);
    assert_int_equal(marks->arrow_count, 3);
    assert_int_equal(marks->arrows[0].count, 2);
    assert_string_equal(marks->arrows[0].first->edtf, "2022-03-02");
    bm_px middles[3];
    for (size_t i = 0; i < marks->arrow_count; i++) {
        bm_px line[BM_ARROW_POINTS];
        assert_int_equal(bm_marks_arrow_line(marks, &marks->arrows[i], &frame, line),
                         BM_ARROW_POINTS);
        middles[i] = line[BM_ARROW_POINTS / 2];
        /* Both ends stop short of the symbols. */
        for (size_t j = 0; j < marks->count; j++) {
            const bm_mark *mark = &marks->items[j];
            bm_px tail = line[0], tip = line[BM_ARROW_POINTS - 1];
            assert_true(hypot(tip.x - mark->center.x, tip.y - mark->center.y) > mark->radius_px);
            assert_true(hypot(tail.x - mark->center.x, tail.y - mark->center.y) > mark->radius_px);
        }
    }
    /* There and back lie apart. */
    size_t back = 0;
    while (back < 3 && strcmp(marks->arrows[back].first->edtf, "2022-03-04") != 0)
        back++;
    assert_true(back < 3);
    assert_true(fabs(middles[back].y - middles[(back + 1) % 3].y) > 60);
    bm_marks_free(marks);
    bm_events_free(events);
}

static bm_arrow *arrow_of_day(const bm_marks *marks, const char *day)
{
    for (size_t i = 0; i < marks->arrow_count; i++)
        if (strcmp(marks->arrows[i].first->edtf, day) == 0)
            return &marks->arrows[i];
    fail_msg("no arrow of %s", day);
    return NULL;
}

/* However long an arrow is and whatever else stands near its end. */
static void arrows_end_where_the_movement_did(void **state)
{
    (void)state;
    read_events("2022-03-01,movement,confirmed,27,52\n2022-03-02,movement,claimed,27,52\n"
                "2022-03-03,strike,,27.12,52\n2022-03-04,strike,,27.24,52\n");
    move_event(0, (bm_lonlat){60, 51}, (bm_lonlat){27, 52});
    move_event(1, (bm_lonlat){28.5, 52}, (bm_lonlat){27, 52});
    bm_marks *marks = make(NULL, NULL);
    assert_int_equal(marks->arrow_count, 2);
    for (int day = 1; day <= 2; day++) {
        const bm_arrow *arrow = arrow_of_day(marks, day == 1 ? "2022-03-01" : "2022-03-02");
        bm_px line[BM_ARROW_POINTS];
        assert_int_equal(arrow->claim, day == 1 ? BM_CLAIM_CONFIRMED : BM_CLAIM_CLAIMED);
        assert_int_equal(bm_marks_arrow_line(marks, arrow, &frame, line), BM_ARROW_POINTS);
        bm_px tip = line[BM_ARROW_POINTS - 1];
        double off = hypot(tip.x - arrow->to.x, tip.y - arrow->to.y), reach = 0;
        for (size_t i = 0; i < marks->count; i++)
            if (strcmp(marks->items[i].first->category, "movement") == 0)
                reach = fmax(reach, 1.15 * marks->items[i].radius_px +
                                        hypot(marks->items[i].center.x - arrow->to.x,
                                              marks->items[i].center.y - arrow->to.y));
        if (off > reach + bm_frame_px(&frame, 3))
            fail_msg("the arrow of day %d ends %g pixels off, its symbols reach %g", day, off,
                     reach);
    }
    bm_marks_free(marks);
    bm_events_free(events);
}

/* Ends at one place, or one pixel apart, make no arrow and do no harm. */
static void short_movements_have_no_arrow(void **state)
{
    (void)state;
    read_events("2022-03-01,movement,,28,52\n2022-03-02,movement,,28,52\n");
    move_event(0, (bm_lonlat){28, 52}, (bm_lonlat){28, 52});
    move_event(1, (bm_lonlat){28.001, 52}, (bm_lonlat){28, 52});
    bm_marks *marks = make(NULL, NULL);
    for (size_t i = 0; i < marks->arrow_count; i++) {
        bm_px line[BM_ARROW_POINTS];
        assert_int_equal(bm_marks_arrow_line(marks, &marks->arrows[i], &frame, line), 0);
    }
    bm_marks_free(marks);
    bm_events_free(events);
}

/* Any layer of polygons will do: the one that the position is in is taken. */
static void districts_are_shaded_from_their_layer(void **state)
{
    (void)state;
    bm_layer *raions;
    assert_int_equal(
        bm_layer_open(BM_TEST_SOURCE_DIR "/shapefiles/oblasts.shp", NULL, &raions, NULL), BM_OK);
    read_events("2022-03-01,strike,,26.1,52.1\n2022-03-01,strike,,-30,10\n");
    for (size_t i = 0; i < 2; i++) {
        location_of(i)->precision = BM_PLACE_PRECISION_DISTRICT;
        location_of(i)->radius_m = 25000;
        location_of(i)->place_id = "";
    }
    bm_marks *marks = make(NULL, NULL);
    assert_int_equal(marks->count, 1);
    assert_true(marks->items[0].area_radius_px > 0);
    bm_marks_find_areas(marks, raions, NULL);
    assert_null(marks->items[0].area);
    assert_int_equal(marks->area_count, 1);
    bm_marks_find_areas(marks, NULL, raions);
    assert_non_null(marks->items[0].area);
    assert_true(bm_lonlat_box_contains(marks->items[0].area->box, (bm_lonlat){26.1, 52.1}));
    assert_true(marks->items[0].area_radius_px == 0);
    assert_int_equal(marks->area_count, 0);
    assert_int_equal(marks->shaded_raions, 1);
    bm_marks_free(marks);
    bm_events_free(events);
    bm_layer_free(raions);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spread_events_each_have_a_mark),
        cmocka_unit_test(too_many_to_spread_are_counted),
        cmocka_unit_test(listed_events_share_one_mark),
        cmocka_unit_test(older_events_are_paler),
        cmocka_unit_test(ages_are_explained_by_their_days),
        cmocka_unit_test(faded_fills_are_not_white),
        cmocka_unit_test(numbers_stand_out_from_their_symbols),
        cmocka_unit_test(districts_are_shaded_from_their_layer),
        cmocka_unit_test(equal_movements_are_one_arrow),
        cmocka_unit_test(arrows_end_where_the_movement_did),
        cmocka_unit_test(short_movements_have_no_arrow),
        cmocka_unit_test(outlines_stand_out_from_land_and_water),
        cmocka_unit_test(categories_differ_in_shape_and_colour),
    };
    return cmocka_run_group_tests(tests, open_frame, close_frame);
}
