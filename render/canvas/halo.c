#include "render/canvas/halo.h"

#include <math.h>

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

void bm_halo_spread(const uint8_t *from, uint8_t *to, int width, int height, size_t stride,
                    double radius_px)
{
    int reach = (int)ceil(radius_px) + 1;
    for (int dy = -reach; dy <= reach; dy++)
        for (int dx = -reach; dx <= reach; dx++) {
            long more = lround(255 * (radius_px - sqrt((double)(dx * dx + dy * dy))));
            int skipped = dx < 0 ? -dx : dx;
            if (more <= -255 || skipped >= width)
                continue;
            int first = dy < 0 ? -dy : 0, end = dy > 0 ? height - dy : height;
            for (int y = first; y < end; y++) {
                const uint8_t *source = from + (size_t)(y + dy) * stride + (dx > 0 ? dx : 0);
                uint8_t *target = to + (size_t)y * stride + (dx < 0 ? -dx : 0);
                if (more >= 0)
                    raise_row(source, target, width - skipped, (uint8_t)(more < 255 ? more : 255));
                else
                    raise_row_by_less(source, target, width - skipped, (uint8_t)-more);
            }
        }
}
