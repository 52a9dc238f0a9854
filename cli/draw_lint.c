#include "cli/draw.h"
#include "cli/drawing.h"
#include "cli/json_out.h"
#include "cli/lint_out.h"
#include "cli/outcome.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* A map of thousands of symbols has some megabytes. */
enum { FILE_SIZE_MAX = 256 << 20 };

static bool has_ending(const char *path, const char *ending)
{
    size_t length = strlen(path);
    size_t end = strlen(ending);
    return length > end && strcasecmp(path + length - end, ending) == 0;
}

static bm_status read_file(const char *path, char **bytes, size_t *size, bm_error *error)
{
    struct stat about;
    *bytes = NULL;
    FILE *file = fopen(path, "rb");
    if (!file)
        return bm_error_set(error, BM_ERROR_IO, path, 0, "cannot open '%s': %s", path,
                            strerror(errno));
    bm_status status = BM_OK;
    if (fstat(fileno(file), &about) != 0 || !S_ISREG(about.st_mode))
        status = bm_error_set(error, BM_ERROR_IO, path, 0, "cannot read '%s': not a file", path);
    else if (about.st_size > FILE_SIZE_MAX)
        status = bm_error_set(error, BM_ERROR_LIMIT, path, 0,
                              "'%s' has more than %d MiB, which no map needs", path,
                              FILE_SIZE_MAX >> 20);
    else if (!(*bytes = malloc((size_t)about.st_size + 1)))
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    if (!status) {
        *size = fread(*bytes, 1, (size_t)about.st_size, file);
        if (ferror(file))
            status = bm_error_set(error, BM_ERROR_IO, path, 0, "cannot read '%s'", path);
    }
    (void)fclose(file);
    return status;
}

static bm_status lint_file(const char *path, bm_lint **lint, bm_error *error)
{
    char *bytes = NULL;
    size_t size = 0;
    bm_status status = read_file(path, &bytes, &size, error);
    if (!status)
        status = bm_lint_svg(path, bytes, size, lint, error);
    free(bytes);
    return status;
}

static bm_status print_json(const char *file, const bm_lint *lint, bm_error *error)
{
    bm_sink *sink = NULL;
    bm_json json;
    bm_status status = cli_json_begin_answer(&json, &sink, error);
    if (status)
        return status;
    cli_json_text(&json, "file", file);
    bm_json_key(&json, "complete");
    bm_json_bool(&json, bm_lint_is_complete(lint));
    cli_json_text(&json, "unread", bm_lint_unread(lint));
    bm_json_key(&json, "checks");
    bm_json_begin_array(&json);
    for (size_t i = 0; bm_lint_check_at(i); i++)
        bm_json_string(&json, bm_lint_check_at(i)->id);
    bm_json_end_array(&json);
    bm_json_key(&json, "findings");
    cli_lint_json(&json, lint);
    status = cli_json_end_answer(&json, sink, error);
    bm_sink_free(sink);
    return status;
}

/* What a person may take for granted and should not. */
static void note_limits(const char *file, const bm_lint *lint, const cli_settings *settings)
{
    if (settings->quiet)
        return;
    if (bm_lint_is_sheet(lint))
        cli_report_note("'%s' is a sheet of small maps: whether names and symbols stand in their "
                        "country is not checked; lint one of its maps",
                        file);
    else if (!bm_lint_is_complete(lint))
        cli_report_note("'%s' is not of bordermap: its texts are checked, its symbols, legend and "
                        "scale are not",
                        file);
    if (*bm_lint_unread(lint))
        cli_report_note("'%s' has what this reader does not know ('%s'): contrasts may be wrong",
                        file, bm_lint_unread(lint));
}

cli_exit cli_draw_lint(const cli_command *command, const cli_settings *settings,
                       cli_drawing *drawing)
{
    const char *first = settings->operands.items[0];
    bm_lint *lint = NULL;
    bm_interval window;
    bm_error error = {0};
    cli_exit result = CLI_EXIT_FINDINGS;
    bm_status status;
    for (size_t i = 0; i < settings->operands.count; i++) {
        const char *name = settings->operands.items[i];
        bool is_picture = has_ending(name, ".png") || has_ending(name, ".pdf");
        if (is_picture && access(name, F_OK) != 0) {
            status = bm_error_set(&error, BM_ERROR_IO, NULL, 0, "cannot open '%s': %s", name,
                                  strerror(errno));
            goto done;
        }
        if (is_picture)
            return cli_report_usage(command, settings,
                                    "'%s' has no names in it that could be checked: lint the "
                                    "events, or the map as SVG",
                                    name);
        if (has_ending(name, ".svg") && settings->operands.count > 1)
            return cli_report_usage(command, settings, "lint is about one map at a time");
    }
    bool is_file = has_ending(first, ".svg");
    if (is_file) {
        status = lint_file(first, &lint, &error);
    } else if ((status = cli_drawing_prepare(drawing, settings, &error)) == BM_OK) {
        if (cli_outcome_forbids(&drawing->inputs, settings))
            goto done;
        status = bm_lint_map(drawing->map, cli_drawing_window(&drawing->inputs, settings, &window),
                             &lint, &error);
    }
    if (status)
        goto done;
    note_limits(first, lint, settings);
    status = settings->json ? print_json(first, lint, &error) : cli_lint_print(lint, &error);
    result = cli_lint_has_findings(lint) ? CLI_EXIT_FINDINGS : CLI_EXIT_DONE;
done:
    bm_lint_free(lint);
    return status ? cli_report_error(settings, &error) : result;
}
