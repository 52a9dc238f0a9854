/* All blocks, word after word. */
#include "events/report/text/words.h"

#include "events/report/text/cutter.h"
#include "events/report/text/scan.h"

#include <stdlib.h>

static bool is_sign(const bm_cutter *cutter, uint32_t at, char sign)
{
    return at < cutter->end && cutter->document->text[at] == sign;
}

/* Whether a sentence ends in the gap, before the character that the next word begins with. */
static bool ends_sentence(const bm_cutter *cutter, const bm_scanned_gap *gap)
{
    if (!gap->ends)
        return false;
    const char *text = cutter->document->text;
    bm_scan_character next = bm_scan_character_at(text, gap->end, cutter->end);
    if (gap->parted) {
        bool numbered = cutter->sentence_words == 1 && (cutter->last_flags & BM_WORD_NUMBER);
        return !numbered &&
               (next.kind & (BM_LETTER_CAPITAL | BM_LETTER_UNCASED | BM_LETTER_DIGIT)) != 0;
    }
    /* "went home.The next day": somebody forgot the blank. */
    bm_scan_character after = bm_scan_character_at(text, gap->end + next.size, cutter->end);
    return (next.kind & BM_LETTER_CAPITAL) && (after.kind & BM_LETTER_SMALL) &&
           cutter->last_is_plain && !(gap->flags & BM_GAP_AT);
}

static bm_status cut_block(bm_cutter *cutter, uint32_t index, bm_error *error)
{
    const bm_block *block = &cutter->document->blocks[index];
    const char *text = cutter->document->text;
    bm_cutter_begin_block(cutter, index);
    bm_scanned_gap gap = bm_scan_gap(text, block->start, block->end, true, false);
    while (gap.end < block->end) {
        if (cutter->sentence_words > 0 &&
            (cutter->sentence_words >= BM_SENTENCE_WORDS_MAX || ends_sentence(cutter, &gap))) {
            if (bm_cutter_end_sentence(cutter, &gap))
                return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
        }
        bm_scanned_word word = bm_scan_word(text, gap.end, block->end, gap.quoted);
        bool quoted = gap.quoted;
        bm_scanned_gap after = {0};
        bool known = false;
        if (is_sign(cutter, word.next, '.') || (word.flags & BM_WORD_ABBREVIATION))
            known = bm_cutter_abbreviation(cutter, gap.end, &word, quoted, &after);
        if (bm_cutter_add(cutter, &gap, &word))
            return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
        gap = known ? after : bm_scan_gap(text, word.next, block->end, false, quoted);
    }
    if (cutter->sentence_words > 0 && bm_cutter_end_sentence(cutter, NULL))
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    return BM_OK;
}

bm_status bm_words_cut(bm_words *words, const bm_document *document,
                       const bm_lexicon *const lexicons[BM_LANGUAGE_COUNT], bm_error *error)
{
    bm_cutter cutter;
    bm_cutter_start(&cutter, words, document, lexicons);
    words->word_count = 0;
    words->sentence_count = 0;
    for (size_t i = 0; i < document->block_count; i++) {
        bm_status status = cut_block(&cutter, (uint32_t)i, error);
        if (status)
            return status;
    }
    return BM_OK;
}

void bm_words_finish(bm_words *words)
{
    free(words->words);
    free(words->sentences);
    *words = (bm_words){0};
}
