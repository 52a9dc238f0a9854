#include "base/image.h"

#include "base/utf8.h"

#define XXH_INLINE_ALL
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

enum { BYTE_ORDER_MARK = 0x01020304, CONTAINER_VERSION = 1 };

/* The start of the file; the checksums of the blocks behind it follow, then `sum` over both. */
typedef struct header {
    char magic[4]; /* "BMIM" */
    char kind[4];
    uint32_t byte_order;
    uint32_t container_version;
    uint32_t version;
    uint32_t section_count;
    uint64_t size;        /* of the whole file */
    uint64_t first_block; /* blocks before it are the header's */
    uint64_t block_count; /* of the whole file */
    bm_image_section sections[BM_IMAGE_SECTIONS_MAX];
    uint64_t sum; /* of the header with this member 0, and the checksums */
} header;

static const char magic[4] = {'B', 'M', 'I', 'M'};
static const uint64_t zeros[BM_IMAGE_RECORD_MAX / sizeof(uint64_t)];

static uint64_t blocks_for(uint64_t bytes)
{
    return bytes / BM_IMAGE_BLOCK + (bytes % BM_IMAGE_BLOCK != 0);
}

/* Of the header and all that stands between it and the first block. */
static uint64_t sum_of_header(const header *head, const uint64_t *sums)
{
    header blank = *head;
    blank.sum = 0;
    uint64_t parts[2] = {
        XXH3_64bits(&blank, sizeof blank),
        XXH3_64bits(sums, (size_t)head->first_block * BM_IMAGE_BLOCK - sizeof *head)};
    return XXH3_64bits(parts, sizeof parts);
}

static bm_status refuse(const char *path, const char *why, bm_error *error)
{
    return bm_error_set(error, BM_ERROR_FORMAT, path, 0, "'%s' %s", path, why);
}

static bool is_power_of_two(uint32_t value)
{
    return value != 0 && (value & (value - 1)) == 0;
}

static bool section_fits(const bm_image_section *section, const header *head)
{
    if (section->count == 0)
        return true;
    bool stride_is_good =
        section->stride == 1 || (section->stride >= 4 && section->stride <= BM_IMAGE_RECORD_MAX &&
                                 is_power_of_two(section->stride));
    return stride_is_good && section->offset % BM_IMAGE_BLOCK == 0 &&
           section->offset / BM_IMAGE_BLOCK >= head->first_block && section->offset < head->size &&
           section->count <= (head->size - section->offset) / section->stride;
}

static bm_status check_header(const unsigned char *bytes, size_t size, const char *path,
                              const char kind[4], uint32_t version, bm_error *error)
{
    if (size < sizeof(header))
        return refuse(path, "is cut short or no index: build it again", error);
    const header *head = (const header *)(const void *)bytes;
    if (memcmp(head->magic, magic, sizeof magic) != 0 || memcmp(head->kind, kind, 4) != 0)
        return refuse(path, "is no index of bordermap", error);
    if (head->byte_order != BYTE_ORDER_MARK)
        return refuse(path, "was built on a machine of another byte order: build it here", error);
    if (head->container_version != CONTAINER_VERSION || head->version != version)
        return refuse(path, "was built by another version of bordermap: build it again", error);
    uint64_t room = blocks_for(sizeof(header));
    if (head->size != size || head->section_count > BM_IMAGE_SECTIONS_MAX ||
        head->block_count != blocks_for(size) || head->first_block < room ||
        head->first_block > head->block_count ||
        (head->first_block * BM_IMAGE_BLOCK - sizeof(header)) / sizeof(uint64_t) <
            head->block_count - head->first_block ||
        head->first_block * BM_IMAGE_BLOCK > size)
        return refuse(path, "is cut short or damaged: build it again", error);
    const uint64_t *sums = (const uint64_t *)(const void *)(bytes + sizeof(header));
    if (sum_of_header(head, sums) != head->sum)
        return refuse(path, "is damaged: build it again", error);
    for (uint32_t i = 0; i < head->section_count; i++)
        if (!section_fits(&head->sections[i], head))
            return refuse(path, "is damaged: build it again", error);
    return BM_OK;
}

