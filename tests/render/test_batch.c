/* What is noted and painted at once: the same picture as cairo makes of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "render/canvas/batch.h"
#include "render/canvas/private.h"

#define TURN 6.283185307179586

enum { WIDTH = 300, HEIGHT = 200 };

typedef void (*painter)(bm_canvas *canvas);

/* From here on cairo paints, as in PDF. */
static void drop_batch(bm_canvas *canvas)
{
    bm_batch_finish(canvas->batch);
    free(canvas->batch);
    canvas->batch = NULL;
}

static bm_canvas *paint(painter draw, bool is_batch)
{
    bm_canvas *canvas = NULL;
    assert_int_equal(bm_canvas_new(BM_MAP_PNG, WIDTH, HEIGHT, 144, NULL, &canvas, NULL), BM_OK);
    if (!is_batch)
        drop_batch(canvas);
    bm_canvas_add_box(canvas, (bm_px_box){0, 0, WIDTH, HEIGHT});
    bm_canvas_fill(canvas, (bm_color){1, 1, 1, 1});
    draw(canvas);
    bm_canvas_paint_noted(canvas);
    assert_int_equal(bm_canvas_status(canvas, NULL), BM_OK);
    cairo_surface_flush(cairo_get_target(bm_canvas_cairo(canvas)));
    return canvas;
}

static const unsigned char *pixel(bm_canvas *canvas, int x, int y)
{
    cairo_surface_t *surface = cairo_get_target(bm_canvas_cairo(canvas));
    return cairo_image_surface_get_data(surface) +
           (size_t)y * (size_t)cairo_image_surface_get_stride(surface) + 4 * (size_t)x;
}

/* On the whole the batch is near to cairo, and at no pixel far off: most so where edges cross
 * within one. */
static void compare(painter draw, int most_allowed, double mean_allowed)
{
    bm_canvas *batch = paint(draw, true), *cairo = paint(draw, false), *again = paint(draw, true);
    int most = 0;
    double sum = 0;
    for (int y = 0; y < HEIGHT; y++) {
        assert_memory_equal(pixel(batch, 0, y), pixel(again, 0, y), 4 * WIDTH);
        for (int x = 0; x < WIDTH; x++)
            for (int channel = 0; channel < 3; channel++) {
                int off = abs(pixel(batch, x, y)[channel] - pixel(cairo, x, y)[channel]);
                most = off > most ? off : most;
                sum += off;
            }
    }
    assert_true(sum / (WIDTH * HEIGHT * 3.0) < mean_allowed);
    assert_in_range(most, 0, most_allowed);
    bm_canvas_free(batch);
    bm_canvas_free(cairo);
    bm_canvas_free(again);
}

/* A star with its middle anywhere. */
static void add_star(bm_canvas *canvas, double x, double y, double radius, int corners)
{
    bm_px points[64];
    for (int i = 0; i < corners; i++) {
        double turn = TURN * i * (corners / 2) / corners;
        points[i] = (bm_px){x + radius * cos(turn), y + radius * sin(turn)};
    }
    bm_canvas_add_points(canvas, points, (size_t)corners, true);
}

static void draw_areas(bm_canvas *canvas)
{
    add_star(canvas, 90, 100, 85.3, 7);
    bm_canvas_fill(canvas, (bm_color){0.2, 0.4, 0.6, 1});
    add_star(canvas, 280, 20, 120.7, 9);
    add_star(canvas, -40, 190, 150, 5);
    bm_canvas_fill(canvas, (bm_color){0.9, 0.1, 0.3, 0.5});
    bm_canvas_add_circle(canvas, (bm_px){200.25, 120.75}, 33);
    bm_canvas_fill(canvas, (bm_color){0, 0, 0, 1});
    add_star(canvas, 150, 100, 4000, 5);
    bm_canvas_fill(canvas, (bm_color){0, 1, 0, 0.1});
}

static void areas_are_as_cairo_has_them(void **state)
{
    (void)state;
    compare(draw_areas, 120, 0.3);
}

static void draw_lines(bm_canvas *canvas)
{
    static const double widths_pt[] = {0.2, 0.55, 1, 2.6};
    for (int i = 0; i < 4; i++) {
        bm_line_style line = {.color = {0.1, 0.1, 0.1, 1}, .width_pt = widths_pt[i]};
        bm_px points[40];
        for (int k = 0; k < 40; k++)
            points[k] = (bm_px){10 + 7 * k, 20 + 45 * i + 15 * sin(0.7 * k * (i + 1))};
        bm_canvas_add_points(canvas, points, 40, false);
        bm_canvas_stroke(canvas, &line);
    }
    bm_line_style wide = {.color = {0.5, 0, 0, 0.5}, .width_pt = 8};
    add_star(canvas, 150, 100, 70, 5);
    bm_canvas_stroke(canvas, &wide);
}

