#include "render/style/contrast.h"

#include <math.h>

#define LARGE_PT 18
#define LARGE_BOLD_PT 14

double bm_srgb_to_linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4);
}

double bm_srgb_from_linear(double channel)
{
    return channel <= 0.0031308 ? 12.92 * channel : 1.055 * pow(channel, 1 / 2.4) - 0.055;
}

double bm_color_luminance(bm_color color)
{
    return 0.2126 * bm_srgb_to_linear(color.red) + 0.7152 * bm_srgb_to_linear(color.green) +
           0.0722 * bm_srgb_to_linear(color.blue);
}

bm_color bm_color_over(bm_color top, bm_color ground)
{
    double share = top.alpha;
    return (bm_color){top.red * share + ground.red * (1 - share),
                      top.green * share + ground.green * (1 - share),
                      top.blue * share + ground.blue * (1 - share), 1};
}

double bm_contrast_ratio(bm_color color, bm_color ground)
{
    double a = bm_color_luminance(bm_color_over(color, ground)), b = bm_color_luminance(ground);
    return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}

double bm_contrast_needed(const bm_text_style *text)
{
    bool is_large = text->size_pt >= LARGE_PT || (text->bold && text->size_pt >= LARGE_BOLD_PT);
    return is_large ? BM_CONTRAST_LARGE_TEXT : BM_CONTRAST_TEXT;
}