bm_status bm_image_from_memory(const void *bytes, size_t size, const char *name, const char kind[4],
                               uint32_t version, bm_image *image, bm_error *error)
{
    *image = (bm_image){0};
    bm_status status = check_header(bytes, size, name, kind, version, error);
    if (status)
        return status;
    const header *head = bytes;
    image->checked = calloc((size_t)(head->block_count / 64 + 1), sizeof *image->checked);
    image->damaged = calloc(1, sizeof *image->damaged);
    if (!image->checked || !image->damaged) {
        bm_image_close(image);
        return bm_error_set(error, BM_ERROR_MEMORY, name, 0, "not enough memory for '%s'", name);
    }
    image->bytes = bytes;
    image->size = size;
    image->section_count = head->section_count;
    memcpy(image->sections, head->sections, sizeof image->sections);
    image->sums = (const uint64_t *)(const void *)(image->bytes + sizeof(header));
    return BM_OK;
}

bm_status bm_image_open(const char *path, const char kind[4], uint32_t version, bm_image *image,
                        bm_error *error)
{
    *image = (bm_image){0};
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return bm_error_set(error, errno == ENOENT ? BM_ERROR_NOT_FOUND : BM_ERROR_IO, path, 0,
                            "cannot open '%s': %s", path, strerror(errno));
    struct stat info;
    bm_status status = BM_OK;
    void *bytes = MAP_FAILED;
    if (fstat(file, &info) != 0 || !S_ISREG(info.st_mode))
        status = refuse(path, "is not a file", error);
    else if (info.st_size < (off_t)sizeof(header))
        status = refuse(path, "is cut short or no index: build it again", error);
    else if ((bytes = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_SHARED, file, 0)) ==
             MAP_FAILED)
        status =
            bm_error_set(error, BM_ERROR_IO, path, 0, "cannot map '%s': %s", path, strerror(errno));
    close(file);
    if (status)
        return status;
    status = bm_image_from_memory(bytes, (size_t)info.st_size, path, kind, version, image, error);
    if (status)
        munmap(bytes, (size_t)info.st_size);
    else
        image->mapped = true;
    return status;
}

void bm_image_close(bm_image *image)
{
    if (image->mapped)
        munmap((void *)(uintptr_t)image->bytes, image->size);
    free(image->checked);
    free(image->damaged);
    *image = (bm_image){0};
}

const void *bm_image_refuse(const bm_image *image)
{
    if (image->damaged)
        atomic_store_explicit(image->damaged, true, memory_order_relaxed);
    return zeros;
}

bool bm_image_check_block(const bm_image *image, uint64_t block)
{
    const header *head = (const header *)(const void *)image->bytes;
    uint64_t bit = (uint64_t)1 << (block % 64);
    if (atomic_load_explicit(&image->checked[block / 64], memory_order_acquire) & bit)
        return true;
    if (block < head->first_block || block >= head->block_count)
        return false;
    uint64_t start = block * BM_IMAGE_BLOCK;
    size_t length = image->size - start < BM_IMAGE_BLOCK ? (size_t)(image->size - start)
                                                         : (size_t)BM_IMAGE_BLOCK;
    const unsigned char *bytes = image->bytes + start;
    if (XXH3_64bits(bytes, length) != image->sums[block - head->first_block])
        return false;
    /* A text must end within its block and be UTF-8, whoever wrote the file. */
    for (uint32_t i = 0; i < image->section_count; i++) {
        const bm_image_section *section = &image->sections[i];
        if (section->stride != 1 || section->count == 0 || section->offset >= start + length ||
            section->offset + section->count <= start)
            continue;
        uint64_t end = section->offset + section->count - start;
        size_t used = end < length ? (size_t)end : length;
        if (bytes[used - 1] != '\0' || bm_utf8_valid_length((const char *)bytes, used) != used)
            return false;
    }
    atomic_fetch_or_explicit(&image->checked[block / 64], bit, memory_order_release);
    return true;
}

bm_status bm_image_check(const bm_image *image, const char *path, bm_error *error)
{
    if (image->damaged && atomic_load_explicit(image->damaged, memory_order_relaxed))
        return refuse(path, "is damaged: build it again", error);
    return BM_OK;
}

bm_status bm_image_check_all(const bm_image *image, const char *path, bm_error *error)
{
    const header *head = (const header *)(const void *)image->bytes;
    for (uint64_t block = head->first_block; block < head->block_count; block++)
        if (!bm_image_check_block(image, block))
            (void)bm_image_refuse(image);
    return bm_image_check(image, path, error);
}

