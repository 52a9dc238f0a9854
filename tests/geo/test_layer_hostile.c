#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include <bordermap/layer.h>
#include <math.h>
#include <shapefil.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Opening must fail with this status and these words. */
static void refused(const char *name, bm_status status, const char *words)
{
    bm_layer *layer = NULL;
    bm_error error = {0};
    bm_status got = bm_layer_open(fixture_path(name), NULL, &layer, &error);
    if (layer)
        fail_msg("%s: opened, where '%s' was to be said", name, words);
    if (got != status || !strstr(error.message, words))
        fail_msg("%s: %s: %s", name, bm_status_name(got), error.message);
    if (strchr(error.message, '\n') || !error.file[0])
        fail_msg("%s: not one line, or no file", name);
}

static const char *const texts[] = {"one", "two", "three"};

static void fresh(const char *name)
{
    char other[64];
    fixture_points(name, SHPT_POINT, texts, 3);
    strcpy(other, name);
    strcpy(strrchr(other, '.'), ".prj");
    fixture_prj(other);
}

static void refuses_what_is_no_file(void **state)
{
    (void)state;
    refused("missing.shp", BM_ERROR_IO, "No such file");
    refused("missing.dbf", BM_ERROR_IO, "No such file");
    refused("missing.gpkg", BM_ERROR_UNSUPPORTED, ".shp or .dbf");
    assert_int_equal(mkdir(fixture_path("folder.shp"), 0777), 0);
    refused("folder.shp", BM_ERROR_IO, "directory");
    assert_int_equal(mkfifo(fixture_path("pipe.shp"), 0666), 0);
    refused("pipe.shp", BM_ERROR_IO, "not a regular file");
    assert_int_equal(mkfifo(fixture_path("pipe.dbf"), 0666), 0);
    refused("pipe.dbf", BM_ERROR_IO, "not a regular file");
    fixture_write("empty.shp", "", 0);
    refused("empty.shp", BM_ERROR_FORMAT, "is empty");
    fixture_write("empty.dbf", "", 0);
    refused("empty.dbf", BM_ERROR_FORMAT, "is empty");
    fixture_write("binary.shp",
                  "\x7F"
                  "ELF\0\1\2\3",
                  8);
    refused("binary.shp", BM_ERROR_FORMAT, "not a shapefile");
    fixture_write("binary.dbf",
                  "\x7F"
                  "ELF\0\1\2\3",
                  8);
    refused("binary.dbf", BM_ERROR_FORMAT, "not a dBASE table");
}

static void refuses_truncated_files(void **state)
{
    (void)state;
    fresh("cut.shp");
    size_t whole = fixture_size("cut.shp");
    fixture_truncate("cut.shp", whole - 10);
    refused("cut.shp", BM_ERROR_FORMAT, "truncated");
    fixture_truncate("cut.shp", 40);
    refused("cut.shp", BM_ERROR_FORMAT, "truncated");
    fresh("cut.shp");
    fixture_truncate("cut.shx", 108);
    refused("cut.shp", BM_ERROR_FORMAT, "cut.shx' is truncated");
    fresh("cut.shp");
    fixture_truncate("cut.dbf", fixture_size("cut.dbf") - 30);
    refused("cut.shp", BM_ERROR_FORMAT, "cut.dbf' is truncated: its header gives 3 rows");
    refused("cut.dbf", BM_ERROR_FORMAT, "truncated");
    fresh("cut.shp");
    unlink(fixture_path("cut.shx"));
    refused("cut.shp", BM_ERROR_IO, "no .shx");
    fresh("cut.shp");
    unlink(fixture_path("cut.dbf"));
    refused("cut.shp", BM_ERROR_IO, "no .dbf");
}

/* A file cut anywhere is refused or read, and never more. */
static void survives_any_cut(void **state)
{
    (void)state;
    static const char *const endings[] = {"any.shp", "any.shx", "any.dbf"};
    for (size_t e = 0; e < 3; e++) {
        fresh("any.shp");
        size_t whole = fixture_size(endings[e]);
        for (size_t size = whole; size-- > 0;) {
            fixture_truncate(endings[e], size);
            bm_layer *layer = NULL;
            bm_error error = {0};
            bm_status status = bm_layer_open(fixture_path("any.shp"), NULL, &layer, &error);
            /* The .dbf may lack its end mark. */
            assert_true(status || (e == 2 && size + 1 == whole));
            bm_layer_free(layer);
        }
    }
}

