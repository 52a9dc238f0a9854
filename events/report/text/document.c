#include "events/report/text/document.h"

bm_status bm_document_from_text(bm_document *document, bm_arena *arena, const char *bytes,
                                uint32_t length, const bm_report_source *source, bm_error *error)
{
    (void)arena;
    (void)source;
    (void)error;
    document->text = bytes;
    document->length = length;
    return BM_OK;
}

bm_span bm_document_span(const bm_document *document, uint32_t start, uint32_t end)
{
    (void)document;
    return (bm_span){start, end};
}
