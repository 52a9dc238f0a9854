#include <math.h>
#include <strings.h>

#include "render/ground/parts.h"

/** A river that meets no other, or one at one end only, is left out when it is shorter. */
#define ISOLATED_PT 40
#define STUB_PT 12
/** Smaller lakes are specks. */
#define LAKE_PT2 5
/** A shore with longer sides looks like a polygon. */
#define LAKE_SIDE_PT 4
/** Waters without a name are mostly pieces of rivers, taken from a grid: where its cells show, they
 * are left out. */
#define NAMELESS_SIDE_PT 3.5
#define METRES_PER_DEG 111200
#define RADIANS_PER_DEG 0.017453292519943295

/** A layer while it is taken. */
typedef struct taking {
    bm_ground_builder *state;
    bm_ground_group where;
    int rank_field;
    int class_field; /**< of roads: in words */
    int accuracy_field;
    int name_field;
    bm_edges ends; /**< of rivers; those that another one meets are counted twice */
} taking;

static bool add_plain(const bm_layer *layer, size_t index, void *context)
{
    const taking *in = context;
    bm_ground_add_feature(in->state, bm_layer_feature(layer, index), in->where);
    return !in->state->failed;
}

static uint64_t vertex_hash(const bm_feature *feature, size_t part, bool is_last)
{
    size_t at = is_last ? feature->part_start[part + 1] - 1 : feature->part_start[part];
    return bm_edges_vertex(feature->points[at]);
}

/* The ends of all rivers. */
static bool note_ends(const bm_layer *layer, size_t index, void *context)
{
    taking *in = context;
    const bm_feature *feature = bm_layer_feature(layer, index);
    for (size_t part = 0; part < feature->part_count; part++) {
        (void)bm_edges_mark(&in->ends, vertex_hash(feature, part, false), BM_EDGE_TAKEN);
        (void)bm_edges_mark(&in->ends, vertex_hash(feature, part, true), BM_EDGE_TAKEN);
    }
    return !in->ends.failed;
}

/* How often a river passes each of them. */
static bool count_passes(const bm_layer *layer, size_t index, void *context)
{
    taking *in = context;
    const bm_feature *feature = bm_layer_feature(layer, index);
    for (size_t i = 0; i < feature->point_count; i++) {
        uint64_t hash = bm_edges_vertex(feature->points[i]);
        if (bm_edges_marks(&in->ends, hash))
            bm_edges_count(&in->ends, hash);
    }
    return true;
}

/* True when it is shorter on the page, about. */
static bool is_shorter(const taking *in, const bm_feature *feature, double length_pt)
{
    const bm_frame *frame = &in->state->base->frame;
    double rest_m = length_pt * bm_frame_px(frame, 1) / frame->px_per_m;
    for (size_t part = 0; part < feature->part_count; part++)
        for (size_t i = feature->part_start[part] + 1;
             i < feature->part_start[part + 1] && rest_m > 0; i++) {
            bm_lonlat a = feature->points[i - 1], b = feature->points[i];
            rest_m -= hypot((b.lon - a.lon) * cos(a.lat * RADIANS_PER_DEG), b.lat - a.lat) *
                      METRES_PER_DEG;
        }
    return rest_m > 0;
}

/* A short piece that leads from nowhere, or nowhere, is an error of the layer and not a river. */
static bool is_stub(const taking *in, const bm_feature *feature)
{
    int ends = 0;
    for (size_t part = 0; part < feature->part_count; part++)
        for (int last = 0; last < 2; last++)
            ends +=
                (bm_edges_marks(&in->ends, vertex_hash(feature, part, last)) & BM_EDGE_TWICE) != 0;
    return ends < 2 && is_shorter(in, feature, ends ? STUB_PT : ISOLATED_PT);
}

static bool add_river(const bm_layer *layer, size_t index, void *context)
{
    const taking *in = context;
    const bm_feature *feature = bm_layer_feature(layer, index);
    if (!bm_frame_bears(&in->state->base->frame,
                        bm_layer_number(layer, index, in->accuracy_field, 0)) ||
        is_stub(in, feature))
        return true;
    double rank = bm_layer_number(layer, index, in->rank_field, 9);
    bm_ground_add_feature(in->state, feature,
                          rank <= 2   ? BM_GROUND_RIVERS_1
                          : rank <= 4 ? BM_GROUND_RIVERS_2
                                      : BM_GROUND_RIVERS_3);
    return !in->state->failed;
}

