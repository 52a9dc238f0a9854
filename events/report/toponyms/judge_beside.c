/* What words right beside a name make of it: a person's, an organisation's, a street's. */
#include "events/report/toponyms/judge.h"

#include <string.h>

/* How far on a class word may stand: "London School of Economics". */
enum { LOOK_AHEAD = 4 };

/* Of places that are known without their second half. */
static const float half_prominence = 0.8f;

static const char person_reason[] = "part of a person's name";

bool bm_judge_is_name_word(const bm_walk *walk, uint32_t word)
{
    if (!bm_walk_is_capital(walk, word))
        return false;
    bool says_nothing = (walk->words[word].flags & (BM_WORD_FIRST | BM_WORD_TITLE_CASE)) != 0;
    return !(says_nothing && (bm_walk_says(walk, word) & BM_SAYS_START));
}

static bool is_area(const bm_toponym *toponym)
{
    return toponym->known && toponym->known->places[0].place->kind >= BM_PLACE_REGION;
}

/* "J." */
static bool is_initial(const bm_walk *walk, uint32_t word)
{
    const bm_word *at = &walk->words[word];
    const char *text = walk->reading->document.text + at->start;
    /* "A" may be an article, "A." not. */
    if (at->length == 2 && text[1] == '.')
        return (at->flags & BM_WORD_CAPITAL) != 0;
    return at->length == 1 && (at->flags & BM_WORD_CAPITAL) && text[0] != 'I' &&
           !(bm_walk_says(walk, word) & BM_SAYS_START) && word > walk->first &&
           bm_walk_is_capital(walk, word - 1);
}

static const char *reason_of(uint32_t says)
{
    if (says & BM_SAYS_TEAM)
        return "part of a team's name";
    if (says & BM_SAYS_MEDIA)
        return "part of the name of a newspaper or station";
    if (says & BM_SAYS_BODY)
        return "part of an organisation's name";
    if (says & BM_SAYS_EVENT)
        return "part of what is called after it";
    if (says & BM_SAYS_STREET)
        return "part of the name of a street or building";
    return NULL;
}

static bool ends_with(const bm_walk *walk, uint32_t word, const char *ending)
{
    size_t size = strlen(ending);
    const bm_word *at = &walk->words[word];
    return at->length > size + 2 &&
           memcmp(walk->reading->document.text + bm_word_end(at) - size, ending, size) == 0;
}

/* «Ивановна», "Petrovich" */
static bool is_patronymic(const bm_walk *walk, uint32_t word)
{
    static const char *const endings[] = {"овна", "евна", "івна",  "ївна",  "аўна", "еўна",  "ёўна",
                                          "ович", "евич", "овіч",  "евіч",  "авіч", "йович", "ovna",
                                          "evna", "ivna", "ovich", "evich", NULL};
    if (!bm_walk_is_capital(walk, word))
        return false;
    for (const char *const *ending = endings; *ending; ending++)
        if (ends_with(walk, word, *ending))
            return true;
    return false;
}

/* "Ms. Lida Minskaya", «Лида Ивановна Новик»: a title or given name, another capital, and this. */
static bool is_third_of_person(const bm_walk *walk, uint32_t word)
{
    if (!bm_walk_is_joined(walk, word) || !bm_walk_is_capital(walk, word - 1) ||
        word - 1 == walk->first || (walk->words[word].gap & BM_GAP_HYPHEN) ||
        (walk->words[word - 1].flags & (BM_WORD_POSSESSIVE | BM_WORD_TITLE_CASE)))
        return false;
    if (is_patronymic(walk, word - 1) && bm_walk_is_joined(walk, word - 1) &&
        bm_walk_is_capital(walk, word - 2))
        return true;
    uint16_t gap = walk->words[word - 1].gap & BM_GAP_BREAKS;
    return (!gap || gap == BM_GAP_PERIOD) && (walk->words[word - 2].flags & BM_WORD_CAPITAL) &&
           (bm_walk_says(walk, word - 2) & BM_SAYS_TITLE) &&
           (bm_walk_says(walk, word - 1) & BM_SAYS_GIVEN);
}

