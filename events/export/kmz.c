/* KMZ: a ZIP archive (APPNOTE 6.3) with the KML as its only file, stored as it is. */
#include "events/export/writers.h"

#include <stdint.h>
#include <string.h>

enum { LOCAL_SIZE = 30, CENTRAL_SIZE = 46, END_SIZE = 22, VERSION = 20, UTF8_NAMES = 0x800 };
/* 1980-01-01, the first day that there is in a ZIP archive. */
enum { FIRST_DAY = 0x21 };
static const char NAME[] = "doc.kml";
static const size_t ARCHIVE_MAX = 0xFFFFFF00;

static uint32_t crc32_of(const unsigned char *bytes, size_t size)
{
    uint32_t table[256];
    uint32_t crc = 0xFFFFFFFF;
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t value = i;
        for (int bit = 0; bit < 8; bit++)
            value = value & 1 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        table[i] = value;
    }
    for (size_t i = 0; i < size; i++)
        crc = table[(crc ^ bytes[i]) & 0xFF] ^ (crc >> 8);
    return ~crc;
}

static unsigned char *put(unsigned char *at, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        *at++ = (unsigned char)(value >> (8 * i));
    return at;
}

/* What the two headers of a file share. */
static unsigned char *put_facts(unsigned char *at, uint32_t crc, uint32_t size)
{
    at = put(at, VERSION, 2);
    at = put(at, UTF8_NAMES, 2);
    at = put(at, 0, 2); /* stored */
    at = put(at, 0, 2);
    at = put(at, FIRST_DAY, 2);
    at = put(at, crc, 4);
    at = put(at, size, 4);
    at = put(at, size, 4);
    at = put(at, sizeof NAME - 1, 2);
    return put(at, 0, 2);
}

static void write_archive(const void *bytes, uint32_t size, bm_sink *sink)
{
    const uint32_t name_size = sizeof NAME - 1;
    unsigned char local[LOCAL_SIZE] = {0}, central[CENTRAL_SIZE] = {0}, end[END_SIZE] = {0};
    uint32_t crc = crc32_of(bytes, size);
    unsigned char *at = put(local, 0x04034B50, 4);
    (void)put_facts(at, crc, size);
    at = put(central, 0x02014B50, 4);
    at = put(at, VERSION, 2);
    (void)put_facts(at, crc, size);
    at = put(end, 0x06054B50, 4);
    at = put(at, 0, 4);
    at = put(at, 1, 2);
    at = put(at, 1, 2);
    at = put(at, CENTRAL_SIZE + name_size, 4);
    (void)put(at, LOCAL_SIZE + name_size + size, 4);
    bm_sink_write(sink, local, sizeof local);
    bm_sink_write(sink, NAME, name_size);
    bm_sink_write(sink, bytes, size);
    bm_sink_write(sink, central, sizeof central);
    bm_sink_write(sink, NAME, name_size);
    bm_sink_write(sink, end, sizeof end);
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
        if (size > ARCHIVE_MAX)
            status = BM_ERROR_LIMIT;
        else
            write_archive(bytes, (uint32_t)size, sink);
    }
    bm_sink_free(document);
    return status ? status : bm_sink_status(sink);
}
