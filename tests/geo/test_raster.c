/* Rasters as backdrops, from TIFF files that are written here, with a world file; skipped without
 * the GDAL module. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <bordermap/raster.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SIDE = 20, PICTURE = 64 };

static char folder[] = "/tmp/bordermap-raster-XXXXXX";

static void put(unsigned char **at, unsigned value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        *(*at)++ = (unsigned char)(value >> 8 * i);
}

static void put_tag(unsigned char **at, unsigned tag, unsigned type, unsigned count, unsigned value)
{
    put(at, tag, 2);
    put(at, type, 2);
    put(at, count, 4);
    put(at, value, 4);
}

/* A TIFF of one strip: SIDE × SIDE pixels of `bands` bytes, or of one float when `bits` is 32. The
 * left half is dark, the right half light. With `place`, it lies from 30 to 32° E, 50 to 52° N. */
static const char *write_tiff(const char *name, unsigned bands, unsigned bits, bool place)
{
    static char path[256];
    unsigned char bytes[256 + SIDE * SIDE * 4] = {0}, *at = bytes;
    unsigned data = 256, size = SIDE * SIDE * bands * bits / 8;
    put(&at, 0x4949, 2);
    put(&at, 42, 2);
    put(&at, 8, 4);
    put(&at, 10, 2);
    put_tag(&at, 256, 4, 1, SIDE);
    put_tag(&at, 257, 4, 1, SIDE);
    put_tag(&at, 258, 3, 1, bits);
    put_tag(&at, 259, 3, 1, 1);
    put_tag(&at, 262, 3, 1, bands == 3 ? 2 : 1);
    put_tag(&at, 273, 4, 1, data);
    put_tag(&at, 277, 3, 1, bands);
    put_tag(&at, 278, 4, 1, SIDE);
    put_tag(&at, 279, 4, 1, size);
    put_tag(&at, 339, 3, 1, bits == 32 ? 3 : 1);
    for (unsigned i = 0; bits == 8 && i < SIDE * SIDE; i++)
        for (unsigned band = 0; band < bands; band++)
            bytes[data + i * bands + band] =
                (unsigned char)(i % SIDE < SIDE / 2 ? 50 : 200 + 20 * band);
    snprintf(path, sizeof path, "%s/%s.tfw", folder, name);
    if (place) {
        FILE *world = fopen(path, "w");
        assert_non_null(world);
        fprintf(world, "0.1\n0\n0\n-0.1\n30.05\n51.95\n");
        assert_int_equal(fclose(world), 0);
    }
    snprintf(path, sizeof path, "%s/%s.tif", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, data + size, file), data + size);
    assert_int_equal(fclose(file), 0);
    return path;
}

/* The picture shows 29 to 33° E and 49 to 53° N; the raster is in its middle. */
static void locate(void *context, const bm_px *points, bm_lonlat *positions, size_t count)
{
    (void)context;
    for (size_t i = 0; i < count; i++)
        positions[i] = (bm_lonlat){29 + points[i].x * 4 / PICTURE, 53 - points[i].y * 4 / PICTURE};
}

static bm_raster *open_raster(const char *path)
{
    bm_raster *raster = NULL;
    bm_error error = {0};
    if (bm_raster_open(path, &raster, &error) != BM_OK)
        fail_msg("%s", error.message);
    return raster;
}

static uint32_t at(const uint32_t *pixels, int x, int y)
{
    return pixels[y * PICTURE + x];
}

static void a_grey_one_shades_where_it_lies(void **state)
{
    (void)state;
    uint32_t pixels[PICTURE * PICTURE];
    bm_raster *raster = open_raster(write_tiff("grey", 1, 8, true));
    assert_true(bm_raster_is_grey(raster));
    assert_int_equal(bm_raster_sample(raster, PICTURE, PICTURE, locate, NULL, pixels, NULL), BM_OK);
    assert_int_equal(at(pixels, 8, 32), 0);
    assert_int_equal(at(pixels, 32, 8), 0);
    assert_int_equal(at(pixels, 60, 60), 0);
    assert_int_equal(at(pixels, 24, 32), 0xff323232);
    assert_int_equal(at(pixels, 40, 32), 0xffc8c8c8);
    bm_raster_free(raster);
}

