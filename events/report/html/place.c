/* Text of a page with where each byte of it came from. */
#include "events/report/html/page.h"

#include <string.h>

enum { REFERENCE_MAX = 64, LONG = 500 };

/* Where a piece of text stands in the input. */
typedef struct piece {
    size_t input;
    size_t input_length;
    bool folded; /* it stands for other bytes */
} piece;

static size_t last_character_length(const char *bytes, size_t length)
{
    size_t size = 1;
    while (size < length && size < 4 && ((unsigned char)bytes[length - size] & 0xC0) == 0x80)
        size++;
    return size;
}

static bool stands_at(const bm_html_page *page, size_t input, const char *bytes, size_t length)
{
    return input >= page->at && input <= page->length && page->length - input >= length &&
           memcmp(page->bytes + input, bytes, length) == 0;
}

/* The last "&" before the cursor; the cursor when it is not near. */
static size_t find_ampersand(const bm_html_page *page, size_t cursor)
{
    size_t at = cursor;
    while (at > page->at && cursor - at < REFERENCE_MAX)
        if (page->bytes[--at] == '&')
            return at;
    return cursor;
}

/* Text is copied up to the cursor; of a long one, the last character is not yet behind it.
 * References come one by one, and those that are none as "&" when the name behind it has been read.
 * Where none of this is so, the text goes for all that was read for it. */
static piece find_piece(const bm_html_page *page, const char *bytes, size_t length, size_t cursor)
{
    const char *input = page->bytes;
    size_t behind = cursor + last_character_length(bytes, length);
    bool reference = length <= 8 && cursor > page->at && input[cursor - 1] == ';';
    if (cursor >= length && stands_at(page, cursor - length, bytes, length))
        return (piece){cursor - length, length, false};
    if (length >= LONG && behind >= length && stands_at(page, behind - length, bytes, length))
        return (piece){behind - length, length, false};
    size_t likely = page->at > page->tag || page->tag > cursor ? page->at : page->tag;
    size_t from = find_ampersand(page, cursor);
    if (from < cursor && !reference && length == 1 && *bytes == '&')
        return (piece){from, 1, false};
    if (!reference && stands_at(page, likely, bytes, length))
        return (piece){likely, length, false};
    if (from == cursor && likely < cursor)
        from = likely;
    if (from >= cursor)
        return (piece){page->at > 0 ? page->at - 1 : 0, 1, true};
    return (piece){from, cursor - from, true};
}

static void add_run(bm_html_page *page, size_t input, size_t input_length)
{
    bm_text_run *grown =
        bm_array_grow(page->runs, page->run_count, &page->run_capacity, sizeof *page->runs);
    if (!grown) {
        page->failed = true;
        return;
    }
    page->runs = grown;
    grown[page->run_count++] =
        (bm_text_run){(uint32_t)page->text.length, (uint32_t)input, (uint32_t)input_length};
}

/* The next byte of the text is that of the input at `input`. */
static void go_on_at(bm_html_page *page, size_t input)
{
    const bm_text_run *last = page->run_count > 0 ? &page->runs[page->run_count - 1] : NULL;
    if (!last || last->input_length > 0 ||
        page->text.length - last->text != (size_t)(input - last->input))
        add_run(page, input, 0);
}

static void begin_block(bm_html_page *page)
{
    bm_html_block *grown =
        bm_array_grow(page->blocks, page->block_count, &page->block_capacity, sizeof *page->blocks);
    if (!grown) {
        page->failed = true;
        return;
    }
    page->blocks = grown;
    grown[page->block_count++] =
        (bm_html_block){.start = (uint32_t)page->text.length,
                        .article = page->state & BM_HTML_ARTICLE ? page->article_count : 0,
                        .bits = page->state};
    page->in_block = true;
}

/* Something that is to be seen comes. */
static void begin_word(bm_html_page *page)
{
    page->breaks = 0;
    if (!page->in_block)
        begin_block(page);
    else if (page->blank) {
        go_on_at(page, page->blank_at);
        bm_strbuf_append_char(&page->text, ' ');
    }
    page->blank = false;
}

static void count_link(bm_html_page *page, size_t length)
{
    if ((page->state & BM_HTML_LINK) && page->block_count > 0)
        page->blocks[page->block_count - 1].link_bytes += (uint32_t)length;
}

void bm_html_page_end_block(bm_html_page *page)
{
    if (page->in_block)
        bm_strbuf_append_char(&page->text, '\n');
    page->in_block = false;
    page->blank = false;
    page->breaks = 0;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Length of a character that is not seen and may stand within a word: soft hyphen, zero-width
 * space, word joiner, byte order mark. */
static size_t unseen_length(const char *bytes, size_t length)
{
    static const char *const unseen[] = {"\xC2\xAD", "\xE2\x80\x8B", "\xE2\x81\xA0",
                                         "\xEF\xBB\xBF"};
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++) {
        size_t size = strlen(unseen[i]);
        if (length >= size && memcmp(bytes, unseen[i], size) == 0)
            return size;
    }
    return 0;
}

static void add_blank(bm_html_page *page, char c, size_t input)
{
    page->blank = true;
    page->blank_at = input;
    if (c == '\n' && (page->state & BM_HTML_PREFORMATTED) && ++page->breaks == 2)
        bm_html_page_end_block(page);
}

static void add_plain(bm_html_page *page, size_t input, size_t length)
{
    const char *bytes = page->bytes + input;
    for (size_t i = 0; i < length;) {
        if (is_blank(bytes[i])) {
            add_blank(page, bytes[i], input + i);
            i++;
            continue;
        }
        size_t unseen = unseen_length(bytes + i, length - i);
        if (unseen > 0) {
            i += unseen;
            continue;
        }
        size_t from = i++;
        while (i < length && !is_blank(bytes[i]) &&
               ((unsigned char)bytes[i] < 0x80 || !unseen_length(bytes + i, length - i)))
            i++;
        begin_word(page);
        go_on_at(page, input + from);
        bm_strbuf_append_n(&page->text, bytes + from, i - from);
        count_link(page, i - from);
    }
}

static void add_folded(bm_html_page *page, const char *bytes, size_t length, const piece *from)
{
    if (length == 1 && is_blank(*bytes)) {
        add_blank(page, *bytes, from->input);
        return;
    }
    if (unseen_length(bytes, length) == length)
        return;
    begin_word(page);
    add_run(page, from->input, from->input_length);
    for (size_t i = 0; i < length; i++)
        bm_strbuf_append_char(&page->text, is_blank(bytes[i]) ? ' ' : bytes[i]);
    count_link(page, length);
}

void bm_html_page_add_text(bm_html_page *page, const char *bytes, size_t length, size_t cursor)
{
    if (page->failed || page->text.failed)
        return;
    if (!(page->state & BM_HTML_DROPPED)) {
        const piece found = find_piece(page, bytes, length, cursor);
        if (found.folded)
            add_folded(page, bytes, length, &found);
        else
            add_plain(page, found.input, length);
        cursor = found.folded ? cursor : found.input + length;
    }
    if (page->at < cursor)
        page->at = cursor;
}
