#include "marks_page.h"

#include <string.h>

#include "render/marks/symbols.h"

static void one_place_and_category_is_one_mark(void **state)
{
    (void)state;
    read_events("2022-03-01,strike,,27,52\n2022-03-05,strike,,27,52\n2022-03-03,strike,,27,52\n");
    bm_marks *marks = make(NULL, NULL);
    assert_int_equal(marks->count, 1);
    assert_int_equal(marks->items[0].count, 3);
    bm_px place = bm_frame_to_px(&frame, (bm_lonlat){27, 52});
    assert_true(hypot(marks->items[0].center.x - place.x, marks->items[0].center.y - place.y) <
                1e-6);
    char dates[BM_DATE_TEXT_SIZE];
    bm_interval_format_edtf(marks->items[0].span, dates);
    assert_string_equal(dates, "2022-03-01/2022-03-05");
    assert_string_equal(marks->entries[0].style->key, "strike");
    bm_marks_free(marks);
    bm_events_free(events);
}

static void name_event(size_t index, const char *name)
{
    const bm_event *event = bm_events_get(events, index);
    ((bm_event_location *)(uintptr_t)&event->location)->name = name;
}

/* A mark of several places says so: one of them must not speak for all. */
static void marks_of_several_places_are_told_from_those_of_one(void **state)
{
    (void)state;
    for (int merged = 0; merged < 2; merged++) {
        read_events("2022-03-01,strike,,27,52\n2022-03-02,strike,,27.001,52\n");
        name_event(0, "Kopani");
        name_event(1, merged ? "Bukhlichi" : "Kopani");
        bm_marks *marks = NULL;
        assert_int_equal(bm_marks_new(events, NULL, style, &frame, NULL, NULL, NULL, &marks, NULL),
                         BM_OK);
        assert_int_equal(marks->count, 1);
        assert_int_equal(marks->items[0].count, 2);
        assert_int_equal(marks->items[0].is_merged, merged);
        assert_ptr_equal(marks->items[0].events[0], bm_events_get(events, 0));
        assert_ptr_equal(marks->items[0].events[1], bm_events_get(events, 1));
        bm_marks_free(marks);
        bm_events_free(events);
    }
}

/* Wherever in a town things happened: where it is small on the page, it has one set of marks. */
static void positions_of_a_town_are_one(void **state)
{
    (void)state;
    for (int far = 0; far < 2; far++) {
        read_events(far ? "2022-03-01,strike,,27,52\n2022-03-02,strike,,27.6,52\n"
                        : "2022-03-01,strike,,27,52\n2022-03-02,strike,,27.16,52\n");
        for (size_t i = 0; i < 2; i++)
            location_of(i)->place_id = "town";
        bm_marks *marks = make(NULL, NULL);
        assert_int_equal(marks->count, far ? 2 : 1);
        assert_false(marks->items[0].is_merged);
        bm_marks_free(marks);
        location_of(1)->place_id = "other";
        marks = make(NULL, NULL);
        assert_int_equal(marks->count, 2);
        bm_marks_free(marks);
        bm_events_free(events);
    }
}

/* What is far apart on the ground is never one mark, however small the page is. */
static void nothing_is_merged_over_a_long_way(void **state)
{
    (void)state;
    static char rows[40000];
    static const char *const categories[] = {"strike", "clash", "movement", "border", "exercise"};
    char *end = rows;
    unsigned seed = 3;
    for (int i = 0; i < 300; i++) {
        seed = seed * 1103515245U + 12345U;
        end += sprintf(end, "2022-03-01,%s,,%u.%04u,52.%04u\n", categories[(seed >> 28) % 5],
                       26 + (seed >> 30 & 1), (seed >> 5) % 10000, (seed >> 17) % 10000);
    }
    read_events(rows);
    bm_marks *marks = make(NULL, NULL);
    for (size_t i = 0; i < marks->count; i++)
        for (size_t k = 0; k < marks->items[i].count; k++) {
            bm_px at = bm_frame_to_px(&frame, marks->items[i].events[k]->location.position);
            double px = hypot(at.x - marks->items[i].anchor.x, at.y - marks->items[i].anchor.y);
            assert_true(px <= 60100 * frame.px_per_m);
        }
    bm_marks_free(marks);
    bm_events_free(events);
}

static void put_in(size_t index, const char *country, bm_lonlat nearest, double km)
{
    bm_event_location *location = location_of(index);
    location->country = country;
    snprintf(location->border.country, sizeof location->border.country, "%s", country);
    snprintf(location->border.side, sizeof location->border.side, "%s", country);
    location->border.nearest = nearest;
    location->border.border_km = km;
}

