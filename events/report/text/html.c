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

/* Languages of the paragraphs; where they do not say, that of the page. */
static void find_languages(bm_document *document, const bm_report_source *source,
                           bm_language of_page)
{
    size_t bytes[BM_LANGUAGE_COUNT + 1] = {0};
    bm_language most = source->language == BM_LANGUAGE_UNKNOWN ? of_page : source->language;
    for (size_t i = 0; i < document->block_count; i++) {
        bm_block *block = &document->blocks[i];
        block->language =
            bm_language_of_text(document->text + block->start, block->end - block->start);
        bytes[block->language] += block->end - block->start;
    }
    for (bm_language i = 0; i < BM_LANGUAGE_COUNT; i++)
        if (bytes[i] > 0 && (most == BM_LANGUAGE_UNKNOWN || bytes[i] > bytes[most]))
            most = i;
    document->language = most;
    for (size_t i = 0; i < document->block_count; i++)
        if (document->blocks[i].language == BM_LANGUAGE_UNKNOWN)
            document->blocks[i].language = most;
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
    find_languages(document, source, page.language);
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
    if (!status)
        bm_blocks_classify(document, source);
    bm_html_bytes_finish(&decoded);
    return status;
}
