#include "cli/extent.h"

#include "cli/describe.h"

bm_status cli_extent_locate(const cli_extent *extent, const bm_geocoder *geocoder,
                            bm_lonlat_box *box, const char **name, bm_error *error)
{
    const bm_geocoder_query query = {.name = extent->place};
    bm_location location = {0};
    bm_status status = bm_geocoder_locate(geocoder, &query, &location, error);
    if (status)
        return status;
    if (location.status == BM_LOCATION_NONE)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "option '--extent': '%s' is not in the gazetteer", extent->place);
    if (location.status == BM_LOCATION_AMBIGUOUS) {
        char first[CLI_DESCRIPTION_SIZE];
        char second[CLI_DESCRIPTION_SIZE];
        cli_describe_place(location.candidates[0].place, first);
        cli_describe_place(location.candidates[1].place, second);
        return bm_error_set(
            error, BM_ERROR_ARGUMENT, NULL, 0,
            "option '--extent': '%s' may be %.60s or %.60s: name its district or country too",
            extent->place, first, second);
    }
    *name = location.candidates[0].place->name;
    bm_lonlat centre = location.candidates[0].place->position;
    bm_lonlat sides[4];
    for (int i = 0; i < 4; i++)
        sides[i] = bm_geodesic_destination(centre, 90.0 * i, extent->radius_m);
    *box = (bm_lonlat_box){sides[3].lon, sides[2].lat, sides[1].lon, sides[0].lat};
    if (box->west >= box->east || box->south >= box->north)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "option '--extent': the box around '%s' crosses the antimeridian or a "
                            "pole",
                            extent->place);
    return BM_OK;
}
