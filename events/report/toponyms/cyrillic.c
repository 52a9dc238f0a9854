/* What a Cyrillic sequence of words is looked up as. How much has to speak for a name depends on
 * what it names: a village's case form is more often a surname or a common word. */
#include "events/report/toponyms/cyrillic.h"

#include "geo/gazetteer/words/inflect.h"

#include <string.h>

/* Of two readings, the town is meant rather than the village, unless it is much less likely as a
 * form. */
static const double strength_weight[] = {
    [BM_NAME_UNKNOWN] = 0.0, [BM_NAME_VILLAGE] = 1.0, [BM_NAME_TOWN] = 4.0,
    [BM_NAME_CITY] = 8.0,    [BM_NAME_AREA] = 8.0,
};
/* What a reading in a case that the preposition does not ask for is worth. */
static const double wrong_case = 0.1;

static const bm_sentence *sentence_of(const bm_reading *reading, uint32_t word)
{
    const bm_words *words = &reading->words;
    size_t low = 0;
    size_t high = words->sentence_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (words->sentences[middle].first_word <= word)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? &words->sentences[low - 1] : NULL;
}

/* The words' text with single blanks; 0 when it is too long for a name. */
static size_t copy_text(const bm_reading *reading, const bm_word *words, size_t count,
                        char text[BM_CYRILLIC_SIZE])
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        bool hyphen = words[i].gap & BM_GAP_HYPHEN;
        if (length + words[i].length + 2 > BM_CYRILLIC_SIZE)
            return 0;
        if (i > 0)
            text[length++] = hyphen ? '-' : ' ';
        memcpy(text + length, reading->document.text + words[i].start, words[i].length);
        length += words[i].length;
    }
    text[length] = '\0';
    return length;
}

static bool fits(const bm_surroundings *around, unsigned cases)
{
    return (around->cases & cases) != 0;
}

/* Whether the name as it stands is believed. */
static bool believe_itself(const bm_cyrillic_known *known, const bm_surroundings *around,
                           size_t count)
{
    bm_name_strength strength = known->itself.strength;
    /* What takes no ending, and the accusative. */
    bool asked = around->place_cases != 0 || around->told || around->in_unit;
    if (strength == BM_NAME_UNKNOWN ||
        (count == 1 && (around->begins || (around->half && strength < BM_NAME_CITY))) ||
        (around->followed && count == 1 && !around->told && strength < BM_NAME_CITY))
        return false;
    if (asked)
        return true;
    /* «Наша Ніва» is a newspaper. */
    if (around->quoted && (count == 1 || strength < BM_NAME_TOWN))
        return false;
    if (count > 1)
        return true;
    if (known->adjective)
        return false;
    switch (strength) {
    case BM_NAME_AREA:
        return true;
    case BM_NAME_CITY:
        return !around->half && (known->exact || !around->no_capital);
    case BM_NAME_TOWN:
        return !known->surname && !around->half && (known->exact || !around->no_capital);
    default:
        return known->exact && !known->surname && !around->no_capital && !around->part;
    }
}

/* Whether a case form is believed. */
static bool believe_form(const bm_cyrillic_known *known, const bm_cyrillic_form *form,
                         const bm_surroundings *around, size_t count)
{
    bool asked = (around->place_cases & form->cases) != 0 || around->told || around->in_unit;
    if ((known->adjective && !around->noun && !around->told) ||
        (count == 1 && (around->begins || (around->half && form->strength < BM_NAME_CITY))) ||
        (around->followed && count == 1 && !around->told && form->strength < BM_NAME_CITY))
        return false;
    if (count > 1 || asked)
        return true;
    if (around->quoted)
        return false;
    bool after_preposition = fits(around, form->cases);
    switch (form->strength) {
    case BM_NAME_AREA:
    case BM_NAME_CITY:
        return after_preposition || !around->no_capital ||
               form->plausibility >= BM_INFLECT_DOUBTFUL;
    case BM_NAME_TOWN:
        return after_preposition || (!known->surname && !around->no_capital && !around->part);
    default:
        return after_preposition && !known->surname && !around->part;
    }
}

static const bm_cyrillic_form *choose_form(const bm_cyrillic_known *known,
                                           const bm_surroundings *around, size_t count)
{
    const bm_cyrillic_form *best = NULL;
    double most = 0.0;
    for (size_t i = 0; i < known->form_count; i++) {
        const bm_cyrillic_form *form = &known->forms[i];
        double worth = form->plausibility * strength_weight[form->strength];
        if (around->cases && !fits(around, form->cases))
            worth *= wrong_case;
        if (worth > most && believe_form(known, form, around, count)) {
            most = worth;
            best = form;
        }
    }
    return best;
}

/* A region is called after a town like this, or after none that helps. */
static const int64_t least_capital = 100000;

