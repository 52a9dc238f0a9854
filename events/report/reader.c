/* What reads reports. */
#include "events/report/languages.h"
#include "events/report/reading.h"

#include <stdlib.h>

bm_status bm_reader_new(const bm_gazetteer *gazetteer, const bm_geocoder *geocoder,
                        const bm_border *border, const bm_reader_options *options,
                        bm_findings *findings, bm_reader **reader, bm_error *error)
{
    *reader = NULL;
    bm_reader *made = calloc(1, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    made->gazetteer = gazetteer;
    made->geocoder = geocoder;
    made->border = border;
    made->decisions = options ? options->decisions : NULL;
    bm_status status = bm_name_memory_new(&made->name_memory, error);
    if (!status)
        status = bm_languages_new(options, findings, &made->languages, error);
    if (status)
        bm_reader_free(made);
    else
        *reader = made;
    return status;
}

void bm_reader_free(bm_reader *reader)
{
    if (!reader)
        return;
    bm_languages_free(reader->languages);
    bm_name_memory_free(reader->name_memory);
    free(reader);
}
