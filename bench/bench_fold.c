/* Folding keys against plain Unicode case folding (utf8proc) on every shipped place name. */
#include "bench/bench.h"

#include <bordermap/data.h>
#include <bordermap/gazetteer.h>
#include <bordermap/layer.h>
#include <stdio.h>
#include <stdlib.h>
#include <utf8proc.h>

enum { ROUNDS = 10 };

typedef size_t (*folder)(const char *name);

static size_t fold_plain(const char *name)
{
    utf8proc_uint8_t *folded = utf8proc_NFKC_Casefold((const utf8proc_uint8_t *)name);
    size_t found = folded != NULL;
    free(folded);
    return found;
}

static size_t fold_exact(const char *name)
{
    char key[BM_FOLD_KEY_SIZE];
    return bm_fold_exact(name, key);
}

static size_t fold_strict(const char *name)
{
    char keys[BM_FOLD_KEYS_MAX][BM_FOLD_KEY_SIZE];
    return bm_fold_strict(name, keys);
}

/* Nanoseconds a name. */
static double measure(const bm_layer *names, int field, folder fold, size_t *keys)
{
    size_t count = bm_layer_count(names);
    double start_s = bench_now_s();
    *keys = 0;
    for (int round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < count; i++)
            *keys += fold(bm_layer_text(names, i, field));
    return (bench_now_s() - start_s) * 1e9 / (double)(count * ROUNDS);
}

int main(void)
{
    static const struct {
        const char *name;
        folder fold;
    } ways[] = {{"utf8proc NFKC casefold", fold_plain},
                {"exact key", fold_exact},
                {"strict keys", fold_strict}};
    char path[4096];
    bm_error error = {0};
    bm_layer *names = NULL;
    bm_status status = bm_data_path("shapefiles/place_names.dbf", path, sizeof path, &error);
    if (!status)
        status = bm_layer_open(path, NULL, &names, &error);
    if (status) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    int field = bm_layer_field(names, "NAME");
    double plain_ns = 0;
    printf("%zu names\n", bm_layer_count(names));
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        size_t keys = 0;
        double each_ns = measure(names, field, ways[i].fold, &keys);
        if (i == 0)
            plain_ns = each_ns;
        printf("%-24s %7.0f ns a name, ratio %.2f, %.2f keys a name\n", ways[i].name, each_ns,
               each_ns / plain_ns, (double)keys / ROUNDS / (double)bm_layer_count(names));
    }
    bm_layer_free(names);
    return 0;
}
