/* Locating rows with the shipped layers. */
#include "reading.h"

#include "events/locate_cache.h"

#include <bordermap/geocoder.h>
#include <bordermap/geodesic.h>
#include <bordermap/layer.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define SHAPEFILES BM_TEST_SOURCE_DIR "/shapefiles/"

typedef struct world {
    bm_layer *countries;
    bm_layer *crossings;
    bm_border *border;
    bm_gazetteer *gazetteer;
    bm_geocoder *geocoder;
} world;

static world *w; /* cmocka's group state, typed */

static int open_world(void **state)
{
    static const char *const paths[] = {SHAPEFILES "border_places.shp", SHAPEFILES "places.shp",
                                        SHAPEFILES "areas.shp"};
    bm_error error = {0};
    w = calloc(1, sizeof *w);
    *state = w;
    if (!w)
        return -1;
    bm_status status = bm_layer_open(SHAPEFILES "countries.shp", NULL, &w->countries, &error);
    if (!status)
        status = bm_layer_open(paths[0], NULL, &w->crossings, &error);
    if (!status)
        status = bm_border_new(w->countries, w->crossings, "BY", "UA", &w->border, &error);
    if (!status)
        status = bm_gazetteer_open(paths, 3, NULL, NULL, &w->gazetteer, &error);
    if (!status)
        status = bm_geocoder_new(w->gazetteer, w->border, NULL, &w->geocoder, &error);
    if (status)
        print_error("%s\n", error.message);
    return status ? -1 : 0;
}

static int close_world(void **state)
{
    (void)state;
    bm_geocoder_free(w->geocoder);
    bm_gazetteer_free(w->gazetteer);
    bm_border_free(w->border);
    bm_layer_free(w->crossings);
    bm_layer_free(w->countries);
    free(w);
    return 0;
}

static bm_locating_counts locate(reading *r, bm_ambiguous_policy policy)
{
    bm_locating_counts counts = {0};
    assert_int_equal(r->status, BM_OK);
    assert_int_equal(bm_events_locate(r->events, w->geocoder, w->border, NULL, policy, r->findings,
                                      &counts, &r->error),
                     BM_OK);
    assert_int_equal(counts.total, bm_events_count(r->events));
    assert_int_equal(counts.total, counts.given + counts.located + counts.ambiguous + counts.area +
                                       counts.unlocated);
    return counts;
}

static const bm_event_location *location_of(const reading *r, size_t index)
{
    return &bm_events_get(r->events, index)->location;
}

static void test_the_example(void **state)
{
    (void)state;
    reading r = {.findings = bm_findings_new()};
    r.status = bm_events_read(BM_TEST_SOURCE_DIR "/examples/border-incidents.csv", NULL, r.findings,
                              &r.events, &r.error);
    bm_locating_counts counts = locate(&r, BM_AMBIGUOUS_BEST);
    for (size_t i = 0; i < bm_findings_size(r.findings); i++)
        print_error("%s\n", bm_findings_get(r.findings, i)->message);
    assert_int_equal(bm_findings_size(r.findings), 0);
    assert_int_equal(counts.located + counts.area, 31);
    static const struct {
        const char *place;
        const char *country;
        const char *place_id;
        double border_km;
    } expected[] = {{"Kopani", "BY", "6999452", 0.8},
                    {"Dyvin", "BY", "629054", 6.7},
                    {"Divin", "BY", "629054", 6.7},
                    {"Lubyanka", "UA", "702716", 72},
                    {"Gozha", "BY", "628107", 0}};
    size_t seen = 0;
    const char *kyiv = "";
    for (size_t i = 0; i < bm_events_count(r.events); i++) {
        const bm_event *event = bm_events_get(r.events, i);
        for (size_t e = 0; e < sizeof expected / sizeof *expected; e++) {
            if (strcmp(event->place, expected[e].place) != 0)
                continue;
            seen++;
            assert_string_equal(event->location.place_id, expected[e].place_id);
            assert_string_equal(event->location.border.country, expected[e].country);
            if (expected[e].border_km > 0)
                assert_true(fabs(event->location.border.border_km - expected[e].border_km) <
                            0.02 * expected[e].border_km + 0.05);
        }
        if (strcmp(event->place, "Kyiv") == 0)
            kyiv = event->location.place_id;
        if (strcmp(event->place, "Kiev") == 0)
            assert_string_equal(event->location.place_id, kyiv);
        if (strcmp(event->place, "Belarus") == 0) {
            assert_int_equal(event->location.match, BM_MATCH_AREA);
            assert_int_equal(event->location.precision, BM_PLACE_PRECISION_COUNTRY);
            assert_string_equal(event->location.border.side, "BY");
            assert_true(event->location.radius_m > 100000);
        }
    }
    assert_true(seen >= 5);
    reading_finish(&r);
}

