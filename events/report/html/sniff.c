#include "events/report/text/document.h"

#include <string.h>

enum { SEARCHED = 8192 };

static bool begins(const char *at, const char *end, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(end - at) < length)
        return false;
    for (size_t i = 0; i < length; i++) {
        char c = at[i] >= 'A' && at[i] <= 'Z' ? (char)(at[i] | 0x20) : at[i];
        if (c != word[i])
            return false;
    }
    return true;
}

/* Behind a mark that begins here; NULL when its end is not found. */
static const char *behind(const char *at, const char *end, const char *mark)
{
    size_t length = strlen(mark);
    for (; at < end && (size_t)(end - at) >= length; at++)
        if (memcmp(at, mark, length) == 0)
            return at + length;
    return NULL;
}

/* Not "<b": many texts have that, and few pages begin so. */
static bool is_tag(const char *at, const char *end)
{
    static const char *const names[] = {"html",   "head", "body",    "title", "meta", "p",
                                        "div",    "main", "article", "table", "h1",   "h2",
                                        "script", "link", "section", "style", "span", "center"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *after = at + 1 + strlen(names[i]);
        if (begins(at + 1, end, names[i]) && after < end && strchr(" \t\r\n/>", *after) && *after)
            return true;
    }
    return begins(at, end, "<!doctype html");
}

/* UTF-16 with its mark, as far as it is ASCII, as one byte a letter. */
static size_t narrow(const char *bytes, size_t length, char plain[SEARCHED])
{
    size_t low = (unsigned char)bytes[0] == 0xFF ? 0 : 1;
    size_t count = 0;
    for (size_t i = 2; i + 1 < length && count < SEARCHED; i += 2)
        plain[count++] = bytes[i + 1 - low] ? '?' : bytes[i + low];
    return count;
}

bool bm_document_is_html(const char *bytes, size_t length)
{
    char plain[SEARCHED];
    if (length >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0)) {
        length = narrow(bytes, length, plain);
        bytes = plain;
    }
    const char *at = bytes;
    const char *end = bytes + (length < SEARCHED ? length : SEARCHED);
    if (begins(at, end, "\xEF\xBB\xBF"))
        at += 3;
    while (at) {
        while (at < end && (unsigned char)*at <= ' ')
            at++;
        if (begins(at, end, "<!--"))
            at = behind(at + 4, end, "-->");
        else if (begins(at, end, "<?xml"))
            at = behind(at + 5, end, "?>");
        else
            return at < end && *at == '<' && is_tag(at, end);
    }
    return false;
}
