/** @file module.h
 *  Between bordermap and its HTML module, which is another file that is loaded on first use: tags
 *  and texts come over, and nothing of libxml2's does.
 */
#ifndef BM_EVENTS_REPORT_HTML_MODULE_H
#define BM_EVENTS_REPORT_HTML_MODULE_H

#include <bordermap/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Changed with anything in this file. */
#define BM_HTML_MODULE_VERSION 1
#define BM_HTML_MODULE_FILE "bordermap-html.so"
#define BM_HTML_MODULE_SYMBOL "bordermap_html_module"

/** Elements open at a time. Deeper ones are begun anew, as if what they stand in had ended. */
#define BM_HTML_DEPTH_MAX 250

/** Whom the parts of a page are told, in order. Every start has its end. Names are in lower case;
 *  texts are UTF-8, with references such as "&amp;" put in. All are valid until the call returns.
 *  `cursor` is how many bytes of the input have been read: the text was before that, most often
 *  directly. */
typedef struct bm_html_handler {
    /** `attributes`: name, value, name, value, …, NULL; NULL when there are none. A value may be
     *  NULL. */
    void (*start)(void *context, const char *name, const char *const *attributes, size_t cursor);
    /** Of the element that began last. */
    void (*end)(void *context, size_t cursor);
    void (*text)(void *context, const char *bytes, size_t length, size_t cursor);
    /** What stands in a script or a style sheet. */
    void (*script)(void *context, const char *bytes, size_t length);
    void *context;
} bm_html_handler;

/** What the module has to offer, under ::BM_HTML_MODULE_SYMBOL. */
typedef struct bm_html_module {
    uint32_t version; /**< ::BM_HTML_MODULE_VERSION */
    /** Read a page. Opens no other file. In time proportional to `length`. Thread-safe.
     *  @param bytes  UTF-8 of characters that XML allows, see bm_html_decode()
     *  @return ::BM_ERROR_MEMORY when memory is short */
    bm_status (*read)(const char *bytes, size_t length, const bm_html_handler *handler);
} bm_html_module;

/** Load the module. ::BM_ERROR_UNSUPPORTED when there is none. It stays loaded; the pointer is
 *  valid for good. Thread-safe.
 *  @param file  the report, for the message; may be NULL */
BM_NODISCARD bm_status bm_html_module_open(const char *file, const bm_html_module **module,
                                           bm_error *error);

#endif
