/* Point layers through the GDAL module; skipped without it. */
#include "tests/gazetteer/builder_file.h"
#include "tests/gazetteer/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static bm_status read_path(builder_file *file, const char *path)
{
    file->error = (bm_error){0};
    return bm_source_read(&file->builder, &path, 1, &file->error);
}

static void attributes_are_found_by_synonyms(void **state)
{
    (void)state;
    static const char text[] =
        "{\"type\":\"FeatureCollection\",\"features\":["
        "{\"type\":\"Feature\",\"properties\":{\"geonameid\":991,\"name\":\"Verbivka\",\"rank\":4,"
        "\"alternatenames\":[\"Вербівка\",\"Verbovka\"],\"country_code\":\"UA\","
        "\"feature_code\":\"PPL\",\"population\":1200},"
        "\"geometry\":{\"type\":\"Point\",\"coordinates\":[26.5,51.625]}},"
        "{\"type\":\"Feature\",\"properties\":{\"name\":\"\"},"
        "\"geometry\":{\"type\":\"Point\",\"coordinates\":[26.5,51]}},"
        "{\"type\":\"Feature\",\"properties\":{\"name\":\"Nowhere\"},\"geometry\":null},"
        "{\"type\":\"Feature\",\"properties\":{\"name\":\"Far\"},"
        "\"geometry\":{\"type\":\"Point\",\"coordinates\":[526.5,51]}},"
        "{\"type\":\"Feature\",\"properties\":{\"name\":\"Line\"},"
        "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[27,51],[28,52]]}},"
        "{\"type\":\"Feature\",\"properties\":{\"name\":\"Lypa\"},"
        "\"geometry\":{\"type\":\"MultiPoint\",\"coordinates\":[[27.5,52]]}}]}";
    builder_file file;
    builder_file_open(&file);
    const char *path = builder_file_write_text("points.geojson", text);
    if (read_path(&file, path) != BM_OK)
        fail_msg("%s", file.error.message);
    assert_int_equal(file.builder.count, 2);
    const bm_place *place = builder_file_place(&file, "991");
    assert_string_equal(place->name, "Verbivka");
    assert_string_equal(place->country, "UA");
    assert_string_equal(place->feature_code, "PPL");
    assert_int_equal(place->population, 1200);
    assert_int_equal(place->rank, 4);
    assert_true(place->position.lon == 26.5 && place->position.lat == 51.625);
    assert_true(builder_file_has(&file, "991", "Вербівка"));
    assert_true(builder_file_has(&file, "points/6", "Lypa"));
    assert_int_equal(file.builder.sources[0].rows, 6);
    assert_int_equal(file.builder.sources[0].left_out, 4);
    assert_string_equal(file.builder.sources[0].format, "gdal");
    assert_int_equal(builder_file_findings(&file, "place-position", NULL), 3);
    builder_file_close(&file);
}

static void tables_have_columns_of_positions(void **state)
{
    (void)state;
    builder_file file;
    builder_file_open(&file);
    const char *path = builder_file_write_text(
        "points.csv", "id,name,latitude,lon,iso_a2\n1,Dubki,51.5,27.5,BY\n2,Text,abc,27.5,BY\n"
                      "3,Nan,nan,27.5,BY\n4,Half,51.5x,27,BY\n5,Zero,0,0,BY\n6,Bad\xC3,51,27,BY\n"
                      "7,Lypa,52,25,BY\n");
    assert_int_equal(read_path(&file, path), BM_OK);
    assert_int_equal(file.builder.count, 2);
    assert_true(builder_file_place(&file, "1")->position.lat == 51.5);
    assert_int_equal(builder_file_findings(&file, "place-position", NULL), 4);
    assert_int_equal(builder_file_findings(&file, "place-encoding", NULL), 1);
    builder_file_close(&file);
}

static void what_is_no_gazetteer_is_refused(void **state)
{
    (void)state;
    static const char vrt[] = "<OGRVRTDataSource><OGRVRTLayer name=\"points\">"
                              "<SrcDataSource>points.csv</SrcDataSource></OGRVRTLayer>"
                              "</OGRVRTDataSource>";
    const char *paths[] = {
        builder_file_write_text("lines.geojson",
                                "{\"type\":\"Feature\",\"properties\":{\"name\":\"A\"},"
                                "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]"
                                "]}}"),
        builder_file_write_text("names.csv", "a,b\n1,2\n"),
        builder_file_write_text("virtual.vrt", vrt),
        builder_file_write_text("virtual.gpkg", vrt),
        builder_file_write_text("cut.geojson", "{\"type\":\"FeatureCollection\",\"features\":["),
        fixture_path("missing.gpkg"),
        "/vsicurl/http://127.0.0.1:1/x.gpkg",
        "WFS:http://127.0.0.1:1/x.gpkg",
        "{\"type\":\"FeatureCollection\",\"features\":[]}.json",
    };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        builder_file file;
        builder_file_open(&file);
        if (read_path(&file, paths[i]) == BM_OK)
            fail_msg("%s was read", paths[i]);
        assert_true(file.error.message[0] != '\0');
        assert_int_equal(file.builder.count, 0);
        builder_file_close(&file);
    }
}

