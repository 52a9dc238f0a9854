#include "events/export/styles/xml.h"

#include "base/utf8.h"

void bm_xml_put_text(bm_strbuf *out, const char *text)
{
    while (*text) {
        const char *at = text;
        int32_t c = bm_utf8_next(&text);
        if (c == '&')
            bm_strbuf_append(out, "&amp;");
        else if (c == '<')
            bm_strbuf_append(out, "&lt;");
        else if (c == '>')
            bm_strbuf_append(out, "&gt;");
        else if (c == '"')
            bm_strbuf_append(out, "&quot;");
        else if (c == '\r' || c == '\n' || c == '\t')
            bm_strbuf_printf(out, "&#%d;", (int)c);
        else if (c < 0x20 || c == 0xFFFE || c == 0xFFFF)
            bm_strbuf_append(out, "\xEF\xBF\xBD");
        else
            bm_strbuf_append_n(out, at, (size_t)(text - at));
    }
}
