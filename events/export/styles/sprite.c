#include "events/export/styles/sprite.h"

#include "events/export/styles/icon.h"
#include "events/export/styles/maplibre_parts.h"
#include "events/export/styles/png.h"

#include <stdio.h>
#include <stdlib.h>

/* A column for each category, a row for each claim. */
static const bm_claim claims[] = {BM_CLAIM_CONFIRMED, BM_CLAIM_ASSESSED, BM_CLAIM_CLAIMED};
enum { ROWS = sizeof claims / sizeof *claims, SIDE_PX = 22 };

void bm_sprite_name(const char *category, bm_claim claim, char name[BM_SPRITE_NAME_SIZE])
{
    bool is_claim = claim == BM_CLAIM_ASSESSED || claim == BM_CLAIM_CLAIMED;
    (void)snprintf(name, BM_SPRITE_NAME_SIZE, "%s-%s", category,
                   bm_claim_name(is_claim ? claim : BM_CLAIM_CONFIRMED));
}

static const bm_style_category *category_at(const bm_style_categories *categories, size_t i)
{
    return i < categories->count ? &categories->items[i] : &categories->other;
}

static bool put_picture(const bm_style_categories *categories, size_t side,
                        const bm_zip_module *zip, bm_strbuf *png)
{
    const bm_symbology *style = &bm_symbology_light;
    double radius_px = style->size_pt / 2 * BM_MAPLIBRE_PX_PER_PT;
    size_t columns = categories->count + 1, stride = columns * side * BM_PNG_CHANNELS;
    unsigned char *rgba = calloc(ROWS * side, stride);
    if (!rgba)
        return false;
    for (size_t column = 0; column < columns; column++)
        for (size_t row = 0; row < ROWS; row++) {
            const bm_style_category *category = category_at(categories, column);
            const bm_icon icon = {category->shape, category->color, style->outline,
                                  style->outline_pt / (style->size_pt / 2), claims[row]};
            bm_icon_draw(&icon, side, SIDE_PX / 2 / radius_px,
                         rgba + row * side * stride + column * side * BM_PNG_CHANNELS, stride);
        }
    bool is_good = bm_png_put(rgba, (uint32_t)(columns * side), (uint32_t)(ROWS * side), zip, png);
    free(rgba);
    return is_good;
}

static void put_place(bm_json *json, size_t column, size_t row, size_t side, int ratio)
{
    const struct {
        const char *key;
        size_t value;
    } members[] = {{"x", column * side}, {"y", row * side}, {"width", side}, {"height", side}};
    bm_json_begin_compact_object(json);
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        bm_json_key(json, members[i].key);
        bm_json_integer(json, (int64_t)members[i].value);
    }
    bm_json_key(json, "pixelRatio");
    bm_json_integer(json, ratio);
    bm_json_end_object(json);
}

static void put_index(const bm_style_categories *categories, size_t side, int ratio, bm_json *json)
{
    bm_json_begin_object(json);
    for (size_t column = 0; column <= categories->count; column++)
        for (size_t row = 0; row < ROWS; row++) {
            char name[BM_SPRITE_NAME_SIZE];
            bm_sprite_name(category_at(categories, column)->key, claims[row], name);
            bm_json_key(json, name);
            put_place(json, column, row, side, ratio);
        }
    bm_json_end_object(json);
}

bool bm_sprite_put(const bm_style_categories *categories, int ratio, const bm_zip_module *zip,
                   bm_strbuf *png, bm_strbuf *index)
{
    size_t side = (size_t)(SIDE_PX * ratio), size = 0;
    bm_sink *sink = NULL;
    bm_json json;
    bool is_good = put_picture(categories, side, zip, png) && !bm_sink_open_memory(&sink, NULL);
    if (is_good) {
        bm_json_init(&json, sink, 1);
        put_index(categories, side, ratio, &json);
        is_good = !bm_sink_commit(sink, NULL);
    }
    if (is_good) {
        const char *text = bm_sink_memory(sink, &size);
        bm_strbuf_append_n(index, text, size);
    }
    bm_sink_free(sink);
    return is_good && !index->failed;
}
