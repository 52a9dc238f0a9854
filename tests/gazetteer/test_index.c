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
#include "villages.h"

#include "geo/gazetteer/index/index.h"

#include <bordermap/geocoder.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Rows that lie on each other under two ids: either id leads to the one place that is left. */
static void test_ids_of_merged_rows(void **state)
{
    (void)state;
    static const char *const fields[] = {"PLACE_ID", "NAME", "ISO_A2", "FCODE"};
    static const int widths[] = {10, 40, 2, 5};
    char source_path[FIXTURE_PATH_SIZE];
    point_file *file = point_file_open(fixture_path("twice"), true, 4, fields, widths);
    point_file_add(file, 26.0, 52.0, (const char *[]){"7", "Verasy", "BY", "PPL"});
    point_file_add(file, 26.0, 52.001, (const char *[]){"9900000001", "Verasy", "BY", "PPL"});
    point_file_add(file, 27.0, 52.0, (const char *[]){"8", "Alhava", "BY", "PPL"});
    point_file_close(file);
    snprintf(source_path, sizeof source_path, "%s.shp", fixture_path("twice"));
    const char *path = villages_index(source_path);
    bm_gazetteer *gazetteer = villages_open(&path, 1, NULL);
    assert_int_equal(bm_gazetteer_count(gazetteer), 2);
    const bm_place *place = bm_gazetteer_find_id(gazetteer, "9900000001");
    assert_non_null(place);
    assert_string_equal(place->id, "7");
    assert_ptr_equal(place, bm_gazetteer_find_id(gazetteer, "7"));
    assert_string_equal(bm_gazetteer_find_id(gazetteer, "8")->name, "Alhava");
    assert_null(bm_gazetteer_find_id(gazetteer, "9900000002"));
    bm_gazetteer_free(gazetteer);
}

static void note_language(const char *language, size_t count, void *context)
{
    char *text = context;
    sprintf(text + strlen(text), "%s=%zu ", *language ? language : "?", count);
}

static void test_a_built_index_answers_like_its_source(void **state)
{
    (void)state;
    const char *source = villages_write("villages", "Verasy");
    const char *path = villages_index(source);
    bm_gazetteer *gazetteer = villages_open(&path, 1, NULL);
    assert_int_equal(bm_gazetteer_count(gazetteer), 6);
    assert_int_equal(bm_gazetteer_name_count(gazetteer), 7);
    fixture_visits visits = fixture_lookup(gazetteer, "ВЕРАСЫ");
    assert_int_equal(visits.count, 2);
    assert_string_equal(visits.places[0]->id, "1");
    assert_int_equal(visits.matches[0], BM_MATCH_EXACT);
    assert_string_equal(visits.matched[0], "Верасы");
    assert_string_equal(visits.places[1]->id, "4");
    assert_int_equal(visits.matches[1], BM_MATCH_VARIANT);
    const bm_place *first = bm_gazetteer_find_id(gazetteer, "1");
    assert_ptr_equal(first, visits.places[0]);
    assert_true(first->position.lon == 26.0 && first->position.lat == 52.0);
    assert_int_equal(first->population, 300);
    assert_string_equal(first->admin1, "Brest");
    assert_int_equal(bm_gazetteer_find_id(gazetteer, "4")->kind, BM_PLACE_DISTRICT);
    assert_int_equal(bm_gazetteer_source_count(gazetteer), 1);
    const bm_gazetteer_source *from = bm_gazetteer_source_at(gazetteer, 0);
    assert_string_equal(from->name, "villages.shp");
    assert_string_equal(from->licence, "CC0");
    assert_int_equal(strlen(from->sha256), 64);
    assert_int_equal(from->rows, 6);
    char languages[128] = "";
    bm_gazetteer_languages(gazetteer, note_language, languages);
    assert_non_null(strstr(languages, "be=1"));
    assert_int_equal(bm_gazetteer_verify(gazetteer, NULL), BM_OK);
    bm_gazetteer_free(gazetteer);
}

static void test_equal_sources_give_equal_bytes(void **state)
{
    (void)state;
    size_t size[2];
    const char *source = villages_write("villages", "Verasy");
    char *first = villages_bytes(villages_index(source), &size[0]);
    char *second = villages_bytes(villages_index(source), &size[1]);
    assert_int_equal(size[0], size[1]);
    assert_memory_equal(first, second, size[0]);
    free(first);
    free(second);
}

