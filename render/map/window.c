/* What of the map is of one window: marks, labels, and where a key lies that only it needs. */
#include "render/map/private.h"

/* The labels of a window whose key has no column: it lies on the map, where there is room, and the
 * labels keep off it; else nothing is numbered. */
static bm_status choose_with_key(const bm_map *map, bm_map_window *made, bm_error *error)
{
    if (bm_labels_key_count(made->labels) == 0)
        return BM_OK;
    bm_labels_limit_key(made->labels, BM_PANEL_ON_MAP_MAX, false);
    bm_furniture_job job = bm_map_furniture_job(map, NULL, made->labels, made->marks);
    bool has_place = bm_furniture_place_key(&made->furniture, &job);
    bm_labels_free(made->labels);
    made->labels = NULL;
    bm_status status =
        bm_map_choose_labels(map, made->marks, has_place ? &made->furniture.panel : NULL, has_place,
                             &made->labels, error);
    if (!status)
        bm_labels_limit_key(made->labels, BM_PANEL_ON_MAP_MAX, false);
    return status;
}

bm_status bm_map_choose(const bm_map *map, const bm_interval *window, bm_map_window *made,
                        bm_error *error)
{
    *made = (bm_map_window){.furniture = map->furniture};
    bm_status status = bm_marks_new(map->events, window, map->style, &map->frame, &map->symbols,
                                    map->basemap.border, map->ground, &made->marks, error);
    if (!status && map->points)
        status = bm_density_new(map->points, window, &map->density_options, map->style, &map->frame,
                                map->density, made->marks, &made->density, error);
    if (status)
        return status;
    bm_marks_find_areas(made->marks, map->basemap.oblasts, map->basemap.raions);
    if (!bm_marks_place_areas(made->marks, map->basemap.gazetteer, &map->frame))
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    status = bm_map_choose_labels(map, made->marks, NULL, true, &made->labels, error);
    if (!status && map->has_window_keys)
        status = choose_with_key(map, made, error);
    if (!status)
        bm_map_limit_key(map, &made->furniture, made->marks, made->labels);
    return status;
}

void bm_map_window_finish(bm_map_window *window)
{
    bm_labels_free(window->labels);
    bm_density_free(window->density);
    bm_marks_free(window->marks);
}
