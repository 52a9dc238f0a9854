/* Plain text as a document. */
#include "events/report/text/document.h"

#include "events/report/text/lines.h"
#include "events/report/text/scan.h"

#include <stdlib.h>

/* Longer ones are not headings. */
enum { HEADING_WIDTH_MAX = 160 };

static size_t count_blocks(const bm_line *lines, size_t count)
{
    size_t blocks = 0;
    for (size_t i = 0; i < count; i++)
        blocks += !(lines[i].flags & BM_LINE_JOINED);
    return blocks;
}

/* A line by itself that begins with a capital and does not end like a sentence. */
static bool is_heading(const bm_document *document, const bm_line *line, const bm_line *next)
{
    if (document->text[line->start] == '#')
        return true;
    if (line->width > HEADING_WIDTH_MAX || (next && (next->flags & BM_LINE_JOINED)))
        return false;
    return !(line->flags & (BM_LINE_JOINED | BM_LINE_ITEM | BM_LINE_SMALL | BM_LINE_ENDED));
}

static void add_blocks(bm_document *document, const bm_line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (lines[i].flags & BM_LINE_JOINED) {
            document->blocks[document->block_count - 1].end = lines[i].end;
            continue;
        }
        const bm_line *next = i + 1 < count ? &lines[i + 1] : NULL;
        document->blocks[document->block_count++] = (bm_block){
            .start = lines[i].start,
            .end = lines[i].end,
            .kind = is_heading(document, &lines[i], next) ? BM_BLOCK_HEADING : BM_BLOCK_BODY};
    }
}

bm_status bm_document_from_text(bm_document *document, bm_arena *arena, const char *bytes,
                                uint32_t length, const bm_report_source *source, bm_error *error)
{
    bm_line *lines;
    size_t count;
    *document = (bm_document){.text = bytes, .length = length};
    bm_status status = bm_lines_find(bytes, length, &lines, &count);
    if (!status) {
        bm_lines_join(lines, count);
        document->blocks =
            bm_arena_array(arena, count_blocks(lines, count), sizeof *document->blocks);
        if (!document->blocks)
            status = BM_ERROR_MEMORY;
    }
    if (!status) {
        add_blocks(document, lines, count);
        bm_document_find_languages(document, source ? source->language : BM_LANGUAGE_UNKNOWN,
                                   BM_LANGUAGE_UNKNOWN);
    }
    free(lines);
    return status ? bm_error_set(error, status, NULL, 0, "not enough memory") : BM_OK;
}
