/* Which of the places around says where. */
#include "events/report/incidents/incidents.h"

#include <string.h>

enum {
    CANDIDATES = 12, /* mentions looked at on either side */
    WINDOW = 60,     /* words */
    FROM_WORDS = 2,  /* from a mention to a Slavic "from" */
    LOOK_BACK = 6,   /* words from a mention to its preposition */
    SAYING_WORDS = 6 /* after "said": where it was said */
};

typedef enum relation {
    RELATION_NONE,
    RELATION_AT,
    RELATION_TO,
    RELATION_FROM,
    RELATION_BY,
    RELATION_PEOPLE, /* where somebody is of */
    RELATION_OBJECT  /* right after the trigger */
} relation;

static uint32_t first_word(const view *of, size_t mention)
{
    return of->reading->mention_words[mention].first - of->sentence->first_word;
}

/* What ties a mention to its clause: the preposition before it. */
static relation relation_of(const view *of, const trigger *met, size_t mention)
{
    uint32_t at = first_word(of, mention);
    uint32_t floor = of->clauses[of->clause_of[at]].first;
    for (uint32_t back = 0; back < LOOK_BACK; back++) {
        if (met && at == met->end && !(of->word[at].gap & BM_GAP_COMMA))
            return RELATION_OBJECT;
        if (at <= floor || (of->word[at].gap & (BM_GAP_COLON | BM_GAP_DASH | BM_GAP_PERIOD)))
            return RELATION_NONE;
        if (of->word[at].gap & BM_GAP_COMMA && !(of->word[at - 1].flags & BM_WORD_IN_MENTION))
            return RELATION_NONE;
        at--;
        /* «У понеділок Київ …»: the preposition is the date's. */
        if (of->word[at].flags & BM_WORD_IN_DATE)
            return RELATION_NONE;
        if (of->marks[at] & MARK_PEOPLE)
            return RELATION_PEOPLE;
        if (of->marks[at] & MARK_AT)
            return RELATION_AT;
        if (of->marks[at] & MARK_BY)
            return RELATION_BY;
        if (of->marks[at] & MARK_TO)
            return RELATION_TO;
        /* "from" governs what stands beside it: «з мінометів місто …» is no place to come from. */
        bool beside = back < FROM_WORDS || !(of->word[at].flags & BM_WORD_CYRILLIC);
        if (of->marks[at] & MARK_FROM && beside)
            return RELATION_FROM;
        if (met && at + 1 < met->end && at >= met->first)
            return RELATION_OBJECT;
    }
    return RELATION_NONE;
}

static bool is_country(const bm_mention *mention)
{
    return mention->precision == BM_PLACE_PRECISION_COUNTRY &&
           (mention->area.kind == BM_AREA_NONE || mention->area.kind == BM_AREA_PART);
}

static int fineness(const bm_mention *mention)
{
    if (!mention->place)
        return 25;
    if (mention->area.kind == BM_AREA_REGION)
        return 25;
    switch (mention->precision) {
    case BM_PLACE_PRECISION_EXACT:
    case BM_PLACE_PRECISION_SETTLEMENT:
        return 40;
    case BM_PLACE_PRECISION_DISTRICT:
        return 32;
    case BM_PLACE_PRECISION_REGION:
        return 26;
    case BM_PLACE_PRECISION_COUNTRY:
        return mention->area.kind == BM_AREA_NONE ? 5 : 15;
    default:
        return 20;
    }
}

static bool is_of_talk(const char *category)
{
    return strcmp(category, "meeting") == 0 || strcmp(category, "official-statement") == 0 ||
           strcmp(category, "diplomatic-protest") == 0;
}

/* Whether a comma ends, before a mention, the name of who said it. */
static bool is_behind_comma(const view *of, uint32_t first, uint32_t at)
{
    for (uint32_t i = first; i <= at; i++)
        if (of->word[i].gap & BM_GAP_COMMA)
            return true;
    return false;
}

