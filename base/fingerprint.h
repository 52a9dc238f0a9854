/** @file fingerprint.h
 *  Short numbers for many bytes, to tell whether something is what was seen before. Within one
 *  process: nobody who wants two things to have one number has a say. Pure.
 */
#ifndef BM_BASE_FINGERPRINT_H
#define BM_BASE_FINGERPRINT_H

#include <stddef.h>
#include <stdint.h>

typedef struct bm_fingerprint {
    uint64_t high, low;
} bm_fingerprint;

/** Bytes of the sum of the library (XXH3). */
#define BM_FINGERPRINT_STATE_SIZE 576

/** A fingerprint that is being taken. */
typedef struct bm_fingerprint_sum {
    _Alignas(64) unsigned char state[BM_FINGERPRINT_STATE_SIZE];
} bm_fingerprint_sum;

void bm_fingerprint_begin(bm_fingerprint_sum *sum);
void bm_fingerprint_add(bm_fingerprint_sum *sum, const void *bytes, size_t size);
/** Of all that was added, in this order. */
bm_fingerprint bm_fingerprint_end(const bm_fingerprint_sum *sum);

#endif
