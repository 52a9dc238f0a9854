/* The dates of a report: one pass over the words of each sentence. */
#include "events/report/dates/context.h"
#include "events/report/dates/judge.h"

#include <stdlib.h>
#include <string.h>

enum { SOON_DAYS = 31, APPOSED_WORDS = 1 };

typedef struct date_pass {
    bm_reading *reading;
    bm_date_context context;
    bm_date_parser parser;
    size_t sentence;
} date_pass;

static bm_status reject(date_pass *pass, uint32_t first, uint32_t end, const char *reason,
                        bm_error *error)
{
    const bm_word *words = pass->reading->words.words;
    return bm_reading_reject(pass->reading, words[first].start, bm_word_end(&words[end - 1]),
                             "date", reason, error);
}

static bm_status append(date_pass *pass, const bm_date_found *found, const bm_date_meaning *meaning,
                        const char *rule, bm_error *error)
{
    bm_reading *reading = pass->reading;
    bm_word *words = reading->words.words;
    bm_report_date *grown =
        bm_array_grow(reading->dates, reading->date_count, &reading->date_capacity, sizeof *grown);
    if (grown)
        reading->dates = grown;
    bm_span span = {words[found->first].start, bm_word_end(&words[found->end - 1])};
    const char *text = grown ? bm_reading_text(reading, span.start, span.end) : NULL;
    if (!text)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    grown[reading->date_count++] = (bm_report_date){.span = span,
                                                    .text = text,
                                                    .resolved = meaning->resolved,
                                                    .when = meaning->when,
                                                    .rule = rule,
                                                    .sentence = (uint32_t)pass->sentence};
    for (uint32_t i = found->first; i < found->end; i++)
        words[i].flags |= BM_WORD_IN_DATE;
    return BM_OK;
}

/* «Через два дня» tells of a story's next day, unless it lies ahead of the report. */
static void settle_count(bm_date_found *found, bm_tense tense)
{
    if (found->said.kind == BM_SAID_COUNT && found->said.count > 0 && tense == BM_TENSE_FUTURE)
        found->said.from_before = false;
}

/* "Until Friday" is ahead unless something past is told of, but not for long. */
static bm_tense guess_tense(const bm_date_found *found, const bm_date_reference *reference)
{
    bm_date_meaning ahead = bm_said_resolve(&found->said, BM_TENSE_FUTURE, reference);
    bool soon = ahead.resolved && reference->has_published &&
                bm_interval_first(ahead.when) - reference->published <= SOON_DAYS;
    return soon ? BM_TENSE_FUTURE : BM_TENSE_UNKNOWN;
}

/* "On Friday, a day after the raid": the raid was on Thursday. */
static void turn_round(const bm_date_parser *parser, bm_date_found *found)
{
    const bm_date_found *last = &parser->last;
    bool counts = found->reason && found->said.kind == BM_SAID_COUNT && found->said.from_before;
    if (!counts || last->end == 0 || found->first - last->end > APPOSED_WORDS ||
        last->said.kind == BM_SAID_STRETCH || abs(found->said.count) == BM_SAID_FEW ||
        !(parser->words[last->end].gap & BM_GAP_COMMA))
        return;
    found->reason = NULL;
    found->said.count = -found->said.count;
}

/* «Ночью» in a story of another day. */
static bool is_night_of_story(const bm_date_found *found, const bm_date_reference *reference)
{
    return found->said.kind == BM_SAID_NIGHT && found->said.is_night && reference->has_before &&
           reference->has_published &&
           bm_interval_last(reference->before) < reference->published - 1;
}

