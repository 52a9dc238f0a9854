#include "geo/projection_definition.h"
#include "render/map/private.h"

static void complete(bm_map *map)
{
    bm_map_ahead *ahead = &map->ahead;
    ahead->status = bm_base_complete(map->base, &map->basemap, &ahead->error);
    if (!ahead->status)
        ahead->status = bm_base_load_raster(map->base, map->basemap.raster, &ahead->error);
    ahead->is_complete = true;
}

static void work_ahead(void *context)
{
    bm_map *map = context;
    bm_map_ahead *ahead = &map->ahead;
    int aim = BM_AHEAD_COMPLETES;
    if (!ahead->is_complete)
        complete(map);
    if (ahead->status || atomic_compare_exchange_strong(&ahead->aim, &aim, BM_AHEAD_READY))
        return;
    ahead->canvas_status = bm_canvas_new(BM_MAP_PNG, map->width_px, map->height_px, map->dpi, NULL,
                                         &ahead->canvas, &ahead->canvas_error);
    if (ahead->canvas_status)
        return;
    bm_map_draw_ground(map, ahead->canvas);
    bm_canvas_paint_noted(ahead->canvas);
}

static void begin(bm_map *map, bool paints)
{
    map->ahead.paints = paints;
    atomic_store(&map->ahead.aim, paints ? BM_AHEAD_PAINTS : BM_AHEAD_COMPLETES);
    bm_task_begin(&map->ahead.task, work_ahead, map);
}

/* A raster is read by the thread that opened it. */
static bool may_begin(const bm_map *map)
{
    return !map->ahead.task.is_running && !map->ahead.is_complete && !map->basemap.raster &&
           bm_projection_is_shareable(map->projection);
}

void bm_map_begin_base_early(bm_map *map)
{
    if (may_begin(map))
        begin(map, false);
}

void bm_map_begin_base(bm_map *map)
{
    bm_map_ahead *ahead = &map->ahead;
    int aim = BM_AHEAD_COMPLETES;
    if (!ahead->task.is_running) {
        if (may_begin(map))
            begin(map, map->paints_ahead);
    } else if (map->paints_ahead && !ahead->paints) {
        if (atomic_compare_exchange_strong(&ahead->aim, &aim, BM_AHEAD_PAINTS))
            ahead->paints = true;
        else
            bm_map_begin_painting(map);
    }
}

void bm_map_drop_base(bm_map *map)
{
    bm_task_join(&map->ahead.task);
    bm_canvas_free(map->ahead.canvas);
    map->ahead = (bm_map_ahead){0};
    bm_base_free(map->base);
    map->base = NULL;
}

bm_status bm_map_end_base(bm_map *map, bm_error *error)
{
    bm_map_ahead *ahead = &map->ahead;
    bm_task_join(&ahead->task);
    if (!ahead->is_complete)
        complete(map);
    if (ahead->status && error)
        *error = ahead->error;
    return ahead->status;
}

void bm_map_begin_painting(bm_map *map)
{
    if (map->ahead.paints || bm_map_end_base(map, NULL))
        return;
    begin(map, true);
}

bm_status bm_map_end_painting(bm_map *map, bm_canvas **painted, bm_error *error)
{
    bm_map_ahead *ahead = &map->ahead;
    bm_status status = bm_map_end_base(map, error);
    *painted = ahead->canvas;
    ahead->canvas = NULL;
    ahead->paints = false;
    if (!status && ahead->canvas_status) {
        status = ahead->canvas_status;
        if (error)
            *error = ahead->canvas_error;
    }
    return status;
}
