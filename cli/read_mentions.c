#include "cli/json_out.h"
#include "cli/read_output.h"

#include <math.h>
#include <stdio.h>

enum { NUMBER_SIZE = 64, DEGREE_DECIMALS = 6, SCORE_DECIMALS = 3, KM_DECIMALS = 1 };

/* A number, or null when it is not known. */
static void write_real(bm_json *json, const char *key, bool known, double value, int decimals)
{
    bm_json_key(json, key);
    if (known)
        bm_json_number(json, value, decimals);
    else
        bm_json_null(json);
}

static bool has_position(const bm_mention *mention)
{
    return mention->place && !mention->doubtful && isfinite(mention->position.lon) &&
           isfinite(mention->position.lat);
}

static void write_span(bm_json *json, const char *start, const char *end, bm_span span)
{
    bm_json_key(json, start);
    bm_json_integer(json, span.start);
    bm_json_key(json, end);
    bm_json_integer(json, span.end);
}

static void write_area(bm_json *json, const bm_area *area)
{
    bm_json_key(json, "area");
    if (area->kind == BM_AREA_NONE) {
        bm_json_null(json);
        return;
    }
    bm_json_begin_object(json);
    cli_json_text(json, "kind", bm_area_kind_name(area->kind));
    write_span(json, "start", "end", area->span);
    write_real(json, "lat", area->radius_km > 0, area->position.lat, DEGREE_DECIMALS);
    write_real(json, "lon", area->radius_km > 0, area->position.lon, DEGREE_DECIMALS);
    write_real(json, "radius_km", area->radius_km > 0, area->radius_km, KM_DECIMALS);
    write_real(json, "azimuth_deg", area->azimuth_deg >= 0, area->azimuth_deg, 1);
    write_real(json, "distance_km", area->distance_km >= 0, area->distance_km, KM_DECIMALS);
    bm_json_end_object(json);
}

static void write_mention(bm_json *json, const bm_mention *mention, const char *doc)
{
    bool placed = has_position(mention);
    bm_json_begin_object(json);
    bm_json_key(json, "doc");
    bm_json_string(json, doc);
    write_span(json, "start", "end", mention->span);
    cli_json_text(json, "mention", mention->text);
    cli_json_text(json, "name", placed ? mention->name : NULL);
    cli_json_text(json, "place_id", placed ? mention->place->id : NULL);
    write_real(json, "lat", placed, mention->position.lat, DEGREE_DECIMALS);
    write_real(json, "lon", placed, mention->position.lon, DEGREE_DECIMALS);
    cli_json_text(json, "country", placed ? mention->place->country : NULL);
    cli_json_text(json, "precision", placed ? bm_place_precision_name(mention->precision) : NULL);
    cli_json_text(json, "match", bm_match_name(placed ? mention->match : BM_MATCH_NONE));
    write_real(json, "score", placed, mention->score, SCORE_DECIMALS);
    write_real(json, "margin", placed, mention->margin, SCORE_DECIMALS);
    cli_json_text(json, "role", bm_mention_role_name(mention->role));
    cli_json_text(json, "located",
                  bm_location_status_name(placed ? mention->status : BM_LOCATION_NONE));
    cli_json_text(json, "admin1", placed ? mention->place->admin1 : NULL);
    cli_json_text(json, "admin2", placed ? mention->place->admin2 : NULL);
    write_area(json, &mention->area);
    bm_json_end_object(json);
}

void cli_read_write_mentions(const bm_report *report, const bm_report_source *source, bm_sink *sink)
{
    for (size_t i = 0; i < bm_report_mention_count(report); i++) {
        bm_json json; /* an object a line, none after another */
        bm_json_init(&json, sink, 0);
        write_mention(&json, bm_report_mention(report, i), source->doc);
    }
}

void cli_read_write_mentions_csv_header(bm_sink *sink)
{
    bm_sink_puts(sink, "doc,start,end,mention,name,place_id,lat,lon,country,precision,match,score,"
                       "margin,role,located,admin1,admin2,area\n");
}

