#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/parallel.h"
#include "render/canvas/canvas.h"
#include "render/canvas/image.h"

/* What is painted over a base comes out the same whatever was painted over it before. */

/** Some stripes. */
#define WIDTH 800
#define HEIGHT 400
/** Kinds of things, and looks of each. */
#define KINDS 8
#define LOOKS 3

static const bm_canvas_info info = {.title = "t", .software = "bordermap", .made_at_s = 1646956800};

static bm_canvas *open_canvas(void)
{
    bm_canvas *canvas = NULL;
    assert_int_equal(bm_canvas_new(BM_MAP_PNG, WIDTH, HEIGHT, 144, &info, &canvas, NULL), BM_OK);
    return canvas;
}

static void paint_base(bm_canvas *canvas)
{
    bm_line_style line = {.color = {0, 0.4, 0.8, 1}, .width_pt = 2};
    bm_canvas_add_box(canvas, (bm_px_box){0, 0, WIDTH, HEIGHT});
    bm_canvas_fill(canvas, (bm_color){0.9, 0.95, 0.9, 1});
    bm_canvas_add_points(canvas, (bm_px[]){{0, 0}, {300, 390}, {790, 20}}, 3, false);
    bm_canvas_stroke(canvas, &line);
    bm_canvas_paint_noted(canvas);
}

static void paint_symbol(bm_canvas *canvas, bm_px center, const void *context)
{
    bm_canvas_add_circle(canvas, center, 9);
    bm_canvas_fill(canvas, *(const bm_color *)context);
}

static void make_image(const void *context, uint32_t *pixels, int width, int height)
{
    for (int i = 0; i < width * height; i++)
        pixels[i] = *(const uint32_t *)context;
}

/* Of each kind the looks differ in one thing. */
static void paint(bm_canvas *canvas, int kind, int look)
{
    bm_line_style line = {.color = {0.2, 0.2, 0.2, 1}, .width_pt = 1, .dash_pt = {3, 2}};
    bm_text_style words = {.family = "Roboto Condensed, sans-serif",
                           .size_pt = 10,
                           .color = {0, 0, 0, 1},
                           .halo_pt = 1,
                           .halo_color = {1, 1, 1, 1}};
    const bm_color colors[LOOKS] = {{1, 0, 0, 1}, {0, 1, 0, 1}, {0, 0, 1, 0.5}};
    const uint32_t shades[LOOKS] = {0xFF112233, 0xFF332211, 0x80008000};
    char key[32];
    switch (kind) {
    case 0:
        bm_canvas_add_points(canvas, (bm_px[]){{40, 20}, {700, 60.0 + look}, {90, 300}}, 3, true);
        bm_canvas_fill(canvas, colors[0]);
        break;
    case 1:
        line.dash_pt[1] += look;
        bm_canvas_add_points(canvas, (bm_px[]){{10, 10}, {780, 380}}, 2, false);
        bm_canvas_stroke(canvas, &line);
        break;
    case 2:
        line.width_pt += 0.25 * look;
        bm_canvas_add_circle(canvas, (bm_px){400, 200}, 120);
        bm_canvas_fill_stroke(canvas, colors[look], &line);
        break;
    case 3:
        bm_canvas_text(canvas, &words, (bm_px){100, 96.0 + 0.5 * look}, 0, "Чернігів");
        break;
    case 4:
        words.halo_pt += 0.5 * look;
        bm_canvas_text(canvas, &words, (bm_px){100, 90}, 12.0 * (look % 2), "Pripyat");
        break;
    case 5:
        (void)snprintf(key, sizeof key, "dot %d", look);
        bm_canvas_sprite(canvas, key, (bm_px){200, 97}, 10, paint_symbol, &colors[look]);
        bm_canvas_sprite(canvas, key, (bm_px){300, 297}, 10, paint_symbol, &colors[look]);
        break;
    case 6:
        bm_canvas_add_points(canvas, (bm_px[]){{100, 0}, {200, 0}, {120.0 + look, 399}}, 3, true);
        bm_canvas_begin_clip_path(canvas);
        bm_canvas_add_box(canvas, (bm_px_box){0, 150, WIDTH, 250});
        bm_canvas_fill(canvas, colors[0]);
        bm_canvas_end_clip(canvas);
        break;
    default:
        bm_canvas_put_image(canvas, 500, 90, 20, 20, make_image, &shades[look], sizeof *shades);
        break;
    }
}

static bm_sink *write_canvas(bm_canvas *canvas)
{
    bm_sink *sink = NULL;
    assert_int_equal(bm_sink_open_memory(&sink, NULL), BM_OK);
    assert_int_equal(bm_canvas_finish(canvas, sink, NULL), BM_OK);
    assert_int_equal(bm_sink_commit(sink, NULL), BM_OK);
    return sink;
}

static void expect_same(bm_sink *a, bm_sink *b, int kind, int look)
{
    size_t sizes[2];
    const void *bytes[] = {bm_sink_memory(a, &sizes[0]), bm_sink_memory(b, &sizes[1])};
    if (sizes[0] != sizes[1] || memcmp(bytes[0], bytes[1], sizes[0]) != 0)
        fail_msg("kind %d, look %d: other bytes than alone", kind, look);
    bm_sink_free(a);
    bm_sink_free(b);
}

static bm_sink *write_alone(int kind, int look)
{
    bm_canvas *canvas = open_canvas();
    paint_base(canvas);
    paint(canvas, kind, look);
    bm_sink *sink = write_canvas(canvas);
    bm_canvas_free(canvas);
    return sink;
}

static void paint_over_each_other(bm_compression compression)
{
    bm_canvas *base = open_canvas(), *canvas = open_canvas();
    paint_base(base);
    for (int round = 0; round < 2; round++)
        for (int kind = 0; kind < KINDS; kind++)
            for (int look = 0; look < LOOKS; look++) {
                bm_canvas_set_compression(canvas, compression);
                bm_canvas_copy(canvas, base);
                paint(canvas, kind, look);
                bm_sink *sink = write_canvas(canvas);
                if (compression == BM_COMPRESSION_FAST)
                    expect_same(sink, write_alone(kind, look), kind, look);
                else
                    bm_sink_free(sink);
            }
    bm_canvas_free(canvas);
    bm_canvas_free(base);
}

static void stripes_that_are_kept_are_those_that_would_be_made(void **state)
{
    (void)state;
    paint_over_each_other(BM_COMPRESSION_FAST);
    paint_over_each_other(BM_COMPRESSION_SMALL);
}

static void pixels_are_there_for_who_paints_otherwise(void **state)
{
    (void)state;
    bm_canvas *base = open_canvas(), *canvas = open_canvas();
    size_t stride;
    paint_base(base);
    bm_canvas_copy(canvas, base);
    paint(canvas, 2, 0);
    bm_canvas_paint_noted(canvas);
    const uint32_t *pixels = bm_canvas_pixels(canvas, &stride);
    assert_int_equal(pixels[stride * 200 + 400] & 0xFFFFFF, 0xFF0000);
    assert_int_equal(pixels[stride * 399 + 799] & 0xFFFFFF, 0xE6F2E6);
    expect_same(write_canvas(canvas), write_alone(2, 0), 2, 0);
    bm_canvas_free(canvas);
    bm_canvas_free(base);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stripes_that_are_kept_are_those_that_would_be_made),
        cmocka_unit_test(pixels_are_there_for_who_paints_otherwise),
    };
    // As in a process that draws some maps of a series; with several threads nothing is kept.
    bm_parallel_limit(1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
