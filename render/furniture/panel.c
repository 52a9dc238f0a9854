#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "render/canvas/wrap.h"
#include "render/furniture/parts.h"
#include "render/map/text.h"
#include "render/marks/fade.h"
#include "render/marks/symbols.h"

/** Lengths that all rows share, in pixels, and how much a row may say. */
typedef struct panel_metrics {
    bm_text_style heading, name, date, what;
    double padding, gap, row_gap, column_gap;
    double list_px; /**< least width of a column of events */
    double number_px, symbol_px;
    double line_height;
    double least_height; /**< of a row: its number's */
    int lines_max;       /**< of what happened */
    size_t listed_max;   /**< events of a row that have a line each, if it has several */
} panel_metrics;

/** Ways to say all, the fullest first: those that list events are for a panel that was asked for;
 * the last one leaves out the dates too. */
static const struct {
    double scale;
    int lines_max;
    size_t listed_max;
} ways[] = {{1, 3, 1000}, {0.9, 2, 1000}, {1, 2, 24},  {0.9, 1, 24}, {1, 2, 12},
            {1, 2, 6},    {0.9, 1, 3},    {1, 3, 0},   {1, 2, 0},    {0.9, 2, 0},
            {0.9, 1, 0},  {0.8, 1, 0},    {0.8, 0, 0}, {0.8, -1, 0}};
enum { WAYS = sizeof ways / sizeof *ways, PLAIN_WAY = 7, MEASURED_WAY = 8, FITTED_WAY = 10 };

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

