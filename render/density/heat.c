#include <math.h>
#include <stdlib.h>

#include "render/density/private.h"

/** Radius of the kernel by default; its deviation is half of that. */
#define RADIUS_PT 18.0
/** Nodes in a radius: more would not be seen. */
#define NODES_A_RADIUS 9.0
#define PI 3.14159265358979323846

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
    size_t reach = (size_t)ceil(3 * deviation);
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

bm_status bm_density_make_field(bm_density_work *work, bm_error *error)
{
    bm_density *density = work->density;
    bm_px_box map = work->frame->map;
    bm_status status = bm_density_settle_size(work, RADIUS_PT, error);
    if (status)
        return status;
    density->field_px = fmax(density->width_px / NODES_A_RADIUS, 2);
    density->field_origin = (bm_px){map.x0, map.y0};
    density->field_columns = (size_t)ceil((map.x1 - map.x0) / density->field_px) + 2;
    density->field_rows = (size_t)ceil((map.y1 - map.y0) / density->field_px) + 2;
    density->field = calloc(density->field_columns * density->field_rows, sizeof *density->field);
    if (!density->field)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    counting counted = {density, density->field};
    bm_density_visit(work, count_at, &counted);
    if (!spread(density))
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    return status;
}
