#include "base/module.h"
#include "geo/proj/module.h"

bm_status bm_proj_module_open(const char *definition, const bm_proj_module **module,
                              bm_error *error)
{
    const void *found;
    *module = NULL;
    bm_status status = bm_module_load(BM_PROJ_MODULE_FILE, BM_PROJ_MODULE_SYMBOL, &found, error);
    if (status == BM_ERROR_NOT_FOUND)
        return bm_error_set(error, BM_ERROR_UNSUPPORTED, NULL, 0,
                            "cannot use the projection '%s': '%s' is not found; install bordermap "
                            "again",
                            definition, BM_PROJ_MODULE_FILE);
    if (status)
        return status;
    const bm_proj_module *offered = found;
    if (offered->version != BM_PROJ_MODULE_VERSION)
        return bm_error_set(error, BM_ERROR_UNSUPPORTED, NULL, 0,
                            "'%s' is of another version of bordermap: install both anew",
                            BM_PROJ_MODULE_FILE);
    *module = offered;
    return BM_OK;
}
