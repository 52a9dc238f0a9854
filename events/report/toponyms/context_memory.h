/** @file context_memory.h
 *  What is asked again and again while the names of one report are looked at.
 */
#ifndef BM_EVENTS_REPORT_TOPONYMS_CONTEXT_MEMORY_H
#define BM_EVENTS_REPORT_TOPONYMS_CONTEXT_MEMORY_H

#include "events/report/toponyms/context.h"

enum { BM_CONTEXT_AREAS = 128 };

typedef struct bm_context_memory {
    const bm_sentence *sentence; /**< that was entered last, and its phrases */
    size_t first_phrase;
    size_t end_phrase;
    uint32_t sections[BM_LANGUAGE_COUNT][BM_SECTION_COUNT];
    bool known[BM_LANGUAGE_COUNT]; /**< the language's sections */
    bm_name_facts **facts;         /**< open addressing, by name */
    size_t slot_count;
    size_t used;
    struct {
        const bm_place *place;
        bm_area area;
    } areas[BM_CONTEXT_AREAS]; /**< of countries and regions, by what was told of them */
} bm_context_memory;

/** The reading's, made when it is asked for first; NULL when memory is short. */
bm_context_memory *bm_context_memory_of(bm_reading *reading);

/** What is remembered of the area that kind and azimuth make of a place; a radius of 0 for nothing
 *  yet: it may be filled. NULL when nothing can be remembered. */
bm_area *bm_context_known_area(const bm_reading *reading, const bm_place *place,
                               const bm_area *area);

#endif