uint64_t bm_image_count(const bm_image *image, uint32_t section)
{
    return section < image->section_count ? image->sections[section].count : 0;
}

uint64_t bm_image_text_offset(uint64_t used, size_t length)
{
    if (length >= BM_IMAGE_BLOCK)
        return UINT64_MAX;
    uint64_t left = BM_IMAGE_BLOCK - used % BM_IMAGE_BLOCK;
    return length + 1 <= left ? used : used + left;
}

/* Set out the sections and the header's size; false when something overflows. */
static bool lay_out(header *head, const bm_image_part *parts, size_t part_count)
{
    uint64_t blocks = 0;
    for (size_t i = 0; i < part_count; i++) {
        if (parts[i].stride == 0 || parts[i].count > (uint64_t)PTRDIFF_MAX / 4 / parts[i].stride)
            return false;
        blocks += blocks_for(parts[i].count * parts[i].stride);
    }
    if (blocks > (uint64_t)PTRDIFF_MAX / 4 / BM_IMAGE_BLOCK)
        return false;
    head->first_block = blocks_for(sizeof *head + blocks * sizeof(uint64_t));
    uint64_t at = head->first_block * BM_IMAGE_BLOCK;
    for (size_t i = 0; i < part_count; i++) {
        head->sections[i] = (bm_image_section){at, parts[i].count, parts[i].stride, 0};
        at += blocks_for(parts[i].count * parts[i].stride) * BM_IMAGE_BLOCK;
    }
    head->size = at;
    head->block_count = at / BM_IMAGE_BLOCK;
    head->section_count = (uint32_t)part_count;
    return true;
}

static uint64_t sum_of_block(const bm_image_part *part, uint64_t from, unsigned char *scratch)
{
    uint64_t size = part->count * part->stride - from;
    const unsigned char *bytes = (const unsigned char *)part->data + from;
    if (size >= BM_IMAGE_BLOCK)
        return XXH3_64bits(bytes, BM_IMAGE_BLOCK);
    memset(scratch, 0, BM_IMAGE_BLOCK);
    memcpy(scratch, bytes, (size_t)size);
    return XXH3_64bits(scratch, BM_IMAGE_BLOCK);
}

bm_status bm_image_write(bm_sink *sink, const char kind[4], uint32_t version,
                         const bm_image_part *parts, size_t part_count, bm_error *error)
{
    static const unsigned char padding[BM_IMAGE_BLOCK];
    header head = {
        .byte_order = BYTE_ORDER_MARK, .container_version = CONTAINER_VERSION, .version = version};
    memcpy(head.magic, magic, sizeof magic);
    memcpy(head.kind, kind, sizeof head.kind);
    if (part_count > BM_IMAGE_SECTIONS_MAX || !lay_out(&head, parts, part_count))
        return bm_error_set(error, BM_ERROR_LIMIT, NULL, 0, "the index is too large");
    size_t sums_size = (size_t)(head.first_block * BM_IMAGE_BLOCK) - sizeof head;
    uint64_t *sums = calloc(1, sums_size);
    unsigned char *scratch = malloc(BM_IMAGE_BLOCK);
    bm_status status = BM_OK;
    if (!sums || !scratch) {
        status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory for the index");
        goto done;
    }
    uint64_t sum = 0;
    for (size_t i = 0; i < part_count; i++)
        for (uint64_t at = 0; at < parts[i].count * parts[i].stride; at += BM_IMAGE_BLOCK)
            sums[sum++] = sum_of_block(&parts[i], at, scratch);
    head.sum = sum_of_header(&head, sums);
    bm_sink_write(sink, &head, sizeof head);
    bm_sink_write(sink, sums, sums_size);
    for (size_t i = 0; i < part_count; i++) {
        size_t size = (size_t)(parts[i].count * parts[i].stride);
        if (size > 0)
            bm_sink_write(sink, parts[i].data, size);
        if (size % BM_IMAGE_BLOCK != 0)
            bm_sink_write(sink, padding, BM_IMAGE_BLOCK - size % BM_IMAGE_BLOCK);
    }
done:
    free(scratch);
    free(sums);
    return status;
}
