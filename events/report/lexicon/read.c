/* The lines of a lexicon file. */
#include "base/lines.h"
#include "base/utf8.h"
#include "events/report/lexicon/maker.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { BYTES_OF_PATTERN = 16 };

void bm_maker_find(bm_lexicon_maker *maker, const char *code, const char *value,
                   const char *message)
{
    bm_findings_add(maker->findings, BM_SEVERITY_ERROR, code, maker->file, maker->line, NULL, value,
                    "%s", message);
}

typedef struct text {
    const char *start;
    size_t length;
} text;

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static text trim(const char *start, const char *end)
{
    while (start < end && is_blank(*start))
        start++;
    while (end > start && is_blank(end[-1]))
        end--;
    return (text){start, (size_t)(end - start)};
}

static void read_patterns(bm_lexicon_maker *maker, text patterns, const char *value, bool out)
{
    const char *at = patterns.start;
    const char *end = at + patterns.length;
    for (bool more = true; more && !maker->short_of_memory && !maker->over_limit;) {
        while (at < end && is_blank(*at))
            at++;
        const char *start = at;
        bm_pattern_parts parts;
        if (maker->lexicon->entry_count >= BM_LEXICON_ENTRIES) {
            maker->over_limit = true;
        } else if (bm_pattern_read(maker, &at, end, &parts)) {
            text pattern = trim(start, at);
            bm_maker_add_pattern(maker, &parts, pattern.start, pattern.length, value, out);
        }
        more = at < end;
        at++;
    }
}

/* A comment may follow the value. */
static const char *copy_value(bm_lexicon_maker *maker, const char *start, const char *end)
{
    const char *comment = memchr(start, '#', (size_t)(end - start));
    text value = trim(start, comment ? comment : end);
    if (bm_utf8_valid_length(value.start, value.length) < value.length ||
        memchr(value.start, '\0', value.length)) {
        bm_maker_find(maker, "lexicon-line", value.start, "the value is not UTF-8");
        return NULL;
    }
    const char *copy = bm_arena_strndup(&maker->lexicon->arena, value.start, value.length);
    if (!copy)
        maker->short_of_memory = true;
    return copy;
}

static void read_entry(bm_lexicon_maker *maker, text line)
{
    if (maker->section == BM_LEXICON_NONE)
        return;
    const char *end = line.start + line.length;
    bool out = line.length > 1 && line.start[0] == '-' && is_blank(line.start[1]);
    const char *start = line.start + (out ? 2 : 0);
    const char *sign = memchr(start, '=', (size_t)(end - start));
    const char *value = sign ? copy_value(maker, sign + 1, end) : "";
    if (value)
        read_patterns(maker, trim(start, sign ? sign : end), value, out);
}

static void open_section(bm_lexicon_maker *maker, text line)
{
    const char *end = memchr(line.start, ']', line.length);
    text rest = end ? trim(end + 1, line.start + line.length) : (text){0};
    maker->section = BM_LEXICON_NONE;
    if (end && (rest.length == 0 || rest.start[0] == '#'))
        maker->section =
            bm_maker_take_section(maker, line.start + 1, (size_t)(end - line.start - 1));
    if (maker->section == BM_LEXICON_NONE)
        bm_maker_find(maker, "lexicon-section", line.start,
                      "not the name of a section, as in '[date.month]': small letters, digits, "
                      "'.', '-' and '_'");
    else
        maker->sections[maker->section].opened = true;
}

static void read_line(bm_lexicon_maker *maker, bm_lines *lines)
{
    maker->line = lines->number;
    if (lines->too_long) {
        bm_maker_find(maker, "lexicon-line", NULL, "the line is too long");
        return;
    }
    text line = trim(lines->text, lines->text + lines->length);
    if (line.length == 0 || line.start[0] == '#')
        return;
    lines->text[(size_t)(line.start - lines->text) + line.length] = '\0';
    if (line.start[0] == '[')
        open_section(maker, line);
    else if (maker->section == BM_LEXICON_NONE && maker->lexicon->section_count == 0)
        bm_maker_find(maker, "lexicon-line", line.start,
                      "a pattern before the first section, such as '[date.month]'");
    else
        read_entry(maker, line);
}

