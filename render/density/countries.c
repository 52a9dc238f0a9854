#include "render/density/countries.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "geo/border.h"

/** Steps between the nodes that are asked first: where all of those round a node are in one
 * country, so is the node. */
#define COARSE 8

bool bm_map_countries_make(bm_map_countries *countries, const bm_frame *frame,
                           const bm_border *border, double step_px)
{
    const bm_px_box *map = &frame->map;
    countries->frame = frame;
    countries->border = border;
    countries->step_px = step_px;
    countries->columns = (size_t)((map->x1 - map->x0) / step_px) + 1;
    countries->rows = (size_t)((map->y1 - map->y0) / step_px) + 1;
    size_t nodes = (countries->columns + 1) * (countries->rows + 1);
    size_t squares = countries->columns * countries->rows;
    size_t blocks = (countries->columns / COARSE + 1) * (countries->rows / COARSE + 1);
    countries->nodes = calloc(nodes + squares + blocks, 1);
    countries->squares = countries->nodes ? countries->nodes + nodes : NULL;
    countries->blocks = countries->nodes ? countries->squares + squares : NULL;
    (void)bm_map_countries_number(countries, "");
    return countries->nodes != NULL;
}

void bm_map_countries_finish(bm_map_countries *countries)
{
    free(countries->nodes);
    countries->nodes = countries->squares = countries->blocks = NULL;
}

/** Of whoever adds a country: there are but a few. */
static pthread_mutex_t adding = PTHREAD_MUTEX_INITIALIZER;

/* The number of a country among the first `count`; `count` when it is none of them. */
static size_t number_among(const bm_map_countries *countries, size_t count, const char *code)
{
    size_t i = 0;
    while (i < count && (*countries->codes[i] != *code || strcmp(countries->codes[i], code) != 0))
        i++;
    return i;
}

uint8_t bm_map_countries_number(bm_map_countries *countries, const char *code)
{
    size_t count = atomic_load_explicit(&countries->count, memory_order_acquire);
    size_t found = number_among(countries, count, code);
    if (found < count)
        return (uint8_t)found;
    (void)pthread_mutex_lock(&adding);
    count = atomic_load_explicit(&countries->count, memory_order_relaxed);
    found = number_among(countries, count, code);
    if (found == count && (count == BM_MAP_COUNTRIES_MAX || strlen(code) > 2)) {
        found = 0;
    } else if (found == count) {
        memcpy(countries->codes[count], code, strlen(code) + 1);
        atomic_store_explicit(&countries->count, count + 1, memory_order_release);
    }
    (void)pthread_mutex_unlock(&adding);
    return (uint8_t)found;
}

/* What is not known yet is asked for by whoever comes first, or by two at a time, who find the same
 * country. */
static uint8_t known(const atomic_uchar *here)
{
    return atomic_load_explicit(here, memory_order_relaxed);
}

static uint8_t keep(atomic_uchar *here, uint8_t what)
{
    atomic_store_explicit(here, what, memory_order_relaxed);
    return what;
}

uint8_t bm_map_countries_find(bm_map_countries *countries, bm_lonlat position)
{
    char code[3] = "";
    if (countries->border && bm_lonlat_is_valid(position))
        bm_border_country_at(countries->border, position, code);
    return bm_map_countries_number(countries, code);
}

static uint8_t ask_node(bm_map_countries *countries, size_t column, size_t row)
{
    atomic_uchar *node = &countries->nodes[row * (countries->columns + 1) + column];
    bm_px at = {countries->frame->map.x0 + (double)column * countries->step_px,
                countries->frame->map.y0 + (double)row * countries->step_px};
    uint8_t what = known(node);
    if (!what) {
        bm_lonlat position = bm_frame_to_lonlat(countries->frame, at);
        what = keep(node, (uint8_t)(bm_map_countries_find(countries, position) + 1));
    }
    return (uint8_t)(what - 1);
}

static size_t coarse_node(size_t coarse, size_t last)
{
    return coarse * COARSE < last ? coarse * COARSE : last;
}

/* What the coarse nodes round a block say of it. */
static uint8_t ask_block(bm_map_countries *countries, size_t left, size_t top)
{
    uint8_t number = ask_node(countries, coarse_node(left, countries->columns),
                              coarse_node(top, countries->rows));
    for (size_t r = top ? top - 1 : 0; r <= top + 2; r++)
        for (size_t c = left ? left - 1 : 0; c <= left + 2; c++)
            if (ask_node(countries, coarse_node(c, countries->columns),
                         coarse_node(r, countries->rows)) != number)
                return 1;
    return (uint8_t)(number + 2);
}

/* Whether all the coarse nodes round a node are in one country. */
static bool is_inland(bm_map_countries *countries, size_t column, size_t row, uint8_t *number)
{
    size_t left = column / COARSE, top = row / COARSE;
    atomic_uchar *block = &countries->blocks[top * (countries->columns / COARSE + 1) + left];
    uint8_t what = known(block);
    if (!what)
        what = keep(block, ask_block(countries, left, top));
    *number = (uint8_t)(what - 2);
    return what > 1;
}

