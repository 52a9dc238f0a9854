/** @file module.h
 *  Between bordermap and its PROJ module, which is another file that is loaded when a map needs a
 *  projection that lambert.h is not: PROJ brings its database, the network and some twenty
 * libraries.
 */
#ifndef BM_GEO_PROJ_MODULE_H
#define BM_GEO_PROJ_MODULE_H

#include <bordermap/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Changed with anything in this file. */
#define BM_PROJ_MODULE_VERSION 1
#define BM_PROJ_MODULE_FILE "bordermap-proj.so"
#define BM_PROJ_MODULE_SYMBOL "bordermap_proj_module"
#define BM_PROJ_DESCRIPTION_SIZE 256

/** A projection and its context; for one thread at a time. */
typedef struct bm_proj_handle bm_proj_handle;

/** What the module has to offer, under ::BM_PROJ_MODULE_SYMBOL. */
typedef struct bm_proj_module {
    uint32_t version; /**< ::BM_PROJ_MODULE_VERSION */
    /** From a PROJ string that has been sanitised, or from a code such as "EPSG:3035". `message`
     *  says what is wrong with one that cannot be used. */
    bm_status (*open)(const char *definition, bool is_code, bm_proj_handle **handle,
                      char description[BM_PROJ_DESCRIPTION_SIZE],
                      char message[BM_ERROR_MESSAGE_SIZE]);
    void (*close)(bm_proj_handle *handle);
    /** Transform in place: degrees to metres, or back. What cannot be comes out as NaN or infinite.
     */
    void (*forward)(bm_proj_handle *handle, double (*points)[2], size_t count);
    void (*inverse)(bm_proj_handle *handle, double (*points)[2], size_t count);
} bm_proj_module;

/** Load the module. It stays loaded; the pointer is valid for good. Thread-safe.
 *  @param definition  what it is wanted for, for the message */
BM_NODISCARD bm_status bm_proj_module_open(const char *definition, const bm_proj_module **module,
                                           bm_error *error);

#endif
