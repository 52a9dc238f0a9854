#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "render/style/contrast.h"
#include "render/style/palettes.h"
#include "render/style/sections.h"
#include "render/style/vision.h"

static char path[256];

static const char *write_style(const char *name, const char *text)
{
    snprintf(path, sizeof path, "%s", name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    return path;
}

static void refuses(const char *text, long line, const char *part)
{
    bm_style *style = NULL;
    bm_error error = {0};
    assert_int_equal(bm_style_open(write_style("bad-style.ini", text), &style, &error),
                     BM_ERROR_FORMAT);
    if (error.line != line || !strstr(error.message, part))
        fail_msg("line %ld: %s", error.line, error.message);
    assert_string_equal(error.file, "bad-style.ini");
    assert_null(style);
    unlink("bad-style.ini");
}

static void names_what_is_wrong(void **state)
{
    (void)state;
    refuses("[border]\ncolor=#12345\n", 2, "[border] color: bad value '#12345'");
    refuses("# x\n[border]\nwidth = 1,5\n", 3, "'1,5'; a length is a number of points");
    refuses("[border]\nwidth=nan\n", 2, "a length");
    refuses("[border]\nwidth=-1\n", 2, "a length");
    refuses("[border]\nwdith=1\n", 2, "unknown key 'wdith'; did you mean 'width'?");
    refuses("[boarder]\nwidth=1\n", 1, "unknown section 'boarder'; did you mean 'border'?");
    refuses("[label_town]\nhalo_colour=#ffffff\n", 2, "did you mean 'halo_color'?");
    refuses("[nonsense]\n", 1, "docs/style.md lists the sections");
    refuses("[style]\npalette=okabe-to\n", 2, "'okabe-to'; did you mean 'okabe-ito'?");
    refuses("[style]\npalette=rainbow\n", 2, "for categories there are okabe-ito");
    refuses("[oblasts]\ndash=1 2 3\n", 2, "two or four lengths");
    refuses("[oblasts]\ndash=0 2\n", 2, "two or four lengths");
    refuses("[category strike]\nshape=blob\n", 2, "a shape is circle");
    refuses("[title]\nweight=heavy\n", 2, "normal or bold");
    refuses("[style]\nbass=light\n", 2, "unknown key 'bass'; did you mean 'base'?");
    refuses("[style]\nbase=bad-style.ini\n", 2, "in a circle");
    refuses("nonsense\n", 0, "cannot read");
    refuses("[border]\ncolor=\xFF\n", 0, "UTF-8");
}

static void says_what_cannot_be_opened(void **state)
{
    (void)state;
    bm_style *style = NULL;
    bm_error error = {0};
    assert_int_equal(bm_style_open("nosuch", &style, &error), BM_ERROR_NOT_FOUND);
    assert_non_null(strstr(error.message, "'nosuch'"));
    assert_int_equal(bm_style_open("./nosuch.ini", &style, &error), BM_ERROR_IO);
    assert_int_equal(bm_style_open("/dev/null", &style, &error), BM_ERROR_FORMAT);
    assert_int_equal(bm_style_open("./", &style, &error), BM_ERROR_FORMAT);
    assert_int_equal(bm_style_open("", &style, &error), BM_ERROR_NOT_FOUND);
}

static void builds_on_its_base(void **state)
{
    (void)state;
    bm_style *light = NULL, *own = NULL;
    bm_error error = {0};
    assert_int_equal(bm_style_open("light", &light, &error), BM_OK);
    assert_int_equal(bm_style_open(write_style("own.ini", "[style]\nbase=light\n"
                                                          "[border]\ncolor=#b3001b80\n"
                                                          "[category strike]\nlabel=Удар\n"
                                                          "[category drone]\nshape=cross\n"),
                                   &own, &error),
                     BM_OK);
    assert_true(fabs(own->border_line.color.red - 0xb3 / 255.0) < 1e-9);
    assert_true(fabs(own->border_line.color.alpha - 0x80 / 255.0) < 1e-9);
    assert_true(own->border_line.width_pt == light->border_line.width_pt);
    assert_int_equal(own->category_count, light->category_count + 1);
    assert_string_equal(own->categories[0].label, "Удар");
    assert_int_equal(own->categories[0].shape, light->categories[0].shape);
    assert_string_equal(own->categories[light->category_count].label, "drone");
    bm_style_free(light);
    bm_style_free(own);
    unlink("own.ini");
}

static void takes_its_colours_from_a_palette(void **state)
{
    (void)state;
    bm_style *own = NULL;
    bm_error error = {0};
    assert_int_equal(bm_style_open(write_style("own.ini", "[style]\nbase=light\npalette=Set2\n"
                                                          "[category clash]\nfill=#010101\n"
                                                          "[category drone]\nshape=cross\n"),
                                   &own, &error),
                     BM_OK);
    const bm_palette *set2 = bm_palette_find("set2");
    assert_true(own->categories[0].fill.red == bm_palette_color(set2, 0, 0).red);
    assert_true(own->categories[1].fill.red == 1 / 255.0);
    size_t last = own->category_count - 1;
    assert_string_equal(own->categories[last].key, "drone");
    assert_true(own->categories[last].fill.red == bm_palette_color(set2, last, 0).red);
    assert_int_equal(bm_style_set_palette(own, "blues", &error), BM_OK);
    assert_ptr_equal(own->palette, set2);
    assert_ptr_equal(own->amount_palette, bm_palette_find("blues"));
    assert_int_equal(bm_style_set_palette(own, "bleus", &error), BM_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "did you mean 'blues'?"));
    bm_style_free(own);
    unlink("own.ini");
}

