#include "render/canvas/halo.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/* Raise `to` to the coverages of `from` and `more`, where these are not 0. Bytes throughout, so
 * that the compiler takes sixteen at a time. */
static void raise_row(const uint8_t *restrict from, uint8_t *restrict to, int count, uint8_t more)
{
    for (int x = 0; x < count; x++) {
        uint8_t room = (uint8_t)(255 - from[x]);
        uint8_t added = more < room ? more : room;
        uint8_t wider = (uint8_t)(from[x] + added);
        uint8_t wanted = from[x] == 0 ? 0 : wider;
        to[x] = to[x] > wanted ? to[x] : wanted;
    }
}

static void raise_row_by_less(const uint8_t *restrict from, uint8_t *restrict to, int count,
                              uint8_t less)
{
    for (int x = 0; x < count; x++) {
        uint8_t taken = less < from[x] ? less : from[x];
        uint8_t wanted = (uint8_t)(from[x] - taken);
        to[x] = to[x] > wanted ? to[x] : wanted;
    }
}

static bool is_zero(const uint8_t *row, int width)
{
    int x = 0;
    for (uint64_t eight; x + (int)sizeof eight <= width; x += (int)sizeof eight) {
        memcpy(&eight, row + x, sizeof eight);
        if (eight != 0)
            return false;
    }
    for (; x < width; x++)
        if (row[x] != 0)
            return false;
    return true;
}

/** By how much a pixel is raised so many pixels beside another; below 0 to less than that one. */
typedef struct distances {
    int reach;
    int more[BM_HALO_RADIUS_MAX_PX + 3][BM_HALO_RADIUS_MAX_PX + 3];
} distances;

static void find_distances(distances *all, double radius_px)
{
    all->reach = (int)ceil(radius_px) + 1;
    for (int y = 0; y <= all->reach; y++)
        for (int x = 0; x <= all->reach; x++) {
            long more = lround(255 * (radius_px - sqrt((double)(x * x + y * y))));
            all->more[y][x] = (int)(more < 255 ? more : 255);
        }
}

/* One row of `from` as it shows so many rows above and below itself. */
static void spread_row(const uint8_t *from, uint8_t *to, int width, const distances *all, int rows)
{
    memset(to, 0, (size_t)width);
    for (int dx = -all->reach; dx <= all->reach; dx++) {
        int skipped = dx < 0 ? -dx : dx, more = all->more[rows][skipped];
        if (more <= -255 || skipped >= width)
            continue;
        const uint8_t *source = from + (dx > 0 ? dx : 0);
        uint8_t *target = to + (dx < 0 ? -dx : 0);
        if (more >= 0)
            raise_row(source, target, width - skipped, (uint8_t)more);
        else
            raise_row_by_less(source, target, width - skipped, (uint8_t)-more);
    }
}

static void keep_higher(const uint8_t *restrict from, uint8_t *restrict to, int width)
{
    for (int x = 0; x < width; x++)
        to[x] = to[x] > from[x] ? to[x] : from[x];
}

void bm_halo_spread(const uint8_t *from, uint8_t *to, int width, int height, size_t stride, int top,
                    int bottom, double radius_px, uint8_t *row)
{
    distances all;
    find_distances(&all, radius_px);
    for (int y = 0; y < height; y++) {
        const uint8_t *source = from + (size_t)y * stride;
        if (y + all.reach < top || y - all.reach >= bottom || is_zero(source, width))
            continue;
        for (int rows = 0; rows <= all.reach; rows++) {
            bool above = y - rows >= top && y - rows < bottom;
            bool below = y + rows >= top && y + rows < bottom && rows > 0;
            if (all.more[rows][0] <= -255 || !(above || below))
                continue;
            spread_row(source, row, width, &all, rows);
            if (above)
                keep_higher(row, to + (size_t)(y - rows) * stride, width);
            if (below)
                keep_higher(row, to + (size_t)(y + rows) * stride, width);
        }
    }
}
