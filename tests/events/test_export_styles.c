#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "events/export/event_layer.h"
#include "events/export/styles/categories.h"
#include "events/export/styles/relative.h"
#include "events/export/styles/symbol_svg.h"
#include "events/export/styles/xml.h"

static bm_events *read_located(const char *csv)
{
    bm_events *events = NULL;
    assert_int_equal(
        bm_events_read_memory("table.csv", csv, strlen(csv), NULL, NULL, &events, NULL), BM_OK);
    for (size_t i = 0; i < events->count; i++)
        events->items[i].location.located = true;
    return events;
}

static bm_style_categories choose(const char *csv)
{
    bm_style_categories chosen;
    bm_event_layer *layer = NULL;
    bm_events *events = read_located(csv);
    assert_int_equal(bm_event_layer_new(events, &layer, NULL), BM_OK);
    assert_int_equal(bm_style_categories_choose(bm_event_layer_output(layer), &chosen, NULL),
                     BM_OK);
    bm_event_layer_free(layer);
    bm_events_free(events);
    return chosen;
}

static void assert_category(const bm_style_category *category, const char *key, const char *label,
                            const char *color)
{
    assert_string_equal(category->key, key);
    assert_string_equal(category->label, label);
    assert_string_equal(category->color, color);
}

static void categories_are_in_the_order_of_the_style(void **state)
{
    (void)state;
    bm_style_categories chosen = choose("date,place,category\n2022-03-01,Kyiv,diplomacy\n"
                                        "2022-03-01,Kyiv,diplomacy\n2022-03-01,Kyiv,strike\n"
                                        "2022-03-01,Kyiv,movement\n");
    assert_int_equal(chosen.count, 3);
    assert_category(&chosen.items[0], "strike", "Strike or shelling", "#d55e00");
    assert_category(&chosen.items[1], "movement", "Troop movement", "#0072b2");
    assert_category(&chosen.items[2], "diplomacy", "Diplomacy", "#f0e442");
    assert_string_equal(chosen.other.key, "other");
}

static void the_tables_own_borrow_what_is_free(void **state)
{
    (void)state;
    bm_style_categories chosen =
        choose("date,place,category\n2022-03-01,Kyiv,UAV sightings\n2022-03-01,Kyiv,UAV sightings\n"
               "2022-03-01,Kyiv,event\n2022-03-01,Kyiv,strike\n");
    assert_int_equal(chosen.count, 3);
    assert_string_equal(chosen.items[0].key, "strike");
    assert_string_equal(chosen.items[1].key, "event");
    /* The circle is taken by the events: the next from the end is the pentagon. */
    assert_category(&chosen.items[2], "uav-sightings", "UAV sightings", "#f0e442");
    assert_int_equal(chosen.items[2].shape, BM_SHAPE_PENTAGON);
}

static void only_what_is_drawn_counts(void **state)
{
    (void)state;
    bm_style_categories chosen;
    bm_event_layer *layer = NULL;
    bm_events *events = read_located("date,place,category\n2022-03-01,Kyiv,strike\n"
                                     "2022-03-01,Belarus,clash\n2022-03-01,Minsk,exercise\n");
    events->items[0].location.located = false;
    events->items[1].location.precision = BM_PLACE_PRECISION_COUNTRY;
    assert_int_equal(bm_event_layer_new(events, &layer, NULL), BM_OK);
    assert_int_equal(bm_style_categories_choose(bm_event_layer_output(layer), &chosen, NULL),
                     BM_OK);
    assert_int_equal(chosen.count, 1);
    assert_string_equal(chosen.items[0].key, "exercise");
    bm_event_layer_free(layer);
    bm_events_free(events);
}

static void a_path_is_seen_from_the_style(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to, *want;
    } cases[] = {
        {"style.json", "events.geojson", "events.geojson"},
        {"./style.json", "events.geojson", "events.geojson"},
        {"out/style.json", "out/events.geojson", "events.geojson"},
        {"out/styles/s.json", "out/events.geojson", "../events.geojson"},
        {"s/style.json", "data/my events.geojson", "../data/my%20events.geojson"},
        {"/a/b/style.json", "/a/c/e.geojson", "../c/e.geojson"},
        {"/a/style.json", "e.geojson", "e.geojson"},
        {"ab/style.json", "a/e.geojson", "../a/e.geojson"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bm_strbuf out = {0};
        bm_relative_path_put(cases[i].from, cases[i].to, &out);
        assert_string_equal(bm_strbuf_text(&out), cases[i].want);
        bm_strbuf_finish(&out);
    }
}

static void xml_has_marks_for_what_it_cannot_hold(void **state)
{
    (void)state;
    bm_strbuf out = {0};
    bm_xml_put_text(&out, "<a b=\"c\">&\n\x01\xD0\x94");
    assert_string_equal(bm_strbuf_text(&out),
                        "&lt;a b=&quot;c&quot;&gt;&amp;&#10;\xEF\xBF\xBD\xD0\x94");
    bm_strbuf_finish(&out);
}

static void a_symbol_is_a_picture_in_base64(void **state)
{
    (void)state;
    static const char head[] = "base64:PHN2ZyB4bWxucz0i"; /* <svg xmlns=" */
    for (int shape = 0; shape < BM_SHAPES; shape++) {
        bm_strbuf out = {0};
        bm_symbol_svg_put_name((bm_shape)shape, BM_CLAIM_ASSESSED, &out);
        assert_memory_equal(bm_strbuf_text(&out), head, sizeof head - 1);
        assert_int_equal((out.length - sizeof "base64:" + 1) % 4, 0);
        bm_strbuf_finish(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(categories_are_in_the_order_of_the_style),
        cmocka_unit_test(the_tables_own_borrow_what_is_free),
        cmocka_unit_test(only_what_is_drawn_counts),
        cmocka_unit_test(a_path_is_seen_from_the_style),
        cmocka_unit_test(xml_has_marks_for_what_it_cannot_hold),
        cmocka_unit_test(a_symbol_is_a_picture_in_base64),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
