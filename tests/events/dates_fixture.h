/** @file dates_fixture.h
 *  The dates of a text, without the rest of the reader.
 */
#ifndef BM_TESTS_EVENTS_DATES_FIXTURE_H
#define BM_TESTS_EVENTS_DATES_FIXTURE_H

#include <bordermap/report.h>

/** For cmocka, before and after a group of tests. */
int dates_set_up(void **state);
int dates_tear_down(void **state);

/** One text and what is found in it. */
typedef struct date_case {
    const char *published; /**< "2022-03-12"; NULL when it is not known */
    const char *text;
    const char *dates; /**< "Friday = 2022-03-11 weekday-before-publication; …" in EDTF; "?" in its
                            place when not resolved; "" for none. A rule may be left out. */
} date_case;

/** Read all, and fail the test naming those that come out differently. */
void check_dates(bm_language language, const date_case *cases, size_t count);

/** The dates of a text as in ::date_case, each with its rule; free it. Rejected ones follow as
 *  "; - text: reason" when `rejected`. */
char *dates_of(bm_language language, const char *published, const char *text, size_t length,
               bool rejected);

#endif
