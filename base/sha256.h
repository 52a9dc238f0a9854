/** @file sha256.h
 *  SHA-256 (FIPS 180-4) in pieces: by the instructions that many processors have for it, several
 *  times as fast as libmd, which does it elsewhere.
 */
#ifndef BM_BASE_SHA256_H
#define BM_BASE_SHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sha256.h>

enum { BM_SHA256_BLOCK = 64, BM_SHA256_BYTES = 32 };

typedef struct bm_sha256 {
    bool has_instructions;
    uint32_t state[8];
    uint64_t size;
    unsigned char rest[BM_SHA256_BLOCK]; /**< what is no whole block yet: size % 64 bytes */
    SHA256_CTX other;                    /**< of libmd, where there are no instructions */
} bm_sha256;

/** Whether this processor has the instructions. */
bool bm_sha256_has_instructions(void);
/** Begin; with the instructions only where there are any. */
void bm_sha256_begin(bm_sha256 *sum, bool with_instructions);
void bm_sha256_add(bm_sha256 *sum, const void *bytes, size_t size);
void bm_sha256_end(bm_sha256 *sum, unsigned char digest[BM_SHA256_BYTES]);

#endif
