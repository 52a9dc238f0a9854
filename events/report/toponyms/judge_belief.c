/* How much the words in and around a name speak for a place. Sums of log-odds by rule of thumb:
 * what is above 0 with the prominence is believed. */
#include "events/report/toponyms/hints.h"
#include "events/report/toponyms/judge.h"

#include <string.h>

static bool is_word(const bm_walk *walk, uint32_t word, const char *text)
{
    const bm_word *at = &walk->words[word];
    size_t length = strlen(text);
    return at->length == length &&
           memcmp(walk->reading->document.text + at->start, text, length) == 0;
}

/* "of X": by what stands before. */
static float believe_of(const bm_walk *walk, uint32_t of)
{
    if (of == walk->first)
        return 0.0f;
    uint32_t says = bm_walk_says(walk, of - 1);
    if (says & (BM_SAYS_KIND | BM_SAYS_TITLE | BM_SAYS_ROLE))
        return 2.5f;
    if (says & BM_SAYS_PART)
        return 2.0f;
    if (!bm_judge_is_name_word(walk, of - 1))
        return 0.8f;
    /* "Tom Jackson of Georgetown" */
    bool person = (says & BM_SAYS_SURNAME) ||
                  (bm_walk_is_joined(walk, of - 1) && (bm_walk_says(walk, of - 2) & BM_SAYS_GIVEN));
    return person ? 1.5f : -0.5f;
}

/* "R-Texas" */
static bool is_of_party(const bm_walk *walk, uint32_t word)
{
    return word > walk->first && (walk->words[word].gap & BM_GAP_HYPHEN) &&
           walk->words[word - 1].length == 1 && (walk->words[word - 1].flags & BM_WORD_CAPITAL);
}

/* What "the" before a name takes from it: rivers and some countries have it. */
static float believe_article(const bm_judging *judging)
{
    const bm_toponym *judged = bm_judged(judging);
    if (!judged->known)
        return 0.0f;
    uint32_t next = judged->first + judged->count;
    /* "the Divin border crossing" */
    bool of_another = bm_walk_is_joined(&judging->walk, next) &&
                      (bm_walk_says(&judging->walk, next) & (BM_SAYS_ROLE | BM_SAYS_SITE));
    bool natural = judged->known->places[0].place->kind == BM_PLACE_NATURAL;
    return of_another || natural || judged->known->prominence > 2.5f ? 0.2f : 1.2f;
}

/* The words before. */
static float believe_left(const bm_judging *judging)
{
    const bm_walk *walk = &judging->walk;
    uint32_t word = bm_judged(judging)->first;
    if (!bm_walk_is_joined(walk, word))
        return 0.0f;
    if (is_of_party(walk, word))
        return 1.5f;
    float sum = 0.0f;
    uint32_t left = word - 1;
    if (is_word(walk, left, "the") || is_word(walk, left, "The")) {
        sum -= believe_article(judging);
        if (!bm_walk_is_joined(walk, left))
            return sum;
        left--;
    }
    uint32_t says = bm_walk_says(walk, left);
    if ((says & BM_SAYS_PART) && !(walk->words[word].gap & BM_GAP_HYPHEN)) {
        /* "Old Trafford" */
        bool named = bm_judge_is_name_word(walk, left) && (says & BM_SAYS_START);
        return named ? sum - 1.5f : sum + 1.5f;
    }
    if (is_word(walk, left, "of"))
        return sum + believe_of(walk, left);
    if (says & BM_SAYS_IN)
        return sum + 2.4f;
    if (says & BM_SAYS_AT)
        return sum + 1.2f;
    /* «в поселке Дружба», where English has "of" */
    if ((says & BM_SAYS_KIND) && !(walk->words[left].flags & BM_WORD_CAPITAL))
        return sum + (walk->words[left].flags & BM_WORD_CYRILLIC ? 3.0f : 1.0f);
    if (says & BM_SAYS_JOB)
        return sum - 2.5f;
    if (!bm_judge_is_name_word(walk, left) || (walk->words[left].flags & BM_WORD_POSSESSIVE) ||
        bm_judge_previous(judging))
        return sum;
    /* «Жителі Чернігова»: no name of a person has its second word in such a case. */
    if ((walk->words[left].flags & (BM_WORD_FIRST | BM_WORD_CYRILLIC)) ==
            (BM_WORD_FIRST | BM_WORD_CYRILLIC) &&
        bm_judged(judging)->source == BM_TOPONYM_INFLECTED)
        return sum;
    if (walk->words[word].gap & BM_GAP_HYPHEN)
        return sum - 1.5f;
    if (walk->words[left].flags & BM_WORD_TITLE_CASE)
        return sum - 0.3f;
    return sum - (says & (BM_SAYS_ROLE | BM_SAYS_PART | BM_SAYS_KIND) ? 0.5f : 2.2f);
}

