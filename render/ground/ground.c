#include "render/ground/ground.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "geo/clip.h"

/** Paths reach this far beyond the map, so that an outline along the edge is not seen. */
#define OVERLAP_PX 24
/** What the eye does not miss. */
#define TOLERANCE_PX 0.35
/** Positions along each side of the layer's box, whose sides are curves on the page. */
#define SIDE_SAMPLES 64
/** Outlines of the border's two countries this near to it are not coasts: between them lies the
 * river that the border follows. */
#define GAP_KM 7
/** From so many pixels a kilometre on, such a gap is wider than the border's casing. */
#define GAP_PX_PER_KM 2.5
/** On one side of the layer's box. */
#define CUT_DEG 1e-6

/** A ring or a line on the page. */
typedef struct path {
    struct path *next;
    size_t count;
    bm_px points[];
} path;

/** One feature. */
typedef struct shape {
    struct shape *next;
    path *first;
    bool has_outline; /**< `outline` is stroked in place of the rings */
    path *outline;
    const char *name;
} shape;

/** What is painted in the same way. */
typedef enum group {
    GROUP_LAND,
    GROUP_FOCUS_A,
    GROUP_FOCUS_B,
    GROUP_OBLASTS,
    GROUP_LAKES,
    GROUP_RIVERS_1,
    GROUP_RIVERS_2,
    GROUP_RIVERS_3,
    GROUP_BORDER,
    GROUP_COUNT
} group;

struct bm_base {
    bm_arena arena;
    bm_frame frame;
    char focus[2][3];     /**< codes of the border's countries */
    bool is_partly_known; /**< the frame shows more than the countries' layer covers */
    path *known;          /**< what it covers; NULL when that is nowhere in the frame */
    shape *first[GROUP_COUNT];
    shape **end[GROUP_COUNT];
};

/** While a layer is prepared. */
typedef struct builder {
    bm_base *base;
    const bm_basemap *basemap;
    bm_px_box box;
    bm_px *projected; /**< room for `capacity` points */
    bm_px *clipped;   /**< room for 2 × `capacity` + 8 */
    size_t capacity;
    int field; /**< rank or country */
    int name_field;
    int accuracy_field;
    path **path_end; /**< of the shape being made */
    bool closed;
    bool failed;
} builder;

static bool reserve(builder *state, size_t count)
{
    if (count <= state->capacity)
        return true;
    if (count > BM_LAYER_POINTS_MAX)
        return false;
    bm_px *projected = realloc(state->projected, count * sizeof *projected);
    if (projected)
        state->projected = projected;
    bm_px *clipped = realloc(state->clipped, (2 * count + 8) * sizeof *clipped);
    if (clipped)
        state->clipped = clipped;
    if (!projected || !clipped)
        return false;
    state->capacity = count;
    return true;
}

static void keep_path(const bm_px *points, size_t count, void *context)
{
    builder *state = context;
    if (count < (state->closed ? 3 : 2) || state->failed)
        return;
    path *kept = bm_arena_alloc(&state->base->arena, sizeof *kept + count * sizeof *points);
    if (!kept) {
        state->failed = true;
        return;
    }
    memcpy(kept->points, points, count * sizeof *points);
    kept->count = bm_simplify(kept->points, count, TOLERANCE_PX);
    if (kept->count < (state->closed ? 3 : 2))
        return;
    *state->path_end = kept;
    state->path_end = &kept->next;
}

static bool is_near(bm_lonlat_box box, bm_lonlat position)
{
    const double margin_deg = 0.1;
    return position.lon > box.west - margin_deg && position.lon < box.east + margin_deg &&
           position.lat > box.south - margin_deg && position.lat < box.north + margin_deg;
}

/* True for a side along which the layer was cut out of a larger one. */
static bool is_cut(bm_lonlat_box box, bm_lonlat a, bm_lonlat b)
{
    return (fabs(a.lon - box.west) < CUT_DEG && fabs(b.lon - box.west) < CUT_DEG) ||
           (fabs(a.lon - box.east) < CUT_DEG && fabs(b.lon - box.east) < CUT_DEG) ||
           (fabs(a.lat - box.south) < CUT_DEG && fabs(b.lat - box.south) < CUT_DEG) ||
           (fabs(a.lat - box.north) < CUT_DEG && fabs(b.lat - box.north) < CUT_DEG);
}

