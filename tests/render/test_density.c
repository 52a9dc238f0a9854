/* Classes, cells, contours and clusters of density maps. */
#include "tests/render/density_page.h"

#include <string.h>

#include "render/density/ring.h"

#define PI 3.14159265358979323846

static void classes_are_round_and_rise(void **context)
{
    (void)context;
    static const double expected[] = {1, 10, 100, 1000, 10000};
    bm_classes classes = bm_classes_make(1, 88790, 5);
    assert_int_equal(classes.count, 5);
    for (size_t i = 0; i < 5; i++)
        assert_true(classes.bounds[i] == expected[i]);
    assert_int_equal(bm_classes_find(&classes, 9), 0);
    assert_int_equal(bm_classes_find(&classes, 10), 1);
    assert_int_equal(bm_classes_find(&classes, 1e9), 4);
    bm_classes_drop(&classes, 80, 1000);
    assert_int_equal(classes.count, 3);
    assert_true(classes.bounds[1] == 10 && classes.bounds[2] == 10000);
    assert_int_equal(bm_classes_make(1, 1, 5).count, 1);
    for (double high = 2; high < 1e7; high *= 1.7)
        for (size_t wanted = 3; wanted <= 7; wanted++) {
            classes = bm_classes_make(1, high, wanted);
            assert_in_range(classes.count, 1, wanted);
            for (size_t i = 1; i < classes.count; i++)
                assert_true(classes.bounds[i] > classes.bounds[i - 1] && classes.bounds[i] <= high);
        }
}

static void the_nearest_hexagon_is_found(void **context)
{
    (void)context;
    bm_hex_grid grid = bm_hex_grid_make(&frame, 31);
    for (int i = 0; i < 5000; i++) {
        bm_px at = {20 + 1560 * share(), 100 + 1000 * share()};
        size_t index = bm_hex_grid_find(&grid, at);
        bm_px center = bm_hex_grid_center(&grid, index);
        double away = hypot(at.x - center.x, at.y - center.y);
        assert_true(away <= grid.radius_px + 1e-9);
        const size_t around[] = {index - 1,
                                 index + 1,
                                 index - grid.columns,
                                 index + grid.columns,
                                 index - grid.columns - 1,
                                 index + grid.columns + 1,
                                 index - grid.columns + 1,
                                 index + grid.columns - 1};
        for (size_t k = 0; k < 8; k++) {
            bm_px other = bm_hex_grid_center(&grid, around[k]);
            assert_true(hypot(at.x - other.x, at.y - other.y) >= away - 1e-9);
        }
    }
}

static void straight_lines_are_near_the_projection(void **context)
{
    (void)context;
    bm_projector projector;
    assert_int_equal(bm_projector_init(&projector, &frame, NULL), BM_OK);
    assert_non_null(projector.nodes);
    size_t inside = 0;
    for (int i = 0; i < 20000; i++) {
        bm_lonlat position = {22 + 12 * share(), 49 + 6 * share()};
        bm_px exact = bm_frame_to_px(&frame, position), at;
        if (!bm_projector_to_px(&projector, position, &at))
            continue;
        inside++;
        assert_true(hypot(at.x - exact.x, at.y - exact.y) < 0.06);
    }
    assert_true(inside > 5000);
    bm_projector_finish(&projector);
}

/* Points about a few places, one in twenty off the map, one in thirty known to an oblast. */
static bm_event_points *make_points(size_t count)
{
    bm_event_points *points = bm_event_points_make();
    uint16_t categories[3];
    assert_non_null(points);
    assert_true(bm_event_points_category(points, "strike", "Strike", &categories[0]));
    assert_true(bm_event_points_category(points, "clash", "Clash", &categories[1]));
    assert_true(bm_event_points_category(points, "own", "Own", &categories[2]));
    bm_interval when = {.end_s = 86400, .precision = BM_DATE_DAY};
    for (size_t i = 0; i < count; i++) {
        double place = floor(40 * share() * share());
        bm_lonlat at = {23.5 + fmod(place * 3.7, 9) + 0.3 * share() * share(),
                        50.5 + fmod(place * 1.3, 3) + 0.2 * share() * share()};
        if (i % 20 == 3)
            at.lat += 20;
        bm_packed_point point = bm_point_pack(i % 50 != 7, at, when);
        point.category = categories[i % 3];
        point.precision = i % 30 == 11 ? BM_PLACE_PRECISION_REGION : BM_PLACE_PRECISION_EXACT;
        assert_true(bm_event_points_add(points, &point, when));
    }
    return points;
}

