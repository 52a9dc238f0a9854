/* Placement: nothing overlaps, what matters more wins, the same answer every time. */
#include <stdlib.h>

#include "placement_page.h"

static bm_placement *crowd(size_t count, bool with_leaders)
{
    bm_placement *placement = bm_placement_new(frame);
    assert_non_null(placement);
    add_crowd(placement, 0, count, with_leaders);
    return placement;
}

static void nothing_overlaps(void **state)
{
    (void)state;
    const size_t count = 500;
    bm_placement *placement = crowd(count, true);
    solve(placement);
    size_t placed = 0;
    for (uint32_t i = 0; i < count; i++) {
        size_t n;
        const bm_px_box *a = bm_placement_boxes(placement, bm_placement_chosen(placement, i), &n);
        if (!a)
            continue;
        placed++;
        assert_true(a->x0 >= frame.x0 && a->y0 >= frame.y0 && a->x1 <= frame.x1 &&
                    a->y1 <= frame.y1);
        assert_false(bm_px_box_overlaps(*a, (bm_px_box){0, 700, 300, 800}));
        for (uint32_t j = 0; j < i; j++) {
            const bm_px_box *b =
                bm_placement_boxes(placement, bm_placement_chosen(placement, j), &n);
            assert_false(b && bm_px_box_overlaps(*a, *b));
        }
        uint64_t random = 7;
        for (size_t j = 0; j < count; j++) {
            bm_px disc = {next_random(&random) * 1000, next_random(&random) * 800};
            next_random(&random);
            next_random(&random);
            double x = fmin(fmax(disc.x, a->x0), a->x1), y = fmin(fmax(disc.y, a->y0), a->y1);
            assert_true(hypot(x - disc.x, y - disc.y) >= 3);
        }
    }
    assert_true(placed > 250);
    bm_placement_free(placement);
}

static void priority_is_respected(void **state)
{
    (void)state;
    bm_placement *placement = bm_placement_new(frame);
    bm_px_box only = {100, 100, 200, 120};
    for (int i = 0; i < 3; i++) {
        bm_placement_add_label(placement, i == 1 ? 9 : i, 10, 0);
        add_simple(placement, only, 0);
    }
    solve(placement);
    assert_int_equal(bm_placement_chosen(placement, 0), BM_PLACEMENT_NONE);
    assert_int_equal(bm_placement_chosen(placement, 1), 1);
    assert_int_equal(bm_placement_chosen(placement, 2), BM_PLACEMENT_NONE);
    bm_placement_free(placement);
}

/** Crowded: whatever is dropped has an equal or greater label in the way of every position. */
static void no_lesser_label_stands_in_the_way(void **state)
{
    (void)state;
    const size_t count = 700;
    bm_placement *placement = crowd(count, false);
    solve(placement);
    int *priority = calloc(count, sizeof *priority);
    uint64_t random = 7;
    size_t dropped = 0;
    for (size_t i = 0; i < count; i++) {
        for (int k = 0; k < 3; k++)
            next_random(&random);
        priority[i] = (int)(4 * next_random(&random));
    }
    for (uint32_t i = 0; i < count; i++) {
        if (bm_placement_chosen(placement, i) != BM_PLACEMENT_NONE)
            continue;
        dropped++;
        for (uint32_t k = 0; k < 12; k++) {
            if (isinf(bm_placement_cost(placement, i * 12 + k)))
                continue;
            size_t n;
            const bm_px_box *box = bm_placement_boxes(placement, i * 12 + k, &n);
            bool stopped = false;
            for (uint32_t j = 0; j < count && !stopped; j++) {
                const bm_px_box *other =
                    bm_placement_boxes(placement, bm_placement_chosen(placement, j), &n);
                stopped = other && priority[j] >= priority[i] && bm_px_box_overlaps(*box, *other);
            }
            assert_true(stopped);
        }
    }
    assert_true(dropped > 0);
    free(priority);
    bm_placement_free(placement);
}

static void repair_finds_what_greedy_misses(void **state)
{
    (void)state;
    bm_placement *placement = bm_placement_new(frame);
    // Each takes the place that the next one needs; a chain of two moves makes room for all.
    bm_px_box a = {0, 0, 50, 20}, b = {50, 0, 100, 20}, c = {100, 0, 150, 20};
    bm_placement_add_label(placement, 3, 10, 0);
    add_simple(placement, b, 0);
    add_simple(placement, c, 1);
    bm_placement_add_label(placement, 2, 10, 0);
    add_simple(placement, a, 0);
    add_simple(placement, b, 1);
    bm_placement_add_label(placement, 1, 10, 0);
    add_simple(placement, a, 0);
    solve(placement);
    assert_int_equal(bm_placement_chosen(placement, 0), 1);
    assert_int_equal(bm_placement_chosen(placement, 1), 3);
    assert_int_equal(bm_placement_chosen(placement, 2), 4);
    bm_placement_free(placement);
}

