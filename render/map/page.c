#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/furniture/parts.h"
#include "render/labels/labels.h"
#include "render/map/private.h"

/** What the texts must leave for the map: of the page's height, and of either side. */
#define MAP_SHARE_MIN 0.4
#define MAP_SIDE_MIN_PT 72
/** Pages smaller than this (some 340 × 250 pt), or with less left for the map, have smaller type
 * and less blank. */
#define COMPACT_PT2 85000.0
#define ROOMY_SHARE 0.55

static bm_status make_ground(bm_map *map, bm_error *error)
{
    bm_marks_free(map->ground);
    map->ground = NULL;
    bm_status status = bm_marks_new(map->events, NULL, map->style, &map->frame, &map->symbols,
                                    map->basemap.border, NULL, &map->ground, error);
    bm_density_free(map->density);
    map->density = NULL;
    if (!status && map->points)
        status = bm_density_new(map->points, NULL, &map->density_options, map->style, &map->frame,
                                NULL, map->ground, &map->density, error);
    free(map->cells.items);
    map->cells = map->density ? bm_density_stand_in(map->density) : (bm_marks){0};
    if (!status)
        bm_marks_find_areas(map->ground, map->basemap.oblasts, map->basemap.raions);
    if (!status && !bm_marks_place_areas(map->ground, map->basemap.gazetteer, &map->frame))
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    if (!status && !bm_map_name_categories(map))
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    return status;
}

/* Counts for the longest subtitle that a window of these events may have. */
static bm_marks longest_counts(const bm_map *map)
{
    size_t count = bm_map_event_count(map);
    bm_marks counts = {.events_drawn = count,
                       .events_imprecise = map->symbols.has_imprecise ? count : 0,
                       .events_outside = count};
    (void)bm_map_span(map, &counts.span);
    for (size_t i = 0; map->events && i < bm_events_count(map->events); i++) {
        const bm_event_location *location = &bm_events_get(map->events, i)->location;
        counts.events_unlocated += !location->located;
        counts.events_national +=
            location->located && location->precision == BM_PLACE_PRECISION_COUNTRY;
    }
    return counts;
}

/* The texts of the page, and what they leave for the map. Both grow: the subtitle when the marks
 * are known, the credit when the map gives way to a key, which changes the projection's figures. */
static bm_px_box measure_page(bm_map *map, bool is_compact)
{
    bm_strbuf subtitle = {0}, credit = {0};
    const char *own_credit = map->content.credit;
    bm_marks sample = longest_counts(map);
    map->content.subtitle = bm_map_subtitle_of(map, &sample, NULL, &subtitle);
    bm_strbuf_append(&credit, own_credit);
    if (*own_credit)
        bm_strbuf_append(&credit, " 00.0°, 00.0°");
    if (!credit.failed)
        map->content.credit = bm_strbuf_text(&credit);
    bm_px_box box =
        bm_furniture_measure(&map->furniture, &map->content, map->style, map->measure, is_compact);
    map->content.subtitle = map->subtitle;
    map->content.credit = own_credit;
    bm_strbuf_finish(&subtitle);
    bm_strbuf_finish(&credit);
    return box;
}

static bool is_large_enough(const bm_map *map, bm_px_box box, double share)
{
    return box.y1 - box.y0 >= share * map->height_px &&
           fmin(box.x1 - box.x0, box.y1 - box.y0) >= bm_canvas_px(map->measure, MAP_SIDE_MIN_PT);
}

/* Fit the frame to its place on the page once more. A base that is being made needs the old one. */
static bm_status refit(bm_map *map, const bm_map_options *options, bm_px_box box, bm_error *error)
{
    bm_map_drop_base(map);
    map->frame.map = box;
    bm_projection_free(map->projection);
    map->projection = NULL;
    bm_status status = bm_map_settle_frame(map, options, error);
    return status ? status : bm_map_set_credit(map, options, error);
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
    if (map->is_panel)
        return refit(map, options, page, error);
    bm_px_box box = measure_page(map, false);
    double pt = bm_canvas_px(map->measure, 1);
    bool is_small = map->width_px / pt * (map->height_px / pt) < COMPACT_PT2;
    if (is_small || !is_large_enough(map, box, ROOMY_SHARE))
        box = measure_page(map, true);
    if (!is_large_enough(map, box, MAP_SHARE_MIN))
        return bm_map_refuse_page(map, error);
    return refit(map, options, box, error);
}

/* What the page asks of the base; it is completed when the frame stays. */
static bm_status make_base(bm_map *map, bool is_again, bm_error *error)
{
    bm_map_drop_base(map);
    bm_status status =
        bm_base_begin(&map->basemap, &map->ground_options, &map->frame, &map->base, error);
    // The frame of a density, which has no key, moves but once.
    if (!status && is_again && map->points)
        bm_map_begin_base_early(map);
    return status ? status : make_ground(map, error);
}

bm_furniture_job bm_map_furniture_job(const bm_map *map, const bm_legend *legend,
                                      const bm_labels *labels, const bm_marks *marks)
{
    return (bm_furniture_job){.content = &map->content,
                              .legend = legend,
                              .labels = labels,
                              .inset = map->inset,
                              .style = map->style,
                              .frame = &map->frame,
                              .marks = map->density && marks == map->ground ? &map->cells : marks,
                              .border = map->basemap.border,
                              .basemap = &map->basemap,
                              .canvas = map->measure};
}

