#include "cli/names.h"

#include "cli/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bm_status append(cli_names *names, const char *name, long line, bm_error *error)
{
    const char *file = line > 0 ? "-" : NULL;
    if (!cli_text_is_utf8(name))
        return bm_error_set(error, line > 0 ? BM_ERROR_FORMAT : BM_ERROR_ARGUMENT, file, line,
                            "name '%s' is not UTF-8", name);
    char **items = realloc(names->items, (names->count + 1) * sizeof *items);
    if (!items)
        return bm_error_set(error, BM_ERROR_MEMORY, file, line, "out of memory");
    names->items = items;
    char *copy = strdup(name);
    if (!copy)
        return bm_error_set(error, BM_ERROR_MEMORY, file, line, "out of memory");
    names->items[names->count++] = copy;
    return BM_OK;
}

static bm_status append_lines(cli_names *names, FILE *file, bm_error *error)
{
    enum { LINE_MAX_BYTES = 4096 };
    char text[LINE_MAX_BYTES];
    bm_status status = BM_OK;
    for (long line = 1; !status && fgets(text, sizeof text, file); line++) {
        size_t length = strlen(text);
        if (length == sizeof text - 1 && text[length - 1] != '\n')
            return bm_error_set(error, BM_ERROR_LIMIT, "-", line, "line is longer than %d bytes",
                                LINE_MAX_BYTES - 2);
        text[strcspn(text, "\r\n")] = '\0';
        if (text[strspn(text, " \t")])
            status = append(names, text, line, error);
    }
    if (!status && ferror(file))
        return bm_error_set(error, BM_ERROR_IO, "-", 0, "cannot read standard input: %s",
                            strerror(errno));
    return status;
}

bm_status cli_names_gather(cli_names *names, const cli_list *operands, bm_error *error)
{
    bm_status status = BM_OK;
    for (size_t i = 0; i < operands->count && !status; i++) {
        if (strcmp(operands->items[i], "-") == 0)
            status = append_lines(names, stdin, error);
        else
            status = append(names, operands->items[i], 0, error);
    }
    return status;
}

void cli_names_finish(cli_names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->items[i]);
    free(names->items);
    *names = (cli_names){0};
}
