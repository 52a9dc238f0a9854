#include "geo/lambert.h"

#include "base/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PI 3.14159265358979323846
#define DEGREE (PI / 180)
/** WGS 84 */
#define SEMI_MAJOR_AXIS_M 6378137.0
#define FLATTENING (1 / 298.257223563)
#define ECCENTRICITY_SQUARED (FLATTENING * (2 - FLATTENING))

/* e artanh(e s), by its series: e is small. The first term left out is below a nanometre. */
static double ellipsoid_part(double sine)
{
    double e2 = ECCENTRICITY_SQUARED, q = e2 * sine * sine;
    return e2 * sine *
           (1 + q * (1.0 / 3 + q * (1.0 / 5 + q * (1.0 / 7 + q * (1.0 / 9 + q * (1.0 / 11))))));
}

/* The isometric latitude: minus the logarithm of Snyder's t (15-9). */
static double isometric(double sine)
{
    return 0.5 * log((1 + sine) / (1 - sine)) - ellipsoid_part(sine);
}

/* Snyder's logarithm of m (14-15). */
static double log_m(double lat_rad)
{
    double sine = sin(lat_rad);
    return log(cos(lat_rad)) - 0.5 * log(1 - ECCENTRICITY_SQUARED * sine * sine);
}

static bool set(bm_lambert *lambert, double lat_1_deg, double lat_2_deg, double lat_0_deg,
                double lon_0_deg)
{
    double lat_1 = lat_1_deg * DEGREE, lat_2 = lat_2_deg * DEGREE, lat_0 = lat_0_deg * DEGREE;
    /* Near the equator and the poles PROJ says what is wrong, or makes something else of it. */
    if (!(fabs(lat_1_deg + lat_2_deg) > 0.1 && fabs(lat_1_deg) < 89.9 && fabs(lat_2_deg) < 89.9 &&
          fabs(lat_0_deg) < 89.9 && fabs(lon_0_deg) <= 180))
        return false;
    double q_1 = isometric(sin(lat_1)), q_2 = isometric(sin(lat_2));
    /* From the difference of two latitudes, unless they are one, or so close that it is lost. */
    bool is_tangent = fabs(lat_1_deg - lat_2_deg) < 1e-3;
    if (is_tangent && lat_1_deg != lat_2_deg)
        return false;
    double cone = is_tangent ? sin(lat_1) : (log_m(lat_1) - log_m(lat_2)) / (q_2 - q_1);
    double radius_m = SEMI_MAJOR_AXIS_M * exp(log_m(lat_1) + cone * q_1) / cone;
    *lambert = (bm_lambert){.lon_0_rad = lon_0_deg * DEGREE,
                            .cone = cone,
                            .radius_m = radius_m,
                            .rho_0_m = radius_m * exp(-cone * isometric(sin(lat_0)))};
    return isfinite(radius_m) && isfinite(lambert->rho_0_m);
}

/* The value of `key` when the parameter at `at`, up to a blank, is one of it. */
static bool take_number(const char *at, size_t length, const char *key, double *value)
{
    char text[64];
    size_t key_length = strlen(key);
    if (length <= key_length || length - key_length >= sizeof text ||
        strncmp(at, key, key_length) != 0)
        return false;
    memcpy(text, at + key_length, length - key_length);
    text[length - key_length] = '\0';
    return bm_number_parse(text, value);
}

static bool is_text(const char *at, size_t length, const char *text)
{
    return length == strlen(text) && strncmp(at, text, length) == 0;
}

bool bm_lambert_parse(const char *definition, bm_lambert *lambert)
{
    static const char *const keys[] = {"+lat_1=", "+lat_2=", "+lat_0=", "+lon_0="};
    double values[4];
    unsigned seen = 0;
    for (const char *at = definition; *at;) {
        size_t length = strcspn(at, " ");
        unsigned bit = 0;
        for (int i = 0; i < 4 && !bit; i++)
            if (take_number(at, length, keys[i], &values[i]))
                bit = 1U << i;
        if (is_text(at, length, "+proj=lcc"))
            bit = 1U << 4;
        else if (is_text(at, length, "+ellps=WGS84") || is_text(at, length, "+datum=WGS84"))
            bit = 1U << 5;
        if (!bit || (seen & bit))
            return false;
        seen |= bit;
        at += length;
        at += strspn(at, " ");
    }
    return seen == 0x3F && set(lambert, values[0], values[1], values[2], values[3]);
}

/* Between -pi and pi. */
static double reduce(double angle)
{
    if (fabs(angle) <= PI)
        return angle;
    return angle - 2 * PI * floor((angle + PI) / (2 * PI));
}

bm_lambert_meridian bm_lambert_meridian_of(const bm_lambert *lambert, double lon)
{
    double theta = lambert->cone * reduce(lon * DEGREE - lambert->lon_0_rad);
    return (bm_lambert_meridian){.sine = sin(theta), .cosine = cos(theta)};
}

double bm_lambert_parallel_of(const bm_lambert *lambert, double lat)
{
    if (fabs(lat) < 90)
        return lambert->radius_m * exp(-lambert->cone * isometric(sin(lat * DEGREE)));
    return lat * lambert->cone < 0 ? NAN : 0;
}

bm_xy bm_lambert_crossing(const bm_lambert *lambert, double parallel, bm_lambert_meridian meridian)
{
    return (bm_xy){parallel * meridian.sine, lambert->rho_0_m - parallel * meridian.cosine};
}

bm_xy bm_lambert_forward(const bm_lambert *lambert, bm_lonlat position)
{
    return bm_lambert_crossing(lambert, bm_lambert_parallel_of(lambert, position.lat),
                               bm_lambert_meridian_of(lambert, position.lon));
}

bm_lonlat bm_lambert_inverse(const bm_lambert *lambert, bm_xy at)
{
    double x = at.x, y = lambert->rho_0_m - at.y, rho = hypot(x, y);
    if (lambert->cone < 0) {
        x = -x;
        y = -y;
        rho = -rho;
    }
    double lon = atan2(x, y) / lambert->cone + lambert->lon_0_rad;
    double lat = lambert->cone > 0 ? PI / 2 : -PI / 2;
    if (rho != 0) {
        /* sin of the latitude from its isometric one, after Newton: a step calls for another one
         * that is smaller by e² (1 − sin²), and so on. */
        double q = -log(rho / lambert->radius_m) / lambert->cone;
        double sine = tanh(q);
        for (int i = 0; i < 12; i++) {
            double next = tanh(q + ellipsoid_part(sine)), step = next - sine;
            if (fabs(step) < 1e-16) {
                sine = next;
                break;
            }
            sine += step / (1 - ECCENTRICITY_SQUARED * (1 - next * next) /
                                    (1 - ECCENTRICITY_SQUARED * sine * sine));
        }
        /* asin() loses digits near the poles */
        lat = atan(sinh(q + ellipsoid_part(sine)));
    }
    lon = reduce(lon);
    return (bm_lonlat){lon / DEGREE, lat / DEGREE};
}