static void cells_hold_every_event_once(void **context)
{
    (void)context;
    static const bm_density_kind kinds[] = {BM_DENSITY_HEX, BM_DENSITY_CIRCLES, BM_DENSITY_CLUSTER};
    bm_event_points *points = make_points(5000);
    for (size_t k = 0; k < 3; k++) {
        bm_marks marks = {0};
        bm_density *density = make(points, kinds[k], &marks);
        uint64_t total = 0;
        for (size_t i = 0; i < density->cell_count; i++)
            total += density->cells[i].count;
        assert_true(total > 4000);
        assert_int_equal(total + marks.events_vague, marks.events_drawn);
        assert_int_equal(marks.events_drawn + marks.events_outside + marks.events_unlocated, 5000);
        assert_int_equal(marks.events_unlocated, 100);
        bm_density_free(density);
    }
    bm_event_points_free(points);
}

/* What there is no room for in memory counts like the rest. */
static void points_in_a_file_are_counted(void **context)
{
    (void)context;
    static const bm_density_kind kinds[] = {BM_DENSITY_HEX, BM_DENSITY_CIRCLES, BM_DENSITY_CLUSTER,
                                            BM_DENSITY_HEAT};
    const size_t many = 40000, more = 500;
    bm_event_points *all[2];
    for (int i = 0; i < 2; i++) {
        state = 3;
        all[i] = make_points(many);
        if (i == 1)
            bm_event_points_put_away(all[i]);
        assert_int_equal(all[i]->away, i == 1 ? many : 0);
        for (size_t k = 0; k < more; k++) {
            bm_event_point seen;
            assert_true(bm_event_points_get(all[i], k * 70, &seen));
            bm_interval when = {.end_s = 86400, .precision = BM_DATE_DAY};
            bm_packed_point point = bm_point_pack(true, seen.position, when);
            assert_true(bm_event_points_add(all[i], &point, when));
        }
        assert_int_equal(bm_event_points_count(all[i]), many + more);
    }
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        bm_marks marks[2] = {{0}, {0}};
        bm_density *made[2];
        for (int i = 0; i < 2; i++)
            made[i] = make(all[i], kinds[k], &marks[i]);
        assert_int_equal(made[0]->cell_count, made[1]->cell_count);
        for (size_t i = 0; i < made[0]->cell_count; i++)
            assert_int_equal(made[0]->cells[i].count, made[1]->cells[i].count);
        assert_true(made[0]->most == made[1]->most);
        assert_int_equal(marks[0].events_drawn, marks[1].events_drawn);
        assert_int_equal(marks[0].events_outside, marks[1].events_outside);
        assert_true(bm_density_highest(made[0]) == bm_density_highest(made[1]));
        bm_density_free(made[0]);
        bm_density_free(made[1]);
    }
    // A table that is read anew begins where the one before it ended.
    bm_event_points_cut(all[1], 100, all[1]->span);
    bm_event_points_put_away(all[1]);
    bm_packed_point last = {.lon = 7};
    assert_true(bm_event_points_add(all[1], &last, (bm_interval){.end_s = 60}));
    for (size_t i = 0; i <= 100; i++) {
        bm_packed_point found;
        assert_true(bm_event_points_read_one(all[1], i, &found));
        assert_int_equal(found.lon, i == 100 ? 7 : all[0]->items[i].lon);
    }
    bm_event_points_free(all[0]);
    bm_event_points_free(all[1]);
}

