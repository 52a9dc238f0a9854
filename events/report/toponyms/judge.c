/* Which of the names found are places: what speaks against it is a reason, and what is left must be
 * believed. */
#include "events/report/toponyms/judge.h"

#include <math.h>

/* Names by their form have no prominence in the gazetteer. */
static const float form_prominence = 1.2f;
/* So sure of one mention, and the others are the same place. */
static const float sure_belief = 3.0f;
static const float some_belief = 1.5f;

static void judge_one(const bm_judging *judging)
{
    bm_toponym *judged = bm_judged(judging);
    bm_known_name *known = (bm_known_name *)(uintptr_t)judged->known;
    bool person = false;
    judged->rejected = bm_judge_beside(judging, &person);
    if (person && known && known->person_count < UINT16_MAX)
        known->person_count++;
    if (judged->rejected)
        return;
    judged->belief = (known ? known->prominence : form_prominence) + bm_judge_belief(judging);
    if (judged->told)
        judged->belief += 3.0f;
    if (known && judged->belief > known->best_belief)
        known->best_belief = judged->belief;
}

static const char doubt[] = "nothing says that it is a place";

/* With what the whole report says of the name. */
static void judge_again(bm_toponym *judged)
{
    const bm_known_name *known = judged->known;
    if (judged->rejected)
        return;
    if (known && judged->count == 1 && !judged->told) {
        bool sure = known->best_belief >= sure_belief;
        if (known->person_count > 0)
            judged->belief -= sure ? 0.5f : 3.0f;
        else if (known->best_belief > some_belief)
            judged->belief += fminf(known->best_belief - some_belief, 1.5f);
        if (known->in_small_letters && known->prominence < 2.5f)
            judged->belief -= 2.5f;
    }
    if (judged->belief <= 0.0f)
        judged->rejected = doubt;
}

bm_status bm_toponyms_judge(bm_reading *reading, bm_toponyms *toponyms, bm_error *error)
{
    uint32_t sentence = UINT32_MAX;
    bm_judging judging = {.toponyms = toponyms};
    bm_status status = bm_judge_small_letters(reading, toponyms, error);
    if (status)
        return status;
    for (size_t i = 0; i < toponyms->count; i++) {
        if (toponyms->items[i].sentence != sentence) {
            sentence = toponyms->items[i].sentence;
            judging.walk = bm_walk_of(reading, toponyms->search, sentence);
        }
        judging.index = i;
        judge_one(&judging);
    }
    for (size_t i = 0; !status && i < toponyms->count; i++) {
        bm_toponym *judged = &toponyms->items[i];
        judge_again(judged);
        if (judged->rejected)
            status = bm_reading_reject(reading, judged->start, judged->end, "toponym",
                                       judged->rejected, error);
    }
    return status;
}
