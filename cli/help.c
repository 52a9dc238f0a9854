#include "cli/help.h"

#include "cli/text.h"

#include <stdio.h>
#include <string.h>

enum { WIDTH = 80, OPTION_COLUMN = 28 };

static void write_blanks(bm_sink *sink, size_t count)
{
    while (count-- > 0)
        bm_sink_puts(sink, " ");
}

/* Write words of `text` from column `at` on, broken before WIDTH and indented to `indent`. */
static void write_wrapped(bm_sink *sink, const char *text, size_t at, size_t indent)
{
    bool first = true;
    for (const char *word = text; *word;) {
        size_t length = strcspn(word, " ");
        if (at < indent) {
            write_blanks(sink, indent - at);
            at = indent;
        }
        if (!first && at + 1 + length > WIDTH) {
            bm_sink_puts(sink, "\n");
            write_blanks(sink, indent);
            at = indent;
            first = true;
        }
        if (!first)
            bm_sink_puts(sink, " ");
        bm_sink_write(sink, word, length);
        at += length + !first;
        first = false;
        word += length;
        word += strspn(word, " ");
    }
    bm_sink_puts(sink, "\n");
}

static void write_option(bm_sink *sink, const cli_option *option)
{
    char label[80] = "      ";
    if (option->letter)
        (void)snprintf(label, sizeof label, "  -%c, ", option->letter);
    size_t used = strlen(label);
    (void)snprintf(label + used, sizeof label - used, "--%s%s%s", option->name,
                   option->argument ? " " : "", option->argument ? option->argument : "");
    bm_sink_puts(sink, label);
    size_t width = strlen(label);
    if (width + 2 > OPTION_COLUMN) {
        bm_sink_puts(sink, "\n");
        width = 0;
    }
    write_wrapped(sink, option->help, width, OPTION_COLUMN);
}

void cli_help_command(bm_sink *sink, const cli_command *command)
{
    char usage[256];
    int indent = snprintf(usage, sizeof usage, "usage: bordermap %s ", command->name);
    bm_sink_puts(sink, usage);
    write_wrapped(sink, command->usage, (size_t)indent, (size_t)indent);
    bm_sink_puts(sink, "\n");
    write_wrapped(sink, command->description, 0, 0);
    for (const cli_option_group *const *group = command->groups; *group; group++) {
        bm_sink_printf(sink, "\n%s:\n", (*group)->title);
        for (const cli_option *option = (*group)->options; option->name; option++)
            write_option(sink, option);
    }
    bm_sink_printf(sink, "\nExamples:\n%s", command->examples);
}

void cli_help_program(bm_sink *sink, const cli_command *const *commands)
{
    bm_sink_puts(sink, "usage: bordermap COMMAND [OPTION...] ARGUMENT...\n\n"
                       "Maps of dated events at a border, from tables and reports.\n\n"
                       "Commands:\n");
    for (; *commands; commands++) {
        char label[48];
        int width = snprintf(label, sizeof label, "  %-18s  ", (*commands)->name);
        bm_sink_puts(sink, label);
        write_wrapped(sink, (*commands)->summary, (size_t)width, (size_t)width);
    }
    bm_sink_puts(
        sink, "  help                print this, or the help of a command: bordermap help map\n\n"
              "Options:\n"
              "  -h, --help   print this; after a command, its options\n"
              "  --version    print the version\n\n"
              "Examples:\n"
              "  bordermap map events.csv -o border.png\n"
              "  bordermap locate Kopani Dyvin --why\n\n"
              "'-' as a file name is standard input or output. Exit status: 0 done, 1 done\n"
              "with findings (unlocated, ambiguous or invalid rows), 2 usage, 3 input or\n"
              "output, 4 internal. More: man bordermap\n");
}

void cli_help_options(bm_sink *sink, const cli_command *const *commands)
{
    for (; *commands; commands++) {
        for (const cli_option_group *const *group = (*commands)->groups; *group; group++) {
            for (const cli_option *option = (*group)->options; option->name; option++) {
                const char *argument = option->argument ? option->argument : "-";
                bm_sink_printf(sink, "%s\t--%s\t%s\n", (*commands)->name, option->name, argument);
                if (option->letter)
                    bm_sink_printf(sink, "%s\t-%c\t%s\n", (*commands)->name, option->letter,
                                   argument);
            }
        }
    }
}
