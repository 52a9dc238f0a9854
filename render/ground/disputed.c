#include <math.h>
#include <string.h>

#include "render/ground/parts.h"

#define HATCH_GAP_PT 4.5

/** ISO 3166-2 codes of the disputed oblasts, for layers that do not say by a field DISPUTED. */
static const char *const disputed_codes[] = {"UA-43", "UA-40"};

typedef struct taking {
    bm_ground_builder *state;
    const bm_layer *oblasts;
    int disputed_field;
    int code_field;
    size_t hits; /**< oblasts that have a vertex */
    bm_lonlat vertex;
} taking;

static bool is_disputed(const taking *in, size_t index)
{
    if (in->disputed_field >= 0)
        return *bm_layer_text(in->oblasts, index, in->disputed_field) != '\0';
    const char *code = bm_layer_text(in->oblasts, index, in->code_field);
    for (size_t i = 0; i < sizeof disputed_codes / sizeof *disputed_codes; i++)
        if (strcmp(code, disputed_codes[i]) == 0)
            return true;
    return false;
}

static bool add_area(const bm_layer *layer, size_t index, void *context)
{
    const taking *in = context;
    if (is_disputed(in, index))
        bm_ground_add_feature(in->state, bm_layer_feature(layer, index), BM_GROUND_DISPUTED);
    return !in->state->failed;
}

static bool count_vertex(const bm_layer *layer, size_t index, void *context)
{
    taking *in = context;
    const bm_feature *feature = bm_layer_feature(layer, index);
    if (!is_disputed(in, index))
        return true;
    for (size_t i = 0; i < feature->point_count; i++)
        if (feature->points[i].lon == in->vertex.lon && feature->points[i].lat == in->vertex.lat) {
            in->hits++;
            break;
        }
    return true;
}

/* A line that one disputed oblast has, and not two, is where the disputed area ends. */
static bool add_line(const bm_layer *layer, size_t index, void *context)
{
    taking *in = context;
    const bm_feature *feature = bm_layer_feature(layer, index);
    if (feature->point_count < 3)
        return true;
    in->hits = 0;
    in->vertex = feature->points[feature->point_count / 2];
    bm_lonlat_box around = {in->vertex.lon, in->vertex.lat, in->vertex.lon, in->vertex.lat};
    bm_layer_query(in->oblasts, around, count_vertex, in);
    if (in->hits == 1)
        bm_ground_add_feature(in->state, feature, BM_GROUND_DISPUTED_LINES);
    return !in->state->failed;
}

void bm_ground_add_disputed(bm_ground_builder *state)
{
    const bm_basemap *basemap = state->basemap;
    if (state->base->options.view != BM_VIEW_DISPUTED || !basemap->oblasts || state->failed)
        return;
    taking in = {.state = state,
                 .oblasts = basemap->oblasts,
                 .disputed_field = bm_layer_field(basemap->oblasts, "DISPUTED"),
                 .code_field = bm_layer_field(basemap->oblasts, "ISO_3166_2")};
    bm_lonlat_box shown = state->base->frame.lonlat;
    bm_layer_query(basemap->oblasts, shown, add_area, &in);
    if (basemap->oblast_lines && state->base->first[BM_GROUND_DISPUTED])
        bm_layer_query(basemap->oblast_lines, shown, add_line, &in);
}

void bm_ground_hatch(bm_canvas *canvas, bm_px_box box, const bm_line_style *line)
{
    cairo_t *cairo = bm_canvas_cairo(canvas);
    double gap = bm_canvas_px(canvas, HATCH_GAP_PT), height = box.y1 - box.y0;
    bm_canvas_begin_clip_path(canvas);
    for (double x = box.x0 - height; x < box.x1; x += gap) {
        cairo_move_to(cairo, x, box.y1);
        cairo_line_to(cairo, x + height, box.y0);
    }
    bm_canvas_stroke(canvas, line);
    bm_canvas_end_clip(canvas);
}

/* What all areas together cover, within the map. */
static bm_px_box box_of(const bm_base *base)
{
    bm_px_box box = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (const bm_ground_shape *at = base->first[BM_GROUND_DISPUTED]; at; at = at->next)
        for (const bm_ground_path *part = at->first; part; part = part->next)
            for (size_t i = 0; i < part->count; i++) {
                box.x0 = fmin(box.x0, part->points[i].x);
                box.y0 = fmin(box.y0, part->points[i].y);
                box.x1 = fmax(box.x1, part->points[i].x);
                box.y1 = fmax(box.y1, part->points[i].y);
            }
    return box;
}

void bm_ground_draw_disputed(const bm_base *base, const bm_style *style, bm_canvas *canvas)
{
    bm_line_style hatch = {.color = style->disputed_hatch, .width_pt = style->disputed_hatch_pt};
    if (!base->first[BM_GROUND_DISPUTED])
        return;
    bm_canvas_begin_group(canvas, "disputed", NULL);
    if (hatch.width_pt > 0) {
        /* The oblasts' coasts are not the countries'. */
        bm_ground_add_land(base, canvas);
        bm_canvas_begin_clip_path(canvas);
        for (const bm_ground_shape *at = base->first[BM_GROUND_DISPUTED]; at; at = at->next)
            for (const bm_ground_path *part = at->first; part; part = part->next)
                bm_canvas_add_points(canvas, part->points, part->count, true);
        bm_ground_hatch(canvas, box_of(base), &hatch);
        bm_canvas_end_clip(canvas);
    }
    for (const bm_ground_shape *at = base->first[BM_GROUND_DISPUTED_LINES]; at; at = at->next)
        for (const bm_ground_path *part = at->first; part; part = part->next)
            bm_canvas_add_points(canvas, part->points, part->count, false);
    bm_canvas_stroke(canvas, &style->disputed_line);
    bm_canvas_end_group(canvas);
}
