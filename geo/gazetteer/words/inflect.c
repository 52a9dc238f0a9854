#include "geo/gazetteer/words/inflect.h"

#include "base/utf8.h"
#include "geo/gazetteer/words/inflect_tables.h"

#include <string.h>

enum {
    PARTS_MAX = 4,
    READINGS_MAX = 64,
    /* A key's letters have two bytes each; no suffix is longer than five. */
    LETTERS_MAX = BM_FOLD_KEY_SIZE,
    TEXT_MAX = LETTERS_MAX + PARTS_MAX * 6,
    SHORTEST_NAME = 4,
    SHORTEST_PART = 2,
    /* Combinations of a compound's readings that are looked at; honest names have some dozens. */
    COMBINATIONS_MAX = 4096
};

typedef struct part {
    const char16_t *letters;
    size_t length;
    char16_t separator; /* before it; 0 for the first */
    bool is_fixed;      /* number, preposition, or what a preposition governs */
    bool is_capitalised;
    size_t count;
    bm_reading readings[READINGS_MAX];
} part;

typedef struct nominative {
    char16_t text[TEXT_MAX];
    size_t length;
    unsigned languages;
    unsigned cases;
    double usual;
    double weight;
} nominative;

typedef struct search {
    part parts[PARTS_MAX];
    size_t part_count;
    const bm_reading *chosen[PARTS_MAX]; /* NULL where the part stays as it is */
    unsigned combinations;
    nominative found[BM_NOMINATIVES_MAX + 1]; /* the last is where the next is made */
    size_t found_count;
} search;

/* What the readings chosen so far have in common. */
typedef struct agreement {
    unsigned languages;
    unsigned cases;
    unsigned nouns;      /* bm_agreement bits */
    unsigned adjectives; /* bm_agreement bits */
    bool changed;
    bool unread; /* a noun after a blank stays as it is */
    double weight;
} agreement;

/* How often a place's name stands in these cases in the news: "in Kopani", "from Kopani" … */
static double case_weight(unsigned cases)
{
    return ((cases & LOC) ? 0.45 : 0) + ((cases & GEN) ? 0.32 : 0) + ((cases & ACC) ? 0.12 : 0) +
           ((cases & INS) ? 0.06 : 0) + ((cases & DAT) ? 0.05 : 0);
}

/* How likely a word with this ending is a nominative as it stands, against the readings' weights;
 * the first ending that fits counts. */
static double nominative_weight(const part *word)
{
    static const struct {
        char16_t ending[4];
        double weight;
    } endings[] = {{u"ого", 0.01}, {u"его", 0.01}, {u"ага", 0.05}, {u"яга", 0.05}, {u"ому", 0.01},
                   {u"ами", 0.01}, {u"ями", 0.01}, {u"амі", 0.01}, {u"ямі", 0.01}, {u"ові", 0.02},
                   {u"ах", 0.02},  {u"ях", 0.02},  {u"их", 0.03},  {u"ых", 0.03},  {u"іх", 0.03},
                   {u"ом", 0.05},  {u"ем", 0.05},  {u"ам", 0.05},  {u"ям", 0.05},  {u"им", 0.05},
                   {u"ым", 0.05},  {u"ім", 0.05},  {u"ой", 0.05},  {u"ей", 0.05},  {u"ій", 0.05},
                   {u"ий", 0.4},   {u"ый", 0.4},   {u"ое", 0.4},   {u"ее", 0.4},   {u"ые", 0.4},
                   {u"ие", 0.4},   {u"ье", 0.3},   {u"ае", 0.3},   {u"й", 0.1},    {u"ь", 0.2},
                   {u"е", 0.12},   {u"у", 0.01},   {u"ю", 0.01},   {u"ц", 0.1}};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const char16_t *ending = endings[i].ending;
        size_t length = ending[1] ? ending[2] ? 3 : 2 : 1;
        if (word->length > length && ending[length - 1] == word->letters[word->length - 1] &&
            (length < 2 || ending[length - 2] == word->letters[word->length - 2]) &&
            (length < 3 || ending[0] == word->letters[word->length - 3]))
            return endings[i].weight;
    }
    return 0.4;
}

