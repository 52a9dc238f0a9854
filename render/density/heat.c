#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/density/own_country.h"
#include "render/density/private.h"

/** Radius of the kernel by default; its deviation is half of that. */
#define RADIUS_PT 18.0
/** Nodes in a radius: more would not be seen. */
#define NODES_A_RADIUS 9.0
#define PI 3.14159265358979323846

/** A kernel reaches this many deviations, and no more nodes than that. */
#define REACH_DEVIATIONS 3.0
#define KERNEL_MAX 64

/** Events of a country at the nodes of the map, and round which of them there are any. */
typedef struct tally {
    double *nodes; /**< heap; NULL for none */
    size_t left, top, right, bottom;
} tally;

typedef struct counting {
    const bm_density *density;
    bm_own_countries countries;
    tally tallies[BM_MAP_COUNTRIES_MAX];
    bool failed;
} counting;

static double *nodes_of(counting *work, uint8_t country, size_t column, size_t row)
{
    const bm_density *density = work->density;
    tally *own = &work->tallies[country];
    if (!own->nodes) {
        own->nodes = calloc(density->field_columns * density->field_rows, sizeof *own->nodes);
        own->left = own->right = column;
        own->top = own->bottom = row;
    }
    own->left = column < own->left ? column : own->left;
    own->right = column > own->right ? column : own->right;
    own->top = row < own->top ? row : own->top;
    own->bottom = row > own->bottom ? row : own->bottom;
    return own->nodes;
}

