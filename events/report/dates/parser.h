/** @file parser.h
 *  The words of one sentence as the grammar of dates sees them, and the grammar's parts.
 *
 *  All look back and ahead by a few words at most.
 */
#ifndef BM_EVENTS_REPORT_DATES_PARSER_H
#define BM_EVENTS_REPORT_DATES_PARSER_H

#include "events/report/dates/said.h"
#include "events/report/reading.h"

/** What a word or phrase of the lexicon is to a date; sections "date.…" in docs/dates.md. */
typedef enum bm_date_kind {
    BM_DATE_WORD_NONE,
    BM_DATE_WORD_MONTH,
    BM_DATE_WORD_MONTH_DOUBTFUL, /**< a verb or a name too: "March", "May" */
    BM_DATE_WORD_MONTH_SHORT,    /**< only beside a number: "Mar" */
    BM_DATE_WORD_WEEKDAY,
    BM_DATE_WORD_WEEKDAY_LED,   /**< only after a preposition: «среду» */
    BM_DATE_WORD_WEEKDAY_SHORT, /**< only before a date: "Fri" */
    BM_DATE_WORD_NUMBER,
    BM_DATE_WORD_ORDINAL,
    BM_DATE_WORD_TENS,
    BM_DATE_WORD_SUFFIX, /**< of a number, after a hyphen: «11-го» */
    BM_DATE_WORD_UNIT,
    BM_DATE_WORD_WHICH,
    BM_DATE_WORD_FILLER, /**< after a word of which: «тот же день» */
    BM_DATE_WORD_YEAR,   /**< after a year: «2022 года» */
    BM_DATE_WORD_LEAD,
    BM_DATE_WORD_JOIN,
    BM_DATE_WORD_PART,
    BM_DATE_WORD_DAYPART,
    BM_DATE_WORD_SEASON,
    BM_DATE_WORD_AGO,
    BM_DATE_WORD_EARLIER,
    BM_DATE_WORD_LATER,
    BM_DATE_WORD_AHEAD, /**< before a number: «через» */
    BM_DATE_WORD_NIGHT, /**< "the night into" */
    BM_DATE_WORD_ZONE,
    BM_DATE_WORD_RELATIVE,
    BM_DATE_WORD_FUTURE,
    BM_DATE_WORD_PAST,
    BM_DATE_WORD_CLAUSE, /**< begins another clause: "that" */
    BM_DATE_WORD_ANY,    /**< before a day that is not a certain one: "a" */
    BM_DATE_WORD_NOT,
    BM_DATE_WORD_HOLIDAY,
    BM_DATE_WORD_COUNT
} bm_date_kind;

/** Values of ::BM_DATE_WORD_LEAD. */
typedef enum bm_date_lead {
    BM_LEAD_NONE,
    BM_LEAD_THE,
    BM_LEAD_IN,
    BM_LEAD_ON,
    BM_LEAD_OF,
    BM_LEAD_FROM,
    BM_LEAD_SINCE,
    BM_LEAD_UNTIL,
    BM_LEAD_BEFORE,
    BM_LEAD_AFTER,
    BM_LEAD_BETWEEN,
    BM_LEAD_ABOUT
} bm_date_lead;

/** Values of ::BM_DATE_WORD_JOIN. */
enum { BM_JOIN_TO = 1, BM_JOIN_AND, BM_JOIN_ONTO };

/** The value of ::BM_DATE_WORD_NOT for what is said of every such day. */
enum { BM_NOT_HABIT = 1 };

/** The value of ::BM_DATE_WORD_HOLIDAY: the day, months times the first, perhaps the second; 0 when
 *  it has no day of its own. */
enum { BM_HOLIDAY_MONTH = 32, BM_HOLIDAY_NIGHT = 1024 };

/** Added to the value of ::BM_DATE_WORD_UNIT: more than one. */
enum { BM_UNIT_PLURAL = 16 };

/** Kinds of a lexicon's sections, by their numbers. */
struct bm_date_words {
    uint32_t section_count;
    uint8_t kinds[];
};

typedef struct bm_date_token {
    const bm_phrase *phrase;
    int32_t value;
    uint32_t kind;
} bm_date_token;

/** A date as the grammar found it. */
typedef struct bm_date_found {
    bm_said said;
    bm_said to; /**< its end, when `is_range` */
    uint32_t first;
    uint32_t end; /**< word after its last */
    bool is_range;
    bool needs_lead;    /**< a date only after a preposition or the like */
    bool is_certain;    /**< no weekday of every week: "Thursday into Friday" */
    bool month_first;   /**< "March 11": a number after "and" may go on with it */
    const char *reason; /**< why it is none after all, or NULL */
} bm_date_found;

