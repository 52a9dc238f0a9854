#include <strings.h>

#include "render/ground/parts.h"

/** A layer while it is taken. */
typedef struct taking {
    bm_ground_builder *state;
    bm_ground_group where;
    int rank_field;
    int class_field; /**< of roads: in words */
    int accuracy_field;
} taking;

static bool add_plain(const bm_layer *layer, size_t index, void *context)
{
    const taking *in = context;
    bm_ground_add_feature(in->state, bm_layer_feature(layer, index), in->where);
    return !in->state->failed;
}

static bool add_river(const bm_layer *layer, size_t index, void *context)
{
    const taking *in = context;
    if (!bm_frame_bears(&in->state->base->frame,
                        bm_layer_number(layer, index, in->accuracy_field, 0)))
        return true;
    double rank = bm_layer_number(layer, index, in->rank_field, 9);
    bm_ground_add_feature(in->state, bm_layer_feature(layer, index),
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

static void take(bm_ground_builder *state, const bm_layer *layer, bm_ground_group where,
                 bm_layer_visitor visit)
{
    static const char *const ranks[] = {"RANK", "SCALERANK", NULL};
    static const char *const classes[] = {"HIGHWAY", "FCLASS", "TYPE", "CLASS", NULL};
    if (!layer || state->failed)
        return;
    taking in = {.state = state,
                 .where = where,
                 .rank_field = find_field(layer, ranks),
                 .class_field = find_field(layer, classes),
                 .accuracy_field = bm_layer_field(layer, "ACCURACY_M")};
    bm_layer_query(layer, state->base->frame.lonlat, visit, &in);
}

void bm_ground_add_layers(bm_ground_builder *state)
{
    const bm_basemap *basemap = state->basemap;
    take(state, basemap->urban, BM_GROUND_URBAN, add_plain);
    take(state, basemap->raions, BM_GROUND_RAIONS, add_raion);
    bm_edges_finish(&state->edges);
    take(state, basemap->oblast_lines, BM_GROUND_OBLASTS, add_plain);
    take(state, basemap->lakes, BM_GROUND_LAKES, add_plain);
    take(state, basemap->rivers, BM_GROUND_RIVERS_1, add_river);
    take(state, basemap->roads, BM_GROUND_ROADS_1, add_road);
    take(state, basemap->railways, BM_GROUND_RAILWAYS, add_plain);
}