/* Random places along a border on the parallel of 52°: however crowded, no mark tells an event of
 * one country in the other. */
static void no_mark_has_events_of_two_countries(void **state)
{
    (void)state;
    static const char *const categories[] = {"strike", "clash", "border", "movement"};
    unsigned seed = 1;
    for (int table = 0; table < 30; table++) {
        static char rows[16000];
        char *end = rows;
        double reach = table % 3 == 0 ? 0.02 : table % 3 == 1 ? 0.1 : 0.4;
        int wanted = 5 + table * 5;
        for (int i = 0; i < wanted; i++) {
            seed = seed * 1103515245U + 12345U;
            double lon = 27 + ((seed >> 8 & 1023) / 511.5 - 1) * reach * 2;
            double lat = 52 + (((seed >> 18 & 1023) + 0.5) / 512 - 1) * reach;
            end += sprintf(end, "2022-03-01,%s,,%.6f,%.6f\n", categories[seed >> 29 & 3], lon, lat);
        }
        read_events(rows);
        for (size_t i = 0; i < bm_events_count(events); i++) {
            bm_lonlat at = bm_events_get(events, i)->location.position;
            put_in(i, at.lat > 52 ? "BY" : "UA", (bm_lonlat){at.lon, 52},
                   fabs(at.lat - 52) * 111.2);
        }
        bm_marks *marks = make(NULL, NULL);
        assert_int_equal(total(marks), wanted);
        for (size_t i = 0; i < marks->count; i++) {
            const bm_mark *mark = &marks->items[i];
            bool north = mark->first->location.position.lat > 52;
            assert_string_equal(mark->country, north ? "BY" : "UA");
            for (size_t k = 0; k < mark->count; k++)
                assert_int_equal(mark->events[k]->location.position.lat > 52, north);
            double line = bm_frame_to_px(&frame, (bm_lonlat){27, 52}).y;
            assert_true(north ? mark->center.y < line + 1.5 : mark->center.y > line - 1.5);
        }
        bm_marks_free(marks);
        bm_events_free(events);
    }
}

static void categories_and_claims_at_one_place_stand_apart(void **state)
{
    (void)state;
    read_events("2022-03-01,strike,claimed,27,52\n2022-03-01,strike,confirmed,27,52\n"
                "2022-03-01,clash,claimed,27,52\n2022-03-01,movement,,27,52\n");
    bm_marks *marks = make(NULL, NULL);
    assert_int_equal(marks->count, 4);
    assert_int_equal(total(marks), 4);
    assert_int_equal(marks->claim_counts[BM_CLAIM_CLAIMED], 2);
    none_covers_another(marks);
    for (size_t i = 0; i < 4; i++)
        assert_true(hypot(marks->items[i].center.x - marks->items[i].anchor.x,
                          marks->items[i].center.y - marks->items[i].anchor.y) < 60);
    bm_marks_free(marks);
    bm_events_free(events);
}

/* A crowded place has a mark a category: none may show a claim that not all its events have. */
static void marks_of_several_claims_say_so(void **state)
{
    (void)state;
    static const char *const categories[] = {"strike", "clash", "border", "movement"};
    static const char *const claims[] = {"confirmed", "assessed", "claimed", ""};
    static char rows[4000];
    char *end = rows;
    for (int i = 0; i < 60; i++)
        end += sprintf(end, "2022-03-01,%s,%s,27,52\n", categories[i % 4],
                       i % 4 == 3 ? (i % 8 == 3 ? "confirmed" : "") : claims[i / 4 % 4]);
    read_events(rows);
    bm_marks *marks = make(NULL, NULL);
    assert_int_equal(marks->count, 4);
    assert_int_equal(total(marks), 60);
    for (size_t i = 0; i < marks->count; i++) {
        const bm_mark *mark = &marks->items[i];
        bool is_movement = strcmp(mark->first->category, "movement") == 0;
        assert_int_equal(mark->claim, is_movement ? BM_CLAIM_UNSTATED : BM_CLAIM_SEVERAL);
    }
    size_t counted = 0;
    for (size_t i = 0; i <= BM_CLAIM_CLAIMED; i++)
        counted += marks->claim_counts[i];
    assert_int_equal(counted, 60);
    bm_marks_free(marks);
    bm_events_free(events);
}

