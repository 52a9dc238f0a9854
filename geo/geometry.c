#include <bordermap/geometry.h>

#include <math.h>

bool bm_lonlat_is_valid(bm_lonlat position)
{
    /* A comparison with NaN is false. */
    return position.lon >= -180.0 && position.lon <= 180.0 && position.lat >= -90.0 &&
           position.lat <= 90.0;
}

bm_lonlat_box bm_lonlat_box_empty(void)
{
    return (bm_lonlat_box){
        .west = INFINITY, .south = INFINITY, .east = -INFINITY, .north = -INFINITY};
}

bool bm_lonlat_box_is_empty(bm_lonlat_box box)
{
    return !(box.west <= box.east && box.south <= box.north);
}

bm_lonlat_box bm_lonlat_box_grow(bm_lonlat_box box, bm_lonlat position)
{
    return (bm_lonlat_box){
        .west = position.lon < box.west ? position.lon : box.west,
        .south = position.lat < box.south ? position.lat : box.south,
        .east = position.lon > box.east ? position.lon : box.east,
        .north = position.lat > box.north ? position.lat : box.north,
    };
}

bm_lonlat_box bm_lonlat_box_join(bm_lonlat_box a, bm_lonlat_box b)
{
    return (bm_lonlat_box){.west = fmin(a.west, b.west),
                           .south = fmin(a.south, b.south),
                           .east = fmax(a.east, b.east),
                           .north = fmax(a.north, b.north)};
}

bool bm_lonlat_box_contains(bm_lonlat_box box, bm_lonlat position)
{
    return position.lon >= box.west && position.lon <= box.east && position.lat >= box.south &&
           position.lat <= box.north;
}

bool bm_lonlat_box_overlaps(bm_lonlat_box a, bm_lonlat_box b)
{
    return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
}
