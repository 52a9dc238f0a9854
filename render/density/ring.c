#include "render/density/ring.h"

#include <math.h>
#include <stdint.h>

#define PI 3.14159265358979323846

/* A pixel is taken as a disc: how much of it lies within an edge goes straight with the distance of
 * its middle. Angles are told apart by a number that grows with them and needs no arc tangent. */

typedef struct rgb {
    double red, green, blue;
} rgb;

/** Where one part ends and the next begins. */
typedef struct boundary {
    double turn; /**< turn_of() */
    bm_px way;   /**< unit vector outwards */
} boundary;

/** A ring, ready to be painted. */
typedef struct painter {
    const bm_ring *ring;
    boundary ends[BM_RING_PARTS_MAX];
    double outer_px;                          /**< of the outline */
    double line_from_px;                      /**< where the outline begins */
    uint32_t paper, parts[BM_RING_PARTS_MAX]; /**< whole pixels of them */
} painter;

static rgb rgb_of(bm_color color)
{
    return (rgb){color.red, color.green, color.blue};
}

static rgb mix(rgb from, rgb to, double share)
{
    return (rgb){from.red + (to.red - from.red) * share,
                 from.green + (to.green - from.green) * share,
                 from.blue + (to.blue - from.blue) * share};
}

static double clamp(double value)
{
    return value < 0 ? 0 : value > 1 ? 1 : value;
}

/* 0 at the top, then 1, 2, 3 at the right, bottom and left, up to 4. */
static double turn_of(double x, double y)
{
    double sum = fabs(x) + fabs(y), share = sum > 0 ? x / sum : 0;
    double turn = y < 0 ? share : 2 - share;
    return turn < 0 ? turn + 4 : turn;
}

/* By how much of the pixel it lies beyond a boundary, clockwise. */
static double share_beyond(const boundary *end, double x, double y)
{
    return clamp(end->way.x * y - end->way.y * x + 0.5);
}

static bool is_at(const boundary *end, double x, double y)
{
    return end->way.x * x + end->way.y * y > 0 && fabs(end->way.x * y - end->way.y * x) < 0.5;
}

/* The part that the middle of a pixel is in. */
static size_t find_part(const painter *work, double x, double y)
{
    size_t last = work->ring->part_count - 1, at = 0;
    double turn = turn_of(x, y);
    while (at < last && turn >= work->ends[at].turn)
        at++;
    return at;
}

static size_t before(const painter *work, size_t at)
{
    return at ? at - 1 : work->ring->part_count - 1;
}

/* Whether no boundary crosses the pixel. */
static bool is_whole(const painter *work, size_t at, double x, double y)
{
    return work->ring->part_count == 1 ||
           (!is_at(&work->ends[before(work, at)], x, y) && !is_at(&work->ends[at], x, y));
}

/* The colour of a pixel that boundaries may cross. */
static rgb mix_parts(const painter *work, size_t at, double x, double y)
{
    const bm_ring *ring = work->ring;
    const boundary *from = &work->ends[before(work, at)], *to = &work->ends[at];
    rgb color = rgb_of(ring->parts[at]);
    if (ring->part_count == 1)
        return color;
    if (is_at(from, x, y))
        color = mix(rgb_of(ring->parts[before(work, at)]), color, share_beyond(from, x, y));
    if (is_at(to, x, y))
        color =
            mix(color, rgb_of(ring->parts[(at + 1) % ring->part_count]), share_beyond(to, x, y));
    return color;
}

static uint32_t byte_of(double value)
{
    return (uint32_t)(value * 255 + 0.5);
}

static uint32_t pack(rgb color, double alpha)
{
    return byte_of(alpha) << 24 | byte_of(color.red * alpha) << 16 |
           byte_of(color.green * alpha) << 8 | byte_of(color.blue * alpha);
}

static uint32_t pixel_at(const painter *work, double x, double y)
{
    const bm_ring *ring = work->ring;
    double away = sqrt(x * x + y * y);
    if (away >= work->outer_px + 0.5)
        return 0;
    if (away <= ring->inner_px - 0.5)
        return work->paper;
    size_t at = find_part(work, x, y);
    bool in_parts = away >= ring->inner_px + 0.5 && away <= work->line_from_px - 0.5;
    if (in_parts && is_whole(work, at, x, y))
        return work->parts[at];
    double alpha = clamp(work->outer_px - away + 0.5);
    double in_line = clamp(away - work->line_from_px + 0.5);
    rgb color =
        mix(rgb_of(ring->paper), mix_parts(work, at, x, y), clamp(away - ring->inner_px + 0.5));
    return pack(mix(color, rgb_of(ring->outline), in_line), alpha);
}

static bool is_solid(const bm_ring *ring)
{
    bool solid = ring->paper.alpha >= 1 && (ring->outline.alpha >= 1 || !(ring->outline_px > 0));
    for (size_t i = 0; i < ring->part_count; i++)
        solid = solid && ring->parts[i].alpha >= 1;
    return solid;
}

static double outer_of(const bm_ring *ring)
{
    return ring->radius_px + ring->outline_px / 2;
}

bool bm_ring_reach(const bm_ring *ring, int *left, int *top, int *width, int *height)
{
    double reach = outer_of(ring) + 0.5;
    if (!is_solid(ring) || ring->part_count == 0 || !(reach < 4096))
        return false;
    *left = (int)floor(ring->center.x - reach);
    *top = (int)floor(ring->center.y - reach);
    *width = (int)ceil(ring->center.x + reach) - *left;
    *height = (int)ceil(ring->center.y + reach) - *top;
    return true;
}

void bm_ring_make(const void *context, uint32_t *pixels, int width, int height)
{
    const bm_ring *ring = context;
    painter work = {.ring = ring, .outer_px = outer_of(ring)};
    work.line_from_px = ring->outline_px > 0 ? ring->radius_px - ring->outline_px / 2 : HUGE_VAL;
    for (size_t i = 0; i < ring->part_count; i++) {
        double angle = 2 * PI * (i + 1 < ring->part_count ? ring->ends[i] : 0);
        work.ends[i] = (boundary){.way = {sin(angle), -cos(angle)}};
        work.ends[i].turn = turn_of(work.ends[i].way.x, work.ends[i].way.y);
        work.parts[i] = pack(rgb_of(ring->parts[i]), 1);
    }
    work.paper = pack(rgb_of(ring->paper), 1);
    double left = floor(ring->center.x - work.outer_px - 0.5);
    double top = floor(ring->center.y - work.outer_px - 0.5);
    for (int row = 0; row < height; row++) {
        double y = top + row + 0.5 - ring->center.y;
        for (int column = 0; column < width; column++)
            *pixels++ = pixel_at(&work, left + column + 0.5 - ring->center.x, y);
    }
}
