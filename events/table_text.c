#include "events/table.h"
#include "events/vector/vector.h"

#include "base/utf8.h"

#include <string.h>

/* Where a byte is, counted from 1. */
typedef struct byte_place {
    long line;
    size_t in_line;
    size_t in_file;
} byte_place;

static byte_place place_of(const char *bytes, size_t offset)
{
    byte_place place = {.line = 1, .in_file = offset + 1};
    size_t start = 0;
    for (size_t i = 0; i < offset; i++)
        if (bytes[i] == '\n' || (bytes[i] == '\r' && bytes[i + 1] != '\n')) {
            place.line++;
            start = i + 1;
        }
    place.in_line = offset - start + 1;
    return place;
}

static bool starts_with(const char *bytes, size_t size, const char *mark, size_t length)
{
    return size >= length && memcmp(bytes, mark, length) == 0;
}

bm_status bm_table_refuse_known(const char *path, const char *bytes, size_t size, bm_error *error)
{
    static const struct {
        const char *mark;
        size_t length;
        const char *what;
    } kinds[] = {
        {"\xFF\xFE", 2, "is UTF-16, not UTF-8; convert it with 'iconv -f UTF-16 -t UTF-8'"},
        {"\xFE\xFF", 2, "is UTF-16, not UTF-8; convert it with 'iconv -f UTF-16 -t UTF-8'"},
        {"PK\x03\x04", 4, "is a spreadsheet or an archive, not a CSV table; save it as CSV, UTF-8"},
        {"\xD0\xCF\x11\xE0", 4, "is an old spreadsheet, not a CSV table; save it as CSV, UTF-8"},
        {"SQLite format 3", 15, "is a SQLite or GeoPackage database, not a CSV table"},
        {"\x1F\x8B", 2, "is compressed; unpack it with 'gzip -d'"},
        {"%PDF", 4, "is a PDF document, not a CSV table"},
        {"<", 1, "looks like XML or HTML, not a CSV table"},
        {"{", 1, "looks like JSON, not a CSV table"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (starts_with(bytes, size, kinds[i].mark, kinds[i].length))
            return bm_error_set(error, BM_ERROR_FORMAT, path, 1, "'%s' %s", bm_table_shown(path),
                                kinds[i].what);
    return BM_OK;
}

/* In the region's old code page whole words are of bytes from
 * 0x80 up, nearly all letters from 0xC0 up; in a western one such letters stand alone. */
const char *bm_table_guess_encoding(const char *bytes, size_t size, size_t offset)
{
    enum { SAMPLE = 4096 };
    size_t letters = 0;
    size_t in_words = 0;
    size_t end = size - offset < SAMPLE ? size : offset + SAMPLE;
    for (size_t i = offset; i < end; i++) {
        if ((unsigned char)bytes[i] < 0xC0)
            continue;
        letters++;
        in_words += (i > 0 && (unsigned char)bytes[i - 1] >= 0x80) ||
                    (i + 1 < size && (unsigned char)bytes[i + 1] >= 0x80);
    }
    return 2 * in_words > letters ? "WINDOWS-1251" : "WINDOWS-1252";
}

bm_status bm_table_check_bytes(const char *path, const char *bytes, size_t size, long line,
                               size_t offset, bm_error *error)
{
    const char *nul = memchr(bytes, '\0', size);
    size_t valid = bm_utf8_valid_length(bytes, size);
    if (nul && (size_t)(nul - bytes) < valid) {
        byte_place at = place_of(bytes, (size_t)(nul - bytes));
        return bm_error_set(error, BM_ERROR_FORMAT, path, line + at.line - 1,
                            "'%s': byte %zu of line %ld (byte %zu of the file) is NUL: this is a "
                            "binary file or UTF-16, not a CSV table in UTF-8",
                            bm_table_shown(path), at.in_line, line + at.line - 1,
                            offset + at.in_file);
    }
    if (valid < size) {
        byte_place at = place_of(bytes, valid);
        return bm_error_set(error, BM_ERROR_FORMAT, path, line + at.line - 1,
                            "'%s': byte %zu of line %ld (byte %zu of the file) is not UTF-8 "
                            "(0x%02X); convert it with 'iconv -f %s -t UTF-8', or from what it is "
                            "written in",
                            bm_table_shown(path), at.in_line, line + at.line - 1,
                            offset + at.in_file, (unsigned)(unsigned char)bytes[valid],
                            bm_table_guess_encoding(bytes, size, valid));
    }
    return BM_OK;
}

bm_status bm_table_check_text(const char *path, const char **bytes, size_t *size, bm_error *error)
{
    if (*size == 0)
        return bm_error_set(error, BM_ERROR_FORMAT, path, 0, "'%s' is empty", bm_table_shown(path));
    bm_status status = bm_table_refuse_known(path, *bytes, *size, error);
    if (status)
        return status;
    status = bm_table_check_bytes(path, *bytes, *size, 1, 0, error);
    if (status)
        return status;
    if (starts_with(*bytes, *size, "\xEF\xBB\xBF", 3)) {
        *bytes += 3;
        *size -= 3;
    }
    return BM_OK;
}

char bm_table_find_delimiter(const bm_events_options *options, const char **bytes, size_t *size,
                             long *line)
{
    static const char delimiters[] = {',', ';', '\t'};
    char chosen = options ? options->delimiter : '\0';
    /* A table that was made of another format. */
    if (*size > 0 && **bytes == BM_VECTOR_MARK_TABLE) {
        ++*bytes;
        --*size;
        return ',';
    }
    /* Spreadsheet programs write and obey such a first line. */
    if (*size >= 5 && strncmp(*bytes, "sep=", 4) == 0) {
        const char *at = *bytes + 4;
        const char *end = *bytes + *size;
        char delimiter = *at++;
        if (at < end && *at == '\r')
            at++;
        if (at < end && *at == '\n')
            at++;
        if (strchr("\r\n", at[-1]) && memchr(delimiters, delimiter, sizeof delimiters)) {
            *size -= (size_t)(at - *bytes);
            *bytes = at;
            ++*line;
            return chosen ? chosen : delimiter;
        }
    }
    if (chosen)
        return chosen;
    size_t counts[sizeof delimiters] = {0};
    bool quoted = false;
    bool blank = true;
    for (size_t i = 0; i < *size; i++) {
        char c = (*bytes)[i];
        if (c == '"')
            quoted = !quoted;
        bool ends_line = c == '\n' || c == '\r';
        if (ends_line && !quoted && !blank)
            break;
        blank = blank && (ends_line || c == ' ');
        for (size_t d = 0; !quoted && d < sizeof delimiters; d++)
            counts[d] += c == delimiters[d];
    }
    size_t best = 0;
    for (size_t d = 1; d < sizeof delimiters; d++)
        if (counts[d] > counts[best])
            best = d;
    return delimiters[best];
}
