#include "geo/gazetteer/words/class_words.h"

#include "base/blank.h"

#include <bordermap/batch.h>

#include <string.h>

/* A district column has districts, also where its cells do not say so: "Stolin" is the town's, and
 * «Столинский» nothing else. */
static const char *name_district(const char *text, char named[BM_CLASS_TEXT_SIZE])
{
    static const char word[] = " district";
    bm_class_words parsed;
    bm_class_words_strip(text, &parsed);
    size_t length = strlen(text);
    if (parsed.has_kind || length + sizeof word > BM_CLASS_TEXT_SIZE)
        return text;
    memcpy(named, text, length);
    memcpy(named + length, word, sizeof word);
    return named;
}

bm_status bm_place_row_locate(bm_geocoder_session *session, const bm_place_row *row,
                              bm_location *location, bm_error *error)
{
    bm_geocoder_query query = {.name = row->name ? row->name : "",
                               .country = row->country,
                               .admin = row->admin,
                               .near = row->near,
                               .around = row->around,
                               .around_count = row->around_count,
                               .lenient = true,
                               .why = row->why};
    bm_status status = bm_geocoder_session_locate(session, &query, location, error);
    /* A district decides among namesakes. */
    if (status || bm_is_blank(row->district) || location->candidate_count < 2 ||
        (location->status != BM_LOCATION_AMBIGUOUS && location->status != BM_LOCATION_LOCATED))
        return status;
    /* A district can have a namesake elsewhere; the oblast holds. */
    bool bound = !bm_is_blank(row->admin) && !(location->relaxed & BM_RELAXED_ADMIN);
    const char *admin1 = location->candidates[0].place->admin1;
    char named[BM_CLASS_TEXT_SIZE];
    query.admin = name_district(row->district, named);
    status = bm_geocoder_session_locate(session, &query, location, error);
    if (status ||
        (location->status == BM_LOCATION_LOCATED && !(location->relaxed & BM_RELAXED_ADMIN) &&
         (!bound || strcmp(admin1, location->candidates[0].place->admin1) == 0)))
        return status;
    query.admin = row->admin;
    return bm_geocoder_session_locate(session, &query, location, error);
}
