#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <png.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "render/canvas/private.h"

static const bm_text_style plain = {
    .family = "Roboto Condensed, sans-serif", .size_pt = 10, .color = {0, 0, 0, 1}};

static bm_canvas *open_canvas(bm_map_format format)
{
    static const bm_canvas_info info = {.title = "A & B <Київ>",
                                        .description = "two \"things\"",
                                        .credit = "nobody",
                                        .author = "tests",
                                        .software = "bordermap",
                                        .made_at_s = 1646956800};
    bm_canvas *canvas = NULL;
    assert_int_equal(bm_canvas_new(format, 120, 80, 144, &info, &canvas, NULL), BM_OK);
    return canvas;
}

/* Everything that a map does, in small. */
static void paint_all(bm_canvas *canvas)
{
    bm_line_style line = {.color = {0, 0, 1, 0.5}, .width_pt = 1, .dash_pt = {2, 1}};
    bm_canvas_begin_group(canvas, "1 a/b", "Title & <more>\x01");
    bm_canvas_begin_clip(canvas, (bm_px_box){5, 5, 115, 75});
    bm_canvas_add_box(canvas, (bm_px_box){0, 0, 120, 80});
    bm_canvas_fill(canvas, (bm_color){1, 1, 1, 1});
    bm_canvas_add_circle(canvas, (bm_px){60, 40}, 20);
    bm_canvas_fill_stroke(canvas, (bm_color){1, 0, 0, 1}, &line);
    bm_canvas_end_clip(canvas);
    bm_canvas_end_group(canvas);
    bm_text_style halo = plain;
    halo.halo_pt = 1;
    halo.halo_color = (bm_color){1, 1, 1, 1};
    bm_canvas_text(canvas, &halo, (bm_px){10, 60}, 0, "Ўўіґї & <b>Kopani</b>");
    bm_canvas_text(canvas, &plain, (bm_px){100, 70}, -90, "turned");
    bm_canvas_text(canvas, &plain, (bm_px){100, 75}, 0, "a  b");
}

static const void *finish(bm_canvas *canvas, bm_sink **sink, size_t *size)
{
    bm_error error = {0};
    assert_int_equal(bm_sink_open_memory(sink, NULL), BM_OK);
    if (bm_canvas_finish(canvas, *sink, &error))
        fail_msg("%s", error.message);
    assert_int_equal(bm_sink_commit(*sink, NULL), BM_OK);
    bm_canvas_free(canvas);
    return bm_sink_memory(*sink, size);
}

static void refuses_sizes_out_of_range(void **state)
{
    (void)state;
    bm_canvas *canvas = NULL;
    bm_error error = {0};
    assert_int_equal(bm_canvas_new(BM_MAP_PNG, 0, 10, 144, NULL, &canvas, &error),
                     BM_ERROR_ARGUMENT);
    assert_int_equal(bm_canvas_new(BM_MAP_PNG, 32768, 10, 144, NULL, &canvas, &error),
                     BM_ERROR_ARGUMENT);
    assert_int_equal(bm_canvas_new(BM_MAP_PNG, 32767, 32767, 144, NULL, &canvas, &error),
                     BM_ERROR_LIMIT);
    assert_non_null(strstr(error.message, "32767x32767"));
    assert_int_equal(bm_canvas_new(BM_MAP_PNG, 10, 10, NAN, NULL, &canvas, &error),
                     BM_ERROR_ARGUMENT);
    assert_null(canvas);
}

