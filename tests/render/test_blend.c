#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "render/canvas/blend.h"

enum { COUNT = 27 };

static int byte_of(uint32_t pixel, int index)
{
    return (int)(pixel >> (8 * index) & 0xFF);
}

static void covers_as_far_as_the_mask(void **state)
{
    (void)state;
    const bm_color colors[] = {{1, 1, 1, 1}, {0.2, 0.5, 0.9, 1}, {0.7, 0.1, 0.3, 0.4}};
    for (size_t c = 0; c < sizeof colors / sizeof *colors; c++) {
        uint32_t pixels[COUNT], pixel = bm_blend_pixel(colors[c]);
        uint8_t mask[COUNT];
        for (int i = 0; i < COUNT; i++) {
            pixels[i] = 0xFF306090;
            mask[i] = (uint8_t)(i < 9 ? 0 : (i - 8) * 255 / (COUNT - 9));
        }
        bm_blend_row(pixels, mask, COUNT, pixel);
        for (int i = 0; i < COUNT; i++)
            for (int k = 0; k < 4; k++) {
                double cover = mask[i] / 255.0, alpha = byte_of(pixel, 3) / 255.0;
                double wanted =
                    byte_of(pixel, k) * cover + byte_of(0xFF306090, k) * (1 - alpha * cover);
                assert_true(abs(byte_of(pixels[i], k) - (int)(wanted + 0.5)) <= 1);
            }
        assert_int_equal(pixels[3], 0xFF306090);
    }
}

static void a_full_cover_is_the_color(void **state)
{
    (void)state;
    uint32_t pixels[3] = {0, 0xFFFFFFFF, 0x12345678};
    const uint8_t mask[3] = {255, 255, 255};
    bm_blend_row(pixels, mask, 3, bm_blend_pixel((bm_color){1, 0, 0.2, 1}));
    for (int i = 0; i < 3; i++)
        assert_int_equal(pixels[i], 0xFFFF0033);
}

static void an_image_covers_as_far_as_it_is_opaque(void **state)
{
    (void)state;
    uint32_t image[COUNT];
    uint8_t mask[COUNT];
    for (int i = 0; i < COUNT; i++) {
        uint32_t alpha = i < 9 ? 0 : (uint32_t)((i - 8) * 255 / (COUNT - 9));
        alpha = alpha < 255 ? alpha : 255;
        image[i] = alpha << 24 | bm_blend_share(200, alpha) << 16 | bm_blend_share(90, alpha);
        mask[i] = (uint8_t)(i * 9);
    }
    for (int is_masked = 0; is_masked < 2; is_masked++) {
        uint32_t pixels[COUNT];
        for (int i = 0; i < COUNT; i++)
            pixels[i] = 0xFF306090;
        bm_blend_image_row(pixels, image, is_masked ? mask : NULL, COUNT);
        for (int i = 0; i < COUNT; i++)
            for (int k = 0; k < 4; k++) {
                double cover = is_masked ? mask[i] / 255.0 : 1;
                double alpha = cover * byte_of(image[i], 3) / 255.0;
                double wanted = byte_of(image[i], k) * cover + byte_of(0xFF306090, k) * (1 - alpha);
                assert_true(abs(byte_of(pixels[i], k) - (int)(wanted + 0.5)) <= 2);
            }
        assert_int_equal(pixels[3], 0xFF306090);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(covers_as_far_as_the_mask),
        cmocka_unit_test(a_full_cover_is_the_color),
        cmocka_unit_test(an_image_covers_as_far_as_it_is_opaque),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
