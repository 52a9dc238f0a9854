/** @file module.h
 *  Parts of bordermap that are loaded when they are needed: linked in, the libraries that they use
 *  would cost every start of the program.
 */
#ifndef BM_BASE_MODULE_H
#define BM_BASE_MODULE_H

#include <bordermap/status.h>

/** What a module offers under `symbol`, from the folder of the modules: that of the environment
 *  variable BORDERMAP_MODULES, the one beside this code, or the one it was installed to. A module
 *  stays loaded, so the pointer is valid for good. Thread-safe.
 *  @param file    "bordermap-gdal.so"
 *  @param error   filled in when the module is damaged, not when it is missing
 *  @return ::BM_ERROR_NOT_FOUND when there is no such module, ::BM_ERROR_UNSUPPORTED when there is
 *          one that cannot be used */
BM_NODISCARD bm_status bm_module_load(const char *file, const char *symbol, const void **found,
                                      bm_error *error);

#endif