static void measures_text(void **state)
{
    (void)state;
    bm_canvas *canvas = open_canvas(BM_MAP_PNG);
    bm_text_size one = bm_canvas_measure(canvas, &plain, "Kopani");
    bm_text_size two = bm_canvas_measure(canvas, &plain, "KopaniKopani");
    assert_true(one.width > 20 && one.width < 100);
    assert_true(fabs(two.width - 2 * one.width) < 1);
    assert_true(one.ascent > one.descent && one.descent > 0);
    assert_true(bm_canvas_measure(canvas, &plain, "").width == 0);
    bm_text_style spaced = plain;
    spaced.spacing_pt = 2;
    assert_true(bm_canvas_measure(canvas, &spaced, "Kopani").width > one.width + 15);
    /* Markup is text, and controls have no width. */
    assert_true(bm_canvas_measure(canvas, &plain, "<b>x</b>").width >
                bm_canvas_measure(canvas, &plain, "x").width * 3);
    assert_true(bm_canvas_measure(canvas, &plain, "Kopa\xE2\x80\xAE\x01ni").width == one.width);
    bm_canvas_free(canvas);
}

static int count_blanks(const char *text)
{
    int count = 0;
    for (; *text; text++)
        count += *text == ' ';
    return count;
}

/* Plain texts are measured without a layout: the width must be that of the line that is drawn. */
static void measures_as_pango_does(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Kopani",        "AVATAR To. Yo, LT 11", "Киев, Гомель и Ёлка",          "Łódź–Brześć",
        "Копані і Ґава", "24–28 Feb 2022",       "fi ffl 'quoted' & (brackets)", "Kyiv Київ",
        "2022",          "© A · 49.6° N",        "Αθήνα and Kyiv, Київ…",        "«Ў» — No\u00a05",
    };
    bm_canvas *canvas = open_canvas(BM_MAP_PNG);
    bm_text_style style = plain;
    for (int variant = 0; variant < 8; variant++) {
        style.bold = variant & 1;
        style.italic = variant & 2;
        style.spacing_pt = variant & 4 ? 2.5 : 0;
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
            PangoLayout *layout = pango_layout_new(bm_fonts_of(canvas)->context);
            PangoFontDescription *font = bm_text_describe(&style);
            PangoRectangle box;
            PangoAttrList *attributes = pango_attr_list_new();
            int spacing =
                (int)lround(style.spacing_pt / style.size_pt * BM_TEXT_UNIT_PX * PANGO_SCALE);
            if (spacing)
                pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(spacing));
            pango_layout_set_attributes(layout, attributes);
            pango_attr_list_unref(attributes);
            pango_layout_set_font_description(layout, font);
            pango_layout_set_text(layout, texts[i], -1);
            pango_layout_get_extents(layout, NULL, &box);
            double scale = bm_text_scale(&style, bm_canvas_px(canvas, 1));
            bm_text_size size = bm_canvas_measure(canvas, &style, texts[i]);
            /* Letters are not drawn nearer to a blank. */
            double near = 1e-6 + 0.03 * count_blanks(texts[i]) * bm_canvas_px(canvas, 10);
            if (fabs(size.width - (double)box.width / PANGO_SCALE * scale) > near)
                fail_msg("%s: %f, Pango %f (variant %d)", texts[i], size.width,
                         (double)box.width / PANGO_SCALE * scale, variant);
            assert_true(
                fabs(size.ascent + size.descent - (double)box.height / PANGO_SCALE * scale) < 1e-6);
            pango_font_description_free(font);
            g_object_unref(layout);
        }
    }
    bm_canvas_free(canvas);
}

static void leaves_out_letters_that_no_font_has(void **state)
{
    (void)state;
    char known[BM_CANVAS_TEXT_MAX + 1];
    bm_canvas *canvas = open_canvas(BM_MAP_SVG);
    double width = bm_canvas_measure(canvas, &plain, "Kiv boom").width;
    assert_true(fabs(bm_canvas_measure(canvas, &plain, "Ki\xF3\xBF\xBF\xBDv boom").width - width) <
                0.01);
    assert_false(
        bm_canvas_keep_known(canvas, &plain, "boom \xF3\xBF\xBF\xBD\xEF\xB8\x8F bang", known));
    assert_string_equal(known, "boom bang");
    assert_false(bm_canvas_keep_known(canvas, &plain, "\xF3\xBF\xBF\xBD", known));
    assert_string_equal(known, "");
    assert_true(bm_canvas_keep_known(canvas, &plain, "Ґанок–2", known));
    assert_string_equal(known, "Ґанок–2");
    assert_int_equal(bm_text_count_letters(known), 6);
    bm_canvas_text(canvas, &plain, (bm_px){10, 10}, 0, "boom \xF3\xBF\xBF\xBD");
    bm_sink *sink = NULL;
    size_t size;
    const char *bytes = finish(canvas, &sink, &size);
    assert_non_null(memmem(bytes, size, ">boom<", 6));
    bm_sink_free(sink);
}

