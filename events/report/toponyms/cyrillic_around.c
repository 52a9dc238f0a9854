/* What stands beside a Cyrillic name: prepositions and what case they ask for, class words, units.
 *
 * A value in the section of prepositions has a letter for each case, g d a i l; a capital says that
 * in this case it stands before places much more often than before persons: «у Рогові» is a place,
 * «у Рогова» may be a person. */
#include "events/report/toponyms/cyrillic.h"
#include "events/report/toponyms/hints.h"

#include "geo/gazetteer/words/inflect.h"

#include <string.h>

/* Words of a list before the name, adjectives before it, and units after it that are looked at. */
enum { LIST_WORDS_MAX = 8, ADJECTIVES_MAX = 2, UNIT_WORDS_MAX = 6 };

static unsigned case_of(char letter)
{
    switch (letter | 0x20) {
    case 'g':
        return BM_CASE_GENITIVE;
    case 'd':
        return BM_CASE_DATIVE;
    case 'a':
        return BM_CASE_ACCUSATIVE;
    case 'i':
        return BM_CASE_INSTRUMENTAL;
    case 'l':
        return BM_CASE_LOCATIVE;
    default:
        return 0;
    }
}

unsigned bm_preposition_cases(const char *value)
{
    unsigned cases = 0;
    for (; *value; value++)
        cases |= case_of(*value);
    return cases;
}

static bool take_preposition(const bm_context *context, uint32_t word, bm_surroundings *found)
{
    const char *value = "";
    if (!bm_context_is(context, word, BM_SECTION_PREPOSITION, &value))
        return false;
    found->cases |= bm_preposition_cases(value);
    for (; *value; value++)
        if (*value >= 'A' && *value <= 'Z')
            found->place_cases |= case_of(*value);
    return true;
}

static bool is_capitalised(const bm_word *word)
{
    return (word->flags & (BM_WORD_CAPITAL | BM_WORD_CYRILLIC)) ==
           (BM_WORD_CAPITAL | BM_WORD_CYRILLIC);
}

/* «у прикордонному селі», «в оккупированном Мелитополе»: an adjective in an oblique case. */
static bool is_adjective(const bm_context *context, uint32_t at)
{
    static const char *const endings[] = {"ому", "ем", "ом", "ой",  "ей",  "ій", "ым", "им", "ім",
                                          "ай",  "ых", "их", "ого", "ага", "ої", "ую", NULL};
    const bm_word *word = bm_context_word(context, at);
    const char *text = context->reading->document.text + word->start;
    if (is_capitalised(word) || !(word->flags & BM_WORD_CYRILLIC))
        return false;
    for (const char *const *ending = endings; *ending; ending++) {
        size_t size = strlen(*ending);
        if (word->length > size + 4 && memcmp(text + word->length - size, *ending, size) == 0)
            return true;
    }
    return false;
}

/* The first word of the list that a name is the last of, «в Чернобаевке, Саках и X»; the name's own
 * when it is none. */
static uint32_t start_of_list(const bm_context *context, uint32_t first)
{
    uint32_t start = first;
    uint32_t least =
        first - context->first > LIST_WORDS_MAX ? first - LIST_WORDS_MAX : context->first;
    for (uint32_t at = first; at > least;) {
        uint16_t gap = bm_context_word(context, at)->gap & BM_GAP_BREAKS;
        bool comma = gap == BM_GAP_COMMA;
        if (gap && !comma)
            break;
        bool conjunction = bm_context_is(context, at - 1, BM_SECTION_CONJUNCTION, NULL);
        if (conjunction && !comma) {
            at--;
            continue;
        }
        /* Names follow each other without a comma within one name only, which is told apart below.
         */
        if (bm_context_is(context, at - 1, BM_SECTION_PREPOSITION, NULL) ||
            !is_capitalised(bm_context_word(context, at - 1)) || (at == first && !comma))
            break;
        start = --at;
    }
    return start;
}

