#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"
#include "render/canvas/wrap.h"
#include "render/furniture/panel_rows.h"
#include "render/map/text.h"
#include "render/marks/fade.h"
#include "render/marks/symbols.h"

/** Ways to say all, the fullest first: those that list events are for a panel that was asked for;
 * the last one leaves out the dates too. */
static const struct {
    double scale;
    int lines_max;
    size_t listed_max;
} ways[BM_PANEL_WAYS] = {{1, 3, 1000}, {0.9, 2, 1000}, {1, 2, 24},  {0.9, 1, 24}, {1, 2, 12},
                         {1, 2, 6},    {0.9, 1, 3},    {1, 3, 0},   {1, 2, 0},    {0.9, 2, 0},
                         {0.9, 1, 0},  {0.8, 1, 0},    {0.8, 0, 0}, {0.8, -1, 0}};

/** Columns of the events of one place. */
#define LIST_COLUMNS_MAX 4

/** Dates stand back behind names. */
static bm_color paler(bm_color color, bm_color ground)
{
    const double share = 0.22;
    return (bm_color){color.red + (ground.red - color.red) * share,
                      color.green + (ground.green - color.green) * share,
                      color.blue + (ground.blue - color.blue) * share, color.alpha};
}

bm_panel_metrics bm_panel_metrics_of(const bm_furniture *furniture, const bm_style *style,
                                     const bm_labels *labels, int way, bm_canvas *canvas)
{
    double scale = furniture->type_scale;
    bm_text_style text = style->legend_text;
    text.size_pt *= ways[way].scale;
    text = bm_furniture_type(furniture, &text, canvas);
    bm_panel_metrics metrics = {.heading =
                                    bm_furniture_type(furniture, &style->legend_title, canvas),
                                .name = text,
                                .date = text,
                                .what = text,
                                .padding = bm_canvas_px(canvas, 7 * scale),
                                .gap = bm_canvas_px(canvas, 4 * scale),
                                .row_gap = bm_canvas_px(canvas, 4 * scale * ways[way].scale),
                                .column_gap = bm_canvas_px(canvas, 14 * scale),
                                .list_px = bm_canvas_px(canvas, 150 * scale * ways[way].scale),
                                .symbol_px = bm_canvas_px(canvas, text.size_pt * 0.95),
                                .lines_max = ways[way].lines_max,
                                .listed_max = ways[way].listed_max};
    metrics.name.bold = true;
    metrics.date.color = paler(text.color, style->panel);
    metrics.line_height = bm_canvas_px(canvas, text.size_pt * 1.22);
    size_t count = bm_labels_key_count(labels);
    uint32_t largest = 0;
    for (size_t i = 0; i < count; i++)
        largest = bm_labels_key_row(labels, i)->number > largest
                      ? bm_labels_key_row(labels, i)->number
                      : largest;
    bm_px_box tag = bm_callout_box(canvas, style, (bm_px){0, 0}, largest);
    metrics.number_px = tag.x1 - tag.x0;
    metrics.least_height = tag.y1 - tag.y0;
    return metrics;
}

/* What an event's claim is must be read, whatever else is cut: " (claimed)" at the text's end. */
static const char *claim_in(const char *text, const bm_event *event)
{
    const char *bracket = strrchr(text, '(');
    bool is_told = event->claim == BM_CLAIM_CLAIMED || event->claim == BM_CLAIM_ASSESSED;
    return is_told && bracket && bracket > text && strlen(bracket) < BM_FURNITURE_TAIL_SIZE - 1
               ? bracket - 1
               : "";
}

/** The lines of a row's events, in columns where a row is wide. */
typedef struct event_lines {
    const bm_key_row *row;
    const bm_panel_metrics *metrics;
    const bm_marks *marks;
    bm_canvas *canvas;
    double column_px;
    int columns;
    int lines_max; /**< of an event */
} event_lines;

/* Line `index` of the list at `at`, the one after the last telling how many are left out; returns
 * how many lines it takes. */
static int set_event(const event_lines *list, size_t index, bm_px at, bool draw)
{
    const bm_panel_metrics *metrics = list->metrics;
    char text[BM_KEY_EVENT_SIZE], number[BM_MAP_COUNT_SIZE];
    if (index < metrics->listed_max) {
        const bm_event *event = list->row->events[index];
        bm_key_event_text(list->marks, event, text);
        return bm_furniture_lines(list->canvas, &metrics->what, text, claim_in(text, event), at,
                                  list->column_px, list->lines_max, metrics->line_height, draw);
    }
    bm_map_format_count(list->row->event_count - index, number);
    snprintf(text, sizeof text, "and %s earlier", number);
    if (draw)
        bm_canvas_text(list->canvas, &metrics->date, at, 0, text);
    return 1;
}

