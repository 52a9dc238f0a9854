/* A sentence's phrases, as marks on its words, claims and triggers. */
#include "events/report/incidents/incidents.h"

#include <stdlib.h>
#include <string.h>

static const section_use *use_of(const view *of, const bm_phrase *phrase)
{
    static const section_use none = {0};
    return phrase->section < of->words->section_count ? &of->words->sections[phrase->section]
                                                      : &none;
}

static bool grow_words(view *of)
{
    if (of->word_count <= of->word_capacity)
        return true;
    size_t capacity = of->word_capacity ? of->word_capacity : 256;
    while (capacity < of->word_count)
        capacity *= 2;
    uint32_t *marks = realloc(of->marks, capacity * sizeof *marks);
    if (marks)
        of->marks = marks;
    uint32_t *clause_of = realloc(of->clause_of, capacity * sizeof *clause_of);
    if (clause_of)
        of->clause_of = clause_of;
    uint32_t *before = realloc(of->triggers_before, capacity * sizeof *before);
    if (before)
        of->triggers_before = before;
    if (!marks || !clause_of || !before)
        return false;
    of->word_capacity = capacity;
    return true;
}

static void mark_all(view *of, uint32_t first, uint32_t end, unsigned mark)
{
    for (uint32_t i = first; i < end; i++)
        of->marks[i] |= mark;
}

/* One word with a capital within a sentence is a name: "Strike magazine". */
static bool is_name(const view *of, uint32_t first, uint32_t count)
{
    unsigned flags = of->word[first].flags;
    if (flags & BM_WORD_IN_MENTION)
        return true;
    return count == 1 && (flags & BM_WORD_CAPITAL) &&
           !(flags & (BM_WORD_FIRST | BM_WORD_TITLE_CASE | BM_WORD_ALL_CAPS)) && first > 0;
}

/* A claim within another one, "confirmed" in "could not be confirmed", is none of its own. */
static bool add_claim(view *of, const bm_phrase *phrase, const section_use *use, uint32_t first)
{
    uint32_t end = first + phrase->count;
    claim made = {first, end, use->status, phrase->value, false};
    if (*phrase->value && is_name(of, first, phrase->count))
        return true;
    claim *last = of->claim_count > 0 ? &of->claims[of->claim_count - 1] : NULL;
    if (last && last->first == first && end > last->end) {
        *last = made;
        return true;
    }
    if (last && end <= last->end)
        return true;
    claim *grown = bm_array_grow(of->claims, of->claim_count, &of->claim_capacity, sizeof *grown);
    if (!grown)
        return false;
    of->claims = grown;
    of->claims[of->claim_count++] = made;
    return true;
}

static bool add_weapon(view *of, const bm_phrase *phrase, uint32_t first)
{
    weapon *grown =
        bm_array_grow(of->weapons, of->weapon_count, &of->weapon_capacity, sizeof *grown);
    if (!grown)
        return false;
    of->weapons = grown;
    of->weapons[of->weapon_count++] = (weapon){first, phrase->value};
    return true;
}

static bool mark_phrase(view *of, const bm_phrase *phrase)
{
    const section_use *use = use_of(of, phrase);
    uint32_t first = phrase->first - of->sentence->first_word;
    uint32_t end = first + phrase->count;
    switch (use->use) {
    case USE_AT:
        of->marks[end - 1] |= MARK_AT;
        break;
    case USE_START:
        of->marks[first] |= MARK_START;
        if (strcmp(phrase->value, "where") == 0)
            of->marks[first] |= MARK_WHERE;
        break;
    case USE_BY:
        of->marks[end - 1] |= MARK_BY;
        break;
    case USE_PEOPLE:
        of->marks[end - 1] |= MARK_PEOPLE;
        break;
    case USE_OTHER:
        of->marks[first] |= MARK_OTHER;
        break;
    case USE_TO:
        of->marks[end - 1] |= MARK_TO;
        break;
    case USE_FROM:
        of->marks[end - 1] |= MARK_FROM;
        break;
    case USE_LIST:
        of->marks[first] |= MARK_LIST;
        break;
    case USE_DEFINITE:
        of->marks[first] |= MARK_DEFINITE;
        break;
    case USE_SPEAKER_SKIP:
        mark_all(of, first, end, MARK_SKIP);
        break;
    case USE_SPEAKER_NONE:
        mark_all(of, first, end, MARK_NOBODY);
        break;
    case USE_SPEAKER_OFFICE:
        of->marks[first] |= MARK_OFFICE;
        break;
    case USE_NO_INCIDENT:
        mark_all(of, first, end, MARK_NONE);
        break;
    case USE_REAL:
        mark_all(of, first, end, MARK_REAL);
        break;
    case USE_WEAPON:
        return add_weapon(of, phrase, first);
    case USE_CLAIM:
        if (*phrase->value)
            mark_all(of, first, end, MARK_CLAIM);
        if (use->status == BM_STATUS_DENIED || strcmp(phrase->value, "before") == 0)
            mark_all(of, first, end, MARK_REAL);
        return add_claim(of, phrase, use, first);
    default:
        break;
    }
    return true;
}

