#include "events/report/reading.h"

bm_status bm_date_words_new(const bm_lexicon *lexicon, struct bm_date_words **words,
                            bm_error *error)
{
    (void)lexicon;
    (void)error;
    *words = NULL;
    return BM_OK;
}

void bm_date_words_free(struct bm_date_words *words)
{
    (void)words;
}

bm_status bm_reading_find_dates(bm_reading *reading, bm_error *error)
{
    (void)reading;
    (void)error;
    return BM_OK;
}
