/** @file xml_scan.h
 *  XML from strangers as KML needs it, an element at a time: no document types, hence no entities
 * but those that every XML has. The text is known to be UTF-8.
 */
#ifndef BM_EVENTS_VECTOR_XML_SCAN_H
#define BM_EVENTS_VECTOR_XML_SCAN_H

#include "base/strbuf.h"

typedef enum bm_xml_event {
    BM_XML_END_OF_FILE,
    BM_XML_START,
    BM_XML_END,
    BM_XML_TEXT
} bm_xml_event;

/** Longest name of an element that is told; a longer one is cut. */
#define BM_XML_NAME_SIZE 64

/** Zero-initialise but for `at` and `end`; bm_xml_finish() frees what it holds. */
typedef struct bm_xml_scan {
    const char *at;
    const char *end;
    const char *wrong; /**< what is wrong, once something is; then there is nothing more */
    char name[BM_XML_NAME_SIZE]; /**< of the element, without its prefix */
    bm_strbuf
        name_attribute; /**< of a start: its attributes `name`, `type`, `schemaUrl` and `id` */
    bm_strbuf type_attribute;
    bm_strbuf schema_attribute;
    bm_strbuf id_attribute;
    bm_strbuf text; /**< of a text: entities are resolved */
    bool is_empty;  /**< the element has ended where it started; its end is told next */
    int depth;
} bm_xml_scan;

bm_xml_event bm_xml_next(bm_xml_scan *scan);
void bm_xml_finish(bm_xml_scan *scan);

#endif
