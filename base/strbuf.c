#include "base/strbuf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool reserve(bm_strbuf *buffer, size_t extra)
{
    if (buffer->failed)
        return false;
    if (extra >= SIZE_MAX / 2 - buffer->length) {
        buffer->failed = true;
        return false;
    }
    size_t needed = buffer->length + extra + 1;
    if (needed <= buffer->capacity)
        return true;
    size_t capacity = buffer->capacity ? buffer->capacity : 64;
    while (capacity < needed)
        capacity *= 2;
    char *moved = realloc(buffer->text, capacity);
    if (!moved) {
        buffer->failed = true;
        return false;
    }
    buffer->text = moved;
    buffer->capacity = capacity;
    return true;
}

void bm_strbuf_append_n(bm_strbuf *buffer, const char *bytes, size_t length)
{
    if (!reserve(buffer, length))
        return;
    if (length)
        memcpy(buffer->text + buffer->length, bytes, length);
    buffer->length += length;
    buffer->text[buffer->length] = '\0';
}

void bm_strbuf_append(bm_strbuf *buffer, const char *text)
{
    bm_strbuf_append_n(buffer, text, strlen(text));
}

void bm_strbuf_append_char(bm_strbuf *buffer, char byte)
{
    bm_strbuf_append_n(buffer, &byte, 1);
}

void bm_strbuf_vprintf(bm_strbuf *buffer, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    if (length < 0)
        buffer->failed = true;
    else if (reserve(buffer, (size_t)length)) {
        vsnprintf(buffer->text + buffer->length, (size_t)length + 1, format, again);
        buffer->length += (size_t)length;
    }
    va_end(again);
}

void bm_strbuf_printf(bm_strbuf *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    bm_strbuf_vprintf(buffer, format, arguments);
    va_end(arguments);
}

void bm_strbuf_clear(bm_strbuf *buffer)
{
    buffer->length = 0;
    buffer->failed = false;
    if (buffer->text)
        buffer->text[0] = '\0';
}

const char *bm_strbuf_text(const bm_strbuf *buffer)
{
    return buffer->text ? buffer->text : "";
}

void bm_strbuf_finish(bm_strbuf *buffer)
{
    free(buffer->text);
    *buffer = (bm_strbuf){0};
}