static void colours_stay(void **state)
{
    (void)state;
    uint32_t pixels[PICTURE * PICTURE];
    bm_raster *raster = open_raster(write_tiff("color", 3, 8, true));
    assert_false(bm_raster_is_grey(raster));
    assert_int_equal(bm_raster_sample(raster, PICTURE, PICTURE, locate, NULL, pixels, NULL), BM_OK);
    assert_int_equal(at(pixels, 40, 32), 0xffc8dcf0);
    bm_raster_free(raster);
}

static void locate_nothing(void *context, const bm_px *points, bm_lonlat *positions, size_t count)
{
    (void)context;
    (void)points;
    for (size_t i = 0; i < count; i++)
        positions[i] = (bm_lonlat){(double)NAN, (double)NAN};
}

static void beyond_it_there_is_nothing(void **state)
{
    (void)state;
    uint32_t pixels[PICTURE * PICTURE];
    bm_raster *raster = open_raster(write_tiff("far", 1, 8, true));
    memset(pixels, 0xff, sizeof pixels);
    assert_int_equal(bm_raster_sample(raster, PICTURE, PICTURE, locate_nothing, NULL, pixels, NULL),
                     BM_OK);
    for (size_t i = 0; i < PICTURE * PICTURE; i++)
        assert_int_equal(pixels[i], 0);
    bm_raster_free(raster);
}

static void refuse(const char *path, const char *words)
{
    bm_raster *raster = NULL;
    bm_error error = {0};
    assert_true(bm_raster_open(path, &raster, &error) != BM_OK);
    assert_null(raster);
    if (!strstr(error.message, words))
        fail_msg("'%s' has no '%s'", error.message, words);
}

static void what_cannot_be_a_backdrop_says_what_to_do(void **state)
{
    (void)state;
    refuse(write_tiff("heights", 1, 32, true), "gdaldem hillshade");
    refuse(write_tiff("nowhere", 1, 8, false), "gdal_translate -a_srs");
    refuse("/vsicurl/http://x/y.tif", "virtual files are not read");
    refuse("PG:dbname=x", "only files are read");
    refuse("/nowhere/x.tif", "cannot open");
    refuse(BM_TEST_SOURCE_DIR "/README.md", "no GeoTIFF, PNG or JPEG");
    /* Cut short. */
    char *path = strdup(write_tiff("cut", 1, 8, true));
    assert_int_equal(truncate(path, 300), 0);
    bm_raster *raster = NULL;
    bm_error error = {0};
    uint32_t pixels[PICTURE * PICTURE];
    bm_status status = bm_raster_open(path, &raster, &error);
    if (!status)
        status = bm_raster_sample(raster, PICTURE, PICTURE, locate, NULL, pixels, &error);
    assert_true(status != BM_OK && *error.message);
    bm_raster_free(raster);
    free(path);
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    static const char *const names[] = {"grey", "color", "far", "heights", "nowhere", "cut"};
    char path[256];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (int ending = 0; ending < 2; ending++) {
            snprintf(path, sizeof path, "%s/%s.%s", folder, names[i], ending ? "tif" : "tfw");
            (void)unlink(path);
        }
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_grey_one_shades_where_it_lies),
        cmocka_unit_test(colours_stay),
        cmocka_unit_test(beyond_it_there_is_nothing),
        cmocka_unit_test(what_cannot_be_a_backdrop_says_what_to_do),
    };
    bm_raster *raster = NULL;
    bm_error error = {0};
    if (bm_raster_open("/", &raster, &error) == BM_ERROR_UNSUPPORTED) {
        printf("skipped: %s\n", error.message);
        return 77;
    }
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