/* The events of a row, a line or two each, and how many more there are; returns the lines. */
static int list_events(const bm_key_row *row, const bm_panel_metrics *metrics, int lines_max,
                       const bm_marks *marks, bm_px at, double room_px, bm_canvas *canvas,
                       bool draw)
{
    event_lines list = {
        .row = row, .metrics = metrics, .marks = marks, .canvas = canvas, .lines_max = lines_max};
    size_t count = row->event_count < metrics->listed_max ? row->event_count : metrics->listed_max;
    count += count < row->event_count;
    list.columns = (int)fmin(
        fmax(floor((room_px + metrics->column_gap) / (metrics->list_px + metrics->column_gap)), 1),
        LIST_COLUMNS_MAX);
    list.column_px = (room_px - (list.columns - 1) * metrics->column_gap) / list.columns;
    int total = 0, used = 0, lines = 0, column = 0;
    for (size_t i = 0; i < count; i++)
        total += set_event(&list, i, at, false);
    int share = (total + list.columns - 1) / list.columns;
    for (size_t i = 0; i < count; i++) {
        if (lines >= share && column + 1 < list.columns) {
            column++;
            lines = 0;
        }
        bm_px here = {at.x + column * (list.column_px + metrics->column_gap),
                      at.y + metrics->line_height * lines};
        lines += set_event(&list, i, here, draw);
        used = lines > used ? lines : used;
    }
    return used;
}

/* What stands beside the name in its line: when, else how many events where there is no other line
 * to say so. `count` has room for it. */
static const char *beside_name(const bm_key_row *row, const bm_panel_metrics *metrics,
                               int lines_max, double room_px, bm_canvas *canvas,
                               char count[BM_MAP_COUNT_SIZE + 8])
{
    if (bm_canvas_measure(canvas, &metrics->date, row->date).width <= room_px)
        return row->date;
    if (lines_max >= 0 || row->event_count < 2)
        return "";
    char number[BM_MAP_COUNT_SIZE];
    bm_map_format_count(row->event_count, number);
    snprintf(count, BM_MAP_COUNT_SIZE + 8, "%s events", number);
    return bm_canvas_measure(canvas, &metrics->date, count).width <= room_px ? count : "";
}

/** Room for "51.93° N, 25.90° E". */
#define POSITION_SIZE 160

/* A tenth of a degree is 11 km. */
static const double COARSE_M = 5000;

/* Where something happened that no place is near to, if that is known; of a cell about where. */
static const char *position_of(const bm_event *event, char text[POSITION_SIZE])
{
    const bm_event_location *location = &event->location;
    bm_lonlat at = location->position;
    char lat[64], lon[64];
    bool is_cell = location->precision == BM_PLACE_PRECISION_CELL;
    int decimals = is_cell && location->radius_m >= COARSE_M ? 1 : 2;
    if (location->precision > BM_PLACE_PRECISION_CELL)
        return "Place not known exactly";
    bm_format_number(fabs(at.lat), decimals, lat);
    bm_format_number(fabs(at.lon), decimals, lon);
    snprintf(text, POSITION_SIZE, "%s%s° %s, %s° %s", is_cell ? "About " : "", lat,
             at.lat < 0 ? "S" : "N", lon, at.lon < 0 ? "W" : "E");
    return text;
}

/** Room for a date and a count, and a no-break space in it. */
#define DATE_SIZE 256

/* "… · 5 events" does not end a line after its number. */
static void keep_count(const bm_key_row *row, char date[DATE_SIZE])
{
    const char *blank = row->event_count > 1 ? strrchr(row->date, ' ') : NULL;
    if (blank)
        snprintf(date, DATE_SIZE, "%.*s\u00a0%s", (int)(blank - row->date), row->date, blank + 1);
    else
        snprintf(date, DATE_SIZE, "%s", row->date);
}