/* MapInfo's exchange format, of a coordinate system. */
static const char *write_mif(const char *system)
{
    char text[512];
    builder_file_write_text("points.mid", "\"Dubki\"\n\"Lypa\"\n");
    snprintf(text, sizeof text,
             "Version 300\nCharset \"Neutral\"\nDelimiter \",\"\nCoordSys Earth Projection %s\n"
             "Columns 1\n  name Char(20)\nData\n\nPoint 27.5 51.5\nPoint 25 52\n",
             system);
    return builder_file_write_text("points.mif", text);
}

/* It has no EPSG codes. */
static void wgs84_is_known_without_a_code(void **state)
{
    (void)state;
    builder_file file;
    builder_file_open(&file);
    if (read_path(&file, write_mif("1, 104")) != BM_OK)
        fail_msg("%s", file.error.message);
    assert_int_equal(file.builder.count, 2);
    assert_true(builder_file_place(&file, "points/1")->position.lon == 27.5);
    assert_true(builder_file_place(&file, "points/1")->position.lat == 51.5);
    builder_file_close(&file);
    /* Pulkovo 1942, another ellipsoid of that name, and a projection. */
    static const char *const others[] = {"1, 1001", "1, 9999, 28, 10, 20, 30, 0, 0, 0, 0, 0",
                                         "8, 104, \"m\", 27, 0, 0.9996, 500000, 0"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        builder_file_open(&file);
        assert_int_equal(read_path(&file, write_mif(others[i])), BM_ERROR_PROJECTION);
        assert_non_null(strstr(file.error.message, "EPSG"));
        builder_file_close(&file);
    }
}

static void a_flatgeobuf_that_is_cut_short_is_refused(void **state)
{
    (void)state;
    builder_file file;
    char bytes[4096];
    FILE *in = fopen(BM_TEST_FIXTURES "/three.fgb", "rb");
    assert_non_null(in);
    size_t size = fread(bytes, 1, sizeof bytes, in);
    assert_int_equal(fclose(in), 0);
    builder_file_open(&file);
    assert_int_equal(read_path(&file, builder_file_write("whole.fgb", bytes, size)), BM_OK);
    assert_int_equal(file.builder.count, 3);
    builder_file_close(&file);
    bool told = false;
    for (size_t cut = 1; cut < size; cut++) {
        builder_file_open(&file);
        if (read_path(&file, builder_file_write("cut.fgb", bytes, size - cut)) != BM_ERROR_FORMAT)
            fail_msg("%zu bytes of %zu were read", size - cut, size);
        told = told || strstr(file.error.message, "it has 3 features, of which 0 can be read");
        builder_file_close(&file);
    }
    assert_true(told);
}

/* No password, and whatever else stands in a connection string, in a message. */
static void a_database_that_is_not_there_is_named_without_its_password(void **state)
{
    (void)state;
    builder_file file;
    builder_file_open(&file);
    assert_int_equal(read_path(&file, "PG:host=127.0.0.1 port=1 dbname=x password=hidden"),
                     BM_ERROR_IO);
    assert_null(strstr(file.error.message, "hidden"));
    builder_file_close(&file);
}

static void without_the_module_it_says_so(void **state)
{
    (void)state;
    const char *modules = getenv("BORDERMAP_MODULES");
    char *kept = modules ? strdup(modules) : NULL;
    builder_file file;
    builder_file_open(&file);
    setenv("BORDERMAP_MODULES", fixture_path("none"), 1);
    bm_status status = read_path(&file, builder_file_write_text("points.csv", "name\nA\n"));
    if (kept)
        setenv("BORDERMAP_MODULES", kept, 1);
    free(kept);
    /* An installed one would have been found. */
    if (status == BM_ERROR_UNSUPPORTED)
        assert_non_null(strstr(file.error.message, "without GDAL"));
    else
        assert_int_equal(status, BM_ERROR_FORMAT);
    builder_file_close(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(attributes_are_found_by_synonyms),
        cmocka_unit_test(tables_have_columns_of_positions),
        cmocka_unit_test(what_is_no_gazetteer_is_refused),
        cmocka_unit_test(wgs84_is_known_without_a_code),
        cmocka_unit_test(a_flatgeobuf_that_is_cut_short_is_refused),
        cmocka_unit_test(a_database_that_is_not_there_is_named_without_its_password),
        cmocka_unit_test(without_the_module_it_says_so),
    };
    const char *modules = getenv("BORDERMAP_MODULES");
    char path[4096];
    snprintf(path, sizeof path, "%s/bordermap-gdal.so", modules ? modules : ".");
    if (access(path, R_OK) != 0) {
        printf("SKIPPED: built without GDAL: no %s\n", path);
        return 77;
    }
    return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
