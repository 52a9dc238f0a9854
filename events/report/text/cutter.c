/* Words and sentences as they are added. */
#include "events/report/text/cutter.h"

#include "base/arena.h"

#include <string.h>

void bm_cutter_start(bm_cutter *cutter, bm_words *words, const bm_document *document,
                     const bm_lexicon *const lexicons[BM_LANGUAGE_COUNT])
{
    *cutter = (bm_cutter){.words = words, .document = document};
    for (int i = 0; i < BM_LANGUAGE_COUNT; i++) {
        bm_cutter_language *language = &cutter->languages[i];
        language->lexicon = lexicons[i];
        if (!language->lexicon)
            continue;
        language->abbreviation = bm_lexicon_section(language->lexicon, "text.abbreviation");
        language->starter = bm_lexicon_section(language->lexicon, "text.starter");
    }
}

static void begin_sentence(bm_cutter *cutter, uint32_t start)
{
    const char *text = cutter->document->text;
    while (start < cutter->end) {
        bm_scan_character character = bm_scan_character_at(text, start, cutter->end);
        if (!bm_scan_is_blank(character.code_point) && !bm_scan_is_invisible(character.code_point))
            break;
        start += character.size;
    }
    cutter->sentence_start = start;
    cutter->sentence_words = 0;
    cutter->letter_words = 0;
    cutter->caps_words = 0;
    cutter->long_words = 0;
    cutter->long_capitals = 0;
    cutter->commas = 0;
}

void bm_cutter_begin_block(bm_cutter *cutter, uint32_t index)
{
    const bm_block *block = &cutter->document->blocks[index];
    cutter->block = index;
    cutter->end = block->end;
    cutter->language = &cutter->languages[block->language];
    cutter->run = cutter->words->word_count;
    cutter->address_end = 0;
    cutter->last_flags = 0;
    begin_sentence(cutter, block->start);
}

static bool begins(const bm_cutter *cutter, uint32_t at, const char *with)
{
    size_t length = strlen(with);
    return cutter->end - at >= length && memcmp(cutter->document->text + at, with, length) == 0;
}

static bool is_address_start(const bm_cutter *cutter, uint32_t at)
{
    return begins(cutter, at, "http://") || begins(cutter, at, "https://") ||
           begins(cutter, at, "www.");
}

static uint32_t find_address_end(const bm_cutter *cutter, uint32_t at)
{
    const char *text = cutter->document->text;
    while (at < cutter->end && (unsigned char)text[at] > ' ' && !strchr("<>\"()", text[at]))
        at++;
    return at;
}

static bool is_small(char byte)
{
    return (unsigned char)(byte - 'a') <= 'z' - 'a';
}

/* "example.com", "desk@example.com": the mark before the word shows that those before it are part
 * of an address too. */
static bool joins_address(const bm_cutter *cutter, const bm_scanned_gap *gap)
{
    const char *text = cutter->document->text;
    if (cutter->run >= cutter->words->word_count || gap->blank)
        return false;
    if (text[gap->end - 1] == '@')
        return true;
    return text[gap->end - 1] == '.' && gap->flags == BM_GAP_PERIOD &&
           (cutter->last_flags & BM_WORD_LATIN) && cutter->end - gap->end >= 2 &&
           is_small(text[gap->end]) && is_small(text[gap->end + 1]) && gap->end >= 2 &&
           is_small(text[gap->end - 2]);
}

static uint16_t address_flag(bm_cutter *cutter, const bm_scanned_gap *gap)
{
    bm_words *words = cutter->words;
    if (gap->blank || words->word_count == 0)
        cutter->run = words->word_count;
    if (gap->end < cutter->address_end)
        return BM_GAP_AT;
    if (joins_address(cutter, gap)) {
        for (size_t i = cutter->run; i < words->word_count; i++)
            words->words[i].gap |= BM_GAP_AT;
    } else if (!is_address_start(cutter, gap->end)) {
        return 0;
    }
    cutter->address_end = find_address_end(cutter, gap->end);
    return BM_GAP_AT;
}

static void count_word(bm_cutter *cutter, const bm_word *word, uint32_t size)
{
    if (cutter->sentence_words++ == 0 || !(word->flags & (BM_WORD_CYRILLIC | BM_WORD_LATIN)))
        return;
    bool is_long = size >= (word->flags & BM_WORD_CYRILLIC ? 8 : 4);
    cutter->letter_words++;
    cutter->caps_words += (word->flags & BM_WORD_ALL_CAPS) != 0;
    cutter->long_words += is_long;
    cutter->long_capitals += is_long && (word->flags & BM_WORD_CAPITAL);
    cutter->commas += (word->gap & BM_GAP_COMMA) != 0;
}

/* Lexicons have "lt" and "u.s.". */
static uint32_t look_up(const bm_lexicon *lexicon, const char *word, uint32_t length)
{
    if (word[length - 1] != '.')
        return bm_lexicon_terms(lexicon, word, length);
    uint32_t terms = bm_lexicon_terms(lexicon, word, length - 1);
    return terms ? terms : bm_lexicon_terms(lexicon, word, length);
}