/* "…, the government in Vilnius said": where the speaker is. */
static bool is_of_speaker(const view *of, const trigger *met, uint32_t at)
{
    enum { AFTER = 4 };
    for (uint32_t i = at + 1; i < of->word_count && i <= at + AFTER; i++) {
        if (of->word[i].gap & (BM_GAP_COMMA | BM_GAP_COLON | BM_GAP_DASH) ||
            of->triggers_before[i] > of->triggers_before[i - 1])
            return false;
        if (of->marks[i] & MARK_CLAIM)
            return is_behind_comma(of, met->end, at) ||
                   (met->first > i && of->clause_of[met->first] != of->clause_of[at]);
    }
    return false;
}

/* Where something was said is not where it happened. */
static bool is_place_of_saying(const view *of, const trigger *met, uint32_t at)
{
    if (is_of_talk(met->category))
        return false;
    if (is_of_speaker(of, met, at))
        return true;
    uint32_t in = of->clause_of[at];
    for (size_t i = of->claim_count; i-- > 0;) {
        const claim *by = &of->claims[i];
        if (by->first > at)
            continue;
        bool follows = strcmp(by->value, "follows") == 0;
        return of->clause_of[by->first] == in && at <= by->end + SAYING_WORDS &&
               !(by->first < met->first && met->first < at) &&
               !(by->end < of->word_count && of->word[by->end].gap & BM_GAP_COMMA) &&
               (strcmp(by->value, "subject") == 0 ||
                (follows && !is_behind_comma(of, by->end, at)));
    }
    return false;
}

static bool fits_role(const view *of, const trigger *met, const bm_mention *mention)
{
    switch (mention->role) {
    case BM_ROLE_ACTOR:
        return false;
    case BM_ROLE_DATELINE:
        return is_of_talk(met->category);
    case BM_ROLE_CAPTION:
        return of->block->kind == BM_BLOCK_CAPTION;
    default:
        return true;
    }
}

/* Whether the trigger that a mention follows tells of the same kind of event. */
static bool is_kin(const view *of, const trigger *met, uint32_t triggers_before)
{
    if (triggers_before == 0)
        return false;
    const trigger *other = &of->triggers[triggers_before - 1];
    return other->use->family != FAMILY_OTHER && other->use->family == met->use->family;
}

/* "The drills of Belarus and Russia": who, not where. */
static bool is_of_actors(const char *category)
{
    return is_of_talk(category) || strcmp(category, "military-drill") == 0 ||
           strcmp(category, "troop-movement") == 0;
}

static bool is_capital(const bm_mention *mention)
{
    return mention->place && mention->place->rank == 1 && mention->area.kind == BM_AREA_NONE;
}

/* "The road Pinsk — Luninets": either end of it. */
static bool is_on_route(const view *of, size_t index)
{
    const bm_mention_words *words = &of->reading->mention_words[index];
    uint32_t at = first_word(of, index);
    uint32_t end = at + words->count;
    bool before =
        at > 0 && of->word[at].gap & BM_GAP_DASH && of->word[at - 1].flags & BM_WORD_IN_MENTION;
    bool after = end < of->word_count && of->word[end].gap & BM_GAP_DASH &&
                 of->word[end].flags & BM_WORD_IN_MENTION;
    return before || after;
}

/* "Lida, where the base held exercises" */
static bool is_antecedent(const view *of, size_t index, const clause *mine)
{
    uint32_t end = first_word(of, index) + of->reading->mention_words[index].count;
    return mine->first > 0 && (of->marks[mine->first] & MARK_WHERE) && end == mine->first;
}

/* The first of some words that is a name which nobody knows and says where: "at X", or X right
 * behind the trigger; NOWHERE when there is none. */
static uint32_t unknown_name(const view *of, const trigger *met, uint32_t first, uint32_t end)
{
    enum { BEHIND = 2 };
    uint32_t led = 0;
    for (uint32_t i = first; i < end; i++) {
        unsigned flags = of->word[i].flags;
        bool name = (flags & BM_WORD_CAPITAL) &&
                    !(flags & (BM_WORD_FIRST | BM_WORD_IN_DATE | BM_WORD_IN_MENTION |
                               BM_WORD_TITLE_CASE | BM_WORD_ALL_CAPS));
        if (name && (led > 0 || i == met->end))
            return i;
        led = of->marks[i] & MARK_AT ? BEHIND : led > 0 ? led - 1 : 0;
        if (flags & BM_WORD_IN_DATE)
            led = 0;
    }
    return NOWHERE;
}

