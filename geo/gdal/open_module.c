#include "base/module.h"
#include "geo/gdal/module.h"

bm_status bm_gdal_module_open(const char *path, const bm_gdal_module **module, bm_error *error)
{
    const void *found;
    *module = NULL;
    bm_status status = bm_module_load(BM_GDAL_MODULE_FILE, BM_GDAL_MODULE_SYMBOL, &found, error);
    if (status == BM_ERROR_NOT_FOUND)
        return bm_error_set(error, BM_ERROR_UNSUPPORTED, path, 0,
                            "cannot read '%s': this bordermap was built without GDAL; install "
                            "libgdal-dev and build again, or convert the points to a shapefile",
                            path);
    if (status)
        return status;
    const bm_gdal_module *offered = found;
    if (offered->version != BM_GDAL_MODULE_VERSION)
        return bm_error_set(error, BM_ERROR_UNSUPPORTED, path, 0,
                            "'%s' is of another version of bordermap: install both anew",
                            BM_GDAL_MODULE_FILE);
    *module = offered;
    return BM_OK;
}
