/** @file xyz.h
 *  Earth-centred positions: straight chords through WGS 84, which are quick to compare. Pure;
 *  thread-safe.
 */
#ifndef BM_GEO_XYZ_H
#define BM_GEO_XYZ_H

#include <bordermap/geometry.h>

/** Metres from the centre of the ellipsoid: towards 0° E on the equator, 90° E, and the north pole.
 */
typedef struct bm_xyz {
    double x;
    double y;
    double z;
} bm_xyz;

bm_xyz bm_xyz_from(bm_lonlat position);

/** Squared length of the chord between two positions, m². */
static inline double bm_xyz_distance2(bm_xyz p, bm_xyz q)
{
    double dx = p.x - q.x;
    double dy = p.y - q.y;
    double dz = p.z - q.z;
    return dx * dx + dy * dy + dz * dz;
}

/** By how many metres the order of chords near `chord_m` may differ from the order of their
 * geodesics: the curvature of the ellipsoid differs with direction by up to 0.7 %, which a chord s
 * feels as s³ / 24 R². */
static inline double bm_xyz_slack_m(double chord_m)
{
    const double radius_m = 6371000.0;
    return 0.02 + 0.0075 * chord_m * chord_m * chord_m / (24.0 * radius_m * radius_m);
}

#endif
