#include "cli/outcome.h"

#include "cli/guard.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

bool cli_is_same_file(const char *output, const char *input)
{
    struct stat out;
    struct stat in;
    return stat(output, &out) == 0 && S_ISREG(out.st_mode) && stat(input, &in) == 0 &&
           in.st_dev == out.st_dev && in.st_ino == out.st_ino;
}

bm_status cli_output_check(const cli_settings *settings, bm_error *error)
{
    bool to_stdout = strcmp(settings->output, "-") == 0;
    if (to_stdout && settings->json)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "--json prints to standard output, and so does -o -: use a file");
    if (!to_stdout && settings->decisions &&
        cli_is_same_file(settings->output, settings->decisions))
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "output '%s' would replace an input",
                            settings->output);
    for (size_t i = 0; i < settings->operands.count; i++) {
        if (!to_stdout && cli_is_same_file(settings->output, settings->operands.items[i]))
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                "output '%s' would replace an input", settings->output);
    }
    return BM_OK;
}

/* The line that has everything in it, and where there is more to learn. */
static void print_summary(const cli_inputs *inputs, const cli_settings *settings, size_t outside,
                          size_t national, size_t not_shown)
{
    char summary[CLI_SUMMARY_SIZE];
    size_t rows = cli_findings_rows_left_out(inputs->findings, inputs->findings_of_rows);
    if (inputs->points)
        rows = bm_event_points_left_out(inputs->points);
    else if (!inputs->events)
        rows = inputs->left_out;
    cli_summary_format(&inputs->counts, rows, summary);
    const char *input = settings->operands.items[0];
    char frame[64] = "", country[64] = "";
    if (outside > 0)
        (void)snprintf(frame, sizeof frame, "; %zu outside the frame", outside);
    if (national > 0)
        (void)snprintf(country, sizeof country, "; %zu known only to a country", national);
    if (not_shown > 0 && strcmp(input, "-") != 0)
        cli_report_note("%s%s%s; 'bordermap check %s%s' lists everything", summary, frame, country,
                        input, settings->operands.count > 1 ? " ..." : "");
    else
        cli_report_note("%s%s%s", summary, frame, country);
}

bool cli_outcome_forbids(const cli_inputs *inputs, const cli_settings *settings)
{
    if (settings->ambiguous != BM_AMBIGUOUS_FAIL || inputs->counts.ambiguous == 0)
        return false;
    if (!settings->quiet)
        print_summary(inputs, settings, 0, 0, cli_report_findings(inputs->findings));
    cli_report_note("nothing was written: %zu %s ambiguous, and --ambiguous is fail",
                    inputs->counts.ambiguous,
                    inputs->counts.ambiguous == 1 ? "place is" : "places are");
    return true;
}

void cli_note_covered(const char *covered, const cli_settings *settings)
{
    if (!settings->quiet)
        cli_report_note("%s: choose another place for it (--legend right stands beside the map), "
                        "or a wider --extent",
                        covered);
}

static void note_nothing_drawn(size_t outside, size_t national)
{
    if (outside == 0)
        cli_report_note("nothing was drawn: %s known only to a country",
                        national == 1 ? "the only located event is" : "all located events are");
    else if (outside + national == 1)
        cli_report_note("the only located event is outside the map; use --extent all");
    else
        cli_report_note("all %zu located events are outside the map; use --extent all",
                        outside + national);
}

cli_exit cli_outcome_report(const cli_inputs *inputs, const cli_settings *settings, size_t drawn,
                            size_t outside, size_t national)
{
    bool found = bm_findings_count(inputs->findings, BM_SEVERITY_WARNING) > 0;
    bool empty = inputs->counts.total == 0;
    bool missed = drawn == 0 && outside + national > 0;
    if (!settings->quiet) {
        size_t not_shown = cli_report_findings(inputs->findings);
        cli_guard_note(inputs->guard);
        if (empty)
            cli_report_note("no events%s", settings->from.given || settings->to.given
                                               ? " in that time"
                                               : " in the table");
        if (!empty && (found || outside + national > 0 || cli_report_is_watched()))
            print_summary(inputs, settings, outside, national, not_shown);
        if (missed)
            note_nothing_drawn(outside, national);
    }
    return found || empty || missed ? CLI_EXIT_FINDINGS : CLI_EXIT_DONE;
}