static bool names_unknown(const view *of, const trigger *met)
{
    const clause *in = &of->clauses[of->clause_of[met->end - 1]];
    uint32_t first = met->first > in->first + CANDIDATES ? met->first - CANDIDATES : in->first;
    uint32_t end = in->end < met->end + CANDIDATES ? in->end : met->end + CANDIDATES;
    return unknown_name(of, met, first, end) != NOWHERE;
}

/* "Rockets hit X, in Sarny a drone fell": X is not known, but it is not Sarny. */
static bool is_behind_unknown(const view *of, const trigger *met, uint32_t at)
{
    if (at <= met->end || at > met->end + CANDIDATES)
        return false;
    uint32_t name = unknown_name(of, met, met->end, at);
    if (name == NOWHERE)
        return false;
    for (uint32_t i = name + 1; i < at; i++)
        if (of->word[i].gap & BM_GAP_COMMA && of->marks[i] & (MARK_AT | MARK_START))
            return of->triggers_before[of->word_count - 1] > of->triggers_before[at];
    return false;
}

/* How well a mention says where; 0 when it does not. */
static int score_of(const view *of, const trigger *met, size_t index)
{
    const bm_mention *mention = &of->reading->mentions[index];
    uint32_t at = first_word(of, index);
    uint32_t distance = at > met->first ? at - met->first : met->first - at;
    if (!fits_role(of, met, mention) || distance > WINDOW || is_behind_unknown(of, met, at))
        return 0;
    const clause *mine = &of->clauses[of->clause_of[met->end - 1]];
    const clause *its = &of->clauses[of->clause_of[at]];
    relation tie = relation_of(of, met, index);
    bool people = tie == RELATION_PEOPLE;
    bool same = mine == its;
    bool border = strncmp(met->category, "border", 6) == 0;
    if (tie == RELATION_TO)
        tie = border || strcmp(met->category, "troop-movement") == 0 ? RELATION_AT : RELATION_NONE;
    /* "the border with Belarus" */
    if (tie == RELATION_BY)
        tie = border ? RELATION_AT : RELATION_NONE;
    bool protest = strcmp(met->category, "diplomatic-protest") == 0;
    if (tie == RELATION_PEOPLE)
        tie = RELATION_NONE;
    bool fire = met->use->family == FAMILY_FIRE;
    bool beside = at > 0 && (of->marks[at - 1] & MARK_FROM) != 0 &&
                  (of->word[at].flags & BM_WORD_CYRILLIC) != 0;
    bool arrest = strcmp(met->category, "arrest") == 0;
    if ((fire && beside) || (arrest && (people || tie == RELATION_FROM)))
        return 0;
    if (is_country(mention) &&
        (tie == RELATION_NONE || (tie == RELATION_OBJECT && is_of_actors(met->category))))
        return 0;
    /* "Minsk summoned the ambassador": the capital acts. */
    if (protest && tie == RELATION_NONE && at < met->first)
        return 0;
    if (!same && tie != RELATION_AT && !is_antecedent(of, index, mine))
        return 0;
    bool other_time = mine->time != its->time;
    if (other_time && ((!mine->recent && !its->recent) || protest))
        return 0;
    uint32_t here = of->triggers_before[met->first];
    uint32_t there = of->triggers_before[at];
    bool others = there > here || (at < met->first && there + 1 < here);
    if (is_place_of_saying(of, met, at) || (others && !same && !is_kin(of, met, there)))
        return 0;
    int score = fineness(mention) + (same ? 40 : 0) - (int)(distance < 40 ? distance / 2 : 20);
    score += tie == RELATION_AT ? 30 : tie == RELATION_OBJECT ? 45 : 0;
    score -= tie == RELATION_FROM && !protest ? 25 : 0;
    score += protest && is_capital(mention) ? 60 : 0;
    score -= people && met->use->family == FAMILY_OTHER ? 30 : 0;
    score -= is_on_route(of, index) ? 80 : 0;
    score += is_antecedent(of, index, mine) ? 60 : 0;
    score -= mention->role == BM_ROLE_CONTEXT ? 25 : 0;
    score -= mention->role == BM_ROLE_DATELINE ? 40 : 0;
    score += at > met->first ? 5 : 0;
    score -= others ? 25 : 0;
    score -= other_time ? 15 : 0;
    return score > 0 ? score : 1;
}

