#include "render/series/gif_palette.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COLOR UINT32_C(0xFFFFFF)
#define NO_COLOR UINT32_C(0xFFFFFFFF)
/** Different colours that are told apart; what is beyond is rare. */
#define SEEN_MAX ((size_t)1 << 17)
/** Answers that are remembered. */
#define ANSWERS ((size_t)1 << 14)
/** Colours that take no part in the choice when there are more: the rarest. */
#define CHOSEN_FROM_MAX 16384

typedef struct shade {
    uint32_t color;
    uint64_t count;
} shade;

struct bm_gif_palette {
    shade *seen; /**< a table by open addressing, of ::SEEN_MAX slots; then a list */
    size_t seen_count;
    uint32_t colors[BM_GIF_COLORS_MAX];
    size_t color_count;
    uint32_t asked[ANSWERS];
    unsigned char answers[ANSWERS];
};

bm_gif_palette *bm_gif_palette_new(void)
{
    bm_gif_palette *made = calloc(1, sizeof *made);
    if (!made)
        return NULL;
    made->seen = malloc(SEEN_MAX * sizeof *made->seen);
    if (!made->seen) {
        free(made);
        return NULL;
    }
    for (size_t i = 0; i < SEEN_MAX; i++)
        made->seen[i] = (shade){NO_COLOR, 0};
    memset(made->asked, 0xFF, sizeof made->asked);
    return made;
}

void bm_gif_palette_free(bm_gif_palette *palette)
{
    if (!palette)
        return;
    free(palette->seen);
    free(palette);
}

static size_t slot_of(uint32_t color, size_t slots)
{
    return (size_t)(color * UINT32_C(2654435761) >> 7) & (slots - 1);
}

static void count(bm_gif_palette *palette, uint32_t color, size_t pixels)
{
    size_t slot = slot_of(color, SEEN_MAX);
    while (palette->seen[slot].color != NO_COLOR && palette->seen[slot].color != color)
        slot = (slot + 1) & (SEEN_MAX - 1);
    if (palette->seen[slot].color == NO_COLOR) {
        if (palette->seen_count >= SEEN_MAX / 2)
            return;
        palette->seen[slot].color = color;
        palette->seen_count++;
    }
    palette->seen[slot].count += pixels;
}

bool bm_gif_palette_see(bm_gif_palette *palette, bm_animation_frame frame, int width, int height)
{
    for (int y = 0; y < height; y++) {
        const uint32_t *row = frame.pixels + (size_t)y * frame.stride;
        // Most neighbours are alike.
        int first = 0;
        for (int x = 1; x <= width; x++)
            if (x == width || ((row[x] ^ row[first]) & COLOR)) {
                count(palette, row[first] & COLOR, (size_t)(x - first));
                first = x;
            }
    }
    return true;
}

static int compare_shades(const void *left, const void *right)
{
    const shade *a = left, *b = right;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return (a->color > b->color) - (a->color < b->color);
}

/* How different two colours look, roughly: the eye sees green best. */
static double distance(uint32_t a, uint32_t b)
{
    int red = (int)(a >> 16 & 0xFF) - (int)(b >> 16 & 0xFF);
    int green = (int)(a >> 8 & 0xFF) - (int)(b >> 8 & 0xFF);
    int blue = (int)(a & 0xFF) - (int)(b & 0xFF);
    return 2.0 * red * red + 4.0 * green * green + 3.0 * blue * blue;
}

/* Each time the colour that is missed most: by many pixels, and by much. */
static bool choose(bm_gif_palette *palette)
{
    size_t total = palette->seen_count < CHOSEN_FROM_MAX ? palette->seen_count : CHOSEN_FROM_MAX;
    double *missed = malloc((total + 1) * sizeof *missed);
    if (!missed)
        return false;
    for (size_t i = 0; i < total; i++)
        missed[i] = HUGE_VAL;
    size_t next = 0;
    double most = total > 0 ? 1 : 0;
    while (palette->color_count < BM_GIF_COLORS_MAX && most > 0) {
        uint32_t chosen = palette->seen[next].color;
        palette->colors[palette->color_count++] = chosen;
        most = 0;
        for (size_t i = 0; i < total; i++) {
            missed[i] = fmin(missed[i], distance(palette->seen[i].color, chosen));
            double weight = sqrt((double)palette->seen[i].count) * missed[i];
            if (weight > most) {
                most = weight;
                next = i;
            }
        }
    }
    free(missed);
    return true;
}

bool bm_gif_palette_settle(bm_gif_palette *palette)
{
    size_t kept = 0;
    for (size_t i = 0; i < SEEN_MAX; i++)
        if (palette->seen[i].color != NO_COLOR)
            palette->seen[kept++] = palette->seen[i];
    if (kept > 0)
        qsort(palette->seen, kept, sizeof *palette->seen, compare_shades);
    palette->seen_count = kept;
    return choose(palette);
}

size_t bm_gif_palette_count(const bm_gif_palette *palette)
{
    return palette->color_count;
}

uint32_t bm_gif_palette_color(const bm_gif_palette *palette, size_t index)
{
    return index < palette->color_count ? palette->colors[index] : 0;
}

unsigned char bm_gif_palette_find(bm_gif_palette *palette, uint32_t pixel)
{
    uint32_t color = pixel & COLOR;
    size_t slot = slot_of(color, ANSWERS);
    if (palette->asked[slot] == color)
        return palette->answers[slot];
    size_t best = 0;
    double nearest = HUGE_VAL;
    for (size_t i = 0; i < palette->color_count; i++) {
        double away = distance(palette->colors[i], color);
        if (away < nearest) {
            nearest = away;
            best = i;
        }
    }
    palette->asked[slot] = color;
    palette->answers[slot] = (unsigned char)best;
    return (unsigned char)best;
}
