/* Periods that belong to their word. */
#include "events/report/text/cutter.h"

static bool is_listed(const bm_cutter *cutter, uint32_t start, const bm_scanned_word *word)
{
    const bm_cutter_language *language = cutter->language;
    if (!language->lexicon || language->abbreviation == BM_LEXICON_NONE)
        return false;
    const char *text = cutter->document->text + start;
    uint32_t terms = bm_lexicon_terms(language->lexicon, text, word->end - start + 1);
    return bm_lexicon_is(language->lexicon, terms, language->abbreviation,
                         word->flags & BM_WORD_CAPITAL, NULL);
}

/* "A. Petrov". */
static bool is_initial(const bm_cutter *cutter, uint32_t start, const bm_scanned_word *word)
{
    bm_scan_character letter = bm_scan_character_at(cutter->document->text, start, cutter->end);
    return word->end - start == letter.size && (letter.kind & BM_LETTER_CAPITAL);
}

/* A word that nothing but a new sentence begins with a capital: "The". */
static bool is_starter(const bm_cutter *cutter, uint32_t start)
{
    const bm_cutter_language *language = cutter->language;
    const char *text = cutter->document->text;
    if (!language->lexicon || language->starter == BM_LEXICON_NONE)
        return false;
    bm_scanned_word word = bm_scan_word(text, start, cutter->end, false);
    if (!(word.flags & BM_WORD_CAPITAL))
        return false;
    bool initial =
        is_initial(cutter, start, &word) && word.end < cutter->end && text[word.end] == '.';
    uint32_t terms = bm_lexicon_terms(language->lexicon, text + start, word.end - start);
    return !initial && bm_lexicon_is(language->lexicon, terms, language->starter, true, NULL);
}

bool bm_cutter_abbreviation(const bm_cutter *cutter, uint32_t start, bm_scanned_word *word,
                            bool quoted, bm_scanned_gap *gap)
{
    const char *text = cutter->document->text;
    bool dotted = (word->flags & BM_WORD_ABBREVIATION) != 0;
    bool has_period = dotted && text[word->end - 1] == '.';
    if (dotted && !has_period)
        return false;
    if (!dotted && !is_listed(cutter, start, word) && !is_initial(cutter, start, word))
        return false;
    uint32_t end = dotted ? word->next : word->next + 1;
    *gap = bm_scan_gap(text, end, cutter->end, false, quoted);
    bool last = gap->end >= cutter->end || (gap->blank && is_starter(cutter, gap->end));
    if (last && !dotted)
        return false;
    if (last && !gap->ends) {
        gap->ends = true;
        gap->parted = true;
        gap->sentence_end = end;
    }
    if (!dotted) {
        word->end = end;
        word->next = end;
        word->flags |= BM_WORD_ABBREVIATION;
    }
    return true;
}