/* Project one part and drop what the projection cannot show. */
static size_t project_part(builder *state, const bm_lonlat *points, size_t count)
{
    if (!reserve(state, count)) {
        state->failed = true;
        return 0;
    }
    bm_frame_to_px_many(&state->base->frame, points, state->projected, count);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (isfinite(state->projected[i].x) && isfinite(state->projected[i].y))
            state->projected[kept++] = state->projected[i];
    return kept;
}

static void add_line(builder *state, const bm_lonlat *points, size_t count)
{
    size_t kept = count > 1 ? project_part(state, points, count) : 0;
    if (kept > 1 && !state->failed)
        bm_clip_line(state->projected, kept, state->box, state->clipped, keep_path, state);
}

/* The outline of a country without the sides that are no coast and no boundary: those along the
 * edge of the layer, and those along the border, which has a line of its own. */
static void add_outline(builder *state, const bm_feature *feature, bool is_focus, shape *made)
{
    const bm_frame *frame = &state->base->frame;
    bm_lonlat_box layer = bm_layer_box(state->basemap->countries);
    bool has_gaps = is_focus && frame->px_per_m * 1000 > GAP_PX_PER_KM;
    state->path_end = &made->outline;
    state->closed = false;
    for (size_t part = 0; part < feature->part_count && !state->failed; part++) {
        size_t end = feature->part_start[part + 1], first = feature->part_start[part];
        bool was_in_gap = false;
        for (size_t i = first; i < end && !state->failed; i++) {
            bm_lonlat at = feature->points[i];
            bool in_gap = has_gaps && is_near(frame->lonlat, at) &&
                          bm_border_distance_km(state->basemap->border, at) < GAP_KM;
            bool hidden = i > feature->part_start[part] &&
                          ((in_gap && was_in_gap) || is_cut(layer, feature->points[i - 1], at));
            was_in_gap = in_gap;
            if (!hidden)
                continue;
            made->has_outline = true;
            add_line(state, feature->points + first, i - first);
            first = i;
        }
        add_line(state, feature->points + first, end - first);
    }
    if (!made->has_outline)
        made->outline = NULL;
}

static void add_feature(builder *state, const bm_feature *feature, group where, const char *name)
{
    shape *made = bm_arena_alloc(&state->base->arena, sizeof *made);
    if (!made) {
        state->failed = true;
        return;
    }
    made->name = name;
    state->path_end = &made->first;
    state->closed = feature->kind == BM_GEOMETRY_POLYGON;
    for (size_t part = 0; part < feature->part_count && !state->failed; part++) {
        size_t start = feature->part_start[part];
        size_t count =
            project_part(state, feature->points + start, feature->part_start[part + 1] - start);
        if (state->failed || count == 0)
            continue;
        if (state->closed)
            keep_path(state->clipped,
                      bm_clip_ring(state->projected, count, state->box, state->clipped), state);
        else
            bm_clip_line(state->projected, count, state->box, state->clipped, keep_path, state);
    }
    if (made->first && where <= GROUP_FOCUS_B && !state->failed)
        add_outline(state, feature, where != GROUP_LAND, made);
    if (made->first) {
        *state->base->end[where] = made;
        state->base->end[where] = &made->next;
    }
}

static bool add_country(const bm_layer *layer, size_t index, void *context)
{
    builder *state = context;
    const char *code = bm_layer_text(layer, index, state->field);
    group where = GROUP_LAND;
    for (int side = 0; side < 2; side++)
        if (strcmp(code, bm_border_country(state->basemap->border, side)) == 0)
            where = side == 0 ? GROUP_FOCUS_A : GROUP_FOCUS_B;
    add_feature(state, bm_layer_feature(layer, index), where,
                bm_layer_text(layer, index, state->name_field));
    return !state->failed;
}

static bool add_oblast_line(const bm_layer *layer, size_t index, void *context)
{
    builder *state = context;
    add_feature(state, bm_layer_feature(layer, index), GROUP_OBLASTS, "");
    return !state->failed;
}

