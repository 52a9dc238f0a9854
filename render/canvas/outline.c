#include "render/canvas/outline.h"

#include <ft2build.h>
#include <math.h>
#include <stdlib.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include "base/fingerprint.h"

/** FreeType counts points in short integers. */
#define POINTS_MAX 32000
/** Beyond this its coordinates of 1/64 pixel would overflow. */
#define PX_MAX 30000.0

struct bm_outline_filler {
    FT_Library library;
    FT_Vector *points;
    size_t capacity;
};

struct bm_outline {
    size_t count, contours;
    bm_px *points;
    char *tags;
    short *ends;      /**< last point of each contour */
    bool is_too_long; /**< or memory is short */
    uint64_t print;
};

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
    free(filler);
}

void bm_outline_free(bm_outline *outline)
{
    if (!outline)
        return;
    free(outline->points);
    free(outline->tags);
    free(outline->ends);
    free(outline);
}

static void add_point(bm_outline *made, bm_px at, char tag)
{
    made->is_too_long = made->is_too_long || made->count >= POINTS_MAX;
    if (made->is_too_long)
        return;
    made->points[made->count] = at;
    made->tags[made->count++] = tag;
}

static void end_contour(bm_outline *made)
{
    size_t first = made->contours ? (size_t)made->ends[made->contours - 1] + 1 : 0;
    if (made->count - first < 3)
        made->count = first; /* it covers nothing */
    else
        made->ends[made->contours++] = (short)(made->count - 1);
}

static bm_px point_of(const cairo_path_data_t *data)
{
    return (bm_px){data->point.x, data->point.y};
}

/* cairo makes cubic curves of a font's quadratic ones, which take half the time. */
static bool is_quadratic(bm_px from, bm_px a, bm_px b, bm_px to, bm_px *control)
{
    const double near = 0.02;
    bm_px first = {(3 * a.x - from.x) / 2, (3 * a.y - from.y) / 2};
    bm_px second = {(3 * b.x - to.x) / 2, (3 * b.y - to.y) / 2};
    *control = (bm_px){(first.x + second.x) / 2, (first.y + second.y) / 2};
    return fabs(first.x - second.x) < near && fabs(first.y - second.y) < near;
}

static void add_curve(bm_outline *made, const cairo_path_data_t *data)
{
    bm_px a = point_of(&data[1]), b = point_of(&data[2]), to = point_of(&data[3]), control;
    if (made->count > 0 && is_quadratic(made->points[made->count - 1], a, b, to, &control)) {
        add_point(made, control, FT_CURVE_TAG_CONIC);
    } else {
        add_point(made, a, FT_CURVE_TAG_CUBIC);
        add_point(made, b, FT_CURVE_TAG_CUBIC);
    }
    add_point(made, to, FT_CURVE_TAG_ON);
}

static void take_path(bm_outline *made, const cairo_path_t *path)
{
    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        const cairo_path_data_t *data = &path->data[i];
        switch (data->header.type) {
        case CAIRO_PATH_MOVE_TO:
            end_contour(made);
            add_point(made, point_of(&data[1]), FT_CURVE_TAG_ON);
            break;
        case CAIRO_PATH_LINE_TO:
            add_point(made, point_of(&data[1]), FT_CURVE_TAG_ON);
            break;
        case CAIRO_PATH_CURVE_TO:
            add_curve(made, data);
            break;
        case CAIRO_PATH_CLOSE_PATH:
            break; /* contours are closed, and a move follows */
        }
    }
    end_contour(made);
}

static uint64_t print_of(const bm_outline *made)
{
    bm_fingerprint_sum sum;
    bm_fingerprint_begin(&sum);
    bm_fingerprint_add(&sum, made->points, made->count * sizeof *made->points);
    bm_fingerprint_add(&sum, made->tags, made->count);
    bm_fingerprint_add(&sum, made->ends, made->contours * sizeof *made->ends);
    return bm_fingerprint_end(&sum).low;
}

uint64_t bm_outline_print(const bm_outline *outline)
{
    return outline->print;
}

bm_outline *bm_outline_take(cairo_t *cairo)
{
    cairo_path_t *path = cairo_copy_path(cairo);
    bm_outline *made = NULL;
    if (path->status == CAIRO_STATUS_SUCCESS)
        made = calloc(1, sizeof *made);
    if (made) {
        /* Every point has an entry, and so has every contour. */
        size_t room = (size_t)path->num_data + 1;
        made->points = malloc(room * sizeof *made->points);
        made->tags = malloc(room);
        made->ends = malloc(room * sizeof *made->ends);
        made->is_too_long = !made->points || !made->tags || !made->ends;
        if (!made->is_too_long)
            take_path(made, path);
        if (made->is_too_long) {
            bm_outline_free(made);
            made = NULL;
        }
    }
    if (made)
        made->print = print_of(made);
    cairo_path_destroy(path);
    cairo_new_path(cairo);
    return made;
}

static bm_px turned(bm_px at, const cairo_matrix_t *by)
{
    return (bm_px){by->xx * at.x + by->xy * at.y + by->x0, by->yx * at.x + by->yy * at.y + by->y0};
}

bm_px_box bm_outline_reach(const bm_outline *outline, const cairo_matrix_t *matrix)
{
    bm_px_box box = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i < outline->count; i++) {
        bm_px at = turned(outline->points[i], matrix);
        box.x0 = at.x < box.x0 ? at.x : box.x0;
        box.y0 = at.y < box.y0 ? at.y : box.y0;
        box.x1 = at.x > box.x1 ? at.x : box.x1;
        box.y1 = at.y > box.y1 ? at.y : box.y1;
    }
    return box;
}

static bool reserve(bm_outline_filler *filler, size_t count)
{
    if (count <= filler->capacity)
        return true;
    size_t capacity = count < 512 ? 1024 : 2 * count;
    FT_Vector *points = realloc(filler->points, capacity * sizeof *points);
    if (!points)
        return false;
    filler->points = points;
    filler->capacity = capacity;
    return true;
}

bool bm_outline_fill(bm_outline_filler *filler, const bm_outline *outline,
                     const cairo_matrix_t *matrix, uint8_t *mask, int width, int height)
{
    if (outline->contours == 0)
        return true;
    if (!reserve(filler, outline->count))
        return false;
    for (size_t i = 0; i < outline->count; i++) {
        bm_px at = turned(outline->points[i], matrix);
        /* Rows of an image go down, FreeType's coordinates up. */
        double y = height - at.y;
        if (!(fabs(at.x) < PX_MAX && fabs(y) < PX_MAX))
            return false;
        filler->points[i] = (FT_Vector){(long)floor(at.x * 64 + 0.5), (long)floor(y * 64 + 0.5)};
    }
    FT_Outline letters = {.n_contours = (short)outline->contours,
                          .n_points = (short)outline->count,
                          .points = filler->points,
                          .tags = outline->tags,
                          .contours = outline->ends};
    FT_Bitmap bitmap = {.rows = (unsigned)height,
                        .width = (unsigned)width,
                        .pitch = width,
                        .buffer = mask,
                        .num_grays = 256,
                        .pixel_mode = FT_PIXEL_MODE_GRAY};
    return FT_Outline_Get_Bitmap(filler->library, &letters, &bitmap) == 0;
}