/* Languages whose alphabets have the letter; 0 when none has. */
static unsigned languages_of(char16_t letter)
{
    switch (letter) {
    case u'ў':
        return BM_INFLECT_BE;
    case u'ї':
    case u'є':
    case u'ґ':
        return BM_INFLECT_UK;
    case u'ъ':
        return BM_INFLECT_RU;
    case u'і':
    case u'\'':
        return BM_INFLECT_BE | BM_INFLECT_UK;
    case u'ы':
    case u'э':
    case u'ё':
        return BM_INFLECT_BE | BM_INFLECT_RU;
    case u'и':
    case u'щ':
        return BM_INFLECT_UK | BM_INFLECT_RU;
    default:
        return letter >= u'а' && letter <= u'я' ? BM_INFLECT_BE | BM_INFLECT_UK | BM_INFLECT_RU : 0;
    }
}

static bool is_preposition(const part *word)
{
    static const char16_t prepositions[][4] = {u"на",  u"над", u"под", u"пад",
                                               u"під", u"при", u"за",  u"у"};
    for (size_t i = 0; i < sizeof prepositions / sizeof *prepositions; i++) {
        const char16_t *text = prepositions[i];
        size_t length = 0;
        while (length < 4 && text[length])
            length++;
        if (length == word->length && memcmp(text, word->letters, length * sizeof *text) == 0)
            return true;
    }
    return false;
}

/* One word from `at`; returns where it ends, or 0 when it is none of ours. */
static size_t cut_part(part *word, const char16_t *letters, size_t at, unsigned *languages)
{
    size_t digits = 0;
    word->letters = letters + at;
    while (letters[at] && letters[at] != u' ' && letters[at] != u'-') {
        if (letters[at] >= u'0' && letters[at] <= u'9')
            digits++;
        else if (!(*languages &= languages_of(letters[at])))
            return 0;
        at++;
    }
    word->length = (size_t)(letters + at - word->letters);
    if (word->length == 0 || (digits > 0 && digits < word->length))
        return 0;
    word->is_fixed = digits > 0;
    word->is_capitalised = digits == 0;
    return at;
}

/* Cut the letters into words and read each. Returns false when this is no name of ours. */
static bool read_parts(search *self, const char16_t *letters)
{
    unsigned languages = BM_INFLECT_BE | BM_INFLECT_UK | BM_INFLECT_RU;
    size_t at = 0;
    bool governed = false;
    for (;;) {
        if (self->part_count == PARTS_MAX)
            return false;
        part *word = &self->parts[self->part_count];
        word->separator = self->part_count ? letters[at - 1] : 0;
        at = cut_part(word, letters, at, &languages);
        if (at == 0)
            return false;
        if (self->part_count > 0 && is_preposition(word)) {
            governed = true;
            word->is_capitalised = false;
        }
        word->is_fixed = word->is_fixed || governed;
        self->part_count++;
        if (!letters[at])
            break;
        at++;
    }
    bool compound = self->part_count > 1;
    for (size_t i = 0; i < self->part_count; i++) {
        part *word = &self->parts[i];
        word->count = word->is_fixed ? 0
                                     : bm_inflect_read(word->letters, word->length, languages,
                                                       compound ? SHORTEST_PART : SHORTEST_NAME,
                                                       compound, word->readings, READINGS_MAX);
    }
    return true;
}

static void write_text(const search *self, nominative *made)
{
    size_t used = 0;
    for (size_t i = 0; i < self->part_count; i++) {
        const part *word = &self->parts[i];
        const bm_reading *reading = self->chosen[i];
        if (word->separator)
            made->text[used++] = word->separator;
        size_t kept = reading ? reading->kept : word->length;
        memcpy(made->text + used, word->letters, kept * sizeof *made->text);
        used += kept;
        for (const char16_t *suffix = reading ? reading->suffix : u""; *suffix; suffix++)
            made->text[used++] = *suffix;
    }
    made->length = used;
}

