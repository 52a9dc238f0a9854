/* Which of the names found are places: what speaks against it is a reason, and what is left must be
 * believed. */
#include "events/report/toponyms/judge.h"

#include <math.h>
#include <string.h>

/* Names by their form have no prominence in the gazetteer. */
static const float form_prominence = 1.2f;
/* So sure of one mention, and the others are the same place. */
static const float sure_belief = 3.0f;
static const float some_belief = 1.5f;
static const float list_belief = 1.5f;
static const float far_form = 2.0f;
static const float unknown_form = 1.2f;
static const float home_belief = 1.2f;
static const float other_spelling = 1.0f;
static const float tied_prominence = 2.0f;
static const float list_doubt = 0.9f;
enum { LIST_LENGTH = 3, SHORTEST_SPELLING = 5 };

bool bm_judge_is_ours(const bm_reading *reading, const bm_place *place)
{
    const bm_border *border = reading->reader->border;
    return border && (strcmp(place->country, bm_border_country(border, 0)) == 0 ||
                      strcmp(place->country, bm_border_country(border, 1)) == 0);
}

bool bm_judge_is_at_home(const bm_judging *judging)
{
    const bm_toponym *judged = bm_judged(judging);
    const bm_known_name *known = judged->known;
    const bm_walk *walk = &judging->walk;
    if (!walk->search->tied || !known || known->places[0].place->kind != BM_PLACE_SETTLEMENT ||
        !bm_judge_is_ours(walk->reading, known->places[0].place))
        return false;
    /* Their names are spelt in many ways, of which lists have most. */
    return known->places[0].own || judged->end - judged->start >= SHORTEST_SPELLING;
}

/* Whether the report names one of the two countries, or a city there. */
static bool is_tied(const bm_reading *reading, const bm_toponyms *toponyms)
{
    for (size_t i = 0; i < toponyms->count; i++) {
        const bm_known_name *known = toponyms->items[i].known;
        if (known && known->prominence >= tied_prominence &&
            bm_judge_is_ours(reading, known->places[0].place))
            return true;
    }
    return false;
}

/* Countries whose towns are spoken of in these languages. */
static bool is_neighbour(const bm_place *place)
{
    static const char codes[] = "PL LT LV EE MD RO HU SK GE AM AZ TR";
    return bm_name_is_of_cyrillic(place) ||
           (strlen(place->country) == 2 && strstr(codes, place->country));
}

/* «Колона танків» is no case form of Colón in Honduras, and «Рядом» no spelling of Radom. */
static float doubt_form(const bm_walk *walk, const bm_toponym *judged)
{
    const bm_known_name *known = judged->known;
    if (!(walk->words[judged->first].flags & BM_WORD_CYRILLIC) ||
        judged->source == BM_TOPONYM_EXACT || judged->source == BM_TOPONYM_AREA)
        return 0.0f;
    if (!known)
        return unknown_form;
    bool far = known->prominence < 3.0f && !is_neighbour(known->places[0].place);
    return !far ? 0.0f : walk->search->tied ? 2.0f * far_form : far_form;
}

/* Of what bm_toponyms_lookup_cyrillic() took for a name. */
static const float cyrillic_belief = 2.5f;

static void judge_one(const bm_judging *judging)
{
    bm_toponym *judged = bm_judged(judging);
    bm_known_name *known = (bm_known_name *)(uintptr_t)judged->known;
    bool person = false;
    judged->rejected = bm_judge_beside(judging, &person);
    if (person && known && known->person_count < UINT16_MAX)
        known->person_count++;
    if (judged->rejected)
        return;
    uint32_t next = judged->first + judged->count;
    if (known && (judging->walk.words[next - 1].flags & BM_WORD_POSSESSIVE) &&
        (bm_walk_says(&judging->walk, next) & BM_SAYS_NATIONAL))
        known->national = true;
    judged->belief = (known ? known->prominence : form_prominence) + bm_judge_belief(judging);
    if (judged->told)
        judged->belief += 3.0f;
    if (bm_judge_is_at_home(judging))
        judged->belief += known->places[0].own ? home_belief : home_belief + other_spelling;
    judged->belief -= doubt_form(&judging->walk, judged);
    /* Whether such a name is believed has been asked where it was looked up. */
    if (judging->walk.words[judged->first].flags & BM_WORD_CYRILLIC)
        judged->belief += cyrillic_belief;
    if (known && judged->belief > known->best_belief)
        known->best_belief = judged->belief;
}

