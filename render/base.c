#include "render/base.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "geo/clip.h"

/** Paths reach this far beyond the map, so that an outline along the edge is not seen. */
#define OVERLAP_PX 24
/** What the eye does not miss. */
#define TOLERANCE_PX 0.35

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
    bm_layer_query(layer, state->base->frame.lonlat, visit, state);
}

bm_status bm_base_new(const bm_basemap *basemap, const bm_frame *frame, bm_base **base,
                      bm_error *error)
{
    bm_base *made = calloc(1, sizeof *made);
    *base = NULL;
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    made->frame = *frame;
    for (int i = 0; i < GROUP_COUNT; i++)
        made->end[i] = &made->first[i];
    builder state = {
        .base = made,
        .basemap = basemap,
        .box = {frame->map.x0 - OVERLAP_PX, frame->map.y0 - OVERLAP_PX, frame->map.x1 + OVERLAP_PX,
                frame->map.y1 + OVERLAP_PX},
    };
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
        if (fill)
            bm_canvas_fill_stroke(canvas, *fill, line);
        else
            bm_canvas_stroke(canvas, line);
    }
}

void bm_base_draw(const bm_base *base, const bm_style *style, bm_canvas *canvas)
{
    bm_canvas_begin_group(canvas, "countries", NULL);
    bm_canvas_add_box(canvas, base->frame.map);
    bm_canvas_fill(canvas, style->background);
    /* The border's two come last: where outlines overlap (Crimea), theirs count. */
    paint_group(base, GROUP_LAND, &style->land, &style->country_line, canvas);
    paint_group(base, GROUP_FOCUS_A, &style->focus[0], &style->country_line, canvas);
    paint_group(base, GROUP_FOCUS_B, &style->focus[1], &style->country_line, canvas);
    bm_canvas_end_group(canvas);

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
}
