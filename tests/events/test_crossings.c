#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <bordermap/crossings.h>
#include <bordermap/date.h>

static bm_gazetteer *gazetteer;
static bm_findings *findings;

static int open_gazetteer(void **state)
{
    (void)state;
    const char *const paths[] = {BM_TEST_SOURCE_DIR "/shapefiles/border_places.shp"};
    return bm_gazetteer_open(paths, 1, NULL, NULL, &gazetteer, NULL) ? -1 : 0;
}

static int close_gazetteer(void **state)
{
    (void)state;
    bm_gazetteer_free(gazetteer);
    return 0;
}

static bm_status read_table(const char *text, bm_crossings **crossings, bm_error *error)
{
    FILE *file = fopen("crossings.csv", "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
    bm_findings_free(findings);
    findings = bm_findings_new();
    bm_status status = bm_crossings_read("crossings.csv", gazetteer, findings, crossings, error);
    unlink("crossings.csv");
    return status;
}

static int64_t day(int year, int month, int number)
{
    return bm_day_to_number((bm_day){year, month, number}) * 86400;
}

/** The crossing of this name. */
static const bm_place *find(const char *name)
{
    for (size_t i = 0; i < bm_gazetteer_count(gazetteer); i++) {
        const bm_place *place = bm_gazetteer_place(gazetteer, i);
        if (place->kind == BM_PLACE_CROSSING && strcmp(place->name, name) == 0)
            return place;
    }
    fail_msg("no crossing is called %s", name);
    return NULL;
}

static void states_change_by_date(void **state)
{
    (void)state;
    bm_crossings *crossings;
    assert_int_equal(read_table("name,status,from,to\n"
                                "Novaya Rudnya,open,,2022-02-23\n"
                                "Novaya Rudnya,closed,2022-02-24,\n"
                                "Novaya Rudnya,restricted,2022-03-10,2022-03-11\n",
                                &crossings, NULL),
                     BM_OK);
    const char *id = find("Novaya Rudnya crossing")->id;
    assert_int_equal(bm_findings_size(findings), 0);
    assert_int_equal(bm_crossings_at(crossings, id, day(2020, 1, 1)), BM_CROSSING_OPEN);
    assert_int_equal(bm_crossings_at(crossings, id, day(2022, 2, 24) - 1), BM_CROSSING_OPEN);
    assert_int_equal(bm_crossings_at(crossings, id, day(2022, 2, 24)), BM_CROSSING_CLOSED);
    assert_int_equal(bm_crossings_at(crossings, id, day(2022, 3, 12) - 1), BM_CROSSING_RESTRICTED);
    assert_int_equal(bm_crossings_at(crossings, id, day(2022, 3, 12)), BM_CROSSING_CLOSED);
    assert_int_equal(bm_crossings_at(crossings, "elsewhere", day(2022, 3, 12)),
                     BM_CROSSING_UNKNOWN);
    assert_int_equal(bm_crossings_states(crossings, id), 1U << BM_CROSSING_OPEN |
                                                             1U << BM_CROSSING_CLOSED |
                                                             1U << BM_CROSSING_RESTRICTED);
    bm_crossings_free(crossings);
}

static void the_other_post_follows(void **state)
{
    (void)state;
    const bm_place *post = find("Novaya Rudnya crossing");
    char text[512];
    bm_crossings *crossings;
    assert_string_equal(post->partner, "Vystupovychi");
    const bm_place *other = find("Vystupovychi crossing");
    snprintf(text, sizeof text, "place_id,status\n%s,closed\n", post->id);
    assert_int_equal(read_table(text, &crossings, NULL), BM_OK);
    assert_int_equal(bm_crossings_at(crossings, other->id, 0), BM_CROSSING_CLOSED);
    bm_crossings_free(crossings);
    snprintf(text, sizeof text, "place_id,status\n%s,open\n%s,closed\n", other->id, post->id);
    assert_int_equal(read_table(text, &crossings, NULL), BM_OK);
    assert_int_equal(bm_crossings_at(crossings, other->id, 0), BM_CROSSING_OPEN);
    assert_int_equal(bm_crossings_at(crossings, post->id, 0), BM_CROSSING_CLOSED);
    assert_int_equal(bm_crossings_states(crossings, other->id), 1U << BM_CROSSING_OPEN);
    bm_crossings_free(crossings);
}

static void bad_rows_are_findings(void **state)
{
    (void)state;
    bm_crossings *crossings;
    assert_int_equal(read_table("crossing;state;since;until\n"
                                "Xyzzy;open;;\n"
                                "Novaya Rudnya;ajar;;\n"
                                "Novaya Rudnya;closed;2022-02-30;\n"
                                "Novaya Rudnya;closed;2022-03-02;2022-03-01\n"
                                ";closed;;\n",
                                &crossings, NULL),
                     BM_OK);
    assert_int_equal(bm_findings_size(findings), 4);
    assert_string_equal(bm_findings_get(findings, 0)->code, "crossing-unknown");
    assert_string_equal(bm_findings_get(findings, 1)->code, "crossing-status");
    assert_string_equal(bm_findings_get(findings, 2)->value, "2022-02-30");
    assert_int_equal(
        bm_crossings_at(crossings, find("Novaya Rudnya crossing")->id, day(2022, 3, 2)),
        BM_CROSSING_UNKNOWN);
    bm_crossings_free(crossings);
}

static void other_tables_are_refused(void **state)
{
    (void)state;
    bm_crossings *crossings;
    bm_error error = {0};
    assert_int_equal(read_table("name,from\nNovaya Rudnya,2022\n", &crossings, &error),
                     BM_ERROR_FORMAT);
    assert_non_null(strstr(error.message, "no column 'status'"));
    assert_int_equal(read_table("status\nopen\n", &crossings, &error), BM_ERROR_FORMAT);
    assert_non_null(strstr(error.message, "no column 'name'"));
    assert_int_equal(read_table("", &crossings, &error), BM_ERROR_FORMAT);
    assert_int_equal(bm_crossings_read("no-such.csv", gazetteer, NULL, &crossings, &error),
                     BM_ERROR_IO);
    assert_null(crossings);
    bm_crossings_free(NULL);
    assert_int_equal(bm_crossings_at(NULL, "1", 0), BM_CROSSING_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(states_change_by_date),
        cmocka_unit_test(the_other_post_follows),
        cmocka_unit_test(bad_rows_are_findings),
        cmocka_unit_test(other_tables_are_refused),
    };
    int failed = cmocka_run_group_tests(tests, open_gazetteer, close_gazetteer);
    bm_findings_free(findings);
    return failed;
}
