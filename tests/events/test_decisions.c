/* Decisions of a person, on a gazetteer and border that are shipped. */
#include "reading.h"

#include <bordermap/decisions.h>
#include <bordermap/layer.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define SHAPEFILES BM_TEST_SOURCE_DIR "/shapefiles/"

static struct {
    bm_layer *countries;
    bm_border *border;
    bm_gazetteer *gazetteer;
    bm_geocoder *geocoder;
    bm_geocoder_session *session;
    bm_location location;
} w;

static int open_world(void **state)
{
    (void)state;
    static const char *const paths[] = {SHAPEFILES "border_places.shp", SHAPEFILES "places.shp",
                                        SHAPEFILES "areas.shp"};
    bm_error error = {0};
    bm_status status = bm_layer_open(SHAPEFILES "countries.shp", NULL, &w.countries, &error);
    if (!status)
        status = bm_border_new(w.countries, NULL, "BY", "UA", &w.border, &error);
    if (!status)
        status = bm_gazetteer_open(paths, 3, NULL, NULL, &w.gazetteer, &error);
    if (!status)
        status = bm_geocoder_new(w.gazetteer, w.border, NULL, &w.geocoder, &error);
    if (!status)
        status = bm_geocoder_session_new(w.geocoder, &w.session, &error);
    if (status)
        print_error("%s\n", error.message);
    return status ? -1 : 0;
}

static int close_world(void **state)
{
    (void)state;
    bm_geocoder_session_free(w.session);
    bm_geocoder_free(w.geocoder);
    bm_gazetteer_free(w.gazetteer);
    bm_border_free(w.border);
    bm_layer_free(w.countries);
    return 0;
}

typedef struct table {
    char path[32];
    bm_decisions *decisions;
    bm_findings *findings;
    bm_status status;
    bm_error error;
} table;

static table write_table(const char *text)
{
    table t = {.path = "/tmp/decisionsXXXXXX"};
    int descriptor = mkstemp(t.path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, text, strlen(text)), (ssize_t)strlen(text));
    close(descriptor);
    return t;
}

static void read_table(table *t)
{
    t->findings = bm_findings_new();
    assert_non_null(t->findings);
    t->status =
        bm_decisions_read(t->path, w.gazetteer, w.border, t->findings, &t->decisions, &t->error);
}

static table read_decisions(const char *text)
{
    table t = write_table(text);
    read_table(&t);
    unlink(t.path);
    return t;
}

static void table_finish(table *t)
{
    bm_decisions_free(t->decisions);
    bm_findings_free(t->findings);
}

static size_t find(const table *t, const char *name, const char *country, const char *admin,
                   const char *district)
{
    const bm_place_row row = {
        .name = name, .country = country, .admin = admin, .district = district};
    return bm_decisions_find(t->decisions, &row);
}

static void test_what_meets_a_row(void **state)
{
    (void)state;
    table t = read_decisions("place,country,admin,place_id,lon,lat,note\n"
                             "Kopani,,,6999452,,,\n"
                             "Kopani,Ukraine,,,30.1,50.2,\n"
                             "Kopani,UA,Rivne region,,26.5,51.5,\n"
                             "Minsk,Stolin,,625144,,,\n"
                             "Kopani,,,627907,,,later\n");
    assert_int_equal(t.status, BM_OK);
    assert_int_equal(bm_decisions_count(t.decisions), 5);
    assert_int_equal(find(&t, "Kopani", "", "", NULL), 4);
    assert_int_equal(find(&t, "KOPANI ", "BY", NULL, NULL), 4);
    assert_int_equal(find(&t, "Копані", "Україна", "", ""), 1);
    assert_int_equal(find(&t, "Kapani", "", "", ""), SIZE_MAX);
    assert_int_equal(find(&t, "Kopani", "UKR", "Рівненська область", ""), 2);
    assert_int_equal(find(&t, "Kopani", "UA", "Rivne", ""), 2);
    assert_int_equal(find(&t, "Kopani", "UA", "", "rivne region"), 2);
    assert_int_equal(find(&t, "Kopani", "UA", "Kyiv", ""), 1);
    assert_int_equal(find(&t, "Dyvin", "", "", ""), SIZE_MAX);
    assert_int_equal(find(&t, "", "", "", ""), SIZE_MAX);
    assert_int_equal(find(&t, NULL, NULL, NULL, NULL), SIZE_MAX);
    table_finish(&t);
}

static void test_bad_rows(void **state)
{
    (void)state;
    table t = read_decisions("place,place_id,lon,lat\n"
                             ",627907,,\n"
                             "Kopani,,,\n"
                             "Kopani,627907,30,50\n"
                             "Kopani,,200,50\n"
                             "Kopani,,30,\n"
                             "Kopani,627907\n"
                             "Kopani,627907,,\n");
    assert_int_equal(t.status, BM_OK);
    assert_int_equal(bm_decisions_count(t.decisions), 1);
    assert_int_equal(bm_findings_count(t.findings, BM_SEVERITY_ERROR), 6);
    for (size_t i = 0; i < 6; i++) {
        assert_string_equal(bm_findings_get(t.findings, i)->code, "decision-invalid");
        assert_int_equal(bm_findings_get(t.findings, i)->line, (long)i + 2);
    }
    table_finish(&t);
    t = read_decisions("place,note\nKopani,x\n");
    assert_int_equal(t.status, BM_ERROR_FORMAT);
    assert_non_null(strstr(t.error.message, "no table of decisions"));
    table_finish(&t);
}

