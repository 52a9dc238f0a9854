#include "geo/clip.h"

#include <math.h>

/* Drop the vertices within `tolerance` of the one kept before; both ends stay. */
static size_t thin(bm_px *points, size_t count, double tolerance)
{
    size_t kept = 1;
    for (size_t i = 1; i + 1 < count; i++) {
        double dx = points[i].x - points[kept - 1].x;
        double dy = points[i].y - points[kept - 1].y;
        if (dx * dx + dy * dy >= tolerance * tolerance)
            points[kept++] = points[i];
    }
    points[kept++] = points[count - 1];
    return kept;
}

/* The vertex of first+1…last−1 farthest from the chord, or `first` when all are within tolerance.
 * Squared distances are compared times the chord's squared length, which saves to divide. */
static size_t farthest(const bm_px *points, size_t first, size_t last, double tolerance)
{
    bm_px a = points[first], b = points[last];
    double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    double scale = length > 0.0 ? length : 1.0;
    double worst = tolerance * tolerance * scale;
    size_t found = first;
    for (size_t i = first + 1; i < last; i++) {
        double x = points[i].x - a.x, y = points[i].y - a.y, along = x * dx + y * dy;
        double across = x * dy - y * dx, distance = across * across;
        if (along <= 0.0)
            distance = (x * x + y * y) * scale;
        else if (along >= length)
            distance = ((x - dx) * (x - dx) + (y - dy) * (y - dy)) * scale;
        if (distance > worst) {
            worst = distance;
            found = i;
        }
    }
    return found;
}

/* Douglas and Peucker's method (Cartographica 10(2), 1973) over a window, with a stack of pending
 * ends: the stack holds the right ends still to be met, so it can be no deeper than the window. */
enum { WINDOW = 512 };

static size_t reduce(bm_px *points, size_t count, bm_px *out, double tolerance)
{
    size_t pending[WINDOW];
    size_t depth = 0;
    size_t first = 0;
    size_t kept = 0;
    pending[depth++] = count - 1;
    while (depth > 0) {
        size_t middle = farthest(points, first, pending[depth - 1], tolerance);
        if (middle != first) {
            pending[depth++] = middle;
            continue;
        }
        /* `out` never overtakes `first`: what is overwritten has been read. */
        out[kept++] = points[first];
        first = pending[--depth];
    }
    return kept;
}

size_t bm_simplify(bm_px *points, size_t count, double tolerance_px)
{
    if (count < 3 || !(tolerance_px > 0.0))
        return count;
    bm_px end = points[count - 1];
    count = thin(points, count, tolerance_px);
    size_t kept = 0;
    for (size_t first = 0; first + 1 < count; first += WINDOW - 1) {
        size_t size = count - first < WINDOW ? count - first : WINDOW;
        kept += reduce(points + first, size, points + kept, tolerance_px);
    }
    points[kept++] = end;
    return kept;
}