/* An event is shared by the four nodes round it. */
static void count_at(void *context, bm_px at, const bm_packed_point *point, size_t number)
{
    (void)number;
    counting *work = context;
    const bm_density *density = work->density;
    double x = (at.x - density->field_origin.x) / density->field_px;
    double y = (at.y - density->field_origin.y) / density->field_px;
    size_t column = x < 0 ? 0 : (size_t)x, row = y < 0 ? 0 : (size_t)y;
    if (column + 1 >= density->field_columns || row + 1 >= density->field_rows)
        return;
    uint8_t country = bm_own_countries_find(&work->countries, at, at, point);
    double *nodes = nodes_of(work, country, column, row);
    if (!nodes) {
        work->failed = true;
        return;
    }
    double u = x - (double)column, v = y - (double)row;
    double *node = nodes + row * density->field_columns + column;
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

static size_t min_size(size_t a, size_t b)
{
    return a < b ? a : b;
}

/** Weights of the nodes round one, along a line. */
typedef struct kernel {
    size_t reach;
    double weights[KERNEL_MAX];
} kernel;

static kernel make_kernel(const bm_density *density)
{
    double deviation = deviation_px(density) / density->field_px, sum = 0;
    kernel made = {.reach = (size_t)ceil(REACH_DEVIATIONS * deviation)};
    if (made.reach >= KERNEL_MAX)
        made.reach = KERNEL_MAX - 1;
    for (size_t k = 0; k <= made.reach; k++) {
        made.weights[k] = exp(-(double)(k * k) / (2 * deviation * deviation));
        sum += k ? 2 * made.weights[k] : made.weights[k];
    }
    for (size_t k = 0; k <= made.reach; k++)
        made.weights[k] /= sum;
    return made;
}

/* Events at nodes become events a km², as far as they reach. */
static bool spread(const bm_density *density, const tally *counted, const kernel *shape,
                   bm_field *field)
{
    size_t all = density->field_columns, reach = shape->reach;
    field->left = counted->left > reach ? counted->left - reach : 0;
    field->top = counted->top > reach ? counted->top - reach : 0;
    field->columns = min_size(counted->right + reach + 2, all) - field->left;
    field->rows = min_size(counted->bottom + reach + 2, density->field_rows) - field->top;
    size_t columns = field->columns, rows = field->rows;
    double *half = calloc(columns * rows, sizeof *half);
    field->nodes = calloc(columns * rows, sizeof *field->nodes);
    bool good = half && field->nodes;
    for (size_t row = 0; good && row < rows; row++)
        memcpy(field->nodes + row * columns,
               counted->nodes + (field->top + row) * all + field->left, columns * sizeof *half);
    if (good) {
        blur(field->nodes, half, (lines){rows, columns, columns, 1}, shape->weights, reach);
        blur(half, field->nodes, (lines){columns, 1, rows, columns}, shape->weights, reach);
    }
    free(half);
    double node_km2 = density->field_px * density->field_px * density->km2_per_px2;
    for (size_t i = 0; good && i < columns * rows; i++)
        field->nodes[i] /= node_km2;
    return good;
}

static bool make_fields(bm_density *density, const counting *counted)
{
    kernel shape = make_kernel(density);
    bool good = !counted->failed;
    density->fields = calloc(counted->countries.map.count + 1, sizeof *density->fields);
    for (size_t i = 0; good && density->fields && i < counted->countries.map.count; i++) {
        if (!counted->tallies[i].nodes)
            continue;
        bm_field *field = &density->fields[density->field_count++];
        memcpy(field->country, counted->countries.map.codes[i], sizeof field->country);
        good = spread(density, &counted->tallies[i], &shape, field);
    }
    return good && density->fields;
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

static void count_nothing(void *context, bm_px at, const bm_packed_point *point, size_t number)
{
    (void)number;
    (void)context;
    (void)at;
    (void)point;
}

static bm_status out_of_memory(bm_error *error)
{
    return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
}

static bm_status count_in(const bm_density_work *work, const bm_border *border, counting *counted,
                          bm_error *error)
{
    if (!bm_own_countries_make(&counted->countries, work->frame, border, work->points,
                               BM_OWN_COUNTRY_STEP_PT, deviation_px(work->density)))
        return out_of_memory(error);
    bm_density_visit(work, count_at, counted);
    return counted->failed ? out_of_memory(error) : BM_OK;
}

/* Events just beyond the map add to what is on it; they are in no number of the map's. */
static bm_status count(const bm_density_work *work, double margin_px, counting *counted,
                       bm_error *error)
{
    bm_frame grown;
    bm_projector projector;
    const bm_border *border = work->marks->border;
    if (!grow_frame(work->frame, margin_px, &grown))
        return count_in(work, border, counted, error);
    bm_status status = bm_projector_init(&projector, &grown, error);
    if (status)
        return status;
    bm_marks beyond = {0};
    bm_density_work wide = *work;
    wide.frame = &grown;
    wide.projector = &projector;
    wide.marks = &beyond;
    status = count_in(&wide, border, counted, error);
    bm_density_visit(work, count_nothing, NULL);
    bm_projector_finish(&projector);
    return status;
}

double bm_field_at(const bm_field *field, size_t column, size_t row)
{
    if (column < field->left || row < field->top || column - field->left >= field->columns ||
        row - field->top >= field->rows)
        return 0;
    return field->nodes[(row - field->top) * field->columns + column - field->left];
}

double bm_density_highest(const bm_density *density)
{
    size_t margin = density->field_margin;
    double highest = 0;
    for (size_t i = 0; i < density->field_count; i++)
        for (size_t row = margin; row < density->field_rows - margin; row++)
            for (size_t column = margin; column < density->field_columns - margin; column++)
                highest = fmax(highest, bm_field_at(&density->fields[i], column, row));
    return highest;
}

bm_status bm_density_make_field(bm_density_work *work, bm_error *error)
{
    bm_density *density = work->density;
    bm_px_box map = work->frame->map;
    bm_status status = bm_density_settle_size(work, RADIUS_PT, error);
    if (status)
        return status;
    density->by_country = work->marks->border != NULL;
    density->field_px = fmax(density->width_px / NODES_A_RADIUS, 2);
    density->field_margin =
        (size_t)ceil(REACH_DEVIATIONS * deviation_px(density) / density->field_px);
    double margin_px = (double)density->field_margin * density->field_px;
    density->field_origin = (bm_px){map.x0 - margin_px, map.y0 - margin_px};
    density->field_columns =
        (size_t)ceil((map.x1 - map.x0) / density->field_px) + 2 * density->field_margin + 2;
    density->field_rows =
        (size_t)ceil((map.y1 - map.y0) / density->field_px) + 2 * density->field_margin + 2;
    counting *counted = calloc(1, sizeof *counted);
    if (!counted)
        return out_of_memory(error);
    counted->density = density;
    status = count(work, margin_px, counted, error);
    if (!status && !make_fields(density, counted))
        status = out_of_memory(error);
    bm_own_countries_finish(&counted->countries);
    for (size_t i = 0; i < BM_MAP_COUNTRIES_MAX; i++)
        free(counted->tallies[i].nodes);
    free(counted);
    return status;
}
