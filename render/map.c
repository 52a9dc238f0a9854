#include <bordermap/map.h>
#include <bordermap/version.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "render/base.h"
#include "render/furniture_parts.h"
#include "render/labels.h"
#include "render/map_extent.h"
#include "render/map_text.h"

#define DEFAULT_WIDTH_PX 1600
#define DEFAULT_HEIGHT_PX 1200
#define DEFAULT_DPI 144
/** What the texts must leave for the map: of the page's height, and of either side. */
#define MAP_SHARE_MIN 0.4
#define MAP_SIDE_MIN_PT 72
/** Room round what must be seen: a share of the map's shorter side, and symbols that stand round a
 * place, in diameters of one event's. */
#define MARGIN_SHARE 0.04
#define MARGIN_SYMBOLS 2.5
/** WCAG asks for short alternative texts. */
#define TITLE_CHARACTERS_MAX 120
/** A larger base is drawn again for every frame rather than kept. */
#define KEPT_PIXELS_MAX 100000000

struct bm_map {
    bm_arena arena;
    bm_basemap basemap;
    const bm_events *events;
    const bm_style *style;
    int width_px, height_px;
    double dpi;
    int64_t made_at_s;
    const char *title;
    const char *subtitle; /**< the caller's; NULL for one that is made for each window */
    const char *credit;   /**< stored in the file also when it is not printed */
    bool no_title;
    bm_furniture_content content;
    bm_furniture furniture;
    bm_projection *projection;
    bm_frame frame;
    bm_marks *ground; /**< of all events: legend, scale of symbols, where furniture goes */
    bm_base *base;
    bm_canvas *measure; /**< for text sizes; its fonts serve every file */
    bm_canvas *kept;    /**< the base as pixels, from the second PNG on */
    unsigned png_count;
    size_t altered_count; /**< entries of the legend that could not be set as they are */
};

static const char *keep(bm_map *map, const char *text)
{
    return bm_arena_strdup(&map->arena, text ? text : "");
}

/* Copy what the caller's options say; false when memory is short. */
static bool take_options(bm_map *map, const bm_map_options *options)
{
    map->width_px = options->width_px ? options->width_px : DEFAULT_WIDTH_PX;
    map->height_px = options->height_px ? options->height_px : DEFAULT_HEIGHT_PX;
    map->dpi = options->dpi != 0 ? options->dpi : DEFAULT_DPI;
    bm_interval span;
    map->made_at_s = options->made_at_s;
    if (!map->made_at_s && bm_events_span(map->events, &span))
        map->made_at_s = span.end_s;
    for (int side = 0; side < 2; side++)
        map->content.country_names[side] = bm_map_country_name(
            map->basemap.countries, bm_border_country(map->basemap.border, side));
    bm_strbuf title = {0};
    if (options->title)
        bm_strbuf_append(&title, options->title);
    else
        bm_strbuf_printf(&title, "Incidents at the %s–%s border", map->content.country_names[0],
                         map->content.country_names[1]);
    map->title = keep(map, bm_strbuf_text(&title));
    bool fine = !title.failed && map->title;
    bm_strbuf_finish(&title);
    map->no_title = options->no_title;
    if (options->subtitle)
        map->subtitle = keep(map, options->subtitle);
    /* Told here, so that the legend says what the caller's words do not. */
    map->content.subtitle = map->subtitle;
    map->content.title = options->no_title ? "" : map->title;
    map->content.disclaimer =
        keep(map, options->disclaimer ? options->disclaimer : BM_MAP_DISCLAIMER);
    map->content.show_legend = !options->no_legend;
    map->content.show_scale_bar = !options->no_scale_bar;
    return fine && map->content.disclaimer && (map->subtitle || !options->subtitle);
}

static bm_status set_credit(bm_map *map, const bm_map_options *options, bm_error *error)
{
    bm_strbuf credit = {0};
    bm_interval span;
    bool any = bm_events_span(map->events, &span);
    bm_map_credit(&map->basemap, options, map->projection, any ? &span : NULL, map->made_at_s,
                  &credit);
    map->credit = credit.failed ? NULL : keep(map, bm_strbuf_text(&credit));
    bm_strbuf_finish(&credit);
    if (!map->credit)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    map->content.credit = options->no_credit ? "" : map->credit;
    return BM_OK;
}

