/* Names of seas and bays. The gazetteer knows their middles and how far they reach; water is what
 * is no country's within the layer of countries, and belongs to the sea that is nearest for its
 * size. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/labels/area_grid.h"

enum { SEAS_MAX = 32, BLOCK = 4, NO_SEA = 255 };

/** How far round its middle a sea without known limits reaches, in its radii. */
static const double reach_radii = 1.15;
/** Less water than this share of the map has no name worth looking for. */
static const double least_share = 0.004;

/** Where seas end that a circle would describe too badly (after IHO S-23, Limits of Oceans and
 * Seas, 1953): they wind round land. */
static const struct {
    const char *name;
    bm_lonlat_box box;
} limits[] = {
    {"Black Sea", {27.4, 40.9, 41.9, 46.8}},
    {"Sea of Azov", {34.7, 45.4, 39.5, 47.4}},
    {"Mediterranean Sea", {-5.6, 30.2, 36.3, 45.8}},
    {"Baltic Sea", {9.4, 53.6, 30.3, 65.9}},
};

typedef struct sea {
    const bm_place *place;
    double radius_km;
    bool has_box;
    bm_lonlat_box box;
} sea;

static bool starts_with(const char *name, const char *start)
{
    return strncmp(name, start, strlen(start)) == 0;
}

static bool ends_with(const char *name, const char *end)
{
    size_t length = strlen(name), tail = strlen(end);
    return length > tail && strcmp(name + length - tail, end) == 0;
}

/** By the GeoNames feature code, or by the English name where a layer has no codes. */
static bool is_sea(const bm_place *place)
{
    static const char *const feature_codes[] = {"SEA", "GULF", "BAY", "OCN", "LGN"};
    for (size_t i = 0; i < sizeof feature_codes / sizeof *feature_codes; i++) {
        if (strcmp(place->feature_code, feature_codes[i]) == 0)
            return true;
    }
    const char *name = place->name;
    return starts_with(name, "Sea of ") || starts_with(name, "Gulf of ") ||
           starts_with(name, "Bay of ") || ends_with(name, " Sea") || ends_with(name, " Gulf") ||
           ends_with(name, " Bay");
}

static double distance_km(bm_lonlat a, bm_lonlat b)
{
    // On a sphere and a plane: which of two seas is nearer needs no more.
    double narrow = cos((a.lat + b.lat) / 2 * acos(-1) / 180);
    return 111.2 * hypot((a.lon - b.lon) * narrow, a.lat - b.lat);
}

static bool contains(const sea *at, bm_lonlat position)
{
    if (at->has_box)
        return bm_lonlat_box_contains(at->box, position);
    return distance_km(position, at->place->position) < reach_radii * at->radius_km;
}

static sea describe(const bm_place *place)
{
    sea found = {.place = place, .radius_km = fmax(place->radius_km, 5)};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        if (strcmp(place->name, limits[i].name) == 0 &&
            bm_lonlat_box_contains(limits[i].box, place->position)) {
            found.has_box = true;
            found.box = limits[i].box;
        }
    }
    return found;
}

/** True when some of it may be in the frame. */
static bool may_be_seen(const label_work *work, const sea *at)
{
    bm_lonlat_box shown = work->frame->lonlat;
    if (at->has_box)
        return bm_lonlat_box_overlaps(at->box, shown);
    bm_lonlat middle = at->place->position;
    bm_lonlat nearest = {fmin(fmax(middle.lon, shown.west), shown.east),
                         fmin(fmax(middle.lat, shown.south), shown.north)};
    return contains(at, nearest);
}

static size_t find_seas(const label_work *work, sea seas[SEAS_MAX])
{
    const bm_gazetteer *gazetteer = work->basemap->gazetteer;
    size_t count = 0;
    for (size_t i = 0; gazetteer && i < bm_gazetteer_count(gazetteer) && count < SEAS_MAX; i++) {
        const bm_place *place = bm_gazetteer_place(gazetteer, i);
        if (!place || (place->kind != BM_PLACE_REGION && place->kind != BM_PLACE_NATURAL) ||
            !is_sea(place))
            continue;
        sea found = describe(place);
        if (may_be_seen(work, &found))
            seas[count++] = found;
    }
    return count;
}

static bool has_water(const label_grid *grid)
{
    size_t cells = (size_t)grid->columns * (size_t)grid->rows, water = 0;
    for (size_t i = 0; i < cells; i++)
        water += !grid->land[i];
    return (double)water > least_share * (double)cells;
}

/** The smallest sea that a place lies in. */
static unsigned char sea_at(const label_work *work, bm_px spot, const sea *seas, size_t count)
{
    bm_lonlat position = bm_frame_to_lonlat(work->frame, spot);
    double smallest = HUGE_VAL;
    unsigned char found = NO_SEA;
    if (!bm_lonlat_is_valid(position) ||
        !bm_lonlat_box_contains(bm_layer_box(work->basemap->countries), position))
        return NO_SEA; // where nothing is known
    for (size_t i = 0; i < count; i++) {
        if (seas[i].radius_km < smallest && contains(&seas[i], position)) {
            smallest = seas[i].radius_km;
            found = (unsigned char)i;
        }
    }
    return found;
}

/** Which sea each square of BLOCK × BLOCK cells belongs to; NULL when memory is short. */
static unsigned char *divide(const label_work *work, const label_grid *grid, const sea *seas,
                             size_t count)
{
    int columns = grid->columns / BLOCK + 1, rows = grid->rows / BLOCK + 1;
    bm_px_box map = work->frame->map;
    unsigned char *blocks = malloc((size_t)columns * (size_t)rows);
    for (int row = 0; blocks && row < rows; row++) {
        for (int column = 0; column < columns; column++) {
            bm_px spot = {map.x0 + (column + 0.5) * BLOCK * grid->cell_px,
                          map.y0 + (row + 0.5) * BLOCK * grid->cell_px};
            blocks[row * columns + column] = sea_at(work, spot, seas, count);
        }
    }
    return blocks;
}

static void add_sea(label_work *work, label_grid *grid, const sea *at)
{
    static const label_setting settings[] = {{1, 0.6}, {1, 0.3}, {1, 0.1}};
    bm_text_style *style =
        label_style_copy(work, label_style_on_ground(work, &work->style->water_label));
    if (!style || !label_grid_sum_up(grid))
        return;
    bm_px_box map = work->frame->map;
    double side_pt = sqrt((map.x1 - map.x0) * (map.y1 - map.y0)) / work->pt;
    style->size_pt *= 1.5 * fmin(fmax(sqrt(side_pt / 620), 0.75), 1.6);
    label_grid_add_name(work, grid, bm_names_of_place(&work->languages, at->place), LABEL_SEA,
                        LABEL_PRIORITY_SEA, style, settings, sizeof settings / sizeof *settings);
}

void label_add_seas(label_work *work, label_grid *grid)
{
    sea seas[SEAS_MAX];
    if (!has_water(grid))
        return;
    size_t count = find_seas(work, seas);
    unsigned char *blocks = count ? divide(work, grid, seas, count) : NULL;
    work->labels->failed |= count && !blocks;
    int columns = grid->columns / BLOCK + 1;
    for (size_t i = 0; blocks && i < count; i++) {
        for (int row = 0; row < grid->rows; row++) {
            for (int column = 0; column < grid->columns; column++) {
                size_t cell = (size_t)row * (size_t)grid->columns + (size_t)column;
                bool own = blocks[row / BLOCK * columns + column / BLOCK] == i;
                grid->inside[cell] = own && !grid->land[cell];
            }
        }
        add_sea(work, grid, &seas[i]);
    }
    free(blocks);
}
