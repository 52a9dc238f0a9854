/* How far two PNG files are apart: difference A.png B.png
 * Both are cut into squares; prints the largest and the mean difference of a square's mean colour,
 * of 255, and where the largest is. Small shifts of a letter's edge vanish in the mean; a missing
 * word does not. */
#include <cairo.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define SQUARE_PX 16

static const unsigned char *pixels_of(cairo_surface_t *image)
{
    cairo_surface_flush(image);
    return cairo_image_surface_get_data(image);
}

/* Mean of one channel (shift 0, 8, 16) over a square, on white. */
static double mean(cairo_surface_t *image, int left, int top, int shift)
{
    const unsigned char *data = pixels_of(image);
    int stride = cairo_image_surface_get_stride(image);
    bool has_alpha = cairo_image_surface_get_format(image) == CAIRO_FORMAT_ARGB32;
    double sum = 0;
    for (int y = top; y < top + SQUARE_PX; y++)
        for (int x = left; x < left + SQUARE_PX; x++) {
            uint32_t pixel;
            memcpy(&pixel, data + (size_t)y * (size_t)stride + 4 * (size_t)x, sizeof pixel);
            uint32_t alpha = has_alpha ? pixel >> 24 : 255;
            sum += (pixel >> shift & 255) + (255 - alpha);
        }
    return sum / (SQUARE_PX * SQUARE_PX);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: difference A.png B.png\n");
        return 2;
    }
    cairo_surface_t *images[2];
    for (int i = 0; i < 2; i++) {
        images[i] = cairo_image_surface_create_from_png(argv[1 + i]);
        if (cairo_surface_status(images[i])) {
            fprintf(stderr, "cannot read %s\n", argv[1 + i]);
            return 2;
        }
    }
    int width = cairo_image_surface_get_width(images[0]);
    int height = cairo_image_surface_get_height(images[0]);
    if (width != cairo_image_surface_get_width(images[1]) ||
        height != cairo_image_surface_get_height(images[1])) {
        fprintf(stderr, "the sizes differ: %dx%d and %dx%d\n", width, height,
                cairo_image_surface_get_width(images[1]),
                cairo_image_surface_get_height(images[1]));
        return 1;
    }
    double largest = 0, sum = 0;
    int count = 0, at_x = 0, at_y = 0;
    for (int top = 0; top + SQUARE_PX <= height; top += SQUARE_PX)
        for (int left = 0; left + SQUARE_PX <= width; left += SQUARE_PX) {
            double apart = 0;
            for (int shift = 0; shift <= 16; shift += 8)
                apart = fmax(apart, fabs(mean(images[0], left, top, shift) -
                                         mean(images[1], left, top, shift)));
            if (apart > largest) {
                largest = apart;
                at_x = left;
                at_y = top;
            }
            sum += apart;
            count++;
        }
    printf("%.2f %.3f %d,%d\n", largest, sum / count, at_x, at_y);
    for (int i = 0; i < 2; i++)
        cairo_surface_destroy(images[i]);
    return 0;
}
