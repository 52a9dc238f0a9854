/* What is kept back before publishing: the grid, and events with the shipped border. */
#include "reading.h"

#include "events/guard/grid.h"

#include <bordermap/geocoder.h>
#include <bordermap/geodesic.h>
#include <bordermap/guard.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define SHAPEFILES BM_TEST_SOURCE_DIR "/shapefiles/"

typedef struct world {
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
    bm_status status = bm_border_open(SHAPEFILES "countries.shp", paths[0], "BY", "UA", NULL, NULL,
                                      &w->border, &error);
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
    free(w);
    return 0;
}

/* The same numbers everywhere and always. */
static double next_random(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(*seed >> 11) / 9007199254740992.0;
}

static void test_cells(void **state)
{
    static const double sizes[] = {100, 1000, 5000, 33333, 200000};
    uint64_t seed = 7;
    (void)state;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        for (int i = 0; i < 2000; i++) {
            double size = sizes[s];
            bm_lonlat at = {next_random(&seed) * 360 - 180, next_random(&seed) * 170 - 85};
            bm_grid_cell cell = bm_grid_find(size, at);
            bm_grid_cell again = bm_grid_find(size, cell.middle);
            assert_true(bm_lonlat_box_contains(cell.box, at));
            assert_int_equal(again.row, cell.row);
            assert_int_equal(again.column, cell.column);
            assert_memory_equal(&again.middle, &cell.middle, sizeof again.middle);
            /* Nothing in it is farther than its corners, and these are near. */
            double reach = bm_grid_reach_m(&cell, cell.middle);
            assert_true(bm_geodesic_distance_m(at, cell.middle) <= reach * 1.000001);
            if (fabs(at.lat) < 80 && size < 100000)
                assert_true(reach > 0.69 * size && reach < 0.75 * size);
            double radius = bm_grid_radius_m(size, &cell, cell.middle, 0.1 * size);
            assert_true(radius >= reach + 0.1 * size - 1e-6);
            assert_true(fmod(radius, size / 2) == 0);
        }
}

static void test_edges(void **state)
{
    static const bm_lonlat spots[] = {{-180, -90}, {180, 90}, {180, 0}, {-180, 0}, {0, 90}, {0, 0}};
    (void)state;
    for (size_t i = 0; i < sizeof spots / sizeof *spots; i++) {
        bm_grid_cell cell = bm_grid_find(5000, spots[i]);
        assert_true(bm_lonlat_is_valid(cell.middle));
        assert_true(cell.row >= 0 && cell.column >= 0);
    }
    assert_int_equal(bm_grid_find(5000, (bm_lonlat){180, 50}).column,
                     bm_grid_find(5000, (bm_lonlat){-180, 50}).column);
    /* As docs/publishing.md has it; the grid must never change. */
    bm_grid_cell kopani = bm_grid_find(5000, (bm_lonlat){26.8085, 51.7651});
    assert_int_equal(kopani.row, 3152);
    assert_true(fabs(kopani.middle.lat - 51.756183) < 1e-6);
}

static bm_guard *guard(reading *r, const bm_guard_options *options, bm_status expected)
{
    bm_guard *made = NULL;
    assert_int_equal(r->status, BM_OK);
    assert_int_equal(bm_events_locate(r->events, w->geocoder, w->border, NULL, BM_AMBIGUOUS_BEST,
                                      r->findings, NULL, &r->error),
                     BM_OK);
    assert_int_equal(bm_guard_new(options, &made, &r->error), BM_OK);
    assert_int_equal(bm_guard_apply(made, r->events, w->gazetteer, w->border, &r->error), expected);
    return made;
}

