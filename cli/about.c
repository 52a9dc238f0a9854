#include "cli/about.h"

#include "cli/credit.h"
#include "cli/databases.h"
#include "cli/guard.h"
#include "cli/json_out.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The tables, then the one of the crossings' states, then layers of the user's own; NULL after the
 * last. */
static const char *input_at(const cli_settings *settings, size_t index)
{
    const cli_list *overlays = &settings->overlays;
    if (index < settings->operands.count)
        return settings->operands.items[index];
    index -= settings->operands.count;
    if (settings->crossings && index-- == 0)
        return settings->crossings;
    if (settings->windows && index-- == 0)
        return settings->windows;
    return index < overlays->count ? strchr(overlays->items[index], '=') + 1 : NULL;
}

static size_t count_inputs(const cli_settings *settings)
{
    size_t count = 0;
    while (input_at(settings, count))
        count++;
    return count;
}

/* What cannot be read is told by who reads it for its rows. */
static void *hash_files(void *context)
{
    cli_about *about = context;
    const char *path;
    for (size_t i = 0; (path = input_at(about->settings, i)) != NULL; i++) {
        struct cli_about_file *file = &about->files[i];
        /* What a connection says is not for readers. */
        if (cli_databases_find(about->settings, path) || strncasecmp(path, "PG:", 3) == 0)
            continue;
        file->name = base_name(path);
        file->is_known = strcmp(path, "-") == 0
                             ? bm_standard_input_hash(file->sha256, &file->bytes, NULL) == BM_OK
                             : bm_file_hash(path, file->sha256, &file->bytes, NULL) == BM_OK;
    }
    return NULL;
}

/* It is read for its hash as well as for its rows. */
static bm_status keep_standard_input(const cli_settings *settings, bm_error *error)
{
    const char *path;
    for (size_t i = 0; (path = input_at(settings, i)) != NULL; i++)
        if (strcmp(path, "-") == 0)
            return bm_standard_input_keep(error);
    return BM_OK;
}

bm_status cli_about_begin(cli_about *about, const cli_settings *settings, cli_inputs *inputs,
                          bool is_wanted, bm_error *error)
{
    *about = (cli_about){.settings = settings, .inputs = inputs};
    if (!is_wanted)
        return BM_OK;
    bm_status status = keep_standard_input(settings, error);
    if (status)
        return status;
    about->files = calloc(count_inputs(settings) + 1, sizeof *about->files);
    if (!about->files)
        return BM_OK;
    cli_thread_begin(&about->hashing, hash_files, about);
    if (!about->hashing.was_begun)
        (void)hash_files(about);
    return BM_OK;
}

/* Whoever knows all but one cell of a table could prove a guess by its size and hash. */
static void write_inputs(const cli_about *about, bool tells_hashes, bm_json *json)
{
    bm_json_key(json, "inputs");
    bm_json_begin_array(json);
    for (size_t i = 0; about->files && i < count_inputs(about->settings); i++) {
        const struct cli_about_file *file = &about->files[i];
        bool is_told = file->is_known && tells_hashes;
        bm_json_begin_compact_object(json);
        cli_json_text(json, "file", file->name);
        bm_json_key(json, "bytes");
        if (is_told)
            bm_json_integer(json, file->bytes);
        else
            bm_json_null(json);
        cli_json_text(json, "sha256", is_told ? file->sha256 : NULL);
        bm_json_end_object(json);
    }
    bm_json_end_array(json);
}

static void write_about(const cli_about *about, bool tells_hashes, bm_json *json)
{
    bm_json_begin_object(json);
    bm_json_key(json, "program");
    bm_json_string(json, "bordermap");
    cli_json_text(json, "version", bm_version());
    write_inputs(about, tells_hashes, json);
    cli_json_text(json, "credit", about->inputs->credit);
    cli_guard_json(json, about->inputs->guard);
    bm_json_end_object(json);
}

/* Lines end where the outermost object does. */
static void strip_end(char *text)
{
    size_t length = strlen(text);
    while (length > 0 && text[length - 1] == '\n')
        text[--length] = '\0';
}

const char *cli_about_text(void *context)
{
    cli_about *about = context;
    bm_json json;
    size_t size = 0;
    if (about->text)
        return about->text;
    cli_thread_join(&about->hashing);
    cli_inputs_make_border_credit(about->inputs, about->settings);
    cli_inputs_make_credit(about->inputs);
    if (bm_sink_open_memory(&about->sink, NULL))
        return NULL;
    bm_json_init(&json, about->sink, 0);
    write_about(about, !about->inputs->guard, &json);
    if (bm_sink_commit(about->sink, NULL))
        return NULL;
    const void *bytes = bm_sink_memory(about->sink, &size);
    about->text = calloc(size + 1, 1);
    if (about->text) {
        memcpy(about->text, bytes, size);
        strip_end(about->text);
    }
    return about->text;
}

bm_status cli_about_write(cli_about *about, bm_error *error)
{
    const char *path = about->settings->metadata;
    bm_sink *sink = NULL;
    bm_json json;
    if (!path)
        return BM_OK;
    if (!cli_about_text(about))
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    bm_status status = bm_sink_open(path, &sink, error);
    if (status)
        return status;
    bm_json_init(&json, sink, 2);
    write_about(about, true, &json);
    status = bm_sink_commit(sink, error);
    bm_sink_free(sink);
    return status;
}

void cli_about_finish(cli_about *about)
{
    cli_thread_join(&about->hashing);
    bm_sink_free(about->sink);
    free(about->text);
    free(about->files);
    *about = (cli_about){0};
}
