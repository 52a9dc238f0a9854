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

/** One that grows piece by piece, of one thread. NULL when memory is short. */
typedef struct bm_digest bm_digest;
bm_digest *bm_digest_new(void);
void bm_digest_add(bm_digest *digest, const void *bytes, size_t size);
/** Its text and how many bytes it is of; it is freed. */
void bm_digest_end(bm_digest *digest, char text[BM_DIGEST_SIZE], int64_t *bytes);

#endif
