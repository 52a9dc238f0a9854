#include "render/density/countries.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "geo/border.h"
#include "geo/projection_definition.h"

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

uint8_t bm_map_countries_number(bm_map_countries *countries, const char *code)
{
    for (size_t i = 0; i < countries->count; i++)
        if (strcmp(countries->codes[i], code) == 0)
            return (uint8_t)i;
    if (countries->count == BM_MAP_COUNTRIES_MAX || strlen(code) > 2)
        return 0;
    memcpy(countries->codes[countries->count], code, strlen(code) + 1);
    return (uint8_t)countries->count++;
}

uint8_t bm_map_countries_find(bm_map_countries *countries, bm_lonlat position)
{
    char code[3] = "";
    if (countries->border && bm_lonlat_is_valid(position))
        bm_border_country_at(countries->border, position, code);
    return bm_map_countries_number(countries, code);
}

static bm_lonlat node_position(const bm_map_countries *countries, size_t column, size_t row)
{
    bm_px at = {countries->frame->map.x0 + (double)column * countries->step_px,
                countries->frame->map.y0 + (double)row * countries->step_px};
    return bm_frame_to_lonlat(countries->frame, at);
}

static uint8_t ask_node(bm_map_countries *countries, size_t column, size_t row)
{
    uint8_t *node = &countries->nodes[row * (countries->columns + 1) + column];
    if (!*node)
        *node =
            (uint8_t)(bm_map_countries_find(countries, node_position(countries, column, row)) + 1);
    return (uint8_t)(*node - 1);
}

static size_t coarse_node(size_t coarse, size_t last)
{
    return coarse * COARSE < last ? coarse * COARSE : last;
}

/** Nodes that are asked at a time. */
#define AT_ONCE 64

/** Coarse nodes that are asked on several threads. */
typedef struct foreseeing {
    const bm_map_countries *countries;
    struct foreseen {
        size_t column, row;
        char code[3];
    } * nodes; /* heap */
    size_t count;
} foreseeing;

static void ask_part(size_t part, void *context)
{
    foreseeing *work = context;
    for (size_t i = part * AT_ONCE; i < (part + 1) * AT_ONCE && i < work->count; i++) {
        struct foreseen *node = &work->nodes[i];
        bm_lonlat position = node_position(work->countries, node->column, node->row);
        if (bm_lonlat_is_valid(position))
            bm_border_country_at(work->countries->border, position, node->code);
    }
}

/* The coarse nodes round the blocks within reach of a place. */
static void foresee_place(foreseeing *work, bool *is_known, bm_px at, double reach_px)
{
    const bm_map_countries *countries = work->countries;
    const bm_px_box *map = &countries->frame->map;
    double block_px = COARSE * countries->step_px;
    size_t columns = countries->columns / COARSE + 1, rows = countries->rows / COARSE + 1;
    size_t left = (size_t)fmax((at.x - reach_px - map->x0) / block_px - 1, 0);
    size_t top = (size_t)fmax((at.y - reach_px - map->y0) / block_px - 1, 0);
    for (size_t r = top; r <= rows && (double)r <= (at.y + reach_px - map->y0) / block_px + 2; r++)
        for (size_t c = left;
             c <= columns && (double)c <= (at.x + reach_px - map->x0) / block_px + 2; c++) {
            if (!is_known[r * (columns + 1) + c])
                work->nodes[work->count++] =
                    (struct foreseen){.column = coarse_node(c, countries->columns),
                                      .row = coarse_node(r, countries->rows)};
            is_known[r * (columns + 1) + c] = true;
        }
}

void bm_map_countries_foresee(bm_map_countries *countries, const bm_px *places, size_t count,
                              double reach_px)
{
    size_t nodes = (countries->columns / COARSE + 2) * (countries->rows / COARSE + 2);
    if (!countries->border || !bm_projection_is_shareable(countries->frame->projection))
        return;
    foreseeing work = {.countries = countries, .nodes = calloc(nodes, sizeof *work.nodes)};
    bool *is_known = calloc(nodes, sizeof *is_known);
    for (size_t i = 0; work.nodes && is_known && i < count; i++)
        foresee_place(&work, is_known, places[i], reach_px);
    bm_parallel_for((work.count + AT_ONCE - 1) / AT_ONCE, ask_part, &work);
    for (size_t i = 0; i < work.count; i++) {
        const struct foreseen *node = &work.nodes[i];
        countries->nodes[node->row * (countries->columns + 1) + node->column] =
            (uint8_t)(bm_map_countries_number(countries, node->code) + 1);
    }
    free(work.nodes);
    free(is_known);
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
    uint8_t *block = &countries->blocks[top * (countries->columns / COARSE + 1) + left];
    if (!*block)
        *block = ask_block(countries, left, top);
    *number = (uint8_t)(*block - 2);
    return *block > 1;
}

static uint8_t node_at(bm_map_countries *countries, size_t column, size_t row)
{
    uint8_t *node = &countries->nodes[row * (countries->columns + 1) + column];
    uint8_t number = 0;
    if (!*node && is_inland(countries, column, row, &number))
        *node = (uint8_t)(number + 1);
    return *node ? (uint8_t)(*node - 1) : ask_node(countries, column, row);
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
    uint8_t *known = &countries->squares[square];
    if (!countries->border) {
        *number = 0;
        return true;
    }
    if (!*known)
        *known = ask_square(countries, square);
    *number = *known > 1
                  ? (uint8_t)(*known - 2)
                  : node_at(countries, square % countries->columns, square / countries->columns);
    return *known > 1;
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
