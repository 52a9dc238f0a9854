#include "render/canvas/pack.h"

#if defined(__x86_64__)
#include <tmmintrin.h>

/* Four pixels at a time, by an instruction that not every processor of the kind has. */
__attribute__((target("ssse3"))) static size_t pack_fours(const uint32_t *pixels, size_t count,
                                                          unsigned char *to)
{
    const __m128i order = _mm_setr_epi8(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1);
    size_t done = 0;
    for (; done + 4 <= count; done += 4) {
        __m128i four = _mm_loadu_si128((const __m128i *)(const void *)(pixels + done));
        _mm_storeu_si128((__m128i *)(void *)(to + 3 * done), _mm_shuffle_epi8(four, order));
    }
    return done;
}
#endif

void bm_pack_pixels(const uint32_t *pixels, size_t count, unsigned char *to)
{
    size_t done = 0;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("ssse3"))
        done = pack_fours(pixels, count, to);
#endif
    for (; done < count; done++) {
        to[3 * done] = (unsigned char)(pixels[done] >> 16);
        to[3 * done + 1] = (unsigned char)(pixels[done] >> 8);
        to[3 * done + 2] = (unsigned char)pixels[done];
    }
}
