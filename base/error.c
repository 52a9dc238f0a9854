#include <bordermap/status.h>

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *bm_status_name(bm_status status)
{
    switch (status) {
    case BM_OK:
        return "ok";
    case BM_ERROR_ARGUMENT:
        return "argument";
    case BM_ERROR_MEMORY:
        return "memory";
    case BM_ERROR_IO:
        return "io";
    case BM_ERROR_FORMAT:
        return "format";
    case BM_ERROR_LIMIT:
        return "limit";
    case BM_ERROR_NOT_FOUND:
        return "not-found";
    case BM_ERROR_UNSUPPORTED:
        return "unsupported";
    case BM_ERROR_PROJECTION:
        return "projection";
    case BM_ERROR_INTERNAL:
        return "internal";
    }
    return "unknown";
}

bm_status bm_error_set(bm_error *error, bm_status status, const char *file, long line,
                       const char *format, ...)
{
    if (!error)
        return status;
    /* Arguments may point into the error itself, when a caller adds context: format first. */
    char message[2 * BM_ERROR_MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    if (vsnprintf(message, sizeof message, format, arguments) < 0)
        message[0] = '\0';
    va_end(arguments);

    char name[BM_ERROR_FILE_SIZE] = "";
    if (file) {
        size_t length = strlen(file);
        size_t skip = length < sizeof name ? 0 : length - sizeof name + 1;
        while (((unsigned char)file[skip] & 0xC0) == 0x80)
            skip++;
        memcpy(name, file + skip, length - skip + 1);
    }
    memcpy(error->file, name, sizeof name);
    error->status = status;
    error->line = line;
    bm_utf8_escape(message, error->message, sizeof error->message);
    return status;
}
