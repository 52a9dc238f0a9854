/* What the attributes of an element say of it. Sites share no names, but the words that the names
 * are made of: "article__share", "b-related-news", "cookieBanner". */
#include "events/report/html/element.h"

#include <bordermap/status.h>
#include <stdbool.h>
#include <string.h>

enum { WORD_SIZE = 16, NAMES_LENGTH_MAX = 1000 };

static const char *const furniture[] = {
    "ad",          "addthis",     "addtoany",    "ads",         "adsense",      "adv",
    "advert",      "advertising", "advertorial", "adverts",     "banner",       "banners",
    "breadcrumb",  "breadcrumbs", "comment",     "commentlist", "comments",     "consent",
    "cookie",      "cookies",     "copyright",   "crumbs",      "disqus",       "donate",
    "donation",    "feedback",    "footer",      "gdpr",        "kamentary",    "komentari",
    "kommentarii", "kommentariy", "login",       "menu",        "modal",        "nav",
    "navbar",      "navigation",  "newsletter",  "newsletters", "outbrain",     "pagination",
    "podelitsya",  "podpiska",    "poll",        "popular",     "popup",        "promo",
    "promos",      "promotion",   "rassylka",    "rating",      "readmore",     "recirc",
    "recommend",   "recommended", "reklama",     "related",     "respond",      "share",
    "sharethis",   "sharing",     "sidebar",     "signup",      "social",       "socials",
    "sponsor",     "sponsored",   "subscribe",   "subscribers", "subscription", "taboola",
    "taglist",     "tags",        "toolbar",     "trending"};
/* The same of two words; also longer ones than a word may be. */
static const char *const furniture_pairs[][2] = {
    {"most", "read"},  {"read", "more"},       {"read", "also"}, {"also", "read"},
    {"see", "also"},   {"follow", "us"},       {"tag", "list"},  {"screen", "reader"},
    {"sr", "only"},    {"visually", "hidden"}, {"skip", "link"}, {"author", "bio"},
    {"author", "box"}, {"about", "author"},    {"more", "news"}, {"other", "news"},
    {"read", "next"},  {"up", "next"}};
/* What follows in the same name says what the page has, or what it is about, not what this is. */
static const char *const not_it[] = {"no",   "not",  "has",  "with", "without",
                                     "hide", "show", "open", "type", "category",
                                     "cat",  "tag",  "term", "topic"};
static const char *const of_article[] = {"article", "entry",       "post",     "story",
                                         "news",    "publication", "material", "single"};
static const char *const of_text[] = {"body", "content", "text"};
/* Parts of a page that hold all others: what such a name goes on with after two hyphens tells of
 * their layout. */
static const char *const wholes[] = {"app",  "body", "col",  "container", "content",
                                     "grid", "main", "page", "root",      "layout",
                                     "row",  "site", "wrap", "wrapper"};
static const char *const roles[] = {"navigation",  "banner",  "contentinfo",  "search",
                                    "menu",        "menubar", "toolbar",      "dialog",
                                    "alertdialog", "tablist", "complementary"};

#define IS_ONE_OF(word, list) is_one_of(word, list, sizeof(list) / sizeof *(list))

static bool is_one_of(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(word, list[i]) == 0)
            return true;
    return false;
}

/* The next word of a name, in small letters; false at the end of the name. */
static bool next_word(const char **at, const char *end, char word[WORD_SIZE])
{
    size_t length = 0;
    const char *from = *at;
    bool was_small = false;
    for (; from < end; from++) {
        char c = *from;
        bool capital = c >= 'A' && c <= 'Z';
        bool letter = capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!letter && length == 0)
            continue;
        if (!letter || (capital && was_small))
            break;
        if (length < WORD_SIZE - 1)
            word[length++] = (char)(capital ? c | 0x20 : c);
        was_small = !capital;
    }
    word[length] = '\0';
    *at = from;
    return length > 0;
}

