/* The example table from file to map, in each format: processor time, and its ratio to the PNG's.
 */
#include "bench/bench.h"

#include <bordermap/bordermap.h>
#include <stdio.h>

enum { ROUNDS = 5, PATH_SIZE = 4096 };

typedef struct scene {
    bm_layer *countries;
    bm_layer *places;
    bm_border *border;
    bm_gazetteer *gazetteer;
    bm_geocoder *geocoder;
    bm_events *events;
    bm_style *style;
} scene;

static bm_status open_layer(const char *name, bm_layer **layer, bm_error *error)
{
    char path[PATH_SIZE];
    bm_status status = bm_data_path(name, path, sizeof path, error);
    return status ? status : bm_layer_open(path, NULL, layer, error);
}

static bm_status open_scene(scene *open, const char *table, bm_error *error)
{
    char path[PATH_SIZE];
    const char *paths[] = {path};
    bm_status status = bm_data_path("shapefiles/border_places.shp", path, PATH_SIZE, error);
    if (!status)
        status = open_layer("shapefiles/countries.shp", &open->countries, error);
    if (!status)
        status = bm_layer_open(path, NULL, &open->places, error);
    if (!status)
        status = bm_border_new(open->countries, open->places, "BY", "UA", &open->border, error);
    if (!status)
        status = bm_gazetteer_open(paths, 1, NULL, NULL, &open->gazetteer, error);
    if (!status)
        status = bm_geocoder_new(open->gazetteer, open->border, NULL, &open->geocoder, error);
    if (!status)
        status = bm_events_read(table, NULL, NULL, &open->events, error);
    if (!status)
        status = bm_events_locate(open->events, open->geocoder, open->border, NULL,
                                  BM_AMBIGUOUS_BEST, NULL, NULL, error);
    return status ? status : bm_style_open("light", &open->style, error);
}

static bm_status draw(const scene *open, bm_map_format format, bm_error *error)
{
    const bm_basemap basemap = {
        .countries = open->countries, .border = open->border, .gazetteer = open->gazetteer};
    const bm_map_options options = {0};
    bm_map *map = NULL;
    bm_sink *sink = NULL;
    bm_status status = bm_map_new(&basemap, open->events, open->style, &options, &map, error);
    if (!status)
        status = bm_sink_open_memory(&sink, error);
    if (!status)
        status = bm_map_write(map, NULL, format, sink, NULL, error);
    if (!status)
        status = bm_sink_commit(sink, error);
    bm_sink_free(sink);
    bm_map_free(map);
    return status;
}

static bm_status measure(const scene *open, bm_error *error)
{
    static const char *const names[] = {"PNG", "SVG", "PDF"};
    double png_s = 0;
    for (int format = BM_MAP_PNG; format <= BM_MAP_PDF; format++) {
        double start_s = bench_now_s();
        for (int round = 0; round < ROUNDS; round++) {
            bm_status status = draw(open, (bm_map_format)format, error);
            if (status)
                return status;
        }
        double each_s = (bench_now_s() - start_s) / ROUNDS;
        if (format == BM_MAP_PNG)
            png_s = each_s;
        printf("%-12s %7.1f ms, ratio %.2f\n", names[format], each_s * 1e3, each_s / png_s);
    }
    return BM_OK;
}

int main(int argc, char **argv)
{
    scene open = {0};
    bm_error error = {0};
    double start_s = bench_now_s();
    bm_status status =
        open_scene(&open, argc > 1 ? argv[1] : "examples/border-incidents.csv", &error);
    if (!status) {
        printf("%-12s %7.1f ms\n", "opening", (bench_now_s() - start_s) * 1e3);
        status = measure(&open, &error);
    }
    if (status)
        fprintf(stderr, "%s\n", error.message);
    bm_style_free(open.style);
    bm_events_free(open.events);
    bm_geocoder_free(open.geocoder);
    bm_gazetteer_free(open.gazetteer);
    bm_border_free(open.border);
    bm_layer_free(open.places);
    bm_layer_free(open.countries);
    return status ? 1 : 0;
}
