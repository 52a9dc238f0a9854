/** @file element.h
 *  What an element of a page is to its text. Pure.
 */
#ifndef BM_EVENTS_REPORT_HTML_ELEMENT_H
#define BM_EVENTS_REPORT_HTML_ELEMENT_H

#include <stdint.h>

/** What is so in an element and all that it holds; bits. */
enum {
    BM_HTML_DROPPED = 1 << 0,   /**< nothing of it is text: scripts, pictures, controls */
    BM_HTML_HIDDEN = 1 << 1,    /**< not shown */
    BM_HTML_FURNITURE = 1 << 2, /**< of the page, by its tag: navigation, footer, aside */
    BM_HTML_NAMED = 1 << 3,     /**< of the page, by its class or id: "share", "comments" */
    BM_HTML_FORM = 1 << 4,      /**< a form; some pages are one as a whole */
    BM_HTML_HEADER = 1 << 5,    /**< a header that is not in an article */
    BM_HTML_ARTICLE = 1 << 6,
    BM_HTML_MAIN = 1 << 7,
    BM_HTML_ARTICLE_BODY = 1 << 8, /**< itemprop="articleBody" */
    BM_HTML_HEADING = 1 << 9,
    BM_HTML_CAPTION = 1 << 10,
    BM_HTML_LINK = 1 << 11,
    BM_HTML_TITLE = 1 << 12, /**< `<title>` */
    BM_HTML_PREFORMATTED = 1 << 13,
    BM_HTML_HEADLINE = 1 << 14,  /**< `<h1>` */
    BM_HTML_ITEM = 1 << 15,      /**< of a list or a table */
    BM_HTML_BLOCK = 1 << 16,     /**< begins and ends a paragraph */
    BM_HTML_BREAK = 1 << 17,     /**< `<br>`: two of them do */
    BM_HTML_CERTAIN = 1 << 18,   /**< of the report, whatever the elements around it are named */
    BM_HTML_PARAGRAPH = 1 << 19, /**< `<p>`, which ends where the next block begins */
    BM_HTML_STATES = 16 /**< how many of the bits hold for what is within: the first ones */
};

/** Bits of an element by its tag; 0 for those within a line, unknown ones included. */
uint32_t bm_html_tag_bits(const char *name);
/** Bits by its attributes, as bm_html_handler has them.
 *  @param tag_bits  of its tag */
uint32_t bm_html_attribute_bits(uint32_t tag_bits, const char *const *attributes);
/** The value of an attribute; NULL when there is none. */
const char *bm_html_attribute(const char *const *attributes, const char *name);

#endif