/* Whether the gazetteer knows the unit, or the town that it is called after. */
static bool is_known_unit(bm_reading *reading, const char *name, const char *unit)
{
    const bm_place *known = bm_unit_find(reading, name, NULL);
    if (!known || known->kind != BM_PLACE_SETTLEMENT || strcmp(unit, "region") != 0)
        return known != NULL;
    return known->population >= least_capital || strcmp(known->feature_code, "PPLA") == 0;
}

/* «Киевской» before «области». A unit is one by its words, whether it is known or not. */
static bm_status take_unit(bm_reading *reading, bm_language language,
                           const bm_cyrillic_known *known, const char *unit, const char **name,
                           bm_toponym_source *source, bm_error *error)
{
    char made[BM_CYRILLIC_SIZE];
    if (!bm_cyrillic_unit(known->text, known->length, language, unit, made))
        return BM_OK;
    bool is_known = is_known_unit(reading, made, unit);
    /* Most districts that are not known are parts of towns. */
    if (!is_known && strcmp(unit, "district") == 0)
        return BM_OK;
    *source = is_known ? BM_TOPONYM_AREA : BM_TOPONYM_FORM;
    *name = bm_arena_strdup(reading->arena, made);
    return *name ? BM_OK : bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
}

static void choose(const bm_cyrillic_known *known, const bm_surroundings *around, size_t count,
                   const char **name, bm_toponym_source *source)
{
    const bm_cyrillic_form *form = choose_form(known, around, count);
    bool itself = believe_itself(known, around, count);
    /* A preposition that asks for another case than the nominative speaks for the form. */
    if (itself && form &&
        (form->strength > known->itself.strength ||
         (form->strength == known->itself.strength && !known->exact && fits(around, form->cases))))
        itself = false;
    if (itself) {
        *name = known->itself.name;
        *source = known->exact ? BM_TOPONYM_EXACT : BM_TOPONYM_VARIANT;
    } else if (form) {
        *name = form->name;
        *source = BM_TOPONYM_INFLECTED;
    } else if (known->land) {
        *name = known->land;
        *source = BM_TOPONYM_AREA;
    }
}

/* «Азовского моря», but no other small words at a name's end. */
static bool may_be_name(const bm_context *context, uint32_t first, uint32_t count)
{
    const bm_word *last = bm_context_word(context, first + count - 1);
    return count == 1 || (last->flags & BM_WORD_CAPITAL) ||
           (count == 2 && bm_context_is(context, first + 1, BM_SECTION_KIND_AFTER, NULL));
}

bm_status bm_toponyms_lookup_cyrillic(bm_reading *reading, const bm_word *words, size_t count,
                                      const char **name, bm_toponym_source *source, bm_error *error)
{
    *name = NULL;
    *source = BM_TOPONYM_FORM;
    uint32_t first = (uint32_t)(words - reading->words.words);
    const bm_sentence *sentence = sentence_of(reading, first);
    bm_context context = {0};
    char text[BM_CYRILLIC_SIZE];
    size_t length = copy_text(reading, words, count, text);
    if (!sentence || length == 0)
        return BM_OK;
    if (!bm_context_enter(&context, reading, sentence))
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    const char *called = "";
    if (!may_be_name(&context, first, (uint32_t)count))
        return BM_OK;
    if (count == 1 && bm_context_is(&context, first, BM_SECTION_AREA_NAME, &called) && *called) {
        *name = called;
        *source = BM_TOPONYM_AREA;
        return BM_OK;
    }
    bm_language language = bm_reading_block(reading, sentence)->language;
    const bm_cyrillic_known *known = bm_cyrillic_know(reading, language, text, length);
    if (!known)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    if (!known->text || (count == 1 && (words->flags & BM_WORD_FIRST) &&
                         bm_context_is(&context, first, BM_SECTION_START, NULL)))
        return BM_OK;
    bm_surroundings around;
    bm_surroundings_read(&context, first, (uint32_t)count, &around);
    if (around.unit && known->adjective && !strchr(text, ' '))
        return around.of_town
                   ? BM_OK
                   : take_unit(reading, language, known, around.unit, name, source, error);
    choose(known, &around, count, name, source);
    return BM_OK;
}

unsigned bm_context_cases(const bm_context *context, const bm_toponym *name)
{
    bm_reading *reading = context->reading;
    const bm_word *words = &reading->words.words[name->first];
    char text[BM_CYRILLIC_SIZE];
    if (name->source != BM_TOPONYM_INFLECTED)
        return 0;
    size_t length = copy_text(reading, words, name->count, text);
    bm_language language = bm_reading_block(reading, context->sentence)->language;
    const bm_cyrillic_known *known =
        length > 0 ? bm_cyrillic_know(reading, language, text, length) : NULL;
    for (size_t i = 0; known && i < known->form_count; i++)
        if (strcmp(known->forms[i].name, name->name) == 0)
            return known->forms[i].cases;
    return 0;
}
