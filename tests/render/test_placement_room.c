/* Placement: the room that labels leave to others. */
#include "placement_page.h"

/* What stands hard by a leader would be taken for what it leads to. */
static void names_keep_off_leaders(void **state)
{
    (void)state;
    for (int clear = 0; clear <= 4; clear += 2) {
        bm_placement *placement = bm_placement_new(frame);
        bm_px_box told = {200, 90, 260, 110};
        bm_placement_add_label(placement, 2, 50, 0);
        bm_label_candidate candidate = {.boxes = &told,
                                        .box_count = 1,
                                        .has_leader = true,
                                        .leader = {{100, 100}, {200, 100}},
                                        .leader_clear_px = clear};
        bm_placement_add_candidate(placement, &candidate);
        bm_placement_add_label(placement, 1, 50, 0);
        uint32_t under = add_simple(placement, (bm_px_box){120, 103, 180, 120}, 0);
        uint32_t farther = add_simple(placement, (bm_px_box){120, 106, 180, 123}, 1);
        solve(placement);
        assert_int_equal(bm_placement_chosen(placement, 0), 0);
        assert_int_equal(bm_placement_chosen(placement, 1), clear < 4 ? under : farther);
        bm_placement_free(placement);
    }
}

/* Others pay for lying where a label is to stand, up to what they yield; it does not itself. */
static void wants_are_for_others_to_heed(void **state)
{
    (void)state;
    static const struct {
        double want_max, cost;
        uint32_t chosen; /**< of the candidates over the want and beside it */
    } cases[] = {{HUGE_VAL, 9, 1}, {4, 4, 1}, {1.5, 1.5, 0}, {0, 0, 0}};
    const bm_px_box own = {300, 300, 340, 320}, over = {90, 90, 150, 112},
                    beside = {160, 90, 220, 112};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bm_placement *placement = bm_placement_new(frame);
        bm_placement_add_label(placement, 1, 5, 0);
        uint32_t first = add_simple(placement, own, 0);
        bm_placement_add_want(placement, (bm_px){100, 105}, 4, 9);
        // What it may cost at all is less than the want: no label is lost by that.
        bm_placement_add_label(placement, 2, 5, 0);
        const bm_px_box boxes[] = {over, beside};
        for (size_t j = 0; j < 2; j++) {
            bm_label_candidate candidate = {.boxes = &boxes[j],
                                            .box_count = 1,
                                            .cost = 2 * (double)j,
                                            .want_max = cases[i].want_max};
            bm_placement_add_candidate(placement, &candidate);
        }
        solve(placement);
        assert_int_equal(bm_placement_chosen(placement, 1), first + 1 + cases[i].chosen);
        assert_true(fabs(bm_placement_cost(placement, first)) < 1e-9);
        assert_true(fabs(bm_placement_cost(placement, first + 1) - cases[i].cost) < 1e-9);
        bm_placement_free(placement);
    }
}

/* An area's name in its smallest letters is dearer than sixty spots for larger ones, all taken. */
static void names_of_areas_try_every_spot(void **state)
{
    (void)state;
    for (int has_anchor = 0; has_anchor <= 1; has_anchor++) {
        bm_placement *placement = bm_placement_new(frame);
        bm_placement_set_leading(placement, 2);
        bm_placement_add_label(placement, 2, 50, 0);
        add_simple(placement, (bm_px_box){100, 100, 400, 120}, 0);
        bm_placement_add_label(placement, 1, 200, 0);
        uint32_t last = 0;
        for (int i = 0; i <= 60; i++) {
            bool fits = i == 60;
            bm_px_box box = {fits ? 500 : 110 + i, 100, fits ? 540 : 210 + i, 120};
            bm_label_candidate candidate = {.boxes = &box,
                                            .box_count = 1,
                                            .cost = i,
                                            .has_anchor = has_anchor,
                                            .anchor = {600, 600}};
            last = bm_placement_add_candidate(placement, &candidate);
        }
        solve(placement);
        assert_int_equal(bm_placement_chosen(placement, 0), 0);
        assert_int_equal(bm_placement_chosen(placement, 1), has_anchor ? BM_PLACEMENT_NONE : last);
        bm_placement_free(placement);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_areas_try_every_spot),
        cmocka_unit_test(names_keep_off_leaders),
        cmocka_unit_test(wants_are_for_others_to_heed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