static void look_before(const bm_context *context, uint32_t first, bm_surroundings *found)
{
    uint32_t at = start_of_list(context, first);
    /* «на аэродроме „Саки“», «пункт пропуска „Саки“» */
    if (at > context->first &&
        (bm_context_is(context, at - 1, BM_SECTION_KIND, NULL) ||
         (bm_context_joined(context, at - 1) &&
          bm_context_is(context, at - 2, BM_SECTION_KIND, NULL))) &&
        (bm_context_word(context, at)->gap & BM_GAP_BREAKS) == BM_GAP_QUOTE)
        found->told = true;
    for (int i = 0; i <= ADJECTIVES_MAX && bm_context_joined(context, at); i++, at--) {
        if (bm_context_is(context, at - 1, BM_SECTION_KIND, NULL)) {
            found->told = true;
            return;
        }
        if (take_preposition(context, at - 1, found) || !is_adjective(context, at - 1))
            return;
    }
}

/* A name of several words is asked as a whole; a word of it is not, unless the whole is no name. */
static bool is_part(const bm_context *context, uint32_t first, uint32_t end)
{
    if (bm_context_joined(context, first)) {
        const bm_word *before = bm_context_word(context, first - 1);
        if (is_capitalised(before) && !(before->flags & BM_WORD_FIRST))
            return true;
        if (bm_context_word(context, first)->gap & BM_GAP_HYPHEN)
            return true;
    }
    return bm_context_joined(context, end) && (bm_context_word(context, end)->gap & BM_GAP_HYPHEN);
}

/* By a word that may belong to the name; «у Дивині ЗСУ» is not. */
static bool is_followed(const bm_context *context, uint32_t end)
{
    if (!bm_context_joined(context, end))
        return false;
    const bm_word *next = bm_context_word(context, end);
    const char *text = context->reading->document.text + next->start;
    return is_capitalised(next) && !(next->flags & BM_WORD_ALL_CAPS) &&
           bm_cyrillic_adjective_stem(text, next->length) == 0;
}

/* «Киевской области»; of «Миколаївської та Херсонської областей» both. */
static const bm_phrase *find_unit(const bm_context *context, uint32_t end)
{
    for (uint32_t at = end; at < context->end && at < end + UNIT_WORDS_MAX; at++) {
        const bm_word *word = bm_context_word(context, at);
        uint16_t gap = word->gap & BM_GAP_BREAKS;
        if (gap && gap != BM_GAP_COMMA)
            return NULL;
        const bm_phrase *unit = gap ? NULL : bm_context_from(context, at, BM_SECTION_KIND_UNIT);
        if (unit)
            return unit;
        bool conjunction = bm_context_is(context, at, BM_SECTION_CONJUNCTION, NULL);
        const char *text = context->reading->document.text + word->start;
        if (at == end && !conjunction && gap != BM_GAP_COMMA)
            return NULL;
        if (!conjunction &&
            (!is_capitalised(word) || bm_cyrillic_adjective_stem(text, word->length) == 0))
            return NULL;
    }
    return NULL;
}

/* «Херсонщини», «України» */
static bool is_area(const bm_context *context, uint32_t at)
{
    const bm_word *word = bm_context_word(context, at);
    bm_language language = bm_reading_block(context->reading, context->sentence)->language;
    char text[BM_CYRILLIC_SIZE];
    if (word->length >= sizeof text)
        return false;
    memcpy(text, context->reading->document.text + word->start, word->length);
    text[word->length] = '\0';
    const bm_cyrillic_known *known =
        bm_cyrillic_know(context->reading, language, text, word->length);
    if (!known)
        return false;
    for (size_t i = 0; i < known->form_count; i++)
        if (known->forms[i].strength == BM_NAME_AREA)
            return true;
    return known->land || known->itself.strength == BM_NAME_AREA;
}

