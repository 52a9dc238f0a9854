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

static bm_layer *open_layer(const char *name, bm_findings *findings)
{
    bm_layer *layer = NULL;
    bm_error error = {0};
    if (bm_layer_open(fixture_path(name), findings, &layer, &error))
        fail_msg("%s", error.message);
    return layer;
}

static void reads_points_with_attributes(void **state)
{
    (void)state;
    static const char *const texts[] = {"Копані", "", "  Dyvin  ", "Київ"};
    static const int kinds[] = {SHPT_POINT,      SHPT_POINTZ,      SHPT_POINTM,
                                SHPT_MULTIPOINT, SHPT_MULTIPOINTZ, SHPT_MULTIPOINTM};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        fixture_points("points.shp", kinds[k], texts, 4);
        fixture_prj("points.prj");
        bm_findings *findings = bm_findings_new();
        bm_layer *layer = open_layer("points.shp", findings);
        assert_int_equal(bm_findings_size(findings), 0);
        assert_int_equal(bm_layer_count(layer), 4);
        assert_int_equal(bm_layer_field_count(layer), 2);
        assert_string_equal(bm_layer_field_name(layer, 1), "VALUE");
        assert_int_equal(bm_layer_field(layer, "name"), 0);
        assert_int_equal(bm_layer_field(layer, "NAM"), -1);
        assert_string_equal(bm_layer_text(layer, 0, 0), "Копані");
        assert_string_equal(bm_layer_text(layer, 1, 0), "");
        assert_string_equal(bm_layer_text(layer, 2, 0), "  Dyvin");
        assert_string_equal(bm_layer_text(layer, 3, -1), "");
        assert_string_equal(bm_layer_text(layer, 4, 0), "");
        assert_true(bm_layer_number(layer, 2, 1, -1) == 2.5);
        assert_true(bm_layer_number(layer, 2, 0, -1) == -1);
        const bm_feature *feature = bm_layer_feature(layer, 3);
        assert_int_equal(feature->kind, BM_GEOMETRY_POINT);
        assert_int_equal(feature->record, 4);
        assert_int_equal(feature->part_start[feature->part_count], 1);
        assert_true(feature->points[0].lon == 23 && feature->points[0].lat == 50);
        assert_true(bm_layer_box(layer).east == 23);
        assert_null(bm_layer_feature(layer, 4));
        assert_null(bm_layer_field_name(layer, 2));
        bm_layer_free(layer);
        bm_findings_free(findings);
    }
}

/* Two squares, one with a hole; the first ring is left open on purpose. */
static void write_polygons(const char *name, int kind)
{
    static const double x[] = {20, 24, 24, 20, 21, 21, 22, 22, 21, 30, 30, 31, 31, 30};
    static const double y[] = {50, 50, 54, 54, 51, 52, 52, 51, 51, 50, 51, 51, 50, 50};
    static const int first[] = {0, 4};
    char path[512];
    strcpy(path, fixture_path(name));
    SHPHandle shp = SHPCreate(path, kind);
    DBFHandle dbf = DBFCreateEx(path, "UTF-8");
    DBFAddField(dbf, "ID", FTInteger, 5, 0);
    SHPObject *shape = SHPCreateObject(kind, 0, 2, first, NULL, 9, x, y, y, y);
    SHPWriteObject(shp, -1, shape);
    SHPDestroyObject(shape);
    shape = SHPCreateObject(kind, 1, 1, first, NULL, 5, x + 9, y + 9, y, y);
    SHPWriteObject(shp, -1, shape);
    SHPDestroyObject(shape);
    DBFWriteIntegerAttribute(dbf, 0, 0, 7);
    DBFWriteNULLAttribute(dbf, 1, 0);
    SHPClose(shp);
    DBFClose(dbf);
}

static bool remember(const bm_layer *layer, size_t index, void *context)
{
    (void)layer;
    *(unsigned *)context |= 1u << index;
    return true;
}