static void test_given_positions_stand(void **state)
{
    (void)state;
    reading r = read_text("date,place,country,lat,lon,precision\n"
                          "2022,Kopani,Belarus,51.77,26.80,\n"
                          "2022,Minsk,UA,53.9,27.56,\n"
                          "2022,Minsk,Belaurs,53.9,27.56,\n"
                          "2022,Minsk,BLR,51.77,26.80,district\n"
                          "2022,,,50.45,30.52,\n"
                          "2022,,,26.80,51.77,\n");
    bm_locating_counts counts = locate(&r, BM_AMBIGUOUS_BEST);
    assert_int_equal(counts.given, 6);
    assert_int_equal(find_code(&r, "position-swapped", 0)->line, 7);
    assert_int_equal(count_code(&r, "position-swapped"), 1);
    const bm_event_location *kopani = location_of(&r, 0);
    assert_int_equal(kopani->match, BM_MATCH_GIVEN);
    assert_true(kopani->position.lat == 51.77);
    assert_string_equal(kopani->place_id, "6999452");
    assert_string_equal(kopani->country, "BY");
    assert_int_equal(kopani->precision, BM_PLACE_PRECISION_EXACT);
    assert_int_equal(find_code(&r, "country-mismatch", 0)->line, 3);
    assert_int_equal(count_code(&r, "country-mismatch"), 1);
    assert_int_equal(find_code(&r, "country-unknown", 0)->line, 4);
    assert_string_equal(find_code(&r, "country-unknown", 0)->column, "country");
    assert_int_equal(find_code(&r, "position-far", 0)->line, 5);
    assert_int_equal(count_code(&r, "position-far"), 1);
    assert_int_equal(location_of(&r, 3)->precision, BM_PLACE_PRECISION_DISTRICT);
    assert_true(location_of(&r, 3)->radius_m == 25000);
    assert_string_equal(location_of(&r, 4)->border.side, "UA");
    reading_finish(&r);
}

static void test_a_radius_goes_with_a_given_position(void **state)
{
    (void)state;
    reading r = read_text("date,place,lat,lon,precision,radius_km\n"
                          "2022,Kopani,51.77,26.80,district,7.5\n"
                          "2022,Kopani,51.77,26.80,district,\n"
                          "2022,Kopani,51.77,26.80,district,-3\n"
                          "2022,Kopani,51.77,26.80,district,far\n");
    (void)locate(&r, BM_AMBIGUOUS_BEST);
    assert_true(location_of(&r, 0)->radius_m == 7500);
    assert_int_equal(location_of(&r, 0)->precision, BM_PLACE_PRECISION_DISTRICT);
    for (size_t i = 1; i < 4; i++)
        assert_true(location_of(&r, i)->radius_m == 25000);
    assert_int_equal(count_code(&r, "radius-invalid"), 2);
    assert_int_equal(find_code(&r, "radius-invalid", 0)->line, 4);
    assert_string_equal(find_code(&r, "radius-invalid", 1)->value, "far");
    reading_finish(&r);
}

/* The rows of one report are mostly near each other; those of another are no evidence. */
static void test_rows_of_one_report(void **state)
{
    (void)state;
    reading r = read_text("date,place,country,url\n"
                          "2022,Pervomaisk,UA,https://example.org/1\n"
                          "2022,Popasna,UA,https://example.org/1\n"
                          "2022,Lysychansk,UA,https://example.org/1\n"
                          "2022,Pervomaisk,UA,https://example.org/2\n"
                          "2022,Pervomaisk,UA,\n");
    bm_locating_counts counts = locate(&r, BM_AMBIGUOUS_SKIP);
    assert_int_equal(counts.located, 3);
    assert_int_equal(counts.ambiguous, 2);
    const bm_event_location *near = location_of(&r, 0);
    assert_true(near->located);
    assert_true(fabs(near->position.lon - 38.55) < 0.05);
    assert_false(location_of(&r, 3)->located);
    assert_false(location_of(&r, 4)->located);
    reading_finish(&r);
}

