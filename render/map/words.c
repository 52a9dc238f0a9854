#include "render/map/words.h"

#include <bordermap/version.h>
#include <string.h>

#include "base/utf8.h"
#include "render/map/text.h"

/** WCAG asks for short alternative texts. */
#define TITLE_CHARACTERS_MAX 120

static const char *short_title(const char *title, bm_strbuf *text)
{
    const char *at = title;
    for (int i = 0; i < TITLE_CHARACTERS_MAX && *at; i++)
        (void)bm_utf8_next(&at);
    if (!*at)
        return title;
    bm_strbuf_append_n(text, title, (size_t)(at - title));
    return bm_strbuf_text(text);
}

static void format_box(const double sides[4], char text[BM_MAP_BOX_SIZE])
{
    size_t length = 0;
    for (int i = 0; i < 4; i++) {
        if (i)
            text[length++] = ' ';
        bm_format_number(sides[i], 2, text + length);
        length += strlen(text + length);
    }
}

/* Where the map lies on the page and on the earth, for programs. */
static void add_attributes(const bm_map *map, const bm_interval *window, bm_map_words *words)
{
    bm_px_box box = map->frame.map;
    bm_xy_box extent = map->frame.extent;
    format_box((const double[]){box.x0, box.y0, box.x1, box.y1}, words->frame);
    format_box((const double[]){extent.x_min, extent.y_min, extent.x_max, extent.y_max},
               words->extent);
    bm_format_number(map->dpi, 3, words->dpi);
    bool has_window = window && map->is_series;
    if (has_window)
        bm_interval_format_edtf(*window, words->dates);
    const bm_attribute attributes[] = {{"projection", bm_projection_definition(map->projection)},
                                       {"frame", words->frame},
                                       {"extent", words->extent},
                                       {"window", has_window ? words->dates : NULL},
                                       {"dpi", words->dpi}};
    _Static_assert(sizeof attributes == sizeof words->attributes, "one place for each");
    memcpy(words->attributes, attributes, sizeof attributes);
}

bm_status bm_map_words_make(bm_map *map, const bm_map_window *shown, const bm_interval *window,
                            size_t blank, bm_map_words *words, bm_error *error)
{
    words->subtitle = bm_map_subtitle_of(map, shown->marks, window, &words->subtitle_text);
    bm_map_describe(map, shown->marks, shown->labels, window, blank, &words->description);
    if (shown->density)
        bm_density_describe(shown->density, &words->description);
    bm_map_keywords(shown->marks, map->content.country_names, &words->keywords);
    add_attributes(map, window, words);
    words->info =
        (bm_canvas_info){.title = short_title(map->title, &words->title),
                         .description = bm_strbuf_text(&words->description),
                         .credit = map->credit,
                         .software = "bordermap " BM_VERSION,
                         .made_at_s = map->made_at_s,
                         .width_mm = map->width_mm,
                         .height_mm = map->height_mm,
                         .attributes = words->attributes,
                         .attribute_count = sizeof words->attributes / sizeof *words->attributes,
                         .keywords = bm_strbuf_text(&words->keywords),
                         .author = map->file.author,
                         .outlines = map->file.outlines};
    bm_strbuf_clear(&map->alt_text);
    bm_strbuf_printf(&map->alt_text, "%s\n\n%s\n", words->info.title, words->info.description);
    if (map->alt_text.failed || words->subtitle_text.failed || words->description.failed ||
        words->title.failed || words->keywords.failed)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    return BM_OK;
}

void bm_map_words_finish(bm_map_words *words)
{
    bm_strbuf_finish(&words->title);
    bm_strbuf_finish(&words->description);
    bm_strbuf_finish(&words->keywords);
    bm_strbuf_finish(&words->subtitle_text);
}
