#include "cli/inputs.h"

#include "cli/credit.h"
#include "cli/guard.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 4096 };

/* The first map of a series may begin before --from, and the last may end after --to; a window that
 * slides reaches back further. A map that grows begins at --from. */
static void widen_to_steps(const cli_settings *settings, int64_t *start_s, int64_t *end_s)
{
    int64_t origin_s = settings->from.given ? *start_s : settings->to.when.start_s;
    if (settings->from.given && !settings->cumulative) {
        bm_interval first = bm_step_window(settings->step, origin_s, *start_s);
        int64_t back_s = settings->window.count > 0 ? bm_step_back(settings->window, first.end_s, 1)
                                                    : first.start_s;
        *start_s = back_s;
    }
    /* Without a start, only the events tell where counted steps begin. */
    if (settings->to.given && (settings->from.given || settings->step.count == 1))
        *end_s = bm_step_window(settings->step, origin_s, *end_s - 1).end_s;
}

static bool find_periods_window(const cli_settings *settings, int64_t *start_s, int64_t *end_s)
{
    bm_interval span = bm_periods_span(settings->periods);
    size_t count = 0;
    const bm_period *periods = bm_periods_items(settings->periods, &count);
    *start_s = span.start_s;
    *end_s = span.end_s;
    for (size_t i = 0; i < count && settings->window.count > 0; i++) {
        int64_t back_s = bm_step_back(settings->window, periods[i].when.end_s, 1);
        *start_s = back_s < *start_s ? back_s : *start_s;
    }
    return true;
}

bool cli_window(const cli_settings *settings, int64_t *start_s, int64_t *end_s)
{
    if (settings->periods)
        return find_periods_window(settings, start_s, end_s);
    *start_s = settings->from.given ? settings->from.when.start_s : INT64_MIN;
    *end_s = settings->to.given ? settings->to.when.end_s : INT64_MAX;
    if (settings->step.count > 0 && *start_s < *end_s)
        widen_to_steps(settings, start_s, end_s);
    return settings->from.given || settings->to.given;
}

/* A table that is read twice would double its events. */
static bm_status check_operands(const cli_list *operands, bm_error *error)
{
    bm_status status = BM_OK;
    struct stat *files = calloc(operands->count + 1, sizeof *files);
    if (!files)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    for (size_t i = 0; i < operands->count && !status; i++) {
        bool is_stdin = strcmp(operands->items[i], "-") == 0;
        /* What cannot be looked at is for the reader to say. */
        if (is_stdin || stat(operands->items[i], &files[i]) != 0)
            files[i].st_ino = 0;
        for (size_t k = 0; k < i && !status; k++) {
            if (is_stdin && strcmp(operands->items[k], "-") == 0)
                status = bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                      "standard input can be read only once");
            else if (files[i].st_ino != 0 && files[i].st_ino == files[k].st_ino &&
                     files[i].st_dev == files[k].st_dev)
                status = bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                      "'%s' is given twice; its events would count double",
                                      operands->items[i]);
        }
    }
    free(files);
    return status;
}

bm_events_options cli_inputs_table_options(const cli_settings *settings)
{
    return (bm_events_options){.date_order = settings->date_order,
                               .zone = settings->zone,
                               .delimiter = settings->delimiter,
                               .columns = settings->columns.items,
                               .column_count = settings->columns.count,
                               .databases = settings->databases,
                               .database_count = settings->database_count,
                               .layer = settings->database_count ? NULL : settings->table};
}

bm_status cli_inputs_check(const cli_settings *settings, bm_error *error)
{
    int64_t start_s;
    int64_t end_s;
    (void)cli_window(settings, &start_s, &end_s);
    if (end_s <= start_s)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "--to is before --from");
    return check_operands(&settings->operands, error);
}

