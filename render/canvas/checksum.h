/** @file checksum.h
 *  The sums that a PNG has of its bytes, by the fastest library there is. Pure.
 */
#ifndef BM_RENDER_CHECKSUM_H
#define BM_RENDER_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/** Of no bytes. */
#define BM_CRC_START 0
#define BM_ADLER_START 1

/** CRC-32 as PNG has it, of what gave `before` and these bytes. */
uint32_t bm_crc(uint32_t before, const void *bytes, size_t size);
/** Adler-32, the same way. */
uint32_t bm_adler(uint32_t before, const void *bytes, size_t size);
/** Adler-32 of two parts, from theirs. */
uint32_t bm_adler_join(uint32_t first, uint32_t second, size_t second_size);

#endif
