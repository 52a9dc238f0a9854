/* What formats there are, and layers into a file of one. */
#include "events/export/event_layer.h"
#include "events/export/pieces.h"
#include "events/export/shapefile.h"
#include "events/export/styles/simplestyle.h"
#include "events/export/styles/styles.h"
#include "events/export/writers.h"

#include <bordermap/export_layers.h>

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Features that are gathered before they are written. */
enum { BLOCK = 256 };

typedef struct export_format {
    const char *name;
    const char *endings[4];
    const bm_text_writer *writer; /**< of text that is written in pieces */
    /** With neither, GDAL writes it, with `driver`, to a file that it calls `file`. */
    bm_status (*write)(const bm_output_layer *const *layers, size_t count,
                       const bm_export_options *options, bm_sink *sink);
    const char *driver;
    const char *file;
    bool has_layers; /**< several in a file */
} export_format;

static const export_format formats[BM_EXPORT_FORMAT_COUNT] = {
    [BM_EXPORT_GEOJSON] = {"geojson", {".geojson", ".json"}, .writer = &bm_geojson_writer},
    [BM_EXPORT_GEOJSONL] = {"geojsonl",
                            {".geojsonl", ".ndjson", ".jsonl"},
                            .writer = &bm_geojsonl_writer},
    [BM_EXPORT_GEOJSONS] = {"geojsons", {".geojsons"}, .writer = &bm_geojsons_writer},
    [BM_EXPORT_CSV] = {"csv", {".csv"}, .writer = &bm_csv_writer},
    [BM_EXPORT_KML] = {"kml", {".kml"}, .write = bm_write_kml, .has_layers = true},
    [BM_EXPORT_KMZ] = {"kmz", {".kmz"}, .write = bm_write_kmz, .has_layers = true},
    [BM_EXPORT_GPKG] =
        {"gpkg", {".gpkg"}, .driver = "GPKG", .file = "events.gpkg", .has_layers = true},
    [BM_EXPORT_FGB] = {"fgb", {".fgb"}, .driver = "FlatGeobuf", .file = "events.fgb"},
    [BM_EXPORT_SHP] = {"shp", {".shp"}, .driver = "ESRI Shapefile", .file = "events.shp"},
};

const char *bm_export_format_name(bm_export_format format)
{
    return format < BM_EXPORT_FORMAT_COUNT ? formats[format].name : "";
}

bm_export_format bm_export_format_from_name(const char *name)
{
    size_t i = 0;
    while (i < BM_EXPORT_FORMAT_COUNT && strcmp(formats[i].name, name) != 0)
        i++;
    return (bm_export_format)i;
}

static bool ends_with(const char *path, const char *ending)
{
    size_t length = strlen(path), tail = strlen(ending);
    return length > tail && strcasecmp(path + length - tail, ending) == 0;
}

bm_export_format bm_export_format_from_path(const char *path)
{
    for (size_t i = 0; i < BM_EXPORT_FORMAT_COUNT; i++)
        for (const char *const *ending = formats[i].endings; *ending; ending++)
            if (ends_with(path, *ending))
                return (bm_export_format)i;
    return BM_EXPORT_FORMAT_COUNT;
}

const bm_text_writer *bm_text_writer_of(bm_export_format format)
{
    return format < BM_EXPORT_FORMAT_COUNT ? formats[format].writer : NULL;
}

static bool find_box(const bm_output_layer *layer, bm_lonlat_box *box)
{
    *box = bm_lonlat_box_empty();
    for (size_t i = 0; i < layer->feature_count; i++) {
        bm_output_feature feature;
        layer->read(layer->context, i, &feature);
        for (size_t k = 0; k < feature.point_count; k++)
            *box = bm_lonlat_box_grow(*box, feature.points[k]);
    }
    return !bm_lonlat_box_is_empty(*box);
}

static void flush(bm_strbuf *out, size_t skip, bm_sink *sink)
{
    if (!out->failed && out->length > skip)
        bm_sink_write(sink, out->text + skip, out->length - skip);
    if (!out->failed)
        bm_strbuf_clear(out);
}

