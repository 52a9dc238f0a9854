#include "events/report/html/element.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

typedef struct tag {
    const char *name;
    uint32_t bits;
} tag;

#define BLOCK BM_HTML_BLOCK
#define DROPPED BM_HTML_DROPPED
#define ITEM (BM_HTML_BLOCK | BM_HTML_ITEM)
#define HEADING (BM_HTML_BLOCK | BM_HTML_HEADING)
#define FURNITURE (BM_HTML_BLOCK | BM_HTML_FURNITURE)

/* In order of their names. */
static const tag tags[] = {
    {"a", BM_HTML_LINK},
    {"address", BLOCK},
    {"applet", DROPPED},
    {"article", BLOCK | BM_HTML_ARTICLE},
    {"aside", FURNITURE},
    {"audio", DROPPED},
    {"blockquote", BLOCK},
    {"body", BLOCK},
    {"br", BM_HTML_BREAK},
    {"button", DROPPED},
    {"canvas", DROPPED},
    {"caption", BLOCK},
    {"center", BLOCK},
    {"datalist", DROPPED},
    {"dd", ITEM},
    {"details", BLOCK},
    {"dialog", FURNITURE},
    {"dir", BLOCK},
    {"div", BLOCK},
    {"dl", BLOCK},
    {"dt", ITEM},
    {"fieldset", BLOCK},
    {"figcaption", BLOCK | BM_HTML_CAPTION},
    {"figure", BLOCK},
    {"footer", FURNITURE},
    {"form", BLOCK | BM_HTML_FORM},
    {"frameset", BLOCK},
    {"h1", HEADING | BM_HTML_HEADLINE},
    {"h2", HEADING},
    {"h3", HEADING},
    {"h4", HEADING},
    {"h5", HEADING},
    {"h6", HEADING},
    {"head", BLOCK},
    {"header", BLOCK | BM_HTML_HEADER},
    {"hgroup", BLOCK},
    {"hr", BLOCK},
    {"html", BLOCK},
    {"iframe", DROPPED},
    {"input", DROPPED},
    {"label", BM_HTML_FORM},
    {"legend", BLOCK},
    {"li", ITEM},
    {"main", BLOCK | BM_HTML_MAIN | BM_HTML_CERTAIN},
    {"map", DROPPED},
    {"math", DROPPED},
    {"menu", FURNITURE},
    {"nav", FURNITURE},
    {"noembed", DROPPED},
    {"noframes", DROPPED},
    {"noscript", DROPPED},
    {"object", DROPPED},
    {"ol", BLOCK},
    {"optgroup", DROPPED},
    {"option", DROPPED},
    {"p", BLOCK | BM_HTML_PARAGRAPH},
    {"picture", DROPPED},
    {"pre", BLOCK | BM_HTML_PREFORMATTED},
    {"script", DROPPED},
    {"section", BLOCK},
    {"select", DROPPED},
    {"style", DROPPED},
    {"summary", BLOCK},
    {"svg", DROPPED},
    {"table", BLOCK},
    {"tbody", BLOCK},
    {"td", ITEM},
    {"template", DROPPED},
    {"textarea", DROPPED},
    {"tfoot", BLOCK},
    {"th", ITEM},
    {"thead", BLOCK},
    {"title", BLOCK | BM_HTML_TITLE},
    {"tr", BLOCK},
    {"ul", BLOCK},
    {"video", DROPPED},
    {"xmp", BLOCK | BM_HTML_PREFORMATTED},
};

static int compare(const void *key, const void *element)
{
    return strcmp(key, ((const tag *)element)->name);
}

uint32_t bm_html_tag_bits(const char *name)
{
    const tag *found = bsearch(name, tags, sizeof tags / sizeof *tags, sizeof *tags, compare);
    return found ? found->bits : 0;
}

const char *bm_html_attribute(const char *const *attributes, const char *name)
{
    for (size_t i = 0; attributes && attributes[i]; i += 2)
        if (strcmp(attributes[i], name) == 0)
            return attributes[i + 1];
    return NULL;
}