/* The first wins, and says what only the later one knows. */
static void test_places_of_several_parts_are_one(void **state)
{
    (void)state;
    const char *old = villages_write("villages", "Verasy");
    const char *paths[2] = {villages_index(old), villages_write("newer", "Weressy")};
    bm_gazetteer *gazetteer = villages_open(paths, 2, NULL);
    assert_int_equal(bm_gazetteer_count(gazetteer), 12);
    fixture_visits visits = fixture_lookup(gazetteer, "Weressy");
    assert_int_equal(visits.count, 1);
    assert_string_equal(visits.places[0]->name, "Verasy");
    assert_string_equal(visits.matched[0], "Weressy");
    assert_int_equal(visits.matches[0], BM_MATCH_EXACT);
    visits = fixture_lookup(gazetteer, "Verasen");
    assert_int_equal(visits.count, 1);
    size_t places = 0;
    for (size_t i = 0; i < bm_gazetteer_count(gazetteer); i++)
        places += bm_gazetteer_place(gazetteer, i) != NULL;
    assert_int_equal(places, 6);
    assert_int_equal(bm_gazetteer_source_count(gazetteer), 2);
    bm_gazetteer_free(gazetteer);
}

static bool note_completion(const bm_place *place, bm_match match, const char *matched,
                            void *context)
{
    (void)match;
    char *text = context;
    sprintf(text + strlen(text), "%s/%s ", matched, place->id);
    return strlen(text) < 200;
}

static void test_completion(void **state)
{
    (void)state;
    const char *source = villages_write("villages", "Verasy");
    const char *paths[2] = {villages_index(source), villages_write("newer", "Verast")};
    bm_gazetteer *gazetteer = villages_open(paths, 2, NULL);
    char text[256] = "";
    bm_gazetteer_complete(gazetteer, "VERAS", note_completion, text);
    assert_string_equal(text, "Verasen/2 Verast/1 Verasy/1 Verasy/4 Verasy Field/5 ");
    text[0] = '\0';
    bm_gazetteer_complete(gazetteer, "вер", note_completion, text);
    assert_string_equal(text, "Верасы/1 ");
    text[0] = '\0';
    bm_gazetteer_complete(gazetteer, "zz", note_completion, text);
    bm_gazetteer_complete(gazetteer, "", note_completion, text);
    assert_string_equal(text, "");
    bm_gazetteer_free(gazetteer);
}

static bool note_near(const bm_place *place, const bm_edits *edits, const char *matched,
                      void *context)
{
    char *text = context;
    sprintf(text + strlen(text), "%s/%s/%u ", matched, place->id, edits ? edits->count : 9);
    return true;
}

static void test_nearly_right_names(void **state)
{
    (void)state;
    const char *source = villages_write("villages", "Verasy");
    const char *paths[2] = {villages_index(source), villages_write("newer", "Varasy")};
    bm_gazetteer *gazetteer = villages_open(paths, 2, NULL);
    char text[256] = "";
    bm_gazetteer_lookup_slot(gazetteer, "Вараси", note_near, text);
    assert_string_equal(text, "Verasy/1/9 Verasy/4/9 ");
    text[0] = '\0';
    bm_gazetteer_lookup_fuzzy(gazetteer, "Vevasy", 1, note_near, text);
    assert_string_equal(text, "Verasy/1/1 Verasy/4/1 ");
    text[0] = '\0';
    bm_gazetteer_lookup_fuzzy(gazetteer, "Vevasen", 1, note_near, text);
    assert_string_equal(text, "Verasen/2/1 ");
    text[0] = '\0';
    /* Two letters of a digraph and its neighbour swapped. */
    bm_gazetteer_lookup_fuzzy(gazetteer, "Rubihzne", 1, note_near, text);
    assert_string_equal(text, "Rubizhne/6/1 ");
    text[0] = '\0';
    bm_gazetteer_lookup_fuzzy(gazetteer, "Very", 2, note_near, text);
    bm_gazetteer_lookup_slot(gazetteer, "Aia", note_near, text);
    assert_string_equal(text, "");
    bm_gazetteer_free(gazetteer);
}

static void test_nearest(void **state)
{
    (void)state;
    const char *path = villages_index(villages_write("villages", "Verasy"));
    bm_gazetteer *gazetteer = villages_open(&path, 1, NULL);
    bm_nearby nearby[4];
    assert_int_equal(bm_gazetteer_nearest(gazetteer, (bm_lonlat){26.09, 52.0}, 50, nearby, 4), 3);
    assert_string_equal(nearby[0].place->id, "2");
    assert_string_equal(nearby[1].place->id, "1");
    assert_string_equal(nearby[2].place->id, "3");
    assert_true(nearby[0].distance_m > 680 && nearby[0].distance_m < 690);
    assert_int_equal(bm_gazetteer_nearest(gazetteer, (bm_lonlat){26.09, 52.0}, 50, nearby, 1), 1);
    assert_int_equal(bm_gazetteer_nearest(gazetteer, (bm_lonlat){26.09, 52.0}, 1, nearby, 4), 1);
    /* Across the 180th meridian. */
    assert_int_equal(bm_gazetteer_nearest(gazetteer, (bm_lonlat){179.99, 66.0}, 5, nearby, 4), 1);
    assert_string_equal(nearby[0].place->id, "5");
    assert_int_equal(bm_gazetteer_nearest(gazetteer, (bm_lonlat){500, 66.0}, 5, nearby, 4), 0);
    bm_gazetteer_free(gazetteer);
}

