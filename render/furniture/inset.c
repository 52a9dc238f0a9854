#include "render/furniture/inset.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/map/extent.h"

/** The region is so many times wider and higher than the two countries. */
#define REGION_WIDTH 2.2
#define REGION_HEIGHT 2.0
/** An extent smaller than this is shown by a marker. */
#define EXTENT_MIN_PT 5

struct bm_inset {
    const bm_basemap *basemap;
    const bm_layer *outlines;
    const bm_frame *map;
    bm_projection *projection;
    bm_lonlat_box region;
    double aspect;
};

static bool is_country(const bm_layer *layer, size_t index, const char *iso_a2)
{
    return strcmp(bm_layer_text(layer, index, bm_layer_field(layer, "ISO_A2")), iso_a2) == 0;
}

static bm_lonlat_box two_countries(const bm_layer *layer, const bm_border *border)
{
    bm_lonlat_box box = bm_lonlat_box_empty();
    for (size_t i = 0; i < bm_layer_count(layer); i++)
        for (int side = 0; side < 2; side++)
            if (is_country(layer, i, bm_border_country(border, side)))
                box = bm_lonlat_box_join(box, bm_layer_feature(layer, i)->box);
    return box;
}

static bool holds(bm_lonlat_box outer, bm_lonlat_box inner)
{
    return outer.west <= inner.west && outer.south <= inner.south && outer.east >= inner.east &&
           outer.north >= inner.north;
}

static bool measure(bm_inset *inset)
{
    bm_lonlat positions[BM_BOX_SAMPLES];
    bm_xy points[BM_BOX_SAMPLES];
    size_t count = bm_map_sample_box(inset->region, positions);
    bm_projection_forward(inset->projection, positions, points, count);
    bm_xy_box box = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    for (size_t i = 0; i < count; i++) {
        box.x_min = fmin(box.x_min, points[i].x);
        box.y_min = fmin(box.y_min, points[i].y);
        box.x_max = fmax(box.x_max, points[i].x);
        box.y_max = fmax(box.y_max, points[i].y);
    }
    double aspect = (box.x_max - box.x_min) / (box.y_max - box.y_min);
    inset->aspect = isfinite(aspect) ? fmin(fmax(aspect, 0.75), 1.5) : 1;
    return isfinite(aspect);
}

bm_status bm_inset_new(const bm_basemap *basemap, const bm_frame *frame, bm_inset **inset,
                       bm_error *error)
{
    *inset = NULL;
    bm_lonlat_box two = two_countries(basemap->countries, basemap->border);
    if (!(two.east > two.west) || !(two.north > two.south))
        return bm_error_set(error, BM_ERROR_NOT_FOUND, NULL, 0,
                            "the layer of countries lacks those of the border");
    bm_inset *made = calloc(1, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    made->basemap = basemap;
    made->map = frame;
    // The wider outlines if they are of this part of the world.
    made->outlines = basemap->locator && holds(bm_layer_box(basemap->locator), two)
                         ? basemap->locator
                         : basemap->countries;
    double width = (two.east - two.west) * (REGION_WIDTH - 1) / 2;
    double height = (two.north - two.south) * (REGION_HEIGHT - 1) / 2;
    made->region = (bm_lonlat_box){fmax(two.west - width, -180), fmax(two.south - height, -85),
                                   fmin(two.east + width, 180), fmin(two.north + height, 85)};
    bm_status status = bm_projection_new_fitted(made->region, &made->projection, error);
    if (!status && !measure(made))
        status = bm_error_set(error, BM_ERROR_PROJECTION, NULL, 0, "the region cannot be shown");
    if (status)
        bm_inset_free(made);
    else
        *inset = made;
    return status;
}

void bm_inset_free(bm_inset *inset)
{
    if (!inset)
        return;
    bm_projection_free(inset->projection);
    free(inset);
}

double bm_inset_aspect(const bm_inset *inset)
{
    return inset->aspect;
}

/* One ring or line, without the points that are nearer to each other than `step_deg`. */
static void add_part(bm_canvas *canvas, const bm_frame *frame, const bm_lonlat *points,
                     size_t count, double step_deg, bool closed)
{
    enum { BATCH = 512 };
    bm_lonlat kept[BATCH];
    bm_px out[BATCH];
    size_t length = 0;
    bm_lonlat last = {NAN, NAN};
    cairo_t *path = bm_canvas_cairo(canvas);
    bool started = false;
    for (size_t i = 0; i < count; i++) {
        bool is_end = i == 0 || i + 1 == count;
        if (!is_end && fabs(points[i].lon - last.lon) < 1.5 * step_deg &&
            fabs(points[i].lat - last.lat) < step_deg)
            continue;
        last = points[i];
        kept[length++] = points[i];
        if (length < BATCH && i + 1 < count)
            continue;
        bm_frame_to_px_many(frame, kept, out, length);
        for (size_t k = 0; k < length; k++) {
            if (!isfinite(out[k].x) || !isfinite(out[k].y))
                continue;
            if (started)
                cairo_line_to(path, out[k].x, out[k].y);
            else
                cairo_move_to(path, out[k].x, out[k].y);
            started = true;
        }
        length = 0;
    }
    if (started && closed)
        cairo_close_path(path);
}

static void add_feature(bm_canvas *canvas, const bm_frame *frame, const bm_feature *feature,
                        double step_deg, bool closed)
{
    for (size_t part = 0; part < feature->part_count; part++) {
        size_t start = feature->part_start[part], end = feature->part_start[part + 1];
        add_part(canvas, frame, feature->points + start, end - start, step_deg, closed);
    }
}

static bool meets(bm_lonlat_box a, bm_lonlat_box b)
{
    return a.west < b.east && b.west < a.east && a.south < b.north && b.south < a.north;
}

static void draw_countries(const bm_inset *inset, const bm_frame *frame, double step_deg,
                           const bm_style *style, bm_canvas *canvas)
{
    const bm_layer *layer = inset->outlines;
    const bm_border *border = inset->basemap->border;
    bm_line_style line = style->country_line;
    line.width_pt = 0.35;
    memset(line.dash_pt, 0, sizeof line.dash_pt);
    // The two last, so that no neighbour lies on them.
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < bm_layer_count(layer); i++) {
            const bm_feature *feature = bm_layer_feature(layer, i);
            int side = is_country(layer, i, bm_border_country(border, 0))   ? 0
                       : is_country(layer, i, bm_border_country(border, 1)) ? 1
                                                                            : -1;
            if ((side >= 0) != (round == 1) || !meets(feature->box, frame->lonlat))
                continue;
            add_feature(canvas, frame, feature, step_deg, true);
            bm_canvas_fill_stroke(canvas, side < 0 ? style->land : style->focus[side], &line);
        }
}

