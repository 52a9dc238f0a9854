#include "cli/answer.h"

#include "cli/describe.h"
#include "cli/text.h"

#include <stdio.h>
#include <string.h>

bm_status cli_answer_choose_format(const cli_settings *settings, cli_answer_format usual,
                                   cli_answer_format *format, char *delimiter, bm_error *error)
{
    static const struct {
        const char *name;
        cli_answer_format format;
    } names[] = {{"text", CLI_ANSWER_TEXT},   {"csv", CLI_ANSWER_CSV},
                 {"tsv", CLI_ANSWER_CSV},     {"json", CLI_ANSWER_JSON},
                 {"jsonl", CLI_ANSWER_JSONL}, {"ndjson", CLI_ANSWER_JSONL}};
    const char *output = settings->output ? settings->output : "-";
    *format = settings->json ? CLI_ANSWER_JSON : usual;
    bool found = !settings->format;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char ending[16];
        (void)snprintf(ending, sizeof ending, ".%s", names[i].name);
        bool named = settings->format && strcmp(settings->format, names[i].name) == 0;
        bool ended = !settings->format && !settings->json && cli_text_ends_with(output, ending);
        if (named || ended)
            *format = names[i].format;
        if ((named || ended) && strcmp(names[i].name, "tsv") == 0)
            *delimiter = '\t';
        else if ((named || ended) && strcmp(names[i].name, "csv") == 0 && *delimiter == '\t')
            *delimiter = ',';
        found = found || named;
    }
    static const char *const spreadsheets[] = {".xlsx", ".xls", ".ods"};
    for (size_t i = 0; !settings->format && i < sizeof spreadsheets / sizeof *spreadsheets; i++)
        if (cli_text_ends_with(output, spreadsheets[i]))
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                "'%s' would be a spreadsheet; write .csv, which these open",
                                output);
    if (!found)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "no format '%s'; there are text, csv, tsv, json and jsonl",
                            settings->format);
    return BM_OK;
}

bool cli_answer_is_used(const bm_location *location, bm_ambiguous_policy policy)
{
    return location->candidate_count > 0 && location->status != BM_LOCATION_NONE &&
           (location->status != BM_LOCATION_AMBIGUOUS || policy == BM_AMBIGUOUS_BEST);
}

/* "did you mean Kopani, Kopanki?"; "" when nothing is spelt nearly so. */
static void suggest(const bm_location *location, char *text, size_t size)
{
    *text = '\0';
    for (size_t i = 0; i < location->suggestion_count; i++) {
        size_t used = strlen(text);
        (void)snprintf(text + used, size - used, "%s%s%s", i == 0 ? "did you mean " : ", ",
                       location->suggestions[i]->name,
                       i + 1 == location->suggestion_count ? "?" : "");
    }
}

/* The hints that were not heeded, with `format` around each. */
static void name_hints(unsigned flags, const char *before, const char *after, char *text,
                       size_t size)
{
    static const struct {
        bm_relaxed hint;
        const char *name;
    } hints[] = {{BM_RELAXED_COUNTRY, "country"},
                 {BM_RELAXED_ADMIN, "oblast or district"},
                 {BM_RELAXED_NEAR, "place near"}};
    *text = '\0';
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
        size_t used = strlen(text);
        if (flags & hints[i].hint)
            (void)snprintf(text + used, size - used, "%s%s%s%s", used ? "; " : "", before,
                           hints[i].name, after);
    }
}

void cli_answer_note(const bm_location *location, char *text, size_t size)
{
    name_hints(location->relaxed, "the ", " was not heeded", text, size);
    size_t used = strlen(text);
    if (used > 0 && location->mended)
        used += (size_t)snprintf(text + used, size - used, "; ");
    name_hints(location->mended, "the ", " is misspelt", text + used, size - used);
    const char *separator = *text ? "; " : "";
    bool none = location->status == BM_LOCATION_NONE;
    size_t other = none ? 0 : 1;
    used = strlen(text);
    if (none && location->candidate_count == 0) {
        char suggestions[CLI_DESCRIPTION_SIZE];
        suggest(location, suggestions, sizeof suggestions);
        (void)snprintf(text + used, size - used, "%s%s", *suggestions ? separator : "",
                       suggestions);
        return;
    }
    if ((!none && location->status != BM_LOCATION_AMBIGUOUS) || location->candidate_count <= other)
        return;
    char place[CLI_DESCRIPTION_SIZE];
    cli_describe_place(location->candidates[other].place, place);
    (void)snprintf(text + used, size - used, "%s%s %s", separator, none ? "known is" : "or", place);
}

/* What the name would be if the hints did not rule it out, and what is spelt nearly so. */
static void write_not_found(bm_sink *sink, const bm_location *location)
{
    char suggestions[CLI_DESCRIPTION_SIZE];
    bm_sink_puts(sink, "  not found");
    if (location->candidate_count > 0) {
        char place[CLI_DESCRIPTION_SIZE];
        cli_describe_place(location->candidates[0].place, place);
        bm_sink_puts(sink, " there; known is ");
        cli_text_write(sink, place);
    }
    suggest(location, suggestions, sizeof suggestions);
    if (*suggestions) {
        bm_sink_puts(sink, "; ");
        cli_text_write(sink, suggestions);
    }
    bm_sink_puts(sink, "\n");
}

static void write_hints(bm_sink *sink, const bm_location *location)
{
    char hints[CLI_DESCRIPTION_SIZE];
    name_hints(location->relaxed, "the ", " was not heeded", hints, sizeof hints);
    bm_sink_printf(sink, "%s%s", hints, *hints ? "; " : "");
    name_hints(location->mended, "the ", " is misspelt", hints, sizeof hints);
    bm_sink_printf(sink, "%s%s", hints, *hints ? "; " : "");
}

void cli_answer_write_text(bm_sink *sink, const char *query, size_t width,
                           const bm_location *location, bm_ambiguous_policy policy,
                           const bm_border *border)
{
    cli_text_write_padded(sink, query, width);
    if (location->status == BM_LOCATION_NONE || location->candidate_count == 0) {
        write_not_found(sink, location);
        return;
    }
    if (!cli_answer_is_used(location, policy)) {
        bm_sink_printf(sink, "  ambiguous, one of %zu; left out\n", location->candidate_total);
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
        bm_sink_puts(sink, "ambiguous");
    if (location->status == BM_LOCATION_AMBIGUOUS && location->candidate_total > 1)
        bm_sink_printf(sink, ", one of %zu", location->candidate_total);
    if (location->status == BM_LOCATION_AMBIGUOUS)
        bm_sink_puts(sink, "; ");
    write_hints(sink, location);
    if (location->status == BM_LOCATION_AMBIGUOUS)
        bm_sink_puts(sink, "best: ");
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