/** A sentence while it is parsed. Memory is kept from one to the next. */
typedef struct bm_date_parser {
    const char *text;
    uint32_t length;
    const bm_word *words;
    uint32_t begin;
    uint32_t end;
    const bm_lexicon *lexicon; /**< or NULL */
    bool is_english;
    bm_date_token *tokens;
    size_t token_count;
    size_t token_capacity;
    uint32_t *at; /**< number of the first token at or after a word, counted from `begin` */
    size_t at_capacity;
    bool has_clock_lines; /**< lines of the report begin with a time: "14.35" */
    uint32_t habit_end;   /**< word after "every week"; 0 when there was none */
    bm_date_found last;   /**< the date before in this sentence; `end` 0 when there is none */
} bm_date_parser;

/** Begin with a sentence.
 *  @param phrase  index of the first of its phrases; advanced past the last */
BM_NODISCARD bm_status bm_date_parser_start(bm_date_parser *parser, const bm_reading *reading,
                                            const bm_sentence *sentence, size_t *phrase,
                                            bm_error *error);
void bm_date_parser_finish(bm_date_parser *parser);

/** The token of a kind that begins at a word, or NULL. */
const bm_date_token *bm_date_look(const bm_date_parser *parser, uint32_t word, bm_date_kind kind);
/** Its value; 0 when there is none. */
int bm_date_value(const bm_date_parser *parser, uint32_t word, bm_date_kind kind);
/** Past a token that begins at a word; the word itself when there is none. */
uint32_t bm_date_skip(const bm_date_parser *parser, uint32_t word, bm_date_kind kind);
bool bm_date_has_tokens(const bm_date_parser *parser, uint32_t word);
/** Whether a word is in the sentence and nothing but blanks, or what `gaps` allows, stands before
 * it. */
bool bm_date_joins(const bm_date_parser *parser, uint32_t word, unsigned gaps);
/** Whether what stands before a word, or the end of the sentence, ends a part of it. */
bool bm_date_parts(const bm_date_parser *parser, uint32_t word);

/** A number as the text has it. */
typedef struct bm_date_number {
    int value;
    int digits; /**< 0 for a number in words */
    uint32_t end;
    bool is_ordinal;
    bool is_plural; /**< "1990s" */
    bool has_year;  /**< «2022г.» */
} bm_date_number;

/** Whether nothing but a sign that divides or adorns a line stands before a word: a bar, a bullet.
 */
bool bm_date_follows_divider(const bm_date_parser *parser, uint32_t word);
/** Whether the number before a word counts what the word says: "20 hours", not "20, hours before".
 */
bool bm_date_is_counted(const bm_date_parser *parser, uint32_t word);
/** A number of up to four digits, or in words, that begins at a word. */
bool bm_date_number_at(const bm_date_parser *parser, uint32_t word, bm_date_number *number);
/** A year of four digits, the word for year after it included. */
bool bm_date_year_at(const bm_date_parser *parser, uint32_t word, bm_date_number *number);
int bm_date_month_at(const bm_date_parser *parser, uint32_t word);

/** The preposition before a word, "the" passed over; `the` (may be NULL) tells whether it was. */
bm_date_lead bm_date_lead_before(const bm_date_parser *parser, uint32_t word, bool *the);
/** Whether what is told around a date lies ahead. */
bm_tense bm_date_tense(const bm_date_parser *parser, const bm_date_found *found);
/** Take the time of day beside a day, when its zone is given. */
void bm_date_take_clock(const bm_date_parser *parser, bm_date_found *found);

/** The grammar. Each finds what begins at a word. */
bool bm_date_find(const bm_date_parser *parser, uint32_t word, bm_date_found *found);
bool bm_date_find_point(const bm_date_parser *parser, uint32_t word, bm_date_found *found);
/** A day of the calendar. */
bool bm_date_find_day(const bm_date_parser *parser, uint32_t word, bm_date_found *found);
bool bm_date_find_numeric(const bm_date_parser *parser, uint32_t word, bm_date_found *found);
/** «26.12» at the start of a line or in parentheses. */
bool bm_date_find_digest(const bm_date_parser *parser, uint32_t word, bm_date_found *found);
/** Whether a sentence's first word is a time of day: "14.35". */
bool bm_date_is_clock_line(const bm_date_parser *parser, uint32_t word);
bool bm_date_find_holiday(const bm_date_parser *parser, uint32_t word, bm_date_found *found);
/** The year after a day or month: ", 2022", «2022 года», "of last year". */
void bm_date_take_year(const bm_date_parser *parser, bool short_month, bm_date_found *found);
bool bm_date_find_calendar(const bm_date_parser *parser, uint32_t word, bm_date_found *found);
/** Several days of one month; what is found is the first of them, or all when they are a range. */
bool bm_date_find_days(const bm_date_parser *parser, uint32_t word, bm_date_found *found);
bool bm_date_find_year(const bm_date_parser *parser, uint32_t word, bm_date_found *found);
bool bm_date_find_relative(const bm_date_parser *parser, uint32_t word, bm_date_found *found);
/** A found date of one kind with nothing else said. */
bm_date_found bm_date_found_new(bm_said_kind kind, uint32_t first, uint32_t end);

#endif
