/** @file judge.h
 *  Whether what the gazetteer knows by name is a place where it stands: reasons against, and how
 *  much speaks for it.
 */
#ifndef BM_EVENTS_REPORT_TOPONYMS_JUDGE_H
#define BM_EVENTS_REPORT_TOPONYMS_JUDGE_H

#include "events/report/toponyms/search.h"

/** One toponym among its neighbours. */
typedef struct bm_judging {
    bm_walk walk;
    bm_toponyms *toponyms;
    size_t index;
} bm_judging;

static inline bm_toponym *bm_judged(const bm_judging *judging)
{
    return &judging->toponyms->items[judging->index];
}

/** The toponym of the same sentence that ends just before, or begins just after, the judged one;
 *  NULL when there is none. */
const bm_toponym *bm_judge_previous(const bm_judging *judging);
const bm_toponym *bm_judge_next(const bm_judging *judging);

/** Why the words beside it make something else of it; NULL when they do not. `*person` is whether
 *  it is part of a person's name. */
const char *bm_judge_beside(const bm_judging *judging, bool *person);
/** What the words in and around it add to its prominence. */
float bm_judge_belief(const bm_judging *judging);

/** Whether a place is in one of the border's two countries. */
bool bm_judge_is_ours(const bm_reading *reading, const bm_place *place);
/** Whether the judged name is a settlement there, and the report is about them. */
bool bm_judge_is_at_home(const bm_judging *judging);

/** Whether some place of the first name lies in some place of the second, an area. */
bool bm_names_contain(const bm_known_name *inner, const bm_known_name *outer);
/** Whether a place lies in an area. */
bool bm_place_is_within(const bm_place *place, const bm_place *area);

/** Note which names the report also has as words in small letters. */
BM_NODISCARD bm_status bm_judge_small_letters(bm_reading *reading, const bm_toponyms *toponyms,
                                              bm_error *error);

/** A capital beside it that says something: no word of small letters at a sentence's start. */
bool bm_judge_is_name_word(const bm_walk *walk, uint32_t word);

#endif