static bm_status take(date_pass *pass, bm_date_found *found, bm_error *error)
{
    turn_round(&pass->parser, found);
    const char *reason = bm_date_judge(&pass->parser, found);
    if (reason)
        return reject(pass, found->first, found->end, reason, error);
    bm_date_lead lead = bm_date_lead_before(&pass->parser, found->first, NULL);
    bm_tense tense = bm_date_tense(&pass->parser, found);
    settle_count(found, tense);
    if (lead == BM_LEAD_ABOUT)
        found->said.approximate = true;
    bm_date_reference reference =
        bm_date_context_reference(&pass->context, pass->reading, pass->sentence, found);
    if (is_night_of_story(found, &reference))
        return reject(pass, found->first, found->end, "a night of a day that stands before", error);
    if (tense == BM_TENSE_UNKNOWN && (lead == BM_LEAD_UNTIL || lead == BM_LEAD_BEFORE))
        tense = guess_tense(found, &reference);
    bm_date_meaning meaning =
        found->is_range ? bm_said_resolve_range(&found->said, &found->to, tense, &reference)
                        : bm_said_resolve(&found->said, tense, &reference);
    if (meaning.impossible)
        return reject(pass, found->first, found->end, meaning.impossible, error);
    const char *edge = bm_date_edge_rule(&pass->parser, found);
    bm_date_context_note(&pass->context, pass->reading, pass->sentence, found, &meaning,
                         edge != NULL);
    pass->parser.last = *found;
    return append(pass, found, &meaning, edge && meaning.resolved ? edge : meaning.rule, error);
}

static const char *reason_of_value(const char *value)
{
    if (strcmp(value, "habit") == 0)
        return "said of every such day";
    if (strcmp(value, "title") == 0)
        return "part of a publication's name";
    if (strcmp(value, "idiom") == 0)
        return "a manner of speaking";
    return "part of a name";
}

/* What only looks like a date, unless it is the beginning of a day's name. */
static const bm_date_token *find_none(const bm_date_parser *parser, uint32_t word)
{
    const bm_date_token *none = bm_date_look(parser, word, BM_DATE_WORD_NOT);
    const bm_date_token *day = none ? bm_date_look(parser, word, BM_DATE_WORD_HOLIDAY) : NULL;
    return day && day->phrase->count > none->phrase->count ? NULL : none;
}

static bm_status find_in_sentence(date_pass *pass, bm_error *error)
{
    const bm_date_parser *parser = &pass->parser;
    bm_status status = BM_OK;
    for (uint32_t word = parser->begin; !status && word < parser->end;) {
        bool number = (parser->words[word].flags & (BM_WORD_NUMBER | BM_WORD_HAS_DIGIT)) != 0;
        if (!number && !bm_date_has_tokens(parser, word)) {
            word++;
            continue;
        }
        const bm_date_token *none = find_none(parser, word);
        bm_date_found found;
        if (none) {
            uint32_t end = word + none->phrase->count;
            status = reject(pass, word, end, reason_of_value(none->phrase->value), error);
            if (none->value == BM_NOT_HABIT)
                pass->parser.habit_end = end;
            word = end;
        } else if (bm_date_find(parser, word, &found)) {
            status = take(pass, &found, error);
            word = found.end;
        } else {
            word++;
        }
    }
    return status;
}

/* Whether a line begins with "14.35", so that "10.12" may be a time too. */
static bool has_clock_lines(const bm_reading *reading)
{
    const bm_date_parser parser = {.text = reading->document.text,
                                   .length = reading->document.length,
                                   .words = reading->words.words};
    for (size_t i = 0; i < reading->words.sentence_count; i++)
        if (reading->words.sentences[i].word_count > 0 &&
            bm_date_is_clock_line(&parser, reading->words.sentences[i].first_word))
            return true;
    return false;
}

bm_status bm_reading_find_dates(bm_reading *reading, bm_error *error)
{
    date_pass pass = {.reading = reading};
    bm_date_context_start(&pass.context, reading->source);
    bm_status status = BM_OK;
    size_t phrase = 0;
    pass.parser.has_clock_lines = has_clock_lines(reading);
    for (; !status && pass.sentence < reading->words.sentence_count; pass.sentence++) {
        status = bm_date_parser_start(&pass.parser, reading,
                                      &reading->words.sentences[pass.sentence], &phrase, error);
        if (!status)
            status = find_in_sentence(&pass, error);
    }
    bm_date_parser_finish(&pass.parser);
    return status;
}
