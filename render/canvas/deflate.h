/** @file deflate.h
 *  Compression of the parts of one deflate stream, each by itself, so that they may be made at the
 * same time: by ISA-L where it was found, else by zlib. Thread-safe.
 */
#ifndef BM_RENDER_DEFLATE_H
#define BM_RENDER_DEFLATE_H

#include <bordermap/map_options.h>
#include <stdbool.h>
#include <stddef.h>

/** Bytes of one part at most. */
#define BM_DEFLATE_PART_MAX ((size_t)1 << 30)

/** Room that the compressed part of `size` bytes may take. */
size_t bm_deflate_bound(size_t size);

/** Compress one part; it ends on a whole byte and looks back at nothing before itself.
 *  @param is_last  end the stream
 *  @return bytes written to `out`, which has room for bm_deflate_bound(); 0 when memory is short */
size_t bm_deflate_part(const unsigned char *bytes, size_t size, bool is_last,
                       bm_compression compression, unsigned char *out);

/** True when a stream made as one part comes out smaller than as several. */
bool bm_deflate_likes_whole(bm_compression compression);

#endif
