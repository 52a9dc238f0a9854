#include "cli/lint_out.h"

#include "cli/json_out.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { COLUMNS = 7, CELL_SIZE = 128 };

typedef struct row {
    char cells[COLUMNS - 1][CELL_SIZE];
    const char *message;
} row;

/* Letters, not bytes: values hold degrees and multiplication signs. */
static int width_of(const char *text)
{
    int width = 0;
    for (; *text; text++)
        width += ((unsigned char)*text & 0xC0) != 0x80;
    return width;
}

static void format_pair(double a, double b, int decimals, char text[CELL_SIZE])
{
    char first[64];
    char second[64];
    if (!isfinite(a) || !isfinite(b)) {
        (void)snprintf(text, CELL_SIZE, "-");
        return;
    }
    bm_format_number(a, decimals, first);
    bm_format_number(b, decimals, second);
    (void)snprintf(text, CELL_SIZE, "%s,%s", first, second);
}

static row row_of(const bm_lint_finding *at)
{
    row made = {.message = at->message};
    (void)snprintf(made.cells[0], CELL_SIZE, "%s", at->check);
    (void)snprintf(made.cells[1], CELL_SIZE, "%s", bm_severity_name(at->severity));
    format_pair((at->box.x0 + at->box.x1) / 2, (at->box.y0 + at->box.y1) / 2, 0, made.cells[2]);
    format_pair(at->position.lon, at->position.lat, 3, made.cells[3]);
    (void)snprintf(made.cells[4], CELL_SIZE, "%.60s", *at->value ? at->value : "-");
    (void)snprintf(made.cells[5], CELL_SIZE, "%.60s", *at->limit ? at->limit : "-");
    return made;
}

static void print_row(bm_sink *sink, const row *at, const int widths[COLUMNS - 1])
{
    for (int i = 0; i < COLUMNS - 1; i++)
        bm_sink_printf(sink, "%s%*s  ", at->cells[i], widths[i] - width_of(at->cells[i]), "");
    bm_sink_printf(sink, "%s\n", at->message);
}

bool cli_lint_has_findings(const bm_lint *lint)
{
    for (size_t i = 0; i < bm_lint_count(lint); i++)
        if (bm_lint_get(lint, i)->severity >= BM_SEVERITY_WARNING)
            return true;
    return false;
}

bm_status cli_lint_print(const bm_lint *lint, bm_error *error)
{
    row heading = {{"check", "severity", "px", "lon,lat", "value", "limit"}, "finding"};
    int widths[COLUMNS - 1];
    size_t count = bm_lint_count(lint);
    bm_sink *sink = NULL;
    if (count == 0)
        return BM_OK;
    bm_status status = bm_sink_open("-", &sink, error);
    if (status)
        return status;
    for (int c = 0; c < COLUMNS - 1; c++)
        widths[c] = width_of(heading.cells[c]);
    for (size_t i = 0; i < count; i++) {
        row at = row_of(bm_lint_get(lint, i));
        for (int c = 0; c < COLUMNS - 1; c++) {
            int width = width_of(at.cells[c]);
            widths[c] = width > widths[c] ? width : widths[c];
        }
    }
    print_row(sink, &heading, widths);
    for (size_t i = 0; i < count; i++) {
        row at = row_of(bm_lint_get(lint, i));
        print_row(sink, &at, widths);
    }
    status = bm_sink_commit(sink, error);
    bm_sink_free(sink);
    return status;
}

void cli_lint_json(bm_json *json, const bm_lint *lint)
{
    bm_json_begin_array(json);
    for (size_t i = 0; i < bm_lint_count(lint); i++) {
        const bm_lint_finding *at = bm_lint_get(lint, i);
        bm_json_begin_object(json);
        cli_json_text(json, "check", at->check);
        cli_json_text(json, "severity", bm_severity_name(at->severity));
        cli_json_real(json, "x0", at->box.x0, 1);
        cli_json_real(json, "y0", at->box.y0, 1);
        cli_json_real(json, "x1", at->box.x1, 1);
        cli_json_real(json, "y1", at->box.y1, 1);
        cli_json_real(json, "lon", at->position.lon, 5);
        cli_json_real(json, "lat", at->position.lat, 5);
        cli_json_text(json, "text", at->text);
        cli_json_text(json, "value", at->value);
        cli_json_text(json, "limit", at->limit);
        cli_json_text(json, "message", at->message);
        bm_json_end_object(json);
    }
    bm_json_end_array(json);
}
