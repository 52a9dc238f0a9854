/* Event tables in chunks: the same rows and the same verdict as when they are read whole. */
#include "tests/fuzz/fuzz.h"

#include "events/stream/stream.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_file file = fuzz_file_open(data, size);
    const char *path = file.path;
    static const size_t chunks[] = {1, 16, 100, BM_STREAM_CHUNK};
    bm_events *events = NULL;
    bm_status whole = bm_events_read(path, NULL, NULL, &events, NULL);
    for (size_t i = 0; i < sizeof chunks / sizeof *chunks; i++) {
        bm_event_points *points = NULL;
        bm_error error = {0};
        const bm_event_points_options options = {.threads = 1 + i};
        bm_status status = bm_stream_read(&path, 1, &options, chunks[i], NULL, &points, &error);
        FUZZ_REQUIRE((status == BM_OK) == (whole == BM_OK));
        FUZZ_REQUIRE(status == BM_OK || (error.message[0] != '\0' && !points));
        if (status == BM_OK) {
            FUZZ_REQUIRE(bm_event_points_count(points) == bm_events_count(events));
            bm_event_points_free(points);
        }
    }
    bm_events_free(events);
    fuzz_file_close(file);
    return 0;
}
