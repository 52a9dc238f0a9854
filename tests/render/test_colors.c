#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "render/style/contrast.h"
#include "render/style/palettes.h"
#include "render/style/vision.h"

static bm_color hex(uint32_t rgb)
{
    return (bm_color){(rgb >> 16) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0, 1};
}

static void contrast_is_that_of_wcag(void **state)
{
    (void)state;
    assert_true(fabs(bm_contrast_ratio(hex(0x000000), hex(0xFFFFFF)) - 21) < 1e-9);
    assert_true(fabs(bm_contrast_ratio(hex(0x777777), hex(0xFFFFFF)) - 4.48) < 0.005);
    assert_true(fabs(bm_contrast_ratio(hex(0xFFFFFF), hex(0xE69F00)) - 2.25) < 0.005);
    assert_true(fabs(bm_contrast_ratio(hex(0x123456), hex(0x123456)) - 1) < 1e-9);
    // Half of black on white is what is seen of it: a middle grey.
    bm_color half = {0, 0, 0, 0.5};
    assert_true(fabs(bm_contrast_ratio(half, hex(0xFFFFFF)) -
                     bm_contrast_ratio(hex(0x808080), hex(0xFFFFFF))) < 0.05);
    bm_text_style text = {.size_pt = 13.9, .bold = true};
    assert_true(bm_contrast_needed(&text) == BM_CONTRAST_TEXT);
    text.size_pt = 14;
    assert_true(bm_contrast_needed(&text) == BM_CONTRAST_LARGE_TEXT);
}

/* Pairs of the table that Sharma, Wu and Dalal published with the formula. */
static void difference_is_ciede2000(void **state)
{
    (void)state;
    static const struct {
        bm_lab a, b;
        double expected;
    } pairs[] = {
        {{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
        {{50, 3.1571, -77.2803}, {50, 0, -82.7485}, 2.8615},
        {{50, 0, 0}, {50, -1, 2}, 2.3669},
        {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0009}, 7.1792},
        {{50, 2.5, 0}, {73, 25, -18}, 27.1492},
        {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        double found = bm_lab_difference(pairs[i].a, pairs[i].b);
        if (fabs(found - pairs[i].expected) > 5e-5)
            fail_msg("pair %zu: %.4f, not %.4f", i, found, pairs[i].expected);
        assert_true(fabs(bm_lab_difference(pairs[i].b, pairs[i].a) - found) < 1e-9);
    }
    bm_lab white = bm_color_lab(hex(0xFFFFFF));
    assert_true(fabs(white.l - 100) < 0.01 && fabs(white.a) < 0.05 && fabs(white.b) < 0.05);
}

static void other_eyes_see_other_colours(void **state)
{
    (void)state;
    const bm_color red = hex(0xCC3311), green = hex(0x668800), blue = hex(0x3355CC);
    // What red and green have in common without red or green cones.
    double full = bm_color_difference(BM_VISION_FULL, red, green);
    assert_true(bm_color_difference(BM_VISION_DEUTERANOPIA, red, green) < full / 2);
    assert_true(bm_color_difference(BM_VISION_DEUTERANOPIA, red, blue) > 30);
    for (int vision = 0; vision < BM_VISION_COUNT; vision++) {
        assert_true(*bm_vision_name((bm_vision)vision));
        // Greys stay what they are.
        bm_color grey = bm_vision_simulate((bm_vision)vision, hex(0x808080));
        assert_true(fabs(grey.red - 128 / 255.0) < 0.01 && fabs(grey.green - grey.blue) < 0.01);
    }
    bm_color seen = bm_vision_simulate(BM_VISION_GREY, red);
    assert_true(fabs(bm_color_luminance(seen) - bm_color_luminance(red)) < 1e-6);
    assert_true(fabs(seen.red - seen.blue) < 1e-9);
}

static void palettes_are_found_by_name(void **state)
{
    (void)state;
    assert_null(bm_palette_find("jet"));
    assert_null(bm_palette_nearest("jet", BM_PALETTE_QUALITATIVE));
    assert_ptr_equal(bm_palette_find("YlOrRd"), bm_palette_find("ylorrd"));
    assert_string_equal(bm_palette_nearest("okabe-to", BM_PALETTE_QUALITATIVE), "okabe-ito");
    assert_string_equal(bm_palette_nearest("bluse", BM_PALETTE_SEQUENTIAL), "blues");
    size_t count = 0;
    for (const bm_palette *at; (at = bm_palette_at(count)); count++) {
        assert_ptr_equal(bm_palette_find(at->name), at);
        assert_non_null(strstr(bm_palette_names(at->kind), at->name));
    }
    assert_true(count > 20);
}

static void kinds_differ(void **state)
{
    (void)state;
    for (size_t p = 0; bm_palette_at(p); p++) {
        const bm_palette *at = bm_palette_at(p);
        if (at->kind != BM_PALETTE_QUALITATIVE)
            continue;
        assert_true(at->count >= BM_CATEGORIES_MAX);
        for (size_t i = 0; i < at->count; i++)
            for (size_t j = 0; j < i; j++)
                assert_true(bm_color_difference(BM_VISION_FULL, bm_palette_color(at, i, 0),
                                                bm_palette_color(at, j, 0)) > 3);
    }
}

/* Amounts are read by lightness, and so by every eye and in grey. */
static void amounts_darken(void **state)
{
    (void)state;
    for (size_t p = 0; bm_palette_at(p); p++) {
        const bm_palette *at = bm_palette_at(p);
        if (at->kind != BM_PALETTE_SEQUENTIAL)
            continue;
        for (size_t classes = BM_PALETTE_CLASSES_MIN; classes <= BM_PALETTE_CLASSES_MAX; classes++)
            for (size_t i = 1; i < classes; i++) {
                double before = bm_color_luminance(bm_palette_color(at, i - 1, classes));
                if (!(bm_color_luminance(bm_palette_color(at, i, classes)) < before))
                    fail_msg("%s: class %zu of %zu is not darker", at->name, i, classes);
            }
        bm_color first = bm_palette_ramp(at, -1), palest = bm_palette_color(at, 0, 7);
        bm_color last = bm_palette_ramp(at, 1), darkest = bm_palette_color(at, 6, 7);
        assert_true(fabs(first.red - palest.red) < 1e-9 && fabs(last.blue - darkest.blue) < 1e-9);
        assert_true(bm_color_luminance(bm_palette_ramp(at, 0.4)) >
                    bm_color_luminance(bm_palette_ramp(at, 0.6)));
    }
    assert_true(bm_palette_color(bm_palette_find("ylorrd"), 0, 3).blue == 0xA0 / 255.0);
    assert_true(bm_palette_color(bm_palette_find("ylorrd"), 4, 5).blue == 0x26 / 255.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contrast_is_that_of_wcag),
        cmocka_unit_test(difference_is_ciede2000),
        cmocka_unit_test(other_eyes_see_other_colours),
        cmocka_unit_test(palettes_are_found_by_name),
        cmocka_unit_test(kinds_differ),
        cmocka_unit_test(amounts_darken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
