#include "base/zone.h"

#include <bordermap/spelling.h>

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MAX = 1 << 20, PATH_SIZE = 1024, LINE_SIZE = 512, DAY_S = 86400 };

static const char *folder(void)
{
    const char *named = getenv("TZDIR");
    return named && *named == '/' ? named : "/usr/share/zoneinfo";
}

/* What of the name may be part of a path; right/ counts leap seconds, posix/ repeats the rest. */
static bool is_name(const char *name)
{
    size_t length = strlen(name);
    return length > 0 && length <= BM_ZONE_NAME_MAX && name[0] != '/' && name[0] != '-' &&
           !strstr(name, "..") && strncmp(name, "right/", 6) != 0 &&
           strncmp(name, "posix/", 6) != 0 &&
           strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/") ==
               length;
}

/* The name in a line "Z NAME ..." or "L TARGET NAME"; NULL for other lines. */
static char *name_in(char *line)
{
    bool is_link = strncmp(line, "L ", 2) == 0;
    if (!is_link && strncmp(line, "Z ", 2) != 0)
        return NULL;
    char *rest = NULL;
    char *name = strtok_r(line + 2, " \n", &rest);
    return is_link && name ? strtok_r(NULL, " \n", &rest) : name;
}

/* The nearest name of the database in `found`, "" when none is near; "Kyiv" is near to Europe/Kyiv.
 */
static void find_nearest(const char *name, char found[BM_ZONE_NAME_MAX + 1])
{
    char path[PATH_SIZE], line[LINE_SIZE];
    bm_nearest nearest = bm_nearest_to(name);
    found[0] = '\0';
    (void)snprintf(path, sizeof path, "%s/tzdata.zi", folder());
    FILE *file = *name ? fopen(path, "re") : NULL;
    if (!file)
        return;
    while (fgets(line, sizeof line, file)) {
        char *known = name_in(line);
        if (!known)
            continue;
        const char *city = strrchr(known, '/');
        /* The word lies in the line, so that only its distance tells a new one. */
        int before = nearest.word ? nearest.distance : INT_MAX;
        bm_nearest_consider(&nearest, known);
        if (city && !strchr(name, '/'))
            bm_nearest_consider(&nearest, city + 1);
        if (nearest.word && nearest.distance < before)
            (void)snprintf(found, BM_ZONE_NAME_MAX + 1, "%.64s", known);
    }
    (void)fclose(file);
}

static bm_status refuse(const char *name, bm_error *error)
{
    char nearest[BM_ZONE_NAME_MAX + 1];
    find_nearest(name, nearest);
    if (*nearest)
        return bm_error_set(error, BM_ERROR_NOT_FOUND, NULL, 0,
                            "no time zone is called '%.64s'; did you mean '%s'?", name, nearest);
    return bm_error_set(error, BM_ERROR_NOT_FOUND, NULL, 0,
                        "no time zone is called '%.64s': write UTC, +02:00 or a name such as "
                        "Europe/Kyiv (from %s)",
                        name, folder());
}

static bm_status load(bm_zone *zone, bm_error *error)
{
    char path[PATH_SIZE];
    bm_status status = BM_OK;
    int length = snprintf(path, sizeof path, "%s/%s", folder(), zone->name);
    FILE *file = length > 0 && length < PATH_SIZE ? fopen(path, "re") : NULL;
    if (!file)
        return errno == EACCES ? bm_error_set(error, BM_ERROR_IO, path, 0, "cannot open '%s': %s",
                                              path, strerror(errno))
                               : refuse(zone->name, error);
    unsigned char *bytes = malloc(FILE_MAX);
    size_t size = bytes ? fread(bytes, 1, FILE_MAX, file) : 0;
    if (!bytes)
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    else if (ferror(file)) /* such as a folder: Europe */
        status = refuse(zone->name, error);
    else if (!bm_zone_read(zone, bytes, size))
        status = size >= 4 && memcmp(bytes, "TZif", 4) == 0
                     ? bm_error_set(error, BM_ERROR_FORMAT, path, 0,
                                    "'%s' is damaged: install tzdata again", path)
                     : refuse(zone->name, error);
    free(bytes);
    (void)fclose(file);
    return status;
}

/* "+02:00" or "-3:30", up to 14 hours. */
static bool read_offset(const char *text, int *offset_s)
{
    bm_zone_rule rule;
    char reversed[16];
    size_t length = strlen(text);
    if ((*text != '+' && *text != '-') || length < 2 || length > 6)
        return false;
    (void)snprintf(reversed, sizeof reversed, "ABC%c%s", *text == '+' ? '-' : '+', text + 1);
    *offset_s = 0;
    if (!bm_zone_rule_parse(reversed, &rule) || rule.has_summer)
        return false;
    *offset_s = rule.standard_s;
    return abs(rule.standard_s) <= 14 * 3600;
}

bm_status bm_zone_open(const char *name, bm_zone **zone, bm_error *error)
{
    *zone = NULL;
    int offset_s = 0;
    bool is_fixed = strcmp(name, "UTC") == 0 || read_offset(name, &offset_s);
    if (!is_fixed && !is_name(name))
        return refuse(name, error);
    bm_zone *made = calloc(1, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    (void)snprintf(made->name, sizeof made->name, "%s", name);
    made->first_offset_s = offset_s;
    bm_status status = is_fixed ? BM_OK : load(made, error);
    if (status)
        bm_zone_free(made);
    else
        *zone = made;
    return status;
}

void bm_zone_free(bm_zone *zone)
{
    if (!zone)
        return;
    free(zone->changes);
    free(zone);
}

const char *bm_zone_name(const bm_zone *zone)
{
    return zone->name;
}

int64_t bm_zone_offset_s(const bm_zone *zone, int64_t instant_s)
{
    size_t low = 0, high = zone->change_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (zone->changes[middle].instant_s <= instant_s)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == zone->change_count && zone->has_rule)
        return bm_zone_rule_offset_s(&zone->rule, instant_s);
    return low > 0 ? zone->changes[low - 1].offset_s : zone->first_offset_s;
}

int64_t bm_zone_instant(const bm_zone *zone, int64_t local_s)
{
    /* No clock is more than a day off, and none changes twice in two days. */
    int64_t before_s = bm_zone_offset_s(zone, local_s - DAY_S);
    int64_t after_s = bm_zone_offset_s(zone, local_s + DAY_S);
    if (bm_zone_offset_s(zone, local_s - before_s) == before_s)
        return local_s - before_s;
    if (bm_zone_offset_s(zone, local_s - after_s) == after_s)
        return local_s - after_s;
    /* Skipped: the change lies between the two. */
    int64_t low = local_s - after_s, high = local_s - before_s;
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        if (bm_zone_offset_s(zone, middle) == before_s)
            low = middle;
        else
            high = middle;
    }
    return high;
}
