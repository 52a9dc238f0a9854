/* GeoNames dumps: every place that is read has valid texts and a position, before and after it is
 * settled; and every name is of a place. */
#include "tests/fuzz/fuzz.h"

#include "base/utf8.h"
#include "geo/gazetteer/sources/source.h"

static void check(const bm_builder *builder)
{
    for (size_t i = 0; i < builder->count; i++) {
        const bm_place *place = &builder->places[i];
        FUZZ_REQUIRE(bm_lonlat_is_valid(place->position));
        FUZZ_REQUIRE(place->name[0] != '\0' && bm_utf8_is_valid(place->name));
        FUZZ_REQUIRE(place->id[0] != '\0' && bm_utf8_is_valid(place->admin1));
        FUZZ_REQUIRE(place->population >= 0 && place->source < builder->source_count);
    }
    for (size_t i = 0; i < builder->name_count; i++) {
        FUZZ_REQUIRE(builder->names[i].place < builder->count);
        FUZZ_REQUIRE(bm_utf8_is_valid(builder->names[i].text));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_file file = fuzz_file_open(data, size);
    bm_findings *findings = bm_findings_new();
    bm_builder builder;
    bm_builder_init(&builder, findings);
    bm_error error = {0};
    FUZZ_REQUIRE(bm_source_read_geonames(&builder, file.path, &error) == BM_OK);
    check(&builder);
    FUZZ_REQUIRE(builder.sources[0].left_out + builder.sources[0].merged + builder.count ==
                 builder.sources[0].rows);
    FUZZ_REQUIRE(bm_source_settle(&builder));
    check(&builder);
    for (size_t i = 0; i < builder.count; i++)
        FUZZ_REQUIRE(builder.places[i].admin1[0] != '\x01' &&
                     builder.places[i].admin2[0] != '\x01');
    bm_builder_finish(&builder);
    bm_findings_free(findings);
    fuzz_file_close(file);
    return 0;
}
