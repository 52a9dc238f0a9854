/* The steps from words to mentions. */
#include "events/report/toponyms/toponyms.h"

#include <stdlib.h>

bm_status bm_reading_find_toponyms(bm_reading *reading, bm_error *error)
{
    bm_toponyms toponyms = {0};
    bm_status status = bm_toponyms_recognise(reading, &toponyms, error);
    if (!status)
        status = bm_toponyms_judge(reading, &toponyms, error);
    if (!status)
        status = bm_toponyms_context(reading, &toponyms, error);
    if (!status)
        status = bm_toponyms_resolve(reading, &toponyms, error);
    if (!status)
        bm_toponyms_obey(reading);
    free(toponyms.items);
    return status;
}
