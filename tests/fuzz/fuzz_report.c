/* Any bytes as a report, against the shipped places of the border: what is found lies in the input,
 * in order, and points to what there is. The first byte chooses language and publication date. */
#include "tests/fuzz/fuzz.h"

#include <bordermap/data.h>
#include <bordermap/report.h>
#include <string.h>

static bm_reader *open_reader(void)
{
    static bm_gazetteer *gazetteer;
    static bm_geocoder *geocoder;
    static bm_border *border;
    char places[4096];
    char countries[4096];
    const char *paths[] = {places};
    bm_reader *reader = NULL;
    FUZZ_REQUIRE(bm_data_path("shapefiles/border_places.shp", places, sizeof places, NULL) ==
                 BM_OK);
    FUZZ_REQUIRE(bm_data_path("shapefiles/countries.shp", countries, sizeof countries, NULL) ==
                 BM_OK);
    FUZZ_REQUIRE(bm_gazetteer_open(paths, 1, NULL, NULL, &gazetteer, NULL) == BM_OK);
    FUZZ_REQUIRE(bm_border_open(countries, places, "BY", "UA", NULL, NULL, &border, NULL) == BM_OK);
    FUZZ_REQUIRE(bm_geocoder_new(gazetteer, border, NULL, &geocoder, NULL) == BM_OK);
    FUZZ_REQUIRE(bm_reader_new(gazetteer, geocoder, border, NULL, NULL, &reader, NULL) == BM_OK);
    return reader;
}

static void check_span(bm_span span, size_t size)
{
    FUZZ_REQUIRE(span.start <= span.end && span.end <= size);
}

static void check_mentions(const bm_report *report, size_t size)
{
    uint32_t start = 0;
    for (size_t i = 0; i < bm_report_mention_count(report); i++) {
        const bm_mention *mention = bm_report_mention(report, i);
        check_span(mention->span, size);
        FUZZ_REQUIRE(mention->span.start >= start && mention->span.end > mention->span.start);
        start = mention->span.start;
        FUZZ_REQUIRE(mention->text && mention->name);
        FUZZ_REQUIRE(!mention->place || mention->name[0] != '\0');
        FUZZ_REQUIRE(mention->area.kind == BM_AREA_NONE || mention->area.radius_km >= 0);
        if (mention->area.kind != BM_AREA_NONE)
            check_span(mention->area.span, size);
    }
}

static void check_dates(const bm_report *report, size_t size)
{
    uint32_t start = 0;
    for (size_t i = 0; i < bm_report_date_count(report); i++) {
        const bm_report_date *date = bm_report_date_at(report, i);
        check_span(date->span, size);
        FUZZ_REQUIRE(date->span.start >= start && date->text && date->rule);
        start = date->span.start;
    }
}

static void check_incidents(const bm_report *report, size_t size)
{
    for (size_t i = 0; i < bm_report_incident_count(report); i++) {
        const bm_incident *incident = bm_report_incident(report, i);
        check_span(incident->trigger_span, size);
        check_span(incident->sentence_span, size);
        FUZZ_REQUIRE(incident->mention == SIZE_MAX ||
                     incident->mention < bm_report_mention_count(report));
        FUZZ_REQUIRE(incident->category && incident->trigger && incident->sentence &&
                     incident->speaker && incident->rule);
    }
    for (size_t i = 0; i < bm_report_rejection_count(report); i++) {
        const bm_rejection *rejection = bm_report_rejection(report, i);
        check_span(rejection->span, size);
        FUZZ_REQUIRE(rejection->text && rejection->what && rejection->reason);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bm_reader *reader;
    if (!reader)
        reader = open_reader();
    if (size == 0)
        return 0;
    bm_report_source source = {.file = "-",
                               .doc = "-",
                               .language = (bm_language)(data[0] % (BM_LANGUAGE_COUNT + 1)),
                               .format = BM_REPORT_FORMAT_TEXT,
                               .has_published = (data[0] & 0x40) != 0};
    FUZZ_REQUIRE(bm_interval_parse("2022-03-12", BM_DATE_ORDER_YMD, &source.published, NULL) ==
                 BM_OK);
    bm_report *report = NULL;
    bm_status status =
        bm_report_read(reader, &source, (const char *)data + 1, size - 1, NULL, &report, NULL);
    FUZZ_REQUIRE(status == BM_OK || status == BM_ERROR_FORMAT);
    if (status)
        return 0;
    /* What was in another encoding has offsets of its own. */
    size_t length;
    (void)bm_report_text(report, &length);
    check_mentions(report, length);
    check_dates(report, length);
    check_incidents(report, length);
    bm_report_free(report);
    return 0;
}
