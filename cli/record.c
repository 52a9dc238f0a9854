#include "cli/record.h"

#include "cli/databases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/** A file that has all of the maps. */
typedef struct whole_file {
    const char *role, *path;
} whole_file;

/* The next one after the first `*at`; its path is NULL when there is none. */
static whole_file next_whole(const cli_settings *settings, size_t *at)
{
    const whole_file files[] = {
        {"atlas", settings->atlas}, {"sheet", settings->sheet}, {"animation", settings->animation}};
    while (*at < sizeof files / sizeof *files) {
        whole_file file = files[(*at)++];
        if (file.path)
            return file;
    }
    return (whole_file){0};
}

static bool has_whole(const cli_settings *settings)
{
    size_t at = 0;
    return next_whole(settings, &at).path != NULL;
}

const char *cli_record_check(const cli_settings *settings)
{
    bool is_shard = settings->shard.count > 0;
    if (settings->resume && !settings->manifest)
        return "--resume needs --manifest FILE, which says what is done";
    if (settings->manifest && strcmp(settings->manifest, "-") == 0)
        return "--manifest is a file beside the maps, which it names";
    if (is_shard && settings->atlas)
        return "--shard draws some of the maps, and an atlas has all of them";
    if (is_shard && has_whole(settings))
        return "--shard draws some of the maps, and a sheet or an animation has all of them";
    return NULL;
}

/** Fonts while they are added. */
typedef struct fonts {
    bm_manifest *manifest;
    bm_status status;
    bm_error error;
} fonts;

static void add_font(const char *path, void *context)
{
    fonts *all = context;
    if (!all->status)
        all->status = bm_manifest_add_input(all->manifest, "font", path, &all->error);
}

static bm_status add_fonts(bm_manifest *manifest, const bm_style *style, bm_error *error)
{
    fonts all = {.manifest = manifest};
    bm_status status = bm_style_visit_fonts(style, add_font, &all, error);
    if (status || !all.status)
        return status;
    *error = all.error;
    return all.status;
}

/* The file of the time zone, where it has one: its rules change with the years. */
static bm_status add_zone(bm_manifest *manifest, const bm_zone *zone, bm_error *error)
{
    const char *folder = getenv("TZDIR");
    char path[4096];
    if (!zone)
        return BM_OK;
    int length =
        snprintf(path, sizeof path, "%s/%s",
                 folder && *folder == '/' ? folder : "/usr/share/zoneinfo", bm_zone_name(zone));
    if (length < 0 || (size_t)length >= sizeof path || access(path, R_OK) != 0)
        return BM_OK;
    return bm_manifest_add_input(manifest, "zone", path, error);
}

/* A table that cannot be read again is known by the rows that were read of it. */
static bm_status add_events(bm_manifest *manifest, const cli_settings *settings,
                            const cli_drawing *drawing, size_t index, bm_error *error)
{
    const char *path = settings->operands.items[index];
    const cli_inputs *inputs = &drawing->inputs;
    bool is_file = strcmp(path, "-") != 0 && !cli_databases_find(settings, path);
    return is_file ? bm_manifest_add_input(manifest, "events", path, error)
                   : bm_manifest_add_rows(manifest, path, inputs->events, (uint32_t)index,
                                          inputs->points, error);
}

static bm_status add_inputs(bm_manifest *manifest, const cli_settings *settings,
                            const cli_drawing *drawing, bm_error *error)
{
    const cli_gazetteers *gazetteers = &drawing->inputs.gazetteers;
    bm_status status = BM_OK;
    for (size_t i = 0; i < settings->operands.count && !status; i++)
        status = add_events(manifest, settings, drawing, i, error);
    /* Those that the environment names as well. */
    for (size_t i = 0; i < gazetteers->own && !status; i++)
        status = bm_manifest_add_input(manifest, "gazetteer", gazetteers->paths[i], error);
    for (size_t i = 0; !status && bm_style_file_at(drawing->style, i); i++)
        status =
            bm_manifest_add_input(manifest, "style", bm_style_file_at(drawing->style, i), error);
    if (!status)
        status = add_fonts(manifest, drawing->style, error);
    return status ? status : add_zone(manifest, settings->zone, error);
}