/* The subtitle of a window in `text`, unless the caller gave one or wants none. */
static const char *subtitle_of(const bm_map *map, const bm_marks *marks, const bm_interval *window,
                               bm_strbuf *text)
{
    if (map->no_title)
        return "";
    if (map->subtitle)
        return map->subtitle;
    bm_map_subtitle(marks, window, text);
    return bm_strbuf_text(text);
}

/* Lay the frame over the extent, through `projection`. */
static bm_status fit(bm_map *map, const bm_projection *projection, const bm_lonlat *positions,
                     size_t count, const bm_map_options *options, bm_error *error)
{
    double width = map->frame.map.x1 - map->frame.map.x0;
    double height = map->frame.map.y1 - map->frame.map.y0;
    double margin = MARGIN_SHARE * (width < height ? width : height) +
                    MARGIN_SYMBOLS * bm_frame_px(&map->frame, map->style->symbol_size_pt);
    bool is_box = options->extent == BM_EXTENT_BOX;
    return bm_frame_fit(&map->frame, projection, positions, count, is_box ? 0 : margin,
                        is_box ? 0 : BM_EXTENT_MIN_WIDTH_M, error);
}

/* What the frame shows ends at the antimeridian; its middle is that of what must be seen. */
static bm_lonlat_box centre_box(bm_lonlat_box shown, bm_lonlat_box seen)
{
    if (shown.west <= -180 || shown.east >= 180) {
        shown.west = seen.west;
        shown.east = seen.east;
    }
    return shown;
}

/* Settle projection and frame. A fitted projection is fitted twice: to what must be seen, and then
 * to what the frame shows. */
static bm_status settle_frame(bm_map *map, const bm_map_options *options, bm_error *error)
{
    bm_lonlat *positions = NULL;
    size_t count = 0;
    bm_projection *rough = NULL;
    bm_status status = bm_map_extent(options->extent, options->box, map->basemap.border,
                                     map->events, &positions, &count, error);
    if (status)
        return status;
    if (options->projection) {
        status = bm_projection_new(options->projection, &map->projection, error);
    } else {
        bm_lonlat_box box = bm_lonlat_box_empty();
        for (size_t i = 0; i < count; i++)
            box = bm_lonlat_box_grow(box, positions[i]);
        status = bm_projection_new_fitted(box, &rough, error);
        if (!status)
            status = fit(map, rough, positions, count, options, error);
        if (!status)
            status = bm_projection_new_fitted(centre_box(map->frame.lonlat, box), &map->projection,
                                              error);
    }
    if (!status)
        status = fit(map, map->projection, positions, count, options, error);
    bm_projection_free(rough);
    free(positions);
    return status;
}

/* The caller's own texts are shown in full or not at all. */
static void require_letters(bm_map *map, const bm_map_options *options)
{
    const bm_style *style = map->style;
    if (!options->no_title) {
        bm_canvas_require(map->measure, &style->title, options->title);
        bm_canvas_require(map->measure, &style->subtitle, options->subtitle);
    }
    bm_canvas_require(map->measure, &style->credit, options->disclaimer);
    if (!options->no_credit)
        bm_canvas_require(map->measure, &style->credit, map->credit);
}

/* A category is called by its label, else by its key, else by its number. */
static bool name_categories(bm_map *map)
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
        entry->label = keep(map, label);
        if (!entry->label)
            return false;
    }
    return true;
}

static bm_status make_ground(bm_map *map, bm_error *error)
{
    bm_marks_free(map->ground);
    map->ground = NULL;
    bm_status status =
        bm_marks_new(map->events, NULL, map->style, &map->frame, NULL, &map->ground, error);
    if (!status)
        bm_marks_find_areas(map->ground, map->basemap.oblasts);
    if (!status && !name_categories(map))
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    return status;
}

static bm_status refuse_page(const bm_map *map, bm_error *error)
{
    return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                        "%dx%d pixels at %.0f dpi are too small for the texts of a map: use --size "
                        "800x600 or larger, a lower --dpi, or --no-legend and --no-credit",
                        map->width_px, map->height_px, map->dpi);
}

/* Title and credit take their room from the page; what is left shows the map. The credit names the
 * projection, so it is known only after a first fit. */