void bm_map_place(bm_map *map, bm_legend *legend)
{
    map->content.hide_border = !bm_base_has_border(map->base);
    bm_map_name_subject(map);
    map->content.crossing_states =
        bm_labels_crossing_states(&map->basemap, &map->frame, map->symbols.crossings);
    map->content.show_crossings =
        !map->is_panel && bm_labels_crossings_in_view(&map->basemap, &map->frame);
    bm_map_make_legend(map, map->ground, legend);
    bm_furniture_job job = bm_map_furniture_job(map, legend, map->labels, map->ground);
    bm_furniture_place(&map->furniture, &job);
}

bm_status bm_map_place_again(bm_map *map, const bm_map_options *options, bm_px_box box,
                             bm_legend *legend, bm_error *error)
{
    // The base may still be on its way, in the projection that goes.
    bm_map_drop_base(map);
    bm_status status = refit(map, options, box, error);
    // The key is of the marks that go now.
    bm_labels_free(map->labels);
    map->labels = NULL;
    if (!status)
        status = make_base(map, true, error);
    if (!status)
        bm_map_place(map, legend);
    return status;
}

bm_status bm_map_place_legend_beside(bm_map *map, const bm_map_options *options, bm_legend *legend,
                                     bm_error *error)
{
    bm_status status = BM_OK;
    bm_px_box whole = map->frame.map;
    bm_furniture_job job = bm_map_furniture_job(map, legend, map->labels, map->ground);
    bool wants_room = bm_furniture_wants_room(&map->furniture, &job);
    // On the smaller map other marks fall together, which the legend may have to explain.
    for (int tries = 0; tries < 2 && wants_room && !status; tries++) {
        map->furniture.legend_outside = false;
        job = bm_map_furniture_job(map, legend, map->labels, map->ground);
        bm_px_box box = bm_furniture_make_room(&map->furniture, &job, whole);
        if (!map->furniture.legend_outside)
            break;
        status = bm_map_place_again(map, options, box, legend, error);
        job = bm_map_furniture_job(map, legend, map->labels, map->ground);
        wants_room = !status && !bm_furniture_legend_fits(&map->furniture, &job);
    }
    return status;
}

bm_px_box bm_map_make_legend_room(bm_map *map, const bm_legend *legend)
{
    bm_furniture_job job = bm_map_furniture_job(map, legend, map->labels, map->ground);
    if (!bm_furniture_wants_room(&map->furniture, &job))
        return map->frame.map;
    bm_px_box box = bm_furniture_make_room(&map->furniture, &job, map->frame.map);
    return map->furniture.legend_outside ? box : map->frame.map;
}

/* The signs of crossings keep off symbols and names: where none is left, nothing explains them. */
static void explain_crossings(bm_map *map, bm_legend *legend)
{
    size_t counts[BM_CROSSING_CLOSED + 1], total = 0;
    if (!map->content.show_crossings || !map->labels)
        return;
    bm_labels_count_crossings(map->labels, counts);
    for (size_t i = 0; i <= BM_CROSSING_CLOSED; i++)
        total += counts[i];
    if (total)
        return;
    map->content.show_crossings = false;
    bm_map_make_legend(map, map->ground, legend);
}

/* Legend and scale bar go where nothing is; a map too full for the legend makes room for it. */
static bm_status place_furniture(bm_map *map, const bm_map_options *options, bm_error *error)
{
    bm_legend legend;
    // A map without a locator is no worse.
    if (bm_furniture_may_have_inset(&map->content, &map->frame))
        (void)bm_inset_new(&map->basemap, &map->frame, &map->inset, NULL);
    bm_map_place(map, &legend);
    bm_status status = BM_OK;
    // A crowd has legend and key placed together.
    if (!bm_map_is_crowd(map))
        status = bm_map_place_legend_beside(map, options, &legend, error);
    if (!status)
        status = bm_map_settle_labels(map, options, &legend, error);
    if (!status) {
        explain_crossings(map, &legend);
        status = bm_canvas_status(map->measure, error);
    }
    bm_furniture_job job = bm_map_furniture_job(map, &legend, map->labels, map->ground);
    bm_furniture_fit_legend(&map->furniture, &job);
    bool has_legend = map->furniture.legend.x1 > map->furniture.legend.x0;
    if (!status && map->content.legend != BM_SPOT_NONE && !bm_legend_is_empty(&legend) &&
        !has_legend)
        status = bm_map_refuse_legend(map, error);
    return status;
}

bm_status bm_map_settle(bm_map *map, const bm_map_options *options, bm_error *error)
{
    bm_status status = settle_page(map, options, error);
    if (!status)
        status = bm_map_choose_density(map, error);
    if (!status)
        status = make_base(map, false, error);
    if (!status)
        status = place_furniture(map, options, error);
    // Who waits for pixels waits when they are needed.
    return status || map->ahead.paints ? status : bm_map_end_base(map, error);
}
