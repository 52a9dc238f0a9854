#include "events/markup.h"

#include <stdbool.h>
#include <string.h>

static const struct {
    char character;
    const char *reference;
} references[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}};
/* Quotation marks mean something in attributes only. */
enum { REFERENCES = sizeof references / sizeof *references, ESCAPED = REFERENCES - 1 };

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool begins_element(const char *text)
{
    return text[0] == '<' && (is_letter(text[1]) || (text[1] && strchr("/!?", text[1])));
}

static bool begins_reference(const char *text)
{
    if (text[0] != '&')
        return false;
    const char *at = text + 1 + (text[1] == '#');
    while (is_letter(*at) || (*at >= '0' && *at <= '9'))
        at++;
    return at > text + 1 && *at == ';';
}

static bool has(const char *text, bool (*begins)(const char *text))
{
    for (; *text; text++)
        if (begins(text))
            return true;
    return false;
}

void bm_markup_put_escaped(const char *text, bm_strbuf *out)
{
    if (!has(text, begins_element) && !has(text, begins_reference)) {
        bm_strbuf_append(out, text);
        return;
    }
    for (; *text; text++) {
        size_t i = 0;
        while (i < ESCAPED && references[i].character != *text)
            i++;
        if (i < ESCAPED)
            bm_strbuf_append(out, references[i].reference);
        else
            bm_strbuf_append_char(out, *text);
    }
}

void bm_markup_put_plain(const char *text, bm_strbuf *out)
{
    if (has(text, begins_element)) {
        bm_strbuf_append(out, text);
        return;
    }
    while (*text) {
        size_t i = 0, length = 1;
        while (i < REFERENCES &&
               strncmp(text, references[i].reference, strlen(references[i].reference)) != 0)
            i++;
        if (i < REFERENCES)
            length = strlen(references[i].reference);
        bm_strbuf_append_char(out, i < REFERENCES ? references[i].character : *text);
        text += length;
    }
}
