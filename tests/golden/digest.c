/* Mean colours of a PNG in a grid of 64 by 48, a line of the grid a line: what is kept of a golden
 * map. */
#include <png.h>
#include <stdio.h>
#include <stdlib.h>

enum { COLUMNS = 64, ROWS = 48 };

int main(int argc, char **argv)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (argc != 2 || !png_image_begin_read_from_file(&image, argv[1])) {
        fprintf(stderr, "usage: digest FILE.png: %s\n", image.message);
        return 2;
    }
    image.format = PNG_FORMAT_RGB;
    png_bytep pixels = malloc(PNG_IMAGE_SIZE(image));
    if (!pixels || !png_image_finish_read(&image, NULL, pixels, 0, NULL)) {
        fprintf(stderr, "digest: %s: %s\n", argv[1], image.message);
        free(pixels);
        return 3;
    }
    printf("%u %u\n", image.width, image.height);
    for (unsigned row = 0; row < ROWS; row++) {
        unsigned y0 = row * image.height / ROWS, y1 = (row + 1) * image.height / ROWS;
        for (unsigned column = 0; column < COLUMNS; column++) {
            unsigned x0 = column * image.width / COLUMNS;
            unsigned x1 = (column + 1) * image.width / COLUMNS;
            unsigned long sums[3] = {0}, count = (unsigned long)(x1 - x0) * (y1 - y0);
            for (unsigned y = y0; y < y1; y++)
                for (unsigned x = x0; x < x1; x++)
                    for (unsigned c = 0; c < 3; c++)
                        sums[c] += pixels[3 * ((size_t)y * image.width + x) + c];
            for (unsigned c = 0; c < 3; c++)
                printf("%02lx", count ? (sums[c] + count / 2) / count : 0);
        }
        printf("\n");
    }
    free(pixels);
    return 0;
}