/* «Печерском районе Киева» is no district of a region, «Столинском районе Брестской области» is. */
static bool is_of_town(const bm_context *context, const bm_phrase *unit)
{
    uint32_t next = unit->first + unit->count;
    if (strcmp(unit->value, "district") != 0 || !bm_context_joined(context, next) ||
        !is_capitalised(bm_context_word(context, next)))
        return false;
    const bm_word *word = bm_context_word(context, next);
    return bm_cyrillic_adjective_stem(context->reading->document.text + word->start,
                                      word->length) == 0 &&
           !is_area(context, next) &&
           !(bm_context_joined(context, next + 1) &&
             (bm_context_word(context, next + 1)->gap & BM_GAP_HYPHEN));
}

typedef struct agreement {
    const char *adjective;
    const char *nouns[5];
} agreement;

static bool ends_with(const bm_context *context, uint32_t at, const char *ending)
{
    const bm_word *word = bm_context_word(context, at);
    size_t size = strlen(ending);
    return word->length > size &&
           memcmp(context->reading->document.text + bm_word_end(word) - size, ending, size) == 0;
}

/* Whether the word after an adjective may be what it says something of: it has the same ending, or
 * one of a noun of its case and gender. «Донецькому напрямку», «Луцьку не». */
static bool may_agree(const bm_context *context, uint32_t last, uint32_t next)
{
    static const agreement table[] = {
        {"ого", {"а", "я", "у", "ю", NULL}},
        {"ому", {"у", "ю", "і", "ї", NULL}},
        {"ага", {"а", "я", "у", "ю", NULL}},
        {"аму", {"у", "ю", NULL}},
        {"ій", {"і", "ї", NULL}},
        {"ої", {"и", "і", "ї", NULL}},
        {"ой", {"ы", "и", "е", "ой", NULL}},
        {"ай", {"ы", "і", "е", "ай", NULL}},
        {"ом", {"е", "и", NULL}},
        {"им", {"ом", "ем", "єм", NULL}},
        {"ім", {"ам", "ем", "е", "ы", NULL}},
        {"ая", {"а", "я", "ь", NULL}},
        {"ую", {"у", "ю", "ь", NULL}},
        {"ою", {"ою", "ею", "єю", NULL}},
        {"а", {"а", "я", "ь", NULL}},
        {"у", {"у", "ю", "ь", NULL}},
        {"е", {"е", "о", "я", NULL}},
        {"ое", {"е", "о", "я", NULL}},
        {"ае", {"а", "е", "о", NULL}},
        {"і", {"и", "і", "ї", NULL}},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (!ends_with(context, last, table[i].adjective))
            continue;
        for (const char *const *noun = table[i].nouns; *noun; noun++)
            if (ends_with(context, next, *noun))
                return true;
        return ends_with(context, next, table[i].adjective);
    }
    return true;
}

/* «пролунали», «відбулася», «горит» */
static bool is_verb(const bm_context *context, uint32_t at)
{
    static const char *const endings[] = {
        "ли",  "ло",  "ла", "лось", "лося", "лась", "лася", "лись", "лися", "ся",  "ют", "ят",
        "ють", "ять", "ит", "ить",  "ует",  "ує",   "юць",  "лі",   "ліся", "цца", "ув", "ав",
        "ив",  "ів",  "ул", "ал",   "ил",   "ыл",   "іў",   "аў",   "вся",  "ўся", NULL};
    for (const char *const *ending = endings; *ending; ending++)
        if (bm_context_word(context, at)->length > strlen(*ending) + 2 &&
            ends_with(context, at, *ending))
            return true;
    return false;
}

/* Whether a name in the form of an adjective has no noun that it belongs to: «за словами Мінська»,
 * «у Хмельницькому пролунали», «у Луцьку немає». */
static bool stands_alone(const bm_context *context, uint32_t first, uint32_t end)
{
    if (!bm_context_joined(context, end) ||
        bm_context_is(context, end, BM_SECTION_PREPOSITION, NULL) ||
        bm_context_is(context, end, BM_SECTION_CONJUNCTION, NULL) ||
        bm_context_before(context, first, BM_SECTION_ACTOR_BEFORE) ||
        bm_context_before(context, first, BM_SECTION_ACTOR_OF))
        return true;
    if (is_capitalised(bm_context_word(context, end)))
        return ends_with(context, end - 1, "ську") || ends_with(context, end - 1, "цьку");
    return is_verb(context, end) || !may_agree(context, end - 1, end);
}

