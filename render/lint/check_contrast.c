#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "render/lint/lint.h"
#include "render/style/contrast.h"

/** Of the pixels round a text's letters, this share must have the contrast: a river that passes
 *  below a halo does not make a name unreadable. */
#define SHARE_NEEDED 0.95
/** A page with more pixels is checked at a smaller scale. */
#define PIXELS_MAX 60e6
/** How far round the letters of a text without halo the eye compares. */
#define RING_PX 1.2

typedef struct page {
    cairo_surface_t *surface;
    double scale;
    double linear[256];
} page;

static double luminance(const page *at, unsigned red, unsigned green, unsigned blue)
{
    return 0.2126 * at->linear[red] + 0.7152 * at->linear[green] + 0.0722 * at->linear[blue];
}

static cairo_surface_t *paint_page(bm_lint *lint, page *at)
{
    bm_px_box box = lint->drawing.page;
    double pixels = (box.x1 - box.x0) * (box.y1 - box.y0);
    at->scale = pixels > PIXELS_MAX ? sqrt(PIXELS_MAX / pixels) : 1;
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)ceil((box.x1 - box.x0) * at->scale),
                                   (int)ceil((box.y1 - box.y0) * at->scale));
    cairo_t *cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, at->scale, at->scale);
    cairo_translate(cairo, -box.x0, -box.y0);
    lint_drawing_paint(&lint->drawing, cairo);
    lint->failed = lint->failed || cairo_status(cairo);
    cairo_destroy(cairo);
    return surface;
}

/** A surface of a text's box, ready to be drawn on in units of the page. */
static cairo_t *open_local(const page *at, bm_px_box box, cairo_format_t format)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(format, (int)ceil((box.x1 - box.x0) * at->scale) + 1,
                                   (int)ceil((box.y1 - box.y0) * at->scale) + 1);
    cairo_t *cairo = cairo_create(surface);
    cairo_surface_destroy(surface);
    cairo_scale(cairo, at->scale, at->scale);
    cairo_translate(cairo, -box.x0, -box.y0);
    return cairo;
}

/** The page below the text, with its halo. */
static cairo_t *paint_behind(bm_lint *lint, const page *at, const lint_text *text, bm_px_box box)
{
    const bm_text_style *type = &text->item->type;
    bm_px_box whole = lint->drawing.page;
    cairo_t *cairo = open_local(at, box, CAIRO_FORMAT_RGB24);
    cairo_save(cairo);
    cairo_translate(cairo, whole.x0, whole.y0);
    cairo_scale(cairo, 1 / at->scale, 1 / at->scale);
    cairo_set_source_surface(cairo, at->surface, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_NEAREST);
    cairo_paint(cairo);
    cairo_restore(cairo);
    if (type->halo_pt > 0) {
        bm_color halo = type->halo_color;
        lint_add_letters(lint, text, cairo);
        cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
        cairo_set_source_rgba(cairo, halo.red, halo.green, halo.blue, halo.alpha);
        cairo_set_line_width(cairo, 2 * type->halo_pt);
        cairo_stroke(cairo);
    }
    return cairo;
}

/** Coverage of the letters, or of the ring round them. */
static cairo_t *paint_mask(bm_lint *lint, const page *at, const lint_text *text, bm_px_box box,
                           double ring_px)
{
    bm_px_box whole = lint->drawing.page;
    cairo_t *cairo = open_local(at, box, CAIRO_FORMAT_A8);
    cairo_rectangle(cairo, whole.x0, whole.y0, whole.x1 - whole.x0, whole.y1 - whole.y0);
    cairo_clip(cairo);
    lint_add_letters(lint, text, cairo);
    if (ring_px > 0) {
        cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
        cairo_set_line_width(cairo, 2 * ring_px);
        cairo_stroke(cairo);
    } else {
        cairo_fill(cairo);
    }
    return cairo;
}

/** Contrast of a colour with what is behind it, as sorted shares are not needed: the lowest of all
 *  but a twentieth of the pixels, by counting. */
typedef struct tally {
    size_t pixels;
    size_t below; /**< of the needed contrast */
    double sum;   /**< of the contrasts below */
} tally;

