#include "events/report/text/words.h"

bm_status bm_words_cut(bm_words *words, const bm_document *document,
                       const bm_lexicon *const lexicons[BM_LANGUAGE_COUNT], bm_error *error)
{
    (void)words;
    (void)document;
    (void)lexicons;
    (void)error;
    return BM_OK;
}

void bm_words_finish(bm_words *words)
{
    (void)words;
}