static bm_status write_layer(const bm_output_layer *layer, const bm_text_writer *writer,
                             const bm_export_options *options, bm_sink *sink, bm_error *error)
{
    bm_strbuf out = {0};
    bm_lonlat_box box;
    bool has_box = writer->has_box && find_box(layer, &box);
    if (writer->head)
        writer->head(layer, options, has_box ? &box : NULL, &out);
    flush(&out, 0, sink);
    for (size_t i = 0; i < layer->feature_count && !bm_sink_status(sink); i += BLOCK) {
        size_t rest = layer->feature_count - i;
        writer->features(layer, i, i + (rest < BLOCK ? rest : BLOCK), &out);
        flush(&out, i == 0 ? writer->skip : 0, sink);
    }
    if (writer->tail)
        writer->tail(layer->feature_count > 0, &out);
    flush(&out, 0, sink);
    bool failed = out.failed;
    bm_strbuf_finish(&out);
    return failed ? bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory") : BM_OK;
}

static bm_status write_to(bm_sink *sink, const bm_output_layer *const *layers, size_t count,
                          const export_format *format, const bm_export_options *options,
                          bm_error *error)
{
    bm_status status = BM_OK;
    if (format->writer)
        status = write_layer(layers[0], format->writer, options, sink, error);
    /* What went wrong with the file itself is said by bm_sink_commit(). */
    if (!status)
        status =
            format->writer ? bm_sink_status(sink) : format->write(layers, count, options, sink);
    return status ? bm_error_set(error, status, NULL, 0, "cannot write the events") : BM_OK;
}

bm_status bm_events_write_geojson(const bm_events *events, bm_sink *sink, bm_error *error)
{
    const bm_export_options options = {0};
    bm_event_layer *layer = NULL;
    bm_status status = bm_event_layer_new(events, &layer, error);
    if (status)
        return status;
    const bm_output_layer *output = bm_event_layer_output(layer);
    status = write_to(sink, &output, 1, &formats[BM_EXPORT_GEOJSON], &options, error);
    bm_event_layer_free(layer);
    return status;
}

static bm_status write_shapefile(const bm_output_layer *layer, const bm_export_options *options,
                                 bm_file_set *files, bm_findings *findings, bm_error *error)
{
    /* GDAL calls the layer by the file. */
    char file[64];
    (void)snprintf(file, sizeof file, "%s.shp", layer->name);
    bm_shapefile_layer *shapefile = NULL;
    bm_status status = bm_shapefile_layer_new(layer, findings, &shapefile, error);
    if (status)
        return status;
    const bm_output_layer *output = bm_shapefile_layer_output(shapefile);
    status = bm_write_gdal(formats[BM_EXPORT_SHP].driver, file, &output, 1, options, files,
                           findings, error);
    bm_shapefile_layer_free(shapefile);
    return status;
}

/* One file of the set, with all layers or one. */
static bm_status write_file(const bm_output_layer *const *layers, size_t count,
                            const export_format *format, const bm_export_options *options,
                            bm_file_set *files, bm_findings *findings, bm_error *error)
{
    if (format == &formats[BM_EXPORT_SHP])
        return write_shapefile(layers[0], options, files, findings, error);
    const bm_piece_writer *pieces = bm_piece_writer_of((bm_export_format)(format - formats));
    bool in_pieces = pieces && count == 1 && layers[0]->shape == BM_OUTPUT_POINT;
    if (format->driver && !in_pieces)
        return bm_write_gdal(format->driver, format->file, layers, count, options, files, findings,
                             error);
    bm_sink *sink = NULL;
    bm_status status = bm_file_set_open(files, files->path, &sink, error);
    if (status)
        return status;
    status = in_pieces
                 ? bm_pieces_write(pieces, layers[0], options, files->path, sink, findings, error)
                 : write_to(sink, layers, count, format, options, error);
    /* The commit knows why the sink failed. A full disk is to be noticed before any file appears.
     */
    return bm_sink_flush(sink) ? bm_sink_commit(sink, error) : status;
}

