#include "cli/report.h"

#include "cli/folding.h"
#include "cli/json_out.h"
#include "cli/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FINDINGS_SHOWN = 10 };

/* Put what was written to `sink` on standard error, and free it. */
static void print_sink(bm_sink *sink)
{
    size_t size = 0;
    if (bm_sink_commit(sink, NULL) == BM_OK) {
        const void *bytes = bm_sink_memory(sink, &size);
        (void)fwrite(bytes, 1, size, stderr);
    }
    bm_sink_free(sink);
}

/* Names of files and arguments are anyone's bytes: nothing but text reaches the terminal. */
static void print_line(const char *text)
{
    bm_sink *sink = NULL;
    if (bm_sink_open_memory(&sink, NULL))
        return;
    cli_text_write(sink, text);
    bm_sink_puts(sink, "\n");
    print_sink(sink);
}

static void print_json(const bm_error *error)
{
    bm_sink *sink = NULL;
    bm_json json;
    if (bm_sink_open_memory(&sink, NULL))
        return;
    bm_json_init(&json, sink, 2);
    cli_json_error(&json, error);
    print_sink(sink);
}

static void print_format(const char *format, va_list arguments) BM_PRINTF(1, 0);
static void print_format(const char *format, va_list arguments)
{
    char text[1024] = "bordermap: ";
    size_t used = strlen(text);
    if (vsnprintf(text + used, sizeof text - used, format, arguments) >= 0)
        print_line(text);
}

cli_exit cli_report_usage(const cli_command *command, const cli_settings *settings,
                          const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (settings && settings->json) {
        bm_error error = {.status = BM_ERROR_ARGUMENT};
        if (vsnprintf(error.message, sizeof error.message, format, arguments) >= 0)
            print_json(&error);
    } else {
        print_format(format, arguments);
    }
    va_end(arguments);
    if (settings && settings->json)
        return CLI_EXIT_USAGE;
    if (command)
        (void)fprintf(stderr, "try 'bordermap %s --help'\n", command->name);
    else
        (void)fputs("try 'bordermap --help'\n", stderr);
    return CLI_EXIT_USAGE;
}

void cli_report_note(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    print_format(format, arguments);
    va_end(arguments);
}

cli_exit cli_exit_of(bm_status status)
{
    switch (status) {
    case BM_OK:
        return CLI_EXIT_DONE;
    case BM_ERROR_ARGUMENT:
    case BM_ERROR_PROJECTION:
        return CLI_EXIT_USAGE;
    case BM_ERROR_IO:
    case BM_ERROR_FORMAT:
    case BM_ERROR_LIMIT:
    case BM_ERROR_NOT_FOUND:
    case BM_ERROR_UNSUPPORTED:
        return CLI_EXIT_IO;
    case BM_ERROR_MEMORY:
    case BM_ERROR_INTERNAL:
        break;
    }
    return CLI_EXIT_INTERNAL;
}

cli_exit cli_report_error(const cli_settings *settings, const bm_error *error)
{
    if (settings && settings->json) {
        print_json(error);
        return cli_exit_of(error->status);
    }
    bool unnamed = strcmp(error->file, "-") == 0; /* standard input or output */
    const char *file = unnamed ? "standard input" : error->file;
    bool told = strstr(error->message, unnamed ? "standard" : file) != NULL;
    if (*error->file && error->line > 0) {
        /* The line begins with the file's name: once is enough. */
        const char *message = error->message;
        size_t length = strlen(file);
        if (message[0] == '\'' && strncmp(message + 1, file, length) == 0 &&
            strncmp(message + 1 + length, "': ", 3) == 0)
            message += length + 4;
        cli_report_note("%s:%ld: %s", file, error->line, message);
    } else if (*error->file && !told) {
        cli_report_note("%s: %s", file, error->message);
    } else {
        cli_report_note("%s", error->message);
    }
    return cli_exit_of(error->status);
}

/* Messages that quote the value themselves need it only once. */
static bool quotes(const char *message, const char *value)
{
    size_t length = strlen(value);
    for (const char *at = message; (at = strchr(at, '\'')) != NULL; at++) {
        if (strncmp(at + 1, value, length) == 0 && at[1 + length] == '\'')
            return true;
    }
    return false;
}

