/* What all stages use. */
#include "events/report/reading.h"

#include "base/utf8.h"

#include <string.h>

const bm_lexicon *bm_reading_lexicon(const bm_reading *reading, const bm_sentence *sentence)
{
    bm_language language = bm_reading_block(reading, sentence)->language;
    return language < BM_LANGUAGE_COUNT ? reading->reader->lexicons[language] : NULL;
}

const char *bm_reading_text(bm_reading *reading, uint32_t start, uint32_t end)
{
    const char *text = reading->document.text;
    /* U+FFFD has three bytes. */
    char *copy = bm_arena_alloc(reading->arena, 3 * (size_t)(end - start) + 1);
    if (!copy)
        return NULL;
    size_t length = 0;
    bool blank = false;
    for (uint32_t at = start; at < end;) {
        if ((unsigned char)text[at] <= ' ') {
            blank = true;
            at++;
            continue;
        }
        if (blank && length > 0)
            copy[length++] = ' ';
        blank = false;
        if ((unsigned char)text[at] < 0x80) {
            copy[length++] = text[at++];
            continue;
        }
        size_t size = (unsigned char)text[at] >= 0xF0 ? 4 : (unsigned char)text[at] >= 0xE0 ? 3 : 2;
        if (size > end - at || bm_utf8_valid_length(text + at, size) != size) {
            memcpy(copy + length, "\xEF\xBF\xBD", 3);
            length += 3;
            at++;
            continue;
        }
        memcpy(copy + length, text + at, size);
        length += size;
        at += (uint32_t)size;
    }
    copy[length] = '\0';
    return copy;
}

bm_status bm_reading_reject(bm_reading *reading, uint32_t start, uint32_t end, const char *what,
                            const char *reason, bm_error *error)
{
    bm_rejection *grown = bm_array_grow(reading->rejections, reading->rejection_count,
                                        &reading->rejection_capacity, sizeof *grown);
    if (grown)
        reading->rejections = grown;
    const char *text = grown ? bm_reading_text(reading, start, end) : NULL;
    if (!text)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    reading->rejections[reading->rejection_count++] =
        (bm_rejection){.span = {start, end}, .text = text, .what = what, .reason = reason};
    return BM_OK;
}

typedef struct gathering {
    bm_reading *reading;
    uint32_t first_word; /* of the sentence */
    bool failed;
} gathering;

static bool grow_phrases(bm_reading *reading)
{
    bm_phrase *grown = bm_array_grow(reading->phrases, reading->phrase_count,
                                     &reading->phrase_capacity, sizeof *grown);
    if (grown)
        reading->phrases = grown;
    return grown != NULL;
}

static bool keep_phrase(const bm_phrase *phrase, void *context)
{
    gathering *to = context;
    bm_reading *reading = to->reading;
    if (reading->phrase_count == reading->phrase_capacity && !grow_phrases(reading)) {
        to->failed = true;
        return false;
    }
    bm_phrase *kept = &reading->phrases[reading->phrase_count++];
    *kept = *phrase;
    kept->first += to->first_word;
    return true;
}

bm_status bm_reading_find_phrases(bm_reading *reading, bm_error *error)
{
    for (size_t i = 0; i < reading->words.sentence_count; i++) {
        const bm_sentence *sentence = &reading->words.sentences[i];
        const bm_lexicon *lexicon = bm_reading_lexicon(reading, sentence);
        if (!lexicon)
            continue;
        gathering to = {reading, sentence->first_word, false};
        bm_lexicon_scan(lexicon, &reading->words.words[sentence->first_word], sentence->word_count,
                        keep_phrase, &to);
        if (to.failed)
            return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    }
    return BM_OK;
}
