#include "cli/at.h"

#include "cli/answer.h"
#include "cli/describe.h"
#include "cli/inputs.h"
#include "cli/json_out.h"
#include "cli/report.h"
#include "cli/text.h"
#include "cli/values.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PLACES = 5, DEGREE_DECIMALS = 6, KM_DECIMALS = 3 };
/* A crossing that is further away is no help to say where something is. */
static const double crossing_reach_km = 200;

/* "3.2 km NW of Kopani, Stolin district, Brest, BY" */
static void write_direction(bm_sink *sink, const bm_reverse_place *near)
{
    char place[CLI_DESCRIPTION_SIZE];
    char distance[CLI_NUMBER_SIZE];
    cli_describe_place(near->place, place);
    if (near->distance_m < 50) {
        bm_sink_puts(sink, "at ");
    } else {
        bm_format_number(near->distance_m / 1000, near->distance_m < 9950 ? 1 : 0, distance);
        bm_sink_printf(sink, "%s km %s of ", distance, bm_compass_point(near->azimuth_deg));
    }
    cli_text_write(sink, place);
}

static void write_unit(bm_sink *sink, const char *label, const char *unit,
                       const bm_reverse_place *by, bool uncertain)
{
    char distance[CLI_NUMBER_SIZE];
    if (!by->place)
        return;
    bm_format_number(by->distance_m / 1000, 1, distance);
    bm_sink_printf(sink, "    %s", label);
    cli_text_write(sink, unit);
    bm_sink_puts(sink, "  (as ");
    cli_text_write(sink, by->place->name);
    bm_sink_printf(sink, ", %s km%s)\n", distance,
                   uncertain ? "; places of another are about as near" : "");
}

static void write_text(bm_sink *sink, const char *asked, const bm_reverse *found)
{
    const bm_border_relation *border = &found->border;
    char relation[CLI_DESCRIPTION_SIZE];
    char distance[CLI_NUMBER_SIZE];
    cli_text_write(sink, asked);
    bm_sink_puts(sink, "  ");
    if (found->place_count > 0)
        write_direction(sink, &found->places[0]);
    else
        bm_sink_puts(sink, "no place within 100 km");
    cli_describe_border(border, relation);
    bm_sink_printf(sink, "\n    country   %s  (%s)\n",
                   *border->country ? border->country
                                    : "none known: the sea, or beyond the outlines",
                   relation);
    write_unit(sink, "oblast    ", found->admin1_by.place ? found->admin1_by.place->admin1 : "",
               &found->admin1_by, found->admin1_uncertain);
    write_unit(sink, "district  ", found->admin2_by.place ? found->admin2_by.place->admin2 : "",
               &found->admin2_by, found->admin2_uncertain);
    if (isfinite(border->crossing_km) && border->crossing_km <= crossing_reach_km) {
        bm_format_number(border->crossing_km, border->crossing_km < 9.95 ? 1 : 0, distance);
        bm_sink_puts(sink, "    crossing  ");
        cli_text_write(sink, border->crossing);
        if (*border->crossing_partner) {
            bm_sink_puts(sink, " - ");
            cli_text_write(sink, border->crossing_partner);
        }
        bm_sink_printf(sink, ", %s km\n", distance);
    }
    for (size_t i = 1; i < found->place_count; i++) {
        bm_sink_puts(sink, i == 1 ? "    also      " : "              ");
        write_direction(sink, &found->places[i]);
        bm_sink_puts(sink, "\n");
    }
}

static void bool_member(bm_json *json, const char *key, bool value)
{
    bm_json_key(json, key);
    bm_json_bool(json, value);
}

static void write_place(bm_json *json, const bm_reverse_place *near)
{
    const bm_place *place = near->place;
    bm_json_begin_compact_object(json);
    cli_json_text(json, "name", place->name);
    cli_json_text(json, "place_id", place->id);
    cli_json_real(json, "lon", place->position.lon, DEGREE_DECIMALS);
    cli_json_real(json, "lat", place->position.lat, DEGREE_DECIMALS);
    cli_json_text(json, "country", place->country);
    cli_json_text(json, "admin1", place->admin1);
    cli_json_text(json, "admin2", place->admin2);
    cli_json_text(json, "kind", bm_place_kind_name(place->kind));
    cli_json_real(json, "distance_km", near->distance_m / 1000, KM_DECIMALS);
    cli_json_real(json, "azimuth_deg", near->azimuth_deg, 1);
    cli_json_text(json, "direction", bm_compass_point(near->azimuth_deg));
    bm_json_end_object(json);
}

