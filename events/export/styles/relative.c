#include "events/export/styles/relative.h"

#include <stdbool.h>
#include <string.h>

static const char *skip_here(const char *path)
{
    while (path[0] == '.' && path[1] == '/')
        for (path += 2; *path == '/';)
            path++;
    return path;
}

static bool is_plain(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c && strchr("-._~/", c));
}

static void put_url(bm_strbuf *out, const char *path)
{
    for (; *path; path++) {
        unsigned char c = (unsigned char)*path;
        if (is_plain(c))
            bm_strbuf_append_char(out, *path);
        else
            bm_strbuf_printf(out, "%%%02X", c);
    }
}

void bm_relative_path_put(const char *from, const char *to, bm_strbuf *out)
{
    from = skip_here(from);
    to = skip_here(to);
    if ((*from == '/') != (*to == '/') || strncmp(from, "..", 2) == 0) {
        put_url(out, to);
        return;
    }
    /* What both begin with, up to a slash. */
    size_t shared = 0;
    for (size_t i = 0; from[i] && from[i] == to[i]; i++)
        if (from[i] == '/')
            shared = i + 1;
    for (const char *at = from + shared; *at; at++)
        if (*at == '/')
            bm_strbuf_append(out, "../");
    put_url(out, to + shared);
}
