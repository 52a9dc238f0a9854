#include "bench/cyrillic_names.h"

#include "geo/gazetteer/words/inflect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool fold(const char *text, char key[BM_FOLD_KEY_SIZE])
{
    if (!bm_fold_exact(text, key))
        return false;
    for (char *at = key; (at = strstr(at, "ё")) != NULL;)
        memcpy(at, "е", strlen("е"));
    return true;
}

static bool add(cyrillic_names *names, const char *text, const cyrillic_name *place)
{
    char key[BM_FOLD_KEY_SIZE];
    if (!strpbrk(text, "\xD0\xD1\xD2") || !fold(text, key))
        return true;
    if (names->count == names->capacity) {
        size_t capacity = names->capacity ? names->capacity * 2 : 65536;
        cyrillic_name *items = realloc(names->items, capacity * sizeof *items);
        if (!items)
            return false;
        names->items = items;
        names->capacity = capacity;
    }
    cyrillic_name made = *place;
    made.key = strdup(key);
    made.text = strdup(text);
    names->items[names->count++] = made;
    return made.key && made.text;
}

static int by_key(const void *a, const void *b)
{
    const cyrillic_name *x = a;
    const cyrillic_name *y = b;
    int order = strcmp(x->key, y->key);
    return order ? order : (x->id > y->id) - (x->id < y->id);
}

static int by_id(const void *a, const void *b)
{
    const cyrillic_name *x = a;
    const cyrillic_name *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static size_t split(char *line, char **fields, size_t capacity)
{
    size_t count = 0;
    line[strcspn(line, "\r\n")] = '\0';
    for (char *rest = line; rest && count < capacity;) {
        fields[count++] = rest;
        rest = strchr(rest, '\t');
        if (rest)
            *rest++ = '\0';
    }
    return count;
}

/* `places` gets each row once, under its main name. */
static bool read_dump(cyrillic_names *names, cyrillic_names *places, const char *path)
{
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t size = 0;
    bool good = file != NULL;
    while (good && getline(&line, &size, file) >= 0) {
        char *fields[19];
        if (split(line, fields, 19) < 19)
            continue;
        const cyrillic_name place = {
            .id = strtoll(fields[0], NULL, 10),
            .position = {strtod(fields[5], NULL), strtod(fields[4], NULL)},
            .prominent = fields[6][0] == 'A' || strncmp(fields[7], "PPLA", 4) == 0 ||
                         strcmp(fields[7], "PPLC") == 0 ||
                         strtoll(fields[14], NULL, 10) >= BM_INFLECT_TOWN_POPULATION};
        good = add(places, "я", &place) && add(names, fields[1], &place);
        char *rest = NULL;
        for (char *name = strtok_r(fields[3], ",", &rest); good && name;
             name = strtok_r(NULL, ",", &rest))
            good = add(names, name, &place);
    }
    free(line);
    if (file)
        fclose(file);
    return good;
}

static bool read_alternates(cyrillic_names *names, const cyrillic_names *places, const char *path)
{
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t size = 0;
    bool good = file != NULL;
    while (good && getline(&line, &size, file) >= 0) {
        char *fields[5];
        if (split(line, fields, 5) < 4)
            continue;
        cyrillic_name wanted = {.id = strtoll(fields[1], NULL, 10)};
        const cyrillic_name *place =
            places->count ? bsearch(&wanted, places->items, places->count, sizeof wanted, by_id)
                          : NULL;
        if (place)
            good = add(names, fields[3], place);
    }
    free(line);
    if (file)
        fclose(file);
    return good;
}

bool cyrillic_names_read(cyrillic_names *names, char *const *dumps, size_t dump_count,
                         char *const *alternates, size_t alternate_count)
{
    cyrillic_names places = {0};
    bool good = true;
    for (size_t i = 0; good && i < dump_count; i++)
        good = read_dump(names, &places, dumps[i]);
    if (places.count)
        qsort(places.items, places.count, sizeof *places.items, by_id);
    for (size_t i = 0; good && i < alternate_count; i++)
        good = read_alternates(names, &places, alternates[i]);
    cyrillic_names_free(&places);
    if (!good || names->count == 0)
        return false;
    qsort(names->items, names->count, sizeof *names->items, by_key);
    size_t kept = 0;
    for (size_t i = 0; i < names->count; i++) {
        if (kept && by_key(&names->items[kept - 1], &names->items[i]) == 0) {
            free(names->items[i].key);
            free(names->items[i].text);
        } else {
            names->items[kept++] = names->items[i];
        }
    }
    names->count = kept;
    return true;
}

void cyrillic_names_free(cyrillic_names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        free(names->items[i].key);
        free(names->items[i].text);
    }
    free(names->items);
    *names = (cyrillic_names){0};
}

const cyrillic_name *cyrillic_names_find(const cyrillic_names *names, const char *text,
                                         size_t *count)
{
    char key[BM_FOLD_KEY_SIZE];
    *count = 0;
    if (!fold(text, key))
        return NULL;
    size_t low = 0;
    size_t high = names->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(names->items[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    while (low + *count < names->count && strcmp(names->items[low + *count].key, key) == 0)
        ++*count;
    return *count ? &names->items[low] : NULL;
}