static void reads_polygons_and_finds_them(void **state)
{
    (void)state;
    static const int kinds[] = {SHPT_POLYGON, SHPT_POLYGONZ, SHPT_POLYGONM};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        write_polygons("polygons.shp", kinds[k]);
        bm_findings *findings = bm_findings_new();
        bm_layer *layer = open_layer("polygons.shp", findings);
        assert_int_equal(bm_findings_size(findings), 1);
        assert_string_equal(bm_findings_get(findings, 0)->code, "layer-no-prj");
        const bm_feature *square = bm_layer_feature(layer, 0);
        assert_int_equal(square->kind, BM_GEOMETRY_POLYGON);
        assert_int_equal(square->part_count, 2);
        assert_int_equal(square->part_start[1], 5);
        assert_int_equal(square->point_count, 10);
        assert_true(square->points[4].lon == 20 && square->points[4].lat == 50);
        assert_true(bm_feature_contains(square, (bm_lonlat){20.5, 50.5}));
        assert_false(bm_feature_contains(square, (bm_lonlat){21.5, 51.5}));
        assert_false(bm_feature_contains(square, (bm_lonlat){25, 51.5}));
        assert_string_equal(bm_layer_text(layer, 0, 0), "7");
        assert_true(bm_layer_number(layer, 1, 0, -1) == -1);
        unsigned seen = 0;
        bm_layer_query(layer, (bm_lonlat_box){23, 49, 40, 60}, remember, &seen);
        assert_int_equal(seen, 3);
        seen = 0;
        bm_layer_query(layer, (bm_lonlat_box){25, 49, 40, 60}, remember, &seen);
        assert_int_equal(seen, 2);
        bm_layer_free(layer);
        bm_findings_free(findings);
    }
}

/* Vertex `i` of record `record`: no two are alike. */
static bm_lonlat vertex_of(int record, int i)
{
    return (bm_lonlat){20 + record / 10.0 + i / 1e6, 50 - i / 1e6};
}

/* Records of a few bytes and of more than is read at once, in another order than in the index. */
static void reads_records_of_every_size_in_any_order(void **state)
{
    (void)state;
    enum { RECORDS = 40, LARGE = 9000, ENTRY = 8 };
    static double x[LARGE], y[LARGE];
    char path[512];
    strcpy(path, fixture_path("sizes.shp"));
    SHPHandle shp = SHPCreate(path, SHPT_ARC);
    DBFHandle dbf = DBFCreateEx(path, "UTF-8");
    DBFAddField(dbf, "ID", FTInteger, 5, 0);
    for (int k = 0; k < RECORDS; k++) {
        int count = k % 7 == 3 ? LARGE - k : 2 + k;
        for (int i = 0; i < count; i++) {
            x[i] = vertex_of(k, i).lon;
            y[i] = vertex_of(k, i).lat;
        }
        SHPObject *shape = SHPCreateSimpleObject(SHPT_ARC, count, x, y, NULL);
        SHPWriteObject(shp, -1, shape);
        SHPDestroyObject(shape);
        DBFWriteIntegerAttribute(dbf, k, 0, k);
    }
    SHPClose(shp);
    DBFClose(dbf);
    /* The first and the last entry of the index change places. */
    char index[100 + ENTRY * RECORDS];
    FILE *file = fopen(fixture_path("sizes.shx"), "rb");
    assert_non_null(file);
    assert_int_equal(fread(index, 1, sizeof index, file), sizeof index);
    fclose(file);
    fixture_patch("sizes.shx", 100, index + sizeof index - ENTRY, ENTRY);
    fixture_patch("sizes.shx", (long)sizeof index - ENTRY, index + 100, ENTRY);

    bm_layer *layer = open_layer("sizes.shp", NULL);
    assert_int_equal(bm_layer_count(layer), RECORDS);
    for (int k = 0; k < RECORDS; k++) {
        int told = k == 0 ? RECORDS - 1 : k == RECORDS - 1 ? 0 : k;
        const bm_feature *feature = bm_layer_feature(layer, (size_t)k);
        assert_int_equal(feature->point_count, told % 7 == 3 ? LARGE - told : 2 + told);
        for (size_t i = 0; i < feature->point_count; i++) {
            bm_lonlat vertex = vertex_of(told, (int)i);
            assert_true(feature->points[i].lon == vertex.lon);
            assert_true(feature->points[i].lat == vertex.lat);
        }
        assert_true(feature->box.west == vertex_of(told, 0).lon);
        assert_true(feature->box.south == vertex_of(told, (int)feature->point_count - 1).lat);
    }
    bm_layer_free(layer);
}

