/* Everything in a report that may be the name of a place: at each capital word the longest sequence
 * of words that the gazetteer knows. */
#include "events/report/toponyms/search.h"

#include <stdlib.h>
#include <string.h>

/* Small words within names: "Rio de Janeiro", "Stratford-upon-Avon". */
enum { SMALL_WORD_BYTES = 5, CYRILLIC_WORDS_MAX = 4 };

bm_toponym *bm_toponyms_add(bm_toponyms *toponyms, const bm_reading *reading, uint32_t sentence,
                            uint32_t first, uint32_t count)
{
    bm_toponym *grown =
        bm_array_grow(toponyms->items, toponyms->count, &toponyms->capacity, sizeof *grown);
    if (!grown)
        return NULL;
    toponyms->items = grown;
    bm_toponym *made = &grown[toponyms->count++];
    const bm_word *words = reading->words.words;
    *made = (bm_toponym){.first = first,
                         .count = count,
                         .start = words[first].start,
                         .end = bm_word_end(&words[first + count - 1]),
                         .sentence = sentence,
                         .area = {.azimuth_deg = -1.0, .distance_km = -1.0}};
    return made;
}

static bm_status no_memory(bm_error *error)
{
    return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
}

/* Bytes of the text with blanks made single; 0 when they are too many. */
static size_t copy_text(const bm_walk *walk, uint32_t start, uint32_t end,
                        char text[BM_NAME_TEXT_MAX])
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

/* Short words that begin names, and what lists of names have in their stead. */
static const struct {
    const char *letters;
    const char *word;
} beginnings[] = {{"St. ", "Saint "}, {"St ", "Saint "}, {"Ste. ", "Sainte "}, {"Mt. ", "Mount "},
                  {"Mt ", "Mount "},  {"Ft. ", "Fort "}, {"Ft ", "Fort "},     {"Pt. ", "Point "}};

