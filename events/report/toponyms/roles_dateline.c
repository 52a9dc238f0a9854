/* Where a report says that it was written: "KYIV, Ukraine (AP) — ", «МИНСК, 5 янв — БелТА. »,
 * «Київ. УНІАН.». */
#include "events/report/toponyms/context.h"

/* Paragraphs of the report's own that may begin with it, how many of any kind may stand before
 * them, and words that it has. */
enum { BLOCKS_MAX = 3, HEADS_MAX = 64, WORDS_MAX = 12, SHORT_WORDS_MAX = 3 };

/* Whether a paragraph is one of the first few of the report's own. */
static bool is_early(const bm_document *document, uint32_t block)
{
    size_t count = 0;
    if (block >= HEADS_MAX)
        return false;
    for (uint32_t i = 0; i < block; i++)
        count += document->blocks[i].kind == BM_BLOCK_BODY;
    return count < BLOCKS_MAX;
}

static bool may_stand_in(const bm_context *context, uint32_t at, size_t name)
{
    const bm_word *word = bm_context_word(context, at);
    const bm_toponym *items = context->toponyms->items;
    if (word->flags & (BM_WORD_IN_DATE | BM_WORD_NUMBER | BM_WORD_CAPITAL))
        return true;
    return name != SIZE_MAX && at < items[name].first + items[name].count;
}

/* The words before a dash that has nothing but names, dates and the agency before it. */
static uint32_t until_dash(const bm_context *context)
{
    size_t name = bm_context_name_at(context, context->first);
    if (name == SIZE_MAX)
        return 0;
    for (uint32_t at = context->first + 1; at < context->end && at < context->first + WORDS_MAX;
         at++) {
        if (bm_context_word(context, at)->gap & BM_GAP_DASH)
            return at - context->first;
        size_t here = bm_context_name_at(context, at);
        name = here == SIZE_MAX ? name : here;
        if (!may_stand_in(context, at, name))
            return 0;
    }
    return 0;
}

/* «Київ. УНІАН.»: a sentence of its own, and one of the agency after it. */
static uint32_t whole_sentence(const bm_context *context)
{
    const bm_words *words = &context->reading->words;
    const bm_sentence *sentence = context->sentence;
    size_t index = (size_t)(sentence - words->sentences);
    if (sentence->word_count > SHORT_WORDS_MAX || index + 1 >= words->sentence_count ||
        bm_context_name_at(context, context->first) == SIZE_MAX)
        return 0;
    const bm_sentence *next = sentence + 1;
    for (uint32_t at = context->first; at < context->end; at++)
        if (!(bm_context_word(context, at)->flags & BM_WORD_CAPITAL))
            return 0;
    const bm_word *agency = &words->words[next->first_word];
    return next->block == sentence->block && next->word_count <= SHORT_WORDS_MAX &&
                   (agency->flags & (BM_WORD_CAPITAL | BM_WORD_ALL_CAPS))
               ? sentence->word_count
               : 0;
}

uint32_t bm_roles_dateline(const bm_context *context)
{
    const bm_reading *reading = context->reading;
    const bm_sentence *sentence = context->sentence;
    const bm_block *block = bm_reading_block(reading, sentence);
    if (block->kind == BM_BLOCK_DATELINE)
        return sentence->word_count;
    bool begins = context->first == 0 ||
                  (sentence != reading->words.sentences && sentence[-1].block != sentence->block);
    if (block->kind != BM_BLOCK_BODY || !begins || !is_early(&reading->document, sentence->block))
        return 0;
    uint32_t count = until_dash(context);
    return count > 0 ? count : whole_sentence(context);
}
