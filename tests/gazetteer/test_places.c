/* The places that every release must find, in the shipped layers and, when the dumps are there,
 * among all names of two countries. */
/* clang-format off */
/* cmocka.h needs these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "fixture.h"
#include "point_file.h"

#include <bordermap/border.h>
#include <bordermap/geocoder.h>
#include <bordermap/geodesic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHIPPED(name) BM_TEST_SOURCE_DIR "/shapefiles/" name

static bm_layer *countries;
static bm_border *border;
static bm_gazetteer *gazetteer;
static bm_geocoder *geocoder;
static bm_location location;

static void must(bm_status status, const bm_error *error)
{
    if (status) {
        fprintf(stderr, "%s\n", error->message);
        exit(1);
    }
}

static void open_world(const char *const *paths, size_t path_count)
{
    bm_error error = {0};
    must(bm_gazetteer_open(paths, path_count, NULL, NULL, &gazetteer, &error), &error);
    must(bm_geocoder_new(gazetteer, border, NULL, &geocoder, &error), &error);
}

static void close_world(void)
{
    bm_geocoder_free(geocoder);
    bm_gazetteer_free(gazetteer);
}

static const bm_location *locate(const char *name, const char *country, const char *admin)
{
    bm_geocoder_query query = {.name = name, .country = country, .admin = admin, .why = true};
    bm_error error = {0};
    must(bm_geocoder_locate(geocoder, &query, &location, &error), &error);
    return &location;
}

/* Clearly located, within a kilometre of where it is, or `km`. */
static void is_at(const char *name, const char *country, double lon, double lat, double km)
{
    locate(name, country, NULL);
    double away_km = -1.0;
    if (location.candidate_count > 0)
        away_km =
            bm_geodesic_distance_m(location.candidates[0].place->position, (bm_lonlat){lon, lat}) /
            1000.0;
    if (location.status != BM_LOCATION_LOCATED || away_km < 0.0 || away_km > km)
        fail_msg("%s (%s): %s, %.1f km away, margin %.3f", name, country ? country : "",
                 bm_location_status_name(location.status), away_km, location.margin);
}

static void villages_of_the_reports(void **state)
{
    (void)state;
    is_at("Kopani", NULL, 26.809, 51.765, 1.0);
    is_at("Kopani", "BY", 26.809, 51.765, 1.0);
    is_at("Копани", NULL, 26.809, 51.765, 1.0);
    is_at("Kapani", "BY", 26.809, 51.765, 1.0);
    is_at("Dyvin", NULL, 24.590, 51.961, 1.0);
    is_at("Divin", NULL, 24.590, 51.961, 1.0);
    is_at("Dyvin", "BY", 24.590, 51.961, 1.0);
    is_at("Divin", "Belarus", 24.590, 51.961, 1.0);
    is_at("Дивин", "BY", 24.590, 51.961, 1.0);
}

static void a_village_of_a_report(void **state)
{
    (void)state;
    is_at("Lubyanka", NULL, 30.170, 50.654, 1.0);
    is_at("Lubyanka", "UA", 30.170, 50.654, 1.0);
}

/* With all villages there are sixteen, and that one has a thousand inhabitants and of the others
 * nothing is known proves little: it is the best guess. */
static void one_of_many_is_a_guess(void **state)
{
    (void)state;
    locate("Lubyanka", NULL, NULL);
    assert_int_equal(location.status, BM_LOCATION_AMBIGUOUS);
    assert_true(bm_geodesic_distance_m(location.candidates[0].place->position,
                                       (bm_lonlat){30.170, 50.654}) < 1000.0);
}

static void great_cities_need_no_hint(void **state)
{
    (void)state;
    is_at("Minsk", NULL, 27.57, 53.90, 5.0);
    is_at("Мінск", NULL, 27.57, 53.90, 5.0);
    is_at("Kyiv", NULL, 30.52, 50.45, 5.0);
    is_at("Brest", NULL, 23.70, 52.10, 5.0);
    is_at("Odesa", NULL, 30.73, 46.48, 5.0);
    is_at("Odessa", NULL, 30.73, 46.48, 5.0);
    is_at("Lviv", NULL, 24.03, 49.84, 5.0);
    is_at("Pinsk", NULL, 26.09, 52.12, 5.0);
}

