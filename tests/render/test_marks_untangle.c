#include "marks_page.h"

/* Random places on both sides of a border on the parallel of 52°, all within a hundred pixels. */
static void read_random(unsigned seed, int count)
{
    static const char *const categories[] = {"strike", "clash",    "incursion", "movement",
                                             "border", "exercise", "diplomacy", "event"};
    static char rows[16000];
    char *end = rows;
    for (int i = 0; i < count; i++) {
        seed = seed * 1103515245U + 12345U;
        double lon = 27 + ((seed >> 8 & 1023) / 511.5 - 1) * 0.3;
        double lat = 52 + (((seed >> 18 & 1023) + 0.5) / 512 - 1) * 0.2;
        end += sprintf(end, "2022-03-01,%s,,%.6f,%.6f\n", categories[seed >> 29 & 7], lon, lat);
    }
    read_events(rows);
    for (size_t i = 0; i < bm_events_count(events); i++) {
        bm_event_location *location = location_of(i);
        const char *country = location->position.lat > 52 ? "BY" : "UA";
        location->country = country;
        snprintf(location->border.country, sizeof location->border.country, "%s", country);
        snprintf(location->border.side, sizeof location->border.side, "%s", country);
        location->border.nearest = (bm_lonlat){location->position.lon, 52};
        location->border.border_km = fabs(location->position.lat - 52) * 111.2;
    }
}

static bool has_leader(const bm_mark *mark)
{
    return hypot(mark->center.x - mark->anchor.x, mark->center.y - mark->anchor.y) >
           mark->radius_px;
}

static double turn(bm_px o, bm_px a, bm_px b)
{
    return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

static bool cross(const bm_mark *a, const bm_mark *b)
{
    return turn(a->anchor, a->center, b->anchor) * turn(a->anchor, a->center, b->center) < -1 &&
           turn(b->anchor, b->center, a->anchor) * turn(b->anchor, b->center, a->center) < -1;
}

static void fans_of_two_countries_are_parted(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 40; seed++) {
        read_random(seed, 60);
        bm_marks *marks = make(NULL, NULL);
        assert_int_equal(total(marks), 60);
        none_covers_another(marks);
        for (size_t i = 0; i < marks->count; i++)
            for (size_t j = 0; j < i; j++) {
                const bm_mark *a = &marks->items[i], *b = &marks->items[j];
                if (has_leader(a) && has_leader(b) && cross(a, b))
                    fail_msg("seed %u: leaders cross at %g,%g", seed, a->center.x, a->center.y);
            }
        bm_marks_free(marks);
        bm_events_free(events);
    }
}

/* The map of a window of all time is that of the whole series. */
static void what_made_room_does_so_on_every_map(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 10; seed++) {
        read_random(seed, 90);
        bm_marks *ground = make(NULL, NULL), *marks = make(NULL, ground);
        assert_int_equal(marks->count, ground->count);
        for (size_t i = 0; i < marks->count; i++) {
            assert_int_equal(marks->items[i].count, ground->items[i].count);
            assert_int_equal(marks->items[i].is_mixed, ground->items[i].is_mixed);
        }
        bm_marks_free(marks);
        bm_marks_free(ground);
        bm_events_free(events);
    }
}

/* Two symbols on one parallel, and a movement along it: it reaches the farther one and keeps off
 * the nearer one. */
static void arrows_pass_symbols_of_other_places(void **state)
{
    (void)state;
    read_events("2022-03-01,strike,,26.4,52\n2022-03-01,movement,,26,52\n");
    bm_movement movement = {.from = {.located = true, .position = {28.5, 52}},
                            .to = {.located = true, .position = {26, 52}}};
    bm_event *event = (bm_event *)(uintptr_t)bm_events_get(events, 1);
    bm_movement *before = event->movement;
    for (double lat = 51.8; lat < 52.3; lat += 0.05) {
        location_of(0)->position.lat = lat;
        event->movement = &movement;
        bm_marks *marks = make(NULL, NULL);
        bm_px line[BM_ARROW_POINTS], other = bm_frame_to_px(&frame, location_of(0)->position);
        assert_int_equal(marks->arrow_count, 1);
        size_t count = bm_marks_arrow_line(marks, &marks->arrows[0], &frame, line);
        assert_int_equal(count, BM_ARROW_POINTS);
        for (size_t i = 0; i < count; i++)
            if (hypot(line[i].x - other.x, line[i].y - other.y) < marks->items[0].radius_px)
                fail_msg("the arrow runs over a symbol at %g", lat);
        bm_marks_free(marks);
    }
    event->movement = before;
    bm_events_free(events);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fans_of_two_countries_are_parted),
        cmocka_unit_test(what_made_room_does_so_on_every_map),
        cmocka_unit_test(arrows_pass_symbols_of_other_places),
    };
    return cmocka_run_group_tests(tests, open_frame, close_frame);
}
