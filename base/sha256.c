#include "base/sha256.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define HAS_INSTRUCTIONS 1

typedef int32_t four __attribute__((vector_size(16)));
typedef uint32_t four_words __attribute__((vector_size(16)));
typedef unsigned char sixteen __attribute__((vector_size(16)));

static const uint32_t constants[64] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

/* Four words of a block, which are big-endian. */
__attribute__((target("sha,sse4.1"))) static four load(const unsigned char *bytes)
{
    sixteen read;
    memcpy(&read, bytes, sizeof read);
    return (four)__builtin_shufflevector(read, read, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14,
                                         13, 12);
}

/* The instructions have the state as a b e f and c d g h, the last word first. */
__attribute__((target("sha,sse4.1"))) static void add_blocks(uint32_t state[8],
                                                             const unsigned char *bytes,
                                                             size_t count)
{
    four_words abef = {state[5], state[4], state[1], state[0]};
    four_words cdgh = {state[7], state[6], state[3], state[2]};
    for (; count > 0; count--, bytes += BM_SHA256_BLOCK) {
        const four_words abef_before = abef, cdgh_before = cdgh;
        four words[16];
        for (int i = 0; i < 4; i++)
            words[i] = load(bytes + 16 * i);
        for (int i = 4; i < 16; i++) {
            four sum =
                (four)((four_words)__builtin_ia32_sha256msg1(words[i - 4], words[i - 3]) +
                       (four_words)__builtin_shufflevector(words[i - 2], words[i - 1], 1, 2, 3, 4));
            words[i] = __builtin_ia32_sha256msg2(sum, words[i - 1]);
        }
        for (int i = 0; i < 16; i++) {
            four_words constant;
            memcpy(&constant, constants + 4 * i, sizeof constant);
            four both = (four)((four_words)words[i] + constant);
            cdgh = (four_words)__builtin_ia32_sha256rnds2((four)cdgh, (four)abef, both);
            both = __builtin_shufflevector(both, both, 2, 3, 2, 3);
            abef = (four_words)__builtin_ia32_sha256rnds2((four)abef, (four)cdgh, both);
        }
        abef += abef_before;
        cdgh += cdgh_before;
    }
    const uint32_t after[8] = {abef[3], abef[2], cdgh[3], cdgh[2],
                               abef[1], abef[0], cdgh[1], cdgh[0]};
    memcpy(state, after, sizeof after);
}
#endif

bool bm_sha256_has_instructions(void)
{
#ifdef HAS_INSTRUCTIONS
    return __builtin_cpu_supports("sha") && __builtin_cpu_supports("sse4.1");
#else
    return false;
#endif
}

void bm_sha256_begin(bm_sha256 *sum, bool with_instructions)
{
    static const uint32_t beginning[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                          0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    sum->has_instructions = with_instructions && bm_sha256_has_instructions();
    sum->size = 0;
    memcpy(sum->state, beginning, sizeof beginning);
    if (!sum->has_instructions)
        SHA256_Init(&sum->other);
}

void bm_sha256_add(bm_sha256 *sum, const void *bytes, size_t size)
{
#ifdef HAS_INSTRUCTIONS
    if (sum->has_instructions) {
        const unsigned char *at = bytes;
        size_t kept = sum->size % BM_SHA256_BLOCK;
        sum->size += size;
        if (kept > 0) {
            size_t part = BM_SHA256_BLOCK - kept < size ? BM_SHA256_BLOCK - kept : size;
            memcpy(sum->rest + kept, at, part);
            at += part;
            size -= part;
            if (kept + part < BM_SHA256_BLOCK)
                return;
            add_blocks(sum->state, sum->rest, 1);
        }
        add_blocks(sum->state, at, size / BM_SHA256_BLOCK);
        memcpy(sum->rest, at + size - size % BM_SHA256_BLOCK, size % BM_SHA256_BLOCK);
        return;
    }
#endif
    SHA256_Update(&sum->other, bytes, size);
}

/* A one bit, zeros as far as the last eight bytes of a block, and the number of bits. */
static void add_end(bm_sha256 *sum)
{
    static const unsigned char one_and_zeros[BM_SHA256_BLOCK] = {0x80};
    uint64_t bits = sum->size * 8;
    size_t kept = sum->size % BM_SHA256_BLOCK;
    unsigned char length[8];
    for (int i = 0; i < 8; i++)
        length[i] = (unsigned char)(bits >> (56 - 8 * i));
    bm_sha256_add(sum, one_and_zeros, kept < 56 ? 56 - kept : 120 - kept);
    bm_sha256_add(sum, length, sizeof length);
}

void bm_sha256_end(bm_sha256 *sum, unsigned char digest[BM_SHA256_BYTES])
{
    if (!sum->has_instructions) {
        SHA256_Final(digest, &sum->other);
        return;
    }
    add_end(sum);
    for (int i = 0; i < BM_SHA256_BYTES; i++)
        digest[i] = (unsigned char)(sum->state[i / 4] >> (24 - 8 * (i % 4)));
}
