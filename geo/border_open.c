#include "geo/border_image.h"

#include "base/cache.h"

#include <stdio.h>
#include <stdlib.h>

/* Of the files in the cache folder. */
static const char KIND[] = "border";

/* Where the image of this border is, or would be. False when it cannot be kept. */
static bool find_image(const char *const paths[2], const bm_border_codes *codes, const char *cache,
                       char path[BM_CACHE_PATH_SIZE])
{
    char salt[64];
    char key[BM_CACHE_KEY_SIZE];
    if (!cache || !*cache)
        return false;
    (void)snprintf(salt, sizeof salt, "%d %s %s", BM_BORDER_IMAGE_VERSION, codes->iso[0],
                   codes->iso[1]);
    return bm_cache_key(paths, paths[1] ? 2 : 1, salt, key) &&
           bm_cache_path(cache, KIND, key, path);
}

/* Without a cache everything works, only later; so nothing here is an error. */
static void keep(const bm_border *border, const char *cache, const char *path)
{
    bm_sink *sink = NULL;
    if (bm_cache_prepare(cache) && bm_sink_open(path, &sink, NULL) == BM_OK &&
        bm_border_image_write(border, sink, NULL) == BM_OK && bm_sink_commit(sink, NULL) == BM_OK)
        bm_cache_sweep(cache, KIND);
    bm_sink_free(sink);
}

/* Make the border from its layers, which are not needed afterwards. */
static bm_status read_layers(const char *const paths[2], const bm_border_codes *codes,
                             bm_findings *findings, bm_border **border, bm_error *error)
{
    bm_layer *countries = NULL;
    bm_layer *crossings = NULL;
    bm_status status = bm_layer_open(paths[0], findings, &countries, error);
    if (!status && paths[1])
        status = bm_layer_open(paths[1], findings, &crossings, error);
    if (!status)
        status = bm_border_new(countries, crossings, codes->iso[0], codes->iso[1], border, error);
    bm_layer_free(crossings);
    bm_layer_free(countries);
    return status;
}

static bm_status make_and_keep(const char *const paths[2], const bm_border_codes *codes,
                               const char *cache, const char *image, bm_findings *findings,
                               bm_border **border, bm_error *error)
{
    /* What is wrong with the layers is to be said every time, also to who asks after this call. */
    bm_findings *own = findings ? NULL : bm_findings_new();
    bm_findings *list = findings ? findings : own;
    size_t before = bm_findings_count(list, BM_SEVERITY_NOTE);
    bm_status status = read_layers(paths, codes, list, border, error);
    if (!status && image && list && bm_findings_count(list, BM_SEVERITY_NOTE) == before)
        keep(*border, cache, image);
    bm_findings_free(own);
    return status;
}

bm_status bm_border_open(const char *countries_path, const char *crossings_path, const char *iso_a,
                         const char *iso_b, const char *cache, bm_findings *findings,
                         bm_border **border, bm_error *error)
{
    *border = NULL;
    bm_border_codes codes;
    bm_status status = bm_border_take_codes(iso_a, iso_b, &codes, error);
    if (status)
        return status;
    const char *const paths[2] = {countries_path, crossings_path};
    char image[BM_CACHE_PATH_SIZE];
    bool kept = find_image(paths, &codes, cache, image);
    bm_border *made = kept ? calloc(1, sizeof *made) : NULL;
    if (made && bm_border_image_open(image, &codes, made, NULL) == BM_OK) {
        bm_cache_used(image);
        *border = made;
        return BM_OK;
    }
    free(made);
    return make_and_keep(paths, &codes, cache, kept ? image : NULL, findings, border, error);
}