/* An adjective before or after a noun has the noun's ending, not that of names. */
static const double usual_adjective = 0.4;

static double usual_of(const search *self, const nominative *made)
{
    double usual = 1;
    size_t start = 0;
    for (size_t i = 0; i < self->part_count; i++) {
        size_t end = start;
        while (end < made->length && made->text[end] != u' ' && made->text[end] != u'-')
            end++;
        const bm_reading *reading = self->chosen[i];
        if (self->part_count > 1 && reading && reading->is_adjective)
            usual *= usual_adjective;
        else if (!self->parts[i].is_fixed)
            usual *= bm_inflect_usual(made->text + start, end - start);
        start = end + 1;
    }
    return usual;
}

static void keep(search *self, const agreement *agreed)
{
    nominative *made = &self->found[self->found_count];
    double weight = agreed->weight * case_weight(agreed->cases);
    write_text(self, made);
    size_t least = 0;
    for (size_t i = 0; i < self->found_count; i++) {
        nominative *other = &self->found[i];
        if (other->length == made->length &&
            memcmp(other->text, made->text, made->length * sizeof *made->text) == 0) {
            other->languages |= agreed->languages;
            other->cases |= agreed->cases;
            other->weight += weight * other->usual;
            return;
        }
        if (other->weight < self->found[least].weight)
            least = i;
    }
    made->languages = agreed->languages;
    made->cases = agreed->cases;
    made->usual = usual_of(self, made);
    made->weight = weight * made->usual;
    if (self->found_count < BM_NOMINATIVES_MAX)
        self->found_count++;
    else if (made->weight > self->found[least].weight)
        self->found[least] = *made;
}

static bool is_single(unsigned bits)
{
    return (bits & (bits - 1)) == 0;
}

/* How likely a word of a compound stays as it is while another changes: Давид-Городке,
 * Ростове-на-Дону, Долине Роз. */
static double fixed_weight(const search *self, size_t index)
{
    const part *word = &self->parts[index];
    bool last = index + 1 == self->part_count;
    char16_t end = word->letters[word->length - 1];
    if (word->is_fixed)
        return 1;
    if (!last && self->parts[index + 1].separator == u'-')
        return end == u'о' || end == u'е' || end == u'а' ? 0.8 : 0.6;
    if (word->separator == u'-')
        return 0.1;
    return last ? 0.25 : 0.1;
}

static bool is_changed(const part *word, const bm_reading *reading)
{
    const char16_t *left = word->letters + reading->kept;
    size_t count = word->length - reading->kept;
    for (size_t i = 0; i < count; i++)
        if (reading->suffix[i] != left[i])
            return true;
    return reading->suffix[count] != 0;
}

static void combine(search *self, size_t index, agreement agreed)
{
    if (++self->combinations > COMBINATIONS_MAX)
        return;
    if (index == self->part_count) {
        bool agrees =
            agreed.nouns == 0 || agreed.adjectives == 0 || (agreed.nouns & agreed.adjectives) != 0;
        /* An adjective never changes without its noun. */
        if (agreed.unread && agreed.nouns == 0)
            agreed.weight *= 0.1;
        if (agreed.changed && agrees)
            keep(self, &agreed);
        return;
    }
    const part *word = &self->parts[index];
    for (size_t i = 0; i < word->count; i++) {
        const bm_reading *reading = &word->readings[i];
        agreement next = agreed;
        next.languages &= reading->language;
        next.cases &= reading->cases;
        *(reading->is_adjective ? &next.adjectives : &next.nouns) |= reading->agreement;
        if (!next.languages || !next.cases || !is_single(next.adjectives))
            continue;
        next.changed = agreed.changed || is_changed(word, reading);
        next.weight *= reading->weight / 100.0;
        self->chosen[index] = reading;
        combine(self, index + 1, next);
    }
    if (self->part_count > 1) {
        agreed.weight *= fixed_weight(self, index);
        agreed.unread = agreed.unread || (!word->is_fixed && word->separator != u'-');
        self->chosen[index] = NULL;
        combine(self, index + 1, agreed);
    }
}

