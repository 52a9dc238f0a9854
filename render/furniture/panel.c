#include <math.h>
#include <stdio.h>

#include "render/furniture/panel_rows.h"
#include "render/map/text.h"

/** Heights of the first rows with so many lines; below 0 where not measured yet. Rows are gone
 *  through again and again to find how they fit. */
typedef struct row_heights {
    bool is_set;
    int lines;
    size_t listed_max;
    double px[BM_KEY_ROWS_MAX];
} row_heights;

/** A pass over the rows: where they come to stand in columns of a given height. */
typedef struct panel_job {
    const bm_panel_metrics *metrics;
    const bm_labels *labels;
    const bm_marks *marks;
    const bm_style *style;
    bm_canvas *canvas;
    int columns;
    double column_px;
    double top_px;
    size_t longer;        /**< so many rows, the first ones, have a line more */
    row_heights known[2]; /**< by whether `lines` is odd */
} panel_job;

/** A box that its rows fill so far keeps its height. */
#define FULL_SHARE 0.75
/** Of what happened: more than this is read elsewhere. */
#define LINES_MAX 5

static double measure_row(const panel_job *job, size_t index, int lines)
{
    return bm_panel_set_row(bm_labels_key_row(job->labels, index), job->metrics, lines, job->style,
                            job->marks, (bm_px){0, 0}, job->column_px, job->canvas, false);
}

static double height_of_row(panel_job *job, size_t index, int lines)
{
    row_heights *known = &job->known[lines & 1];
    if (index >= BM_KEY_ROWS_MAX)
        return measure_row(job, index, lines);
    if (!known->is_set || known->lines != lines || known->listed_max != job->metrics->listed_max) {
        known->is_set = true;
        known->lines = lines;
        known->listed_max = job->metrics->listed_max;
        for (size_t i = 0; i < BM_KEY_ROWS_MAX; i++)
            known->px[i] = -1;
    }
    if (known->px[index] < 0)
        known->px[index] = measure_row(job, index, lines);
    return known->px[index];
}

/* Rows that fit into columns from job->top_px to `bottom_px`; the last `spare_px` of the last
 * column stay free. With `at`, the corner of the first column, they are drawn. `*used_px`, if
 * given, is where the lowest one ends. */
