/* Everything in a report that may be the name of a place: at each capital word the longest sequence
 * of words that the gazetteer knows. */
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
        status = bm_name_table_find(&walk->search->names, name, strlen(name), BM_NAME_EXACT, &known,
                                    error);
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
                status = bm_walk_take_latin(walk, word, toponyms, &taken, error);
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
    return status ? status : bm_toponyms_recognise_again(reading, toponyms, error);
}
