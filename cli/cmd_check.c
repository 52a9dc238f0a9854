#include "cli/inputs.h"
#include "cli/json_out.h"
#include "cli/report.h"

#include <stdlib.h>
#include <string.h>

typedef struct sorted_finding {
    const bm_finding *finding;
    size_t file; /* place of its file among the operands */
    size_t index;
} sorted_finding;

static int compare(const void *a, const void *b)
{
    const sorted_finding *x = a;
    const sorted_finding *y = b;
    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    if (x->finding->line != y->finding->line)
        return x->finding->line < y->finding->line ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* Findings come from reading first and from locating second; a person reads by line. */
static sorted_finding *sort_findings(const bm_findings *findings, const cli_list *operands)
{
    size_t count = bm_findings_size(findings);
    sorted_finding *sorted = calloc(count + 1, sizeof *sorted);
    for (size_t i = 0; sorted && i < count; i++) {
        sorted[i] = (sorted_finding){bm_findings_get(findings, i), 0, i};
        while (sorted[i].file < operands->count &&
               strcmp(operands->items[sorted[i].file], sorted[i].finding->file) != 0)
            sorted[i].file++;
    }
    if (sorted)
        qsort(sorted, count, sizeof *sorted, compare);
    return sorted;
}

static void write_findings(bm_sink *sink, const cli_inputs *inputs, const cli_settings *settings,
                           const sorted_finding *sorted)
{
    size_t count = bm_findings_size(inputs->findings);
    if (settings->json) {
        bm_json json;
        bm_json_init(&json, sink, 2);
        bm_json_begin_array(&json);
        for (size_t i = 0; i < count; i++)
            cli_json_finding(&json, sorted[i].finding);
        bm_json_end_array(&json);
        return;
    }
    for (size_t i = 0; i < count; i++)
        cli_finding_write(sink, sorted[i].finding);
    if (settings->quiet)
        return;
    char summary[CLI_SUMMARY_SIZE];
    size_t rows = cli_findings_rows_left_out(inputs->findings, inputs->findings_of_rows);
    cli_summary_format(&inputs->counts, rows, summary);
    bm_sink_printf(sink, "%s\n", summary);
}

static cli_exit run(const cli_command *command, const cli_settings *settings)
{
    (void)command;
    cli_inputs inputs = {0};
    bm_sink *sink = NULL;
    sorted_finding *sorted = NULL;
    bm_error error = {0};
    cli_exit result = CLI_EXIT_DONE;
    bm_status status = cli_inputs_read_events(&inputs, settings, &error);
    if (status || (status = cli_inputs_open_places(&inputs, settings, &error)) != BM_OK ||
        (status = cli_inputs_locate(&inputs, settings, &error)) != BM_OK ||
        (status = bm_sink_open("-", &sink, &error)) != BM_OK)
        goto done;
    sorted = sort_findings(inputs.findings, &settings->operands);
    if (!sorted) {
        status = bm_error_set(&error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
        goto done;
    }
    write_findings(sink, &inputs, settings, sorted);
    status = bm_sink_commit(sink, &error);
    if (bm_findings_count(inputs.findings, BM_SEVERITY_WARNING) > 0)
        result = CLI_EXIT_FINDINGS;
done:
    free(sorted);
    bm_sink_free(sink);
    cli_inputs_finish(&inputs);
    return status ? cli_report_error(settings, &error) : result;
}

const cli_command cli_check = {
    .name = "check",
    .operand =
        "EVENTS: a table in CSV, or GeoJSON, KML, GeoPackage, FlatGeobuf or a shapefile, or - for "
        "standard input",
    .usage = "EVENTS... [--json]",
    .summary = "say what is wrong with a table, line by line",
    .description =
        "Read event tables, locate their places, and print a line for each row with a bad date, a "
        "bad coordinate, or a place that is unknown or ambiguous. Nothing is written. Exit status "
        "1 when there is anything to see to.",
    .examples = "  bordermap check events.csv\n"
                "  bordermap check events.csv --date-order dmy --json\n",
    .groups = {&cli_group_table, &cli_group_database, &cli_group_time, &cli_group_data,
               &cli_group_general},
    .run = run};
