#include "events/report/text/document.h"

#include <string.h>

static bool is_blank_line(const char *bytes, uint32_t start, uint32_t end)
{
    while (start < end && (unsigned char)bytes[start] <= ' ')
        start++;
    return start == end;
}

static uint32_t line_end(const char *bytes, uint32_t at, uint32_t length)
{
    const char *found = memchr(bytes + at, '\n', length - at);
    return found ? (uint32_t)(found - bytes) : length;
}

static bm_language fit(bm_language own, bm_language other)
{
    return own == BM_LANGUAGE_UNKNOWN ? other : own;
}

bm_status bm_document_from_text(bm_document *document, bm_arena *arena, const char *bytes,
                                uint32_t length, const bm_report_source *source, bm_error *error)
{
    document->text = bytes;
    document->length = length;
    size_t lines = 0;
    for (uint32_t at = 0; at < length; at = line_end(bytes, at, length) + 1)
        lines++;
    document->blocks = bm_arena_array(arena, lines ? lines : 1, sizeof *document->blocks);
    if (!document->blocks)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    bm_language whole = bm_language_of_text(bytes, length);
    document->language = fit(whole, source ? source->language : BM_LANGUAGE_UNKNOWN);
    for (uint32_t at = 0; at < length;) {
        uint32_t end = line_end(bytes, at, length);
        if (!is_blank_line(bytes, at, end))
            document->blocks[document->block_count++] = (bm_block){
                .start = at,
                .end = end,
                .language = fit(bm_language_of_text(bytes + at, end - at), document->language)};
        at = end + 1;
    }
    bm_blocks_classify(document, source);
    return BM_OK;
}

void bm_blocks_classify(bm_document *document, const bm_report_source *source)
{
    (void)document;
    (void)source;
}
