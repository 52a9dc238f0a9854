#include <math.h>

#include "base/parallel.h"
#include "geo/projection_definition.h"
#include "render/density/cluster.h"

#define GAP_PT 2.0
/** Rounds of making room for each other. */
#define PUSHES_MAX 60
/** So much of its radius a symbol stays from the border, where its events are that near: else
 *  nobody sees on which side they are. */
#define BORDER_MARGIN 0.5
#define DIAGONAL 0.70710678118654752

double bm_cluster_radius_pt(const bm_style *style, uint64_t count)
{
    double one = style->symbol_size_pt / 2;
    return count == 1 ? one : fmin(one + 1.8 + 2.1 * log10((double)count), 3.2 * one);
}

/* Where the middle of a symbol may be, so that this part of its radius is on the map. */
static bm_px_box room_of(const bm_clustering *gathered, const bm_site *site, double part)
{
    bm_px_box map = gathered->work->frame->map;
    double edge = part * (site->radius_px + bm_frame_px(gathered->work->frame, 1));
    return (bm_px_box){map.x0 + edge, map.y0 + edge, map.x1 - edge, map.y1 - edge};
}

/* Symbols are whole on the map. */
static bm_px keep_on_map(const bm_clustering *gathered, const bm_site *site, bm_px at)
{
    bm_px_box room = room_of(gathered, site, 1);
    return (bm_px){fmin(fmax(at.x, room.x0), room.x1), fmin(fmax(at.y, room.y0), room.y1)};
}

/* The sea is nobody's. */
static bool is_in_country(bm_clustering *gathered, const bm_site *site, bm_px at)
{
    uint8_t there = bm_map_countries_at(&gathered->countries.map, at);
    return there == site->country || there == 0;
}

static bool is_clear_of_border(bm_clustering *gathered, const bm_site *site, bm_px at)
{
    double margin = BORDER_MARGIN * site->radius_px;
    return is_in_country(gathered, site, at) &&
           is_in_country(gathered, site, (bm_px){at.x - margin, at.y}) &&
           is_in_country(gathered, site, (bm_px){at.x + margin, at.y}) &&
           is_in_country(gathered, site, (bm_px){at.x, at.y - margin}) &&
           is_in_country(gathered, site, (bm_px){at.x, at.y + margin});
}

/* Of eight places round the middle, at half a radius and then a whole one, the first that is clear
 * of the border. */
static bool find_clear(bm_clustering *gathered, const bm_site *site, bm_px middle, bm_px *at)
{
    static const bm_px ways[] = {{0, 0},
                                 {1, 0},
                                 {0, 1},
                                 {-1, 0},
                                 {0, -1},
                                 {DIAGONAL, DIAGONAL},
                                 {-DIAGONAL, DIAGONAL},
                                 {-DIAGONAL, -DIAGONAL},
                                 {DIAGONAL, -DIAGONAL}};
    for (int half = 1; half <= 2; half++)
        for (size_t i = half == 1 ? 0 : 1; i < sizeof ways / sizeof *ways; i++) {
            double reach = site->radius_px * half / 2;
            *at = keep_on_map(gathered, site,
                              (bm_px){middle.x + reach * ways[i].x, middle.y + reach * ways[i].y});
            if (is_clear_of_border(gathered, site, *at))
                return true;
        }
    return false;
}

static uint32_t root_of(const bm_clustering *gathered, uint32_t index)
{
    while (gathered->sites[index].into)
        index = gathered->sites[index].into - 1;
    return index;
}

/* Where a country has but a strip at the map's edge, the symbol is cut by it rather than stand in
 * another country. */
static bool find_in_country(bm_clustering *gathered, const bm_site *site, bm_px middle, bm_px *at)
{
    static const double parts[] = {1, 0.5, 0};
    double reach_px = gathered->work->density->width_px;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (bm_map_countries_nearest(&gathered->countries.map, middle, reach_px,
                                     room_of(gathered, site, parts[i]), site->country, at))
            return true;
    return false;
}

/* A country so thin that no node is in it: then one of the events has to do. */
static bm_px nearest_event(bm_clustering *gathered, uint32_t index, bm_px middle)
{
    const bm_site *site = &gathered->sites[index];
    double best = HUGE_VAL;
    bm_px found = middle;
    for (uint32_t i = 0; i < gathered->count; i++) {
        bm_px at = gathered->sites[i].origin;
        double x = at.x - middle.x, y = at.y - middle.y, away = x * x + y * y;
        if (away < best && root_of(gathered, i) == index && is_in_country(gathered, site, at)) {
            best = away;
            found = at;
        }
    }
    return found;
}

/* Put a symbol where it belongs. */
static void settle(bm_clustering *gathered, uint32_t index)
{
    const bm_density_work *work = gathered->work;
    bm_site *site = &gathered->sites[index];
    site->radius_px = bm_frame_px(work->frame, bm_cluster_radius_pt(work->style, site->count));
    bm_px middle = keep_on_map(gathered, site, bm_site_middle(site));
    bm_px home;
    if (find_clear(gathered, site, middle, &site->at))
        return;
    /* The middle of events along a bent border can be beyond it. */
    if (is_in_country(gathered, site, middle))
        site->at = middle;
    else if (!find_in_country(gathered, site, middle, &home))
        site->at = nearest_event(gathered, index, middle);
    else if (!find_clear(gathered, site, home, &site->at))
        site->at = home;
}

