/** @file guard.h
 *  The options that keep something back before publishing, and what is said of it.
 */
#ifndef BM_CLI_GUARD_H
#define BM_CLI_GUARD_H

#include "cli/settings.h"

/** Whether anything is to be kept back. */
bool cli_guard_is_wanted(const cli_settings *settings);
/** The guard of the options; NULL when nothing is to be kept back. */
BM_NODISCARD bm_status cli_guard_new(const cli_settings *settings, bm_guard **guard,
                                     bm_error *error);
/** Refuse what a map cannot do without. */
BM_NODISCARD bm_status cli_guard_check_map(const bm_guard *guard, bm_error *error);
/** Say what was kept back; nothing for NULL. */
void cli_guard_note(const bm_guard *guard);
/** A key `guard` with the object; null for NULL. */
void cli_guard_json(bm_json *json, const bm_guard *guard);

#endif
