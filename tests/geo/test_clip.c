#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "geo/clip.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

static const bm_px_box box = {0, 0, 10, 10};

static double area(const bm_px *ring, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        bm_px a = ring[i];
        bm_px b = ring[(i + 1) % count];
        sum += a.x * b.y - b.x * a.y;
    }
    return fabs(sum) / 2;
}

static void clips_rings(void **state)
{
    (void)state;
    bm_px out[64];
    const bm_px inside[] = {{1, 1}, {2, 1}, {2, 2}, {1, 2}, {1, 1}};
    size_t count = bm_clip_ring(inside, 5, box, out);
    assert_int_equal(count, 4);
    assert_true(area(out, count) == 1.0);
    const bm_px around[] = {{-5, -5}, {15, -5}, {15, 15}, {-5, 15}};
    count = bm_clip_ring(around, 4, box, out);
    assert_int_equal(count, 4);
    assert_true(area(out, count) == 100.0);
    const bm_px diamond[] = {{5, -3}, {13, 5}, {5, 13}, {-3, 5}, {5, -3}};
    count = bm_clip_ring(diamond, 5, box, out);
    assert_int_equal(count, 8);
    assert_true(fabs(area(out, count) - 92.0) < 1e-9);
    const bm_px outside[] = {{11, 0}, {20, 0}, {20, 10}};
    assert_int_equal(bm_clip_ring(outside, 3, box, out), 0);
    assert_int_equal(bm_clip_ring(NULL, 0, box, out), 0);
}

typedef struct pieces {
    size_t count;
    size_t sizes[8];
    bm_px first[8];
    bm_px last[8];
} pieces;

static void take(const bm_px *points, size_t count, void *context)
{
    pieces *found = context;
    found->sizes[found->count] = count;
    found->first[found->count] = points[0];
    found->last[found->count++] = points[count - 1];
}

static void clips_lines(void **state)
{
    (void)state;
    bm_px scratch[16];
    pieces found = {0};
    const bm_px line[] = {{-5, 5}, {5, 5}, {5, 15}, {8, 15}, {8, 5}, {9, 5}, {20, 5}};
    bm_clip_line(line, 7, box, scratch, take, &found);
    assert_int_equal(found.count, 2);
    assert_int_equal(found.sizes[0], 3);
    assert_true(found.first[0].x == 0 && found.last[0].y == 10);
    assert_int_equal(found.sizes[1], 4);
    assert_true(found.first[1].y == 10 && found.last[1].x == 10);
    found = (pieces){0};
    const bm_px across[] = {{-5, -5}, {15, 15}};
    bm_clip_line(across, 2, box, scratch, take, &found);
    assert_int_equal(found.count, 1);
    const bm_px corner[] = {{-5, 4}, {4, -5}};
    found = (pieces){0};
    bm_clip_line(corner, 2, box, scratch, take, &found);
    assert_int_equal(found.count, 0);
}

static void thins_lines_within_the_tolerance(void **state)
{
    (void)state;
    enum { POINTS = 5000 };
    static bm_px line[POINTS];
    static bm_px original[POINTS];
    for (int i = 0; i < POINTS; i++)
        line[i] = (bm_px){i * 0.05, 20 * sin(i * 0.01) + (i % 2 ? 0.1 : -0.1)};
    memcpy(original, line, sizeof line);
    size_t count = bm_simplify(line, POINTS, 0.5);
    assert_true(count > 20 && count < 300);
    assert_memory_equal(&line[0], &original[0], sizeof *line);
    assert_memory_equal(&line[count - 1], &original[POINTS - 1], sizeof *line);
    size_t at = 1;
    for (int i = 0; i < POINTS; i++) {
        while (at + 1 < count && line[at].x < original[i].x)
            at++;
        bm_px a = line[at - 1];
        bm_px b = line[at];
        double y = a.y + (original[i].x - a.x) / (b.x - a.x) * (b.y - a.y);
        assert_true(fabs(y - original[i].y) < 2.5);
    }
    bm_px straight[] = {{0, 0}, {1, 0}, {2, 0}, {3, 0}};
    assert_int_equal(bm_simplify(straight, 4, 0.5), 2);
    bm_px two[] = {{0, 0}, {0.1, 0}};
    assert_int_equal(bm_simplify(two, 2, 5), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clips_rings),
        cmocka_unit_test(clips_lines),
        cmocka_unit_test(thins_lines_within_the_tolerance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
