/* What exports know of the light style is what its file says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "events/export/styles/layer_looks.h"
#include "events/symbology.h"
#include "render/style/palettes.h"
#include "render/style/style.h"

static void assert_same_color(const char *color, double opacity, bm_color want)
{
    long rgb = strtol(color + 1, NULL, 16);
    assert_int_equal(strlen(color), 7);
    assert_int_equal(rgb >> 16, lround(want.red * 255));
    assert_int_equal(rgb >> 8 & 255, lround(want.green * 255));
    assert_int_equal(rgb & 255, lround(want.blue * 255));
    assert_int_equal(lround(opacity * 255), lround(want.alpha * 255));
}

static void assert_same_line(bm_look_line line, const bm_line_style *want)
{
    assert_same_color(line.color, line.opacity, want->color);
    assert_float_equal(line.width_pt, want->width_pt, 1e-9);
}

static void assert_same_text(bm_look_text text, const bm_text_style *want)
{
    size_t first = strcspn(want->family, ",");
    assert_int_equal(strlen(text.family), first);
    assert_memory_equal(text.family, want->family, first);
    assert_float_equal(text.size_pt, want->size_pt, 1e-9);
    assert_int_equal(text.is_bold, want->bold);
    assert_int_equal(text.is_italic, want->italic);
    assert_same_color(text.color, 1, want->color);
    assert_same_color(text.halo_color, text.halo_opacity, want->halo_color);
    assert_float_equal(text.halo_pt, want->halo_pt, 1e-9);
}

static void assert_same_look(const bm_look *look, const bm_category_style *want)
{
    assert_string_equal(look->key, want->key);
    assert_string_equal(look->label, want->label);
    assert_int_equal(look->shape, want->shape);
    assert_same_color(look->color, 1, want->fill);
}

static void is_that_of_the_light_style(void **state)
{
    (void)state;
    const bm_symbology *light = &bm_symbology_light;
    bm_style *style = NULL;
    assert_int_equal(bm_style_open("light", &style, NULL), BM_OK);
    assert_int_equal(light->look_count, style->category_count);
    for (size_t i = 0; i < light->look_count; i++)
        assert_same_look(&light->looks[i], &style->categories[i]);
    assert_same_look(&light->other, &style->other);
    assert_same_color(light->outline, 1, style->symbol_outline);
    assert_float_equal(light->outline_pt, style->symbol_outline_pt, 1e-9);
    assert_float_equal(light->size_pt, style->symbol_size_pt, 1e-9);
    assert_same_text(light->event_label, &style->event_label);
    bm_style_free(style);
}

static void layers_look_as_in_the_light_style(void **state)
{
    (void)state;
    bm_style *style = NULL;
    assert_int_equal(bm_style_open("light", &style, NULL), BM_OK);
    assert_same_text(bm_layer_look_of("crossings")->text, &style->crossing_label);
    assert_same_text(bm_layer_look_of("places")->text, &style->town_labels[2]);
    assert_same_text(bm_layer_look_of("oblasts")->text, &style->oblast_label);
    assert_same_line(bm_layer_look_of("border")->line, &style->border_line);
    assert_same_line(bm_layer_look_of("border")->casing, &style->border_casing);
    assert_same_line(bm_layer_look_of("districts")->line, &style->oblast_line);
    assert_same_line(bm_layer_look_of("zone")->line, &style->zone_line);
    assert_same_color(bm_layer_look_of("zone")->fill, bm_layer_look_of("zone")->fill_opacity,
                      style->zone_fill);
    assert_same_color(bm_layer_look_of("places")->fill, 1, style->ink);
    assert_null(bm_layer_look_of("events"));
    for (size_t i = 0; i < BM_COUNT_CLASSES; i++)
        assert_same_color(bm_count_classes[i].color, 1,
                          bm_palette_color(style->density_palette, i, BM_COUNT_CLASSES));
    bm_style_free(style);
}

static void what_is_not_known_is_other(void **state)
{
    (void)state;
    assert_string_equal(bm_symbology_look(&bm_symbology_light, "border")->color, "#56b4e9");
    assert_ptr_equal(bm_symbology_look(&bm_symbology_light, "kites"), &bm_symbology_light.other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_that_of_the_light_style),
        cmocka_unit_test(layers_look_as_in_the_light_style),
        cmocka_unit_test(what_is_not_known_is_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