static uint32_t bits_of_pair(const char *before, const char *word)
{
    for (size_t i = 0; i < sizeof furniture_pairs / sizeof *furniture_pairs; i++)
        if (strcmp(before, furniture_pairs[i][0]) == 0 && strcmp(word, furniture_pairs[i][1]) == 0)
            return BM_HTML_NAMED;
    return IS_ONE_OF(before, of_article) && IS_ONE_OF(word, of_text) ? BM_HTML_ARTICLE_BODY : 0;
}

static uint32_t bits_of_word(const char *word)
{
    if (IS_ONE_OF(word, furniture))
        return BM_HTML_NAMED;
    if (strncmp(word, "advertisement", 13) == 0 || strncmp(word, "recommendation", 14) == 0)
        return BM_HTML_NAMED;
    return strcmp(word, "caption") == 0 || strcmp(word, "figcaption") == 0 ? BM_HTML_CAPTION : 0;
}

static uint32_t bits_of_name(const char *name, const char *end)
{
    uint32_t bits = 0;
    char before[WORD_SIZE] = "";
    char word[WORD_SIZE];
    while (next_word(&name, end, word)) {
        if (!*before && IS_ONE_OF(word, wholes) && end - name >= 2 && !memcmp(name, "--", 2))
            break;
        if (IS_ONE_OF(word, not_it) && !(strcmp(word, "tag") == 0 && name < end && *before))
            break;
        bits |= bits_of_word(word) | bits_of_pair(before, word);
        memcpy(before, word, sizeof before);
    }
    return bits;
}

/* Names with blanks between. */
static uint32_t bits_of_names(const char *names)
{
    uint32_t bits = 0;
    const char *end = names + strnlen(names, NAMES_LENGTH_MAX);
    while (names < end) {
        size_t length = strcspn(names, " \t\n\r\f");
        const char *name_end = length < (size_t)(end - names) ? names + length : end;
        bits |= bits_of_name(names, name_end);
        names = name_end < end ? name_end + 1 : end;
    }
    return bits;
}

static bool is_hiding(const char *style)
{
    char plain[NAMES_LENGTH_MAX + 1];
    size_t length = 0;
    for (; *style && length < NAMES_LENGTH_MAX; style++)
        if (*style > ' ')
            plain[length++] = (char)(*style >= 'A' && *style <= 'Z' ? *style | 0x20 : *style);
    plain[length] = '\0';
    return strstr(plain, "display:none") || strstr(plain, "visibility:hidden");
}

static uint32_t bits_of_role(const char *role)
{
    if (strcmp(role, "main") == 0)
        return BM_HTML_MAIN | BM_HTML_CERTAIN;
    if (strcmp(role, "article") == 0)
        return BM_HTML_ARTICLE;
    return IS_ONE_OF(role, roles) ? BM_HTML_FURNITURE : 0;
}

uint32_t bm_html_attribute_bits(uint32_t tag_bits, const char *const *attributes)
{
    uint32_t bits = 0;
    for (size_t i = 0; attributes && attributes[i]; i += 2) {
        const char *name = attributes[i];
        const char *value = attributes[i + 1] ? attributes[i + 1] : "";
        if (strcmp(name, "class") == 0 || strcmp(name, "id") == 0)
            bits |= bits_of_names(value);
        else if (strcmp(name, "role") == 0)
            bits |= bits_of_role(value);
        else if (strcmp(name, "itemprop") == 0 && strcmp(value, "articleBody") == 0)
            bits |= BM_HTML_ARTICLE_BODY | BM_HTML_CERTAIN;
        else if (strcmp(name, "itemtype") == 0 && strstr(value, "Article"))
            bits |= BM_HTML_ARTICLE;
        else if (strcmp(name, "hidden") == 0 ||
                 (strcmp(name, "aria-hidden") == 0 && strcmp(value, "true") == 0) ||
                 (strcmp(name, "style") == 0 && is_hiding(value)))
            bits |= BM_HTML_HIDDEN;
    }
    if ((tag_bits | bits) & (BM_HTML_ARTICLE | BM_HTML_CERTAIN))
        bits &= ~(uint32_t)BM_HTML_NAMED;
    return bits;
}
