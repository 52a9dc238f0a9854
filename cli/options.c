#include "cli/options.h"

#include "cli/values.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const cli_option *find_name(const cli_option_group *const *groups, const char *name,
                                   size_t length)
{
    for (; *groups; groups++) {
        for (const cli_option *option = (*groups)->options; option->name; option++) {
            if (strlen(option->name) == length && memcmp(option->name, name, length) == 0)
                return option;
        }
    }
    return NULL;
}

static const cli_option *find_letter(const cli_option_group *const *groups, char letter)
{
    for (; *groups; groups++) {
        for (const cli_option *option = (*groups)->options; option->name; option++) {
            if (option->letter == letter)
                return option;
        }
    }
    return NULL;
}

static bm_status refuse_unknown(const cli_option_group *const *groups, const char *argument,
                                size_t name_length, bm_error *error)
{
    char name[32] = "";
    if (name_length < sizeof name)
        memcpy(name, argument + 2, name_length);
    bm_nearest nearest = bm_nearest_to(name);
    for (; *name && *groups; groups++)
        for (const cli_option *option = (*groups)->options; option->name; option++)
            bm_nearest_consider(&nearest, option->name);
    int shown = (int)name_length + 2;
    if (nearest.word)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "unknown option '%.*s'; did you mean '--%s'?", shown, argument,
                            nearest.word);
    return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "unknown option '%.*s'", shown,
                        argument);
}

static bm_status note_given(cli_given_list *given, const cli_option *option, const char *value,
                            bm_error *error)
{
    cli_given *items = realloc(given->items, (given->count + 1) * sizeof *items);
    if (!items)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    given->items = items;
    given->items[given->count++] = (cli_given){option, value};
    return BM_OK;
}

/* Read one option at argv[*at], whose value may be the next argument. */
static bm_status read_option(const cli_option *option, const char *shown, const char *value,
                             int argc, char *const *argv, int *at, cli_settings *settings,
                             bm_error *error)
{
    if (!option->argument && value)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "option '%s' takes no value", shown);
    if (option->argument && option->argument[0] == '[' && !value) {
        /* What follows is its value when it can be nothing else: a number, or a word that
         * it takes and that no file is called by. */
        const char *next = *at + 1 < argc ? argv[*at + 1] : "";
        bool is_number = *next >= '0' && *next <= '9';
        bool is_word = *next >= 'a' && *next <= 'z' && access(next, F_OK) != 0;
        if ((is_number || is_word) &&
            !option->read(next, (char *)settings + option->offset, NULL)) {
            ++*at;
            return note_given(&settings->given, option, next, error);
        }
        /* What is neither a value nor looks like a file is a value that is wrong. */
        if ((is_number || is_word) && !strpbrk(next, "./") && access(next, F_OK) != 0) {
            bm_error why = {0};
            (void)option->read(next, (char *)settings + option->offset, &why);
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                "option '%s': %s; there is no file '%s' either", shown, why.message,
                                next);
        }
    } else if (option->argument && !value) {
        const char *next = *at + 1 < argc ? argv[*at + 1] : NULL;
        if (!next)
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "option '%s' needs a value: %s",
                                shown, option->argument);
        if (strncmp(next, "--", 2) == 0)
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                "option '%s' needs a value: %s; write '--%s=%s' if '%s' is meant",
                                shown, option->argument, option->name, next, next);
        value = next;
        ++*at;
    }
    bm_error inner = {0};
    bm_status status = option->read(value, (char *)settings + option->offset, &inner);
    if (status)
        return bm_error_set(error, status, NULL, 0, "option '%s': %s", shown, inner.message);
    return note_given(&settings->given, option, value, error);
}

static bm_status read_argument(const cli_option_group *const *groups, int argc, char *const *argv,
                               int *at, cli_settings *settings, bm_error *error)
{
    const char *argument = argv[*at];
    if (strncmp(argument, "--", 2) == 0) {
        size_t length = strcspn(argument + 2, "=");
        const char *value = argument[2 + length] ? argument + 2 + length + 1 : NULL;
        const cli_option *option = find_name(groups, argument + 2, length);
        if (!option)
            return refuse_unknown(groups, argument, length, error);
        char shown[40];
        shown[0] = shown[1] = '-';
        memcpy(shown + 2, option->name, length + 1);
        return read_option(option, shown, value, argc, argv, at, settings, error);
    }
    if (argument[0] == '-' && argument[1]) {
        const cli_option *option = find_letter(groups, argument[1]);
        if (!option || (!option->argument && argument[2]))
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "unknown option '%s'", argument);
        const char shown[] = {'-', argument[1], '\0'};
        const char *value = argument[2] ? argument + 2 : NULL;
        return read_option(option, shown, value, argc, argv, at, settings, error);
    }
    return cli_read_list(argument, &settings->operands, error);
}

bm_status cli_options_parse(const cli_option_group *const *groups, int argc, char *const *argv,
                            cli_settings *settings, bm_error *error)
{
    bm_status status = BM_OK;
    bool operands_only = false;
    for (int i = 0; i < argc && !status; i++) {
        if (operands_only)
            status = cli_read_list(argv[i], &settings->operands, error);
        else if (strcmp(argv[i], "--") == 0)
            operands_only = true;
        else
            status = read_argument(groups, argc, argv, &i, settings, error);
    }
    return status;
}

void cli_settings_finish(cli_settings *settings)
{
    free(settings->operands.items);
    free(settings->given.items);
    free(settings->columns.items);
    free(settings->gazetteers.items);
    free(settings->aliases.items);
    free(settings->alternate_names.items);
    free(settings->admin_codes.items);
    free(settings->at.items);
    free(settings->symbol_files.items);
    free(settings->overlays.items);
    free(settings->lexicons.items);
    free(settings->guard.redact.items);
    bm_zone_free(settings->zone);
    *settings = (cli_settings){0};
}