static void clusters_do_not_touch_and_share_their_events(void **context)
{
    (void)context;
    bm_event_points *points = make_points(8000);
    bm_marks marks = {0};
    bm_density *density = make(points, BM_DENSITY_CLUSTER, &marks);
    assert_true(density->cell_count > 10);
    assert_int_equal(density->cell_count, density->clear_count);
    assert_int_equal(marks.entry_count, 3);
    for (size_t i = 0; i < density->cell_count; i++) {
        const bm_density_cell *a = &density->cells[i];
        uint64_t sum = 0;
        for (size_t e = 0; e < BM_DENSITY_ENTRIES; e++)
            sum += density->clusters[i].shares[e];
        assert_true(sum == a->count);
        for (size_t k = 0; k < i; k++) {
            const bm_density_cell *b = &density->cells[k];
            assert_true(hypot(a->center.x - b->center.x, a->center.y - b->center.y) >
                        a->radius_px + b->radius_px);
        }
    }
    bm_density_free(density);
    bm_event_points_free(points);
}

static void a_window_has_the_clusters_of_its_series(void **context)
{
    (void)context;
    const bm_density_options options = {.kind = BM_DENSITY_CLUSTER};
    bm_border *border = open_border();
    bm_event_points *points = make_scattered(border, 2000, true);
    bm_marks marks = {.border = border};
    bm_density *all = make(points, BM_DENSITY_CLUSTER, &marks);
    uint64_t total = 0;
    /* Windows of a hundred hours, of events that take a day. */
    for (int64_t start_s = 0; start_s < 2000 * 3600; start_s += 100 * 3600) {
        bm_interval window = {
            .start_s = start_s, .end_s = start_s + 100 * 3600, .precision = BM_DATE_RANGE};
        bm_marks shown = marks;
        bm_density *density = NULL;
        for (size_t i = 0; i < shown.entry_count; i++)
            shown.entries[i].count = 0;
        assert_int_equal(
            bm_density_new(points, &window, &options, style, &frame, all, &shown, &density, NULL),
            BM_OK);
        uint64_t sum = 0;
        for (size_t i = 0; i < density->cell_count; i++) {
            const bm_density_cell *cell = &density->cells[i];
            size_t whole = density->clusters[i].number - 1;
            assert_true(cell->center.x == all->cells[whole].center.x);
            assert_true(cell->center.y == all->cells[whole].center.y);
            assert_in_range(cell->count, 1, all->cells[whole].count);
            assert_true(cell->radius_px <= all->cells[whole].radius_px);
            assert_int_equal(density->clusters[i].shares[0], cell->count);
            sum += cell->count;
        }
        assert_int_equal(sum, shown.events_drawn);
        assert_int_equal(sum, shown.entries[0].count);
        total += sum;
        bm_density_free(density);
    }
    assert_true(total > marks.events_drawn);
    bm_density_free(all);
    bm_event_points_free(points);
    bm_border_free(border);
}

/* The same ring with paths, as SVG and PDF have it. */
static void stroke_ring(cairo_t *cairo, const bm_ring *ring)
{
    cairo_arc(cairo, ring->center.x, ring->center.y, ring->radius_px, 0, 2 * PI);
    cairo_set_source_rgb(cairo, ring->paper.red, ring->paper.green, ring->paper.blue);
    cairo_fill(cairo);
    for (size_t i = 0; i < ring->part_count; i++) {
        double from = 2 * PI * ((i ? ring->ends[i - 1] : 0) - 0.25);
        double to = 2 * PI * (ring->ends[i] - 0.25);
        cairo_new_sub_path(cairo);
        cairo_arc(cairo, ring->center.x, ring->center.y, ring->radius_px, from, to);
        cairo_arc_negative(cairo, ring->center.x, ring->center.y, ring->inner_px, to, from);
        cairo_set_source_rgb(cairo, ring->parts[i].red, ring->parts[i].green, ring->parts[i].blue);
        cairo_fill(cairo);
    }
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, ring->center.x, ring->center.y, ring->radius_px, 0, 2 * PI);
    cairo_set_line_width(cairo, ring->outline_px);
    cairo_set_source_rgb(cairo, ring->outline.red, ring->outline.green, ring->outline.blue);
    cairo_stroke(cairo);
}

static void paint_ring(cairo_t *cairo, const bm_ring *ring)
{
    int left, top, width, height;
    assert_true(bm_ring_reach(ring, &left, &top, &width, &height));
    cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    assert_int_equal(cairo_image_surface_get_stride(image), 4 * width);
    bm_ring_make(ring, (uint32_t *)(void *)cairo_image_surface_get_data(image), width, height);
    cairo_surface_mark_dirty(image);
    cairo_set_source_surface(cairo, image, left, top);
    cairo_paint(cairo);
    cairo_surface_destroy(image);
}

