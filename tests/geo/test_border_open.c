#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"
#include "outline_fixture.h"

#include "base/cache.h"
#include "geo/border_image.h"

#include <bordermap/data.h>
#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const double north[] = {20, 52, 20, 53, 24, 53, 24, 52, 22, 52.1, 20, 52};
static const double south[] = {20, 51, 20, 52, 22, 52.1, 24, 52, 24, 51, 20, 51};
static const double moved[] = {20, 51, 20, 52, 22, 52.1, 24, 52, 24, 50, 20, 51};

static char countries[512];
static char crossings[512];
static char cache[512];

/* Two countries and three crossings, with all that a layer should have. */
static void make_layers(const double *second)
{
    const outline_ring rings[] = {{"AA", 100, 6, north}, {"BB", 250, 6, second}};
    static const double places[] = {21, 52.06, 23, 52.04, 22, 50, 22, 52};
    bm_layer_free(outline_layer("two.shp", rings, 2));
    bm_layer_free(crossing_layer("posts.shp", places, 4));
    fixture_prj("two.prj");
    fixture_prj("posts.prj");
}

static int set_up(void **state)
{
    (void)state;
    strcpy(countries, fixture_path("two.shp"));
    strcpy(crossings, fixture_path("posts.shp"));
    strcpy(cache, fixture_path("cache"));
    make_layers(south);
    return 0;
}

static int remove_cache(void **state)
{
    (void)state;
    char command[600];
    snprintf(command, sizeof command, "rm -rf '%s'", cache);
    return system(command);
}

static bm_border *open_here(void)
{
    bm_border *border = NULL;
    bm_error error = {0};
    if (bm_border_open(countries, crossings, "aa", "BB", cache, NULL, &border, &error))
        fail_msg("%s", error.message);
    return border;
}

static bool is_kept(const bm_border *border)
{
    return border->image.bytes != NULL;
}

/* Name of the one file in the cache; how many there are. */
static int files_kept(char path[1024])
{
    int count = 0;
    DIR *directory = opendir(cache);
    for (struct dirent *entry; directory && (entry = readdir(directory));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            snprintf(path, 1024, "%s/%s", cache, entry->d_name);
            count++;
        }
    if (directory)
        closedir(directory);
    return count;
}

static void same_number(double a, double b)
{
    assert_true(a == b || (isnan(a) && isnan(b)));
}

static void same_answers(const bm_border *one, const bm_border *other, bm_lonlat_box box,
                         double step)
{
    const bm_feature *line = bm_border_line(one);
    const bm_feature *other_line = bm_border_line(other);
    assert_int_equal(line->kind, other_line->kind);
    assert_int_equal(line->part_count, other_line->part_count);
    assert_int_equal(line->point_count, other_line->point_count);
    assert_memory_equal(line->part_start, other_line->part_start,
                        (line->part_count + 1) * sizeof *line->part_start);
    assert_memory_equal(line->points, other_line->points, line->point_count * sizeof *line->points);
    assert_memory_equal(&line->box, &other_line->box, sizeof line->box);
    same_number(bm_border_accuracy_m(one), bm_border_accuracy_m(other));
    same_number(bm_border_length_km(one), bm_border_length_km(other));
    for (int which = 0; which < 2; which++)
        assert_string_equal(bm_border_country(one, which), bm_border_country(other, which));
    for (double lon = box.west; lon <= box.east; lon += step)
        for (double lat = box.south; lat <= box.north; lat += step) {
            bm_border_relation a;
            bm_border_relation b;
            assert_int_equal(bm_border_relate(one, (bm_lonlat){lon, lat}, &a, NULL), BM_OK);
            assert_int_equal(bm_border_relate(other, (bm_lonlat){lon, lat}, &b, NULL), BM_OK);
            assert_string_equal(a.country, b.country);
            assert_string_equal(a.side, b.side);
            assert_int_equal(a.uncertain, b.uncertain);
            same_number(a.border_km, b.border_km);
            same_number(a.nearest.lon, b.nearest.lon);
            same_number(a.nearest.lat, b.nearest.lat);
            assert_string_equal(a.crossing, b.crossing);
            assert_string_equal(a.crossing_partner, b.crossing_partner);
            same_number(a.crossing_km, b.crossing_km);
        }
}

static const bm_lonlat_box near_here = {19, 50, 25, 54};