/* «Москва» in quotation marks is a ship or a hotel; they may also stand around more than the name.
 */
static bool is_quoted(const bm_context *context, uint32_t first, uint32_t end)
{
    if (!(bm_context_word(context, first)->gap & BM_GAP_QUOTE))
        return false;
    return end >= context->end || (bm_context_word(context, end)->gap & BM_GAP_QUOTE);
}

/* The last of two words in quotation marks: «Наша Ніва». */
static bool ends_quoted(const bm_context *context, uint32_t at)
{
    return is_capitalised(bm_context_word(context, at - 1)) &&
           (bm_context_word(context, at - 1)->gap & BM_GAP_QUOTE) &&
           (at + 1 >= context->end || (bm_context_word(context, at + 1)->gap & BM_GAP_QUOTE));
}

/* «Стара Рафалівка», «Ніжнім Церабяжове»: of two villages of one name. */
static bool tells_namesakes(const bm_context *context, uint32_t at)
{
    static const char *const roots[] = {
        "Стар",   "Нов", "Нав",   "Ниж",    "Ніж",    "Нижн",   "Верх",   "Вялік",  "Велик",
        "Больш",  "Мал", "Бел",   "Біл",    "Чёрн",   "Черн",   "Чорн",   "Красн",  "Червон",
        "Чырвон", "Сух", "Средн", "Середн", "Сярэдн", "Вечірн", "Вячэрн", "Вечерн", NULL};
    static const char *const endings[] = {
        "а",   "я",  "е",  "є",   "і",   "ій",  "ий", "ый", "ы",  "ая", "яя", "ое", "ее",
        "ые",  "ие", "ой", "ей",  "ої",  "ій",  "ую", "юю", "у",  "ю",  "ым", "им", "ім",
        "ому", "ем", "ом", "ага", "ого", "аму", "ай", "яй", "ых", "их", "іх", NULL};
    const bm_word *word = bm_context_word(context, at);
    const char *text = context->reading->document.text + word->start;
    if (!is_capitalised(word))
        return false;
    for (const char *const *root = roots; *root; root++) {
        size_t size = strlen(*root);
        if (word->length <= size || memcmp(text, *root, size) != 0)
            continue;
        for (const char *const *ending = endings; *ending; ending++)
            if (word->length - size <= strlen(*ending) + 2 && ends_with(context, at, *ending))
                return true;
    }
    return false;
}

void bm_surroundings_read(const bm_context *context, uint32_t first, uint32_t count,
                          bm_surroundings *found)
{
    *found = (bm_surroundings){0};
    const bm_word *word = bm_context_word(context, first);
    found->no_capital = word->flags & (BM_WORD_FIRST | BM_WORD_TITLE_CASE);
    found->quoted = is_quoted(context, first, first + count);
    look_before(context, first, found);
    found->in_unit = bm_hints_is_in_unit(context, first + count);
    found->followed = !found->in_unit && is_followed(context, first + count);
    found->noun = found->in_unit || stands_alone(context, first, first + count);
    found->part = is_part(context, first, first + count);
    found->half = count == 1 && bm_context_joined(context, first) &&
                  (tells_namesakes(context, first - 1) || ends_quoted(context, first));
    found->begins = count == 1 && bm_context_joined(context, first + 1) &&
                    is_capitalised(bm_context_word(context, first + 1)) &&
                    bm_cyrillic_adjective_stem(context->reading->document.text +
                                                   bm_context_word(context, first + 1)->start,
                                               bm_context_word(context, first + 1)->length) == 0 &&
                    tells_namesakes(context, first);
    const bm_phrase *unit = find_unit(context, first + count);
    found->unit = unit ? unit->value : NULL;
    found->of_town = unit && is_of_town(context, unit);
}