static void reads_bare_tables(void **state)
{
    (void)state;
    static const char *const texts[] = {"one", "two", "three"};
    fixture_points("table.shp", SHPT_POINT, texts, 3);
    bm_layer *layer = open_layer("table.dbf", NULL);
    assert_int_equal(bm_layer_count(layer), 3);
    assert_int_equal(bm_layer_feature(layer, 1)->kind, BM_GEOMETRY_NONE);
    assert_int_equal(bm_layer_feature(layer, 1)->record, 2);
    assert_true(bm_lonlat_box_is_empty(bm_layer_box(layer)));
    assert_string_equal(bm_layer_text(layer, 2, 0), "three");
    bm_layer_free(layer);
    /* A row that is marked as deleted goes, and its shape with it. */
    fixture_patch("table.dbf", (long)fixture_size("table.dbf") - 2 * 53 - 1, "*", 1);
    layer = open_layer("table.shp", NULL);
    assert_int_equal(bm_layer_count(layer), 2);
    assert_string_equal(bm_layer_text(layer, 1, 0), "three");
    assert_int_equal(bm_layer_feature(layer, 1)->record, 3);
    bm_layer_free(layer);
}

static void converts_code_pages(void **state)
{
    (void)state;
    static const struct {
        const char *cpg;
        const char *bytes;
        const char *text;
    } cases[] = {
        {"1251", "\xCA\xE8\xBF\xE2", "Київ"},
        {"CP1251\r\n", "\xCA\xE8\xBF\xE2", "Київ"},
        {"windows-1251", "\xCA\xE8\xBF\xE2", "Київ"},
        {"ANSI 1251", "\xA2", "ў"},
        {"KOI8-R", "\xEB\xC9\xC5\xD7", "Киев"},
        {"KOI8-U", "\xEB\xC9\xA7\xD7", "Київ"},
        {"866", "\x8A\xA8\xA5\xA2", "Киев"},
        {"1252", "\x80 Z\xFCrich", "€ Zürich"},
        {"ISO-8859-1", "Z\xFCrich", "Zürich"},
        {"ISO 88591", "Z\xFCrich", "Zürich"},
        {"65001", "Київ", "Київ"},
        {"\xEF\xBB\xBFUTF-8", "Київ", "Київ"},
        {"", "Київ", "Київ"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture_points("coded.shp", SHPT_POINT, &cases[i].bytes, 1);
        fixture_prj("coded.prj");
        fixture_write("coded.cpg", cases[i].cpg, strlen(cases[i].cpg));
        bm_findings *findings = bm_findings_new();
        bm_layer *layer = open_layer("coded.shp", findings);
        assert_string_equal(bm_layer_text(layer, 0, 0), cases[i].text);
        assert_int_equal(bm_findings_size(findings), 0);
        bm_layer_free(layer);
        bm_findings_free(findings);
    }
}

static void obeys_the_language_driver(void **state)
{
    (void)state;
    static const char *const texts[] = {"\xCA\xE8\xBF\xE2"};
    fixture_points("driver.shp", SHPT_POINT, texts, 1);
    fixture_patch("driver.dbf", 29, "\xC9", 1);
    bm_layer *layer = open_layer("driver.shp", NULL);
    assert_string_equal(bm_layer_text(layer, 0, 0), "Київ");
    bm_layer_free(layer);
}

static void marks_what_cannot_be_decoded(void **state)
{
    (void)state;
    static const char *const texts[] = {"\xCA\xE8\xBF\xE2", "Київ"};
    fixture_points("wrong.shp", SHPT_POINT, texts, 2);
    fixture_prj("wrong.prj");
    fixture_write("wrong.cpg", "UTF-8", 5);
    bm_findings *findings = bm_findings_new();
    bm_layer *layer = open_layer("wrong.shp", findings);
    assert_string_equal(bm_layer_text(layer, 0, 0), "\uFFFD\uFFFD\uFFFD\uFFFD");
    assert_string_equal(bm_layer_text(layer, 1, 0), "Київ");
    assert_int_equal(bm_findings_size(findings), 1);
    const bm_finding *finding = bm_findings_get(findings, 0);
    assert_string_equal(finding->code, "text-undecodable");
    assert_string_equal(finding->column, "NAME");
    assert_int_equal(finding->line, 1);
    assert_string_equal(finding->value, "\\xca\\xe8\\xbf\\xe2");
    bm_layer_free(layer);
    bm_findings_free(findings);
}

static bm_findings *open_named(const char *cpg, const char *const *texts, int count)
{
    fixture_points("claim.shp", SHPT_POINT, texts, count);
    fixture_prj("claim.prj");
    fixture_write("claim.cpg", cpg, strlen(cpg));
    bm_findings *findings = bm_findings_new();
    bm_layer_free(open_layer("claim.shp", findings));
    return findings;
}

static void doubts_a_code_page_that_is_utf8(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Brest", "Київ", "Иван", "15 \u2116 \u201C\u201D",
        "Верхньодністровська область"}; /* cut within a letter by its field of 40 bytes */
    bm_findings *findings = open_named("1251", texts, 5);
    assert_int_equal(bm_findings_size(findings), 1);
    const bm_finding *finding = bm_findings_get(findings, 0);
    assert_string_equal(finding->code, "text-code-page");
    assert_int_equal(finding->severity, BM_SEVERITY_WARNING);
    assert_int_equal(finding->line, 2);
    assert_string_equal(finding->column, "NAME");
    assert_string_equal(finding->value, "Київ");
    assert_non_null(strstr(finding->message, "claim.cpg"));
    assert_non_null(strstr(finding->message, "CP1251"));
    bm_findings_free(findings);
    /* The header's claim, without a .cpg to blame. */
    fixture_points("header.shp", SHPT_POINT, texts, 3);
    fixture_prj("header.prj");
    fixture_patch("header.dbf", 29, "\xC9", 1);
    findings = bm_findings_new();
    bm_layer *layer = open_layer("header.shp", findings);
    assert_int_equal(bm_findings_size(findings), 1);
    assert_non_null(strstr(bm_findings_get(findings, 0)->message, "header.dbf"));
    assert_string_not_equal(bm_layer_text(layer, 1, 0), "Київ"); /* the reading stays */
    bm_layer_free(layer);
    bm_findings_free(findings);
}

