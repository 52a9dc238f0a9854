#include "events/export/styles/styles.h"
#include "events/export/styles/maplibre.h"
#include "events/export/styles/qml.h"
#include "events/export/styles/relative.h"
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

/* The file of a layer as seen from the style: the first has the user's own name. */
static bool put_data(const char *style, const char *path, const bm_output_layer *layer,
                     bool is_first, bm_strbuf *out)
{
    const bm_file_set files = {
        .path = path, .is_single = true, .part = is_first ? NULL : layer->name};
    bool is_main = false;
    char *file = bm_file_set_path(&files, path, &is_main);
    if (file)
        bm_relative_path_put(style, file, out);
    free(file);
    return file && !out->failed;
}

/* What goes wrong is to be known before any file appears. */
static bm_status write_maplibre(bm_export_styles *styles, const bm_style_categories *categories,
                                const char *path, const char *const *data, bm_error *error)
{
    bm_status status = bm_sink_open(path, &styles->maplibre, error);
    if (status)
        return status;
    if (!bm_maplibre_write(styles->layers, data, styles->styled, categories, styles->maplibre))
        return no_memory(error);
    return bm_sink_flush(styles->maplibre) ? bm_sink_commit(styles->maplibre, error) : BM_OK;
}

static bm_status check_names(const char *style, const char *const *data, size_t count,
                             bm_error *error)
{
    bm_strbuf own = {0};
    bm_status status = BM_OK;
    bm_relative_path_put(style, style, &own);
    if (own.failed)
        status = no_memory(error);
    for (size_t i = 0; i < count && !status; i++)
        if (strcmp(data[i], bm_strbuf_text(&own)) == 0)
            status = bm_error_set(error, BM_ERROR_ARGUMENT, style, 0,
                                  "the style '%s' would replace a file that it shows", style);
    bm_strbuf_finish(&own);
    return status;
}

static bm_status make_maplibre(bm_export_styles *styles, const bm_style_categories *categories,
                               const bm_export_options *options, const char *path, bm_error *error)
{
    const char *style = options->maplibre_style;
    bm_strbuf *urls = calloc(styles->styled, sizeof *urls);
    const char **data = calloc(styles->styled, sizeof *data);
    bool good = urls && data;
    for (size_t i = 0; good && i < styles->styled; i++) {
        good = put_data(style, path, styles->layers[i], i == 0, &urls[i]);
        data[i] = bm_strbuf_text(&urls[i]);
    }
    bm_status status = good ? check_names(style, data, styles->styled, error) : no_memory(error);
    if (!status)
        status = write_maplibre(styles, categories, style, data, error);
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
    if ((!options->qgis_style && !options->maplibre_style) || count == 0)
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

bm_status bm_export_styles_commit(const bm_export_styles *styles, bm_error *error)
{
    return styles && styles->maplibre ? bm_sink_commit(styles->maplibre, error) : BM_OK;
}

void bm_export_styles_free(bm_export_styles *styles)
{
    if (!styles)
        return;
    bm_sink_free(styles->maplibre);
    bm_style_table_free(styles->table);
    for (size_t i = 0; styles->qmls && i < styles->styled; i++)
        bm_strbuf_finish(&styles->qmls[i]);
    free(styles->qmls);
    free(styles->texts);
    free(styles->layers);
    free(styles);
}