/* A file with any byte changed is refused or read, and never more. */
static void survives_any_byte(void **state)
{
    (void)state;
    static const char *const endings[] = {"byte.shp", "byte.shx", "byte.dbf"};
    for (size_t e = 0; e < 3; e++) {
        fresh("byte.shp");
        size_t whole = fixture_size(endings[e]);
        for (size_t at = 0; at < whole; at++) {
            static const char *const bytes[] = {"\xFF", "\x7F", "\x00", "\x80"};
            fresh("byte.shp");
            fixture_patch(endings[e], (long)at, bytes[at % 4], 1);
            bm_layer *layer = NULL;
            bm_status status = bm_layer_open(fixture_path("byte.shp"), NULL, &layer, NULL);
            assert_true((status == BM_OK) == (layer != NULL));
            bm_layer_free(layer);
        }
    }
}

static void refuses_counts_that_cannot_be(void **state)
{
    (void)state;
    fresh("count.shp");
    fixture_patch("count.dbf", 4, "\xFF\xFF\xFF\x7F", 4);
    refused("count.shp", BM_ERROR_FORMAT, "truncated: its header gives 2147483647 rows");
    fresh("count.shp");
    fixture_patch("count.shx", 24, "\x7F\xFF\xFF\xFF", 4);
    refused("count.shp", BM_ERROR_FORMAT, "truncated");
    fresh("count.shp");
    /* The second record of the index points behind the end. */
    fixture_patch("count.shx", 108, "\x00\x00\x10\x00", 4);
    refused("count.shp", BM_ERROR_FORMAT, "record 2 reaches beyond the end");
    fresh("count.shp");
    fixture_patch("count.shp", 32, "\x1F", 1);
    refused("count.shp", BM_ERROR_UNSUPPORTED, "type 31");
    /* A table of another layer. */
    fixture_points("two.shp", SHPT_POINT, texts, 2);
    fresh("count.shp");
    assert_int_equal(rename(fixture_path("two.dbf"), fixture_path("count.dbf")), 0);
    refused("count.shp", BM_ERROR_FORMAT, "has 3 shapes but");
    refused("count.shp", BM_ERROR_FORMAT, "has 2 rows");
}

static void refuses_parts_and_overlaps(void **state)
{
    (void)state;
    static const double x[] = {20, 21, 22, 20, 21, 22};
    static const double y[] = {50, 51, 50, 52, 53, 52};
    static const int first[] = {0, 3};
    char path[512];
    for (int turn = 0; turn < 3; turn++) {
        strcpy(path, fixture_path("parts.shp"));
        SHPHandle shp = SHPCreate(path, SHPT_ARC);
        DBFHandle dbf = DBFCreateEx(path, "UTF-8");
        DBFAddField(dbf, "ID", FTInteger, 5, 0);
        for (int i = 0; i < 2; i++) {
            SHPObject *shape = SHPCreateObject(SHPT_ARC, i, 2, first, NULL, 6, x, y, NULL, NULL);
            SHPWriteObject(shp, -1, shape);
            SHPDestroyObject(shape);
            DBFWriteIntegerAttribute(dbf, i, 0, i);
        }
        SHPClose(shp);
        DBFClose(dbf);
        if (turn == 0) {
            bm_layer *layer = NULL;
            assert_int_equal(bm_layer_open(path, NULL, &layer, NULL), BM_OK);
            assert_int_equal(bm_layer_feature(layer, 1)->part_count, 2);
            assert_int_equal(bm_layer_feature(layer, 1)->kind, BM_GEOMETRY_LINE);
            bm_layer_free(layer);
        } else if (turn == 1) {
            /* 100 B header, 8 B record header, type, box, part and point counts: then the parts. */
            fixture_patch("parts.shp", 100 + 8 + 44 + 4, "\x09", 1);
            refused("parts.shp", BM_ERROR_FORMAT, "record 1");
        } else {
            fixture_patch("parts.shp", 100 + 8 + 40, "\xFF\xFF\xFF\x0F", 4);
            refused("parts.shp", BM_ERROR_FORMAT, "record 1");
        }
    }
    /* Many index entries for one record: a small file that would fill the memory. */
    fresh("bomb.shp");
    char entry[8];
    FILE *index = fopen(fixture_path("bomb.shx"), "rb");
    assert_non_null(index);
    assert_int_equal(fseek(index, 100, SEEK_SET), 0);
    assert_int_equal(fread(entry, 1, 8, index), 8);
    fclose(index);
    fixture_patch("bomb.shx", 108, entry, 8);
    bm_layer *layer = NULL;
    assert_int_equal(bm_layer_open(fixture_path("bomb.shp"), NULL, &layer, NULL), BM_OK);
    bm_layer_free(layer);
}

