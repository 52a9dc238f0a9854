#include "events/export/styles/styles.h"
#include "events/export/styles/maplibre.h"
#include "events/export/styles/qml.h"
#include "events/export/styles/relative.h"
#include "events/export/styles/sprite_files.h"
#include "events/export/styles/style_table.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* 1980-01-01, as for the file itself, where no date of making is given. */
static const int64_t NO_DATE_S = 315532800;

struct bm_export_styles {
    const bm_output_layer **layers; /* and the table, when there is one */
    size_t count;
    size_t styled; /* without the table */
    bm_strbuf *qmls;
    const char **texts; /* of these */
    bm_style_table *table;
    bm_sink *maplibre;
    bm_file_set sprite; /* beside it; its path is NULL: there is none */
};

static bm_status no_memory(bm_error *error)
{
    return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
}

static bool ends_in_qml(const char *path)
{
    size_t length = strlen(path);
    return length >= 4 && strcasecmp(path + length - 4, ".qml") == 0;
}

/* Whole, and such that names can stand behind it. */
static bool is_address(const char *url)
{
    const char *rest = strstr(url, "://");
    if (!rest || rest == url || strlen(rest) <= 3)
        return false;
    for (const char *at = url; *at; at++)
        if (*at <= ' ' || *at > '~' || strchr("\"<>?#\\^`{|}", *at))
            return false;
    return true;
}

/* QGIS reads some formats as layers of these names, and MapLibre one. */
static bm_status check(bm_export_format format, const bm_export_options *options, const char *path,
                       bm_error *error)
{
    bool is_for_qgis = format != BM_EXPORT_CSV && format != BM_EXPORT_KML &&
                       format != BM_EXPORT_KMZ && strcmp(path, "-") != 0 && !ends_in_qml(path);
    bool is_geojson = format == BM_EXPORT_GEOJSON && strcmp(path, "-") != 0;
    if (options->qgis_style && !is_for_qgis)
        return bm_error_set(
            error, BM_ERROR_ARGUMENT, path, 0,
            "a style for QGIS goes with a file of GeoJSON, GeoPackage, FlatGeobuf or "
            "shapefile; KML has its own");
    if (options->maplibre_style && !is_geojson)
        return bm_error_set(error, BM_ERROR_ARGUMENT, path, 0,
                            "a style for MapLibre goes with a GeoJSON file");
    if (options->maplibre_url && !options->maplibre_style)
        return bm_error_set(error, BM_ERROR_ARGUMENT, path, 0,
                            "an address for MapLibre goes with a style for it");
    if (options->maplibre_url && !is_address(options->maplibre_url))
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "'%s' is no address of a folder: https://example.org/maps/",
                            options->maplibre_url);
    return BM_OK;
}

static const bm_output_layer *find(const bm_export_styles *styles, const char *name)
{
    for (size_t i = 0; i < styles->styled; i++)
        if (strcmp(styles->layers[i]->name, name) == 0)
            return styles->layers[i];
    return NULL;
}

static bm_status make_qgis(bm_export_styles *styles, const bm_style_categories *categories,
                           bm_export_format format, const bm_export_options *options,
                           bm_error *error)
{
    const bm_qml_options how = {.categories = categories,
                                .reads_times = format == BM_EXPORT_SHP || format == BM_EXPORT_GPKG,
                                .has_areas = find(styles, "areas") != NULL};
    for (size_t i = 0; i < styles->styled; i++) {
        bool is_styled = bm_qml_put(styles->layers[i], &how, &styles->qmls[i]);
        if (styles->qmls[i].failed)
            return no_memory(error);
        if (is_styled)
            styles->texts[i] = bm_strbuf_text(&styles->qmls[i]);
    }
    if (format != BM_EXPORT_GPKG)
        return BM_OK;
    int64_t made_at_s = options->made_at_s ? options->made_at_s : NO_DATE_S;
    bm_status status = bm_style_table_new(styles->layers, styles->texts, styles->styled, made_at_s,
                                          &styles->table, error);
    if (!status)
        styles->layers[styles->count++] = bm_style_table_output(styles->table);
    return status;
}

