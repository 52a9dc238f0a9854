#include <math.h>
#include <stdlib.h>

#include "render/labels/labels.h"
#include "render/map/private.h"
#include "render/map/words.h"
#include "render/placement/placement.h"

/** A larger base is drawn again for every frame rather than kept. */
#define KEPT_PIXELS_MAX 100000000
/** A symbol farther from the locator than this does not reach it. */
#define INSET_CLEAR_PT 12

void bm_map_draw_ground(const bm_map *map, bm_canvas *canvas)
{
    bm_color paper = map->style->panel;
    paper.alpha = 1;
    bm_canvas_begin_group(canvas, "page", NULL);
    bm_canvas_add_box(canvas, map->frame.page);
    bm_canvas_fill(canvas, paper);
    bm_canvas_end_group(canvas);
    bm_canvas_begin_group(canvas, "base", NULL);
    bm_canvas_begin_clip(canvas, map->frame.map);
    bm_base_draw(map->base, map->style, canvas);
    bm_canvas_end_clip(canvas);
    bm_canvas_end_group(canvas);
}

/* Whether the ground of this file is painted as pixels of its own: one PNG needs no copy of its
 * ground; a series pays for it once. */
static bool paints_ground(const bm_map *map, bm_map_format format)
{
    return format == BM_MAP_PNG && !map->kept;
}

static bool keeps_ground(const bm_map *map)
{
    return (long long)map->width_px * map->height_px <= KEPT_PIXELS_MAX;
}

/* Nothing but symbols may come to lie on the locator's place before it is drawn. */
static void keep_inset(bm_map *map)
{
    if (!map->inset || map->zones || map->points)
        return;
    bm_inset_draw(map->inset, map->furniture.inset, map->style, map->kept);
    bm_canvas_paint_noted(map->kept);
    map->keeps_inset = true;
}

static bool is_on_inset(const bm_map *map, const bm_marks *marks)
{
    bm_px_box box = map->furniture.inset;
    if (marks->arrow_count || marks->area_count || marks->shaded_count)
        return true;
    for (size_t i = 0; i < marks->count; i++) {
        const bm_mark *mark = &marks->items[i];
        // What goes with a symbol (a number, a sign of a claim) lies round it.
        double reach = 3 * mark->radius_px + bm_canvas_px(map->measure, INSET_CLEAR_PT);
        bm_px_box around = {fmin(mark->center.x, mark->anchor.x) - reach,
                            fmin(mark->center.y, mark->anchor.y) - reach,
                            fmax(mark->center.x, mark->anchor.x) + reach,
                            fmax(mark->center.y, mark->anchor.y) + reach};
        if (bm_px_box_overlaps(around, box))
            return true;
    }
    return false;
}

bm_status bm_map_prepare_windows(bm_map *map, bm_map_format format, bm_error *error)
{
    bool paints = paints_ground(map, format) && keeps_ground(map);
    // The ground is painted while names are chosen.
    if (paints)
        bm_map_begin_painting(map);
    bm_status status = bm_map_choose_standing(map, error);
    if (status)
        return status;
    if (!paints)
        return bm_map_end_base(map, error);
    status = bm_map_end_painting(map, &map->kept, error);
    if (!status)
        keep_inset(map);
    return status;
}

/* The canvas of a file with its ground on it. */
static bm_status end_ground(bm_map *map, bm_map_format format, const bm_canvas_info *info,
                            bm_canvas **canvas, bm_error *error)
{
    bm_status status = BM_OK;
    if (paints_ground(map, format)) {
        status = bm_map_end_painting(map, canvas, error);
        if (!status && keeps_ground(map) && map->png_count++ > 0) {
            map->kept = *canvas;
            *canvas = NULL;
        }
    } else {
        status = bm_map_end_base(map, error);
    }
    if (status)
        return status;
    if (*canvas) {
        bm_canvas_describe(*canvas, info);
    } else if (map->pages) {
        *canvas = map->pages;
        bm_map_draw_ground(map, *canvas);
    } else {
        if (format == BM_MAP_PNG && map->spare) {
            *canvas = map->spare;
            map->spare = NULL;
            bm_canvas_describe(*canvas, info);
        } else {
            status =
                bm_canvas_new(format, map->width_px, map->height_px, map->dpi, info, canvas, error);
        }
        if (!status && format == BM_MAP_PNG)
            status = bm_canvas_status(map->kept, error);
        if (!status && format == BM_MAP_PNG)
            bm_canvas_copy(*canvas, map->kept);
        else if (!status)
            bm_map_draw_ground(map, *canvas);
    }
    return status ? status : bm_canvas_status(*canvas, error);
}

static void draw_frame_line(const bm_map *map, bm_canvas *canvas)
{
    bm_line_style line = {.color = map->style->ink, .width_pt = 0.6};
    bm_canvas_begin_group(canvas, "frame", NULL);
    bm_canvas_add_box(canvas, map->frame.map);
    bm_canvas_stroke(canvas, &line);
    bm_canvas_end_group(canvas);
}