static void tell_files(const bm_file_set *files, const bm_export_options *options)
{
    for (int i = 0; i < files->count; i++)
        options->wrote(options->wrote_context, files->paths[i]);
}

static void tell_all(const bm_file_set *files, const bm_export_styles *styles,
                     const bm_export_options *options)
{
    tell_files(files, options);
    if (styles)
        tell_files(bm_export_styles_sprite(styles), options);
    if (options->maplibre_style)
        options->wrote(options->wrote_context, options->maplibre_style);
}

bm_status bm_outputs_write(const bm_output_layer *const *layers, size_t count,
                           bm_export_format format, const bm_export_options *options,
                           const char *path, bm_findings *findings, bm_error *error)
{
    const export_format *as = &formats[format];
    bool is_shapefile = format == BM_EXPORT_SHP;
    if (is_shapefile && strcmp(path, "-") == 0)
        return bm_error_set(error, BM_ERROR_ARGUMENT, path, 0,
                            "a shapefile is several files and cannot go to standard output");
    if (!as->has_layers && count > 1 && strcmp(path, "-") == 0)
        return bm_error_set(error, BM_ERROR_ARGUMENT, path, 0,
                            "%s has a file for each layer, and only one can go to standard output",
                            as->name);
    bm_file_set files = {.path = path, .is_single = !is_shapefile, .is_plain = as->driver == NULL};
    bm_export_styles *styles = NULL;
    bm_simplestyle *simple = NULL;
    bm_status status = BM_OK;
    if (format <= BM_EXPORT_GEOJSONS)
        status = bm_simplestyle_new(layers, count, &simple, error);
    if (simple)
        layers = bm_simplestyle_layers(simple);
    if (!status)
        status = bm_export_styles_new(layers, count, format, options, path, &styles, error);
    if (!status && styles)
        layers = bm_export_styles_layers(styles, &count);
    size_t at_once = as->has_layers ? count : 1;
    for (size_t i = 0; i < count && !status; i += at_once) {
        files.part = i > 0 ? layers[i]->name : NULL;
        status = write_file(layers + i, at_once, as, options, &files, findings, error);
        if (!status)
            status = bm_export_styles_write(styles, i, &files, error);
    }
    if (!status)
        status = bm_file_set_commit(&files, error);
    if (!status)
        status = bm_export_styles_commit(styles, error);
    if (!status && options->wrote)
        tell_all(&files, styles, options);
    bm_file_set_finish(&files);
    bm_export_styles_free(styles);
    bm_simplestyle_free(simple);
    return status;
}

char *bm_export_layer_path(bm_export_format format, const bm_export_plan *plan, size_t index,
                           const char *path)
{
    bool has_own = index > 0 && index < plan->layer_count && format < BM_EXPORT_FORMAT_COUNT &&
                   !formats[format].has_layers;
    const bm_file_set files = {.path = path,
                               .is_single = true,
                               .part = has_own ? bm_export_layer_name(plan->layers[index]) : NULL};
    bool is_main = false;
    return bm_file_set_path(&files, path, &is_main);
}

bm_status bm_events_export(const bm_events *events, bm_export_format format,
                           const bm_export_options *options, const char *path,
                           bm_findings *findings, bm_error *error)
{
    const bm_export_options defaults = {0};
    bm_event_layer *layer = NULL;
    if (format >= BM_EXPORT_FORMAT_COUNT)
        return bm_error_set(error, BM_ERROR_ARGUMENT, path, 0, "no such format");
    bm_status status = bm_event_layer_new(events, &layer, error);
    if (status)
        return status;
    const bm_output_layer *output = bm_event_layer_output(layer);
    status =
        bm_outputs_write(&output, 1, format, options ? options : &defaults, path, findings, error);
    bm_event_layer_free(layer);
    return status;
}
