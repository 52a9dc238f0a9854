/* From cells to events: columns, dates, positions, words. */
#include "base/utf8.h"
#include "reading.h"

#include <stdlib.h>

static bm_interval day(const char *text)
{
    bm_interval interval = {0};
    assert_int_equal(bm_interval_parse(text, BM_DATE_ORDER_UNKNOWN, &interval, NULL), BM_OK);
    return interval;
}

static void test_dates(void **state)
{
    (void)state;
    reading r = read_text("start,end,place\n"
                          "2022-03-11,,Kopani\n"
                          "2022-03-11,2022-03-14,Kopani\n"
                          "20220224,,Kopani\n"
                          "2022-03,,Kopani\n"
                          ",,Kopani\n"
                          "2023-02-29,,Kopani\n"
                          "2022-03-11,2022-03-10,Kopani\n"
                          "2022-03-11,soon,Kopani\n"
                          "11 March 2022~,,Kopani\n");
    assert_int_equal(r.status, BM_OK);
    assert_int_equal(bm_events_count(r.events), 5);
    assert_string_equal(bm_events_get(r.events, 0)->edtf, "2022-03-11");
    assert_string_equal(bm_events_get(r.events, 1)->edtf, "2022-03-11/2022-03-14");
    assert_string_equal(bm_events_get(r.events, 2)->edtf, "2022-02-24");
    assert_string_equal(bm_events_get(r.events, 3)->edtf, "2022-03");
    assert_string_equal(bm_events_get(r.events, 4)->edtf, "2022-03-11~");
    assert_int_equal(find_code(&r, "date-missing", 0)->line, 6);
    assert_int_equal(find_code(&r, "date-invalid", 0)->line, 7);
    assert_string_equal(find_code(&r, "date-invalid", 0)->value, "2023-02-29");
    assert_string_equal(find_code(&r, "date-invalid", 0)->column, "start");
    assert_int_equal(find_code(&r, "date-reversed", 0)->line, 8);
    assert_string_equal(find_code(&r, "date-invalid", 1)->column, "end");
    assert_int_equal(bm_findings_count(r.findings, BM_SEVERITY_ERROR), 4);
    reading_finish(&r);
}

static void test_ambiguous_dates(void **state)
{
    (void)state;
    static const char text[] = "date,place\n01/02/2022,Kopani\n24/02/2022,Kopani\n25/02/2022,X\n";
    reading r = read_text(text);
    assert_int_equal(bm_events_count(r.events), 2);
    const bm_finding *finding = find_code(&r, "date-ambiguous", 0);
    assert_int_equal(finding->line, 2);
    assert_non_null(strstr(finding->message, "2 other rows can only be day first"));
    reading_finish(&r);
    bm_events_options options = {.date_order = BM_DATE_ORDER_DMY};
    r = read_bytes(text, sizeof text - 1, &options);
    assert_int_equal(bm_events_count(r.events), 3);
    assert_string_equal(bm_events_get(r.events, 0)->edtf, "2022-02-01");
    assert_int_equal(bm_findings_size(r.findings), 0);
    reading_finish(&r);
}

static void check_label(const char *cell, const char *expected)
{
    char label[BM_CATEGORY_LABEL_SIZE];
    bm_category_label_from_text(cell, label);
    assert_string_equal(label, expected);
}

static void test_categories_in_their_own_words(void **state)
{
    (void)state;
    check_label("  <i>c&t</i> ", "<i>c&t</i>");
    check_label("", "");
    check_label("Русские потери", "Русские потери");
    check_label("a\x1b[31m\nb", "a[31m b");
    check_label("Losses Feb - June", "Losses");
    check_label("Losses (2022)", "Losses");
    check_label("2022", "2022");
    check_label("1234567890123456789012345678901234567890",
                "1234567890123456789012345678901234567890");
    check_label("12345678901234567890123456789012345678901",
                "123456789012345678901234567890123456789…");
    reading r = read_text("date,place,type\n2022-03-11,Kopani,Wild Boar\n2022-03-11,Kopani,\n");
    assert_string_equal(bm_events_get(r.events, 0)->category, "wild-boar");
    assert_string_equal(bm_events_get(r.events, 0)->category_label, "Wild Boar");
    assert_string_equal(bm_events_get(r.events, 1)->category_label, "");
    reading_finish(&r);
}