/* Of a text whose halo lies on this ground. */
static double contrast_with_halo(const bm_text_style *text, bm_color ground)
{
    if (!(text->halo_pt > 0))
        return bm_contrast_ratio(text->color, ground);
    return bm_contrast_ratio(text->color, bm_color_over(text->halo_color, ground));
}

static void check_furniture(const bm_style *style)
{
    const bm_text_style *texts[] = {&style->title, &style->subtitle, &style->legend_title,
                                    &style->legend_text, &style->credit};
    bm_color paper = style->panel;
    paper.alpha = 1;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_true(contrast_with_halo(texts[i], paper) >= BM_CONTRAST_TEXT);
        /* 11 px on a screen of 96 dpi are 8.25 pt; at the maps' own 144 dpi, 5.5. */
        assert_true(texts[i]->size_pt * 144 / 72 >= 11);
    }
}

/* Names of waters are blue and slanted, those of countries are spaced. */
static void check_looks(const bm_style *style)
{
    bm_color water = style->water_label.color;
    assert_true(style->water_label.italic && water.blue > water.green && water.green > water.red);
    assert_true(style->country_label.spacing_pt > style->country_label.size_pt / 5);
    for (size_t k = 0; k < 3; k++)
        assert_true(contrast_with_halo(&style->country_label, style->focus[k % 2]) >=
                    BM_CONTRAST_TEXT);
}

/* Kinds of events are told apart by shape, and by colour with every kind of eyes. */
static void check_categories(const char *name, const bm_style *style, bm_vision vision,
                             double least)
{
    for (size_t i = 0; i < style->category_count; i++)
        for (size_t j = 0; j < i; j++) {
            const bm_category_style *a = &style->categories[i], *b = &style->categories[j];
            double apart = bm_color_difference(vision, a->fill, b->fill);
            assert_int_not_equal(a->shape, b->shape);
            if (apart < least)
                fail_msg("%s: %s and %s are %.1f apart with %s", name, a->key, b->key, apart,
                         bm_vision_name(vision));
        }
}