static void cities_of_the_world(void **state)
{
    (void)state;
    is_at("London", NULL, -0.12, 51.51, 5.0);
    is_at("Moscow", NULL, 37.62, 55.75, 5.0);
    is_at("Warsaw", NULL, 21.01, 52.23, 5.0);
    is_at("Paris", NULL, 2.35, 48.85, 5.0);
}

/* A city abroad that only sounds so does not win over a town that is called so. */
static void namesakes_of_cities_abroad(void **state)
{
    (void)state;
    is_at("Samar", NULL, 35.259, 48.629, 1.0);
    is_at("Самар", NULL, 35.259, 48.629, 1.0);
    is_at("Samara", NULL, 50.15, 53.20, 5.0);
    is_at("Samar", "RU", 50.15, 53.20, 5.0);
    is_at("Nyu-York", NULL, 37.841, 48.330, 1.0);
    is_at("New York", NULL, -74.006, 40.714, 5.0);
    is_at("Afiny", NULL, 37.611, 47.296, 1.0);
    is_at("Athens", NULL, 23.728, 37.984, 5.0);
    static const char *const others[] = {"Moskva", "Москва", "Варшава", "Warszawa", "Лондон"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        locate(others[i], NULL, NULL);
        assert_int_equal(location.status, BM_LOCATION_LOCATED);
        assert_true(location.candidates[0].place->population > 1000000);
    }
}

static void all_spellings_are_one_place(void **state)
{
    (void)state;
    static const char *const groups[][6] = {
        {"Grodno", "Hrodna", "Гродна", "Гродно"},
        {"Gomel", "Homyel", "Homiel", "Гомель", "Homieĺ"},
        {"Chernigov", "Chernihiv", "Чернігів", "Чернигов"},
        {"Mozyr", "Mazyr", "Мозырь", "Мазыр"},
        {"Kyiv", "Kiev", "Київ", "Киев"},
    };
    for (size_t g = 0; g < sizeof groups / sizeof groups[0]; g++) {
        char id[64] = "";
        for (size_t i = 0; i < 6 && groups[g][i]; i++) {
            locate(groups[g][i], NULL, NULL);
            if (location.status != BM_LOCATION_LOCATED)
                fail_msg("%s is %s, margin %g", groups[g][i],
                         bm_location_status_name(location.status), location.margin);
            if (i == 0)
                snprintf(id, sizeof id, "%s", location.candidates[0].place->id);
            assert_string_equal(location.candidates[0].place->id, id);
        }
    }
}

static void is_area(const char *name, const char *country, double least_km)
{
    locate(name, NULL, NULL);
    if (location.status != BM_LOCATION_AREA || location.radius_km < least_km ||
        strcmp(location.candidates[0].place->country, country) != 0)
        fail_msg("%s is %s with %g km", name, bm_location_status_name(location.status),
                 location.radius_km);
}

static void areas_in_many_forms(void **state)
{
    (void)state;
    is_area("Belarus", "BY", 200.0);
    is_area("Беларусь", "BY", 200.0);
    is_area("Ukraine", "UA", 300.0);
    is_area("Brest region", "BY", 60.0);
    is_area("Брестская область", "BY", 60.0);
    is_area("Gomel region", "BY", 60.0);
    is_area("Kyiv Oblast", "UA", 60.0);
    is_area("Чернігівська область", "UA", 60.0);
    is_area("Stolin district", "BY", 20.0);
    is_area("Столинский район", "BY", 20.0);
}

