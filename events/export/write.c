/* What formats there are, and events into a file of one. */
#include "events/export/event_layer.h"
#include "events/export/shapefile.h"
#include "events/export/writers.h"

#include <string.h>
#include <strings.h>

typedef struct export_format {
    const char *name;
    const char *endings[4];
    /** NULL: GDAL writes it, with `driver`, to a file that it calls `file`. */
    bm_status (*write)(const bm_output_layer *layer, const bm_export_options *options,
                       bm_sink *sink);
    const char *driver;
    const char *file;
} export_format;

static const export_format formats[BM_EXPORT_FORMAT_COUNT] = {
    [BM_EXPORT_GEOJSON] = {"geojson", {".geojson", ".json"}, bm_write_geojson, NULL, NULL},
    [BM_EXPORT_GEOJSONL] =
        {"geojsonl", {".geojsonl", ".ndjson", ".jsonl"}, bm_write_geojsonl, NULL, NULL},
    [BM_EXPORT_GEOJSONS] = {"geojsons", {".geojsons"}, bm_write_geojsons, NULL, NULL},
    [BM_EXPORT_CSV] = {"csv", {".csv"}, bm_write_csv, NULL, NULL},
    [BM_EXPORT_KML] = {"kml", {".kml"}, bm_write_kml, NULL, NULL},
    [BM_EXPORT_KMZ] = {"kmz", {".kmz"}, bm_write_kmz, NULL, NULL},
    [BM_EXPORT_GPKG] = {"gpkg", {".gpkg"}, NULL, "GPKG", "events.gpkg"},
    [BM_EXPORT_FGB] = {"fgb", {".fgb"}, NULL, "FlatGeobuf", "events.fgb"},
    [BM_EXPORT_SHP] = {"shp", {".shp"}, NULL, "ESRI Shapefile", "events.shp"},
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

static bm_status write_events(const bm_events *events, const export_format *format,
                              const bm_export_options *options, bm_sink *sink, bm_error *error)
{
    bm_event_layer *layer = NULL;
    bm_status status = bm_event_layer_new(events, &layer, error);
    if (status)
        return status;
    /* What went wrong with the file itself is said by bm_sink_commit(). */
    status = format->write(bm_event_layer_output(layer), options, sink);
    bm_event_layer_free(layer);
    return status ? bm_error_set(error, status, NULL, 0, "cannot write the events") : BM_OK;
}

bm_status bm_events_write_geojson(const bm_events *events, bm_sink *sink, bm_error *error)
{
    const bm_export_options options = {0};
    return write_events(events, &formats[BM_EXPORT_GEOJSON], &options, sink, error);
}

static bm_status export_through_gdal(const bm_events *events, const export_format *format,
                                     const bm_export_options *options, const char *path,
                                     bm_findings *findings, bm_error *error)
{
    bm_event_layer *layer = NULL;
    bm_shapefile_layer *shapefile = NULL;
    bool is_shapefile = format == &formats[BM_EXPORT_SHP];
    if (is_shapefile && strcmp(path, "-") == 0)
        return bm_error_set(error, BM_ERROR_ARGUMENT, path, 0,
                            "a shapefile is several files and cannot go to standard output");
    bm_status status = bm_event_layer_new(events, &layer, error);
    if (!status && is_shapefile)
        status = bm_shapefile_layer_new(bm_event_layer_output(layer), findings, &shapefile, error);
    if (!status) {
        const bm_output_layer *output =
            shapefile ? bm_shapefile_layer_output(shapefile) : bm_event_layer_output(layer);
        status =
            bm_write_gdal(format->driver, format->file, &output, 1, options, path, findings, error);
    }
    bm_shapefile_layer_free(shapefile);
    bm_event_layer_free(layer);
    return status;
}

bm_status bm_events_export(const bm_events *events, bm_export_format format,
                           const bm_export_options *options, const char *path,
                           bm_findings *findings, bm_error *error)
{
    const bm_export_options defaults = {0};
    const bm_export_options *used = options ? options : &defaults;
    if (format >= BM_EXPORT_FORMAT_COUNT)
        return bm_error_set(error, BM_ERROR_ARGUMENT, path, 0, "no such format");
    if (!formats[format].write)
        return export_through_gdal(events, &formats[format], used, path, findings, error);
    bm_sink *sink = NULL;
    bm_status status = bm_sink_open(path, &sink, error);
    if (status)
        return status;
    status = write_events(events, &formats[format], used, sink, error);
    /* The commit knows why the sink failed. */
    if (!status || bm_sink_status(sink))
        status = bm_sink_commit(sink, error);
    bm_sink_free(sink);
    return status;
}