/* The mentions of a sentence around a byte. */
static void window(const view *of, uint32_t byte, size_t *first, size_t *end)
{
    size_t low = of->mention_first;
    size_t high = of->mention_end;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (of->reading->mentions[middle].span.start < byte)
            low = middle + 1;
        else
            high = middle;
    }
    *first = low > of->mention_first + CANDIDATES ? low - CANDIDATES : of->mention_first;
    *end = low + CANDIDATES < of->mention_end ? low + CANDIDATES : of->mention_end;
}

/* The nearest place before, in the sentences before it in the paragraph. */
static size_t place_before(const view *of)
{
    enum { SENTENCES = 2 };
    const bm_reading *reading = of->reading;
    size_t index = of->mention_first;
    for (unsigned looked = 0; index > 0 && looked < CANDIDATES; looked++) {
        const bm_mention *mention = &reading->mentions[--index];
        if (mention->sentence + SENTENCES < of->index ||
            reading->words.sentences[mention->sentence].block != of->sentence->block)
            return SIZE_MAX;
        if (mention->role == BM_ROLE_PLACE && mention->place && !is_country(mention))
            return index;
    }
    return SIZE_MAX;
}

/* "the border", told of before. */
static size_t border_before(const view *of, const trigger *met)
{
    enum { SENTENCES = 4 };
    bool asks =
        strncmp(met->category, "border", 6) == 0 || strcmp(met->category, "mine-or-barrier") == 0;
    size_t index = of->mention_first;
    for (unsigned looked = 0; asks && index > 0 && looked < CANDIDATES; looked++) {
        const bm_mention *mention = &of->reading->mentions[--index];
        if (mention->sentence + SENTENCES < of->index)
            return SIZE_MAX;
        /* Not a village "20 km from the border". */
        if (mention->area.kind == BM_AREA_BORDER && mention->role != BM_ROLE_CAPTION &&
            mention->precision == BM_PLACE_PRECISION_COUNTRY)
            return index;
    }
    return SIZE_MAX;
}

/* Of "Kopani in the Stolin district" the village, not what explains it. */
static size_t explained(const view *of, const trigger *met, size_t best)
{
    enum { NEAR_WORDS = 8 };
    const bm_reading *reading = of->reading;
    for (size_t i = best; i > of->mention_first && i + CANDIDATES > best; i--) {
        const bm_mention *mention = &reading->mentions[i - 1];
        if (first_word(of, i) > first_word(of, i - 1) + NEAR_WORDS)
            return best;
        if (mention->role == BM_ROLE_CONTEXT)
            continue;
        return mention->role == BM_ROLE_PLACE && mention->place && !is_country(mention) &&
                       score_of(of, met, i - 1) > 0
                   ? i - 1
                   : best;
    }
    return best;
}

/* "All other crossings were closed": not those that were named. */
static bool tells_of_others(const view *of, const trigger *met)
{
    enum { BEFORE = 2 };
    uint32_t first = met->first > BEFORE ? met->first - BEFORE : 0;
    for (uint32_t i = first; i < met->end; i++)
        if (of->marks[i] & MARK_OTHER)
            return true;
    return false;
}

size_t bm_trigger_place(const view *of, const trigger *met, bool *own)
{
    size_t first;
    size_t end;
    size_t best = SIZE_MAX;
    int best_score = 0;
    window(of, of->word[met->first].start, &first, &end);
    for (size_t i = first; i < end; i++) {
        int score = score_of(of, met, i);
        if (score > best_score) {
            best = i;
            best_score = score;
        }
    }
    if (best != SIZE_MAX && of->reading->mentions[best].role == BM_ROLE_CONTEXT)
        best = explained(of, met, best);
    *own = best != SIZE_MAX;
    if (best != SIZE_MAX || of->block->kind != BM_BLOCK_BODY || is_of_talk(met->category))
        return best;
    if (tells_of_others(of, met))
        return SIZE_MAX;
    best = border_before(of, met);
    return best == SIZE_MAX && !names_unknown(of, met) ? place_before(of) : best;
}
