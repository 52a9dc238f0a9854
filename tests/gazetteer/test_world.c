/* Names of the whole world, and the abbreviations of its units, with what comes with bordermap. */
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
#include <bordermap/layer.h>
#include <stdio.h>
#include <string.h>

#define SHAPEFILES BM_TEST_SOURCE_DIR "/shapefiles/"

static bm_gazetteer *gazetteer;
static bm_layer *countries;
static bm_border *border;
static bm_geocoder *geocoder;
static bm_location location;

/* Towns that are called as what is better known. */
static const struct {
    double lon;
    double lat;
    const char *values[6];
} towns[] = {
    {-76.41, 40.34, {"1", "Lebanon", "US", "Pennsylvania", "PPLA2", "25534"}},
    {-89.13, 41.33, {"2", "Peru", "US", "Illinois", "PPL", "10295"}},
    {-117.0, 46.73, {"3", "Moscow", "US", "Idaho", "PPLA2", "25060"}},
    {-91.88, 39.17, {"4", "Mexico", "US", "Missouri", "PPLA2", "11543"}},
    {-83.44, 41.64, {"5", "Oregon", "US", "Ohio", "PPL", "20055"}},
    {-90.74, 38.48, {"6", "Pacific", "US", "Missouri", "PPL", "7003"}},
};

static void write_towns(void)
{
    static const char *const fields[] = {"PLACE_ID", "NAME",  "ISO_A2",
                                         "ADMIN1",   "FCODE", "POPULATION"};
    static const int widths[] = {10, 40, 2, 20, 5, 10};
    point_file *file = point_file_open(fixture_path("towns"), true, 6, fields, widths);
    for (size_t i = 0; i < sizeof towns / sizeof *towns; i++)
        point_file_add(file, towns[i].lon, towns[i].lat, towns[i].values);
    point_file_close(file);
}

static int open_world(void **state)
{
    fixture_folder();
    write_towns();
    char path[FIXTURE_PATH_SIZE];
    snprintf(path, sizeof path, "%s.shp", fixture_path("towns"));
    const char *const paths[] = {path, SHAPEFILES "border_places.shp", SHAPEFILES "places.shp",
                                 SHAPEFILES "areas.shp", SHAPEFILES "units.shp"};
    (void)state;
    return bm_gazetteer_open(paths, 5, NULL, NULL, &gazetteer, NULL) ||
           bm_layer_open(SHAPEFILES "countries.shp", NULL, &countries, NULL) ||
           bm_border_new(countries, NULL, "BY", "UA", &border, NULL) ||
           bm_geocoder_new(gazetteer, border, NULL, &geocoder, NULL);
}

static int close_world(void **state)
{
    (void)state;
    bm_geocoder_free(geocoder);
    bm_border_free(border);
    bm_layer_free(countries);
    bm_gazetteer_free(gazetteer);
    fixture_remove();
    return 0;
}

typedef struct expected {
    const char *name;
    const char *id;
} expected;

static void expect(const expected *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bm_geocoder_query query = {.name = rows[i].name};
        assert_int_equal(bm_geocoder_locate(geocoder, &query, &location, NULL), BM_OK);
        const char *id = location.candidate_count ? location.candidates[0].place->id : "none";
        if (strcmp(id, rows[i].id) != 0)
            fail_msg("%s is %s, not %s", rows[i].name, id, rows[i].id);
    }
}

static void countries_come_before_towns(void **state)
{
    static const expected rows[] = {
        {"US", "US"},
        {"U.S.", "US"},
        {"USA", "US"},
        {"United States", "US"},
        {"America", "US"},
        {"США", "US"},
        {"ЗША", "US"},
        {"UK", "GB"},
        {"U.K.", "GB"},
        {"Britain", "GB"},
        {"Great Britain", "GB"},
        {"UAE", "AE"},
        {"South Korea", "KR"},
        {"North Korea", "KP"},
        {"DR Congo", "CD"},
        {"Ivory Coast", "CI"},
        {"Burma", "MM"},
        {"Czech Republic", "CZ"},
        {"Macedonia", "MK"},
        {"Palestine", "PS"},
        {"Hong Kong", "HK"},
        {"Taiwan", "TW"},
        {"Kosovo", "XK"},
        {"Vatican", "VA"},
        {"Holland", "NL"},
        {"the Netherlands", "NL"},
        {"Turkey", "TR"},
        {"Турция", "TR"},
        {"Georgia", "GE"},
        {"Mexico", "MX"},
        {"Panama", "PA"},
        {"Luxembourg", "LU"},
        {"Singapore", "SG"},
        {"Belarus", "BY"},
        {"Украіна", "UA"},
    };
    (void)state;
    expect(rows, sizeof rows / sizeof *rows);
}

