#include "shipped.h"

#include <bordermap/geocoder.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#define SHIPPED BM_TEST_SOURCE_DIR "/shapefiles/"

static bm_layer *open_layer(const char *path)
{
    bm_layer *layer = NULL;
    bm_error error = {0};
    if (bm_layer_open(path, NULL, &layer, &error) != BM_OK)
        print_error("%s: %s\n", path, error.message);
    return layer;
}

shipped shipped_data;

int shipped_set_up(void **state)
{
    (void)state;
    shipped *data = &shipped_data;
    static const char *const places[] = {SHIPPED "border_places.shp", SHIPPED "places.shp",
                                         SHIPPED "areas.shp"};
    *data = (shipped){.countries = open_layer(SHIPPED "countries.shp"),
                      .oblasts = open_layer(SHIPPED "oblasts.shp"),
                      .oblast_lines = open_layer(SHIPPED "oblast_lines.shp"),
                      .rivers = open_layer(SHIPPED "rivers.shp"),
                      .lakes = open_layer(SHIPPED "lakes.shp"),
                      .crossings = open_layer(SHIPPED "border_places.shp")};
    bm_error error = {0};
    if (!data->countries || !data->crossings ||
        bm_gazetteer_open(places, 3, NULL, NULL, &data->gazetteer, &error) ||
        bm_border_new(data->countries, data->crossings, "BY", "UA", &data->border, &error) ||
        bm_style_open(BM_TEST_SOURCE_DIR "/styles/light.ini", &data->style, &error)) {
        print_error("cannot open what is shipped: %s\n", error.message);
        return -1;
    }
    data->basemap = (bm_basemap){.countries = data->countries,
                                 .oblasts = data->oblasts,
                                 .oblast_lines = data->oblast_lines,
                                 .rivers = data->rivers,
                                 .lakes = data->lakes,
                                 .border = data->border,
                                 .gazetteer = data->gazetteer};
    return 0;
}

int shipped_tear_down(void **state)
{
    (void)state;
    shipped *data = &shipped_data;
    bm_style_free(data->style);
    bm_border_free(data->border);
    bm_gazetteer_free(data->gazetteer);
    bm_layer_free(data->countries);
    bm_layer_free(data->oblasts);
    bm_layer_free(data->oblast_lines);
    bm_layer_free(data->rivers);
    bm_layer_free(data->lakes);
    bm_layer_free(data->crossings);
    return 0;
}

static void check(bm_status status, const bm_error *error)
{
    if (status != BM_OK)
        fail_msg("%s", error->message);
}

void shipped_page_open(shipped_page *page, const shipped *data, const char *table, int width_px,
                       int height_px, bm_lonlat_box box)
{
    bm_error error = {0};
    bm_geocoder *geocoder = NULL;
    *page = (shipped_page){0};
    check(bm_canvas_new(BM_MAP_PNG, width_px, height_px, 144, NULL, &page->canvas, &error), &error);
    check(bm_projection_new_fitted(box, &page->projection, &error), &error);
    page->frame = (bm_frame){.page = {0, 0, width_px, height_px},
                             .map = {20, 80, width_px - 20, height_px - 60},
                             .dpi = 144};
    const bm_lonlat corners[] = {{box.west, box.south}, {box.east, box.north}};
    check(bm_frame_fit(&page->frame, page->projection, corners, 2, 0, 0, &error), &error);
    check(bm_events_read(table, NULL, NULL, &page->events, &error), &error);
    check(bm_geocoder_new(data->gazetteer, data->border, NULL, &geocoder, &error), &error);
    check(bm_events_locate(page->events, geocoder, data->border, NULL, BM_AMBIGUOUS_BEST, NULL,
                           NULL, &error),
          &error);
    bm_geocoder_free(geocoder);
    check(bm_marks_new(page->events, NULL, data->style, &page->frame, NULL, data->border, NULL,
                       &page->marks, &error),
          &error);
}

void shipped_page_close(shipped_page *page)
{
    bm_marks_free(page->marks);
    bm_events_free(page->events);
    bm_projection_free(page->projection);
    bm_canvas_free(page->canvas);
}

void shipped_write_crowd(const char *path, size_t count)
{
    static const char *const categories[] = {"strike", "clash", "movement", "border", "exercise"};
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("date,category,claim,title,place,lon,lat\n", file);
    uint64_t state = 11;
    for (size_t i = 0; i < count; i++) {
        double random[2];
        for (int k = 0; k < 2; k++) {
            state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            random[k] = (double)(state >> 40) / (double)(UINT64_C(1) << 24);
        }
        fprintf(file, "2022-03-%02zu,%s,%s,Event number %zu of a long and crowded table,Place %zu,",
                1 + i % 31, categories[i % 5], i % 3 ? "confirmed" : "claimed", i, i);
        fprintf(file, "%.4f,%.4f\n", 23.5 + 8 * random[0], 50.3 + 3 * random[1]);
    }
    assert_int_equal(fclose(file), 0);
}