static tally count_pixels(const page *at, bm_color color, double needed, cairo_t *const parts[3])
{
    cairo_surface_t *surfaces[3];
    const unsigned char *data[3];
    int stride[3];
    tally found = {0};
    for (int i = 0; i < 3; i++) {
        surfaces[i] = cairo_get_target(parts[i]);
        cairo_surface_flush(surfaces[i]);
        data[i] = cairo_image_surface_get_data(surfaces[i]);
        stride[i] = cairo_image_surface_get_stride(surfaces[i]);
        if (!data[i] || cairo_status(parts[i]))
            return found;
    }
    int width = cairo_image_surface_get_width(surfaces[0]);
    int height = cairo_image_surface_get_height(surfaces[0]);
    for (int y = 0; y < height; y++) {
        const unsigned char *letters = data[1] + (ptrdiff_t)y * stride[1];
        const unsigned char *ring = data[2] + (ptrdiff_t)y * stride[2];
        for (int x = 0; x < width; x++) {
            if (ring[x] < 200 || letters[x] > 20)
                continue;
            uint32_t pixel;
            memcpy(&pixel, data[0] + (ptrdiff_t)y * stride[0] + 4 * (ptrdiff_t)x, sizeof pixel);
            unsigned ground[] = {pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255};
            double own[] = {color.red, color.green, color.blue};
            unsigned seen[3];
            for (int c = 0; c < 3; c++)
                seen[c] =
                    (unsigned)lround(own[c] * 255 * color.alpha + ground[c] * (1 - color.alpha));
            double a = luminance(at, seen[0], seen[1], seen[2]);
            double b = luminance(at, ground[0], ground[1], ground[2]);
            double contrast = (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
            found.pixels++;
            if (contrast < needed) {
                found.below++;
                found.sum += contrast;
            }
        }
    }
    return found;
}

static double needed_of(const bm_lint *lint, const bm_text_style *type)
{
    double pt = type->size_pt / lint->drawing.px_per_pt;
    return pt >= 18 || (pt >= 14 && type->bold) ? BM_CONTRAST_LARGE_TEXT : BM_CONTRAST_TEXT;
}

static tally look_at(bm_lint *lint, const page *at, const lint_text *text)
{
    const bm_text_style *type = &text->item->type;
    double ring = type->halo_pt > 0 ? type->halo_pt : RING_PX;
    bm_px_box box = {floor(text->box.x0 - ring), floor(text->box.y0 - ring), text->box.x1 + ring,
                     text->box.y1 + ring};
    bm_px_box whole = lint->drawing.page;
    /* What is beyond the page is another check's. */
    if (!(box.x1 > whole.x0) || !(box.x0 < whole.x1) || !(box.y1 > whole.y0) ||
        !(box.y0 < whole.y1) || box.x1 - box.x0 > 20000 || box.y1 - box.y0 > 20000)
        return (tally){0};
    cairo_t *parts[] = {paint_behind(lint, at, text, box), paint_mask(lint, at, text, box, 0),
                        paint_mask(lint, at, text, box, ring)};
    tally found = count_pixels(at, type->color, needed_of(lint, type), parts);
    for (int i = 0; i < 3; i++)
        cairo_destroy(parts[i]);
    return found;
}

static void judge(bm_lint *lint, const lint_text *text, bm_px_box box, const char *words,
                  tally found)
{
    if (found.pixels == 0 || (double)found.below <= (1 - SHARE_NEEDED) * (double)found.pixels)
        return;
    double needed = needed_of(lint, &text->item->type);
    double share = 100 * (double)found.below / (double)found.pixels;
    char percent[64], limit[64];
    bm_format_number(share, 0, percent);
    bm_format_number(needed, 1, limit);
    lint_add(lint, "text-contrast", BM_SEVERITY_ERROR, &box, lint_label_text(lint, text->owner),
             lint_number(lint, found.sum / (double)found.below, ""),
             needed > 4 ? "at least 4.5" : "at least 3",
             "%s %% of the pixels round '%.60s' have a contrast below %s: use a stronger halo or "
             "another colour",
             percent, words, limit);
}

/** True for a letter of a curved name: alone it has too few pixels to judge by. */
static bool is_letter(const lint_text *text)
{
    return text->role == LINT_ROLE_LABEL && bm_utf8_count(text->item->text) <= 1;
}

/** The contrast of curved names counts with the halos that were drawn just before. */
static bool is_bare_twin(const bm_lint *lint, size_t index)
{
    const lint_text *text = &lint->texts[index];
    if (text->item->type.halo_pt > 0 || text->role != LINT_ROLE_LABEL)
        return false;
    for (size_t i = index; i-- > 0 && lint->texts[i].owner == text->owner;) {
        const lint_text *other = &lint->texts[i];
        if (other->item->type.halo_pt > 0 && strcmp(other->item->text, text->item->text) == 0 &&
            other->begin.x == text->begin.x && other->begin.y == text->begin.y)
            return true;
    }
    return false;
}

void lint_check_contrast(bm_lint *lint)
{
    page at = {0};
    for (int i = 0; i < 256; i++)
        at.linear[i] = bm_srgb_to_linear(i / 255.0);
    at.surface = paint_page(lint, &at);
    const bm_px_box nothing = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    tally name = {0};
    bm_px_box name_box = nothing;
    for (size_t i = 0; i < lint->text_count && !lint->failed; i++) {
        const lint_text *text = &lint->texts[i];
        if (text->item->type.color.alpha > 0 && !is_bare_twin(lint, i)) {
            tally found = look_at(lint, &at, text);
            if (is_letter(text)) {
                name.pixels += found.pixels;
                name.below += found.below;
                name.sum += found.sum;
                name_box =
                    (bm_px_box){fmin(name_box.x0, text->box.x0), fmin(name_box.y0, text->box.y0),
                                fmax(name_box.x1, text->box.x1), fmax(name_box.y1, text->box.y1)};
            } else {
                judge(lint, text, text->box, text->item->text, found);
            }
        }
        if (i + 1 == lint->text_count || lint->texts[i + 1].owner != text->owner) {
            judge(lint, text, name_box, lint_label_text(lint, text->owner), name);
            name = (tally){0};
            name_box = nothing;
        }
    }
    cairo_surface_destroy(at.surface);
}
