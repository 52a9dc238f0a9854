/** @file date_words.h
 *  What the values of a lexicon's sections of dates mean. Pure; thread-safe.
 */
#ifndef BM_EVENTS_REPORT_DATES_DATE_WORDS_H
#define BM_EVENTS_REPORT_DATES_DATE_WORDS_H

#include "events/report/dates/parser.h"

/** The value of an entry: a number of one or two digits, or a name; 0 for none that is known. */
int bm_date_word_value(bm_date_kind kind, const char *text);

/** Read the value of an entry of "date.relative": "day -1", "night 0", "recent few days", … False
 *  when it is none. */
bool bm_date_relative_value(const char *text, bm_said *said);

#endif
