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
        {"The prize went to Ms. Maria Pinsk.", ""},
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
        {"A pontoon lay across the Dnipro in March.", ""},
        {"They met in Maidan-Vasylkivskyi.", ""},
        {"The Treaty of Brest was signed in Brest.", "Brest"},
        {"Smoke rose from Kherson Airport and from the Kherson Institute.", "Kherson"},
    };
    CHECK(cases);
}

/* Names that the gazetteer does not have, but the words around them do. */
static void test_told(void **state)
{
    (void)state;
    static const found_case cases[] = {
        {"The village of Nowhereville burned. Nowhereville had a school.",
         "Nowhereville|Nowhereville"},
        {"He farmed near Plumtown, Texas, until he died.", "Plumtown|Texas"},
        {"The president of Plumtown spoke.", ""},
    };
    CHECK(cases);
}

static void test_short_forms(void **state)
{
    (void)state;
    static const found_case cases[] = {
        {"Houston, Tex., and Phoenix, AZ, were hot.", "Houston|Tex.|Phoenix|AZ"},
        {"Senator Bolt (D-Texas) paid US$ 25 in the US.", "Texas|US"},
        {"OK, said he, it is in OR not.", ""},
        {"The Ohio State team lost in Ohio.", "Ohio"},
    };
    CHECK(cases);
}

static void test_common_words(void **state)
{
    (void)state;
    static const found_case cases[] = {
        {"Turkey was cold.", "Turkey"},
        {"We ate turkey in Turkey.", "Turkey"},
        {"Old Town was quiet, and the White House said nothing.", ""},
        {"They spoke in French and in Ukrainian.", ""},
        {"Real Madrid and Bayern Munich drew.", ""},
        {"The Duke of Kent met the Archbishop of Canterbury.", ""},
    };
    CHECK(cases);
}

/* A list with a place in it is one of places. */
static void test_lists(void **state)
{
    (void)state;
    static const found_case cases[] = {
        {"Dyvin, Kopani and Brest were quiet.", "Dyvin|Kopani|Brest"},
        {"Israel's Haifa and Lebanon's Beirut were hit.", "Israel|Haifa|Lebanon|Beirut"},
    };
    CHECK(cases);
}

/* What a mention of a text means: country and unit. */
typedef struct meant_case {
    const char *text;
    const char *mention;
    const char *country;
    const char *admin1;
} meant_case;

static void test_meant(void **state)
{
    (void)state;
    static const meant_case cases[] = {
        {"He lives in London.", "London", "GB", NULL},
        {"Hamilton, Toronto and London, Ontario, have fast trains.", "London", "CA", "Ontario"},
        {"From Canada, Mexico and Peru came delegates.", "Canada", "CA", NULL},
        {"In Georgia, police in Atlanta and Savannah were warned.", "Georgia", "US", "Georgia"},
        {"In Georgia, police in Tbilisi and Batumi were warned.", "Georgia", "GE", NULL},
        {"The man from Brest said that France was far, Rennes near.", "Brest", "FR", NULL},
        {"The man from Brest said that Minsk was far.", "Brest", "BY", NULL},
        {"Wales beat England in Cardiff.", "Wales", "GB", "Wales"},
        {"Men of Chechnya came to Kharkiv, Lviv, Kyiv and Odesa.", "Chechnya", "RU", NULL},
        {"Moldova closed schools near Lviv, Kyiv, Odesa and Sumy.", "Moldova", "MD", NULL},
        {"Georgia's president met a man of Athens, Georgia, in Atlanta.", "Georgia", "GE", NULL},
        {"BREST, France — Boats came. Later Brest, not Minsk or Homyel, slept.", "Brest", "FR",
         NULL},
        {"Belarus has a post near the Divin border crossing.", "Divin", "BY", "Brest"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bm_report *report = report_of(cases[i].text);
        const bm_mention *mention = report_mention(report, cases[i].mention);
        if (!mention || !mention->place)
            fail_msg("'%s': nothing for %s", cases[i].text, cases[i].mention);
        else if (strcmp(mention->place->country, cases[i].country) != 0 ||
                 (cases[i].admin1 && strcmp(mention->place->admin1, cases[i].admin1) != 0))
            fail_msg("'%s': %s is %s, %s, %s", cases[i].text, cases[i].mention, mention->name,
                     mention->place->admin1, mention->place->country);
        bm_report_free(report);
    }
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
        cmocka_unit_test(test_told),           cmocka_unit_test(test_short_forms),
        cmocka_unit_test(test_lists),          cmocka_unit_test(test_common_words),
        cmocka_unit_test(test_meant),          cmocka_unit_test(test_places),
        cmocka_unit_test(test_persons),        cmocka_unit_test(test_reasons),
        cmocka_unit_test(test_parts_of_names), cmocka_unit_test(test_together),
        cmocka_unit_test(test_any_bytes),
    };
    return cmocka_run_group_tests(tests, report_fixture_set_up, report_fixture_tear_down);
}
