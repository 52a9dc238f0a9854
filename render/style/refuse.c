#include <bordermap/spelling.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "render/style/sections.h"
#include "render/style/source.h"

/* GKeyFile does not say where a key is, so look it up in the text; 0 when it cannot be found. */
long bm_style_find_line(const bm_style_source *file, const char *section, const char *key)
{
    long number = 0;
    bool inside = false;
    for (const char *line = file->text; *line;) {
        size_t length = strcspn(line, "\n");
        number++;
        const char *start = line;
        while (start < line + length && g_ascii_isspace(*start))
            start++;
        if (*start == '[') {
            size_t wanted = strlen(section);
            inside = strncmp(start + 1, section, wanted) == 0 && start[1 + wanted] == ']';
            if (inside && !key)
                return number;
        } else if (inside && key && strncmp(start, key, strlen(key)) == 0) {
            const char *after = start + strlen(key);
            if (after[strspn(after, " \t")] == '=')
                return number;
        }
        line += length + (line[length] == '\n');
    }
    return 0;
}

bm_status bm_style_refuse(const bm_style_source *file, const char *section, const char *key,
                          const char *value, const char *why)
{
    char shown[64];
    bm_utf8_escape(value, shown, sizeof shown);
    return bm_error_set(file->error, BM_ERROR_FORMAT, file->path,
                        bm_style_find_line(file, section, key), "[%s]%s%s: %s '%s'; %s", section,
                        key ? " " : "", key ? key : "", key ? "bad value" : "unknown section",
                        shown, why);
}

/* "did you mean 'width'?", or where to look. */
static void suggest(const char *nearest, const char *otherwise, char *text, size_t size)
{
    if (nearest)
        (void)snprintf(text, size, "did you mean '%s'?", nearest);
    else
        (void)snprintf(text, size, "%s", otherwise);
}

bm_status bm_style_refuse_key(const bm_style_source *file, const char *section, const char *key,
                              const char *nearest)
{
    char shown[64], advice[96];
    bm_utf8_escape(key, shown, sizeof shown);
    suggest(nearest, "docs/style.md lists them", advice, sizeof advice);
    return bm_error_set(file->error, BM_ERROR_FORMAT, file->path,
                        bm_style_find_line(file, section, key), "[%s]: unknown key '%s'; %s",
                        section, shown, advice);
}

bm_status bm_style_refuse_section(const bm_style_source *file, const char *name)
{
    char advice[96];
    size_t count;
    const bm_style_section *sections = bm_style_sections(&count);
    bm_nearest nearest = bm_nearest_to(name);
    for (size_t i = 0; i < count; i++)
        bm_nearest_consider(&nearest, sections[i].name);
    bm_nearest_consider(&nearest, "style");
    bm_nearest_consider(&nearest, "text");
    suggest(nearest.word, "docs/style.md lists the sections", advice, sizeof advice);
    return bm_style_refuse(file, name, NULL, name, advice);
}
