/* What a page says of its encoding: `<meta charset=…>`, or `charset=` in a `<meta http-equiv>` or
 * an XML declaration's `encoding=`. */
#include "events/report/html/decode.h"

#include <string.h>

enum { SEARCHED = 4096, LABEL_SIZE = 24 };

typedef struct label {
    const char *label; /* small letters and digits only */
    const char *encoding;
} label;

/* Of those that iconv knows, the ones that English, Belarusian, Ukrainian and Russian are written
 * in. No other name of a stranger's goes to iconv. Latin-1 is what browsers take it for. */
static const label labels[] = {{"utf8", "UTF-8"},
                               {"utf16", "UTF-16LE"},
                               {"utf16le", "UTF-16LE"},
                               {"utf16be", "UTF-16BE"},
                               {"windows1251", "CP1251"},
                               {"cp1251", "CP1251"},
                               {"xcp1251", "CP1251"},
                               {"win1251", "CP1251"},
                               {"koi8r", "KOI8-R"},
                               {"koi8", "KOI8-R"},
                               {"koi8u", "KOI8-U"},
                               {"koi8ru", "KOI8-U"},
                               {"iso88595", "ISO-8859-5"},
                               {"cyrillic", "ISO-8859-5"},
                               {"ibm866", "CP866"},
                               {"cp866", "CP866"},
                               {"866", "CP866"},
                               {"windows1252", "CP1252"},
                               {"cp1252", "CP1252"},
                               {"iso88591", "CP1252"},
                               {"latin1", "CP1252"},
                               {"usascii", "CP1252"},
                               {"ascii", "CP1252"},
                               {"windows1250", "CP1250"},
                               {"iso88592", "ISO-8859-2"},
                               {"latin2", "ISO-8859-2"},
                               {"iso885915", "ISO-8859-15"},
                               {"windows1257", "CP1257"},
                               {"iso885913", "ISO-8859-13"}};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* After `word`, a "=" and a quote; NULL when they are not there. */
static const char *value_of(const char *at, const char *end, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(end - at) < length)
        return NULL;
    for (size_t i = 0; i < length; i++)
        if (lower(at[i]) != word[i])
            return NULL;
    at += length;
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r'))
        at++;
    if (at == end || *at != '=')
        return NULL;
    at++;
    while (at < end && (*at == ' ' || *at == '"' || *at == '\''))
        at++;
    return at;
}

static const char *encoding_of(const char *at, const char *end)
{
    char plain[LABEL_SIZE];
    size_t length = 0;
    for (; at < end; at++) {
        char c = lower(*at);
        if (c == '-' || c == '_' || c == ':')
            continue;
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'))
            break;
        if (length == sizeof plain - 1)
            return NULL;
        plain[length++] = c;
    }
    plain[length] = '\0';
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (strcmp(plain, labels[i].label) == 0)
            return labels[i].encoding;
    return NULL;
}

const char *bm_html_declared_encoding(const char *bytes, size_t length)
{
    const char *end = bytes + (length < SEARCHED ? length : SEARCHED);
    for (const char *at = bytes; at < end; at++) {
        char c = lower(*at);
        if (c != 'c' && c != 'e')
            continue;
        const char *value = value_of(at, end, c == 'c' ? "charset" : "encoding");
        const char *encoding = value ? encoding_of(value, end) : NULL;
        if (encoding)
            return encoding;
    }
    return NULL;
}
