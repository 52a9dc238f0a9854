#include "cli/credit.h"

#include <stdio.h>
#include <string.h>

enum { LINE_SIZE = 1024, PATH_SIZE = 4096 };

/* Cut the next field off `*rest`; any of `ends` ends it. */
static char *next_field(char **rest, const char *ends)
{
    char *field = *rest;
    size_t length = strcspn(field, ends);
    *rest = field[length] ? field + length + 1 : field + length;
    field[length] = '\0';
    return field + strspn(field, " ");
}

static void append_once(const char *source, const char *licence, char *credit, size_t size)
{
    if (!*source)
        return;
    char text[LINE_SIZE + 8];
    int length = *licence ? snprintf(text, sizeof text, "%s (%s)", source, licence)
                          : snprintf(text, sizeof text, "%s", source);
    size_t used = strlen(credit);
    if (length <= 0 || strstr(credit, text))
        return;
    const char *separator = used > 0 ? "; " : "";
    if (used + strlen(separator) + (size_t)length >= size)
        return;
    (void)snprintf(credit + used, size - used, "%s%s", separator, text);
}

static size_t count_items(const char *text)
{
    size_t count = 1;
    for (; *text; text++)
        count += *text == ',';
    return count;
}

/* "A, B" under "X, Y" is A under X and B under Y, each of which may be there already. */
static void append_items(char *sources, char *licences, char *credit, size_t size)
{
    if (count_items(sources) != count_items(licences)) {
        append_once(sources, licences, credit, size);
        return;
    }
    while (*sources) {
        const char *source = next_field(&sources, ",");
        append_once(source, next_field(&licences, ","), credit, size);
    }
}

void cli_credit_add(const char *path, char *credit, size_t size)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    size_t name_length = dot ? (size_t)(dot - name) : strlen(name);
    char beside[PATH_SIZE];
    int length = snprintf(beside, sizeof beside, "%.*scredits.txt", (int)(name - path), path);
    if (length < 0 || (size_t)length >= sizeof beside)
        return;
    FILE *file = fopen(beside, "r");
    if (!file)
        return;
    char line[LINE_SIZE];
    while (fgets(line, sizeof line, file)) {
        char *rest = line;
        const char *layer = next_field(&rest, "\t\r\n");
        char *sources = next_field(&rest, "\t\r\n");
        char *licences = next_field(&rest, "\t\r\n");
        if (strlen(layer) == name_length && strncmp(layer, name, name_length) == 0)
            append_items(sources, licences, credit, size);
    }
    (void)fclose(file);
}

void cli_credit_add_text(const char *text, char *credit, size_t size)
{
    append_once(text, "", credit, size);
}
