/* Locate place names with the data that comes with bordermap.
 *
 *     cc locate_names.c $(pkg-config --cflags --libs bordermap) -o locate_names
 *     ./locate_names Kopani Дывін Chernigov
 */
#include <bordermap/bordermap.h>
#include <stdio.h>

enum { LAYER_COUNT = 3, PATH_SIZE = 4096 };

/* Everything that is opened, so that it is freed in one place. */
typedef struct places {
    bm_layer *countries;
    bm_border *border;
    bm_gazetteer *gazetteer;
    bm_geocoder *geocoder;
} places;

static bm_status open_places(places *open, bm_error *error)
{
    static const char *const files[LAYER_COUNT] = {"shapefiles/border_places.shp",
                                                   "shapefiles/places.shp", "shapefiles/areas.shp"};
    char texts[LAYER_COUNT][PATH_SIZE];
    const char *paths[LAYER_COUNT];
    char countries[PATH_SIZE];
    bm_status status = bm_data_path("shapefiles/countries.shp", countries, PATH_SIZE, error);
    for (int i = 0; !status && i < LAYER_COUNT; i++) {
        status = bm_data_path(files[i], texts[i], PATH_SIZE, error);
        paths[i] = texts[i];
    }
    if (!status)
        status = bm_layer_open(countries, NULL, &open->countries, error);
    if (!status)
        status = bm_border_new(open->countries, NULL, "BY", "UA", &open->border, error);
    if (!status)
        status = bm_gazetteer_open(paths, LAYER_COUNT, NULL, NULL, &open->gazetteer, error);
    if (!status)
        status = bm_geocoder_new(open->gazetteer, open->border, NULL, &open->geocoder, error);
    return status;
}

static void close_places(places *open)
{
    bm_geocoder_free(open->geocoder);
    bm_gazetteer_free(open->gazetteer);
    bm_border_free(open->border);
    bm_layer_free(open->countries);
}

static bm_status print_location(const places *open, const char *name, bm_error *error)
{
    const bm_geocoder_query query = {.name = name};
    bm_location location;
    bm_status status = bm_geocoder_locate(open->geocoder, &query, &location, error);
    if (status)
        return status;
    if (location.status == BM_LOCATION_NONE) {
        printf("%s: nothing of that name is known\n", name);
        return BM_OK;
    }
    const bm_place *place = location.candidates[0].place;
    char lat[64];
    char lon[64];
    bm_format_number(place->position.lat, 4, lat);
    bm_format_number(place->position.lon, 4, lon);
    printf("%s: %s, %s, %s at %s N, %s E (%s, score %.2f)\n", name, place->name, place->admin1,
           place->country, lat, lon, bm_location_status_name(location.status),
           location.candidates[0].score);
    return BM_OK;
}

int main(int argc, char **argv)
{
    places open = {0};
    bm_error error = {0};
    bm_status status = open_places(&open, &error);
    for (int i = 1; !status && i < argc; i++)
        status = print_location(&open, argv[i], &error);
    if (status)
        fprintf(stderr, "%s: %s\n", argv[0], error.message);
    close_places(&open);
    return status ? 1 : 0;
}
