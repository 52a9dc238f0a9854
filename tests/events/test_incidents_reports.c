/* What the four real reports say happened. Skipped where they are not. */
#include "incident_text.h"

#include <stdlib.h>
#include <unistd.h>

enum { PATH_SIZE = 4096, TEXT_SIZE = 65536 };

/* "" where the folder is not: BORDERMAP_SHARED, else beside the source. */
static const char *shared_folder(void)
{
    const char *given = getenv("BORDERMAP_SHARED");
    return given ? given : BM_TEST_SOURCE_DIR "/../shared";
}

static bm_report *read_report(const char *name, const char *published)
{
    static char text[TEXT_SIZE];
    char path[PATH_SIZE];
    (void)snprintf(path, sizeof path, "%s/reports/%s.txt", shared_folder(), name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t length = fread(text, 1, sizeof text - 1, file);
    (void)fclose(file);
    text[length] = '\0';
    return report_published(text, published);
}

/* An incident of a category at a place and time; NULL when there is none. */
static const bm_incident *find(const bm_report *report, const char *category, const char *place,
                               const char *when)
{
    for (size_t i = 0; i < bm_report_incident_count(report); i++) {
        const bm_incident *incident = bm_report_incident(report, i);
        const bm_mention *mention = bm_report_mention(report, incident->mention);
        char edtf[BM_DATE_TEXT_SIZE] = "undated";
        if (incident->has_date)
            bm_interval_format_edtf(incident->when, edtf);
        if (strcmp(incident->category, category) == 0 && strcmp(edtf, when) == 0 &&
            strcmp(mention ? mention->text : "", place) == 0)
            return incident;
    }
    return NULL;
}

typedef struct expectation {
    const char *category;
    const char *place; /* as written */
    const char *country;
    const char *when;
    bm_claim_status status;
    const char *speaker;
} expectation;

static void check(const char *name, const char *published, const expectation *expected,
                  size_t count)
{
    bm_report *report = read_report(name, published);
    char found[INCIDENT_TEXT_SIZE];
    incident_lines(report, found);
    for (size_t i = 0; i < count; i++) {
        const expectation *want = &expected[i];
        const bm_incident *incident = find(report, want->category, want->place, want->when);
        if (!incident)
            fail_msg("%s: no %s %s %s in: %s", name, want->category, want->place, want->when,
                     found);
        const bm_mention *mention = bm_report_mention(report, incident->mention);
        assert_string_equal(mention && mention->place ? mention->place->country : "",
                            want->country);
        assert_string_equal(bm_claim_status_name(incident->status),
                            bm_claim_status_name(want->status));
        assert_string_equal(incident->speaker, want->speaker);
    }
    /* Nothing else. */
    if (bm_report_incident_count(report) != count)
        fail_msg("%s: %s", name, found);
    bm_report_free(report);
}

#define CHECK(name, published, expected)                                                           \
    check(name, published, expected, sizeof(expected) / sizeof *(expected))

static void test_airstrike(void **state)
{
    (void)state;
    static const expectation expected[] = {
        {"border-crossing", "Ukraine", "UA", "2022-03-11", BM_STATUS_ALLEGED,
         "Ukraine’s Air Force Command"},
        {"airstrike", "Kopani", "BY", "2022-03-11", BM_STATUS_ALLEGED,
         "Ukraine’s Air Force Command"},
        {"meeting", "Moscow", "RU", "2022-03-11", BM_STATUS_UNSTATED, ""},
        {"troop-movement", "Kyiv", "UA", "2022-03-06~/2022-03-12~", BM_STATUS_SATELLITE_IMAGE,
         "private U.S. satellite firm Maxar"},
        {"troop-movement", "Lubyanka", "UA", "2022-03-06~/2022-03-12~", BM_STATUS_SATELLITE_IMAGE,
         "Maxar"},
    };
    CHECK("000_af61939fe21843f7", "2022-03-12", expected);
    bm_report *report = read_report("000_af61939fe21843f7", "2022-03-12");
    const bm_incident *incident = find(report, "airstrike", "Kopani", "2022-03-11");
    assert_non_null(incident);
    assert_int_equal(incident->merged, 2);
    bm_report_free(report);
}

static void test_note(void **state)
{
    (void)state;
    static const expectation expected[] = {
        {"military-drill", "Grodno", "BY", "2013-09-26", BM_STATUS_UNSTATED, ""},
        {"diplomatic-protest", "Minsk", "BY", "2022-10-05~/2022-10-11~", BM_STATUS_SAID,
         "Ukraine’s Ministry of Foreign Affairs"},
        {"mine-or-barrier", "", "", "2022-10-05~/2022-10-11~", BM_STATUS_ALLEGED, "Anatoly Lappo"},
        {"drone", "Kyiv", "UA", "2022-10-05~/2022-10-11~", BM_STATUS_ALLEGED, ""},
        {"explosion", "Crimea", "UA", "2022-10-08/2022-10-09", BM_STATUS_UNSTATED, ""},
    };
    CHECK("001_95110dd0ef6e2adb", "2022-10-11", expected);
    bm_report *report = read_report("001_95110dd0ef6e2adb", "2022-10-11");
    const bm_incident *incident = find(report, "military-drill", "Grodno", "2013-09-26");
    assert_non_null(incident);
    assert_non_null(strstr(incident->rule, "(caption)"));
    bm_report_free(report);
}

static void test_train(void **state)
{
    (void)state;
    static const expectation expected[] = {
        {"troop-movement", "Belarus", "BY", "2023-01-06", BM_STATUS_CONFIRMED,
         "Belarusian defence ministry"},
        {"troop-movement", "Ukraine", "UA", "2022-02-24", BM_STATUS_UNSTATED, ""},
        {"invasion", "Ukraine", "UA", "2022-02-24", BM_STATUS_UNSTATED, ""},
    };
    CHECK("002_dd285d3bfc248b48", "2023-01-06", expected);
}

static void test_border(void **state)
{
    (void)state;
    char found[INCIDENT_TEXT_SIZE];
    bm_report *report = read_report("003_0926400b2f17a2d6", "2023-02-16");
    incident_lines(report, found);
    static const expectation expected[] = {
        {"official-statement", "Minsk", "BY", "2023-02-16", BM_STATUS_SAID,
         "authoritarian leader Lukashenko"},
        {"meeting", "Moscow", "RU", "2023-02-17", BM_STATUS_SAID, "Dmitry Peskov"},
        {"border-patrol", "Divin", "BY", "2023-02-15", BM_STATUS_UNSTATED, ""},
        {"border-closure", "Dyvin", "BY", "2023-02-10~/2023-02-16~", BM_STATUS_SAID,
         "Belarusian officials"},
        {"invasion", "Ukraine", "UA", "2022-02-24", BM_STATUS_UNSTATED, ""},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        const bm_incident *incident =
            find(report, expected[i].category, expected[i].place, expected[i].when);
        if (!incident)
            fail_msg("no %s in %s: %s", expected[i].category, expected[i].place, found);
        assert_int_equal(incident->status, expected[i].status);
        assert_string_equal(incident->speaker, expected[i].speaker);
    }
    bm_report_free(report);
}

static void test_places(void **state)
{
    (void)state;
    static const struct {
        const char *report;
        const char *text;
        const char *name;
        const char *country;
        const char *admin2; /* NULL: does not matter */
        bm_mention_role role;
    } places[] = {
        {"000_af61939fe21843f7", "Kopani", "Kopani", "BY", "Stolin", BM_ROLE_PLACE},
        {"000_af61939fe21843f7", "Lubyanka", "Lubyanka", "UA", "Bucha", BM_ROLE_PLACE},
        {"000_af61939fe21843f7", "Moscow", "Moscow", "RU", NULL, BM_ROLE_PLACE},
        {"001_95110dd0ef6e2adb", "Grodno", "Hrodna", "BY", NULL, BM_ROLE_CAPTION},
        {"001_95110dd0ef6e2adb", "Minsk", "Minsk", "BY", NULL, BM_ROLE_PLACE},
        {"001_95110dd0ef6e2adb", "Kiev", "Kyiv", "UA", NULL, BM_ROLE_PLACE},
        {"001_95110dd0ef6e2adb", "Crimea", "Crimea", "UA", NULL, BM_ROLE_PLACE},
        {"001_95110dd0ef6e2adb", "Michigan", "Michigan", "US", NULL, BM_ROLE_CAPTION},
        {"001_95110dd0ef6e2adb", "Oregon", "Oregon", "US", NULL, BM_ROLE_CAPTION},
        {"003_0926400b2f17a2d6", "Divin", "Dyvin", "BY", "Kobryn", BM_ROLE_PLACE},
        {"003_0926400b2f17a2d6", "Dyvin", "Dyvin", "BY", "Kobryn", BM_ROLE_PLACE},
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        bm_report *report = read_report(places[i].report, "2023-02-16");
        const bm_mention *mention = report_mention(report, places[i].text);
        assert_non_null(mention);
        assert_non_null(mention->place);
        assert_string_equal(mention->name, places[i].name);
        assert_string_equal(mention->place->country, places[i].country);
        if (places[i].admin2)
            assert_string_equal(mention->place->admin2, places[i].admin2);
        assert_int_equal(mention->role, places[i].role);
        assert_true(mention->status == BM_LOCATION_LOCATED || mention->status == BM_LOCATION_AREA);
        bm_report_free(report);
    }
}

int main(void)
{
    char path[PATH_SIZE];
    (void)snprintf(path, sizeof path, "%s/reports", shared_folder());
    if (access(path, R_OK) != 0) {
        fprintf(stderr, "skipped: no '%s'; set BORDERMAP_SHARED to the test data\n", path);
        return 77;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places), cmocka_unit_test(test_airstrike),
        cmocka_unit_test(test_note),   cmocka_unit_test(test_train),
        cmocka_unit_test(test_border),
    };
    return cmocka_run_group_tests(tests, report_fixture_set_up, report_fixture_tear_down);
}