static void test_reversed_intervals_are_not_ambiguous(void **state)
{
    (void)state;
    reading r = read_text("date,place\n2022-03-14/2022-03-11,Kopani\n24/02/2022,Kopani\n");
    const bm_finding *finding = find_code(&r, "date-invalid", 0);
    assert_int_equal(finding->line, 2);
    assert_string_equal(finding->message, "end '2022-03-11' is before start '2022-03-14'");
    assert_int_equal(count_code(&r, "date-ambiguous"), 0);
    reading_finish(&r);
}

static void test_midnights_are_days_when_all_are(void **state)
{
    (void)state;
    reading r = read_text("date,place\n2022-03-11 00:00:00.000,A\n2022-03-12T00:00Z,B\n");
    assert_int_equal(bm_events_get(r.events, 0)->when.precision, BM_DATE_DAY);
    assert_string_equal(bm_events_get(r.events, 1)->edtf, "2022-03-12");
    reading_finish(&r);
    r = read_text("date,place\n2022-03-11 00:00,A\n2022-03-12 10:30,B\n");
    assert_int_equal(bm_events_get(r.events, 0)->when.precision, BM_DATE_MINUTE);
    assert_int_equal(bm_events_get(r.events, 1)->when.precision, BM_DATE_MINUTE);
    reading_finish(&r);
}

static void test_date_parts(void **state)
{
    (void)state;
    reading r = read_text("Year;Month;Day;Place\n2022;3;11;A\n2022;3;;B\n2022;;;C\n;;;D\n"
                          "2022;;4;E\n2022;13;1;F\n2023;2;29;G\n");
    assert_int_equal(r.status, BM_OK);
    assert_int_equal(bm_events_count(r.events), 3);
    assert_string_equal(bm_events_get(r.events, 0)->edtf, "2022-03-11");
    assert_string_equal(bm_events_get(r.events, 1)->edtf, "2022-03");
    assert_string_equal(bm_events_get(r.events, 2)->edtf, "2022");
    assert_int_equal(bm_findings_count(r.findings, BM_SEVERITY_ERROR), 4);
    reading_finish(&r);
}

static void test_date_precision_codes(void **state)
{
    (void)state;
    reading r = read_text("event_date,time_precision,place\n2022-03-11,1,A\n2022-03-11,2,B\n"
                          "2022-03-11,3,C\n2022-03-11,4,D\n");
    assert_string_equal(bm_events_get(r.events, 0)->edtf, "2022-03-11");
    bm_interval when = bm_events_get(r.events, 1)->when;
    assert_int_equal(when.start_s, day("2022-03-07").start_s);
    assert_int_equal(when.end_s, day("2022-03-13").end_s);
    assert_true(when.approximate);
    assert_string_equal(bm_events_get(r.events, 2)->edtf, "2022-03");
    assert_string_equal(bm_events_get(r.events, 3)->edtf, "2022-03-11");
    assert_int_equal(find_code(&r, "precision-unknown", 0)->line, 5);
    reading_finish(&r);
    r = read_text("date_start,date_end,date_prec,country\n2022-03-11,2022-03-20,4,A\n"
                  "2022-03-11,2022-03-11,5,B\n");
    when = bm_events_get(r.events, 0)->when;
    assert_int_equal(when.end_s, day("2022-03-20").end_s);
    assert_true(when.approximate);
    assert_string_equal(bm_events_get(r.events, 1)->edtf, "2022");
    reading_finish(&r);
}

