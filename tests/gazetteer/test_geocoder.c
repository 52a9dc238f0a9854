/* The rules of the geocoder on a made gazetteer, without a border. */
/* clang-format off */
/* cmocka.h needs these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "fixture.h"
#include "geo/gazetteer/geocoder/score_weights.h"
#include "point_file.h"

#include <bordermap/geocoder.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct world {
    bm_gazetteer *gazetteer;
    bm_geocoder *geocoder;
    bm_location location;
    bm_error error;
} world;

static world the_world;

static const char *const fields[] = {"PLACE_ID",   "NAME",      "ALTNAMES", "ISO_A2",
                                     "ADMIN1",     "ADMIN2",    "KIND",     "FCODE",
                                     "POPULATION", "RADIUS_KM", "NAME_RU"};
static const int widths[] = {10, 40, 80, 2, 20, 20, 12, 5, 10, 6, 40};

static void add(point_file *file, double lon, double lat, const char *id, const char *name,
                const char *alternates, const char *country, const char *admin1, const char *admin2,
                const char *kind, const char *code, const char *population, const char *radius)
{
    const char *values[] = {id,   name, alternates, country, admin1, admin2,
                            kind, code, population, radius,  ""};
    point_file_add(file, lon, lat, values);
}

static int build(void **state)
{
    (void)state;
    fixture_folder();
    point_file *file = point_file_open(fixture_path("world"), true, 11, fields, widths);
    add(file, 27.0, 53.5, "BY", "Belarus", "Беларусь, Białoruś", "BY", "", "", "country", "", "",
        "300");
    add(file, 31.0, 49.0, "UA", "Ukraine", "Україна", "UA", "", "", "country", "", "", "500");
    add(file, 25.8, 52.4, "BY-BR", "Brest Oblast", "Brest Region", "BY", "Brest", "", "oblast", "",
        "", "120");
    add(file, 23.7, 52.1, "629634", "Brest", "Брест", "BY", "Brest", "Brest", "city", "PPLA",
        "350616", "");
    add(file, -4.5, 48.4, "3030300", "Brest", "", "FR", "Brittany", "", "city", "PPLA2", "144899",
        "");
    add(file, 26.85, 51.89, "621277", "Stolin", "Столин", "BY", "Brest", "Stolin", "town", "PPLA2",
        "12000", "");
    add(file, 31.0, 52.43, "627907", "Homyel", "Gomel, Гомель", "BY", "Homyel", "Homyel", "city",
        "PPLA", "481197", "");
    add(file, 26.81, 51.77, "6999452", "Kopani", "", "BY", "Brest", "Stolin", "village", "PPL", "",
        "");
    add(file, 30.73, 53.72, "626972", "Kopani", "", "BY", "Mahilyow", "Bykhaw", "village", "PPL",
        "", "");
    add(file, 36.06, 48.9, "705042", "Kopani", "", "UA", "Kharkiv", "Lozova", "village", "PPL", "",
        "");
    /* The same village as another list has it, 300 m away: one place. */
    add(file, 36.064, 48.9, "own-7", "Копани", "", "UA", "Kharkiv", "", "village", "PPL", "", "");
    add(file, 31.2, 52.0, "900", "Kamin", "", "BY", "Homyel", "Homyel", "village", "PPL", "", "");
    add(file, 29.43, 51.36, "689602", "Vilcha", "Вільча", "UA", "Kyiv", "", "town", "PPL", "1500",
        "");
    add(file, 29.45, 51.41, "8146192", "Vilcha", "", "UA", "Kyiv", "", "crossing", "PSTB", "", "");
    add(file, 34.0, 50.0, "902", "Ік", "Гай", "UA", "Sumy", "", "village", "PPL", "", "");
    add(file, 29.0, 52.2, "910", "Lipaw", "", "BY", "Homyel", "", "village", "PPL", "", "");
    add(file, 33.0, 49.5, "911", "Lipaw", "", "UA", "Poltava", "", "village", "PPL", "900", "");
    add(file, 28.5, 53.0, "912", "Dubna", "", "BY", "Minsk", "Dubna", "town", "PPLA2", "", "");
    add(file, 34.5, 49.0, "913", "Dubna", "", "UA", "Poltava", "", "village", "PPL", "900", "");
    add(file, 28.0, 53.5, "914", "Zorka", "", "BY", "Minsk", "", "village", "PPL", "", "");
    add(file, 35.0, 48.5, "915", "Zorka", "", "UA", "Dnipro", "", "town", "PPL", "20000", "");
    add(file, 34.0, 47.0, "916", "Velikgrad", "Vasylivka", "UA", "Kherson", "", "city", "PPLA",
        "400000", "");
    add(file, 35.2, 47.4, "917", "Vasylivka", "", "UA", "Zaporizhzhia", "", "town", "PPLA2",
        "13000", "");
    point_file_close(file);
    char path[FIXTURE_PATH_SIZE];
    snprintf(path, sizeof path, "%s.shp", fixture_path("world"));
    const char *paths[] = {path};
    return bm_gazetteer_open(paths, 1, NULL, NULL, &the_world.gazetteer, &the_world.error) ||
           bm_geocoder_new(the_world.gazetteer, NULL, NULL, &the_world.geocoder, &the_world.error);
}

