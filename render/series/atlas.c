#include <bordermap/atlas.h>
#include <bordermap/version.h>
#include <stdlib.h>

#include "render/map/private.h"
#include "render/map/text.h"

struct bm_atlas {
    bm_map *map;
    bm_sink *sink;
    bm_canvas *canvas;
    size_t page_count;
    bm_interval span; /**< of all pages */
};

bm_status bm_atlas_new(bm_map *map, bm_sink *sink, bm_atlas **atlas, bm_error *error)
{
    *atlas = NULL;
    bm_atlas *made = calloc(1, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    made->map = map;
    made->sink = sink;
    const bm_canvas_info info = {.stream = sink,
                                 .width_mm = map->width_mm,
                                 .height_mm = map->height_mm,
                                 .outlines = map->file.outlines};
    bm_status status = bm_canvas_new(BM_MAP_PDF, map->width_px, map->height_px, map->dpi, &info,
                                     &made->canvas, error);
    if (status) {
        bm_atlas_free(made);
        return status;
    }
    bm_canvas_share_fonts(made->canvas, map->measure);
    *atlas = made;
    return BM_OK;
}

/* "1–31 March 2022 · 12 events". */
static void list_page(bm_atlas *atlas, const bm_interval *window, size_t event_count)
{
    bm_strbuf name = {0};
    char dates[BM_DATE_TEXT_SIZE], start[BM_DATE_TEXT_SIZE];
    bm_interval_format_human(*window, dates);
    bm_interval_format_start(*window, start);
    bm_strbuf_append(&name, atlas->map->period ? atlas->map->period : dates);
    bm_strbuf_append(&name, " · ");
    bm_map_append_events(&name, event_count);
    bm_canvas_bookmark(atlas->canvas, bm_strbuf_text(&name), start);
    bm_strbuf_finish(&name);
}

bm_status bm_atlas_add(bm_atlas *atlas, const bm_interval *window, bm_map_report *report,
                       bm_error *error)
{
    bm_map_report own = {0};
    atlas->map->pages = atlas->canvas;
    bm_status status =
        bm_map_write(atlas->map, window, BM_MAP_PDF, atlas->sink, report ? report : &own, error);
    atlas->map->pages = NULL;
    if (status)
        return status;
    list_page(atlas, window, (report ? report : &own)->events_drawn);
    bm_canvas_end_page(atlas->canvas);
    if (!atlas->page_count++)
        atlas->span = *window;
    if (window->end_s > atlas->span.end_s)
        atlas->span.end_s = window->end_s;
    atlas->span.precision = BM_DATE_RANGE;
    return bm_canvas_status(atlas->canvas, error);
}

bm_status bm_atlas_finish(bm_atlas *atlas, bm_error *error)
{
    const bm_map *map = atlas->map;
    char dates[BM_DATE_TEXT_SIZE];
    bm_strbuf description = {0}, keywords = {0};
    if (!atlas->page_count)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "an atlas needs at least one map");
    bm_interval_format_human(atlas->span, dates);
    bm_map_append_count(&description, atlas->page_count);
    bm_strbuf_printf(&description, " map%s%s%s, %s.", atlas->page_count == 1 ? "" : "s",
                     *map->subject ? " of " : "", map->subject, dates);
    bm_map_keywords(map->ground, map->content.country_names, &keywords);
    const bm_canvas_info info = {.title = map->title,
                                 .description = bm_strbuf_text(&description),
                                 .credit = map->credit,
                                 .keywords = bm_strbuf_text(&keywords),
                                 .author = map->file.author,
                                 .software = "bordermap " BM_VERSION,
                                 .made_at_s = map->made_at_s,
                                 .stream = atlas->sink};
    bm_canvas_describe(atlas->canvas, &info);
    bm_status status = bm_canvas_finish(atlas->canvas, atlas->sink, error);
    if (!status && (description.failed || keywords.failed))
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    bm_strbuf_finish(&description);
    bm_strbuf_finish(&keywords);
    return status;
}

void bm_atlas_free(bm_atlas *atlas)
{
    if (!atlas)
        return;
    bm_canvas_free(atlas->canvas);
    free(atlas);
}