bm_status cli_inputs_read_events(cli_inputs *inputs, const cli_settings *settings, bm_error *error)
{
    const bm_events_options options = cli_inputs_table_options(settings);
    int64_t start_s;
    int64_t end_s;
    bool limited = cli_window(settings, &start_s, &end_s);
    bm_status status = cli_inputs_check(settings, error);
    if (status)
        return status;
    inputs->findings = bm_findings_new();
    if (!inputs->findings)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    for (size_t i = 0; i < settings->operands.count; i++) {
        bm_events *read = NULL;
        status =
            bm_events_read(settings->operands.items[i], &options, inputs->findings, &read, error);
        if (!status && inputs->events)
            status = bm_events_append(inputs->events, read, error);
        if (!status && !inputs->events) {
            inputs->events = read;
            read = NULL;
        }
        bm_events_free(read);
        if (status)
            return status;
    }
    status = bm_events_check_shared_ids(inputs->events, inputs->findings, error);
    if (status)
        return status;
    inputs->findings_of_rows = bm_findings_size(inputs->findings);
    status = cli_guard_new(settings, &inputs->guard, error);
    if (status)
        return status;
    if (inputs->guard)
        bm_guard_look(inputs->guard, inputs->events);
    if (limited)
        bm_events_filter(inputs->events, start_s, end_s);
    return BM_OK;
}

/* Path of a layer: below --layers, else among the shipped ones. NOT_FOUND when it is not there. */
static bm_status layer_path(const cli_settings *settings, const char *name, char path[PATH_SIZE],
                            bm_error *error)
{
    char file[64];
    (void)snprintf(file, sizeof file, "shapefiles/%s.shp", name);
    if (!settings->layers)
        return bm_data_path(file, path, PATH_SIZE, error);
    int length = snprintf(path, PATH_SIZE, "%s/%s.shp", settings->layers, name);
    if (length < 0 || length >= PATH_SIZE)
        return bm_error_set(error, BM_ERROR_LIMIT, settings->layers, 0, "path is too long");
    if (access(path, F_OK) != 0)
        return bm_error_set(error, BM_ERROR_NOT_FOUND, path, 0, "cannot open '%s': %s", path,
                            strerror(errno));
    return BM_OK;
}

/* A layer that only a map needs. Those that the border was found in have had their findings. */
static bm_status open_layer(cli_inputs *inputs, const cli_settings *settings, const char *name,
                            bool is_known, bool needed, bm_layer **layer, bm_error *error)
{
    char path[PATH_SIZE];
    bm_status status = layer_path(settings, name, path, error);
    if (status == BM_ERROR_NOT_FOUND && !needed)
        return BM_OK;
    bm_findings *findings = settings->layers && !is_known ? inputs->findings : NULL;
    return status ? status : bm_layer_open(path, findings, layer, error);
}

static bm_status open_border(cli_inputs *inputs, const cli_settings *settings, bm_error *error)
{
    const char *a = *settings->border.a ? settings->border.a : "BY";
    const char *b = *settings->border.b ? settings->border.b : "UA";
    char countries[PATH_SIZE];
    char crossings[PATH_SIZE];
    char cache[PATH_SIZE];
    bm_status status = layer_path(settings, "countries", countries, error);
    if (status)
        return status;
    bm_status crossings_found = layer_path(settings, "border_places", crossings, error);
    if (crossings_found && crossings_found != BM_ERROR_NOT_FOUND)
        return crossings_found;
    (void)bm_cache_folder(cache, sizeof cache);
    status = bm_border_open(countries, crossings_found ? NULL : crossings, a, b, cache,
                            settings->layers ? inputs->findings : NULL, &inputs->border, error);
    /* Two countries that do not touch are a mistake in the command, not in the layer. */
    if (status == BM_ERROR_NOT_FOUND && *settings->border.a)
        status = bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "option '--border': %s",
                              error->message);
    return status;
}

static bm_status open_gazetteer(cli_inputs *inputs, const cli_settings *settings, bm_error *error)
{
    char cache[PATH_SIZE];
    bm_status status = cli_gazetteers_gather(&inputs->gazetteers, settings, error);
    (void)bm_cache_folder(cache, sizeof cache);
    if (!status)
        status = bm_gazetteer_open(inputs->gazetteers.paths, inputs->gazetteers.count, cache,
                                   inputs->findings, &inputs->gazetteer, error);
    return status;
}

