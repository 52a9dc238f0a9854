/* Helpers for tests that read a table from a string. */
#ifndef BM_TESTS_EVENTS_READING_H
#define BM_TESTS_EVENTS_READING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "events/table.h"

typedef struct reading {
    bm_status status;
    bm_error error;
    bm_events *events;
    bm_findings *findings;
} reading;

static inline reading read_bytes(const char *bytes, size_t size, const bm_events_options *options)
{
    reading r = {0};
    r.findings = bm_findings_new();
    assert_non_null(r.findings);
    r.status =
        bm_events_read_memory("table.csv", bytes, size, options, r.findings, &r.events, &r.error);
    return r;
}

static inline reading read_text(const char *text)
{
    return read_bytes(text, strlen(text), NULL);
}

static inline void reading_finish(reading *r)
{
    bm_events_free(r->events);
    bm_findings_free(r->findings);
}

/* The n-th finding with this code; an empty one with line −1 when there is none. */
static inline const bm_finding *find_code(const reading *r, const char *code, size_t n)
{
    static const bm_finding none = {.line = -1, .column = "", .value = "", .message = ""};
    for (size_t i = 0; i < bm_findings_size(r->findings); i++) {
        const bm_finding *finding = bm_findings_get(r->findings, i);
        if (finding && strcmp(finding->code, code) == 0 && n-- == 0)
            return finding;
    }
    return &none;
}

static inline size_t count_code(const reading *r, const char *code)
{
    size_t count = 0;
    while (find_code(r, code, count)->line >= 0)
        count++;
    return count;
}

#endif
