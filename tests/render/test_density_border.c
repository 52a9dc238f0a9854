/* Density maps beside a border: nothing is drawn in a country where nothing happened. */
#include "tests/render/density_page.h"

#include <string.h>

/* A hexagon over the border is two parts, a surface one for each country, and both have the events
 * of their country alone, whether the table tells the country or only the position does. */
static void cells_and_surfaces_are_of_one_country(void **context)
{
    (void)context;
    bm_border *border = open_border();
    for (int round = 0; round < 2; round++) {
        bm_event_points *points = make_scattered(border, 3000, round == 0);
        uint64_t counts[2][2] = {{0}};
        for (size_t k = 0; k < 2; k++) {
            bm_marks marks = {.border = border};
            bm_density *density = make(points, k ? BM_DENSITY_HEAT : BM_DENSITY_HEX, &marks);
            size_t parts = 0;
            for (size_t i = 0; i < density->cell_count; i++) {
                const bm_density_cell *cell = &density->cells[i];
                counts[0][0] += strcmp(cell->country, "BY") == 0 ? cell->count : 0;
                counts[0][1] += strcmp(cell->country, "UA") == 0 ? cell->count : 0;
                parts += i > 0 && hypot(cell->center.x - cell[-1].center.x,
                                        cell->center.y - cell[-1].center.y) < 1;
            }
            assert_true(k == 1 || parts > 1);
            assert_true(k == 0 || density->field_count > 3);
            bm_density_free(density);
        }
        for (size_t i = 0; i < points->count; i++) {
            bm_border_relation relation;
            bm_lonlat at = bm_point_position(&points->items[i]);
            bm_px px = bm_frame_to_px(&frame, at);
            if (px.x < frame.map.x0 || px.x > frame.map.x1 || px.y < frame.map.y0 ||
                px.y > frame.map.y1)
                continue;
            assert_int_equal(bm_border_relate(border, at, &relation, NULL), BM_OK);
            counts[1][0] += strcmp(relation.country, "BY") == 0;
            counts[1][1] += strcmp(relation.country, "UA") == 0;
        }
        for (size_t side = 0; side < 2; side++)
            assert_true(fabs((double)counts[0][side] - (double)counts[1][side]) <= 3);
        bm_event_points_free(points);
    }
    bm_border_free(border);
}

/* What is drawn of an event a few kilometres from the border ends at the border. */
static void nothing_is_drawn_over_the_border(void **context)
{
    (void)context;
    static const bm_density_kind kinds[] = {BM_DENSITY_HEX, BM_DENSITY_HEAT};
    const bm_lonlat place = {29.50, 51.36}; /* Ukraine, south of the border */
    bm_layer *countries = open_countries();
    bm_base *base = NULL;
    bm_error error = {0};
    bm_border *border = open_border();
    if (bm_base_new(&(bm_basemap){.countries = countries, .border = border},
                    &(bm_ground_options){0}, &frame, &base, &error))
        fail_msg("%s", error.message);
    bm_event_points *points = bm_event_points_make();
    bm_interval when = {.end_s = 86400, .precision = BM_DATE_DAY};
    uint16_t category;
    assert_true(bm_event_points_category(points, "strike", "Strike", &category));
    bm_packed_point point = bm_point_pack(true, place, when);
    point.category = category;
    for (int i = 0; i < 200; i++)
        assert_true(bm_event_points_add(points, &point, when));
    for (size_t k = 0; k < 2; k++) {
        bm_marks marks = {.border = border};
        bm_density *density = make(points, kinds[k], &marks);
        bm_canvas *canvas = NULL;
        assert_int_equal(bm_canvas_new(BM_MAP_PNG, 1600, 1200, 144, NULL, &canvas, NULL), BM_OK);
        bm_density_draw(density, base, style, canvas);
        bm_canvas_paint_noted(canvas);
        cairo_surface_t *surface = cairo_get_target(bm_canvas_cairo(canvas));
        cairo_surface_flush(surface);
        const unsigned char *bytes = cairo_image_surface_get_data(surface);
        size_t inside = 0;
        for (int row = 0; row < 1200; row++)
            for (int column = 0; column < 1600; column++) {
                const unsigned char *pixel =
                    bytes + (ptrdiff_t)row * cairo_image_surface_get_stride(surface) + 4 * column;
                char country[3];
                bm_px at = {column + 0.5, row + 0.5};
                if (pixel[0] + pixel[1] + pixel[2] == 0)
                    continue;
                bm_border_country_at(border, bm_frame_to_lonlat(&frame, at), country);
                inside += strcmp(country, "UA") == 0;
                if (strcmp(country, "BY") == 0)
                    assert_true(bm_base_is_near_outline(base, at, 2));
            }
        assert_true(inside > 300);
        bm_canvas_free(canvas);
        bm_density_free(density);
    }
    bm_event_points_free(points);
    bm_base_free(base);
    bm_layer_free(countries);
    bm_border_free(border);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_and_surfaces_are_of_one_country),
        cmocka_unit_test(nothing_is_drawn_over_the_border),
    };
    return cmocka_run_group_tests(tests, open_frame, close_frame);
}