static void articles_before_areas(void **state)
{
    (void)state;
    static const char *const names[][2] = {
        {"the Kyiv region", "Kyiv region"},     {"in Kyiv region", "Kyiv region"},
        {"in the Kyiv region", "Kyiv region"},  {"The Brest district", "Brest district"},
        {"the Homyel Oblast", "Homyel Oblast"}, {"the Ukraine", "Ukraine"}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        is_area(names[i][1], i == 3 || i == 4 ? "BY" : "UA", 20.0);
        const bm_place *place = location.candidates[0].place;
        double radius_km = location.radius_km;
        is_area(names[i][0], place->country, radius_km);
        assert_ptr_equal(location.candidates[0].place, place);
        assert_int_equal(place->kind, i == 3   ? BM_PLACE_SETTLEMENT
                                      : i == 5 ? BM_PLACE_COUNTRY
                                               : BM_PLACE_REGION);
    }
    locate("Vilcha", "UA", "the Kyiv region");
    assert_int_equal(location.status, BM_LOCATION_LOCATED);
}

static void built_things_of_a_town(void **state)
{
    (void)state;
    static const char *const unknown[] = {"Brest crossing", "Minsk station", "Kyiv station"};
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
        locate(unknown[i], NULL, NULL);
        if (location.status != BM_LOCATION_AMBIGUOUS || !location.kind_missing)
            fail_msg("%s is %s", unknown[i], bm_location_status_name(location.status));
        const bm_candidate *best = &location.candidates[0];
        assert_int_equal(best->place->kind, BM_PLACE_SETTLEMENT);
        assert_int_equal(best->match, BM_MATCH_AREA);
        assert_true(location.radius_km > 10.0 && location.radius_km < 25.0);
        assert_string_equal(best->features[best->feature_count - 1].name, "hint");
        assert_non_null(strstr(best->features[best->feature_count - 1].note, "is known; the town"));
    }
    is_at("Gomel airport", NULL, 31.017, 52.527, 1.0);
    assert_int_equal(location.candidates[0].place->kind, BM_PLACE_AIRFIELD);
    locate("Baranovichi airfield", NULL, NULL);
    assert_int_equal(location.status, BM_LOCATION_LOCATED);
    assert_int_equal(location.candidates[0].place->kind, BM_PLACE_AIRFIELD);
    locate("Vilcha crossing", NULL, NULL);
    assert_int_equal(location.candidates[0].place->kind, BM_PLACE_CROSSING);
    assert_false(location.kind_missing);
    /* Called by its town in the other language. */
    is_at("Mokrany crossing", NULL, 24.294, 51.829, 1.0);
    assert_int_equal(location.candidates[0].place->kind, BM_PLACE_CROSSING);
    is_at("city of Brest", NULL, 23.70, 52.10, 5.0);
}

/* A village that is not known is not taken for one with two other consonants; it is offered. */
static void two_other_consonants_are_another_name(void **state)
{
    (void)state;
    locate("Yarylovichi", NULL, NULL);
    assert_int_equal(location.status, BM_LOCATION_NONE);
    assert_true(location.suggestion_count > 0);
}

static void short_words_name_nothing(void **state)
{
    (void)state;
    static const char *const words[] = {"EU", "the", "The", "Ra", "Kie", "Gut", "of", "in", "у"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        locate(words[i], NULL, NULL);
        if (location.status != BM_LOCATION_NONE)
            fail_msg("%s is %s in %s", words[i], location.candidates[0].place->name,
                     location.candidates[0].place->country);
    }
    is_at("Kijiv", NULL, 30.52, 50.45, 5.0);
}

static void hints_of_the_shipped_areas(void **state)
{
    (void)state;
    static const char *const units[] = {
        "Brest",           "Brest region",    "Brestskaya oblast", "Брэсцкая вобласць",
        "Stolin district", "Столинский район"};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        locate("Kopani", "Беларусь", units[i]);
        assert_int_equal(location.status, BM_LOCATION_LOCATED);
        assert_string_equal(location.candidates[0].place->id, "6999452");
    }
    locate("Kopani", "BLR", NULL);
    assert_string_equal(location.candidates[0].place->id, "6999452");
    locate("Oryol", "RU", "Oryol");
    assert_int_equal(location.status, BM_LOCATION_LOCATED);
    locate("Zyabrovka", "RB", "Homieĺ Voblast");
    assert_int_equal(location.status, BM_LOCATION_LOCATED);
}

