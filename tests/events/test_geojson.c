/* The GeoJSON writer: golden files, and the promises of the format one by one. */
#include "reading.h"

#include "base/strbuf.h"
#include "events/export/event_layer.h"

#include <bordermap/export.h>
#include <stdio.h>
#include <stdlib.h>

static char *write_events(const bm_events *events, size_t *size)
{
    bm_sink *sink = NULL;
    bm_error error = {0};
    assert_int_equal(bm_sink_open_memory(&sink, &error), BM_OK);
    assert_int_equal(bm_events_write_geojson(events, sink, &error), BM_OK);
    assert_int_equal(bm_sink_commit(sink, &error), BM_OK);
    const void *bytes = bm_sink_memory(sink, size);
    char *copy = malloc(*size + 1);
    assert_non_null(copy);
    memcpy(copy, bytes, *size);
    copy[*size] = '\0';
    bm_sink_free(sink);
    return copy;
}

/* Compare with a golden file; with BORDERMAP_UPDATE_GOLDEN set, write it. */
static void assert_golden(const char *name, const char *text, size_t size)
{
    char path[512];
    snprintf(path, sizeof path, BM_TEST_SOURCE_DIR "/tests/events/golden/%s", name);
    if (getenv("BORDERMAP_UPDATE_GOLDEN")) {
        FILE *out = fopen(path, "wb");
        assert_non_null(out);
        assert_int_equal(fwrite(text, 1, size, out), size);
        assert_int_equal(fclose(out), 0);
    }
    FILE *in = fopen(path, "rb");
    if (!in) {
        fail_msg("no golden file %s", path);
        return;
    }
    char *expected = malloc(size + 2);
    assert_non_null(expected);
    size_t got = fread(expected, 1, size + 1, in);
    fclose(in);
    expected[got] = '\0';
    assert_string_equal(text, expected);
    free(expected);
}

static const char TABLE[] =
    "id,start,end,place,country,kind,claim,title,note,score,count,code,note,\n"
    "A1,2022-03-11,,Kopani,Belarus,shelling,claimed,\"Say \"\"hi\"\"\",x,7,1.50,007,dup,last\n"
    "A1,2022-02-24,2022-02-28~,Minsk,BY,war,,,,,-3,8,,\n"
    "A2,2022-03-11T10:30Z,,Belarus,,,assessed,,\"two\nlines\",9,,9,,\n"
    ",1969-12,,Nowhere,,kites,confirmed,,=1+1,,12345678901234567890,,,\n";

/* What locating would have found, without a gazetteer. */
static void place_events(bm_events *events)
{
    bm_event_location *kopani = &events->items[0].location;
    *kopani = (bm_event_location){.located = true,
                                  .match = BM_MATCH_EXACT,
                                  .position = {26.80849999949, 51.7651},
                                  .place_id = "6999452",
                                  .name = "Kopani",
                                  .country = "BY",
                                  .admin1 = "Brest",
                                  .score = 0.8125,
                                  .margin = 0.25,
                                  .candidate_count = 20,
                                  .precision = BM_PLACE_PRECISION_SETTLEMENT,
                                  .radius_m = 2000,
                                  .border = {.country = "BY",
                                             .side = "BY",
                                             .border_km = 0.8004,
                                             .crossing = "Horodyshche crossing",
                                             .crossing_partner = "",
                                             .crossing_km = 9.8}};
    bm_event_location *minsk = &events->items[1].location;
    minsk->match = BM_MATCH_EXACT;
    minsk->ambiguous = true;
    minsk->score = 0.5;
    minsk->margin = 0.01;
    minsk->candidate_count = 2;
    bm_event_location *belarus = &events->items[2].location;
    *belarus = *kopani;
    belarus->match = BM_MATCH_AREA;
    belarus->place_id = "BY";
    belarus->name = "Belarus";
    belarus->admin1 = "";
    belarus->position = (bm_lonlat){28, 53.5};
    belarus->precision = BM_PLACE_PRECISION_COUNTRY;
    belarus->radius_m = 250000;
}

