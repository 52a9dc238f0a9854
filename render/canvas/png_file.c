#include "render/canvas/png_file.h"

#include <math.h>
#include <png.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Flat colours compress as well without a filter, and level 1 takes a quarter of the time of 6. */
#define COMPRESSION_LEVEL 1

/** What libpng's callbacks need. */
typedef struct writer {
    bm_sink *sink;
    char message[80];
} writer;

static void write_bytes(png_structp png, png_bytep bytes, size_t length)
{
    const writer *state = png_get_io_ptr(png);
    if (bm_sink_write(state->sink, bytes, length))
        png_error(png, "the file cannot be written");
}

static void flush_nothing(png_structp png)
{
    (void)png;
}

static void fail(png_structp png, png_const_charp message)
{
    writer *state = png_get_error_ptr(png);
    size_t length = strlen(message);
    if (length >= sizeof state->message)
        length = sizeof state->message - 1;
    memcpy(state->message, message, length);
    state->message[length] = '\0';
    png_longjmp(png, 1);
}

static void ignore_warning(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

static void add_text(png_textp entry, const char *key, const char *value)
{
    static const char no_language[] = "";
    *entry = (png_text){.compression = PNG_ITXT_COMPRESSION_NONE};
    /* libpng reads these and does not change them, whatever its types say. */
    entry->key = (png_charp)(uintptr_t)key;
    entry->text = (png_charp)(uintptr_t)value;
    entry->lang = (png_charp)(uintptr_t)no_language;
    entry->lang_key = (png_charp)(uintptr_t)no_language;
}

static void write_header(png_structp png, png_infop header, uint32_t width, uint32_t height,
                         double dpi, const bm_canvas_info *info)
{
    bm_interval made = {info->made_at_s, info->made_at_s + 60, BM_DATE_MINUTE, false};
    char date[BM_DATE_TEXT_SIZE];
    bm_interval_format_start(made, date);
    png_set_IHDR(png, header, width, height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB(png, header, PNG_sRGB_INTENT_PERCEPTUAL);
    png_uint_32 pixels_per_metre = (png_uint_32)lround(dpi / 0.0254);
    png_set_pHYs(png, header, pixels_per_metre, pixels_per_metre, PNG_RESOLUTION_METER);
    png_text texts[6];
    int count = 0;
    const char *const pairs[][2] = {
        {"Title", info->title},   {"Description", info->description}, {"Source", info->credit},
        {"Author", info->author}, {"Software", info->software},       {"Creation Time", date}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (*pairs[i][1])
            add_text(&texts[count++], pairs[i][0], pairs[i][1]);
    png_set_text(png, header, texts, count);
    png_write_info(png, header);
}

static void write_rows(png_structp png, cairo_surface_t *surface, uint32_t width, uint32_t height,
                       png_bytep row)
{
    const unsigned char *data = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    for (uint32_t y = 0; y < height; y++) {
        const unsigned char *line = data + y * stride;
        for (uint32_t x = 0; x < width; x++) {
            uint32_t pixel;
            memcpy(&pixel, line + 4 * (size_t)x, sizeof pixel);
            row[3 * (size_t)x] = (png_byte)(pixel >> 16);
            row[3 * (size_t)x + 1] = (png_byte)(pixel >> 8);
            row[3 * (size_t)x + 2] = (png_byte)pixel;
        }
        png_write_row(png, row);
    }
}

/* Apart from its caller, so that no variable that changes lives across the jump. */
static bool write_guarded(png_structp png, png_infop header, cairo_surface_t *surface, double dpi,
                          const bm_canvas_info *info, png_bytep row)
{
    if (setjmp(png_jmpbuf(png)))
        return false;
    uint32_t width = (uint32_t)cairo_image_surface_get_width(surface);
    uint32_t height = (uint32_t)cairo_image_surface_get_height(surface);
    png_set_compression_level(png, COMPRESSION_LEVEL);
    png_set_filter(png, 0, PNG_FILTER_NONE);
    png_set_compression_buffer_size(png, 1 << 16);
    write_header(png, header, width, height, dpi, info);
    write_rows(png, surface, width, height, row);
    png_write_end(png, header);
    return true;
}

bm_status bm_png_write(cairo_surface_t *surface, double dpi, const bm_canvas_info *info,
                       bm_sink *sink, bm_error *error)
{
    writer state = {.sink = sink};
    bm_status status = BM_OK;
    png_infop header = NULL;
    png_bytep row = malloc(3 * (size_t)cairo_image_surface_get_width(surface));
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &state, fail, ignore_warning);
    if (png)
        header = png_create_info_struct(png);
    if (!row || !header || !cairo_image_surface_get_data(surface)) {
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
        goto done;
    }
    png_set_write_fn(png, &state, write_bytes, flush_nothing);
    /* A failing sink keeps its own error, which its commit reports with the file's name. */
    if (!write_guarded(png, header, surface, dpi, info, row) && !bm_sink_status(sink))
        status = bm_error_set(error, BM_ERROR_INTERNAL, NULL, 0, "cannot make the PNG: %s",
                              state.message);
done:
    png_destroy_write_struct(&png, &header);
    free(row);
    return status;
}
