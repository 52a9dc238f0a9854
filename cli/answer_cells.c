#include "cli/answer.h"
#include "cli/describe.h"

#include <stdio.h>
#include <string.h>

enum { DEGREE_DECIMALS = 6, SCORE_DECIMALS = 4, KM_DECIMALS = 3, NOTE_SIZE = 512 };

const char *const cli_answer_columns[CLI_ANSWER_COLUMNS] = {
    "status",    "found_name", "place_id", "lat",       "lon",   "country",
    "admin1",    "admin2",     "kind",     "match",     "score", "margin",
    "radius_km", "candidates", "side",     "border_km", "note"};

static void write_text(bm_sink *sink, const char *text, char delimiter)
{
    bm_sink_write(sink, &delimiter, 1);
    /* Names come from anyone's gazetteer. */
    bm_csv_write_cell(sink, text, delimiter, true);
}

static void write_number(bm_sink *sink, double value, int decimals, char delimiter)
{
    char text[CLI_NUMBER_SIZE];
    bm_format_number(value, decimals, text);
    bm_sink_write(sink, &delimiter, 1);
    bm_sink_puts(sink, text);
}

static void write_empty(bm_sink *sink, size_t count, char delimiter)
{
    while (count-- > 0)
        bm_sink_write(sink, &delimiter, 1);
}

static void write_place(bm_sink *sink, const bm_location *location, char delimiter)
{
    const bm_candidate *best = &location->candidates[0];
    const bm_place *place = best->place;
    bool area = location->status == BM_LOCATION_AREA;
    write_text(sink, place->name, delimiter);
    write_text(sink, place->id, delimiter);
    write_number(sink, place->position.lat, DEGREE_DECIMALS, delimiter);
    write_number(sink, place->position.lon, DEGREE_DECIMALS, delimiter);
    write_text(sink, place->country, delimiter);
    write_text(sink, place->admin1, delimiter);
    write_text(sink, place->admin2, delimiter);
    write_text(sink, bm_place_kind_name(place->kind), delimiter);
    write_text(sink,
               bm_match_name(area && best->match != BM_MATCH_DECIDED ? BM_MATCH_AREA : best->match),
               delimiter);
    write_number(sink, best->score, SCORE_DECIMALS, delimiter);
    write_number(sink, location->margin, SCORE_DECIMALS, delimiter);
    double radius_km = location->radius_km > 0 ? location->radius_km : place->radius_km;
    if (radius_km > 0)
        write_number(sink, radius_km, 1, delimiter);
    else
        write_empty(sink, 1, delimiter);
}

void cli_answer_write_cells(bm_sink *sink, const bm_location *location, bm_ambiguous_policy policy,
                            const bm_border *border, char delimiter)
{
    bool used = cli_answer_is_used(location, policy);
    write_text(sink, bm_location_status_name(location->status), delimiter);
    if (used)
        write_place(sink, location, delimiter);
    else
        write_empty(sink, 12, delimiter);
    bm_sink_printf(sink, "%c%zu", delimiter, location->candidate_total);
    bm_border_relation relation = {0};
    /* The middle of an area says little about where in it something is. */
    if (used && location->status != BM_LOCATION_AREA &&
        bm_border_relate(border, location->candidates[0].place->position, &relation, NULL) ==
            BM_OK) {
        const char *side = cli_side(&relation);
        write_text(sink, side ? side : "", delimiter);
        write_number(sink, relation.border_km, KM_DECIMALS, delimiter);
    } else {
        write_empty(sink, 2, delimiter);
    }
    char note[NOTE_SIZE];
    cli_answer_note(location, note, sizeof note);
    write_text(sink, note, delimiter);
}

void cli_answer_write_no_cells(bm_sink *sink, const char *status, const char *note, char delimiter)
{
    write_text(sink, status, delimiter);
    write_empty(sink, 12, delimiter);
    bm_sink_printf(sink, "%c0", delimiter);
    write_empty(sink, 2, delimiter);
    write_text(sink, note, delimiter);
}