bm_status cli_record_open(cli_record *record, const cli_settings *settings,
                          const cli_drawing *drawing, bm_error *error)
{
    record->settings = settings;
    if (!settings->manifest)
        return BM_OK;
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    bm_status status = bm_manifest_new(settings->manifest, &record->manifest, error);
    if (status)
        return status;
    bm_manifest_set_files(record->manifest, settings->output != NULL, settings->alt_text);
    if (settings->shard.count > 0)
        bm_manifest_set_shard(record->manifest, settings->shard.number, settings->shard.count);
    /* It was checked when the map was made. */
    if (epoch && *epoch)
        bm_manifest_set_made_at(record->manifest, strtoll(epoch, NULL, 10));
    char libraries[BM_MAP_LIBRARIES_SIZE];
    bm_map_libraries(libraries);
    status = bm_manifest_set_libraries(record->manifest, libraries, error);
    if (!status && drawing->inputs.guard)
        status = bm_manifest_set_kept_back(record->manifest, bm_guard_words(drawing->inputs.guard),
                                           error);
    if (!status)
        status = cli_record_arguments(record->manifest, settings, error);
    if (!status)
        status = add_inputs(record->manifest, settings, drawing, error);
    return status ? status : bm_manifest_add_shipped(record->manifest, error);
}

/* Of maps that are pages of one file none is kept unless all are. */
static void begin(cli_record *record, size_t total)
{
    const cli_settings *settings = record->settings;
    record->has_begun = true;
    record->status = bm_manifest_begin(record->manifest, total, settings->resume,
                                       !settings->dry_run, &record->error);
    record->keeps = !record->status && settings->resume &&
                    (!has_whole(settings) || bm_manifest_is_done(record->manifest));
}

cli_choice cli_record_choose(cli_record *record, const bm_series_frame *frame,
                             const bm_manifest_frame **kept)
{
    const cli_shard *shard = &record->settings->shard;
    *kept = NULL;
    if (record->manifest && !record->has_begun)
        begin(record, frame->total);
    const char *name;
    if (record->manifest && !record->status && record->settings->output)
        record->status = bm_manifest_relative(record->manifest, frame->path, &name, &record->error);
    if (record->status ||
        (shard->count > 0 && (frame->number - 1) % shard->count != shard->number - 1))
        return CLI_CHOICE_OTHERS;
    if (record->keeps)
        *kept = bm_manifest_keep(record->manifest, frame);
    if (!*kept)
        return CLI_CHOICE_DRAW;
    record->kept++;
    return CLI_CHOICE_KEEP;
}

void cli_record_add(cli_record *record, const bm_series_frame *frame)
{
    if (record->manifest && !record->status)
        record->status = bm_manifest_add_frame(record->manifest, frame, &record->error);
}

bm_status cli_record_commit(cli_record *record, bm_status status, bool is_whole, bm_error *error)
{
    const cli_settings *settings = record->settings;
    if (!record->manifest || settings->dry_run || status || !is_whole)
        goto done;
    if (!record->has_begun)
        begin(record, 0);
    size_t at = 0;
    for (whole_file file; !record->status && (file = next_whole(settings, &at)).path;)
        record->status =
            bm_manifest_add_output(record->manifest, file.role, file.path, &record->error);
    if (!record->status)
        record->status = bm_manifest_commit(record->manifest, &record->error);
done:
    if (!status && record->status) {
        status = record->status;
        *error = record->error;
    }
    return status;
}

void cli_record_finish(cli_record *record)
{
    bm_manifest_free(record->manifest);
    *record = (cli_record){0};
}
