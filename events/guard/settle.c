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
/* Cells that are remembered, some 250 bytes each. */
enum { CELLS_MAX = 1 << 16 };

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
        bm_border_relation relation;
        if (bm_border_relate(settling->border, spots[i], &relation, NULL) ||
            strcmp(relation.country, made->border.country) != 0)
            return "";
        const char *here = bm_reverse_admin1(settling->gazetteer, relation.country, spots[i]);
        if (!*here || (*found && strcmp(found, here) != 0))
            return "";
        found = here;
    }
    return found;
}

static void settle(const bm_settling *settling, const bm_grid_cell *cell, const char *country,
                   const char *outline, bm_settled *made)
{
    *made = (bm_settled){0};
    /* A country that the layer does not have. */
    const char *wanted = !*outline && *country ? "" : country;
    made->is_found = find_position(settling, cell, wanted, made);
    if (!made->is_found)
        return;
    bm_border_relation *border = &made->border;
    /* Nothing but the country is known of what is so near to the line. */
    if (!(border->border_km * 1000 > bm_grid_reach_m(cell, made->position))) {
        border->uncertain = false;
        border->border_km = border->crossing_km = NAN;
        border->crossing = border->crossing_partner = "";
    }
}

static bool is_remembered(bm_settling *settling, const char *key, bm_settled *settled)
{
    uint32_t number = 0;
    (void)pthread_mutex_lock(&settling->lock);
    bool found = bm_intern_number(&settling->keys, key, &number);
    if (found)
        *settled = settling->items[number];
    (void)pthread_mutex_unlock(&settling->lock);
    return found;
}

static void forget(bm_settling *settling)
{
    bm_intern_finish(&settling->keys);
    bm_arena_finish(&settling->arena);
    free(settling->items);
    settling->items = NULL;
    settling->capacity = 0;
}

static bool remember(bm_settling *settling, const char *key, const bm_settled *settled)
{
    uint32_t number = 0;
    bool is_new = false;
    (void)pthread_mutex_lock(&settling->lock);
    if (settling->keys.count >= CELLS_MAX)
        forget(settling);
    bm_settled *grown =
        bm_array_grow(settling->items, settling->keys.count, &settling->capacity, sizeof *grown);
    if (grown)
        settling->items = grown;
    bool known = bm_intern_number(&settling->keys, key, &number);
    const char *kept = known ? key : bm_arena_strdup(&settling->arena, key);
    bool good = grown && kept && (known || bm_intern_find(&settling->keys, kept, &number, &is_new));
    if (good)
        grown[number] = *settled;
    (void)pthread_mutex_unlock(&settling->lock);
    return good;
}

bool bm_settle(bm_settling *settling, const bm_grid_cell *cell, const char *country,
               const char *outline, bool wants_admin1, bm_settled *settled)
{
    bm_strbuf key = {0};
    bm_strbuf_printf(&key, "%" PRId64 ",%" PRId64 ",%s,%s", cell->row, cell->column, country,
                     *outline ? "" : "-");
    bool good = !key.failed;
    bool found = good && is_remembered(settling, bm_strbuf_text(&key), settled);
    if (good && !found)
        settle(settling, cell, country, outline, settled);
    bool lacks_admin1 = good && wants_admin1 && settled->is_found && !settled->admin1;
    if (lacks_admin1)
        settled->admin1 = find_admin1(settling, cell, settled);
    if (good && (!found || lacks_admin1))
        good = remember(settling, bm_strbuf_text(&key), settled);
    bm_strbuf_finish(&key);
    return good;
}

bool bm_settling_begin(bm_settling *settling)
{
    return pthread_mutex_init(&settling->lock, NULL) == 0;
}

void bm_settling_finish(bm_settling *settling)
{
    forget(settling);
    (void)pthread_mutex_destroy(&settling->lock);
}