static void mark_unreal(view *of, const bm_phrase *phrase)
{
    const section_use *use = use_of(of, phrase);
    uint32_t first = phrase->first - of->sentence->first_word;
    const bm_word *word = &of->word[first];
    if ((use->use != USE_UNREAL && use->use != USE_NEGATION) || (of->marks[first] & MARK_REAL))
        return;
    /* "May" is a month. */
    bool name = (word->flags & BM_WORD_CAPITAL) &&
                !(word->flags & (BM_WORD_FIRST | BM_WORD_TITLE_CASE | BM_WORD_ALL_CAPS));
    if ((word->flags & BM_WORD_IN_DATE) || (use->use == USE_UNREAL && name))
        return;
    bool behind = strcmp(phrase->value, "behind") == 0;
    of->marks[first] |= use->use == USE_UNREAL ? MARK_UNREAL
                        : behind               ? MARK_BEHIND | MARK_NOT
                                               : MARK_NOT;
}

/* Of two from one word the longer is left; of two of a kind that overlap, the one that says more:
 * an attack is any. */
static bool is_told_by(trigger *last, const trigger *made)
{
    bool kin = last->use == made->use ||
               (last->use->family == made->use->family && last->use->family != FAMILY_OTHER);
    bool generic = *last->phrase->value && !*made->phrase->value;
    if (made->first == last->first) {
        if (made->end > last->end || (made->end == last->end && kin && generic))
            *last = *made;
        return true;
    }
    if (made->first >= last->end)
        return false;
    /* "destroyed a column of tanks" tells of no movement, "a drone violated the border" of a
     * drone. */
    if (!kin)
        return last->use->family == FAMILY_FIRE;
    if (generic)
        *last = *made;
    return true;
}

static bm_status add_trigger(view *of, const bm_phrase *phrase, bm_error *error)
{
    const section_use *use = use_of(of, phrase);
    uint32_t first = phrase->first - of->sentence->first_word;
    trigger made = {phrase, first, first + phrase->count, use, use->category};
    if ((of->marks[first] & MARK_NONE) || is_name(of, first, phrase->count))
        return BM_OK;
    uint32_t start = of->word[first].start;
    uint32_t end = bm_word_end(&of->word[made.end - 1]);
    if (of->block->kind == BM_BLOCK_FURNITURE)
        return bm_reading_reject(of->reading, start, end, "incident",
                                 "not part of the report: an advert, poll or teaser", error);
    if (of->trigger_count == TRIGGERS_MAX)
        return bm_reading_reject(of->reading, start, end, "incident", "too many in one sentence",
                                 error);
    if (of->trigger_count > 0 && is_told_by(&of->triggers[of->trigger_count - 1], &made))
        return BM_OK;
    of->triggers[of->trigger_count++] = made;
    return BM_OK;
}

static void count_triggers(view *of)
{
    size_t next = 0;
    for (uint32_t i = 0; i < of->word_count; i++) {
        while (next < of->trigger_count && of->triggers[next].first <= i)
            next++;
        of->triggers_before[i] = (uint32_t)next;
    }
}

/* "has not confirmed" leaves it said only. */
static void negate_claims(view *of)
{
    enum { BEFORE = 3 };
    for (size_t i = 0; i < of->claim_count; i++) {
        claim *by = &of->claims[i];
        for (uint32_t back = 1; back <= BEFORE && back <= by->first; back++)
            by->negated |= (of->marks[by->first - back] & MARK_NOT) != 0;
        if (by->negated && by->status == BM_STATUS_CONFIRMED)
            by->status = BM_STATUS_ALLEGED;
    }
}

/* Whether anything can come of a sentence at all. Most have no trigger and no claim of another. */
static bool is_telling(const view *of)
{
    for (size_t i = 0; i < of->phrase_count; i++) {
        const section_use *use = use_of(of, &of->phrases[i]);
        if (use->use == USE_INCIDENT ||
            (use->use == USE_CLAIM && strcmp(of->phrases[i].value, "before") == 0))
            return true;
    }
    return false;
}

bm_status bm_view_mark(view *of, bm_error *error)
{
    bool memory = true;
    of->claim_count = 0;
    of->weapon_count = 0;
    of->trigger_count = 0;
    of->clause_count = 0;
    if (!is_telling(of))
        return BM_OK;
    memory = grow_words(of);
    if (memory)
        memset(of->marks, 0, of->word_count * sizeof *of->marks);
    for (size_t i = 0; memory && i < of->phrase_count; i++)
        memory = mark_phrase(of, &of->phrases[i]);
    if (!memory)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    bm_status status = BM_OK;
    for (size_t i = 0; !status && i < of->phrase_count; i++) {
        mark_unreal(of, &of->phrases[i]);
        if (use_of(of, &of->phrases[i])->use == USE_INCIDENT)
            status = add_trigger(of, &of->phrases[i], error);
    }
    for (size_t i = 0; i < of->trigger_count; i++)
        mark_all(of, of->triggers[i].first + 1, of->triggers[i].end, MARK_TRIGGER);
    negate_claims(of);
    count_triggers(of);
    return status;
}

void bm_view_finish(view *of)
{
    free(of->marks);
    free(of->clause_of);
    free(of->triggers_before);
    free(of->clauses);
    free(of->claims);
    free(of->weapons);
}
