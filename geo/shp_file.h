/** @file shp_file.h
 *  The records of a shapefile, read one after the other through a small window: shapelib keeps each
 *  three times over, and most of the time that a large layer took was the memory for that.
 */
#ifndef BM_GEO_SHP_FILE_H
#define BM_GEO_SHP_FILE_H

#include <bordermap/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/** A .shp that is open, and its .shx. */
typedef struct bm_shp_file {
    const char *path; /**< of the .shp; borrowed */
    int file;
    size_t bytes;  /**< that its header says it has, and no more than there are */
    uint32_t type; /**< of its shapes */
    size_t count;  /**< of its records */
    unsigned char *index;
    unsigned char *window; /**< a stretch of the file */
    size_t room, start, filled;
} bm_shp_file;

/** One shape as it lies in the file: numbers are little-endian, and aligned to nothing. */
typedef struct bm_shp_shape {
    uint32_t type; /**< SHPT_… */
    size_t part_count, point_count;
    const unsigned char *parts;  /**< of each part the number of its first point, four bytes */
    const unsigned char *points; /**< of each x and y, sixteen bytes */
} bm_shp_shape;

/** Open both and check their headers against their sizes. `shx` may be NULL, which is an error. */
BM_NODISCARD bm_status bm_shp_open(const char *shp, const char *shx, bm_shp_file *file,
                                   bm_error *error);
/** The shape of a record, valid until the next is read. ::BM_ERROR_FORMAT when the record does not
 *  lie within the file or its counts not within the record. */
BM_NODISCARD bm_status bm_shp_read(bm_shp_file *file, size_t index, bm_shp_shape *shape,
                                   bm_error *error);
/** Fine for one that could not be opened. */
void bm_shp_close(bm_shp_file *file);

/** A whole number of four bytes. */
static inline uint32_t bm_shp_u32(const unsigned char *at)
{
    return (uint32_t)at[3] << 24 | (uint32_t)at[2] << 16 | (uint32_t)at[1] << 8 | at[0];
}

/** A coordinate, eight bytes. */
static inline double bm_shp_double(const unsigned char *at)
{
    uint64_t bits = (uint64_t)bm_shp_u32(at + 4) << 32 | bm_shp_u32(at);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

#endif