static void test_positions(void **state)
{
    (void)state;
    reading r = read_text("date,place,lat,lon\n"
                          "2022,A,51.765,26.809\n"
                          "2022,B,,\n"
                          "2022,C,51.765,\n"
                          "2022,D,\"51,765\",26.809\n"
                          "2022,E,126.8,51.7\n"
                          "2022,F,51.7,190\n"
                          "2022,G,NaN,26\n"
                          "2022,H,0,0.0\n"
                          "2022,I,inf,1e400\n");
    assert_int_equal(bm_events_count(r.events), 4);
    const bm_event *event = bm_events_get(r.events, 0);
    assert_true(event->has_position);
    assert_true(event->position.lat == 51.765);
    assert_true(event->position.lon == 26.809);
    for (size_t i = 1; i < 4; i++)
        assert_false(bm_events_get(r.events, i)->has_position);
    assert_int_equal(find_code(&r, "position-incomplete", 0)->line, 4);
    assert_string_equal(find_code(&r, "position-invalid", 0)->message,
                        "'51,765' has a decimal comma; write 51.765");
    assert_non_null(strstr(find_code(&r, "position-range", 0)->message, "swapped?"));
    assert_string_equal(find_code(&r, "position-range", 1)->message, "longitude 190 is beyond 180");
    assert_string_equal(find_code(&r, "position-invalid", 1)->value, "NaN");
    assert_int_equal(find_code(&r, "position-zero", 0)->line, 9);
    assert_int_equal(find_code(&r, "position-zero", 0)->severity, BM_SEVERITY_WARNING);
    assert_string_equal(find_code(&r, "position-invalid", 3)->value, "inf");
    reading_finish(&r);
}

static void assert_category(const char *text, const char *expected)
{
    char key[BM_CATEGORY_SIZE];
    bm_category_from_text(text, key);
    assert_string_equal(key, expected);
}

/* What differs only at the end of a long cell stays two categories. */
static void test_long_categories(void **state)
{
    (void)state;
    static const char *const cells[] = {
        "Знайдено невідомий предмет у лісі поблизу населеного пункту вдень",
        "Знайдено невідомий предмет у лісі поблизу населеного пункту вночі"};
    char keys[2][BM_CATEGORY_SIZE];
    for (int i = 0; i < 2; i++) {
        bm_category_from_text(cells[i], keys[i]);
        assert_true(bm_utf8_is_valid(keys[i]));
    }
    assert_string_not_equal(keys[0], keys[1]);
}

static void test_categories(void **state)
{
    (void)state;
    assert_category("", "event");
    assert_category("  ", "event");
    assert_category("strike", "strike");
    assert_category("Explosions/Remote violence", "strike");
    assert_category("Battles", "clash");
    assert_category("Violence against civilians", "violence-against-civilians");
    assert_category("Strategic developments", "other");
    assert_category("2", "clash");
    assert_category("3", "one-sided-violence");
    assert_category("Military exercise with live shelling", "exercise");
    assert_category("Air/drone strike", "strike");
    assert_category("Обстріл", "strike");
    assert_category("Граница", "border");
    assert_category("Border closure", "border");
    assert_category("Troop presence", "movement");
    assert_category("talks", "diplomacy");
    assert_category("cyber", "cyber");
    assert_category("Balloon & Kite sightings", "balloon-kite-sightings");
    assert_category("a very long category that says far too much",
                    "a-very-long-category-that-says-far-too-much");
    assert_category("Пролёт беспилотника над Полесьем", "пролёт-беспилотника-над-полесьем");
    assert_category("Aircraft lost Feb - June", "aircraft-lost");
    assert_category("Aircraft lost July – Now", "aircraft-lost");
    assert_category("Aircraft lost Sep 2022", "aircraft-lost");
    assert_category("Drones of march", "drones-of");
    assert_category("2022", "2022");
    assert_category("???", "other");
    assert_category("Пожежа", "пожежа");
    static const struct {
        const char *of_report;
        const char *key;
    } read[] = {
        {"airstrike", "strike"},
        {"shelling", "strike"},
        {"drone", "strike"},
        {"missile", "strike"},
        {"attack", "strike"},
        {"explosion", "strike"},
        {"sabotage", "strike"},
        {"clash", "clash"},
        {"invasion", "incursion"},
        {"troop-movement", "movement"},
        {"military-drill", "exercise"},
        {"border-closure", "border"},
        {"border-crossing", "border"},
        {"border-patrol", "border"},
        {"mine-or-barrier", "border"},
        {"diplomatic-protest", "diplomacy"},
        {"meeting", "diplomacy"},
        {"official-statement", "diplomacy"},
        {"accident", "other"},
        {"arrest", "other"},
    };
    for (size_t i = 0; i < sizeof read / sizeof *read; i++)
        assert_category(read[i].of_report, read[i].key);
    static const char *const ours[] = {"strike",   "clash",  "incursion", "movement",
                                       "exercise", "border", "diplomacy", "other"};
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        assert_category(ours[i], ours[i]);
}