static void a_ring_of_pixels_is_that_of_paths(void **context)
{
    (void)context;
    enum { SIDE = 80 };
    for (int round = 0; round < 60; round++) {
        bm_ring ring = {.center = {39 + 2 * share(), 39 + 2 * share()},
                        .radius_px = 8 + 28 * share(),
                        .outline_px = 2 * share(),
                        .paper = {1, 1, 1, 1},
                        .outline = {0.1, 0.1, 0.2, 1},
                        .part_count = 1 + (size_t)(7 * share())};
        ring.inner_px = 0.7 * ring.radius_px;
        double sum = 0, weights[BM_RING_PARTS_MAX];
        for (size_t i = 0; i < ring.part_count; i++)
            sum += weights[i] = 0.1 + share();
        for (size_t i = 0; i < ring.part_count; i++) {
            ring.ends[i] = (i ? ring.ends[i - 1] : 0) + weights[i] / sum;
            ring.parts[i] = (bm_color){share(), share(), share(), 1};
        }
        ring.ends[ring.part_count - 1] = 1;
        unsigned char *bytes[2];
        cairo_surface_t *surfaces[2];
        int stride = 0;
        for (int way = 0; way < 2; way++) {
            surfaces[way] = cairo_image_surface_create(CAIRO_FORMAT_RGB24, SIDE, SIDE);
            cairo_t *cairo = cairo_create(surfaces[way]);
            cairo_set_source_rgb(cairo, 0.9, 0.95, 0.85);
            cairo_paint(cairo);
            if (way)
                stroke_ring(cairo, &ring);
            else
                paint_ring(cairo, &ring);
            cairo_destroy(cairo);
            cairo_surface_flush(surfaces[way]);
            bytes[way] = cairo_image_surface_get_data(surfaces[way]);
            stride = cairo_image_surface_get_stride(surfaces[way]);
        }
        int wrong = 0;
        for (int i = 0; i < SIDE * stride; i++)
            wrong += i % 4 != 3 && abs(bytes[0][i] - bytes[1][i]) > 64;
        /* Edges may differ a little, no part does. */
        assert_in_range(wrong, 0, 4);
        cairo_surface_destroy(surfaces[0]);
        cairo_surface_destroy(surfaces[1]);
    }
    bm_ring glass = {.radius_px = 5, .inner_px = 3, .paper = {1, 1, 1, 0.5}, .part_count = 1};
    int left, top, width, height;
    assert_false(bm_ring_reach(&glass, &left, &top, &width, &height));
}

/* The surface's sum over the map is the number of events, but for what leaks over the edge. */
static void a_surface_keeps_the_number_of_events(void **context)
{
    (void)context;
    bm_event_points *points = make_points(5000);
    bm_marks marks = {0};
    bm_density *density = make(points, BM_DENSITY_HEAT, &marks);
    double sum = 0;
    assert_int_equal(density->field_count, 1);
    for (size_t i = 0; i < density->fields[0].columns * density->fields[0].rows; i++)
        sum += density->fields[0].nodes[i];
    sum *= density->field_px * density->field_px * density->km2_per_px2;
    double shown = (double)(marks.events_drawn - marks.events_vague);
    assert_true(sum <= shown * 1.0001 && sum > shown * 0.9);
    assert_true(density->classes.count >= 3);
    bm_density_free(density);
    bm_event_points_free(points);
}

