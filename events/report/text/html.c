#include "events/report/text/document.h"

bool bm_document_is_html(const char *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    return false;
}

bm_status bm_document_from_html(bm_document *document, bm_arena *arena, const char *bytes,
                                uint32_t length, const bm_report_source *source, bm_error *error)
{
    return bm_document_from_text(document, arena, bytes, length, source, error);
}
