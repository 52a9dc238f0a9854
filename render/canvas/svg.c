#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "render/canvas/private.h"

/* A hundredth of a pixel is finer than any printer shows. */
static void append_number(bm_strbuf *out, double value)
{
    char text[64];
    bm_format_number(value, 2, text);
    bm_strbuf_append(out, text);
}

static void append_escaped(bm_strbuf *out, const char *text)
{
    for (const char *at = text; *at;) {
        const char *start = at;
        int32_t code_point = bm_utf8_next(&at);
        switch (code_point) {
        case '&':
            bm_strbuf_append(out, "&amp;");
            break;
        case '<':
            bm_strbuf_append(out, "&lt;");
            break;
        case '>':
            bm_strbuf_append(out, "&gt;");
            break;
        case '"':
            bm_strbuf_append(out, "&quot;");
            break;
        default:
            /* XML 1.0 has no place for these at all, escaped or not. */
            if (code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) ||
                (code_point & 0xFFFE) == 0xFFFE)
                bm_strbuf_append_char(out, ' ');
            else
                bm_strbuf_append_n(out, start, (size_t)(at - start));
        }
    }
}

static void append_color(bm_strbuf *out, const char *name, bm_color color)
{
    bm_strbuf_printf(out, " %s=\"#%02x%02x%02x\"", name, (unsigned)lround(color.red * 255),
                     (unsigned)lround(color.green * 255), (unsigned)lround(color.blue * 255));
    if (color.alpha < 1) {
        bm_strbuf_printf(out, " %s-opacity=\"", name);
        append_number(out, color.alpha);
        bm_strbuf_append(out, "\"");
    }
}

/* Hundredths of a pixel without a leading zero, with a separator only where one is needed. */
static void append_hundredths(bm_strbuf *out, long value, bool *needs_blank)
{
    if (value < 0)
        bm_strbuf_append_char(out, '-');
    else if (*needs_blank)
        bm_strbuf_append_char(out, ' ');
    unsigned long magnitude = value < 0 ? 0UL - (unsigned long)value : (unsigned long)value;
    unsigned long whole = magnitude / 100, rest = magnitude % 100;
    if (whole || !rest)
        bm_strbuf_printf(out, "%lu", whole);
    if (rest % 10)
        bm_strbuf_printf(out, ".%02lu", rest);
    else if (rest)
        bm_strbuf_printf(out, ".%lu", rest / 10);
    *needs_blank = true;
}

/** Where the pen is, in hundredths, as a reader of the file will know it. */
typedef struct pen {
    bm_strbuf *out;
    long x, y;
    long start_x, start_y;
    char command;
} pen;

/* Relative coordinates are a third shorter; each is taken from the rounded point before, so that
 * roundings do not add up. */
static void append_points(pen *at, char command, const cairo_path_data_t *points, int count)
{
    bool needs_blank = false;
    if (at->command == command && command != 'm') {
        needs_blank = true;
    } else {
        bm_strbuf_append_char(at->out, command);
        at->command = command;
    }
    long x = at->x, y = at->y;
    for (int i = 0; i < count; i++) {
        x = lround(points[i].point.x * 100);
        y = lround(points[i].point.y * 100);
        append_hundredths(at->out, x - at->x, &needs_blank);
        append_hundredths(at->out, y - at->y, &needs_blank);
    }
    at->x = x;
    at->y = y;
}

static void append_path_data(bm_strbuf *out, const cairo_path_t *path)
{
    pen at = {.out = out};
    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        const cairo_path_data_t *data = &path->data[i];
        switch (data->header.type) {
        case CAIRO_PATH_MOVE_TO:
            /* cairo ends a closed path with a move that nothing follows. */
            if (i + data->header.length >= path->num_data ||
                path->data[i + data->header.length].header.type == CAIRO_PATH_MOVE_TO)
                break;
            append_points(&at, 'm', data + 1, 1);
            at.start_x = at.x;
            at.start_y = at.y;
            break;
        case CAIRO_PATH_LINE_TO:
            append_points(&at, 'l', data + 1, 1);
            break;
        case CAIRO_PATH_CURVE_TO:
            append_points(&at, 'c', data + 1, 3);
            break;
        case CAIRO_PATH_CLOSE_PATH:
            bm_strbuf_append_char(out, 'z');
            at.command = 'z';
            at.x = at.start_x;
            at.y = at.start_y;
            break;
        }
    }
}