/* A file as seen from the style, or where it will be on the web. */
static void put_address(const bm_export_options *options, const char *file, bm_strbuf *out)
{
    const char *url = options->maplibre_url;
    if (url)
        bm_strbuf_printf(out, "%s%s", url, url[strlen(url) - 1] == '/' ? "" : "/");
    bm_relative_path_put(options->maplibre_style, file, out);
}

/* That of a layer: the first has the user's own name. */
static bool put_data(const bm_export_options *options, const char *path,
                     const bm_output_layer *layer, bool is_first, bm_strbuf *out)
{
    const bm_file_set files = {
        .path = path, .is_single = true, .part = is_first ? NULL : layer->name};
    bool is_main = false;
    char *file = bm_file_set_path(&files, path, &is_main);
    if (file)
        put_address(options, file, out);
    free(file);
    return file && !out->failed;
}

/* Where the sprite is, without an ending. */
static bool put_sprite(const bm_export_options *options, bm_strbuf *out)
{
    char *file = bm_export_sprite_path(options->maplibre_style, 0);
    char *ending = file ? strrchr(file, '.') : NULL;
    if (ending)
        *ending = '\0';
    if (file)
        put_address(options, file, out);
    free(file);
    return file && !out->failed;
}

/* What goes wrong is to be known before any file appears. */
static bm_status write_maplibre(bm_export_styles *styles, const bm_style_categories *categories,
                                const bm_export_options *options, const char *const *data,
                                bm_error *error)
{
    bm_strbuf sprite = {0};
    bool has_sprite = options->maplibre_url && find(styles, "events");
    bm_status status = BM_OK;
    if (has_sprite) {
        styles->sprite = (bm_file_set){.path = options->maplibre_style, .is_plain = true};
        status = put_sprite(options, &sprite)
                     ? bm_sprite_files_add(&styles->sprite, categories, error)
                     : no_memory(error);
    }
    if (!status)
        status = bm_sink_open(options->maplibre_style, &styles->maplibre, error);
    if (!status &&
        !bm_maplibre_write(styles->layers, data, styles->styled, categories,
                           has_sprite ? bm_strbuf_text(&sprite) : NULL, styles->maplibre))
        status = no_memory(error);
    bm_strbuf_finish(&sprite);
    if (status)
        return status;
    return bm_sink_flush(styles->maplibre) ? bm_sink_commit(styles->maplibre, error) : BM_OK;
}

/* @param own  a file that goes with the style */
static bm_status check_name(const bm_export_options *options, const char *own,
                            const char *const *data, size_t count, bm_error *error)
{
    bm_strbuf address = {0};
    bm_status status = BM_OK;
    put_address(options, own, &address);
    if (address.failed)
        status = no_memory(error);
    for (size_t i = 0; i < count && !status; i++)
        if (strcmp(data[i], bm_strbuf_text(&address)) == 0)
            status = bm_error_set(error, BM_ERROR_ARGUMENT, own, 0,
                                  "the style '%s' would replace a file that it shows", own);
    bm_strbuf_finish(&address);
    return status;
}

static bm_status check_names(const bm_export_options *options, const char *const *data,
                             size_t count, bm_error *error)
{
    const char *style = options->maplibre_style;
    bm_status status = check_name(options, style, data, count, error);
    for (size_t i = 0; i < BM_EXPORT_SPRITE_FILES && options->maplibre_url && !status; i++) {
        char *file = bm_export_sprite_path(style, i);
        status = file ? check_name(options, file, data, count, error) : no_memory(error);
        free(file);
    }
    return status;
}