static char16_t upper(char16_t letter)
{
    if (letter >= 0x430 && letter <= 0x44F)
        return (char16_t)(letter - 0x20);
    if (letter >= 0x450 && letter <= 0x45F)
        return (char16_t)(letter - 0x50);
    return letter == 0x491 ? 0x490 : letter;
}

/* False when it is too long to be looked up. */
static bool write_utf8(const search *self, const nominative *made, char text[BM_FOLD_KEY_SIZE])
{
    size_t used = 0;
    size_t index = 0;
    bool first = true;
    for (size_t i = 0; i < made->length; i++) {
        char16_t letter = made->text[i];
        if (used + 6 >= BM_FOLD_KEY_SIZE) /* so that the exact key has room for its widest letter */
            return false;
        used += bm_utf8_encode(first && self->parts[index].is_capitalised ? upper(letter) : letter,
                               text + used);
        first = letter == u' ' || letter == u'-';
        index += first;
    }
    text[used] = '\0';
    return true;
}

/* Likeliest first; of equals, in the order of their letters. */
static bool precedes(const nominative *a, const nominative *b)
{
    if (a->weight != b->weight)
        return a->weight > b->weight;
    for (size_t i = 0; i < a->length && i < b->length; i++)
        if (a->text[i] != b->text[i])
            return a->text[i] < b->text[i];
    return a->length < b->length;
}

/* The letters of the exact key; false when it is too short or has characters beyond 16 bits. */
static bool read_letters(const char *name, char16_t letters[LETTERS_MAX])
{
    char key[BM_FOLD_KEY_SIZE];
    if (!bm_fold_exact(name, key))
        return false;
    size_t count = 0;
    for (const char *at = key; *at;) {
        int32_t letter = bm_utf8_next(&at);
        if (letter < 0 || letter > 0xFFFF)
            return false;
        letters[count++] = (char16_t)letter;
    }
    letters[count] = 0;
    return count >= SHORTEST_NAME;
}

size_t bm_inflect_nominatives(const char *name, bm_nominative *found, size_t capacity)
{
    char16_t letters[LETTERS_MAX];
    search self;
    self.part_count = self.found_count = 0;
    self.combinations = 0;
    if (!read_letters(name, letters) || !read_parts(&self, letters))
        return 0;
    combine(&self, 0, (agreement){.languages = ~0u, .cases = ~0u, .weight = 1});

    double total = 1;
    for (size_t i = 0; i < self.part_count; i++)
        if (!self.parts[i].is_fixed) {
            const part *word = &self.parts[i];
            double weight = nominative_weight(word) * bm_inflect_usual(word->letters, word->length);
            total = weight < total ? weight : total;
        }
    const nominative *order[BM_NOMINATIVES_MAX];
    for (size_t i = 0; i < self.found_count; i++) {
        size_t at = i;
        for (; at > 0 && precedes(&self.found[i], order[at - 1]); at--)
            order[at] = order[at - 1];
        order[at] = &self.found[i];
        total += self.found[i].weight;
    }
    size_t written = 0;
    for (size_t i = 0; i < self.found_count && written < capacity; i++) {
        if (!write_utf8(&self, order[i], found[written].text))
            continue;
        found[written].languages = order[i]->languages;
        found[written].cases = order[i]->cases;
        found[written].plausibility = order[i]->weight / total;
        written++;
    }
    return written;
}

bool bm_inflect_agrees(const char *nominative_name, const char *form)
{
    char wanted[BM_FOLD_KEY_SIZE];
    bm_nominative found[BM_NOMINATIVES_MAX];
    size_t count = bm_inflect_nominatives(form, found, BM_NOMINATIVES_MAX);
    if (count == 0 || !bm_fold_exact(nominative_name, wanted))
        return false;
    for (size_t i = 0; i < count; i++) {
        char key[BM_FOLD_KEY_SIZE];
        if (bm_fold_exact(found[i].text, key) && strcmp(key, wanted) == 0)
            return true;
    }
    return false;
}
