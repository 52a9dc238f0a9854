#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "render/density/private.h"

/* Marching squares (W. E. Lorensen and H. E. Cline, Marching Cubes, SIGGRAPH 1987, in the plane).
 * The field is walked with a margin of zeros round it, so that every ring closes. An edge between
 * two nodes, one in and one out, is crossed once: by a ring that comes from one square and goes on
 * in the other. */

/** A field with its margin; node (0, 0) is outside. */
typedef struct ground {
    const double *field;
    size_t columns, rows; /**< with the margin */
    double level;
    bm_px origin;
    double step_px;
} ground;

#define NO_EDGE UINT32_MAX

static double value_at(const ground *g, size_t column, size_t row)
{
    if (column == 0 || row == 0 || column == g->columns - 1 || row == g->rows - 1)
        return 0;
    return g->field[(row - 1) * (g->columns - 2) + column - 1];
}

/* Edges by number: to the right of a node, and down from it. */
static uint32_t right_of(const ground *g, size_t column, size_t row)
{
    return (uint32_t)(2 * (row * g->columns + column));
}

static uint32_t down_from(const ground *g, size_t column, size_t row)
{
    return right_of(g, column, row) + 1;
}

/* Where the level crosses an edge. */
static bm_px crossing(const ground *g, uint32_t edge)
{
    size_t node = edge / 2, column = node % g->columns, row = node / g->columns;
    bool is_down = edge & 1;
    double a = value_at(g, column, row), b = value_at(g, column + !is_down, row + is_down);
    double share = (g->level - a) / (b - a);
    double x = (double)column - 1 + (is_down ? 0 : share);
    double y = (double)row - 1 + (is_down ? share : 0);
    return (bm_px){g->origin.x + x * g->step_px, g->origin.y + y * g->step_px};
}

/** Sides of a square, and its 16 kinds by corners that are in (upper left 1, upper right 2, lower
 *  right 4, lower left 8): from which side a ring goes to which, with what is in always at the same
 *  hand. Saddles have two ways and are settled apart. */
enum { TOP, RIGHT, BOTTOM, LEFT };
static const signed char ways[16][2] = {
    {-1, -1},      {LEFT, TOP},    {TOP, RIGHT},   {LEFT, RIGHT}, {RIGHT, BOTTOM}, {-1, -1},
    {TOP, BOTTOM}, {LEFT, BOTTOM}, {BOTTOM, LEFT}, {BOTTOM, TOP}, {-1, -1},        {BOTTOM, RIGHT},
    {RIGHT, LEFT}, {RIGHT, TOP},   {TOP, LEFT},    {-1, -1}};

static void link_square(const ground *g, size_t column, size_t row, uint32_t *next)
{
    const uint32_t sides[4] = {
        [TOP] = right_of(g, column, row),
        [RIGHT] = down_from(g, column + 1, row),
        [BOTTOM] = right_of(g, column, row + 1),
        [LEFT] = down_from(g, column, row),
    };
    const double corners[4] = {value_at(g, column, row), value_at(g, column + 1, row),
                               value_at(g, column + 1, row + 1), value_at(g, column, row + 1)};
    unsigned in = 0;
    for (unsigned i = 0; i < 4; i++)
        in |= (corners[i] >= g->level ? 1U : 0U) << i;
    bool is_high = corners[0] + corners[1] + corners[2] + corners[3] >= 4 * g->level;
    if (in == 5) {
        next[sides[LEFT]] = sides[is_high ? BOTTOM : TOP];
        next[sides[RIGHT]] = sides[is_high ? TOP : BOTTOM];
    } else if (in == 10) {
        next[sides[TOP]] = sides[is_high ? LEFT : RIGHT];
        next[sides[BOTTOM]] = sides[is_high ? RIGHT : LEFT];
    } else if (ways[in][0] >= 0) {
        next[sides[ways[in][0]]] = sides[ways[in][1]];
    }
}

static bool add_ring(const ground *g, uint32_t start, uint32_t *next, bm_px **points,
                     size_t *capacity, bm_canvas *canvas)
{
    size_t count = 0;
    for (uint32_t edge = start; edge != NO_EDGE;) {
        bm_px *grown = bm_array_grow(*points, count, capacity, sizeof *grown);
        if (!grown)
            return false;
        *points = grown;
        grown[count++] = crossing(g, edge);
        uint32_t following = next[edge];
        next[edge] = NO_EDGE;
        edge = following;
    }
    /* The last one is the first again. */
    bm_canvas_add_points(canvas, *points, count > 1 ? count - 1 : count, true);
    return true;
}

bool bm_field_add_rings(const double *field, size_t columns, size_t rows, double level,
                        bm_px origin, double step_px, bm_canvas *canvas)
{
    ground g = {field, columns + 2, rows + 2, level, origin, step_px};
    if (g.columns >= UINT32_MAX / 2 / g.rows)
        return false;
    size_t edges = 2 * g.columns * g.rows, capacity = 0;
    uint32_t *next = malloc(edges * sizeof *next);
    bm_px *points = NULL;
    bool good = next != NULL;
    for (size_t i = 0; good && i < edges; i++)
        next[i] = NO_EDGE;
    for (size_t row = 0; good && row + 1 < g.rows; row++)
        for (size_t column = 0; column + 1 < g.columns; column++)
            link_square(&g, column, row, next);
    for (size_t i = 0; good && i < edges; i++)
        if (next[i] != NO_EDGE)
            good = add_ring(&g, (uint32_t)i, next, &points, &capacity, canvas);
    free(next);
    free(points);
    return good;
}
