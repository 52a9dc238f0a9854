#include "events/report/html/page.h"

#include <stdlib.h>
#include <string.h>

/* What an element's text is to be kept out for, whatever becomes of the rest. */
enum { LINKED_DATA_MAX = 256 * 1024 };

static void start(void *context, const char *name, const char *const *attributes, size_t cursor)
{
    bm_html_page *page = context;
    uint32_t bits = bm_html_tag_bits(name);
    bm_html_page_pass_tag(page, cursor);
    if (strcmp(name, "html") == 0) {
        const char *language = bm_html_attribute(attributes, "lang");
        char code[3] = {0};
        if (language && strlen(language) >= 2)
            memcpy(code, language, 2);
        page->language = bm_language_from_code(code);
    } else if (strcmp(name, "body") != 0)
        bits |= bm_html_attribute_bits(bits, attributes);
    if ((bits & BM_HTML_HEADER) && (page->state & (BM_HTML_ARTICLE | BM_HTML_MAIN)))
        bits &= ~(uint32_t)BM_HTML_HEADER;
    if ((bits & BM_HTML_ARTICLE) && !(page->state & BM_HTML_ARTICLE))
        page->article_count++;
    bm_html_page_date_of_element(page, name, attributes);
    if (strcmp(name, "script") == 0) {
        const char *type = bm_html_attribute(attributes, "type");
        page->is_linked_data = type && strcmp(type, "application/ld+json") == 0;
    }
    if (bits & BM_HTML_BLOCK)
        bm_html_page_end_block(page);
    else if ((bits & BM_HTML_BREAK) && ++page->breaks == 2)
        bm_html_page_end_block(page);
    if (bits & BM_HTML_BREAK)
        page->blank = true;
    if (page->depth == BM_HTML_DEPTH_MAX)
        return; /* the module has promised not to */
    page->stack[page->depth++] = bits;
    for (size_t i = 0; i < BM_HTML_STATES; i++)
        page->open[i] += bits >> i & 1;
    page->state |= bits & ((1u << BM_HTML_STATES) - 1);
}

static void end(void *context, size_t cursor)
{
    bm_html_page *page = context;
    if (page->depth == 0)
        return;
    uint32_t bits = page->stack[page->depth - 1];
    bm_html_page_pass_tag(page, cursor);
    if (bits & BM_HTML_BLOCK)
        bm_html_page_end_block(page);
    page->depth--;
    for (size_t i = 0; i < BM_HTML_STATES; i++) {
        page->open[i] -= bits >> i & 1;
        if (page->open[i] == 0)
            page->state &= ~(1u << i);
    }
    if (page->is_linked_data) {
        bm_html_page_date_of_linked_data(page);
        bm_strbuf_clear(&page->linked_data);
        page->is_linked_data = false;
    }
}

static void text(void *context, const char *bytes, size_t length, size_t cursor)
{
    bm_html_page_add_text(context, bytes, length, cursor);
}

static void script(void *context, const char *bytes, size_t length)
{
    bm_html_page *page = context;
    if (page->is_linked_data && page->linked_data.length + length <= LINKED_DATA_MAX)
        bm_strbuf_append_n(&page->linked_data, bytes, length);
}

bm_status bm_html_page_read(bm_html_page *page, const bm_html_module *module,
                            const bm_html_bytes *decoded, bm_error *error)
{
    const bm_html_handler handler = {start, end, text, script, page};
    *page = (bm_html_page){
        .bytes = decoded->bytes, .length = decoded->length, .language = BM_LANGUAGE_UNKNOWN};
    bm_status status = module->read(decoded->bytes, decoded->length, &handler);
    bm_html_page_end_block(page);
    if (status || page->failed || page->text.failed || page->linked_data.failed)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    return BM_OK;
}

void bm_html_page_finish(bm_html_page *page)
{
    bm_strbuf_finish(&page->text);
    bm_strbuf_finish(&page->linked_data);
    free(page->runs);
    free(page->blocks);
    *page = (bm_html_page){0};
}
