/* Which paragraphs of a page are the report. */
#include "events/report/html/page.h"

#include <stdlib.h>
#include <string.h>

/* Bytes of text that are enough for a report; what is less must be a fifth of all there is. */
enum { ENOUGH = 300, LITTLE = 140, SHARE = 5 };
/* What is shorter is hardly a sentence. */
enum { SENTENCE = 80 };

/* What is left out, from the strictest: some pages are one form, some do not close their
 * navigation, some are named as if they were furniture as a whole, and some are hidden until a
 * script has run. */
static const uint32_t left_out[] = {
    BM_HTML_HIDDEN | BM_HTML_FURNITURE | BM_HTML_NAMED | BM_HTML_HEADER | BM_HTML_FORM,
    BM_HTML_HIDDEN | BM_HTML_FURNITURE | BM_HTML_NAMED | BM_HTML_HEADER,
    BM_HTML_HIDDEN | BM_HTML_NAMED,
    BM_HTML_HIDDEN | BM_HTML_FURNITURE | BM_HTML_HEADER,
    BM_HTML_HIDDEN,
    0};

typedef struct choice {
    const bm_html_page *page;
    uint32_t mask;     /* what is left out */
    uint32_t region;   /* bits that the report's paragraphs have; 0 for any */
    uint32_t article;  /* number of its article; 0 for any */
    size_t lead_start; /* paragraphs from here to the body need not be in the region */
    size_t body_start;
} choice;

static uint32_t length_of(const bm_html_page *page, size_t block)
{
    return bm_html_block_end(page, block) - page->blocks[block].start;
}

/* Items of a menu, "By …", "Read also: …"; but some sentences are links for the most part. */
static bool is_mostly_links(const bm_html_page *page, size_t block)
{
    const bm_html_block *found = &page->blocks[block];
    size_t links = found->link_bytes;
    size_t length = length_of(page, block);
    if (found->bits & (BM_HTML_HEADING | BM_HTML_CAPTION))
        return false;
    return 2 * links > length &&
           (5 * links > 4 * length || length < SENTENCE || (found->bits & BM_HTML_ITEM));
}

static bool is_let_in(const choice *made, size_t block)
{
    const bm_html_block *found = &made->page->blocks[block];
    return !(found->bits & (made->mask | BM_HTML_TITLE)) &&
           (made->region == 0 || (found->bits & made->region)) &&
           (made->article == 0 || found->article == made->article);
}

/* Bytes of prose. */
static size_t measure(const choice *made)
{
    size_t sum = 0;
    for (size_t i = 0; i < made->page->block_count; i++)
        if (is_let_in(made, i) && !is_mostly_links(made->page, i))
            sum += length_of(made->page, i) - made->page->blocks[i].link_bytes;
    return sum;
}

static void choose_mask(choice *made)
{
    enum { MASKS = sizeof left_out / sizeof *left_out };
    const choice all = {.page = made->page};
    size_t there = measure(&all);
    for (size_t i = 0; i < MASKS; i++) {
        made->mask = left_out[i];
        size_t kept = measure(made);
        if (kept >= ENOUGH || (kept > 0 && kept * SHARE >= there))
            return;
    }
}

/* The number of the article with the most prose; 0 when memory is short, or there is none. */
static uint32_t longest_article(const choice *made)
{
    const bm_html_page *page = made->page;
    size_t *sums = calloc((size_t)page->article_count + 1, sizeof *sums);
    uint32_t longest = 0;
    for (size_t i = 0; sums && i < page->block_count; i++)
        if (page->blocks[i].article > 0 && is_let_in(made, i) && !is_mostly_links(page, i))
            sums[page->blocks[i].article] += length_of(page, i) - page->blocks[i].link_bytes;
    for (uint32_t i = 1; sums && i <= page->article_count; i++)
        if (sums[i] > 0 && (longest == 0 || sums[i] > sums[longest]))
            longest = i;
    free(sums);
    return longest;
}

/* Whether so much of the prose is there that the rest is not the report. */
static bool suffices(const choice *part, size_t whole)
{
    size_t length = measure(part);
    return length >= LITTLE && 5 * length >= 2 * whole;
}

static void choose_region(choice *made)
{
    size_t whole = measure(made);
    choice part = *made;
    part.article = longest_article(made);
    if (part.article > 0 && suffices(&part, whole))
        *made = part;
    part = *made;
    part.region = BM_HTML_ARTICLE_BODY;
    if (suffices(&part, whole))
        *made = part;
    if (made->region || made->article)
        return;
    part = *made;
    part.region = BM_HTML_MAIN;
    if (suffices(&part, whole))
        *made = part;
}

/* What is before the body of an article (headline, lead, a picture's caption) belongs to it, and
 * what comes after it does not. Where nothing says what the article is, it begins with the
 * headline. */
static void find_body(choice *made)
{
    const bm_html_page *page = made->page;
    const uint32_t headline = BM_HTML_HEADLINE;
    made->lead_start = made->body_start = 0;
    if (made->region != BM_HTML_ARTICLE_BODY)
        return;
    while (made->body_start < page->block_count && !is_let_in(made, made->body_start))
        made->body_start++;
    if (made->article > 0)
        return;
    made->lead_start = made->body_start;
    while (made->lead_start > 0 && !(page->blocks[made->lead_start].bits & headline))
        made->lead_start--;
    if (!(page->blocks[made->lead_start].bits & headline))
        made->lead_start = made->body_start;
}

static void keep_blocks(const choice *made, bool *kept)
{
    const bm_html_page *page = made->page;
    choice before = *made;
    before.region = 0;
    /* A heading over nothing but links is one of theirs. */
    bool links_follow = false;
    for (size_t i = page->block_count; i-- > 0;) {
        const bm_html_block *block = &page->blocks[i];
        bool links = is_mostly_links(page, i);
        bool heading = block->bits & BM_HTML_HEADING && !(block->bits & BM_HTML_HEADLINE);
        kept[i] = is_let_in(i >= made->lead_start && i < made->body_start ? &before : made, i) &&
                  !links && !(heading && links_follow);
        links_follow = links || (heading && links_follow);
    }
}

/* A report begins with its title: with the headline that is kept, or one that stands before it, or
 * what the page is called. */
static void keep_title(const choice *made, bool *kept)
{
    const bm_html_page *page = made->page;
    size_t headline = SIZE_MAX;
    size_t title = SIZE_MAX;
    bool in_report = false;
    for (size_t i = 0; i < page->block_count; i++) {
        uint32_t bits = page->blocks[i].bits;
        if (kept[i] && (bits & BM_HTML_HEADLINE))
            return;
        in_report = in_report || (kept[i] && !(bits & BM_HTML_HEADING));
        if (in_report)
            continue;
        if ((bits & BM_HTML_HEADLINE) && !(bits & BM_HTML_HIDDEN))
            headline = i;
        else if ((bits & BM_HTML_TITLE) && title == SIZE_MAX)
            title = i;
    }
    size_t chosen = headline != SIZE_MAX ? headline : title;
    if (in_report && chosen != SIZE_MAX)
        kept[chosen] = true;
}

bm_status bm_html_page_choose(const bm_html_page *page, bm_document *document, bm_arena *arena,
                              bm_error *error)
{
    bool *kept = calloc(page->block_count + 1, sizeof *kept);
    if (!kept)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    choice made = {.page = page};
    choose_mask(&made);
    choose_region(&made);
    find_body(&made);
    keep_blocks(&made, kept);
    keep_title(&made, kept);
    bm_status status = bm_html_page_to_document(page, kept, document, arena, error);
    free(kept);
    return status;
}
