#include "render/series/pattern.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define DAY_S 86400

static bm_day start_day(bm_interval window)
{
    int64_t number = window.start_s / DAY_S - (window.start_s % DAY_S < 0);
    return bm_day_from_number(number);
}

static int digits_of(size_t count)
{
    int digits = 1;
    for (; count >= 10; count /= 10)
        digits++;
    return digits;
}

static bool append_value(const char *word, size_t length, const bm_pattern_values *values,
                         bool has_week, bm_strbuf *path)
{
    static const char *const words[] = {"start", "end", "year",  "month",
                                        "week",  "n",   "count", "quarter"};
    size_t which = 0;
    while (which < sizeof words / sizeof *words &&
           (strlen(words[which]) != length || memcmp(words[which], word, length) != 0))
        which++;
    char text[BM_DATE_TEXT_SIZE];
    bm_interval window = values->window;
    bm_day day = start_day(window);
    int week_year;
    int week = bm_day_iso_week(day, &week_year);
    window.precision = BM_DATE_DAY;
    switch (which) {
    case 0:
        bm_interval_format_start(window, text);
        break;
    case 1:
        bm_interval_format_end(window, text);
        break;
    case 2:
        snprintf(text, sizeof text, "%04d", has_week ? week_year : day.year);
        break;
    case 3:
        snprintf(text, sizeof text, "%02d", day.month);
        break;
    case 4:
        snprintf(text, sizeof text, "%02d", week);
        break;
    case 5:
        snprintf(text, sizeof text, "%0*zu", digits_of(values->total), values->number);
        break;
    case 6:
        snprintf(text, sizeof text, "%zu", values->event_count);
        break;
    case 7:
        snprintf(text, sizeof text, "%d", (day.month + 2) / 3);
        break;
    default:
        return false;
    }
    bm_strbuf_append(path, text);
    return true;
}

bm_status bm_pattern_expand(const char *pattern, const bm_pattern_values *values, bm_strbuf *path,
                            bm_error *error)
{
    bool has_week = strstr(pattern, "{week}") != NULL;
    for (const char *at = pattern; *at;) {
        size_t plain = strcspn(at, "{}");
        bm_strbuf_append_n(path, at, plain);
        at += plain;
        if (!*at)
            break;
        size_t length = *at == '{' ? strcspn(at + 1, "{}") : 0;
        if (*at == '}' || at[1 + length] != '}')
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                "a brace of the file name pattern '%.120s' has no partner",
                                pattern);
        if (!append_value(at + 1, length, values, has_week, path))
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                "unknown '{%.*s}' in the file name pattern; there are {start} "
                                "{end} {year} {quarter} {month} {week} {n} {count}",
                                (int)(length < 40 ? length : 40), at + 1);
        at += length + 2;
    }
    if (path->failed)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    return BM_OK;
}

bm_status bm_pattern_make_folders(const char *path, bm_error *error)
{
    bm_status status = BM_OK;
    char *folder = strdup(path);
    if (!folder)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    for (char *slash = strchr(folder + 1, '/'); slash && !status; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(folder, 0777) != 0 && errno != EEXIST)
            status = bm_error_set(error, BM_ERROR_IO, path, 0, "cannot make the folder '%s': %s",
                                  folder, strerror(errno));
        *slash = '/';
    }
    free(folder);
    return status;
}
