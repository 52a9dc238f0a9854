/* Which labels are on the map, and which places of events have a number and a row of the key. */
#include <stdlib.h>
#include <string.h>

#include "render/furniture/parts.h"
#include "render/labels/labels.h"
#include "render/labels/sides.h"
#include "render/map/private.h"

static bm_status choose_labels(const bm_map *map, const bm_marks *marks, bm_obstacles obstacles,
                               const bm_label_options *options, bm_label_stage stage,
                               const bm_labels *standing, bm_labels **labels, bm_error *error)
{
    const bm_label_job job = {.basemap = &map->basemap,
                              .style = map->style,
                              .frame = &map->frame,
                              .marks = marks,
                              .obstacles = &obstacles,
                              .canvas = map->measure,
                              .options = options,
                              .callouts = map->callouts,
                              .over_surface = map->density && !bm_density_is_over(map->density),
                              .is_sparse = map->is_panel,
                              .stage = stage,
                              .standing = standing,
                              .sides = map->sides};
    return bm_labels_new(&job, labels, error);
}

bm_status bm_map_choose_labels(const bm_map *map, const bm_marks *marks, const bm_px_box *key,
                               bool has_numbers, bm_labels **labels, bm_error *error)
{
    bm_label_options options = map->label_options;
    bm_obstacles obstacles = {map->obstacles, map->obstacle_count};
    bm_px_box *boxes = NULL;
    if (!has_numbers)
        options.callouts = BM_CALLOUTS_NONE;
    if (key) {
        boxes = malloc((obstacles.count + 1) * sizeof *boxes);
        if (!boxes)
            return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
        if (obstacles.count)
            memcpy(boxes, obstacles.boxes, obstacles.count * sizeof *boxes);
        boxes[obstacles.count] = *key;
        obstacles = (bm_obstacles){boxes, obstacles.count + 1};
    }
    bm_status status =
        choose_labels(map, marks, obstacles, &options, BM_LABELS_ALL, map->standing, labels, error);
    free(boxes);
    return status;
}

bm_status bm_map_choose_standing(bm_map *map, bm_error *error)
{
    const bm_obstacles obstacles = {map->obstacles, map->obstacle_count};
    bm_labels *ever = NULL;
    if (map->standing)
        return BM_OK;
    bm_status status = choose_labels(map, map->ground, obstacles, &map->label_options,
                                     BM_LABELS_BASE, NULL, &map->standing, error);
    if (status || map->is_panel || map->ground->count == 0)
        return status;
    status = choose_labels(map, map->ground, obstacles, &map->label_options, BM_LABELS_SIDES,
                           map->standing, &ever, error);
    if (!status)
        status = bm_label_sides_new(ever, &map->sides, error);
    bm_labels_free(ever);
    return status;
}

/* What labels keep off: the furniture, and the labels of the graticule, which keep off that. */
static bm_status gather_obstacles(bm_map *map, bm_error *error)
{
    size_t boxes = map->furniture.box_count, labels = 0;
    bool fine =
        bm_base_place_labels(map->base, map->style, map->furniture.boxes, boxes, map->measure);
    const bm_px_box *more = bm_base_label_boxes(map->base, &labels);
    map->obstacles = bm_arena_array(&map->arena, boxes + labels + 1, sizeof *map->obstacles);
    if (!fine || !map->obstacles)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    memcpy(map->obstacles, map->furniture.boxes, boxes * sizeof *more);
    if (labels)
        memcpy(map->obstacles + boxes, more, labels * sizeof *more);
    map->obstacle_count = boxes + labels;
    return BM_OK;
}

static bm_status choose(bm_map *map, bm_label_stage stage, bm_error *error)
{
    bm_labels_free(map->labels);
    map->labels = NULL;
    bm_status status = gather_obstacles(map, error);
    if (stage == BM_LABELS_ALL)
        bm_map_begin_base(map);
    const bm_obstacles obstacles = {map->obstacles, map->obstacle_count};
    return status ? status
                  : choose_labels(map, map->ground, obstacles, &map->label_options, stage, NULL,
                                  &map->labels, error);
}

static bm_status choose_again(bm_map *map, bm_error *error)
{
    return choose(map, BM_LABELS_ALL, error);
}

