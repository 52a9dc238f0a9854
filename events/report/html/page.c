#include "events/report/html/page.h"

#include <stdlib.h>
#include <string.h>

enum { LINKED_DATA_MAX = 256 * 1024 };
/* The bits BM_HTML_DROPPED, BM_HTML_NAMED and BM_HTML_TITLE. */
enum { DROPPED = 0, NAMED = 3, TITLE = 12 };
_Static_assert(BM_HTML_DROPPED == 1 << DROPPED && BM_HTML_NAMED == 1 << NAMED &&
                   BM_HTML_TITLE == 1 << TITLE,
               "bits of states");

static void set_state(bm_html_page *page, size_t bit, uint32_t open)
{
    page->open[bit] = open;
    if (open > 0)
        page->state |= 1u << bit;
    else
        page->state &= ~(1u << bit);
}

static bm_language language_of(const char *const *attributes)
{
    const char *said = bm_html_attribute(attributes, "lang");
    char code[3] = {0};
    if (said && strnlen(said, 2) == 2)
        memcpy(code, said, 2);
    return bm_language_from_code(code);
}

/* Bits of an element where it stands. The page as a whole is not what its names say. */
static uint32_t bits_of(const bm_html_page *page, const char *name, const char *const *attributes)
{
    uint32_t bits = bm_html_tag_bits(name);
    if (strcmp(name, "html") != 0 && strcmp(name, "body") != 0)
        bits |= bm_html_attribute_bits(bits, attributes);
    if (page->state & (BM_HTML_ARTICLE | BM_HTML_MAIN))
        bits &= ~(uint32_t)BM_HTML_HEADER;
    if ((bits & BM_HTML_LINK) && !bm_html_attribute(attributes, "href"))
        bits &= ~(uint32_t)BM_HTML_LINK;
    return bits;
}

/* What one open element says does not hold any more. */
static void forget(bm_html_page *page, size_t element, uint32_t bits)
{
    bits &= page->stack[element];
    page->stack[element] &= ~bits;
    for (size_t i = 0; bits != 0 && i < BM_HTML_STATES; i++)
        if ((bits >> i & 1) && page->open[i] > 0)
            set_state(page, i, page->open[i] - 1);
}

/* A block ends the paragraph before it, and whatever was left open in that: libxml2 keeps it open.
 */
static void end_paragraph(bm_html_page *page)
{
    const uint32_t all_but_links = ((1u << BM_HTML_STATES) - 1) & ~(uint32_t)BM_HTML_LINK;
    size_t top = page->depth;
    while (top > 0 && !(page->stack[top - 1] & BM_HTML_BLOCK))
        top--;
    if (top == 0 || !(page->stack[top - 1] & BM_HTML_PARAGRAPH))
        return;
    for (size_t i = top - 1; i < page->depth; i++)
        forget(page, i, all_but_links);
    page->stack[top - 1] &= ~(uint32_t)BM_HTML_PARAGRAPH;
}

static void open_element(bm_html_page *page, uint32_t bits)
{
    if (page->depth == BM_HTML_DEPTH_MAX)
        return; /* the module has promised not to */
    if (bits & BM_HTML_BLOCK)
        end_paragraph(page);
    page->named[page->depth] = page->open[NAMED];
    page->stack[page->depth++] = bits;
    if ((bits & BM_HTML_ARTICLE) && !(page->state & BM_HTML_ARTICLE))
        page->article_count++;
    if (bits & BM_HTML_CERTAIN)
        page->open[NAMED] = 0;
    /* Nobody has a report in a button: that was not closed. */
    if (bits & (BM_HTML_CERTAIN | BM_HTML_ARTICLE | BM_HTML_HEADLINE))
        page->open[DROPPED] = 0;
    /* A title that is not closed. */
    if (bits & BM_HTML_BLOCK)
        page->open[TITLE] = 0;
    for (size_t i = 0; i < BM_HTML_STATES; i++)
        set_state(page, i, page->open[i] + (bits >> i & 1));
}

static void close_element(bm_html_page *page)
{
    uint32_t bits = page->stack[--page->depth];
    for (size_t i = 0; i < BM_HTML_STATES; i++)
        if (i == NAMED)
            set_state(page, i, page->named[page->depth]);
        else if ((bits >> i & 1) && page->open[i] > 0)
            set_state(page, i, page->open[i] - 1);
}

static void add_break(bm_html_page *page)
{
    if (++page->breaks == 2)
        bm_html_page_end_block(page);
    page->blank = true;
    page->blank_at = page->at > page->tag ? page->at : page->tag;
}

static void start(void *context, const char *name, const char *const *attributes, size_t cursor)
{
    static const char linked_data[] = "application/ld+json";
    bm_html_page *page = context;
    uint32_t bits = bits_of(page, name, attributes);
    page->tag = cursor;
    bm_html_page_date_of_element(page, name, attributes);
    if (strcmp(name, "html") == 0 && page->language == BM_LANGUAGE_UNKNOWN)
        page->language = language_of(attributes);
    if (strcmp(name, "script") == 0) {
        const char *type = bm_html_attribute(attributes, "type");
        page->is_linked_data = type && strncmp(type, linked_data, sizeof linked_data - 1) == 0;
    }
    if (bits & BM_HTML_BLOCK)
        bm_html_page_end_block(page);
    else if (bits & BM_HTML_BREAK)
        add_break(page);
    open_element(page, bits);
}

static void end(void *context, size_t cursor)
{
    bm_html_page *page = context;
    if (page->depth == 0)
        return;
    page->tag = cursor;
    if (page->stack[page->depth - 1] & BM_HTML_BLOCK)
        bm_html_page_end_block(page);
    close_element(page);
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
