/* When it happened: the date of the clause, the sentence, the paragraph or the report. */
#include "events/report/incidents/incidents.h"

#include "base/calendar.h"

#include <stdio.h>
#include <string.h>

enum {
    OLD_DAYS = 45,       /* before publication: not a date that later sentences go by */
    NEWS_DAYS = 7,       /* what a report tells without a date lies at most so far back */
    CLAUSES = 6,         /* looked at on either side */
    SENTENCES = 3,       /* looked at before */
    COARSE_PENALTY = 40, /* bytes, of dates that are no days */
    SAID_NEAR = 3,       /* words from a date to the "said" that it belongs to */
    NOUN_NEAR = 3,       /* words from "the 2014" to the noun whose time it is */
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

static bool is_edge(const bm_report_date *date)
{
    static const char *const edges[] = {"since", "until", "before", "after", "year-of-noun"};
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
        if (strcmp(date->rule, edges[i]) == 0)
            return true;
    return false;
}

/* "until March" tells of no event, "after Friday's attack" and "the 2022 invasion" of the one whose
 * name follows. */
static bool is_elsewhere(const view *of, const bm_report_date *date, uint32_t byte)
{
    if (!is_edge(date))
        return false;
    if (strcmp(date->rule, "after") != 0 && strcmp(date->rule, "year-of-noun") != 0)
        return true;
    uint32_t end = bm_view_word_at(of, date->span.end > 0 ? date->span.end - 1 : 0);
    uint32_t met = bm_view_word_at(of, byte);
    return met <= end || met > end + NOUN_NEAR;
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
        if (!dates[i].resolved || is_elsewhere(of, &dates[i], byte))
            continue;
        /* "29 December 2023, one year ago": the day. */
        if (dates[i].when.precision >= BM_DATE_MONTH)
            distance += COARSE_PENALTY;
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
           when->end_s < source->published.start_s - (int64_t)OLD_DAYS * BM_SECONDS_A_DAY;
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
        if (date->resolved && !is_edge(date))
            return is_old(of, &date->when) ? NULL : date;
    }
    return NULL;
}

bool bm_is_history(const bm_reading *reading, const bm_interval *when)
{
    const bm_report_source *source = reading->source;
    return source->has_published &&
           bm_day_at(when->end_s - 1).year + 1 < bm_day_at(source->published.start_s).year;
}

/* Whether the sentence, in whatever clause, is set in a time long gone. */
static bool tells_history(const view *of)
{
    enum { MOST = 16 };
    for (size_t i = of->date_first; i < of->date_end && i < of->date_first + MOST; i++) {
        const bm_report_date *date = &of->reading->dates[i];
        if (date->resolved && !is_edge(date) && bm_is_history(of->reading, &date->when))
            return true;
    }
    return false;
}

/* "The shelling has gone on since March 3": from then up to the publication. The date may have
 * become a clause of its own. */
static const bm_report_date *since_in(const view *of, uint32_t mine)
{
    const bm_report_source *source = of->reading->source;
    uint32_t end = mine + 1 < of->clause_count ? mine + 1 : mine;
    size_t first = of->clauses[mine].date_first;
    for (size_t i = first; i < of->clauses[end].date_end && i < first + CLAUSES; i++) {
        const bm_report_date *date = &of->reading->dates[i];
        if (date->resolved && strcmp(date->rule, "since") == 0 && source->has_published &&
            date->when.start_s < source->published.start_s &&
            !bm_is_history(of->reading, &date->when))
            return date;
    }
    return NULL;
}

/* What was closed or laid since then, was so on that day. */
static bool is_done_once(const char *category)
{
    return strcmp(category, "border-closure") == 0 || strcmp(category, "mine-or-barrier") == 0 ||
           strcmp(category, "invasion") == 0;
}

static bm_status set_since(const view *of, const trigger *met, telling *told,
                           const bm_report_date *date, bm_error *error)
{
    bm_status status = set(of, told, date, "same clause", error);
    if (status || is_done_once(met->category))
        return status;
    /* A count over all that time is no news of a day. */
    told->own_date = false;
    int64_t day = bm_floor_divide(of->reading->source->published.start_s, BM_SECONDS_A_DAY);
    told->incident.when = (bm_interval){.start_s = date->when.start_s,
                                        .end_s = (day + 1) * BM_SECONDS_A_DAY,
                                        .precision = BM_DATE_RANGE,
                                        .approximate = true};
    return BM_OK;
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
    int64_t day = source->published.start_s / BM_SECONDS_A_DAY * BM_SECONDS_A_DAY;
    told->incident.has_date = true;
    told->incident.when =
        (bm_interval){.start_s = day - (int64_t)(NEWS_DAYS - 1) * BM_SECONDS_A_DAY,
                      .end_s = day + BM_SECONDS_A_DAY,
                      .precision = BM_DATE_RANGE,
                      .approximate = true};
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
    date = since_in(of, mine);
    if (date)
        return set_since(of, met, told, date, error);
    date = in_sentence(of, mine, byte);
    if (date)
        return set(of, told, date, "same sentence", error);
    told->history = tells_history(of);
    bool own_time = in->apart || in->past || in->vague || in->time != of->clauses[0].time;
    if (!own_time)
        date = in_paragraph(of);
    if (date)
        return set(of, told, date, "same paragraph", error);
    from_publication(of, mine, told);
    return BM_OK;
}