static bm_status refuse_language(const bm_lines *lines, bm_error *error)
{
    return bm_error_set(error, BM_ERROR_FORMAT, lines->path, lines->number,
                        "cannot read '%s' as a lexicon: it must begin with 'language en', be, uk "
                        "or ru",
                        lines->path);
}

/* The first line that says anything. */
static bm_status read_language(bm_lines *lines, bm_language *language, bm_error *error)
{
    static const char word[] = "language";
    text line = {0};
    while (line.length == 0 || line.start[0] == '#') {
        if (!bm_lines_next(lines))
            return refuse_language(lines, error);
        line = trim(lines->text, lines->text + lines->length);
    }
    char code[3] = "";
    if (line.length > sizeof word && memcmp(line.start, word, sizeof word - 1) == 0 &&
        is_blank(line.start[sizeof word - 1])) {
        text rest = trim(line.start + sizeof word, line.start + line.length);
        if (rest.length == 2 || (rest.length > 2 && (is_blank(rest.start[2]))))
            memcpy(code, rest.start, 2);
    }
    *language = bm_language_from_code(code);
    return *language == BM_LANGUAGE_UNKNOWN ? refuse_language(lines, error) : BM_OK;
}

bm_status bm_lexicon_file_language(const char *path, bm_language *language, bm_error *error)
{
    bm_lines lines;
    bm_status status = bm_lines_open(&lines, path, error);
    *language = BM_LANGUAGE_UNKNOWN;
    if (!status)
        status = read_language(&lines, language, error);
    bm_lines_close(&lines);
    return status;
}

static bm_status take_language(bm_lexicon_maker *maker, bm_lines *lines, bool first,
                               bm_error *error)
{
    bm_language language = BM_LANGUAGE_UNKNOWN;
    bm_status status = read_language(lines, &language, error);
    if (status)
        return status;
    if (!first && language != maker->lexicon->language)
        return bm_error_set(error, BM_ERROR_FORMAT, lines->path, lines->number,
                            "'%s' is of language %s, the files before it of %s", lines->path,
                            bm_language_code(language), bm_language_code(maker->lexicon->language));
    maker->lexicon->language = language;
    return BM_OK;
}

static bm_status read_lines(bm_lexicon_maker *maker, bm_lines *lines, bm_error *error)
{
    size_t size = 0;
    while (!maker->short_of_memory && !maker->over_limit && bm_lines_next(lines)) {
        size += lines->length + 1;
        if (size > BM_LEXICON_FILE_SIZE)
            return bm_error_set(error, BM_ERROR_LIMIT, lines->path, lines->number,
                                "'%s' is larger than 4 MiB", lines->path);
        read_line(maker, lines);
    }
    return bm_lines_status(lines, error);
}

/* Room for as many patterns and words as a file of this size is likely to have, at once. */
static void reserve(bm_lexicon_maker *maker, const char *path)
{
    struct stat about;
    if (stat(path, &about) != 0 || about.st_size > BM_LEXICON_FILE_SIZE)
        return;
    bm_maker_reserve(maker, (size_t)about.st_size / BYTES_OF_PATTERN);
}

bm_status bm_maker_read_file(bm_lexicon_maker *maker, const char *path, bool first, bm_error *error)
{
    bm_lines lines;
    bm_status status = bm_lines_open(&lines, path, error);
    maker->file = path;
    maker->section = BM_LEXICON_NONE;
    reserve(maker, path);
    if (!status)
        status = take_language(maker, &lines, first, error);
    if (!status)
        status = read_lines(maker, &lines, error);
    bm_lines_close(&lines);
    return status;
}
