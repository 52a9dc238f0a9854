#include <math.h>
#include <stdlib.h>

#include "render/density/private.h"

/** Radius of the kernel by default; its deviation is half of that. */
#define RADIUS_PT 18.0
/** Nodes in a radius: more would not be seen. */
#define NODES_A_RADIUS 9.0
#define PI 3.14159265358979323846

/** A kernel reaches this many deviations. */
#define REACH_DEVIATIONS 3.0

typedef struct counting {
    const bm_density *density;
    double *field;
} counting;

/* An event is shared by the four nodes round it. */
static void count_at(void *context, bm_px at, const bm_packed_point *point)
{
    counting *work = context;
    const bm_density *density = work->density;
    (void)point;
    double x = (at.x - density->field_origin.x) / density->field_px;
    double y = (at.y - density->field_origin.y) / density->field_px;
    size_t column = x < 0 ? 0 : (size_t)x, row = y < 0 ? 0 : (size_t)y;
    if (column + 1 >= density->field_columns || row + 1 >= density->field_rows)
        return;
    double u = x - (double)column, v = y - (double)row;
    double *node = work->field + row * density->field_columns + column;
    node[0] += (1 - u) * (1 - v);
    node[1] += u * (1 - v);
    node[density->field_columns] += (1 - u) * v;
    node[density->field_columns + 1] += u * v;
}

/** The nodes of a field as lines, one way or the other. */
typedef struct lines {
    size_t count, stride;         /**< of the lines */
    size_t length, length_stride; /**< of the nodes in one */
} lines;

/* One way of a Gaussian, which is the product of both. */
static void blur(const double *from, double *to, lines over, const double *kernel, size_t reach)
{
    for (size_t line = 0; line < over.count; line++) {
        const double *in = from + line * over.stride;
        double *out = to + line * over.stride;
        for (size_t i = 0; i < over.length; i++) {
            double sum = in[i * over.length_stride] * kernel[0];
            for (size_t k = 1; k <= reach; k++) {
                if (i >= k)
                    sum += in[(i - k) * over.length_stride] * kernel[k];
                if (i + k < over.length)
                    sum += in[(i + k) * over.length_stride] * kernel[k];
            }
            out[i * over.length_stride] = sum;
        }
    }
}

static double deviation_px(const bm_density *density)
{
    return density->width_px / 2;
}

double bm_density_peak(const bm_density *density)
{
    double deviation = deviation_px(density);
    return 1 / (2 * PI * deviation * deviation * density->km2_per_px2);
}

/* Events at nodes become events a km². */
static bool spread(bm_density *density)
{
    enum { REACH_MAX = 64 };
    size_t columns = density->field_columns, rows = density->field_rows;
    double deviation = deviation_px(density) / density->field_px, kernel[REACH_MAX], sum = 0;
    size_t reach = (size_t)ceil(REACH_DEVIATIONS * deviation);
    if (reach >= REACH_MAX)
        reach = REACH_MAX - 1;
    for (size_t k = 0; k <= reach; k++) {
        kernel[k] = exp(-(double)(k * k) / (2 * deviation * deviation));
        sum += k ? 2 * kernel[k] : kernel[k];
    }
    for (size_t k = 0; k <= reach; k++)
        kernel[k] /= sum;
    double *half = calloc(columns * rows, sizeof *half);
    if (!half)
        return false;
    blur(density->field, half, (lines){rows, columns, columns, 1}, kernel, reach);
    blur(half, density->field, (lines){columns, 1, rows, columns}, kernel, reach);
    free(half);
    double node_km2 = density->field_px * density->field_px * density->km2_per_px2;
    for (size_t i = 0; i < columns * rows; i++)
        density->field[i] /= node_km2;
    return true;
}

/* The frame with room round its map. False when there is none to be had, as round a whole world. */
static bool grow_frame(const bm_frame *frame, double margin_px, bm_frame *grown)
{
    enum { STEPS = 32 };
    double margin_m = margin_px / frame->px_per_m;
    *grown = *frame;
    grown->map = (bm_px_box){frame->map.x0 - margin_px, frame->map.y0 - margin_px,
                             frame->map.x1 + margin_px, frame->map.y1 + margin_px};
    grown->extent = (bm_xy_box){frame->extent.x_min - margin_m, frame->extent.y_min - margin_m,
                                frame->extent.x_max + margin_m, frame->extent.y_max + margin_m};
    grown->lonlat = frame->lonlat;
    for (int i = 0; i <= STEPS; i++) {
        double x = grown->map.x0 + (grown->map.x1 - grown->map.x0) * i / STEPS;
        double y = grown->map.y0 + (grown->map.y1 - grown->map.y0) * i / STEPS;
        const bm_px sides[] = {
            {x, grown->map.y0}, {x, grown->map.y1}, {grown->map.x0, y}, {grown->map.x1, y}};
        for (size_t k = 0; k < sizeof sides / sizeof *sides; k++) {
            bm_lonlat at = bm_frame_to_lonlat(frame, sides[k]);
            if (!bm_lonlat_is_valid(at))
                return false;
            grown->lonlat = bm_lonlat_box_grow(grown->lonlat, at);
        }
    }
    return grown->lonlat.east - grown->lonlat.west < 180;
}

static void count_nothing(void *context, bm_px at, const bm_packed_point *point)
{
    (void)context;
    (void)at;
    (void)point;
}

/* Events just beyond the map add to what is on it; they are in no number of the map's. */
static bm_status count(const bm_density_work *work, double margin_px, counting *counted,
                       bm_error *error)
{
    bm_frame grown;
    bm_projector projector;
    if (!grow_frame(work->frame, margin_px, &grown)) {
        bm_density_visit(work, count_at, counted);
        return BM_OK;
    }
    bm_status status = bm_projector_init(&projector, &grown, error);
    if (status)
        return status;
    bm_marks beyond = {0};
    bm_density_work wide = *work;
    wide.frame = &grown;
    wide.projector = &projector;
    wide.marks = &beyond;
    bm_density_visit(&wide, count_at, counted);
    bm_density_visit(work, count_nothing, NULL);
    bm_projector_finish(&projector);
    return BM_OK;
}

double bm_density_highest(const bm_density *density)
{
    size_t margin = density->field_margin;
    double highest = 0;
    for (size_t row = margin; row < density->field_rows - margin; row++)
        for (size_t column = margin; column < density->field_columns - margin; column++)
            highest = fmax(highest, density->field[row * density->field_columns + column]);
    return highest;
}

bm_status bm_density_make_field(bm_density_work *work, bm_error *error)
{
    bm_density *density = work->density;
    bm_px_box map = work->frame->map;
    bm_status status = bm_density_settle_size(work, RADIUS_PT, error);
    if (status)
        return status;
    density->field_px = fmax(density->width_px / NODES_A_RADIUS, 2);
    density->field_margin =
        (size_t)ceil(REACH_DEVIATIONS * deviation_px(density) / density->field_px);
    double margin_px = (double)density->field_margin * density->field_px;
    density->field_origin = (bm_px){map.x0 - margin_px, map.y0 - margin_px};
    density->field_columns =
        (size_t)ceil((map.x1 - map.x0) / density->field_px) + 2 * density->field_margin + 2;
    density->field_rows =
        (size_t)ceil((map.y1 - map.y0) / density->field_px) + 2 * density->field_margin + 2;
    density->field = calloc(density->field_columns * density->field_rows, sizeof *density->field);
    if (!density->field)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    counting counted = {density, density->field};
    status = count(work, margin_px, &counted, error);
    if (!status && !spread(density))
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    return status;
}