/* Villages along the whole border: each stays in its country, within the radius that is told. */
static void test_country_is_kept(void **state)
{
    static const double sizes[] = {500, 2000, 5000, 20000, 100000};
    enum { ROWS = 400 };
    (void)state;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        char *table = malloc(ROWS * 64);
        bm_lonlat *exact = malloc(ROWS * sizeof *exact);
        char(*countries)[3] = malloc(ROWS * sizeof *countries);
        uint64_t seed = 11;
        const bm_feature *line = bm_border_line(w->border);
        assert_true(table && exact && countries);
        size_t used = (size_t)sprintf(table, "date,lon,lat\n");
        for (int i = 0; i < ROWS; i++) {
            bm_lonlat at = line->points[(size_t)(next_random(&seed) * (double)line->point_count)];
            exact[i].lon = round((at.lon + (next_random(&seed) - 0.5) * 0.1) * 1e6) / 1e6;
            exact[i].lat = round((at.lat + (next_random(&seed) - 0.5) * 0.1) * 1e6) / 1e6;
            used +=
                (size_t)sprintf(table + used, "2022-03-01,%.6f,%.6f\n", exact[i].lon, exact[i].lat);
        }
        reading r = read_text(table);
        assert_int_equal(bm_events_count(r.events), ROWS);
        for (int i = 0; i < ROWS; i++) {
            bm_border_relation relation;
            assert_int_equal(bm_border_relate(w->border, exact[i], &relation, NULL), BM_OK);
            memcpy(countries[i], relation.country, 3);
        }
        const bm_guard_options options = {.precision_m = sizes[s]};
        bm_guard *made = guard(&r, &options, BM_OK);
        assert_int_equal(bm_guard_count(made).coarsened + bm_guard_count(made).hidden, ROWS);
        assert_int_equal(bm_guard_count(made).hidden, 0);
        for (int i = 0; i < ROWS; i++) {
            const bm_event *event = bm_events_get(r.events, (size_t)i);
            bm_border_relation relation;
            assert_int_equal(bm_border_relate(w->border, event->location.position, &relation, NULL),
                             BM_OK);
            assert_string_equal(relation.country, countries[i]);
            assert_string_equal(event->location.border.side, countries[i]);
            assert_true(bm_geodesic_distance_m(exact[i], event->location.position) <=
                        event->location.radius_m);
            assert_string_equal(event->location.name, "");
            /* No distance leads back: those that are told are of the published point. */
            if (isfinite(event->location.border.border_km))
                assert_true(event->location.border.border_km == relation.border_km);
        }
        bm_guard_free(made);
        reading_finish(&r);
        free(table);
        free(exact);
        free(countries);
    }
}

/* What one cell and country has in common is all that is told of a place. */
static void test_one_cell_is_one_place(void **state)
{
    (void)state;
    reading r = read_text("date,place,lon,lat,country,oblast\n"
                          "2022-03-01,Kopani,26.8085,51.7651,Belarus,Brest\n"
                          "2022-03-01,A house,26.80412,51.76999,Belarus,Brest\n"
                          "2022-03-01,,26.83,51.745,,\n");
    const bm_guard_options options = {.precision_m = 10000};
    bm_guard *made = guard(&r, &options, BM_OK);
    const bm_event *first = bm_events_get(r.events, 0);
    for (size_t i = 1; i < 2; i++) {
        const bm_event *event = bm_events_get(r.events, i);
        assert_memory_equal(&event->location.position, &first->location.position,
                            sizeof(bm_lonlat));
        assert_true(event->location.radius_m == first->location.radius_m);
        assert_string_equal(event->location.border.country, "BY");
        assert_string_equal(event->location.border.crossing, first->location.border.crossing);
    }
    bm_guard_free(made);
    reading_finish(&r);
}

static void test_areas_stay(void **state)
{
    (void)state;
    reading r = read_text("date,place,country\n"
                          "2022-03-01,Brest Oblast,Belarus\n2022-03-01,Kopani,Belarus\n"
                          "2022-03-01,Nowhereatall,Belarus\n");
    const bm_guard_options options = {.precision_m = 5000};
    bm_guard *made = guard(&r, &options, BM_OK);
    const bm_event *brest = bm_events_get(r.events, 0), *kopani = bm_events_get(r.events, 1),
                   *nowhere = bm_events_get(r.events, 2);
    assert_string_equal(brest->place, "Brest Oblast");
    assert_int_equal(brest->location.precision, BM_PLACE_PRECISION_REGION);
    assert_string_equal(kopani->place, "");
    assert_int_equal(kopani->location.precision, BM_PLACE_PRECISION_CELL);
    assert_true(kopani->location.coarsened);
    assert_false(nowhere->location.located);
    assert_string_equal(nowhere->place, "");
    bm_guard_counts counts = bm_guard_count(made);
    assert_int_equal(counts.areas_kept, 1);
    assert_int_equal(counts.coarsened, 1);
    assert_int_equal(counts.unnamed, 1);
    assert_string_equal(bm_guard_words(made), "positions to 5 km");
    bm_guard_free(made);
    reading_finish(&r);
}

