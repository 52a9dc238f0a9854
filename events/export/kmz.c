/* KMZ: a ZIP archive (APPNOTE 6.3) with the KML, which comes first, and its symbols. */
#include "events/export/styles/icon.h"
#include "events/export/writers.h"
#include "events/zip/module.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LOCAL_SIZE = 30, CENTRAL_SIZE = 46, END_SIZE = 22, VERSION = 20, UTF8_NAMES = 0x800 };
/* 1980-01-01, the first day that there is in a ZIP archive. */
enum { FIRST_DAY = 0x21 };
enum { STORED = 0, DEFLATED = 8 };
static const size_t ARCHIVE_MAX = 0xF0000000;

/* A file as it lies in the archive: compressed when that makes it smaller. */
typedef struct packed_file {
    char name[BM_ICON_NAME_SIZE];
    void *bytes;       /* heap */
    uint32_t size;     /* in the archive */
    uint32_t original; /* of the file itself */
    uint32_t crc;
    uint32_t offset; /* in the archive */
    bool is_deflated;
} packed_file;

typedef struct archive {
    const bm_zip_module *zip;
    packed_file files[1 + BM_ICONS_MAX];
    size_t count;
} archive;

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
    at = put(at, (uint32_t)strlen(file->name), 2);
    return put(at, 0, 2);
}

static uint32_t write_file(packed_file *file, uint32_t offset, bm_sink *sink)
{
    unsigned char local[LOCAL_SIZE] = {0};
    size_t name_size = strlen(file->name);
    file->offset = offset;
    (void)put_facts(put(local, 0x04034B50, 4), file);
    bm_sink_write(sink, local, sizeof local);
    bm_sink_write(sink, file->name, name_size);
    bm_sink_write(sink, file->bytes, file->size);
    return offset + (uint32_t)(LOCAL_SIZE + name_size) + file->size;
}

static uint32_t write_entry(const packed_file *file, bm_sink *sink)
{
    enum { OFFSET_AT = 42 };
    unsigned char central[CENTRAL_SIZE] = {0};
    size_t name_size = strlen(file->name);
    (void)put_facts(put(put(central, 0x02014B50, 4), VERSION, 2), file);
    (void)put(central + OFFSET_AT, file->offset, 4);
    bm_sink_write(sink, central, sizeof central);
    bm_sink_write(sink, file->name, name_size);
    return (uint32_t)(CENTRAL_SIZE + name_size);
}

static void write_archive(archive *of, bm_sink *sink)
{
    unsigned char end[END_SIZE] = {0};
    uint32_t offset = 0, directory = 0;
    for (size_t i = 0; i < of->count; i++)
        offset = write_file(&of->files[i], offset, sink);
    for (size_t i = 0; i < of->count; i++)
        directory += write_entry(&of->files[i], sink);
    unsigned char *at = put(put(end, 0x06054B50, 4), 0, 4);
    at = put(put(at, (uint32_t)of->count, 2), (uint32_t)of->count, 2);
    (void)put(put(at, directory, 4), offset, 4);
    bm_sink_write(sink, end, sizeof end);
}

static bm_status add(archive *to, const char *name, const void *bytes, size_t size)
{
    packed_file *file = &to->files[to->count];
    if (size > ARCHIVE_MAX)
        return BM_ERROR_LIMIT;
    *file = (packed_file){.bytes = malloc(size ? size : 1),
                          .size = (uint32_t)size,
                          .original = (uint32_t)size,
                          .crc = to->zip->crc(bytes, size)};
    if (!file->bytes)
        return BM_ERROR_MEMORY;
    to->count++;
    (void)snprintf(file->name, sizeof file->name, "%s", name);
    size_t smaller = to->zip->deflate(bytes, size, file->bytes, size);
    file->is_deflated = smaller > 0 && smaller < size;
    if (file->is_deflated)
        file->size = (uint32_t)smaller;
    else
        memcpy(file->bytes, bytes, size);
    return BM_OK;
}

static bm_status add_icons(archive *to, const bm_icon_set *icons)
{
    bm_status status = BM_OK;
    for (size_t i = 0; i < icons->count && !status; i++) {
        char name[BM_ICON_NAME_SIZE];
        bm_strbuf png = {0};
        bm_icon_name(&icons->items[i], name);
        status = bm_icon_put_png(&icons->items[i], to->zip, &png)
                     ? add(to, name, png.text, png.length)
                     : BM_ERROR_MEMORY;
        bm_strbuf_finish(&png);
    }
    return status;
}

static bm_status pack(const void *bytes, size_t size, const bm_icon_set *icons, bm_sink *sink)
{
    archive made = {0};
    bm_status status = bm_zip_module_open("KMZ", &made.zip, NULL);
    if (!status)
        status = add(&made, "doc.kml", bytes, size);
    if (!status)
        status = add_icons(&made, icons);
    if (!status)
        write_archive(&made, sink);
    for (size_t i = 0; i < made.count; i++)
        free(made.files[i].bytes);
    return status;
}

bm_status bm_write_kmz(const bm_output_layer *const *layers, size_t count,
                       const bm_export_options *options, bm_sink *sink)
{
    bm_icon_set icons = {0};
    bm_sink *document = NULL;
    bm_status status = bm_sink_open_memory(&document, NULL);
    if (!status)
        status = bm_write_kml_with(layers, count, options, &icons, document);
    if (!status)
        status = bm_sink_commit(document, NULL);
    if (!status) {
        size_t size = 0;
        const void *bytes = bm_sink_memory(document, &size);
        status = pack(bytes, size, &icons, sink);
    }
    bm_sink_free(document);
    return status ? status : bm_sink_status(sink);
}
