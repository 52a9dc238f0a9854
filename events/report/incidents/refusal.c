/* Why what looks like an incident is none. */
#include "events/report/incidents/incidents.h"

#include <string.h>

/* "An airstrike on Brest could follow": what follows within so many words speaks of the noun. */
enum { SUBJECT_WORDS = 5, NEGATION_WORDS = 4, DENIAL_WORDS = 6 };

static bool is_of_talk(const char *category)
{
    return strcmp(category, "meeting") == 0 || strcmp(category, "official-statement") == 0 ||
           strcmp(category, "diplomatic-protest") == 0;
}

static bool may_be_announced(const char *category)
{
    return strcmp(category, "meeting") == 0 || strcmp(category, "military-drill") == 0;
}

static bool has_definite_date(const view *of, const clause *in)
{
    for (size_t i = in->date_first; i < in->date_end && i < in->date_first + 4; i++) {
        const bm_report_date *date = &of->reading->dates[i];
        if (date->resolved && date->when.precision <= BM_DATE_RANGE)
            return true;
    }
    return false;
}

static bool is_unreal(const view *of, const trigger *met, const clause *in)
{
    if (in->unreal_first == NOWHERE)
        return false;
    if (in->unreal_first < met->end)
        return true;
    for (uint32_t i = met->end; i < in->end && i < met->end + SUBJECT_WORDS; i++) {
        if (of->marks[i] & MARK_LIST || of->word[i].gap & BM_GAP_COMMA)
            return false;
        if (of->marks[i] & MARK_UNREAL)
            return true;
    }
    return false;
}

static bool is_negated(const view *of, const trigger *met, const clause *in)
{
    for (uint32_t i = met->first; i > in->first && i + NEGATION_WORDS > met->first; i--) {
        if (of->word[i].gap & (BM_GAP_COMMA | BM_GAP_OPEN | BM_GAP_CLOSE))
            return false;
        if (of->marks[i - 1] & MARK_NOT)
            return true;
    }
    for (uint32_t i = met->first; i < met->end; i++)
        if (of->marks[i] & MARK_NOT)
            return true;
    for (uint32_t i = met->end; i < in->end && i < met->end + DENIAL_WORDS; i++) {
        if (of->word[i].gap & BM_GAP_COMMA)
            return false;
        if (of->marks[i] & MARK_BEHIND)
            return true;
    }
    return false;
}

static const char *unreal_reason(unsigned kinds)
{
    if (kinds & UNREAL_CONDITION)
        return "a condition, not said to have happened";
    if (kinds & UNREAL_FEAR)
        return "feared or threatened, not said to have happened";
    if (kinds & UNREAL_POSSIBLE)
        return "possible, not said to have happened";
    if (kinds & UNREAL_WISH)
        return "meant or wished, not said to have happened";
    return "still to come";
}

const char *bm_trigger_refusal(const view *of, const trigger *met, bool *planned)
{
    const clause *in = &of->clauses[of->clause_of[met->first]];
    *planned = false;
    if (of->question)
        return "in a question";
    if (is_negated(of, met, in))
        return "said not to have happened";
    if (is_unreal(of, met, in)) {
        *planned = in->unreal == UNREAL_FUTURE && may_be_announced(met->category) &&
                   has_definite_date(of, in);
        if (!*planned)
            return unreal_reason(in->unreal);
    }
    if (of->topic && in->time == of->topic_time && strcmp(met->category, "arrest") != 0)
        return "only talked about";
    if (in->topic != NOWHERE && in->topic < met->first && !is_of_talk(met->category))
        return "only talked about";
    if (in->past && (in->memory || !has_definite_date(of, in)))
        return "background: its time is told by something else";
    return NULL;
}
