/** @file context_memory.h
 *  What is asked again and again while the names of one report are looked at.
 */
#ifndef BM_EVENTS_REPORT_TOPONYMS_CONTEXT_MEMORY_H
#define BM_EVENTS_REPORT_TOPONYMS_CONTEXT_MEMORY_H

#include "events/report/toponyms/context.h"

typedef struct bm_context_memory {
    uint32_t sections[BM_LANGUAGE_COUNT][BM_SECTION_COUNT];
    bool known[BM_LANGUAGE_COUNT]; /**< the language's sections */
    bm_name_facts **facts;         /**< open addressing, by name */
    size_t slot_count;
    size_t used;
} bm_context_memory;

/** The reading's, made when it is asked for first; NULL when memory is short. */
bm_context_memory *bm_context_memory_of(bm_reading *reading);

#endif