/* Go that way, or else as near to it as the country and the map allow. */
static bool move(bm_clustering *gathered, bm_site *site, bm_px by)
{
    /* Cosine and sine of 0°, ±45° and ±80°. */
    static const bm_px turns[] = {{1, 0},
                                  {DIAGONAL, DIAGONAL},
                                  {DIAGONAL, -DIAGONAL},
                                  {0.17364818, 0.98480775},
                                  {0.17364818, -0.98480775}};
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        bm_px at = {site->at.x + by.x * turns[i].x - by.y * turns[i].y,
                    site->at.y + by.x * turns[i].y + by.y * turns[i].x};
        at = keep_on_map(gathered, site, at);
        bool goes = fabs(at.x - site->at.x) + fabs(at.y - site->at.y) > 0.01;
        if (goes && is_in_country(gathered, site, at)) {
            site->at = at;
            return true;
        }
    }
    return false;
}

/* Two that touch make room for each other. */
static bool push_apart(bm_clustering *gathered, bm_site *a, bm_site *b, double room_px)
{
    bm_px way = {b->at.x - a->at.x, b->at.y - a->at.y};
    double away = sqrt(way.x * way.x + way.y * way.y), step = (room_px - away) / 2 + 0.05;
    if (!(away > 0)) {
        away = 1;
        way = (bm_px){1, 0};
    }
    bm_px by = {way.x / away * step, way.y / away * step};
    bool a_moves = move(gathered, a, (bm_px){-by.x, -by.y}), b_moves = move(gathered, b, by);
    if (a_moves != b_moves)
        (void)(a_moves ? move(gathered, a, (bm_px){-by.x, -by.y}) : move(gathered, b, by));
    return a_moves || b_moves;
}

/** A round of making room. */
typedef struct parting {
    double gap_px;
    bool again;
} parting;

static void part(bm_clustering *gathered, uint32_t seed, uint32_t other, void *context)
{
    parting *round = context;
    bm_site *a = &gathered->sites[seed], *b = &gathered->sites[other];
    double room_px = a->radius_px + b->radius_px + round->gap_px;
    double x = b->at.x - a->at.x, y = b->at.y - a->at.y;
    if (a->into || b->into || b->rank < a->rank || x * x + y * y >= room_px * room_px)
        return;
    if (a->country == b->country) {
        bm_site_join(gathered, seed, other);
        settle(gathered, seed);
        round->again = true;
    } else if (push_apart(gathered, a, b, room_px)) {
        round->again = true;
    }
}

/* The squares of the map know a border to a pixel or two; a symbol that came nearer than that is
 * asked for itself. */
static void bring_home(bm_clustering *gathered, bm_site *site)
{
    bm_map_countries *map = &gathered->countries.map;
    uint8_t there = bm_map_countries_find(map, bm_frame_to_lonlat(map->frame, site->at));
    bm_px home;
    if (there && there != site->country && find_in_country(gathered, site, site->at, &home))
        site->at = home;
}

/** Symbols that a thread settles at a time. */
#define AT_ONCE 4

static void settle_some(size_t part, void *context)
{
    bm_clustering *gathered = context;
    for (size_t i = part * AT_ONCE; i < (part + 1) * AT_ONCE && i < gathered->standing_count; i++)
        settle(gathered, gathered->standing[i]);
}

/* Where each belongs by itself. */
static void settle_all(bm_clustering *gathered)
{
    size_t parts = (gathered->standing_count + AT_ONCE - 1) / AT_ONCE;
    bool is_shared = bm_projection_is_shareable(gathered->work->frame->projection);
    if (is_shared)
        bm_parallel_for(parts, settle_some, gathered);
    for (size_t i = 0; i < parts && !is_shared; i++)
        settle_some(i, gathered);
}

bool bm_clustering_part(bm_clustering *gathered)
{
    const bm_density_work *work = gathered->work;
    parting round = {.gap_px = bm_frame_px(work->frame, GAP_PT), .again = true};
    double widest_px = bm_frame_px(work->frame, 2 * bm_cluster_radius_pt(work->style, UINT64_MAX));
    bool good = true;
    settle_all(gathered);
    /* Where there is no room for all, some cover others. */
    for (int pushes = 0; good && round.again && pushes <= PUSHES_MAX; pushes++) {
        bm_site_grid grid = {0};
        round.again = false;
        good = bm_clustering_sort(gathered) &&
               bm_site_grid_make(&grid, gathered, widest_px + round.gap_px);
        for (size_t i = 0; good && i < gathered->standing_count; i++)
            if (!gathered->sites[gathered->standing[i]].into)
                bm_site_grid_visit(&grid, gathered, gathered->standing[i], part, &round);
        bm_site_grid_finish(&grid);
    }
    for (size_t i = 0; i < gathered->standing_count; i++)
        bring_home(gathered, &gathered->sites[gathered->standing[i]]);
    return good && bm_clustering_sort(gathered);
}
