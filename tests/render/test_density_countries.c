/* Whatever the table: what stands for events of a country stands in that country. Random tables of
 * the whole region, of the Dnipro's bends, and of where three countries meet. */
#include "tests/render/density_page.h"

#include <string.h>

#include "base/parallel.h"

/** A map of a place. */
typedef struct view {
    bm_lonlat_box box;
    double width_px, height_px;
} view;

static const view views[] = {
    {{23, 50, 33, 54}, 1560, 1000},        /* all of it: Lithuania is a strip at the edge */
    {{23, 50, 33, 54}, 360, 240},          /* on a page so small that all have to share */
    {{30.2, 51.0, 31.4, 52.1}, 700, 900},  /* Slavutych, Liubech, the Dnipro */
    {{23.3, 51.3, 24.3, 51.9}, 800, 700},  /* Poland */
    {{31.2, 51.8, 32.6, 52.5}, 900, 600},  /* Russia */
    {{24.5, 53.6, 26.5, 54.4}, 700, 500},  /* Lithuania */
    {{29.5, 45.1, 33.5, 47.0}, 900, 600},  /* the sea, Moldova and Romania */
    {{33.0, 45.0, 39.5, 48.5}, 800, 600}}; /* the Sea of Azov */
#define VIEWS (sizeof views / sizeof *views)

static bm_border *border;

static int open_all(void **context)
{
    int status = open_frame(context);
    border = status ? NULL : open_border();
    return status;
}

static int close_all(void **context)
{
    bm_border_free(border);
    return close_frame(context);
}

/* A random table on one of the views, by the number of the round. */
static bm_event_points *make_round(int round)
{
    const view *shown = &views[(size_t)round % VIEWS];
    state = (uint64_t)round * 7919 + 1;
    assert_int_equal(set_frame(shown->box, shown->width_px, shown->height_px), 0);
    return make_scattered_in(border, shown->box, 50 + (size_t)(350 * share()),
                             round / (int)VIEWS % 2 == 0);
}

/* Nobody's is the sea. */
static void assert_is_at_home(bm_px at, const char *country, int round)
{
    char there[3];
    bm_border_country_at(border, bm_frame_to_lonlat(&frame, at), there);
    if (*there && strcmp(there, country) != 0)
        fail_msg("round %d: what is of '%s' stands in '%s' at %.2f, %.2f", round, country, there,
                 at.x, at.y);
}

static void clusters_stand_in_the_country_of_their_events(void **context)
{
    (void)context;
    size_t told = 0;
    for (int round = 0; round < 240; round++) {
        bm_event_points *points = make_round(round);
        bm_marks marks = {.border = border};
        bm_density *density = make(points, BM_DENSITY_CLUSTER, &marks);
        for (size_t i = 0; i < density->cell_count; i++) {
            const char *country = density->clusters[i].country;
            assert_is_at_home(density->cells[i].center, country, round);
            told += *country != '\0';
        }
        bm_density_free(density);
        bm_event_points_free(points);
    }
    assert_true(told > 3000);
}

static void circles_stand_in_the_country_of_their_events(void **context)
{
    (void)context;
    for (int round = 0; round < 120; round++) {
        bm_event_points *points = make_round(round);
        bm_marks marks = {.border = border};
        bm_density *density = make(points, BM_DENSITY_CIRCLES, &marks);
        for (size_t i = 0; i < density->cell_count; i++)
            assert_is_at_home(density->cells[i].center, density->cells[i].country, round);
        bm_density_free(density);
        bm_event_points_free(points);
    }
}

/* Share of a hexagon, with what it has of those beside it, that is no other country's. */
static double own_share(const bm_density *density, const bm_density_cell *cell)
{
    enum { SIDE = 12 };
    bm_hex_grid grid = density->grid;
    size_t index = bm_hex_grid_find(&grid, cell->center), own = 0, all = 0;
    for (int i = 0; i < SIDE * SIDE; i++) {
        char there[3];
        bm_px at = {cell->center.x + grid.radius_px * (2.0 * (i % SIDE) / (SIDE - 1) - 1),
                    cell->center.y + grid.radius_px * (2.0 * (i / SIDE) / (SIDE - 1) - 1)};
        if (at.x < frame.map.x0 || at.x > frame.map.x1 || at.y < frame.map.y0 ||
            at.y > frame.map.y1 || bm_hex_grid_find(&grid, at) != index)
            continue;
        all++;
        bm_border_country_at(border, bm_frame_to_lonlat(&frame, at), there);
        own += !*there || strcmp(there, cell->country) == 0;
    }
    return all ? (double)own / (double)all : 1;
}

/* A part of a hexagon that the border cuts is seen, or with one beside it. */
static void no_hexagon_is_a_splinter(void **context)
{
    (void)context;
    size_t cells = 0, joined = 0, splinters = 0;
    for (int round = 0; round < 64; round++) {
        bm_event_points *points = make_round(round);
        bm_marks marks = {.border = border};
        bm_density *density = make(points, BM_DENSITY_HEX, &marks);
        uint64_t sum = 0;
        for (size_t i = 0; i < density->cell_count; i++) {
            sum += density->cells[i].count;
            cells++;
            joined += density->cells[i].splinters != 0;
            splinters += own_share(density, &density->cells[i]) < 0.15;
        }
        assert_int_equal(sum, marks.events_drawn);
        bm_density_free(density);
        bm_event_points_free(points);
    }
    assert_true(cells > 3000 && joined > 100);
    /* A country that has no more than that anywhere near. */
    assert_in_range(splinters, 0, cells / 500);
}

