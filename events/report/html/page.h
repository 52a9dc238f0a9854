/** @file page.h
 *  A page as its paragraphs, with what each of them stands in.
 */
#ifndef BM_EVENTS_REPORT_HTML_PAGE_H
#define BM_EVENTS_REPORT_HTML_PAGE_H

#include "base/strbuf.h"
#include "events/report/html/decode.h"
#include "events/report/html/element.h"
#include "events/report/html/module.h"
#include "events/report/text/document.h"

/** A paragraph; it ends one byte before the next one begins. */
typedef struct bm_html_block {
    uint32_t start;      /**< byte of the text */
    uint32_t link_bytes; /**< how much of it is in links */
    uint32_t article;    /**< number of the article that it is in, from 1; 0 for none */
    uint32_t bits;       /**< of all elements that it is in, BM_HTML_… */
} bm_html_block;

/** When a page says it was published; from the most to the least trusted. */
typedef enum bm_html_date {
    BM_HTML_DATE_META,
    BM_HTML_DATE_LINKED_DATA, /**< JSON-LD */
    BM_HTML_DATE_ITEM,        /**< itemprop="datePublished" */
    BM_HTML_DATE_TIME,        /**< the first `<time>` of an article */
    BM_HTML_DATE_COUNT
} bm_html_date;

/** Zero-initialise it; finish it with bm_html_page_finish(). Everything is on the heap. */
typedef struct bm_html_page {
    const char *bytes; /**< borrowed */
    size_t length;
    bm_strbuf text;
    bm_text_run *runs;
    size_t run_count;
    size_t run_capacity;
    bm_html_block *blocks;
    size_t block_count;
    size_t block_capacity;
    bool has_date[BM_HTML_DATE_COUNT];
    bm_interval dates[BM_HTML_DATE_COUNT];
    bm_language language; /**< as `<html lang>` says */
    bool failed;          /**< memory is short */

    /* While it is read. */
    uint32_t stack[BM_HTML_DEPTH_MAX]; /**< bits of the open elements */
    uint32_t named[BM_HTML_DEPTH_MAX]; /**< `open` of BM_HTML_NAMED before each of them */
    size_t depth;
    uint32_t open[BM_HTML_STATES]; /**< how many open elements have a bit */
    uint32_t state;                /**< bits that an open element has */
    size_t at;                     /**< the text so far came from before here, */
    size_t tag;                    /**< and the last tag ends about here; one that is not in the
                                        page, as "<body>", after the text that it is put before */
    size_t blank_at;               /**< where the blank is that comes before the next word */
    bool blank;
    bool in_block;
    unsigned breaks; /**< `<br>` or ends of preformatted lines, one after the other */
    uint32_t article_count;
    bool is_linked_data; /**< in a script of JSON-LD */
    bm_strbuf linked_data;
} bm_html_page;

/** Read a page with the module.
 *  @param decoded  borrowed until bm_html_page_finish() */
BM_NODISCARD bm_status bm_html_page_read(bm_html_page *page, const bm_html_module *module,
                                         const bm_html_bytes *decoded, bm_error *error);
void bm_html_page_finish(bm_html_page *page);

/** Where a paragraph ends. */
static inline uint32_t bm_html_block_end(const bm_html_page *page, size_t block)
{
    size_t end = block + 1 < page->block_count ? page->blocks[block + 1].start : page->text.length;
    return (uint32_t)end - 1;
}

/** Text of an element comes to the page. */
void bm_html_page_add_text(bm_html_page *page, const char *bytes, size_t length, size_t cursor);
/** A paragraph ends where the text does. */
void bm_html_page_end_block(bm_html_page *page);

/** Take dates from an element's attributes, or from JSON-LD. */
void bm_html_page_date_of_element(bm_html_page *page, const char *name,
                                  const char *const *attributes);
void bm_html_page_date_of_linked_data(bm_html_page *page);

/** Make a document of the paragraphs that are the report, in the arena. */
BM_NODISCARD bm_status bm_html_page_choose(const bm_html_page *page, bm_document *document,
                                           bm_arena *arena, bm_error *error);
/** The same of those that are `kept`, one truth a paragraph. */
BM_NODISCARD bm_status bm_html_page_to_document(const bm_html_page *page, const bool *kept,
                                                bm_document *document, bm_arena *arena,
                                                bm_error *error);

#endif