static void assert_finding(const table *t, size_t index, const char *code, long line)
{
    const bm_finding *finding = bm_findings_get(t->findings, index);
    assert_non_null(finding);
    assert_string_equal(finding->code, code);
    assert_int_equal(finding->line, line);
    assert_int_equal(finding->severity, BM_SEVERITY_WARNING);
}

static void test_what_the_gazetteer_has_against_it(void **state)
{
    (void)state;
    table t = read_decisions("place,country,place_id,lon,lat\n"
                             "Minsk,,99999999999,,\n"
                             "Homiel,UA,627907,,\n"
                             "Kyiv,BY,,30.52,50.45\n"
                             "Dyvin,,,24.59,52.3\n"
                             "Dyvin,BY,,24.6,51.97\n"
                             "Newfoundvillage,BY,,24.6,51.97\n");
    assert_int_equal(t.status, BM_OK);
    assert_int_equal(bm_findings_size(t.findings), 4);
    assert_finding(&t, 0, "decision-stale", 2);
    assert_finding(&t, 1, "decision-contradicted", 3);
    assert_finding(&t, 2, "decision-contradicted", 4);
    assert_finding(&t, 3, "decision-far", 5);
    assert_int_equal(find(&t, "Minsk", "", "", ""), SIZE_MAX);
    assert_int_equal(find(&t, "Homiel", "UA", "", ""), 1);
    table_finish(&t);
}

static void test_units_and_swapped_numbers(void **state)
{
    (void)state;
    table t = read_decisions("place,Land,country,oblast,place_id,lon,lat\n"
                             "Kopani,x,Belarus,Homyel,627907,,\n"
                             "Kopani,x,BY,Rivne,627907,,\n"
                             "Kopani,x,,Xyzzyland,627907,,\n"
                             "Kopani,x,Nowhereland,,627907,,\n"
                             "Kopani,x,,Rivne,,26.8,51.76\n"
                             "Dyvin,x,BY,Brest,,51.97,24.6\n"
                             "Dyvin,x,BY,,,24.6,51.97\n");
    static const struct {
        const char *code;
        long line;
        const char *column;
        const char *value;
        const char *says;
    } expected[] = {
        {"decision-contradicted", 3, "oblast", "Rivne", "Homyel, BY; correct"},
        {"decision-contradicted", 4, "oblast", "Xyzzyland", "correct it or leave it empty"},
        {"decision-contradicted", 5, "country", "Nowhereland", "correct it or leave it empty"},
        {"decision-contradicted", 6, "oblast", "Rivne",
         "its position is elsewhere, in BY; correct"},
        {"decision-swapped", 7, "lon", "51.97", "are they swapped?"},
    };
    assert_int_equal(t.status, BM_OK);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        assert_finding(&t, i, expected[i].code, expected[i].line);
        const bm_finding *finding = bm_findings_get(t.findings, i);
        assert_string_equal(finding->column, expected[i].column);
        assert_string_equal(finding->value, expected[i].value);
        assert_non_null(strstr(finding->message, expected[i].says));
        assert_null(strstr(finding->message, "used"));
    }
    assert_int_equal(bm_findings_size(t.findings), sizeof expected / sizeof *expected);
    table_finish(&t);
}

static void test_rows_that_decide_otherwise(void **state)
{
    (void)state;
    table t = read_decisions("place,country,place_id,lon,lat\n"
                             "Kopani,BY,6999452,,\n"
                             "Kopani,UA,627907,,\n"
                             "KOPANI,BY,6999452,,\n"
                             "Kopani,BY,,26.8,51.76\n"
                             "Kopani,BY,,26.8,51.76\n");
    assert_int_equal(t.status, BM_OK);
    assert_int_equal(find(&t, "Kopani", "BY", "", ""), 4);
    size_t repeated = 0;
    for (size_t i = 0; i < bm_findings_size(t.findings); i++) {
        const bm_finding *finding = bm_findings_get(t.findings, i);
        if (strcmp(finding->code, "decision-repeated") != 0)
            continue;
        repeated++;
        assert_int_equal(finding->line, 5);
        assert_non_null(strstr(finding->message, "line 4 decides otherwise"));
    }
    assert_int_equal(repeated, 1);
    table_finish(&t);
}

