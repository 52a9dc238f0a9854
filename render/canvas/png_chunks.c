/* Chunks as in "Portable Network Graphics (PNG) Specification", second edition, 11. */
#include "render/canvas/png_chunks.h"

#include <math.h>
#include <string.h>

#include "base/strbuf.h"
#include "render/canvas/checksum.h"

void bm_png_put_number(unsigned char bytes[4], uint32_t number)
{
    for (int i = 0; i < 4; i++)
        bytes[i] = (unsigned char)(number >> (24 - 8 * i));
}

void bm_png_chunk(bm_sink *sink, const char *name, const void *bytes, size_t size)
{
    unsigned char head[8], sum[4];
    bm_png_put_number(head, (uint32_t)size);
    memcpy(head + 4, name, 4);
    bm_png_put_number(sum, bm_crc(bm_crc(BM_CRC_START, head + 4, 4), bytes, size));
    (void)bm_sink_write(sink, head, sizeof head);
    if (size > 0)
        (void)bm_sink_write(sink, bytes, size);
    (void)bm_sink_write(sink, sum, sizeof sum);
}

/* International text, not compressed, so that any tool finds it; no language is said. */
static void write_text(bm_sink *sink, const char *key, const char *value)
{
    static const char no_compression_no_language[4] = {0};
    bm_strbuf text = {0};
    if (!*value)
        return;
    bm_strbuf_append_n(&text, key, strlen(key) + 1);
    bm_strbuf_append_n(&text, no_compression_no_language, sizeof no_compression_no_language);
    bm_strbuf_append(&text, value);
    if (!text.failed)
        bm_png_chunk(sink, "iTXt", bm_strbuf_text(&text), text.length);
    bm_strbuf_finish(&text);
}

static void write_size(bm_sink *sink, uint32_t width, uint32_t height)
{
    /* 8 bits, true colour, deflate, the five filters, not interlaced */
    unsigned char bytes[13] = {0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0};
    bm_png_put_number(bytes, width);
    bm_png_put_number(bytes + 4, height);
    bm_png_chunk(sink, "IHDR", bytes, sizeof bytes);
}

static void write_resolution(bm_sink *sink, double dpi)
{
    unsigned char bytes[9] = {0, 0, 0, 0, 0, 0, 0, 0, 1 /* per metre */};
    uint32_t per_metre = (uint32_t)lround(dpi / 0.0254);
    bm_png_put_number(bytes, per_metre);
    bm_png_put_number(bytes + 4, per_metre);
    bm_png_chunk(sink, "pHYs", bytes, sizeof bytes);
}

void bm_png_write_head(bm_sink *sink, uint32_t width, uint32_t height, double dpi,
                       const bm_canvas_info *info)
{
    static const unsigned char signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    static const unsigned char perceptual[1] = {0};
    bm_interval made = {
        .start_s = info->made_at_s, .end_s = info->made_at_s + 60, .precision = BM_DATE_MINUTE};
    char date[BM_DATE_TEXT_SIZE];
    bm_interval_format_start(made, date);
    (void)bm_sink_write(sink, signature, sizeof signature);
    write_size(sink, width, height);
    bm_png_chunk(sink, "sRGB", perceptual, sizeof perceptual);
    write_resolution(sink, dpi);
    write_text(sink, "Title", info->title);
    write_text(sink, "Description", info->description);
    write_text(sink, "Copyright", info->credit);
    write_text(sink, "Author", info->author);
    write_text(sink, "Software", info->software);
    write_text(sink, "Creation Time", date);
}

void bm_png_write_tail(bm_sink *sink)
{
    bm_png_chunk(sink, "IEND", NULL, 0);
}
