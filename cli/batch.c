#include "cli/batch.h"

#include "cli/answer_cache.h"
#include "cli/databases.h"
#include "cli/json_out.h"
#include "cli/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How many bad rows are named; the table can have any number of them. */
enum { FINDINGS_MAX = 1000, QUESTION_SIZE = 8 * 1024, HEADER_SIZE = 1100 };

typedef struct batch_run {
    const cli_inputs *inputs;
    const cli_settings *settings;
    bm_batch *batch;
    bm_sink *sink;
    cli_answer_format format;
    char delimiter;
    cli_answer_cache *cache;
    bool *used; /* a flag for each decision */
    bm_geocoder_session *session;
    bm_location location; /* large: not on the stack of every row */
    cli_batch_counts *counts;
} batch_run;

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

static char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

/* Whether two names would be one column to GIS and databases, which do not tell "Lat" from "lat".
 * Ours are ASCII, so that no other letters can differ from them in case only. */
static bool is_same_column(const char *a, const char *b)
{
    for (; *a && *b; a++, b++)
        if (lower(*a) != lower(*b))
            return false;
    return *a == *b;
}

/* A name for one of our columns that the table does not have: "lat", else "lat_2". */
static void free_name(const bm_batch *batch, const char *column, char name[HEADER_SIZE])
{
    (void)snprintf(name, HEADER_SIZE, "%s", column);
    for (unsigned n = 2;; n++) {
        size_t i = 0;
        while (i < bm_batch_column_count(batch) &&
               !is_same_column(bm_batch_column_name(batch, i), name))
            i++;
        if (i == bm_batch_column_count(batch))
            return;
        (void)snprintf(name, HEADER_SIZE, "%s_%u", column, n);
    }
}

static void write_header(batch_run *run)
{
    if (run->format == CLI_ANSWER_JSON)
        bm_sink_puts(run->sink, "[");
    if (run->format != CLI_ANSWER_CSV)
        return;
    char name[HEADER_SIZE];
    for (size_t i = 0; i < bm_batch_column_count(run->batch); i++) {
        if (i > 0)
            bm_sink_write(run->sink, &run->delimiter, 1);
        bm_csv_write_cell(run->sink, bm_batch_column_name(run->batch, i), run->delimiter, false);
    }
    for (size_t i = 0; i < CLI_ANSWER_COLUMNS; i++) {
        free_name(run->batch, cli_answer_columns[i], name);
        bm_sink_printf(run->sink, "%c%s", run->delimiter, name);
    }
    bm_sink_puts(run->sink, "\n");
}

/* The row as it was read: its cells, or the members `line` and `row` of an object. */
static void write_row(batch_run *run, const bm_batch_row *row)
{
    size_t count = bm_batch_column_count(run->batch);
    if (run->format == CLI_ANSWER_TEXT)
        return;
    if (run->format == CLI_ANSWER_CSV) {
        for (size_t i = 0; i < count; i++) {
            if (i > 0)
                bm_sink_write(run->sink, &run->delimiter, 1);
            bm_csv_write_cell(run->sink, row->cells[i], run->delimiter, false);
        }
        return;
    }
    if (run->format == CLI_ANSWER_JSON)
        bm_sink_puts(run->sink, run->counts->rows > 1 ? ",\n" : "\n");
    bm_sink_printf(run->sink, "{\"line\":%ld,\"row\":", row->line);
    bm_json json;
    bm_json_init(&json, run->sink, 0);
    /* Not the outermost value: that would end its line. */
    json.depth = 1;
    bm_json_begin_object(&json);
    for (size_t i = 0; i < count; i++) {
        bm_json_key(&json, bm_batch_column_name(run->batch, i));
        bm_json_string(&json, row->cells[i]);
    }
    bm_json_end_object(&json);
    bm_sink_puts(run->sink, ",");
}

static void end_row(batch_run *run)
{
    if (run->format == CLI_ANSWER_CSV || run->format == CLI_ANSWER_JSONL)
        bm_sink_puts(run->sink, "\n");
}

/* Write an answer as it is kept: what follows write_row(). */
static void write_answer(const batch_run *run, bm_sink *sink, const char *name)
{
    const bm_location *location = &run->location;
    bm_ambiguous_policy policy = run->settings->ambiguous;
    const bm_border *border = run->inputs->border;
    if (run->format == CLI_ANSWER_TEXT) {
        cli_answer_write_text(sink, name, 0, location, policy, border);
    } else if (run->format == CLI_ANSWER_CSV) {
        cli_answer_write_cells(sink, location, policy, border, run->delimiter);
    } else {
        bm_json json;
        bm_json_init(&json, sink, 0);
        json.depth = 1;
        cli_json_location_members(&json, name, location, policy, border);
        bm_sink_puts(sink, "}");
    }
}