static bm_known_word *slot_of(bm_cutter *cutter, const char *word, uint32_t length)
{
    uint32_t hash = length;
    for (uint32_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)word[i]) * 0x9E3779B1U;
    return &cutter->known[hash >> 22];
}

static uint32_t terms_of(bm_cutter *cutter, const bm_word *word)
{
    const bm_lexicon *lexicon = cutter->language->lexicon;
    const char *text = cutter->document->text;
    if (!lexicon)
        return 0;
    bm_known_word *known = slot_of(cutter, text + word->start, word->length);
    if (known->lexicon == lexicon && known->length == word->length &&
        memcmp(text + known->start, text + word->start, word->length) == 0)
        return known->terms;
    uint32_t terms = look_up(lexicon, text + word->start, word->length);
    *known = (bm_known_word){lexicon, word->start, word->length, terms};
    return terms;
}

bm_status bm_cutter_add(bm_cutter *cutter, const bm_scanned_gap *gap, const bm_scanned_word *word)
{
    bm_words *words = cutter->words;
    bm_word *grown =
        bm_array_grow(words->words, words->word_count, &words->word_capacity, sizeof *grown);
    if (!grown)
        return BM_ERROR_MEMORY;
    words->words = grown;
    bm_word *added = &grown[words->word_count];
    *added = (bm_word){.start = gap->end,
                       .length = (uint16_t)(word->end - gap->end),
                       .flags = word->flags,
                       .gap = gap->flags};
    added->gap |= address_flag(cutter, gap);
    added->terms = terms_of(cutter, added);
    bool after_number = cutter->sentence_words == 1 && (cutter->last_flags & BM_WORD_NUMBER) &&
                        (gap->flags & (BM_GAP_PERIOD | BM_GAP_CLOSE));
    if (cutter->sentence_words == 0 || gap->opened || after_number)
        added->flags |= BM_WORD_FIRST;
    words->word_count++;
    count_word(cutter, added, word->end - gap->end);
    cutter->last_flags = added->flags;
    cutter->last_is_plain = false;
    if (added->length >= 3 && !(added->flags & (BM_WORD_ALL_CAPS | BM_WORD_NUMBER)))
        cutter->last_is_plain = !(added->flags & BM_WORD_ABBREVIATION);
    return BM_OK;
}

/* Where the last character of the block that is not blank ends. */
static uint32_t trimmed_end(const bm_cutter *cutter)
{
    uint32_t end = cutter->end;
    while (end > cutter->sentence_start && (unsigned char)cutter->document->text[end - 1] <= ' ')
        end--;
    return end;
}

/* Closing quotes, which are mostly not ASCII, left out. */
static bool ends_with_period(const bm_cutter *cutter, uint32_t end)
{
    const char *text = cutter->document->text;
    for (int i = 0; i < 16 && end > cutter->sentence_start; i++, end--)
        if ((unsigned char)text[end - 1] < 0x80 && text[end - 1] != '"' && text[end - 1] != ')')
            break;
    return end > cutter->sentence_start && text[end - 1] == '.';
}

static bool is_title(const bm_cutter *cutter, uint32_t end)
{
    if (cutter->caps_words >= 2 && cutter->caps_words * 10 >= cutter->letter_words * 8)
        return true;
    if (ends_with_period(cutter, end) || cutter->commas * 4 > cutter->letter_words)
        return false;
    uint32_t least = cutter->document->blocks[cutter->block].kind == BM_BLOCK_HEADING ? 2 : 3;
    return cutter->long_words >= least && cutter->long_capitals * 4 >= cutter->long_words * 3;
}

bm_status bm_cutter_end_sentence(bm_cutter *cutter, const bm_scanned_gap *gap)
{
    bm_words *words = cutter->words;
    bm_sentence *grown = bm_array_grow(words->sentences, words->sentence_count,
                                       &words->sentence_capacity, sizeof *grown);
    if (!grown)
        return BM_ERROR_MEMORY;
    words->sentences = grown;
    uint32_t first = (uint32_t)(words->word_count - cutter->sentence_words);
    const bm_word *last = &words->words[words->word_count - 1];
    uint32_t end = !gap        ? trimmed_end(cutter)
                   : gap->ends ? gap->sentence_end
                               : last->start + last->length;
    grown[words->sentence_count++] = (bm_sentence){.first_word = first,
                                                   .word_count = cutter->sentence_words,
                                                   .start = cutter->sentence_start,
                                                   .end = end,
                                                   .block = cutter->block};
    if (is_title(cutter, end))
        for (size_t i = first; i < words->word_count; i++)
            words->words[i].flags |= BM_WORD_TITLE_CASE;
    begin_sentence(cutter, end);
    return BM_OK;
}
