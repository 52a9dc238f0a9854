#include "base/module.h"
#include "events/report/html/module.h"

bm_status bm_html_module_open(const char *file, const bm_html_module **module, bm_error *error)
{
    const char *shown = file && *file ? file : "-";
    const void *found;
    *module = NULL;
    bm_status status = bm_module_load(BM_HTML_MODULE_FILE, BM_HTML_MODULE_SYMBOL, &found, error);
    if (status == BM_ERROR_NOT_FOUND)
        return bm_error_set(error, BM_ERROR_UNSUPPORTED, shown, 0,
                            "cannot read '%s': this bordermap was built without libxml2, which "
                            "reads HTML; install libxml2-dev and build again, or save the page as "
                            "text",
                            shown);
    if (status)
        return status;
    const bm_html_module *offered = found;
    if (offered->version != BM_HTML_MODULE_VERSION)
        return bm_error_set(error, BM_ERROR_UNSUPPORTED, shown, 0,
                            "'%s' is of another version of bordermap: install both anew",
                            BM_HTML_MODULE_FILE);
    *module = offered;
    return BM_OK;
}
