#include "cli/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Length of the character at `text`, 0 when it is not UTF-8. */
static size_t character_length(const unsigned char *text)
{
    if (text[0] < 0x80)
        return 1;
    size_t length = text[0] >= 0xF0 ? 4 : text[0] >= 0xE0 ? 3 : text[0] >= 0xC2 ? 2 : 0;
    if (text[0] > 0xF4)
        return 0;
    for (size_t i = 1; i < length; i++) {
        if ((text[i] & 0xC0) != 0x80)
            return 0;
    }
    bool overlong = (text[0] == 0xE0 && text[1] < 0xA0) || (text[0] == 0xF0 && text[1] < 0x90);
    bool beyond = (text[0] == 0xED && text[1] > 0x9F) || (text[0] == 0xF4 && text[1] > 0x8F);
    return overlong || beyond ? 0 : length;
}

bool cli_text_is_utf8(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    while (*at) {
        size_t length = character_length(at);
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

size_t cli_text_width(const char *text)
{
    size_t width = 0;
    for (; *text; text++)
        width += ((unsigned char)*text & 0xC0) != 0x80;
    return width;
}

void cli_text_write(bm_sink *sink, const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    while (*at) {
        size_t length = character_length(at);
        /* C1 controls are U+0080…U+009F: C2 80…C2 9F. */
        bool control = *at < 0x20 || *at == 0x7F || (*at == 0xC2 && length == 2 && at[1] < 0xA0);
        if (control || length == 0) {
            bm_sink_printf(sink, "\\x%02x", (unsigned)*at);
            at++;
            continue;
        }
        bm_sink_write(sink, at, length);
        at += length;
    }
}

void cli_text_write_padded(bm_sink *sink, const char *text, size_t width)
{
    cli_text_write(sink, text);
    for (size_t used = cli_text_width(text); used < width; used++)
        bm_sink_puts(sink, " ");
}

bool cli_text_ends_with(const char *text, const char *ending)
{
    size_t length = strlen(text);
    size_t ending_length = strlen(ending);
    return length > ending_length && strcasecmp(text + length - ending_length, ending) == 0;
}

bool cli_number_read(const char *text, double *value, const char **end)
{
    /* strtod() also takes "nan", "inf" and hexadecimal; the program never leaves the C locale. */
    size_t length = strspn(text, "+-.0123456789");
    if (length == 0 || length >= 32)
        return false;
    char copy[32];
    memcpy(copy, text, length);
    copy[length] = '\0';
    char *stop = NULL;
    *value = strtod(copy, &stop);
    if (stop == copy)
        return false;
    *end = text + (stop - copy);
    return true;
}
