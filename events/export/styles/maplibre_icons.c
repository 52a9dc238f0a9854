/* The events as the map's own symbols, which are pictures of the sprite. */
#include "events/export/styles/maplibre_parts.h"

/* A category of the sprite, else what stands for all others. */
static void put_category(bm_json *json, const bm_style_categories *categories)
{
    if (categories->count == 0) {
        bm_json_string(json, categories->other.key);
        return;
    }
    bm_maplibre_begin_call(json, NULL, "match");
    bm_maplibre_put_get(json, "category");
    bm_json_begin_compact_array(json);
    for (size_t i = 0; i < categories->count; i++)
        bm_json_string(json, categories->items[i].key);
    bm_json_end_array(json);
    bm_maplibre_put_get(json, "category");
    bm_json_string(json, categories->other.key);
    bm_json_end_array(json);
}

static void put_claim(bm_json *json)
{
    bm_maplibre_begin_call(json, NULL, "match");
    bm_maplibre_put_get(json, "claim");
    bm_json_begin_compact_array(json);
    bm_json_string(json, bm_claim_name(BM_CLAIM_ASSESSED));
    bm_json_string(json, bm_claim_name(BM_CLAIM_CLAIMED));
    bm_json_end_array(json);
    bm_maplibre_put_get(json, "claim");
    bm_json_string(json, bm_claim_name(BM_CLAIM_CONFIRMED));
    bm_json_end_array(json);
}

void bm_maplibre_put_icons(bm_json *json, const bm_style_categories *categories)
{
    static const char *const flags[] = {"icon-allow-overlap", "icon-ignore-placement"};
    bm_maplibre_begin_layer(json, "events-symbols", "symbol", "events");
    bm_maplibre_put_is_drawn(json, "filter");
    bm_maplibre_begin_member(json, "layout");
    /* As bm_sprite_name() calls them. */
    bm_maplibre_begin_call(json, "icon-image", "concat");
    put_category(json, categories);
    bm_json_string(json, "-");
    put_claim(json);
    bm_json_end_array(json);
    bm_maplibre_put_size(json, "icon-size", 1);
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        bm_json_key(json, flags[i]);
        bm_json_bool(json, true);
    }
    bm_maplibre_put_order(json, "symbol-sort-key", categories);
    bm_json_end_object(json);
    bm_json_end_object(json);
}
