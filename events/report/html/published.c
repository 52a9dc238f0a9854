/* When a page says it was published. */
#include "events/report/html/page.h"
#include "events/report/publication_day.h"

#include <string.h>

enum { DATE_LENGTH_MAX = 40 };

static void keep_date(bm_html_page *page, bm_html_date date, const char *text, size_t length)
{
    char copy[DATE_LENGTH_MAX + 1];
    if (page->has_date[date] || length > DATE_LENGTH_MAX)
        return;
    memcpy(copy, text, length);
    copy[length] = '\0';
    page->has_date[date] = bm_publication_day_parse(copy, &page->dates[date], NULL) == BM_OK;
}

static void keep_value(bm_html_page *page, bm_html_date date, const char *value)
{
    if (value)
        keep_date(page, date, value, strnlen(value, DATE_LENGTH_MAX + 1));
}

static bool is_one_of(const char *name, const char *const *names)
{
    for (; name && *names; names++)
        if (strcmp(name, *names) == 0)
            return true;
    return false;
}

void bm_html_page_date_of_element(bm_html_page *page, const char *name,
                                  const char *const *attributes)
{
    static const char *const properties[] = {"article:published_time",
                                             "og:published_time",
                                             "og:article:published_time",
                                             "datePublished",
                                             "dc.date.issued",
                                             "DC.date.issued",
                                             "parsely-pub-date",
                                             "pubdate",
                                             "publishdate",
                                             "mediator_published_time",
                                             NULL};
    const char *item = bm_html_attribute(attributes, "itemprop");
    const char *content = bm_html_attribute(attributes, "content");
    const char *time = bm_html_attribute(attributes, "datetime");
    bool is_published = item && strcmp(item, "datePublished") == 0;
    if (strcmp(name, "meta") == 0 &&
        (is_one_of(bm_html_attribute(attributes, "property"), properties) ||
         is_one_of(bm_html_attribute(attributes, "name"), properties)))
        keep_value(page, BM_HTML_DATE_META, content);
    if (is_published)
        keep_value(page, BM_HTML_DATE_ITEM, content ? content : time);
    if (strcmp(name, "time") == 0 && bm_html_attribute(attributes, "pubdate"))
        keep_value(page, BM_HTML_DATE_ITEM, time);
    else if (strcmp(name, "time") == 0 && (page->state & (BM_HTML_ARTICLE | BM_HTML_MAIN)) &&
             !(page->state & (BM_HTML_NAMED | BM_HTML_FURNITURE)))
        keep_value(page, BM_HTML_DATE_TIME, time);
}

void bm_html_page_date_of_linked_data(bm_html_page *page)
{
    static const char key[] = "\"datePublished\"";
    const char *at = strstr(bm_strbuf_text(&page->linked_data), key);
    if (!at)
        return;
    at += sizeof key - 1;
    at += strspn(at, " \t\r\n");
    if (*at++ != ':')
        return;
    at += strspn(at, " \t\r\n");
    if (*at++ != '"')
        return;
    keep_date(page, BM_HTML_DATE_LINKED_DATA, at, strcspn(at, "\""));
}
