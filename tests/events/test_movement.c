#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "events/table.h"

static bm_events *read(const char *text)
{
    bm_events *events = NULL;
    bm_error error = {0};
    if (bm_events_read_memory("m.csv", text, strlen(text), NULL, NULL, &events, &error))
        fail_msg("%s", error.message);
    return events;
}

static void reads_both_ends(void **state)
{
    (void)state;
    bm_events *events = read("date,place,from,to,from_lon,from_lat\n"
                             "2022-02-24,Chernobyl,Naroulia,Kyiv,,\n"
                             "2022-02-24,,Naroulia,Kyiv,29.5,51.8\n"
                             "2022-02-24,Brest,,,,\n");
    const bm_event *event = bm_events_get(events, 0);
    assert_non_null(event->movement);
    assert_string_equal(event->place, "Chernobyl");
    assert_string_equal(event->movement->from.place, "Naroulia");
    assert_string_equal(event->movement->to.place, "Kyiv");
    assert_false(event->movement->from.has_position);
    event = bm_events_get(events, 1);
    assert_string_equal(event->place, "Kyiv");
    assert_true(event->movement->from.has_position);
    assert_true(event->movement->from.position.lon == 29.5);
    assert_null(bm_events_get(events, 2)->movement);
    bm_events_free(events);
}

/* `from` and `to` are dates in tables that keep both ends of an event's time. */
static void dates_are_no_places(void **state)
{
    (void)state;
    bm_events *events = read("from,to,place\n2022-02-24,2022-02-26,Kyiv\n");
    assert_int_equal(bm_events_column_role(events, 0), BM_COLUMN_START);
    assert_int_equal(bm_events_column_role(events, 1), BM_COLUMN_END);
    assert_null(bm_events_get(events, 0)->movement);
    bm_events_free(events);
    events = read("date,to,place\n2022-02-24,26.02.2022,Kyiv\n");
    assert_int_equal(bm_events_column_role(events, 1), BM_COLUMN_END);
    bm_events_free(events);
    events = read("date,from,to,place\n2022-02-24,March 2022,April 2022,Kyiv\n");
    assert_int_equal(bm_events_column_role(events, 1), BM_COLUMN_OTHER);
    assert_null(bm_events_get(events, 0)->movement);
    bm_events_free(events);
}

static void bad_positions_are_found(void **state)
{
    (void)state;
    static const char text[] = "date,place,from_place,from_lon,from_lat\n"
                               "2022-02-24,Kyiv,Naroulia,east,51.8\n"
                               "2022-02-24,Kyiv,Naroulia,29.5,951.8\n";
    bm_findings *findings = bm_findings_new();
    bm_events *events = NULL;
    assert_int_equal(
        bm_events_read_memory("m.csv", text, strlen(text), NULL, findings, &events, NULL), BM_OK);
    assert_int_equal(bm_events_count(events), 2);
    assert_int_equal(bm_findings_size(findings), 2);
    assert_string_equal(bm_findings_get(findings, 0)->code, "movement-position");
    assert_string_equal(bm_findings_get(findings, 1)->value, "951.8");
    assert_false(bm_events_get(events, 0)->movement->from.has_position);
    bm_events_free(events);
    bm_findings_free(findings);
}

static void joined_tables_keep_movements(void **state)
{
    (void)state;
    bm_events *events = read("date,place\n2022-02-24,Kyiv\n");
    bm_events *more = read("date,from,to\n2022-02-24,Naroulia,Kyiv\n");
    assert_int_equal(bm_events_append(events, more, NULL), BM_OK);
    bm_events_free(more);
    const bm_event *event = bm_events_get(events, 1);
    assert_string_equal(event->movement->from.place, "Naroulia");
    assert_string_equal(event->movement->to.place, "Kyiv");
    bm_events_free(events);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_both_ends),
        cmocka_unit_test(dates_are_no_places),
        cmocka_unit_test(bad_positions_are_found),
        cmocka_unit_test(joined_tables_keep_movements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
