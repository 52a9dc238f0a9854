/** @file digest.h
 *  SHA-256 (FIPS 180-4) of files, so that anyone can check which ones were read. Thread-safe.
 */
#ifndef BM_BASE_DIGEST_H
#define BM_BASE_DIGEST_H

#include <bordermap/status.h>
#include <stddef.h>
#include <stdint.h>

/** 64 hexadecimal digits and a terminator. */
#define BM_DIGEST_SIZE 65

/** Digest of the files, as if they were one after the other. ::BM_ERROR_IO when one cannot be read
 * to its end. */
BM_NODISCARD bm_status bm_digest_files(const char *const *paths, size_t count,
                                       char text[BM_DIGEST_SIZE], bm_error *error);
/** Digest of one file, and how many bytes it has. */
BM_NODISCARD bm_status bm_digest_file(const char *path, char text[BM_DIGEST_SIZE], int64_t *bytes,
                                      bm_error *error);

#endif