static size_t fill(panel_job *job, double bottom_px, double spare_px, const bm_px *corner,
                   double *used_px)
{
    double used = job->top_px;
    size_t count = bm_labels_key_count(job->labels), done = 0;
    for (int column = 0; column < job->columns && done < count; column++) {
        double y = job->top_px;
        double bottom = bottom_px - (column + 1 == job->columns ? spare_px : 0);
        while (done < count) {
            int lines = job->metrics->lines_max + (done < job->longer);
            double height = height_of_row(job, done, lines);
            // The blank below the last row of a column is not needed.
            if (y + height - job->metrics->row_gap > bottom + 0.5)
                break;
            if (corner) {
                bm_px at = {corner->x + column * (job->column_px + job->metrics->column_gap),
                            corner->y + y};
                bm_panel_set_row(bm_labels_key_row(job->labels, done), job->metrics, lines,
                                 job->style, job->marks, at, job->column_px, job->canvas, true);
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

static panel_job job_of(const bm_panel_metrics *metrics, const bm_labels *labels,
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
    bm_panel_metrics metrics =
        bm_panel_metrics_of(furniture, job->style, job->labels, way, job->canvas);
    panel_job pass =
        job_of(&metrics, job->labels, job->marks, job->style, width_px, columns, job->canvas);
    double total = 0;
    for (size_t i = 0; i < count; i++)
        total += height_of_row(&pass, i, metrics.lines_max);
    // A column is no lower than its share; it may need some more, as rows are not torn apart.
    double height = pass.top_px + total / columns;
    for (int i = 0; i < 60 && columns > 1 && fill(&pass, height, 0, NULL, NULL) < count; i++)
        height += metrics.line_height;
    height += say_rest(&pass, count, NULL) * metrics.line_height;
    return height - (columns == 1 ? metrics.row_gap : 0) + metrics.padding;
}

size_t bm_panel_fit(const bm_furniture *furniture, const bm_furniture_job *job, double width_px,
                    double height_px, int columns, bool is_brief)
{
    bm_panel_metrics metrics =
        bm_panel_metrics_of(furniture, job->style, job->labels,
                            is_brief ? BM_PANEL_WAYS - 1 : BM_PANEL_FITTED_WAY, job->canvas);
    panel_job pass =
        job_of(&metrics, job->labels, job->marks, job->style, width_px, columns, job->canvas);
    return fill(&pass, height_px - metrics.padding, 0, NULL, NULL);
}

/* Where rows end early, they say more: what is cut is cut for want of room only. */
static void use_room(panel_job *pass, bm_panel_metrics *metrics, double bottom_px, double spare_px)
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
static void list_more(panel_job *pass, bm_panel_metrics *metrics, double bottom_px, double spare_px)
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

/* Where columns of about the same height end. */
static double balance(panel_job *pass, double bottom_px, double spare_px)
{
    size_t count = bm_labels_key_count(pass->labels);
    double low = pass->top_px, high = bottom_px; // not so high, so high they fit
    while (high - low > 1) {
        double middle = (low + high) / 2;
        bool fits = fill(pass, middle, spare_px, NULL, NULL) == count;
        *(fits ? &high : &low) = middle;
    }
    return high;
}

double bm_panel_height(const bm_furniture *furniture, const bm_furniture_job *job, double width_px,
                       int columns)
{
    return height_of(furniture, job, width_px, columns, BM_PANEL_MEASURED_WAY);
}

double bm_panel_height_up_to(const bm_furniture *furniture, const bm_furniture_job *job,
                             double width_px, int columns, double height_px)
{
    double height = bm_panel_height(furniture, job, width_px, columns);
    for (int way = 0; way < BM_PANEL_PLAIN_WAY && furniture->panel_lists_events; way++) {
        double listed = height_of(furniture, job, width_px, columns, way);
        if (listed <= height_px)
            return fmax(height, listed);
    }
    return height;
}

/* The fullest way to say all rows in the panel's box, or else the shortest; returns how many rows
 * have room, and in `spare_px` what the words on the rest need below them. */
static size_t settle(const bm_furniture *furniture, const bm_labels *labels, const bm_marks *marks,
                     const bm_style *style, bm_canvas *canvas, bm_panel_metrics *metrics,
                     panel_job *pass, double *bottom_px, double *spare_px)
{
    bm_px_box box = furniture->panel;
    size_t count = bm_labels_key_count(labels), shown = 0;
    for (int way = furniture->panel_lists_events ? 0 : BM_PANEL_PLAIN_WAY;
         way < BM_PANEL_WAYS && shown < count; way++) {
        *metrics = bm_panel_metrics_of(furniture, style, labels, way, canvas);
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
    bm_panel_metrics metrics;
    panel_job pass;
    double bottom, spare;
    if (furniture->panel.x1 <= furniture->panel.x0 || bm_labels_key_count(job->labels) == 0)
        return 0;
    return settle(furniture, job->labels, job->marks, job->style, job->canvas, &metrics, &pass,
                  &bottom, &spare);
}

/** The rows in their box. */
typedef struct arrangement {
    bm_panel_metrics metrics;
    panel_job pass;
    size_t shown;
    double bottom,
        spare;     /**< where columns end, and the room for the words on the rest above that */
    double height; /**< of a box that ends after them */
} arrangement;

static void arrange(const bm_furniture *furniture, const bm_labels *labels, const bm_marks *marks,
                    const bm_style *style, bm_canvas *canvas, arrangement *made)
{
    bm_panel_metrics *metrics = &made->metrics;
    panel_job *pass = &made->pass;
    double used, bottom, spare;
    made->shown = settle(furniture, labels, marks, style, canvas, metrics, pass, &bottom, &spare);
    bool has_all = made->shown == bm_labels_key_count(labels);
    if (has_all && metrics->listed_max > 0)
        list_more(pass, metrics, bottom, spare);
    if (has_all)
        use_room(pass, metrics, bottom, spare);
    if (has_all && pass->columns > 1)
        bottom = balance(pass, bottom, spare);
    (void)fill(pass, bottom, spare, NULL, &used);
    made->height = furniture->panel.y1 - furniture->panel.y0;
    if (has_all) {
        made->height = fmin(made->height, ceil(used + spare + metrics->padding));
        bottom = fmin(bottom, made->height - metrics->padding);
    }
    made->bottom = bottom;
    made->spare = spare;
}

double bm_panel_used_height(const bm_furniture *furniture, const bm_furniture_job *job)
{
    arrangement made;
    if (bm_labels_key_count(job->labels) == 0)
        return 0;
    arrange(furniture, job->labels, job->marks, job->style, job->canvas, &made);
    return made.height;
}

void bm_panel_draw(const bm_furniture *furniture, const bm_labels *labels, const bm_marks *marks,
                   const bm_style *style, bm_canvas *canvas)
{
    bm_px_box box = furniture->panel;
    if (box.x1 <= box.x0 || !labels || bm_labels_key_count(labels) == 0)
        return;
    arrangement made;
    arrange(furniture, labels, marks, style, canvas, &made);
    const bm_panel_metrics *metrics = &made.metrics;
    // A window with few rows has a short box; else it ends with the map or the page's other edge.
    if (made.height < FULL_SHARE * (box.y1 - box.y0))
        box.y1 = box.y0 + made.height;
    bm_px corner = {box.x0 + metrics->padding, box.y0};
    bm_canvas_begin_group(canvas, "key", "Key to the numbers on the map");
    bm_canvas_add_box(canvas, box);
    bm_canvas_fill_stroke(canvas, style->panel, &style->panel_line);
    bm_canvas_text(canvas, &metrics->heading,
                   (bm_px){corner.x, box.y0 + metrics->padding +
                                         bm_canvas_px(canvas, metrics->heading.size_pt)},
                   0, "Places by number");
    (void)fill(&made.pass, made.bottom, made.spare, &corner, NULL);
    const bm_px rest = {corner.x +
                            (made.pass.columns - 1) * (made.pass.column_px + metrics->column_gap),
                        box.y0 + made.bottom - made.spare + metrics->line_height * 0.8};
    (void)say_rest(&made.pass, made.shown, &rest);
    bm_canvas_end_group(canvas);
}
