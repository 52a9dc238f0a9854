/** @file little_endian.h
 *  Numbers as binary formats have them.
 */
#ifndef BM_EVENTS_EXPORT_LITTLE_ENDIAN_H
#define BM_EVENTS_EXPORT_LITTLE_ENDIAN_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/** Write the lowest `bytes` (1…8) of a number, the lowest first. */
static inline void bm_put_little_endian(char *at, uint64_t value, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        at[i] = (char)(value >> (8 * i) & 0xFF);
}

/** The bits of an IEEE 754 double. */
static inline uint64_t bm_double_bits(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

#endif
