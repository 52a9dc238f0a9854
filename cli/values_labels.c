#include "cli/values.h"

#include <string.h>

bm_status cli_read_callouts(const char *value, void *slot, bm_error *error)
{
    static const char *const names[] = {
        [BM_CALLOUTS_AUTO] = "auto", [BM_CALLOUTS_ALL] = "all", [BM_CALLOUTS_NONE] = "none"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(value, names[i]) == 0) {
            *(bm_callout_mode *)slot = (bm_callout_mode)i;
            return BM_OK;
        }
    }
    return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "'%s': write auto, all or none", value);
}

bm_status cli_read_languages(const char *value, void *slot, bm_error *error)
{
    *(const char **)slot = value;
    return bm_map_check_languages(*value ? value : "''", error);
}
