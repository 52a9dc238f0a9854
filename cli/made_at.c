#include "cli/made_at.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

bm_status cli_read_made_at(int64_t *made_at_s, bm_error *error)
{
    /* 9999-12-31, the last day that every format can hold. */
    static const long long latest = 253402300799;
    const char *text = getenv("SOURCE_DATE_EPOCH");
    *made_at_s = 0;
    if (!text || !*text)
        return BM_OK;
    char *end = NULL;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    if (errno || strspn(text, "0123456789") != strlen(text) || *end || value > latest)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                            "SOURCE_DATE_EPOCH is '%s': not a number of seconds since 1970", text);
    *made_at_s = value;
    return BM_OK;
}
