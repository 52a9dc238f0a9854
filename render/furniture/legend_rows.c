#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "render/furniture/parts.h"
#include "render/map/text.h"
#include "render/marks/symbols.h"

static void add(bm_legend *legend, const bm_legend_row *row, const char *text)
{
    if (legend->count == BM_LEGEND_ROWS_MAX)
        return;
    size_t at = legend->count;
    while (at > 0 && legend->rows[at - 1].section > row->section)
        at--;
    memmove(&legend->rows[at + 1], &legend->rows[at], (legend->count - at) * sizeof *row);
    legend->count++;
    bm_legend_row *added = &legend->rows[at];
    *added = *row;
    size_t length = bm_utf8_cut(text, sizeof added->text - 1);
    memcpy(added->text, text, length);
    added->text[length] = '\0';
}

void bm_legend_add(bm_legend *legend, bm_legend_section section, const char *text,
                   bm_legend_sign sign, const void *context)
{
    add(legend, &(bm_legend_row){.section = section, .sign = sign, .context = context}, text);
}

void bm_legend_add_sized(bm_legend *legend, bm_legend_section section, const char *text,
                         bm_legend_sign sign, const void *context, double sign_px)
{
    add(legend,
        &(bm_legend_row){.section = section, .sign = sign, .context = context, .sign_px = sign_px},
        text);
}

void bm_legend_add_counted(bm_legend *legend, bm_legend_section section, const char *text,
                           bm_legend_sign sign, const void *context, size_t count)
{
    add(legend,
        &(bm_legend_row){.section = section,
                         .sign = sign,
                         .context = context,
                         .has_count = true,
                         .count = count},
        text);
}

bool bm_legend_is_empty(const bm_legend *legend)
{
    return !legend->count && !*legend->note;
}

static bm_px middle_of(bm_px_box room)
{
    return (bm_px){(room.x0 + room.x1) / 2, (room.y0 + room.y1) / 2};
}

static void paint_category(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                           const void *context)
{
    bm_symbol_draw(canvas, style, context, BM_CLAIM_CONFIRMED, middle_of(room),
                   bm_canvas_px(canvas, style->symbol_size_pt / 2));
}

static void paint_claim(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                        const void *context)
{
    const bm_category_style neutral = {.shape = BM_SHAPE_CIRCLE, .fill = {0.45, 0.45, 0.45, 1}};
    bm_symbol_draw(canvas, style, &neutral, *(const bm_claim *)context, middle_of(room),
                   bm_canvas_px(canvas, style->symbol_size_pt / 2));
}

static void paint_number(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                         const void *context)
{
    static const char number[] = "3";
    bm_category_style plain = *(const bm_category_style *)context;
    const bm_category_style *category = &plain;
    if (plain.symbol) // its number stands beside it
        plain.shape = BM_SHAPE_CIRCLE;
    plain.symbol = NULL;
    bm_px middle = middle_of(room);
    double radius = bm_canvas_px(canvas, style->symbol_size_pt * 0.58);
    bm_text_style type = style->count_label;
    double half_height = (room.y1 - room.y0) / 2;
    if (half_height < 0.64 * bm_canvas_px(canvas, style->symbol_size_pt)) {
        // Where rows stand close, a figure has more room on a disc.
        plain.shape = BM_SHAPE_CIRCLE;
        radius = half_height;
        type.size_pt = fmin(type.size_pt, fmax(1.3 * radius / bm_canvas_px(canvas, 1), 6));
    }
    bm_symbol_draw(canvas, style, category, BM_CLAIM_CONFIRMED, middle, radius);
    // Light figures on a dark symbol, as on the map.
    bm_color fill = category->fill;
    if (0.299 * fill.red + 0.587 * fill.green + 0.114 * fill.blue < 0.42)
        type.color = type.halo_color;
    type.halo_pt = 0;
    bm_text_size size = bm_canvas_measure(canvas, &type, number);
    bm_px baseline = {middle.x - size.width / 2,
                      middle.y + bm_canvas_px(canvas, type.size_pt) * 0.36};
    bm_canvas_text(canvas, &type, baseline, 0, number);
}

static void paint_shade(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                        const void *context)
{
    (void)context;
    double inset = (room.y1 - room.y0) * 0.16;
    bm_px_box box = {room.x0, room.y0 + inset, room.x1, room.y1 - inset};
    bm_line_style dashed = bm_area_line(style);
    bm_canvas_begin_clip(canvas, box);
    bm_area_hatch(canvas, style, box);
    bm_canvas_end_clip(canvas);
    bm_canvas_add_box(canvas, box);
    bm_canvas_stroke(canvas, &dashed);
}

