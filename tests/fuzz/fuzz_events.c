/* Event tables: every event that is read has valid text, sane dates and a position in range. */
#include "tests/fuzz/fuzz.h"

#include "base/utf8.h"

#include <bordermap/events.h>

static void check_event(const bm_events *events, const bm_event *event)
{
    FUZZ_REQUIRE(event->line >= 1);
    FUZZ_REQUIRE(event->when.start_s < event->when.end_s);
    FUZZ_REQUIRE(bm_utf8_is_valid(event->place) && bm_utf8_is_valid(event->title));
    FUZZ_REQUIRE(event->id[0] != '\0' && event->category[0] != '\0');
    if (event->has_position)
        FUZZ_REQUIRE(bm_lonlat_is_valid(event->position));
    for (size_t column = 0; column < bm_events_column_count(events); column++)
        FUZZ_REQUIRE(bm_utf8_is_valid(event->cells[column]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_file file = fuzz_file_open(data, size);
    bm_findings *findings = bm_findings_new();
    bm_events *events = NULL;
    bm_error error = {0};
    if (bm_events_read(file.path, NULL, findings, &events, &error) == BM_OK) {
        for (size_t i = 0; i < bm_events_count(events); i++)
            check_event(events, bm_events_get(events, i));
        bm_events_filter(events, 0, INT64_C(1700000000));
        bm_interval span;
        (void)bm_events_span(events, &span);
    } else {
        FUZZ_REQUIRE(error.message[0] != '\0' && !events);
    }
    bm_events_free(events);
    bm_findings_free(findings);
    fuzz_file_close(file);
    return 0;
}