static void test_claims(void **state)
{
    (void)state;
    bm_claim claim;
    assert_true(bm_claim_from_text("Verified", &claim));
    assert_int_equal(claim, BM_CLAIM_CONFIRMED);
    assert_true(bm_claim_from_text("unconfirmed", &claim));
    assert_int_equal(claim, BM_CLAIM_CLAIMED);
    assert_true(bm_claim_from_text("not confirmed", &claim));
    assert_int_equal(claim, BM_CLAIM_CLAIMED);
    assert_true(bm_claim_from_text("likely", &claim));
    assert_int_equal(claim, BM_CLAIM_ASSESSED);
    assert_true(bm_claim_from_text("", &claim));
    assert_int_equal(claim, BM_CLAIM_UNSTATED);
    static const struct {
        const char *of_report;
        bm_claim claim;
    } read[] = {
        {"said", BM_CLAIM_CLAIMED},
        {"alleged", BM_CLAIM_CLAIMED},
        {"denied", BM_CLAIM_CLAIMED},
        {"confirmed", BM_CLAIM_CONFIRMED},
        {"satellite image", BM_CLAIM_ASSESSED},
    };
    for (size_t i = 0; i < sizeof read / sizeof *read; i++) {
        assert_true(bm_claim_from_text(read[i].of_report, &claim));
        assert_int_equal(claim, read[i].claim);
    }
    assert_false(bm_claim_from_text("blue", &claim));
}

static void test_place_precisions(void **state)
{
    (void)state;
    bm_place_precision precision;
    assert_true(bm_place_precision_from_text("2", BM_PRECISION_ACLED, &precision));
    assert_int_equal(precision, BM_PLACE_PRECISION_DISTRICT);
    assert_true(bm_place_precision_from_text("6", BM_PRECISION_UCDP, &precision));
    assert_int_equal(precision, BM_PLACE_PRECISION_COUNTRY);
    assert_false(bm_place_precision_from_text("2", BM_PRECISION_WORDS, &precision));
    assert_true(bm_place_precision_from_text("Oblast", BM_PRECISION_WORDS, &precision));
    assert_int_equal(precision, BM_PLACE_PRECISION_REGION);
    assert_false(bm_place_precision_from_text("8", BM_PRECISION_UCDP, &precision));
}

static void test_overrides(void **state)
{
    (void)state;
    static const char text[] = "when,seen,where,whither\n2022-01-01,2022-02-02,A,B\n";
    const char *columns[] = {"date=seen", "place=Whither"};
    bm_events_options options = {.columns = columns, .column_count = 2};
    reading r = read_bytes(text, sizeof text - 1, &options);
    assert_int_equal(r.status, BM_OK);
    assert_string_equal(bm_events_get(r.events, 0)->edtf, "2022-02-02");
    assert_string_equal(bm_events_get(r.events, 0)->place, "B");
    assert_int_equal(bm_events_column_role(r.events, 0), BM_COLUMN_OTHER);
    assert_int_equal(bm_events_column_role(r.events, 1), BM_COLUMN_START);
    assert_int_equal(bm_events_column_role(r.events, 2), BM_COLUMN_OTHER);
    reading_finish(&r);
    columns[1] = "place=nowhere";
    r = read_bytes(text, sizeof text - 1, &options);
    assert_int_equal(r.status, BM_ERROR_NOT_FOUND);
    assert_non_null(strstr(r.error.message, "no column 'nowhere'; it has: when, seen, where"));
    reading_finish(&r);
    columns[1] = "colour=where";
    r = read_bytes(text, sizeof text - 1, &options);
    assert_int_equal(r.status, BM_ERROR_ARGUMENT);
    reading_finish(&r);
}

