#include "geo/projection_definition.h"
#include "render/map/private.h"

static bm_status complete(bm_map *map, bm_error *error)
{
    bm_status status = bm_base_complete(map->base, &map->basemap, error);
    return status ? status : bm_base_load_raster(map->base, map->basemap.raster, error);
}

static void work_ahead(void *context)
{
    bm_map *map = context;
    bm_map_ahead *ahead = &map->ahead;
    ahead->status = complete(map, &ahead->error);
    if (!ahead->status && map->paints_ahead)
        ahead->status = bm_canvas_new(BM_MAP_PNG, map->width_px, map->height_px, map->dpi, NULL,
                                      &ahead->canvas, &ahead->error);
    if (ahead->canvas)
        bm_map_draw_ground(map, ahead->canvas);
}

void bm_map_begin_base(bm_map *map)
{
    // A raster is read by the thread that opened it.
    if (map->ahead.is_begun || map->basemap.raster || !bm_projection_is_shareable(map->projection))
        return;
    map->ahead.is_begun = true;
    bm_task_begin(&map->ahead.task, work_ahead, map);
}

void bm_map_drop_base(bm_map *map)
{
    bm_task_join(&map->ahead.task);
    bm_canvas_free(map->ahead.canvas);
    map->ahead = (bm_map_ahead){0};
    bm_base_free(map->base);
    map->base = NULL;
}

bm_status bm_map_end_base(bm_map *map, bm_canvas **painted, bm_error *error)
{
    bm_map_ahead *ahead = &map->ahead;
    bm_task_join(&ahead->task);
    if (!ahead->is_begun) {
        ahead->is_begun = true;
        ahead->status = complete(map, &ahead->error);
    }
    if (painted)
        *painted = ahead->canvas;
    else
        bm_canvas_free(ahead->canvas);
    ahead->canvas = NULL;
    if (ahead->status && error)
        *error = ahead->error;
    return ahead->status;
}
