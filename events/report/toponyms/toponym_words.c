#include "events/report/toponyms/toponym_words.h"

#include <stdlib.h>

static const char *const section_names[BM_SAYS_COUNT] = {
    "place.person_title",
    "place.person_job",
    "place.person_verb",
    "place.given_name",
    "place.person_surname",
    "place.organisation",
    "place.media",
    "place.team",
    "place.organisation_event",
    "place.common_street",
    "place.common_role",
    "place.common_in",
    "place.common_at",
    "place.common_kind",
    "place.common_part",
    "place.common_start",
    "place.common",
    "place.form_before",
    "place.form_after",
    "place.form_of",
    "place.form_short",
    "place.form_state",
    "place.person_noble",
    "place.common_people",
    "place.form_beside",
    "place.common_settlement",
    "place.common_compass",
    "place.common_site",
    "place.form_river_before",
    "place.form_river",
    "place.common_national",
};

bm_status bm_toponym_words_new(const bm_lexicon *lexicon, struct bm_toponym_words **words,
                               bm_error *error)
{
    *words = NULL;
    if (!lexicon)
        return BM_OK;
    struct bm_toponym_words *made = calloc(1, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    made->lexicon = lexicon;
    for (size_t i = 0; i < BM_SAYS_COUNT; i++)
        made->sections[i] = bm_lexicon_section(lexicon, section_names[i]);
    *words = made;
    return BM_OK;
}

void bm_toponym_words_free(struct bm_toponym_words *words)
{
    free(words);
}

static const struct bm_toponym_words *words_of(const bm_reading *reading, bm_language language)
{
    return (size_t)language < BM_LANGUAGE_COUNT ? reading->reader->toponym_words[language] : NULL;
}

uint32_t bm_sayings_of(bm_sayings *sayings, const bm_reading *reading, bm_language language,
                       const bm_word *word)
{
    const struct bm_toponym_words *words = words_of(reading, language);
    if (!words || word->terms == 0)
        return 0;
    bool capital = (word->flags & BM_WORD_CAPITAL) != 0;
    uint64_t key = ((uint64_t)word->terms << 8 | (uint64_t)language << 1 | capital) + 1;
    size_t at = (word->terms * 2U + capital + (uint32_t)language * 61U) % BM_SAYINGS_SIZE;
    if (sayings->slots[at].key == key)
        return sayings->slots[at].flags;
    uint32_t flags = 0;
    for (size_t i = 0; i < BM_SAYS_COUNT; i++)
        if (bm_lexicon_is(words->lexicon, word->terms, words->sections[i], capital, NULL))
            flags |= 1U << i;
    sayings->slots[at].key = key;
    sayings->slots[at].flags = flags;
    return flags;
}

const char *bm_sayings_value(const bm_reading *reading, bm_language language, const bm_word *word,
                             uint32_t flag)
{
    const struct bm_toponym_words *words = words_of(reading, language);
    const char *value = NULL;
    if (!words || word->terms == 0)
        return NULL;
    for (size_t i = 0; i < BM_SAYS_COUNT; i++)
        if (flag == 1U << i && bm_lexicon_is(words->lexicon, word->terms, words->sections[i],
                                             (word->flags & BM_WORD_CAPITAL) != 0, &value))
            return value;
    return NULL;
}
