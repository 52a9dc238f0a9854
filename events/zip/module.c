/* The module: all of zlib's is here. */
#include "events/zip/module.h"

#include <limits.h>
#include <zlib.h>

static uint32_t crc(const void *bytes, size_t size)
{
    return (uint32_t)crc32_z(0, bytes, size);
}

static size_t deflate_all(const void *bytes, size_t size, void *out, size_t capacity)
{
    z_stream stream = {0};
    if (size > UINT_MAX || capacity > UINT_MAX ||
        deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 9,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        return 0;
    stream.next_in = (z_const Bytef *)(uintptr_t)bytes;
    stream.avail_in = (uInt)size;
    stream.next_out = out;
    stream.avail_out = (uInt)capacity;
    bool fine = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    size_t written = stream.total_out;
    (void)deflateEnd(&stream);
    return fine ? written : 0;
}

static bool inflate_all(const void *bytes, size_t packed, void *out, size_t size)
{
    z_stream stream = {0};
    if (size > UINT_MAX || packed > UINT_MAX || inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return false;
    stream.next_in = (z_const Bytef *)(uintptr_t)bytes;
    stream.avail_in = (uInt)packed;
    stream.next_out = out;
    stream.avail_out = (uInt)size;
    bool fine = inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.total_out == size;
    (void)inflateEnd(&stream);
    return fine;
}

__attribute__((visibility("default"))) extern const bm_zip_module bordermap_zip_module;
const bm_zip_module bordermap_zip_module = {BM_ZIP_MODULE_VERSION, crc, deflate_all, inflate_all};