/* The maps of a series have a key below the legend beside them, which takes nothing from the map;
 * else each has its own on the map, as no column is kept blank for those that need none. */
static bm_status settle_window_key(bm_map *map, const bm_legend *legend, bm_error *error)
{
    bm_furniture_job job = bm_map_furniture_job(map, legend, map->labels, map->ground);
    bm_furniture_use_free_room(&map->furniture, &job);
    map->has_window_keys = map->furniture.panel.x1 <= map->furniture.panel.x0;
    return choose_again(map, error);
}

/** Of a crowd, as many symbols for each row that a key can have. */
#define CROWD_SYMBOLS 8

/* A small page has no room for a key that nobody asked for. */
static bool has_key_room(const bm_map *map)
{
    return map->content.panel != BM_SPOT_AUTO || !map->furniture.is_compact;
}

bool bm_map_is_crowd(const bm_map *map)
{
    return map->label_options.callouts == BM_CALLOUTS_AUTO && !map->is_series &&
           has_key_room(map) && map->ground->count > (size_t)CROWD_SYMBOLS * BM_KEY_ROWS_MAX;
}

/* On the map that a panel leaves, its places may need fewer rows than it was made for. */
static bm_status give_blank_to_map(bm_map *map, const bm_map_options *options, bm_legend *legend,
                                   bm_error *error)
{
    if (bm_labels_key_count(map->labels) == 0)
        return BM_OK;
    bm_furniture_job job = bm_map_furniture_job(map, legend, map->labels, map->ground);
    bm_px_box box = bm_furniture_fit_panel(&map->furniture, &job);
    if (memcmp(&box, &map->frame.map, sizeof box) == 0)
        return BM_OK;
    bm_status status = bm_map_place_again(map, options, box, legend, error);
    return status ? status : choose_again(map, error);
}

/* The key beside the map, which may have `room`, and then all labels. `is_done` when the key stays,
 * for which it needs so many rows. */
static bm_status set_key_beside(bm_map *map, const bm_map_options *options, bm_legend *legend,
                                bm_px_box room, size_t least, bool *is_done, bm_error *error)
{
    bm_furniture_job job = bm_map_furniture_job(map, legend, map->labels, map->ground);
    bm_px_box box = bm_furniture_make_panel(&map->furniture, &job, room);
    // A place beside the legend takes nothing from the map.
    bool is_same = memcmp(&box, &map->frame.map, sizeof box) == 0;
    bm_status status = BM_OK;
    if (!is_same)
        status = bm_map_place_again(map, options, box, legend, error);
    // Whether the key leaves room for the legend in its column hangs on the rows that it has now.
    job = bm_map_furniture_job(map, legend, map->labels, map->ground);
    if (!is_same && !status && bm_furniture_wants_room(&map->furniture, &job))
        status = choose(map, BM_LABELS_OF_EVENTS, error);
    if (!is_same && !status)
        status = bm_map_place_legend_beside(map, options, legend, error);
    if (!status)
        status = choose_again(map, error);
    if (!status && !is_same)
        status = give_blank_to_map(map, options, legend, error);
    *is_done = !status && (is_same || bm_labels_key_count(map->labels) >= least);
    return status;
}

static bm_status go_back(bm_map *map, const bm_map_options *options, const bm_furniture *furniture,
                         bm_px_box box, bm_legend *legend, bm_error *error)
{
    map->furniture = *furniture;
    return bm_map_place_again(map, options, box, legend, error);
}

/* Some of a crowd's places are sure to find no room: legend and key are placed without a trial.
 * When the key stays short after all, the map is as it would be of no crowd. */
static bm_status settle_crowd(bm_map *map, const bm_map_options *options, bm_legend *legend,
                              bool *is_done, bm_error *error)
{
    const bm_furniture before = map->furniture;
    const bm_px_box whole = map->frame.map, room = bm_map_make_legend_room(map, legend);
    bm_status status = choose(map, BM_LABELS_KEY, error);
    if (!status)
        status = set_key_beside(map, options, legend, room, BM_KEY_ROWS_MAX / 2, is_done, error);
    if (!status && !*is_done)
        status = go_back(map, options, &before, whole, legend, error);
    if (!status && !*is_done)
        status = bm_map_place_legend_beside(map, options, legend, error);
    return status;
}

