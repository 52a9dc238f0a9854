#include "events/stream/stream.h"

#include <string.h>

/* Length of the physical line at `bytes`, its terminator included; 0 when it does not end here. */
static size_t line_length(const char *bytes, size_t size, bool at_end)
{
    const char *end = memchr(bytes, '\n', size);
    size_t length = end ? (size_t)(end - bytes) + 1 : size;
    const char *cr = memchr(bytes, '\r', length);
    if (cr && cr + 1 != end) {
        length = (size_t)(cr - bytes) + 1;
        /* The line feed that may follow is not here yet. */
        return length == size && !at_end ? 0 : length;
    }
    return end || at_end ? length : 0;
}

/* Where a cell stands while a record with quotes is followed. */
typedef enum state { CELL_BEFORE, CELL_PLAIN, CELL_QUOTED, CELL_AFTER_QUOTE, CELL_STRAY } state;

/* Go through a line as libcsv does in strict mode; spaces after a closing quote are kept in mind.
 */
static state follow(state at, const char *bytes, size_t length, char delimiter)
{
    bool spaces = false;
    for (size_t i = 0; i < length && at != CELL_STRAY; i++) {
        char c = bytes[i];
        bool space = (c == ' ' || c == '\t') && c != delimiter;
        bool ends = c == '\n' || c == '\r';
        switch (at) {
        case CELL_BEFORE:
            at = space || ends || c == delimiter ? CELL_BEFORE
                 : c == '"'                      ? CELL_QUOTED
                                                 : CELL_PLAIN;
            break;
        case CELL_PLAIN:
            at = c == '"' ? CELL_STRAY : c == delimiter || ends ? CELL_BEFORE : CELL_PLAIN;
            break;
        case CELL_QUOTED:
            at = c == '"' ? CELL_AFTER_QUOTE : CELL_QUOTED;
            spaces = false;
            break;
        case CELL_AFTER_QUOTE:
            if (c == delimiter || ends)
                at = CELL_BEFORE;
            else if (space)
                spaces = true;
            else
                at = c == '"' && !spaces ? CELL_QUOTED : CELL_STRAY;
            break;
        case CELL_STRAY:
            break;
        }
    }
    return at;
}

/* Length of the record with quotes that begins at `bytes`: lines until one ends outside of quotes
 * or with a stray one, which spoils its record to the end of the line. 0: it does not end here. */
static size_t quoted_record(const char *bytes, size_t size, char delimiter, bool at_end)
{
    state at = CELL_BEFORE;
    size_t used = 0;
    while (used < size) {
        size_t length = line_length(bytes + used, size - used, at_end);
        if (length == 0)
            return 0;
        at = follow(at, bytes + used, length, delimiter);
        used += length;
        if (at != CELL_QUOTED)
            return used;
    }
    return at_end ? used : 0;
}

/* End of the last whole line of text without quotes. */
static size_t last_line_end(const char *bytes, size_t size, bool at_end)
{
    if (at_end)
        return size;
    for (size_t i = size; i > 0; i--) {
        if (bytes[i - 1] == '\n')
            return i;
        if (bytes[i - 1] == '\r' && i < size)
            return i;
    }
    return 0;
}

/* Whether a line has tabs and nothing else: what follows then counts from its line on. */
static size_t step_back(const char *bytes, size_t cut)
{
    for (;;) {
        size_t start = cut;
        bool tab = false;
        while (start > 0 && (bytes[start - 1] == '\n' || bytes[start - 1] == '\r'))
            start--;
        while (start > 0 && (bytes[start - 1] == ' ' || bytes[start - 1] == '\t'))
            tab |= bytes[--start] == '\t';
        bool whole = start == 0 || bytes[start - 1] == '\n' || bytes[start - 1] == '\r';
        if (!tab || !whole)
            return cut;
        cut = start;
    }
}

size_t bm_stream_cut(const char *bytes, size_t size, char delimiter, bool at_end)
{
    size_t cut = 0;
    while (cut < size) {
        const char *quote = memchr(bytes + cut, '"', size - cut);
        if (!quote) {
            cut += last_line_end(bytes + cut, size - cut, at_end);
            break;
        }
        /* Whole lines before the one with the quote; a carriage return ends a line only when it is
         * seen what follows, and here a quote or more does. */
        cut += last_line_end(bytes + cut, (size_t)(quote - (bytes + cut)), false);
        const char *start = bytes + cut;
        if (quote > start && quote[-1] == '\r')
            cut = (size_t)(quote - bytes);
        size_t length = quoted_record(bytes + cut, size - cut, delimiter, at_end);
        if (length == 0)
            break;
        cut += length;
    }
    return at_end ? size : step_back(bytes, cut);
}

size_t bm_stream_first_record(const char *bytes, size_t size, char delimiter)
{
    size_t length = line_length(bytes, size, true);
    if (!memchr(bytes, '"', length))
        return length;
    return quoted_record(bytes, size, delimiter, true);
}

long bm_stream_count_lines(const char *bytes, size_t size)
{
    long count = 0;
    bool plain = !memchr(bytes, '\r', size);
    const char *end = bytes + size;
    for (const char *at = bytes; (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
        count++;
    for (size_t i = 0; !plain && i < size; i++)
        count += bytes[i] == '\r' && (i + 1 == size || bytes[i + 1] != '\n');
    return count;
}
