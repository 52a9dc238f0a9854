/** @file hilbert.h
 *  Order of places such that what is near on the curve is near on the plane.
 */
#ifndef BM_GEO_HILBERT_H
#define BM_GEO_HILBERT_H

#include <math.h>
#include <stdint.h>

/** Distance along the Hilbert curve of order 16 (D. Hilbert, Math. Annalen 38, 1891).
 *  @param x,y  0…65535 */
static inline uint32_t bm_hilbert_distance(uint32_t x, uint32_t y)
{
    uint32_t distance = 0;
    for (uint32_t side = 1u << 15; side > 0; side >>= 1) {
        uint32_t in_x = (x & side) != 0;
        uint32_t in_y = (y & side) != 0;
        distance += side * side * ((3 * in_x) ^ in_y);
        if (in_y == 0) {
            if (in_x == 1) {
                x = 0xFFFF - x;
                y = 0xFFFF - y;
            }
            uint32_t swap = x;
            x = y;
            y = swap;
        }
    }
    return distance;
}

/** Where `value` lies between `low` and `high`, 0…65535. */
static inline uint32_t bm_hilbert_cell(double value, double low, double high)
{
    double place = high > low ? (value - low) / (high - low) * 65535.0 : 0.0;
    return place > 0.0 ? (uint32_t)fmin(place, 65535.0) : 0;
}

#endif
