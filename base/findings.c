#include <bordermap/findings.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { VALUE_SIZE = 121, MESSAGE_SIZE = 1024 };

struct bm_findings {
    bm_arena arena;
    bm_finding *items;
    size_t size;
    size_t capacity;
    size_t counts[BM_SEVERITY_ERROR + 1];
    size_t room; /* how many more are kept, when there is a limit */
    bool is_limited;
};

bm_findings *bm_findings_new(void)
{
    return calloc(1, sizeof(bm_findings));
}

void bm_findings_free(bm_findings *findings)
{
    if (!findings)
        return;
    bm_arena_finish(&findings->arena);
    free(findings->items);
    free(findings);
}

static void format_message(char escaped[MESSAGE_SIZE], const char *format, va_list arguments)
    BM_PRINTF(2, 0);
static void format_message(char escaped[MESSAGE_SIZE], const char *format, va_list arguments)
{
    char message[MESSAGE_SIZE];
    bm_strbuf whole = {0};
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(message, sizeof message, format, arguments);
    if (length >= MESSAGE_SIZE)
        bm_strbuf_vprintf(&whole, format, again);
    va_end(again);
    bm_utf8_escape(whole.text ? whole.text : length < 0 ? "" : message, escaped, MESSAGE_SIZE);
    bm_strbuf_finish(&whole);
}

void bm_findings_add(bm_findings *findings, bm_severity severity, const char *code,
                     const char *file, long line, const char *column, const char *value,
                     const char *format, ...)
{
    if (!findings)
        return;
    findings->counts[severity]++;
    if (findings->is_limited && findings->room == 0)
        return;
    findings->room -= findings->is_limited;
    char escaped_value[VALUE_SIZE];
    char escaped_column[VALUE_SIZE];
    char escaped_message[MESSAGE_SIZE];
    bm_utf8_escape(value ? value : "", escaped_value, sizeof escaped_value);
    bm_utf8_escape(column ? column : "", escaped_column, sizeof escaped_column);
    va_list arguments;
    va_start(arguments, format);
    format_message(escaped_message, format, arguments);
    va_end(arguments);
    bm_finding finding = {
        .severity = severity,
        .code = bm_arena_strdup(&findings->arena, code),
        .file = bm_arena_strdup(&findings->arena, file ? file : ""),
        .line = line,
        .column = bm_arena_strdup(&findings->arena, escaped_column),
        .value = bm_arena_strdup(&findings->arena, escaped_value),
        .message = bm_arena_strdup(&findings->arena, escaped_message),
    };
    bm_finding *items = bm_array_grow(findings->items, findings->size, &findings->capacity,
                                      sizeof *findings->items);
    if (items)
        findings->items = items;
    if (!items || !finding.code || !finding.file || !finding.column || !finding.value ||
        !finding.message)
        return;
    findings->items[findings->size++] = finding;
}

void bm_findings_append(bm_findings *findings, const bm_findings *more)
{
    for (size_t i = 0; findings && i < bm_findings_size(more); i++) {
        const bm_finding *finding = bm_findings_get(more, i);
        bm_findings_add(findings, finding->severity, finding->code, finding->file, finding->line,
                        finding->column, finding->value, "%s", finding->message);
    }
}

void bm_findings_limit(bm_findings *findings, size_t most)
{
    findings->is_limited = true;
    findings->room = most > findings->size ? most - findings->size : 0;
}

void bm_findings_count_more(bm_findings *findings, const bm_findings *other)
{
    if (!findings || !other)
        return;
    for (int severity = BM_SEVERITY_NOTE; severity <= BM_SEVERITY_ERROR; severity++)
        findings->counts[severity] += other->counts[severity];
    for (size_t i = 0; i < other->size; i++)
        findings->counts[other->items[i].severity]--;
}

size_t bm_findings_count(const bm_findings *findings, bm_severity at_least)
{
    size_t count = 0;
    for (int severity = (int)at_least; findings && severity <= BM_SEVERITY_ERROR; severity++)
        count += findings->counts[severity];
    return count;
}

size_t bm_findings_size(const bm_findings *findings)
{
    return findings ? findings->size : 0;
}

const bm_finding *bm_findings_get(const bm_findings *findings, size_t index)
{
    return findings && index < findings->size ? &findings->items[index] : NULL;
}

const char *bm_severity_name(bm_severity severity)
{
    switch (severity) {
    case BM_SEVERITY_NOTE:
        return "note";
    case BM_SEVERITY_WARNING:
        return "warning";
    case BM_SEVERITY_ERROR:
        return "error";
    }
    return "unknown";
}
