#include "render/canvas/outline.h"

#include <ft2build.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

/** FreeType counts points in short integers. */
#define POINTS_MAX 32000
/** Beyond this its coordinates of 1/64 pixel would overflow. */
#define PX_MAX 30000.0

struct bm_outline_filler {
    FT_Library library;
    FT_Vector *points;
    char *tags;
    short *ends; /**< last point of each contour */
    size_t capacity;
};

/** A path while it is turned into an outline. */
typedef struct outline {
    bm_outline_filler *filler;
    int height;
    size_t count, contours;
    bool failed;
} outline;

bm_outline_filler *bm_outline_filler_new(void)
{
    bm_outline_filler *made = calloc(1, sizeof *made);
    if (made && FT_Init_FreeType(&made->library) != 0) {
        free(made);
        return NULL;
    }
    return made;
}

void bm_outline_filler_free(bm_outline_filler *filler)
{
    if (!filler)
        return;
    FT_Done_FreeType(filler->library);
    free(filler->points);
    free(filler->tags);
    free(filler->ends);
    free(filler);
}

static bool reserve(bm_outline_filler *filler, size_t count)
{
    if (count <= filler->capacity)
        return true;
    size_t capacity = count < 2048 ? 4096 : 2 * count;
    FT_Vector *points = realloc(filler->points, capacity * sizeof *points);
    if (points)
        filler->points = points;
    char *tags = realloc(filler->tags, capacity);
    if (tags)
        filler->tags = tags;
    short *ends = realloc(filler->ends, capacity * sizeof *ends);
    if (ends)
        filler->ends = ends;
    if (!points || !tags || !ends)
        return false;
    filler->capacity = capacity;
    return true;
}

/* Rows of an image go down, FreeType's coordinates up. */
static void add_point(outline *made, const cairo_path_data_t *at, char tag)
{
    double x = at->point.x, y = made->height - at->point.y;
    if (!(fabs(x) < PX_MAX && fabs(y) < PX_MAX) || made->count >= POINTS_MAX) {
        made->failed = true;
        return;
    }
    made->filler->points[made->count] = (FT_Vector){lround(x * 64), lround(y * 64)};
    made->filler->tags[made->count++] = tag;
}

static void end_contour(outline *made)
{
    size_t first = made->contours ? (size_t)made->filler->ends[made->contours - 1] + 1 : 0;
    if (made->count - first < 3)
        made->count = first; /* it covers nothing */
    else
        made->filler->ends[made->contours++] = (short)(made->count - 1);
}

static void take_path(outline *made, const cairo_path_t *path)
{
    for (int i = 0; i < path->num_data && !made->failed; i += path->data[i].header.length) {
        const cairo_path_data_t *data = &path->data[i];
        switch (data->header.type) {
        case CAIRO_PATH_MOVE_TO:
            end_contour(made);
            add_point(made, &data[1], FT_CURVE_TAG_ON);
            break;
        case CAIRO_PATH_LINE_TO:
            add_point(made, &data[1], FT_CURVE_TAG_ON);
            break;
        case CAIRO_PATH_CURVE_TO:
            add_point(made, &data[1], FT_CURVE_TAG_CUBIC);
            add_point(made, &data[2], FT_CURVE_TAG_CUBIC);
            add_point(made, &data[3], FT_CURVE_TAG_ON);
            break;
        case CAIRO_PATH_CLOSE_PATH:
            break; /* contours are closed, and a move follows */
        }
    }
    end_contour(made);
}

bool bm_outline_fill(bm_outline_filler *filler, cairo_t *cairo, cairo_surface_t *mask)
{
    outline made = {.filler = filler, .height = cairo_image_surface_get_height(mask)};
    unsigned char *pixels = cairo_image_surface_get_data(mask);
    cairo_save(cairo);
    cairo_identity_matrix(cairo);
    cairo_path_t *path = cairo_copy_path(cairo);
    cairo_restore(cairo);
    if (path->status != CAIRO_STATUS_SUCCESS || !pixels ||
        !reserve(filler, (size_t)path->num_data + 1))
        made.failed = true;
    else
        take_path(&made, path);
    cairo_path_destroy(path);
    if (made.failed)
        return false;
    cairo_new_path(cairo);
    FT_Outline letters = {.n_contours = (short)made.contours,
                          .n_points = (short)made.count,
                          .points = filler->points,
                          .tags = filler->tags,
                          .contours = filler->ends};
    FT_Bitmap bitmap = {.rows = (unsigned)made.height,
                        .width = (unsigned)cairo_image_surface_get_width(mask),
                        .pitch = cairo_image_surface_get_stride(mask),
                        .buffer = pixels,
                        .num_grays = 256,
                        .pixel_mode = FT_PIXEL_MODE_GRAY};
    cairo_surface_flush(mask);
    bool fine =
        made.contours == 0 || FT_Outline_Get_Bitmap(filler->library, &letters, &bitmap) == 0;
    cairo_surface_mark_dirty(mask);
    return fine;
}