static bm_status find_text(const bm_walk *walk, const char *text, size_t length, uint32_t count,
                           bm_known_name **known, bm_error *error)
{
    bm_status status = bm_name_table_find(&walk->search->names, text, length, count, known, error);
    for (size_t i = 0; !status && !*known && i < sizeof beginnings / sizeof *beginnings; i++) {
        size_t size = strlen(beginnings[i].letters);
        if (length <= size || memcmp(text, beginnings[i].letters, size) != 0)
            continue;
        char longer[BM_NAME_TEXT_MAX + 8];
        size_t used = strlen(beginnings[i].word);
        memcpy(longer, beginnings[i].word, used);
        memcpy(longer + used, text + size, length - size + 1);
        status = bm_name_table_find(&walk->search->names, longer, used + length - size, count,
                                    known, error);
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

/* The longest name that the gazetteer has from a word on. */
static bm_status find_longest(const bm_walk *walk, uint32_t word, bm_known_name **known,
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
        size_t length = copy_text(walk, walk->words[word].start, *end, text);
        if (length == 0)
            continue;
        /* "St. John's" */
        if ((last->flags & BM_WORD_POSSESSIVE) && *count > 1 && length + 3 < sizeof text) {
            memcpy(text + length, "'s", 3);
            status = find_text(walk, text, length + 2, *count, known, error);
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
            status = find_text(walk, text, length, *count, known, error);
        if (*known)
            break;
    }
    return status;
}

/* "U.S." anywhere, "Tenn." and "TX" after a comma. */
static const char *short_form(const bm_walk *walk, uint32_t word, uint32_t says)
{
    const bm_word *at = &walk->words[word];
    bool dotted = (at->flags & BM_WORD_ABBREVIATION) != 0;
    bool capitals = (at->flags & BM_WORD_ALL_CAPS) != 0;
    if ((says & BM_SAYS_SHORT) && (dotted || capitals)) {
        bool shouted =
            word > walk->first && (at[-1].flags & BM_WORD_ALL_CAPS) && at[-1].length > 3 && !dotted;
        return shouted ? NULL : bm_sayings_value(walk->reading, walk->language, at, BM_SAYS_SHORT);
    }
    bool apart = word > walk->first && (at->gap & (BM_GAP_COMMA | BM_GAP_OPEN)) &&
                 (at[-1].flags & BM_WORD_CAPITAL);
    if ((says & BM_SAYS_STATE) && apart)
        return bm_sayings_value(walk->reading, walk->language, at, BM_SAYS_STATE);
    return NULL;
}

/* "Conn." has its period. */
static uint32_t end_of_short_form(const bm_walk *walk, uint32_t word)
{
    uint32_t end = bm_word_end(&walk->words[word]);
    const bm_document *document = &walk->reading->document;
    bool periods =
        memchr(document->text + walk->words[word].start, '.', walk->words[word].length) != NULL;
    bool written_out = (walk->words[word].flags & BM_WORD_ALL_CAPS) && !periods;
    return !periods && !written_out && end < document->length && document->text[end] == '.'
               ? end + 1
               : end;
}

static bm_status take_short_form(const bm_walk *walk, uint32_t word, const char *value,
                                 bm_toponyms *toponyms, bm_error *error)
{
    bm_known_name *known = NULL;
    bm_status status =
        bm_name_table_find(&walk->search->names, value, strlen(value), 1, &known, error);
    if (status)
        return status;
    bm_toponym *made = bm_toponyms_add(toponyms, walk->reading, walk->sentence, word, 1);
    if (!made)
        return no_memory(error);
    made->source = BM_TOPONYM_EXACT;
    made->name = value;
    made->known = known;
    made->told = true;
    made->end = end_of_short_form(walk, word);
    return BM_OK;
}

/* Names of the form are what they are, whether the gazetteer has them or not. */
static bm_status take_form(const bm_walk *walk, uint32_t word, uint32_t count,
                           bm_toponyms *toponyms, bm_error *error)
{
    char text[BM_NAME_TEXT_MAX];
    size_t length =
        copy_text(walk, walk->words[word].start, bm_word_end(&walk->words[word + count - 1]), text);
    bm_toponym *made = bm_toponyms_add(toponyms, walk->reading, walk->sentence, word, count);
    char *name = made ? bm_arena_strndup(walk->reading->arena, text, length) : NULL;
    if (!name)
        return no_memory(error);
    made->source = BM_TOPONYM_FORM;
    made->name = name;
    return BM_OK;
}

static bm_status take_latin(const bm_walk *walk, uint32_t word, bm_toponyms *toponyms,
                            uint32_t *taken, bm_error *error)
{
    *taken = 1;
    uint32_t says = bm_walk_says(walk, word);
    if (says & (BM_SAYS_SHORT | BM_SAYS_STATE)) {
        const char *value = short_form(walk, word, says);
        if (value)
            return take_short_form(walk, word, value, toponyms, error);
    }
    bm_known_name *known = NULL;
    uint32_t count = 0;
    uint32_t end = 0;
    bm_status status = find_longest(walk, word, &known, &count, &end, error);
    if (status)
        return status;
    uint32_t form = bm_form_length(walk, word);
    if (form > count) {
        *taken = form;
        return take_form(walk, word, form, toponyms, error);
    }
    if (!known)
        return BM_OK;
    bm_toponym *made = bm_toponyms_add(toponyms, walk->reading, walk->sentence, word, count);
    if (!made)
        return no_memory(error);
    made->source = BM_TOPONYM_EXACT;
    made->name = known->text;
    made->known = known;
    made->end = end;
    *taken = count;
    return BM_OK;
}

static bm_status take_cyrillic(const bm_walk *walk, uint32_t word, bm_toponyms *toponyms,
                               uint32_t *taken, bm_error *error)
{
    uint32_t most = 1;
    while (most < CYRILLIC_WORDS_MAX && bm_walk_is_joined(walk, word + most) &&
           !(walk->words[word + most].flags & BM_WORD_IN_DATE))
        most++;
    *taken = 1;
    for (uint32_t count = most; count > 0; count--) {
        const char *name = NULL;
        bm_toponym_source source = BM_TOPONYM_EXACT;
        bm_status status = bm_toponyms_lookup_cyrillic(walk->reading, &walk->words[word], count,
                                                       &name, &source, error);
        if (status)
            return status;
        if (!name)
            continue;
        bm_known_name *known = NULL;
        status = bm_name_table_find(&walk->search->names, name, strlen(name), count, &known, error);
        if (status)
            return status;
        bm_toponym *made = bm_toponyms_add(toponyms, walk->reading, walk->sentence, word, count);
        if (!made)
            return no_memory(error);
        made->source = source;
        made->name = name;
        made->known = known;
        *taken = count;
        return BM_OK;
    }
    return BM_OK;
}

static bm_status recognise_sentence(const bm_walk *walk, bm_toponyms *toponyms, bm_error *error)
{
    bm_status status = BM_OK;
    for (uint32_t word = walk->first; !status && word < walk->end;) {
        uint32_t taken = 1;
        if (bm_walk_is_capital(walk, word)) {
            if (walk->words[word].flags & BM_WORD_CYRILLIC)
                status = take_cyrillic(walk, word, toponyms, &taken, error);
            else if (walk->words[word].flags & BM_WORD_LATIN)
                status = take_latin(walk, word, toponyms, &taken, error);
        }
        word += taken;
    }
    return status;
}

bm_status bm_toponyms_recognise(bm_reading *reading, bm_toponyms *toponyms, bm_error *error)
{
    bm_status status = BM_OK;
    for (uint32_t i = 0; !status && i < reading->words.sentence_count; i++) {
        bm_walk walk = bm_walk_of(reading, toponyms->search, i);
        status = recognise_sentence(&walk, toponyms, error);
    }
    return status;
}
