/* Which parts of a page are the report. */
#include "tests/events/page_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PROSE                                                                                      \
    "The column left the range near Verbivka at noon and went home along the road to Stolin, "     \
    "as the drill had ended two days earlier than it was planned to end, the ministry said."
#define SHOWN "B " PROSE "\n"

/* The report is the prose, and nothing else of the page is read. */
static void what_is_not_the_report_is_dropped(void **state)
{
    (void)state;
    static const char *const pages[] = {
        "<p>" PROSE "<script>London</script><style>London</style><noscript>London</noscript>"
        "<template>London</template><svg><text>London</text></svg><iframe>London</iframe>"
        "<button>London</button><select><option>London</select><textarea>London</textarea>"
        "<object>London</object><video>London</video><canvas>London</canvas>",
        "<nav>London</nav><header>London</header><p>" PROSE "</p><footer>London</footer>"
        "<aside>London</aside><form>London</form><menu><li>London</menu><dialog>London</dialog>",
        "<p hidden>London</p><p aria-hidden=true>London</p><p style='display: none'>London</p>"
        "<p style=visibility:hidden>London</p><p>" PROSE,
        "<div role=navigation>London</div><div role=banner>London</div><p>" PROSE
        "</p><div role=complementary>London</div><div role=contentinfo>London</div>",
        "<div class='article__share'>London</div><div id=cookieBanner>London</div><p>" PROSE
        "</p><div class='b-related-news x'>London</div><div id=disqus_thread>London</div>"
        "<div class=mostRead>London</div><p class=tags>London</p><ul "
        "class=breadcrumbs><li>London</ul>"
        "<div class='c-newsletter-form'>London</div><div class='AD'>London</div>"
        "<div class='recommendations'>London</div><div class=author-box>London</div>"
        "<div id=reklama>London</div>",
        "<p><a href=1>London</a></p><p>" PROSE "</p><h3>More</h3><ul><li><a href=1>London</a>"
        "<li>12:30 <a href=2>Fire in Paris</a></ul><p>See: <a href=3>Rome and Oslo</a></p>",
        "<article><p>" PROSE "</p></article><p>London</p><article><p>Oslo</p></article>",
        "<div><p>London</div><main><p>" PROSE "</main><div>London</div>",
        "<p>London</p><div itemprop=articleBody><p>" PROSE "</div><p>London</p>",
        "<p>London</p><div class='post_text'><p>" PROSE "</div><p>London</p>",
        "<div class='sidebar'><p>London</p><main><p>" PROSE "</main></div>",
        "<article><div class=comments><p>London</p></div><p>" PROSE
        "</p><div class=comment><article><p>London</article></div></article>",
        "<!-- London --><p>" PROSE "<!-- London --></p><![CDATA[London]]><!--[if IE]>London"
        "<![endif]--><![if !IE]><![endif]>",
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        read_page page;
        page_read_text(&page, pages[i]);
        if (strcmp(page.shown, SHOWN) != 0)
            fail_msg("page %zu: %s", i, page.shown);
        assert_int_equal(page_check_spans(&page), 34);
        page_close(&page);
    }
}

/* These look like furniture, and are the report all the same. */
static void the_report_is_not_lost(void **state)
{
    (void)state;
    static const char *const pages[] = {
        "<form id=aspnetForm><div><p>" PROSE "</div></form>",
        "<nav><div>Home</nav><p>" PROSE,
        "<body class='sidebar menu-open'><p>" PROSE,
        "<div class='page--sidebar has-comments no-share with-footer'><p>" PROSE,
        "<div class='post category-social tag-cookie type-poll'><p>" PROSE,
        "<article class='promo'><p>" PROSE,
        "<div class='modal'><p>" PROSE,
        "<div id=root aria-hidden=true><p>" PROSE,
        "<aside><p>" PROSE,
        "<header><p>" PROSE,
        "<div class=caption><p>" PROSE,
        "<article><header><p>" PROSE "</header></article>",
        "<title><p>" PROSE,
        "<p><span class=address>" PROSE "</span>",
        "<pre>" PROSE "</pre>",
        "<center><font>" PROSE,
        "<table><tr><td><b>" PROSE,
        "<a name=top>" PROSE,
        "<p>See <span class=share>here<p>" PROSE,
        "<p>See <span hidden>here<div>" PROSE,
        "<button><div>Menu</button><article><p>" PROSE,
        "<noscript><div></noscript><h1>Drill</h1><p>" PROSE,
        "<p><a href=1>The column left the range near Verbivka at noon and went home along the road "
        "to Stolin</a>, as it had to.<p>" PROSE,
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        read_page page;
        page_read_text(&page, pages[i]);
        if (!strstr(page.shown, SHOWN))
            fail_msg("page %zu: %s", i, page.shown);
        page_close(&page);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_the_report_is_dropped),
        cmocka_unit_test(the_report_is_not_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
