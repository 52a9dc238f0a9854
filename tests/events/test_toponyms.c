/* Which words of a report are taken for places, and which are not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "tests/events/report_fixture.h"

/* What is found in each text, in order, with bars between. */
typedef struct found_case {
    const char *text;
    const char *mentions;
} found_case;

static void write_mentions(const bm_report *report, char *out, size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < bm_report_mention_count(report); i++) {
        const bm_mention *mention = bm_report_mention(report, i);
        int length = snprintf(out + used, size - used, "%s%s", used > 0 ? "|" : "", mention->text);
        assert_true(length >= 0 && (size_t)length < size - used);
        used += (size_t)length;
    }
}

static void check(const found_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char found[1024];
        bm_report *report = report_of(cases[i].text);
        write_mentions(report, found, sizeof found);
        if (strcmp(found, cases[i].mentions) != 0)
            fail_msg("'%s': found '%s', not '%s'", cases[i].text, found, cases[i].mentions);
        bm_report_free(report);
    }
}

#define CHECK(cases) check(cases, sizeof(cases) / sizeof *(cases))

static void test_places(void **state)
{
    (void)state;
    static const found_case cases[] = {
        {"A column left Brest for Kobryn.", "Brest|Kobryn"},
        {"Minsk's streets were quiet, and so were those of Kyiv.", "Minsk|Kyiv"},
        {"Trains from Poland to Ukraine stopped in Lviv.", "Poland|Ukraine|Lviv"},
        {"He had come from the U.S. by way of the UK.", "U.S.|UK"},
        {"Shops in Kamianets-Podilskyi opened late.", "Kamianets-Podilskyi"},
        {"It happened in Bila Tserkva on a Sunday.", "Bila Tserkva"},
        {"The Kyiv-based charity has people in Chernihiv.", "Kyiv|Chernihiv"},
        {"Ice lay on Lake Svityaz and along Pripyat River.", "Lake Svityaz|Pripyat River"},
    };
    CHECK(cases);
}

static void test_persons(void **state)
{
    (void)state;
    static const found_case cases[] = {
        {"President Brest thanked the firemen.", ""},
        {"The prize went to Maria Minsk of the choir.", ""},
        {"The prize went to Anna K. Minsk.", ""},
        {"Singer Jack Kobryn was there. Kobryn sang twice.", ""},
    };
    CHECK(cases);
}

static void test_parts_of_names(void **state)
{
    (void)state;
    static const found_case cases[] = {
        {"The Bank of Ukraine and the Kyiv Post were closed.", ""},
        {"They signed the Minsk Agreement.", ""},
        {"He studied at Kyiv National University.", ""},
        {"She lives in Minsk Street.", ""},
        {"The Treaty of Brest was signed in Brest.", "Brest"},
    };
    CHECK(cases);
}

static void test_reasons(void **state)
{
    (void)state;
    bm_report *report = report_of("The Kyiv Post had a page about President Brest.");
    assert_int_equal(bm_report_rejection_count(report), 2);
    const bm_rejection *first = bm_report_rejection(report, 0);
    assert_string_equal(first->text, "Kyiv");
    assert_string_equal(first->what, "toponym");
    assert_string_equal(first->reason, "part of the name of a newspaper or station");
    assert_string_equal(bm_report_rejection(report, 1)->reason, "after a person's title");
    bm_report_free(report);
}

/* The same villages are in both countries; what else the report names decides. */
static void test_together(void **state)
{
    (void)state;
    bm_report *report = report_of("A drone fell near Kopani. Police in Stolin and Brest, Belarus, "
                                  "said that nobody was hurt.");
    const bm_mention *kopani = report_mention(report, "Kopani");
    assert_non_null(kopani);
    assert_non_null(kopani->place);
    assert_string_equal(kopani->place->country, "BY");
    const bm_mention *brest = report_mention(report, "Brest");
    assert_non_null(brest);
    assert_string_equal(brest->place->country, "BY");
    bm_report_free(report);
}

static void test_any_bytes(void **state)
{
    (void)state;
    static const char *const texts[] = {"",     "A",           "\xFF\xFE London \x80",
                                        "In .", "of of of Of", "St. ",
                                        "Lake", "U.S.",        "MINSK (AP) \xE2\x80\x94"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        bm_report_free(report_of(texts[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),   cmocka_unit_test(test_persons),
        cmocka_unit_test(test_reasons),  cmocka_unit_test(test_parts_of_names),
        cmocka_unit_test(test_together), cmocka_unit_test(test_any_bytes),
    };
    return cmocka_run_group_tests(tests, report_fixture_set_up, report_fixture_tear_down);
}
