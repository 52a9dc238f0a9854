#include <bordermap/data.h>

#include "base/beside.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FOLDER_SIZE = 4096 };

bm_status bm_data_path(const char *name, char *path, size_t size, bm_error *error)
{
    char beside_code[FOLDER_SIZE];
    bm_beside_code(BM_DATA_DIR_FROM_LIBRARY, BM_DATA_DIR_FROM_PROGRAM, beside_code,
                   sizeof beside_code);
    const char *chosen = getenv("BORDERMAP_DATA");
    const char *folders[] = {chosen, beside_code, BM_DATA_DIR_INSTALLED};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        if (!folders[i] || !*folders[i])
            continue;
        int length = snprintf(path, size, "%s/%s", folders[i], name);
        if (length < 0 || (size_t)length >= size)
            return bm_error_set(error, BM_ERROR_LIMIT, name, 0, "path of '%s' is too long", name);
        if (access(path, R_OK) == 0)
            return BM_OK;
    }
    bool is_chosen = chosen && *chosen;
    return bm_error_set(error, BM_ERROR_NOT_FOUND, name, 0,
                        is_chosen
                            ? "cannot find '%s' below BORDERMAP_DATA, %s or %s"
                            : "cannot find '%s'; set BORDERMAP_DATA to the folder that has it "
                              "(tried %s and %s)",
                        name, is_chosen ? chosen : beside_code, BM_DATA_DIR_INSTALLED);
}