static void lines_are_as_cairo_has_them(void **state)
{
    (void)state;
    compare(draw_lines, 100, 0.6);
}

static void draw_dashes(bm_canvas *canvas)
{
    bm_line_style ticks = {.color = {0, 0, 0, 1}, .width_pt = 6, .dash_pt = {2, 5}};
    bm_line_style dots = {.color = {0, 0, 1, 1}, .width_pt = 1, .dash_pt = {4, 2, 1, 2}};
    const bm_px bent[] = {{20, 20}, {150, 60}, {280, 25}};
    bm_canvas_add_points(canvas, bent, 3, false);
    bm_canvas_stroke(canvas, &ticks);
    const bm_px down[] = {{20, 90}, {140.3, 180.6}, {200, 110}, {280, 170}};
    bm_canvas_add_points(canvas, down, 4, false);
    bm_canvas_stroke(canvas, &dots);
}

static void dashes_are_cut_square(void **state)
{
    (void)state;
    compare(draw_dashes, 100, 0.2);
}

static void draw_clipped(bm_canvas *canvas)
{
    bm_line_style line = {.color = {0, 0, 0, 1}, .width_pt = 3};
    bm_canvas_begin_clip(canvas, (bm_px_box){20, 10, 280, 190});
    bm_canvas_add_circle(canvas, (bm_px){150, 100}, 90);
    bm_canvas_begin_clip_path(canvas);
    bm_canvas_add_box(canvas, (bm_px_box){0, 0, WIDTH, HEIGHT});
    bm_canvas_fill(canvas, (bm_color){0.5, 0.8, 0.5, 1});
    add_star(canvas, 100, 100, 80, 5);
    bm_canvas_begin_clip_path(canvas);
    add_star(canvas, 150, 100, 120, 9);
    bm_canvas_fill_stroke(canvas, (bm_color){1, 0, 0, 0.7}, &line);
    bm_canvas_end_clip(canvas);
    bm_canvas_end_clip(canvas);
    bm_canvas_add_box(canvas, (bm_px_box){0.5, 0.5, 40.5, 40.5});
    bm_canvas_fill(canvas, (bm_color){0, 0, 1, 1});
    bm_canvas_end_clip(canvas);
    /* Nothing is within an empty path. */
    bm_canvas_begin_clip_path(canvas);
    bm_canvas_add_box(canvas, (bm_px_box){0, 0, WIDTH, HEIGHT});
    bm_canvas_fill(canvas, (bm_color){0, 0, 0, 1});
    bm_canvas_end_clip(canvas);
}

static void clips_nest(void **state)
{
    (void)state;
    compare(draw_clipped, 60, 0.1);
}

static void draw_neighbours(bm_canvas *canvas)
{
    for (int i = 0; i < 20; i++) {
        bm_canvas_add_box(canvas, (bm_px_box){0, 7 + 9 * i, WIDTH, 7 + 9 * (i + 1)});
        bm_canvas_fill(canvas, (bm_color){0.25, 0.25, 0.25, 1});
    }
}

/* Boxes of whole pixels meet without a seam, and so do bands. */
static void whole_pixels_are_exact(void **state)
{
    (void)state;
    bm_canvas *canvas = paint(draw_neighbours, true);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            assert_int_equal(pixel(canvas, x, y)[0], y >= 7 && y < 187 ? 64 : 255);
    bm_canvas_free(canvas);
}

static const bm_text_style text_style = {.family = "Roboto Condensed",
                                         .size_pt = 9,
                                         .color = {0.1, 0.1, 0.3, 1},
                                         .halo_pt = 1.2,
                                         .halo_color = {1, 1, 0.8, 0.9}};

/* Rows of letters that bands cut in two, at every height. */
static void draw_texts(bm_canvas *canvas)
{
    add_star(canvas, 150, 100, 140, 9);
    bm_canvas_fill(canvas, (bm_color){0.3, 0.5, 0.3, 1});
    for (int i = 0; i < 20; i++)
        bm_canvas_text(canvas, &text_style, (bm_px){-20 + 13.3 * i, 6 + 11 * i}, 0, "Чорнобиль 12");
    bm_canvas_text(canvas, &text_style, (bm_px){230, 180}, -70, "turned");
    bm_text_style large = text_style;
    large.size_pt = 60;
    bm_canvas_text(canvas, &large, (bm_px){20, 190}, 0, "Щ");
    bm_canvas_begin_clip(canvas, (bm_px_box){200, 20, 280, 60});
    bm_canvas_add_circle(canvas, (bm_px){240, 40}, 30);
    bm_canvas_begin_clip_path(canvas);
    bm_canvas_text(canvas, &text_style, (bm_px){190, 45}, 0, "within a disc");
    bm_canvas_end_clip(canvas);
    bm_canvas_end_clip(canvas);
}

