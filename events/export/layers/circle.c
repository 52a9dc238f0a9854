#include "events/export/layers/circle.h"

#include "geo/clip.h"
#include "geo/output.h"

#include <bordermap/geodesic.h>

#include <math.h>

/* Of a ring: its corners, the first once more, and two at a pole. */
enum { CORNERS = 72, RING_MAX = CORNERS + 3, CLIPPED_MAX = 2 * RING_MAX + 8, WORLDS = 3 };

/* With longitudes that do not jump, so that they may leave -180 to 180. @return how many */
static size_t unwrap(const bm_lonlat *corners, bm_px *ring)
{
    size_t count = 0;
    ring[count++] = (bm_px){corners[0].lon, corners[0].lat};
    for (int i = 1; i <= CORNERS; i++) {
        bm_lonlat at = corners[i % CORNERS];
        double x = ring[count - 1].x;
        ring[count++] = (bm_px){x + remainder(at.lon - x, 360), at.lat};
    }
    double turned = ring[count - 1].x - ring[0].x;
    if (fabs(turned) < 180)
        return count;
    /* Eastwards round the north pole, westwards round the south pole: it lies to the left. */
    double pole = turned > 0 ? 90 : -90;
    ring[count] = (bm_px){ring[count - 1].x, pole};
    ring[count + 1] = (bm_px){ring[0].x, pole};
    return count + 2;
}

/* What lies in one world of those beside each other, closed. @return how many points */
static size_t cut(const bm_px *ring, size_t count, double west, bm_lonlat *points)
{
    bm_px clipped[CLIPPED_MAX];
    const bm_px_box world = {west, -90, west + 360, 90};
    size_t found = bm_clip_ring(ring, count, world, clipped);
    for (size_t i = 0; i < found; i++)
        points[i] = bm_rings_round((bm_lonlat){clipped[i].x - west - 180, clipped[i].y});
    if (found == 0)
        return 0;
    if (points[0].lon != points[found - 1].lon || points[0].lat != points[found - 1].lat) {
        points[found] = points[0];
        found++;
    }
    return bm_output_ring_area2(points, found) > 0 ? found : 0;
}

bool bm_circle_rings(bm_lonlat center, double radius_m, bm_arena *arena, bm_rings *rings)
{
    bm_lonlat corners[CORNERS];
    bm_px ring[RING_MAX];
    bm_lonlat *points = bm_arena_array(arena, WORLDS * (CLIPPED_MAX + 1), sizeof *points);
    uint32_t *starts = bm_arena_array(arena, WORLDS + 1, sizeof *starts);
    *rings = (bm_rings){points, starts, 0};
    if (!points || !starts)
        return false;
    for (int i = 0; i < CORNERS; i++)
        corners[i] = bm_geodesic_destination(center, 360 - 360.0 * i / CORNERS, radius_m);
    size_t count = unwrap(corners, ring), used = 0;
    starts[0] = 0;
    for (int world = 0; world < WORLDS; world++) {
        size_t found = cut(ring, count, 360.0 * world - 540, points + used);
        used += found;
        if (found > 0)
            starts[++rings->count] = (uint32_t)used;
    }
    return true;
}