/* Names of persons before it: a title, a given name, an initial. */
static const char *judge_left(const bm_judging *judging, bool *person)
{
    const bm_walk *walk = &judging->walk;
    const bm_toponym *judged = bm_judged(judging);
    if (judged->first == walk->first)
        return NULL;
    uint32_t left = judged->first - 1;
    uint16_t gap = walk->words[judged->first].gap;
    /* The cutter may leave the period of an initial out of its word. */
    if (!(gap & (BM_GAP_HYPHEN | (BM_GAP_BREAKS & ~BM_GAP_PERIOD))) && is_initial(walk, left)) {
        *person = true;
        return person_reason;
    }
    if (is_third_of_person(walk, judged->first)) {
        *person = true;
        return person_reason;
    }
    if (!bm_walk_is_joined(walk, judged->first) || (gap & BM_GAP_HYPHEN) ||
        (walk->words[left].flags & BM_WORD_POSSESSIVE))
        return NULL;
    uint32_t says = bm_walk_says(walk, left);
    bool country = judged->known && judged->known->prominence >= 3.0f;
    if ((says & BM_SAYS_TITLE) && !(country && !(walk->words[left].flags & BM_WORD_CAPITAL))) {
        *person = true;
        return "after a person's title";
    }
    if ((says & BM_SAYS_GIVEN) && bm_judge_is_name_word(walk, left)) {
        const bm_toponym *before = bm_judge_previous(judging);
        if (before && is_area(judged) && before->known &&
            bm_names_contain(before->known, judged->known))
            return NULL;
        *person = true;
        return person_reason;
    }
    /* "Hotel Bristol" */
    if (!bm_judge_is_name_word(walk, left) || (walk->words[left].flags & BM_WORD_TITLE_CASE) ||
        judged->told)
        return NULL;
    return reason_of(says & (BM_SAYS_BODY | BM_SAYS_TEAM));
}

/* "Bank of England", "Treaty of Versailles". */
static const char *judge_of(const bm_judging *judging)
{
    const bm_walk *walk = &judging->walk;
    uint32_t word = bm_judged(judging)->first;
    if (!bm_walk_is_joined(walk, word))
        return NULL;
    const char *text = walk->reading->document.text;
    const bm_word *before = &walk->words[--word];
    if (before->length == 3 && memcmp(text + before->start, "the", 3) == 0) {
        if (!bm_walk_is_joined(walk, word))
            return NULL;
        before = &walk->words[--word];
    }
    if (before->length != 2 || memcmp(text + before->start, "of", 2) != 0 ||
        !bm_walk_is_joined(walk, word))
        return NULL;
    word--;
    uint32_t says = bm_walk_says(walk, word);
    if (says & BM_SAYS_NOBLE)
        return "part of a title";
    if (!bm_judge_is_name_word(walk, word) || (says & (BM_SAYS_KIND | BM_SAYS_TITLE)))
        return NULL;
    return reason_of(says & ~(uint32_t)BM_SAYS_STREET);
}

static bool is_connector(const bm_walk *walk, uint32_t word)
{
    const bm_word *at = &walk->words[word];
    const char *text = walk->reading->document.text + at->start;
    return (at->length == 2 && memcmp(text, "of", 2) == 0) ||
           (at->length == 3 && (memcmp(text, "for", 3) == 0 || memcmp(text, "and", 3) == 0 ||
                                memcmp(text, "the", 3) == 0));
}

/* "Ohio State" */
static bool is_american_state_university(const bm_judging *judging)
{
    const bm_walk *walk = &judging->walk;
    const bm_toponym *judged = bm_judged(judging);
    uint32_t next = judged->first + judged->count;
    return bm_walk_is_joined(walk, next) && bm_walk_is(walk, next, "State", 5) && judged->known &&
           strcmp(judged->known->places[0].place->country, "US") == 0;
}

/* A class word after it, perhaps with others between. */
static const char *judge_right(const bm_judging *judging, bool *person)
{
    const bm_walk *walk = &judging->walk;
    const bm_toponym *judged = bm_judged(judging);
    uint32_t last = judged->first + judged->count - 1;
    if (walk->words[last].flags & BM_WORD_POSSESSIVE)
        return NULL;
    bool shortened = judged->told;
    /* "Florida Department of Health", where some Florida is a department */
    if (judged->count > 1 && (bm_walk_says(walk, last) & BM_SAYS_BODY) &&
        bm_walk_is(walk, last + 1, "of", 2))
        return reason_of(BM_SAYS_BODY);
    if (is_american_state_university(judging))
        return reason_of(BM_SAYS_BODY);
    for (uint32_t word = last + 1; word <= last + LOOK_AHEAD; word++) {
        if (!bm_walk_is_joined(walk, word) || (walk->words[word].gap & BM_GAP_HYPHEN))
            break;
        if (is_connector(walk, word) && word > last + 1)
            continue;
        if (!bm_walk_is_capital(walk, word) ||
            ((walk->words[word].flags & BM_WORD_TITLE_CASE) && word > last + 1))
            break;
        uint32_t says = bm_walk_says(walk, word);
        /* "Kherson Airport" is where Kherson is. */
        if ((says & BM_SAYS_SITE) && bm_judge_is_at_home(judging))
            break;
        const char *reason = reason_of(says);
        if (reason && !shortened)
            return reason;
        if (says & (BM_SAYS_GIVEN | BM_SAYS_TITLE))
            break;
        if (walk->words[word].flags & BM_WORD_POSSESSIVE)
            break;
    }
    /* "Austin Powers" */
    uint32_t next = last + 1;
    if (judged->count == 1 && !shortened && bm_walk_is_joined(walk, next) &&
        is_patronymic(walk, next) && !bm_judge_next(judging)) {
        *person = true;
        return person_reason;
    }
    if (judged->count == 1 && (bm_walk_says(walk, judged->first) & BM_SAYS_GIVEN) &&
        bm_walk_is_joined(walk, next) && !(walk->words[next].gap & BM_GAP_HYPHEN) &&
        bm_walk_is_capital(walk, next) && !(walk->words[next].flags & BM_WORD_TITLE_CASE) &&
        !(bm_walk_says(walk, next) & (BM_SAYS_ROLE | BM_SAYS_AFTER | BM_SAYS_START))) {
        const bm_toponym *after = bm_judge_next(judging);
        if (after && is_area(after) && judged->known && after->known &&
            bm_names_contain(judged->known, after->known))
            return NULL;
        *person = true;
        return person_reason;
    }
    return NULL;
}

