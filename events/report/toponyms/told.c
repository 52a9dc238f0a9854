/* Names that the words beside them say are places', whether the gazetteer has them or not. */
#include "events/report/toponyms/search.h"

#include <stdlib.h>

enum { TOLD_WORDS_MAX = 3, NAMES_MAX = 64, SPELLINGS_MAX = 1000, SHORTEST_SPELLING = 4 };
static const float area_prominence = 1.8f;

static const uint32_t no_name = BM_SAYS_TITLE | BM_SAYS_GIVEN | BM_SAYS_BODY | BM_SAYS_MEDIA |
                                BM_SAYS_TEAM | BM_SAYS_EVENT | BM_SAYS_STREET | BM_SAYS_PEOPLE |
                                BM_SAYS_ROLE | BM_SAYS_START | BM_SAYS_BESIDE;

static bool may_be_name(const bm_walk *walk, uint32_t word)
{
    const bm_word *at = &walk->words[word];
    return bm_walk_is_capital(walk, word) && (at->flags & BM_WORD_LATIN) &&
           !(at->flags & (BM_WORD_TITLE_CASE | BM_WORD_ALL_CAPS | BM_WORD_INNER_CAP)) &&
           at->length > 2 && !(bm_walk_says(walk, word) & no_name);
}

/* Words of one name from one on; 0 when they go on as something else. */
static uint32_t run_of(const bm_walk *walk, uint32_t word)
{
    uint32_t length = 0;
    while (length < TOLD_WORDS_MAX && may_be_name(walk, word + length)) {
        bool ends = (walk->words[word + length].flags & BM_WORD_POSSESSIVE) != 0;
        length++;
        if (ends || !bm_walk_is_joined(walk, word + length))
            return length;
    }
    return length > 0 && bm_walk_is_capital(walk, word + length) &&
                   !(bm_walk_says(walk, word + length) & BM_SAYS_BESIDE)
               ? 0
               : length;
}

/* "the village of" */
static bool is_after_kind(const bm_walk *walk, uint32_t word)
{
    if (!bm_walk_is_joined(walk, word) || !bm_walk_is(walk, word - 1, "of", 2) ||
        !bm_walk_is_joined(walk, word - 1))
        return false;
    return (bm_walk_says(walk, word - 2) & BM_SAYS_TOWN) &&
           !(walk->words[word - 2].flags & BM_WORD_CAPITAL);
}

static bool is_after_preposition(const bm_walk *walk, uint32_t word)
{
    if (!bm_walk_is_joined(walk, word))
        return false;
    return (bm_walk_says(walk, word - 1) & (BM_SAYS_IN | BM_SAYS_AT)) != 0;
}

/* ", Texas" */
static bm_status is_before_area(const bm_walk *walk, uint32_t word, bool *before, bm_error *error)
{
    *before = false;
    if (word >= walk->end || !bm_walk_is_capital(walk, word) ||
        !(walk->words[word].gap & BM_GAP_COMMA))
        return BM_OK;
    if (bm_walk_short_form(walk, word, bm_walk_says(walk, word))) {
        *before = true;
        return BM_OK;
    }
    bm_known_name *known = NULL;
    uint32_t count = 0;
    uint32_t end = 0;
    bm_status status = bm_walk_find_longest(walk, word, &known, &count, &end, error);
    *before = known && known->prominence >= area_prominence &&
              known->places[0].place->kind >= BM_PLACE_REGION;
    return status;
}

bm_status bm_told_length(const bm_walk *walk, uint32_t word, uint32_t *length, bm_error *error)
{
    *length = 0;
    bool kind = is_after_kind(walk, word);
    if (!kind && !is_after_preposition(walk, word))
        return BM_OK;
    uint32_t run = run_of(walk, word);
    if (run == 0)
        return BM_OK;
    bool told = kind;
    bm_status status = BM_OK;
    if (!told)
        status = is_before_area(walk, word + run, &told, error);
    *length = told ? run : 0;
    return status;
}

/* Names that were told, and what the report is about. */
typedef struct memory {
    const char *names[NAMES_MAX];
    size_t lengths[NAMES_MAX];
    size_t count;
    uint64_t initials[4]; /* a bit for each first byte of a name */
    bool spellings;
    size_t spelling_count;
} memory;

static void remember(memory *all, const char *name)
{
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->names[i], name) == 0)
            return;
    if (all->count == NAMES_MAX)
        return;
    unsigned char initial = (unsigned char)name[0];
    all->initials[initial / 64] |= 1ULL << initial % 64;
    all->lengths[all->count] = strlen(name);
    all->names[all->count++] = name;
}

/* Other spellings are looked for when the report names two places there, or a country. */
static void look_back(memory *all, const bm_toponyms *toponyms)
{
    const bm_place *first = NULL;
    for (size_t i = 0; i < toponyms->count; i++) {
        const bm_toponym *toponym = &toponyms->items[i];
        if (toponym->told && toponym->source == BM_TOPONYM_FORM)
            remember(all, toponym->name);
        if (all->spellings || !toponym->known)
            continue;
        const bm_place *place = toponym->known->places[0].place;
        if (!bm_name_is_of_cyrillic(place) || toponym->known->prominence < area_prominence)
            continue;
        all->spellings = place->kind >= BM_PLACE_REGION || (first && first != place);
        first = place;
    }
}