/* Write `d="…"`; false, with nothing written, when the path is empty. */
static bool append_path(bm_canvas *canvas)
{
    cairo_path_t *path = cairo_copy_path(canvas->cairo);
    bool drawn = path->status == CAIRO_STATUS_SUCCESS && path->num_data > 0;
    if (path->status)
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "cannot draw: %s",
                       cairo_status_to_string(path->status));
    if (drawn) {
        bm_strbuf_append(&canvas->out, "<path d=\"");
        append_path_data(&canvas->out, path);
        bm_strbuf_append(&canvas->out, "\"");
    }
    cairo_path_destroy(path);
    return drawn;
}

static void append_stroke(bm_canvas *canvas, const bm_line_style *line)
{
    bm_strbuf *out = &canvas->out;
    append_color(out, "stroke", line->color);
    bm_strbuf_append(out, " stroke-width=\"");
    append_number(out, bm_canvas_line_width_px(canvas, line));
    bm_strbuf_append(out, "\" stroke-linejoin=\"round\"");
    if (line->dash_pt[0] <= 0) {
        bm_strbuf_append(out, " stroke-linecap=\"round\"");
        return;
    }
    bm_strbuf_append(out, " stroke-dasharray=\"");
    for (int i = 0; i < 4 && line->dash_pt[i] > 0; i++) {
        if (i)
            bm_strbuf_append_char(out, ' ');
        append_number(out, bm_canvas_px(canvas, line->dash_pt[i]));
    }
    bm_strbuf_append(out, "\"");
}

void bm_svg_path(bm_canvas *canvas, const bm_color *fill, const bm_line_style *line)
{
    if ((!fill && !line) || !append_path(canvas))
        return;
    if (fill) {
        append_color(&canvas->out, "fill", *fill);
        bm_strbuf_append(&canvas->out, " fill-rule=\"evenodd\"");
    } else {
        bm_strbuf_append(&canvas->out, " fill=\"none\"");
    }
    if (line)
        append_stroke(canvas, line);
    bm_strbuf_append(&canvas->out, "/>\n");
}

/* A name that XML takes and that no other element of the file has. */
static char *unique_id(bm_canvas *canvas, const char *wanted)
{
    GString *id = g_string_new(NULL);
    for (const char *at = wanted; *at && id->len < 80; at++) {
        bool letter = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || *at == '_';
        bool later = (*at >= '0' && *at <= '9') || *at == '-' || *at == '.';
        if (letter || (later && id->len > 0))
            g_string_append_c(id, *at);
        else if (id->len == 0 || id->str[id->len - 1] != '_')
            g_string_append_c(id, '_');
    }
    if (id->len == 0)
        g_string_append_c(id, '_');
    size_t length = id->len;
    for (unsigned number = 2; g_hash_table_contains(canvas->ids, id->str); number++) {
        g_string_truncate(id, length);
        g_string_append_printf(id, "-%u", number);
    }
    char *name = g_string_free(id, FALSE);
    g_hash_table_add(canvas->ids, name);
    return name;
}

void bm_canvas_format_place(bm_px at, char text[BM_CANVAS_PLACE_SIZE])
{
    bm_format_number(at.x, 2, text);
    size_t length = strlen(text);
    text[length] = ' ';
    bm_format_number(at.y, 2, text + length + 1);
}

static void append_attributes(bm_strbuf *out, const bm_attribute *attributes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!attributes[i].value)
            continue;
        bm_strbuf_printf(out, " data-%s=\"", attributes[i].name);
        append_escaped(out, attributes[i].value);
        bm_strbuf_append(out, "\"");
    }
}

void bm_svg_begin_group(bm_canvas *canvas, const char *id, const char *title,
                        const bm_attribute *attributes, size_t attribute_count)
{
    bm_strbuf *out = &canvas->out;
    bm_strbuf_printf(out, "<g id=\"%s\"", unique_id(canvas, id));
    append_attributes(out, attributes, attribute_count);
    bm_strbuf_append(out, ">\n");
    if (title && *title) {
        bm_strbuf_append(out, "<title>");
        append_escaped(out, title);
        bm_strbuf_append(out, "</title>\n");
    }
    canvas->group_depth++;
}

void bm_svg_begin_clip(bm_canvas *canvas)
{
    bm_strbuf *out = &canvas->out;
    const char *id = unique_id(canvas, "clip");
    bm_strbuf_printf(out, "<clipPath id=\"%s\">", id);
    if (append_path(canvas))
        bm_strbuf_append(out, " clip-rule=\"evenodd\"/>");
    bm_strbuf_printf(out, "</clipPath>\n<g clip-path=\"url(#%s)\">\n", id);
    canvas->group_depth++;
}

