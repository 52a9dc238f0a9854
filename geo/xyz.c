#include "geo/xyz.h"

#include <math.h>

bm_xyz bm_xyz_from(bm_lonlat position)
{
    const double a = 6378137.0;
    const double e2 = 0.0066943799901413165;
    const double degree = 3.14159265358979323846 / 180.0;
    double sine = sin(position.lat * degree);
    double n = a / sqrt(1.0 - e2 * sine * sine);
    double across = n * cos(position.lat * degree);
    return (bm_xyz){across * cos(position.lon * degree), across * sin(position.lon * degree),
                    n * (1.0 - e2) * sine};
}
