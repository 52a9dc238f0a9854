#include <stdio.h>

#include "render/map/private.h"
#include "render/map/text.h"

const char *bm_map_keep(bm_map *map, const char *text)
{
    return bm_arena_strdup(&map->arena, text ? text : "");
}

bm_status bm_map_set_credit(bm_map *map, const bm_map_options *options, bm_error *error)
{
    bm_strbuf credit = {0};
    bm_interval span;
    bool any = bm_map_span(map, &span);
    bm_map_credit(&map->basemap, options, map->projection, map->sources, any ? &span : NULL,
                  map->made_at_s, &credit);
    map->credit = credit.failed ? NULL : bm_map_keep(map, bm_strbuf_text(&credit));
    bm_strbuf_finish(&credit);
    if (!map->credit)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    map->content.credit = options->furniture.no_credit ? "" : map->credit;
    return BM_OK;
}

/* The subtitle of a window in `text`, unless the caller gave one or wants none. */
const char *bm_map_subtitle_of(const bm_map *map, const bm_marks *marks, const bm_interval *window,
                               bm_strbuf *text)
{
    if (map->no_title)
        return "";
    if (map->subtitle)
        return map->subtitle;
    bm_map_subtitle(marks, window, map->period, text);
    return bm_strbuf_text(text);
}

/* The caller's own texts are shown in full or not at all. */
void bm_map_require_letters(bm_map *map, const bm_map_options *options)
{
    const bm_style *style = map->style;
    if (!options->furniture.no_title) {
        bm_canvas_require(map->measure, &style->title, options->furniture.title);
        bm_canvas_require(map->measure, &style->subtitle, options->furniture.subtitle);
    }
    bm_canvas_require(map->measure, &style->credit, options->furniture.disclaimer);
    if (!options->furniture.no_credit)
        bm_canvas_require(map->measure, &style->credit, map->credit);
}

/* A category is called by its label, else by its key, else by its number. */
bool bm_map_name_categories(bm_map *map)
{
    char known[BM_CANVAS_TEXT_MAX + 1], number[32];
    bm_marks *marks = map->ground;
    map->altered_count = 0;
    for (size_t i = 0; i < marks->entry_count; i++) {
        bm_legend_entry *entry = &marks->entries[i];
        snprintf(number, sizeof number, "Category %zu", i + 1);
        const bm_text_style *type = &map->style->legend_text;
        if (bm_canvas_keep_known(map->measure, type, entry->label, known))
            continue;
        map->altered_count++;
        const char *label = known;
        if (2 * bm_text_count_letters(known) < bm_text_count_letters(entry->label) ||
            !bm_text_count_letters(known))
            label = bm_canvas_keep_known(map->measure, type, entry->style->key, known)
                        ? entry->style->key
                        : number;
        entry->label = bm_map_keep(map, label);
        if (!entry->label)
            return false;
    }
    return true;
}
