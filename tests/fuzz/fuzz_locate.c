/* Names and hints, a line each, against the shipped gazetteer: scores in range, best first. */
#include "tests/fuzz/fuzz.h"

#include <bordermap/data.h>
#include <bordermap/geocoder.h>
#include <string.h>

static bm_geocoder *open_geocoder(void)
{
    static bm_gazetteer *gazetteer;
    char path[4096];
    const char *paths[] = {path};
    bm_geocoder *geocoder = NULL;
    FUZZ_REQUIRE(bm_data_path("shapefiles/border_places.shp", path, sizeof path, NULL) == BM_OK);
    FUZZ_REQUIRE(bm_gazetteer_open(paths, 1, NULL, NULL, &gazetteer, NULL) == BM_OK);
    FUZZ_REQUIRE(bm_geocoder_new(gazetteer, NULL, NULL, &geocoder, NULL) == BM_OK);
    return geocoder;
}

static void check_location(const bm_location *location)
{
    FUZZ_REQUIRE(location->candidate_count <= BM_CANDIDATES_MAX);
    FUZZ_REQUIRE(location->candidate_count <= location->candidate_total);
    FUZZ_REQUIRE(location->status == BM_LOCATION_NONE || location->candidate_count > 0);
    for (size_t i = 0; i < location->candidate_count; i++) {
        const bm_candidate *candidate = &location->candidates[i];
        FUZZ_REQUIRE(candidate->place && candidate->matched);
        FUZZ_REQUIRE(candidate->score >= 0 && candidate->score <= 1);
        FUZZ_REQUIRE(i == 0 || candidate->score <= location->candidates[i - 1].score);
        FUZZ_REQUIRE(candidate->feature_count <= BM_FEATURE_SCORES_MAX);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bm_geocoder *geocoder;
    if (!geocoder)
        geocoder = open_geocoder();
    char *text = fuzz_text(data, size);
    char *lines[4] = {text, NULL, NULL, NULL};
    for (int i = 1; i < 4 && lines[i - 1]; i++) {
        char *line_break = strchr(lines[i - 1], '\n');
        if (line_break) {
            *line_break = '\0';
            lines[i] = line_break + 1;
        }
    }
    const bm_geocoder_query query = {
        .name = lines[0], .country = lines[1], .admin = lines[2], .near = lines[3]};
    bm_location location;
    bm_error error = {0};
    if (bm_geocoder_locate(geocoder, &query, &location, &error) == BM_OK)
        check_location(&location);
    else
        FUZZ_REQUIRE(error.message[0] != '\0');
    free(text);
    return 0;
}