static void test_an_altered_index_is_refused(void **state)
{
    (void)state;
    size_t size = 0;
    const char *path = villages_index(villages_write("villages", "Verasy"));
    char *bytes = villages_bytes(path, &size);
    for (size_t at = 0; at < size; at += 1021) {
        bytes[at] = (char)(bytes[at] ^ 1);
        villages_write_bytes(path, bytes, size);
        bytes[at] = (char)(bytes[at] ^ 1);
        bm_gazetteer *gazetteer = NULL;
        bm_error error = {0};
        bm_status status = bm_gazetteer_open(&path, 1, NULL, NULL, &gazetteer, &error);
        if (status == BM_OK)
            status = bm_gazetteer_verify(gazetteer, &error);
        assert_int_equal(status, BM_ERROR_FORMAT);
        assert_non_null(strstr(error.message, "built.gaz"));
        bm_gazetteer_free(gazetteer);
    }
    for (size_t length = 0; length < size; length += 4096) {
        villages_write_bytes(path, bytes, length);
        bm_gazetteer *gazetteer = NULL;
        assert_int_equal(bm_gazetteer_open(&path, 1, NULL, NULL, &gazetteer, NULL),
                         BM_ERROR_FORMAT);
    }
    free(bytes);
}

/* Damage that opening cannot see is told by whoever locates. */
static void test_the_geocoder_tells_of_damage(void **state)
{
    (void)state;
    size_t size = 0;
    const char *path = villages_index(villages_write("villages", "Verasy"));
    char *bytes = villages_bytes(path, &size);
    for (size_t at = 16384; at < size; at += 4096)
        bytes[at] = (char)(bytes[at] ^ 1);
    villages_write_bytes(path, bytes, size);
    free(bytes);
    bm_gazetteer *gazetteer = villages_open(&path, 1, NULL);
    bm_geocoder *geocoder = NULL;
    bm_location location;
    bm_error error = {0};
    const bm_geocoder_query query = {.name = "Verasy"};
    assert_int_equal(bm_geocoder_new(gazetteer, NULL, NULL, &geocoder, NULL), BM_OK);
    assert_int_equal(bm_geocoder_locate(geocoder, &query, &location, &error), BM_ERROR_FORMAT);
    assert_non_null(strstr(error.message, "is damaged: build it again"));
    bm_geocoder_free(geocoder);
    bm_gazetteer_free(gazetteer);
}

/* A disk that fills: an error, and nothing is left of the index. */
static void test_a_full_disk(void **state)
{
    (void)state;
    const char *source = villages_write("villages", "Verasy");
    char path[FIXTURE_PATH_SIZE];
    snprintf(path, sizeof path, "%s", fixture_path("full.gaz"));
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        const struct rlimit limit = {20000, 20000};
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
        bm_error error = {0};
        const bm_gazetteer_inputs inputs = {.paths = &source, .path_count = 1};
        bm_status status = bm_gazetteer_build(&inputs, path, NULL, &error);
        _exit(status == BM_ERROR_IO && strstr(error.message, "full.gaz") ? 0 : 1);
    }
    int result = -1;
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_int_equal(result, 0);
    assert_int_not_equal(access(path, F_OK), 0);
}

static void test_an_empty_gazetteer(void **state)
{
    (void)state;
    static const char *const fields[] = {"NAME"};
    static const int widths[] = {20};
    char source_path[FIXTURE_PATH_SIZE];
    point_file_close(point_file_open(fixture_path("empty"), true, 1, fields, widths));
    snprintf(source_path, sizeof source_path, "%s.shp", fixture_path("empty"));
    const char *path = villages_index(source_path);
    bm_gazetteer *gazetteer = villages_open(&path, 1, NULL);
    bm_nearby nearby[1];
    char text[64] = "";
    assert_int_equal(bm_gazetteer_count(gazetteer), 0);
    assert_int_equal(fixture_lookup(gazetteer, "Verasy").count, 0);
    assert_null(bm_gazetteer_find_id(gazetteer, "1"));
    assert_null(bm_gazetteer_place(gazetteer, 0));
    assert_int_equal(bm_gazetteer_nearest(gazetteer, (bm_lonlat){26, 52}, 500, nearby, 1), 0);
    bm_gazetteer_complete(gazetteer, "v", note_completion, text);
    assert_string_equal(text, "");
    assert_int_equal(bm_gazetteer_verify(gazetteer, NULL), BM_OK);
    bm_gazetteer_free(gazetteer);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_set_up, fixture_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_a_built_index_answers_like_its_source),
        TEST(test_equal_sources_give_equal_bytes),
        TEST(test_places_of_several_parts_are_one),
        TEST(test_ids_of_merged_rows),
        TEST(test_completion),
        TEST(test_nearly_right_names),
        TEST(test_nearest),
        TEST(test_an_altered_index_is_refused),
        TEST(test_the_geocoder_tells_of_damage),
        TEST(test_a_full_disk),
        TEST(test_an_empty_gazetteer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