static void names_the_text_that_it_must_show(void **state)
{
    (void)state;
    bm_canvas *canvas = open_canvas(BM_MAP_PNG);
    bm_error error = {0};
    bm_canvas_require(canvas, &plain, NULL);
    bm_canvas_require(canvas, &plain, "Київ");
    assert_int_equal(bm_canvas_status(canvas, &error), BM_OK);
    bm_canvas_require(canvas, &plain, "Ki\xF3\xBF\xBF\xBDv");
    assert_int_equal(bm_canvas_status(canvas, &error), BM_ERROR_UNSUPPORTED);
    assert_non_null(strstr(error.message, "Ki"));
    bm_sink *sink = NULL;
    assert_int_equal(bm_sink_open_memory(&sink, NULL), BM_OK);
    assert_int_equal(bm_canvas_finish(canvas, sink, &error), BM_ERROR_UNSUPPORTED);
    bm_sink_free(sink);
    bm_canvas_free(canvas);
}

static void survives_coordinates_that_are_not_finite(void **state)
{
    (void)state;
    const bm_px bad[] = {{NAN, 1}, {1, INFINITY}, {3, 3}, {9, 9}};
    for (int format = BM_MAP_PNG; format <= BM_MAP_PDF; format++) {
        bm_canvas *canvas = open_canvas((bm_map_format)format);
        bm_canvas_add_circle(canvas, bad[0], 3);
        bm_canvas_add_circle(canvas, bad[2], INFINITY);
        bm_canvas_add_points(canvas, bad, 4, true);
        bm_canvas_fill(canvas, (bm_color){0, 0, 0, 1});
        bm_canvas_text(canvas, &plain, bad[1], 0, "x");
        bm_canvas_text(canvas, &plain, bad[2], NAN, "x");
        bm_sink *sink = NULL;
        size_t size;
        finish(canvas, &sink, &size);
        bm_sink_free(sink);
    }
}

static void writes_a_png_that_says_what_it_is(void **state)
{
    (void)state;
    bm_canvas *canvas = open_canvas(BM_MAP_PNG);
    paint_all(canvas);
    bm_sink *sink = NULL;
    size_t size;
    const void *bytes = finish(canvas, &sink, &size);
    png_image image = {.version = PNG_IMAGE_VERSION};
    assert_true(png_image_begin_read_from_memory(&image, bytes, size));
    assert_int_equal(image.width, 120);
    assert_int_equal(image.height, 80);
    image.format = PNG_FORMAT_RGB;
    png_bytep pixels = malloc(PNG_IMAGE_SIZE(image));
    assert_true(png_image_finish_read(&image, NULL, pixels, 0, NULL));
    const png_byte *middle = pixels + 3 * (30 * 120 + 60);
    assert_int_equal(middle[0], 255);
    assert_int_equal(middle[1], 0);
    /* Outside the clip nothing was painted. */
    assert_int_equal(pixels[0], 0);
    free(pixels);
    assert_non_null(memmem(bytes, size, "pHYs\0\0\x16\x25\0\0\x16\x25\x01", 13));
    assert_non_null(memmem(bytes, size, "A & B <Київ>", 14));
    assert_null(memmem(bytes, size, "tIME", 4));
    bm_sink_free(sink);
}

