/** @file module.h
 *  What ZIP archives need of zlib, from a module that is loaded on first use. Thread-safe.
 */
#ifndef BM_EVENTS_ZIP_MODULE_H
#define BM_EVENTS_ZIP_MODULE_H

#include <bordermap/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Changed with anything in this file. */
#define BM_ZIP_MODULE_VERSION 1
#define BM_ZIP_MODULE_FILE "bordermap-zip.so"
#define BM_ZIP_MODULE_SYMBOL "bordermap_zip_module"

typedef struct bm_zip_module {
    uint32_t version; /**< ::BM_ZIP_MODULE_VERSION */
    /** CRC-32 of a ZIP archive. */
    uint32_t (*crc)(const void *bytes, size_t size);
    /** A bare deflate stream (RFC 1951), the same for the same zlib; bytes written, 0 when it does
     *  not fit `capacity`. */
    size_t (*deflate)(const void *bytes, size_t size, void *out, size_t capacity);
    /** The other way; false unless the stream has `size` bytes to the last. */
    bool (*inflate)(const void *bytes, size_t packed, void *out, size_t size);
} bm_zip_module;

/** Load the module. ::BM_ERROR_UNSUPPORTED when there is none. It stays loaded.
 *  @param path  of the archive, for the error */
BM_NODISCARD bm_status bm_zip_module_open(const char *path, const bm_zip_module **module,
                                          bm_error *error);

#endif
