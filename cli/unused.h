/** @file unused.h
 *  Options that were given and change nothing.
 */
#ifndef BM_CLI_UNUSED_H
#define BM_CLI_UNUSED_H

#include "cli/drawing.h"

/** Say which options of a map have no effect on it, one line each; nothing with --quiet. */
void cli_note_unused(const cli_drawing *drawing, const cli_settings *settings);

#endif
