#include "base/beside.h"
#include "geo/gdal/module.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FOLDER_SIZE = 4096 };

static bool find(char *path, size_t size)
{
    char beside[FOLDER_SIZE];
    bm_beside_code("bordermap", BM_MODULES_FROM_PROGRAM, beside, sizeof beside);
    const char *folders[] = {getenv("BORDERMAP_MODULES"), beside, BM_MODULES_INSTALLED};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        if (!folders[i] || !*folders[i])
            continue;
        int length = snprintf(path, size, "%s/%s", folders[i], BM_GDAL_MODULE_FILE);
        if (length > 0 && (size_t)length < size && access(path, R_OK) == 0)
            return true;
    }
    return false;
}

bm_status bm_gdal_module_open(const char *path, const bm_gdal_module **module, bm_error *error)
{
    char file[FOLDER_SIZE];
    *module = NULL;
    if (!find(file, sizeof file))
        return bm_error_set(error, BM_ERROR_UNSUPPORTED, path, 0,
                            "cannot read '%s': this bordermap was built without GDAL; install "
                            "libgdal-dev and build again, or convert the points to a shapefile",
                            path);
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    const bm_gdal_module *found = library ? dlsym(library, BM_GDAL_MODULE_SYMBOL) : NULL;
    if (!found)
        return bm_error_set(error, BM_ERROR_UNSUPPORTED, path, 0, "cannot load '%s': %s", file,
                            dlerror());
    if (found->version != BM_GDAL_MODULE_VERSION)
        return bm_error_set(error, BM_ERROR_UNSUPPORTED, path, 0,
                            "'%s' is of another version of bordermap: install both anew", file);
    *module = found;
    return BM_OK;
}
