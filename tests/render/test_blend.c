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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(covers_as_far_as_the_mask),
        cmocka_unit_test(a_full_cover_is_the_color),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