/* What is not stated looks as what is confirmed: two marks of one look would say nothing. */
static void unstated_and_confirmed_are_one_mark(void **state)
{
    (void)state;
    read_events("2022-03-01,strike,confirmed,27,52\n2022-03-02,strike,,27,52\n"
                "2022-03-03,strike,assessed,27,52\n");
    bm_marks *marks = make(NULL, NULL);
    assert_int_equal(marks->count, 2);
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(marks->items[i].claim,
                         marks->items[i].count == 2 ? BM_CLAIM_UNSTATED : BM_CLAIM_ASSESSED);
    bm_marks_free(marks);
    bm_events_free(events);
}

/* Outlines, and not only the discs of their size. */
static void none_touches_another(const bm_marks *marks)
{
    for (size_t i = 0; i < marks->count; i++)
        for (size_t j = 0; j < i; j++) {
            const bm_mark *a = &marks->items[i], *b = &marks->items[j];
            double dx = b->center.x - a->center.x, dy = b->center.y - a->center.y;
            double distance = hypot(dx, dy);
            bm_shape left = marks->entries[a->category].style->shape,
                     right = marks->entries[b->category].style->shape;
            double reach = a->radius_px * bm_symbol_reach(left, dx / distance, dy / distance) +
                           b->radius_px * bm_symbol_reach(right, -dx / distance, -dy / distance);
            if (distance < reach + bm_frame_px(&frame, style->symbol_outline_pt))
                fail_msg("marks %zu and %zu touch: %g of %g", i, j, distance, reach);
        }
}

static void fans_leave_a_gap(void **state)
{
    (void)state;
    static const char *const categories[] = {"strike", "clash",    "incursion", "movement",
                                             "border", "exercise", "diplomacy", "event"};
    static char rows[40000];
    for (size_t kinds = 2; kinds <= 8; kinds++)
        for (size_t most = 1; most <= 61; most += 15) {
            char *end = rows;
            for (size_t k = 0; k < kinds; k++)
                for (size_t i = 0; i < (k % 3 ? 1 + most / 2 : most); i++)
                    end += sprintf(end, "2022-03-01,%s,,27,52\n", categories[k]);
            read_events(rows);
            bm_marks *marks = make(NULL, NULL);
            assert_int_equal(marks->count, kinds);
            none_touches_another(marks);
            bm_marks_free(marks);
            bm_events_free(events);
        }
}

static void all_events_stand_as_the_ground_does(void **state)
{
    (void)state;
    static char rows[200000];
    char *end = rows;
    unsigned seed = 5;
    for (int i = 0; i < 1500; i++) {
        seed = seed * 1103515245U + 12345U;
        end += sprintf(end, "2022-03-01,%s,,26.%04u,51.%04u\n", seed >> 30 ? "strike" : "clash",
                       (seed >> 5) % 10000, (seed >> 11) % 10000);
    }
    read_events(rows);
    bm_marks *ground = make(NULL, NULL), *marks = make(NULL, ground);
    assert_true(ground->count < 600);
    assert_int_equal(marks->count, ground->count);
    for (size_t i = 0; i < marks->count; i++) {
        assert_true(marks->items[i].center.x == ground->items[i].center.x);
        assert_true(marks->items[i].center.y == ground->items[i].center.y);
        assert_true(bm_lonlat_box_contains(marks->items[i].places,
                                           marks->items[i].first->location.position));
    }
    bm_marks_free(marks);
    bm_marks_free(ground);
    bm_events_free(events);
}

static void crowds_are_merged_and_counted(void **state)
{
    (void)state;
    static char rows[200000];
    char *end = rows;
    static const char *const categories[] = {"strike", "clash", "movement", "border"};
    unsigned seed = 7;
    for (int i = 0; i < 3000; i++) {
        seed = seed * 1103515245U + 12345U;
        end += sprintf(end, "2022-03-01,%s,,%u.%04u,%u.%04u\n", categories[(seed >> 9) % 4],
                       26 + (seed >> 16) % 2, (seed >> 5) % 10000, 51 + (seed >> 20) % 2,
                       (seed >> 11) % 10000);
    }
    read_events(rows);
    bm_marks *marks = make(NULL, NULL);
    assert_int_equal(total(marks), 3000);
    assert_true(marks->count < 600);
    none_covers_another(marks);
    bm_marks *again = make(NULL, NULL);
    assert_int_equal(again->count, marks->count);
    for (size_t i = 0; i < marks->count; i++) {
        assert_true(again->items[i].center.x == marks->items[i].center.x);
        assert_true(again->items[i].first == marks->items[i].first);
    }
    bm_marks_free(again);
    bm_marks_free(marks);
    bm_events_free(events);
}

