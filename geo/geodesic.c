/* Our own and not PROJ's: locating asks for little more than distances, and the library, with the
 * two dozen it brings, takes longer to load than everything else that `locate` does (see
 * docs/architecture.md). The test holds both against each other. */
#include <bordermap/geodesic.h>

#include <math.h>
#include <stdbool.h>

/* WGS 84, NGA.STND.0036: semi-axes in metres and flattening. */
static const double EQUATOR_M = 6378137.0;
static const double FLATTENING = 1.0 / 298.257223563;
static const double POLAR_M = 6378137.0 * (1.0 - 1.0 / 298.257223563);
/* Of the sphere that answers where the series does not: the mean radius (2a + b) / 3. */
static const double MEAN_M = 6371008.771;
static const double PI = 3.14159265358979323846;
static const double DEGREE = 3.14159265358979323846 / 180.0;
/* A tenth of a micrometre on the ground. */
static const double SETTLED = 1e-14;

enum { ROUNDS_MAX = 200 };

/* A way from one position to another. */
typedef struct way {
    double distance_m;
    double azimuth; /* at its start, radians */
} way;

/* The point of the auxiliary sphere that stands for a latitude: Vincenty's reduced latitude U. */
typedef struct reduced {
    double sine;
    double cosine;
} reduced;

static reduced reduce(double lat_deg)
{
    /* cos(90°) is not quite 0 in floating point, and the poles are asked for. */
    if (fabs(lat_deg) == 90.0)
        return (reduced){lat_deg / 90.0, 0.0};
    double tangent = (1.0 - FLATTENING) * tan(lat_deg * DEGREE);
    double cosine = 1.0 / sqrt(1.0 + tangent * tangent);
    return (reduced){tangent * cosine, cosine};
}

/* Longitude `to` − `from` in radians, −π to π. */
static double turn(double from, double to)
{
    return remainder(to - from, 360.0) * DEGREE;
}

/* What depends on the azimuth at the equator only: the coefficients A and B of equations 3 and 4.
 */
typedef struct series {
    double a;
    double b;
} series;

static series series_of(double cos2_alpha)
{
    double u2 = cos2_alpha * (EQUATOR_M * EQUATOR_M - POLAR_M * POLAR_M) / (POLAR_M * POLAR_M);
    return (series){
        .a = 1.0 + u2 / 16384.0 * (4096.0 + u2 * (-768.0 + u2 * (320.0 - 175.0 * u2))),
        .b = u2 / 1024.0 * (256.0 + u2 * (-128.0 + u2 * (74.0 - 47.0 * u2))),
    };
}

/* Δσ, equation 6. */
static double correction(series terms, double sine, double cosine, double cos_2m)
{
    double b = terms.b;
    double square = 2.0 * cos_2m * cos_2m - 1.0;
    double cube = cos_2m * (4.0 * sine * sine - 3.0) * (4.0 * cos_2m * cos_2m - 3.0);
    return b * sine * (cos_2m + b / 4.0 * (cosine * square - b / 6.0 * cube));
}

/* By how much the longitude on the sphere exceeds that on the ellipsoid: equations 10 and 11. */
static double excess(double sin_alpha, double cos2_alpha, double sigma, double sine, double cosine,
                     double cos_2m)
{
    double c = FLATTENING / 16.0 * cos2_alpha * (4.0 + FLATTENING * (4.0 - 3.0 * cos2_alpha));
    double square = 2.0 * cos_2m * cos_2m - 1.0;
    return (1.0 - c) * FLATTENING * sin_alpha * (sigma + c * sine * (cos_2m + c * cosine * square));
}

