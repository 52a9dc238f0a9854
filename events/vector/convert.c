#include "events/table.h"
#include "events/vector/rows.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file in memory. */
typedef struct mapped {
    void *bytes;
    size_t size;
} mapped;

static bm_status map_file(const char *path, int descriptor, mapped *file, bm_error *error)
{
    struct stat about;
    *file = (mapped){0};
    if (fstat(descriptor, &about) == 0 && about.st_size > 0) {
        file->size = (size_t)about.st_size;
        file->bytes = mmap(NULL, file->size, PROT_READ, MAP_PRIVATE, descriptor, 0);
        if (file->bytes != MAP_FAILED)
            return BM_OK;
    }
    file->bytes = NULL;
    return bm_error_set(error, BM_ERROR_IO, path, 0, "cannot read '%s': %s", bm_table_shown(path),
                        strerror(errno));
}

static bm_status read_text(bm_vector_rows *rows, bm_vector_kind kind, const char *bytes,
                           size_t size)
{
    bm_status (*read)(bm_vector_rows *, const char *, size_t) =
        kind == BM_VECTOR_GEOJSON ? bm_vector_read_geojson : bm_vector_read_kml;
    if (bm_table_check_bytes(rows->path, bytes, size, 1, 0, rows->error))
        return BM_ERROR_FORMAT;
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
        size -= 3;
    }
    bm_status status = read(rows, bytes, size);
    if (!status)
        status = bm_vector_rows_begin(rows);
    return status ? status : read(rows, bytes, size);
}

static bm_status read_file(bm_vector_rows *rows, bm_vector_kind kind, int descriptor)
{
    mapped file;
    char *unpacked = NULL;
    bm_status status = map_file(rows->path, descriptor, &file, rows->error);
    if (status)
        return status;
    const char *text = file.bytes;
    size_t size = file.size;
    if (kind == BM_VECTOR_KMZ) {
        status =
            bm_vector_unpack_kmz(rows->path, file.bytes, file.size, &unpacked, &size, rows->error);
        text = unpacked;
    }
    if (!status)
        status = read_text(rows, kind, text, size);
    free(unpacked);
    (void)munmap(file.bytes, file.size);
    return status;
}

bm_status bm_vector_convert(bm_vector_kind kind, const char *path, int descriptor,
                            const char *layer, int *table, size_t *size, bm_error *error)
{
    bm_vector_rows rows = BM_VECTOR_ROWS(path, error);
    bool is_text = kind == BM_VECTOR_GEOJSON || kind == BM_VECTOR_KML || kind == BM_VECTOR_KMZ;
    bm_status status = BM_OK;
    if (is_text)
        status = read_file(&rows, kind, descriptor);
    else if (strcmp(path, "-") == 0)
        status = bm_error_set(
            error, BM_ERROR_UNSUPPORTED, path, 0,
            "a GeoPackage, FlatGeobuf or shapefile cannot be read from standard input; name "
            "the file");
    else
        status = bm_vector_read_gdal(&rows, kind, layer);
    if (!status)
        status = bm_vector_rows_give(&rows, table, size);
    bm_vector_rows_finish(&rows);
    return status;
}
