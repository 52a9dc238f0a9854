#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <bordermap/projection.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "geo/projection_definition.h"

/* What PROJ makes of a whole string has no name of its own; its list of projections does. */
static void projections_are_called_by_their_name(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"+proj=omerc +lat_0=51.5 +lonc=28 +alpha=60 +gamma=0", "Oblique Mercator"},
        {"+proj=laea +lat_0=52 +lon_0=28", "Lambert Azimuthal Equal Area"},
        {"+lon_0=28 +proj=merc", "Mercator"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bm_projection *projection = NULL;
        assert_int_equal(bm_projection_new(rows[i][0], &projection, NULL), BM_OK);
        assert_string_equal(bm_projection_description(projection), rows[i][1]);
        bm_projection_free(projection);
    }
}

static void fits_a_conic(void **state)
{
    (void)state;
    bm_projection *projection = NULL;
    bm_error error = {0};
    bm_lonlat_box extent = {23.2, 49.55, 32.0, 53.45};
    assert_int_equal(bm_projection_new_fitted(extent, &projection, &error), BM_OK);
    assert_string_equal(bm_projection_description(projection),
                        "Lambert conformal conic, 50.2° N and 52.8° N, 27.6° E");
    bm_lonlat in[] = {{27.6, 51.5}, {23.2, 49.55}, {NAN, 51}, {32.0, 53.45}, {27.6, -90}};
    bm_xy out[5];
    bm_lonlat back[5];
    bm_projection_forward(projection, in, out, 5);
    assert_true(fabs(out[0].x) < 1e-6 && fabs(out[0].y) < 1e-6);
    assert_true(out[1].x < -200000 && out[1].y < -150000);
    assert_true(isnan(out[2].x) && isnan(out[2].y));
    assert_true(isnan(out[4].x) && isnan(out[4].y));
    bm_projection_inverse(projection, out, back, 5);
    for (int i = 0; i < 4; i++)
        if (i != 2)
            assert_true(fabs(back[i].lon - in[i].lon) < 1e-9 &&
                        fabs(back[i].lat - in[i].lat) < 1e-9);
    assert_true(isnan(back[2].lon));
    bm_projection_free(projection);
}

/* Opening the database would take longer than drawing a small map. */
static void needs_no_database(void **state)
{
    (void)state;
    bm_projection *projection = NULL;
    assert_int_equal(setenv("PROJ_DATA", "/nowhere", 1), 0);
    assert_int_equal(setenv("PROJ_LIB", "/nowhere", 1), 0);
    bm_lonlat_box extent = {23.2, 49.55, 32.0, 53.45};
    assert_int_equal(bm_projection_new_fitted(extent, &projection, NULL), BM_OK);
    bm_projection_free(projection);
    unsetenv("PROJ_DATA");
    unsetenv("PROJ_LIB");
}

static void falls_back_on_the_equator(void **state)
{
    (void)state;
    bm_projection *projection = NULL;
    assert_int_equal(bm_projection_new_fitted((bm_lonlat_box){10, -5, 20, 5}, &projection, NULL),
                     BM_OK);
    assert_string_equal(bm_projection_description(projection), "Transverse Mercator, 15° E");
    bm_projection_free(projection);
    bm_error error = {0};
    assert_int_equal(bm_projection_new_fitted(bm_lonlat_box_empty(), &projection, &error),
                     BM_ERROR_ARGUMENT);
    assert_null(projection);
}

static void shows_the_world(void **state)
{
    (void)state;
    static const bm_lonlat places[] = {{151, -33}, {-74, 40}, {179.5, -17}, {10, 89}, {-179, 52}};
    bm_projection *projection = NULL;
    assert_int_equal(
        bm_projection_new_fitted((bm_lonlat_box){-179, -33, 179.5, 89}, &projection, NULL), BM_OK);
    bm_xy out[5];
    bm_projection_forward(projection, places, out, 5);
    for (size_t i = 0; i < 5; i++)
        assert_true(isfinite(out[i].x) && isfinite(out[i].y));
    /* West is left, north is up. */
    assert_true(out[4].x < out[1].x && out[1].x < out[3].x && out[3].x < out[0].x);
    assert_true(out[0].y < out[2].y && out[2].y < out[1].y && out[1].y < out[3].y);
    assert_string_equal(bm_projection_description(projection), "Equal Earth, 0.3° E");
    bm_projection_free(projection);
}

static void takes_strings_and_codes(void **state)
{
    (void)state;
    static const char *const fine[] = {
        "+proj=utm +zone=35 +datum=WGS84 +units=m +no_defs",
        "+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80",
        "  +proj=merc +type=crs ",
        "EPSG:3035",
        "epsg:32635",
    };
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
        bm_projection *projection = NULL;
        bm_error error = {0};
        if (bm_projection_new(fine[i], &projection, &error))
            fail_msg("%s: %s", fine[i], error.message);
        bm_lonlat minsk = {27.5615, 53.9045};
        bm_xy out;
        bm_projection_forward(projection, &minsk, &out, 1);
        bm_lonlat back;
        bm_projection_inverse(projection, &out, &back, 1);
        assert_true(fabs(back.lon - minsk.lon) < 1e-7 && fabs(back.lat - minsk.lat) < 1e-7);
        assert_true(strlen(bm_projection_description(projection)) > 4);
        bm_projection_free(projection);
    }
}