/* Two places far from a crowd have their own marks, however far those of the crowd are merged. */
static void only_crowds_are_merged(void **state)
{
    (void)state;
    static char rows[40000];
    static const char *const categories[] = {"strike", "clash", "movement", "border"};
    char *end =
        rows + sprintf(rows, "2022-03-01,strike,,28.5,51.2\n2022-03-01,strike,,28.57,51.2\n");
    unsigned seed = 3;
    for (int i = 0; i < 80; i++) {
        seed = seed * 1103515245U + 12345U;
        end += sprintf(end, "2022-03-01,%s,,26.%04u,52.%04u\n", categories[seed >> 30],
                       2000 + (seed >> 5) % 1000, 2000 + (seed >> 17) % 1000);
    }
    read_events(rows);
    bm_marks *marks = make(NULL, NULL);
    none_covers_another(marks);
    double furthest = 0;
    size_t alone = 0;
    for (size_t i = 0; i < marks->count; i++) {
        alone += marks->items[i].first->location.position.lon > 28 && marks->items[i].count == 1;
        for (size_t k = 0; k < marks->items[i].count; k++) {
            bm_px at = bm_frame_to_px(&frame, marks->items[i].events[k]->location.position);
            furthest = fmax(
                furthest, hypot(at.x - marks->items[i].anchor.x, at.y - marks->items[i].anchor.y));
        }
    }
    bm_px a = bm_frame_to_px(&frame, (bm_lonlat){28.5, 51.2});
    bm_px b = bm_frame_to_px(&frame, (bm_lonlat){28.57, 51.2});
    assert_true(furthest > hypot(a.x - b.x, a.y - b.y));
    assert_int_equal(alone, 2);
    bm_marks_free(marks);
    bm_events_free(events);
}

static void windows_share_the_legend_and_the_scale(void **state)
{
    (void)state;
    read_events("2022-03-01,strike,,27,52\n2022-03-01,strike,,27,52\n2022-03-01,strike,,27,52\n"
                "2022-04-01,clash,,26,52\n2022-04-02,strike,,26,51.5\n");
    bm_marks *ground = make(NULL, NULL);
    bm_interval april;
    assert_int_equal(bm_interval_parse("2022-04", BM_DATE_ORDER_UNKNOWN, &april, NULL), BM_OK);
    bm_marks *marks = make(&april, ground);
    assert_int_equal(marks->events_drawn, 2);
    assert_int_equal(marks->entry_count, 2);
    assert_string_equal(marks->entries[0].style->key, "strike");
    assert_int_equal(marks->entries[0].count, 1);
    assert_int_equal(marks->entries[1].count, 1);
    bm_marks_free(marks);
    bm_marks_free(ground);
    bm_events_free(events);
}

static void rare_categories_become_other(void **state)
{
    (void)state;
    read_events("2022-03-01,aa,,27,52\n2022-03-01,aa,,27,52\n2022-03-01,bb,,26,52\n"
                "2022-03-01,bb,,26,52\n2022-03-01,cc,,25.5,52\n2022-03-01,dd,,25.5,51.5\n"
                "2022-03-01,ee,,26,51.5\n2022-03-01,ff,,27,51.5\n2022-03-01,gg,,28,51.5\n"
                "2022-03-01,hh,,28,52\n2022-03-01,ii,,28,52.5\n2022-03-01,jj,,27,52.5\n");
    bm_marks *marks = make(NULL, NULL);
    assert_int_equal(marks->entry_count, BM_CATEGORIES_MAX + 1);
    assert_string_equal(marks->entries[0].label, "aa");
    assert_string_equal(marks->entries[BM_CATEGORIES_MAX].label, "Other");
    assert_int_equal(marks->entries[BM_CATEGORIES_MAX].count, 2);
    for (size_t i = 0; i < marks->entry_count; i++)
        for (size_t j = 0; j < i; j++)
            assert_true(marks->entries[i].style->shape != marks->entries[j].style->shape);
    bm_marks_free(marks);
    bm_events_free(events);
}

static void legend_goes_by_severity(void **state)
{
    (void)state;
    read_events("2022-03-01,diplomacy,,27,52\n2022-03-01,diplomacy,,27,52\n"
                "2022-03-01,zz,,26,52\n2022-03-01,zz,,26,52\n2022-03-01,zz,,26,52\n"
                "2022-03-01,aa,,26,52\n2022-03-01,movement,,28,52\n2022-03-01,other,,28,51.5\n"
                "2022-03-01,movement,,28,52\n2022-03-01,strike,,25.5,52\n");
    static const char *const keys[] = {"strike", "movement", "diplomacy", "zz", "aa", "other"};
    bm_marks *marks = make(NULL, NULL);
    assert_int_equal(marks->entry_count, 6);
    for (size_t i = 0; i < 6; i++)
        assert_string_equal(marks->entries[i].style->key, keys[i]);
    bm_marks_free(marks);
    bm_events_free(events);
}