/* How many words from one on are a remembered name. */
static uint32_t remembered(const memory *all, const bm_walk *walk, uint32_t word)
{
    const bm_document *document = &walk->reading->document;
    const char *text = document->text + walk->words[word].start;
    unsigned char initial = (unsigned char)text[0];
    if (!(all->initials[initial / 64] & 1ULL << initial % 64))
        return 0;
    for (size_t i = 0; i < all->count; i++) {
        size_t length = all->lengths[i];
        if (length > document->length - walk->words[word].start ||
            memcmp(text, all->names[i], length) != 0)
            continue;
        uint32_t end = walk->words[word].start + (uint32_t)length;
        for (uint32_t last = word; last < walk->end && last < word + TOLD_WORDS_MAX; last++)
            if (bm_word_end(&walk->words[last]) == end)
                return last + 1 - word;
    }
    return 0;
}

/* "the village of Svitlodars'k" is told, and known by another spelling. */
static bm_status know_told(memory *all, bm_toponyms *toponyms, size_t count, bm_error *error)
{
    bm_status status = BM_OK;
    for (size_t i = 0; !status && i < count && all->spelling_count < SPELLINGS_MAX; i++) {
        bm_toponym *toponym = &toponyms->items[i];
        bm_known_name *known = NULL;
        if (toponym->source != BM_TOPONYM_FORM || !toponym->told)
            continue;
        all->spelling_count++;
        status = bm_name_table_find(&toponyms->search->names, toponym->name, strlen(toponym->name),
                                    BM_NAME_SPELLING, &known, error);
        if (known) {
            toponym->source = BM_TOPONYM_VARIANT;
            toponym->known = known;
        }
    }
    return status;
}

static bm_status take_spelling(memory *all, const bm_walk *walk, uint32_t word,
                               bm_toponyms *toponyms, bm_error *error)
{
    char text[BM_NAME_TEXT_MAX];
    const bm_word *at = &walk->words[word];
    if (at->length < SHORTEST_SPELLING || all->spelling_count == SPELLINGS_MAX ||
        !may_be_name(walk, word) ||
        (bm_walk_says(walk, word) & (BM_SAYS_COMMON | BM_SAYS_SURNAME)) ||
        bm_walk_copy(walk, at->start, bm_word_end(at), text) == 0)
        return BM_OK;
    all->spelling_count++;
    bm_known_name *known = NULL;
    bm_status status = bm_name_table_find(&walk->search->names, text, strlen(text),
                                          BM_NAME_SPELLING, &known, error);
    if (status || !known)
        return status;
    bm_toponym *made = bm_toponyms_add(toponyms, walk->reading, walk->sentence, word, 1);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    made->source = BM_TOPONYM_VARIANT;
    made->name = known->text;
    made->known = known;
    return BM_OK;
}

/* One word that no toponym has; the next one begins at `limit`. */
static bm_status take_again(memory *all, const bm_walk *walk, uint32_t word, uint32_t limit,
                            bm_toponyms *toponyms, uint32_t *taken, bm_error *error)
{
    *taken = 1;
    if (!bm_walk_is_capital(walk, word) || !(walk->words[word].flags & BM_WORD_LATIN))
        return BM_OK;
    uint32_t count = all->count > 0 ? remembered(all, walk, word) : 0;
    if (count == 0 || count > limit - word)
        return all->spellings ? take_spelling(all, walk, word, toponyms, error) : BM_OK;
    *taken = count;
    return bm_walk_add_form(walk, word, count, toponyms, error);
}

static int by_first(const void *a, const void *b)
{
    const bm_toponym *x = a;
    const bm_toponym *y = b;
    return (x->first > y->first) - (x->first < y->first);
}

bm_status bm_toponyms_recognise_again(bm_reading *reading, bm_toponyms *toponyms, bm_error *error)
{
    memory all = {.count = 0};
    look_back(&all, toponyms);
    if (all.count == 0 && !all.spellings)
        return BM_OK;
    size_t before = toponyms->count;
    size_t next = 0;
    bm_status status = all.spellings ? know_told(&all, toponyms, before, error) : BM_OK;
    for (uint32_t i = 0; !status && i < reading->words.sentence_count; i++) {
        bm_walk walk = bm_walk_of(reading, toponyms->search, i);
        for (uint32_t word = walk.first; !status && word < walk.end;) {
            uint32_t taken = 1;
            while (next < before && toponyms->items[next].first < word)
                next++;
            if (next < before && toponyms->items[next].first == word)
                taken = toponyms->items[next].count;
            else
                status = take_again(&all, &walk, word,
                                    next < before ? toponyms->items[next].first : UINT32_MAX,
                                    toponyms, &taken, error);
            word += taken;
        }
    }
    if (toponyms->count > before)
        qsort(toponyms->items, toponyms->count, sizeof *toponyms->items, by_first);
    return status;
}
