#include "events/report/lexicon/lexicon.h"

#define WEAK __attribute__((weak))
WEAK uint32_t bm_lexicon_section(const bm_lexicon *lexicon, const char *name)
{
    (void)lexicon;
    (void)name;
    return BM_LEXICON_NONE;
}
WEAK uint32_t bm_lexicon_terms(const bm_lexicon *lexicon, const char *word, size_t length)
{
    (void)lexicon;
    (void)word;
    (void)length;
    return 0;
}
WEAK bool bm_lexicon_is(const bm_lexicon *lexicon, uint32_t terms, uint32_t section, bool capital,
                        const char **value)
{
    (void)lexicon;
    (void)terms;
    (void)section;
    (void)capital;
    (void)value;
    return false;
}