static void a_label_may_improve_when_another_moves(void **state)
{
    (void)state;
    bm_placement *placement = bm_placement_new(frame);
    bm_px_box a = {0, 0, 50, 20}, b = {50, 0, 100, 20};
    bm_placement_add_label(placement, 1, 10, 0);
    add_simple(placement, a, 0);
    add_simple(placement, b, 1);
    bm_placement_add_label(placement, 1, 10, 0);
    add_simple(placement, a, 0);
    add_simple(placement, b, 5);
    solve(placement);
    assert_int_equal(bm_placement_chosen(placement, 0), 1);
    assert_int_equal(bm_placement_chosen(placement, 1), 2);
    bm_placement_free(placement);
}

/** Two places for the first label, `dearer` by so much the second; a lesser one has only the first.
 */
static uint32_t choose_led(double dearer, int leading)
{
    bm_placement *placement = bm_placement_new(frame);
    bm_px_box a = {0, 0, 50, 20}, b = {50, 0, 100, 20};
    bm_placement_set_leading(placement, leading);
    bm_placement_add_label(placement, 9000, 30, 0);
    add_simple(placement, a, 0);
    add_simple(placement, b, dearer);
    bm_placement_add_label(placement, 3000, 30, 0);
    add_simple(placement, a, 0);
    solve(placement);
    uint32_t chosen = bm_placement_chosen(placement, 0);
    bm_placement_free(placement);
    return chosen;
}

static void what_leads_is_only_nudged(void **state)
{
    (void)state;
    assert_int_equal(choose_led(7, 8000), 1);
    assert_int_equal(choose_led(9, 8000), 0);
    assert_int_equal(choose_led(7, 9500), 1);
}

/** Does the name of a town stand whose events' label has words, a number alone, or neither? */
static bool stands_besides(bool has_words, bool has_number)
{
    bm_placement *placement = bm_placement_new(frame);
    bm_px_box words = {0, 0, 50, 20}, number = {0, 30, 20, 50}, name = {100, 0, 150, 20};
    bm_placement_set_leading(placement, 8000);
    bm_placement_add_label(placement, 9000, 30, 0);
    bm_label_candidate tag = {.boxes = &number, .box_count = 1, .is_fallback = true};
    if (has_words)
        add_simple(placement, words, 0);
    if (has_number)
        bm_placement_add_candidate(placement, &tag);
    bm_placement_add_label(placement, 7000, 30, 0);
    bm_placement_set_unless(placement, 1, 0);
    add_simple(placement, name, 0);
    solve(placement);
    bool stands = bm_placement_chosen(placement, 1) != BM_PLACEMENT_NONE;
    assert_int_equal(stands, !bm_placement_is_said(placement, 1));
    bm_placement_free(placement);
    return stands;
}

static void what_words_say_is_not_said_twice(void **state)
{
    (void)state;
    assert_false(stands_besides(true, true));
    assert_true(stands_besides(false, true));
    assert_true(stands_besides(false, false));
}

