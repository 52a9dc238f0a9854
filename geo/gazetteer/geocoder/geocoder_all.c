/* The names of one report, which are mostly near each other. */
#include "geo/gazetteer/geocoder/geocoder_parts.h"

#include <stdlib.h>

/* What is known of a query after the first pass. */
typedef struct first_answer {
    const bm_place *place; /* when it is certain; else NULL */
} first_answer;

static bool is_certain(const bm_location *location)
{
    return location->status == BM_LOCATION_LOCATED && !location->relaxed && !location->mended &&
           location->candidates[0].match != BM_MATCH_FUZZY;
}

static int by_address(const void *a, const void *b)
{
    const bm_place *first = *(const bm_place *const *)a;
    const bm_place *second = *(const bm_place *const *)b;
    return (first > second) - (first < second);
}

/* Where the certain ones are, each place once however often it is named. Returns how many. */
static size_t gather_positions(const first_answer *answers, size_t count, const bm_place **places,
                               bm_lonlat *positions)
{
    size_t certain = 0;
    for (size_t i = 0; i < count; i++)
        if (answers[i].place)
            places[certain++] = answers[i].place;
    qsort(places, certain, sizeof *places, by_address);
    size_t distinct = 0;
    for (size_t i = 0; i < certain; i++)
        if (i == 0 || places[i] != places[i - 1])
            positions[distinct++] = places[i]->position;
    return distinct;
}

typedef struct report {
    const bm_geocoder_query *queries;
    size_t count;
    bm_geocoder_session *session;
    bm_location *location;
    first_answer *answers;
    bm_lonlat *positions;
    size_t position_count;
} report;

static bm_status first_pass(report *all, bm_error *error)
{
    for (size_t i = 0; i < all->count; i++) {
        bm_geocoder_query query = all->queries[i];
        query.why = false;
        bm_status status = bm_geocoder_session_locate(all->session, &query, all->location, error);
        if (status)
            return status;
        all->answers[i].place =
            is_certain(all->location) ? all->location->candidates[0].place : NULL;
    }
    return BM_OK;
}

static bm_status second_pass(report *all, bm_location_visitor visit, void *context, bm_error *error)
{
    for (size_t i = 0; i < all->count; i++) {
        bm_geocoder_query query = all->queries[i];
        /* What the caller knows to be around is better known. */
        if (!all->answers[i].place && query.around_count == 0) {
            query.around = all->positions;
            query.around_count = all->position_count;
        }
        bm_status status = bm_geocoder_session_locate(all->session, &query, all->location, error);
        if (!status)
            status = visit(i, all->location, context, error);
        if (status)
            return status;
    }
    return BM_OK;
}

bm_status bm_geocoder_locate_all(const bm_geocoder *geocoder, const bm_geocoder_query *queries,
                                 size_t count, bm_location_visitor visit, void *context,
                                 bm_error *error)
{
    report all = {.queries = queries, .count = count};
    const bm_place **places = calloc(count + 1, sizeof *places);
    all.location = calloc(1, sizeof *all.location);
    all.answers = calloc(count + 1, sizeof *all.answers);
    all.positions = calloc(count + 1, sizeof *all.positions);
    bm_status status = BM_OK;
    if (!places || !all.location || !all.answers || !all.positions)
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    if (!status)
        status = bm_geocoder_session_new(geocoder, &all.session, error);
    if (!status)
        status = first_pass(&all, error);
    if (!status) {
        all.position_count = gather_positions(all.answers, count, places, all.positions);
        status = second_pass(&all, visit, context, error);
    }
    bm_geocoder_session_free(all.session);
    free(all.positions);
    free(all.answers);
    free(all.location);
    free(places);
    return status;
}