/* Names that find no room are numbers, and a key tells what they mean: on the map when it is short,
 * else beside it. */
static bm_status settle_key(bm_map *map, const bm_map_options *options, bm_legend *legend,
                            bm_error *error)
{
    if (!has_key_room(map))
        map->label_options.callouts = BM_CALLOUTS_NONE;
    // Only a key can move the frame from here on.
    if (map->label_options.callouts == BM_CALLOUTS_NONE)
        return choose_again(map, error);
    bm_status status = BM_OK;
    bool is_done = false;
    if (bm_map_is_crowd(map)) {
        status = settle_crowd(map, options, legend, &is_done, error);
        if (status || is_done)
            return status;
    }
    const bm_furniture before = map->furniture;
    const bm_px_box whole = map->frame.map;
    status = choose(map, BM_LABELS_OF_EVENTS, error);
    if (status || bm_labels_key_count(map->labels) == 0)
        return status ? status : choose_again(map, error);
    if (map->is_series && map->content.panel == BM_SPOT_AUTO &&
        map->label_options.callouts == BM_CALLOUTS_AUTO)
        return settle_window_key(map, legend, error);
    if (map->content.panel == BM_SPOT_AUTO &&
        bm_labels_key_count(map->labels) <= BM_PANEL_ON_MAP_MAX)
        bm_map_place(map, legend);
    if (map->furniture.panel.x1 > map->furniture.panel.x0)
        return choose_again(map, error);
    status = set_key_beside(map, options, legend, whole, 1, &is_done, error);
    if (status || is_done)
        return status;
    // On the smaller map all have names: then it may as well be the larger one, without a key.
    map->label_options.callouts = BM_CALLOUTS_NONE;
    status = go_back(map, options, &before, whole, legend, error);
    return status ? status : choose_again(map, error);
}

void bm_map_limit_key(const bm_map *map, const bm_furniture *furniture, const bm_marks *marks,
                      bm_labels *labels)
{
    bm_furniture_job job = bm_map_furniture_job(map, NULL, labels, marks);
    size_t count, fits;
    while ((count = bm_labels_key_count(labels)) > 0 &&
           (fits = bm_panel_capacity(furniture, &job)) < count)
        bm_labels_limit_key(labels, fits, map->callouts == NULL);
}

/** A key of so few rows, when it leaves out more places than it tells of, is of no use. */
#define FEW_ROWS 3

static bool is_of_no_use(const bm_map *map)
{
    size_t rows = bm_labels_key_count(map->labels);
    return map->content.panel == BM_SPOT_AUTO && !map->is_series &&
           map->label_options.callouts == BM_CALLOUTS_AUTO && rows > 0 && rows <= FEW_ROWS &&
           bm_labels_key_left_out(map->labels, NULL) > rows;
}

bm_status bm_map_settle_labels(bm_map *map, const bm_map_options *options, bm_legend *legend,
                               bm_error *error)
{
    const bm_furniture before = map->furniture;
    const bm_px_box whole = map->frame.map;
    bm_status status = settle_key(map, options, legend, error);
    if (status)
        return status;
    bool had_rows = bm_labels_key_count(map->labels) > 0;
    // A legend that has got a row more takes it from the key below.
    bm_furniture_job job = bm_map_furniture_job(map, legend, map->labels, map->ground);
    bm_furniture_fit_legend(&map->furniture, &job);
    if (!map->has_window_keys)
        bm_map_limit_key(map, &map->furniture, map->ground, map->labels);
    if (is_of_no_use(map)) {
        map->label_options.callouts = BM_CALLOUTS_NONE;
        status = go_back(map, options, &before, whole, legend, error);
        return status ? status : choose_again(map, error);
    }
    if (bm_labels_key_count(map->labels) > 0)
        return bm_callouts_new(map->labels, &map->callouts, error);
    // No number stands on a map without a key to it, and its place is free for words.
    map->label_options.callouts = BM_CALLOUTS_NONE;
    return had_rows ? choose_again(map, error) : BM_OK;
}