static bool add_lake(const bm_layer *layer, size_t index, void *context)
{
    builder *state = context;
    add_feature(state, bm_layer_feature(layer, index), GROUP_LAKES,
                bm_layer_text(layer, index, state->name_field));
    return !state->failed;
}

static bool add_river(const bm_layer *layer, size_t index, void *context)
{
    builder *state = context;
    if (!bm_frame_bears(&state->base->frame,
                        bm_layer_number(layer, index, state->accuracy_field, 0)))
        return true;
    double rank = bm_layer_number(layer, index, state->field, 9);
    group where = rank <= 2 ? GROUP_RIVERS_1 : rank <= 4 ? GROUP_RIVERS_2 : GROUP_RIVERS_3;
    add_feature(state, bm_layer_feature(layer, index), where,
                bm_layer_text(layer, index, state->name_field));
    return !state->failed;
}

static void add_layer(builder *state, const bm_layer *layer, const char *field,
                      bm_layer_visitor visit)
{
    if (!layer || state->failed)
        return;
    state->field = field ? bm_layer_field(layer, field) : -1;
    state->name_field = bm_layer_field(layer, "NAME");
    state->accuracy_field = bm_layer_field(layer, "ACCURACY_M");
    bm_layer_query(layer, state->base->frame.lonlat, visit, state);
}

/* What the countries' layer covers, when the frame shows more than that. */
static void add_known(builder *state)
{
    bm_lonlat_box box = bm_layer_box(state->basemap->countries), shown = state->base->frame.lonlat;
    if (shown.west >= box.west && shown.south >= box.south && shown.east <= box.east &&
        shown.north <= box.north)
        return;
    bm_lonlat ring[4 * SIDE_SAMPLES];
    for (int i = 0; i < SIDE_SAMPLES; i++) {
        double lon = (box.east - box.west) * i / SIDE_SAMPLES;
        double lat = (box.north - box.south) * i / SIDE_SAMPLES;
        ring[i] = (bm_lonlat){box.west + lon, box.south};
        ring[SIDE_SAMPLES + i] = (bm_lonlat){box.east, box.south + lat};
        ring[2 * SIDE_SAMPLES + i] = (bm_lonlat){box.east - lon, box.north};
        ring[3 * SIDE_SAMPLES + i] = (bm_lonlat){box.west, box.north - lat};
    }
    size_t count = project_part(state, ring, sizeof ring / sizeof *ring);
    state->path_end = &state->base->known;
    state->closed = true;
    state->base->is_partly_known = true;
    if (count > 2 && !state->failed)
        keep_path(state->clipped, bm_clip_ring(state->projected, count, state->box, state->clipped),
                  state);
}

bm_status bm_base_new(const bm_basemap *basemap, const bm_frame *frame, bm_base **base,
                      bm_error *error)
{
    bm_base *made = calloc(1, sizeof *made);
    *base = NULL;
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    made->frame = *frame;
    for (int side = 0; side < 2; side++)
        memcpy(made->focus[side], bm_border_country(basemap->border, side), 2);
    for (int i = 0; i < GROUP_COUNT; i++)
        made->end[i] = &made->first[i];
    builder state = {
        .base = made,
        .basemap = basemap,
        .box = {frame->map.x0 - OVERLAP_PX, frame->map.y0 - OVERLAP_PX, frame->map.x1 + OVERLAP_PX,
                frame->map.y1 + OVERLAP_PX},
    };
    add_known(&state);
    add_layer(&state, basemap->countries, "ISO_A2", add_country);
    add_layer(&state, basemap->oblast_lines, NULL, add_oblast_line);
    add_layer(&state, basemap->lakes, NULL, add_lake);
    add_layer(&state, basemap->rivers, "RANK", add_river);
    if (!state.failed)
        add_feature(&state, bm_border_line(basemap->border), GROUP_BORDER, "");
    free(state.projected);
    free(state.clipped);
    if (state.failed) {
        bm_base_free(made);
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    }
    *base = made;
    return BM_OK;
}

