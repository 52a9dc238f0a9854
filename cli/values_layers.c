#include "cli/values.h"

#include <string.h>

static bm_export_layer find_layer(const char *word, size_t length)
{
    size_t i = 0;
    for (; i < BM_EXPORT_LAYER_COUNT; i++) {
        const char *name = bm_export_layer_name((bm_export_layer)i);
        if (strlen(name) == length && memcmp(name, word, length) == 0)
            break;
    }
    return (bm_export_layer)i;
}

/* A list has a layer's name first, or commas; anything else is a folder, and a folder that is
 * called "events" can be written "./events". */
bm_status cli_read_layers(const char *value, void *slot, bm_error *error)
{
    cli_settings *settings = slot;
    bm_export_plan *plan = &settings->plan;
    bool is_list = !strchr(value, '/') &&
                   (strchr(value, ',') || find_layer(value, strlen(value)) < BM_EXPORT_LAYER_COUNT);
    if (!is_list)
        return cli_read_file(value, &settings->layers, error);
    plan->layer_count = 0;
    for (const char *at = value;;) {
        size_t length = strcspn(at, ",");
        bm_export_layer layer = find_layer(at, length);
        if (layer == BM_EXPORT_LAYER_COUNT)
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                "'%.*s' is no layer; there are events, areas, border, zone, "
                                "crossings, places, oblasts, districts and aggregate",
                                length < 40 ? (int)length : 40, at);
        for (size_t i = 0; i < plan->layer_count; i++)
            if (plan->layers[i] == layer)
                return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "'%s' is named twice",
                                    bm_export_layer_name(layer));
        plan->layers[plan->layer_count++] = layer;
        if (!at[length])
            return BM_OK;
        at += length + 1;
    }
}

bm_status cli_read_aggregate(const char *value, void *slot, bm_error *error)
{
    return bm_aggregate_parse(value, slot, error);
}
