/** @file xml_names.h
 *  What XML wants of the names of an element and its attributes: each attribute once, and prefixes
 *  that were declared.
 */
#ifndef BM_RENDER_LINT_XML_NAMES_H
#define BM_RENDER_LINT_XML_NAMES_H

#include "render/lint/xml.h"

/** Prefixes declared at once, in a file that nobody wrote to annoy. */
#define BM_XML_PREFIXES_MAX 64
/** Of a prefix, with its end. */
#define BM_XML_PREFIX_SIZE 32

/** The prefixes that are valid; zeroed at the beginning of a document. */
typedef struct bm_xml_prefixes {
    struct {
        char name[BM_XML_PREFIX_SIZE];
        size_t depth;
    } known[BM_XML_PREFIXES_MAX];
    size_t count;
    size_t depth; /**< of the element that is open */
} bm_xml_prefixes;

/** An element begins: take its declarations in. NULL when its names are as they should be, else
 *  what is wrong with them. */
const char *bm_xml_begin_names(bm_xml_prefixes *prefixes, const char *name,
                               const bm_xml_attribute *attributes, size_t count);
/** The element that was begun last, and has not ended, ends. */
void bm_xml_end_names(bm_xml_prefixes *prefixes);

#endif