static bm_status read_aliases(cli_inputs *inputs, const cli_settings *settings, bm_error *error)
{
    const char **paths = calloc(settings->aliases.count + 1, sizeof *paths);
    if (!paths)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    char shipped[PATH_SIZE];
    size_t count = 0;
    /* A data folder without them, as older ones are, is good enough. */
    if (bm_data_path("shapefiles/aliases.txt", shipped, sizeof shipped, NULL) == BM_OK)
        paths[count++] = shipped;
    for (size_t i = 0; i < settings->aliases.count; i++)
        paths[count++] = settings->aliases.items[i];
    bm_status status = bm_aliases_open(paths, count, inputs->findings, &inputs->aliases, error);
    free(paths);
    return status;
}

/* Border, gazetteer and aliases. One after the other: a thread cannot be begun while a library is
 * loaded, and this runs beside that. */
static bm_status open_sources(cli_inputs *inputs, const cli_settings *settings, bm_error *error)
{
    bm_status status = open_border(inputs, settings, error);
    if (!status)
        status = open_gazetteer(inputs, settings, error);
    if (!status)
        status = read_aliases(inputs, settings, error);
    return status;
}

bm_status cli_inputs_open_places(cli_inputs *inputs, const cli_settings *settings, bm_error *error)
{
    if (!inputs->findings && !(inputs->findings = bm_findings_new()))
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    bm_status status = open_sources(inputs, settings, error);
    if (!status)
        status = bm_geocoder_new(inputs->gazetteer, inputs->border, inputs->aliases,
                                 &inputs->geocoder, error);
    if (!status && settings->decisions)
        status = bm_decisions_read(settings->decisions, inputs->gazetteer, inputs->border,
                                   inputs->findings, &inputs->decisions, error);
    return status;
}

void cli_inputs_take_places(cli_inputs *inputs, cli_inputs *from)
{
    bm_findings_append(inputs->findings, from->findings);
    inputs->border = from->border;
    inputs->gazetteers = from->gazetteers;
    inputs->gazetteer = from->gazetteer;
    inputs->aliases = from->aliases;
    inputs->geocoder = from->geocoder;
    inputs->decisions = from->decisions;
    *from = (cli_inputs){.findings = from->findings};
}

bm_status cli_inputs_locate(cli_inputs *inputs, const cli_settings *settings, bm_error *error)
{
    if (inputs->points)
        return bm_event_points_locate(inputs->points, inputs->geocoder, inputs->border,
                                      inputs->decisions, settings->ambiguous, inputs->findings,
                                      &inputs->counts, error);
    bm_status status =
        bm_events_locate(inputs->events, inputs->geocoder, inputs->border, inputs->decisions,
                         settings->ambiguous, inputs->findings, &inputs->counts, error);
    if (!status && inputs->guard)
        status =
            bm_guard_apply(inputs->guard, inputs->events, inputs->gazetteer, inputs->border, error);
    return status;
}

void cli_inputs_make_credit(cli_inputs *inputs)
{
    const bm_layer *const drawn[] = {
        inputs->countries, inputs->oblasts, inputs->oblast_lines, inputs->rivers, inputs->lakes,
        inputs->crossings, inputs->urban,   inputs->raions,       inputs->roads,  inputs->railways};
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++) {
        if (drawn[i])
            cli_credit_add(bm_layer_path(drawn[i]), inputs->credit, sizeof inputs->credit);
    }
    if (inputs->raster)
        cli_credit_add(bm_raster_path(inputs->raster), inputs->credit, sizeof inputs->credit);
    for (size_t i = 0; i < inputs->gazetteers.count; i++)
        cli_credit_add(inputs->gazetteers.paths[i], inputs->credit, sizeof inputs->credit);
    for (size_t i = 0; i < bm_gazetteer_source_count(inputs->gazetteer); i++)
        cli_credit_add_text(bm_gazetteer_source_at(inputs->gazetteer, i)->licence, inputs->credit,
                            sizeof inputs->credit);
}

void cli_inputs_make_border_credit(cli_inputs *inputs, const cli_settings *settings)
{
    static const char *const names[] = {"countries", "border_places"};
    char path[PATH_SIZE];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (layer_path(settings, names[i], path, NULL) == BM_OK)
            cli_credit_add(path, inputs->credit, sizeof inputs->credit);
}