static void draw_extent(const bm_inset *inset, const bm_frame *frame, bm_canvas *canvas)
{
    const bm_frame *map = inset->map;
    const bm_px corners[] = {{map->map.x0, map->map.y0},
                             {map->map.x1, map->map.y0},
                             {map->map.x1, map->map.y1},
                             {map->map.x0, map->map.y1}};
    bm_px outline[4 * BM_BOX_SIDE_SAMPLES];
    bm_px low = {HUGE_VAL, HUGE_VAL}, high = {-HUGE_VAL, -HUGE_VAL};
    size_t count = 0;
    for (size_t side = 0; side < 4; side++) {
        bm_px from = corners[side], to = corners[(side + 1) % 4];
        for (int i = 0; i < BM_BOX_SIDE_SAMPLES; i++) {
            double share = (double)i / BM_BOX_SIDE_SAMPLES;
            bm_px at = {from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share};
            bm_px here = bm_frame_to_px(frame, bm_frame_to_lonlat(map, at));
            if (!isfinite(here.x) || !isfinite(here.y))
                continue;
            outline[count++] = here;
            low = (bm_px){fmin(low.x, here.x), fmin(low.y, here.y)};
            high = (bm_px){fmax(high.x, here.x), fmax(high.y, here.y)};
        }
    }
    if (!count)
        return;
    const bm_color red = {0.80, 0.06, 0.10, 1}, white = {1, 1, 1, 0.9};
    const bm_line_style casing = {.color = white, .width_pt = 2.2};
    const bm_line_style line = {.color = red, .width_pt = 1.2};
    bool is_tiny = fmax(high.x - low.x, high.y - low.y) < bm_canvas_px(canvas, EXTENT_MIN_PT);
    bm_px middle = {(low.x + high.x) / 2, (low.y + high.y) / 2};
    for (int i = 0; i < 2; i++) {
        if (is_tiny)
            bm_canvas_add_circle(canvas, middle, bm_canvas_px(canvas, 3.2));
        else
            bm_canvas_add_points(canvas, outline, count, true);
        bm_canvas_stroke(canvas, i ? &line : &casing);
    }
    if (is_tiny) {
        bm_canvas_add_circle(canvas, middle, bm_canvas_px(canvas, 1.1));
        bm_canvas_fill(canvas, red);
    }
}

void bm_inset_draw(const bm_inset *inset, bm_px_box box, const bm_style *style, bm_canvas *canvas)
{
    if (box.x1 <= box.x0)
        return;
    bm_lonlat positions[BM_BOX_SAMPLES];
    size_t count = bm_map_sample_box(inset->region, positions);
    bm_frame frame = {.page = inset->map->page, .map = box, .dpi = inset->map->dpi};
    if (bm_frame_fit(&frame, inset->projection, positions, count, 0, 0, NULL))
        return;
    double step_deg = 0.6 / frame.px_per_m / 111195;
    bm_canvas_begin_group(canvas, "inset", "Locator map");
    bm_canvas_begin_clip(canvas, box);
    bm_canvas_add_box(canvas, box);
    bm_canvas_fill(canvas, style->background);
    draw_countries(inset, &frame, step_deg, style, canvas);
    bm_line_style border = style->border_line;
    border.width_pt = fmin(border.width_pt, 0.9);
    add_feature(canvas, &frame, bm_border_line(inset->basemap->border), step_deg, false);
    bm_canvas_stroke(canvas, &border);
    draw_extent(inset, &frame, canvas);
    bm_canvas_end_clip(canvas);
    bm_line_style edge = {.color = style->ink, .width_pt = 0.6};
    bm_canvas_add_box(canvas, box);
    bm_canvas_stroke(canvas, &edge);
    bm_canvas_end_group(canvas);
}