static void test_unknown_names_and_hints(void **state)
{
    (void)state;
    reading r = read_text("date,place,country,admin\n"
                          "2022,Qwertyuiopia,Belarus,\n"
                          "2022,Kopani,Belaurs,Brest\n"
                          "2022,Kopani,Belarus,Qwertyuiopia\n"
                          "2022,Kopani,Belaurs,Qwertyuiopia\n"
                          "2022,,,\n"
                          "2022,Kopani,Ruritania,Brest\n");
    bm_locating_counts counts = locate(&r, BM_AMBIGUOUS_BEST);
    assert_int_equal(counts.unlocated, 2);
    assert_int_equal(find_code(&r, "place-unknown", 0)->line, 2);
    assert_int_equal(find_code(&r, "place-missing", 0)->line, 6);
    assert_false(location_of(&r, 0)->located);
    assert_int_equal(find_code(&r, "country-misspelt", 0)->line, 3);
    assert_int_equal(find_code(&r, "admin-unknown", 0)->line, 4);
    assert_int_equal(find_code(&r, "country-misspelt", 1)->line, 5);
    assert_int_equal(find_code(&r, "admin-unknown", 1)->line, 5);
    assert_int_equal(find_code(&r, "country-unknown", 0)->line, 7);
    assert_int_equal(count_code(&r, "country-unknown"), 1);
    assert_int_equal(count_code(&r, "admin-unknown"), 2);
    assert_string_equal(location_of(&r, 1)->place_id, "6999452");
    assert_string_equal(location_of(&r, 2)->place_id, "6999452");
    reading_finish(&r);
}

static void test_rows_without_a_place_are_areas(void **state)
{
    (void)state;
    reading r = read_text("date,place,country,admin,district\n"
                          "2022,,Belarus,Brest,\n"
                          "2022,,Belarus,,\n"
                          "2022,,Ukraine,,Qwertyuiopia\n"
                          "2022,Moscow region,Russia,,\n"
                          "2022,the Stolin district,,,\n"
                          "2022,the Kyiv region,,,\n");
    bm_locating_counts counts = locate(&r, BM_AMBIGUOUS_BEST);
    assert_int_equal(counts.area, 6);
    assert_int_equal(location_of(&r, 3)->precision, BM_PLACE_PRECISION_REGION);
    assert_true(location_of(&r, 3)->radius_m == 120000);
    assert_int_equal(location_of(&r, 4)->precision, BM_PLACE_PRECISION_DISTRICT);
    assert_true(location_of(&r, 4)->radius_m == 35000);
    assert_int_equal(location_of(&r, 5)->precision, BM_PLACE_PRECISION_REGION);
    assert_int_equal(location_of(&r, 5)->match, BM_MATCH_AREA);
    assert_int_equal(location_of(&r, 0)->precision, BM_PLACE_PRECISION_REGION);
    assert_string_equal(location_of(&r, 0)->border.side, "BY");
    assert_int_equal(location_of(&r, 1)->precision, BM_PLACE_PRECISION_COUNTRY);
    assert_string_equal(location_of(&r, 2)->border.side, "UA");
    assert_int_equal(bm_findings_size(r.findings), 0);
    reading_finish(&r);
}

static void test_ambiguous_policies(void **state)
{
    (void)state;
    static const bm_ambiguous_policy policies[] = {BM_AMBIGUOUS_BEST, BM_AMBIGUOUS_SKIP,
                                                   BM_AMBIGUOUS_FAIL};
    for (size_t i = 0; i < 3; i++) {
        reading r = read_text("date,place\n2022,Ivanivka\n");
        bm_locating_counts counts = locate(&r, policies[i]);
        assert_int_equal(counts.ambiguous, 1);
        const bm_event_location *location = location_of(&r, 0);
        assert_true(location->ambiguous);
        assert_true(location->candidate_count > 1);
        assert_true(location->located == (policies[i] == BM_AMBIGUOUS_BEST));
        assert_true((location->match == BM_MATCH_NONE) == !location->located);
        assert_true((location->score == 0) == !location->located);
        const bm_finding *finding = find_code(&r, "place-ambiguous", 0);
        assert_int_equal(finding->line, 2);
        assert_int_equal(finding->severity, policies[i] == BM_AMBIGUOUS_FAIL ? BM_SEVERITY_ERROR
                                                                             : BM_SEVERITY_WARNING);
        assert_non_null(strstr(finding->message, "'Ivanivka' may be "));
        assert_non_null(strstr(finding->message, " or "));
        reading_finish(&r);
    }
}

static void test_a_crossing_that_is_not_known(void **state)
{
    (void)state;
    reading r = read_text("date,place,country\n2022,Brest crossing,BY\n");
    bm_locating_counts counts = locate(&r, BM_AMBIGUOUS_BEST);
    assert_int_equal(counts.ambiguous, 1);
    const bm_event_location *location = location_of(&r, 0);
    assert_int_equal(location->match, BM_MATCH_AREA);
    assert_int_equal(location->precision, BM_PLACE_PRECISION_DISTRICT);
    assert_true(location->radius_m == 15000);
    const bm_finding *finding = find_code(&r, "place-ambiguous", 0);
    assert_non_null(strstr(finding->message, "no place is called 'Brest crossing', but Brest ("));
    reading_finish(&r);
}

