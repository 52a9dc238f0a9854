#include "cli/answer.h"
#include "cli/at.h"
#include "cli/batch.h"
#include "cli/decide.h"
#include "cli/inputs.h"
#include "cli/json_out.h"
#include "cli/names.h"
#include "cli/outcome.h"
#include "cli/report.h"
#include "cli/text.h"
#include "cli/values.h"
#include "cli/why.h"

#include <stdlib.h>
#include <string.h>

/* Where the answers to the names of the command line go. */
typedef struct answering {
    const cli_inputs *inputs;
    const cli_names *names;
    const cli_settings *settings;
    bm_sink *sink;
    bm_json json;
    cli_answer_format format;
    char delimiter;
    size_t width;     /* of the names */
    size_t unsure;    /* not found or ambiguous */
    size_t ambiguous; /* of these */
    bm_location location;
} answering;

static void begin(answering *a, const cli_names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        if (cli_text_width(names->items[i]) > a->width)
            a->width = cli_text_width(names->items[i]);
    }
    if (a->format == CLI_ANSWER_JSON) {
        bm_json_init(&a->json, a->sink, 2);
        bm_json_begin_array(&a->json);
    }
    if (a->format != CLI_ANSWER_CSV)
        return;
    bm_sink_puts(a->sink, "name");
    for (size_t i = 0; i < CLI_ANSWER_COLUMNS; i++)
        bm_sink_printf(a->sink, "%c%s", a->delimiter, cli_answer_columns[i]);
    bm_sink_puts(a->sink, "\n");
}

static void write_answer(answering *a, const char *name)
{
    const bm_location *location = &a->location;
    bm_ambiguous_policy policy = a->settings->ambiguous;
    const bm_border *border = a->inputs->border;
    switch (a->format) {
    case CLI_ANSWER_TEXT:
        cli_answer_write_text(a->sink, name, a->width, location, policy, border);
        if (a->settings->why)
            cli_why_write(a->sink, location);
        break;
    case CLI_ANSWER_CSV:
        bm_csv_write_cell(a->sink, name, a->delimiter, false);
        cli_answer_write_cells(a->sink, location, policy, border, a->delimiter);
        bm_sink_puts(a->sink, "\n");
        break;
    case CLI_ANSWER_JSONL: /* each line is a document of its own */
        bm_json_init(&a->json, a->sink, 0);
        cli_json_location(&a->json, name, location, policy, border);
        break;
    case CLI_ANSWER_JSON:
        cli_json_location(&a->json, name, location, policy, border);
        break;
    }
}

/* What a person decided comes before what was found. */
static bm_status decide(answering *a, const bm_place_row *row, bm_error *error)
{
    bm_geocoder_session *session = NULL;
    bm_status status = bm_geocoder_session_new(a->inputs->geocoder, &session, error);
    if (!status)
        status = bm_decisions_locate(a->inputs->decisions, session, row, &a->location, NULL, error);
    bm_geocoder_session_free(session);
    return status;
}

static bm_geocoder_query query_for(const answering *a, const char *name)
{
    const cli_settings *settings = a->settings;
    return (bm_geocoder_query){.name = name,
                               .country = settings->country,
                               .admin = settings->admin,
                               .near = settings->near,
                               .why = settings->why || a->format == CLI_ANSWER_JSON ||
                                      a->format == CLI_ANSWER_JSONL};
}

/* Count and write what was found, or decided, for the name with this number. */
static bm_status take(size_t index, const bm_location *location, void *context, bm_error *error)
{
    answering *a = context;
    const bm_geocoder_query query = query_for(a, a->names->items[index]);
    const bm_place_row row = {.name = query.name,
                              .country = query.country,
                              .admin = query.admin,
                              .near = query.near,
                              .why = query.why};
    if (location != &a->location)
        a->location = *location;
    bm_status status = BM_OK;
    if (bm_decisions_find(a->inputs->decisions, &row) != SIZE_MAX)
        status = decide(a, &row, error);
    if (status)
        return status;
    bool ambiguous = a->location.status == BM_LOCATION_AMBIGUOUS;
    a->ambiguous += ambiguous;
    a->unsure += ambiguous || a->location.status == BM_LOCATION_NONE;
    write_answer(a, query.name);
    return BM_OK;
}

static bm_status answer_each(answering *a, bm_error *error)
{
    for (size_t i = 0; i < a->names->count; i++) {
        const bm_geocoder_query query = query_for(a, a->names->items[i]);
        bm_status status = bm_geocoder_locate(a->inputs->geocoder, &query, &a->location, error);
        if (!status)
            status = take(i, &a->location, a, error);
        if (status)
            return status;
    }
    return BM_OK;
}

