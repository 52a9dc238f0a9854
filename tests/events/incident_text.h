/** @file incident_text.h
 *  What a report's incidents come to, in one line each, for tests to compare with.
 */
#ifndef BM_TESTS_EVENTS_INCIDENT_TEXT_H
#define BM_TESTS_EVENTS_INCIDENT_TEXT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report_fixture.h"

enum { INCIDENT_TEXT_SIZE = 4096 };

/** A report, when it was published, and all that is to come of it: "category place date status
 *  [speaker]", incidents parted by "; ". */
typedef struct incident_case {
    const char *text;
    const char *published;
    const char *expected;
} incident_case;

static inline void incident_line(const bm_report *report, const bm_incident *incident, char *line,
                                 size_t size)
{
    char when[BM_DATE_TEXT_SIZE] = "undated";
    const bm_mention *mention = bm_report_mention(report, incident->mention);
    if (incident->has_date)
        bm_interval_format_edtf(incident->when, when);
    const char *status = bm_claim_status_name(incident->status);
    (void)snprintf(line, size, "%s %s %s%s%s%s%s%s", incident->category,
                   mention ? mention->text : "nowhere", when, *status ? " " : "", status,
                   *incident->speaker ? " [" : "", incident->speaker,
                   *incident->speaker ? "]" : "");
}

/** All of them, parted by "; ". */
static inline void incident_lines(const bm_report *report, char text[INCIDENT_TEXT_SIZE])
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < bm_report_incident_count(report) && used < INCIDENT_TEXT_SIZE; i++) {
        char line[512];
        incident_line(report, bm_report_incident(report, i), line, sizeof line);
        int wrote =
            snprintf(text + used, INCIDENT_TEXT_SIZE - used, "%s%s", used > 0 ? "; " : "", line);
        used += wrote > 0 ? (size_t)wrote : 0;
    }
}

static inline void check_incidents(const incident_case *cases, size_t count)
{
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        char found[INCIDENT_TEXT_SIZE];
        bm_report *report = cases[i].published ? report_published(cases[i].text, cases[i].published)
                                               : report_of(cases[i].text);
        incident_lines(report, found);
        bm_report_free(report);
        wrong += strcmp(found, cases[i].expected) != 0;
        if (strcmp(found, cases[i].expected) != 0)
            print_error("%s\n    %s\n    expected: %s\n", cases[i].text, found, cases[i].expected);
    }
    assert_int_equal(wrong, 0);
}

/** Whether something was passed over as an incident for this reason. */
static inline bool is_passed_over(const bm_report *report, const char *words, const char *reason)
{
    for (size_t i = 0; i < bm_report_rejection_count(report); i++) {
        const bm_rejection *rejection = bm_report_rejection(report, i);
        if (strcmp(rejection->what, "incident") == 0 && strcmp(rejection->text, words) == 0 &&
            strcmp(rejection->reason, reason) == 0)
            return true;
    }
    return false;
}

#endif
