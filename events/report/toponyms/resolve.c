#include "events/report/toponyms/toponyms.h"

bm_status bm_toponyms_resolve(bm_reading *reading, const bm_toponyms *toponyms, bm_error *error)
{
    (void)reading;
    (void)toponyms;
    (void)error;
    return BM_OK;
}