static bm_status answer_together(answering *a, bm_error *error)
{
    bm_geocoder_query *queries = calloc(a->names->count, sizeof *queries);
    if (!queries)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    for (size_t i = 0; i < a->names->count; i++)
        queries[i] = query_for(a, a->names->items[i]);
    bm_status status =
        bm_geocoder_locate_all(a->inputs->geocoder, queries, a->names->count, take, a, error);
    free(queries);
    return status;
}

static bm_status answer(answering *a, const cli_names *names, bm_error *error)
{
    a->names = names;
    begin(a, names);
    bm_status status = a->settings->together ? answer_together(a, error) : answer_each(a, error);
    /* Only a hint can be unknown: what was asked for has its own answer. */
    if (status == BM_ERROR_NOT_FOUND)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "%s", error->message);
    if (status)
        return status;
    if (a->format == CLI_ANSWER_JSON)
        bm_json_end_array(&a->json);
    return BM_OK;
}

/* True when --ambiguous=fail forbids to write anything; says so. */
static bool is_forbidden(const answering *a)
{
    if (a->settings->ambiguous != BM_AMBIGUOUS_FAIL || a->ambiguous == 0)
        return false;
    cli_report_note("nothing was written: %zu %s ambiguous, and --ambiguous is fail", a->ambiguous,
                    a->ambiguous == 1 ? "name is" : "names are");
    return true;
}

static cli_exit run_names(const cli_command *command, const cli_settings *settings)
{
    cli_inputs inputs = {0};
    cli_names names = {0};
    bm_error error = {0};
    answering a = {.inputs = &inputs, .settings = settings, .delimiter = ','};
    cli_exit result = CLI_EXIT_FINDINGS;
    bm_status status =
        cli_answer_choose_format(settings, CLI_ANSWER_TEXT, &a.format, &a.delimiter, &error);
    if (!status)
        status = cli_names_gather(&names, &settings->operands, &error);
    if (status)
        goto done;
    if (names.count == 0) {
        result = cli_report_usage(command, settings, "standard input has no names");
        goto done;
    }
    /* In memory, so that --ambiguous=fail can take it back. */
    if ((status = cli_inputs_open_places(&inputs, settings, &error)) != BM_OK ||
        (status = bm_sink_open(settings->output ? settings->output : "-", &a.sink, &error)) !=
            BM_OK)
        goto done;
    bm_sink *output = a.sink;
    if ((status = bm_sink_open_memory(&a.sink, &error)) == BM_OK &&
        (status = answer(&a, &names, &error)) == BM_OK &&
        (status = bm_sink_commit(a.sink, &error)) == BM_OK && !is_forbidden(&a)) {
        size_t size = 0;
        const void *bytes = bm_sink_memory(a.sink, &size);
        bm_sink_write(output, bytes, size);
        status = bm_sink_commit(output, &error);
    }
    bm_sink_free(output);
    if (status)
        goto done;
    if (!settings->quiet && !settings->json)
        (void)cli_report_findings(inputs.findings);
    if (settings->decide &&
        (status = cli_decide(&inputs, settings, names.items[0], &a.location, &error)) != BM_OK)
        goto done;
    if (a.unsure == 0 && bm_findings_count(inputs.findings, BM_SEVERITY_WARNING) == 0)
        result = CLI_EXIT_DONE;
done:
    bm_sink_free(a.sink);
    cli_names_finish(&names);
    cli_inputs_finish(&inputs);
    return status ? cli_report_error(settings, &error) : result;
}

static cli_exit run_batch(const cli_command *command, const cli_settings *settings)
{
    cli_inputs inputs = {0};
    cli_batch_counts counts = {0};
    bm_error error = {0};
    bool to_stdout = !settings->output || strcmp(settings->output, "-") == 0;
    if (settings->operands.count > 0)
        return cli_report_usage(command, settings,
                                "names stand in the table of --batch, or are "
                                "given one by one, not both");
    if (settings->together)
        return cli_report_usage(command, settings, "--together is for names, not for --batch");
    if (settings->why)
        return cli_report_usage(command, settings,
                                "--why is for names; --batch says why with --format jsonl");
    if (settings->ambiguous == BM_AMBIGUOUS_FAIL && to_stdout)
        return cli_report_usage(command, settings,
                                "--ambiguous fail needs -o FILE: what is on standard output "
                                "cannot be taken back");
    if (!to_stdout &&
        (cli_is_same_file(settings->output, settings->batch) ||
         (settings->decisions && cli_is_same_file(settings->output, settings->decisions))))
        return cli_report_usage(command, settings, "output '%s' would replace an input",
                                settings->output);
    bm_status status = cli_inputs_open_places(&inputs, settings, &error);
    if (!status)
        status = cli_batch_run(&inputs, settings, &counts, &error);
    bool unsure = !status && cli_batch_report(&inputs, settings, &counts);
    cli_inputs_finish(&inputs);
    if (status)
        return cli_report_error(settings, &error);
    return unsure ? CLI_EXIT_FINDINGS : CLI_EXIT_DONE;
}