/* What names a point as far as it was told, and what names none, as an area does, farther. */
static void a_label_yields_as_far_as_it_is_told(void **state)
{
    (void)state;
    static const struct {
        double yielding;
        bool has_anchor, gives_way;
    } cases[] = {{8, true, false}, {28, true, true}, {8, false, true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bm_placement *placement = bm_placement_new(frame);
        bm_px_box boxes[] = {{0, 0, 50, 20}, {50, 0, 100, 20}};
        bm_placement_set_yielding(placement, cases[i].yielding);
        bm_placement_add_label(placement, 2, 60, 0);
        for (int j = 0; j < 2; j++) {
            bm_label_candidate candidate = {.boxes = &boxes[j],
                                            .box_count = 1,
                                            .cost = 16 * j,
                                            .has_anchor = cases[i].has_anchor,
                                            .anchor = {50, 10}};
            bm_placement_add_candidate(placement, &candidate);
        }
        bm_placement_add_label(placement, 1, 60, 0);
        add_simple(placement, boxes[0], 0);
        solve(placement);
        assert_int_equal(bm_placement_chosen(placement, 1),
                         cases[i].gives_way ? 2 : BM_PLACEMENT_NONE);
        bm_placement_free(placement);
    }
}

static void signs_keep_clear(void **state)
{
    (void)state;
    static const double clear[] = {0, 9, 11};
    for (size_t i = 0; i < sizeof clear / sizeof *clear; i++) {
        bm_placement *placement = bm_placement_new(frame);
        bm_px_box words = {0, 0, 50, 20}, town[] = {{62, 0, 90, 20}, {58, 8, 62, 12}};
        bm_label_candidate event = {.boxes = &words, .box_count = 1, .clear_px = clear[i]};
        bm_label_candidate name = {
            .boxes = town, .box_count = 2, .has_sign = true, .sign = {60, 10}};
        bm_placement_add_label(placement, 2, 10, 0);
        bm_placement_add_candidate(placement, &event);
        bm_placement_add_label(placement, 1, 10, 0);
        bm_placement_add_candidate(placement, &name);
        solve(placement);
        assert_int_equal(bm_placement_chosen(placement, 1), clear[i] > 10 ? BM_PLACEMENT_NONE : 1);
        bm_placement_free(placement);
    }
}

static void a_leader_over_a_line_costs(void **state)
{
    (void)state;
    bm_placement *placement = bm_placement_new(frame);
    // A hook of the border: point and name lie on one side, the leader cuts it twice.
    const bm_px border[] = {{100, 0}, {100, 110}, {110, 110}, {110, 0}};
    bm_px_box box = {120, 95, 160, 125};
    bm_placement_add_line(placement, border, 4, 20, 8);
    bm_placement_add_label(placement, 1, 50, 0);
    bm_label_candidate candidate = {.boxes = &box,
                                    .box_count = 1,
                                    .has_anchor = true,
                                    .anchor = {80, 125},
                                    .has_leader = true,
                                    .leader = {{80, 100}, {120, 100}}};
    bm_placement_add_candidate(placement, &candidate);
    solve(placement);
    assert_true(fabs(bm_placement_cost(placement, 0) - 8) < 1e-9);
    bm_placement_free(placement);
}

static void lines_cost(void **state)
{
    (void)state;
    bm_placement *placement = bm_placement_new(frame);
    const bm_px border[] = {{100, 0}, {100, 800}};
    bm_placement_add_line(placement, border, 2, 20, 8);
    const bm_px_box over = {90, 100, 140, 120}, beyond = {110, 300, 160, 320},
                    free_box = {30, 100, 80, 120};
    const bm_px_box boxes[] = {over, beyond, free_box};
    bm_placement_add_label(placement, 1, 50, 0);
    for (size_t i = 0; i < 3; i++) {
        bm_label_candidate candidate = {.boxes = &boxes[i],
                                        .box_count = 1,
                                        .cost = (double)i,
                                        .has_anchor = true,
                                        .anchor = {95, 300}};
        bm_placement_add_candidate(placement, &candidate);
    }
    solve(placement);
    assert_int_equal(bm_placement_chosen(placement, 0), 2);
    assert_true(bm_placement_cost(placement, 0) > 20);
    assert_true(fabs(bm_placement_cost(placement, 1) - 9) < 1e-9);
    assert_true(fabs(bm_placement_cost(placement, 2) - 2) < 1e-9);
    bm_placement_free(placement);
}

/** East of 100 is abroad. */
static bool is_abroad(void *context, uint32_t label, bm_px_box box)
{
    ++*(size_t *)context;
    assert_true(label == 0);
    return (box.x0 + box.x1) / 2 > 100;
}

/** Nothing is written beyond a barrier, not even as a last resort; what only seems to be there pays
 *  little. */
static void barriers_part(void **state)
{
    (void)state;
    const bm_px border[] = {{100, 0}, {100, 800}}, spit[] = {{60, 100}, {60, 140}};
    const bm_px_box boxes[] = {{110, 300, 160, 320}, {110, 300, 160, 320}, {10, 110, 50, 130}};
    size_t asked = 0;
    bm_placement *placement = bm_placement_new(frame);
    bm_placement_add_barrier(placement, border, 2, 20, 30);
    bm_placement_add_barrier(placement, spit, 2, 20, 30);
    bm_placement_set_foreign(placement, is_abroad, &asked);
    bm_placement_add_label(placement, 1, 50, 0);
    for (size_t i = 0; i < 3; i++) {
        bm_label_candidate candidate = {.boxes = &boxes[i],
                                        .box_count = 1,
                                        .cost = (double)i,
                                        .is_fallback = i == 1,
                                        .has_anchor = true,
                                        .anchor = {i < 2 ? 95 : 70, i < 2 ? 300 : 120}};
        bm_placement_add_candidate(placement, &candidate);
    }
    solve(placement);
    assert_int_equal(bm_placement_chosen(placement, 0), 2);
    assert_true(bm_placement_cost(placement, 0) > 1e9);
    assert_true(bm_placement_cost(placement, 1) > 1e9);
    assert_true(fabs(bm_placement_cost(placement, 2) - 10) < 1e-9);
    assert_true(asked == 3);
    bm_placement_free(placement);
}

static void too_dear_is_left_out(void **state)
{
    (void)state;
    bm_placement *placement = bm_placement_new(frame);
    const bm_px border[] = {{100, 0}, {100, 800}};
    bm_placement_add_line(placement, border, 2, 20, 8);
    bm_placement_add_label(placement, 1, 15, 0);
    uint32_t candidate = add_simple(placement, (bm_px_box){90, 100, 140, 120}, 0);
    solve(placement);
    assert_int_equal(bm_placement_chosen(placement, 0), BM_PLACEMENT_NONE);
    assert_true(isinf(bm_placement_cost(placement, candidate)));
    bm_placement_free(placement);
}

static void leaders_start_at_their_own_mark_only(void **state)
{
    (void)state;
    bm_placement *placement = bm_placement_new(frame);
    bm_placement_add_disc(placement, (bm_px){100, 100}, 8, 1);
    bm_placement_add_disc(placement, (bm_px){130, 100}, 8, 2);
    const bm_px_box right = {150, 90, 200, 110}, left = {0, 90, 50, 110};
    const bm_label_candidate candidates[] = {
        {.boxes = &right, .box_count = 1, .has_leader = true, .leader = {{100, 100}, {150, 100}}},
        {.boxes = &left,
         .box_count = 1,
         .cost = 1,
         .has_leader = true,
         .leader = {{100, 100}, {50, 100}}},
    };
    bm_placement_add_label(placement, 1, 10, 1);
    bm_placement_add_candidate(placement, &candidates[0]);
    bm_placement_add_candidate(placement, &candidates[1]);
    solve(placement);
    assert_int_equal(bm_placement_chosen(placement, 0), 1);
    bm_placement_free(placement);
}

static void not_finite_is_never_placed(void **state)
{
    (void)state;
    bm_placement *placement = bm_placement_new(frame);
    bm_placement_add_disc(placement, (bm_px){NAN, 100}, 8, 1);
    bm_placement_add_label(placement, 1, 10, 1);
    add_simple(placement, (bm_px_box){NAN, 0, 10, 10}, 0);
    bm_placement_add_label(placement, 1, 10, 1);
    solve(placement);
    assert_int_equal(bm_placement_chosen(placement, 0), BM_PLACEMENT_NONE);
    assert_int_equal(bm_placement_chosen(placement, 1), BM_PLACEMENT_NONE);
    assert_int_equal(bm_placement_chosen(placement, 2), BM_PLACEMENT_NONE);
    bm_placement_free(placement);
}

static void same_answer_every_time(void **state)
{
    (void)state;
    bm_placement *first = crowd(500, true), *second = crowd(500, true);
    solve(first);
    solve(second);
    for (uint32_t i = 0; i < 500; i++)
        assert_int_equal(bm_placement_chosen(first, i), bm_placement_chosen(second, i));
    bm_placement_free(first);
    bm_placement_free(second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_overlaps),
        cmocka_unit_test(priority_is_respected),
        cmocka_unit_test(no_lesser_label_stands_in_the_way),
        cmocka_unit_test(repair_finds_what_greedy_misses),
        cmocka_unit_test(a_label_may_improve_when_another_moves),
        cmocka_unit_test(what_leads_is_only_nudged),
        cmocka_unit_test(what_words_say_is_not_said_twice),
        cmocka_unit_test(a_label_yields_as_far_as_it_is_told),
        cmocka_unit_test(signs_keep_clear),
        cmocka_unit_test(a_leader_over_a_line_costs),
        cmocka_unit_test(lines_cost),
        cmocka_unit_test(barriers_part),
        cmocka_unit_test(too_dear_is_left_out),
        cmocka_unit_test(leaders_start_at_their_own_mark_only),
        cmocka_unit_test(not_finite_is_never_placed),
        cmocka_unit_test(same_answer_every_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