static void test_a_decision_is_the_answer(void **state)
{
    (void)state;
    bool used[4] = {false};
    table t = read_decisions("place,country,place_id,lon,lat\n"
                             "Kopani,,627907,,\n"
                             "Nowhereville,,,26,52\n"
                             "Over there,,BY,,\n"
                             "Unmet,,627907,,\n");
    bm_place_row row = {.name = "Kopani", .country = "BY"};
    assert_int_equal(bm_decisions_locate(t.decisions, w.session, &row, &w.location, used, &t.error),
                     BM_OK);
    assert_int_equal(w.location.status, BM_LOCATION_LOCATED);
    assert_string_equal(w.location.candidates[0].place->id, "627907");
    assert_int_equal(w.location.candidates[0].match, BM_MATCH_DECIDED);
    assert_true(w.location.candidates[0].score == 1 && w.location.margin == 1);
    assert_true(w.location.candidate_count > 1);
    assert_string_equal(w.location.candidates[1].place->name, "Kopani");

    row.name = "nowhereville";
    assert_int_equal(bm_decisions_locate(t.decisions, w.session, &row, &w.location, used, &t.error),
                     BM_OK);
    assert_int_equal(w.location.status, BM_LOCATION_LOCATED);
    assert_string_equal(w.location.candidates[0].place->country, "BY");
    assert_true(w.location.candidates[0].place->position.lon == 26);

    row.name = "Over there";
    assert_int_equal(bm_decisions_locate(t.decisions, w.session, &row, &w.location, used, &t.error),
                     BM_OK);
    assert_int_equal(w.location.status, BM_LOCATION_AREA);
    assert_true(w.location.radius_km > 0);

    assert_true(used[0] && used[1] && used[2] && !used[3]);
    bm_decisions_report_unused(t.decisions, used, t.findings);
    assert_int_equal(bm_findings_size(t.findings), 1);
    assert_string_equal(bm_findings_get(t.findings, 0)->code, "decision-unused");
    assert_int_equal(bm_findings_get(t.findings, 0)->severity, BM_SEVERITY_NOTE);
    table_finish(&t);
}

static void assert_file(const char *path, const char *expected)
{
    char text[1024] = "";
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    (void)fclose(file);
    assert_string_equal(text, expected);
}

static bool add(table *t, const char *place, const char *country, const char *id)
{
    bool changed = false;
    const bm_decision decision = {.place = place,
                                  .country = country,
                                  .admin = "",
                                  .place_id = id,
                                  .has_position = !*id,
                                  .position = {26.5, 51.25},
                                  .note = "n, 1"};
    t->status = bm_decisions_add(t->path, &decision, &changed, &t->error);
    return changed;
}

static void test_rows_are_added(void **state)
{
    (void)state;
    table t = write_table("");
    assert_true(add(&t, "Kopani", "BY", "1"));
    assert_file(t.path, "place,country,admin,place_id,lon,lat,note\nKopani,BY,,1,,,\"n, 1\"\n");
    assert_false(add(&t, "Kopani", "BY", "1"));
    assert_true(add(&t, "Kopani", "UA", ""));
    assert_true(add(&t, "Kopani", "BY", "2"));
    assert_file(t.path, "place,country,admin,place_id,lon,lat,note\n"
                        "Kopani,UA,,,26.5,51.25,\"n, 1\"\nKopani,BY,,2,,,\"n, 1\"\n");
    unlink(t.path);
    assert_true(add(&t, "Kopani", "", "3"));
    assert_file(t.path, "place,country,admin,place_id,lon,lat,note\nKopani,,,3,,,\"n, 1\"\n");
    unlink(t.path);
}

/* A table that a person made, with columns in another order. */
static void test_a_table_of_ones_own_keeps_its_form(void **state)
{
    (void)state;
    table t = write_table("who;geonameid;place;country\nme;5;Lypa;\"=x\"");
    assert_true(add(&t, "Kopani", "BY", "1"));
    assert_file(t.path, "who;geonameid;place;country\nme;5;Lypa;=x\n;1;Kopani;BY\n");
    add(&t, "Kopani", "BY", "");
    assert_int_equal(t.status, BM_ERROR_FORMAT);
    assert_non_null(strstr(t.error.message, "no column 'lon'"));
    assert_file(t.path, "who;geonameid;place;country\nme;5;Lypa;=x\n;1;Kopani;BY\n");
    unlink(t.path);
    t = write_table("place,place_id\nLypa\n");
    add(&t, "Kopani", "", "1");
    assert_int_equal(t.status, BM_ERROR_FORMAT);
    assert_int_equal(t.error.line, 2);
    assert_file(t.path, "place,place_id\nLypa\n");
    unlink(t.path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_meets_a_row),
        cmocka_unit_test(test_bad_rows),
        cmocka_unit_test(test_what_the_gazetteer_has_against_it),
        cmocka_unit_test(test_units_and_swapped_numbers),
        cmocka_unit_test(test_rows_that_decide_otherwise),
        cmocka_unit_test(test_a_decision_is_the_answer),
        cmocka_unit_test(test_rows_are_added),
        cmocka_unit_test(test_a_table_of_ones_own_keeps_its_form),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