void cli_finding_write(bm_sink *sink, const bm_finding *finding)
{
    cli_text_write(sink, strcmp(finding->file, "-") == 0 ? "standard input" : finding->file);
    if (finding->line > 0)
        bm_sink_printf(sink, ":%ld", finding->line);
    bm_sink_printf(sink, ": %s: ", bm_severity_name(finding->severity));
    if (*finding->column) {
        bm_sink_puts(sink, "column '");
        cli_text_write(sink, finding->column);
        bm_sink_puts(sink, "': ");
    }
    if (*finding->value && !quotes(finding->message, finding->value)) {
        bm_sink_puts(sink, "'");
        cli_text_write(sink, finding->value);
        bm_sink_puts(sink, "': ");
    }
    cli_text_write(sink, finding->message);
    bm_sink_puts(sink, "\n");
}

/* A finding and how many rows more have the same. */
static void print_finding(const cli_folded *folded)
{
    bm_sink *sink = NULL;
    if (bm_sink_open_memory(&sink, NULL))
        return;
    bm_sink_puts(sink, "bordermap: ");
    cli_finding_write(sink, folded->finding);
    if (folded->rows > 1) {
        bm_sink_printf(sink, "bordermap: ... and %zu more row%s ", folded->rows - 1,
                       folded->rows == 2 ? "" : "s");
        if (*folded->finding->value) {
            bm_sink_puts(sink, "with '");
            cli_text_write(sink, folded->finding->value);
            bm_sink_puts(sink, "'\n");
        } else {
            bm_sink_puts(sink, "like this\n");
        }
    }
    print_sink(sink);
}

size_t cli_report_findings(const bm_findings *findings)
{
    size_t total = bm_findings_count(findings, BM_SEVERITY_WARNING);
    size_t count = 0;
    cli_folded *folded = cli_findings_fold(findings, &count);
    /* A last line that says "1 more" could as well be that finding. */
    size_t limit = count <= FINDINGS_SHOWN + 1 ? count : FINDINGS_SHOWN;
    size_t rest = total;
    for (size_t i = 0; folded && i < limit; i++) {
        print_finding(&folded[i]);
        rest -= folded[i].rows;
    }
    free(folded);
    if (rest > 0)
        cli_report_note("... and %zu more like these", rest);
    return total - limit;
}

size_t cli_findings_rows_left_out(const bm_findings *findings, size_t size)
{
    size_t rows = 0;
    const bm_finding *last = NULL;
    for (size_t i = 0; i < size && i < bm_findings_size(findings); i++) {
        const bm_finding *finding = bm_findings_get(findings, i);
        if (finding->severity != BM_SEVERITY_ERROR)
            continue;
        if (!last || last->line != finding->line || strcmp(last->file, finding->file) != 0)
            rows++;
        last = finding;
    }
    return rows;
}

static size_t append(char *text, size_t used, const char *separator, size_t count, const char *one,
                     const char *many)
{
    if (count == 0 || used >= CLI_SUMMARY_SIZE)
        return used;
    int length = snprintf(text + used, CLI_SUMMARY_SIZE - used, "%s%zu %s", separator, count,
                          count == 1 ? one : many);
    return length > 0 ? used + (size_t)length : used;
}

void cli_summary_format(const bm_locating_counts *counts, size_t rows_left_out,
                        char text[CLI_SUMMARY_SIZE])
{
    int length = snprintf(text, CLI_SUMMARY_SIZE, "%zu event%s", counts->total,
                          counts->total == 1 ? "" : "s");
    size_t used = length > 0 ? (size_t)length : 0;
    const struct {
        size_t count;
        const char *one;
        const char *many;
    } kinds[] = {{counts->given, "with coordinates", "with coordinates"},
                 {counts->located, "located", "located"},
                 {counts->area, "area", "areas"},
                 {counts->ambiguous, "ambiguous", "ambiguous"},
                 {counts->unlocated, "unlocated", "unlocated"}};
    const char *separator = ": ";
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        used = append(text, used, separator, kinds[i].count, kinds[i].one, kinds[i].many);
        if (kinds[i].count > 0)
            separator = ", ";
    }
    append(text, used, "; ", rows_left_out, "row left out", "rows left out");
}

bool cli_report_is_watched(void)
{
    return isatty(STDERR_FILENO) == 1;
}
