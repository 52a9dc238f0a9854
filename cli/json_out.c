#include "cli/json_out.h"

#include "cli/answer.h"
#include "cli/describe.h"

enum { DEGREE_DECIMALS = 6, SCORE_DECIMALS = 4, KM_DECIMALS = 3, NOTE_SIZE = 512 };

bm_status cli_json_begin_answer(bm_json *json, bm_sink **sink, bm_error *error)
{
    bm_status status = bm_sink_open("-", sink, error);
    if (status)
        return status;
    bm_json_init(json, *sink, 2);
    bm_json_begin_object(json);
    return BM_OK;
}

bm_status cli_json_end_answer(bm_json *json, bm_sink *sink, bm_error *error)
{
    bm_json_end_object(json);
    return bm_sink_commit(sink, error);
}

void cli_json_text(bm_json *json, const char *key, const char *text)
{
    bm_json_key(json, key);
    bm_json_string(json, text && *text ? text : NULL);
}

void cli_json_real(bm_json *json, const char *key, double value, int decimals)
{
    bm_json_key(json, key);
    bm_json_number(json, value, decimals);
}

void cli_json_count(bm_json *json, const char *key, size_t count)
{
    bm_json_key(json, key);
    bm_json_integer(json, (int64_t)count);
}

/* The keys that an answer and its candidates share. */
static void write_place(bm_json *json, const bm_candidate *candidate, double margin,
                        const bm_border *border)
{
    const bm_place *place = candidate->place;
    bm_border_relation relation = {0};
    bool related = bm_border_relate(border, place->position, &relation, NULL) == BM_OK;
    cli_json_text(json, "name", place->name);
    cli_json_text(json, "place_id", place->id);
    cli_json_text(json, "kind", bm_place_kind_name(place->kind));
    cli_json_real(json, "lon", place->position.lon, DEGREE_DECIMALS);
    cli_json_real(json, "lat", place->position.lat, DEGREE_DECIMALS);
    cli_json_text(json, "country", place->country);
    cli_json_text(json, "admin1", place->admin1);
    cli_json_text(json, "match", bm_match_name(candidate->match));
    cli_json_real(json, "score", candidate->score, SCORE_DECIMALS);
    cli_json_real(json, "margin", margin, SCORE_DECIMALS);
    bm_json_key(json, "border_km");
    if (related)
        bm_json_number(json, relation.border_km, KM_DECIMALS);
    else
        bm_json_null(json);
    cli_json_text(json, "side", related ? cli_side(&relation) : NULL);
}

static void write_nothing(bm_json *json)
{
    static const char *const before[] = {"name", "place_id", "kind",  "lon",
                                         "lat",  "country",  "admin1"};
    static const char *const after[] = {"score", "margin", "border_km", "side"};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        cli_json_text(json, before[i], NULL);
    cli_json_text(json, "match", bm_match_name(BM_MATCH_NONE));
    for (size_t i = 0; i < sizeof after / sizeof *after; i++)
        cli_json_text(json, after[i], NULL);
}

/* Names of the hints among some flags, as a list. */
static void hints_member(bm_json *json, const char *key, unsigned flags)
{
    static const struct {
        bm_relaxed flag;
        const char *name;
    } hints[] = {
        {BM_RELAXED_COUNTRY, "country"}, {BM_RELAXED_ADMIN, "admin"}, {BM_RELAXED_NEAR, "near"}};
    bm_json_key(json, key);
    bm_json_begin_compact_array(json);
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
        if (flags & hints[i].flag)
            bm_json_string(json, hints[i].name);
    bm_json_end_array(json);
}

/* What was asked and the status belong to the answer; a candidate has what is its own. */
static void write_candidate(bm_json *json, const bm_location *location, size_t index,
                            const bm_border *border)
{
    const bm_candidate *candidate = &location->candidates[index];
    double behind = candidate->score - location->candidates[0].score;
    bm_json_begin_object(json);
    write_place(json, candidate, index == 0 ? location->margin : behind, border);
    cli_json_text(json, "matched", candidate->matched);
    bm_json_key(json, "features");
    bm_json_begin_array(json);
    for (size_t i = 0; i < candidate->feature_count; i++) {
        bm_json_begin_compact_object(json);
        cli_json_text(json, "name", candidate->features[i].name);
        cli_json_real(json, "value", candidate->features[i].value, SCORE_DECIMALS);
        cli_json_text(json, "note", candidate->features[i].note);
        bm_json_end_object(json);
    }
    bm_json_end_array(json);
    bm_json_end_object(json);
}