/* The class of a road by the words of OpenStreetMap and Natural Earth, else by a rank. */
static bm_ground_group class_of_road(const bm_layer *layer, size_t index, const taking *in)
{
    static const struct {
        const char *word;
        bm_ground_group where;
    } words[] = {{"motorway", BM_GROUND_ROADS_1},      {"trunk", BM_GROUND_ROADS_1},
                 {"major highway", BM_GROUND_ROADS_1}, {"beltway", BM_GROUND_ROADS_1},
                 {"primary", BM_GROUND_ROADS_2},       {"secondary highway", BM_GROUND_ROADS_2},
                 {"bypass", BM_GROUND_ROADS_2}};
    const char *class = bm_layer_text(layer, index, in->class_field);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(class, words[i].word) == 0)
            return words[i].where;
    double rank = bm_layer_number(layer, index, in->rank_field, 9);
    return rank <= 4 ? BM_GROUND_ROADS_1 : rank <= 6 ? BM_GROUND_ROADS_2 : BM_GROUND_ROADS_3;
}

static bool add_road(const bm_layer *layer, size_t index, void *context)
{
    const taking *in = context;
    bm_ground_add_feature(in->state, bm_layer_feature(layer, index),
                          class_of_road(layer, index, in));
    return !in->state->failed;
}

static bool add_raion(const bm_layer *layer, size_t index, void *context)
{
    const taking *in = context;
    const bm_feature *feature = bm_layer_feature(layer, index);
    bm_ground_shape *made = bm_ground_begin_shape(in->state);
    for (size_t part = 0; part < feature->part_count && made; part++)
        bm_ground_add_outline(in->state, feature->points + feature->part_start[part],
                              feature->part_start[part + 1] - feature->part_start[part]);
    bm_ground_end_shape(in->state, made, in->where);
    return !in->state->failed;
}

/* The first of these fields that the layer has. */
static int find_field(const bm_layer *layer, const char *const *names)
{
    int found = -1;
    for (; *names && found < 0; names++)
        found = bm_layer_field(layer, *names);
    return found;
}

static taking begin(bm_ground_builder *state, const bm_layer *layer, bm_ground_group where)
{
    static const char *const ranks[] = {"RANK", "SCALERANK", NULL};
    static const char *const classes[] = {"HIGHWAY", "FCLASS", "TYPE", "CLASS", NULL};
    return (taking){.state = state,
                    .where = where,
                    .rank_field = find_field(layer, ranks),
                    .class_field = find_field(layer, classes),
                    .accuracy_field = bm_layer_field(layer, "ACCURACY_M"),
                    .name_field = bm_layer_field(layer, "NAME")};
}

static void take(bm_ground_builder *state, const bm_layer *layer, bm_ground_group where,
                 bm_layer_visitor visit)
{
    if (!layer || state->failed)
        return;
    taking in = begin(state, layer, where);
    bm_layer_query(layer, state->base->frame.lonlat, visit, &in);
}

static void take_rivers(bm_ground_builder *state, const bm_layer *layer)
{
    if (!layer || state->failed)
        return;
    taking in = begin(state, layer, BM_GROUND_RIVERS_1);
    bm_layer_query(layer, state->base->frame.lonlat, note_ends, &in);
    bm_layer_query(layer, state->base->frame.lonlat, count_passes, &in);
    bm_layer_query(layer, state->base->frame.lonlat, add_river, &in);
    state->failed = state->failed || in.ends.failed;
    bm_edges_finish(&in.ends);
}

static bool add_lake(const bm_layer *layer, size_t index, void *context)
{
    const taking *in = context;
    const char *name = bm_layer_text(layer, index, in->name_field);
    double pt = bm_frame_px(&in->state->base->frame, 1);
    bool is_nameless = in->name_field >= 0 && (!name || !*name);
    in->state->side_max_px = is_nameless ? NAMELESS_SIDE_PT * pt : 0;
    return add_plain(layer, index, context);
}

static void take_lakes(bm_ground_builder *state, const bm_layer *layer)
{
    double pt = bm_frame_px(&state->base->frame, 1);
    state->least_area_px2 = LAKE_PT2 * pt * pt;
    state->rounded_px = LAKE_SIDE_PT * pt;
    take(state, layer, BM_GROUND_LAKES, add_lake);
    state->least_area_px2 = state->rounded_px = state->side_max_px = 0;
}

void bm_ground_add_keyed_layers(bm_ground_builder *state)
{
    const bm_basemap *basemap = state->basemap;
    take(state, basemap->urban, BM_GROUND_URBAN, add_plain);
    take(state, basemap->raions, BM_GROUND_RAIONS, add_raion);
    bm_edges_finish(&state->edges);
    take(state, basemap->roads, BM_GROUND_ROADS_1, add_road);
    take(state, basemap->railways, BM_GROUND_RAILWAYS, add_plain);
}

void bm_ground_add_layers(bm_ground_builder *state)
{
    take(state, state->basemap->oblast_lines, BM_GROUND_OBLASTS, add_plain);
    take_lakes(state, state->basemap->lakes);
    take_rivers(state, state->basemap->rivers);
}
