/* When it happened: the date of the clause, the sentence, the paragraph or the report. */
#include "events/report/incidents/incidents.h"

#include <stdio.h>
#include <string.h>

enum {
    DAY_S = 86400,
    OLD_DAYS = 45,       /* before publication: not a date that later sentences go by */
    NEWS_DAYS = 7,       /* what a report tells without a date lies at most so far back */
    CLAUSES = 6,         /* looked at on either side */
    SENTENCES = 3,       /* looked at before */
    SAID_NEAR = 3,       /* words from a date to the "said" that it belongs to */
    SAID_PENALTY = 20000 /* more than any distance looked at */
};

static bm_status set(const view *of, telling *told, const bm_report_date *date, const char *found,
                     bm_error *error)
{
    size_t size = strlen(date->rule) + strlen(found) + 3;
    char *rule = bm_arena_alloc(of->reading->arena, size);
    if (!rule)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    (void)snprintf(rule, size, "%s, %s", date->rule, found);
    told->incident.has_date = true;
    told->incident.when = date->when;
    told->incident.date_rule = rule;
    told->own_date = true;
    return BM_OK;
}

static bool is_of_saying(const view *of, const bm_report_date *date)
{
    uint32_t at = bm_view_word_at(of, date->span.start);
    uint32_t end = bm_view_word_at(of, date->span.end > 0 ? date->span.end - 1 : 0) + 1;
    for (uint32_t back = 1; back <= SAID_NEAR && back <= at; back++)
        if (of->marks[at - back] & MARK_CLAIM)
            return true;
    return end < of->word_count && (of->marks[end] & MARK_CLAIM);
}

/* The date of a clause nearest to a byte. What was said on a day is the worse guess. */
static const bm_report_date *nearest(const view *of, const clause *in, uint32_t byte)
{
    enum { AROUND = 4 };
    const bm_report_date *dates = of->reading->dates;
    size_t low = in->date_first;
    size_t high = in->date_end;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (dates[middle].span.start < byte)
            low = middle + 1;
        else
            high = middle;
    }
    const bm_report_date *best = NULL;
    uint32_t best_distance = UINT32_MAX;
    size_t first = low > in->date_first + AROUND ? low - AROUND : in->date_first;
    for (size_t i = first; i < in->date_end && i < low + AROUND; i++) {
        uint32_t start = dates[i].span.start;
        uint32_t distance = start > byte ? start - byte : byte - start;
        if (!dates[i].resolved)
            continue;
        if (is_of_saying(of, &dates[i]))
            distance = distance < UINT32_MAX - SAID_PENALTY ? distance + SAID_PENALTY : distance;
        if (distance < best_distance) {
            best = &dates[i];
            best_distance = distance;
        }
    }
    return best;
}

/* Of the clauses around that happen at the same time, the nearest one's. */
static const bm_report_date *in_sentence(const view *of, uint32_t mine, uint32_t byte)
{
    const clause *clauses = of->clauses;
    for (uint32_t away = 1; away <= CLAUSES; away++) {
        const bm_report_date *found = NULL;
        if (away <= mine && clauses[mine - away].time == clauses[mine].time)
            found = nearest(of, &clauses[mine - away], byte);
        if (!found && mine + away < of->clause_count &&
            clauses[mine + away].time == clauses[mine].time)
            found = nearest(of, &clauses[mine + away], byte);
        if (found)
            return found;
    }
    return NULL;
}

static bool is_old(const view *of, const bm_interval *when)
{
    const bm_report_source *source = of->reading->source;
    if (when->precision >= BM_DATE_YEAR)
        return true;
    return source->has_published &&
           when->end_s < source->published.start_s - (int64_t)OLD_DAYS * DAY_S;
}

/* The last date of the sentences before it in the paragraph, unless that tells of the past. */
static const bm_report_date *in_paragraph(const view *of)
{
    const bm_reading *reading = of->reading;
    size_t index = of->date_first;
    while (index > 0) {
        const bm_report_date *date = &reading->dates[--index];
        if (date->sentence + SENTENCES < of->index ||
            reading->words.sentences[date->sentence].block != of->sentence->block)
            return NULL;
        if (date->resolved)
            return is_old(of, &date->when) ? NULL : date;
    }
    return NULL;
}

static bool has_unresolved(const view *of, const clause *in)
{
    for (size_t i = in->date_first; i < in->date_end && i < in->date_first + CLAUSES; i++)
        if (!of->reading->dates[i].resolved)
            return true;
    return false;
}

/* Whether a clause that happens at the same time tells of it only roughly. */
static bool is_vague(const view *of, uint32_t mine)
{
    uint32_t first = mine > CLAUSES ? mine - CLAUSES : 0;
    for (uint32_t i = first; i < of->clause_count && i <= mine + CLAUSES; i++)
        if (of->clauses[i].vague && of->clauses[i].time == of->clauses[mine].time)
            return true;
    return false;
}

/* Nothing says when: what is told as news happened in the days before it was published. */
static void from_publication(const view *of, uint32_t mine, telling *told)
{
    const clause *in = &of->clauses[mine];
    const bm_report_source *source = of->reading->source;
    told->no_date = (in->apart && !in->recent) || in->past || is_vague(of, mine) ||
                    has_unresolved(of, in) || of->block->kind == BM_BLOCK_CAPTION;
    if (told->no_date || !source->has_published)
        return;
    int64_t day = source->published.start_s / DAY_S * DAY_S;
    told->incident.has_date = true;
    told->incident.when =
        (bm_interval){day - (int64_t)(NEWS_DAYS - 1) * DAY_S, day + DAY_S, BM_DATE_RANGE, true};
    told->incident.date_rule = "no date given: the week up to publication";
}

bm_status bm_trigger_date(const view *of, const trigger *met, telling *told, bm_error *error)
{
    uint32_t mine = of->clause_of[met->first];
    const clause *in = &of->clauses[mine];
    uint32_t byte = of->word[met->first].start;
    const bm_report_date *date = nearest(of, in, byte);
    if (date)
        return set(of, told, date, "same clause", error);
    date = in_sentence(of, mine, byte);
    if (date)
        return set(of, told, date, "same sentence", error);
    bool own_time = in->apart || in->past || in->vague || in->time != of->clauses[0].time;
    if (!own_time)
        date = in_paragraph(of);
    if (date)
        return set(of, told, date, "same paragraph", error);
    from_publication(of, mine, told);
    return BM_OK;
}
