/* Whole reports: reports/NAME.txt, published as reports/index.csv says, against NAME.expected, line
 * by line. BORDERMAP_UPDATE_GOLDEN=1 writes what is found instead; read every line of it before it
 * is believed. */
#include "report_fixture.h"

#include "base/strbuf.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *name;
    const char *published;
} reports[] = {
    {"en-shelling", "2022-05-14"}, {"en-year-end", "2023-01-02"}, {"en-quiet", "2022-06-08"},
    {"uk-drones", "2023-07-19"},   {"uk-crossing", "2022-02-25"}, {"ru-drills", "2022-10-18"},
    {"ru-train", "2023-03-01"},    {"be-mines", "2022-11-07"},    {"be-meeting", "2023-01-09"},
};

static char *load(const char *name, const char *ending)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/../reports/%s%s", BM_TEST_FIXTURES, name, ending);
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    enum { MOST = 64 * 1024 };
    char *text = calloc(1, MOST);
    assert_non_null(text);
    assert_true(fread(text, 1, MOST - 1, file) < MOST - 1);
    (void)fclose(file);
    return text;
}

static void store(const char *name, const char *text)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/../reports/%s.expected", BM_TEST_FIXTURES, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

/* "mention Stolin | BY 51.89 26.85 | Stolin | place | located", with the area when there is one. */
static void tell_mention(const bm_mention *mention, bm_strbuf *out)
{
    bm_strbuf_printf(out, "mention %s | ", mention->text);
    if (mention->place && !mention->doubtful) {
        char lat[64];
        char lon[64];
        bm_format_number(mention->position.lat, 2, lat);
        bm_format_number(mention->position.lon, 2, lon);
        bm_strbuf_printf(out, "%s %s %s | %s",
                         *mention->place->country ? mention->place->country : "--", lat, lon,
                         mention->name);
    } else {
        bm_strbuf_append(out, "-- | unknown");
    }
    bm_strbuf_printf(out, " | %s | %s", bm_mention_role_name(mention->role),
                     bm_location_status_name(mention->status));
    if (mention->area.kind != BM_AREA_NONE)
        bm_strbuf_printf(out, " | %s", bm_area_kind_name(mention->area.kind));
    bm_strbuf_append(out, "\n");
}

static void tell_incident(const bm_report *report, const bm_incident *incident, bm_strbuf *out)
{
    char when[BM_DATE_TEXT_SIZE] = "undated";
    const bm_mention *mention = bm_report_mention(report, incident->mention);
    if (incident->has_date)
        bm_interval_format_edtf(incident->when, when);
    bm_strbuf_printf(out, "event %s | %s | %s | %s | %s\n", incident->category, when,
                     mention ? mention->text : "nowhere",
                     incident->status ? bm_claim_status_name(incident->status) : "unstated",
                     *incident->speaker ? incident->speaker : "nobody");
}

static void tell(const bm_report *report, bm_strbuf *out)
{
    for (size_t i = 0; i < bm_report_mention_count(report); i++)
        tell_mention(bm_report_mention(report, i), out);
    for (size_t i = 0; i < bm_report_incident_count(report); i++)
        tell_incident(report, bm_report_incident(report, i), out);
    assert_false(out->failed);
}

/* Say which lines differ, not only that some do. */
static size_t compare(const char *name, const char *found, const char *expected)
{
    size_t differences = 0;
    while (*found || *expected) {
        size_t a = strcspn(found, "\n");
        size_t b = strcspn(expected, "\n");
        if (a != b || memcmp(found, expected, a) != 0) {
            print_error("%s:\n  found    %.*s\n  expected %.*s\n", name, (int)a, found, (int)b,
                        expected);
            differences++;
        }
        found += a + (found[a] == '\n');
        expected += b + (expected[b] == '\n');
    }
    return differences;
}

static void every_report_is_read_as_expected(void **state)
{
    (void)state;
    size_t differences = 0;
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
        char *text = load(reports[i].name, ".txt");
        assert_non_null(text);
        bm_report *report = report_published(text, reports[i].published);
        bm_strbuf found = {0};
        tell(report, &found);
        if (getenv("BORDERMAP_UPDATE_GOLDEN")) {
            store(reports[i].name, bm_strbuf_text(&found));
        } else {
            char *expected = load(reports[i].name, ".expected");
            assert_non_null(expected);
            differences += compare(reports[i].name, bm_strbuf_text(&found), expected);
            free(expected);
        }
        bm_strbuf_finish(&found);
        bm_report_free(report);
        free(text);
    }
    assert_int_equal(differences, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_report_is_read_as_expected),
    };
    return cmocka_run_group_tests(tests, report_fixture_set_up, report_fixture_tear_down);
}
