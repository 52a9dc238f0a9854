#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"
#include "outline_fixture.h"

#include "geo/border_image.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double north[] = {20, 52, 20, 53, 24, 53, 24, 52, 22, 52.1, 20, 52};
static const double south[] = {20, 51, 20, 52, 22, 52.1, 24, 52, 24, 51, 20, 51};

/* Two countries with two crossings. */
static bm_border *make_border(void)
{
    const outline_ring rings[] = {{"AA", 100, 6, north}, {"BB", 250, 6, south}};
    static const double places[] = {21, 52.06, 23, 52.04, 22, 50, 22, 52};
    bm_layer *countries = outline_layer("two.shp", rings, 2);
    bm_layer *crossings = crossing_layer("posts.shp", places, 4);
    bm_border *border = NULL;
    assert_int_equal(bm_border_new(countries, crossings, "AA", "BB", &border, NULL), BM_OK);
    bm_layer_free(crossings);
    bm_layer_free(countries);
    return border;
}

/* An image with right sums and wrong contents, which only malice or a bug can make. */
static void check_refused(const bm_border *forged)
{
    bm_sink *sink = NULL;
    bm_border border = {0};
    const char *path = fixture_path("forged.image");
    assert_int_equal(bm_sink_open(path, &sink, NULL), BM_OK);
    assert_int_equal(bm_border_image_write(forged, sink, NULL), BM_OK);
    assert_int_equal(bm_sink_commit(sink, NULL), BM_OK);
    bm_sink_free(sink);
    const bm_border_codes codes = {{"AA", "BB"}};
    assert_int_equal(bm_border_image_open(path, &codes, &border, NULL), BM_ERROR_FORMAT);
    assert_null(border.image.bytes);
}

static void refuses_what_leads_astray(void **state)
{
    (void)state;
    bm_border *made = make_border();
    bm_border forged = *made;
    memcpy(forged.facts.codes.iso[1], "CC", 3);
    check_refused(&forged);

    forged = *made;
    forged.segments.run_count++;
    check_refused(&forged);
    forged = *made;
    forged.segments.piece_count--;
    forged.segments.run_count = 0;
    check_refused(&forged);
    forged = *made;
    forged.line.part_count = 0;
    check_refused(&forged);
    forged = *made;
    forged.line.point_count--;
    check_refused(&forged);
    forged = *made;
    forged.text_size = 1;
    check_refused(&forged);
    forged = *made;
    forged.text_size = 0;
    check_refused(&forged);
    forged = *made;
    forged.outlines.run_count--;
    check_refused(&forged);
    forged = *made;
    forged.outlines.point_count--;
    check_refused(&forged);
    assert_true(made->outlines.columns > 1 && made->outlines.rows > 1);
    forged = *made;
    forged.outlines.rows--;
    check_refused(&forged);
    static uint8_t cells[1024];
    assert_true(made->outlines.columns * made->outlines.rows <= sizeof cells);
    memset(cells, (int)made->outlines.count + 2, sizeof cells);
    forged = *made;
    forged.outlines.cells = cells;
    check_refused(&forged);

    static const uint32_t wrong[] = {6, 12, 1000, UINT32_MAX, UINT32_MAX - 31};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        bm_outline_run runs[2] = {made->outlines.runs[0], made->outlines.runs[1]};
        assert_int_equal(made->outlines.run_count, 2);
        forged = *made;
        forged.outlines.runs = runs;
        runs[1].edges = wrong[i];
        check_refused(&forged);
        runs[1].edges = 5;
        runs[1].first = wrong[i] < 7 ? 7 : wrong[i];
        check_refused(&forged);
        bm_outline items[2] = {made->outlines.items[0], made->outlines.items[1]};
        forged.outlines.runs = made->outlines.runs;
        forged.outlines.items = items;
        items[1].last = wrong[i];
        check_refused(&forged);
        items[1].first = 3;
        items[1].last = 2;
        check_refused(&forged);
        bm_border_crossing posts[2] = {made->crossings[0], made->crossings[1]};
        assert_int_equal(made->crossing_count, 2);
        forged = *made;
        forged.crossings = posts;
        posts[1].partner = wrong[i] < 1000 ? 1000 : wrong[i];
        check_refused(&forged);
    }
    bm_outline items[2] = {made->outlines.items[0], made->outlines.items[1]};
    forged = *made;
    forged.outlines.items = items;
    memcpy(items[0].iso, "AAAA", 4);
    check_refused(&forged);
    bm_lonlat points[3];
    memcpy(points, made->line.points, sizeof points);
    points[1].lat = NAN;
    forged = *made;
    forged.line.points = points;
    check_refused(&forged);
    bm_border_free(made);
}

/* A copy of `size` bytes with up to three of them changed; free() it. */
static void *garble(const void *bytes, size_t size, uint32_t *seed)
{
    unsigned char *copy = malloc(size + 1);
    assert_non_null(copy);
    memcpy(copy, bytes, size);
    for (int i = 0; i < 3 && size > 0; i++) {
        *seed = *seed * 1664525u + 1013904223u;
        copy[(*seed >> 8) % size] ^= (unsigned char)(*seed >> 3);
    }
    return copy;
}

/* Right sums and any contents at all: refused, or of use without a crash. */
static void survives_any_contents(void **state)
{
    (void)state;
    bm_border *made = make_border();
    const bm_border_codes codes = {{"AA", "BB"}};
    uint32_t seed = 5;
    int opened = 0;
    for (int i = 0; i < 400; i++) {
        bm_border forged = *made;
        void *garbled[5] = {0};
        const bm_outlines *outlines = &made->outlines;
        const bm_segments *segments = &made->segments;
        switch (i % 5) {
        case 0:
            forged.outlines.items = garbled[0] =
                garble(outlines->items, outlines->count * sizeof *outlines->items, &seed);
            break;
        case 1:
            forged.outlines.runs = garbled[1] =
                garble(outlines->runs, outlines->run_count * sizeof *outlines->runs, &seed);
            break;
        case 2:
            forged.segments.pieces = garbled[2] =
                garble(segments->pieces, segments->piece_count * sizeof *segments->pieces, &seed);
            break;
        case 3:
            forged.segments.runs = garbled[3] =
                garble(segments->runs, segments->run_count * sizeof *segments->runs, &seed);
            break;
        default:
            forged.crossings = garbled[4] =
                garble(made->crossings, made->crossing_count * sizeof *made->crossings, &seed);
        }
        bm_sink *sink = NULL;
        bm_border border = {0};
        const char *path = fixture_path("garbled.image");
        assert_int_equal(bm_sink_open(path, &sink, NULL), BM_OK);
        assert_int_equal(bm_border_image_write(&forged, sink, NULL), BM_OK);
        assert_int_equal(bm_sink_commit(sink, NULL), BM_OK);
        bm_sink_free(sink);
        bm_status status = bm_border_image_open(path, &codes, &border, NULL);
        assert_true(status == BM_OK || status == BM_ERROR_FORMAT);
        for (double lon = 18; status == BM_OK && lon < 26; lon += 0.37) {
            bm_border_relation relation;
            assert_int_equal(bm_border_relate(&border, (bm_lonlat){lon, 52.03}, &relation, NULL),
                             BM_OK);
            assert_true(strlen(relation.country) <= 2 && strlen(relation.crossing) < 100);
        }
        opened += status == BM_OK;
        bm_arena_finish(&border.arena);
        bm_image_close(&border.image);
        for (size_t k = 0; k < 5; k++)
            free(garbled[k]);
    }
    assert_true(opened > 100);
    bm_border_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_what_leads_astray),
        cmocka_unit_test(survives_any_contents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
