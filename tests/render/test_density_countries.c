/* Whatever the table: what stands for events of a country stands in that country. Random tables of
 * the whole region, of the Dnipro's bends, and of where three countries meet. */
#include "tests/render/density_page.h"

#include <string.h>

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
    for (int round = 0; round < 400; round++) {
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
    assert_true(told > 4000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clusters_stand_in_the_country_of_their_events),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
