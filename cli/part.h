/** @file part.h
 *  The part of the program that draws, a module: what the two hand each other.
 *
 *  Drawing takes some forty shared libraries, and loading them takes longer than finding a place.
 * So `bordermap` has only what the other commands need, and opens `bordermap-draw.so` for those
 * that draw. Until that is loaded, other threads read and locate what it is to draw.
 */
#ifndef BM_CLI_PART_H
#define BM_CLI_PART_H

#include "cli/command.h"
#include "cli/drawing.h"

/** A command that draws. `drawing` was begun (ahead.h); who calls finishes it, or the process. */
typedef cli_exit (*cli_drawer)(const cli_command *command, const cli_settings *settings,
                               cli_drawing *drawing);

/** What the module offers. */
typedef struct cli_part {
    const char *(*version)(void); /**< of its library, which must be the program's own */
    cli_drawer map, series, lint;
    void (*finish)(cli_drawing *drawing);
    void (*abandon)(void); /**< bm_sink_abandon_all() of its library */
} cli_part;

#define CLI_PART_FILE "bordermap-draw.so"
#define CLI_PART_SYMBOL "cli_part_offered"
/** A module with nothing but what finds the fonts, a `void (*const)(void)`. */
#define CLI_FONTS_FILE "bordermap-fonts.so"
#define CLI_FONTS_SYMBOL "bm_fonts_offered"

#endif
