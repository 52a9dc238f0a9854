/* The module itself: the only file that knows librsvg. Without a base URI librsvg follows no
 * reference to another file, and it has limits of its own on depth and on elements that are used
 * again. */
#include "render/svg_symbol/module.h"

#include <librsvg/rsvg.h>
#include <math.h>
#include <stdio.h>

#define ASPECT_MAX 20.0

/* Width to height: of the size in pixels, else of the view box. 0 when there is neither. */
static double find_aspect(RsvgHandle *handle)
{
    double width = 0, height = 0;
    gboolean has_width, has_height, has_box;
    RsvgLength width_length, height_length;
    RsvgRectangle box;
    rsvg_handle_get_intrinsic_dimensions(handle, &has_width, &width_length, &has_height,
                                         &height_length, &has_box, &box);
    if (has_box && box.width > 0 && box.height > 0)
        return box.width / box.height;
    if (rsvg_handle_get_intrinsic_size_in_pixels(handle, &width, &height) && width > 0 &&
        height > 0)
        return width / height;
    return 0;
}

static void *open_picture(const char *bytes, size_t size, double *aspect,
                          char message[BM_ERROR_MESSAGE_SIZE])
{
    GError *why = NULL;
    RsvgHandle *handle = rsvg_handle_new_from_data((const guint8 *)bytes, size, &why);
    if (!handle) {
        snprintf(message, BM_ERROR_MESSAGE_SIZE, "%.160s", why ? why->message : "it is no SVG");
        g_clear_error(&why);
        return NULL;
    }
    rsvg_handle_set_dpi(handle, 96);
    *aspect = find_aspect(handle);
    if (!isfinite(*aspect) || *aspect < 1 / ASPECT_MAX || *aspect > ASPECT_MAX) {
        snprintf(message, BM_ERROR_MESSAGE_SIZE,
                 "it needs a viewBox, or a width and height, no longer than 20 to 1");
        g_object_unref(handle);
        return NULL;
    }
    return handle;
}

static bool draw_picture(void *picture, cairo_t *cairo, bm_px_box box)
{
    GError *why = NULL;
    RsvgRectangle viewport = {box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0};
    bool drawn = rsvg_handle_render_document(picture, cairo, &viewport, &why);
    g_clear_error(&why);
    return drawn;
}

static void close_picture(void *picture)
{
    if (picture)
        g_object_unref(picture);
}

BM_API extern const bm_svg_module bordermap_svg_module;
const bm_svg_module bordermap_svg_module = {BM_SVG_MODULE_VERSION, open_picture, draw_picture,
                                            close_picture};