static void refuses_what_is_dangerous_or_no_projection(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "lcc",
        "/etc/passwd",
        "+init=epsg:3035",
        "+proj=utm +zone=35 +nadgrids=@null",
        "+proj=utm +zone=35 +geoidgrids=/tmp/x",
        "+proj=pipeline +step +proj=utm +zone=35",
        "+proj=hgridshift +grids=x",
        "+proj=longlat",
        "+proj=utm +zone=35 +units=km",
        "+proj=utm +zone=35 +datum=NAD27",
        "+proj=utm +zone=35 +towgs84=1,2,3",
        "+proj=lcc +lat_1=abc",
        "+proj=nonsense",
        "+proj=/tmp/x",
        "+lat_0=1",
        "+proj=lcc",
        "EPSG:4326",
        "EPSG:2264",
        "EPSG:999999",
        "EPSG:",
        "{\"type\": \"x\"}",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        bm_projection *projection = NULL;
        bm_error error = {0};
        if (bm_projection_new(bad[i], &projection, &error) != BM_ERROR_PROJECTION)
            fail_msg("accepted: %s", bad[i]);
        assert_null(projection);
        assert_int_equal(strncmp(error.message, "cannot use", 10) == 0 ||
                             strncmp(error.message, "PROJ knows no", 13) == 0 ||
                             strstr(error.message, "is no projection") != NULL,
                         1);
    }
}

/* A scale factor of one changes nothing, and is for PROJ to read. */
static void conic_is_that_of_proj(void **state)
{
    (void)state;
    static const char *const conics[] = {
        "+proj=lcc +lat_1=50.2 +lat_2=52.8 +lat_0=51.5 +lon_0=27.6 +ellps=WGS84",
        "+proj=lcc +lat_1=48 +lat_2=48 +lat_0=48 +lon_0=-170 +datum=WGS84",
        "+proj=lcc +lat_1=-20.5 +lat_2=-33.25 +lat_0=-27 +lon_0=134.000001 +ellps=WGS84",
        "+proj=lcc +lat_1=78 +lat_2=86 +lat_0=82 +lon_0=0 +ellps=WGS84",
    };
    for (size_t i = 0; i < sizeof conics / sizeof *conics; i++) {
        char definition[160];
        bm_projection *own = NULL, *proj = NULL;
        snprintf(definition, sizeof definition, "%s +k_0=1", conics[i]);
        assert_int_equal(bm_projection_new(conics[i], &own, NULL), BM_OK);
        assert_int_equal(bm_projection_new(definition, &proj, NULL), BM_OK);
        for (double lat = -90; lat <= 90; lat += 2.5)
            for (double lon = -180; lon <= 180; lon += 7.5) {
                bm_lonlat at = {lon, lat}, back;
                bm_xy xy, wanted;
                bm_projection_forward(own, &at, &xy, 1);
                bm_projection_forward(proj, &at, &wanted, 1);
                assert_int_equal(isnan(xy.x), isnan(wanted.x));
                if (isnan(xy.x))
                    continue;
                /* Far from the cone a metre is many metres there. */
                double size = hypot(wanted.x, wanted.y);
                assert_true(hypot(xy.x - wanted.x, xy.y - wanted.y) < 1e-6 + size * 1e-12);
                bm_projection_inverse(own, &xy, &back, 1);
                assert_true(fabs(back.lat - lat) < 1e-9);
                if (fabs(lat) < 90)
                    assert_true(fabs(remainder(back.lon - lon, 360)) < 1e-9);
            }
        bm_projection_free(own);
        bm_projection_free(proj);
    }
}

/* To the bit, also where there is nothing. */
static void a_grid_is_projected_as_its_nodes_are(void **state)
{
    (void)state;
    static const char *const definitions[] = {
        "+proj=lcc +lat_1=50.2 +lat_2=52.8 +lat_0=51.5 +lon_0=27.6 +ellps=WGS84",
        "+proj=laea +lat_0=52 +lon_0=28"};
    static const double lons[] = {-180, 23.25, 27.6, 31.5, 180, 200, NAN};
    static const double lats[] = {-90, 51.5, 53.125, 90, 91};
    enum { COLUMNS = sizeof lons / sizeof *lons, ROWS = sizeof lats / sizeof *lats };
    for (size_t i = 0; i < sizeof definitions / sizeof *definitions; i++) {
        bm_projection *projection = NULL;
        bm_xy grid[COLUMNS * ROWS];
        assert_int_equal(bm_projection_new(definitions[i], &projection, NULL), BM_OK);
        assert_true(bm_projection_forward_grid(projection, lons, COLUMNS, lats, ROWS, grid));
        for (size_t k = 0; k < COLUMNS * ROWS; k++) {
            bm_lonlat node = {lons[k % COLUMNS], lats[k / COLUMNS]};
            bm_xy at;
            bm_projection_forward(projection, &node, &at, 1);
            assert_int_equal(isnan(grid[k].x), isnan(at.x));
            assert_true(isnan(at.x) || (grid[k].x == at.x && grid[k].y == at.y));
        }
        bm_projection_free(projection);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(projections_are_called_by_their_name),
        cmocka_unit_test(fits_a_conic),
        cmocka_unit_test(needs_no_database),
        cmocka_unit_test(conic_is_that_of_proj),
        cmocka_unit_test(a_grid_is_projected_as_its_nodes_are),
        cmocka_unit_test(falls_back_on_the_equator),
        cmocka_unit_test(shows_the_world),
        cmocka_unit_test(takes_strings_and_codes),
        cmocka_unit_test(refuses_what_is_dangerous_or_no_projection),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
