/* The PNG writer, read back by libpng. Two files are left for pngcheck. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <png.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "render/canvas/png_file.h"

static const bm_canvas_info info = {.title = "Map of Копані",
                                    .description = "Two lines\nof text",
                                    .credit = "Nobody",
                                    .author = "",
                                    .software = "a test",
                                    .made_at_s = 1700000000};

/* Flat areas, lines and noise, each for some of the rows. */
static cairo_surface_t *make_image(int width, int height)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    assert_int_equal(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
    unsigned char *data = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    uint32_t noise = 1;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            noise = noise * 1664525 + 1013904223;
            uint32_t pixel = y % 300 < 100   ? 0xE8F0F8
                             : y % 300 < 200 ? (uint32_t)(x * 40503) ^ (uint32_t)y
                                             : noise >> 8;
            memcpy(data + (size_t)y * stride + 4 * (size_t)x, &pixel, sizeof pixel);
        }
    cairo_surface_mark_dirty(surface);
    return surface;
}

static bm_sink *write_image(cairo_surface_t *surface, bm_compression compression)
{
    bm_sink *sink = NULL;
    assert_int_equal(bm_sink_open_memory(&sink, NULL), BM_OK);
    assert_int_equal(bm_png_write(surface, 144, &info, compression, NULL, sink, NULL), BM_OK);
    assert_int_equal(bm_sink_commit(sink, NULL), BM_OK);
    return sink;
}

typedef struct reader {
    const unsigned char *at;
    size_t left;
} reader;

static void read_bytes(png_structp png, png_bytep bytes, size_t length)
{
    reader *from = png_get_io_ptr(png);
    if (length > from->left)
        png_error(png, "the file ends early");
    memcpy(bytes, from->at, length);
    from->at += length;
    from->left -= length;
}

static void forbid_warning(png_structp png, png_const_charp message)
{
    png_error(png, message);
}

static void check_texts(png_structp png, png_infop header)
{
    png_textp texts;
    int count = 0;
    png_get_text(png, header, &texts, &count);
    assert_int_equal(count, 5); /* an empty text is left out */
    assert_string_equal(texts[0].key, "Title");
    assert_string_equal(texts[0].text, info.title);
    assert_string_equal(texts[1].text, info.description);
    assert_string_equal(texts[4].key, "Creation Time");
    assert_string_equal(texts[4].text, "2023-11-14T22:13:00Z");
}

static void check_file(bm_sink *sink, cairo_surface_t *surface)
{
    reader from = {0};
    from.at = bm_sink_memory(sink, &from.left);
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, forbid_warning);
    png_infop header = png_create_info_struct(png);
    if (setjmp(png_jmpbuf(png)))
        fail_msg("libpng refuses the file");
    png_set_read_fn(png, &from, read_bytes);
    png_read_info(png, header);
    png_uint_32 width = png_get_image_width(png, header), x_per_m, y_per_m;
    int unit, intent;
    assert_int_equal(width, cairo_image_surface_get_width(surface));
    assert_int_equal(png_get_image_height(png, header), cairo_image_surface_get_height(surface));
    assert_true(png_get_pHYs(png, header, &x_per_m, &y_per_m, &unit));
    assert_int_equal(x_per_m, 5669);
    assert_int_equal(unit, PNG_RESOLUTION_METER);
    assert_true(png_get_sRGB(png, header, &intent));
    check_texts(png, header);
    png_bytep row = malloc(3 * (size_t)width);
    assert_non_null(row);
    for (int y = 0; y < cairo_image_surface_get_height(surface); y++) {
        const unsigned char *data = cairo_image_surface_get_data(surface) +
                                    (size_t)y * (size_t)cairo_image_surface_get_stride(surface);
        png_read_row(png, row, NULL);
        for (png_uint_32 x = 0; x < width; x++) {
            uint32_t pixel;
            memcpy(&pixel, data + 4 * (size_t)x, sizeof pixel);
            assert_int_equal(pixel & 0xFFFFFF,
                             row[3 * x] << 16 | row[3 * x + 1] << 8 | row[3 * x + 2]);
        }
    }
    png_read_end(png, NULL);
    assert_int_equal(from.left, 0);
    free(row);
    png_destroy_read_struct(&png, &header, NULL);
}