static bm_status make_maplibre(bm_export_styles *styles, const bm_style_categories *categories,
                               const bm_export_options *options, const char *path, bm_error *error)
{
    bm_strbuf *urls = calloc(styles->styled, sizeof *urls);
    const char **data = calloc(styles->styled, sizeof *data);
    bool good = urls && data;
    for (size_t i = 0; good && i < styles->styled; i++) {
        good = put_data(options, path, styles->layers[i], i == 0, &urls[i]);
        data[i] = bm_strbuf_text(&urls[i]);
    }
    bm_status status = good ? check_names(options, data, styles->styled, error) : no_memory(error);
    if (!status)
        status = write_maplibre(styles, categories, options, data, error);
    for (size_t i = 0; urls && i < styles->styled; i++)
        bm_strbuf_finish(&urls[i]);
    free(urls);
    free(data);
    return status;
}

static bm_status make(bm_export_styles *styles, bm_export_format format,
                      const bm_export_options *options, const char *path, bm_error *error)
{
    bm_style_categories categories = {0};
    const bm_output_layer *events = find(styles, "events");
    bm_status status = events ? bm_style_categories_choose(events, &categories, error) : BM_OK;
    if (!status && options->qgis_style)
        status = make_qgis(styles, &categories, format, options, error);
    if (!status && options->maplibre_style)
        status = make_maplibre(styles, &categories, options, path, error);
    return status;
}

bm_status bm_export_styles_new(const bm_output_layer *const *layers, size_t count,
                               bm_export_format format, const bm_export_options *options,
                               const char *path, bm_export_styles **styles, bm_error *error)
{
    *styles = NULL;
    if ((!options->qgis_style && !options->maplibre_style && !options->maplibre_url) || count == 0)
        return BM_OK;
    bm_status status = check(format, options, path, error);
    if (status)
        return status;
    bm_export_styles *made = calloc(1, sizeof *made);
    if (!made)
        return no_memory(error);
    made->layers = calloc(count + 1, sizeof *made->layers);
    made->qmls = calloc(count, sizeof *made->qmls);
    made->texts = calloc(count, sizeof *made->texts);
    if (made->layers && made->qmls && made->texts) {
        memcpy(made->layers, layers, count * sizeof *layers);
        made->count = made->styled = count;
        status = make(made, format, options, path, error);
    } else {
        status = no_memory(error);
    }
    if (status)
        bm_export_styles_free(made);
    else
        *styles = made;
    return status;
}

const bm_output_layer *const *bm_export_styles_layers(const bm_export_styles *styles, size_t *count)
{
    *count = styles->count;
    return styles->layers;
}

bm_status bm_export_styles_write(const bm_export_styles *styles, size_t index, bm_file_set *files,
                                 bm_error *error)
{
    if (!styles || index >= styles->styled || !styles->texts[index])
        return BM_OK;
    /* It has its own ending. */
    bool is_single = files->is_single;
    files->is_single = false;
    bm_status status = bm_file_set_add(files, "style.qml", styles->qmls[index].text,
                                       styles->qmls[index].length, error);
    files->is_single = is_single;
    return status;
}

const bm_file_set *bm_export_styles_sprite(const bm_export_styles *styles)
{
    return &styles->sprite;
}

bm_status bm_export_styles_commit(bm_export_styles *styles, bm_error *error)
{
    if (!styles || !styles->maplibre)
        return BM_OK;
    bm_status status = styles->sprite.path ? bm_file_set_commit(&styles->sprite, error) : BM_OK;
    return status ? status : bm_sink_commit(styles->maplibre, error);
}

void bm_export_styles_free(bm_export_styles *styles)
{
    if (!styles)
        return;
    bm_file_set_finish(&styles->sprite);
    bm_sink_free(styles->maplibre);
    bm_style_table_free(styles->table);
    for (size_t i = 0; styles->qmls && i < styles->styled; i++)
        bm_strbuf_finish(&styles->qmls[i]);
    free(styles->qmls);
    free(styles->texts);
    free(styles->layers);
    free(styles);
}
