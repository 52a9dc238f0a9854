#include "geo/shp_file.h"

#include "geo/safile.h"

#include <stdlib.h>
#include <unistd.h>

enum {
    HEADER_BYTES = 100,
    FILE_CODE = 9994,
    RECORD_HEADER_BYTES = 8,
    INDEX_ENTRY_BYTES = 8,
    WINDOW_BYTES = 64 * 1024,
    POINT_BYTES = 16,
    PART_BYTES = 4,
    HEIGHT_BYTES = 8
};

static uint32_t big_endian(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* The header of a .shp or .shx, whose length must not be more than the file has. */
static bm_status check_header(const char *path, size_t *size, uint32_t *type, bm_error *error)
{
    unsigned char header[HEADER_BYTES];
    size_t got = 0;
    bm_status status = bm_safile_head(path, header, sizeof header, &got, size, error);
    if (status)
        return status;
    if (got == 0)
        return bm_error_set(error, BM_ERROR_FORMAT, path, 0, "'%s' is empty", path);
    if (got < 4 || big_endian(header) != FILE_CODE)
        return bm_error_set(error, BM_ERROR_FORMAT, path, 0, "'%s' is not a shapefile", path);
    double told = got < HEADER_BYTES ? HEADER_BYTES : 2.0 * (double)big_endian(header + 24);
    if (told > (double)*size)
        return bm_error_set(error, BM_ERROR_FORMAT, path, 0,
                            "'%s' is truncated: it should have %.0f bytes and has %zu", path, told,
                            *size);
    if (told < HEADER_BYTES)
        return bm_error_set(error, BM_ERROR_FORMAT, path, 0,
                            "'%s' is damaged: its header gives a length of %.0f bytes", path, told);
    *size = (size_t)told;
    *type = bm_shp_u32(header + 32);
    return BM_OK;
}

static bm_status out_of_memory(const char *path, bm_error *error)
{
    return bm_error_set(error, BM_ERROR_MEMORY, path, 0, "not enough memory for '%s'", path);
}

/* Bytes of a file that was long enough when its header was checked. */
static bm_status read_at(int file, const char *path, void *bytes, size_t size, size_t offset,
                         bm_error *error)
{
    if (bm_safile_read_at(file, bytes, size, offset) == size)
        return BM_OK;
    return bm_error_set(error, BM_ERROR_IO, path, 0, "'%s' cannot be read, or has changed", path);
}

static bm_status read_index(bm_shp_file *file, const char *path, bm_error *error)
{
    uint32_t type = 0;
    size_t bytes = 0;
    bm_status status = check_header(path, &bytes, &type, error);
    if (status)
        return status;
    file->count = (bytes - HEADER_BYTES) / INDEX_ENTRY_BYTES;
    file->index = malloc(file->count * INDEX_ENTRY_BYTES + 1);
    if (!file->index)
        return out_of_memory(path, error);
    int index = bm_safile_open(path, error);
    if (index < 0)
        return BM_ERROR_IO;
    status =
        read_at(index, path, file->index, file->count * INDEX_ENTRY_BYTES, HEADER_BYTES, error);
    (void)close(index);
    return status;
}

bm_status bm_shp_open(const char *shp, const char *shx, bm_shp_file *file, bm_error *error)
{
    *file = (bm_shp_file){.path = shp, .file = -1};
    bm_status status = check_header(shp, &file->bytes, &file->type, error);
    if (!status && !shx)
        status = bm_error_set(error, BM_ERROR_IO, shp, 0,
                              "'%s' has no .shx beside it, which says where its records are", shp);
    if (!status)
        status = read_index(file, shx, error);
    if (!status && (file->file = bm_safile_open(shp, error)) < 0)
        status = BM_ERROR_IO;
    if (status)
        bm_shp_close(file);
    return status;
}

void bm_shp_close(bm_shp_file *file)
{
    if (file->file >= 0)
        (void)close(file->file);
    free(file->index);
    free(file->window);
    *file = (bm_shp_file){.file = -1};
}

static bm_status damaged(const bm_shp_file *file, size_t index, const char *what, bm_error *error)
{
    return bm_error_set(error, BM_ERROR_FORMAT, file->path, (long)index + 1,
                        "'%s' is damaged: record %zu %s", file->path, index + 1, what);
}

/* Have these bytes in the window, which are within the file. */
static bm_status move_window(bm_shp_file *file, size_t offset, size_t size, bm_error *error)
{
    if (file->window && offset >= file->start && offset + size <= file->start + file->filled)
        return BM_OK;
    if (!file->window || size > file->room) {
        /* What it holds is of no use any more, and need not be moved. */
        free(file->window);
        file->room = size > WINDOW_BYTES ? size : WINDOW_BYTES;
        file->window = malloc(file->room);
        if (!file->window)
            return out_of_memory(file->path, error);
    }
    size_t left = file->bytes - offset;
    file->start = offset;
    file->filled = file->room < left ? file->room : left;
    return read_at(file->file, file->path, file->window, file->filled, offset, error);
}

static bool has_heights(uint32_t type)
{
    return type >= SHPT_POINTZ && type <= SHPT_MULTIPOINTZ;
}

/* Find the points in the content of a record; false when it is too short for them. */
static bool find_points(const unsigned char *content, size_t size, bm_shp_shape *shape)
{
    enum { TYPE_BYTES = 4, BOX_END = 36, LIST_END = 40, PARTS_AT = 44 };
    uint64_t points_at = 0, point_bytes = POINT_BYTES;
    *shape = (bm_shp_shape){.type = size < TYPE_BYTES ? SHPT_NULL : bm_shp_u32(content)};
    if (has_heights(shape->type))
        point_bytes += HEIGHT_BYTES;
    switch (shape->type) {
    case SHPT_POINT:
    case SHPT_POINTZ:
    case SHPT_POINTM:
        points_at = TYPE_BYTES;
        shape->point_count = 1;
        break;
    case SHPT_MULTIPOINT:
    case SHPT_MULTIPOINTZ:
    case SHPT_MULTIPOINTM:
        points_at = LIST_END;
        if (size < points_at)
            return false;
        shape->point_count = bm_shp_u32(content + BOX_END);
        break;
    case SHPT_ARC:
    case SHPT_ARCZ:
    case SHPT_ARCM:
    case SHPT_POLYGON:
    case SHPT_POLYGONZ:
    case SHPT_POLYGONM:
        if (size < PARTS_AT)
            return false;
        shape->part_count = bm_shp_u32(content + BOX_END);
        shape->point_count = bm_shp_u32(content + LIST_END);
        shape->parts = content + PARTS_AT;
        points_at = PARTS_AT + (uint64_t)shape->part_count * PART_BYTES;
        break;
    default: /* nothing to be read */
        return size >= TYPE_BYTES;
    }
    if (points_at + shape->point_count * point_bytes > size)
        return false;
    shape->points = content + points_at;
    return true;
}

bm_status bm_shp_read(bm_shp_file *file, size_t index, bm_shp_shape *shape, bm_error *error)
{
    const unsigned char *entry = file->index + index * INDEX_ENTRY_BYTES;
    uint64_t offset = 2 * (uint64_t)big_endian(entry);
    uint64_t size = 2 * (uint64_t)big_endian(entry + 4);
    if (offset < HEADER_BYTES || offset + size + RECORD_HEADER_BYTES > file->bytes)
        return damaged(file, index, "reaches beyond the end of the file", error);
    bm_status status = move_window(file, (size_t)offset + RECORD_HEADER_BYTES, (size_t)size, error);
    if (status)
        return status;
    const unsigned char *content = file->window + (offset + RECORD_HEADER_BYTES - file->start);
    if (!find_points(content, (size_t)size, shape))
        return damaged(file, index, "cannot be read", error);
    return BM_OK;
}