static void test_libpng_reads_the_pixels(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1, 1},    {3, 700},   {701, 2},     {333, 257},
                                   {5000, 1}, {30000, 4}, {1024, 1024}, {1, 9000}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (int compression = BM_COMPRESSION_FAST; compression <= BM_COMPRESSION_SMALL;
             compression++) {
            cairo_surface_t *surface = make_image(sizes[i][0], sizes[i][1]);
            bm_sink *sink = write_image(surface, (bm_compression)compression);
            check_file(sink, surface);
            bm_sink_free(sink);
            cairo_surface_destroy(surface);
        }
}

static void test_bytes_do_not_depend_on_the_processors(void **state)
{
    (void)state;
    cpu_set_t all, one;
    if (sched_getaffinity(0, sizeof all, &all) != 0)
        skip();
    cairo_surface_t *surface = make_image(1600, 1200);
    bm_sink *many = write_image(surface, BM_COMPRESSION_FAST);
    CPU_ZERO(&one);
    for (size_t i = 0; i < CPU_SETSIZE && CPU_COUNT(&one) == 0; i++)
        if (CPU_ISSET(i, &all))
            CPU_SET(i, &one);
    assert_int_equal(sched_setaffinity(0, sizeof one, &one), 0);
    bm_sink *single = write_image(surface, BM_COMPRESSION_FAST);
    assert_int_equal(sched_setaffinity(0, sizeof all, &all), 0);
    size_t size, single_size;
    const void *bytes = bm_sink_memory(many, &size);
    const void *single_bytes = bm_sink_memory(single, &single_size);
    assert_int_equal(size, single_size);
    assert_memory_equal(bytes, single_bytes, size);
    bm_sink_free(many);
    bm_sink_free(single);
    cairo_surface_destroy(surface);
}

static void test_small_is_smaller(void **state)
{
    (void)state;
    static const char *const names[] = {"fast.png", "small.png"};
    cairo_surface_t *surface = make_image(600, 900);
    size_t sizes[2];
    for (int i = 0; i < 2; i++) {
        bm_sink *sink = write_image(surface, (bm_compression)i);
        bm_sink *file = NULL;
        const void *bytes = bm_sink_memory(sink, &sizes[i]);
        assert_int_equal(bm_sink_open(names[i], &file, NULL), BM_OK);
        (void)bm_sink_write(file, bytes, sizes[i]);
        assert_int_equal(bm_sink_commit(file, NULL), BM_OK);
        bm_sink_free(file);
        bm_sink_free(sink);
    }
    assert_true(sizes[BM_COMPRESSION_SMALL] < sizes[BM_COMPRESSION_FAST]);
    cairo_surface_destroy(surface);
}

/* A full disk is told by the sink's commit, not by the writer. */
static void test_a_full_disk_is_an_error(void **state)
{
    (void)state;
    bm_sink *sink = NULL;
    if (bm_sink_open("/dev/full", &sink, NULL) != BM_OK)
        skip();
    cairo_surface_t *surface = make_image(600, 900);
    assert_int_equal(bm_png_write(surface, 144, &info, BM_COMPRESSION_FAST, NULL, sink, NULL),
                     BM_OK);
    assert_int_equal(bm_sink_commit(sink, NULL), BM_ERROR_IO);
    bm_sink_free(sink);
    cairo_surface_destroy(surface);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_libpng_reads_the_pixels),
        cmocka_unit_test(test_bytes_do_not_depend_on_the_processors),
        cmocka_unit_test(test_small_is_smaller),
        cmocka_unit_test(test_a_full_disk_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