/* The words after. */
static float believe_right(const bm_judging *judging)
{
    const bm_walk *walk = &judging->walk;
    const bm_toponym *judged = bm_judged(judging);
    uint32_t last = judged->first + judged->count - 1;
    uint32_t right = last + 1;
    if (right >= walk->end)
        return 0.0f;
    uint32_t says = bm_walk_says(walk, right);
    if (walk->words[right].gap & BM_GAP_HYPHEN) {
        if (bm_walk_is_capital(walk, right))
            return bm_judge_next(judging) ? -0.5f : -1.5f;
        return says & BM_SAYS_ROLE ? 3.0f : 0.0f;
    }
    if (walk->words[right].gap & BM_GAP_BREAKS)
        return 0.0f;
    if (walk->words[last].flags & BM_WORD_POSSESSIVE)
        return says & BM_SAYS_ROLE ? 1.0f : 0.2f;
    if (says & (BM_SAYS_ROLE | BM_SAYS_BESIDE))
        return walk->words[right].flags & BM_WORD_CAPITAL ? 1.8f : 1.0f;
    if ((says & BM_SAYS_PERSON) && !(walk->words[right].flags & BM_WORD_CAPITAL))
        return -1.3f;
    if (!bm_walk_is_capital(walk, right) || (says & BM_SAYS_START) || bm_judge_next(judging))
        return 0.0f;
    if (walk->words[right].flags & BM_WORD_TITLE_CASE)
        return -0.3f;
    /* Slavic genitives have nothing between: «житель Мозыря Иван …». */
    if (walk->words[right].flags & BM_WORD_CYRILLIC)
        return -0.5f;
    return judged->known && judged->known->prominence < 1.5f ? -2.4f : -1.6f;
}

/* What two names that stand beside each other say of one of them. */
static float believe_beside(const bm_walk *walk, const bm_toponym *first, const bm_toponym *second,
                            float inside)
{
    uint16_t gap = walk->words[second->first].gap;
    bool comma = (gap & (BM_GAP_COMMA | BM_GAP_OPEN)) != 0;
    if (!first->known || !second->known || (!comma && (gap & BM_GAP_BREAKS)))
        return 0.0f;
    /* "Israel's Haifa" */
    if (walk->words[second->first - 1].flags & BM_WORD_POSSESSIVE)
        return bm_names_contain(second->known, first->known) ? 1.5f : 0.0f;
    if (bm_names_contain(first->known, second->known))
        return comma ? inside : 1.5f;
    /* Names of two places do not follow each other; with Slavic cases they do. */
    bool cyrillic = (walk->words[second->first].flags & BM_WORD_CYRILLIC) != 0;
    return comma ? 0.4f : cyrillic ? 0.0f : -1.5f;
}

/* "Paris, Texas", "Minsk, Homiel and Brest", "London England". */
static float believe_list(const bm_judging *judging)
{
    const bm_toponym *judged = bm_judged(judging);
    const bm_toponym *before = bm_judge_previous(judging);
    const bm_toponym *after = bm_judge_next(judging);
    float sum = 0.0f;
    if (after)
        sum += believe_beside(&judging->walk, judged, after, 3.5f);
    if (before)
        sum += believe_beside(&judging->walk, before, judged, 2.5f);
    return sum;
}

