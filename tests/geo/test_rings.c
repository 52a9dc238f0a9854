/* Rings of polygons: their order, what two polygons have in common, thinning. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "geo/output.h"
#include "geo/rings.h"

enum { POINTS_MAX = 4096, RINGS_MAX = 64 };

typedef struct shape {
    bm_lonlat points[POINTS_MAX];
    uint32_t starts[RINGS_MAX + 1];
    size_t count;
} shape;

static void put(shape *made, bm_lonlat at)
{
    made->points[made->starts[made->count + 1]++] = at;
}

static void begin(shape *made)
{
    assert_true(made->count < RINGS_MAX);
    made->starts[made->count + 1] = made->starts[made->count];
}

static void put_square(shape *made, double west, double south, double size, bool clockwise)
{
    const bm_lonlat corners[] = {{west, south},
                                 {west + size, south},
                                 {west + size, south + size},
                                 {west, south + size},
                                 {west, south}};
    begin(made);
    for (int i = 0; i < 5; i++)
        put(made, corners[clockwise ? 4 - i : i]);
    made->count++;
}

static bm_rings order(const shape *from, bm_arena *arena)
{
    const bm_feature feature = {.kind = BM_GEOMETRY_POLYGON,
                                .part_count = from->count,
                                .part_start = from->starts,
                                .point_count = from->starts[from->count],
                                .points = from->points};
    bm_rings rings;
    assert_true(bm_rings_order(&feature, arena, &rings));
    return rings;
}

static double area_of(const bm_rings *rings, size_t ring)
{
    uint32_t start = rings->starts[ring];
    return bm_output_ring_area2(rings->points + start, rings->starts[ring + 1] - start) / 2;
}

static double total_area(const bm_rings *rings)
{
    double sum = 0;
    for (size_t i = 0; i < rings->count; i++)
        sum += area_of(rings, i);
    return sum;
}

static void holes_follow_their_outer_rings(void **state)
{
    (void)state;
    bm_arena arena = {0};
    shape from = {0};
    put_square(&from, 4, 4, 1, true);   /* an island in the lake */
    put_square(&from, 20, 0, 3, false); /* another part */
    put_square(&from, 3, 3, 4, false);  /* the lake, the wrong way round */
    put_square(&from, 0, 0, 10, true);  /* the land, the wrong way round */
    bm_rings rings = order(&from, &arena);
    assert_int_equal(rings.count, 4);
    for (size_t i = 0; i < rings.count; i++)
        if (area_of(&rings, i) == 100)
            assert_true(area_of(&rings, i + 1) == -16);
    assert_true(fabs(total_area(&rings) - (100 - 16 + 1 + 9)) < 1e-9);
    assert_true(area_of(&rings, 0) > 0);
    bm_arena_finish(&arena);
}

static void a_ring_that_touches_itself_becomes_two(void **state)
{
    static const bm_lonlat eight[] = {{0, 0}, {1, 1}, {2, 0}, {2, 2}, {1, 1}, {0, 2}, {0, 0}};
    static const bm_lonlat flower[] = {{5, 5}, {6, 4}, {7, 5}, {5, 5}, {6, 6},
                                       {5, 7}, {5, 5}, {4, 6}, {3, 5}, {5, 5}};
    (void)state;
    bm_arena arena = {0};
    shape from = {0};
    begin(&from);
    for (size_t i = 0; i < sizeof eight / sizeof *eight; i++)
        put(&from, eight[i]);
    from.count++;
    begin(&from);
    for (size_t i = 0; i < sizeof flower / sizeof *flower; i++)
        put(&from, flower[i]);
    from.count++;
    bm_rings rings = order(&from, &arena);
    assert_int_equal(rings.count, 5);
    for (size_t i = 0; i < rings.count; i++) {
        assert_true(area_of(&rings, i) > 0);
        assert_int_equal(rings.starts[i + 1] - rings.starts[i], 4);
    }
    bm_arena_finish(&arena);
}

static void what_has_no_area_goes(void **state)
{
    (void)state;
    bm_arena arena = {0};
    shape from = {0};
    begin(&from);
    put(&from, (bm_lonlat){0, 0});
    put(&from, (bm_lonlat){1, 0});
    put(&from, (bm_lonlat){0, 0});
    from.count++;
    put_square(&from, 3, 3, 1e-8, false); /* less than 6 decimals */
    bm_rings rings = order(&from, &arena);
    assert_int_equal(rings.count, 0);
    assert_int_equal(bm_rings_point_count(&rings), 0);
    bm_arena_finish(&arena);
}

static double common_area(const shape *a, const shape *b, size_t *count)
{
    bm_arena arena = {0};
    bm_rings first = order(a, &arena), second = order(b, &arena), common;
    bool is_clear = false;
    assert_true(bm_rings_intersect(&first, &second, &arena, &common, &is_clear));
    assert_true(is_clear);
    double area = total_area(&common);
    *count = common.count;
    bm_arena_finish(&arena);
    return area;
}

