/* Threads that share one geocoder find what one of them would. */
/* clang-format off */
/* cmocka.h needs these four first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <bordermap/border.h>
#include <bordermap/geocoder.h>
#include <pthread.h>
#include <stdlib.h>

#define SHIPPED(name) BM_TEST_SOURCE_DIR "/shapefiles/" name

static bm_border *border;
static bm_gazetteer *gazetteer;
static bm_geocoder *geocoder;

enum { THREADS = 4, NAMES = 400 };

typedef struct worker {
    pthread_t thread;
    const bm_place *found[NAMES];
    double scores[NAMES];
    bool failed;
} worker;

/* Every thread asks for the same names, each beginning elsewhere. */
static void *work(void *context)
{
    static const bm_geocoder_query hints[] = {
        {.country = NULL}, {.country = "Belaurs"}, {.admin = "Kyiv Oblast"}, {.near = "Stolin"}};
    worker *own = context;
    bm_location *answer = calloc(1, sizeof *answer);
    bm_geocoder_session *session = NULL;
    own->failed = !answer || bm_geocoder_session_new(geocoder, &session, NULL);
    for (size_t n = 0; n < NAMES && !own->failed; n++) {
        size_t i = (n + (size_t)((uintptr_t)own / sizeof *own % THREADS) * NAMES / THREADS) % NAMES;
        const bm_place *place = bm_gazetteer_place(gazetteer, i * 17);
        bm_geocoder_query query = hints[i % 4];
        query.name = place ? place->name : "Minsk";
        query.lenient = true;
        own->failed = bm_geocoder_session_locate(session, &query, answer, NULL) != BM_OK;
        own->found[i] = answer->candidate_count ? answer->candidates[0].place : NULL;
        own->scores[i] = answer->candidate_count ? answer->candidates[0].score : -1.0;
    }
    bm_geocoder_session_free(session);
    free(answer);
    return NULL;
}

static void threads_share_a_geocoder(void **state)
{
    (void)state;
    static worker workers[THREADS];
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
    for (size_t i = 0; i < THREADS; i++) {
        assert_false(workers[i].failed);
        for (size_t n = 0; n < NAMES; n++) {
            assert_ptr_equal(workers[i].found[n], workers[0].found[n]);
            assert_true(workers[i].scores[n] == workers[0].scores[n]);
        }
    }
}

static int open_world(void **state)
{
    (void)state;
    static const char *const paths[] = {SHIPPED("border_places.shp"), SHIPPED("places.shp"),
                                        SHIPPED("areas.shp")};
    return bm_border_open(SHIPPED("countries.shp"), NULL, "BY", "UA", NULL, NULL, &border, NULL) ||
           bm_gazetteer_open(paths, 3, NULL, NULL, &gazetteer, NULL) ||
           bm_geocoder_new(gazetteer, border, NULL, &geocoder, NULL);
}

static int close_world(void **state)
{
    (void)state;
    bm_geocoder_free(geocoder);
    bm_gazetteer_free(gazetteer);
    bm_border_free(border);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(threads_share_a_geocoder)};
    return cmocka_run_group_tests(tests, open_world, close_world);
}
