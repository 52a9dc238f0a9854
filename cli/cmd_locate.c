#include "cli/describe.h"
#include "cli/inputs.h"
#include "cli/json_out.h"
#include "cli/names.h"
#include "cli/report.h"
#include "cli/text.h"
#include "cli/values.h"
#include "cli/why.h"

#include <string.h>

/* What the name would be if the hints did not rule it out. */
static void write_not_found(bm_sink *sink, const bm_location *location)
{
    bm_sink_puts(sink, "  not found");
    if (location->candidate_count > 0) {
        char place[CLI_DESCRIPTION_SIZE];
        cli_describe_place(location->candidates[0].place, place);
        bm_sink_puts(sink, " there; known is ");
        cli_text_write(sink, place);
    }
    bm_sink_puts(sink, "\n");
}

static void write_answer(bm_sink *sink, const char *query, size_t width,
                         const bm_location *location, const bm_border *border)
{
    cli_text_write_padded(sink, query, width);
    if (location->status == BM_LOCATION_NONE || location->candidate_count == 0) {
        write_not_found(sink, location);
        return;
    }
    const bm_candidate *best = &location->candidates[0];
    char place[CLI_DESCRIPTION_SIZE];
    char position[CLI_NUMBER_SIZE];
    char relation_text[CLI_DESCRIPTION_SIZE];
    char score[CLI_NUMBER_SIZE];
    char margin[CLI_NUMBER_SIZE];
    cli_describe_place(best->place, place);
    cli_describe_position(best->place->position, position);
    cli_describe_score(best->score, false, score);
    cli_describe_score(location->margin, false, margin);
    bm_sink_puts(sink, "  ");
    if (location->status == BM_LOCATION_AMBIGUOUS)
        bm_sink_printf(sink, "ambiguous, one of %zu; best: ", location->candidate_total);
    else if (location->status == BM_LOCATION_AREA)
        bm_sink_puts(sink, best->place->kind < BM_PLACE_DISTRICT ? "an area around " : "an area: ");
    cli_text_write(sink, place);
    bm_sink_printf(sink, "  %s", position);
    bm_border_relation relation = {0};
    if (location->status != BM_LOCATION_AREA &&
        bm_border_relate(border, best->place->position, &relation, NULL) == BM_OK) {
        cli_describe_border(&relation, relation_text);
        bm_sink_printf(sink, "  %s", relation_text);
    }
    bm_sink_printf(sink, "  score %s margin %s\n", score, margin);
}

/* Locate every name; `unsure` counts those that were not found or are ambiguous. */
static bm_status answer(const cli_inputs *inputs, const cli_names *names,
                        const cli_settings *settings, bm_sink *sink, size_t *unsure,
                        bm_error *error)
{
    bm_json json;
    size_t width = 0;
    for (size_t i = 0; i < names->count; i++) {
        if (cli_text_width(names->items[i]) > width)
            width = cli_text_width(names->items[i]);
    }
    if (settings->json) {
        bm_json_init(&json, sink, 2);
        bm_json_begin_array(&json);
    }
    for (size_t i = 0; i < names->count; i++) {
        const bm_geocoder_query query = {.name = names->items[i],
                                         .country = settings->country,
                                         .admin = settings->admin,
                                         .near = settings->near};
        bm_location location = {0};
        bm_status status = bm_geocoder_locate(inputs->geocoder, &query, &location, error);
        /* Only a hint can be unknown: what was asked for has its own answer. */
        if (status == BM_ERROR_NOT_FOUND)
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "%s", error->message);
        if (status)
            return status;
        *unsure += location.status == BM_LOCATION_NONE || location.status == BM_LOCATION_AMBIGUOUS;
        if (settings->json) {
            cli_json_location(&json, query.name, &location, inputs->border);
            continue;
        }
        write_answer(sink, query.name, width, &location, inputs->border);
        if (settings->why)
            cli_why_write(sink, &location);
    }
    if (settings->json)
        bm_json_end_array(&json);
    return BM_OK;
}

static cli_exit run(const cli_command *command, const cli_settings *settings)
{
    cli_inputs inputs = {0};
    cli_names names = {0};
    bm_sink *sink = NULL;
    bm_error error = {0};
    size_t unsure = 0;
    cli_exit result = CLI_EXIT_DONE;
    bm_status status = cli_names_gather(&names, &settings->operands, &error);
    if (status)
        goto done;
    if (names.count == 0) {
        result = cli_report_usage(command, settings, "standard input has no names");
        goto done;
    }
    if ((status = cli_inputs_open_places(&inputs, settings, &error)) != BM_OK ||
        (status = bm_sink_open("-", &sink, &error)) != BM_OK ||
        (status = answer(&inputs, &names, settings, sink, &unsure, &error)) != BM_OK ||
        (status = bm_sink_commit(sink, &error)) != BM_OK)
        goto done;
    if (!settings->quiet && !settings->json)
        (void)cli_report_findings(inputs.findings);
    if (unsure > 0 || bm_findings_count(inputs.findings, BM_SEVERITY_WARNING) > 0)
        result = CLI_EXIT_FINDINGS;
done:
    bm_sink_free(sink);
    cli_names_finish(&names);
    cli_inputs_finish(&inputs);
    return status ? cli_report_error(settings, &error) : result;
}

#define SETTING(member) offsetof(cli_settings, member)
static const cli_option hint_options[] = {
    {"country", 0, "COUNTRY", cli_read_text, SETTING(country),
     "the country it is in: BY, Belarus, Білорусь"},
    {"admin", 0, "NAME", cli_read_text, SETTING(admin), "the oblast or district it is in"},
    {"near", 0, "NAME", cli_read_text, SETTING(near), "another place that it is near"},
    {"why", 0, NULL, cli_read_flag, SETTING(why),
     "print every candidate with what its score is made of"},
    {0}};
static const cli_option_group hints = {"Hints and reasons", hint_options};

const cli_command cli_locate = {
    .name = "locate",
    .operand = "NAME: a place to look for, or - to read names from standard input",
    .usage = "NAME... [--country COUNTRY] [--admin NAME] [--near NAME] [--why] [--json]",
    .summary = "say where places are, on which side of the border, and why",
    .description =
        "Look up places by name, in any romanisation or in Belarusian, Ukrainian or Russian "
        "Cyrillic. Prints position, district, distance to the border, side, score and margin to "
        "the runner-up. NAME - reads names from standard input, one a line. Exit status 1 when a "
        "name was not found or is ambiguous.",
    .examples = "  bordermap locate Kopani Dyvin Kyiv --why\n"
                "  bordermap locate Kopani --admin Brest\n"
                "  bordermap locate 'Копані' --near Stolin --json\n",
    .groups = {&hints, &cli_group_data, &cli_group_general},
    .run = run};
