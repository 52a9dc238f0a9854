/** @file about.h
 *  What an export is made of: the program, its inputs and their hashes, whom to credit, what was
 *  kept back.
 */
#ifndef BM_CLI_ABOUT_H
#define BM_CLI_ABOUT_H

#include "cli/ahead.h"

typedef struct cli_about {
    const cli_settings *settings;
    cli_inputs *inputs;
    cli_thread hashing;
    struct cli_about_file {
        const char *name; /**< without folders; NULL for a database */
        bool is_known;
        char sha256[BM_FILE_HASH_SIZE];
        int64_t bytes;
    } * files; /**< heap: operands, --crossings, --windows, --overlay */
    bm_sink *sink;
    char *text; /**< heap; NULL before it is made, and when memory is short */
} cli_about;

/** Begin to hash the inputs, beside what else is done, if the text will be wanted; standard input
 * is kept for that. `inputs` are read when it is made. cli_about_finish() it, also after an error.
 */
BM_NODISCARD bm_status cli_about_begin(cli_about *about, const cli_settings *settings,
                                       cli_inputs *inputs, bool is_wanted, bm_error *error);
/** All of it as a JSON object on one line, of a guarded export without sizes and hashes of inputs;
 * NULL when memory is short. As bm_export_options.about wants it. */
const char *cli_about_text(void *about);
/** Write it to the file of --metadata, if there is one. */
BM_NODISCARD bm_status cli_about_write(cli_about *about, bm_error *error);
void cli_about_finish(cli_about *about);

#endif
