/** @file xml.h
 *  A small strict reader of XML 1.0 in UTF-8, for SVG files: elements, attributes, text, the five
 *  entities and character references. A document type with declarations of its own is refused, so
 *  nothing can be expanded or fetched.
 */
#ifndef BM_RENDER_LINT_XML_H
#define BM_RENDER_LINT_XML_H

#include <bordermap/status.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct bm_xml_attribute {
    const char *name;
    const char *value; /**< entities resolved */
} bm_xml_attribute;

/** What is told of a document, in its order. Texts are valid during the call only. A false return
 *  ends the reading: memory is short. */
typedef struct bm_xml_handler {
    bool (*begin)(void *context, const char *name, const bm_xml_attribute *attributes,
                  size_t count);
    bool (*text)(void *context, const char *text, size_t length);
    bool (*end)(void *context, const char *name);
    void *context;
} bm_xml_handler;

/** Elements within each other. */
#define BM_XML_DEPTH_MAX 200
/** Attributes of one element. */
#define BM_XML_ATTRIBUTES_MAX 100

/** Read `size` bytes. ::BM_ERROR_FORMAT with the line when it is not well-formed. */
BM_NODISCARD bm_status bm_xml_read(const char *file, const char *bytes, size_t size,
                                   const bm_xml_handler *handler, bm_error *error);

#endif
