#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "geo/border_side.h"
#include "render/ground/parts.h"

/** Positions along each side of the layer's box, whose sides are curves on the page. */
#define SIDE_SAMPLES 64
/** A ring of one of the border's two countries this near to it is an island of the river that the
 * border follows, if it is not at sea. */
#define ISLAND_KM 7

/** The countries' layer while it is taken. */
typedef struct countries {
    bm_ground_builder *state;
    int code_field;
    bm_ground_lines lines;
    bm_border_side sides[2];
    bool *is_island; /**< of each ring of the border's two, in the order of the visits */
    size_t island_count, island_capacity, islands_visited;
    bool islands_seen; /**< this is the second visit */
} countries;

static int side_of(const countries *all, size_t index)
{
    const bm_basemap *basemap = all->state->basemap;
    const char *code = bm_layer_text(basemap->countries, index, all->code_field);
    for (int side = 0; side < 2; side++)
        if (strcmp(code, bm_border_country(basemap->border, side)) == 0)
            return side;
    return -1;
}

/* A ring that only makes the gap smaller which the countries' tints now fill. */
static bool is_river_island(const countries *all, const bm_lonlat *ring, size_t count)
{
    const bm_border *border = all->state->basemap->border;
    bm_lonlat_box near = bm_border_line(border)->box;
    const double reach_deg = 0.15;
    if (count < 3 || ring[0].lon < near.west - reach_deg || ring[0].lon > near.east + reach_deg ||
        ring[0].lat < near.south - reach_deg || ring[0].lat > near.north + reach_deg)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!(bm_border_distance_km(border, ring[i]) < ISLAND_KM))
            return false;
    return bm_border_side_contains(&all->sides[0], ring[0]) ||
           bm_border_side_contains(&all->sides[1], ring[0]);
}

/* The first visit finds out, the second one remembers. */
static bool note_island(countries *all, const bm_lonlat *ring, size_t count)
{
    if (all->island_count == all->island_capacity) {
        size_t capacity = all->island_capacity ? 2 * all->island_capacity : 256;
        bool *moved = realloc(all->is_island, capacity * sizeof *moved);
        if (!moved) {
            all->state->failed = true;
            return false;
        }
        all->is_island = moved;
        all->island_capacity = capacity;
    }
    bool found = is_river_island(all, ring, count);
    all->is_island[all->island_count++] = found;
    return found;
}

/* A ring of a country that is painted in the group `where`. */
typedef void (*ring_visitor)(countries *all, const bm_lonlat *ring, size_t count,
                             bm_ground_group where);

static void for_each_ring(countries *all, size_t index, ring_visitor visit)
{
    const bm_feature *feature = bm_layer_feature(all->state->basemap->countries, index);
    int side = side_of(all, index);
    bm_ground_group where = side < 0    ? BM_GROUND_LAND
                            : side == 0 ? BM_GROUND_FOCUS_A
                                        : BM_GROUND_FOCUS_B;
    const bm_border_side *own = side >= 0 ? &all->sides[side] : NULL;
    for (size_t part = 0; part < feature->part_count && !all->state->failed; part++) {
        const bm_lonlat *ring = feature->points + feature->part_start[part];
        size_t count = feature->part_start[part + 1] - feature->part_start[part];
        if (own && own->replaces == ring)
            visit(all, own->points, own->count, where);
        else if (!own || !(all->islands_seen ? all->is_island[all->islands_visited++]
                                             : note_island(all, ring, count)))
            visit(all, ring, count, where);
    }
}

static void fill_ring(countries *all, const bm_lonlat *ring, size_t count, bm_ground_group where)
{
    (void)where;
    bm_ground_add_ring(all->state, ring, count);
    bm_ground_lines_count(&all->lines, ring, count);
}

static void outline_ring(countries *all, const bm_lonlat *ring, size_t count, bm_ground_group where)
{
    bm_ground_lines_draw(&all->lines, ring, count, where);
}

static bool add_country(const bm_layer *layer, size_t index, void *context)
{
    countries *all = context;
    int side = side_of(all, index);
    const char *code = bm_layer_text(layer, index, all->code_field);
    bm_ground_shape *made = bm_ground_begin_shape(all->state);
    if (made && strlen(code) < sizeof made->code)
        memcpy(made->code, code, strlen(code) + 1);
    if (made)
        for_each_ring(all, index, fill_ring);
    bm_ground_end_shape(all->state, made,
                        side < 0    ? BM_GROUND_LAND
                        : side == 0 ? BM_GROUND_FOCUS_A
                                    : BM_GROUND_FOCUS_B);
    return !all->state->failed;
}

static bool add_outlines(const bm_layer *layer, size_t index, void *context)
{
    (void)layer;
    countries *all = context;
    bm_ground_shape *made = bm_ground_begin_shape(all->state);
    if (made)
        for_each_ring(all, index, outline_ring);
    bm_ground_end_shape(all->state, made, BM_GROUND_COUNTRY_LINES);
    return !all->state->failed;
}

/* The border's own edges are no one else's. */
static void take_border(bm_ground_lines *lines)
{
    const bm_feature *line = &lines->state->base->border_line;
    for (size_t part = 0; part < line->part_count; part++)
        bm_ground_lines_take(lines, line->points + line->part_start[part],
                             line->part_start[part + 1] - line->part_start[part]);
}

void bm_ground_add_countries(bm_ground_builder *state)
{
    const bm_basemap *basemap = state->basemap;
    countries all = {.state = state,
                     .code_field = bm_layer_field(basemap->countries, "ISO_A2"),
                     .lines = {.state = state, .layer = bm_layer_box(basemap->countries)}};
    bm_lonlat_box shown = state->base->frame.lonlat;
    for (int side = 0; side < 2 && !state->failed; side++)
        state->failed = !bm_border_side_make(basemap->border, side, &state->base->border_line,
                                             basemap->countries, &all.sides[side]);
    take_border(&all.lines);
    bm_layer_query(basemap->countries, shown, add_country, &all);
    all.islands_seen = true;
    bm_layer_query(basemap->countries, shown, add_outlines, &all);
    free(all.is_island);
    bm_ground_lines_draw_banks(&all.lines);
    bm_ground_lines_finish(&all.lines);
    for (int side = 0; side < 2; side++)
        bm_border_side_finish(&all.sides[side]);
}

void bm_ground_add_known(bm_ground_builder *state)
{
    bm_lonlat_box box = bm_layer_box(state->basemap->countries), shown = state->base->frame.lonlat;
    if (shown.west >= box.west && shown.south >= box.south && shown.east <= box.east &&
        shown.north <= box.north)
        return;
    bm_lonlat ring[4 * SIDE_SAMPLES];
    for (int i = 0; i < SIDE_SAMPLES; i++) {
        double lon = (box.east - box.west) * i / SIDE_SAMPLES;
        double lat = (box.north - box.south) * i / SIDE_SAMPLES;
        ring[i] = (bm_lonlat){box.west + lon, box.south};
        ring[SIDE_SAMPLES + i] = (bm_lonlat){box.east, box.south + lat};
        ring[2 * SIDE_SAMPLES + i] = (bm_lonlat){box.east - lon, box.north};
        ring[3 * SIDE_SAMPLES + i] = (bm_lonlat){box.west, box.north - lat};
    }
    state->path_end = &state->base->known;
    state->base->is_partly_known = true;
    bm_ground_add_ring(state, ring, sizeof ring / sizeof *ring);
}
