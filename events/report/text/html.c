/* A document of a page: decoded, read by the module, and what of it is the report. */
#include "events/report/html/page.h"

#include <string.h>

static void take_date(bm_document *document, const bm_html_page *page)
{
    for (size_t i = 0; i < BM_HTML_DATE_COUNT && !document->has_published; i++) {
        document->has_published = page->has_date[i];
        document->published = page->dates[i];
    }
}

static bm_status read_page(bm_document *document, bm_arena *arena, const bm_html_module *module,
                           const bm_html_bytes *decoded, const bm_report_source *source,
                           bm_error *error)
{
    bm_html_page page;
    bm_status status = bm_html_page_read(&page, module, decoded, error);
    if (!status)
        status = bm_html_page_choose(&page, document, arena, error);
    take_date(document, &page);
    bm_document_find_languages(document, source->language, page.language);
    bm_html_page_finish(&page);
    return status;
}

bm_status bm_document_from_html(bm_document *document, bm_arena *arena, const char *bytes,
                                uint32_t length, const bm_report_source *source, bm_error *error)
{
    const bm_html_module *module;
    bm_html_bytes decoded;
    *document = (bm_document){.text = "", .language = BM_LANGUAGE_UNKNOWN};
    bm_status status = bm_html_module_open(source->file, &module, error);
    if (!status)
        status = bm_html_decode(bytes, length, &decoded, error);
    if (status)
        return status;
    document->recoded = decoded.recoded;
    status = read_page(document, arena, module, &decoded, source, error);
    bm_html_bytes_finish(&decoded);
    return status;
}
