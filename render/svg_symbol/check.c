/* What a picture of a stranger's must not have. librsvg and browsers refuse most of it themselves;
 * here it is refused with a reason, before anything parses it. */
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "render/svg_symbol/svg_symbol.h"

/** An element may use another again and again, and that one another, and so on. */
#define USES_MAX 64
#define FILTERS_MAX 8

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
}

/* The local name at `at` is this word. */
static bool has_name(const char *at, const char *word)
{
    size_t length = strlen(word);
    return strncasecmp(at, word, length) == 0 && !is_name(at[length]) && at[length] != ':';
}

static const char *local_name(const char *at)
{
    const char *end = at;
    while (is_name(*end))
        end++;
    return *end == ':' ? end + 1 : at;
}

/* A reference within the file, or a picture that is in it. */
static bool is_inner(const char *value)
{
    static const char *const pictures[] = {"data:image/png;", "data:image/jpeg;"};
    if (*value == '#')
        return true;
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++)
        if (strncmp(value, pictures[i], strlen(pictures[i])) == 0)
            return true;
    return false;
}

static const char *after_quotes(const char *at)
{
    while (is_blank(*at) || *at == '"' || *at == '\'')
        at++;
    return at;
}

/* `href = "…"`: what it refers to. */
static bool refers_outside(const char *at)
{
    at += strlen("href");
    while (is_blank(*at))
        at++;
    return *at == '=' && !is_inner(after_quotes(at + 1));
}

typedef struct tally {
    size_t elements, uses, filters;
} tally;

static const char *look_at_element(const char *at, tally *count)
{
    static const char *const refused[] = {"script",  "foreignObject",   "iframe", "feImage",
                                          "handler", "audio",           "video",  "animate",
                                          "set",     "animateTransform"};
    const char *name = local_name(at);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (has_name(name, refused[i]))
            return "it has a script, an animation or a page in it";
    count->elements += is_name(*name);
    count->uses += has_name(name, "use");
    count->filters += has_name(name, "filter");
    if (count->elements > BM_SVG_SYMBOL_ELEMENTS_MAX)
        return "it has more than 4,000 elements";
    if (count->uses > USES_MAX || count->filters > FILTERS_MAX)
        return "it repeats elements more than 64 times or has more than 8 filters";
    return NULL;
}

/* `onload=` and the like. */
static bool is_handler(const char *at)
{
    if (strncasecmp(at, "on", 2) != 0 || !is_name(at[2]))
        return false;
    while (is_name(*at))
        at++;
    while (is_blank(*at))
        at++;
    return *at == '=';
}

const char *bm_svg_symbol_objection(const char *bytes, size_t size)
{
    tally count = {0};
    bool has_root = false;
    if (size > BM_SVG_SYMBOL_BYTES_MAX)
        return "it is larger than 256 KiB";
    if (strlen(bytes) != size)
        return "it is not text";
    for (const char *at = bytes; *at;)
        if (bm_utf8_next(&at) < 0)
            return "it is not UTF-8";
    for (const char *at = bytes; *at; at++) {
        bool starts_word = at == bytes || !is_name(at[-1]);
        if (*at == '<') {
            has_root = has_root || has_name(local_name(at + 1), "svg");
            const char *why = look_at_element(at + 1, &count);
            if (why)
                return why;
            if (strncasecmp(at, "<!ENTITY", 8) == 0)
                return "it declares entities";
            if (strncasecmp(at, "<?xml-stylesheet", 16) == 0)
                return "it refers to another file";
        } else if (starts_word && strncasecmp(at, "href", 4) == 0 && !is_name(at[4])) {
            if (refers_outside(at))
                return "it refers to another file";
        } else if (strncasecmp(at, "url(", 4) == 0) {
            if (*after_quotes(at + 4) != '#')
                return "it refers to another file";
        } else if (*at == '@' && strncasecmp(at, "@import", 7) == 0) {
            return "it refers to another file";
        } else if (at > bytes && is_blank(at[-1]) && is_handler(at)) {
            return "it has a script, an animation or a page in it";
        }
    }
    return has_root ? NULL : "it has no <svg> element";
}
