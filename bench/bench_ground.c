/* The base map alone, on the page of a map of the whole border: processor time of making and of
 * painting it, and how large it is. */
#include "bench/bench.h"

#include <bordermap/bordermap.h>
#include <stdio.h>
#include <stdlib.h>

#include "render/canvas/canvas.h"
#include "render/ground/ground.h"

enum { ROUNDS = 10, PATH_SIZE = 4096, WIDTH = 1600, HEIGHT = 1200 };

static const char *const definition =
    "+proj=lcc +lat_1=49.613391 +lat_2=53.637499 +lat_0=51.625445 +lon_0=28 +ellps=WGS84";

typedef struct scene {
    bm_layer *layers[5]; /* countries, oblast_lines, rivers, lakes, border_places */
    bm_border *border;
    bm_style *style;
    bm_projection *projection;
    bm_basemap basemap;
    bm_frame frame;
} scene;

static bm_status open_scene(scene *open, bm_error *error)
{
    static const char *const names[] = {"countries", "oblast_lines", "rivers", "lakes",
                                        "border_places"};
    bm_status status = BM_OK;
    for (int i = 0; i < 5 && !status; i++) {
        char name[64], path[PATH_SIZE];
        (void)snprintf(name, sizeof name, "shapefiles/%s.shp", names[i]);
        status = bm_data_path(name, path, sizeof path, error);
        if (!status)
            status = bm_layer_open(path, NULL, &open->layers[i], error);
    }
    if (!status)
        status = bm_border_new(open->layers[0], open->layers[4], "BY", "UA", &open->border, error);
    if (!status)
        status = bm_style_open("light", &open->style, error);
    if (!status)
        status = bm_projection_new(definition, &open->projection, error);
    open->basemap = (bm_basemap){.countries = open->layers[0],
                                 .oblast_lines = open->layers[1],
                                 .rivers = open->layers[2],
                                 .lakes = open->layers[3],
                                 .border = open->border};
    open->frame =
        (bm_frame){.page = {0, 0, WIDTH, HEIGHT}, .map = {28, 108, 1572, 816}, .dpi = 144};
    const bm_lonlat corners[] = {{22, 49}, {34, 49}, {34, 54.5}, {22, 54.5}, {28, 49}, {28, 54.5}};
    if (!status)
        status = bm_frame_fit(&open->frame, open->projection, corners,
                              sizeof corners / sizeof *corners, 0, 0, error);
    return status;
}

static void close_scene(scene *open)
{
    bm_projection_free(open->projection);
    bm_style_free(open->style);
    bm_border_free(open->border);
    for (int i = 0; i < 5; i++)
        bm_layer_free(open->layers[i]);
}

/* Processor seconds of one base, from nothing to its pixels; the file at `path`, when there is one,
 * is what was painted. */
static bm_status draw(const scene *open, double spent_s[3], const char *path, bm_error *error)
{
    bm_base *base = NULL;
    bm_canvas *canvas = NULL;
    double start_s = bench_now_s();
    bm_status status = bm_base_begin(&open->basemap, NULL, &open->frame, &base, error);
    double begun_s = bench_now_s();
    if (!status)
        status = bm_base_complete(base, &open->basemap, error);
    double made_s = bench_now_s();
    if (!status)
        status = bm_canvas_new(BM_MAP_PNG, WIDTH, HEIGHT, open->frame.dpi, NULL, &canvas, error);
    if (!status) {
        bm_canvas_add_box(canvas, open->frame.page);
        bm_canvas_fill(canvas, open->style->land);
        bm_canvas_begin_clip(canvas, open->frame.map);
        bm_base_draw(base, open->style, canvas);
        bm_canvas_end_clip(canvas);
        bm_canvas_paint_noted(canvas);
        status = bm_canvas_status(canvas, error);
    }
    double painted_s = bench_now_s();
    spent_s[0] += begun_s - start_s;
    spent_s[1] += made_s - begun_s;
    spent_s[2] += painted_s - made_s;
    if (!status && path)
        (void)cairo_surface_write_to_png(cairo_get_target(bm_canvas_cairo(canvas)), path);
    bm_canvas_free(canvas);
    bm_base_free(base);
    return status;
}

int main(int argc, char **argv)
{
    scene open = {0};
    bm_error error = {0};
    double first_s[3] = {0}, spent_s[3] = {0};
    bm_status status = open_scene(&open, &error);
    if (!status)
        status = draw(&open, first_s, argc > 1 ? argv[1] : NULL, &error);
    for (int round = 0; round < ROUNDS && !status; round++)
        status = draw(&open, spent_s, NULL, &error);
    if (!status) {
        static const char *const steps[] = {"begin", "complete", "paint"};
        for (int step = 0; step < 3; step++)
            printf("%-8s  first %6.2f ms  then %6.2f ms\n", steps[step], first_s[step] * 1e3,
                   spent_s[step] / ROUNDS * 1e3);
    }
    if (status)
        fprintf(stderr, "bench_ground: %s\n", error.message);
    close_scene(&open);
    return status ? EXIT_FAILURE : EXIT_SUCCESS;
}