void cli_json_location_members(bm_json *json, const char *query, const bm_location *location,
                               bm_ambiguous_policy policy, const bm_border *border)
{
    char note[NOTE_SIZE];
    cli_answer_note(location, note, sizeof note);
    cli_json_text(json, "query", query);
    cli_json_text(json, "status", bm_location_status_name(location->status));
    if (cli_answer_is_used(location, policy))
        write_place(json, &location->candidates[0], location->margin, border);
    else
        write_nothing(json);
    cli_json_text(json, "note", note);
    hints_member(json, "relaxed", location->relaxed);
    hints_member(json, "mended", location->mended);
    bm_json_key(json, "suggestions");
    bm_json_begin_compact_array(json);
    for (size_t i = 0; i < location->suggestion_count; i++)
        bm_json_string(json, location->suggestions[i]->name);
    bm_json_end_array(json);
    bm_json_key(json, "candidates");
    bm_json_begin_array(json);
    for (size_t i = 0; i < location->candidate_count; i++)
        write_candidate(json, location, i, border);
    bm_json_end_array(json);
}

void cli_json_no_location_members(bm_json *json, const char *query, const char *status,
                                  const char *note)
{
    cli_json_text(json, "query", query);
    cli_json_text(json, "status", status);
    write_nothing(json);
    cli_json_text(json, "note", note);
    hints_member(json, "relaxed", 0);
    hints_member(json, "mended", 0);
    bm_json_key(json, "suggestions");
    bm_json_begin_compact_array(json);
    bm_json_end_array(json);
    bm_json_key(json, "candidates");
    bm_json_begin_array(json);
    bm_json_end_array(json);
}

void cli_json_location(bm_json *json, const char *query, const bm_location *location,
                       bm_ambiguous_policy policy, const bm_border *border)
{
    bm_json_begin_object(json);
    cli_json_location_members(json, query, location, policy, border);
    bm_json_end_object(json);
}

void cli_json_error(bm_json *json, const bm_error *error)
{
    bm_json_begin_compact_object(json);
    bm_json_key(json, "error");
    bm_json_begin_compact_object(json);
    cli_json_text(json, "status", bm_status_name(error->status));
    cli_json_text(json, "file", error->file);
    bm_json_key(json, "line");
    if (error->line > 0)
        bm_json_integer(json, error->line);
    else
        bm_json_null(json);
    cli_json_text(json, "message", error->message);
    bm_json_end_object(json);
    bm_json_end_object(json);
}

void cli_json_finding(bm_json *json, const bm_finding *finding)
{
    bm_json_begin_object(json);
    cli_json_text(json, "severity", bm_severity_name(finding->severity));
    cli_json_text(json, "code", finding->code);
    cli_json_text(json, "file", finding->file);
    bm_json_key(json, "line");
    if (finding->line > 0)
        bm_json_integer(json, finding->line);
    else
        bm_json_null(json);
    cli_json_text(json, "column", finding->column);
    cli_json_text(json, "value", finding->value);
    cli_json_text(json, "message", finding->message);
    bm_json_end_object(json);
}

void cli_json_counts(bm_json *json, const bm_locating_counts *counts)
{
    const struct {
        const char *key;
        size_t count;
    } members[] = {{"events", counts->total},        {"given", counts->given},
                   {"located", counts->located},     {"area", counts->area},
                   {"ambiguous", counts->ambiguous}, {"unlocated", counts->unlocated}};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        cli_json_count(json, members[i].key, members[i].count);
}

void cli_json_findings(bm_json *json, const bm_findings *findings)
{
    bm_json_key(json, "findings");
    bm_json_begin_array(json);
    for (size_t i = 0; i < bm_findings_size(findings); i++)
        cli_json_finding(json, bm_findings_get(findings, i));
    bm_json_end_array(json);
}
