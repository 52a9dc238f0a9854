#include <bordermap/batch.h>

#include <string.h>

static bool is_blank(const char *text)
{
    return !text || text[strspn(text, " \t\r\n")] == '\0';
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
    if (status || location->status != BM_LOCATION_AMBIGUOUS || is_blank(row->district))
        return status;
    /* A district can have a namesake elsewhere; the oblast holds. */
    bool bound = !is_blank(row->admin) && !(location->relaxed & BM_RELAXED_ADMIN);
    const char *admin1 = location->candidates[0].place->admin1;
    query.admin = row->district;
    status = bm_geocoder_session_locate(session, &query, location, error);
    if (status ||
        (location->status == BM_LOCATION_LOCATED && !(location->relaxed & BM_RELAXED_ADMIN) &&
         (!bound || strcmp(admin1, location->candidates[0].place->admin1) == 0)))
        return status;
    query.admin = row->admin;
    return bm_geocoder_session_locate(session, &query, location, error);
}