/* The number as on the map, and the gravest symbol. */
static void draw_signs(const bm_key_row *row, const bm_panel_metrics *metrics,
                       const bm_style *style, const bm_marks *marks, bm_px at, bm_canvas *canvas)
{
    bm_callout_draw(canvas, style, (bm_px){at.x + metrics->number_px / 2, at.y}, row->number);
    if (!row->mark_count)
        return;
    // As old as on the map.
    const bm_mark *mark = row->marks[0];
    bm_category_style look = *marks->entries[mark->category].style;
    look.fill = bm_fade_fill(style, look.fill, mark->fade);
    bm_px center = {at.x + metrics->number_px + metrics->gap + metrics->symbol_px / 2, at.y};
    bm_symbol_draw(canvas, style, &look, mark->claim, center, metrics->symbol_px * 0.46);
}

/** Where rows are short, what happened stands in their only line when so much of it is free. */
#define BESIDE_SHARE 0.35

/* Whether what happened stands beside the date: where it fits, or where there is no other line. */
static bool is_beside(const bm_key_row *row, const bm_panel_metrics *metrics, int lines_max,
                      double free_px, double room_px, bm_canvas *canvas)
{
    if (lines_max < 0 || lines_max > 1 || (metrics->listed_max && row->event_count > 1))
        return false;
    bool is_wide = free_px >= BESIDE_SHARE * room_px;
    return (lines_max == 0 && is_wide) ||
           (is_wide && bm_canvas_measure(canvas, &metrics->what, row->what).width <= free_px);
}

double bm_panel_set_row(const bm_key_row *row, const bm_panel_metrics *metrics, int lines_max,
                        const bm_style *style, const bm_marks *marks, bm_px at, double width_px,
                        bm_canvas *canvas, bool draw)
{
    double size = bm_canvas_px(canvas, metrics->what.size_pt);
    double left = metrics->number_px + metrics->gap + metrics->symbol_px + metrics->gap;
    double room = width_px - left;
    bm_px baseline = {at.x + left, at.y + size};
    if (draw) {
        char number[16];
        snprintf(number, sizeof number, "%u", (unsigned)row->number);
        const bm_attribute attribute = {"number", number};
        bm_canvas_begin_group_with(canvas, "key-row", NULL, &attribute, 1);
        draw_signs(row, metrics, style, marks, (bm_px){at.x, baseline.y - size * 0.36}, canvas);
    }
    char position[POSITION_SIZE];
    const char *name = *row->name ? row->name : position_of(row->first, position);
    int name_lines = bm_furniture_lines(canvas, &metrics->name, name, "", baseline, room, 2,
                                        metrics->line_height, draw);
    double used = bm_canvas_measure(canvas, &metrics->name, name).width + metrics->gap;
    char count[BM_MAP_COUNT_SIZE + 8];
    const char *beside =
        name_lines == 1 ? beside_name(row, metrics, lines_max, room - used, canvas, count) : "";
    const char *claim = claim_in(row->what, row->first);
    int lines = name_lines;
    bm_px next = {baseline.x, baseline.y + metrics->line_height * (lines - 1)};
    bool is_told = false;
    if (*beside) {
        if (draw)
            bm_canvas_text(canvas, &metrics->date, (bm_px){next.x + used, next.y}, 0, beside);
        used += bm_canvas_measure(canvas, &metrics->date, beside).width + 2 * metrics->gap;
        is_told = is_beside(row, metrics, lines_max, room - used, room, canvas);
    }
    if (is_told)
        (void)bm_furniture_lines(canvas, &metrics->what, row->what, claim,
                                 (bm_px){next.x + used, next.y}, room - used, 1, 0, draw);
    if (!*beside && lines_max >= 0) {
        next.y += metrics->line_height;
        char date[DATE_SIZE];
        keep_count(row, date);
        int date_lines = bm_furniture_lines(canvas, &metrics->date, date, "", next, room, 2,
                                            metrics->line_height, draw);
        lines += date_lines;
        next.y += metrics->line_height * (date_lines - 1);
    }
    next.y += metrics->line_height;
    if (metrics->listed_max && row->event_count > 1)
        lines += list_events(row, metrics, lines_max, marks, next, room, canvas, draw);
    else if (!is_told)
        lines += bm_furniture_lines(canvas, &metrics->what, row->what, claim, next, room, lines_max,
                                    metrics->line_height, draw);
    if (draw)
        bm_canvas_end_group(canvas);
    return fmax(lines * metrics->line_height, metrics->least_height) + metrics->row_gap;
}
