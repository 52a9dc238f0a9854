/* Everything in a report that may be the name of a place: at each capital word the longest sequence
 * of words that the gazetteer knows. */
#include "events/report/toponyms/cyrillic.h"
#include "events/report/toponyms/search.h"

#include <stdlib.h>
#include <string.h>

enum { CYRILLIC_WORDS_MAX = 4 };

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

/* «Копані» is a village here before it is the genitive of Копан in Honduras. */
static bm_status prefer_near(const bm_walk *walk, uint32_t word, uint32_t count, const char **name,
                             bm_toponym_source *source, bm_known_name **known, bm_error *error)
{
    char text[BM_NAME_TEXT_MAX];
    size_t length = bm_walk_copy(walk, walk->words[word].start,
                                 bm_word_end(&walk->words[word + count - 1]), text);
    bm_known_name *itself = NULL;
    if (*source != BM_TOPONYM_INFLECTED || length == 0 ||
        (*known && bm_name_is_of_cyrillic((*known)->places[0].place)))
        return BM_OK;
    bm_status status =
        bm_name_table_find(&walk->search->names, text, length, BM_NAME_EXACT, &itself, error);
    if (!status && itself && bm_name_is_of_cyrillic(itself->places[0].place)) {
        *name = itself->text;
        *known = itself;
        *source = BM_TOPONYM_EXACT;
    }
    return status;
}

static bm_status find_cyrillic(const bm_walk *walk, uint32_t word, uint32_t count,
                               bm_toponyms *toponyms, bool *found, bm_error *error)
{
    const char *name = NULL;
    bm_toponym_source source = BM_TOPONYM_EXACT;
    bm_known_name *known = NULL;
    *found = false;
    bm_status status = bm_toponyms_lookup_cyrillic(walk->reading, &walk->words[word], count, &name,
                                                   &source, error);
    if (status || !name)
        return status;
    status =
        bm_name_table_find(&walk->search->names, name, strlen(name), BM_NAME_EXACT, &known, error);
    if (!status && !known)
        status = bm_name_table_find(&walk->search->names, name, strlen(name), BM_NAME_SPELLING,
                                    &known, error);
    if (!status)
        status = prefer_near(walk, word, count, &name, &source, &known, error);
    if (status)
        return status;
    bm_toponym *made = bm_toponyms_add(toponyms, walk->reading, walk->sentence, word, count);
    if (!made)
        return no_memory(error);
    made->source = source;
    made->name = name;
    made->known = known;
    *found = true;
    return BM_OK;
}

static bm_status take_cyrillic(const bm_walk *walk, uint32_t word, bm_toponyms *toponyms,
                               uint32_t *taken, bm_error *error)
{
    uint32_t most = 1;
    while (most < CYRILLIC_WORDS_MAX && bm_walk_is_joined(walk, word + most) &&
           !(walk->words[word + most].flags & BM_WORD_IN_DATE))
        most++;
    bool found = false;
    bm_status status = BM_OK;
    *taken = 1;
    for (uint32_t count = most; !status && !found && count > 0; count--) {
        status = find_cyrillic(walk, word, count, toponyms, &found, error);
        if (found)
            *taken = count;
    }
    return status;
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
                status = bm_walk_take_latin(walk, word, toponyms, &taken, error);
        }
        word += taken;
    }
    return status;
}

/* «У Сеньківці» in a report that also has «Сеньківку» is no village Сеньківці. */
static bm_status follow_case(bm_reading *reading, bm_toponyms *toponyms, bm_toponym *found,
                             bm_error *error)
{
    bm_name_table *names = &toponyms->search->names;
    const bm_sentence *sentence = &reading->words.sentences[found->sentence];
    bm_language language = bm_reading_block(reading, sentence)->language;
    const bm_cyrillic_known *known =
        bm_cyrillic_know(reading, language, found->name, strlen(found->name));
    bm_status status = BM_OK;
    for (size_t i = 0; known && !status && i < known->form_count; i++) {
        bm_known_name *other = NULL;
        const char *name = known->forms[i].name;
        status = bm_name_table_find(names, name, strlen(name), BM_NAME_EXACT, &other, error);
        if (status || !other || other == found->known || !other->in_other_case)
            continue;
        found->name = other->text;
        found->known = other;
        found->source = BM_TOPONYM_INFLECTED;
        break;
    }
    return status;
}

static bm_status follow_cases(bm_reading *reading, bm_toponyms *toponyms, bm_error *error)
{
    bm_status status = BM_OK;
    for (size_t i = 0; i < toponyms->count; i++)
        if (toponyms->items[i].source == BM_TOPONYM_INFLECTED && toponyms->items[i].known)
            ((bm_known_name *)(uintptr_t)toponyms->items[i].known)->in_other_case = true;
    for (size_t i = 0; !status && i < toponyms->count; i++) {
        bm_toponym *found = &toponyms->items[i];
        if (found->source == BM_TOPONYM_EXACT && found->count == 1 && found->known &&
            !found->known->in_other_case &&
            (reading->words.words[found->first].flags & BM_WORD_CYRILLIC))
            status = follow_case(reading, toponyms, found, error);
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
    if (!status)
        status = follow_cases(reading, toponyms, error);
    return status ? status : bm_toponyms_recognise_again(reading, toponyms, error);
}
