/** @file image.h
 *  A file of typed tables that is mapped, not read: opening takes the same time whatever its size.
 *
 *  An image has sections, each an array of records of one size, or UTF-8 texts. It begins with a
 * header: magic, kind, format version, a mark of the byte order, the sections, and an XXH3 checksum
 * of every block of ::BM_IMAGE_BLOCK bytes. The header is checked when the image is opened, a block
 * when it is first touched. Nothing outside a section is ever read: a record that does not exist,
 * or lies in a block whose checksum is wrong, reads as zeros, and the image remembers that it is
 * damaged (bm_image_check()). No record and no text crosses a block's edge.
 *
 *  Immutable once opened; any number of threads may read one. Truncating a mapped file in place is
 *  outside what a program can guard against; images are replaced by renaming (see sink.h).
 */
#ifndef BM_BASE_IMAGE_H
#define BM_BASE_IMAGE_H

#include <bordermap/sink.h>
#include <bordermap/status.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    BM_IMAGE_BLOCK = 16384,
    BM_IMAGE_SECTIONS_MAX = 48,
    BM_IMAGE_RECORD_MAX = 256 /**< bytes of a record at most; a power of two, 4 at least */
};

typedef struct bm_image_section {
    uint64_t offset; /**< from the image's start, a multiple of the block size */
    uint64_t count;  /**< records; for texts (`stride` 1) bytes */
    uint32_t stride;
    uint32_t zero;
} bm_image_section;

typedef struct bm_image {
    const unsigned char *bytes; /**< NULL when closed */
    size_t size;
    bool mapped;
    uint32_t section_count;
    bm_image_section sections[BM_IMAGE_SECTIONS_MAX];
    const uint64_t *sums;      /**< of the blocks */
    _Atomic uint64_t *checked; /**< a bit a block, heap */
    atomic_bool *damaged;      /**< heap, so that a const image can tell */
} bm_image;

/** Map the file at `path`. ::BM_ERROR_FORMAT, with what to do, when it is no image of this kind and
 *  version, or its header is damaged or does not agree with the file's size.
 *  @param kind     four characters that tell what is in it
 *  @param version  of the sections' layout */
BM_NODISCARD bm_status bm_image_open(const char *path, const char kind[4], uint32_t version,
                                     bm_image *image, bm_error *error);
/** The same from memory, which must be aligned to 8 bytes and outlive the image. */
BM_NODISCARD bm_status bm_image_from_memory(const void *bytes, size_t size, const char *name,
                                            const char kind[4], uint32_t version, bm_image *image,
                                            bm_error *error);
void bm_image_close(bm_image *image);

/** ::BM_ERROR_FORMAT when something that was read so far is damaged. */
bm_status bm_image_check(const bm_image *image, const char *path, bm_error *error);
/** The same after checking every block. */
bm_status bm_image_check_all(const bm_image *image, const char *path, bm_error *error);

/** Number of records of a section; 0 when the image does not have it. */
uint64_t bm_image_count(const bm_image *image, uint32_t section);
/** Check the block and say whether it may be read. */
bool bm_image_check_block(const bm_image *image, uint64_t block);
/** ::BM_IMAGE_RECORD_MAX zeros; marks the image as damaged. */
const void *bm_image_refuse(const bm_image *image);

/** A record; never NULL. Borrowed from the image. `stride` must be the one it was written with. */
static inline const void *bm_image_record(const bm_image *image, uint32_t section, uint32_t stride,
                                          uint64_t index)
{
    const bm_image_section *at = &image->sections[section];
    if (section >= image->section_count || index >= at->count || at->stride != stride)
        return bm_image_refuse(image);
    uint64_t offset = at->offset + index * stride;
    uint64_t block = offset / BM_IMAGE_BLOCK;
    if (!(atomic_load_explicit(&image->checked[block / 64], memory_order_acquire) >> (block % 64) &
          1) &&
        !bm_image_check_block(image, block))
        return bm_image_refuse(image);
    return image->bytes + offset;
}

/** A zero-terminated UTF-8 text at this offset of a section of texts; "" for what cannot be read.
 */
static inline const char *bm_image_text(const bm_image *image, uint32_t section, uint64_t offset)
{
    const char *text = bm_image_record(image, section, 1, offset);
    /* Only where one begins: the middle of a letter is no text. */
    if (offset % BM_IMAGE_BLOCK != 0 && *text && text[-1] != '\0')
        return bm_image_refuse(image);
    return text;
}

/** Record of a section of 32-bit numbers. */
static inline uint32_t bm_image_u32(const bm_image *image, uint32_t section, uint64_t index)
{
    return *(const uint32_t *)bm_image_record(image, section, sizeof(uint32_t), index);
}

/** What an image is written from: section i is `data[i]`, borrowed. Texts have `stride` 1 and must
 *  be laid out with bm_image_text_offset(). */
typedef struct bm_image_part {
    const void *data;
    uint64_t count;
    uint32_t stride;
} bm_image_part;

/** Where a text of `length` bytes (without terminator) goes when `used` bytes are taken, so that it
 *  and its terminator stay within a block; UINT64_MAX when it is longer than a block. The gap, if
 *  any, must be zeros. */
uint64_t bm_image_text_offset(uint64_t used, size_t length);

/** Write an image; same parts, same bytes. The sink keeps errors of writing. ::BM_ERROR_LIMIT when
 *  a size overflows. */
BM_NODISCARD bm_status bm_image_write(bm_sink *sink, const char kind[4], uint32_t version,
                                      const bm_image_part *parts, size_t part_count,
                                      bm_error *error);

#endif