static void says_what_is_not_drawn(void **state)
{
    (void)state;
    read_events("2022-03-01,strike,,27,52\n2022-03-01,strike,,37,55\n2022-03-01,strike,,27,52\n");
    location_of(2)->located = false;
    bm_marks *marks = make(NULL, NULL);
    assert_int_equal(marks->events_drawn, 1);
    assert_int_equal(marks->events_outside, 1);
    assert_int_equal(marks->events_unlocated, 1);
    bm_marks_free(marks);
    bm_events_free(events);
}

/* Whether its middle is on the page or not. */
static void what_is_known_only_to_a_country_is_not_drawn(void **state)
{
    (void)state;
    read_events("2022-03-01,strike,,27,52\n2022-03-01,clash,,26,52\n2022-03-01,clash,,37,55\n");
    for (size_t i = 1; i < 3; i++) {
        location_of(i)->precision = BM_PLACE_PRECISION_COUNTRY;
        location_of(i)->radius_m = 300000;
    }
    bm_marks *marks = make(NULL, NULL);
    assert_int_equal(marks->count, 1);
    assert_int_equal(marks->entry_count, 1);
    assert_int_equal(marks->events_drawn, 1);
    assert_int_equal(marks->events_national, 2);
    assert_int_equal(marks->events_outside, 0);
    bm_marks_free(marks);
    bm_events_free(events);
}

static void rough_places_get_a_circle_of_their_size(void **state)
{
    (void)state;
    read_events("2022-03-01,strike,,27,52\n2022-03-01,strike,,26,52\n2022-03-01,clash,,26,52\n");
    location_of(0)->precision = BM_PLACE_PRECISION_DISTRICT;
    location_of(0)->radius_m = 20000;
    for (size_t i = 1; i < 3; i++) {
        location_of(i)->precision = BM_PLACE_PRECISION_REGION;
        location_of(i)->radius_m = 300000;
    }
    bm_marks *marks = make(NULL, NULL);
    assert_int_equal(marks->count, 3);
    assert_int_equal(marks->area_count, 3);
    for (size_t i = 0; i < 3; i++) {
        const bm_mark *mark = &marks->items[i];
        if (mark->first == bm_events_get(events, 0)) {
            assert_false(mark->area_is_bounded);
            double wanted = 20000 / bm_frame_metres_per_px(&frame, mark->anchor);
            assert_true(fabs(mark->area_radius_px - wanted) < 0.01 * wanted);
        } else {
            /* One sign that goes round both. */
            assert_true(mark->area_is_bounded);
            assert_true(hypot(mark->center.x - mark->anchor.x, mark->center.y - mark->anchor.y) +
                            mark->radius_px <
                        mark->area_radius_px);
        }
    }
    bm_marks_free(marks);
    bm_events_free(events);
}

static void nothing_makes_no_marks(void **state)
{
    (void)state;
    read_events("");
    bm_marks *marks = make(NULL, NULL);
    assert_int_equal(marks->count, 0);
    assert_int_equal(marks->entry_count, 0);
    bm_marks_free(marks);
    bm_events_free(events);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_place_and_category_is_one_mark),
        cmocka_unit_test(marks_of_several_places_are_told_from_those_of_one),
        cmocka_unit_test(no_mark_has_events_of_two_countries),
        cmocka_unit_test(categories_and_claims_at_one_place_stand_apart),
        cmocka_unit_test(marks_of_several_claims_say_so),
        cmocka_unit_test(unstated_and_confirmed_are_one_mark),
        cmocka_unit_test(fans_leave_a_gap),
        cmocka_unit_test(all_events_stand_as_the_ground_does),
        cmocka_unit_test(positions_of_a_town_are_one),
        cmocka_unit_test(nothing_is_merged_over_a_long_way),
        cmocka_unit_test(crowds_are_merged_and_counted),
        cmocka_unit_test(only_crowds_are_merged),
        cmocka_unit_test(windows_share_the_legend_and_the_scale),
        cmocka_unit_test(rare_categories_become_other),
        cmocka_unit_test(legend_goes_by_severity),
        cmocka_unit_test(says_what_is_not_drawn),
        cmocka_unit_test(what_is_known_only_to_a_country_is_not_drawn),
        cmocka_unit_test(rough_places_get_a_circle_of_their_size),
        cmocka_unit_test(nothing_makes_no_marks),
    };
    return cmocka_run_group_tests(tests, open_frame, close_frame);
}