static void write_cell(bm_sink *sink, const char *text)
{
    bm_sink_puts(sink, ",");
    bm_csv_write_cell(sink, text ? text : "", ',', true);
}

static void write_number(bm_sink *sink, bool known, double value, int decimals)
{
    char text[NUMBER_SIZE] = "";
    if (known)
        bm_format_number(value, decimals, text);
    write_cell(sink, text);
}

void cli_read_write_mentions_csv(const bm_report *report, const bm_report_source *source,
                                 bm_sink *sink)
{
    for (size_t i = 0; i < bm_report_mention_count(report); i++) {
        const bm_mention *mention = bm_report_mention(report, i);
        bool placed = has_position(mention);
        const bm_place *place = placed ? mention->place : NULL;
        bm_csv_write_cell(sink, source->doc, ',', true);
        write_number(sink, true, mention->span.start, 0);
        write_number(sink, true, mention->span.end, 0);
        write_cell(sink, mention->text);
        write_cell(sink, place ? mention->name : "");
        write_cell(sink, place ? place->id : "");
        write_number(sink, placed, mention->position.lat, DEGREE_DECIMALS);
        write_number(sink, placed, mention->position.lon, DEGREE_DECIMALS);
        write_cell(sink, place ? place->country : "");
        write_cell(sink, place ? bm_place_precision_name(mention->precision) : "");
        write_cell(sink, bm_match_name(placed ? mention->match : BM_MATCH_NONE));
        write_number(sink, placed, mention->score, SCORE_DECIMALS);
        write_number(sink, placed, mention->margin, SCORE_DECIMALS);
        write_cell(sink, bm_mention_role_name(mention->role));
        write_cell(sink, bm_location_status_name(placed ? mention->status : BM_LOCATION_NONE));
        write_cell(sink, place ? place->admin1 : "");
        write_cell(sink, place ? place->admin2 : "");
        write_cell(sink, bm_area_kind_name(mention->area.kind));
        bm_sink_puts(sink, "\n");
    }
}

static void write_dates(bm_json *json, const bm_incident *incident)
{
    char start[BM_DATE_TEXT_SIZE] = "";
    char end[BM_DATE_TEXT_SIZE] = "";
    char edtf[BM_DATE_TEXT_SIZE] = "";
    if (incident->has_date) {
        bm_interval_format_start(incident->when, start);
        bm_interval_format_end(incident->when, end);
        bm_interval_format_edtf(incident->when, edtf);
    }
    cli_json_text(json, "from", start);
    cli_json_text(json, "to", end);
    cli_json_text(json, "edtf", edtf);
    cli_json_text(json, "date_rule", incident->date_rule);
}

void cli_read_write_incidents(const bm_report *report, const bm_report_source *source,
                              bm_sink *sink)
{
    for (size_t i = 0; i < bm_report_incident_count(report); i++) {
        bm_json json;
        bm_json_init(&json, sink, 0);
        const bm_incident *incident = bm_report_incident(report, i);
        bm_json_begin_object(&json);
        bm_json_key(&json, "doc");
        bm_json_string(&json, source->doc);
        write_span(&json, "start", "end", incident->trigger_span);
        cli_json_text(&json, "category", incident->category);
        write_dates(&json, incident);
        cli_json_text(&json, "claim", bm_claim_status_name(incident->status));
        cli_json_text(&json, "speaker", incident->speaker);
        cli_json_text(&json, "rule", incident->rule);
        cli_json_text(&json, "sentence", incident->sentence);
        write_span(&json, "sentence_start", "sentence_end", incident->sentence_span);
        bm_json_key(&json, "place");
        const bm_mention *mention = bm_report_mention(report, incident->mention);
        if (mention)
            write_mention(&json, mention, source->doc);
        else
            bm_json_null(&json);
        bm_json_end_object(&json);
    }
}
