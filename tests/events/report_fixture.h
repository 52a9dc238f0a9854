/** @file report_fixture.h
 *  A reader with the shipped gazetteer, border, aliases and lexicons, opened once for a test
 *  program, and reports read with it.
 *
 *      return cmocka_run_group_tests(tests, report_fixture_set_up, report_fixture_tear_down);
 *
 *      bm_report *report = report_of("A drone fell near Stolin.");
 *      const bm_mention *mention = report_mention(report, "Stolin");
 */
#ifndef BM_TESTS_EVENTS_REPORT_FIXTURE_H
#define BM_TESTS_EVENTS_REPORT_FIXTURE_H

#include <bordermap/report.h>

/** For cmocka, before and after a group of tests. */
int report_fixture_set_up(void **state);
int report_fixture_tear_down(void **state);

const bm_reader *report_reader(void);
const bm_gazetteer *report_gazetteer(void);
const bm_border *report_border(void);

/** Read a text without a publication date. Free it with bm_report_free(); fails the test when it
 *  cannot be read. */
bm_report *report_of(const char *text);
/** Read it as published on a day, "2022-03-12". */
bm_report *report_published(const char *text, const char *day);

/** The first mention that is written so; NULL when there is none. */
const bm_mention *report_mention(const bm_report *report, const char *text);
/** The bytes of a span, in one of a few static buffers. */
const char *report_words(const char *text, bm_span span);

#endif
