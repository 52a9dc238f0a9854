#include "events/report/html/page.h"

#include <string.h>

/* Longer headings were not closed. */
enum { HEADING_MAX = 400 };

/* The last run that begins at or before a byte of the text, from a run that does. */
static size_t find_run(const bm_html_page *page, size_t run, uint32_t text)
{
    while (run + 1 < page->run_count && page->runs[run + 1].text <= text)
        run++;
    return run;
}

typedef struct extent {
    size_t text;
    size_t runs;
    size_t blocks;
} extent;

/* How much of everything the kept paragraphs have. */
static extent measure(const bm_html_page *page, const bool *kept)
{
    extent sum = {0, 0, 0};
    size_t run = 0;
    for (size_t i = 0; i < page->block_count; i++) {
        if (!kept[i])
            continue;
        uint32_t end = bm_html_block_end(page, i);
        run = find_run(page, run, page->blocks[i].start);
        size_t last = find_run(page, run, end);
        sum.runs += last - run + 1;
        run = last;
        sum.text += end + 1 - page->blocks[i].start;
        sum.blocks++;
    }
    return sum;
}

/* Not when most of the report would be: then one was not closed. */
static bool has_captions(const bm_html_page *page, const bool *kept)
{
    size_t captions = 0;
    size_t other = 0;
    for (size_t i = 0; i < page->block_count; i++) {
        if (!kept[i] || (page->blocks[i].bits & (BM_HTML_HEADING | BM_HTML_TITLE)))
            continue;
        size_t length = bm_html_block_end(page, i) - page->blocks[i].start;
        if (page->blocks[i].bits & BM_HTML_CAPTION)
            captions += length;
        else
            other += length;
    }
    return captions <= other;
}

static bm_block_kind kind_of(uint32_t bits, uint32_t length, bool captions)
{
    if ((bits & (BM_HTML_HEADING | BM_HTML_TITLE)) && length <= HEADING_MAX)
        return BM_BLOCK_HEADING;
    return captions && (bits & BM_HTML_CAPTION) ? BM_BLOCK_CAPTION : BM_BLOCK_BODY;
}

/* Behind the title of a page comes the name of its publisher. */
static uint32_t title_length(const char *title, uint32_t length)
{
    static const char *const marks[] = {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: "};
    for (uint32_t at = length; 3 * at > length; at--)
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            size_t size = strlen(marks[i]);
            if (length - at >= size && memcmp(title + at, marks[i], size) == 0)
                return at;
        }
    return length;
}

bm_status bm_html_page_to_document(const bm_html_page *page, const bool *kept,
                                   bm_document *document, bm_arena *arena, bm_error *error)
{
    extent sum = measure(page, kept);
    char *text = bm_arena_alloc(arena, sum.text + 1);
    bm_text_run *runs = bm_arena_array(arena, sum.runs + 1, sizeof *runs);
    bm_block *blocks = bm_arena_array(arena, sum.blocks + 1, sizeof *blocks);
    if (!text || !runs || !blocks)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    uint32_t length = 0;
    size_t run = 0;
    bool captions = has_captions(page, kept);
    document->runs = runs;
    document->blocks = blocks;
    for (size_t i = 0; i < page->block_count; i++) {
        if (!kept[i])
            continue;
        uint32_t start = page->blocks[i].start;
        uint32_t end = bm_html_block_end(page, i);
        const char *from = page->text.text + start;
        memcpy(text + length, from, end + 1 - start);
        run = find_run(page, run, start);
        bm_text_run first = page->runs[run];
        first.input += first.input_length > 0 ? 0 : start - first.text;
        first.text = length;
        runs[document->run_count++] = first;
        while (run + 1 < page->run_count && page->runs[run + 1].text < end) {
            runs[document->run_count] = page->runs[++run];
            runs[document->run_count++].text += length - start;
        }
        uint32_t shown = end - start;
        if (page->blocks[i].bits & BM_HTML_TITLE)
            shown = title_length(from, shown);
        blocks[document->block_count++] =
            (bm_block){length, length + shown, kind_of(page->blocks[i].bits, shown, captions),
                       BM_LANGUAGE_UNKNOWN};
        length += end + 1 - start;
    }
    document->text = text;
    document->length = length;
    return BM_OK;
}
