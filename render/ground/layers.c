#include <math.h>
#include <strings.h>

#include "render/ground/parts.h"

/** A river that meets no other, or one at one end only, is left out when it is shorter. */
#define ISOLATED_PT 40
#define STUB_PT 12
/** Smaller lakes are specks. */
#define LAKE_PT2 5
/** A shore with longer sides looks like a polygon. */
#define LAKE_SIDE_PT 7
#define METRES_PER_DEG 111200
#define RADIANS_PER_DEG 0.017453292519943295

/** A layer while it is taken. */
typedef struct taking {
    bm_ground_builder *state;
    bm_ground_group where;
    int rank_field;
    int class_field; /**< of roads: in words */
    int accuracy_field;
    bm_edges met; /**< vertices of rivers, as edges to themselves */
    bm_edges met_twice;
} taking;

static bool add_plain(const bm_layer *layer, size_t index, void *context)
{
    const taking *in = context;
    bm_ground_add_feature(in->state, bm_layer_feature(layer, index), in->where);
    return !in->state->failed;
}

/* Of rivers of all ranks, two kinds of ends: those that meet another river, and the others. */
static void note_ends(const bm_feature *feature, bm_edges *once, bm_edges *twice)
{
    for (size_t part = 0; part < feature->part_count; part++)
        for (size_t i = feature->part_start[part]; i < feature->part_start[part + 1]; i++)
            if (!bm_edges_add(once, feature->points[i], feature->points[i]))
                (void)bm_edges_add(twice, feature->points[i], feature->points[i]);
}

static bool note_river(const bm_layer *layer, size_t index, void *context)
{
    taking *in = context;
    note_ends(bm_layer_feature(layer, index), &in->met, &in->met_twice);
    return !in->met.failed && !in->met_twice.failed;
}

/* Length on the page, about. */
static double length_pt(const taking *in, const bm_feature *feature)
{
    const bm_frame *frame = &in->state->base->frame;
    double sum_m = 0;
    for (size_t part = 0; part < feature->part_count; part++)
        for (size_t i = feature->part_start[part] + 1; i < feature->part_start[part + 1]; i++) {
            bm_lonlat a = feature->points[i - 1], b = feature->points[i];
            sum_m += hypot((b.lon - a.lon) * cos(a.lat * RADIANS_PER_DEG), b.lat - a.lat) *
                     METRES_PER_DEG;
        }
    return sum_m * frame->px_per_m / bm_frame_px(frame, 1);
}

/* A short piece that leads from nowhere, or nowhere, is an error of the layer and not a river. */
static bool is_stub(const taking *in, const bm_feature *feature)
{
    int ends = 0;
    for (size_t part = 0; part < feature->part_count; part++) {
        bm_lonlat first = feature->points[feature->part_start[part]];
        bm_lonlat last = feature->points[feature->part_start[part + 1] - 1];
        ends += bm_edges_has(&in->met_twice, first, first);
        ends += bm_edges_has(&in->met_twice, last, last);
    }
    return ends < 2 && length_pt(in, feature) < (ends ? STUB_PT : ISOLATED_PT);
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
                    .accuracy_field = bm_layer_field(layer, "ACCURACY_M")};
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
    bm_layer_query(layer, state->base->frame.lonlat, note_river, &in);
    bm_layer_query(layer, state->base->frame.lonlat, add_river, &in);
    state->failed = state->failed || in.met.failed || in.met_twice.failed;
    bm_edges_finish(&in.met);
    bm_edges_finish(&in.met_twice);
}

static void take_lakes(bm_ground_builder *state, const bm_layer *layer)
{
    double pt = bm_frame_px(&state->base->frame, 1);
    state->least_area_px2 = LAKE_PT2 * pt * pt;
    state->rounded_px = LAKE_SIDE_PT * pt;
    take(state, layer, BM_GROUND_LAKES, add_plain);
    state->least_area_px2 = state->rounded_px = 0;
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
