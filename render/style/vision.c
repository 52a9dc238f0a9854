#include "render/style/vision.h"

#include <math.h>

#include "render/style/contrast.h"

#define PI 3.14159265358979323846

const char *bm_vision_name(bm_vision vision)
{
    static const char *const names[] = {
        [BM_VISION_FULL] = "full colour vision",
        [BM_VISION_PROTANOPIA] = "protanopia",
        [BM_VISION_DEUTERANOPIA] = "deuteranopia",
        [BM_VISION_TRITANOPIA] = "tritanopia",
        [BM_VISION_GREY] = "grey",
    };
    return vision < BM_VISION_COUNT ? names[vision] : "";
}

static double clamp(double value)
{
    return fmin(fmax(value, 0), 1);
}

bm_color bm_vision_simulate(bm_vision vision, bm_color color)
{
    static const double matrices[BM_VISION_COUNT][3][3] = {
        [BM_VISION_PROTANOPIA] = {{0.152286, 1.052583, -0.204868},
                                  {0.114503, 0.786281, 0.099216},
                                  {-0.003882, -0.048116, 1.051998}},
        [BM_VISION_DEUTERANOPIA] = {{0.367322, 0.860646, -0.227968},
                                    {0.280085, 0.672501, 0.047413},
                                    {-0.011820, 0.042940, 0.968881}},
        [BM_VISION_TRITANOPIA] = {{1.255528, -0.076749, -0.178779},
                                  {-0.078411, 0.930809, 0.147602},
                                  {0.004733, 0.691367, 0.303900}},
        [BM_VISION_GREY] = {{0.2126, 0.7152, 0.0722},
                            {0.2126, 0.7152, 0.0722},
                            {0.2126, 0.7152, 0.0722}},
    };
    if (vision == BM_VISION_FULL || vision >= BM_VISION_COUNT)
        return color;
    const double linear[3] = {bm_srgb_to_linear(color.red), bm_srgb_to_linear(color.green),
                              bm_srgb_to_linear(color.blue)};
    double seen[3];
    for (int row = 0; row < 3; row++) {
        const double *factors = matrices[vision][row];
        seen[row] = bm_srgb_from_linear(
            clamp(factors[0] * linear[0] + factors[1] * linear[1] + factors[2] * linear[2]));
    }
    return (bm_color){seen[0], seen[1], seen[2], color.alpha};
}

/* CIE 15: the cube root, and a straight line near black. */
static double lab_curve(double ratio)
{
    const double edge = 6.0 / 29;
    return ratio > edge * edge * edge ? cbrt(ratio) : ratio / (3 * edge * edge) + 4.0 / 29;
}

bm_lab bm_color_lab(bm_color color)
{
    double red = bm_srgb_to_linear(color.red), green = bm_srgb_to_linear(color.green);
    double blue = bm_srgb_to_linear(color.blue);
    /* IEC 61966-2-1: from linear sRGB to XYZ, over the white of D65. */
    double x = lab_curve((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
    double y = lab_curve(0.2126 * red + 0.7152 * green + 0.0722 * blue);
    double z = lab_curve((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
    return (bm_lab){116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

static double power7(double value)
{
    return pow(value, 7) / (pow(value, 7) + pow(25, 7));
}

static double hue_deg(double a, double b)
{
    double hue = a == 0 && b == 0 ? 0 : atan2(b, a) * 180 / PI;
    return hue < 0 ? hue + 360 : hue;
}

static double cos_deg(double angle)
{
    return cos(angle * PI / 180);
}

/* Names as in Sharma, Wu and Dalal: c and h of the adjusted a*, "mean" for the barred ones. */
double bm_lab_difference(bm_lab first, bm_lab second)
{
    double mean_chroma = (hypot(first.a, first.b) + hypot(second.a, second.b)) / 2;
    double stretch = 1 + 0.5 * (1 - sqrt(power7(mean_chroma)));
    double c1 = hypot(first.a * stretch, first.b), c2 = hypot(second.a * stretch, second.b);
    double h1 = hue_deg(first.a * stretch, first.b), h2 = hue_deg(second.a * stretch, second.b);
    double turn = h2 - h1;
    if (c1 * c2 == 0)
        turn = 0;
    else if (turn > 180)
        turn -= 360;
    else if (turn < -180)
        turn += 360;
    double mean_h = h1 + h2;
    if (c1 * c2 != 0) {
        if (fabs(h1 - h2) > 180)
            mean_h += mean_h < 360 ? 360 : -360;
        mean_h /= 2;
    }
    double mean_l = (first.l + second.l) / 2, mean_c = (c1 + c2) / 2;
    double t = 1 - 0.17 * cos_deg(mean_h - 30) + 0.24 * cos_deg(2 * mean_h) +
               0.32 * cos_deg(3 * mean_h + 6) - 0.20 * cos_deg(4 * mean_h - 63);
    double from_middle = (mean_l - 50) * (mean_l - 50);
    double light = (second.l - first.l) / (1 + 0.015 * from_middle / sqrt(20 + from_middle));
    double chroma = (c2 - c1) / (1 + 0.045 * mean_c);
    double hue = 2 * sqrt(c1 * c2) * sin(turn / 2 * PI / 180) / (1 + 0.015 * mean_c * t);
    double blue_turn = 30 * exp(-pow((mean_h - 275) / 25, 2));
    double rotation = -2 * sqrt(power7(mean_c)) * sin(2 * blue_turn * PI / 180);
    return sqrt(light * light + chroma * chroma + hue * hue + rotation * chroma * hue);
}

double bm_color_difference(bm_vision vision, bm_color a, bm_color b)
{
    return bm_lab_difference(bm_color_lab(bm_vision_simulate(vision, a)),
                             bm_color_lab(bm_vision_simulate(vision, b)));
}
