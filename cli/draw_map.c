#include "cli/draw.h"
#include "cli/drawing.h"
#include "cli/guard.h"
#include "cli/json_out.h"
#include "cli/label_report.h"
#include "cli/lint_out.h"
#include "cli/outcome.h"
#include "cli/unused.h"

#include <string.h>

static bm_status write_map(const cli_drawing *drawing, const cli_settings *settings,
                           bm_map_format format, bm_map_report *report, bm_error *error)
{
    bm_sink *sink = NULL, *listing = NULL;
    bm_interval window;
    const bm_interval *shown = cli_drawing_window(&drawing->inputs, settings, &window);
    bm_status status = bm_sink_open(settings->output, &sink, error);
    if (!status)
        status = bm_map_write(drawing->map, shown, format, sink, report, error);
    if (!status && settings->label_report)
        status = cli_label_report_write(drawing->map, settings, shown, &listing, error);
    /* Neither file appears when the other cannot be written. */
    if (!status)
        status = bm_sink_commit(sink, error);
    if (!status && listing)
        status = bm_sink_commit(listing, error);
    if (!status && settings->alt_text)
        status = bm_map_write_alt_text(drawing->map, settings->output, error);
    bm_sink_free(listing);
    bm_sink_free(sink);
    return status;
}

static bm_status write_json(const cli_drawing *drawing, const cli_settings *settings,
                            const bm_map_report *report, const bm_lint *lint, bm_error *error)
{
    bm_sink *sink = NULL;
    bm_json json;
    bm_status status = cli_json_begin_answer(&json, &sink, error);
    if (status)
        return status;
    cli_json_text(&json, "file", settings->output);
    cli_json_counts(&json, &drawing->inputs.counts);
    const struct {
        const char *key;
        size_t count;
    } members[] = {{"drawn", report->events_drawn},
                   {"imprecise", report->events_imprecise},
                   {"outside", report->events_outside},
                   {"known_to_country", report->events_national},
                   {"without_ground", report->events_blank},
                   {"labels_placed", report->labels_placed},
                   {"labels_dropped", report->labels_dropped},
                   {"texts_altered", report->texts_altered},
                   {"towns_fit", report->towns_fit},
                   {"towns_placed", report->towns_placed},
                   {"places_numbered", report->places_numbered},
                   {"places_unnamed", report->places_unnamed},
                   {"covered", report->events_covered}};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        cli_json_count(&json, members[i].key, members[i].count);
    cli_guard_json(&json, drawing->inputs.guard);
    cli_json_findings(&json, drawing->inputs.findings);
    if (lint) {
        bm_json_key(&json, "lint");
        cli_lint_json(&json, lint);
    }
    status = cli_json_end_answer(&json, sink, error);
    bm_sink_free(sink);
    return status;
}

cli_exit cli_draw_map(const cli_command *command, const cli_settings *settings,
                      cli_drawing *drawing)
{
    bm_map_format format;
    bm_map_report report = {0};
    bm_lint *lint = NULL;
    bm_interval window;
    bm_error error = {0};
    cli_exit result = CLI_EXIT_FINDINGS;
    if (!settings->output)
        return cli_report_usage(command, settings,
                                "map needs -o FILE, a name that ends in .png, .svg or .pdf");
    bm_status status = cli_map_format(settings, &format, &error);
    if (!status)
        status = cli_output_check(settings, &error);
    if (!status)
        status = cli_label_report_check(settings, &error);
    if (status)
        return cli_report_usage(command, settings, "%s", error.message);
    if (settings->lint && strcmp(settings->output, "-") == 0)
        return cli_report_usage(command, settings,
                                "--lint prints to standard output, and so does -o -: use a file");
    if (settings->alt_text && strcmp(settings->output, "-") == 0)
        return cli_report_usage(command, settings,
                                "--alt-text writes a file beside the map: use -o FILE");
    if ((status = cli_drawing_prepare(drawing, settings, &error)) != BM_OK ||
        cli_outcome_forbids(&drawing->inputs, settings))
        goto done;
    if ((status = write_map(drawing, settings, format, &report, &error)) != BM_OK)
        goto done;
    if (settings->lint &&
        (status = bm_lint_map(drawing->map, cli_drawing_window(&drawing->inputs, settings, &window),
                              &lint, &error)) != BM_OK)
        goto done;
    if (settings->json && (status = write_json(drawing, settings, &report, lint, &error)) != BM_OK)
        goto done;
    if (lint && !settings->json && (status = cli_lint_print(lint, &error)) != BM_OK)
        goto done;
    if (report.texts_altered > 0 && !settings->quiet)
        cli_report_note("%zu text%s on the map lack%s letters that no font has, such as emoji; "
                        "install a font with them or change the text",
                        report.texts_altered, report.texts_altered == 1 ? "" : "s",
                        report.texts_altered == 1 ? "s" : "");
    cli_drawing_note_density(drawing, settings);
    cli_note_unused(drawing, settings);
    if (report.events_blank > 0 && !settings->quiet)
        cli_report_note("%zu event%s where the layers have no ground, and the map is blank there",
                        report.events_blank, report.events_blank == 1 ? " is" : "s are");
    if (report.events_covered > 0)
        cli_note_covered(report.covered, settings);
    result = cli_outcome_report(&drawing->inputs, settings,
                                report.events_drawn + report.events_imprecise,
                                report.events_outside, report.events_national);
    if (report.events_covered > 0 || (lint && cli_lint_has_findings(lint)))
        result = CLI_EXIT_FINDINGS;
done:
    bm_lint_free(lint);
    return status ? cli_report_error(settings, &error) : result;
}