void bm_svg_end(bm_canvas *canvas)
{
    if (canvas->group_depth == 0) {
        bm_canvas_fail(canvas, BM_ERROR_INTERNAL, "a group of the SVG ends that never began");
        return;
    }
    canvas->group_depth--;
    bm_strbuf_append(&canvas->out, "</g>\n");
}

static void append_family(bm_strbuf *out, const char *families)
{
    bm_strbuf_append(out, " font-family=\"");
    append_escaped(out, families);
    bm_strbuf_append(out, "\"");
}

void bm_svg_text(bm_canvas *canvas, const bm_text_style *style, bm_px baseline, double angle_deg,
                 const char *text)
{
    bm_strbuf *out = &canvas->out;
    bm_strbuf_append(out, "<text x=\"");
    append_number(out, baseline.x);
    bm_strbuf_append(out, "\" y=\"");
    append_number(out, baseline.y);
    bm_strbuf_append(out, "\"");
    if (angle_deg != 0) {
        bm_strbuf_append(out, " transform=\"rotate(");
        append_number(out, angle_deg);
        bm_strbuf_append_char(out, ' ');
        append_number(out, baseline.x);
        bm_strbuf_append_char(out, ' ');
        append_number(out, baseline.y);
        bm_strbuf_append(out, ")\"");
    }
    append_family(out, style->family);
    bm_strbuf_append(out, " font-size=\"");
    append_number(out, bm_canvas_px(canvas, style->size_pt));
    bm_strbuf_append(out, "\"");
    if (style->bold)
        bm_strbuf_append(out, " font-weight=\"bold\"");
    if (style->italic)
        bm_strbuf_append(out, " font-style=\"italic\"");
    if (style->spacing_pt != 0) {
        bm_strbuf_append(out, " letter-spacing=\"");
        append_number(out, bm_canvas_px(canvas, style->spacing_pt));
        bm_strbuf_append(out, "\"");
    }
    append_color(out, "fill", style->color);
    if (style->halo_pt > 0 && style->halo_color.alpha > 0) {
        append_color(out, "stroke", style->halo_color);
        bm_strbuf_append(out, " stroke-width=\"");
        append_number(out, 2 * bm_canvas_px(canvas, style->halo_pt));
        bm_strbuf_append(out, "\" stroke-linejoin=\"round\" paint-order=\"stroke\"");
    }
    bm_strbuf_append(out, ">");
    append_escaped(out, text);
    bm_strbuf_append(out, "</text>\n");
}

static void append_element(bm_strbuf *out, const char *name, const char *attributes,
                           const char *text)
{
    if (!*text)
        return;
    bm_strbuf_printf(out, "<%s%s>", name, attributes);
    append_escaped(out, text);
    bm_strbuf_printf(out, "</%s>\n", name);
}

static void append_metadata(bm_strbuf *out, const bm_canvas_info *info)
{
    bm_interval made = {info->made_at_s, info->made_at_s + 60, BM_DATE_MINUTE, false};
    char date[BM_DATE_TEXT_SIZE];
    bm_interval_format_start(made, date);
    bm_strbuf_append(out, "<metadata>\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-"
                          "syntax-ns#\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
                          "<rdf:Description rdf:about=\"\">\n");
    append_element(out, "dc:title", "", info->title);
    append_element(out, "dc:creator", "", info->author);
    append_element(out, "dc:rights", "", info->credit);
    append_element(out, "dc:publisher", "", info->software);
    append_element(out, "dc:date", "", date);
    bm_strbuf_append(out, "</rdf:Description>\n</rdf:RDF>\n</metadata>\n");
}

void bm_svg_finish(bm_canvas *canvas, bm_sink *sink)
{
    if (canvas->group_depth > 0) {
        bm_canvas_fail(canvas, BM_ERROR_INTERNAL, "a group of the SVG never ends");
        return;
    }
    bm_strbuf head = {0};
    int width = canvas->width_px, height = canvas->height_px;
    bm_strbuf_append(&head, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    bm_strbuf_printf(&head,
                     "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
                     "viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"map-title "
                     "map-description\"",
                     width, height, width, height);
    append_attributes(&head, canvas->info.attributes, canvas->info.attribute_count);
    bm_strbuf_append(&head, ">\n");
    append_element(&head, "title", " id=\"map-title\"", canvas->info.title);
    append_element(&head, "desc", " id=\"map-description\"", canvas->info.description);
    append_metadata(&head, &canvas->info);
    if (head.failed)
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "out of memory");
    bm_sink_write(sink, bm_strbuf_text(&head), head.length);
    bm_sink_write(sink, bm_strbuf_text(&canvas->out), canvas->out.length);
    bm_sink_puts(sink, "</svg>\n");
    bm_strbuf_finish(&head);
}
