/* The steps from words to mentions. */
#include "events/report/toponyms/search.h"

#include <stdlib.h>

bm_status bm_reading_find_toponyms(bm_reading *reading, bm_error *error)
{
    bm_toponyms toponyms = {0};
    bm_toponym_search *search = calloc(1, sizeof *search);
    if (!search)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    toponyms.search = search;
    bm_status status = bm_name_table_start(&search->names, reading, error);
    if (!status)
        status = bm_toponyms_recognise(reading, &toponyms, error);
    if (!status)
        status = bm_toponyms_judge(reading, &toponyms, error);
    if (!status)
        status = bm_toponyms_context(reading, &toponyms, error);
    if (!status)
        status = bm_toponyms_resolve(reading, &toponyms, error);
    if (!status)
        bm_toponyms_obey(reading);
    bm_name_table_finish(&search->names);
    free(search);
    free(toponyms.items);
    return status;
}
