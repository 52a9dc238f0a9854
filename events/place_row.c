#include <bordermap/batch.h>

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
    if (status || location->status != BM_LOCATION_AMBIGUOUS || !row->district || !*row->district)
        return status;
    query.admin = row->district;
    status = bm_geocoder_session_locate(session, &query, location, error);
    if (status ||
        (location->status == BM_LOCATION_LOCATED && !(location->relaxed & BM_RELAXED_ADMIN)))
        return status;
    query.admin = row->admin;
    return bm_geocoder_session_locate(session, &query, location, error);
}
