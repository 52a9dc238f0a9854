/* Periods that belong to their word. */
#include "events/report/text/cutter.h"

#include <string.h>

/* What the lexicon says of a word before a period: "" when nothing but that it is an abbreviation;
 * NULL when it is none. */
static const char *find_listed(const bm_cutter *cutter, uint32_t start, const bm_scanned_word *word)
{
    const bm_cutter_language *language = cutter->language;
    if (!language->lexicon || language->abbreviation == BM_LEXICON_NONE)
        return NULL;
    const char *value = NULL;
    uint32_t terms =
        bm_lexicon_terms(language->lexicon, cutter->document->text + start, word->end - start);
    return terms != 0 && bm_lexicon_is(language->lexicon, terms, language->abbreviation,
                                       (word->flags & BM_WORD_CAPITAL) != 0, &value)
               ? value
               : NULL;
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

/* "U.S.", with its last period or without: a sentence may end with it all the same. */
static bool go_on_after_dotted(const bm_cutter *cutter, const bm_scanned_word *word, bool quoted,
                               bm_scanned_gap *gap)
{
    if (cutter->document->text[word->end - 1] != '.')
        return false;
    *gap = bm_scan_gap(cutter->document->text, word->next, cutter->end, false, quoted);
    if (!gap->ends && gap->blank && gap->end < cutter->end && is_starter(cutter, gap->end)) {
        gap->ends = true;
        gap->parted = true;
        gap->sentence_end = word->next;
    }
    return true;
}

static bool begins_with_digit(const bm_cutter *cutter, uint32_t at)
{
    return bm_scan_character_at(cutter->document->text, at, cutter->end).kind & BM_LETTER_DIGIT;
}

bool bm_cutter_abbreviation(const bm_cutter *cutter, uint32_t start, bm_scanned_word *word,
                            bool quoted, bm_scanned_gap *gap)
{
    if (word->flags & BM_WORD_ABBREVIATION)
        return go_on_after_dotted(cutter, word, quoted, gap);
    if (word->flags & BM_WORD_POSSESSIVE)
        return false;
    const char *listed = find_listed(cutter, start, word);
    if (!listed && !is_initial(cutter, start, word))
        return false;
    *gap = bm_scan_gap(cutter->document->text, word->next + 1, cutter->end, false, quoted);
    if (gap->end >= cutter->end || gap->ends)
        return false;
    bool before_number = listed && strcmp(listed, "number") == 0;
    bool before_name = listed && strcmp(listed, "name") == 0;
    if (before_number && !begins_with_digit(cutter, gap->end))
        return false;
    if (!before_name && gap->blank && is_starter(cutter, gap->end))
        return false;
    word->next++;
    word->end = word->next;
    word->flags |= BM_WORD_ABBREVIATION;
    return true;
}