static int drop(void **state)
{
    (void)state;
    bm_geocoder_free(the_world.geocoder);
    bm_gazetteer_free(the_world.gazetteer);
    fixture_remove();
    return 0;
}

static const bm_location *locate(const char *name, const char *country, const char *admin,
                                 const char *near)
{
    bm_geocoder_query query = {
        .name = name, .country = country, .admin = admin, .near = near, .why = true};
    if (bm_geocoder_locate(the_world.geocoder, &query, &the_world.location, &the_world.error))
        fail_msg("%s", the_world.error.message);
    return &the_world.location;
}

static void expect(const bm_location *location, bm_location_status status, const char *id)
{
    if (location->status != status || location->candidate_count == 0 ||
        strcmp(location->candidates[0].place->id, id) != 0)
        fail_msg("%s %s, margin %g, where %s %s is expected",
                 bm_location_status_name(location->status),
                 location->candidate_count ? location->candidates[0].place->id : "-",
                 location->margin, bm_location_status_name(status), id);
}

static void namesakes_without_context_are_ambiguous(void **state)
{
    (void)state;
    const bm_location *location = locate("Kopani", NULL, NULL, NULL);
    assert_int_equal(location->status, BM_LOCATION_AMBIGUOUS);
    assert_int_equal(location->candidate_total, 3);
    assert_true(location->margin < BM_MARGIN_MIN);
    assert_int_equal(locate("Xanadu", NULL, NULL, NULL)->status, BM_LOCATION_NONE);
    assert_int_equal(the_world.location.candidate_count, 0);
    assert_int_equal(locate("", NULL, NULL, NULL)->status, BM_LOCATION_NONE);
    assert_int_equal(locate(NULL, NULL, NULL, NULL)->status, BM_LOCATION_NONE);
}

static void hints_decide(void **state)
{
    (void)state;
    expect(locate("Kopani", "BY", "Brest", NULL), BM_LOCATION_LOCATED, "6999452");
    expect(locate("Kopani", NULL, "Brest", NULL), BM_LOCATION_LOCATED, "6999452");
    expect(locate("Kopani", NULL, "Brestskaya oblast", NULL), BM_LOCATION_LOCATED, "6999452");
    expect(locate("Kopani", NULL, "Брестская область", NULL), BM_LOCATION_LOCATED, "6999452");
    expect(locate("Kopani", NULL, "Stolin district", NULL), BM_LOCATION_LOCATED, "6999452");
    expect(locate("Kopani", NULL, "Столинский район", NULL), BM_LOCATION_LOCATED, "6999452");
    expect(locate("Kopani", NULL, NULL, "Stolin"), BM_LOCATION_LOCATED, "6999452");
    expect(locate("Kamin", NULL, "Gomel region", NULL), BM_LOCATION_LOCATED, "900");
    expect(locate("Kopani", "UA", NULL, NULL), BM_LOCATION_LOCATED, "705042");
    expect(locate("Kopani", "UKR", NULL, NULL), BM_LOCATION_LOCATED, "705042");
    expect(locate("Kopani", "Україна", NULL, NULL), BM_LOCATION_LOCATED, "705042");
    assert_int_equal(locate("Kopani", "Białoruś", NULL, NULL)->status, BM_LOCATION_AMBIGUOUS);
}

