/* Tables as ACLED, UCDP GED, VIINA, CIR and a Ukrainian desk lay them out; every row is invented.
 */
#include "reading.h"

#include <stdio.h>

static reading read_fixture(const char *name)
{
    char path[512];
    reading r = {0};
    snprintf(path, sizeof path, "%s/%s", BM_TEST_FIXTURES, name);
    r.findings = bm_findings_new();
    r.status = bm_events_read(path, NULL, r.findings, &r.events, &r.error);
    if (r.status)
        fail_msg("%s", r.error.message);
    return r;
}

/* The header that has a role, "" when none has. */
static const char *header_of(const reading *r, bm_column_role role)
{
    for (size_t i = 0; i < bm_events_column_count(r->events); i++)
        if (bm_events_column_role(r->events, i) == role)
            return bm_events_column_name(r->events, i);
    return "";
}

static void test_acled(void **state)
{
    (void)state;
    reading r = read_fixture("acled.csv");
    assert_int_equal(bm_events_count(r.events), 3);
    assert_int_equal(bm_findings_size(r.findings), 0);
    assert_string_equal(header_of(&r, BM_COLUMN_START), "event_date");
    assert_string_equal(header_of(&r, BM_COLUMN_YEAR), "");
    assert_string_equal(header_of(&r, BM_COLUMN_ADMIN), "admin1");
    assert_string_equal(header_of(&r, BM_COLUMN_PLACE), "location");
    const bm_event *event = bm_events_get(r.events, 0);
    assert_string_equal(event->id, "UKR90001");
    assert_string_equal(event->edtf, "2022-02-24");
    assert_string_equal(event->category, "strike");
    assert_string_equal(event->description, "An invented row, with a comma.");
    assert_true(event->has_position);
    assert_int_equal(event->place_precision, BM_PLACE_PRECISION_SETTLEMENT);
    event = bm_events_get(r.events, 1);
    assert_string_equal(event->category, "other");
    assert_int_equal(event->place_precision, BM_PLACE_PRECISION_DISTRICT);
    assert_int_equal(event->when.end_s - event->when.start_s, 7 * 86400);
    event = bm_events_get(r.events, 2);
    assert_string_equal(event->edtf, "2022-04");
    assert_string_equal(event->category, "clash");
    assert_int_equal(event->place_precision, BM_PLACE_PRECISION_REGION);
    reading_finish(&r);
}

static void test_ucdp(void **state)
{
    (void)state;
    reading r = read_fixture("ucdp.csv");
    assert_int_equal(bm_events_count(r.events), 3);
    assert_int_equal(bm_findings_size(r.findings), 0);
    assert_string_equal(header_of(&r, BM_COLUMN_PLACE), "where_coordinates");
    assert_string_equal(header_of(&r, BM_COLUMN_SOURCE), "source_article");
    const bm_event *event = bm_events_get(r.events, 0);
    assert_string_equal(event->edtf, "2022-02-24");
    assert_string_equal(event->category, "clash");
    assert_string_equal(event->source, "\"Made Gazette, 2022-02-25, invented\"");
    event = bm_events_get(r.events, 1);
    assert_string_equal(event->edtf, "2022-02-24~/2022-03-02~");
    assert_string_equal(event->category, "one-sided-violence");
    assert_int_equal(event->place_precision, BM_PLACE_PRECISION_REGION);
    event = bm_events_get(r.events, 2);
    assert_string_equal(event->edtf, "2022");
    assert_int_equal(event->place_precision, BM_PLACE_PRECISION_COUNTRY);
    reading_finish(&r);
}

static void test_viina(void **state)
{
    (void)state;
    reading r = read_fixture("viina.csv");
    assert_int_equal(bm_events_count(r.events), 2);
    assert_int_equal(bm_findings_size(r.findings), 0);
    const bm_event *event = bm_events_get(r.events, 0);
    assert_string_equal(event->edtf, "2022-02-24");
    assert_string_equal(event->place, "Lubyanka");
    assert_string_equal(event->admin, "Kyiv");
    assert_string_equal(event->description, "Вигадана новина, рядок перший");
    assert_string_equal(event->url, "https://example.org/1");
    assert_string_equal(event->category, "event");
    assert_false(bm_events_get(r.events, 1)->has_position);
    reading_finish(&r);
}

static void test_cir(void **state)
{
    (void)state;
    reading r = read_fixture("cir.csv");
    assert_int_equal(bm_events_count(r.events), 2);
    assert_int_equal(find_code(&r, "date-missing", 0)->line, 5);
    const bm_event *event = bm_events_get(r.events, 0);
    assert_string_equal(event->id, "MD0001");
    assert_string_equal(event->place, "Lubyanka");
    assert_string_equal(event->district, "Bucha");
    assert_string_equal(event->category, "strike");
    assert_string_equal(event->description, "Invented blast\nin two lines");
    assert_string_equal(bm_events_get(r.events, 1)->category, "movement");
    assert_int_equal(bm_events_get(r.events, 1)->line, 4);
    reading_finish(&r);
}

static void test_cyrillic_headers(void **state)
{
    (void)state;
    reading r = read_fixture("cyrillic.csv");
    assert_int_equal(bm_events_count(r.events), 2);
    assert_int_equal(bm_findings_size(r.findings), 0);
    const bm_event *event = bm_events_get(r.events, 0);
    assert_string_equal(event->edtf, "2022-03-11");
    assert_string_equal(event->place, "Копані");
    assert_string_equal(event->country, "Білорусь");
    assert_string_equal(event->category, "strike");
    assert_string_equal(event->title, "Вигадано; з крапкою");
    assert_true(event->has_position);
    event = bm_events_get(r.events, 1);
    assert_string_equal(event->category, "border");
    assert_string_equal(event->cells[9], "так");
    reading_finish(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_acled),
        cmocka_unit_test(test_ucdp),
        cmocka_unit_test(test_viina),
        cmocka_unit_test(test_cir),
        cmocka_unit_test(test_cyrillic_headers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
