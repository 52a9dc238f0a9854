#include <math.h>

#include "render/canvas/coverage.h"

/** Pixels at a time, which the compiler takes together. */
#define CHUNK 4
/** Farther than any line reaches. */
#define FAR 1e6F

static float least(float a, float b)
{
    return a < b ? a : b;
}

static float most(float a, float b)
{
    return a > b ? a : b;
}

/* How much of a pixel lies between `low` and `high` on a line on which its middle is at 0. */
static float share(float low, float high)
{
    return most(least(0.5F, high) - most(-0.5F, low), 0);
}

static void keep_most(uint8_t *restrict values, const int32_t *covered)
{
    for (int i = 0; i < CHUNK; i++)
        values[i] = covered[i] > values[i] ? (uint8_t)covered[i] : values[i];
}

/* Raise the coverage of the pixels from the one on whose middle is at (x, y) from where the piece
 * begins. On its own, for else the compiler takes the pixels one by one. */
static __attribute__((noinline)) void raise_chunk(uint8_t *values, const bm_line_piece *piece,
                                                  float half_width, float x, float y)
{
    float ux = piece->ux, uy = piece->uy, length = piece->length;
    int32_t covered[CHUNK];
    for (int i = 0; i < CHUNK; i++) {
        float dx = x + (float)i;
        float nearest = most(least(dx * ux + y * uy, length), 0);
        float ex = dx - nearest * ux, ey = y - nearest * uy;
        float off = sqrtf(ex * ex + ey * ey);
        covered[i] = (int32_t)(share(-half_width - off, half_width - off) * 255 + 0.5F);
    }
    keep_most(values, covered);
}

/* The same for a piece that is cut square. */
static __attribute__((noinline)) void raise_cut_chunk(uint8_t *values, const bm_line_piece *piece,
                                                      float half_width, float x, float y)
{
    float ux = piece->ux, uy = piece->uy;
    float low = piece->is_cut_at_start ? -FAR : 0;
    float high = piece->is_cut_at_end ? FAR : piece->length;
    float from = piece->is_cut_at_start ? 0 : -FAR;
    float to = piece->is_cut_at_end ? piece->length : FAR;
    int32_t covered[CHUNK];
    for (int i = 0; i < CHUNK; i++) {
        float dx = x + (float)i, along = dx * ux + y * uy;
        float nearest = most(least(along, high), low);
        float ex = dx - nearest * ux, ey = y - nearest * uy;
        float off = sqrtf(ex * ex + ey * ey);
        float across = share(-half_width - off, half_width - off);
        covered[i] = (int32_t)(across * share(from - along, to - along) * 255 + 0.5F);
    }
    keep_most(values, covered);
}

/* The columns of a row that the piece may cover: those of its part that is near enough, and its
 * reach on both sides. */
static void find_columns(const bm_line_piece *piece, float y, float reach, float *left,
                         float *right)
{
    float from = 0, to = piece->length;
    if (fabsf(piece->uy) * piece->length > 0.01F) {
        float a = (y - reach - piece->y) / piece->uy, b = (y + reach - piece->y) / piece->uy;
        from = most(from, least(a, b));
        to = least(to, most(a, b));
    }
    float a = piece->x + from * piece->ux, b = piece->x + to * piece->ux;
    *left = least(a, b) - reach;
    *right = most(a, b) + reach;
}

void bm_coverage_add_line(bm_coverage *band, const bm_line_piece *piece, float half_width)
{
    float reach = half_width + 0.5F, end_y = piece->y + piece->length * piece->uy;
    float top = least(piece->y, end_y) - reach - (float)band->y0;
    float bottom = most(piece->y, end_y) + reach - (float)band->y0;
    if (!(bottom > 0 && top < (float)band->rows))
        return;
    bool is_cut = piece->is_cut_at_start || piece->is_cut_at_end;
    int first = top > 0 ? (int)top : 0;
    int last = bottom < (float)band->rows ? (int)bottom : band->rows - 1;
    for (int row = first; row <= last; row++) {
        float y = (float)(band->y0 + row) + 0.5F, left, right;
        find_columns(piece, y, reach, &left, &right);
        left -= (float)band->x0;
        right -= (float)band->x0;
        if (!(right > 0 && left < (float)band->width))
            continue;
        int x = left > 0 ? (int)left / CHUNK * CHUNK : 0;
        int end = right < (float)band->width ? (int)right : band->width - 1;
        uint8_t *values = band->lines + (size_t)row * band->stride;
        bm_coverage_touch(band, row, x, end);
        float dx = (float)(band->x0 + x) + 0.5F - piece->x, dy = y - piece->y;
        for (; x <= end; x += CHUNK, dx += CHUNK)
            if (is_cut)
                raise_cut_chunk(values + x, piece, half_width, dx, dy);
            else
                raise_chunk(values + x, piece, half_width, dx, dy);
    }
}
