/* Elements of patterns, each once, and the words that satisfy them. */
#include "events/report/lexicon/maker.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 1024 };

void *bm_maker_grow(bm_lexicon_maker *maker, void *array, size_t count, size_t *capacity,
                    size_t size)
{
    if (count < *capacity)
        return array;
    void *grown = bm_array_grow(array, count, capacity, size);
    if (grown)
        return grown;
    maker->short_of_memory = true;
    return array;
}

static void add_atom(bm_lexicon_maker *maker, uint32_t *list, uint32_t when, uint32_t element)
{
    if (!BM_MAKER_ROOM(maker, maker->atoms, maker->atom_count, maker->atom_capacity))
        return;
    maker->atoms[maker->atom_count] = (bm_lexicon_atom){element, *list, when};
    *list = (uint32_t)++maker->atom_count;
}

uint32_t bm_maker_take_word(bm_lexicon_maker *maker, const bm_folded_word *word, uint32_t count)
{
    bm_word_table *table = &maker->lexicon->words;
    size_t number = table->word_count;
    if (!BM_MAKER_ROOM(maker, maker->words, number, maker->word_capacity))
        return BM_LEXICON_NONE;
    uint32_t found = bm_word_table_add(table, word, count);
    if (found == BM_LISTED_NONE)
        maker->short_of_memory = true;
    else if (found == number)
        maker->words[found] = (bm_maker_word){0};
    return found;
}

/* The last period of "U.S." is lost where it ends a sentence. */
static bool loses_period(const bm_folded_word *word)
{
    uint32_t last = word->count - 1;
    if (bm_folded_code(word, last) != '.')
        return false;
    for (uint32_t i = 1; i < last; i++)
        if (bm_folded_code(word, i) == '.')
            return true;
    return false;
}

static void add_word(bm_lexicon_maker *maker, uint32_t number, bool stem, uint32_t when,
                     uint32_t element)
{
    bm_word_table *table = &maker->lexicon->words;
    bm_folded_word word;
    bm_word_table_get(table, number, &word);
    add_atom(maker, stem ? &maker->words[number].stems : &maker->words[number].exact, when,
             element);
    if (stem)
        bm_word_table_add_stem(table, &word);
    else if (loses_period(&word) &&
             (number = bm_maker_take_word(maker, &word, word.count - 1)) != BM_LEXICON_NONE)
        add_atom(maker, &maker->words[number].exact, when, element);
}

static void add_reference(bm_lexicon_maker *maker, uint32_t element, uint32_t section)
{
    if (!BM_MAKER_ROOM(maker, maker->references, maker->reference_count, maker->reference_capacity))
        return;
    uint32_t *of_element = &maker->elements[element].references;
    uint32_t *of_section = &maker->sections[section].references;
    maker->references[maker->reference_count++] = (bm_maker_reference){
        element, section, *of_element, *of_section, maker->file, maker->line, false};
    *of_element = *of_section = (uint32_t)maker->reference_count;
}

static void add_alternative(bm_lexicon_maker *maker, uint32_t element,
                            bm_maker_alternative alternative)
{
    uint32_t when = alternative & BM_ALTERNATIVE_CAPITAL ? BM_WHEN_CAPITAL : BM_WHEN_ALWAYS;
    uint32_t number = alternative >> BM_ALTERNATIVE_SHIFT;
    switch (alternative & BM_ALTERNATIVE_KIND) {
    case BM_ALTERNATIVE_NUMBER:
        maker->elements[element].number = true;
        break;
    case BM_ALTERNATIVE_SECTION:
        add_reference(maker, element, number);
        break;
    default:
        add_word(maker, number, (alternative & BM_ALTERNATIVE_KIND) == BM_ALTERNATIVE_STEM, when,
                 element);
    }
}

static size_t hash_alternatives(const bm_maker_alternative *alternatives, uint32_t count)
{
    uint64_t hash = count;
    for (uint32_t i = 0; i < count; i++)
        hash = bm_maker_mix(hash ^ alternatives[i]);
    return (size_t)hash;
}

/* The slot of an equal element, or the empty one where it belongs. */
static uint32_t *find_slot(bm_lexicon_maker *maker, const bm_maker_alternative *alternatives,
                           uint32_t count)
{
    size_t mask = maker->element_slot_count - 1;
    for (size_t at = hash_alternatives(alternatives, count) & mask;; at = (at + 1) & mask) {
        uint32_t *slot = &maker->element_slots[at];
        const bm_maker_element *element = *slot ? &maker->elements[*slot - 1] : NULL;
        if (!element ||
            (element->count == count && memcmp(maker->alternatives + element->alternatives,
                                               alternatives, count * sizeof *alternatives) == 0))
            return slot;
    }
}