static void paint_circle(bm_canvas *canvas, const bm_style *style, bm_px_box room, bool is_sign)
{
    bm_area_draw(canvas, style, middle_of(room), fmin(room.x1 - room.x0, room.y1 - room.y0) * 0.46,
                 is_sign);
}

static void paint_true_circle(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                              const void *context)
{
    (void)context;
    paint_circle(canvas, style, room, false);
}

static void paint_wide_area(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                            const void *context)
{
    (void)context;
    paint_circle(canvas, style, room, true);
}

void bm_legend_paint_line(bm_canvas *canvas, const bm_line_style *line, bm_px_box room)
{
    cairo_t *path = bm_canvas_cairo(canvas);
    double y = middle_of(room).y;
    cairo_move_to(path, room.x0, y);
    cairo_line_to(path, room.x1, y);
    bm_canvas_stroke(canvas, line);
}

static void paint_border(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                         const void *context)
{
    (void)context;
    bm_legend_paint_line(canvas, &style->border_casing, room);
    bm_legend_paint_line(canvas, &style->border_line, room);
}

static void paint_crossing(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                           const void *context)
{
    bm_crossing_draw(canvas, style, middle_of(room), 0, *(const bm_crossing_state *)context);
}

/* What is not stated looks as what is confirmed, so that one row counts both. */
static void add_claims(bm_legend *legend, const bm_marks *ground, const bm_marks *marks)
{
    static const bm_claim looks[] = {BM_CLAIM_CONFIRMED, BM_CLAIM_ASSESSED, BM_CLAIM_CLAIMED,
                                     BM_CLAIM_SEVERAL};
    const size_t *all = ground->claim_counts, *counts = marks->claim_counts;
    if (!all[BM_CLAIM_ASSESSED] && !all[BM_CLAIM_CLAIMED])
        return;
    const char *full = !all[BM_CLAIM_UNSTATED]    ? "Confirmed"
                       : !all[BM_CLAIM_CONFIRMED] ? "Not stated"
                                                  : "Confirmed, or not stated";
    if (all[BM_CLAIM_CONFIRMED] + all[BM_CLAIM_UNSTATED])
        bm_legend_add_counted(legend, BM_LEGEND_CLAIMS, full, paint_claim, &looks[0],
                              counts[BM_CLAIM_CONFIRMED] + counts[BM_CLAIM_UNSTATED]);
    if (all[BM_CLAIM_ASSESSED])
        bm_legend_add_counted(legend, BM_LEGEND_CLAIMS, "Assessed as likely", paint_claim,
                              &looks[1], counts[BM_CLAIM_ASSESSED]);
    if (all[BM_CLAIM_CLAIMED])
        bm_legend_add_counted(legend, BM_LEGEND_CLAIMS, "Claimed by a party, not verified",
                              paint_claim, &looks[2], counts[BM_CLAIM_CLAIMED]);
    bool has_several = false;
    for (size_t i = 0; i < ground->count; i++)
        has_several = has_several ||
                      (ground->items[i].claim == BM_CLAIM_SEVERAL && !ground->items[i].is_mixed);
    if (has_several)
        bm_legend_add(legend, BM_LEGEND_CLAIMS, "Several of these in one symbol", paint_claim,
                      &looks[3]);
}

/* A small and a large one. */
static void paint_sizes(bm_canvas *canvas, const bm_style *style, bm_px_box room,
                        const void *context)
{
    bm_category_style plain = *(const bm_category_style *)context;
    plain.symbol = NULL;
    double unit = bm_canvas_px(canvas, style->symbol_size_pt / 2);
    double large = fmin(1.4 * unit, (room.y1 - room.y0) / 2);
    bm_px middle = middle_of(room);
    bm_symbol_draw(canvas, style, &plain, BM_CLAIM_CONFIRMED,
                   (bm_px){middle.x - 1.5 * unit, middle.y}, unit);
    bm_symbol_draw(canvas, style, &plain, BM_CLAIM_CONFIRMED,
                   (bm_px){middle.x + 1.2 * unit, middle.y}, large);
}

