#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/map/extent.h"
#include "render/map/private.h"

/** Room round what must be seen: a share of the map's shorter side, and symbols that stand round a
 * place, in diameters of one event's. */
#define MARGIN_SHARE 0.04
#define MARGIN_SYMBOLS 2.5

/* Lay the frame over the extent, through `projection`. */
static bm_status fit(bm_map *map, const bm_projection *projection, const bm_lonlat *positions,
                     size_t count, const bm_map_options *options, bm_error *error)
{
    double width = map->frame.map.x1 - map->frame.map.x0;
    double height = map->frame.map.y1 - map->frame.map.y0;
    double margin = MARGIN_SHARE * (width < height ? width : height) +
                    MARGIN_SYMBOLS * bm_frame_px(&map->frame, map->style->symbol_size_pt);
    bool is_box = options->extent == BM_EXTENT_BOX;
    return bm_frame_fit(&map->frame, projection, positions, count, is_box ? 0 : margin,
                        is_box ? 0 : BM_EXTENT_MIN_WIDTH_M, error);
}

/* What the frame shows ends at the antimeridian; its middle is that of what must be seen. */
static bm_lonlat_box centre_box(bm_lonlat_box shown, bm_lonlat_box seen)
{
    if (shown.west <= -180 || shown.east >= 180) {
        shown.west = seen.west;
        shown.east = seen.east;
    }
    return shown;
}

/* A fitted projection is fitted twice: to what must be seen, and then
 * to what the frame shows. */
bm_status bm_map_settle_frame(bm_map *map, const bm_map_options *options, bm_error *error)
{
    bm_lonlat *positions = NULL;
    size_t count = 0;
    bm_projection *rough = NULL;
    const bm_border *border = map->basemap.border;
    bm_status status = BM_OK;
    /* What must be seen of very many points takes a while to find, and is always the same. */
    if (map->points && !map->seen)
        status = bm_map_extent_of_points(options->extent, options->box, border, map->points,
                                         &map->seen, &map->seen_count, error);
    if (map->points && !status) {
        count = map->seen_count;
        positions = malloc((count + 1) * sizeof *positions);
        if (!positions)
            status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
        else
            memcpy(positions, map->seen, count * sizeof *positions);
    } else if (!status) {
        status = bm_map_extent(options->extent, options->box, border, map->events, &positions,
                               &count, error);
    }
    if (status)
        return status;
    if (options->projection) {
        status = bm_projection_new(options->projection, &map->projection, error);
    } else {
        bm_lonlat_box box = bm_lonlat_box_empty();
        for (size_t i = 0; i < count; i++)
            box = bm_lonlat_box_grow(box, positions[i]);
        status = bm_projection_new_fitted(box, &rough, error);
        if (!status)
            status = fit(map, rough, positions, count, options, error);
        if (!status)
            status = bm_projection_new_fitted(centre_box(map->frame.lonlat, box), &map->projection,
                                              error);
    }
    if (!status)
        status = fit(map, map->projection, positions, count, options, error);
    bm_projection_free(rough);
    free(positions);
    return status;
}
