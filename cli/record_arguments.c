#include "cli/options.h"
#include "cli/record.h"
#include "cli/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_SIZE = 8192, GIVEN_MAX = 1000 };

static bool is_among(const char *name, const char *const *names)
{
    while (*names && strcmp(*names, name) != 0)
        names++;
    return *names != NULL;
}

/* How it is drawn, listed and recorded: not what. */
static bool is_about_the_run(const cli_option *option)
{
    static const char *const names[] = {"jobs",     "json",      "quiet",   "help",
                                        "manifest", "resume",    "dry-run", "shard",
                                        "progress", "gazetteer", NULL};
    /* The gazetteers are inputs, whether an option or the environment names them. */
    return is_among(option->name, names);
}

static bool is_output(const cli_option *option)
{
    static const char *const names[] = {"output", "atlas", "sheet", "animate", NULL};
    return is_among(option->name, names);
}

/* Of these every use counts; of others the last. */
static bool is_repeatable(const cli_option *option)
{
    const cli_reader readers[] = {cli_read_list,    cli_read_column, cli_read_at,
                                  cli_read_overlay, cli_read_symbol, cli_read_zone};
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (option->read == readers[i])
            return true;
    return false;
}

/* The part of the value that is a file to be read, as the help's word for it says. NULL for none.
 */
static const char *file_in(const cli_option *option, const char *value, size_t *length)
{
    const char *shown = option->argument;
    /* A style's files are known once it is open. */
    if (!value || !shown || strchr(shown, '|') || (!strstr(shown, "FILE") && !strstr(shown, "DIR")))
        return NULL;
    const char *equals = strchr(shown, '=');
    const char *bracket = strchr(shown, '[');
    const char *file = value;
    if (equals && (!bracket || equals < bracket))
        file = strchr(value, '=') ? strchr(value, '=') + 1 : value;
    *length = strlen(file);
    if (bracket && bracket[1] == ',')
        for (const char *at = file; (at = strchr(at, ',')) != NULL; at++)
            if (strncmp(at + 1, bracket + 2, strcspn(bracket + 2, "=]")) == 0)
                *length = (size_t)(at - file);
    return file;
}

static const char *base_name(const char *path)
{
    const char *end = path + strlen(path);
    while (end > path && end[-1] == '/')
        end--;
    while (end > path && end[-1] != '/')
        end--;
    return end;
}

/* "--NAME=VALUE", the value in up to three pieces. */
static bm_status add_text(bm_manifest *manifest, const cli_option *option, const char *before,
                          size_t before_length, const char *value, const char *after,
                          bm_error *error)
{
    char text[TEXT_SIZE];
    int length = snprintf(text, sizeof text, "--%s=%.*s%s%s", option->name, (int)before_length,
                          before, value, after);
    if (length < 0 || length >= TEXT_SIZE)
        return bm_error_set(error, BM_ERROR_LIMIT, NULL, 0, "option '--%s': too long",
                            option->name);
    return bm_manifest_add_argument(manifest, text, error);
}

static bm_status add_output(bm_manifest *manifest, const cli_given *given, bm_error *error)
{
    const char *name = NULL;
    bm_status status = bm_manifest_relative(manifest, given->value, &name, error);
    return status ? status : add_text(manifest, given->option, "", 0, name, "", error);
}

/* The file is known by its hash; where it is on this machine does not matter. */
static bm_status add_input(bm_manifest *manifest, const cli_given *given, const char *file,
                           size_t length, bm_error *error)
{
    char path[TEXT_SIZE];
    if (length >= sizeof path)
        return bm_error_set(error, BM_ERROR_LIMIT, NULL, 0, "option '--%s': too long",
                            given->option->name);
    memcpy(path, file, length);
    path[length] = '\0';
    bm_status status =
        add_text(manifest, given->option, given->value, (size_t)(file - given->value),
                 base_name(path), file + length, error);
    return status ? status : bm_manifest_add_input(manifest, given->option->name, path, error);
}

static bm_status add(bm_manifest *manifest, const cli_given *given, bm_error *error)
{
    const cli_option *option = given->option;
    size_t length = 0;
    const char *file = file_in(option, given->value, &length);
    if (is_output(option))
        return add_output(manifest, given, error);
    if (file)
        return add_input(manifest, given, file, length, error);
    if (!given->value) {
        char text[64];
        (void)snprintf(text, sizeof text, "--%.60s", option->name);
        return bm_manifest_add_argument(manifest, text, error);
    }
    bool is_style = option->argument && strcmp(option->argument, "NAME|FILE") == 0;
    return add_text(manifest, option, "", 0, is_style ? base_name(given->value) : given->value, "",
                    error);
}

/* By name, and those of one name as they were given: they lie in one array. */
static int compare_given(const void *left, const void *right)
{
    const cli_given *a = *(const cli_given *const *)left, *b = *(const cli_given *const *)right;
    int order = strcmp(a->option->name, b->option->name);
    return order ? order : (a > b) - (a < b);
}

bm_status cli_record_arguments(bm_manifest *manifest, const cli_settings *settings, bm_error *error)
{
    const cli_given_list *given = &settings->given;
    const cli_given **sorted = calloc(given->count + 1, sizeof *sorted);
    bm_status status = BM_OK;
    if (!sorted)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    if (given->count > GIVEN_MAX)
        status = bm_error_set(error, BM_ERROR_LIMIT, NULL, 0,
                              "more than %d options are too many for a manifest", GIVEN_MAX);
    for (size_t i = 0; i < given->count; i++)
        sorted[i] = &given->items[i];
    if (given->count > 0)
        qsort(sorted, given->count, sizeof(const cli_given *), compare_given);
    for (size_t i = 0; i < given->count && !status; i++) {
        const cli_option *option = sorted[i]->option;
        bool is_last = i + 1 == given->count || sorted[i + 1]->option != option;
        if (!is_about_the_run(option) && (is_last || is_repeatable(option)))
            status = add(manifest, sorted[i], error);
    }
    free(sorted);
    return status;
}