static void the_query_may_carry_its_hints(void **state)
{
    (void)state;
    expect(locate("Kopani, Brest region", NULL, NULL, NULL), BM_LOCATION_LOCATED, "6999452");
    expect(locate("Kopani (Stolin district), Belarus", NULL, NULL, NULL), BM_LOCATION_LOCATED,
           "6999452");
    expect(locate("Kopani, near Stolin", NULL, NULL, NULL), BM_LOCATION_LOCATED, "6999452");
    expect(locate("village of Kopani (Ukraine)", NULL, NULL, NULL), BM_LOCATION_LOCATED, "705042");
    expect(locate("Brest, FR", NULL, NULL, NULL), BM_LOCATION_LOCATED, "3030300");
    const bm_location *location = locate("Stolin, Gondor", NULL, NULL, NULL);
    expect(location, BM_LOCATION_LOCATED, "621277");
    const bm_candidate *best = &location->candidates[0];
    assert_string_equal(best->features[best->feature_count - 1].name, "hint");
    assert_string_equal(best->features[best->feature_count - 1].note, "'Gondor' is not known");
}

static void areas_are_never_points(void **state)
{
    (void)state;
    expect(locate("Belarus", NULL, NULL, NULL), BM_LOCATION_AREA, "BY");
    assert_true(the_world.location.radius_km == 300.0);
    assert_int_equal(the_world.location.candidates[0].match, BM_MATCH_AREA);
    expect(locate("Brest region", NULL, NULL, NULL), BM_LOCATION_AREA, "BY-BR");
    expect(locate("Brest oblast", NULL, NULL, NULL), BM_LOCATION_AREA, "BY-BR");
    expect(locate("Stolin district", NULL, NULL, NULL), BM_LOCATION_AREA, "621277");
    assert_true(the_world.location.radius_km > 0.0);
    expect(locate("Гомельская область", NULL, NULL, NULL), BM_LOCATION_AREA, "627907");
    expect(locate("Brest", "BY", NULL, NULL), BM_LOCATION_LOCATED, "629634");
    assert_true(the_world.location.radius_km == 0.0);
}

static void class_words_choose_the_kind(void **state)
{
    (void)state;
    expect(locate("Vilcha", NULL, NULL, NULL), BM_LOCATION_LOCATED, "689602");
    expect(locate("Vilcha crossing", NULL, NULL, NULL), BM_LOCATION_LOCATED, "8146192");
    expect(locate("Vilcha border crossing point", NULL, NULL, NULL), BM_LOCATION_LOCATED,
           "8146192");
    expect(locate("пункт пропуска Вильча", NULL, NULL, NULL), BM_LOCATION_LOCATED, "8146192");
    expect(locate("смт Вільча", NULL, NULL, NULL), BM_LOCATION_LOCATED, "689602");
}

/* The best guess, against the one hint that rules out all there is. */
static void expect_relaxed(const bm_location *location, unsigned hint, const char *id)
{
    expect(location, BM_LOCATION_AMBIGUOUS, id);
    assert_true(location->ruled_out);
    assert_int_equal(location->relaxed, hint);
    const bm_candidate *best = &location->candidates[0];
    bool told = false;
    for (size_t i = 0; i < best->feature_count; i++)
        told = told ||
               (strcmp(best->features[i].name, "relaxed") == 0 && best->features[i].value < 0.0);
    assert_true(told);
    assert_true(best->score < 0.9);
}

static void one_wrong_hint_is_relaxed_and_told(void **state)
{
    (void)state;
    expect_relaxed(locate("Kamin", "UA", NULL, NULL), BM_RELAXED_COUNTRY, "900");
    expect_relaxed(locate("Kamin", NULL, "Brest", NULL), BM_RELAXED_ADMIN, "900");
    expect_relaxed(locate("Kamin", "BY", "Brest", NULL), BM_RELAXED_ADMIN, "900");
    expect_relaxed(locate("Kamin", NULL, NULL, "Brest"), BM_RELAXED_NEAR, "900");
    expect_relaxed(locate("Homyel", "BY", "Brest", NULL), BM_RELAXED_ADMIN, "627907");
    expect(locate("Kopani", "UA", NULL, NULL), BM_LOCATION_LOCATED, "705042");
    assert_int_equal(the_world.location.relaxed, 0);
    assert_false(the_world.location.ruled_out);
}

