#include "events/csv_cell.h"

#include "base/number.h"

#include <bordermap/batch.h>
#include <string.h>

/* A formula, or one that has been defused: each time adds an apostrophe, so that taking one away
 * always leads back. */
static bool is_formula(const char *text)
{
    double value;
    text += strspn(text, "'");
    return *text && strchr("=+-@\t\r", *text) && !bm_number_parse(text, &value);
}

const char *bm_csv_restore(const char *cell)
{
    return *cell == '\'' && is_formula(cell) ? cell + 1 : cell;
}

void bm_csv_put_cell(bm_strbuf *out, const char *text, char delimiter, bool defuse)
{
    const char special[] = {'"', '\n', '\r', delimiter, '\0'};
    size_t length = strlen(text);
    bool formula = defuse && is_formula(text);
    bool blank_end = length > 0 && (strchr(" \t", text[0]) || strchr(" \t", text[length - 1]));
    if (!formula && !blank_end && strcspn(text, special) == length) {
        bm_strbuf_append_n(out, text, length);
        return;
    }
    bm_strbuf_append(out, formula ? "\"'" : "\"");
    while (*text) {
        size_t run = strcspn(text, "\"");
        bm_strbuf_append_n(out, text, run);
        text += run;
        if (*text) {
            bm_strbuf_append(out, "\"\"");
            text++;
        }
    }
    bm_strbuf_append(out, "\"");
}

void bm_csv_write_cell(bm_sink *sink, const char *text, char delimiter, bool defuse)
{
    const char special[] = {'"', '\n', '\r', delimiter, '\0'};
    size_t length = strlen(text);
    bool formula = defuse && is_formula(text);
    bool blank_end = length > 0 && (strchr(" \t", text[0]) || strchr(" \t", text[length - 1]));
    if (!formula && !blank_end && strcspn(text, special) == length) {
        bm_sink_write(sink, text, length);
        return;
    }
    bm_sink_puts(sink, formula ? "\"'" : "\"");
    while (*text) {
        size_t run = strcspn(text, "\"");
        bm_sink_write(sink, text, run);
        text += run;
        if (*text) {
            bm_sink_puts(sink, "\"\"");
            text++;
        }
    }
    bm_sink_puts(sink, "\"");
}
