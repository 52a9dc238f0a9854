/** @file placement_page.h
 *  What the tests of placement share: a page, candidates of one box, and a crowd.
 */
#ifndef BM_TESTS_PLACEMENT_PAGE_H
#define BM_TESTS_PLACEMENT_PAGE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "render/placement/placement.h"

static const bm_px_box frame = {0, 0, 1000, 800};

static inline uint32_t add_simple(bm_placement *placement, bm_px_box box, double cost)
{
    bm_label_candidate candidate = {.boxes = &box, .box_count = 1, .cost = cost};
    return bm_placement_add_candidate(placement, &candidate);
}

static inline void solve(bm_placement *placement)
{
    bm_error error = {0};
    assert_int_equal(bm_placement_solve(placement, &error), BM_OK);
}

/** A small generator of our own, so that the table is the same everywhere. */
static inline double next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(*state >> 40) / (double)(UINT64_C(1) << 24);
}

/** Of points with twelve candidates round each, as on a map, some. */
static inline void add_crowd(bm_placement *placement, size_t first, size_t end, bool with_leaders)
{
    uint64_t state = 7 + first;
    bm_px river[50];
    for (int i = 0; i < 50; i++)
        river[i] = (bm_px){i * 21.0, 400 + (double)first + 90 * sin(i / 4.0)};
    bm_placement_add_line(placement, river, 50, 4, 4);
    bm_placement_add_box(placement, (bm_px_box){0, 700, 300, 800}, 0);
    for (size_t i = first; i < end; i++) {
        bm_px at = {next_random(&state) * 1000, next_random(&state) * 800};
        double width = 20 + 60 * next_random(&state), height = 14;
        bm_placement_add_disc(placement, at, 3, (uint32_t)i + 1);
        bm_placement_add_label(placement, (int)(4 * next_random(&state)), 100, (uint32_t)i + 1);
        for (int k = 0; k < 12; k++) {
            double angle = k * 0.5235987755982988, reach = k % 2 ? 5 : 5.5;
            bool leader = with_leaders && k >= 8;
            if (leader)
                reach = 30;
            bm_px near = {at.x + reach * cos(angle), at.y - reach * sin(angle)};
            double x0 = near.x - width * (0.5 - 0.5 * cos(angle));
            double y0 = near.y - height * (0.5 + 0.5 * sin(angle));
            bm_px_box box = {x0, y0, x0 + width, y0 + height};
            bm_label_candidate candidate = {.boxes = &box,
                                            .box_count = 1,
                                            .cost = k,
                                            .has_anchor = true,
                                            .anchor = at,
                                            .has_leader = leader,
                                            .leader = {at, near}};
            assert_int_not_equal(bm_placement_add_candidate(placement, &candidate),
                                 BM_PLACEMENT_NONE);
        }
        bm_placement_add_want(placement, at, 8, 10);
    }
}

#endif
