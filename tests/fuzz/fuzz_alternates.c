/* Tables beside a dump, each input read as each of them: names are valid and of known places. */
#include "tests/fuzz/fuzz.h"

#include "base/utf8.h"
#include "geo/gazetteer/sources/source.h"

static void add_place(bm_builder *builder, const char *id, double lat, bm_place_kind kind)
{
    const bm_place row = {
        .id = id, .name = "Verbivka", .country = "UA", .kind = kind, .position = {30.0, lat}};
    bm_builder_place(builder, &row, "places", 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char source[] = "places";
    fuzz_file file = fuzz_file_open(data, size);
    bm_findings *findings = bm_findings_new();
    bm_builder builder;
    bm_builder_init(&builder, findings);
    bm_error error = {0};
    bm_builder_source(&builder, &(bm_gazetteer_source){.name = source});
    add_place(&builder, "1", 50.0, BM_PLACE_SETTLEMENT);
    add_place(&builder, "2", 51.0, BM_PLACE_AIRFIELD);
    FUZZ_REQUIRE(bm_source_read_codes(&builder, file.path, &error) == BM_OK);
    FUZZ_REQUIRE(bm_source_read_countries(&builder, file.path, &error) == BM_OK);
    FUZZ_REQUIRE(bm_source_read_alternates(&builder, file.path, &error) == BM_OK);
    FUZZ_REQUIRE(builder.sources[3].left_out <= builder.sources[3].rows);
    FUZZ_REQUIRE(bm_source_settle(&builder));
    for (size_t i = 0; i < builder.name_count; i++) {
        FUZZ_REQUIRE(builder.names[i].place < builder.count);
        FUZZ_REQUIRE(builder.names[i].text[0] != '\0');
        FUZZ_REQUIRE(bm_utf8_is_valid(builder.names[i].text));
        FUZZ_REQUIRE(bm_utf8_is_valid(builder.names[i].language));
    }
    for (size_t i = 0; i < builder.count; i++)
        FUZZ_REQUIRE(bm_utf8_is_valid(builder.places[i].name_uk));
    bm_builder_finish(&builder);
    bm_findings_free(findings);
    fuzz_file_close(file);
    return 0;
}