static void writes_the_same_bytes_every_time(void **state)
{
    (void)state;
    for (int format = BM_MAP_PNG; format <= BM_MAP_PDF; format++) {
        bm_sink *sinks[2];
        size_t sizes[2];
        const void *bytes[2];
        for (int run = 0; run < 2; run++) {
            bm_canvas *canvas = open_canvas((bm_map_format)format);
            paint_all(canvas);
            bytes[run] = finish(canvas, &sinks[run], &sizes[run]);
        }
        assert_int_equal(sizes[0], sizes[1]);
        assert_true(memcmp(bytes[0], bytes[1], sizes[0]) == 0);
        bm_sink_free(sinks[0]);
        bm_sink_free(sinks[1]);
    }
}

static void *open_fonts(void *context)
{
    bm_map_load_fonts();
    return bm_map_fonts_new(context);
}

/* Fonts that another thread opened make no difference, and may be freed before the canvas. */
static void fonts_may_be_opened_ahead(void **state)
{
    (void)state;
    bm_style *style = NULL;
    pthread_t thread;
    void *fonts = NULL;
    assert_int_equal(bm_style_open("light", &style, NULL), BM_OK);
    assert_int_equal(pthread_create(&thread, NULL, open_fonts, style), 0);
    assert_int_equal(pthread_join(thread, &fonts), 0);
    assert_non_null(fonts);
    bm_sink *sinks[2];
    size_t sizes[2];
    const void *bytes[2];
    for (int ahead = 0; ahead < 2; ahead++) {
        bm_canvas *canvas = open_canvas(BM_MAP_PNG);
        if (ahead) {
            bm_canvas_use_fonts(canvas, fonts);
            bm_map_fonts_free(fonts);
        }
        paint_all(canvas);
        bm_canvas_text(canvas, &style->title, (bm_px){10, 20}, 0, "Kyiv Київ");
        bytes[ahead] = finish(canvas, &sinks[ahead], &sizes[ahead]);
    }
    assert_int_equal(sizes[0], sizes[1]);
    assert_memory_equal(bytes[0], bytes[1], sizes[0]);
    bm_sink_free(sinks[0]);
    bm_sink_free(sinks[1]);
    bm_style_free(style);
}

static void svg_is_escaped_text_in_named_groups(void **state)
{
    (void)state;
    bm_canvas *canvas = open_canvas(BM_MAP_SVG);
    paint_all(canvas);
    paint_all(canvas);
    bm_sink *sink = NULL;
    size_t size;
    const char *text = finish(canvas, &sink, &size);
    assert_non_null(strstr(text, "<title id=\"map-title\">A &amp; B &lt;Київ&gt;</title>"));
    assert_non_null(strstr(text, "role=\"img\""));
    assert_non_null(strstr(text, "<g id=\"_a_b\">\n<title>Title &amp; &lt;more&gt; </title>"));
    assert_non_null(strstr(text, "<g id=\"_a_b-2\">"));
    assert_null(strstr(text, "<g id=\"_a_b-3\">"));
    /* A clip that recurs is written once. */
    assert_non_null(
        strstr(text, "<clipPath id=\"clip\"><path d=\"m5 5h110v70h-110z\"/></clipPath>"));
    assert_null(strstr(text, "<clipPath id=\"clip-2\">"));
    assert_non_null(strstr(text, "<circle cx=\"60\" cy=\"40\" r=\"20\" fill=\"#ff0000\""));
    assert_non_null(strstr(text, ">Ўўіґї &amp; &lt;b&gt;Kopani&lt;/b&gt;</text>"));
    assert_non_null(strstr(text, "paint-order=\"stroke\""));
    assert_non_null(strstr(text, "transform=\"rotate(-90 100 70)\""));
    assert_non_null(strstr(text, "xml:space=\"preserve\">a  b</text>"));
    assert_non_null(strstr(text, "<path d=\"m0 0h120v80h-120z\" fill=\"#ffffff\"/>"));
    bm_sink_free(sink);
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, part)); at++)
        count++;
    return count;
}