static void is_not_located(const char *name, const char *country, bm_location_status status,
                           const char *known_country)
{
    locate(name, country, NULL);
    if (location.status != status || location.candidate_count == 0 ||
        strcmp(location.candidates[0].place->country, known_country) != 0)
        fail_msg("%s (%s) is %s in %s", name, country, bm_location_status_name(location.status),
                 location.candidate_count ? location.candidates[0].place->country : "-");
}

/* Told as a guess that the country speaks against. */
static void is_ruled_out(const char *name, const char *country, const char *known_country)
{
    is_not_located(name, country, BM_LOCATION_AMBIGUOUS, known_country);
    assert_true(location.ruled_out);
    assert_int_equal(location.relaxed, BM_RELAXED_COUNTRY);
    assert_true(location.candidates[0].score < 0.5);
}

static void a_stated_country_stands(void **state)
{
    (void)state;
    static const char *const third[] = {"PL", "RU", "FR"};
    for (size_t i = 0; i < 3; i++)
        is_ruled_out("Kopani", third[i], "BY");
    is_ruled_out("Minsk", "UA", "BY");
    /* A kilometre across the line: it may be meant, but a person must look. */
    is_not_located("Kamaryn", "UA", BM_LOCATION_AMBIGUOUS, "BY");
    is_ruled_out("Kamaryn", "PL", "BY");
    is_at("Kamaryn", "BY", 30.569, 51.439, 1.0);
    is_at("Kopani", "UA", 38.338, 47.760, 1.0);
}

