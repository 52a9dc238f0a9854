#include "geo/projection_definition.h"
#include "render/map/private.h"

static void complete(void *context)
{
    bm_map_completion *work = context;
    work->status = bm_base_complete(work->map->base, &work->map->basemap, &work->error);
}

void bm_map_begin_completion(bm_map *map, bm_map_completion *work)
{
    if (work->map || !bm_projection_is_shareable(map->projection))
        return;
    work->map = map;
    bm_task_begin(&work->task, complete, work);
}

bm_status bm_map_end_completion(bm_map *map, bm_map_completion *work, bm_status status,
                                bm_error *error)
{
    bm_task_join(&work->task);
    if (!status && !work->map)
        status = bm_base_complete(map->base, &map->basemap, error);
    else if (!status && work->status) {
        status = work->status;
        if (error)
            *error = work->error;
    }
    return status;
}
