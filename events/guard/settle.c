#include "events/guard/settle.h"

#include "base/strbuf.h"

#include <bordermap/reverse.h>

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Positions that are tried lie on a lattice about the middle, eight steps a cell, as far as two
 * cells away. */
enum {
    STEPS = 8,
    INSIDE = STEPS / 2 - 1,
    REACH = 2 * STEPS,
    SIDE = 2 * REACH + 1,
    TRIES = SIDE * SIDE
};

typedef struct
try {
    int x, y;
}
try;

static int by_distance(const void *left, const void *right)
{
    const try *a = left, *b = right;
    int difference = a->x * a->x + a->y * a->y - b->x * b->x - b->y * b->y;
    if (difference)
        return difference;
    return a->y != b->y ? a->y - b->y : a->x - b->x;
}

static double to_micro(double degrees)
{
    return round(degrees * 1e6) / 1e6;
}

static bm_lonlat position_of(const bm_grid_cell *cell, try at)
{
    bm_lonlat position = {
        to_micro(cell->middle.lon + at.x * (cell->box.east - cell->box.west) / STEPS),
        to_micro(cell->middle.lat + at.y * (cell->box.north - cell->box.south) / STEPS)};
    return position;
}

static bool is_inside(try at)
{
    return abs(at.x) <= INSIDE && abs(at.y) <= INSIDE;
}

/* How good a position is: 0 surely in the country and in the cell, 1 in the cell, 2 surely in the
 * country; 3 in the country. Better than that is none; 4 is in another country. */
static int grade_of(const bm_border_relation *relation, const char *wanted, bool inside)
{
    if (strcmp(relation->country, wanted) != 0)
        return 4;
    return (inside ? 0 : 2) + relation->uncertain;
}

/* The sea and the countries beyond the layer are nobody's: there a position stays where it is. */
static bool find_position(const bm_settling *settling, const bm_grid_cell *cell, const char *wanted,
                          bm_settled *made)
{
    static const try middle = {0, 0};
    int best = 4;
    try *tries = NULL;
    made->position = position_of(cell, middle);
    if (bm_border_relate(settling->border, made->position, &made->border, NULL))
        return false;
    if (!*wanted || (best = grade_of(&made->border, wanted, true)) == 0)
        return true;
    if (!(tries = calloc(TRIES, sizeof *tries)))
        return false;
    for (int i = 0; i < TRIES; i++)
        tries[i] = (try){i % SIDE - REACH, i / SIDE - REACH};
    qsort(tries, TRIES, sizeof *tries, by_distance);
    for (int i = 1; i < TRIES && best > 0; i++) {
        bm_border_relation relation;
        bm_lonlat position = position_of(cell, tries[i]);
        /* What is farther away is no longer in the cell. */
        if (best <= 1 && tries[i].x * tries[i].x + tries[i].y * tries[i].y > 2 * INSIDE * INSIDE)
            break;
        if (!bm_lonlat_is_valid(position) ||
            bm_border_relate(settling->border, position, &relation, NULL))
            continue;
        int grade = grade_of(&relation, wanted, is_inside(tries[i]));
        if (grade < best) {
            best = grade;
            made->position = position;
            made->border = relation;
        }
    }
    free(tries);
    return best < 4;
}

/* The oblast that the nearest settlements of the country name, when they do everywhere. */
static const char *find_admin1(const bm_settling *settling, const bm_grid_cell *cell,
                               const bm_settled *made)
{
    const bm_lonlat spots[] = {made->position,
                               cell->middle,
                               {cell->box.west, cell->box.south},
                               {cell->box.east, cell->box.south},
                               {cell->box.west, cell->box.north},
                               {cell->box.east, cell->box.north}};
    const char *found = "";
    for (size_t i = 0; i < sizeof spots / sizeof *spots && settling->gazetteer; i++) {
        bm_reverse reverse;
        if (bm_reverse_locate(settling->gazetteer, settling->border, spots[i], 1, &reverse, NULL) ||
            !reverse.admin1_by.place || !*reverse.admin1_by.place->admin1)
            return "";
        const char *here = reverse.admin1_by.place->admin1;
        if (strcmp(reverse.border.country, made->border.country) != 0 ||
            (*found && strcmp(found, here) != 0))
            return "";
        found = here;
    }
    return found;
}

static bm_settled *settle(const bm_settling *settling, const bm_grid_cell *cell,
                          const char *country, const char *outline)
{
    bm_settled *made = bm_arena_alloc(settling->arena, sizeof *made);
    if (!made)
        return NULL;
    /* A country that the layer does not have. */
    const char *wanted = !*outline && *country ? "" : country;
    made->is_found = find_position(settling, cell, wanted, made);
    made->admin1 = "";
    if (!made->is_found)
        return made;
    bm_border_relation *border = &made->border;
    /* Nothing but the country is known of what is so near to the line. */
    if (!(border->border_km * 1000 > bm_grid_reach_m(cell, made->position))) {
        border->uncertain = false;
        border->border_km = border->crossing_km = NAN;
        border->crossing = border->crossing_partner = "";
    }
    made->admin1 = find_admin1(settling, cell, made);
    return made;
}

const bm_settled *bm_settle(bm_settling *settling, const bm_grid_cell *cell, const char *country,
                            const char *outline)
{
    bm_strbuf key = {0};
    uint32_t number = 0;
    bool is_new = false;
    bm_settled *made = NULL;
    bm_strbuf_printf(&key, "%" PRId64 ",%" PRId64 ",%s,%s", cell->row, cell->column, country,
                     *outline ? "" : "-");
    bm_settled **grown =
        bm_array_grow(settling->items, settling->keys.count, &settling->capacity, sizeof *grown);
    if (grown)
        settling->items = grown;
    if (!key.failed && bm_intern_number(&settling->keys, bm_strbuf_text(&key), &number)) {
        made = settling->items[number];
    } else if (!key.failed && grown) {
        const char *kept = bm_arena_strdup(settling->arena, bm_strbuf_text(&key));
        made = settle(settling, cell, country, outline);
        if (kept && made && bm_intern_find(&settling->keys, kept, &number, &is_new))
            settling->items[number] = made;
        else
            made = NULL;
    }
    bm_strbuf_finish(&key);
    return made;
}

void bm_settling_finish(bm_settling *settling)
{
    bm_intern_finish(&settling->keys);
    free(settling->items);
    settling->items = NULL;
}
