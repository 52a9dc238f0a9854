/** @file frequent.h
 *  Words that are so frequent that a sentence of their language hardly does without.
 */
#ifndef BM_EVENTS_REPORT_TEXT_FREQUENT_H
#define BM_EVENTS_REPORT_TEXT_FREQUENT_H

#include <stdint.h>

typedef enum bm_frequent { BM_FREQUENT_NONE, BM_FREQUENT_ENGLISH, BM_FREQUENT_FOREIGN } bm_frequent;

/** What language a word of up to four small ASCII letters is frequent in. Words that several have,
 *  such as "in" and "a", count for none. Pure.
 *  @param packed  its bytes, the first in the highest place */
bm_frequent bm_frequent_word(uint32_t packed);

#endif