static void write_unit_members(bm_json *json, const char *keys[3], const char *unit,
                               const bm_reverse_place *by, bool uncertain)
{
    cli_json_text(json, keys[0], unit);
    bm_json_key(json, keys[1]);
    if (by->place)
        write_place(json, by);
    else
        bm_json_null(json);
    bool_member(json, keys[2], uncertain);
}

static void write_json(bm_json *json, bm_lonlat position, const bm_reverse *found)
{
    const bm_border_relation *border = &found->border;
    const bm_place *first = found->admin1_by.place;
    const bm_place *second = found->admin2_by.place;
    const char *keys1[] = {"admin1", "admin1_by", "admin1_uncertain"};
    const char *keys2[] = {"admin2", "admin2_by", "admin2_uncertain"};
    bm_json_begin_object(json);
    cli_json_real(json, "lon", position.lon, DEGREE_DECIMALS);
    cli_json_real(json, "lat", position.lat, DEGREE_DECIMALS);
    cli_json_text(json, "country", border->country);
    write_unit_members(json, keys1, first ? first->admin1 : NULL, &found->admin1_by,
                       found->admin1_uncertain);
    write_unit_members(json, keys2, second ? second->admin2 : NULL, &found->admin2_by,
                       found->admin2_uncertain);
    cli_json_real(json, "border_km", border->border_km, KM_DECIMALS);
    cli_json_text(json, "side", cli_side(border));
    cli_json_text(json, "crossing", border->crossing);
    cli_json_text(json, "crossing_partner", border->crossing_partner);
    cli_json_real(json, "crossing_km", border->crossing_km, KM_DECIMALS);
    bm_json_key(json, "places");
    bm_json_begin_array(json);
    for (size_t i = 0; i < found->place_count; i++)
        write_place(json, &found->places[i]);
    bm_json_end_array(json);
    bm_json_end_object(json);
}

static bm_status answer(const cli_inputs *inputs, const cli_settings *settings,
                        cli_answer_format format, bm_sink *sink, size_t *unsure, bm_error *error)
{
    bm_json json;
    bm_json_init(&json, sink, 2);
    if (format == CLI_ANSWER_JSON)
        bm_json_begin_array(&json);
    for (size_t i = 0; i < settings->at.count; i++) {
        const char *asked = settings->at.items[i];
        bm_lonlat position;
        bm_reverse found;
        bm_status status = cli_position_read(asked, &position, error);
        if (!status)
            status = bm_reverse_locate(inputs->gazetteer, inputs->border, position, PLACES, &found,
                                       error);
        if (status)
            return status;
        *unsure += found.place_count == 0;
        if (bm_border_looks_swapped(inputs->border, position)) {
            ++*unsure;
            cli_report_note("%s is far from the border; are its numbers swapped? the order is "
                            "LON,LAT, as in GeoJSON",
                            asked);
        }
        if (format == CLI_ANSWER_JSONL)
            bm_json_init(&json, sink, 0);
        if (format == CLI_ANSWER_TEXT)
            write_text(sink, asked, &found);
        else
            write_json(&json, position, &found);
    }
    if (format == CLI_ANSWER_JSON)
        bm_json_end_array(&json);
    return BM_OK;
}

cli_exit cli_at_run(const cli_command *command, const cli_settings *settings)
{
    cli_inputs inputs = {0};
    bm_sink *sink = NULL;
    bm_error error = {0};
    size_t unsure = 0;
    cli_answer_format format = CLI_ANSWER_TEXT;
    char delimiter = ',';
    bm_status status =
        cli_answer_choose_format(settings, CLI_ANSWER_TEXT, &format, &delimiter, &error);
    if (!status && format == CLI_ANSWER_CSV)
        return cli_report_usage(command, settings,
                                "what is around a position is no table row; --format is text, "
                                "json or jsonl");
    if (status || (status = cli_inputs_open_places(&inputs, settings, &error)) != BM_OK ||
        (status = bm_sink_open(settings->output ? settings->output : "-", &sink, &error)) !=
            BM_OK ||
        (status = answer(&inputs, settings, format, sink, &unsure, &error)) != BM_OK ||
        (status = bm_sink_commit(sink, &error)) != BM_OK)
        goto done;
    if (!settings->quiet && !settings->json)
        (void)cli_report_findings(inputs.findings);
    unsure += bm_findings_count(inputs.findings, BM_SEVERITY_WARNING);
done:
    bm_sink_free(sink);
    cli_inputs_finish(&inputs);
    if (status)
        return cli_report_error(settings, &error);
    return unsure > 0 ? CLI_EXIT_FINDINGS : CLI_EXIT_DONE;
}
