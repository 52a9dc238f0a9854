#include "cli/databases.h"

#include "cli/inputs.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_SIZE = 200 };

/* By name: not every command is where maps are drawn. */
static bool is_called(const cli_command *command, const char *name)
{
    return strcmp(command->name, name) == 0;
}

static bool takes_databases(const cli_command *command)
{
    for (size_t i = 0; i < CLI_GROUPS_MAX && command->groups[i]; i++)
        if (command->groups[i] == &cli_group_database)
            return true;
    return false;
}

/* The page shows more than the box where it is wider or higher, and a symbol reaches in from
 * outside: what surely is on no page is left to the server, no more. */
static bm_lonlat_box widen(bm_lonlat_box box, const cli_settings *settings)
{
    const double degree = 0.017453292519943295;
    const bm_page *page = settings->page.width_px || settings->page.width_mm > 0
                              ? &settings->page
                              : &settings->preset;
    double aspect = page->width_px > 0 && page->height_px > 0
                        ? (double)page->width_px / (double)page->height_px
                    : page->width_mm > 0 && page->height_mm > 0 ? page->width_mm / page->height_mm
                                                                : 4.0 / 3.0;
    double lon = (box.east - box.west) / 2, lat = (box.north - box.south) / 2;
    double shrink = fmax(cos((box.north + box.south) / 2 * degree), 0.05);
    double wide = fmax(lon, lat * aspect / shrink), high = fmax(lat, lon * shrink / aspect);
    double middle_lon = box.west + lon, middle_lat = box.south + lat;
    return (bm_lonlat_box){fmax(middle_lon - 2 * wide, -180), fmax(middle_lat - 2 * high, -90),
                           fmin(middle_lon + 2 * wide, 180), fmin(middle_lat + 2 * high, 90)};
}

static bool is_taken(const cli_settings *settings, const char *name)
{
    return cli_databases_find(settings, name) != NULL;
}

/* Tables of one name in two databases have numbers. */
static bool make_name(const cli_settings *settings, char name[NAME_SIZE])
{
    int length = snprintf(name, NAME_SIZE, "PG:%s", settings->table);
    for (int n = 2; length > 0 && length < NAME_SIZE && is_taken(settings, name); n++)
        length = snprintf(name, NAME_SIZE, "PG:%s#%d", settings->table, n);
    return length > 0 && length < NAME_SIZE;
}

static bm_status take(cli_settings *settings, const char **operand, bool has_extent,
                      bm_error *error)
{
    char name[NAME_SIZE];
    if (!settings->table)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "a database needs --table NAME: which of its tables is meant?");
    if (!make_name(settings, name))
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "option '--table': it is too long");
    bm_database_options options = {
        .name = name, .table = settings->table, .where = settings->where};
    options.has_window = cli_window(settings, &options.start_s, &options.end_s);
    options.has_box =
        has_extent && settings->extent.kind == BM_EXTENT_BOX && !*settings->extent.place;
    if (options.has_box)
        options.box = widen(settings->extent.box, settings);
    bm_database *made = NULL;
    bm_status status = bm_database_new(*operand, &options, &made, error);
    if (status)
        return status;
    settings->databases[settings->database_count++] = made;
    *operand = bm_database_name(made);
    return BM_OK;
}

static bm_status check_twice(const cli_settings *settings, size_t index, bm_error *error)
{
    const char *const *items = settings->operands.items;
    for (size_t i = 0; i < index; i++)
        if (bm_database_is_named(items[i]) && strcmp(items[i], items[index]) == 0)
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                "a database is given twice; its events would count double");
    return BM_OK;
}

bm_status cli_databases_take(const cli_command *command, cli_settings *settings, bm_error *error)
{
    size_t count = 0;
    bm_status status = BM_OK;
    if (!takes_databases(command))
        return BM_OK;
    for (size_t i = 0; i < settings->operands.count && !status; i++) {
        count += bm_database_is_named(settings->operands.items[i]);
        if (bm_database_is_named(settings->operands.items[i]))
            status = check_twice(settings, i, error);
    }
    /* 'locate PG:...' is about the rows of a table. */
    if (is_called(command, "locate") && !status && count == 1 && settings->operands.count == 1 &&
        settings->table && !settings->batch) {
        settings->batch = settings->operands.items[0];
        settings->operands.count = 0;
        count = 0;
    }
    count += settings->batch && bm_database_is_named(settings->batch);
    /* --table is the layer of a file, too. */
    if (!status && count == 0 && settings->where)
        status = bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                              "option '--where' is for a database: name one, as in "
                              "'PG:dbname=gis'");
    if (status || count == 0)
        return status;
    settings->databases = calloc(count, sizeof(bm_database *));
    if (!settings->databases)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    bool draws =
        is_called(command, "map") || is_called(command, "series") || is_called(command, "lint");
    for (size_t i = 0; i < settings->operands.count && !status; i++)
        if (bm_database_is_named(settings->operands.items[i]))
            status = take(settings, &settings->operands.items[i], draws, error);
    if (!status && settings->batch && bm_database_is_named(settings->batch))
        status = take(settings, &settings->batch, false, error);
    return status;
}

bm_database *cli_databases_find(const cli_settings *settings, const char *name)
{
    for (size_t i = 0; i < settings->database_count; i++)
        if (strcmp(bm_database_name(settings->databases[i]), name) == 0)
            return settings->databases[i];
    return NULL;
}

void cli_databases_finish(cli_settings *settings)
{
    for (size_t i = 0; i < settings->database_count; i++)
        bm_database_free(settings->databases[i]);
    free(settings->databases);
    settings->databases = NULL;
    settings->database_count = 0;
}
