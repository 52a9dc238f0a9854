#include <bordermap/json.h>

#include "base/utf8.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

void bm_json_init(bm_json *json, bm_sink *sink, int indent)
{
    *json = (bm_json){.sink = sink, .indent = indent};
}

static bool is_compact(const bm_json *json)
{
    return json->indent == 0 || json->compact[json->depth];
}

static void new_line(bm_json *json)
{
    static const char spaces[] = "                                ";
    bm_sink_puts(json->sink, "\n");
    for (int width = json->indent * json->depth; width > 0; width -= (int)sizeof spaces - 1) {
        size_t piece = sizeof spaces - 1;
        bm_sink_write(json->sink, spaces, (size_t)width < piece ? (size_t)width : piece);
    }
}

/* What stands before a value or key: a comma, a line break, nothing after a key. */
static void begin_member(bm_json *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (json->has_members[json->depth])
        bm_sink_puts(json->sink, is_compact(json) && json->indent > 0 ? ", " : ",");
    json->has_members[json->depth] = true;
    if (json->depth > 0 && !is_compact(json))
        new_line(json);
}

static void begin_nested(bm_json *json, const char *bracket, bool compact)
{
    begin_member(json);
    bm_sink_puts(json->sink, bracket);
    assert(json->depth + 1 < BM_JSON_DEPTH_MAX);
    bool inherited = json->compact[json->depth];
    json->depth++;
    json->has_members[json->depth] = false;
    json->compact[json->depth] = compact || inherited;
}

static void end_nested(bm_json *json, const char *bracket)
{
    assert(json->depth > 0 && !json->after_key);
    bool line_break = json->has_members[json->depth] && !is_compact(json);
    json->depth--;
    if (line_break)
        new_line(json);
    bm_sink_puts(json->sink, bracket);
    if (json->depth == 0)
        bm_sink_puts(json->sink, "\n");
}

void bm_json_begin_object(bm_json *json)
{
    begin_nested(json, "{", false);
}

void bm_json_begin_compact_object(bm_json *json)
{
    begin_nested(json, "{", true);
}

void bm_json_end_object(bm_json *json)
{
    end_nested(json, "}");
}

void bm_json_begin_array(bm_json *json)
{
    begin_nested(json, "[", false);
}

void bm_json_begin_compact_array(bm_json *json)
{
    begin_nested(json, "[", true);
}

void bm_json_end_array(bm_json *json)
{
    end_nested(json, "]");
}

static void write_text(bm_json *json, const char *text)
{
    bm_sink_puts(json->sink, "\"");
    const char *run = text;
    while (*text) {
        const char *at = text;
        int32_t code_point = bm_utf8_next(&text);
        if (code_point >= 0x20 && code_point != '"' && code_point != '\\' && code_point != 0x7F)
            continue;
        bm_sink_write(json->sink, run, (size_t)(at - run));
        run = text;
        if (code_point < 0)
            bm_sink_puts(json->sink, "\xEF\xBF\xBD");
        else if (code_point == '"' || code_point == '\\')
            bm_sink_printf(json->sink, "\\%c", (char)code_point);
        else if (code_point == '\n')
            bm_sink_puts(json->sink, "\\n");
        else if (code_point == '\t')
            bm_sink_puts(json->sink, "\\t");
        else if (code_point == '\r')
            bm_sink_puts(json->sink, "\\r");
        else
            bm_sink_printf(json->sink, "\\u%04x", (unsigned)code_point);
    }
    bm_sink_write(json->sink, run, (size_t)(text - run));
    bm_sink_puts(json->sink, "\"");
}

void bm_json_key(bm_json *json, const char *key)
{
    begin_member(json);
    write_text(json, key);
    bm_sink_puts(json->sink, json->indent > 0 ? ": " : ":");
    json->after_key = true;
}

void bm_json_string(bm_json *json, const char *text)
{
    if (!text) {
        bm_json_null(json);
        return;
    }
    begin_member(json);
    write_text(json, text);
}

void bm_json_integer(bm_json *json, int64_t value)
{
    begin_member(json);
    bm_sink_printf(json->sink, "%" PRId64, value);
}

void bm_json_number(bm_json *json, double value, int decimals)
{
    char text[64];
    bm_format_number(value, decimals, text);
    begin_member(json);
    bm_sink_puts(json->sink, text);
}

void bm_json_bool(bm_json *json, bool value)
{
    begin_member(json);
    bm_sink_puts(json->sink, value ? "true" : "false");
}

void bm_json_null(bm_json *json)
{
    begin_member(json);
    bm_sink_puts(json->sink, "null");
}
