#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "golden.h"

#include <math.h>
#include <png.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHANNEL_TOLERANCE 8
#define NUMBER_TOLERANCE 0.05
#define SAME_SHARE 0.995

static void write_file(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

/* The golden file as a string, to be freed; NULL when this run writes it. */
static char *read_golden(const char *name, const void *bytes, size_t size, size_t *golden_size)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", BM_TEST_FIXTURES, name);
    const char *update = getenv("BORDERMAP_UPDATE_GOLDEN");
    if (update && strcmp(update, "1") == 0) {
        write_file(path, bytes, size);
        return NULL;
    }
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("%s is missing; make it with BORDERMAP_UPDATE_GOLDEN=1 and look at it", path);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    long length = ftell(file);
    rewind(file);
    char *text = calloc((size_t)length + 1, 1);
    assert_non_null(text);
    assert_int_equal(fread(text, 1, (size_t)length, file), length);
    fclose(file);
    *golden_size = (size_t)length;
    return text;
}

static png_bytep decode(const void *bytes, size_t size, png_image *image)
{
    *image = (png_image){.version = PNG_IMAGE_VERSION};
    assert_true(png_image_begin_read_from_memory(image, bytes, size));
    image->format = PNG_FORMAT_RGB;
    png_bytep pixels = malloc(PNG_IMAGE_SIZE(*image));
    assert_non_null(pixels);
    assert_true(png_image_finish_read(image, NULL, pixels, 0, NULL));
    return pixels;
}

void golden_png(const char *name, const void *bytes, size_t size)
{
    size_t golden_size;
    char *golden = read_golden(name, bytes, size, &golden_size);
    if (!golden)
        return;
    png_image wanted_image, image;
    png_bytep wanted = decode(golden, golden_size, &wanted_image);
    png_bytep pixels = decode(bytes, size, &image);
    assert_int_equal(image.width, wanted_image.width);
    assert_int_equal(image.height, wanted_image.height);
    size_t total = (size_t)image.width * image.height, different = 0;
    for (size_t i = 0; i < total; i++) {
        bool same = true;
        for (size_t c = 3 * i; c < 3 * i + 3; c++)
            same = same && abs(pixels[c] - wanted[c]) <= CHANNEL_TOLERANCE;
        different += !same;
        /* The difference: the picture faint, what changed in red. */
        for (size_t c = 3 * i; c < 3 * i + 3; c++)
            wanted[c] = same ? (png_byte)(192 + pixels[c] / 4) : c == 3 * i ? 255 : 0;
    }
    if ((double)different > (1 - SAME_SHARE) * (double)total) {
        char path[256];
        write_file(name, bytes, size);
        snprintf(path, sizeof path, "%s.diff.png", name);
        png_image_write_to_file(&image, path, 0, wanted, 0, NULL);
        fail_msg("%s: %.2f %% of the pixels differ; see %s and %s in the working folder", name,
                 100.0 * (double)different / (double)total, name, path);
    }
    free(golden);
    free(wanted);
    free(pixels);
}

static bool starts_number(const char *text)
{
    return (*text >= '0' && *text <= '9') ||
           ((*text == '.' || *text == '-') && text[1] >= '0' && text[1] <= '9') ||
           (*text == '-' && text[1] == '.');
}

/* Decimal text without exponent; strtod() would read hexadecimal and the locale's comma. */
static double read_number(const char **text)
{
    const char *at = *text;
    double value = 0, scale = 1, sign = 1;
    if (*at == '-') {
        sign = -1;
        at++;
    }
    for (; *at >= '0' && *at <= '9'; at++)
        value = 10 * value + (*at - '0');
    if (*at == '.')
        for (at++; *at >= '0' && *at <= '9'; at++)
            value += (*at - '0') * (scale /= 10);
    *text = at;
    return sign * value;
}

void golden_text(const char *name, const void *bytes, size_t size)
{
    size_t golden_size;
    char *golden = read_golden(name, bytes, size, &golden_size);
    if (!golden)
        return;
    const char *wanted = golden, *text = bytes;
    long line = 1;
    while (*wanted || *text) {
        bool same;
        if (starts_number(wanted) && starts_number(text)) {
            same = fabs(read_number(&wanted) - read_number(&text)) <= NUMBER_TOLERANCE;
        } else {
            /* A rounding to nothing takes its blank or sign with it. */
            while (*wanted == ' ' && starts_number(wanted + 1))
                wanted++;
            while (*text == ' ' && starts_number(text + 1))
                text++;
            if (starts_number(wanted) && starts_number(text))
                continue;
            same = *wanted == *text;
            line += *wanted == '\n';
            wanted += *wanted != '\0';
            text += *text != '\0';
        }
        if (!same) {
            write_file(name, bytes, size);
            fail_msg("%s differs in line %ld: '%.40s' is not '%.40s'; see %s in the working folder",
                     name, line, text, wanted, name);
        }
    }
    free(golden);
}
