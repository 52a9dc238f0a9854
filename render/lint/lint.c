#include "render/lint/lint.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "render/lint/measure.h"

static const struct {
    bm_lint_check about;
    lint_run run;
} checks[] = {
    {{"text-contrast", "text stands out from what is behind it, 4.5 or 3 to 1"},
     lint_check_contrast},
    {{"overlap", "no name lies on another, on a symbol or on furniture"}, lint_check_overlaps},
    {{"cut-off", "no text is cut by the page or the map's frame"}, lint_check_cut_off},
    {{"leader", "leaders cross neither each other nor names"}, lint_check_leaders},
    {{"type-size", "type is at least 6 pt and 11 px, in 3 to 5 sizes"}, lint_check_type},
    {{"halo", "halos are 0.75 to 1.5 pt and at most a fifth of the type"}, lint_check_halos},
    {{"symbol-contrast", "symbols stand out from land and water, 3 to 1"}, lint_check_symbols},
    {{"category", "at most 8 categories and the rest, apart for every eye"}, lint_check_categories},
    {{"legend", "the legend has what is drawn, and its counts"}, lint_check_legend},
    {{"scale-bar", "the scale bar is within 1 % and a round number"}, lint_check_scale},
    {{"furniture", "title, dates, credit, disclaimer; an arrow when north is not up"},
     lint_check_furniture},
    {{"unnamed", "every event's place has a name or a number of the key"}, lint_check_named},
    {{"border", "the border is the heaviest line"}, lint_check_border},
    {{"box", "words of the legend, the key and the page's edges keep to their room"},
     lint_check_boxes},
    {{"key", "every number on the map has a row of the key, and every row a number"},
     lint_check_key},
    {{"country", "names and symbols stand in the country of their place"}, lint_check_countries},
    {{"nearest", "a name stands nearest to its own place"}, lint_check_nearest},
    {{"repeated", "events of one place are named once"}, lint_check_repeated},
    {{"crowding", "symbols do not lie on each other"}, lint_check_crowding}};

/* Whether it holds what is drawn against one projection, or one set of names. */
static bool needs_one_map(void (*check)(bm_lint *lint))
{
    void (*const checked[])(bm_lint *) = {lint_check_named, lint_check_countries,
                                          lint_check_nearest, lint_check_repeated};
    for (size_t i = 0; i < sizeof checked / sizeof *checked; i++)
        if (check == checked[i])
            return true;
    return false;
}

const bm_lint_check *bm_lint_check_at(size_t index)
{
    return index < sizeof checks / sizeof *checks ? &checks[index].about : NULL;
}

static const char *keep(bm_lint *lint, const char *text)
{
    const char *kept = text ? bm_arena_strdup(&lint->arena, text) : "";
    lint->failed = lint->failed || !kept;
    return kept ? kept : "";
}

bm_lonlat lint_position(const bm_lint *lint, bm_px at)
{
    bm_lonlat position = {NAN, NAN};
    bm_px_box frame = lint->frame;
    if (!lint->projection || !(frame.x1 > frame.x0) || !(frame.y1 > frame.y0) || at.x < frame.x0 ||
        at.x > frame.x1 || at.y < frame.y0 || at.y > frame.y1)
        return position;
    double x = (at.x - frame.x0) / (frame.x1 - frame.x0);
    double y = (at.y - frame.y0) / (frame.y1 - frame.y0);
    bm_xy plane = {lint->extent.x_min + x * (lint->extent.x_max - lint->extent.x_min),
                   lint->extent.y_max - y * (lint->extent.y_max - lint->extent.y_min)};
    bm_projection_inverse(lint->projection, &plane, &position, 1);
    return position;
}

void lint_add(bm_lint *lint, const char *check, bm_severity severity, const bm_px_box *box,
              const char *text, const char *value, const char *limit, const char *format, ...)
{
    bm_strbuf message = {0};
    va_list arguments;
    va_start(arguments, format);
    bm_strbuf_vprintf(&message, format, arguments);
    va_end(arguments);
    bm_lint_finding *findings = bm_array_grow(lint->findings, lint->finding_count,
                                              &lint->finding_capacity, sizeof *findings);
    if (!findings || message.failed) {
        lint->findings = findings ? findings : lint->findings;
        lint->failed = true;
        bm_strbuf_finish(&message);
        return;
    }
    const bm_px_box nowhere = {NAN, NAN, NAN, NAN};
    bm_px_box where = box ? *box : nowhere;
    lint->findings = findings;
    findings[lint->finding_count++] =
        (bm_lint_finding){.check = check,
                          .severity = severity,
                          .box = where,
                          .position = lint_position(
                              lint, (bm_px){(where.x0 + where.x1) / 2, (where.y0 + where.y1) / 2}),
                          .text = keep(lint, text),
                          .value = keep(lint, value),
                          .limit = keep(lint, limit),
                          .message = keep(lint, bm_strbuf_text(&message))};
    bm_strbuf_finish(&message);
}

