/* The words of a sentence that may be part of a date. */
#include "events/report/dates/parser.h"

#include "events/report/dates/date_words.h"

#include <stdlib.h>

static bm_status no_memory(bm_error *error)
{
    return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
}

static bool keep_token(bm_date_parser *parser, const bm_phrase *phrase, bm_date_kind kind)
{
    bm_date_token *grown =
        bm_array_grow(parser->tokens, parser->token_count, &parser->token_capacity, sizeof *grown);
    if (!grown)
        return false;
    parser->tokens = grown;
    grown[parser->token_count++] =
        (bm_date_token){phrase, bm_date_word_value(kind, phrase->value), (uint32_t)kind};
    return true;
}

static bool keep_tokens(bm_date_parser *parser, const bm_reading *reading,
                        const struct bm_date_words *words, size_t *phrase)
{
    for (; *phrase < reading->phrase_count; ++*phrase) {
        const bm_phrase *at = &reading->phrases[*phrase];
        if (at->first >= parser->end)
            break;
        if (!words || at->first < parser->begin || at->section >= words->section_count)
            continue;
        bm_date_kind kind = (bm_date_kind)words->kinds[at->section];
        if (kind != BM_DATE_WORD_NONE && !keep_token(parser, at, kind))
            return false;
    }
    return true;
}

/* Where the tokens of each word begin. */
static bool index_tokens(bm_date_parser *parser)
{
    size_t count = parser->end - parser->begin;
    if (count > parser->at_capacity) {
        size_t capacity = count > 2 * parser->at_capacity ? count : 2 * parser->at_capacity;
        uint32_t *grown = realloc(parser->at, capacity * sizeof *grown);
        if (!grown)
            return false;
        parser->at = grown;
        parser->at_capacity = capacity;
    }
    uint32_t token = 0;
    for (size_t i = 0; i < count; i++) {
        while (token < parser->token_count &&
               parser->tokens[token].phrase->first < parser->begin + i)
            token++;
        parser->at[i] = token;
    }
    return true;
}

bm_status bm_date_parser_start(bm_date_parser *parser, const bm_reading *reading,
                               const bm_sentence *sentence, size_t *phrase, bm_error *error)
{
    bm_language language = bm_reading_block(reading, sentence)->language;
    bool known = language < BM_LANGUAGE_COUNT;
    parser->text = reading->document.text;
    parser->length = reading->document.length;
    parser->words = reading->words.words;
    parser->begin = sentence->first_word;
    parser->end = sentence->first_word + sentence->word_count;
    parser->lexicon = bm_reading_lexicon(reading, sentence);
    parser->is_english = language == BM_LANGUAGE_ENGLISH;
    parser->token_count = 0;
    parser->last = (bm_date_found){.end = 0};
    parser->habit_end = 0;
    if (!keep_tokens(parser, reading, known ? reading->reader->date_words[language] : NULL,
                     phrase) ||
        !index_tokens(parser))
        return no_memory(error);
    return BM_OK;
}

void bm_date_parser_finish(bm_date_parser *parser)
{
    free(parser->tokens);
    free(parser->at);
    *parser = (bm_date_parser){0};
}

const bm_date_token *bm_date_look(const bm_date_parser *parser, uint32_t word, bm_date_kind kind)
{
    if (word < parser->begin || word >= parser->end)
        return NULL;
    for (size_t i = parser->at[word - parser->begin];
         i < parser->token_count && parser->tokens[i].phrase->first == word; i++)
        if (parser->tokens[i].kind == (uint32_t)kind)
            return &parser->tokens[i];
    return NULL;
}

int bm_date_value(const bm_date_parser *parser, uint32_t word, bm_date_kind kind)
{
    const bm_date_token *token = bm_date_look(parser, word, kind);
    return token ? token->value : 0;
}

uint32_t bm_date_skip(const bm_date_parser *parser, uint32_t word, bm_date_kind kind)
{
    const bm_date_token *token = bm_date_look(parser, word, kind);
    return token ? word + token->phrase->count : word;
}

bool bm_date_has_tokens(const bm_date_parser *parser, uint32_t word)
{
    uint32_t token = parser->at[word - parser->begin];
    return token < parser->token_count && parser->tokens[token].phrase->first == word;
}

bool bm_date_joins(const bm_date_parser *parser, uint32_t word, unsigned gaps)
{
    unsigned allowed = gaps | BM_GAP_LINE | BM_GAP_NONE;
    return word > parser->begin && word < parser->end && (parser->words[word].gap & ~allowed) == 0;
}

bool bm_date_parts(const bm_date_parser *parser, uint32_t word)
{
    return word >= parser->end || (parser->words[word].gap & BM_GAP_BREAKS) != 0;
}

bool bm_date_is_counted(const bm_date_parser *parser, uint32_t word)
{
    return bm_date_joins(parser, word, BM_GAP_HYPHEN) &&
           bm_date_look(parser, word, BM_DATE_WORD_UNIT) &&
           !bm_date_look(parser, word, BM_DATE_WORD_DAYPART);
}

bm_date_lead bm_date_lead_before(const bm_date_parser *parser, uint32_t word, bool *the)
{
    bool passed = false;
    while (word > parser->begin && bm_date_joins(parser, word, 0)) {
        const bm_date_token *token = bm_date_look(parser, word - 1, BM_DATE_WORD_LEAD);
        if (!token || token->phrase->count != 1) {
            bool two = word >= parser->begin + 2;
            token = two ? bm_date_look(parser, word - 2, BM_DATE_WORD_LEAD) : NULL;
            if (!token || token->phrase->count != 2)
                break;
        }
        if (token->value != BM_LEAD_THE) {
            if (the)
                *the = passed;
            return (bm_date_lead)token->value;
        }
        if (passed)
            break;
        passed = true;
        word = token->phrase->first;
    }
    if (the)
        *the = passed;
    return passed ? BM_LEAD_THE : BM_LEAD_NONE;
}