/* --overlay comes before what --layers has of the kind. */
bm_status cli_inputs_open_overlays(cli_inputs *inputs, const cli_settings *settings,
                                   bm_error *error)
{
    const struct {
        const char *kind;
        bm_layer **layer;
    } kinds[] = {{"urban=", &inputs->urban},
                 {"raions=", &inputs->raions},
                 {"roads=", &inputs->roads},
                 {"railways=", &inputs->railways}};
    bm_status status = BM_OK;
    if (settings->crossings)
        status = bm_crossings_read(settings->crossings, inputs->gazetteer, inputs->findings,
                                   &inputs->crossing_states, error);
    for (size_t i = 0; i < settings->overlays.count && !status; i++)
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds && !status; k++) {
            const char *value = settings->overlays.items[i];
            size_t length = strlen(kinds[k].kind);
            if (strncmp(value, kinds[k].kind, length) != 0)
                continue;
            bm_layer_free(*kinds[k].layer);
            *kinds[k].layer = NULL;
            status = bm_layer_open_any(value + length, inputs->findings, kinds[k].layer, error);
        }
    if (!status && *settings->raster.path)
        status = bm_raster_open(settings->raster.path, &inputs->raster, error);
    return status;
}

bm_status cli_inputs_open_layers(cli_inputs *inputs, const cli_settings *settings, cli_layers half,
                                 bm_error *error)
{
    const struct {
        const char *name;
        bool is_known;
        bool needed;
        bm_layer **layer;
    } layers[] = {{"countries", true, true, &inputs->countries},
                  {"border_places", true, false, &inputs->crossings},
                  {"oblasts", false, !settings->layers, &inputs->oblasts},
                  {"oblast_lines", false, !settings->layers, &inputs->oblast_lines},
                  {"rivers", false, !settings->layers, &inputs->rivers},
                  {"lakes", false, !settings->layers, &inputs->lakes},
                  {"urban", false, false, &inputs->urban},
                  {"raions", false, false, &inputs->raions},
                  {"roads", false, false, &inputs->roads},
                  {"railways", false, false, &inputs->railways}};
    /* The last four do not come with bordermap. */
    size_t count = sizeof layers / sizeof *layers - (settings->layers ? 0 : 4);
    bm_status status = BM_OK;
    /* The countries are as large as all the rest. */
    size_t first = half == CLI_LAYERS_OUTLINES ? 0 : 1, end = first ? count : 1;
    for (size_t i = first; i < end && !status; i++)
        status = open_layer(inputs, settings, layers[i].name, layers[i].is_known, layers[i].needed,
                            layers[i].layer, error);
    if (!status && end == count && settings->furniture.inset != BM_SPOT_NONE)
        status = open_layer(inputs, settings, "europe", false, false, &inputs->locator, error);
    return status;
}

bm_status cli_inputs_open_units(cli_inputs *inputs, const cli_settings *settings, bm_error *error)
{
    bm_status status =
        open_layer(inputs, settings, "countries", true, true, &inputs->countries, error);
    if (!status)
        status = open_layer(inputs, settings, "oblasts", false, !settings->layers, &inputs->oblasts,
                            error);
    if (!status && settings->layers)
        status = open_layer(inputs, settings, "raions", false, false, &inputs->raions, error);
    return status;
}

void cli_inputs_finish(cli_inputs *inputs)
{
    bm_guard_free(inputs->guard);
    bm_crossings_free(inputs->crossing_states);
    bm_periods_free(inputs->periods);
    bm_decisions_free(inputs->decisions);
    bm_geocoder_free(inputs->geocoder);
    bm_aliases_free(inputs->aliases);
    bm_gazetteer_free(inputs->gazetteer);
    cli_gazetteers_finish(&inputs->gazetteers);
    bm_border_free(inputs->border);
    bm_raster_free(inputs->raster);
    bm_layer_free(inputs->railways);
    bm_layer_free(inputs->roads);
    bm_layer_free(inputs->raions);
    bm_layer_free(inputs->urban);
    bm_layer_free(inputs->locator);
    bm_layer_free(inputs->lakes);
    bm_layer_free(inputs->rivers);
    bm_layer_free(inputs->oblast_lines);
    bm_layer_free(inputs->oblasts);
    bm_layer_free(inputs->crossings);
    bm_layer_free(inputs->countries);
    bm_events_free(inputs->events);
    bm_event_points_free(inputs->points);
    bm_findings_free(inputs->findings);
    *inputs = (cli_inputs){0};
}