static void kinds_are_told_apart_by_all_eyes(void **state)
{
    (void)state;
    static const char *const names[] = {"light", "dark", "print"};
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        bm_style *style = NULL;
        bm_error error = {0};
        if (bm_style_open(names[n], &style, &error))
            fail_msg("%s", error.message);
        for (int vision = BM_VISION_FULL; vision < BM_VISION_GREY; vision++)
            check_categories(names[n], style, (bm_vision)vision, 10);
        if (strcmp(names[n], "print") == 0)
            check_categories(names[n], style, BM_VISION_GREY, 7);
        bm_style_free(style);
    }
}

static void can_be_read_by_everyone(const char *name)
{
    bm_style *style = NULL;
    bm_error error = {0};
    if (bm_style_open(name, &style, &error))
        fail_msg("%s", error.message);
    const bm_color grounds[] = {style->background, style->no_data,  style->land,
                                style->focus[0],   style->focus[1], style->water};
    const bm_text_style *texts[] = {&style->oblast_label,   &style->town_labels[0],
                                    &style->town_labels[1], &style->town_labels[2],
                                    &style->town_labels[3], &style->crossing_label,
                                    &style->event_label,    &style->water_label};
    for (size_t ground = 0; ground < sizeof grounds / sizeof *grounds; ground++) {
        assert_true(bm_contrast_ratio(style->symbol_outline, grounds[ground]) >= 3);
        assert_true(bm_contrast_ratio(style->border_line.color, grounds[ground]) >= 4.5);
        assert_true(bm_contrast_ratio(style->country_label.color, grounds[ground]) >= 3);
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
            if (bm_contrast_ratio(texts[i]->color, grounds[ground]) < 4)
                fail_msg("%s: text %zu on ground %zu: %.2f", name, i, ground,
                         bm_contrast_ratio(texts[i]->color, grounds[ground]));
    }
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (size_t k = 0; k < sizeof grounds / sizeof *grounds; k++)
            assert_true(contrast_with_halo(texts[i], grounds[k]) >= BM_CONTRAST_TEXT);
        assert_true(texts[i]->size_pt >= 6);
        assert_true(texts[i]->halo_pt <= texts[i]->size_pt / 5);
    }
    check_furniture(style);
    check_looks(style);
    assert_true(style->border_line.width_pt > 2 * style->country_line.width_pt);
    for (size_t i = 0; i < style->category_count; i++) {
        assert_int_not_equal(style->categories[i].shape, style->other.shape);
        for (size_t j = 0; j < i; j++)
            assert_int_not_equal(style->categories[i].shape, style->categories[j].shape);
    }
    bm_style_free(style);
}

static void shipped_styles_can_be_read_by_everyone(void **state)
{
    (void)state;
    can_be_read_by_everyone("light");
    can_be_read_by_everyone("dark");
    can_be_read_by_everyone("print");
}

/* Every section and key stands in docs/style.md. */
static void manual_names_every_key(void **state)
{
    (void)state;
    FILE *file = fopen(BM_TEST_SOURCE_DIR "/docs/style.md", "r");
    assert_non_null(file);
    static char manual[1 << 16];
    size_t length = fread(manual, 1, sizeof manual - 1, file);
    manual[length] = '\0';
    fclose(file);
    size_t count;
    const bm_style_section *sections = bm_style_sections(&count);
    for (size_t i = 0; i < count; i++) {
        char word[64];
        snprintf(word, sizeof word, "`[%s]`", sections[i].name);
        if (!strstr(manual, word))
            fail_msg("docs/style.md lacks %s", word);
        for (size_t k = 0; k < sections[i].key_count; k++) {
            snprintf(word, sizeof word, "`%s`", sections[i].keys[k].name);
            if (!strstr(manual, word))
                fail_msg("docs/style.md lacks %s of [%s]", word, sections[i].name);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_what_is_wrong),
        cmocka_unit_test(says_what_cannot_be_opened),
        cmocka_unit_test(builds_on_its_base),
        cmocka_unit_test(takes_its_colours_from_a_palette),
        cmocka_unit_test(shipped_styles_can_be_read_by_everyone),
        cmocka_unit_test(kinds_are_told_apart_by_all_eyes),
        cmocka_unit_test(manual_names_every_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