static void leaves_bad_shapes_out(void **state)
{
    (void)state;
    fresh("bad.shp");
    /* Record i is at 100 + 28 i: 8 bytes of header, type, x, y. */
    double not_finite = NAN;
    double far = 2000.0;
    fixture_patch("bad.shp", 100 + 12, &not_finite, 8);
    fixture_patch("bad.shp", 128 + 20, &far, 8);
    bm_findings *findings = bm_findings_new();
    bm_layer *layer = NULL;
    assert_int_equal(bm_layer_open(fixture_path("bad.shp"), findings, &layer, NULL), BM_OK);
    assert_int_equal(bm_layer_count(layer), 1);
    assert_string_equal(bm_layer_text(layer, 0, 0), "three");
    assert_int_equal(bm_layer_feature(layer, 0)->record, 3);
    assert_int_equal(bm_findings_size(findings), 2);
    assert_string_equal(bm_findings_get(findings, 0)->code, "shape-coordinate");
    assert_int_equal(bm_findings_get(findings, 1)->line, 2);
    bm_layer_free(layer);
    bm_findings_free(findings);

    fresh("bad.shp");
    fixture_patch("bad.shp", 128 + 8, "\0\0\0\0", 4);
    findings = bm_findings_new();
    assert_int_equal(bm_layer_open(fixture_path("bad.shp"), findings, &layer, NULL), BM_OK);
    assert_int_equal(bm_layer_count(layer), 2);
    assert_string_equal(bm_layer_text(layer, 1, 0), "three");
    assert_int_equal(bm_findings_size(findings), 1);
    assert_string_equal(bm_findings_get(findings, 0)->code, "shape-null");
    bm_layer_free(layer);
    bm_findings_free(findings);
}

static void refuses_other_reference_systems(void **state)
{
    (void)state;
    static const struct {
        const char *prj;
        const char *name;
    } cases[] = {
        {"PROJCS[\"WGS_1984_UTM_Zone_35N\",GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\"]]]",
         "WGS_1984_UTM_Zone_35N"},
        {"GEOGCS[\"GCS_Pulkovo_1942\",DATUM[\"D_Pulkovo_1942\",SPHEROID[\"Krasovsky_1940\",6378245."
         "0,"
         "298.3]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]",
         "GCS_Pulkovo_1942"},
        {"GEOGCS[\"Paris\",DATUM[\"WGS_1984\"],PRIMEM[\"Paris\",2.33],UNIT[\"Degree\",0.017]]",
         "Paris"},
        {"GEOGCS[\"gon\",DATUM[\"WGS_1984\"],PRIMEM[\"Greenwich\",0],UNIT[\"grad\",0.015]]", "gon"},
        {"+proj=longlat +nadgrids=/etc/passwd", "unknown"},
        {"", "unknown"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fresh("crs.shp");
        fixture_write("crs.prj", cases[i].prj, strlen(cases[i].prj));
        refused("crs.shp", BM_ERROR_UNSUPPORTED, cases[i].name);
        refused("crs.shp", BM_ERROR_UNSUPPORTED, "ogr2ogr -t_srs EPSG:4326");
    }
    static const char *const fine[] = {
        "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],"
        "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433],AUTHORITY[\"EPSG\",\"4326\"]]",
        "GEOGCRS[\"WGS 84\",ENSEMBLE[\"World Geodetic System 1984 ensemble\"],"
        "CS[ellipsoidal,2],AXIS[\"lat\",north],ANGLEUNIT[\"degree\",0.0174532925199433]]",
    };
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
        fresh("crs.shp");
        fixture_write("crs.prj", fine[i], strlen(fine[i]));
        bm_layer *layer = NULL;
        assert_int_equal(bm_layer_open(fixture_path("crs.shp"), NULL, &layer, NULL), BM_OK);
        bm_layer_free(layer);
    }
}

static void refuses_unknown_code_pages(void **state)
{
    (void)state;
    fresh("page.shp");
    fixture_write("page.cpg", "Shift-JIS", 9);
    refused("page.shp", BM_ERROR_UNSUPPORTED, "'Shift-JIS'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_what_is_no_file),
        cmocka_unit_test(refuses_truncated_files),
        cmocka_unit_test(survives_any_cut),
        cmocka_unit_test(survives_any_byte),
        cmocka_unit_test(refuses_counts_that_cannot_be),
        cmocka_unit_test(refuses_parts_and_overlaps),
        cmocka_unit_test(leaves_bad_shapes_out),
        cmocka_unit_test(refuses_other_reference_systems),
        cmocka_unit_test(refuses_unknown_code_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