/* What is just beyond the edge adds to the surface, as it does everywhere else. */
static void a_surface_goes_on_beyond_the_map(void **context)
{
    (void)context;
    bm_event_points *points = bm_event_points_make();
    bm_interval when = {.end_s = 86400, .precision = BM_DATE_DAY};
    uint16_t category;
    assert_true(bm_event_points_category(points, "strike", "Strike", &category));
    bm_px edge = {frame.map.x0, (frame.map.y0 + frame.map.y1) / 2};
    for (int side = -1; side <= 1; side += 2)
        for (int i = 0; i < 10; i++) {
            bm_lonlat at = bm_frame_to_lonlat(&frame, (bm_px){edge.x + side * 9, edge.y});
            bm_packed_point point = bm_point_pack(true, at, when);
            assert_true(bm_event_points_add(points, &point, when));
        }
    bm_marks marks = {0};
    bm_density *density = make(points, BM_DENSITY_HEAT, &marks);
    assert_int_equal(marks.events_drawn, 10);
    assert_int_equal(marks.events_outside, 10);
    size_t row =
        density->field_margin + (size_t)lround((edge.y - frame.map.y0) / density->field_px);
    const bm_field *field = &density->fields[0];
    double there = bm_field_at(field, density->field_margin, row);
    assert_true(there > 0);
    for (size_t i = 1; i < 5; i++)
        assert_true(fabs(bm_field_at(field, density->field_margin + i, row) -
                         bm_field_at(field, density->field_margin - i, row)) < 0.02 * there);
    bm_density_free(density);
    bm_event_points_free(points);
}

/* A hill with a hole and a saddle: what the rings hold is what is high enough. */
static void rings_hold_what_is_above_their_level(void **context)
{
    (void)context;
    enum { SIDE = 41 };
    static double field[SIDE * SIDE];
    bm_canvas *canvas = NULL;
    assert_int_equal(bm_canvas_new(BM_MAP_SVG, 500, 500, 96, NULL, &canvas, NULL), BM_OK);
    for (int row = 0; row < SIDE; row++)
        for (int column = 0; column < SIDE; column++) {
            double x = (column - 20) / 8.0, y = (row - 20) / 8.0;
            double out = x * x + y * y;
            field[row * SIDE + column] = fmax(0, sin(3 * x) * sin(2 * y) + out * exp(1 - out));
        }
    for (double level = 0.15; level < 1.4; level += 0.21) {
        assert_true(bm_field_add_rings(field, SIDE, SIDE, level, (bm_px){10, 10}, 10, canvas));
        cairo_t *path = bm_canvas_cairo(canvas);
        cairo_set_fill_rule(path, CAIRO_FILL_RULE_EVEN_ODD);
        size_t high = 0;
        for (int row = 0; row < SIDE; row++)
            for (int column = 0; column < SIDE; column++) {
                double value = field[row * SIDE + column];
                /* A ring passes this near a node whose value is nearly the level. */
                if (fabs(value - level) < 0.01)
                    continue;
                high += value > level;
                assert_int_equal(cairo_in_fill(path, 10 + 10 * column, 10 + 10 * row) != 0,
                                 value > level);
            }
        assert_true(high > 0);
        cairo_new_path(path);
    }
    bm_canvas_free(canvas);
}

static void sizes_that_do_not_fit_are_refused(void **context)
{
    (void)context;
    static const double sizes_km[] = {0.001, 1900};
    bm_event_points *points = make_points(10);
    for (int i = 0; i < 2; i++) {
        const bm_density_options options = {.kind = BM_DENSITY_HEX, .size_km = sizes_km[i]};
        bm_marks marks = {0};
        bm_density *density = NULL;
        bm_error error = {0};
        assert_int_equal(
            bm_density_new(points, NULL, &options, style, &frame, NULL, &marks, &density, &error),
            BM_ERROR_ARGUMENT);
        assert_null(density);
    }
    bm_event_points_free(points);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes_are_round_and_rise),
        cmocka_unit_test(the_nearest_hexagon_is_found),
        cmocka_unit_test(straight_lines_are_near_the_projection),
        cmocka_unit_test(cells_hold_every_event_once),
        cmocka_unit_test(points_in_a_file_are_counted),
        cmocka_unit_test(clusters_do_not_touch_and_share_their_events),
        cmocka_unit_test(a_window_has_the_clusters_of_its_series),
        cmocka_unit_test(a_ring_of_pixels_is_that_of_paths),
        cmocka_unit_test(a_surface_keeps_the_number_of_events),
        cmocka_unit_test(a_surface_goes_on_beyond_the_map),
        cmocka_unit_test(rings_hold_what_is_above_their_level),
        cmocka_unit_test(sizes_that_do_not_fit_are_refused),
    };
    return cmocka_run_group_tests(tests, open_frame, close_frame);
}