static void test_delay(void **state)
{
    static const char text[] = "id,date,place\n1,2022-03-01,Kyiv\n2,2022-03-08,Kyiv\n"
                               "3,2022-03-09,Kyiv\n4,2022-03,Kyiv\n5,2022-03-10T12:00Z,Kyiv\n";
    (void)state;
    /* The newest is the month: its end is 1 April. */
    reading r = read_text(text);
    bm_guard_options options = {.delay_s = 72 * 3600};
    bm_guard *made = guard(&r, &options, BM_OK);
    assert_int_equal(bm_guard_count(made).withheld, 1);
    assert_int_equal(bm_events_count(r.events), 4);
    assert_string_equal(bm_guard_words(made), "1 event of the last 72 h withheld");
    bm_guard_free(made);
    reading_finish(&r);
    /* As of 12 March: the 8th, over on the 9th, is old enough by the second. */
    r = read_text(text);
    options.as_of = BM_AS_OF_GIVEN;
    options.as_of_s = 1647043200;
    made = guard(&r, &options, BM_OK);
    assert_int_equal(bm_guard_count(made).withheld, 3);
    assert_int_equal(bm_events_count(r.events), 2);
    assert_string_equal(bm_events_get(r.events, 1)->id, "2");
    bm_guard_free(made);
    reading_finish(&r);
}

static void test_columns_that_tell(void **state)
{
    (void)state;
    reading r = read_text(
        "date,place,lon,lat,raion,Nearest_town,wgs,seen_at,shape,casualties,weight,note\n"
        "2022-03-01,Kopani,26.8085,51.7651,Stolin,Stolin,26.8085,Kopani,\"51.7651; 26.8085\",3,1."
        "25,near the mill\n"
        "2022-03-02,Kopani,26.8085,51.7651,Stolin,Stolin,26.8085,x,,26,4.75,in Kopani\n");
    const bm_guard_options options = {.precision_m = 5000};
    bm_guard *made = guard(&r, &options, BM_OK);
    static const char *const gone[] = {"raion", "Nearest_town", "wgs", "seen_at", "shape"};
    assert_int_equal(bm_guard_dropped_count(made), 5);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(bm_guard_dropped_at(made, i), gone[i]);
    size_t events = 0;
    assert_int_equal(bm_guard_naming_count(made), 1);
    assert_string_equal(bm_guard_naming_at(made, 0, &events), "note");
    assert_int_equal(events, 1);
    bm_guard_free(made);
    reading_finish(&r);
}

static void test_redacting(void **state)
{
    static const char text[] = "id,date,place,title,source,actor\n"
                               "a1,2022-03-01,Kyiv,A title,A source,Somebody\n";
    static const char *const names[] = {"title", "actor", "event_id"}, *const wrong[] = {"actr"};
    (void)state;
    reading r = read_text(text);
    bm_guard_options options = {.redacted = names, .redacted_count = 3};
    bm_guard *made = guard(&r, &options, BM_OK);
    const bm_event *event = bm_events_get(r.events, 0);
    assert_string_equal(event->title, "");
    assert_string_equal(event->id, "1");
    assert_string_equal(event->source, "A source");
    assert_string_equal(event->location.name, "Kyiv");
    assert_false(bm_guard_hides_days(made));
    assert_string_equal(bm_guard_words(made), "left out: title, actor, event_id");
    bm_guard_free(made);
    reading_finish(&r);
    r = read_text(text);
    options = (bm_guard_options){.redacted = wrong, .redacted_count = 1};
    made = guard(&r, &options, BM_ERROR_ARGUMENT);
    assert_non_null(strstr(r.error.message, "did you mean 'actor'?"));
    bm_guard_free(made);
    reading_finish(&r);
}

static void test_limits(void **state)
{
    static const bm_guard_options wrong[] = {
        {.precision_m = 1}, {.precision_m = 1e6}, {.precision_m = -5}, {.delay_s = -1}};
    bm_error error = {0};
    bm_guard *made = NULL;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(bm_guard_new(&wrong[i], &made, &error), BM_ERROR_ARGUMENT);
    assert_null(made);
    bm_guard_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cells),
                                       cmocka_unit_test(test_edges),
                                       cmocka_unit_test(test_country_is_kept),
                                       cmocka_unit_test(test_one_cell_is_one_place),
                                       cmocka_unit_test(test_areas_stay),
                                       cmocka_unit_test(test_delay),
                                       cmocka_unit_test(test_columns_that_tell),
                                       cmocka_unit_test(test_redacting),
                                       cmocka_unit_test(test_limits)};
    return cmocka_run_group_tests(tests, open_world, close_world);
}
