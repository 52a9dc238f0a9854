#include "events/report/lexicon/lexicon.h"

bm_status bm_lexicon_load(const char *const *paths, size_t count, bm_findings *findings,
                          bm_lexicon **lexicon, bm_error *error)
{
    (void)paths;
    (void)count;
    (void)findings;
    (void)error;
    *lexicon = NULL;
    return BM_OK;
}

void bm_lexicon_free(bm_lexicon *lexicon)
{
    (void)lexicon;
}

void bm_lexicon_scan(const bm_lexicon *lexicon, const struct bm_word *words, size_t count,
                     bm_phrase_visitor visit, void *context)
{
    (void)lexicon;
    (void)words;
    (void)count;
    (void)visit;
    (void)context;
}