static void test_golden(void **state)
{
    (void)state;
    reading r = read_text(TABLE);
    assert_int_equal(r.status, BM_OK);
    assert_int_equal(bm_events_count(r.events), 4);
    place_events(r.events);
    size_t size = 0;
    size_t again_size = 0;
    char *text = write_events(r.events, &size);
    char *again = write_events(r.events, &again_size);
    assert_int_equal(size, again_size);
    assert_memory_equal(text, again, size);
    assert_golden("made.geojson", text, size);
    free(again);
    free(text);
    reading_finish(&r);
}

static void test_empty(void **state)
{
    (void)state;
    reading r = read_text("date,place\n");
    size_t size = 0;
    char *text = write_events(r.events, &size);
    assert_string_equal(text, "{\n \"type\": \"FeatureCollection\",\n \"features\": []\n}\n");
    free(text);
    reading_finish(&r);
}

static void test_ids_are_unique_and_stay(void **state)
{
    (void)state;
    reading r = read_text("id,date,place\na,2022,X\nb,2022,X\na,2022,X\nc,2022,X\n");
    int64_t *ids = NULL;
    assert_int_equal(bm_feature_ids_new(r.events, &ids, NULL), BM_OK);
    for (size_t i = 0; i < 4; i++) {
        assert_true(ids[i] >= 0 && ids[i] < INT64_C(1) << 53);
        for (size_t j = 0; j < i; j++)
            assert_true(ids[i] != ids[j]);
    }
    int64_t c = ids[3];
    free(ids);
    reading_finish(&r);
    r = read_text("id,date,place\nc,2022,X\n");
    assert_int_equal(bm_feature_ids_new(r.events, &ids, NULL), BM_OK);
    assert_int_equal(ids[0], c);
    free(ids);
    reading_finish(&r);
}

static void test_repeated_headers_get_their_own_keys(void **state)
{
    (void)state;
    enum { COLUMNS = 4000 };
    bm_strbuf table = {0};
    bm_strbuf_append(&table, "date,place,z_3,z_2,precision_,score,");
    for (int i = 0; i < COLUMNS; i++)
        bm_strbuf_append(&table, i ? ",z" : "z");
    bm_strbuf_append(&table, "\n2022,Kopani\n");
    assert_false(table.failed);
    reading r = read_text(bm_strbuf_text(&table));
    assert_int_equal(r.status, BM_OK);
    bm_arena arena = {0};
    bm_carried_column *columns = NULL;
    size_t count = 0;
    assert_int_equal(bm_carried_columns_new(r.events, &arena, &columns, &count, NULL), BM_OK);
    assert_int_equal(count, COLUMNS + 4);
    assert_string_equal(columns[3].key, "score_source");
    assert_string_equal(columns[4].key, "z");
    assert_string_equal(columns[5].key, "z_4");
    assert_string_equal(columns[count - 1].key, "z_4002");
    free(columns);
    bm_arena_finish(&arena);
    bm_strbuf_finish(&table);
    reading_finish(&r);
}

static void test_a_failed_sink_is_reported(void **state)
{
    (void)state;
    reading r = read_text("id,date,place\na,2022,X\n");
    bm_sink *sink = NULL;
    bm_error error = {0};
    assert_int_equal(bm_sink_open("/dev/full", &sink, &error), BM_OK);
    bm_status status = bm_events_write_geojson(r.events, sink, &error);
    assert_true(status == BM_OK || status == BM_ERROR_IO);
    assert_int_equal(bm_sink_commit(sink, &error), BM_ERROR_IO);
    bm_sink_free(sink);
    reading_finish(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden),
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_ids_are_unique_and_stay),
        cmocka_unit_test(test_repeated_headers_get_their_own_keys),
        cmocka_unit_test(test_a_failed_sink_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
