/** @file digest.h
 *  SHA-256 (FIPS 180-4) of a file, so that anyone can check which one was read. Thread-safe.
 */
#ifndef BM_BASE_DIGEST_H
#define BM_BASE_DIGEST_H

#include <bordermap/status.h>

/** 64 hexadecimal digits and a terminator. */
#define BM_DIGEST_SIZE 65

/** Digest of the file at `path`. ::BM_ERROR_IO when it cannot be read to its end. */
BM_NODISCARD bm_status bm_digest_file(const char *path, char text[BM_DIGEST_SIZE], bm_error *error);

#endif