static uint8_t node_at(bm_map_countries *countries, size_t column, size_t row)
{
    atomic_uchar *node = &countries->nodes[row * (countries->columns + 1) + column];
    uint8_t number = 0, what = known(node);
    if (!what && is_inland(countries, column, row, &number))
        what = keep(node, (uint8_t)(number + 1));
    return what ? (uint8_t)(what - 1) : ask_node(countries, column, row);
}

size_t bm_map_countries_square(const bm_map_countries *countries, bm_px at)
{
    const bm_px_box *map = &countries->frame->map;
    size_t column = (size_t)((at.x - map->x0) / countries->step_px);
    size_t row = (size_t)((at.y - map->y0) / countries->step_px);
    return row * countries->columns + column;
}

static uint8_t ask_square(bm_map_countries *countries, size_t square)
{
    size_t column = square % countries->columns, row = square / countries->columns;
    uint8_t number = node_at(countries, column, row);
    bool is_pure = node_at(countries, column + 1, row) == number &&
                   node_at(countries, column, row + 1) == number &&
                   node_at(countries, column + 1, row + 1) == number;
    return is_pure ? (uint8_t)(number + 2) : 1;
}

bool bm_map_countries_is_pure(bm_map_countries *countries, size_t square, uint8_t *number)
{
    atomic_uchar *here = &countries->squares[square];
    if (!countries->border) {
        *number = 0;
        return true;
    }
    uint8_t what = known(here);
    if (!what)
        what = keep(here, ask_square(countries, square));
    *number = what > 1
                  ? (uint8_t)(what - 2)
                  : node_at(countries, square % countries->columns, square / countries->columns);
    return what > 1;
}

static size_t clamp_node(double place, size_t last)
{
    return place < 0 ? 0 : place > (double)last ? last : (size_t)place;
}

bool bm_map_countries_is_near(bm_map_countries *countries, bm_px at, double reach_px,
                              uint8_t number)
{
    const bm_px_box *map = &countries->frame->map;
    double x = (at.x - map->x0) / countries->step_px, y = (at.y - map->y0) / countries->step_px;
    double reach = reach_px / countries->step_px;
    size_t right = clamp_node(floor(x + reach), countries->columns);
    size_t bottom = clamp_node(floor(y + reach), countries->rows);
    for (size_t row = clamp_node(ceil(y - reach), countries->rows); row <= bottom; row++)
        for (size_t column = clamp_node(ceil(x - reach), countries->columns); column <= right;
             column++)
            if (hypot((double)column - x, (double)row - y) <= reach &&
                node_at(countries, column, row) == number)
                return true;
    return false;
}

/** A search for the nearest node. */
typedef struct search {
    bm_px at;
    bm_px_box room;
    uint8_t number;
    double best_px;
    bm_px found;
} search;

static void look_at(bm_map_countries *countries, double column, double row, search *wanted)
{
    const bm_px_box *map = &countries->frame->map;
    bm_px node = {map->x0 + column * countries->step_px, map->y0 + row * countries->step_px};
    double away = hypot(node.x - wanted->at.x, node.y - wanted->at.y);
    if (column < 0 || column > (double)countries->columns || row < 0 ||
        row > (double)countries->rows || node.x < wanted->room.x0 || node.x > wanted->room.x1 ||
        node.y < wanted->room.y0 || node.y > wanted->room.y1 || !(away < wanted->best_px) ||
        node_at(countries, (size_t)column, (size_t)row) != wanted->number)
        return;
    wanted->best_px = away;
    wanted->found = node;
}

/* Square by square round the node at the middle, till the next can only be farther away. */
bool bm_map_countries_nearest(bm_map_countries *countries, bm_px at, double reach_px,
                              bm_px_box room, uint8_t number, bm_px *found)
{
    const bm_px_box *map = &countries->frame->map;
    double step = countries->step_px;
    double column = floor((at.x - map->x0) / step), row = floor((at.y - map->y0) / step);
    search wanted = {at, room, number, reach_px, at};
    for (double out = 0; (out - 1) * step < wanted.best_px; out++)
        for (double i = -out; i <= out; i++) {
            look_at(countries, column + i, row - out, &wanted);
            look_at(countries, column + i, row + out, &wanted);
            look_at(countries, column - out, row + i, &wanted);
            look_at(countries, column + out, row + i, &wanted);
        }
    *found = wanted.found;
    return wanted.best_px < reach_px;
}

uint8_t bm_map_countries_at(bm_map_countries *countries, bm_px at)
{
    uint8_t number;
    if (bm_map_countries_is_pure(countries, bm_map_countries_square(countries, at), &number))
        return number;
    return bm_map_countries_find(countries, bm_frame_to_lonlat(countries->frame, at));
}
