#include "render/canvas/checksum.h"

#include <zlib.h>
#ifdef BM_WITH_ISAL
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

#include "render/canvas/vector_state.h"
#endif

uint32_t bm_crc(uint32_t before, const void *bytes, size_t size)
{
    if (size == 0)
        return before;
#ifdef BM_WITH_ISAL
    uint32_t sum = crc32_gzip_refl(before, bytes, size);
    bm_clear_vector_state();
    return sum;
#else
    return (uint32_t)crc32_z(before, bytes, size);
#endif
}

uint32_t bm_adler(uint32_t before, const void *bytes, size_t size)
{
    if (size == 0)
        return before;
#ifdef BM_WITH_ISAL
    uint32_t sum = isal_adler32(before, bytes, size);
    bm_clear_vector_state();
    return sum;
#else
    return (uint32_t)adler32_z(before, bytes, size);
#endif
}

uint32_t bm_adler_join(uint32_t first, uint32_t second, size_t second_size)
{
    return (uint32_t)adler32_combine(first, second, (z_off_t)second_size);
}
