/* Draw a table of events as a map, with the data that comes with bordermap.
 *
 *     cc draw_map.c $(pkg-config --cflags --libs bordermap) -o draw_map
 *     ./draw_map border-incidents.csv border.png
 */
#include <bordermap/bordermap.h>
#include <stdio.h>

enum { PATH_SIZE = 4096 };

/* Everything that is opened, so that it is freed in one place. */
typedef struct work {
    bm_layer *countries;
    bm_layer *border_places;
    bm_border *border;
    bm_gazetteer *gazetteer;
    bm_geocoder *geocoder;
    bm_events *events;
    bm_style *style;
    bm_map *map;
    bm_sink *sink;
} work;

static bm_status open_layer(const char *name, bm_layer **layer, bm_error *error)
{
    char path[PATH_SIZE];
    bm_status status = bm_data_path(name, path, sizeof path, error);
    return status ? status : bm_layer_open(path, NULL, layer, error);
}

static bm_status open_gazetteer(bm_gazetteer **gazetteer, bm_error *error)
{
    char path[2][PATH_SIZE];
    const char *paths[] = {path[0], path[1]};
    bm_status status = bm_data_path("shapefiles/border_places.shp", path[0], PATH_SIZE, error);
    if (!status)
        status = bm_data_path("shapefiles/places.shp", path[1], PATH_SIZE, error);
    return status ? status : bm_gazetteer_open(paths, 2, NULL, NULL, gazetteer, error);
}

/* Read the table and give every event a place. */
static bm_status read_events(work *open, const char *table, bm_error *error)
{
    bm_status status = open_layer("shapefiles/countries.shp", &open->countries, error);
    if (!status)
        status = open_layer("shapefiles/border_places.shp", &open->border_places, error);
    if (!status)
        status =
            bm_border_new(open->countries, open->border_places, "BY", "UA", &open->border, error);
    if (!status)
        status = open_gazetteer(&open->gazetteer, error);
    if (!status)
        status = bm_geocoder_new(open->gazetteer, open->border, NULL, &open->geocoder, error);
    if (!status)
        status = bm_events_read(table, NULL, NULL, &open->events, error);
    if (!status)
        status = bm_events_locate(open->events, open->geocoder, open->border, NULL,
                                  BM_AMBIGUOUS_BEST, NULL, NULL, error);
    return status;
}

static bm_status draw(work *open, const char *output, bm_error *error)
{
    const bm_basemap basemap = {.countries = open->countries,
                                .border = open->border,
                                .gazetteer = open->gazetteer,
                                .credit = "© OpenStreetMap contributors (ODbL); GeoNames (CC BY)"};
    const bm_map_options options = {.width_px = 1200, .height_px = 900};
    bm_map_format format;
    bm_status status = bm_map_format_from_path(output, &format, error);
    if (!status)
        status = bm_style_open("light", &open->style, error);
    if (!status)
        status = bm_map_new(&basemap, open->events, open->style, &options, &open->map, error);
    if (!status)
        status = bm_sink_open(output, &open->sink, error);
    if (!status)
        status = bm_map_write(open->map, NULL, format, open->sink, NULL, error);
    /* Only now does the file appear. */
    return status ? status : bm_sink_commit(open->sink, error);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: %s EVENTS.csv OUTPUT.png|.svg|.pdf\n", argv[0]);
        return 2;
    }
    work open = {0};
    bm_error error = {0};
    bm_status status = read_events(&open, argv[1], &error);
    if (!status)
        status = draw(&open, argv[2], &error);
    if (status)
        fprintf(stderr, "%s: %s\n", argv[0], error.message);
    bm_sink_free(open.sink);
    bm_map_free(open.map);
    bm_style_free(open.style);
    bm_events_free(open.events);
    bm_geocoder_free(open.geocoder);
    bm_gazetteer_free(open.gazetteer);
    bm_border_free(open.border);
    bm_layer_free(open.border_places);
    bm_layer_free(open.countries);
    return status ? 1 : 0;
}