/* "AP", "IRA": in small print letters like these are no name. */
static const char *judge_capitals(const bm_judging *judging)
{
    const bm_toponym *judged = bm_judged(judging);
    const bm_word *word = &judging->walk.words[judged->first];
    if (judged->told || judged->count > 1 || !(word->flags & BM_WORD_ALL_CAPS))
        return NULL;
    bool shouted = (word->flags & BM_WORD_TITLE_CASE) != 0;
    if (word->length <= 3 ||
        (!shouted && word->length <= 5 && judged->known && judged->known->prominence < 1.5f))
        return "an abbreviation";
    return NULL;
}

/* "in French", "US$ 25" */
static const char *judge_itself(const bm_judging *judging)
{
    const bm_toponym *judged = bm_judged(judging);
    const bm_document *document = &judging->walk.reading->document;
    if (judged->end < document->length && document->text[judged->end] == '$')
        return "a currency";
    if (judged->count == 1 && (bm_walk_says(&judging->walk, judged->first) & BM_SAYS_PEOPLE))
        return "a people, a language or an adjective";
    return NULL;
}

/* "Maidan-Kopyshchanskyi", "Mykhalchyna-Sloboda": nothing of a village that is not known as a
 * whole. */
static const char *judge_half(const bm_judging *judging)
{
    const bm_walk *walk = &judging->walk;
    const bm_toponym *judged = bm_judged(judging);
    uint32_t next = judged->first + judged->count;
    if (!judged->known || judged->known->prominence >= half_prominence)
        return NULL;
    bool after = bm_walk_is_joined(walk, next) && (walk->words[next].gap & BM_GAP_HYPHEN) &&
                 bm_walk_is_capital(walk, next) && !bm_judge_next(judging);
    bool before = bm_walk_is_joined(walk, judged->first) &&
                  (walk->words[judged->first].gap & BM_GAP_HYPHEN) &&
                  bm_walk_is_capital(walk, judged->first - 1) &&
                  walk->words[judged->first - 1].length > 1 && !bm_judge_previous(judging);
    return after || before ? "part of a longer name" : NULL;
}

/* "across the Horyn", «через Днепр», «на Дніпрі»: not the town of that name. */
static const char *judge_river(const bm_judging *judging)
{
    const bm_walk *walk = &judging->walk;
    const bm_toponym *judged = bm_judged(judging);
    uint32_t word = judged->first;
    uint32_t next = word + judged->count;
    if (judged->count > 1 || judged->told || !bm_walk_is_joined(walk, word))
        return NULL;
    bool river = (bm_walk_says(walk, word) & BM_SAYS_RIVER) != 0;
    if (bm_walk_is(walk, word - 1, "the", 3)) {
        bool alone = !bm_walk_is_joined(walk, next) ||
                     (bm_walk_says(walk, next) & (BM_SAYS_IN | BM_SAYS_AT));
        bool crossed =
            bm_walk_is_joined(walk, word - 1) && (bm_walk_says(walk, word - 2) & BM_SAYS_CROSSED);
        bool settlement = judged->known && judged->known->prominence < 3.0f;
        return settlement && alone && (crossed || river) ? "a river" : NULL;
    }
    bool on =
        bm_walk_is(walk, word - 1, "на", strlen("на")) &&
        (ends_with(walk, word, "е") || ends_with(walk, word, "і") || ends_with(walk, word, "ы"));
    return river && (on || (bm_walk_says(walk, word - 1) & BM_SAYS_CROSSED)) ? "a river" : NULL;
}

const char *bm_judge_beside(const bm_judging *judging, bool *person)
{
    *person = false;
    const char *reason = judge_capitals(judging);
    if (!reason)
        reason = judge_itself(judging);
    if (!reason)
        reason = judge_left(judging, person);
    if (!reason)
        reason = judge_river(judging);
    if (!reason)
        reason = judge_half(judging);
    if (!reason)
        reason = judge_of(judging);
    if (!reason)
        reason = judge_right(judging, person);
    return reason;
}
