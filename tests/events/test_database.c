/* What of a time and an extent is left to the server of a database. */
#include "events/database/database.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const bm_gdal_column columns[] = {
    {"happened", BM_GDAL_COLUMN_DATE},      {"until", BM_GDAL_COLUMN_TIME},
    {"said \"when\"", BM_GDAL_COLUMN_TEXT}, {"year", BM_GDAL_COLUMN_NUMBER},
    {"x", BM_GDAL_COLUMN_NUMBER},           {"y", BM_GDAL_COLUMN_NUMBER}};
static const bm_database_roles no_roles = {-1, -1, -1, -1, -1, -1};
/* March 2022. */
static const bm_database_options march = {
    .has_window = true, .start_s = 1646092800, .end_s = 1648771200};

static void check(const bm_database_options *options, bm_database_roles roles, const char *geometry,
                  const char *expected)
{
    bm_strbuf condition = {0};
    bm_database_add_condition(options, columns, &roles, geometry, "\"desk\".\"events\"",
                              &condition);
    assert_string_equal(bm_strbuf_text(&condition), expected);
    bm_strbuf_finish(&condition);
}

static void leaves_dates_to_the_server(void **state)
{
    (void)state;
    bm_database_roles roles = no_roles;
    roles.start = 0;
    check(&march, roles, NULL,
          "(\"happened\" < '2022-04-02' OR \"happened\" IS NULL) AND "
          "(\"happened\" >= '2022-02-28' OR \"happened\" IS NULL)");
    roles.end = 1;
    check(&march, roles, NULL,
          "(\"happened\" < '2022-04-02' OR \"happened\" IS NULL) AND "
          "(\"happened\" >= '2022-02-28' OR \"until\" >= '2022-02-28' OR \"happened\" IS NULL)");
    /* An open beginning has no bound. */
    bm_database_options until = march;
    until.start_s = INT64_MIN;
    check(&until, roles, NULL, "(\"happened\" < '2022-04-02' OR \"happened\" IS NULL)");
    until.end_s = INT64_MAX;
    check(&until, roles, NULL, "");
}

static void allows_for_precision(void **state)
{
    (void)state;
    bm_database_roles roles = no_roles;
    roles.start = 0;
    roles.date_precision = 2;
    check(&march, roles, NULL,
          "(\"happened\" < '2023-04-02' OR \"happened\" IS NULL) AND "
          "(\"happened\" >= '2021-02-28' OR \"happened\" IS NULL)");
}

static void compares_no_texts(void **state)
{
    (void)state;
    bm_database_roles roles = no_roles;
    roles.start = 2;
    check(&march, roles, NULL, "");
    roles.start = 0;
    roles.end = 2; /* an end in words may be any day */
    check(&march, roles, NULL, "(\"happened\" < '2022-04-02' OR \"happened\" IS NULL)");
    roles = no_roles;
    roles.year = 3;
    check(&march, roles, NULL,
          "(\"year\" >= 2021 OR \"year\" IS NULL) AND (\"year\" <= 2023 OR \"year\" IS NULL)");
    check(&march, no_roles, NULL, "");
}

static void leaves_positions_to_the_server(void **state)
{
    (void)state;
    const bm_database_options box = {.has_box = true, .box = {22, 50, 34, 54.5}};
    bm_database_roles roles = no_roles;
    check(&box, roles, "the_geom",
          "(\"the_geom\"::geometry && (SELECT ST_Transform(ST_Segmentize(ST_MakeEnvelope(22, 50, "
          "34, 54.5, 4326), 0.5), ST_SRID(\"the_geom\"::geometry)) FROM \"desk\".\"events\" WHERE "
          "\"the_geom\" IS NOT NULL LIMIT 1) OR \"the_geom\" IS NULL)");
    roles.lon = 4;
    roles.lat = 5;
    const char *expected = "(\"x\" BETWEEN 22 AND 34 AND \"y\" BETWEEN 50 AND 54.5 OR \"x\" IS "
                           "NULL OR \"y\" IS NULL OR \"x\" = 0 AND \"y\" = 0)";
    check(&box, roles, "the_geom", expected);
    roles.lat = 2;
    check(&box, roles, NULL, "");
    check(&box, no_roles, NULL, "");
}

static void puts_names_in_quotes(void **state)
{
    (void)state;
    bm_strbuf sql = {0};
    bm_database_add_name(&sql, columns[2].name);
    assert_string_equal(bm_strbuf_text(&sql), "\"said \"\"when\"\"\"");
    bm_strbuf_finish(&sql);
}

static void has_a_name_without_secrets(void **state)
{
    (void)state;
    bm_database *database;
    bm_error error;
    const bm_database_options options = {.table = "desk.events"};
    assert_int_equal(bm_database_new("PG:password=hidden", &options, &database, &error), BM_OK);
    assert_string_equal(bm_database_name(database), "PG:desk.events");
    assert_string_equal(database->relation, "\"desk\".\"events\"");
    bm_database_free(database);
    const bm_database_options none = {.where = "true"};
    assert_int_equal(bm_database_new("PG:", &none, &database, &error), BM_ERROR_ARGUMENT);
    assert_null(database);
    assert_true(bm_database_is_named("PG:"));
    assert_false(bm_database_is_named("pg.csv"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_dates_to_the_server),
        cmocka_unit_test(allows_for_precision),
        cmocka_unit_test(compares_no_texts),
        cmocka_unit_test(leaves_positions_to_the_server),
        cmocka_unit_test(puts_names_in_quotes),
        cmocka_unit_test(has_a_name_without_secrets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
