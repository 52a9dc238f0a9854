#include <bordermap/data.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

bm_status bm_data_path(const char *name, char *path, size_t size, bm_error *error)
{
    const char *folders[] = {getenv("BORDERMAP_DATA"), BM_DATA_DIR_INSTALLED, BM_DATA_DIR_SOURCE};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        if (!folders[i] || !*folders[i])
            continue;
        int length = snprintf(path, size, "%s/%s", folders[i], name);
        if (length < 0 || (size_t)length >= size)
            return bm_error_set(error, BM_ERROR_LIMIT, name, 0, "path of '%s' is too long", name);
        if (access(path, R_OK) == 0)
            return BM_OK;
    }
    return bm_error_set(error, BM_ERROR_NOT_FOUND, name, 0,
                        "cannot find '%s' below %s or %s; set BORDERMAP_DATA to the folder that "
                        "has it",
                        name, BM_DATA_DIR_INSTALLED, BM_DATA_DIR_SOURCE);
}
