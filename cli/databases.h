/** @file databases.h
 *  Operands that are tables of databases: from here on they go by names that are safe to print.
 */
#ifndef BM_CLI_DATABASES_H
#define BM_CLI_DATABASES_H

#include "cli/command.h"

/** Where a command takes tables, put the name of a database in place of each connection string, so
 *  that no message, list or file has what may be a password. Nothing is connected.
 *  @return ::BM_ERROR_ARGUMENT with a message for the user */
BM_NODISCARD bm_status cli_databases_take(const cli_command *command, cli_settings *settings,
                                          bm_error *error);
/** The database that goes by this name, or NULL. */
bm_database *cli_databases_find(const cli_settings *settings, const char *name);
void cli_databases_finish(cli_settings *settings);

#endif
