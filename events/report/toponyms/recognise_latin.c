/* Names in Latin letters from a word on: the longest that the gazetteer has, short forms, names by
 * their form, and those that the words beside them say are places. */
#include "events/report/toponyms/search.h"

#include <stdlib.h>
#include <string.h>

/* Small words within names: "Rio de Janeiro", "Stratford-upon-Avon". */
enum { SMALL_WORD_BYTES = 5 };
/* Less known places have no parts that are called by them. */
static const float part_prominence = 1.5f;

static bm_status no_memory(bm_error *error)
{
    return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
}

size_t bm_walk_copy(const bm_walk *walk, uint32_t start, uint32_t end, char text[BM_NAME_TEXT_MAX])
{
    const char *bytes = walk->reading->document.text;
    size_t length = 0;
    if (end - start >= BM_NAME_TEXT_MAX)
        return 0;
    for (uint32_t at = start; at < end; at++) {
        unsigned char byte = (unsigned char)bytes[at];
        if (byte > ' ')
            text[length++] = (char)byte;
        else if (length > 0 && text[length - 1] != ' ')
            text[length++] = ' ';
    }
    text[length] = '\0';
    return length;
}

/* Names of the form are what they are, whether the gazetteer has them or not. */
bm_status bm_walk_add_form(const bm_walk *walk, uint32_t word, uint32_t count,
                           bm_toponyms *toponyms, bm_error *error)
{
    char text[BM_NAME_TEXT_MAX];
    size_t length = bm_walk_copy(walk, walk->words[word].start,
                                 bm_word_end(&walk->words[word + count - 1]), text);
    bm_toponym *made = bm_toponyms_add(toponyms, walk->reading, walk->sentence, word, count);
    char *name = made ? bm_arena_strndup(walk->reading->arena, text, length) : NULL;
    if (!name)
        return no_memory(error);
    made->source = BM_TOPONYM_FORM;
    made->name = name;
    return BM_OK;
}

/* Short words that begin names, and what lists of names have in their stead. */
static const struct {
    const char *letters;
    const char *word;
} beginnings[] = {{"St. ", "Saint "}, {"St ", "Saint "}, {"Ste. ", "Sainte "}, {"Mt. ", "Mount "},
                  {"Mt ", "Mount "},  {"Ft. ", "Fort "}, {"Ft ", "Fort "},     {"Pt. ", "Point "}};

static bm_status find_text(const bm_walk *walk, const char *text, size_t length,
                           bm_known_name **known, bm_error *error)
{
    bm_status status =
        bm_name_table_find(&walk->search->names, text, length, BM_NAME_EXACT, known, error);
    if (status || *known || !strchr("SMFP", text[0]))
        return status;
    for (size_t i = 0; !status && !*known && i < sizeof beginnings / sizeof *beginnings; i++) {
        size_t size = strlen(beginnings[i].letters);
        if (length <= size || memcmp(text, beginnings[i].letters, size) != 0)
            continue;
        char longer[BM_NAME_TEXT_MAX + 8];
        size_t used = strlen(beginnings[i].word);
        memcpy(longer, beginnings[i].word, used);
        memcpy(longer + used, text + size, length - size + 1);
        status = bm_name_table_find(&walk->search->names, longer, used + length - size,
                                    BM_NAME_EXACT, known, error);
    }
    return status;
}

/* How many words from one on may stand in one name, at most. */
static uint32_t reach_of(const bm_walk *walk, uint32_t word)
{
    uint32_t most = 1;
    uint32_t small = 0;
    while (most < BM_NAME_WORDS_MAX && bm_walk_is_joined(walk, word + most)) {
        const bm_word *next = &walk->words[word + most];
        if (next->flags & (BM_WORD_IN_DATE | BM_WORD_CYRILLIC))
            break;
        small = next->flags & BM_WORD_CAPITAL ? 0 : small + 1;
        if (small > 2 || (small > 0 && next->length > SMALL_WORD_BYTES))
            break;
        most++;
    }
    return most;
}