static void draw_window(const bm_map *map, const bm_map_window *window,
                        const bm_furniture_content *content, bm_canvas *canvas)
{
    const bm_marks *marks = window->marks;
    const bm_density *density = window->density;
    const bm_labels *labels = window->labels;
    bm_canvas_begin_clip(canvas, map->frame.map);
    bool is_over = density && bm_density_is_over(density);
    if (density && !is_over) {
        bm_density_draw(density, map->base, map->style, canvas);
        bm_base_draw_border(map->base, map->style, canvas);
    }
    bm_zones_draw(map->zones, map->base, map->style, &map->frame, canvas);
    bm_base_draw_labels(map->base, map->style, canvas);
    bm_marks_draw_areas(marks, map->base, map->style, &map->frame, canvas);
    bm_labels_draw_places(labels, canvas);
    bm_marks_draw(marks, map->base, map->style, &map->frame, canvas);
    if (is_over)
        bm_density_draw(density, map->base, map->style, canvas);
    bm_labels_draw_names(labels, canvas);
    bm_canvas_end_clip(canvas);
    if (map->is_panel)
        return;
    bm_canvas_begin_painting(canvas);
    draw_frame_line(map, canvas);
    bm_legend legend;
    bm_map_make_legend(map, marks, &legend);
    bm_furniture_job job = bm_map_furniture_job(map, &legend, labels, marks);
    job.content = content;
    if (map->keeps_inset && bm_canvas_format(canvas) == BM_MAP_PNG && !is_on_inset(map, marks))
        job.inset = NULL;
    bm_furniture_draw(&window->furniture, &job, canvas);
}

/* The pixels, in place of a file; what this says of itself is gone soon. */
static bm_status keep_drawing(bm_map *map, bm_canvas **canvas, bm_error *error)
{
    bm_canvas_paint_noted(*canvas);
    bm_canvas_describe(*canvas, NULL);
    bm_status status = bm_canvas_status(*canvas, error);
    if (status)
        return status;
    map->drawn = *canvas;
    *canvas = NULL;
    return BM_OK;
}

static void fill_report(const bm_map *map, const bm_map_window *window, size_t blank,
                        bm_map_report *report)
{
    const bm_marks *marks = window->marks;
    bm_label_counts counts = bm_labels_count(window->labels);
    *report =
        (bm_map_report){.events_drawn = marks->events_drawn,
                        .events_imprecise = marks->events_imprecise,
                        .events_outside = marks->events_outside,
                        .events_national = marks->events_national,
                        .events_blank = blank,
                        .labels_placed = counts.placed,
                        .labels_dropped = counts.dropped,
                        .texts_altered = bm_labels_altered(window->labels) + map->altered_count,
                        .towns_fit = counts.towns_fit,
                        .towns_placed = counts.towns_placed,
                        .places_numbered = counts.places_numbered,
                        .places_unnamed = counts.places_unnamed};
    bm_marks cells = window->density ? bm_density_stand_in(window->density) : (bm_marks){0};
    report->events_covered = bm_furniture_find_covered(
        &window->furniture, window->density ? &cells : marks, report->covered);
    free(cells.items);
}

/* Draw `window` on a canvas that has the ground, and write it, or keep it. */
static bm_status draw_and_end(bm_map *map, const bm_map_window *window, const bm_map_words *words,
                              bm_canvas **canvas, bm_sink *sink, bm_error *error)
{
    bm_furniture_content content = map->content;
    content.subtitle = words->subtitle;
    bm_canvas_set_compression(*canvas, map->compression);
    bm_canvas_share_fonts(*canvas, map->measure);
    draw_window(map, window, &content, *canvas);
    if (!map->pages)
        bm_canvas_bookmark(*canvas, words->info.title, NULL);
    if (map->keeps_drawing)
        return keep_drawing(map, canvas, error);
    if (map->pages)
        return bm_canvas_status(*canvas, error);
    return bm_canvas_finish(*canvas, sink, error);
}

bm_status bm_map_write(bm_map *map, const bm_interval *window, bm_map_format format, bm_sink *sink,
                       bm_map_report *report, bm_error *error)
{
    bm_map_window own = {0};
    bm_map_words words = {0};
    bm_canvas *canvas = NULL;
    bm_status status = BM_OK;
    if (paints_ground(map, format))
        bm_map_begin_painting(map);
    if (window)
        status = bm_map_choose(map, window, &own, error);
    // Those of all events are there already.
    const bm_map_window shown = window ? own
                                       : (bm_map_window){.marks = map->ground,
                                                         .density = map->density,
                                                         .labels = map->labels,
                                                         .furniture = map->furniture};
    if (!status)
        status = bm_canvas_status(map->measure, error);
    if (status)
        goto done;
    size_t blank = bm_map_count_blank(map, shown.marks);
    status = bm_map_words_make(map, &shown, window, blank, &words, error);
    if (!status)
        status = end_ground(map, format, &words.info, &canvas, error);
    if (!status)
        status = draw_and_end(map, &shown, &words, &canvas, sink, error);
    if (!status && report)
        fill_report(map, &shown, blank, report);
done:
    if (!status && format == BM_MAP_PNG && map->kept && !map->spare)
        map->spare = canvas;
    else if (canvas != map->pages)
        bm_canvas_free(canvas);
    bm_map_window_finish(&own);
    bm_map_words_finish(&words);
    return status;
}

bm_status bm_map_paint(bm_map *map, const bm_interval *window, bm_canvas **canvas,
                       bm_map_report *report, bm_error *error)
{
    map->keeps_drawing = true;
    bm_status status = bm_map_write(map, window, BM_MAP_PNG, NULL, report, error);
    map->keeps_drawing = false;
    *canvas = map->drawn;
    map->drawn = NULL;
    return status;
}
