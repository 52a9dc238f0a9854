#include "cli/interrupt.h"
#include "cli/made_at.h"
#include "cli/part.h"
#include "cli/report.h"
#include "cli/run.h"
#include "cli/text.h"

#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

enum { PATH_SIZE = 4096 };

/* One short run: memory that is given back would be asked for again, which takes longer than the
 * work on it, the more so with several threads. */
static void keep_memory(void)
{
#ifdef __GLIBC__
    (void)mallopt(M_MMAP_THRESHOLD, 32 << 20);
    (void)mallopt(M_TRIM_THRESHOLD, 512 << 20);
    (void)mallopt(M_TOP_PAD, 4 << 20);
#endif
}

/* Path of a module from where the program is, so that an installed tree may be moved. False when
 * that is not known. */
static bool find_beside(const char *own_name, const char *file, char path[PATH_SIZE])
{
    char own[PATH_SIZE];
    ssize_t size = readlink("/proc/self/exe", own, sizeof own);
    int length;
    if (size > 0 && size < PATH_SIZE)
        length = (int)size;
    else
        length = snprintf(own, sizeof own, "%s", own_name);
    if (length < 0 || length >= PATH_SIZE)
        return false;
    while (length > 0 && own[length - 1] != '/')
        length--;
    if (length == 0)
        return false;
    length = snprintf(path, PATH_SIZE, "%.*s" BM_PARTS_FROM_PROGRAM "/%s", length, own, file);
    return length > 0 && length < PATH_SIZE;
}

/* What a module offers under `symbol`; NULL when it cannot be loaded. Symbols of the libraries are
 * bound when they are used first: most of the many never are. */
static const void *load(const cli_settings *settings, const char *file, const char *symbol,
                        char path[PATH_SIZE])
{
    if (!find_beside(settings->argv[0], file, path) || access(path, F_OK) != 0)
        (void)snprintf(path, PATH_SIZE, "%s/%s", BM_PARTS_INSTALLED, file);
    void *module = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
    return module ? dlsym(module, symbol) : NULL;
}

static void *find_fonts(void *context)
{
    void (*const *offered)(void) = context;
    (*offered)();
    return NULL;
}

/* Of all that a map waits for, this takes longest. Whoever draws looks for the fonts if this
 * cannot. */
static void begin_to_find_fonts(cli_drawing *drawing, const cli_settings *settings)
{
    char path[PATH_SIZE];
    int64_t made_at_s;
    if (cli_read_made_at(&made_at_s, NULL) != BM_OK)
        return;
    const void *offered = load(settings, CLI_FONTS_FILE, CLI_FONTS_SYMBOL, path);
    if (offered)
        cli_thread_begin(&drawing->finding_fonts, find_fonts, (void *)(uintptr_t)offered);
}

static const cli_part *load_part(const cli_settings *settings, bm_error *error)
{
    char path[PATH_SIZE];
    const cli_part *part = load(settings, CLI_PART_FILE, CLI_PART_SYMBOL, path);
    const char *reason = part ? "it is of another version" : dlerror();
    if (part && strcmp(part->version(), bm_version()) == 0)
        return part;
    bm_error_set(error, BM_ERROR_IO, path, 0,
                 "cannot load '%s', which draws maps: %s; install bordermap again", path, reason);
    return NULL;
}

static cli_drawer drawer_of(const cli_part *part, const cli_command *command)
{
    return command == &cli_map ? part->map : command == &cli_series ? part->series : part->lint;
}

/* Whether there is something to read: a finished map is not, and without an output there will be
 * none. */
static bool will_draw(const cli_command *command, const cli_settings *settings)
{
    if (command == &cli_lint)
        return !cli_text_ends_with(settings->operands.items[0], ".svg");
    return settings->output || settings->atlas || settings->sheet || settings->animation;
}

static cli_exit draw(const cli_command *command, const cli_settings *settings)
{
    cli_drawing drawing = {0};
    bm_error error = {0};
    keep_memory();
    if (will_draw(command, settings)) {
        begin_to_find_fonts(&drawing, settings);
        cli_ahead_begin(&drawing.ahead, &drawing.inputs, settings);
    }
    const cli_part *part = load_part(settings, &error);
    if (!part) {
        cli_thread_join(&drawing.finding_fonts);
        cli_ahead_finish(&drawing.ahead);
        cli_inputs_finish(&drawing.inputs);
        return cli_report_error(settings, &error);
    }
    cli_interrupt_abandons(part->abandon);
    cli_ahead_begin_layers(&drawing.ahead);
    cli_exit result = drawer_of(part, command)(command, settings, &drawing);
#ifdef NDEBUG
    /* All that is left to do is to free memory, which the end of the process does at once: to give
     * back a hundred thousand pieces first takes as long as to draw the marks. Debug builds do, so
     * that their sanitizers find what is lost. */
    (void)fflush(NULL);
    _exit((int)result);
#endif
    part->finish(&drawing);
    return result;
}

cli_exit cli_draw(const cli_command *command, const cli_settings *settings)
{
    if (!settings->windows)
        return draw(command, settings);
    /* Which events are read depends on them. */
    bm_periods *periods = NULL;
    bm_error error = {0};
    if (bm_periods_read(settings->windows, settings->date_order, &periods, &error))
        return cli_report_error(settings, &error);
    cli_settings with_periods = *settings;
    with_periods.periods = periods;
    cli_exit result = draw(command, &with_periods);
    bm_periods_free(periods);
    return result;
}