bm_status bm_walk_find_longest(const bm_walk *walk, uint32_t word, bm_known_name **known,
                               uint32_t *count, uint32_t *end, bm_error *error)
{
    char text[BM_NAME_TEXT_MAX];
    bm_status status = BM_OK;
    *known = NULL;
    for (*count = reach_of(walk, word); !status && *count > 0; (*count)--) {
        const bm_word *last = &walk->words[word + *count - 1];
        if (!(last->flags & BM_WORD_CAPITAL))
            continue;
        *end = bm_word_end(last);
        size_t length = bm_walk_copy(walk, walk->words[word].start, *end, text);
        if (length == 0)
            continue;
        /* "St. John's" */
        if ((last->flags & BM_WORD_POSSESSIVE) && *count > 1 && length + 3 < sizeof text) {
            memcpy(text + length, "'s", 3);
            status = find_text(walk, text, length + 2, known, error);
            if (*known) {
                const char *bytes = walk->reading->document.text;
                while (*end < walk->reading->document.length && bytes[*end] != 's' &&
                       bytes[*end] != 'S')
                    (*end)++;
                (*end)++;
                break;
            }
            text[length] = '\0';
        }
        if (!status)
            status = find_text(walk, text, length, known, error);
        if (*known)
            break;
    }
    return status;
}

static bm_status take_known(const bm_walk *walk, uint32_t word, uint32_t count, uint32_t end,
                            const bm_known_name *known, bm_toponyms *toponyms, bm_error *error)
{
    bm_toponym *made = bm_toponyms_add(toponyms, walk->reading, walk->sentence, word, count);
    if (!made)
        return no_memory(error);
    made->source = BM_TOPONYM_EXACT;
    made->name = known->text;
    made->known = known;
    made->end = end;
    return BM_OK;
}

/* "Central Australia": the area that a compass word makes of a known place. */
static bm_status take_part(const bm_walk *walk, uint32_t word, const bm_known_name *alone,
                           bm_toponyms *toponyms, uint32_t *taken, bm_error *error)
{
    bm_known_name *known = NULL;
    uint32_t count = 0;
    uint32_t end = 0;
    bm_status status = BM_OK;
    const bm_word *at = &walk->words[word];
    bool small = (at->flags & (BM_WORD_FIRST | BM_WORD_TITLE_CASE)) && at->length > 5;
    if (!small && bm_walk_is_joined(walk, word + 1) && bm_walk_is_capital(walk, word + 1))
        status = bm_walk_find_longest(walk, word + 1, &known, &count, &end, error);
    if (!status && known && known->prominence >= part_prominence) {
        status = take_known(walk, word, count + 1, end, known, toponyms, error);
        if (!status)
            toponyms->items[toponyms->count - 1].source = BM_TOPONYM_AREA;
        *taken = count + 1;
    } else if (!status && alone) {
        status = take_known(walk, word, 1, bm_word_end(at), alone, toponyms, error);
    }
    return status;
}

bm_status bm_walk_take_latin(const bm_walk *walk, uint32_t word, bm_toponyms *toponyms,
                             uint32_t *taken, bm_error *error)
{
    *taken = 1;
    uint32_t says = bm_walk_says(walk, word);
    if (says & (BM_SAYS_SHORT | BM_SAYS_STATE)) {
        const char *value = bm_walk_short_form(walk, word, says);
        if (value)
            return bm_walk_take_short_form(walk, word, value, toponyms, error);
    }
    if (bm_walk_is_with_district(walk, word)) {
        *taken = 2;
        return bm_walk_take_with_district(walk, word, toponyms, error);
    }
    bm_known_name *known = NULL;
    uint32_t count = 0;
    uint32_t end = 0;
    bm_status status = bm_walk_find_longest(walk, word, &known, &count, &end, error);
    if (status)
        return status;
    /* The Vatican, but The Hague. */
    if (known && count > 1 && bm_walk_is(walk, word, "The", 3) &&
        strncmp(known->places[0].place->name, "The ", 4) != 0) {
        status = bm_walk_take_latin(walk, word + 1, toponyms, taken, error);
        *taken += 1;
        return status;
    }
    uint32_t form = bm_form_length(walk, word);
    if (form > count) {
        *taken = form;
        return bm_walk_add_form(walk, word, form, toponyms, error);
    }
    if ((says & BM_SAYS_COMPASS) && count <= 1)
        return take_part(walk, word, known, toponyms, taken, error);
    uint32_t told = 0;
    if (count <= 1 && (status = bm_told_length(walk, word, &told, error)))
        return status;
    if (told > count) {
        *taken = told;
        status = bm_walk_add_form(walk, word, told, toponyms, error);
        if (!status)
            toponyms->items[toponyms->count - 1].told = true;
        return status;
    }
    if (!known)
        return BM_OK;
    *taken = count;
    return take_known(walk, word, count, end, known, toponyms, error);
}
