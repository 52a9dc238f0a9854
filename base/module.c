#include "base/module.h"

#include "base/beside.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { FOLDER_SIZE = 4096 };

static bool find(const char *file, char *path, size_t size)
{
    char beside[FOLDER_SIZE];
    bm_beside_code("bordermap", BM_MODULES_FROM_PROGRAM, beside, sizeof beside);
    const char *folders[] = {getenv("BORDERMAP_MODULES"), beside, BM_MODULES_INSTALLED};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        if (!folders[i] || !*folders[i])
            continue;
        int length = snprintf(path, size, "%s/%s", folders[i], file);
        if (length > 0 && (size_t)length < size && access(path, R_OK) == 0)
            return true;
    }
    return false;
}

bm_status bm_module_load(const char *file, const char *symbol, const void **found, bm_error *error)
{
    char path[FOLDER_SIZE];
    *found = NULL;
    if (!find(file, path, sizeof path))
        return BM_ERROR_NOT_FOUND;
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    *found = library ? dlsym(library, symbol) : NULL;
    if (*found)
        return BM_OK;
    return bm_error_set(error, BM_ERROR_UNSUPPORTED, path, 0, "cannot load '%s': %s", path,
                        dlerror());
}
