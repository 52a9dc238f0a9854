#include "base/module.h"
#include "events/zip/module.h"

bm_status bm_zip_module_open(const char *path, const bm_zip_module **module, bm_error *error)
{
    const void *found;
    *module = NULL;
    bm_status status = bm_module_load(BM_ZIP_MODULE_FILE, BM_ZIP_MODULE_SYMBOL, &found, error);
    if (status == BM_ERROR_NOT_FOUND)
        return bm_error_set(error, BM_ERROR_UNSUPPORTED, path, 0,
                            "'%s' is a ZIP archive, and the module for those, '%s', is missing: "
                            "install bordermap anew",
                            path, BM_ZIP_MODULE_FILE);
    if (status)
        return status;
    const bm_zip_module *offered = found;
    if (offered->version != BM_ZIP_MODULE_VERSION)
        return bm_error_set(error, BM_ERROR_UNSUPPORTED, path, 0,
                            "'%s' is of another version of bordermap: install both anew",
                            BM_ZIP_MODULE_FILE);
    *module = offered;
    return BM_OK;
}
