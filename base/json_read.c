#include "base/json_read.h"

#include "base/number.h"
#include "base/utf8.h"

#include <string.h>

enum { DEPTH_MAX = 32, NUMBER_LENGTH_MAX = 64 };

typedef struct reader {
    const char *at, *end;
    const char *name;
    long line;
    bm_arena *arena;
    bm_error *error;
    size_t count; /* values so far */
} reader;

static bm_status refuse(const reader *from, bm_status status, const char *what)
{
    return bm_error_set(from->error, status, from->name, from->line, "not valid JSON: %s", what);
}

static void skip_blanks(reader *from)
{
    for (; from->at < from->end; from->at++) {
        if (*from->at == '\n')
            from->line++;
        else if (*from->at != ' ' && *from->at != '\t' && *from->at != '\r')
            return;
    }
}

/* The next byte that is no blank; 0 at the end, and for a NUL, which fits nowhere. */
static char peek(reader *from)
{
    skip_blanks(from);
    return from->at < from->end ? *from->at : '\0';
}

static int hex_digit(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

/* Four hexadecimal digits at `at`; -1 when they are not. */
static int32_t read_unit(const reader *from, const char *at)
{
    int32_t unit = 0;
    for (int i = 0; i < 4; i++) {
        int digit = at + i < from->end ? hex_digit(at[i]) : -1;
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

/* What `\uXXXX` means, or the pair of them; it stands behind the `u`. -1 for half a pair. */
static int32_t read_code_point(reader *from)
{
    int32_t unit = read_unit(from, from->at);
    if (unit <= 0 || (unit >= 0xDC00 && unit <= 0xDFFF))
        return -1;
    from->at += 4;
    if (unit < 0xD800 || unit > 0xDBFF)
        return unit;
    if (from->end - from->at < 6 || from->at[0] != '\\' || from->at[1] != 'u')
        return -1;
    int32_t low = read_unit(from, from->at + 2);
    if (low < 0xDC00 || low > 0xDFFF)
        return -1;
    from->at += 6;
    return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
}

/* An escape, of which `at` is behind the backslash; its bytes go to `out`. 0 when it is none. */
static size_t read_escape(reader *from, char *out)
{
    static const char letters[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
    char letter = from->at < from->end ? *from->at++ : '\0';
    if (letter == 'u') {
        int32_t code_point = read_code_point(from);
        return code_point < 0 ? 0 : bm_utf8_encode(code_point, out);
    }
    const char *found = letter ? strchr(letters, letter) : NULL;
    if (!found)
        return 0;
    *out = means[found - letters];
    return 1;
}

static bm_status read_string(reader *from, const char **text)
{
    const char *begin = ++from->at;
    const char *close = begin;
    while (close < from->end && *close != '"' && *close != '\n')
        close += *close == '\\' && close + 1 < from->end ? 2 : 1;
    if (close >= from->end || *close != '"')
        return refuse(from, BM_ERROR_FORMAT, "a text does not end");
    size_t length = (size_t)(close - begin), used = 0;
    if (bm_utf8_valid_length(begin, length) != length)
        return refuse(from, BM_ERROR_FORMAT, "a text is not UTF-8");
    /* An escape is never shorter than what it means. */
    char *made = bm_arena_alloc(from->arena, length + 1);
    if (!made)
        return bm_error_set(from->error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    while (from->at < close) {
        char byte = *from->at++;
        if ((unsigned char)byte < 0x20)
            return refuse(from, BM_ERROR_FORMAT, "a control character in a text");
        if (byte != '\\') {
            made[used++] = byte;
            continue;
        }
        size_t size = read_escape(from, made + used);
        if (size == 0)
            return refuse(from, BM_ERROR_FORMAT, "an escape in a text that there is not");
        used += size;
    }
    made[used] = '\0';
    from->at = close + 1;
    *text = made;
    return BM_OK;
}

static size_t count_digits(const reader *from)
{
    size_t count = 0;
    while (from->at + count < from->end && from->at[count] >= '0' && from->at[count] <= '9')
        count++;
    return count;
}

/* -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)? */
static bm_status read_number(reader *from, bm_json_value *value)
{
    const char *begin = from->at;
    bool is_whole = true;
    if (*from->at == '-')
        from->at++;
    size_t digits = count_digits(from);
    bool valid = digits == 1 || (digits > 1 && *from->at != '0');
    from->at += digits;
    if (valid && from->at < from->end && *from->at == '.') {
        is_whole = false;
        from->at++;
        digits = count_digits(from);
        valid = digits > 0;
        from->at += digits;
    }
    if (valid && from->at < from->end && (*from->at == 'e' || *from->at == 'E')) {
        is_whole = false;
        from->at++;
        if (from->at < from->end && (*from->at == '+' || *from->at == '-'))
            from->at++;
        digits = count_digits(from);
        valid = digits > 0;
        from->at += digits;
    }
    size_t length = (size_t)(from->at - begin);
    if (!valid || length > NUMBER_LENGTH_MAX)
        return refuse(from, BM_ERROR_FORMAT, "a number that is none");
    char text[NUMBER_LENGTH_MAX + 1];
    memcpy(text, begin, length);
    text[length] = '\0';
    value->kind = BM_JSON_NUMBER;
    value->is_integer = is_whole && bm_integer_parse(text, INT64_MIN, INT64_MAX, &value->integer);
    return BM_OK;
}

static bm_status read_word(reader *from, const char *word, bm_json_kind kind, bm_json_value *value)
{
    size_t length = strlen(word);
    if ((size_t)(from->end - from->at) < length || memcmp(from->at, word, length) != 0)
        return refuse(from, BM_ERROR_FORMAT, "a word that there is not");
    from->at += length;
    value->kind = kind;
    value->is_true = *word == 't';
    return BM_OK;
}

static bm_status read_value(reader *from, int depth, bm_json_value *value);

/* A key and its colon. */
static bm_status read_key(reader *from, const char **key)
{
    if (peek(from) != '"')
        return refuse(from, BM_ERROR_FORMAT, "a key is missing");
    bm_status status = read_string(from, key);
    if (!status && peek(from) != ':')
        status = refuse(from, BM_ERROR_FORMAT, "a colon is missing");
    if (!status)
        from->at++;
    return status;
}

/* The elements or members behind an opening bracket. */
static bm_status read_nested(reader *from, int depth, bm_json_value *value)
{
    bool is_object = *from->at++ == '{';
    char close = is_object ? '}' : ']';
    const bm_json_value **next = &value->first;
    value->kind = is_object ? BM_JSON_OBJECT : BM_JSON_ARRAY;
    if (depth >= DEPTH_MAX)
        return refuse(from, BM_ERROR_LIMIT, "it is nested too deeply");
    if (peek(from) == close) {
        from->at++;
        return BM_OK;
    }
    for (;;) {
        bm_json_value *made = bm_arena_alloc(from->arena, sizeof *made);
        if (!made)
            return bm_error_set(from->error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
        bm_status status = is_object ? read_key(from, &made->key) : BM_OK;
        if (!status)
            status = read_value(from, depth + 1, made);
        if (status)
            return status;
        *next = made;
        next = &made->next;
        char after = peek(from);
        if (after != close && after != ',')
            return refuse(from, BM_ERROR_FORMAT, "a comma or a bracket is missing");
        from->at++;
        if (after == close)
            return BM_OK;
    }
}

static bm_status read_value(reader *from, int depth, bm_json_value *value)
{
    if (++from->count > BM_JSON_VALUES_MAX)
        return refuse(from, BM_ERROR_LIMIT, "it has too many values");
    switch (peek(from)) {
    case '{':
    case '[':
        return read_nested(from, depth, value);
    case '"':
        value->kind = BM_JSON_STRING;
        return read_string(from, &value->text);
    case 't':
        return read_word(from, "true", BM_JSON_BOOL, value);
    case 'f':
        return read_word(from, "false", BM_JSON_BOOL, value);
    case 'n':
        return read_word(from, "null", BM_JSON_NULL, value);
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
        return read_number(from, value);
    default:
        return refuse(from, BM_ERROR_FORMAT, "a value is missing");
    }
}

bm_status bm_json_read(const char *bytes, size_t size, const char *name, long line, bm_arena *arena,
                       const bm_json_value **value, bm_error *error)
{
    reader from = {.at = bytes,
                   .end = bytes + size,
                   .name = name,
                   .line = line,
                   .arena = arena,
                   .error = error};
    *value = NULL;
    bm_json_value *made = bm_arena_alloc(arena, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    bm_status status = read_value(&from, 0, made);
    skip_blanks(&from);
    if (!status && from.at < from.end)
        status = refuse(&from, BM_ERROR_FORMAT, "there is more behind its end");
    if (!status)
        *value = made;
    return status;
}

const bm_json_value *bm_json_member(const bm_json_value *object, const char *key)
{
    if (!object || object->kind != BM_JSON_OBJECT)
        return NULL;
    const bm_json_value *at = object->first;
    while (at && strcmp(at->key, key) != 0)
        at = at->next;
    return at;
}

const char *bm_json_member_text(const bm_json_value *object, const char *key)
{
    const bm_json_value *found = bm_json_member(object, key);
    return found ? found->text : NULL;
}

bool bm_json_member_integer(const bm_json_value *object, const char *key, int64_t low, int64_t high,
                            int64_t *value)
{
    const bm_json_value *found = bm_json_member(object, key);
    if (!found || !found->is_integer || found->integer < low || found->integer > high)
        return false;
    *value = found->integer;
    return true;
}