static void keeps_what_it_made(void **state)
{
    (void)state;
    char path[1024];
    bm_border *made = open_here();
    assert_false(is_kept(made));
    assert_int_equal(files_kept(path), 1);
    assert_non_null(strstr(path, "/border-"));
    bm_border *kept = open_here();
    assert_true(is_kept(kept));
    assert_string_equal(bm_border_country(kept, 0), "AA");
    same_answers(made, kept, near_here, 0.23);
    bm_border_relation relation;
    assert_int_equal(bm_border_relate(kept, (bm_lonlat){21, 52.5}, &relation, NULL), BM_OK);
    assert_string_equal(relation.crossing, "one");
    assert_string_equal(relation.crossing_partner, "partner");
    bm_border_free(kept);
    bm_border_free(made);
}

/* Its size, without its facts: what a stale file would answer is not what is found. */
static void makes_it_anew_when_a_file_changes(void **state)
{
    (void)state;
    char path[1024];
    bm_border_free(open_here());
    make_layers(moved);
    bm_border *border = open_here();
    assert_false(is_kept(border));
    bm_border_relation relation;
    assert_int_equal(bm_border_relate(border, (bm_lonlat){23.9, 50.5}, &relation, NULL), BM_OK);
    assert_string_equal(relation.country, "BB");
    bm_border_free(border);
    assert_int_equal(files_kept(path), 2);
    border = open_here();
    assert_true(is_kept(border));
    bm_border_free(border);
    /* The table has the accuracy, the other layer the crossings. */
    static const char *const names[] = {"two.dbf", "posts.dbf", "posts.shp", "posts.prj"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char byte;
        FILE *file = fopen(fixture_path(names[i]), "rb");
        assert_non_null(file);
        assert_int_equal(fread(&byte, 1, 1, file), 1);
        fclose(file);
        fixture_patch(names[i], 0, &byte, 1);
        border = open_here();
        assert_false(is_kept(border));
        bm_border_free(border);
    }
    make_layers(south);
}

static void keeps_borders_apart(void **state)
{
    (void)state;
    static const struct {
        const char *a;
        const char *b;
        bool with_crossings;
    } others[] = {{"AA", "BB", true}, {"BB", "AA", true}, {"AA", "BB", false}};
    for (size_t i = 0; i < 6; i++) {
        bm_border *border = NULL;
        assert_int_equal(bm_border_open(countries, others[i % 3].with_crossings ? crossings : NULL,
                                        others[i % 3].a, others[i % 3].b, cache, NULL, &border,
                                        NULL),
                         BM_OK);
        assert_int_equal(is_kept(border), i >= 3);
        assert_string_equal(bm_border_country(border, 0), others[i % 3].a);
        bm_border_relation relation;
        assert_int_equal(bm_border_relate(border, (bm_lonlat){21, 52.5}, &relation, NULL), BM_OK);
        assert_string_equal(relation.crossing, others[i % 3].with_crossings ? "one" : "");
        bm_border_free(border);
    }
}

static void works_without_a_cache(void **state)
{
    (void)state;
    fixture_write("file", "x", 1);
    char below_a_file[600];
    snprintf(below_a_file, sizeof below_a_file, "%s/cache", fixture_path("file"));
    const char *const folders[] = {NULL, "", below_a_file, "/proc/nothing"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        bm_border *border = NULL;
        assert_int_equal(
            bm_border_open(countries, crossings, "AA", "BB", folders[i], NULL, &border, NULL),
            BM_OK);
        assert_false(is_kept(border));
        bm_border_free(border);
    }
}

static void says_every_time_what_is_wrong(void **state)
{
    (void)state;
    assert_int_equal(unlink(fixture_path("two.prj")), 0);
    for (int i = 0; i < 3; i++) {
        bm_findings *findings = i == 0 ? NULL : bm_findings_new();
        bm_border *border = NULL;
        assert_int_equal(
            bm_border_open(countries, crossings, "AA", "BB", cache, findings, &border, NULL),
            BM_OK);
        assert_false(is_kept(border));
        assert_int_equal(bm_findings_size(findings), i == 0 ? 0 : 1);
        bm_border_free(border);
        bm_findings_free(findings);
    }
    fixture_prj("two.prj");
}

static void refuses_as_ever(void **state)
{
    (void)state;
    bm_border *border = NULL;
    bm_error error = {0};
    bm_border_free(open_here());
    assert_int_equal(bm_border_open(countries, NULL, "AA", "AA", cache, NULL, &border, &error),
                     BM_ERROR_ARGUMENT);
    assert_int_equal(bm_border_open(countries, NULL, "AA", "DD", cache, NULL, &border, &error),
                     BM_ERROR_NOT_FOUND);
    assert_non_null(strstr(error.message, "no country with ISO_A2 'DD'"));
    assert_int_equal(bm_border_open(fixture_path("not there.shp"), NULL, "AA", "BB", cache, NULL,
                                    &border, &error),
                     BM_ERROR_IO);
    assert_null(border);
}