/* Misspelt hints are understood when only one thing is spelt nearly so, and told. */
static void misspelt_hints(void **state)
{
    (void)state;
    static const struct {
        const char *name, *country, *admin;
        unsigned mended;
        const char *known_country;
    } rows[] = {
        {"Kopani", "Belaurs", NULL, BM_RELAXED_COUNTRY, "BY"},
        {"Kopani", "Ukrane", NULL, BM_RELAXED_COUNTRY, "UA"},
        {"Kopani", "BY", "Bresst Obalst", BM_RELAXED_ADMIN, "BY"},
        {"Kopani", "BY", "Brest Obalst", BM_RELAXED_ADMIN, "BY"},
        {"Kharkiv", "UA", "Khrkiv Oblast", BM_RELAXED_ADMIN, "UA"},
        {"Donetsk", "UA", "Donestk", BM_RELAXED_ADMIN, "UA"},
        {"Krasnodar", "RU", "Krasnodar rai", BM_RELAXED_ADMIN, "RU"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        locate(rows[i].name, rows[i].country, rows[i].admin);
        if (location.status != BM_LOCATION_LOCATED || location.mended != rows[i].mended ||
            strcmp(location.candidates[0].place->country, rows[i].known_country) != 0)
            fail_msg("%s (%s, %s) is %s, mended %u", rows[i].name, rows[i].country,
                     rows[i].admin ? rows[i].admin : "", bm_location_status_name(location.status),
                     location.mended);
        const bm_candidate *best = &location.candidates[0];
        assert_string_equal(best->features[best->feature_count - 1].name, "hint");
        assert_non_null(strstr(best->features[best->feature_count - 1].note, "is taken for"));
    }
    static const char *const strange[] = {"Ruritania", "Gondor Oblast", "if other", "Oblast"};
    for (size_t i = 0; i < sizeof strange / sizeof strange[0]; i++) {
        bm_geocoder_query query = {.name = "Kopani", .admin = strange[i], .country = "BY"};
        assert_int_equal(bm_geocoder_locate(geocoder, &query, &location, NULL), BM_ERROR_NOT_FOUND);
    }
}

/* Typing errors, other vowels and case forms, each when nothing is called so. */
static void other_forms(void **state)
{
    (void)state;
    static const struct {
        const char *name, *country, *admin;
        bm_match match;
        const char *found;
    } rows[] = {
        {"Kharviv", "UA", "Kharkiv Oblast", BM_MATCH_FUZZY, "Kharkiv"},
        {"Lelchitsi", "BY", "Gomel", BM_MATCH_VARIANT, "Lelchytsy"},
        {"в Бресте", NULL, NULL, BM_MATCH_INFLECTED, "Brest"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        locate(rows[i].name, rows[i].country, rows[i].admin);
        if (location.status != BM_LOCATION_LOCATED ||
            location.candidates[0].match != rows[i].match ||
            strcmp(location.candidates[0].place->name, rows[i].found) != 0)
            fail_msg("%s is %s %s %s", rows[i].name, bm_location_status_name(location.status),
                     location.candidate_count ? location.candidates[0].place->name : "-",
                     location.candidate_count ? bm_match_name(location.candidates[0].match) : "-");
    }
    /* Offered, not believed: nothing else supports it, and more than one is spelt so. */
    locate("Kopania", NULL, NULL);
    assert_int_equal(location.status, BM_LOCATION_NONE);
    assert_true(location.suggestion_count > 0);
    assert_true(location.suggestion_count <= BM_SUGGESTIONS_MAX);
}

static int shipped(void)
{
    static const char *const paths[] = {SHIPPED("border_places.shp"), SHIPPED("places.shp"),
                                        SHIPPED("areas.shp")};
    open_world(paths, 3);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(villages_of_the_reports),
        cmocka_unit_test(great_cities_need_no_hint),
        cmocka_unit_test(cities_of_the_world),
        cmocka_unit_test(all_spellings_are_one_place),
        cmocka_unit_test(areas_in_many_forms),
        cmocka_unit_test(hints_of_the_shipped_areas),
        cmocka_unit_test(a_stated_country_stands),
        cmocka_unit_test(articles_before_areas),
        cmocka_unit_test(built_things_of_a_town),
        cmocka_unit_test(two_other_consonants_are_another_name),
        cmocka_unit_test(short_words_name_nothing),
        cmocka_unit_test(namesakes_of_cities_abroad),
        cmocka_unit_test(a_village_of_a_report),
        cmocka_unit_test(misspelt_hints),
        cmocka_unit_test(other_forms),
    };
    int failed = cmocka_run_group_tests_name("shipped", tests, NULL, NULL);
    close_world();
    return failed;
}

/* −1 when the dumps are not there. */
static int whole_countries(void)
{
    const char *belarus = fixture_shared("data/gazetteer/BY.txt");
    const char *ukraine = fixture_shared("data/gazetteer/UA.txt");
    if (!belarus || !ukraine)
        return -1;
    fixture_folder();
    const char *dumps[] = {belarus, ukraine};
    if (!point_file_from_geonames(dumps, 2, fixture_path("dump")))
        return -1;
    char path[FIXTURE_PATH_SIZE];
    snprintf(path, sizeof path, "%s.shp", fixture_path("dump"));
    const char *paths[] = {path};
    open_world(paths, 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(villages_of_the_reports),
        cmocka_unit_test(great_cities_need_no_hint),
        cmocka_unit_test(all_spellings_are_one_place),
        cmocka_unit_test(one_of_many_is_a_guess),
    };
    int failed = cmocka_run_group_tests_name("whole countries", tests, NULL, NULL);
    close_world();
    fixture_remove();
    return failed;
}

int main(int argc, char **argv)
{
    bm_error error = {0};
    must(bm_layer_open(SHIPPED("countries.shp"), NULL, &countries, &error), &error);
    must(bm_border_new(countries, NULL, "BY", "UA", &border, &error), &error);
    int result = 0;
    if (argc > 1 && strcmp(argv[1], "dumps") == 0)
        result = whole_countries();
    else
        result = shipped();
    bm_border_free(border);
    bm_layer_free(countries);
    if (result < 0)
        fprintf(stderr, "skipped: no country dumps; set BORDERMAP_SHARED to the test data\n");
    return result < 0 ? 77 : result;
}