static void two_wrong_hints_leave_nothing(void **state)
{
    (void)state;
    assert_int_equal(locate("Kamin", "UA", "Vilcha", NULL)->status, BM_LOCATION_NONE);
    assert_int_equal(the_world.location.candidate_count, 1);
    assert_false(the_world.location.ruled_out);
}

static void half_wrong_hints_are_told(void **state)
{
    (void)state;
    /* An oblast of another country is no proof that a namesake there is meant. */
    bm_geocoder_query query = {.name = "Kamin", .country = "RU", .admin = "Homyel Oblast"};
    assert_int_equal(bm_geocoder_locate(the_world.geocoder, &query, &the_world.location, NULL),
                     BM_ERROR_NOT_FOUND);
    expect(locate("Stolin", "UA", "Brest region", NULL), BM_LOCATION_AMBIGUOUS, "621277");
    assert_int_equal(the_world.location.relaxed, BM_RELAXED_COUNTRY);
    /* A town that everybody knows may be in the oblast next to that of the table. */
    expect(locate("Stolin", "BY", "Homyel region", NULL), BM_LOCATION_AMBIGUOUS, "621277");
    assert_int_equal(the_world.location.relaxed, BM_RELAXED_ADMIN);
    assert_false(the_world.location.ruled_out);
}

static void texts_carry_hints_in_words(void **state)
{
    (void)state;
    expect(locate("Kopani in the Stolin district", NULL, NULL, NULL), BM_LOCATION_LOCATED,
           "6999452");
    expect(locate("the village of Kopani in Brest region", NULL, NULL, NULL), BM_LOCATION_LOCATED,
           "6999452");
    expect(locate("Kopani near Stolin", NULL, NULL, NULL), BM_LOCATION_LOCATED, "6999452");
    expect(locate("Belarus, Brest region, Stolin district, Kopani", NULL, NULL, NULL),
           BM_LOCATION_LOCATED, "6999452");
    expect(locate("the Ukrainian village of Kopani", NULL, NULL, NULL), BM_LOCATION_LOCATED,
           "705042");
}

/* Other places of the report decide among namesakes, and only among them. */
static void places_around_are_context(void **state)
{
    (void)state;
    static const bm_lonlat around[] = {{26.85, 51.89}, {27.1, 51.9}};
    bm_geocoder_query query = {.name = "Kopani", .around = around, .around_count = 2, .why = true};
    assert_int_equal(bm_geocoder_locate(the_world.geocoder, &query, &the_world.location, NULL),
                     BM_OK);
    expect(&the_world.location, BM_LOCATION_LOCATED, "6999452");
    query.country = "UA";
    assert_int_equal(bm_geocoder_locate(the_world.geocoder, &query, &the_world.location, NULL),
                     BM_OK);
    expect(&the_world.location, BM_LOCATION_LOCATED, "705042");
}

/* Belarus has hardly any populations in the open data: that must not send every tie to Ukraine. */
static void an_unknown_population_is_not_a_small_one(void **state)
{
    (void)state;
    const bm_location *location = locate("Lipaw", NULL, NULL, NULL);
    assert_int_equal(location->status, BM_LOCATION_AMBIGUOUS);
    assert_true(location->margin == 0.0);
    location = locate("Dubna", NULL, NULL, NULL);
    assert_string_equal(location->candidates[0].place->id, "912");
    expect(locate("Zorka", NULL, NULL, NULL), BM_LOCATION_LOCATED, "915");
}

/* A city that was lent the name of a town does not win over it by its size. */
static void own_names_go_before_borrowed_ones(void **state)
{
    (void)state;
    expect(locate("Vasylivka", NULL, NULL, NULL), BM_LOCATION_LOCATED, "917");
    expect(locate("Vasilivka", "UA", NULL, NULL), BM_LOCATION_LOCATED, "917");
}

/* The weights stand in one table, and the documentation prints it. */
static void the_weights_are_documented(void **state)
{
    (void)state;
    static char text[64 * 1024];
    FILE *file = fopen(BM_TEST_SOURCE_DIR "/docs/geocoder.md", "r");
    assert_non_null(file);
    size_t length = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[length] = '\0';
    for (size_t i = 0; i < BM_WEIGHT_COUNT; i++) {
        const bm_score_weight *weight = &bm_score_weights[i];
        char row[160];
        snprintf(row, sizeof row, "| %s | %s | %.2f |", weight->feature, weight->name,
                 weight->value);
        if (!strstr(text, row))
            fail_msg("docs/geocoder.md has no row '%s'", row);
    }
}