static void two_squares_have_a_third_in_common(void **state)
{
    (void)state;
    shape a = {0}, b = {0};
    size_t count;
    put_square(&a, 0, 0, 2, false);
    put_square(&b, 1, 1.25, 2, false);
    assert_true(fabs(common_area(&a, &b, &count) - 0.75) < 1e-9);
    assert_int_equal(count, 1);
    assert_true(fabs(common_area(&b, &a, &count) - 0.75) < 1e-9);
}

static void holes_and_whole_rings_are_respected(void **state)
{
    (void)state;
    shape land = {0}, strip = {0};
    size_t count;
    put_square(&land, 0, 0, 10, false);
    put_square(&land, 2, 2, 2, true);   /* a lake that the strip cuts */
    put_square(&land, 6, 1.5, 1, true); /* one that lies in the strip */
    put_square(&land, 8, 8, 1, true);   /* one beyond it */
    put_square(&strip, -1, 1, 12, false);
    for (uint32_t i = strip.starts[0]; i < strip.starts[1]; i++)
        strip.points[i].lat = strip.points[i].lat > 1 ? 3 : 1;
    assert_true(fabs(common_area(&land, &strip, &count) - (20 - 2 - 1)) < 1e-9);
    assert_int_equal(count, 2); /* the lake that is cut has become a bay */
    shape island = {0}, sea = {0};
    put_square(&island, 1, 1, 1, false);
    put_square(&sea, 50, 50, 1, false);
    assert_true(fabs(common_area(&land, &island, &count) - 1) < 1e-9);
    assert_true(common_area(&land, &sea, &count) == 0);
    assert_int_equal(count, 0);
}

/* A star of many teeth with a disc: the area is that of a fine lattice. */
static void combs_have_many_pieces_in_common(void **state)
{
    (void)state;
    shape comb = {0}, other = {0};
    size_t count;
    enum { TEETH = 40 };
    begin(&comb);
    put(&comb, (bm_lonlat){0, 0});
    put(&comb, (bm_lonlat){TEETH, 0});
    for (int i = TEETH; i > 0; i--) {
        put(&comb, (bm_lonlat){i - 0.01, 2});
        put(&comb, (bm_lonlat){i - 0.5, 2});
        put(&comb, (bm_lonlat){i - 0.5, 0.5});
        put(&comb, (bm_lonlat){i - 0.99, 0.5});
    }
    put(&comb, (bm_lonlat){0, 0});
    comb.count++;
    put_square(&other, -1, 1, 60, false);
    double area = common_area(&comb, &other, &count);
    assert_int_equal(count, TEETH);
    assert_true(area > 0.45 * TEETH && area < 0.51 * TEETH);
}

static bool crosses(const bm_rings *rings)
{
    for (uint32_t i = 0; i + 1 < rings->starts[1]; i++)
        for (uint32_t k = i + 2; k + 1 < rings->starts[1]; k++) {
            bm_lonlat a = rings->points[i], b = rings->points[i + 1];
            bm_lonlat c = rings->points[k], d = rings->points[k + 1];
            if (!(i == 0 && k + 2 == rings->starts[1]) &&
                bm_is_left(a, b, c) != bm_is_left(a, b, d) &&
                bm_is_left(c, d, a) != bm_is_left(c, d, b))
                return true;
        }
    return false;
}

/* Two banks of a narrow bay, with steps that thinning would push through each other. */
static void thinned_rings_do_not_cross(void **state)
{
    (void)state;
    bm_arena arena = {0};
    shape from = {0};
    enum { STEPS = 200 };
    begin(&from);
    put(&from, (bm_lonlat){0, 0});
    put(&from, (bm_lonlat){3, 0});
    put(&from, (bm_lonlat){3, 1});
    for (int i = STEPS; i > 0; i--)
        put(&from, (bm_lonlat){3.0 * i / (STEPS + 1), 0.5 + 0.02 * sin(i * 1.7) + 0.0005});
    put(&from, (bm_lonlat){0.001, 0.5});
    for (int i = 1; i <= STEPS; i++)
        put(&from, (bm_lonlat){3.0 * i / (STEPS + 1), 0.5 + 0.02 * sin(i * 1.7)});
    put(&from, (bm_lonlat){2.99, 0.4});
    put(&from, (bm_lonlat){2.99, 0.01});
    put(&from, (bm_lonlat){0, 0.01});
    put(&from, (bm_lonlat){0, 0});
    from.count++;
    bm_rings rings = order(&from, &arena), thinned;
    assert_true(bm_rings_thin(&rings, 1000, &arena, &thinned));
    assert_int_equal(thinned.count, rings.count);
    assert_false(crosses(&thinned));
    assert_true(bm_rings_point_count(&thinned) <= bm_rings_point_count(&rings));
    bm_arena_finish(&arena);
}

