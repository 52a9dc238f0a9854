/** @file said.h
 *  What the words of a date say, before anybody asks when they were written, and the arithmetic
 *  that makes an interval of it. Pure; thread-safe.
 */
#ifndef BM_EVENTS_REPORT_DATES_SAID_H
#define BM_EVENTS_REPORT_DATES_SAID_H

#include <bordermap/date.h>

/** What kind of date the words give. */
typedef enum bm_said_kind {
    BM_SAID_DAY,     /**< a month and a day, perhaps a year */
    BM_SAID_MONTH,   /**< a month, perhaps a year */
    BM_SAID_SEASON,  /**< a season, perhaps a year */
    BM_SAID_YEAR,    /**< a year */
    BM_SAID_DECADE,  /**< "the 1990s": `year` is the first */
    BM_SAID_WEEKDAY, /**< "Friday" */
    BM_SAID_PERIOD,  /**< the day, week … that `which` says: "last week" */
    BM_SAID_COUNT,   /**< `count` units away: "two days ago" */
    BM_SAID_STRETCH, /**< `count` units up to a day or from it on: "in recent days" */
    BM_SAID_NIGHT    /**< the night that ends on the day `count` days from the publication's */
} bm_said_kind;

/** Which of several days, weeks or months. */
typedef enum bm_said_which {
    BM_WHICH_ANY, /**< not said */
    BM_WHICH_LAST,
    BM_WHICH_THIS,
    BM_WHICH_NEXT,
    BM_WHICH_SO_FAR, /**< "earlier this week" */
    BM_WHICH_REST,   /**< "later this week" */
    BM_WHICH_RECENT, /**< "recent days" */
    BM_WHICH_COMING, /**< "the coming days" */
    /* Counted from the date that stands before in the text. */
    BM_WHICH_SAME,
    BM_WHICH_PREVIOUS,
    BM_WHICH_FOLLOWING
} bm_said_which;

typedef enum bm_said_unit {
    BM_UNIT_NONE,
    BM_UNIT_HOUR,
    BM_UNIT_DAY,
    BM_UNIT_NIGHT,
    BM_UNIT_WEEKEND,
    BM_UNIT_WEEK,
    BM_UNIT_MONTH,
    BM_UNIT_YEAR,
    BM_UNIT_DECADE
} bm_said_unit;

typedef enum bm_said_part {
    BM_PART_WHOLE,
    BM_PART_EARLY,
    BM_PART_MIDDLE,
    BM_PART_LATE
} bm_said_part;

/** "A few": how many is not said. */
#define BM_SAID_FEW 1000000

typedef struct bm_said {
    bm_said_kind kind;
    bm_said_which which;
    bm_said_unit unit;
    bm_said_part part;
    int year;  /**< 0 when not said */
    int month; /**< 1…12 */
    int day;
    int weekday;              /**< 1 Monday … 7 Sunday; 0 when not said */
    int season;               /**< 1 spring, 2 summer, 3 autumn, 4 winter */
    int count;                /**< below 0 before, above 0 after; ±::BM_SAID_FEW */
    int minute;               /**< of the day in UTC; −1 when none was given with its zone */
    int week_shift;           /**< with a weekday: "on Friday last week" −1; "next week" 1 */
    bool has_week;            /**< `week_shift` was said */
    bm_said_which year_which; /**< "in February last year" */
    bool from_before; /**< counted from the date that stands before in the text, not from the
                           publication */
    bool may_swap;    /**< digits that may have the month first or the day: `month` and `day` may be
                           the other way round */
    bool is_eve;      /**< the day before: of the publication when no date stands before */
    bool is_night;    /**< the night that ends on that day; of a night: nothing says which */
    bool approximate; /**< "about" */
} bm_said;

/** Whether what is told lies ahead of the publication. */
typedef enum bm_tense { BM_TENSE_UNKNOWN, BM_TENSE_PAST, BM_TENSE_FUTURE } bm_tense;

/** What dates are counted from. Days are numbers as of bm_day_to_number(). */
typedef struct bm_date_reference {
    bool has_published;
    int64_t published;
    bool has_before; /**< a date of at most a month stands before in the text */
    bm_interval before;
    bool is_eve;   /**< it was an eve itself */
    bool is_night; /**< it was a night, which belongs to the day that it ends on */
    bool has_year; /**< a longer one does, and no shorter one since: a year */
    bm_interval year;
    bool has_near; /**< a day or month with its year stands before in the paragraph */
    int64_t near;
    bool has_report; /**< or elsewhere in the report */
    int64_t report;
} bm_date_reference;

/** What a date means. */
typedef struct bm_date_meaning {
    bool resolved;
    bm_interval when;       /**< when `resolved` */
    const char *rule;       /**< never NULL; static storage */
    const char *impossible; /**< why there is no such date, or NULL; static storage */
} bm_date_meaning;

bm_date_meaning bm_said_resolve(const bm_said *said, bm_tense tense,
                                const bm_date_reference *reference);
/** From the start of one to the end of another: "from Monday to Wednesday". The one's missing year
 *  or week is the last that is not after the other. */
bm_date_meaning bm_said_resolve_range(const bm_said *from, const bm_said *to, bm_tense tense,
                                      const bm_date_reference *reference);

/** The rules. */
#define BM_RULE_ABSOLUTE "absolute"
#define BM_RULE_NO_PUBLICATION "relative, no publication date"
#define BM_RULE_NO_BEFORE "relative, no date before it"
#define BM_RULE_NO_DAY "a feast without a day of its own"
#define BM_RULE_NO_YEAR "no year, no publication date"

/** A reason. */
#define BM_NO_SUCH_DAY "that month has no such day"
#define BM_EITHER_ORDER "may be read with the day or the month first"

/* Shared by the files that resolve. */
/** Days `first` … `last`, both included. */
bm_interval bm_days_interval(int64_t first, int64_t last, bm_date_precision precision);
/** A month, or a part of it. */
bm_interval bm_month_interval(int year, int month, bm_said_part part);
bm_interval bm_year_interval(int year, bm_said_part part);
bm_interval bm_decade_interval(int year, bm_said_part part);
bm_interval bm_season_interval(int year, int season);
/** 1 Monday … 7 Sunday. */
int bm_day_weekday(int64_t number);
int64_t bm_week_monday(int64_t number);
/** First and last day of an interval. */
int64_t bm_interval_first(bm_interval interval);
int64_t bm_interval_last(bm_interval interval);
bm_date_meaning bm_meaning(bm_interval when, const char *rule);
bm_date_meaning bm_meaning_unknown(const char *rule);
bm_date_meaning bm_resolve_partial(const bm_said *said, bm_tense tense,
                                   const bm_date_reference *reference);
bm_date_meaning bm_resolve_weekday(const bm_said *said, bm_tense tense,
                                   const bm_date_reference *reference);
bm_date_meaning bm_resolve_relative(const bm_said *said, bm_tense tense,
                                    const bm_date_reference *reference);

#endif