static void does_not_doubt_true_code_pages(void **state)
{
    (void)state;
    static const struct {
        const char *cpg;
        const char *texts[2];
    } cases[] = {
        {"1251", {"\xCB\xB3", "\xC2\xB3"}}, /* Лі, Ві: UTF-8 by accident */
        {"1251", {"\xD0\x9A\xD0\xB8\xD1\x97", "\xCA\xE8\xE5\xE2"}}, /* a text that is none */
        {"866", {"\xE0\xA0\xA1", "\xE0\xA5\xA0\xE0\xA0\xA1"}},      /* раб, реараб */
        {"1252", {"Z\xFCrich", "Brest"}},
        {"1251", {"Brest", "Minsk"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bm_findings *findings = open_named(cases[i].cpg, cases[i].texts, 2);
        assert_int_equal(bm_findings_size(findings), 0);
        bm_findings_free(findings);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_points_with_attributes),
        cmocka_unit_test(reads_polygons_and_finds_them),
        cmocka_unit_test(reads_records_of_every_size_in_any_order),
        cmocka_unit_test(reads_bare_tables),
        cmocka_unit_test(converts_code_pages),
        cmocka_unit_test(obeys_the_language_driver),
        cmocka_unit_test(marks_what_cannot_be_decoded),
        cmocka_unit_test(doubts_a_code_page_that_is_utf8),
        cmocka_unit_test(does_not_doubt_true_code_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
