#include "render/series/gif_lzw.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    PIXEL_BITS = 8,
    CLEAR_CODE = 1 << PIXEL_BITS,
    END_CODE,
    FIRST_CODE,
    CODE_BITS_MAX = 12,
    CODES_MAX = 1 << CODE_BITS_MAX,
    SLOTS = 1 << 14, /* four for each code */
    BLOCK_MAX = 255
};
/** An empty slot. */
#define NO_KEY UINT32_C(0xFFFFFFFF)

typedef struct lzw {
    bm_sink *sink;
    unsigned char block[1 + BLOCK_MAX]; /**< its length, and bytes */
    uint32_t bits;                      /**< not yet a whole byte; lowest first */
    int bit_count;
    int code_bits;
    unsigned next_code;
    uint32_t keys[SLOTS]; /**< prefix and pixel of a code */
    uint16_t codes[SLOTS];
} lzw;

static void flush_block(lzw *out)
{
    if (out->block[0] == 0)
        return;
    (void)bm_sink_write(out->sink, out->block, 1 + (size_t)out->block[0]);
    out->block[0] = 0;
}

static void put_byte(lzw *out, unsigned byte)
{
    out->block[1 + out->block[0]++] = (unsigned char)byte;
    if (out->block[0] == BLOCK_MAX)
        flush_block(out);
}

static void put_code(lzw *out, unsigned code)
{
    out->bits |= (uint32_t)code << out->bit_count;
    out->bit_count += out->code_bits;
    while (out->bit_count >= 8) {
        put_byte(out, out->bits & 0xFF);
        out->bits >>= 8;
        out->bit_count -= 8;
    }
}

static void clear(lzw *out)
{
    put_code(out, CLEAR_CODE);
    memset(out->keys, 0xFF, sizeof out->keys);
    out->code_bits = PIXEL_BITS + 1;
    out->next_code = FIRST_CODE;
}

/* The slot of a prefix and a pixel, or the one that they would have. */
static size_t find(const lzw *out, uint32_t key)
{
    size_t slot = key * UINT32_C(2654435761) >> 18;
    while (out->keys[slot] != NO_KEY && out->keys[slot] != key)
        slot = (slot + 1) & (SLOTS - 1);
    return slot;
}

static void compress(lzw *out, const unsigned char *pixels, size_t count)
{
    unsigned prefix = pixels[0];
    for (size_t i = 1; i < count; i++) {
        uint32_t key = (uint32_t)prefix << PIXEL_BITS | pixels[i];
        size_t slot = find(out, key);
        if (out->keys[slot] == key) {
            prefix = out->codes[slot];
            continue;
        }
        put_code(out, prefix);
        if (out->next_code == CODES_MAX) {
            clear(out);
        } else {
            // The reader has each code one later.
            if (out->next_code == 1U << out->code_bits)
                out->code_bits++;
            out->keys[slot] = key;
            out->codes[slot] = (uint16_t)out->next_code++;
        }
        prefix = pixels[i];
    }
    put_code(out, prefix);
}

bool bm_gif_lzw(const unsigned char *pixels, size_t count, bm_sink *sink)
{
    static const unsigned char code_size = PIXEL_BITS, end = 0;
    lzw *out = malloc(sizeof *out);
    if (!out)
        return false;
    *out = (lzw){.sink = sink, .code_bits = PIXEL_BITS + 1};
    (void)bm_sink_write(sink, &code_size, 1);
    clear(out);
    if (count > 0)
        compress(out, pixels, count);
    // The last code may have been the one that makes the next ones longer.
    if (out->next_code == 1U << out->code_bits && out->code_bits < CODE_BITS_MAX)
        out->code_bits++;
    put_code(out, END_CODE);
    if (out->bit_count > 0)
        put_byte(out, out->bits & 0xFF);
    flush_block(out);
    (void)bm_sink_write(sink, &end, 1);
    free(out);
    return true;
}
