#include "render/canvas/coverage.h"

#include <stdlib.h>
#include <string.h>

/** Pixels that share a bit; 8 or a multiple of it. */
#define BLOCK 16
/** The sum of a pixel that is covered once: its height times twice its width. */
#define FULL (2 * BM_FIXED_ONE * BM_FIXED_ONE)

bool bm_coverage_begin(bm_coverage *band, int x0, int y0, int width, int rows)
{
    /* An edge at the right side writes to one pixel beyond it. */
    size_t stride = ((size_t)width + 2 + BLOCK - 1) / BLOCK * BLOCK;
    size_t words = (stride / BLOCK + 63) / 64;
    if (stride > band->capacity) {
        bm_coverage_finish(band);
        band->cells = calloc(BM_COVERAGE_ROWS * stride, sizeof *band->cells);
        band->lines = calloc(BM_COVERAGE_ROWS * stride, sizeof *band->lines);
        band->touched = calloc(BM_COVERAGE_ROWS * words, sizeof *band->touched);
        if (!band->cells || !band->lines || !band->touched) {
            bm_coverage_finish(band);
            return false;
        }
        band->capacity = stride;
    }
    band->x0 = x0;
    band->y0 = y0;
    band->width = width;
    band->rows = rows;
    band->stride = stride;
    band->word_count = words;
    band->first_row = rows;
    band->end_row = 0;
    return true;
}

void bm_coverage_finish(bm_coverage *band)
{
    free(band->cells);
    free(band->lines);
    free(band->touched);
    *band = (bm_coverage){0};
}

void bm_coverage_touch(bm_coverage *band, int row, int first, int last)
{
    uint64_t *words = band->touched + (size_t)row * band->word_count;
    for (int block = first / BLOCK; block <= last / BLOCK; block++)
        words[block / 64] |= (uint64_t)1 << block % 64;
    if (row < band->first_row)
        band->first_row = row;
    if (row >= band->end_row)
        band->end_row = row + 1;
}

/* An edge within one row, from x = `a` to `b` (1/256 pixel from the band's left side, within it),
 * that goes down by `down`. A pixel holds what the edge covers of it, and the next one the rest, so
 * that the sum along the row is the coverage. */
static void add_within(bm_coverage *band, int row, int32_t a, int32_t b, int32_t down)
{
    int32_t left = a < b ? a : b, right = a < b ? b : a;
    int first = left / BM_FIXED_ONE, last = right / BM_FIXED_ONE;
    int32_t *cells = band->cells + (size_t)row * band->stride;
    bm_coverage_touch(band, row, first, last + 1);
    int32_t from = left, done = 0;
    for (int x = first; x <= last; x++) {
        int32_t to = x == last ? right : (x + 1) * BM_FIXED_ONE;
        int32_t reached =
            x == last ? down : (int32_t)((int64_t)down * (to - left) / (right - left));
        int32_t part = reached - done;
        int32_t area = part * (from + to - 2 * x * BM_FIXED_ONE);
        cells[x] += 2 * BM_FIXED_ONE * part - area;
        cells[x + 1] += area;
        from = to;
        done = reached;
    }
}

/* The same for an edge that may leave the band. */
static void add_in_row(bm_coverage *band, int row, int32_t a, int32_t b, int32_t down)
{
    int32_t end = band->width * BM_FIXED_ONE;
    if (a >= end && b >= end)
        return;
    if (a <= 0 && b <= 0) {
        add_within(band, row, 0, 0, down);
        return;
    }
    int32_t cut = a < 0 || b < 0 ? 0 : end;
    if (a < 0 || b < 0 || a > end || b > end) {
        int32_t part = (int32_t)((int64_t)down * (cut - a) / (b - a));
        add_in_row(band, row, a, cut, part);
        add_in_row(band, row, cut, b, down - part);
        return;
    }
    add_within(band, row, a, b, down);
}

