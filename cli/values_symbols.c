/* Readers of the options that say how events are shown. */
#include "cli/values.h"

#include <string.h>

static bm_status refuse(bm_error *error, const char *value, const char *why)
{
    return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "'%s': %s", value, why);
}

bm_status cli_read_colocated(const char *value, void *slot, bm_error *error)
{
    static const char *const names[] = {[BM_COLOCATED_COUNT] = "count",
                                        [BM_COLOCATED_SPREAD] = "spread",
                                        [BM_COLOCATED_LIST] = "list"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(value, names[i]) == 0) {
            *(bm_colocated *)slot = (bm_colocated)i;
            return BM_OK;
        }
    }
    return refuse(error, value, "write count, spread or list");
}

bm_status cli_read_fade(const char *value, void *slot, bm_error *error)
{
    bm_symbol_options *symbols = slot;
    symbols->fade = true;
    return value ? bm_step_parse(value, &symbols->fade_step, error) : BM_OK;
}
