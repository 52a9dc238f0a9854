#include <stdlib.h>

#include "base/sort.h"
#include "render/density/cluster.h"

bm_px bm_site_middle(const bm_site *site)
{
    return (bm_px){site->x / (double)site->count, site->y / (double)site->count};
}

void bm_site_join(bm_clustering *gathered, uint32_t into, uint32_t from)
{
    bm_site *a = &gathered->sites[into], *b = &gathered->sites[from];
    a->count += b->count;
    a->x += b->x;
    a->y += b->y;
    for (size_t i = 0; i < BM_DENSITY_ENTRIES; i++)
        a->shares[i] += b->shares[i];
    b->into = into + 1;
}

/** What sites are ordered by. */
typedef struct sort_key {
    uint64_t count;
    double x, y;
    uint32_t index;
} sort_key;

static int by_count(const void *left, const void *right)
{
    const sort_key *a = left, *b = right;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    if (a->y != b->y)
        return a->y < b->y ? -1 : 1;
    if (a->x != b->x)
        return a->x < b->x ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

bool bm_clustering_sort(bm_clustering *gathered)
{
    /* And room to sort them. */
    sort_key *keys = malloc((2 * gathered->standing_count + 1) * sizeof *keys);
    size_t count = 0;
    for (size_t i = 0; keys && i < gathered->standing_count; i++) {
        uint32_t index = gathered->standing[i];
        const bm_site *site = &gathered->sites[index];
        if (!site->into)
            keys[count++] = (sort_key){site->count, site->x, site->y, index};
    }
    if (count)
        bm_sort(keys, keys + count, count, sizeof *keys, by_count);
    for (size_t i = 0; i < count; i++) {
        gathered->standing[i] = keys[i].index;
        gathered->sites[keys[i].index].rank = (uint32_t)i;
    }
    gathered->standing_count = count;
    free(keys);
    return keys != NULL;
}

static size_t square_of(double at, double corner, double step, size_t count)
{
    double square = (at - corner) / step;
    size_t index = square > 0 ? (size_t)square : 0;
    return index < count ? index : count - 1;
}

bool bm_site_grid_make(bm_site_grid *grid, const bm_clustering *gathered, double step_px)
{
    const bm_px_box *map = &gathered->work->frame->map;
    *grid = (bm_site_grid){.corner = {map->x0, map->y0}, .step_px = step_px};
    grid->columns = (size_t)((map->x1 - map->x0) / step_px) + 1;
    grid->rows = (size_t)((map->y1 - map->y0) / step_px) + 1;
    grid->first = calloc(grid->columns * grid->rows, sizeof *grid->first);
    grid->next = calloc(gathered->count + 1, sizeof *grid->next);
    for (size_t i = gathered->standing_count; grid->first && grid->next && i-- > 0;) {
        uint32_t index = gathered->standing[i];
        bm_px at = gathered->sites[index].at;
        size_t square = square_of(at.y, grid->corner.y, step_px, grid->rows) * grid->columns +
                        square_of(at.x, grid->corner.x, step_px, grid->columns);
        grid->next[index] = grid->first[square];
        grid->first[square] = index + 1;
    }
    return grid->first && grid->next;
}

void bm_site_grid_finish(bm_site_grid *grid)
{
    free(grid->first);
    free(grid->next);
}

void bm_site_grid_visit(const bm_site_grid *grid, bm_clustering *gathered, uint32_t seed,
                        bm_site_visitor visit, void *context)
{
    bm_px at = gathered->sites[seed].at;
    size_t column = square_of(at.x, grid->corner.x, grid->step_px, grid->columns);
    size_t row = square_of(at.y, grid->corner.y, grid->step_px, grid->rows);
    for (size_t r = row ? row - 1 : 0; r <= row + 1 && r < grid->rows; r++)
        for (size_t c = column ? column - 1 : 0; c <= column + 1 && c < grid->columns; c++)
            for (uint32_t k = grid->first[r * grid->columns + c]; k; k = grid->next[k - 1])
                if (k - 1 != seed)
                    visit(gathered, seed, k - 1, context);
}

/* What counts is where sites were as they were gathered. */
static void take_near(bm_clustering *gathered, uint32_t seed, uint32_t other, void *context)
{
    const bm_site *a = &gathered->sites[seed], *b = &gathered->sites[other];
    double reach_px = *(const double *)context, x = b->at.x - a->at.x, y = b->at.y - a->at.y;
    if (!b->into && a->country == b->country && x * x + y * y <= reach_px * reach_px)
        bm_site_join(gathered, seed, other);
}

bool bm_clustering_merge(bm_clustering *gathered, double reach_px)
{
    bm_site_grid grid = {0};
    gathered->standing = calloc(gathered->count + 1, sizeof *gathered->standing);
    if (!gathered->standing)
        return false;
    for (size_t i = 0; i < gathered->count; i++) {
        gathered->standing[gathered->standing_count++] = (uint32_t)i;
        gathered->sites[i].at = gathered->sites[i].origin = bm_site_middle(&gathered->sites[i]);
    }
    bool good = bm_clustering_sort(gathered) && bm_site_grid_make(&grid, gathered, reach_px);
    for (size_t i = 0; good && i < gathered->standing_count; i++) {
        uint32_t seed = gathered->standing[i];
        if (!gathered->sites[seed].into)
            bm_site_grid_visit(&grid, gathered, seed, take_near, &reach_px);
    }
    bm_site_grid_finish(&grid);
    return good && bm_clustering_sort(gathered);
}