static void an_outline_of_hexagons_has_their_area(void **context)
{
    (void)context;
    for (unsigned sides = 0; sides < 64; sides++) {
        bm_px corners[BM_HEX_OUTLINE_MAX];
        size_t count = bm_hex_outline((bm_px){100, 100}, 10, (uint8_t)sides, corners);
        double area = 0, hexagons = 1;
        assert_in_range(count, 6, BM_HEX_OUTLINE_MAX - 1);
        for (size_t i = 0; i < count; i++) {
            bm_px a = corners[i], b = corners[(i + 1) % count];
            assert_true(fabs(hypot(a.x - b.x, a.y - b.y) - 10) < 1e-9);
            area += (a.x * b.y - b.x * a.y) / 2;
        }
        for (unsigned side = 0; side < 6; side++)
            hexagons += sides >> side & 1;
        assert_true(fabs(area - hexagons * 259.80762113533) < 1e-6);
    }
}

/* Outlines are drawn to the pixel, and the smallest islands not at all. */
static bool is_deep_abroad(bm_px at, const char *country)
{
    static const double ways[] = {0, 3, -3};
    for (int i = 0; i < 9; i++) {
        bm_px near = {at.x + ways[i / 3], at.y + ways[i % 3]};
        if (!bm_border_is_foreign(border, country, bm_frame_to_lonlat(&frame, near)))
            return false;
    }
    return true;
}

/* Events of one country alone leave the pixels of all others as they are. */
static void no_colour_is_seen_in_another_country(void **context)
{
    (void)context;
    static const bm_density_kind kinds[] = {BM_DENSITY_HEX, BM_DENSITY_HEAT};
    static const char *const countries[] = {"BY", "UA", "RU", "PL", "LT"};
    bm_basemap basemap = {.countries = open_countries(), .border = border};
    size_t seen = 0;
    for (int round = 0; round < 40; round++) {
        const char *country = countries[round % 5];
        bm_event_points *all = make_round(round), *points = bm_event_points_make();
        bm_interval when = {.end_s = 86400, .precision = BM_DATE_DAY};
        uint16_t category;
        bm_base *base = NULL;
        assert_true(bm_event_points_category(points, "strike", "Strike", &category));
        for (size_t i = 0; i < all->count; i++) {
            bm_lonlat at = bm_point_position(&all->items[i]);
            bm_packed_point point = bm_point_pack(true, at, when);
            char there[3];
            bm_border_country_at(border, at, there);
            if (strcmp(there, country) == 0)
                assert_true(bm_event_points_add(points, &point, when));
        }
        assert_int_equal(bm_base_new(&basemap, &(bm_ground_options){0}, &frame, &base, NULL),
                         BM_OK);
        bm_marks marks = {.border = border};
        bm_density *density = make(points, kinds[round / 8 % 2], &marks);
        bm_canvas *canvas = NULL;
        int width = (int)frame.page.x1, height = (int)frame.page.y1;
        assert_int_equal(bm_canvas_new(BM_MAP_PNG, width, height, 144, NULL, &canvas, NULL), BM_OK);
        bm_density_draw(density, base, style, canvas);
        bm_canvas_paint_noted(canvas);
        cairo_surface_t *surface = cairo_get_target(bm_canvas_cairo(canvas));
        cairo_surface_flush(surface);
        const unsigned char *bytes = cairo_image_surface_get_data(surface);
        int stride = cairo_image_surface_get_stride(surface);
        for (int row = (int)frame.map.y0; row < (int)frame.map.y1 && row < height; row += 4)
            for (int column = (int)frame.map.x0; column < (int)frame.map.x1 && column < width;
                 column += 4) {
                const unsigned char *pixel = bytes + (ptrdiff_t)row * stride + 4 * column;
                bm_px at = {column + 0.5, row + 0.5};
                if (pixel[0] + pixel[1] + pixel[2] == 0)
                    continue;
                seen++;
                if (is_deep_abroad(at, country) && !bm_base_is_near_outline(base, at, 3))
                    fail_msg("round %d: what is of '%s' colours another country at %.1f, %.1f",
                             round, country, at.x, at.y);
            }
        bm_canvas_free(canvas);
        bm_density_free(density);
        bm_base_free(base);
        bm_event_points_free(points);
        bm_event_points_free(all);
    }
    assert_true(seen > 5000);
    bm_layer_free((bm_layer *)(uintptr_t)basemap.countries);
}

static void threads_find_what_one_finds(void **context)
{
    (void)context;
    for (int round = 0; round < 48; round++) {
        bm_event_points *points = make_round(round);
        bm_marks marks[2] = {{.border = border}, {.border = border}};
        bm_parallel_limit(1);
        bm_density *one = make(points, BM_DENSITY_CLUSTER, &marks[0]);
        bm_parallel_limit(BM_THREADS_MAX);
        bm_density *many = make(points, BM_DENSITY_CLUSTER, &marks[1]);
        assert_int_equal(one->cell_count, many->cell_count);
        for (size_t i = 0; i < one->cell_count; i++) {
            assert_memory_equal(&one->cells[i].center, &many->cells[i].center, sizeof(bm_px));
            assert_int_equal(one->cells[i].count, many->cells[i].count);
            assert_string_equal(one->clusters[i].country, many->clusters[i].country);
        }
        bm_density_free(one);
        bm_density_free(many);
        bm_event_points_free(points);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clusters_stand_in_the_country_of_their_events),
        cmocka_unit_test(circles_stand_in_the_country_of_their_events),
        cmocka_unit_test(threads_find_what_one_finds),
        cmocka_unit_test(no_hexagon_is_a_splinter),
        cmocka_unit_test(an_outline_of_hexagons_has_their_area),
        cmocka_unit_test(no_colour_is_seen_in_another_country),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
