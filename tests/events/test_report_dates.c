/* The dates of reports: parts of them, reasons, and texts that mean harm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "dates_fixture.h"

#define SATURDAY "2022-03-12"
#define CHECK(cases) check_dates(BM_LANGUAGE_ENGLISH, cases, sizeof(cases) / sizeof(cases)[0])

static void keeps_the_dates_of_a_caption_apart(void **state)
{
    (void)state;
    static const date_case cases[] = {
        {NULL,
         "Guards walk along a fence near the village of Olmany on September 26, 2013. (Photo by "
         "Ann Lee / AGENCY via Getty Images)\n\nThe fence near the village of Olmany was mended on "
         "October 3.\n\nThe work was done by the guards.\n",
         "September 26, 2013 = 2013-09-26 absolute; October 3 = ? no year, no publication date"},
    };
    CHECK(cases);
}

static void counts_from_a_dateline(void **state)
{
    (void)state;
    static const date_case cases[] = {
        {NULL, "Minsk, March 12, 2022\n\nGuards closed the bridge on Friday, officials said.\n",
         "March 12, 2022 = 2022-03-12 absolute; Friday = 2022-03-11 weekday-before-publication"},
        {"2022-03", "Guards closed the bridge on Friday.",
         "Friday = ? relative, no publication date"},
    };
    CHECK(cases);
}

static void reads_digits_in_any_language(void **state)
{
    (void)state;
    static const date_case cases[] = {
        {NULL, "2022-03-11 10.03.2022 31.12.2021",
         "2022-03-11 = 2022-03-11; 10.03.2022 = "
         "2022-03-10; 31.12.2021 = 2021-12-31"},
    };
    check_dates(BM_LANGUAGE_UNKNOWN, cases, 1);
}

static void settles_digits_by_the_publication(void **state)
{
    (void)state;
    static const date_case cases[] = {
        {"2022-04-08", "Filmed on 08/04/2022.",
         "08/04/2022 = 2022-04-08 digits-before-publication"},
        {"2022-09-01", "Filmed on 08/04/2022.", ""},
        {"2022-04-08", "Filmed on 04/04/2022.", "04/04/2022 = 2022-04-04 absolute"},
    };
    CHECK(cases);
}

static void tells_why_not(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *expected;
    } cases[] = {
        {"It opened on February 30.", "- February 30: that month has no such day"},
        {"It opened on 01/02/2022.", "- 01/02/2022: may be read with the day or the month first"},
        {"Room 2013 is shut.", "- 2013: a number that may be no year"},
        {"The March on Rome failed.",
         "- March: a month's name without a day, a year or a preposition"},
        {"Our Weekend Club met.", "- Weekend: a weekend's name without a preposition"},
        {"It opens on Mondays.", "- Mondays: said of every such day"},
        {"It opens on the last Sunday of May 2021.",
         "May 2021 = 2021-05 absolute; - last Sunday: said of every such day"},
        {"Two days before the war it rained.",
         "- Two days before: counted from what the words after it say"},
        {"Black Friday was calm.", "- Black Friday: part of a name"},
        {"The Sunday Times wrote so.", "- Sunday Times: part of a publication's name"},
        {"They quarrel to this day.", "- to this day: a manner of speaking"},
        {"He stayed from 2016 to 2014.", "- 2016 to 2014: its end is before its start"},
        {"It was 5000 days ago.", "- 5000 days ago: too far away for a date"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *found =
            dates_of(BM_LANGUAGE_ENGLISH, SATURDAY, cases[i].text, strlen(cases[i].text), true);
        assert_string_equal(found, cases[i].expected);
        free(found);
    }
}

/* Each unit over and over, with nothing or a line end between. */
static void takes_time_in_proportion(void **state)
{
    (void)state;
    static const char *const units[] = {"on March 11, 2022 and Friday ",
                                        "early ",
                                        "last ",
                                        "11, ",
                                        "11 – ",
                                        "2014-",
                                        "March 11 and ",
                                        "Friday ",
                                        "will ",
                                        "a week earlier ",
                                        "the same day ",
                                        "(2014) ",
                                        "11.03.20",
                                        "Friday early ",
                                        "Friday two weeks ago ",
                                        "last week on ",
                                        "March ",
                                        "from 2014 to ",
                                        "overnight into ",
                                        "2022-03-11T10:30 ",
                                        "\xFF\xFE",
                                        "Monday to ",
                                        "1 January – "};
    enum { BYTES = 1 << 20, SECONDS = 20 };
    char *text = malloc(BYTES);
    assert_non_null(text);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t length = strlen(units[i]);
        for (size_t at = 0; at < BYTES; at++)
            text[at] = units[i][at % length];
        clock_t start = clock();
        char *found = dates_of(BM_LANGUAGE_ENGLISH, SATURDAY, text, BYTES, false);
        assert_non_null(found);
        /* Far above what it takes, far below what anything quadratic would. */
        assert_true(clock() - start < (clock_t)SECONDS * CLOCKS_PER_SEC);
        free(found);
    }
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_the_dates_of_a_caption_apart),
        cmocka_unit_test(counts_from_a_dateline),
        cmocka_unit_test(reads_digits_in_any_language),
        cmocka_unit_test(settles_digits_by_the_publication),
        cmocka_unit_test(tells_why_not),
        cmocka_unit_test(takes_time_in_proportion),
    };
    return cmocka_run_group_tests(tests, dates_set_up, dates_tear_down);
}