/* Whatever happens to the file, the answers are the right ones and the file is whole again. */
static void check_repaired(const bm_border *expected)
{
    bm_border *border = open_here();
    same_answers(expected, border, near_here, 1.3);
    bm_border_free(border);
    border = open_here();
    assert_true(is_kept(border));
    bm_border_free(border);
}

static void makes_it_anew_when_it_is_damaged(void **state)
{
    (void)state;
    char path[1024];
    bm_border *made = open_here();
    assert_int_equal(files_kept(path), 1);
    struct stat facts;
    assert_int_equal(stat(path, &facts), 0);
    for (int i = 0; i < 40; i++) {
        assert_int_equal(truncate(path, facts.st_size * i / 40), 0);
        check_repaired(made);
    }
    size_t size = (size_t)facts.st_size;
    for (int i = 0; i < 300; i++) {
        /* Every byte of the header, then some of every block. */
        size_t at = i < 100 ? (size_t)i * 8 : (size_t)(i - 100) * (size - 1) / 199;
        FILE *file = fopen(path, "r+b");
        assert_non_null(file);
        assert_int_equal(fseek(file, (long)at, SEEK_SET), 0);
        int byte = fgetc(file);
        assert_int_equal(fseek(file, (long)at, SEEK_SET), 0);
        assert_int_equal(fputc(byte ^ (1 << i % 8), file), byte ^ (1 << i % 8));
        assert_int_equal(fclose(file), 0);
        check_repaired(made);
    }
    assert_int_equal(truncate(path, 0), 0);
    assert_int_equal(chmod(path, 0600), 0);
    check_repaired(made);
    bm_border_free(made);
}

static void can_be_made_by_many_at_once(void **state)
{
    (void)state;
    enum { PROCESSES = 8 };
    char path[1024];
    for (int i = 0; i < PROCESSES; i++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            bm_border *border = NULL;
            bool fine = true;
            for (int k = 0; k < 5 && fine; k++) {
                fine = bm_border_open(countries, crossings, "AA", "BB", cache, NULL, &border,
                                      NULL) == BM_OK &&
                       bm_border_line(border)->point_count == 3;
                bm_border_free(border);
            }
            _exit(fine ? 0 : 1);
        }
    }
    for (int i = 0; i < PROCESSES; i++) {
        int status;
        assert_true(wait(&status) > 0);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    assert_int_equal(files_kept(path), 1);
    bm_border *border = open_here();
    assert_true(is_kept(border));
    bm_border_free(border);
}

static void answers_as_the_shipped_layers_do(void **state)
{
    (void)state;
    assert_int_equal(bm_data_path("shapefiles/countries.shp", countries, sizeof countries, NULL),
                     BM_OK);
    assert_int_equal(
        bm_data_path("shapefiles/border_places.shp", crossings, sizeof crossings, NULL), BM_OK);
    bm_border *border[2];
    for (int i = 0; i < 2; i++) {
        border[i] = NULL;
        assert_int_equal(
            bm_border_open(countries, crossings, "BY", "UA", cache, NULL, &border[i], NULL), BM_OK);
        assert_int_equal(is_kept(border[i]), i);
    }
    assert_true(border[1]->crossing_count > 5);
    same_answers(border[0], border[1], (bm_lonlat_box){19.5, 42.5, 42.5, 58.5}, 0.211);
    same_answers(border[0], border[1], (bm_lonlat_box){23.4, 51.2, 32.1, 52.3}, 0.0171);
    bm_border_free(border[1]);
    bm_border_free(border[0]);
}

#define IN_AN_EMPTY_CACHE(test) cmocka_unit_test_setup_teardown(test, remove_cache, remove_cache)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_AN_EMPTY_CACHE(keeps_what_it_made),
        IN_AN_EMPTY_CACHE(makes_it_anew_when_a_file_changes),
        IN_AN_EMPTY_CACHE(keeps_borders_apart),
        IN_AN_EMPTY_CACHE(works_without_a_cache),
        IN_AN_EMPTY_CACHE(says_every_time_what_is_wrong),
        IN_AN_EMPTY_CACHE(refuses_as_ever),
        IN_AN_EMPTY_CACHE(makes_it_anew_when_it_is_damaged),
        IN_AN_EMPTY_CACHE(can_be_made_by_many_at_once),
        IN_AN_EMPTY_CACHE(answers_as_the_shipped_layers_do),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
