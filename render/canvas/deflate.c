#include "render/canvas/deflate.h"

#include <stdlib.h>
#include <zlib.h>
#ifdef BM_WITH_ISAL
#include <isa-l/igzip_lib.h>

#include "render/canvas/vector_state.h"
#endif
#ifdef BM_WITH_LIBDEFLATE
#include <libdeflate.h>
/** Its last levels take several times as long for another percent. */
#define LIBDEFLATE_LEVEL 10
#endif

/** Flush marks and the headers of stored blocks. */
#define SLACK 512

size_t bm_deflate_bound(size_t size)
{
    return size + size / 8 + SLACK;
}

bool bm_deflate_likes_whole(bm_compression compression)
{
#ifdef BM_WITH_LIBDEFLATE
    return compression == BM_COMPRESSION_SMALL;
#else
    (void)compression;
    return false;
#endif
}

static size_t by_zlib(const unsigned char *bytes, size_t size, bool is_last, int level,
                      unsigned char *out)
{
    z_stream stream = {0};
    /* A negative window means a bare stream: the file's own head and sum go round the parts. */
    if (deflateInit2(&stream, level, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        return 0;
    stream.next_in = (z_const Bytef *)(uintptr_t)bytes;
    stream.avail_in = (uInt)size;
    stream.next_out = out;
    stream.avail_out = (uInt)bm_deflate_bound(size);
    int result = deflate(&stream, is_last ? Z_FINISH : Z_FULL_FLUSH);
    size_t written = stream.total_out;
    bool fine = result == (is_last ? Z_STREAM_END : Z_OK) && stream.avail_in == 0;
    (void)deflateEnd(&stream);
    return fine ? written : 0;
}

#ifdef BM_WITH_ISAL
/** What is compressed before the rest of a part: ISA-L 2.30 begins to look for matches with what an
 * address has left in a register, so that one image in some hundreds came out in other bytes. A few
 * bytes flushed first go through another of its loops, which does not. */
#define FIRST_BYTES 16

static size_t by_isal(const unsigned char *bytes, size_t size, bool is_last, unsigned char *out)
{
    unsigned char *memory = malloc(ISAL_DEF_LVL1_DEFAULT);
    struct isal_zstream *stream = malloc(sizeof *stream);
    size_t written = 0;
    if (memory && stream) {
        isal_deflate_init(stream);
        stream->level = 1;
        stream->level_buf = memory;
        stream->level_buf_size = ISAL_DEF_LVL1_DEFAULT;
        stream->gzip_flag = IGZIP_DEFLATE;
        uint32_t first = size < FIRST_BYTES ? (uint32_t)size : FIRST_BYTES;
        stream->flush = SYNC_FLUSH;
        stream->next_in = (uint8_t *)(uintptr_t)bytes;
        stream->avail_in = first;
        stream->next_out = out;
        stream->avail_out = (uint32_t)bm_deflate_bound(size);
        bool fine = isal_deflate(stream) == COMP_OK && stream->avail_in == 0;
        stream->flush = is_last ? NO_FLUSH : FULL_FLUSH;
        stream->end_of_stream = is_last;
        stream->avail_in = (uint32_t)size - first;
        if (fine && isal_deflate(stream) == COMP_OK && stream->avail_in == 0 &&
            stream->avail_out > 0)
            written = stream->total_out;
        bm_clear_vector_state();
    }
    free(stream);
    free(memory);
    return written;
}
#endif

#ifdef BM_WITH_LIBDEFLATE
static size_t by_libdeflate(const unsigned char *bytes, size_t size, unsigned char *out)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LIBDEFLATE_LEVEL);
    if (!compressor)
        return 0;
    size_t written =
        libdeflate_deflate_compress(compressor, bytes, size, out, bm_deflate_bound(size));
    libdeflate_free_compressor(compressor);
    return written;
}
#endif

size_t bm_deflate_part(const unsigned char *bytes, size_t size, bool is_last,
                       bm_compression compression, unsigned char *out)
{
    if (size > BM_DEFLATE_PART_MAX)
        return 0;
    if (compression == BM_COMPRESSION_SMALL) {
#ifdef BM_WITH_LIBDEFLATE
        /* It can only end a stream. */
        if (is_last)
            return by_libdeflate(bytes, size, out);
#endif
        return by_zlib(bytes, size, is_last, 9, out);
    }
#ifdef BM_WITH_ISAL
    return by_isal(bytes, size, is_last, out);
#else
    return by_zlib(bytes, size, is_last, 1, out);
#endif
}
