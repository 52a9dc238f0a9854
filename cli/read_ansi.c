/* A report in the terminal. Nothing of its text can drive the terminal: control characters are
 * written out. */
#include "cli/read_marks.h"
#include "cli/read_output.h"
#include "cli/text.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *colour; /* SGR parameters */
    const char *open;   /* without colours */
    const char *close;
    const char *legend;
} looks[] = {
    [CLI_MARK_PLACE] = {"1;34", "[", "]", "place"},
    [CLI_MARK_ACTOR] = {"36", "{", "}", "acting capital or country"},
    [CLI_MARK_UNSURE] = {"1;35", "[?", "]", "ambiguous or unknown place"},
    [CLI_MARK_DATE] = {"32", "<", ">", "date"},
    [CLI_MARK_INCIDENT] = {"1;33;4", "*", "*", "event"},
    [CLI_MARK_REJECTED] = {"2;9", "(-", "-)", "passed over"},
};

/* Line ends stay, every other control character is written out. */
static void write_text(bm_sink *sink, const char *text, size_t length)
{
    char piece[1024];
    while (length > 0) {
        size_t line = 0;
        while (line < length && text[line] != '\n' && line < sizeof piece - 1)
            line++;
        /* A character that would be cut goes to the next piece. */
        while (line > 0 && line < length && ((unsigned char)text[line] & 0xC0) == 0x80)
            line--;
        if (line == 0 && text[0] != '\n')
            line = 1;
        memcpy(piece, text, line);
        piece[line] = '\0';
        for (size_t i = 0; i < line; i++)
            if (piece[i] == '\0' || piece[i] == '\t' || piece[i] == '\r')
                piece[i] = ' ';
        cli_text_write(sink, piece);
        if (line < length && text[line] == '\n') {
            bm_sink_puts(sink, "\n");
            line++;
        }
        text += line;
        length -= line;
    }
}

static void write_mark(bm_sink *sink, const cli_mark *mark, const char *text, bool colours)
{
    size_t length = mark->span.end - mark->span.start;
    if (colours)
        bm_sink_printf(sink, "\033[%sm", looks[mark->kind].colour);
    else
        bm_sink_puts(sink, looks[mark->kind].open);
    write_text(sink, text + mark->span.start, length);
    bm_sink_puts(sink, colours ? "\033[0m" : looks[mark->kind].close);
}

/* What each mark is, below the text. */
static void write_notes(const bm_report *report, const cli_mark *marks, size_t count, bool colours,
                        bm_sink *sink)
{
    size_t length;
    const char *text = bm_report_text(report, &length);
    char note[CLI_MARK_NOTE_SIZE];
    for (size_t i = 0; i < count; i++) {
        bm_sink_puts(sink, "  ");
        write_mark(sink, &marks[i], text, colours);
        bm_sink_puts(sink, "  ");
        cli_mark_note(report, &marks[i], note);
        cli_text_write(sink, note);
        bm_sink_puts(sink, "\n");
    }
}

static void write_legend(const cli_mark *marks, size_t count, bool colours, bm_sink *sink)
{
    bool used[sizeof looks / sizeof *looks] = {false};
    for (size_t i = 0; i < count; i++)
        used[marks[i].kind] = true;
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        if (!used[i])
            continue;
        if (colours)
            bm_sink_printf(sink, "  \033[%sm%s\033[0m", looks[i].colour, looks[i].legend);
        else
            bm_sink_printf(sink, "  %s%s%s", looks[i].open, looks[i].legend, looks[i].close);
    }
    if (count > 0)
        bm_sink_puts(sink, "\n");
}

void cli_read_write_ansi(const bm_report *report, const bm_report_source *source, bool why,
                         bool colours, bm_sink *sink)
{
    size_t length;
    const char *text = bm_report_text(report, &length);
    size_t count = 0;
    cli_mark *marks = cli_marks_gather(report, why, &count);
    bm_sink_puts(sink, "== ");
    cli_text_write(sink, source->doc);
    bm_sink_puts(sink, "\n");
    size_t at = 0;
    for (size_t i = 0; marks && i < count; i++) {
        write_text(sink, text + at, marks[i].span.start - at);
        write_mark(sink, &marks[i], text, colours);
        at = marks[i].span.end;
    }
    write_text(sink, text + at, length - at);
    bm_sink_puts(sink, "\n\n");
    if (marks) {
        write_notes(report, marks, count, colours, sink);
        write_legend(marks, count, colours, sink);
    }
    bm_sink_puts(sink, "\n");
    free(marks);
}
