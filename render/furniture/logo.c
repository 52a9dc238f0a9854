#include "render/furniture/logo.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "render/canvas/picture.h"
#include "render/svg_symbol/svg_symbol.h"

/** The signature, and the first chunk up to the picture's sides. */
enum { PNG_HEAD = 24 };

struct bm_logo {
    bm_svg_symbol *symbol; /**< of an SVG file; else the rest */
    char *bytes;
    size_t size;
    cairo_surface_t *surface;
    int width_px, height_px;
};

typedef struct reading {
    const char *bytes;
    size_t left;
} reading;

static cairo_status_t read_bytes(void *closure, unsigned char *out, unsigned int length)
{
    reading *from = closure;
    if (length > from->left)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(out, from->bytes, length);
    from->bytes += length;
    from->left -= length;
    return CAIRO_STATUS_SUCCESS;
}

static bm_status read_file(const char *path, bm_logo *logo, bm_error *error)
{
    struct stat about;
    FILE *file = fopen(path, "rb");
    if (!file || fstat(fileno(file), &about) != 0) {
        bm_error_set(error, BM_ERROR_IO, path, 0, "cannot open the logo: %s", strerror(errno));
        if (file)
            (void)fclose(file);
        return BM_ERROR_IO;
    }
    bm_status status = BM_OK;
    if (!S_ISREG(about.st_mode))
        status = bm_error_set(error, BM_ERROR_IO, path, 0, "the logo is not a regular file");
    else if (about.st_size < PNG_HEAD)
        status = bm_error_set(error, BM_ERROR_FORMAT, path, 0,
                              "the logo is neither a PNG nor an SVG file");
    else if ((unsigned long long)about.st_size > BM_LOGO_BYTES_MAX)
        status = bm_error_set(error, BM_ERROR_LIMIT, path, 0, "the logo is over %zu MB",
                              BM_LOGO_BYTES_MAX >> 20);
    if (!status) {
        logo->size = (size_t)about.st_size;
        logo->bytes = malloc(logo->size);
        if (!logo->bytes)
            status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
        else if (fread(logo->bytes, 1, logo->size, file) != logo->size)
            status = bm_error_set(error, BM_ERROR_IO, path, 0, "cannot read the logo");
    }
    (void)fclose(file);
    return status;
}

static unsigned long number_at(const char *bytes)
{
    const unsigned char *at = (const unsigned char *)bytes;
    return (unsigned long)at[0] << 24 | (unsigned long)at[1] << 16 | (unsigned long)at[2] << 8 |
           (unsigned long)at[3];
}

/* The sides are known before cairo makes room for the pixels. */
static bm_status decode(const char *path, bm_logo *logo, bm_error *error)
{
    static const char head[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    if (memcmp(logo->bytes, head, sizeof head - 1) != 0)
        return bm_error_set(error, BM_ERROR_FORMAT, path, 0,
                            "the logo is neither a PNG nor an SVG file");
    unsigned long width = number_at(logo->bytes + 16), height = number_at(logo->bytes + 20);
    if (width < 1 || height < 1 || width > BM_LOGO_SIDE_MAX || height > BM_LOGO_SIDE_MAX)
        return bm_error_set(error, BM_ERROR_LIMIT, path, 0,
                            "the logo has %lux%lu pixels; each side is 1 to %d", width, height,
                            BM_LOGO_SIDE_MAX);
    reading from = {logo->bytes, logo->size};
    logo->surface = cairo_image_surface_create_from_png_stream(read_bytes, &from);
    if (cairo_surface_status(logo->surface))
        return bm_error_set(error, BM_ERROR_FORMAT, path, 0, "the logo is a damaged PNG file");
    logo->width_px = (int)width;
    logo->height_px = (int)height;
    return BM_OK;
}

bm_status bm_logo_open(const char *path, bm_logo **logo, bm_error *error)
{
    *logo = NULL;
    bm_logo *made = calloc(1, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    size_t length = strlen(path);
    bm_status status;
    if (length > 4 && strcmp(path + length - 4, ".svg") == 0) {
        status = bm_svg_symbol_open(path, &made->symbol, error);
    } else {
        status = read_file(path, made, error);
        if (!status)
            status = decode(path, made, error);
    }
    if (status)
        bm_logo_free(made);
    else
        *logo = made;
    return status;
}

void bm_logo_free(bm_logo *logo)
{
    if (!logo)
        return;
    bm_svg_symbol_free(logo->symbol);
    if (logo->surface)
        cairo_surface_destroy(logo->surface);
    free(logo->bytes);
    free(logo);
}

double bm_logo_aspect(const bm_logo *logo)
{
    return logo->symbol ? bm_svg_symbol_aspect(logo->symbol)
                        : (double)logo->width_px / logo->height_px;
}

static bool paint(cairo_t *cairo, bm_px_box box, const void *context)
{
    const bm_logo *logo = context;
    cairo_translate(cairo, box.x0, box.y0);
    cairo_scale(cairo, (box.x1 - box.x0) / logo->width_px, (box.y1 - box.y0) / logo->height_px);
    cairo_set_source_surface(cairo, logo->surface, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_BEST);
    cairo_paint(cairo);
    return cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
}

void bm_logo_draw(const bm_logo *logo, bm_canvas *canvas, bm_px_box box)
{
    if (logo->symbol) {
        bm_svg_symbol_draw(logo->symbol, canvas, box);
        return;
    }
    const bm_picture picture = {.key = "logo",
                                .media_type = "image/png",
                                .bytes = logo->bytes,
                                .size = logo->size,
                                .paint = paint,
                                .context = logo};
    bm_canvas_picture(canvas, &picture, box);
}
