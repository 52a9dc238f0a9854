/* Elements of patterns, each once; the tree of the letters of their words. */
#include "events/report/lexicon/letters.h"
#include "events/report/lexicon/maker.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 4096 };

bool bm_maker_grow(lexicon_maker *maker, void **array, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return true;
    void *grown = bm_array_grow(*array, count, capacity, size);
    if (grown)
        *array = grown;
    else
        maker->short_of_memory = true;
    return grown != NULL;
}

static uint32_t new_letter(lexicon_maker *maker, uint32_t parent, uint8_t code)
{
    bm_lexicon *lexicon = maker->lexicon;
    if (lexicon->letter_count >= LEXICON_NODES) {
        maker->over_limit = true;
        return 0;
    }
    if (!bm_maker_grow(maker, (void **)&lexicon->letters, lexicon->letter_count,
                       &lexicon->letter_capacity, sizeof *lexicon->letters))
        return 0;
    lexicon->letters[lexicon->letter_count] = (letter_node){.parent = parent, .code = code};
    return (uint32_t)lexicon->letter_count++;
}

/* The node below `parent`, made when there is none; 0 when memory is short. */
static uint32_t child_of(lexicon_maker *maker, uint32_t parent, uint8_t code)
{
    bm_lexicon *lexicon = maker->lexicon;
    uint32_t found = parent == 0 ? lexicon->letter_roots[code] : lexicon->letters[parent].child;
    while (parent != 0 && found != 0 && lexicon->letters[found].code != code)
        found = lexicon->letters[found].next;
    if (found != 0)
        return found;
    uint32_t made = new_letter(maker, parent, code);
    if (made != 0 && parent == 0) {
        lexicon->letter_roots[code] = made;
    } else if (made != 0) {
        lexicon->letters[made].next = lexicon->letters[parent].child;
        lexicon->letters[parent].child = made;
    }
    return made;
}

static void add_atom(lexicon_maker *maker, uint32_t *list, uint32_t when, uint32_t element)
{
    if (!bm_maker_grow(maker, (void **)&maker->atoms, maker->atom_count, &maker->atom_capacity,
                       sizeof *maker->atoms))
        return;
    maker->atoms[maker->atom_count] = (lexicon_atom){element, *list, when};
    *list = (uint32_t)++maker->atom_count;
}

void bm_maker_add_word(lexicon_maker *maker, const uint8_t *codes, size_t count, bool stem,
                       uint32_t when, uint32_t element)
{
    uint32_t node = 0;
    for (size_t i = 0; i < count; i++) {
        node = child_of(maker, node, codes[i]);
        if (node == 0)
            return;
    }
    letter_node *end = &maker->lexicon->letters[node];
    add_atom(maker, stem ? &end->stems : &end->exact, when, element);
    /* The last period of "U.S." is lost where it ends a sentence. */
    if (!stem && count > 2 && codes[count - 1] == '.' && memchr(codes, '.', count - 1))
        add_atom(maker, &maker->lexicon->letters[end->parent].exact, when, element);
}

static uint64_t hash_key(const uint8_t *key, size_t length)
{
    uint64_t hash = length;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ key[i]) * UINT64_C(0x100000001B3);
    return bm_maker_mix(hash);
}

/* The slot of an equal element, or the empty one where it belongs. */
static uint32_t *find_slot(lexicon_maker *maker, const uint8_t *key, size_t length, uint64_t hash)
{
    size_t mask = maker->element_slot_count - 1;
    for (size_t at = hash & mask;; at = (at + 1) & mask) {
        uint32_t *slot = &maker->element_slots[at];
        const maker_element *element = *slot ? &maker->elements[*slot - 1] : NULL;
        if (!element || (element->hash == hash && element->key_length == length &&
                         memcmp(maker->keys + element->key, key, length) == 0))
            return slot;
    }
}

static bool grow_slots(lexicon_maker *maker)
{
    if (maker->element_count * 2 < maker->element_slot_count)
        return true;
    size_t count = maker->element_slot_count ? maker->element_slot_count * 4 : FIRST_SLOTS;
    uint32_t *slots = calloc(count, sizeof *slots);
    if (!slots) {
        maker->short_of_memory = true;
        return false;
    }
    for (size_t i = 0; i < maker->element_count; i++) {
        size_t at = maker->elements[i].hash & (count - 1);
        while (slots[at])
            at = (at + 1) & (count - 1);
        slots[at] = (uint32_t)i + 1;
    }
    free(maker->element_slots);
    maker->element_slots = slots;
    maker->element_slot_count = count;
    return true;
}

static void add_reference(lexicon_maker *maker, uint32_t element, uint32_t section)
{
    if (!bm_maker_grow(maker, (void **)&maker->references, maker->reference_count,
                       &maker->reference_capacity, sizeof *maker->references))
        return;
    uint32_t *of_element = &maker->elements[element].references;
    uint32_t *of_section = &maker->sections[section].references;
    maker->references[maker->reference_count++] = (maker_reference){
        element, section, *of_element, *of_section, maker->file, maker->line, false};
    *of_element = *of_section = (uint32_t)maker->reference_count;
}

static void add_alternatives(lexicon_maker *maker, uint32_t element, const uint8_t *key,
                             size_t length)
{
    for (size_t at = 0; at < length; at += (size_t)key[at + 1] + 2) {
        int kind = key[at] & ~ALTERNATIVE_CAPITAL;
        const uint8_t *bytes = key + at + 2;
        if (kind == ALTERNATIVE_NUMBER)
            maker->elements[element].number = true;
        else if (kind == ALTERNATIVE_SECTION)
            add_reference(maker, element, (uint32_t)bytes[0] << 8 | bytes[1]);
        else
            bm_maker_add_word(maker, bytes, key[at + 1], kind == ALTERNATIVE_STEM,
                              key[at] & ALTERNATIVE_CAPITAL ? WHEN_CAPITAL : WHEN_ALWAYS, element);
    }
}

static bool keep_key(lexicon_maker *maker, const uint8_t *key, size_t length)
{
    while (maker->key_capacity - maker->key_count < length)
        if (!bm_maker_grow(maker, (void **)&maker->keys, maker->key_capacity, &maker->key_capacity,
                           1))
            return false;
    memcpy(maker->keys + maker->key_count, key, length);
    maker->key_count += length;
    return true;
}

uint32_t bm_maker_element(lexicon_maker *maker, const uint8_t *key, size_t length)
{
    uint64_t hash = hash_key(key, length);
    if (!grow_slots(maker))
        return BM_LEXICON_NONE;
    uint32_t *slot = find_slot(maker, key, length, hash);
    if (*slot)
        return *slot - 1;
    if (!bm_maker_grow(maker, (void **)&maker->elements, maker->element_count,
                       &maker->element_capacity, sizeof *maker->elements))
        return BM_LEXICON_NONE;
    maker_element element = {
        .key = (uint32_t)maker->key_count, .key_length = (uint32_t)length, .hash = hash};
    if (!keep_key(maker, key, length))
        return BM_LEXICON_NONE;
    uint32_t number = (uint32_t)maker->element_count++;
    maker->elements[number] = element;
    *slot = number + 1;
    add_alternatives(maker, number, key, length);
    return number;
}