static bool grow_slots(bm_lexicon_maker *maker)
{
    size_t count = maker->element_slot_count ? maker->element_slot_count * 4 : FIRST_SLOTS;
    if (maker->hashed_count * 2 < maker->element_slot_count)
        return true;
    uint32_t *slots = calloc(count, sizeof *slots);
    if (!slots) {
        maker->short_of_memory = true;
        return false;
    }
    for (size_t i = 0; i < maker->element_slot_count; i++) {
        if (!maker->element_slots[i])
            continue;
        const bm_maker_element *element = &maker->elements[maker->element_slots[i] - 1];
        size_t at = hash_alternatives(maker->alternatives + element->alternatives, element->count);
        while (slots[at & (count - 1)])
            at++;
        slots[at & (count - 1)] = maker->element_slots[i];
    }
    free(maker->element_slots);
    maker->element_slots = slots;
    maker->element_slot_count = count;
    return true;
}

static bool keep_alternatives(bm_lexicon_maker *maker, const bm_maker_alternative *alternatives,
                              uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (!BM_MAKER_ROOM(maker, maker->alternatives, maker->alternative_count,
                           maker->alternative_capacity))
            return false;
        maker->alternatives[maker->alternative_count++] = alternatives[i];
    }
    return true;
}

/* Where the number of a plain word's or stem's element is kept; NULL for other elements. */
static uint32_t *plain_slot(bm_lexicon_maker *maker, const bm_maker_alternative *alternatives,
                            uint32_t count)
{
    uint32_t kind = alternatives[0] & (BM_ALTERNATIVE_KIND | BM_ALTERNATIVE_CAPITAL);
    if (count > 1 || (kind != BM_ALTERNATIVE_WORD && kind != BM_ALTERNATIVE_STEM))
        return NULL;
    return &maker->words[alternatives[0] >> BM_ALTERNATIVE_SHIFT].elements[kind];
}

uint32_t bm_maker_take_element(bm_lexicon_maker *maker, const bm_maker_alternative *alternatives,
                               uint32_t count)
{
    uint32_t *slot = plain_slot(maker, alternatives, count);
    bool plain = slot != NULL;
    if (!plain && !grow_slots(maker))
        return BM_LEXICON_NONE;
    if (!plain)
        slot = find_slot(maker, alternatives, count);
    if (*slot)
        return *slot - 1;
    if (!BM_MAKER_ROOM(maker, maker->elements, maker->element_count, maker->element_capacity))
        return BM_LEXICON_NONE;
    bm_maker_element element = {.alternatives = (uint32_t)maker->alternative_count, .count = count};
    if (!plain && !keep_alternatives(maker, alternatives, count))
        return BM_LEXICON_NONE;
    uint32_t number = (uint32_t)maker->element_count++;
    maker->elements[number] = element;
    maker->hashed_count += !plain;
    *slot = number + 1;
    for (uint32_t i = 0; i < count; i++)
        add_alternative(maker, number, alternatives[i]);
    return number;
}

/* Room for the patterns of a file behind those there are: what fails here fails again later. */
#define RESERVE(array, count, capacity)                                                            \
    (void)BM_MAKER_ROOM(maker, array, (count) + patterns, capacity)

void bm_maker_reserve(bm_lexicon_maker *maker, size_t patterns)
{
    bm_lexicon *lexicon = maker->lexicon;
    bm_word_table *table = &lexicon->words;
    RESERVE(lexicon->entries, lexicon->entry_count, lexicon->entry_capacity);
    RESERVE(table->words, table->word_count, table->word_capacity);
    RESERVE(table->chunks, table->chunk_count + patterns, table->chunk_capacity);
    RESERVE(maker->words, table->word_count, maker->word_capacity);
    RESERVE(maker->elements, maker->element_count, maker->element_capacity);
    RESERVE(maker->atoms, maker->atom_count, maker->atom_capacity);
    RESERVE(maker->singles, maker->single_count, maker->single_capacity);
    RESERVE(maker->nodes, maker->node_count, maker->node_capacity);
    if (!bm_word_table_reserve(table, table->word_count + patterns))
        maker->short_of_memory = true;
}