/* What looks the same says so once, on a group or on one of its own. */
static void svg_text_goes_the_way_of_its_first_letter(void **state)
{
    (void)state;
    bm_canvas *canvas = open_canvas(BM_MAP_SVG);
    bm_sink *sink = NULL;
    size_t size;
    bm_svg_text(canvas, &plain, (bm_px){10, 20}, 0, "שלום bidi 12");
    bm_svg_text(canvas, &plain, (bm_px){10, 40}, 0, "bidi שלום 12");
    const char *svg = finish(canvas, &sink, &size);
    assert_non_null(memmem(svg, size, ">\u2067שלום bidi 12\u2069</text>",
                           strlen(">\u2067שלום bidi 12\u2069</text>")));
    assert_non_null(memmem(svg, size, ">bidi שלום 12</text>", strlen(">bidi שלום 12</text>")));
    bm_sink_free(sink);
}

static void svg_neighbours_share_their_look(void **state)
{
    (void)state;
    static const struct {
        double size_pt;
        const char *group;
    } texts[] = {{10, NULL}, {10, NULL}, {10, "one"}, {12, NULL}, {10, "two"}, {10, "three"}};
    bm_canvas *canvas = open_canvas(BM_MAP_SVG);
    bm_canvas_begin_group(canvas, "names", NULL);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        bm_text_style style = plain;
        style.size_pt = texts[i].size_pt;
        if (texts[i].group)
            bm_canvas_begin_group(canvas, texts[i].group, "");
        bm_canvas_text(canvas, &style, (bm_px){10.04, 60.06}, 0, "Kopani");
        if (texts[i].group)
            bm_canvas_end_group(canvas);
    }
    bm_canvas_end_group(canvas);
    bm_canvas_begin_group(canvas, "lines", NULL);
    bm_line_style line = {.color = {0, 0, 1, 1}, .width_pt = 1};
    for (int i = 0; i < 3; i++) {
        const bm_px points[] = {{i + 0.04, 0}, {i + 0.04, 9.5}, {i + 0.51, 10.02}};
        bm_canvas_add_points(canvas, points, 3, false);
        bm_canvas_stroke(canvas, &line);
    }
    bm_canvas_end_group(canvas);
    bm_sink *sink = NULL;
    size_t size;
    const char *text = finish(canvas, &sink, &size);
    assert_int_equal(count_of(text, "font-family"), 1);
    assert_int_equal(count_of(text, "font-size=\"20\""), 2);
    assert_int_equal(count_of(text, "font-size=\"24\""), 1);
    assert_int_equal(count_of(text, "<text x=\"10\" y=\"60.1\">Kopani</text>"), 5);
    assert_int_equal(count_of(text, "stroke-width"), 1);
    assert_non_null(strstr(text, "<path d=\"m0 0v9.5l.5.5\"/>\n<path d=\"m1 0v9.5l.5.5\"/>"));
    assert_int_equal(count_of(text, "<g"), count_of(text, "</g>"));
    bm_sink_free(sink);
}

static void paint_spot(bm_canvas *canvas, bm_px center, const void *context)
{
    (void)context;
    bm_canvas_add_circle(canvas, center, 3);
    bm_canvas_fill(canvas, (bm_color){1, 0, 0, 1});
}

/* Few symbols stand where they are; of very many, equal ones are one picture. */
static void svg_of_many_symbols_has_each_once(void **state)
{
    (void)state;
    for (int many = 0; many < 2; many++) {
        bm_canvas *canvas = open_canvas(BM_MAP_SVG);
        bm_canvas_expect_sprites(canvas, many ? 1000 : 10);
        for (int i = 0; i < 10; i++)
            bm_canvas_sprite(canvas, i % 2 ? "odd" : "even", (bm_px){10 * i, 20}, 4, paint_spot,
                             NULL);
        bm_sink *sink = NULL;
        size_t size;
        const char *text = finish(canvas, &sink, &size);
        assert_int_equal(count_of(text, "<circle"), many ? 2 : 10);
        assert_int_equal(count_of(text, "<use xlink:href=\"#symbol"), many ? 10 : 0);
        bm_sink_free(sink);
    }
}