bool bm_base_has_border(const bm_base *base)
{
    bm_px_box map = base->frame.map;
    for (const shape *at = base->first[GROUP_BORDER]; at; at = at->next)
        for (const path *part = at->first; part; part = part->next)
            for (size_t i = 1; i < part->count; i++) {
                bm_px a = part->points[i - 1], b = part->points[i];
                for (int step = 0; step <= 16; step++) {
                    bm_px on = {a.x + (b.x - a.x) * step / 16, a.y + (b.y - a.y) * step / 16};
                    if (on.x > map.x0 && on.x < map.x1 && on.y > map.y0 && on.y < map.y1)
                        return true;
                }
            }
    return false;
}

bool bm_base_begin_country(const bm_base *base, const char *code, bm_canvas *canvas)
{
    for (int side = 0; side < 2; side++) {
        group which = side == 0 ? GROUP_FOCUS_A : GROUP_FOCUS_B;
        if (!base->first[which] || strncmp(code, base->focus[side], 2) != 0)
            continue;
        for (const shape *at = base->first[which]; at; at = at->next)
            for (const path *part = at->first; part; part = part->next)
                bm_canvas_add_points(canvas, part->points, part->count, true);
        bm_canvas_begin_clip_path(canvas);
        return true;
    }
    return false;
}

void bm_base_free(bm_base *base)
{
    if (!base)
        return;
    bm_arena_finish(&base->arena);
    free(base);
}

static void paint_group(const bm_base *base, group which, const bm_color *fill,
                        const bm_line_style *line, bm_canvas *canvas)
{
    bool closed = which <= GROUP_FOCUS_B || which == GROUP_LAKES;
    for (const shape *at = base->first[which]; at; at = at->next) {
        for (const path *part = at->first; part; part = part->next)
            bm_canvas_add_points(canvas, part->points, part->count, closed);
        if (fill && at->has_outline) {
            bm_canvas_fill(canvas, *fill);
            for (const path *part = at->outline; part; part = part->next)
                bm_canvas_add_points(canvas, part->points, part->count, false);
            bm_canvas_stroke(canvas, line);
        } else if (fill) {
            bm_canvas_fill_stroke(canvas, *fill, line);
        } else {
            bm_canvas_stroke(canvas, line);
        }
    }
}

void bm_base_draw(const bm_base *base, const bm_style *style, bm_canvas *canvas)
{
    bm_canvas_begin_group(canvas, "countries", NULL);
    bm_canvas_add_box(canvas, base->frame.map);
    bm_canvas_fill(canvas, base->is_partly_known ? style->no_data : style->background);
    if (base->known) {
        bm_canvas_add_points(canvas, base->known->points, base->known->count, true);
        bm_canvas_fill(canvas, style->background);
    }
    /* The border's two come last: where outlines overlap (Crimea), theirs count. */
    paint_group(base, GROUP_LAND, &style->land, &style->country_line, canvas);
    paint_group(base, GROUP_FOCUS_A, &style->focus[0], &style->country_line, canvas);
    paint_group(base, GROUP_FOCUS_B, &style->focus[1], &style->country_line, canvas);
    bm_canvas_end_group(canvas);

    if (base->known) {
        bm_canvas_add_points(canvas, base->known->points, base->known->count, true);
        bm_canvas_begin_clip_path(canvas);
    }
    bm_canvas_begin_group(canvas, "oblasts", NULL);
    paint_group(base, GROUP_OBLASTS, NULL, &style->oblast_line, canvas);
    bm_canvas_end_group(canvas);

    bm_canvas_begin_group(canvas, "rivers", NULL);
    for (int rank = 2; rank >= 0; rank--)
        paint_group(base, (group)(GROUP_RIVERS_1 + rank), NULL, &style->rivers[rank], canvas);
    bm_canvas_end_group(canvas);

    bm_canvas_begin_group(canvas, "lakes", NULL);
    paint_group(base, GROUP_LAKES, &style->water, &style->lake_line, canvas);
    bm_canvas_end_group(canvas);

    bm_canvas_begin_group(canvas, "border", NULL);
    paint_group(base, GROUP_BORDER, NULL, &style->border_casing, canvas);
    paint_group(base, GROUP_BORDER, NULL, &style->border_line, canvas);
    bm_canvas_end_group(canvas);
    if (base->known)
        bm_canvas_end_clip(canvas);
}
