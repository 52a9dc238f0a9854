#include <string.h>

#include "render/canvas/private.h"
#include "render/canvas/svg/svg.h"

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
        bm_svg_append_escaped(out, attributes[i].value);
        bm_strbuf_append(out, "\"");
    }
}

/* Inkscape shows these groups as layers. */
static bool is_layer(const bm_svg *svg, const char *title, size_t attribute_count)
{
    return svg->depth < 4 && !svg->is_symbol && !attribute_count && (!title || !*title);
}

void bm_svg_begin_group(bm_canvas *canvas, const char *id, const char *title,
                        const bm_attribute *attributes, size_t attribute_count)
{
    bm_svg *svg = canvas->svg;
    bm_strbuf tag = {0};
    const char *name = bm_svg_unique_id(svg, id);
    bm_strbuf_printf(&tag, "<g id=\"%s\"", name);
    if (is_layer(svg, title, attribute_count))
        bm_strbuf_printf(&tag, " inkscape:groupmode=\"layer\" inkscape:label=\"%s\"", name);
    append_attributes(&tag, attributes, attribute_count);
    if (tag.failed || !bm_svg_open(svg, bm_strbuf_text(&tag)))
        bm_canvas_fail(canvas, BM_ERROR_INTERNAL, "the groups of the SVG lie too deep");
    bm_strbuf_finish(&tag);
    if (title && *title) {
        bm_strbuf_append(&svg->body, "<title>");
        bm_svg_append_escaped(&svg->body, title);
        bm_strbuf_append(&svg->body, "</title>\n");
    }
}

/* Equal clips are one. */
static const char *clip_id(bm_canvas *canvas)
{
    bm_svg *svg = canvas->svg;
    bm_strbuf path = {0};
    bool is_compound = false;
    (void)bm_svg_append_path(canvas, &path, 1, &is_compound);
    const char *id = g_hash_table_lookup(svg->clips, bm_strbuf_text(&path));
    if (!id) {
        id = bm_svg_unique_id(svg, "clip");
        bm_strbuf_printf(&svg->defs, "<clipPath id=\"%s\">", id);
        if (path.length) {
            bm_strbuf_append(&svg->defs, "<path d=\"");
            bm_strbuf_append(&svg->defs, bm_strbuf_text(&path));
            bm_strbuf_append(&svg->defs, is_compound ? "\" clip-rule=\"evenodd\"/>" : "\"/>");
        }
        bm_strbuf_append(&svg->defs, "</clipPath>\n");
        g_hash_table_insert(svg->clips, g_strdup(bm_strbuf_text(&path)), (gpointer)(uintptr_t)id);
    }
    if (path.failed)
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "out of memory");
    bm_strbuf_finish(&path);
    return id;
}

void bm_svg_begin_clip(bm_canvas *canvas)
{
    char tag[128];
    g_snprintf(tag, sizeof tag, "<g clip-path=\"url(#%s)\"", clip_id(canvas));
    if (!bm_svg_open(canvas->svg, tag))
        bm_canvas_fail(canvas, BM_ERROR_INTERNAL, "the groups of the SVG lie too deep");
}

void bm_svg_begin_offset(bm_canvas *canvas, double x, double y)
{
    bm_strbuf tag = {0};
    char numbers[2][64];
    bm_format_number(x, 2, numbers[0]);
    bm_format_number(y, 2, numbers[1]);
    bm_strbuf_printf(&tag, "<g transform=\"translate(%s %s)\"", numbers[0], numbers[1]);
    if (tag.failed || !bm_svg_open(canvas->svg, bm_strbuf_text(&tag)))
        bm_canvas_fail(canvas, BM_ERROR_INTERNAL, "the groups of the SVG lie too deep");
    bm_strbuf_finish(&tag);
}

void bm_svg_end(bm_canvas *canvas)
{
    if (!bm_svg_close(canvas->svg))
        bm_canvas_fail(canvas, BM_ERROR_INTERNAL, "a group of the SVG ends that never began");
}

static void append_element(bm_strbuf *out, const char *name, const char *attributes,
                           const char *text)
{
    if (!*text)
        return;
    bm_strbuf_printf(out, "<%s%s>", name, attributes);
    bm_svg_append_escaped(out, text);
    bm_strbuf_printf(out, "</%s>\n", name);
}

static void append_metadata(bm_strbuf *out, const bm_canvas_info *info)
{
    bm_interval made = {
        .start_s = info->made_at_s, .end_s = info->made_at_s + 60, .precision = BM_DATE_MINUTE};
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

/* A page given in millimetres opens with that size. */
static void append_sides(bm_strbuf *head, const bm_canvas *canvas)
{
    char width[64], height[64];
    if (!(canvas->info.width_mm > 0) || !(canvas->info.height_mm > 0)) {
        bm_strbuf_printf(head, "width=\"%d\" height=\"%d\" ", canvas->width_px, canvas->height_px);
        return;
    }
    bm_format_number(canvas->info.width_mm, 3, width);
    bm_format_number(canvas->info.height_mm, 3, height);
    bm_strbuf_printf(head, "width=\"%smm\" height=\"%smm\" ", width, height);
}

static void append_root(bm_strbuf *head, const bm_canvas *canvas)
{
    int width = canvas->width_px, height = canvas->height_px;
    bm_strbuf_append(head, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                           "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                           "xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
                           "xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" ");
    append_sides(head, canvas);
    bm_strbuf_printf(head,
                     "viewBox=\"0 0 %d %d\" role=\"img\" "
                     "aria-labelledby=\"map-title map-description\" stroke-linejoin=\"round\" "
                     "stroke-linecap=\"round\"",
                     width, height);
    if (canvas->svg->family) {
        bm_strbuf_append(head, " font-family=\"");
        bm_svg_append_escaped(head, canvas->svg->family);
        bm_strbuf_append(head, "\"");
    }
    append_attributes(head, canvas->info.attributes, canvas->info.attribute_count);
    bm_strbuf_append(head, ">\n");
}

void bm_svg_finish(bm_canvas *canvas, bm_sink *sink)
{
    bm_svg *svg = canvas->svg;
    if (svg->depth > 0) {
        bm_canvas_fail(canvas, BM_ERROR_INTERNAL, "a group of the SVG never ends");
        return;
    }
    bm_strbuf head = {0};
    append_root(&head, canvas);
    append_element(&head, "title", " id=\"map-title\"", canvas->info.title);
    append_element(&head, "desc", " id=\"map-description\"", canvas->info.description);
    append_metadata(&head, &canvas->info);
    if (svg->defs.length)
        bm_strbuf_printf(&head, "<defs>\n%s</defs>\n", bm_strbuf_text(&svg->defs));
    if (head.failed || svg->defs.failed || svg->body.failed)
        bm_canvas_fail(canvas, BM_ERROR_MEMORY, "out of memory");
    bm_sink_write(sink, bm_strbuf_text(&head), head.length);
    bm_sink_write(sink, bm_strbuf_text(&svg->body), svg->body.length);
    /* The last run of the document itself. */
    bm_sink_puts(sink, svg->frames[0].run.count > 1 ? "</g>\n</svg>\n" : "</svg>\n");
    bm_strbuf_finish(&head);
}
