/* A sentence parted into clauses, with what keeps each from having happened. */
#include "events/report/incidents/incidents.h"

#include <string.h>

enum {
    /* Gaps that part clauses whatever stands there. */
    PARTS = BM_GAP_COLON | BM_GAP_DASH | BM_GAP_OPEN | BM_GAP_CLOSE | BM_GAP_PERIOD
};

typedef struct cutting {
    view *of;
    uint32_t times;  /* numbers of times given out */
    uint32_t parent; /* time that a clause apart returns to */
} cutting;

static clause *add_clause(view *of)
{
    clause *grown =
        bm_array_grow(of->clauses, of->clause_count, &of->clause_capacity, sizeof *grown);
    if (!grown)
        return NULL;
    of->clauses = grown;
    clause *made = &of->clauses[of->clause_count++];
    *made = (clause){.unreal_first = NOWHERE, .unreal_last = NOWHERE, .topic = NOWHERE};
    return made;
}

static bool begin(cutting *cut, uint32_t first, const char *kind)
{
    view *of = cut->of;
    clause before = {0};
    if (of->clause_count > 0) {
        of->clauses[of->clause_count - 1].end = first;
        before = of->clauses[of->clause_count - 1];
        /* Two boundaries in a row are one. */
        if (before.first == first)
            of->clause_count--;
    }
    clause *made = add_clause(of);
    if (!made)
        return false;
    made->first = first;
    made->time = before.time;
    made->apart = before.apart;
    made->recent = before.recent;
    bool after = strcmp(kind, "after") == 0;
    if (after || strcmp(kind, "apart") == 0) {
        if (!before.apart)
            cut->parent = before.time;
        made->time = ++cut->times;
        made->apart = true;
        made->recent = after;
    } else if (strcmp(kind, "then") == 0) {
        made->time = ++cut->times;
        made->apart = false;
    } else if (strcmp(kind, "back") == 0) {
        made->time = cut->parent;
        made->apart = false;
    }
    return true;
}

static const section_use *use_of(const view *of, const bm_phrase *phrase)
{
    static const section_use none = {0};
    return phrase->section < of->words->section_count ? &of->words->sections[phrase->section]
                                                      : &none;
}

/* The next phrase at or after a word that begins a clause. */
static const bm_phrase *next_start(const view *of, size_t *at, uint32_t word)
{
    while (*at < of->phrase_count) {
        const bm_phrase *phrase = &of->phrases[*at];
        uint32_t first = phrase->first - of->sentence->first_word;
        if (first > word)
            return NULL;
        ++*at;
        if (first == word && use_of(of, phrase)->use == USE_START)
            return phrase;
    }
    return NULL;
}

/* "A missile that fell …": the clause of a trigger that reaches over "that" begins with it. */
static bool reaches_over_start(const view *of, uint32_t word, size_t *trigger_at)
{
    while (*trigger_at < of->trigger_count && of->triggers[*trigger_at].first < word)
        ++*trigger_at;
    if (*trigger_at == of->trigger_count || of->triggers[*trigger_at].first != word)
        return false;
    for (uint32_t i = word + 1; i < of->triggers[*trigger_at].end; i++)
        if (of->marks[i] & MARK_START)
            return true;
    return false;
}

/* "X, which is in the Y district, saw …": says where X is and tells of nothing. */
static bool is_aside(const view *of, uint32_t word)
{
    enum { LEAD = 3, MOST = 10 };
    bool placed = false;
    if (word == 0 || !(of->word[word].gap & BM_GAP_COMMA) ||
        !(of->word[word - 1].flags & BM_WORD_IN_MENTION))
        return false;
    for (uint32_t i = word + 1; i < of->word_count && i < word + MOST; i++) {
        if (of->triggers_before[i] > of->triggers_before[i - 1] || of->marks[i] & MARK_CLAIM ||
            of->word[i].gap & PARTS)
            return false;
        if (placed && of->word[i].gap & BM_GAP_COMMA)
            return true;
        placed = placed || (i < word + LEAD && of->marks[i] & MARK_AT);
        if (i >= word + LEAD && !placed)
            return false;
    }
    return false;
}

