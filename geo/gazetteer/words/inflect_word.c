#include "geo/gazetteer/words/inflect_tables.h"

#include <string.h>

static size_t length_of(const char16_t *text)
{
    size_t length = 0;
    while (text[length])
        length++;
    return length;
}

/* Last letter first, because nearly all differ there. */
static inline bool ends_with(const char16_t *word, size_t length, const char16_t *ending,
                             size_t size)
{
    if (length <= size)
        return false;
    const char16_t *at = word + length - size;
    while (size > 0 && at[size - 1] == ending[size - 1])
        size--;
    return size == 0;
}

typedef struct reader {
    const char16_t *word;
    size_t length;
    size_t shortest;
    bool unchanged;
    uint8_t language;
    bm_reading *readings;
    size_t count;
    size_t capacity;
} reader;

static void add(reader *self, const bm_declension *declension, const bm_stem_rule *rule,
                size_t base, size_t size, unsigned cases)
{
    bool same = base + size == self->length &&
                memcmp(self->word + base, rule->nominative, size * sizeof *self->word) == 0;
    if (base + size < self->shortest || (same && !self->unchanged) || self->count == self->capacity)
        return;
    self->readings[self->count++] = (bm_reading){.suffix = rule->nominative,
                                                 .kept = (uint8_t)base,
                                                 .language = self->language,
                                                 .cases = (uint8_t)cases,
                                                 .agreement = (uint8_t)declension->agreement,
                                                 .is_adjective = declension->is_adjective,
                                                 .weight = rule->weight};
}

static bool is_in(uint64_t set, char16_t letter)
{
    return set >> bm_letter_index(letter) & 1;
}

static bool fits(const reader *self, const bm_stem_rule *rule, size_t base)
{
    if (base == 0 || !is_in(rule->after & ~BM_LETTERS_SINGLE, self->word[base - 1]))
        return false;
    return !(rule->after & BM_LETTERS_SINGLE) ||
           (base > 1 && is_in(VOWEL | SOFT | APOSTROPHE | IN(u'й'), self->word[base - 2]));
}

static void read_ending(reader *self, const bm_declension *declension, const bm_case_ending *ending)
{
    size_t stem = self->length - ending->length;
    if (stem + 1 < self->shortest)
        return;
    for (const bm_stem_rule *rule = declension->rules; rule->after; rule++) {
        size_t oblique = length_of(rule->oblique);
        if (ends_with(self->word, stem, rule->oblique, oblique) && fits(self, rule, stem - oblique))
            add(self, declension, rule, stem - oblique, length_of(rule->nominative), ending->cases);
    }
}

/* The accusative that is the nominative, which matters where another word of the name changes. */
static void read_accusative(reader *self, const bm_declension *declension)
{
    for (const bm_stem_rule *rule = declension->rules; rule->after; rule++) {
        size_t size = length_of(rule->nominative);
        if (ends_with(self->word, self->length, rule->nominative, size) &&
            fits(self, rule, self->length - size))
            add(self, declension, rule, self->length - size, size, ACC);
    }
}

size_t bm_inflect_read(const char16_t *word, size_t length, unsigned languages, size_t shortest,
                       bool unchanged, bm_reading *readings, size_t capacity)
{
    static const struct {
        uint8_t language;
        const bm_declension *declensions;
    } tables[] = {{BM_INFLECT_BE, bm_inflect_be},
                  {BM_INFLECT_UK, bm_inflect_uk},
                  {BM_INFLECT_RU, bm_inflect_ru}};
    reader self = {.word = word,
                   .length = length,
                   .shortest = shortest,
                   .unchanged = unchanged,
                   .readings = readings,
                   .capacity = capacity};
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        self.language = tables[t].language;
        if (!(languages & self.language))
            continue;
        for (const bm_declension *d = tables[t].declensions; d->endings; d++) {
            for (const bm_case_ending *ending = d->endings; ending->cases; ending++)
                if (ends_with(word, length, ending->text, ending->length))
                    read_ending(&self, d, ending);
            if (unchanged && d->keeps_accusative)
                read_accusative(&self, d);
        }
    }
    return self.count;
}
