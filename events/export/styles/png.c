#include "events/export/styles/png.h"

#include <stdlib.h>
#include <string.h>

enum { DEPTH = 8, RGBA = 6 };

static void put_big_endian(bm_strbuf *out, uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        bm_strbuf_append_char(out, (char)(unsigned char)(value >> shift & 255));
}

static void put_chunk(const bm_zip_module *zip, const char *type, const void *bytes, size_t size,
                      bm_strbuf *out)
{
    bm_strbuf checked = {0};
    bm_strbuf_append(&checked, type);
    if (size > 0)
        bm_strbuf_append_n(&checked, bytes, size);
    put_big_endian(out, (uint32_t)size);
    if (checked.failed) {
        out->failed = true;
    } else {
        bm_strbuf_append_n(out, checked.text, checked.length);
        put_big_endian(out, zip->crc(checked.text, checked.length));
    }
    bm_strbuf_finish(&checked);
}

static uint32_t adler_32(const unsigned char *bytes, size_t size)
{
    uint32_t a = 1, b = 0;
    for (size_t i = 0; i < size; i++) {
        a = (a + bytes[i]) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16 | a;
}

/* A zlib stream (RFC 1950) of the rows. */
static void put_rows(const bm_zip_module *zip, const unsigned char *rows, size_t size,
                     bm_strbuf *out)
{
    bm_strbuf stream = {0};
    size_t capacity = size + 64;
    void *packed = malloc(capacity);
    size_t length = packed ? zip->deflate(rows, size, packed, capacity) : 0;
    bm_strbuf_append_n(&stream, "\x78\x9c", 2);
    bm_strbuf_append_n(&stream, packed, length);
    put_big_endian(&stream, adler_32(rows, size));
    if (length == 0 || stream.failed)
        out->failed = true;
    else
        put_chunk(zip, "IDAT", stream.text, stream.length, out);
    free(packed);
    bm_strbuf_finish(&stream);
}

/* Each row begins with its filter: none. */
static unsigned char *make_rows(const unsigned char *rgba, size_t width, size_t height)
{
    size_t row = width * BM_PNG_CHANNELS;
    unsigned char *rows = calloc(height, 1 + row);
    for (size_t y = 0; rows && y < height; y++)
        memcpy(rows + y * (1 + row) + 1, rgba + y * row, row);
    return rows;
}

bool bm_png_put(const unsigned char *rgba, uint32_t width, uint32_t height,
                const bm_zip_module *zip, bm_strbuf *out)
{
    bm_strbuf header = {0};
    put_big_endian(&header, width);
    put_big_endian(&header, height);
    bm_strbuf_append_n(&header, (const char[]){DEPTH, RGBA, 0, 0, 0}, 5);
    bm_strbuf_append_n(out, "\x89PNG\r\n\x1a\n", 8);
    unsigned char *rows = make_rows(rgba, width, height);
    if (header.failed || !rows) {
        out->failed = true;
    } else {
        put_chunk(zip, "IHDR", header.text, header.length, out);
        put_rows(zip, rows, height * (1 + (size_t)width * BM_PNG_CHANNELS), out);
        put_chunk(zip, "IEND", NULL, 0, out);
    }
    bm_strbuf_finish(&header);
    free(rows);
    return !out->failed;
}