static bm_status settle_page(bm_map *map, const bm_map_options *options, bm_error *error)
{
    bm_px_box page = {0, 0, map->width_px, map->height_px};
    map->frame = (bm_frame){.page = page, .map = page, .dpi = map->dpi};
    bm_status status = settle_frame(map, options, error);
    if (!status)
        status = set_credit(map, options, error);
    if (status)
        return status;
    require_letters(map, options);
    bm_strbuf text = {0};
    bm_marks sample = {.events_drawn = bm_events_count(map->events), .events_outside = 1};
    (void)bm_events_span(map->events, &sample.span);
    map->content.subtitle = subtitle_of(map, &sample, NULL, &text);
    bm_px_box box = bm_furniture_measure(&map->furniture, &map->content, map->style, map->measure);
    map->content.subtitle = map->subtitle;
    bm_strbuf_finish(&text);
    if (box.y1 - box.y0 < MAP_SHARE_MIN * map->height_px ||
        fmin(box.x1 - box.x0, box.y1 - box.y0) < bm_canvas_px(map->measure, MAP_SIDE_MIN_PT))
        return refuse_page(map, error);
    map->frame.map = box;
    bm_projection_free(map->projection);
    map->projection = NULL;
    status = settle_frame(map, options, error);
    return status ? status : set_credit(map, options, error);
}

/* Legend and scale bar go where nothing is; a map too full for the legend makes room for it. */
static bm_status place_furniture(bm_map *map, const bm_map_options *options, bm_error *error)
{
    map->content.hide_border = !bm_base_has_border(map->base);
    map->content.show_crossings = bm_labels_crossings_in_view(&map->basemap, &map->frame);
    if (!map->ground->entry_count && !bm_legend_rows_needed(map->ground, &map->content))
        map->content.show_legend = false; // there is nothing to explain
    bm_furniture_place(&map->furniture, &map->content, map->style, &map->frame, map->ground,
                       map->basemap.border, map->measure);
    bm_px_box box = bm_furniture_make_room(&map->furniture, &map->content, map->style, map->ground,
                                           map->frame.map, map->measure);
    if (map->furniture.legend_outside) {
        map->frame.map = box;
        bm_projection_free(map->projection);
        map->projection = NULL;
        bm_status status = settle_frame(map, options, error);
        if (!status)
            status = set_credit(map, options, error);
        if (status)
            return status;
        status = make_ground(map, error);
        if (status)
            return status;
        bm_base_free(map->base);
        map->base = NULL;
        status = bm_base_new(&map->basemap, &map->frame, &map->base, error);
        if (status)
            return status;
        bm_furniture_place(&map->furniture, &map->content, map->style, &map->frame, map->ground,
                           map->basemap.border, map->measure);
    }
    bm_status status = bm_canvas_status(map->measure, error);
    if (!status && map->content.show_legend && map->furniture.legend.x1 <= map->furniture.legend.x0)
        status = refuse_page(map, error);
    return status;
}

bm_status bm_map_new(const bm_basemap *basemap, const bm_events *events, const bm_style *style,
                     const bm_map_options *options, bm_map **map, bm_error *error)
{
    static const bm_map_options defaults = {0};
    if (!options)
        options = &defaults;
    *map = NULL;
    if (!basemap->border || !basemap->countries)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "a map needs the countries and the border");
    bm_map *made = calloc(1, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    made->basemap = *basemap;
    made->events = events;
    made->style = style;
    bm_status status = BM_OK;
    if (!take_options(made, options))
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    /* An SVG canvas has no pixels, and so measures pages of any size. */
    if (!status)
        status = bm_canvas_new(BM_MAP_SVG, made->width_px, made->height_px, made->dpi, NULL,
                               &made->measure, error);
    if (!status)
        status = settle_page(made, options, error);
    if (!status)
        status = make_ground(made, error);
    if (!status)
        status = bm_base_new(basemap, &made->frame, &made->base, error);
    if (!status)
        status = place_furniture(made, options, error);
    if (status)
        bm_map_free(made);
    else
        *map = made;
    return status;
}

void bm_map_free(bm_map *map)
{
    if (!map)
        return;
    bm_canvas_free(map->kept);
    bm_canvas_free(map->measure);
    bm_base_free(map->base);
    bm_marks_free(map->ground);
    bm_projection_free(map->projection);
    bm_arena_finish(&map->arena);
    free(map);
}

/* The page's ground and the base map. */
static void draw_ground(const bm_map *map, bm_canvas *canvas)
{
    bm_color paper = map->style->panel;
    paper.alpha = 1;
    bm_canvas_begin_group(canvas, "page", NULL);
    bm_canvas_add_box(canvas, map->frame.page);
    bm_canvas_fill(canvas, paper);
    bm_canvas_end_group(canvas);
    bm_canvas_begin_group(canvas, "base", NULL);
    bm_canvas_begin_clip(canvas, map->frame.map);
    bm_base_draw(map->base, map->style, canvas);
    bm_canvas_end_clip(canvas);
    bm_canvas_end_group(canvas);
}

