#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "events/markup.h"

static void assert_both_ways(const char *text, const char *escaped)
{
    bm_strbuf there = {0}, back = {0};
    bm_markup_put_escaped(text, &there);
    bm_markup_put_plain(bm_strbuf_text(&there), &back);
    assert_false(there.failed || back.failed);
    assert_string_equal(bm_strbuf_text(&there), escaped);
    assert_string_equal(bm_strbuf_text(&back), text);
    bm_strbuf_finish(&there);
    bm_strbuf_finish(&back);
}

static void test_elements_and_references_are_text(void **state)
{
    (void)state;
    assert_both_ways("<b>x</b> & \"y\"", "&lt;b&gt;x&lt;/b&gt; &amp; \"y\"");
    assert_both_ways("</b", "&lt;/b");
    assert_both_ways("<!-- x -->", "&lt;!-- x --&gt;");
    assert_both_ways("&lt;b&gt;", "&amp;lt;b&amp;gt;");
    assert_both_ways("&#60;", "&amp;#60;");
    assert_both_ways("&amp;amp;", "&amp;amp;amp;");
    assert_both_ways("&quot;", "&amp;quot;");
}

static void test_what_html_shows_as_it_is_stays(void **state)
{
    (void)state;
    assert_both_ways("", "");
    assert_both_ways("a < b & c > d", "a < b & c > d");
    assert_both_ways("AT&T; 5<6", "AT&amp;T; 5&lt;6");
    assert_both_ways("R&D, 5<6, <", "R&D, 5<6, <");
    assert_both_ways("&; &#", "&; &#");
}

static void test_elements_of_others_are_kept(void **state)
{
    (void)state;
    bm_strbuf out = {0};
    bm_markup_put_plain("<p>R&amp;D</p>", &out);
    assert_string_equal(bm_strbuf_text(&out), "<p>R&amp;D</p>");
    bm_strbuf_clear(&out);
    bm_markup_put_plain("R&amp;D &quot;x&quot; &copy;", &out);
    assert_string_equal(bm_strbuf_text(&out), "R&D \"x\" &copy;");
    bm_strbuf_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_elements_and_references_are_text),
        cmocka_unit_test(test_what_html_shows_as_it_is_stays),
        cmocka_unit_test(test_elements_of_others_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