static void units_of_the_world(void **state)
{
    static const expected rows[] = {
        {"California", "US.CA"},
        {"Michigan", "US.MI"},
        {"Oregon", "US.OR"},
        {"Техас", "US.TX"},
        {"Washington State", "US.WA"},
        {"England", "GB.ENG"},
        {"Scotland", "GB.SCT"},
        {"Northern Ireland", "GB.NIR"},
        {"Bavaria", "DE.02"},
        {"Ontario", "CA.08"},
        {"Queensland", "AU.04"},
        {"Kerala", "IN.13"},
        {"Guangdong", "CN.30"},
        {"Tuscany", "IT.16"},
        {"Tatarstan", "RU.73"},
        {"Belgorod Oblast", "RU.09"},
        {"Белгородская область", "RU.09"},
        {"Los Angeles County", "US.CA.037"},
        {"County Kerry", "IE.M.11"},
        {"West Bank", "PS.WE"},
        {"Gaza Strip", "PS.GZ"},
        {"Crimea", "UA-43"},
        {"Brest Oblast", "BY-BR"},
    };
    (void)state;
    expect(rows, sizeof rows / sizeof *rows);
}

static void regions_and_waters(void **state)
{
    static const expected rows[] = {
        {"Europe", "R-EUROPE"},        {"Africa", "R-AFRICA"},
        {"Middle East", "R-MIDDLEEA"}, {"Latin America", "R-LATINAME"},
        {"Siberia", "R-SIBERIA"},      {"Сибирь", "R-SIBERIA"},
        {"Black Sea", "R-BLACKSEA"},   {"Чорне море", "R-BLACKSEA"},
        {"Danube", "R-DANUBE"},        {"Alps", "R-ALPS"},
        {"Polesia", "R-POLESIA"},      {"Палессе", "R-POLESIA"},
        {"Donbas", "R-DONBAS"},        {"Pacific", "R-PACIFICO"},
        {"Balkans", "R-BALKANS"},
    };
    (void)state;
    expect(rows, sizeof rows / sizeof *rows);
}

/* Abbreviations and names of units say which namesake is meant, and mean nothing by themselves. */
static void units_as_hints(void **state)
{
    static const struct {
        const char *text;
        const char *country;
        const char *admin1;
    } rows[] = {
        {"Springfield, Illinois", "US", "Illinois"},
        {"Springfield, IL", "US", "Illinois"},
        {"Springfield, Ill.", "US", "Illinois"},
        {"Springfield, Mo.", "US", "Missouri"},
        {"Springfield, Mass.", "US", "Massachusetts"},
        {"Athens, GA", "US", "Georgia"},
        {"Berlin, DE", "DE", "State of Berlin"},
        {"Toronto, CA", "CA", "Ontario"},
        {"San Jose, CA", "US", "California"},
        {"London, Ontario", "CA", "Ontario"},
        {"London, Ont.", "CA", "Ontario"},
        {"Vancouver, Wash.", "US", "Washington"},
        {"Vancouver, B.C.", "CA", "British Columbia"},
        {"Newcastle, NSW", "AU", "New South Wales"},
        {"Hyderabad, Sindh", "PK", "Sindh"},
        {"Athens, Georgia", "US", "Georgia"}, /* not the country, */
        {"Batumi, Georgia", "GE", "Adjara"},  /* which it is, too */
        {"Lebanon, Pennsylvania", "US", "Pennsylvania"},
        {"Peru, Ill.", "US", "Illinois"},
        {"Moscow, Idaho", "US", "Idaho"}, /* however great another is */
        {"Mexico, Missouri", "US", "Missouri"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bm_geocoder_query query = {.name = rows[i].text};
        assert_int_equal(bm_geocoder_locate(geocoder, &query, &location, NULL), BM_OK);
        assert_true(location.candidate_count > 0);
        const bm_place *place = location.candidates[0].place;
        if (strcmp(place->country, rows[i].country) != 0 ||
            strcmp(place->admin1, rows[i].admin1) != 0)
            fail_msg("%s is in %s, %s", rows[i].text, place->admin1, place->country);
    }
    static const char *const nothing[] = {"Calif.", "Miss.", "OR", "N.Y.", "Ont."};
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
        bm_geocoder_query query = {.name = nothing[i]};
        assert_int_equal(bm_geocoder_locate(geocoder, &query, &location, NULL), BM_OK);
        if (location.status != BM_LOCATION_NONE)
            fail_msg("%s is %s", nothing[i], location.candidates[0].place->id);
    }
}

/* A column of a table may have them, too. */
static void abbreviations_in_a_column(void **state)
{
    (void)state;
    bm_geocoder_query query = {.name = "Springfield", .country = "US", .admin = "MO"};
    assert_int_equal(bm_geocoder_locate(geocoder, &query, &location, NULL), BM_OK);
    assert_string_equal(location.candidates[0].place->admin1, "Missouri");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(countries_come_before_towns), cmocka_unit_test(units_of_the_world),
        cmocka_unit_test(regions_and_waters),          cmocka_unit_test(units_as_hints),
        cmocka_unit_test(abbreviations_in_a_column),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