static const char doubt[] = "nothing says that it is a place";

/* With what the whole report says of the name. */
static void judge_again(bm_toponym *judged)
{
    const bm_known_name *known = judged->known;
    if (judged->rejected)
        return;
    if (known && judged->count == 1 && !judged->told) {
        bool sure = known->best_belief >= sure_belief;
        if (known->person_count > 0)
            judged->belief -= sure ? 0.5f : 3.0f;
        else if (known->best_belief > some_belief)
            judged->belief += fminf(known->best_belief - some_belief, 1.5f);
        if (known->in_small_letters && known->prominence < 2.5f)
            judged->belief -= 2.5f;
    }
    if (judged->belief <= 0.0f)
        judged->rejected = doubt;
}

/* Whether nothing but "and" or a comma stands between two names. */
static bool is_enumerated(const bm_reading *reading, const bm_toponym *first,
                          const bm_toponym *second)
{
    const bm_word *words = reading->words.words;
    uint32_t end = first->first + first->count;
    if (first->sentence != second->sentence || second->first < end || second->first > end + 1)
        return false;
    if (second->first == end)
        return (words[end].gap & BM_GAP_BREAKS) == BM_GAP_COMMA;
    const char *text = reading->document.text + words[end].start;
    return !(words[second->first].gap & BM_GAP_BREAKS) &&
           ((words[end].length == 3 && memcmp(text, "and", 3) == 0) ||
            (words[end].length == 2 && memcmp(text, "or", 2) == 0));
}

static bool is_doubted(const bm_toponym *judged, float least)
{
    return judged->rejected == doubt && judged->known && judged->belief > least &&
           judged->known->person_count == 0;
}

/* What stands in a list with places is likelier one, and so are three names in a list. */
static void judge_list(bm_toponym *items, size_t count)
{
    bool long_enough = count >= LIST_LENGTH;
    bool believed = false;
    for (size_t i = 0; i < count; i++) {
        believed = believed || !items[i].rejected;
        long_enough = long_enough && (!items[i].rejected || is_doubted(&items[i], -list_doubt));
    }
    for (size_t i = 0; (believed || long_enough) && i < count; i++)
        if (is_doubted(&items[i], believed ? -list_belief : -list_doubt)) {
            items[i].belief += list_belief;
            items[i].rejected = NULL;
        }
}

static void judge_lists(const bm_reading *reading, bm_toponyms *toponyms)
{
    size_t end = 0;
    for (size_t i = 0; i < toponyms->count; i = end) {
        end = i + 1;
        while (end < toponyms->count &&
               is_enumerated(reading, &toponyms->items[end - 1], &toponyms->items[end]))
            end++;
        if (end > i + 1)
            judge_list(&toponyms->items[i], end - i);
    }
}

bm_status bm_toponyms_judge(bm_reading *reading, bm_toponyms *toponyms, bm_error *error)
{
    uint32_t sentence = UINT32_MAX;
    bm_judging judging = {.toponyms = toponyms};
    bm_status status = bm_judge_small_letters(reading, toponyms, error);
    if (status)
        return status;
    toponyms->search->tied = is_tied(reading, toponyms);
    for (size_t i = 0; i < toponyms->count; i++) {
        if (toponyms->items[i].sentence != sentence) {
            sentence = toponyms->items[i].sentence;
            judging.walk = bm_walk_of(reading, toponyms->search, sentence);
        }
        judging.index = i;
        judge_one(&judging);
    }
    for (size_t i = 0; i < toponyms->count; i++)
        judge_again(&toponyms->items[i]);
    judge_lists(reading, toponyms);
    for (size_t i = 0; !status && i < toponyms->count; i++) {
        const bm_toponym *judged = &toponyms->items[i];
        if (judged->rejected)
            status = bm_reading_reject(reading, judged->start, judged->end, "toponym",
                                       judged->rejected, error);
    }
    return status;
}