/* One map needs no copy of its base; a series pays for it once. */
static bm_status lay_ground(bm_map *map, bm_canvas *canvas, bm_error *error)
{
    bool is_png = bm_canvas_format(canvas) == BM_MAP_PNG;
    bool is_small = (long long)map->width_px * map->height_px <= KEPT_PIXELS_MAX;
    if (is_png && is_small && !map->kept && map->png_count++ > 0) {
        bm_status status = bm_canvas_new(BM_MAP_PNG, map->width_px, map->height_px, map->dpi, NULL,
                                         &map->kept, error);
        if (status)
            return status;
        draw_ground(map, map->kept);
    }
    if (is_png && map->kept)
        bm_canvas_copy(canvas, map->kept);
    else
        draw_ground(map, canvas);
    return bm_canvas_status(canvas, error);
}

static void draw_frame_line(const bm_map *map, bm_canvas *canvas)
{
    bm_line_style line = {.color = map->style->ink, .width_pt = 0.6};
    bm_canvas_begin_group(canvas, "frame", NULL);
    bm_canvas_add_box(canvas, map->frame.map);
    bm_canvas_stroke(canvas, &line);
    bm_canvas_end_group(canvas);
}

static void draw_window(const bm_map *map, const bm_furniture_content *content,
                        const bm_marks *marks, const bm_labels *labels, bm_canvas *canvas)
{
    bm_canvas_begin_clip(canvas, map->frame.map);
    bm_marks_draw_areas(marks, map->base, map->style, &map->frame, canvas);
    bm_labels_draw_places(labels, canvas);
    bm_marks_draw(marks, map->style, &map->frame, canvas);
    bm_labels_draw_names(labels, canvas);
    bm_canvas_end_clip(canvas);
    draw_frame_line(map, canvas);
    bm_furniture_draw(&map->furniture, content, map->style, &map->frame, marks, canvas);
}

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

bm_status bm_map_write(bm_map *map, const bm_interval *window, bm_map_format format, bm_sink *sink,
                       bm_map_report *report, bm_error *error)
{
    bm_marks *marks = NULL;
    bm_labels *labels = NULL;
    bm_canvas *canvas = NULL;
    bm_strbuf subtitle = {0}, description = {0}, title = {0};
    bm_furniture_content content = map->content;
    bm_obstacles obstacles = {map->furniture.boxes, map->furniture.box_count};
    bm_status status =
        bm_marks_new(map->events, window, map->style, &map->frame, map->ground, &marks, error);
    if (!status)
        bm_marks_find_areas(marks, map->basemap.oblasts);
    if (!status)
        status = bm_labels_new(&map->basemap, map->style, &map->frame, marks, &obstacles,
                               map->measure, &labels, error);
    if (!status)
        status = bm_canvas_status(map->measure, error);
    if (status)
        goto done;
    content.subtitle = subtitle_of(map, marks, window, &subtitle);
    bm_map_description(marks, map->content.country_names, window, &description);
    bm_canvas_info info = {.title = short_title(map->title, &title),
                           .description = bm_strbuf_text(&description),
                           .credit = map->credit,
                           .software = "bordermap " BM_VERSION,
                           .made_at_s = map->made_at_s};
    status = bm_canvas_new(format, map->width_px, map->height_px, map->dpi, &info, &canvas, error);
    if (status)
        goto done;
    bm_canvas_share_fonts(canvas, map->measure);
    status = lay_ground(map, canvas, error);
    if (status)
        goto done;
    draw_window(map, &content, marks, labels, canvas);
    status = bm_canvas_finish(canvas, sink, error);
    if (!status && (subtitle.failed || description.failed || title.failed))
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    if (report)
        *report = (bm_map_report){marks->events_drawn, marks->events_outside,
                                  bm_labels_placed(labels), bm_labels_dropped(labels),
                                  bm_labels_altered(labels) + map->altered_count};
done:
    bm_canvas_free(canvas);
    bm_labels_free(labels);
    bm_marks_free(marks);
    bm_strbuf_finish(&subtitle);
    bm_strbuf_finish(&description);
    bm_strbuf_finish(&title);
    return status;
}