static void test_duplicate_headers(void **state)
{
    (void)state;
    reading r = read_text("date,place,place,note,note\n2022,A,B,C,D\n");
    assert_int_equal(r.status, BM_OK);
    assert_string_equal(bm_events_get(r.events, 0)->place, "A");
    assert_string_equal(find_code(&r, "header-duplicate", 1)->column, "place");
    assert_int_equal(count_code(&r, "header-duplicate"), 2);
    reading_finish(&r);
}

static void test_filter_and_span(void **state)
{
    (void)state;
    reading r = read_text("date,place\n2022-03-11,A\n2022-03-12,B\n2022-04,C\n2021,D\n");
    bm_interval span;
    assert_true(bm_events_span(r.events, &span));
    assert_int_equal(span.start_s, day("2021-01-01").start_s);
    assert_int_equal(span.end_s, day("2022-04-30").end_s);
    bm_events_filter(r.events, day("2022-03-12").start_s, day("2022-04-01").end_s);
    assert_int_equal(bm_events_count(r.events), 2);
    assert_string_equal(bm_events_get(r.events, 0)->place, "B");
    assert_string_equal(bm_events_get(r.events, 1)->place, "C");
    reading_finish(&r);
}

static void test_append_joins_columns(void **state)
{
    (void)state;
    reading a = read_text("date,place,x,note,note\n2022-03-11,A,1,n1,n2\n");
    reading b = read_text("note,y,date,place,note\nm1,2,2022-03-12,B,m2\n");
    assert_int_equal(bm_events_append(a.events, b.events, NULL), BM_OK);
    reading_finish(&b);
    assert_int_equal(bm_events_count(a.events), 2);
    assert_int_equal(bm_events_column_count(a.events), 6);
    assert_string_equal(bm_events_column_name(a.events, 5), "y");
    const bm_event *first = bm_events_get(a.events, 0);
    const bm_event *second = bm_events_get(a.events, 1);
    static const char *const expected[2][6] = {{"2022-03-11", "A", "1", "n1", "n2", ""},
                                               {"2022-03-12", "B", "", "m1", "m2", "2"}};
    for (size_t i = 0; i < 6; i++) {
        assert_string_equal(first->cells[i], expected[0][i]);
        assert_string_equal(second->cells[i], expected[1][i]);
    }
    assert_int_equal(second->file, 1);
    assert_string_equal(bm_events_file(a.events, 1), "table.csv");
    assert_string_equal(second->place, "B");
    reading_finish(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_categories_in_their_own_words),
        cmocka_unit_test(test_ambiguous_dates),
        cmocka_unit_test(test_reversed_intervals_are_not_ambiguous),
        cmocka_unit_test(test_midnights_are_days_when_all_are),
        cmocka_unit_test(test_date_parts),
        cmocka_unit_test(test_date_precision_codes),
        cmocka_unit_test(test_positions),
        cmocka_unit_test(test_categories),
        cmocka_unit_test(test_long_categories),
        cmocka_unit_test(test_claims),
        cmocka_unit_test(test_place_precisions),
        cmocka_unit_test(test_overrides),
        cmocka_unit_test(test_duplicate_headers),
        cmocka_unit_test(test_filter_and_span),
        cmocka_unit_test(test_append_joins_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