static cli_exit run(const cli_command *command, const cli_settings *settings)
{
    if (settings->at.count > 0 &&
        (settings->batch || settings->operands.count > 0 || settings->decide))
        return cli_report_usage(command, settings, "--at is about positions, not about names");
    if (settings->at.count > 0)
        return cli_at_run(command, settings);
    if (settings->decide && (settings->batch || settings->operands.count != 1 ||
                             strcmp(settings->operands.items[0], "-") == 0))
        return cli_report_usage(command, settings, "--decide is about one name");
    if (settings->pick && !settings->decide)
        return cli_report_usage(command, settings, "--pick needs --decide FILE to keep it in");
    if (settings->batch)
        return run_batch(command, settings);
    if (settings->operands.count == 0)
        return cli_report_usage(command, settings, "%s needs %s", command->name, command->operand);
    return run_names(command, settings);
}

#define SETTING(member) offsetof(cli_settings, member)
static const cli_option hint_options[] = {
    {"country", 0, "COUNTRY", cli_read_text, SETTING(country),
     "the country it is in: BY, Belarus, Білорусь"},
    {"admin", 0, "NAME", cli_read_text, SETTING(admin), "the oblast or district it is in"},
    {"near", 0, "NAME", cli_read_text, SETTING(near), "another place that it is near"},
    {"together", 0, NULL, cli_read_flag, SETTING(together),
     "the names are of one report: the certain ones tell which namesakes the others are"},
    {"why", 0, NULL, cli_read_flag, SETTING(why),
     "print every candidate with what its score is made of"},
    {"at", 0, "LON,LAT", cli_read_at, SETTING(at),
     "the other way round: the places nearest to a position in degrees, its country, oblast and "
     "district; repeat for more"},
    {"decide", 0, "FILE", cli_read_file, SETTING(decide),
     "keep the best candidate in a table of decisions, for this name with these hints"},
    {"pick", 0, "ID", cli_read_text, SETTING(pick),
     "for --decide: the place with this id instead of the best candidate"},
    {0}};
static const cli_option_group hints = {"Hints and reasons", hint_options};

static const cli_option table_options[] = {
    {"batch", 0, "FILE", cli_read_file, SETTING(batch),
     "locate every row of a table (CSV, - for standard input) with a column of names and perhaps "
     "country, admin, district and near; the table is written with its columns and the answers"},
    {"output", 'o', "FILE", cli_read_file, SETTING(output),
     "file to write instead of standard output: .csv, .tsv, .json, .jsonl"},
    {"format", 0, "NAME", cli_read_text, SETTING(format),
     "text (default for names), csv (default for --batch), tsv, json, jsonl (an object a line)"},
    {"ambiguous", 0, "best|skip|fail", cli_read_ambiguous, SETTING(ambiguous),
     "a name with several meanings: give the best and say so (default), give none, or write "
     "nothing"},
    {"column", 0, "ROLE=HEADER", cli_read_column, SETTING(columns),
     "use the column with this header as name, country, admin, district or near; repeat for more"},
    {"delimiter", 0, "C", cli_read_delimiter, SETTING(delimiter),
     "what separates columns: a character or 'tab' (default: found from the header line)"},
    {0}};
static const cli_option_group tables = {"Tables and output", table_options};

const cli_command cli_locate = {
    .name = "locate",
    .operand = "NAME: a place to look for, - to read names from standard input, --batch FILE, or "
               "--at LON,LAT",
    .operands_optional = true,
    .usage = "NAME... | --batch FILE | --at LON,LAT [--country COUNTRY] [--admin NAME] [--near "
             "NAME] [--why] "
             "[-o FILE]",
    .summary = "say where places are, on which side of the border, and why",
    .description =
        "Look up places by name, in any romanisation or in Belarusian, Ukrainian or Russian "
        "Cyrillic. Prints position, district, distance to the border, side, score and margin to "
        "the runner-up. NAME - reads names from standard input, one a line; --batch reads a table "
        "and writes it with the answers as further columns. Exit status 1 when a name was not "
        "found or is ambiguous.",
    .examples = "  bordermap locate Kopani Dyvin Kyiv --why\n"
                "  bordermap locate Kopani --admin Brest\n"
                "  bordermap locate 'Копані' --near Stolin --json\n"
                "  bordermap locate --batch names.csv -o located.csv\n"
                "  bordermap locate --at 26.81,51.77\n",
    .groups = {&hints, &tables, &cli_group_database, &cli_group_data, &cli_group_general},
    .run = run};