static void add_signs(bm_legend *legend, const bm_furniture_content *content,
                      const bm_marks *ground)
{
    bool has_numbers = false, has_circles = false, has_wide_areas = false;
    for (size_t i = 0; i < ground->count; i++) {
        const bm_mark *mark = &ground->items[i];
        has_numbers = has_numbers || mark->count > 1;
        if (mark->area_radius_px > 0) {
            has_wide_areas = has_wide_areas || mark->area_is_bounded;
            has_circles = has_circles || !mark->area_is_bounded;
        }
    }
    if (has_numbers && ground->entry_count && content->hides_counts)
        bm_legend_add(legend, BM_LEGEND_SIGNS, "Larger: more events at or near a place",
                      paint_sizes, ground->entries[0].style);
    else if (has_numbers && ground->entry_count)
        bm_legend_add(legend, BM_LEGEND_SIGNS, "Number of events at or near a place", paint_number,
                      ground->entries[0].style);
    if (has_circles)
        bm_legend_add(legend, BM_LEGEND_PRECISION, "Somewhere within this circle",
                      paint_true_circle, NULL);
    if (ground->shaded_count)
        bm_legend_add(legend, BM_LEGEND_PRECISION,
                      !ground->shaded_raions ? "Somewhere in the shaded oblast"
                      : ground->shaded_raions == ground->shaded_count
                          ? "Somewhere in the shaded district"
                          : "Somewhere in the shaded oblast or district",
                      paint_shade, NULL);
    if (has_wide_areas)
        bm_legend_add(legend, BM_LEGEND_PRECISION, "Somewhere in the area named", paint_wide_area,
                      NULL);
}

/* Events that are not on the map, unless the map's own subtitle says so. */
static void set_note(bm_legend *legend, const bm_furniture_content *content, const bm_marks *ground,
                     const bm_marks *marks)
{
    bool is_said = content->title && *content->title && !content->has_own_subtitle;
    if (is_said ||
        (!ground->events_outside && !ground->events_national && !ground->events_unlocated))
        return;
    char outside[BM_MAP_COUNT_SIZE], unlocated[BM_MAP_COUNT_SIZE], first[80] = "", second[80] = "";
    char national[BM_MAP_COUNT_SIZE], middle[80] = "";
    bm_map_format_count(marks->events_outside, outside);
    bm_map_format_count(marks->events_unlocated, unlocated);
    if (marks->events_outside)
        snprintf(first, sizeof first, "%s %s outside this map. ", outside,
                 marks->events_outside == 1 ? "event lies" : "events lie");
    bm_map_format_count(marks->events_national, national);
    if (marks->events_national)
        snprintf(middle, sizeof middle, "%s %s known only to a country. ", national,
                 marks->events_national == 1 ? "event is" : "events are");
    if (marks->events_unlocated)
        snprintf(second, sizeof second, "%s could not be located.", unlocated);
    snprintf(legend->note, sizeof legend->note, "%s%s%s", first, middle, second);
}

void bm_legend_add_events(bm_legend *legend, const bm_furniture_content *content,
                          const bm_marks *ground, const bm_marks *marks)
{
    for (size_t i = 0; i < ground->entry_count; i++)
        bm_legend_add_counted(legend, BM_LEGEND_EVENTS, ground->entries[i].label, paint_category,
                              ground->entries[i].style, marks->entries[i].count);
    if (ground->entry_count) {
        char number[BM_MAP_COUNT_SIZE];
        bm_map_format_count(marks->events_drawn, number);
        snprintf(legend->heading, sizeof legend->heading, "%s %s", number,
                 marks->events_drawn == 1 ? "event" : "events");
    }
    add_claims(legend, ground, marks);
    add_signs(legend, content, ground);
    set_note(legend, content, ground, marks);
}

static void add_crossings(bm_legend *legend, const bm_furniture_content *content)
{
    static const struct {
        bm_crossing_state state;
        const char *text;
    } rows[] = {{BM_CROSSING_OPEN, "Border crossing, open"},
                {BM_CROSSING_RESTRICTED, "Border crossing, restricted"},
                {BM_CROSSING_CLOSED, "Border crossing, closed"},
                {BM_CROSSING_UNKNOWN, "Border crossing"}};
    bool others = (content->crossing_states & ~(1U << BM_CROSSING_UNKNOWN)) != 0;
    for (size_t i = 0; content->show_crossings && i < sizeof rows / sizeof *rows; i++)
        if (content->crossing_states & 1U << rows[i].state ||
            (!others && rows[i].state == BM_CROSSING_UNKNOWN))
            bm_legend_add(legend, BM_LEGEND_LINES,
                          others && rows[i].state == BM_CROSSING_UNKNOWN
                              ? "Border crossing, state not known"
                              : rows[i].text,
                          paint_crossing, &rows[i].state);
}

void bm_legend_add_border(bm_legend *legend, const bm_furniture_content *content)
{
    const char *a = content->country_names[0], *b = content->country_names[1];
    bool named = a && *a && b && *b;
    char text[BM_LEGEND_TEXT_SIZE];
    snprintf(text, sizeof text, "%s%s%s border", named ? a : "", named ? "–" : "The",
             named ? b : "");
    if (!content->hide_border)
        bm_legend_add(legend, BM_LEGEND_LINES, text, paint_border, NULL);
    add_crossings(legend, content);
}
