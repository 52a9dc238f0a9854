#include "render/density/hex_land.h"

#include <stdlib.h>

#include "base/arena.h"

/** A smaller share of a hexagon is a splinter. */
#define SPLINTER_SHARE 0.333
/** Countries of one hexagon. */
#define PARTS_MAX 4
/** A lattice of points that stand for a hexagon: so many on each side of its middle, that far from
 *  each other in radii, which gives each an equal share. */
#define RINGS 2
#define STEP_RADII 0.3974
#define HALF_SQRT_3 0.86602540378443864676

/** How many of the points that stand for a hexagon are in which country. */
typedef struct bm_hex_shares {
    uint8_t countries[PARTS_MAX], points[PARTS_MAX];
    uint8_t count, total;
} bm_hex_shares;

bool bm_hex_land_make(bm_hex_land *land, const bm_hex_grid *grid, bm_map_countries *map)
{
    *land = (bm_hex_land){.grid = grid, .map = map};
    land->known = calloc(grid->rows * grid->columns, sizeof *land->known);
    land->failed = !land->known;
    return !land->failed;
}

void bm_hex_land_finish(bm_hex_land *land)
{
    free(land->known);
    free(land->shares);
    *land = (bm_hex_land){0};
}

static void count_point(bm_hex_land *land, bm_px at, bm_hex_shares *shares)
{
    const bm_px_box *map = &land->map->frame->map;
    if (!(at.x >= map->x0 && at.x <= map->x1 && at.y >= map->y0 && at.y <= map->y1))
        return;
    uint8_t country = bm_map_countries_at(land->map, at);
    size_t part = 0;
    while (part < shares->count && shares->countries[part] != country)
        part++;
    if (part == PARTS_MAX)
        return;
    if (part == shares->count)
        shares->countries[shares->count++] = country;
    shares->points[part]++;
    shares->total++;
}

/* NULL when memory is short. */
static const bm_hex_shares *shares_of(bm_hex_land *land, size_t index)
{
    if (land->known[index])
        return &land->shares[land->known[index] - 1];
    bm_hex_shares *grown =
        bm_array_grow(land->shares, land->count, &land->capacity, sizeof *land->shares);
    if (!grown) {
        land->failed = true;
        return NULL;
    }
    land->shares = grown;
    bm_hex_shares *made = &grown[land->count++];
    *made = (bm_hex_shares){0};
    land->known[index] = (uint32_t)land->count;
    bm_px center = bm_hex_grid_center(land->grid, index);
    double step = STEP_RADII * land->grid->radius_px;
    for (int a = -RINGS; a <= RINGS; a++)
        for (int b = -RINGS; b <= RINGS; b++)
            if (abs(a + b) <= RINGS)
                count_point(
                    land,
                    (bm_px){center.x + step * HALF_SQRT_3 * b, center.y + step * (a + 0.5 * b)},
                    made);
    return made;
}

/* Of what is on the map. The sea cuts nothing: it is everybody's. */
static double share_of(bm_hex_land *land, size_t index, uint8_t country)
{
    const bm_hex_shares *shares = shares_of(land, index);
    unsigned own = 0;
    if (!shares || !shares->total || !country)
        return 1;
    for (size_t i = 0; i < shares->count; i++)
        if (shares->countries[i] == country || !shares->countries[i])
            own += shares->points[i];
    return (double)own / shares->total;
}

size_t bm_hex_land_home(bm_hex_land *land, size_t index, uint8_t country)
{
    size_t home = index;
    double most = SPLINTER_SHARE;
    if (share_of(land, index, country) >= SPLINTER_SHARE)
        return index;
    for (unsigned side = 0; side < 6; side++) {
        size_t beside = bm_hex_grid_beside(land->grid, index, side);
        double share = beside == SIZE_MAX ? 0 : share_of(land, beside, country);
        if (share >= most && (share > most || home == index)) {
            most = share;
            home = beside;
        }
    }
    return home;
}

uint8_t bm_hex_land_splinters(bm_hex_land *land, size_t index, uint8_t country)
{
    unsigned found = 0;
    for (unsigned side = 0; side < 6; side++) {
        size_t beside = bm_hex_grid_beside(land->grid, index, side);
        if (beside != SIZE_MAX && bm_hex_land_home(land, beside, country) == index)
            found |= 1U << side;
    }
    return (uint8_t)found;
}