const char *lint_number(bm_lint *lint, double value, const char *unit)
{
    char text[64 + 32];
    bm_format_number(value, 2, text);
    size_t length = strlen(text);
    snprintf(text + length, sizeof text - length, "%.31s", unit);
    return keep(lint, text);
}

const char *lint_label_text(bm_lint *lint, size_t owner)
{
    bm_strbuf text = {0};
    for (size_t i = 0; i < lint->text_count && text.length < 80; i++) {
        const lint_text *at = &lint->texts[i];
        /* A curved name is drawn twice, its halos first. */
        if (at->owner != owner ||
            (text.length && at->item->type.halo_pt == 0 && at->role == LINT_ROLE_LABEL &&
             at->item->text[0] && strlen(at->item->text) < 4 && at->item->angle_deg != 0))
            continue;
        if (text.length && strlen(at->item->text) > 4)
            bm_strbuf_append_char(&text, ' ');
        bm_strbuf_append(&text, at->item->text);
    }
    const char *whole = bm_strbuf_text(&text);
    char *cut = bm_arena_strndup(&lint->arena, whole, bm_utf8_cut(whole, 60));
    bm_strbuf_finish(&text);
    lint->failed = lint->failed || !cut;
    return cut ? cut : "";
}

/** Projection, frame and extent, as the root's attributes say. */
static void find_frame(bm_lint *lint)
{
    const lint_group *root = &lint->drawing.groups[0];
    const char *definition = lint_group_data(root, "projection");
    const char *frame = lint_group_data(root, "frame"), *extent = lint_group_data(root, "extent");
    double f[4], e[4];
    lint->frame = lint->drawing.page;
    lint->is_ours = definition && frame && extent;
    lint->is_of_series = lint_group_data(root, "window") != NULL;
    lint->is_sheet = lint_group_data(root, "maps") != NULL;
    if (!lint->is_ours || lint_numbers(frame, f, 4) != 4 || lint_numbers(extent, e, 4) != 4)
        return;
    lint->frame = (bm_px_box){f[0], f[1], f[2], f[3]};
    lint->extent = (bm_xy_box){e[0], e[1], e[2], e[3]};
    if (bm_projection_new(definition, &lint->projection, NULL) != BM_OK)
        lint->projection = NULL;
}

bm_status bm_lint_svg(const char *file, const char *bytes, size_t size, bm_lint **lint,
                      bm_error *error)
{
    *lint = NULL;
    bm_lint *made = calloc(1, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    bm_status status = lint_drawing_read(&made->drawing, file, bytes, size, error);
    if (!status)
        status = bm_canvas_new(BM_MAP_SVG, 1, 1, 72, NULL, &made->measure, error);
    if (!status) {
        find_frame(made);
        made->failed = !lint_measure(made);
    }
    for (size_t i = 0; !status && !made->failed && i < sizeof checks / sizeof *checks; i++)
        if (!made->is_sheet || !needs_one_map(checks[i].run))
            checks[i].run(made);
    if (!status)
        status = bm_canvas_status(made->measure, error);
    if (!status && made->failed)
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    if (status) {
        bm_lint_free(made);
        return status;
    }
    *lint = made;
    return BM_OK;
}

bm_status bm_lint_map(bm_map *map, const bm_interval *window, bm_lint **lint, bm_error *error)
{
    bm_sink *sink = NULL;
    *lint = NULL;
    bm_status status = bm_sink_open_memory(&sink, error);
    if (!status)
        status = bm_map_write(map, window, BM_MAP_SVG, sink, NULL, error);
    if (!status)
        status = bm_sink_commit(sink, error);
    if (!status) {
        size_t size;
        const char *bytes = bm_sink_memory(sink, &size);
        status = bm_lint_svg("the map", bytes, size, lint, error);
    }
    bm_sink_free(sink);
    return status;
}

void bm_lint_free(bm_lint *lint)
{
    if (!lint)
        return;
    lint_drawing_finish(&lint->drawing);
    bm_canvas_free(lint->measure);
    bm_projection_free(lint->projection);
    free(lint->texts);
    free(lint->events);
    free(lint->furniture);
    free(lint->findings);
    bm_arena_finish(&lint->arena);
    free(lint);
}

size_t bm_lint_count(const bm_lint *lint)
{
    return lint->finding_count;
}

const bm_lint_finding *bm_lint_get(const bm_lint *lint, size_t index)
{
    return index < lint->finding_count ? &lint->findings[index] : NULL;
}

bool bm_lint_is_complete(const bm_lint *lint)
{
    return lint->is_ours;
}

bool bm_lint_is_sheet(const bm_lint *lint)
{
    return lint->is_sheet;
}

const char *bm_lint_unread(const bm_lint *lint)
{
    return lint->drawing.unread ? lint->drawing.unread : "";
}
