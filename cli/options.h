/** @file options.h
 *  Option tables: one a command, which drives parsing, --help and the list for shell completion.
 *
 *  Options are long (`--name value` or `--name=value`, never abbreviated); a few have a letter as
 *  well. They may stand before or after operands; `--` ends them.
 */
#ifndef BM_CLI_OPTIONS_H
#define BM_CLI_OPTIONS_H

#include "cli/settings.h"

/** Read `value` (NULL for a flag) into the setting at `slot`. The error's message is about the
 * value alone; the parser names the option. */
typedef bm_status (*cli_reader)(const char *value, void *slot, bm_error *error);

typedef struct cli_option {
    const char *name;     /**< without the dashes; NULL ends a group */
    char letter;          /**< 0 for none */
    const char *argument; /**< what the help calls the value; NULL for a flag; with [ first it may
                               be left out, and `read` gets NULL */
    cli_reader read;
    size_t offset; /**< of the setting in ::cli_settings */
    const char *help;
} cli_option;

typedef struct cli_option_group {
    const char *title;
    const cli_option *options;
} cli_option_group;

/** Groups that several commands share; in option_groups.c. */
extern const cli_option_group cli_group_table;
extern const cli_option_group cli_group_database;
extern const cli_option_group cli_group_data;
extern const cli_option_group cli_group_time;
extern const cli_option_group cli_group_zone;
extern const cli_option_group cli_group_manifest; /**< in option_group_manifest.c */
extern const cli_option_group cli_group_guard;    /**< in guard.c */
extern const cli_option_group cli_group_general;

/** How a map looks; in option_groups_map.c. */
extern const cli_option_group cli_group_page;
extern const cli_option_group cli_group_ground;
extern const cli_option_group cli_group_symbols;
extern const cli_option_group cli_group_furniture;
extern const cli_option_group cli_group_density;
extern const cli_option_group cli_group_labels;
extern const cli_option_group cli_group_file;

/** Read arguments (those after the command's name) into `settings`, which the caller has set to its
 *  defaults and finishes whatever is returned.
 *  @param groups  NULL at the end
 *  @return ::BM_ERROR_ARGUMENT with a message for the user */
bm_status cli_options_parse(const cli_option_group *const *groups, int argc, char *const *argv,
                            cli_settings *settings, bm_error *error);
/** Free what parsing allocated. */
void cli_settings_finish(cli_settings *settings);

#endif