void bm_coverage_add_edge(bm_coverage *band, bm_fixed_point a, bm_fixed_point b)
{
    int32_t sign = 1, left = band->x0 * BM_FIXED_ONE;
    int32_t top = band->y0 * BM_FIXED_ONE, bottom = top + band->rows * BM_FIXED_ONE;
    if (a.y > b.y) {
        bm_fixed_point swap = a;
        a = b;
        b = swap;
        sign = -1;
    }
    if (a.y < b.y && a.y < bottom && b.y > top) {
        int64_t dx = b.x - a.x, dy = b.y - a.y;
        int32_t y = a.y > top ? a.y : top, end = b.y < bottom ? b.y : bottom;
        int32_t x = y == a.y ? a.x : a.x + (int32_t)(dx * (y - a.y) / dy);
        while (y < end) {
            int row = (y - top) / BM_FIXED_ONE;
            int32_t next = top + (row + 1) * BM_FIXED_ONE;
            if (next > end)
                next = end;
            int32_t to = next == b.y ? b.x : a.x + (int32_t)(dx * (next - a.y) / dy);
            add_in_row(band, row, x - left, to - left, sign * (next - y));
            x = to;
            y = next;
        }
    }
}

/* 0…255 of a sum, by the even-odd rule. */
static uint8_t coverage_of(int32_t sum)
{
    uint32_t folded = (uint32_t)(sum < 0 ? -sum : sum) % (2 * FULL);
    if (folded > FULL)
        folded = 2 * FULL - folded;
    return (uint8_t)((folded * 255 + FULL / 2) / FULL);
}

/** The next touched block from `block` on, or `count`. */
static size_t next_block(const uint64_t *words, size_t block, size_t count)
{
    while (block < count) {
        uint64_t rest = words[block / 64] >> block % 64;
        if (rest)
            return block + (size_t)__builtin_ctzll(rest);
        block = (block / 64 + 1) * 64;
    }
    return count;
}

static void sweep_row_of_areas(bm_coverage *band, int row, bm_coverage_sink sink, void *context)
{
    int32_t *cells = band->cells + (size_t)row * band->stride, sum = 0;
    uint64_t *words = band->touched + (size_t)row * band->word_count;
    size_t count = band->stride / BLOCK;
    uint8_t values[BLOCK];
    for (size_t block = 0; block < count;) {
        size_t next = next_block(words, block, count);
        uint8_t value = coverage_of(sum);
        int x = (int)(block * BLOCK), end = (int)(next * BLOCK);
        if (end > band->width)
            end = band->width;
        if (value && x < end)
            sink(context, row, x, end - x, NULL, value);
        if (next == count)
            break;
        x = (int)(next * BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            sum += cells[x + i];
            values[i] = coverage_of(sum);
        }
        memset(cells + x, 0, BLOCK * sizeof *cells);
        if (x < band->width)
            sink(context, row, x, x + BLOCK > band->width ? band->width - x : BLOCK, values, 0);
        block = next + 1;
    }
    memset(words, 0, band->word_count * sizeof *words);
}

void bm_coverage_sweep_areas(bm_coverage *band, bm_coverage_sink sink, void *context)
{
    for (int row = band->first_row; row < band->end_row; row++)
        sweep_row_of_areas(band, row, sink, context);
    band->first_row = band->rows;
    band->end_row = 0;
}

void bm_coverage_sweep_lines(bm_coverage *band, bm_coverage_sink sink, void *context)
{
    size_t count = band->stride / BLOCK;
    for (int row = band->first_row; row < band->end_row; row++) {
        uint64_t *words = band->touched + (size_t)row * band->word_count;
        uint8_t *lines = band->lines + (size_t)row * band->stride;
        for (size_t block = next_block(words, 0, count); block < count;
             block = next_block(words, block + 1, count)) {
            int x = (int)(block * BLOCK), end = x + BLOCK;
            if (end > band->width)
                end = band->width;
            if (x < end)
                sink(context, row, x, end - x, lines + x, 0);
            memset(lines + x, 0, BLOCK);
        }
        memset(words, 0, band->word_count * sizeof *words);
    }
    band->first_row = band->rows;
    band->end_row = 0;
}