static void write_no_answer(batch_run *run, const bm_batch_row *row, const char *status,
                            const char *note)
{
    write_row(run, row);
    if (run->format == CLI_ANSWER_TEXT) {
        bm_sink_printf(run->sink, "line %ld  %s: %s\n", row->line, status, note);
    } else if (run->format == CLI_ANSWER_CSV) {
        cli_answer_write_no_cells(run->sink, status, note, run->delimiter);
    } else {
        bm_json json;
        bm_json_init(&json, run->sink, 0);
        json.depth = 1;
        cli_json_no_location_members(&json, row->place.name, status, note);
        bm_sink_puts(run->sink, "}");
    }
    end_row(run);
}

/* The row's hints, and those of the command line where it has none. */
static bm_place_row complete(const batch_run *run, const bm_batch_row *row)
{
    bm_place_row place = row->place;
    place.why = run->format == CLI_ANSWER_JSON || run->format == CLI_ANSWER_JSONL;
    if (is_blank(place.country))
        place.country = run->settings->country ? run->settings->country : "";
    if (is_blank(place.admin))
        place.admin = run->settings->admin ? run->settings->admin : "";
    if (is_blank(place.near))
        place.near = run->settings->near ? run->settings->near : "";
    return place;
}

static void count_status(cli_batch_counts *counts, int status)
{
    counts->located += status == BM_LOCATION_LOCATED;
    counts->areas += status == BM_LOCATION_AREA;
    counts->ambiguous += status == BM_LOCATION_AMBIGUOUS;
    counts->none += status == BM_LOCATION_NONE;
}

/* Locate and write, keeping what was written. */
static bm_status answer_anew(batch_run *run, const bm_place_row *place, const char *question,
                             size_t size, bm_error *error)
{
    bm_sink *memory = NULL;
    cli_cached_answer answer = {0};
    bm_status status = bm_decisions_locate(run->inputs->decisions, run->session, place,
                                           &run->location, run->used, error);
    if (!status)
        status = bm_sink_open_memory(&memory, error);
    if (status)
        return status;
    if (run->location.ruled_out) {
        /* A guess against what the row says is for a person, not for a table. */
        run->location.status = BM_LOCATION_NONE;
        run->location.relaxed &= run->location.unknown;
    }
    write_answer(run, memory, place->name);
    status = bm_sink_commit(memory, error);
    if (!status) {
        answer.status = (int)run->location.status;
        answer.text = bm_sink_memory(memory, &answer.size);
        bm_sink_write(run->sink, answer.text, answer.size);
        count_status(run->counts, answer.status);
        cli_answer_cache_put(run->cache, question, size, &answer);
    }
    bm_sink_free(memory);
    return status;
}

static bm_status answer_row(batch_run *run, const bm_batch_row *row, bm_error *error)
{
    const bm_place_row place = complete(run, row);
    char question[QUESTION_SIZE];
    /* Unit separators cannot stand in a name that means anything. */
    int size = snprintf(question, sizeof question, "%s\x1F%s\x1F%s\x1F%s\x1F%s", place.name,
                        place.country, place.admin, place.district, place.near);
    if (size < 0 || (size_t)size >= sizeof question)
        return bm_error_set(error, BM_ERROR_INTERNAL, run->settings->batch, row->line,
                            "the row's hints do not fit");
    write_row(run, row);
    cli_cached_answer answer;
    if (cli_answer_cache_get(run->cache, question, (size_t)size, &answer)) {
        bm_sink_write(run->sink, answer.text, answer.size);
        count_status(run->counts, answer.status);
    } else {
        bm_status status = answer_anew(run, &place, question, (size_t)size, error);
        if (status)
            return status;
    }
    end_row(run);
    return BM_OK;
}

static bm_status answer_rows(batch_run *run, bm_error *error)
{
    for (;;) {
        const bm_batch_row *row = NULL;
        bm_status status = bm_batch_next(run->batch, &row, error);
        if (status || !row)
            return status;
        run->counts->rows++;
        if (*row->problem) {
            if (run->counts->invalid++ < FINDINGS_MAX)
                bm_findings_add(run->inputs->findings, BM_SEVERITY_ERROR, row->code,
                                run->settings->batch, row->line, NULL, NULL, "%s", row->problem);
            write_no_answer(run, row, "invalid", row->problem);
        } else if (is_blank(row->place.name)) {
            run->counts->none++;
            write_no_answer(run, row, "none", "the row has no name");
        } else {
            status = answer_row(run, row, error);
            if (status)
                return status;
        }
        status = bm_sink_status(run->sink);
        bool forbidden =
            run->settings->ambiguous == BM_AMBIGUOUS_FAIL && run->counts->ambiguous > 0;
        if (forbidden)
            run->counts->ambiguous_line = row->line;
        if (status || forbidden)
            return BM_OK; /* the commit says why */
    }
}

