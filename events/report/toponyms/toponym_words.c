#include "events/report/reading.h"

bm_status bm_toponym_words_new(const bm_lexicon *lexicon, struct bm_toponym_words **words,
                               bm_error *error)
{
    (void)lexicon;
    (void)error;
    *words = NULL;
    return BM_OK;
}

void bm_toponym_words_free(struct bm_toponym_words *words)
{
    (void)words;
}
