#include "events/report/toponyms/toponyms.h"

bm_status bm_toponyms_lookup_cyrillic(bm_reading *reading, const bm_word *words, size_t count,
                                      const char **name, bm_toponym_source *source, bm_error *error)
{
    (void)reading;
    (void)words;
    (void)count;
    (void)error;
    *name = NULL;
    *source = BM_TOPONYM_FORM;
    return BM_OK;
}
