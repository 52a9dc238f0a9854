/* Lines that stand in a document more than once. */
#include "events/report/text/classify.h"

#include <stdlib.h>
#include <string.h>

/* Of labels of up to three words all go, of titles the first stays. Where more than a few blocks
 * have hashes side by side, someone chose them so: the rest is let be. */
enum { LABEL_WORDS = 3, TEASER_BYTES = 400, PROBES = 32 };

static uint32_t hash_of(const char *bytes, size_t length)
{
    uint32_t hash = 2166136261U;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 16777619U;
    return hash ^ hash >> 15;
}

typedef struct seen_blocks {
    uint32_t *slots; /* number of a block, from 1 */
    size_t mask;
} seen_blocks;

static bool is_same(const bm_document *document, const bm_block *a, const bm_block *b)
{
    uint32_t length = a->end - a->start;
    return length == b->end - b->start &&
           memcmp(document->text + a->start, document->text + b->start, length) == 0;
}

/* The slot of an equal block, or where it goes; NULL when that is too far away. */
static uint32_t *find_slot(const seen_blocks *seen, const bm_document *document,
                           const bm_block *block)
{
    size_t at = hash_of(document->text + block->start, block->end - block->start);
    for (int probe = 0; probe < PROBES; probe++, at++) {
        uint32_t *slot = &seen->slots[at & seen->mask];
        if (*slot == 0 || is_same(document, &document->blocks[*slot - 1], block))
            return slot;
    }
    return NULL;
}

static bool is_label(const bm_document *document, const bm_block *block)
{
    int words = 1;
    for (uint32_t at = block->start; at < block->end; at++)
        words += document->text[at] == ' ';
    return words <= LABEL_WORDS;
}

static bool may_be_furniture(const bm_block *block, uint8_t flags)
{
    return (flags & BM_BLOCK_IS_TEASER) && block->end - block->start <= TEASER_BYTES &&
           (block->kind == BM_BLOCK_HEADING || block->kind == BM_BLOCK_BODY);
}

bm_status bm_blocks_mark_repeated(bm_reading *reading, const uint8_t *flags)
{
    bm_document *document = &reading->document;
    size_t teasers = 0;
    for (size_t i = 0; i < document->block_count; i++)
        teasers += may_be_furniture(&document->blocks[i], flags[i]);
    if (teasers < 2)
        return BM_OK;
    size_t size = 4;
    while (size < 2 * teasers)
        size *= 2;
    seen_blocks seen = {calloc(size, sizeof *seen.slots), size - 1};
    if (!seen.slots)
        return BM_ERROR_MEMORY;
    for (size_t i = 0; i < document->block_count; i++) {
        bm_block *block = &document->blocks[i];
        if (!may_be_furniture(block, flags[i]))
            continue;
        uint32_t *slot = find_slot(&seen, document, block);
        if (!slot)
            continue;
        if (*slot == 0) {
            *slot = (uint32_t)i + 1;
            continue;
        }
        block->kind = BM_BLOCK_FURNITURE;
        if (is_label(document, block))
            document->blocks[*slot - 1].kind = BM_BLOCK_FURNITURE;
    }
    free(seen.slots);
    return BM_OK;
}
