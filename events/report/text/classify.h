/** @file classify.h
 *  What is known of each block when its kind is told.
 */
#ifndef BM_EVENTS_REPORT_TEXT_CLASSIFY_H
#define BM_EVENTS_REPORT_TEXT_CLASSIFY_H

#include "events/report/reading.h"

/** A block with what stands in it. */
typedef struct bm_block_view {
    const bm_reading *reading;
    bm_block *block;
    const bm_sentence *sentences;
    uint32_t sentence_count;
    const bm_word *words;
    uint32_t first_word; /**< of all */
    uint32_t word_count;
    const bm_phrase *phrases;
    uint32_t phrase_count;
    uint32_t furniture; /**< sections of the block's lexicon */
    uint32_t caption;
    uint32_t starter;
} bm_block_view;

/** What a block does to its neighbours; flags. */
enum {
    BM_BLOCK_IS_PROSE = 1 << 0,    /**< sentences, as a report has them */
    BM_BLOCK_IS_TEASER = 1 << 1,   /**< as short as a heading, and ends like one */
    BM_BLOCK_ENDS_REPORT = 1 << 2, /**< nothing below it is of the report */
    BM_BLOCK_BEGINS_LIST = 1 << 3, /**< teasers below it are none either */
    BM_BLOCK_TAKES_TEASER = 1 << 4 /**< and so for one teaser above it */
};

/** Whether it is furniture by its words; `*flags` gets what else that says. */
bool bm_block_is_furniture(const bm_block_view *view, unsigned *flags);
bool bm_block_is_caption(const bm_block_view *view);
bool bm_block_is_dateline(const bm_block_view *view);
/** Whether its last character, closing quotes left out, ends a sentence. */
bool bm_block_is_ended(const bm_block_view *view);

/** Whether a colon, which semicolons share their flag with, is the first after a word. */
bool bm_block_has_colon(const bm_block_view *view, uint32_t word);

/** Blocks as short as headings that stand in a document more than once are furniture: names of
 *  sites and authors, and buttons. */
BM_NODISCARD bm_status bm_blocks_mark_repeated(bm_reading *reading, const uint8_t *flags);

#endif
