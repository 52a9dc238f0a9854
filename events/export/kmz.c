/* KMZ: a ZIP archive (APPNOTE 6.3) with the KML as its only file, compressed. */
#include "events/export/writers.h"
#include "events/zip/module.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LOCAL_SIZE = 30, CENTRAL_SIZE = 46, END_SIZE = 22, VERSION = 20, UTF8_NAMES = 0x800 };
/* 1980-01-01, the first day that there is in a ZIP archive. */
enum { FIRST_DAY = 0x21 };
enum { STORED = 0, DEFLATED = 8 };
static const char NAME[] = "doc.kml";
static const size_t ARCHIVE_MAX = 0xFFFFFF00;

/* The file as it lies in the archive: compressed when that makes it smaller. */
typedef struct packed_file {
    const void *bytes;
    uint32_t size;     /* in the archive */
    uint32_t original; /* of the file itself */
    uint32_t crc;
    bool is_deflated;
} packed_file;

static unsigned char *put(unsigned char *at, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        *at++ = (unsigned char)(value >> (8 * i));
    return at;
}

/* What the two headers of a file share. */
static unsigned char *put_facts(unsigned char *at, const packed_file *file)
{
    at = put(at, VERSION, 2);
    at = put(at, UTF8_NAMES, 2);
    at = put(at, file->is_deflated ? DEFLATED : STORED, 2);
    at = put(at, 0, 2);
    at = put(at, FIRST_DAY, 2);
    at = put(at, file->crc, 4);
    at = put(at, file->size, 4);
    at = put(at, file->original, 4);
    at = put(at, sizeof NAME - 1, 2);
    return put(at, 0, 2);
}

static void write_archive(const packed_file *file, bm_sink *sink)
{
    const uint32_t name_size = sizeof NAME - 1;
    unsigned char local[LOCAL_SIZE] = {0}, central[CENTRAL_SIZE] = {0}, end[END_SIZE] = {0};
    unsigned char *at = put(local, 0x04034B50, 4);
    (void)put_facts(at, file);
    at = put(central, 0x02014B50, 4);
    at = put(at, VERSION, 2);
    (void)put_facts(at, file);
    at = put(end, 0x06054B50, 4);
    at = put(at, 0, 4);
    at = put(at, 1, 2);
    at = put(at, 1, 2);
    at = put(at, CENTRAL_SIZE + name_size, 4);
    (void)put(at, LOCAL_SIZE + name_size + file->size, 4);
    bm_sink_write(sink, local, sizeof local);
    bm_sink_write(sink, NAME, name_size);
    bm_sink_write(sink, file->bytes, file->size);
    bm_sink_write(sink, central, sizeof central);
    bm_sink_write(sink, NAME, name_size);
    bm_sink_write(sink, end, sizeof end);
}

static bm_status pack(const void *bytes, size_t size, bm_sink *sink)
{
    const bm_zip_module *zip;
    if (size > ARCHIVE_MAX)
        return BM_ERROR_LIMIT;
    bm_status status = bm_zip_module_open("KMZ", &zip, NULL);
    if (status)
        return status;
    packed_file file = {bytes, (uint32_t)size, (uint32_t)size, zip->crc(bytes, size), false};
    void *packed = malloc(size ? size : 1);
    if (!packed)
        return BM_ERROR_MEMORY;
    size_t smaller = zip->deflate(bytes, size, packed, size);
    if (smaller > 0 && smaller < size) {
        file.bytes = packed;
        file.size = (uint32_t)smaller;
        file.is_deflated = true;
    }
    write_archive(&file, sink);
    free(packed);
    return BM_OK;
}

bm_status bm_write_kmz(const bm_output_layer *const *layers, size_t count,
                       const bm_export_options *options, bm_sink *sink)
{
    bm_sink *document = NULL;
    bm_status status = bm_sink_open_memory(&document, NULL);
    if (!status)
        status = bm_write_kml(layers, count, options, document);
    if (!status)
        status = bm_sink_commit(document, NULL);
    if (!status) {
        size_t size = 0;
        const void *bytes = bm_sink_memory(document, &size);
        status = pack(bytes, size, sink);
    }
    bm_sink_free(document);
    return status ? status : bm_sink_status(sink);
}