/* Hints of the command line must be known; those of rows need not be. */
static bm_status check_hints(batch_run *run, bm_error *error)
{
    const bm_geocoder_query query = {.name = "-",
                                     .country = run->settings->country,
                                     .admin = run->settings->admin,
                                     .near = run->settings->near};
    bm_status status = bm_geocoder_locate(run->inputs->geocoder, &query, &run->location, error);
    return status == BM_ERROR_NOT_FOUND
               ? bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "%s", error->message)
               : status;
}

bm_status cli_batch_run(const cli_inputs *inputs, const cli_settings *settings,
                        cli_batch_counts *counts, bm_error *error)
{
    const bm_batch_options options = {.delimiter = settings->delimiter,
                                      .columns = settings->columns.items,
                                      .column_count = settings->columns.count,
                                      .database = cli_databases_find(settings, settings->batch)};
    batch_run *run = calloc(1, sizeof *run);
    if (!run)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    run->inputs = inputs;
    run->settings = settings;
    run->counts = counts;
    run->cache = cli_answer_cache_new();
    run->used = calloc(bm_decisions_count(inputs->decisions) + 1, sizeof *run->used);
    bm_status status = run->cache && run->used
                           ? check_hints(run, error)
                           : bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    if (!status)
        status = bm_geocoder_session_new(inputs->geocoder, &run->session, error);
    if (!status)
        status = bm_batch_open(settings->batch, &options, &run->batch, error);
    if (status)
        goto done;
    run->delimiter = bm_batch_delimiter(run->batch);
    status =
        cli_answer_choose_format(settings, CLI_ANSWER_CSV, &run->format, &run->delimiter, error);
    if (!status)
        status = bm_sink_open(settings->output ? settings->output : "-", &run->sink, error);
    if (status)
        goto done;
    write_header(run);
    status = answer_rows(run, error);
    if (run->format == CLI_ANSWER_JSON)
        bm_sink_puts(run->sink, "\n]\n");
    bool forbidden = settings->ambiguous == BM_AMBIGUOUS_FAIL && counts->ambiguous > 0;
    if (!status && !forbidden)
        status = bm_sink_commit(run->sink, error);
    if (!status && !forbidden)
        bm_decisions_report_unused(inputs->decisions, run->used, inputs->findings);
done:
    bm_sink_free(run->sink);
    bm_batch_free(run->batch);
    cli_answer_cache_free(run->cache);
    free(run->used);
    bm_geocoder_session_free(run->session);
    free(run);
    return status;
}

bool cli_batch_report(const cli_inputs *inputs, const cli_settings *settings,
                      const cli_batch_counts *counts)
{
    bool unsure = counts->ambiguous + counts->none + counts->invalid > 0 || counts->rows == 0 ||
                  bm_findings_count(inputs->findings, BM_SEVERITY_WARNING) > 0;
    bool forbidden = settings->ambiguous == BM_AMBIGUOUS_FAIL && counts->ambiguous > 0;
    if (forbidden)
        cli_report_note("nothing was written: line %ld is ambiguous, and --ambiguous is fail",
                        counts->ambiguous_line);
    if (settings->quiet || forbidden)
        return unsure;
    (void)cli_report_findings(inputs->findings);
    if (!unsure && !cli_report_is_watched())
        return unsure;
    char text[CLI_SUMMARY_SIZE];
    int length =
        snprintf(text, sizeof text, "%zu row%s", counts->rows, counts->rows == 1 ? "" : "s");
    size_t used = length > 0 ? (size_t)length : 0;
    const struct {
        size_t count;
        const char *what;
    } parts[] = {{counts->located, "located"},
                 {counts->areas, counts->areas == 1 ? "area" : "areas"},
                 {counts->ambiguous, "ambiguous"},
                 {counts->none, "not found"},
                 {counts->invalid, "invalid"}};
    const char *separator = ": ";
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].count == 0 || used >= sizeof text)
            continue;
        length = snprintf(text + used, sizeof text - used, "%s%zu %s", separator, parts[i].count,
                          parts[i].what);
        used += length > 0 ? (size_t)length : 0;
        separator = ", ";
    }
    cli_report_note("%s", text);
    return unsure;
}