static panel_metrics metrics_of(const bm_furniture *furniture, const bm_style *style,
                                const bm_labels *labels, int way, bm_canvas *canvas)
{
    double scale = furniture->type_scale;
    bm_text_style text = style->legend_text;
    text.size_pt *= ways[way].scale;
    text = bm_furniture_type(furniture, &text, canvas);
    panel_metrics metrics = {.heading = bm_furniture_type(furniture, &style->legend_title, canvas),
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

int bm_furniture_lines(bm_canvas *canvas, const bm_text_style *type, const char *text,
                       const char *tail, bm_px baseline, double width_px, int lines_max,
                       double line_height, bool draw)
{
    int lines = 0;
    while (*text && lines < lines_max) {
        size_t next, length = bm_wrap_line(canvas, type, text, width_px, &next);
        if (length == 0)
            break;
        if (draw) {
            char line[BM_WRAP_LINE_SIZE + BM_FURNITURE_TAIL_SIZE + 4];
            bm_wrap_copy(text, length, line);
            bool is_cut = lines + 1 == lines_max && text[next];
            size_t kept = strlen(line);
            while (is_cut) {
                snprintf(line + kept, BM_FURNITURE_TAIL_SIZE + 4, "…%s", tail);
                if (bm_canvas_measure(canvas, type, line).width <= width_px || kept == 0)
                    break;
                kept = bm_utf8_cut(line, kept - 1);
                while (kept > 0 && strchr(" ,;:.", line[kept - 1]))
                    kept--;
            }
            bm_canvas_text(canvas, type, (bm_px){baseline.x, baseline.y + line_height * lines}, 0,
                           line);
        }
        text += next;
        lines++;
    }
    return lines;
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
    const panel_metrics *metrics;
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
    const panel_metrics *metrics = list->metrics;
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
static int list_events(const bm_key_row *row, const panel_metrics *metrics, int lines_max,
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

/* Set a row with its upper left corner at `at`; returns its height. */
static double set_row(const bm_key_row *row, const panel_metrics *metrics, int lines_max,
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
        // The number as on the map.
        bm_px middle = {at.x + metrics->number_px / 2, baseline.y - size * 0.36};
        bm_callout_draw(canvas, style, middle, row->number);
        if (row->mark_count) {
            // As old as on the map.
            const bm_mark *mark = row->marks[0];
            bm_category_style look = *marks->entries[mark->category].style;
            look.fill = bm_fade_fill(style, look.fill, mark->fade);
            bm_px center = {at.x + metrics->number_px + metrics->gap + metrics->symbol_px / 2,
                            baseline.y - size * 0.36};
            bm_symbol_draw(canvas, style, &look, mark->claim, center, metrics->symbol_px * 0.46);
        }
    }
    const char *name = *row->name ? row->name : "Place not known exactly";
    int name_lines = bm_furniture_lines(canvas, &metrics->name, name, "", baseline, room, 2,
                                        metrics->line_height, draw);
    double used = bm_canvas_measure(canvas, &metrics->name, name).width + metrics->gap;
    double date_px =
        lines_max < 0 ? HUGE_VAL : bm_canvas_measure(canvas, &metrics->date, row->date).width;
    bool beside = name_lines == 1 && used + date_px <= room;
    int lines = name_lines;
    bm_px next = {baseline.x, baseline.y + metrics->line_height * (lines - 1)};
    if (beside) {
        if (draw)
            bm_canvas_text(canvas, &metrics->date, (bm_px){next.x + used, next.y}, 0, row->date);
    } else if (*row->date && lines_max >= 0) {
        next.y += metrics->line_height;
        lines++;
        if (draw)
            bm_canvas_text(canvas, &metrics->date, next, 0, row->date);
    }
    next.y += metrics->line_height;
    if (metrics->listed_max && row->event_count > 1)
        lines += list_events(row, metrics, lines_max, marks, next, room, canvas, draw);
    else
        lines += bm_furniture_lines(canvas, &metrics->what, row->what, "", next, room, lines_max,
                                    metrics->line_height, draw);
    if (draw)
        bm_canvas_end_group(canvas);
    return fmax(lines * metrics->line_height, metrics->least_height) + metrics->row_gap;
}

/** A pass over the rows: where they come to stand in columns of a given height. */
typedef struct panel_job {
    const panel_metrics *metrics;
    const bm_labels *labels;
    const bm_marks *marks;
    const bm_style *style;
    bm_canvas *canvas;
    int columns;
    double column_px;
    double top_px;
    size_t longer; /**< so many rows, the first ones, have a line more */
} panel_job;

/** Of what happened: more than this is read elsewhere. */
#define LINES_MAX 5

/* Rows that fit into columns from job->top_px to `bottom_px`; the last `spare_px` of the last
 * column stay free. With `at`, the corner of the first column, they are drawn. `*used_px`, if
 * given, is where the lowest one ends. */
static size_t fill(const panel_job *job, double bottom_px, double spare_px, const bm_px *corner,
                   double *used_px)
{
    double used = job->top_px;
    size_t count = bm_labels_key_count(job->labels), done = 0;
    for (int column = 0; column < job->columns && done < count; column++) {
        double y = job->top_px;
        double bottom = bottom_px - (column + 1 == job->columns ? spare_px : 0);
        while (done < count) {
            const bm_key_row *row = bm_labels_key_row(job->labels, done);
            int lines = job->metrics->lines_max + (done < job->longer);
            double height = set_row(row, job->metrics, lines, job->style, job->marks, (bm_px){0, 0},
                                    job->column_px, job->canvas, false);
            // The blank below the last row of a column is not needed.
            if (y + height - job->metrics->row_gap > bottom + 0.5)
                break;
            if (corner) {
                bm_px at = {corner->x + column * (job->column_px + job->metrics->column_gap),
                            corner->y + y};
                set_row(row, job->metrics, lines, job->style, job->marks, at, job->column_px,
                        job->canvas, true);
            }
            y += height;
            used = fmax(used, y - job->metrics->row_gap);
            done++;
        }
    }
    if (used_px)
        *used_px = used;
    return done;
}

static panel_job job_of(const panel_metrics *metrics, const bm_labels *labels,
                        const bm_marks *marks, const bm_style *style, double width_px, int columns,
                        bm_canvas *canvas)
{
    double inner = width_px - 2 * metrics->padding - (columns - 1) * metrics->column_gap;
    return (panel_job){.metrics = metrics,
                       .labels = labels,
                       .marks = marks,
                       .style = style,
                       .canvas = canvas,
                       .columns = columns,
                       .column_px = inner / columns,
                       .top_px = metrics->padding +
                                 bm_furniture_line_height(&metrics->heading, canvas) * 1.15};
}

/* What has no row, in words: those from `shown` on, and those that the labels left out. Returns the
 * lines that it takes; draws them from `at`, unless that is NULL. */
static int say_rest(const panel_job *pass, size_t shown, const bm_px *at)
{
    char text[160], places[BM_MAP_COUNT_SIZE], number[BM_MAP_COUNT_SIZE];
    size_t events, rest = bm_labels_key_left_out(pass->labels, &events);
    for (size_t i = shown; i < bm_labels_key_count(pass->labels); i++, rest++)
        events += bm_labels_key_row(pass->labels, i)->event_count;
    if (rest == 0)
        return 0;
    bm_map_format_count(rest, places);
    bm_map_format_count(events, number);
    snprintf(text, sizeof text, "and %s more %s with %s %s, not numbered on the map", places,
             rest == 1 ? "place" : "places", number, events == 1 ? "event" : "events");
    const bm_attribute attribute = {"events", number};
    if (at)
        bm_canvas_begin_group_with(pass->canvas, "key-rest", NULL, &attribute, 1);
    int lines =
        bm_furniture_lines(pass->canvas, &pass->metrics->date, text, "", at ? *at : (bm_px){0, 0},
                           pass->column_px, 3, pass->metrics->line_height, at != NULL);
    if (at)
        bm_canvas_end_group(pass->canvas);
    return lines;
}

static double height_of(const bm_furniture *furniture, const bm_furniture_job *job, double width_px,
                        int columns, int way)
{
    size_t count = bm_labels_key_count(job->labels);
    panel_metrics metrics = metrics_of(furniture, job->style, job->labels, way, job->canvas);
    panel_job pass =
        job_of(&metrics, job->labels, job->marks, job->style, width_px, columns, job->canvas);
    double total = 0;
    for (size_t i = 0; i < count; i++)
        total += set_row(bm_labels_key_row(job->labels, i), &metrics, metrics.lines_max, job->style,
                         job->marks, (bm_px){0, 0}, pass.column_px, job->canvas, false);
    // A column is no lower than its share; it may need some more, as rows are not torn apart.
    double height = pass.top_px + total / columns;
    for (int i = 0; i < 60 && columns > 1 && fill(&pass, height, 0, NULL, NULL) < count; i++)
        height += metrics.line_height;
    height += say_rest(&pass, count, NULL) * metrics.line_height;
    return height - (columns == 1 ? metrics.row_gap : 0) + metrics.padding;
}

size_t bm_panel_fit(const bm_furniture *furniture, const bm_furniture_job *job, double width_px,
                    double height_px, int columns)
{
    panel_metrics metrics = metrics_of(furniture, job->style, job->labels, FITTED_WAY, job->canvas);
    panel_job pass =
        job_of(&metrics, job->labels, job->marks, job->style, width_px, columns, job->canvas);
    return fill(&pass, height_px - metrics.padding, 0, NULL, NULL);
}

/* Where rows end early, they say more: what is cut is cut for want of room only. */
static void use_room(panel_job *pass, panel_metrics *metrics, double bottom_px, double spare_px)
{
    size_t count = bm_labels_key_count(pass->labels);
    while (metrics->lines_max < LINES_MAX) {
        pass->longer = count;
        if (fill(pass, bottom_px, spare_px, NULL, NULL) < count)
            break;
        pass->longer = 0;
        metrics->lines_max++;
    }
    size_t low = 0, high = pass->longer; // so many rows fit, so many do not
    while (high > low + 1) {
        pass->longer = (low + high) / 2;
        bool fits = fill(pass, bottom_px, spare_px, NULL, NULL) == count;
        *(fits ? &low : &high) = pass->longer;
    }
    pass->longer = low;
}

/* As many events of each place as there is room for. */
static void list_more(panel_job *pass, panel_metrics *metrics, double bottom_px, double spare_px)
{
    size_t count = bm_labels_key_count(pass->labels), most = 0;
    for (size_t i = 0; i < count; i++) {
        size_t events = bm_labels_key_row(pass->labels, i)->event_count;
        most = events > most ? events : most;
    }
    size_t low = metrics->listed_max, high = most + 1; // so many fit, so many do not
    while (high > low + 1) {
        metrics->listed_max = (low + high) / 2;
        bool fits = fill(pass, bottom_px, spare_px, NULL, NULL) == count;
        *(fits ? &low : &high) = metrics->listed_max;
    }
    metrics->listed_max = low;
}

double bm_panel_height(const bm_furniture *furniture, const bm_furniture_job *job, double width_px,
                       int columns)
{
    return height_of(furniture, job, width_px, columns, MEASURED_WAY);
}

double bm_panel_height_up_to(const bm_furniture *furniture, const bm_furniture_job *job,
                             double width_px, int columns, double height_px)
{
    double height = bm_panel_height(furniture, job, width_px, columns);
    for (int way = 0; way < PLAIN_WAY && furniture->panel_lists_events; way++) {
        double listed = height_of(furniture, job, width_px, columns, way);
        if (listed <= height_px)
            return fmax(height, listed);
    }
    return height;
}

/* The fullest way to say all rows in the panel's box, or else the shortest; returns how many rows
 * have room, and in `spare_px` what the words on the rest need below them. */
static size_t settle(const bm_furniture *furniture, const bm_labels *labels, const bm_marks *marks,
                     const bm_style *style, bm_canvas *canvas, panel_metrics *metrics,
                     panel_job *pass, double *bottom_px, double *spare_px)
{
    bm_px_box box = furniture->panel;
    size_t count = bm_labels_key_count(labels), shown = 0;
    for (int way = furniture->panel_lists_events ? 0 : PLAIN_WAY; way < WAYS && shown < count;
         way++) {
        *metrics = metrics_of(furniture, style, labels, way, canvas);
        *pass = job_of(metrics, labels, marks, style, box.x1 - box.x0, furniture->panel_columns,
                       canvas);
        *bottom_px = box.y1 - box.y0 - metrics->padding;
        *spare_px = say_rest(pass, count, NULL) * metrics->line_height;
        shown = fill(pass, *bottom_px, *spare_px, NULL, NULL);
    }
    if (shown < count) {
        *spare_px = say_rest(pass, shown, NULL) * metrics->line_height;
        shown = fill(pass, *bottom_px, *spare_px, NULL, NULL);
    }
    return shown;
}

size_t bm_panel_capacity(const bm_furniture *furniture, const bm_furniture_job *job)
{
    panel_metrics metrics;
    panel_job pass;
    double bottom, spare;
    if (furniture->panel.x1 <= furniture->panel.x0 || bm_labels_key_count(job->labels) == 0)
        return 0;
    return settle(furniture, job->labels, job->marks, job->style, job->canvas, &metrics, &pass,
                  &bottom, &spare);
}

void bm_panel_draw(const bm_furniture *furniture, const bm_labels *labels, const bm_marks *marks,
                   const bm_style *style, bm_canvas *canvas)
{
    bm_px_box box = furniture->panel;
    if (box.x1 <= box.x0 || !labels || bm_labels_key_count(labels) == 0)
        return;
    panel_metrics metrics;
    panel_job pass;
    double bottom, spare, used;
    size_t shown =
        settle(furniture, labels, marks, style, canvas, &metrics, &pass, &bottom, &spare);
    if (shown == bm_labels_key_count(labels) && metrics.listed_max > 0)
        list_more(&pass, &metrics, bottom, spare);
    if (shown == bm_labels_key_count(labels))
        use_room(&pass, &metrics, bottom, spare);
    (void)fill(&pass, bottom, spare, NULL, &used);
    // A window with few rows has a short box.
    if (shown == bm_labels_key_count(labels) && furniture->panel_outside) {
        box.y1 = fmin(box.y1, ceil(box.y0 + used + spare + metrics.padding));
        bottom = box.y1 - box.y0 - metrics.padding;
    }
    bm_px corner = {box.x0 + metrics.padding, box.y0};
    bm_canvas_begin_group(canvas, "key", "Key to the numbers on the map");
    bm_canvas_add_box(canvas, box);
    bm_canvas_fill_stroke(canvas, style->panel, &style->panel_line);
    bm_canvas_text(
        canvas, &metrics.heading,
        (bm_px){corner.x, box.y0 + metrics.padding + bm_canvas_px(canvas, metrics.heading.size_pt)},
        0, "Places by number");
    (void)fill(&pass, bottom, spare, &corner, NULL);
    const bm_px rest = {corner.x + (pass.columns - 1) * (pass.column_px + metrics.column_gap),
                        box.y0 + bottom - spare + metrics.line_height * 0.8};
    (void)say_rest(&pass, shown, &rest);
    bm_canvas_end_group(canvas);
}
