#include "cli/export_layers.h"

#include "cli/outcome.h"
#include "cli/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SETTING(member) offsetof(cli_settings, member)
static const cli_option options[] = {
    {"layers", 0, "LIST", cli_read_layers, 0,
     "what to write, with commas between: events, areas, border, zone, crossings, places, oblasts, "
     "districts, aggregate (default: events). GeoPackage, KML and KMZ have all in one file; "
     "others have the first in FILE and each other one beside it, such as FILE-border.geojson. "
     "What is no such list is a folder, as under Data"},
    {"areas", 0, NULL, cli_read_flag, SETTING(areas),
     "also the layer areas: where each event may have been, as the polygon of its oblast, district "
     "or country, else as a circle"},
    {"zone", 0, "KM[:CC]", cli_read_zone, SETTING(symbols),
     "also the layer zone: all within this distance of the border, in both countries or in one: "
     "30km, 30km:BY; repeat for more (default of the layer: 30km)"},
    {"crossings", 0, "FILE", cli_read_file, SETTING(crossings),
     "also the layer crossings, with their states of this table: name or place_id, status (open, "
     "closed, restricted, unknown), from, to; as they were at the end of the window"},
    {"aggregate", 0, "UNIT,STEP", cli_read_aggregate, SETTING(plan.aggregate),
     "also the layer aggregate: events counted by district, oblast or country, by day, week, "
     "month, quarter, year or 10d, or by one of each (default of the layer: oblast,month)"},
    {"windows", 0, "FILE", cli_read_file, SETTING(windows),
     "also the layer aggregate, a window for each row of this table, START,END,TITLE, or between "
     "two rows that are days, as series takes it; with --aggregate district, oblast or country"},
    {"overlay", 0, "raions=FILE", cli_read_overlay, SETTING(overlays),
     "a layer of districts of your own, as a shapefile or what else GDAL reads"},
    {0}};
const cli_option_group cli_group_layers = {"Layers", options};

/* One that is asked for by its own option comes after the others. */
static void add(bm_export_plan *plan, bm_export_layer layer)
{
    for (size_t i = 0; i < plan->layer_count; i++)
        if (plan->layers[i] == layer)
            return;
    plan->layers[plan->layer_count++] = layer;
}

bm_export_plan cli_export_plan(const cli_settings *settings)
{
    bm_export_plan plan = settings->plan;
    bool counts = plan.aggregate.level != BM_UNIT_NONE || plan.aggregate.step.count > 0;
    if (plan.layer_count == 0)
        add(&plan, BM_EXPORT_LAYER_EVENTS);
    if (settings->areas)
        add(&plan, BM_EXPORT_LAYER_AREAS);
    if (settings->symbols.zone_count > 0)
        add(&plan, BM_EXPORT_LAYER_ZONE);
    if (settings->crossings)
        add(&plan, BM_EXPORT_LAYER_CROSSINGS);
    if (counts || settings->windows)
        add(&plan, BM_EXPORT_LAYER_AGGREGATE);
    if (!counts)
        plan.aggregate.level = BM_UNIT_OBLAST;
    if (!counts && !settings->windows)
        plan.aggregate.step = (bm_step){BM_STEP_MONTH, 1};
    plan.zone_count = settings->symbols.zone_count;
    for (size_t i = 0; i < plan.zone_count; i++) {
        const bm_border_strip *zone = &settings->symbols.zones[i];
        plan.zones[i].width_m = zone->width_m;
        memcpy(plan.zones[i].country, zone->country, sizeof plan.zones[i].country);
    }
    return plan;
}

bool cli_export_has_layers(const cli_settings *settings)
{
    bm_export_plan plan = cli_export_plan(settings);
    return plan.layer_count > 1 || plan.layers[0] != BM_EXPORT_LAYER_EVENTS;
}

static bm_status refuse_input(const cli_settings *settings, const char *path, bm_error *error)
{
    bool is_input = (settings->crossings && cli_is_same_file(path, settings->crossings)) ||
                    (settings->windows && cli_is_same_file(path, settings->windows));
    for (size_t i = 0; i < settings->operands.count && !is_input; i++)
        is_input = cli_is_same_file(path, settings->operands.items[i]);
    for (size_t i = 0; i < settings->overlays.count && !is_input; i++)
        is_input = cli_is_same_file(path, strchr(settings->overlays.items[i], '=') + 1);
    return is_input ? bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                   "output '%s' would replace an input", path)
                    : BM_OK;
}

bm_status cli_export_check(const cli_settings *settings, bm_export_format format, bm_error *error)
{
    const bm_export_plan plan = cli_export_plan(settings);
    bm_status status = BM_OK;
    if (settings->windows && settings->plan.aggregate.step.count > 0)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "--windows says which windows are counted by: leave the step out of "
                            "--aggregate");
    for (size_t i = 0; i < settings->overlays.count; i++)
        if (strncmp(settings->overlays.items[i], "raions=", strlen("raions=")) != 0)
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                "option '--overlay': '%s' is for maps; an export takes raions=FILE",
                                settings->overlays.items[i]);
    for (size_t i = 0; i < plan.layer_count && !status && strcmp(settings->output, "-") != 0; i++) {
        char *path = bm_export_layer_path(format, &plan, i, settings->output);
        status = path ? refuse_input(settings, path, error)
                      : bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
        free(path);
    }
    return status;
}

bm_status cli_export_open_layers(cli_inputs *inputs, const cli_settings *settings,
                                 bm_export_plan *plan, bm_interval *window, bm_error *error)
{
    bool limited = cli_window(settings, &window->start_s, &window->end_s);
    bm_status status = cli_inputs_open_units(inputs, settings, error);
    if (!status)
        status = cli_inputs_open_overlays(inputs, settings, error);
    if (!status && settings->windows)
        status = bm_periods_read(settings->windows, settings->date_order, &inputs->periods, error);
    *plan = cli_export_plan(settings);
    plan->window = limited ? window : NULL;
    plan->border = inputs->border;
    plan->gazetteer = inputs->gazetteer;
    plan->countries = inputs->countries;
    plan->oblasts = inputs->oblasts;
    plan->districts = inputs->raions;
    plan->crossing_states = inputs->crossing_states;
    plan->periods = inputs->periods;
    return status;
}