/* False where the rounds do not settle: within half a degree or so of the antipodes. */
static bool inverse(reduced a, reduced b, double longitude, way *found)
{
    double lambda = longitude, last = 0.0, last_step = 0.0;
    for (int round = 0; round < ROUNDS_MAX && fabs(lambda) <= PI; round++) {
        double across = b.cosine * sin(lambda);
        double along = a.cosine * b.sine - a.sine * b.cosine * cos(lambda);
        /* Neither can be so large, or matter when so small, that hypot() were needed. */
        double sine = sqrt(across * across + along * along);
        double cosine = a.sine * b.sine + a.cosine * b.cosine * cos(lambda);
        double sigma = atan2(sine, cosine);
        if (sine == 0.0) {
            /* The same place, or its antipodes: the shortest way leads over a pole. */
            *found = (way){cosine > 0.0 ? 0.0 : POLAR_M * series_of(1.0).a * PI, 0.0};
            return true;
        }
        double sin_alpha = a.cosine * across / sine;
        double cos2_alpha = 1.0 - sin_alpha * sin_alpha;
        /* Along the equator the term is 0 times anything. */
        double cos_2m = cos2_alpha > 0.0 ? cosine - 2.0 * a.sine * b.sine / cos2_alpha : 0.0;
        double next = longitude + excess(sin_alpha, cos2_alpha, sigma, sine, cosine, cos_2m);
        double step = next - lambda;
        if (fabs(step) >= SETTLED) {
            /* Steps shrink evenly: from the second on it is plain where they lead (a secant). */
            double shrinks = round > 0 ? (step - last_step) / (lambda - last) : 0.0;
            last = lambda;
            last_step = step;
            lambda = fabs(shrinks + 1.0) < 0.1 ? lambda - step / shrinks : next;
            continue;
        }
        series terms = series_of(cos2_alpha);
        *found = (way){.distance_m =
                           POLAR_M * terms.a * (sigma - correction(terms, sine, cosine, cos_2m)),
                       .azimuth = atan2(across, along)};
        return true;
    }
    return false;
}

static way on_the_sphere(bm_lonlat a, bm_lonlat b)
{
    double lambda = turn(a.lon, b.lon);
    double across = cos(b.lat * DEGREE) * sin(lambda);
    double along = cos(a.lat * DEGREE) * sin(b.lat * DEGREE) -
                   sin(a.lat * DEGREE) * cos(b.lat * DEGREE) * cos(lambda);
    double cosine = sin(a.lat * DEGREE) * sin(b.lat * DEGREE) +
                    cos(a.lat * DEGREE) * cos(b.lat * DEGREE) * cos(lambda);
    return (way){MEAN_M * atan2(hypot(across, along), cosine), atan2(across, along)};
}

static way find_way(bm_lonlat a, bm_lonlat b)
{
    way found;
    if (!inverse(reduce(a.lat), reduce(b.lat), turn(a.lon, b.lon), &found))
        found = on_the_sphere(a, b);
    return found;
}

double bm_geodesic_distance_m(bm_lonlat a, bm_lonlat b)
{
    if (!bm_lonlat_is_valid(a) || !bm_lonlat_is_valid(b))
        return NAN;
    return find_way(a, b).distance_m;
}

double bm_geodesic_azimuth_deg(bm_lonlat a, bm_lonlat b)
{
    if (!bm_lonlat_is_valid(a) || !bm_lonlat_is_valid(b))
        return NAN;
    double azimuth_deg = find_way(a, b).azimuth / DEGREE;
    if (azimuth_deg < 0.0)
        azimuth_deg += 360.0;
    return azimuth_deg < 360.0 ? azimuth_deg : 0.0;
}

bm_lonlat bm_geodesic_destination(bm_lonlat start, double azimuth_deg, double distance_m)
{
    if (!bm_lonlat_is_valid(start) || !isfinite(azimuth_deg) || !isfinite(distance_m))
        return (bm_lonlat){NAN, NAN};
    double azimuth = remainder(azimuth_deg, 360.0) * DEGREE;
    reduced from = reduce(start.lat);
    double sin_alpha = from.cosine * sin(azimuth);
    double cos2_alpha = 1.0 - sin_alpha * sin_alpha;
    double sigma1 = atan2(from.sine, from.cosine * cos(azimuth));
    series terms = series_of(cos2_alpha);
    double first = distance_m / (POLAR_M * terms.a);
    double sigma = first;
    double cos_2m = 0.0;
    bool settled = false;
    for (int round = 0; round < ROUNDS_MAX && !settled; round++) {
        cos_2m = cos(2.0 * sigma1 + sigma);
        double next = first + correction(terms, sin(sigma), cos(sigma), cos_2m);
        settled = fabs(next - sigma) < SETTLED;
        sigma = next;
    }
    double sine = sin(sigma);
    double cosine = cos(sigma);
    cos_2m = cos(2.0 * sigma1 + sigma);
    double along = from.sine * sine - from.cosine * cosine * cos(azimuth);
    double lat = atan2(from.sine * cosine + from.cosine * sine * cos(azimuth),
                       (1.0 - FLATTENING) * hypot(sin_alpha, along));
    double lambda =
        atan2(sine * sin(azimuth), from.cosine * cosine - from.sine * sine * cos(azimuth));
    double longitude = lambda - excess(sin_alpha, cos2_alpha, sigma, sine, cosine, cos_2m);
    double lon = remainder(start.lon + longitude / DEGREE, 360.0);
    return (bm_lonlat){lon, lat / DEGREE};
}