static bool part(view *of)
{
    cutting cut = {of, 0, 0};
    size_t next = 0;
    size_t trigger_at = 0;
    bool memory = begin(&cut, 0, "");
    for (uint32_t i = 0; memory && i < of->word_count; i++) {
        const bm_word *word = &of->word[i];
        const bm_phrase *start = next_start(of, &next, i);
        bool in_date = (word->flags & BM_WORD_IN_DATE) != 0;
        if (start && strcmp(start->value, "comma") == 0 && !(word->gap & BM_GAP_COMMA))
            start = NULL;
        if (start && (!*start->value || of->marks[i] & MARK_WHERE) && is_aside(of, i))
            start = NULL;
        bool apart = of->clauses[of->clause_count - 1].apart;
        if (start && !in_date && !(of->marks[i] & (MARK_TRIGGER | MARK_CLAIM)))
            memory = begin(&cut, i, start->value);
        else if (i > 0 && reaches_over_start(of, i, &trigger_at))
            memory = begin(&cut, i, "");
        else if (i > 0 && (word->gap & PARTS) && !in_date)
            memory = begin(&cut, i, apart ? "back" : "");
        else if (i > 0 && (word->gap & BM_GAP_COMMA) && apart && !in_date)
            memory = begin(&cut, i, "back");
        of->clause_of[i] = (uint32_t)of->clause_count - 1;
    }
    if (memory)
        of->clauses[of->clause_count - 1].end = of->word_count;
    return memory;
}

static unsigned unreal_kind(const char *value)
{
    static const struct {
        const char *name;
        unsigned kind;
    } kinds[] = {
        {"future", UNREAL_FUTURE},
        {"condition", UNREAL_CONDITION},
        {"fear", UNREAL_FEAR},
        {"wish", UNREAL_WISH},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(value, kinds[i].name) == 0)
            return kinds[i].kind;
    return UNREAL_POSSIBLE;
}

static void judge_clause(view *of, const bm_phrase *phrase)
{
    uint32_t first = phrase->first - of->sentence->first_word;
    clause *in = &of->clauses[of->clause_of[first]];
    switch (use_of(of, phrase)->use) {
    case USE_UNREAL:
        if (!(of->marks[first] & MARK_UNREAL))
            return;
        in->unreal |= unreal_kind(phrase->value);
        if (in->unreal_first == NOWHERE)
            in->unreal_first = first;
        in->unreal_last = first + phrase->count - 1;
        return;
    case USE_PAST:
        in->past = true;
        in->memory |= strcmp(phrase->value, "memory") == 0;
        return;
    case USE_VAGUE:
        in->vague = true;
        return;
    case USE_TOPIC:
        if (strcmp(phrase->value, "sentence") == 0) {
            of->topic = true;
            of->topic_time = in->time;
        }
        if (in->topic == NOWHERE)
            in->topic = first;
        return;
    default:
        return;
    }
}

/* "fears that", "amid concerns that": what is feared stands in the next clause. */
static void hand_on(view *of)
{
    enum { NEAR = 3 };
    const unsigned kinds = UNREAL_FEAR | UNREAL_WISH | UNREAL_CONDITION;
    for (size_t i = 1; i < of->clause_count; i++) {
        const clause *before = &of->clauses[i - 1];
        clause *after = &of->clauses[i];
        if (!(before->unreal & kinds) || before->unreal_last + NEAR < before->end ||
            after->time != before->time)
            continue;
        after->unreal |= before->unreal & kinds;
        after->unreal_first = after->first;
        if (after->unreal_last == NOWHERE)
            after->unreal_last = after->first;
    }
}

/* Dates and mentions are in order of their bytes, as clauses are. */
static void spread(view *of)
{
    const bm_reading *reading = of->reading;
    size_t date = of->date_first;
    size_t mention = of->mention_first;
    for (size_t i = 0; i < of->clause_count; i++) {
        clause *in = &of->clauses[i];
        uint32_t end = in->end < of->word_count ? of->word[in->end].start : of->sentence->end;
        in->date_first = date;
        while (date < of->date_end && reading->dates[date].span.start < end)
            date++;
        in->date_end = date;
        in->mention_first = mention;
        while (mention < of->mention_end && reading->mentions[mention].span.start < end)
            mention++;
        in->mention_end = mention;
    }
}

bm_status bm_view_part(view *of, bm_error *error)
{
    if (!part(of))
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    of->topic = false;
    for (size_t i = 0; i < of->phrase_count; i++)
        judge_clause(of, &of->phrases[i]);
    hand_on(of);
    spread(of);
    return BM_OK;
}

uint32_t bm_view_word_at(const view *of, uint32_t byte)
{
    uint32_t low = 0;
    uint32_t high = of->word_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (bm_word_end(&of->word[middle]) <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low < of->word_count ? low : of->word_count - 1;
}