static void test_a_stated_country_is_not_overruled(void **state)
{
    (void)state;
    reading r = read_text("date,place,country,admin\n"
                          "2022,Kamaryn,UA,\n"
                          "2022,Minsk,Ukraine,\n"
                          "2022,Kopani,UA,Kherson\n"
                          "2022,Kopani,PL,\n");
    bm_locating_counts counts = locate(&r, BM_AMBIGUOUS_BEST);
    assert_int_equal(counts.ambiguous, 1);
    assert_int_equal(counts.unlocated, 3);
    const bm_finding *finding = find_code(&r, "place-ambiguous", 0);
    assert_int_equal(finding->line, 2);
    assert_non_null(strstr(finding->message, "the row says UA; known is Kamaryn"));
    assert_non_null(strstr(finding->message, " km from the border"));
    assert_non_null(strstr(find_code(&r, "place-unknown", 0)->message,
                           "'Minsk' was not found in Ukraine; known is Minsk ("));
    assert_non_null(
        strstr(find_code(&r, "place-unknown", 1)->message, "in Kherson, UA; known is Kopani"));
    assert_non_null(strstr(find_code(&r, "place-unknown", 2)->message, "known is Kopani"));
    for (size_t i = 1; i < 4; i++) {
        assert_false(location_of(&r, i)->located);
        assert_int_equal(location_of(&r, i)->match, BM_MATCH_NONE);
        assert_true(location_of(&r, i)->score == 0);
    }
    reading_finish(&r);
}

/* Names asked for ahead, in parts and beside each other, have the answers of those asked for one by
 * one. */
static void test_names_asked_ahead(void **state)
{
    (void)state;
    enum { QUESTIONS = 300 };
    static const char *const names[] = {"Kopani", "Chernihiv", "Gomel",    "Nosuchplace",
                                        "Kyiv",   "Brest",     "Ivanivka", "Ovruch",
                                        "Stolin", "Домодедово"};
    static const char *const countries[] = {"", "UA", "BY", "PL"};
    bm_place_question questions[QUESTIONS];
    char places[QUESTIONS][32];
    for (size_t i = 0; i < QUESTIONS; i++) {
        (void)snprintf(places[i], sizeof places[i], i < 150 ? "%s" : "%s %zu", names[i % 10], i);
        questions[i] = (bm_place_question){places[i], countries[i / 10 % 4], "", ""};
    }
    bm_place_cache *ahead = bm_place_cache_new(w->geocoder, NULL);
    bm_place_cache *single = bm_place_cache_new(w->geocoder, NULL);
    assert_non_null(ahead);
    assert_non_null(single);
    size_t parts = bm_place_cache_begin_asking(ahead, questions, QUESTIONS);
    assert_true(parts > 1);
    for (size_t part = parts; part-- > 0;)
        bm_place_cache_ask_part(ahead, part);
    bm_place_cache_end_asking(ahead);
    for (size_t i = 0; i < QUESTIONS; i++) {
        bm_place_answer one, other;
        assert_int_equal(bm_place_cache_ask(ahead, &questions[i], &one, NULL), BM_OK);
        assert_int_equal(bm_place_cache_ask(single, &questions[i], &other, NULL), BM_OK);
        assert_int_equal(one.status, other.status);
        assert_int_equal(one.match, other.match);
        assert_ptr_equal(one.best, other.best);
        assert_ptr_equal(one.runner_up, other.runner_up);
        assert_true(one.score == other.score && one.margin == other.margin);
    }
    /* Nothing new is to be asked. */
    assert_int_equal(bm_place_cache_begin_asking(ahead, questions, QUESTIONS), 0);
    bm_place_cache_end_asking(ahead);
    bm_place_cache_free(single);
    bm_place_cache_free(ahead);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_example),
        cmocka_unit_test(test_given_positions_stand),
        cmocka_unit_test(test_a_radius_goes_with_a_given_position),
        cmocka_unit_test(test_rows_of_one_report),
        cmocka_unit_test(test_unknown_names_and_hints),
        cmocka_unit_test(test_rows_without_a_place_are_areas),
        cmocka_unit_test(test_ambiguous_policies),
        cmocka_unit_test(test_a_crossing_that_is_not_known),
        cmocka_unit_test(test_a_stated_country_is_not_overruled),
        cmocka_unit_test(test_names_asked_ahead),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
