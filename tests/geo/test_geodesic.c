#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <bordermap/geodesic.h>
#include <geodesic.h>
#include <math.h>

enum { PAIRS = 100000 };

static struct geod_geodesic globe;

static int make_globe(void **state)
{
    (void)state;
    geod_init(&globe, 6378137.0, 1.0 / 298.257223563);
    return 0;
}

/* Between 0 and 1, the same on every machine (Knuth's MMIX). */
static double next(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(*seed >> 11) / 9007199254740992.0;
}

static bm_lonlat within(uint64_t *seed, bm_lonlat_box box)
{
    double lon = box.west + (box.east - box.west) * next(seed);
    double lat = box.south + (box.north - box.south) * next(seed);
    return (bm_lonlat){lon, lat};
}

static double proj_distance_m(bm_lonlat a, bm_lonlat b, double *azimuth_deg)
{
    double distance_m;
    geod_inverse(&globe, a.lat, a.lon, b.lat, b.lon, &distance_m, azimuth_deg, NULL);
    return distance_m;
}

/* How far `b` is missed sideways when one leaves `a` at the wrong azimuth. */
static double miss_m(bm_lonlat a, bm_lonlat b, double azimuth_deg, double distance_m)
{
    double difference = remainder(bm_geodesic_azimuth_deg(a, b) - azimuth_deg, 360.0);
    const double radius_m = 6371000.0;
    return fabs(difference) * 0.017453292519943295 * radius_m * fabs(sin(distance_m / radius_m));
}

/* Both ways between pairs of a box: within a millimetre of PROJ's (C. F. F. Karney's) solution. */
static void agree(bm_lonlat_box box, double longest_m)
{
    uint64_t seed = 20220224;
    double worst = 0.0;
    double worst_azimuth = 0.0;
    double worst_end = 0.0;
    size_t compared = 0;
    for (int i = 0; i < PAIRS; i++) {
        bm_lonlat a = within(&seed, box);
        bm_lonlat b = within(&seed, box);
        double azimuth_deg;
        double distance_m = proj_distance_m(a, b, &azimuth_deg);
        if (distance_m > longest_m)
            continue;
        compared++;
        worst = fmax(worst, fabs(bm_geodesic_distance_m(a, b) - distance_m));
        worst_azimuth = fmax(worst_azimuth, miss_m(a, b, azimuth_deg, distance_m));
        bm_lonlat end;
        geod_direct(&globe, a.lat, a.lon, azimuth_deg, distance_m, &end.lat, &end.lon, NULL);
        bm_lonlat ours = bm_geodesic_destination(a, azimuth_deg, distance_m);
        assert_true(bm_lonlat_is_valid(ours));
        worst_end = fmax(worst_end, proj_distance_m(end, ours, NULL));
    }
    print_message("%zu pairs: distance %.6f mm, azimuth %.6f mm, end %.6f mm at worst\n", compared,
                  worst * 1e3, worst_azimuth * 1e3, worst_end * 1e3);
    assert_true(compared > PAIRS * 9 / 10);
    assert_true(worst < 1e-3);
    assert_true(worst_azimuth < 1e-3);
    assert_true(worst_end < 1e-3);
}

static void agrees_in_the_region(void **state)
{
    (void)state;
    agree((bm_lonlat_box){20, 43, 42, 58}, HUGE_VAL);
}

static void agrees_in_the_world(void **state)
{
    (void)state;
    agree((bm_lonlat_box){-180, -90, 180, 90}, 19900e3);
}

static void agrees_nearby(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (int i = 0; i < PAIRS; i++) {
        bm_lonlat a = within(&seed, (bm_lonlat_box){-180, -89, 180, 89});
        double reach = pow(10.0, -9.0 + 8.0 * next(&seed));
        bm_lonlat b = {a.lon + reach * (next(&seed) - 0.5), a.lat + reach * (next(&seed) - 0.5)};
        if (!bm_lonlat_is_valid(b))
            continue;
        double distance_m = proj_distance_m(a, b, NULL);
        assert_true(fabs(bm_geodesic_distance_m(a, b) - distance_m) < 1e-7);
    }
}

/* Where it falls back to the sphere: never by more than what the header says. */
static void is_near_at_the_antipodes(void **state)
{
    (void)state;
    uint64_t seed = 11;
    double worst = 0.0;
    for (int i = 0; i < PAIRS; i++) {
        bm_lonlat a = within(&seed, (bm_lonlat_box){-180, -90, 180, 90});
        double reach = 2.0 * next(&seed);
        bm_lonlat b = {remainder(a.lon + 180.0 + reach * (next(&seed) - 0.5), 360.0),
                       -a.lat + reach * (next(&seed) - 0.5)};
        if (!bm_lonlat_is_valid(b))
            continue;
        double distance_m = bm_geodesic_distance_m(a, b);
        assert_true(isfinite(distance_m) && isfinite(bm_geodesic_azimuth_deg(a, b)));
        worst = fmax(worst, fabs(distance_m - proj_distance_m(a, b, NULL)));
    }
    print_message("antipodes: %.3f km at worst\n", worst / 1e3);
    assert_true(worst < 25e3);
}

static void knows_the_special_cases(void **state)
{
    (void)state;
    static const bm_lonlat pairs[][2] = {
        {{0, 0}, {0, 0}},      {{0, 0}, {1, 0}},
        {{0, 0}, {179, 0}},    {{0, 0}, {0, 90}},
        {{10, 90}, {170, 90}}, {{10, -90}, {170, 90}},
        {{180, 5}, {-180, 5}}, {{179.9, 50}, {-179.9, 50}},
        {{0, 30}, {180, 50}},  {{0, 1e-9}, {2, -1e-9}},
        {{27, 52}, {27, 51}},  {{0, -90}, {0, -89.99}},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        bm_lonlat a = pairs[i][0];
        bm_lonlat b = pairs[i][1];
        double expected = proj_distance_m(a, b, NULL);
        assert_true(fabs(bm_geodesic_distance_m(a, b) - expected) < 1e-3);
        assert_true(fabs(bm_geodesic_distance_m(b, a) - expected) < 1e-3);
    }
    /* The other way round the globe, and backwards. */
    bm_lonlat minsk = {27.5615, 53.9045};
    static const double distances_m[] = {-250e3, 0.0, 1.0, 20e6, 39e6, 45e6};
    for (size_t i = 0; i < sizeof distances_m / sizeof *distances_m; i++)
        for (double azimuth_deg = -360; azimuth_deg <= 720; azimuth_deg += 45) {
            bm_lonlat end;
            geod_direct(&globe, minsk.lat, minsk.lon, azimuth_deg, distances_m[i], &end.lat,
                        &end.lon, NULL);
            bm_lonlat ours = bm_geodesic_destination(minsk, azimuth_deg, distances_m[i]);
            assert_true(bm_lonlat_is_valid(ours));
            assert_true(proj_distance_m(end, ours, NULL) < 1e-3);
        }
    bm_lonlat from_pole = bm_geodesic_destination((bm_lonlat){30, 90}, 180, 1000e3);
    assert_true(fabs(from_pole.lon - 30) < 1e-9 || fabs(fabs(from_pole.lon) - 180) < 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_in_the_region),    cmocka_unit_test(agrees_in_the_world),
        cmocka_unit_test(agrees_nearby),           cmocka_unit_test(is_near_at_the_antipodes),
        cmocka_unit_test(knows_the_special_cases),
    };
    return cmocka_run_group_tests(tests, make_globe, NULL);
}
