/** @file fixture.h
 *  A temporary folder for the files that a test makes, and what tests ask of a gazetteer.
 */
#ifndef BM_TESTS_GAZETTEER_FIXTURE_H
#define BM_TESTS_GAZETTEER_FIXTURE_H

#include <bordermap/gazetteer.h>

#define FIXTURE_PATH_SIZE 512

/** Make a new folder below the working one; returns its name, static. */
const char *fixture_folder(void);
/** Remove it with all that is in it. */
void fixture_remove(void);
/** Both for cmocka, before and after a test or a group of them. */
int fixture_set_up(void **state);
int fixture_tear_down(void **state);
/** "<folder>/<name>" in one of a few static buffers. */
const char *fixture_path(const char *name);

/** Path of the test data beside the source tree, or NULL when there is none. */
const char *fixture_shared(const char *name);

/** What a look-up visited. */
typedef struct fixture_visits {
    size_t count;
    const bm_place *places[64];
    bm_match matches[64];
    const char *matched[64];
} fixture_visits;
fixture_visits fixture_lookup(const bm_gazetteer *gazetteer, const char *name);

#endif