/* Halos are reckoned from pixels, not stroked: a little different. */
static void texts_are_as_cairo_has_them(void **state)
{
    (void)state;
    compare(draw_texts, 110, 2.5);
}

static void paint_symbol(bm_canvas *canvas, bm_px center, const void *context)
{
    bm_line_style line = {.color = {0, 0, 0, 1}, .width_pt = 0.8};
    (void)context;
    bm_canvas_add_circle(canvas, center, 15);
    bm_canvas_fill_stroke(canvas, (bm_color){0.9, 0.6, 0.1, 0.8}, &line);
    bm_canvas_text(canvas, &text_style, (bm_px){center.x - 5, center.y + 6.5}, 0, "2");
}

static void draw_sprites(bm_canvas *canvas)
{
    bm_canvas_begin_clip(canvas, (bm_px_box){10, 10, 290, 190});
    for (int i = 0; i < 12; i++)
        bm_canvas_sprite(canvas, "symbol", (bm_px){24 * i + 0.5, 17 * i + 0.5}, 20, paint_symbol,
                         NULL);
    bm_canvas_add_circle(canvas, (bm_px){240, 50}, 20);
    bm_canvas_begin_clip_path(canvas);
    bm_canvas_sprite(canvas, "symbol", (bm_px){240.5, 40.5}, 20, paint_symbol, NULL);
    bm_canvas_end_clip(canvas);
    bm_canvas_end_clip(canvas);
}

static void sprites_are_as_cairo_has_them(void **state)
{
    (void)state;
    compare(draw_sprites, 60, 0.4);
}

/* The file of all of it; painted before it is written, or as it is. */
static bm_sink *write_file(bool is_painted_before)
{
    bm_canvas *canvas = NULL;
    bm_sink *sink = NULL;
    assert_int_equal(bm_canvas_new(BM_MAP_PNG, WIDTH, HEIGHT, 144, NULL, &canvas, NULL), BM_OK);
    draw_areas(canvas);
    draw_dashes(canvas);
    draw_texts(canvas);
    if (is_painted_before)
        bm_canvas_paint_noted(canvas);
    draw_clipped(canvas);
    draw_sprites(canvas);
    if (!is_painted_before)
        bm_canvas_begin_painting(canvas);
    bm_canvas_text(canvas, &text_style, (bm_px){100, 100}, 30, "Чорнобиль, after");
    bm_canvas_sprite(canvas, "symbol", (bm_px){40, 160}, 20, paint_symbol, NULL);
    bm_canvas_sprite(canvas, "other symbol", (bm_px){90, 160}, 20, paint_symbol, NULL);
    if (is_painted_before)
        bm_canvas_paint_noted(canvas);
    assert_int_equal(bm_sink_open_memory(&sink, NULL), BM_OK);
    assert_int_equal(bm_canvas_finish(canvas, sink, NULL), BM_OK);
    bm_canvas_free(canvas);
    return sink;
}

static void assert_same_file(bm_sink *a, bm_sink *b)
{
    size_t size, other_size;
    const void *bytes = bm_sink_memory(a, &size), *other = bm_sink_memory(b, &other_size);
    assert_int_equal(size, other_size);
    assert_memory_equal(bytes, other, size);
    bm_sink_free(a);
    bm_sink_free(b);
}

static void the_time_of_painting_does_not_show(void **state)
{
    (void)state;
    assert_same_file(write_file(true), write_file(false));
}

static void bytes_do_not_depend_on_the_processors(void **state)
{
    (void)state;
    cpu_set_t all, one;
    if (sched_getaffinity(0, sizeof all, &all) != 0)
        skip();
    bm_sink *many = write_file(false);
    CPU_ZERO(&one);
    for (size_t i = 0; i < CPU_SETSIZE && CPU_COUNT(&one) == 0; i++)
        if (CPU_ISSET(i, &all))
            CPU_SET(i, &one);
    assert_int_equal(sched_setaffinity(0, sizeof one, &one), 0);
    bm_sink *single = write_file(false);
    assert_int_equal(sched_setaffinity(0, sizeof all, &all), 0);
    assert_same_file(many, single);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(areas_are_as_cairo_has_them),
        cmocka_unit_test(lines_are_as_cairo_has_them),
        cmocka_unit_test(dashes_are_cut_square),
        cmocka_unit_test(clips_nest),
        cmocka_unit_test(whole_pixels_are_exact),
        cmocka_unit_test(texts_are_as_cairo_has_them),
        cmocka_unit_test(sprites_are_as_cairo_has_them),
        cmocka_unit_test(the_time_of_painting_does_not_show),
        cmocka_unit_test(bytes_do_not_depend_on_the_processors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
