#include "cli/why.h"

#include "cli/describe.h"
#include "cli/text.h"

#include <string.h>

enum { CANDIDATES_SHOWN = 10, COLUMNS_MAX = 2 * BM_FEATURE_SCORES_MAX, VALUE_WIDTH = 5 };

/* Feature names in the order they first occur. */
static size_t gather_columns(const bm_location *location, size_t shown,
                             const char *columns[COLUMNS_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < shown; i++) {
        const bm_candidate *candidate = &location->candidates[i];
        for (size_t k = 0; k < candidate->feature_count; k++) {
            size_t at = 0;
            while (at < count && strcmp(columns[at], candidate->features[k].name) != 0)
                at++;
            if (at == count && count < COLUMNS_MAX)
                columns[count++] = candidate->features[k].name;
        }
    }
    return count;
}

static size_t column_width(const char *name)
{
    size_t width = cli_text_width(name);
    return width < VALUE_WIDTH ? VALUE_WIDTH : width;
}

static void write_right(bm_sink *sink, const char *text, size_t width)
{
    for (size_t used = cli_text_width(text); used < width; used++)
        bm_sink_puts(sink, " ");
    cli_text_write(sink, text);
}

static void write_features(bm_sink *sink, const bm_candidate *candidate, const char *const *columns,
                           size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char text[CLI_NUMBER_SIZE] = "";
        for (size_t k = 0; k < candidate->feature_count; k++) {
            if (strcmp(candidate->features[k].name, columns[i]) == 0)
                cli_describe_score(candidate->features[k].value, true, text);
        }
        bm_sink_puts(sink, "  ");
        write_right(sink, text, column_width(columns[i]));
    }
}

/* What the figures are about: the name that was met, and the features' notes. */
static void write_notes(bm_sink *sink, const bm_candidate *candidate)
{
    bm_sink_puts(sink, "  (");
    bm_sink_puts(sink, bm_match_name(candidate->match));
    if (candidate->matched && strcmp(candidate->matched, candidate->place->name) != 0) {
        bm_sink_puts(sink, ": ");
        cli_text_write(sink, candidate->matched);
    }
    for (size_t k = 0; k < candidate->feature_count; k++) {
        const bm_feature_score *feature = &candidate->features[k];
        /* The match is told already, and what adds nothing explains nothing. */
        if (!*feature->note || feature->value == 0 || strcmp(feature->name, "match") == 0)
            continue;
        bm_sink_puts(sink, "; ");
        cli_text_write(sink, feature->note);
    }
    bm_sink_puts(sink, ")\n");
}

void cli_why_write(bm_sink *sink, const bm_location *location)
{
    size_t shown = location->candidate_count;
    if (shown > CANDIDATES_SHOWN)
        shown = CANDIDATES_SHOWN;
    if (shown == 0)
        return;
    const char *columns[COLUMNS_MAX];
    size_t count = gather_columns(location, shown, columns);
    bm_sink_puts(sink, "    score");
    for (size_t i = 0; i < count; i++) {
        bm_sink_puts(sink, "  ");
        write_right(sink, columns[i], column_width(columns[i]));
    }
    bm_sink_puts(sink, "  candidate\n");
    for (size_t i = 0; i < shown; i++) {
        const bm_candidate *candidate = &location->candidates[i];
        char text[CLI_DESCRIPTION_SIZE];
        cli_describe_score(candidate->score, false, text);
        bm_sink_puts(sink, "    ");
        write_right(sink, text, VALUE_WIDTH);
        write_features(sink, candidate, columns, count);
        cli_describe_place(candidate->place, text);
        bm_sink_puts(sink, "  ");
        cli_text_write(sink, text);
        cli_describe_position(candidate->place->position, text);
        bm_sink_printf(sink, "  %s", text);
        write_notes(sink, candidate);
    }
    if (location->candidate_total > shown)
        bm_sink_printf(sink, "    ... and %zu more\n", location->candidate_total - shown);
}
