/* What the slot key joins: names of one place in two languages, as it should, and names of
 * different places, which it costs; beside them the strict key.
 *
 * usage: bench_slot [GEONAMES-DUMP...]
 *
 * Without dumps the settlements of Belarus and Ukraine that are shipped. */
#include "geo/gazetteer/keys/slot.h"

#include <bordermap/data.h>
#include <bordermap/layer.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_SIZE = 1 << 16, PLACES_MAX = 1 << 20 };

typedef struct keys {
    char texts[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    size_t count;
} keys;

static keys fold(const char *name, bool slot)
{
    keys strict;
    strict.count = bm_fold_strict(name, strict.texts);
    if (!slot)
        return strict;
    keys slots = {.count = 0};
    for (size_t i = 0; i < strict.count; i++)
        slots.count += bm_fold_slot(strict.texts[i], slots.texts[slots.count]);
    return slots;
}

static bool share(const char *one, const char *other, bool slot)
{
    keys a = fold(one, slot);
    keys b = fold(other, slot);
    for (size_t i = 0; i < a.count; i++)
        for (size_t j = 0; j < b.count; j++)
            if (strcmp(a.texts[i], b.texts[j]) == 0)
                return true;
    return false;
}

static void compare_languages(const bm_layer *places, const char *country, const char *language)
{
    int country_field = bm_layer_field(places, "ISO_A2");
    int one_field = bm_layer_field(places, language);
    int other_field = bm_layer_field(places, "NAME_RU");
    size_t pairs = 0;
    size_t agree[2] = {0};
    for (size_t i = 0; i < bm_layer_count(places); i++) {
        const char *one = bm_layer_text(places, i, one_field);
        const char *other = bm_layer_text(places, i, other_field);
        if (strcmp(bm_layer_text(places, i, country_field), country) != 0 || !*one || !*other)
            continue;
        pairs++;
        for (int slot = 0; slot < 2; slot++)
            agree[slot] += share(one, other, slot);
    }
    printf("%s against NAME_RU, %s: %zu pairs, strict %.3f, slot %.3f\n", language, country, pairs,
           (double)agree[0] / (double)pairs, (double)agree[1] / (double)pairs);
}

static int by_text(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

/* Of places that have a key: how many have it to themselves, and how many share it, the place
 * itself counted, in the median and at the 90th percentile. */
static int by_size(const void *one, const void *other)
{
    size_t a = *(const size_t *)one;
    size_t b = *(const size_t *)other;
    return (a > b) - (a < b);
}

static void count_namesakes(char *const *names, size_t count, bool slot)
{
    char **texts = calloc(count + 1, sizeof *texts);
    size_t *shared = calloc(count + 1, sizeof *shared);
    size_t used = 0;
    if (!texts || !shared)
        exit(4);
    for (size_t i = 0; i < count; i++) {
        keys folded = fold(names[i], slot);
        if (folded.count > 0 && !(texts[used++] = strdup(folded.texts[0])))
            exit(4);
    }
    qsort(texts, used, sizeof *texts, by_text);
    size_t alone = 0;
    size_t groups = 0;
    for (size_t i = 0, end; i < used; i = end) {
        for (end = i + 1; end < used && strcmp(texts[end], texts[i]) == 0; end++)
            continue;
        for (size_t k = i; k < end; k++)
            shared[k] = end - i;
        alone += end - i == 1;
        groups++;
    }
    qsort(shared, used, sizeof *shared, by_size);
    if (used > 0)
        printf(
            "%-6s %zu of %zu places have a key, %.2f places a key; alone %.3f, namesakes and self: "
            "median %zu, p90 %zu, most %zu\n",
            slot ? "slot" : "strict", used, count, (double)used / (double)groups,
            (double)alone / (double)used, shared[used / 2], shared[used - used / 10 - 1],
            shared[used - 1]);
    for (size_t i = 0; i < used; i++)
        free(texts[i]);
    free(texts);
    free(shared);
}

static size_t read_dump(const char *path, char **names, size_t count)
{
    static char line[LINE_SIZE];
    FILE *file = fopen(path, "r");
    while (file && count < PLACES_MAX && fgets(line, sizeof line, file)) {
        char *name = strchr(line, '\t');
        char *end = name ? strchr(name + 1, '\t') : NULL;
        char *at = end;
        for (int tabs = 0; at && tabs < 4; tabs++)
            at = strchr(at + 1, '\t');
        if (!at || at[1] != 'P')
            continue;
        *end = '\0';
        names[count++] = strdup(name + 1);
    }
    if (!file || fclose(file) != 0)
        fprintf(stderr, "cannot read '%s'\n", path);
    return count;
}

int main(int argc, char **argv)
{
    static char *names[PLACES_MAX];
    char path[4096];
    bm_error error = {0};
    bm_layer *places = NULL;
    bm_status status = bm_data_path("shapefiles/places.shp", path, sizeof path, &error);
    if (!status)
        status = bm_layer_open(path, NULL, &places, &error);
    if (status) {
        fprintf(stderr, "%s\n", error.message);
        return 3;
    }
    compare_languages(places, "BY", "NAME_BE");
    compare_languages(places, "UA", "NAME_UK");
    size_t count = 0;
    for (int i = 1; i < argc; i++)
        count = read_dump(argv[i], names, count);
    for (size_t i = 0; i < bm_layer_count(places) && argc < 2; i++) {
        const char *country = bm_layer_text(places, i, bm_layer_field(places, "ISO_A2"));
        if (strcmp(country, "BY") == 0 || strcmp(country, "UA") == 0)
            names[count++] = strdup(bm_layer_text(places, i, bm_layer_field(places, "NAME")));
    }
    for (int slot = 0; slot < 2; slot++)
        count_namesakes(names, count, slot);
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    bm_layer_free(places);
    return 0;
}