static void letters_can_be_outlines(void **state)
{
    (void)state;
    static const bm_canvas_info info = {.title = "t", .outlines = true};
    bm_canvas *canvas = NULL;
    assert_int_equal(bm_canvas_new(BM_MAP_SVG, 120, 80, 144, &info, &canvas, NULL), BM_OK);
    bm_canvas_text(canvas, &plain, (bm_px){10, 60}, 0, "Київ <1>");
    bm_canvas_text(canvas, &plain, (bm_px){1e4, 1e4}, 0, "afar");
    bm_sink *sink = NULL;
    size_t size;
    const char *text = finish(canvas, &sink, &size);
    assert_null(strstr(text, "<text"));
    assert_non_null(strstr(text, "<path aria-label=\"Київ &lt;1&gt;\" d=\"m"));
    assert_non_null(strstr(text, "<path aria-label=\"afar\" d=\"m"));
    bm_sink_free(sink);
}

static void svg_groups_must_match(void **state)
{
    (void)state;
    bm_sink *sink = NULL;
    assert_int_equal(bm_sink_open_memory(&sink, NULL), BM_OK);
    bm_canvas *canvas = open_canvas(BM_MAP_SVG);
    bm_canvas_begin_group(canvas, "open", NULL);
    assert_int_equal(bm_canvas_finish(canvas, sink, NULL), BM_ERROR_INTERNAL);
    bm_canvas_free(canvas);
    canvas = open_canvas(BM_MAP_SVG);
    bm_canvas_end_group(canvas);
    assert_int_equal(bm_canvas_finish(canvas, sink, NULL), BM_ERROR_INTERNAL);
    bm_canvas_free(canvas);
    bm_sink_free(sink);
}

static void paint_dot(bm_canvas *canvas, bm_px center, const void *context)
{
    int *calls = (int *)(uintptr_t)context;
    (*calls)++;
    bm_canvas_add_circle(canvas, center, 4);
    bm_canvas_fill(canvas, (bm_color){0, 1, 0, 1});
}

static void paints_a_sprite_once(void **state)
{
    (void)state;
    int calls = 0;
    bm_canvas *canvas = open_canvas(BM_MAP_PNG);
    for (int i = 0; i < 5; i++)
        bm_canvas_sprite(canvas, "dot", (bm_px){10 + 20 * i, 40}, 5, paint_dot, &calls);
    bm_canvas_sprite(canvas, "dot", (bm_px){NAN, 40}, 5, paint_dot, &calls);
    assert_int_equal(calls, 1);
    assert_int_equal(bm_canvas_status(canvas, NULL), BM_OK);
    bm_canvas_free(canvas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_sizes_out_of_range),
        cmocka_unit_test(measures_text),
        cmocka_unit_test(measures_as_pango_does),
        cmocka_unit_test(leaves_out_letters_that_no_font_has),
        cmocka_unit_test(names_the_text_that_it_must_show),
        cmocka_unit_test(survives_coordinates_that_are_not_finite),
        cmocka_unit_test(writes_a_png_that_says_what_it_is),
        cmocka_unit_test(writes_the_same_bytes_every_time),
        cmocka_unit_test(fonts_may_be_opened_ahead),
        cmocka_unit_test(svg_is_escaped_text_in_named_groups),
        cmocka_unit_test(svg_text_goes_the_way_of_its_first_letter),
        cmocka_unit_test(svg_neighbours_share_their_look),
        cmocka_unit_test(svg_of_many_symbols_has_each_once),
        cmocka_unit_test(letters_can_be_outlines),
        cmocka_unit_test(svg_groups_must_match),
        cmocka_unit_test(paints_a_sprite_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
