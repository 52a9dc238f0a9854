#include "events/export/styles/maplibre.h"
#include "events/export/styles/maplibre_parts.h"

#include <stdlib.h>
#include <string.h>

static const bm_output_layer *find(const bm_output_layer *const *layers, size_t count,
                                   const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(layers[i]->name, name) == 0)
            return layers[i];
    return NULL;
}

static void put_sources(bm_json *json, const bm_output_layer *const *layers,
                        const char *const *data, size_t count)
{
    bm_maplibre_begin_member(json, "sources");
    for (size_t i = 0; i < count; i++) {
        bm_maplibre_begin_member(json, layers[i]->name);
        bm_maplibre_put_text(json, "type", "geojson");
        bm_maplibre_put_text(json, "data", data[i]);
        bm_json_end_object(json);
    }
    bm_json_end_object(json);
}

/* The layers beside the events, the lowest first. Units of one kind cover those of another, so that
 * the first ones with counts are shown and the others are there to be switched on. */
static bool put_layers(bm_json *json, const bm_output_layer *const *layers, size_t count)
{
    size_t look_count = 0;
    const bm_layer_look *looks = bm_layer_looks(&look_count);
    bm_maplibre_content *contents = calloc(look_count, sizeof *contents);
    bool is_good = contents != NULL, has_counts = false;
    for (size_t i = 0; i < look_count && is_good; i++) {
        const bm_output_layer *layer = find(layers, count, looks[i].name);
        if (!layer)
            continue;
        contents[i].is_hidden = looks[i].counts && has_counts;
        has_counts |= looks[i].counts != NULL;
        is_good = bm_maplibre_content_find(layer, &looks[i], &contents[i]);
        if (is_good)
            bm_maplibre_put_layer(json, layer, &looks[i], &contents[i]);
    }
    for (size_t i = 0; i < look_count && is_good; i++) {
        const bm_output_layer *layer = find(layers, count, looks[i].name);
        if (layer)
            bm_maplibre_put_names(json, layer, &looks[i], &contents[i]);
    }
    for (size_t i = 0; i < look_count && contents; i++)
        bm_maplibre_content_finish(&contents[i]);
    free(contents);
    return is_good;
}

bool bm_maplibre_write(const bm_output_layer *const *layers, const char *const *data, size_t count,
                       const bm_style_categories *categories, const char *sprite, bm_sink *sink)
{
    const bm_output_layer *events = find(layers, count, "events");
    bm_json json;
    bm_json_init(&json, sink, 1);
    bm_json_begin_object(&json);
    bm_json_key(&json, "version");
    bm_json_integer(&json, 8);
    bm_maplibre_put_text(&json, "name", layers[0]->title);
    if (sprite)
        bm_maplibre_put_text(&json, "sprite", sprite);
    put_sources(&json, layers, data, count);
    bm_json_key(&json, "layers");
    bm_json_begin_array(&json);
    bool is_good = put_layers(&json, layers, count);
    if (events)
        bm_maplibre_put_events(&json, events, categories, find(layers, count, "areas") != NULL,
                               sprite != NULL);
    bm_json_end_array(&json);
    bm_json_end_object(&json);
    return is_good;
}
