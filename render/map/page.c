#include <math.h>
#include <string.h>

#include "render/furniture/parts.h"
#include "render/labels/labels.h"
#include "render/map/private.h"

/** What the texts must leave for the map: of the page's height, and of either side. */
#define MAP_SHARE_MIN 0.4
#define MAP_SIDE_MIN_PT 72

static bm_status make_ground(bm_map *map, bm_error *error)
{
    bm_marks_free(map->ground);
    map->ground = NULL;
    bm_status status = bm_marks_new(map->events, NULL, map->style, &map->frame, &map->symbols, NULL,
                                    &map->ground, error);
    bm_density_free(map->density);
    map->density = NULL;
    if (!status && map->points)
        status = bm_density_new(map->points, NULL, &map->density_options, map->style, &map->frame,
                                NULL, map->ground, &map->density, error);
    if (!status)
        bm_marks_find_areas(map->ground, map->basemap.oblasts);
    if (!status && !bm_map_name_categories(map))
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    return status;
}

static bm_status refuse_page(const bm_map *map, bm_error *error)
{
    return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                        "%dx%d pixels at %.0f dpi are too small for the texts of a map: use --size "
                        "800x600 or larger, a lower --dpi, or --no-legend and --no-credit",
                        map->width_px, map->height_px, map->dpi);
}

/* Title and credit take their room from the page; what is left shows the map. The credit names the
 * projection, so it is known only after a first fit. */
static bm_status settle_page(bm_map *map, const bm_map_options *options, bm_error *error)
{
    bm_px_box page = {0, 0, map->width_px, map->height_px};
    map->frame = (bm_frame){.page = page, .map = page, .dpi = map->dpi};
    bm_status status = bm_map_settle_frame(map, options, error);
    if (!status)
        status = bm_map_set_credit(map, options, error);
    if (status)
        return status;
    bm_map_require_letters(map, options);
    bm_strbuf text = {0};
    bm_marks sample = {.events_drawn = bm_map_event_count(map), .events_outside = 1};
    (void)bm_map_span(map, &sample.span);
    map->content.subtitle = bm_map_subtitle_of(map, &sample, NULL, &text);
    bm_px_box box = bm_furniture_measure(&map->furniture, &map->content, map->style, map->measure);
    map->content.subtitle = map->subtitle;
    bm_strbuf_finish(&text);
    if (box.y1 - box.y0 < MAP_SHARE_MIN * map->height_px ||
        fmin(box.x1 - box.x0, box.y1 - box.y0) < bm_canvas_px(map->measure, MAP_SIDE_MIN_PT))
        return refuse_page(map, error);
    map->frame.map = box;
    bm_projection_free(map->projection);
    map->projection = NULL;
    status = bm_map_settle_frame(map, options, error);
    return status ? status : bm_map_set_credit(map, options, error);
}

/* Legend and scale bar go where nothing is; a map too full for the legend makes room for it. */
static bm_status place_furniture(bm_map *map, const bm_map_options *options, bm_error *error)
{
    map->content.hide_border = !bm_base_has_border(map->base);
    map->content.show_crossings = bm_labels_crossings_in_view(&map->basemap, &map->frame);
    bm_legend legend;
    bm_map_make_legend(map, map->ground, &legend);
    if (bm_legend_is_empty(&legend))
        map->content.show_legend = false; // there is nothing to explain
    bm_furniture_place(&map->furniture, &map->content, &legend, map->style, &map->frame,
                       map->ground, map->basemap.border, map->measure);
    bm_px_box box =
        bm_furniture_make_room(&map->furniture, &legend, map->style, map->frame.map, map->measure);
    if (map->furniture.legend_outside) {
        map->frame.map = box;
        bm_projection_free(map->projection);
        map->projection = NULL;
        bm_status status = bm_map_settle_frame(map, options, error);
        if (!status)
            status = bm_map_set_credit(map, options, error);
        if (status)
            return status;
        status = make_ground(map, error);
        if (status)
            return status;
        bm_base_free(map->base);
        map->base = NULL;
        status = bm_base_new(&map->basemap, &map->ground_options, &map->frame, &map->base, error);
        if (status)
            return status;
        bm_map_make_legend(map, map->ground, &legend);
        bm_furniture_place(&map->furniture, &map->content, &legend, map->style, &map->frame,
                           map->ground, map->basemap.border, map->measure);
    }
    bm_status status = bm_canvas_status(map->measure, error);
    if (!status && map->content.show_legend && map->furniture.legend.x1 <= map->furniture.legend.x0)
        status = refuse_page(map, error);
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

bm_status bm_map_settle(bm_map *map, const bm_map_options *options, bm_error *error)
{
    bm_status status = settle_page(map, options, error);
    if (!status)
        status = bm_map_choose_density(map, error);
    if (!status)
        status = make_ground(map, error);
    if (!status)
        status = bm_base_new(&map->basemap, &map->ground_options, &map->frame, &map->base, error);
    if (!status)
        status = place_furniture(map, options, error);
    return status ? status : gather_obstacles(map, error);
}