typedef struct met {
    char ids[4][16];
    bm_location_status statuses[4];
    size_t count;
} met;

static bm_status note_answer(size_t index, const bm_location *location, void *context,
                             bm_error *error)
{
    (void)error;
    met *all = context;
    assert_int_equal(index, all->count);
    assert_true(all->count < 4);
    all->statuses[all->count] = location->status;
    snprintf(all->ids[all->count++], sizeof all->ids[0], "%s",
             location->candidate_count ? location->candidates[0].place->id : "");
    return BM_OK;
}

static void a_report_is_located_together(void **state)
{
    (void)state;
    static const bm_geocoder_query queries[] = {
        {.name = "Kopani"}, {.name = "Stolin"}, {.name = "Kopani", .country = "UA"}};
    static const bm_geocoder_query turned[] = {
        {.name = "Kopani", .country = "UA"}, {.name = "Stolin"}, {.name = "Kopani"}};
    met answers = {0};
    met others = {0};
    assert_int_equal(bm_geocoder_locate_all(the_world.geocoder, queries, 2, note_answer, &answers,
                                            &the_world.error),
                     BM_OK);
    assert_int_equal(answers.count, 2);
    assert_int_equal(answers.statuses[0], BM_LOCATION_LOCATED);
    assert_string_equal(answers.ids[0], "6999452");
    assert_string_equal(answers.ids[1], "621277");
    answers.count = 0;
    assert_int_equal(bm_geocoder_locate_all(the_world.geocoder, queries, 3, note_answer, &answers,
                                            &the_world.error),
                     BM_OK);
    assert_int_equal(bm_geocoder_locate_all(the_world.geocoder, turned, 3, note_answer, &others,
                                            &the_world.error),
                     BM_OK);
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(answers.ids[i], others.ids[2 - i]);
        assert_int_equal(answers.statuses[i], others.statuses[2 - i]);
    }
}

static void a_session_answers_alike(void **state)
{
    (void)state;
    static const bm_geocoder_query queries[] = {
        {.name = "Kopani"},
        {.name = "Kopani", .country = "BY", .admin = "Brest"},
        {.name = "Kopani", .country = "Україна"},
        {.name = "Stolin", .admin = "Ruritania", .lenient = true},
        {.name = "Kopani, Brest region"},
        {.name = "Kopani", .near = "Stolin"}};
    static bm_location other;
    bm_geocoder_session *session = NULL;
    assert_int_equal(bm_geocoder_session_new(the_world.geocoder, &session, &the_world.error),
                     BM_OK);
    for (size_t i = 0; i < 12; i++) {
        const bm_geocoder_query *query = &queries[i % 6];
        assert_int_equal(bm_geocoder_session_locate(session, query, &other, NULL), BM_OK);
        assert_int_equal(bm_geocoder_locate(the_world.geocoder, query, &the_world.location, NULL),
                         BM_OK);
        assert_int_equal(other.status, the_world.location.status);
        assert_int_equal(other.relaxed, the_world.location.relaxed);
        assert_true(other.margin == the_world.location.margin);
        assert_int_equal(other.candidate_count, the_world.location.candidate_count);
        for (size_t k = 0; k < other.candidate_count; k++) {
            assert_ptr_equal(other.candidates[k].place, the_world.location.candidates[k].place);
            assert_true(other.candidates[k].score == the_world.location.candidates[k].score);
        }
    }
    bm_geocoder_query strange = {.name = "Kopani", .admin = "Ruritania"};
    assert_int_equal(bm_geocoder_session_locate(session, &strange, &other, NULL),
                     BM_ERROR_NOT_FOUND);
    bm_geocoder_session_free(session);
}

static void short_names_are_met_exactly(void **state)
{
    (void)state;
    expect(locate("Ік", NULL, NULL, NULL), BM_LOCATION_LOCATED, "902");
    expect(locate("Гай", NULL, NULL, NULL), BM_LOCATION_LOCATED, "902");
    assert_int_equal(locate("Ik", NULL, NULL, NULL)->status, BM_LOCATION_NONE);
    assert_int_equal(locate("Икь", NULL, NULL, NULL)->status, BM_LOCATION_NONE);
    assert_int_equal(locate("in", NULL, NULL, NULL)->status, BM_LOCATION_NONE);
}