static void put_ring(shape *made, const bm_lonlat *points, size_t count)
{
    begin(made);
    for (size_t i = 0; i < count; i++)
        put(made, points[i]);
    made->count++;
}

static void a_ring_that_crosses_itself_becomes_two(void **state)
{
    (void)state;
    const bm_lonlat bow[] = {{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}};
    bm_arena arena = {0};
    shape from = {0};
    put_ring(&from, bow, 5);
    bm_rings rings = order(&from, &arena);
    assert_int_equal(rings.count, 2);
    assert_float_equal(area_of(&rings, 0), 1, 1e-9);
    assert_float_equal(area_of(&rings, 1), 1, 1e-9);
    bm_arena_finish(&arena);
}

static void rings_that_cross_each_other_are_filled_where_one_is(void **state)
{
    (void)state;
    bm_arena arena = {0};
    shape from = {0};
    put_square(&from, 0, 0, 2, false);
    put_square(&from, 1, 1, 2, true);
    bm_rings rings = order(&from, &arena);
    assert_int_equal(rings.count, 2);
    assert_float_equal(area_of(&rings, 0), 3, 1e-9);
    assert_float_equal(area_of(&rings, 1), 3, 1e-9);
    bm_arena_finish(&arena);
}

static void edges_that_lie_on_each_other_go(void **state)
{
    (void)state;
    const bm_lonlat spike[] = {{0, 0}, {2, 0}, {2, 1}, {3, 1}, {2, 1}, {2, 2}, {0, 2}, {0, 0}};
    bm_arena arena = {0};
    shape from = {0};
    put_ring(&from, spike, 8);
    put_square(&from, 2, 0.5, 1, false); /* has half of an edge in common */
    bm_rings rings = order(&from, &arena);
    assert_int_equal(rings.count, 1);
    assert_float_equal(area_of(&rings, 0), 5, 1e-9);
    bm_arena_finish(&arena);
}

static void a_hole_that_cuts_through_leaves_two_pieces(void **state)
{
    (void)state;
    const bm_lonlat hole[] = {{0, 1}, {1, 0.5}, {2, 1}, {1, 1.5}, {0, 1}};
    bm_arena arena = {0};
    shape from = {0};
    put_square(&from, 0, 0, 2, false);
    put_ring(&from, hole, 5);
    bm_rings rings = order(&from, &arena);
    assert_int_equal(rings.count, 2);
    assert_float_equal(area_of(&rings, 0), 1.5, 1e-9);
    assert_float_equal(area_of(&rings, 1), 1.5, 1e-9);
    bm_arena_finish(&arena);
}

/* Chords of a circle, every one of which crosses hundreds: filled even-odd, which is counted point
 * by point. */
static void a_star_of_many_crossings_keeps_its_area(void **state)
{
    (void)state;
    enum { CHORDS = 61, STEP = 23, GRID = 300 };
    bm_arena arena = {0};
    shape from = {0};
    begin(&from);
    for (int i = 0; i <= CHORDS; i++) {
        double angle = 2 * acos(-1) * (i * STEP % CHORDS) / CHORDS;
        put(&from, (bm_lonlat){10 * cos(angle), 10 * sin(angle)});
    }
    from.count++;
    bm_rings rings = order(&from, &arena);
    assert_true(rings.count > CHORDS);
    const bm_feature star = {.kind = BM_GEOMETRY_POLYGON,
                             .part_count = 1,
                             .part_start = from.starts,
                             .point_count = from.starts[1],
                             .points = from.points,
                             .box = {-10, -10, 10, 10}};
    size_t inside = 0;
    for (int i = 0; i < GRID * GRID; i++)
        inside += bm_feature_contains(&star, (bm_lonlat){-10 + 20 * (i % GRID + 0.5) / GRID,
                                                         -10 + 20 * (i / GRID + 0.5) / GRID});
    assert_float_equal(total_area(&rings), (double)inside * 400 / (GRID * GRID), 2);
    bm_arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holes_follow_their_outer_rings),
        cmocka_unit_test(a_ring_that_touches_itself_becomes_two),
        cmocka_unit_test(a_ring_that_crosses_itself_becomes_two),
        cmocka_unit_test(rings_that_cross_each_other_are_filled_where_one_is),
        cmocka_unit_test(edges_that_lie_on_each_other_go),
        cmocka_unit_test(a_hole_that_cuts_through_leaves_two_pieces),
        cmocka_unit_test(a_star_of_many_crossings_keeps_its_area),
        cmocka_unit_test(what_has_no_area_goes),
        cmocka_unit_test(two_squares_have_a_third_in_common),
        cmocka_unit_test(holes_and_whole_rings_are_respected),
        cmocka_unit_test(combs_have_many_pieces_in_common),
        cmocka_unit_test(thinned_rings_do_not_cross),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
