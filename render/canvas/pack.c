#include "render/canvas/pack.h"

#include <string.h>

#if defined(__x86_64__) && defined(__has_builtin)
#if __has_builtin(__builtin_shufflevector)
#define HAS_SHUFFLE 1

typedef uint8_t sixteen __attribute__((vector_size(16)));

/* Four pixels at a time, by an instruction that not every processor of the kind has. */
__attribute__((target("ssse3"))) static size_t pack_fours(const uint32_t *pixels, size_t count,
                                                          unsigned char *to)
{
    size_t done = 0;
    for (; done + 4 <= count; done += 4) {
        sixteen four;
        memcpy(&four, pixels + done, sizeof four);
        four =
            __builtin_shufflevector(four, four, 2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, 0, 0, 0, 0);
        memcpy(to + 3 * done, &four, sizeof four);
    }
    return done;
}
#endif
#endif

void bm_pack_pixels(const uint32_t *pixels, size_t count, unsigned char *to)
{
    size_t done = 0;
#ifdef HAS_SHUFFLE
    if (__builtin_cpu_supports("ssse3"))
        done = pack_fours(pixels, count, to);
#endif
    for (; done < count; done++) {
        to[3 * done] = (unsigned char)(pixels[done] >> 16);
        to[3 * done + 1] = (unsigned char)(pixels[done] >> 8);
        to[3 * done + 2] = (unsigned char)pixels[done];
    }
}