static void unknown_hints_are_errors_or_left_out(void **state)
{
    (void)state;
    const bm_geocoder_query queries[] = {
        {.name = "Kopani", .country = "Ruritania"},
        {.name = "Kopani", .admin = "Ruritania"},
        {.name = "Kopani", .near = "Ruritania"},
    };
    for (size_t i = 0; i < 3; i++) {
        bm_error error = {0};
        assert_int_equal(
            bm_geocoder_locate(the_world.geocoder, &queries[i], &the_world.location, &error),
            BM_ERROR_NOT_FOUND);
        assert_non_null(strstr(error.message, "'Ruritania'"));
    }
    static const unsigned relaxed[] = {BM_RELAXED_COUNTRY, BM_RELAXED_ADMIN, BM_RELAXED_NEAR};
    for (size_t i = 0; i < 3; i++) {
        bm_geocoder_query query = queries[i];
        query.name = "Stolin";
        query.lenient = true;
        assert_int_equal(bm_geocoder_locate(the_world.geocoder, &query, &the_world.location, NULL),
                         BM_OK);
        expect(&the_world.location, BM_LOCATION_LOCATED, "621277");
        assert_int_equal(the_world.location.relaxed, relaxed[i]);
    }
}

static void scores_are_sums_of_their_features(void **state)
{
    (void)state;
    const bm_location *location = locate("Kopani", "BY", "Brest", "Stolin");
    for (size_t i = 0; i < location->candidate_count; i++) {
        const bm_candidate *candidate = &location->candidates[i];
        double sum = 0.0;
        assert_string_equal(candidate->features[0].name, "match");
        for (size_t f = 0; f < candidate->feature_count; f++)
            sum += candidate->features[f].value;
        sum = sum < 0.0 ? 0.0 : sum > 1.0 ? 1.0 : sum;
        assert_true(fabs(sum - candidate->score) < 1e-12);
        assert_true(i == 0 || candidate->score <= candidate[-1].score);
    }
}

static void hostile_queries_end(void **state)
{
    (void)state;
    char text[5000];
    static const char *const pieces[] = {"(",        ",", "Kopani", " near ", "\xFF",  "с. ",
                                         "district", " ", "област", "ь",      "Брест", ";"};
    for (size_t round = 0; round < 400; round++) {
        size_t length = 0;
        for (size_t i = 0; i < 1 + round; i++) {
            const char *piece = pieces[(i * 7 + round * (i + 3)) % 12];
            if (length + strlen(piece) >= sizeof text)
                break;
            memcpy(text + length, piece, strlen(piece));
            length += strlen(piece);
        }
        text[length] = '\0';
        bm_geocoder_query query = {.name = text};
        assert_int_equal(bm_geocoder_locate(the_world.geocoder, &query, &the_world.location, NULL),
                         BM_OK);
        query = (bm_geocoder_query){.name = "Kopani", .admin = text};
        bm_status status =
            bm_geocoder_locate(the_world.geocoder, &query, &the_world.location, NULL);
        assert_true(status == BM_OK || status == BM_ERROR_NOT_FOUND);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(namesakes_without_context_are_ambiguous),
        cmocka_unit_test(hints_decide),
        cmocka_unit_test(the_query_may_carry_its_hints),
        cmocka_unit_test(areas_are_never_points),
        cmocka_unit_test(class_words_choose_the_kind),
        cmocka_unit_test(one_wrong_hint_is_relaxed_and_told),
        cmocka_unit_test(two_wrong_hints_leave_nothing),
        cmocka_unit_test(half_wrong_hints_are_told),
        cmocka_unit_test(texts_carry_hints_in_words),
        cmocka_unit_test(places_around_are_context),
        cmocka_unit_test(a_report_is_located_together),
        cmocka_unit_test(a_session_answers_alike),
        cmocka_unit_test(an_unknown_population_is_not_a_small_one),
        cmocka_unit_test(own_names_go_before_borrowed_ones),
        cmocka_unit_test(the_weights_are_documented),
        cmocka_unit_test(short_names_are_met_exactly),
        cmocka_unit_test(unknown_hints_are_errors_or_left_out),
        cmocka_unit_test(scores_are_sums_of_their_features),
        cmocka_unit_test(hostile_queries_end),
    };
    return cmocka_run_group_tests(tests, build, drop);
}
