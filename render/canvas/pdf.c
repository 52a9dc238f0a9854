#include <cairo-pdf.h>
#include <stdio.h>

#include "render/canvas/private.h"

cairo_status_t bm_pdf_collect(void *closure, const unsigned char *bytes, unsigned int length)
{
    bm_canvas *canvas = closure;
    if (canvas->info.stream)
        return bm_sink_write(canvas->info.stream, bytes, length) ? CAIRO_STATUS_WRITE_ERROR
                                                                 : CAIRO_STATUS_SUCCESS;
    bm_strbuf_append_n(&canvas->out, (const char *)bytes, length);
    return canvas->out.failed ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

/* cairo would store the clock's time otherwise, and the same map would differ from run to run. */
static void set_metadata(bm_canvas *canvas)
{
    cairo_surface_t *surface = canvas->surface;
    const bm_canvas_info *info = &canvas->info;
    bm_interval made = {
        .start_s = info->made_at_s, .end_s = info->made_at_s + 60, .precision = BM_DATE_MINUTE};
    char date[BM_DATE_TEXT_SIZE];
    bm_interval_format_start(made, date);
    bm_strbuf subject = {0};
    bm_strbuf_append(&subject, info->description);
    if (*info->credit)
        bm_strbuf_append(&subject, subject.length ? " " : "");
    bm_strbuf_append(&subject, info->credit);
    const struct {
        cairo_pdf_metadata_t key;
        const char *value;
    } texts[] = {{CAIRO_PDF_METADATA_TITLE, info->title},
                 {CAIRO_PDF_METADATA_SUBJECT, bm_strbuf_text(&subject)},
                 {CAIRO_PDF_METADATA_KEYWORDS, info->keywords},
                 {CAIRO_PDF_METADATA_AUTHOR, info->author},
                 {CAIRO_PDF_METADATA_CREATOR, info->software},
                 {CAIRO_PDF_METADATA_CREATE_DATE, date},
                 {CAIRO_PDF_METADATA_MOD_DATE, date}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (*texts[i].value)
            cairo_pdf_surface_set_metadata(surface, texts[i].key, texts[i].value);
    bm_strbuf_finish(&subject);
}

void bm_canvas_bookmark(bm_canvas *canvas, const char *name, const char *page_label)
{
    char target[64];
    if (canvas->format != BM_MAP_PDF)
        return;
    snprintf(target, sizeof target, "page=%u pos=[0 0]", canvas->page_count + 1);
    (void)cairo_pdf_surface_add_outline(canvas->surface, CAIRO_PDF_OUTLINE_ROOT, name, target,
                                        (cairo_pdf_outline_flags_t)0);
    if (page_label)
        cairo_pdf_surface_set_page_label(canvas->surface, page_label);
}

void bm_canvas_end_page(bm_canvas *canvas)
{
    cairo_show_page(canvas->cairo);
    canvas->page_count++;
}

void bm_pdf_finish(bm_canvas *canvas, bm_sink *sink)
{
    set_metadata(canvas);
    cairo_surface_finish(canvas->surface);
    cairo_status_t status = cairo_surface_status(canvas->surface);
    bool is_told = canvas->out.failed || (canvas->info.stream && bm_sink_status(sink));
    if (status && !is_told)
        bm_canvas_fail(canvas, BM_ERROR_INTERNAL, "cannot make the PDF: %s",
                       cairo_status_to_string(status));
    if (!canvas->info.stream)
        bm_sink_write(sink, bm_strbuf_text(&canvas->out), canvas->out.length);
}