/* "PARIS (AP) —", "London — " where a paragraph begins. */
static bool is_dateline(const bm_judging *judging)
{
    const bm_walk *walk = &judging->walk;
    const bm_toponym *judged = bm_judged(judging);
    if (judged->first != walk->first)
        return false;
    uint32_t right = judged->first + judged->count;
    bool capitals = (walk->words[judged->first].flags & BM_WORD_ALL_CAPS) != 0;
    if (right >= walk->end)
        return false;
    uint16_t gap = walk->words[right].gap;
    if (gap & BM_GAP_DASH)
        return true;
    return capitals && (gap & (BM_GAP_OPEN | BM_GAP_COMMA));
}

/* "Old Town", "White House": names of every second town. */
static bool is_of_common_words(const bm_judging *judging)
{
    const bm_toponym *judged = bm_judged(judging);
    for (uint32_t i = 0; i < judged->count; i++)
        if (!(bm_walk_says(&judging->walk, judged->first + i) &
              (BM_SAYS_COMMON | BM_SAYS_PART | BM_SAYS_START | BM_SAYS_BODY | BM_SAYS_KIND |
               BM_SAYS_STREET)))
            return false;
    return true;
}

/* What the words of the name are besides. */
static float believe_words(const bm_judging *judging)
{
    const bm_walk *walk = &judging->walk;
    const bm_toponym *judged = bm_judged(judging);
    const bm_word *word = &walk->words[judged->first];
    float sum = 0.0f;
    bool area = judged->known && judged->known->prominence >= 2.5f;
    if (word->flags & BM_WORD_TITLE_CASE)
        sum -= area ? 0.3f : 1.0f;
    else if ((word->flags & BM_WORD_FIRST) && judged->count == 1)
        sum -= area ? 0.2f : 0.8f;
    if (judged->told)
        return sum;
    if (judged->count > 1)
        return !is_of_common_words(judging)                    ? sum
               : judged->known && judged->known->places[0].own ? sum - 2.0f
                                                               : sum - 6.0f;
    const bm_named_place *best = judged->known ? judged->known->places : NULL;
    if (best && best->place->kind == BM_PLACE_COUNTRY)
        return sum;
    uint32_t says = bm_walk_says(walk, judged->first);
    if (says & BM_SAYS_COMMON)
        sum -= 3.0f;
    if (says & BM_SAYS_START)
        sum -= 3.0f;
    bool region = best && best->place->kind == BM_PLACE_REGION && best->own;
    if ((says & BM_SAYS_SURNAME) && !region)
        sum -= 1.5f;
    if ((says & BM_SAYS_GIVEN) && !region)
        sum -= 1.6f;
    if (says & (BM_SAYS_BODY | BM_SAYS_MEDIA | BM_SAYS_TITLE | BM_SAYS_AFTER | BM_SAYS_BEFORE |
                BM_SAYS_TEAM | BM_SAYS_EVENT | BM_SAYS_STREET))
        sum -= 2.0f;
    return sum;
}

/* "X in the Stolin district", «X Овруцького району». */
static float believe_unit(const bm_judging *judging)
{
    const bm_walk *walk = &judging->walk;
    const bm_toponym *judged = bm_judged(judging);
    bm_context context = {0};
    return bm_context_enter(&context, walk->reading,
                            &walk->reading->words.sentences[walk->sentence]) &&
                   bm_hints_is_in_unit(&context, judged->first + judged->count)
               ? 2.5f
               : 0.0f;
}

float bm_judge_belief(const bm_judging *judging)
{
    float sum = believe_left(judging) + believe_right(judging) + believe_list(judging) +
                believe_words(judging) + believe_unit(judging);
    return is_dateline(judging) ? sum + 3.0f : sum;
}
