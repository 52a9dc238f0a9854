#include "render/lint/xml.h"

#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "render/lint/xml_names.h"

typedef struct reader {
    const char *file;
    const char *at;
    const char *end;
    const char *start;
    const char *first; /**< behind the mark of the byte order */
    const bm_xml_handler *handler;
    bm_error *error;
    bm_strbuf text; /**< attributes of one element, or a stretch of text */
    struct {
        const char *name;
        size_t length;
    } open[BM_XML_DEPTH_MAX];
    size_t depth;
    bool seen_root;
    bm_xml_prefixes prefixes;
} reader;

static bm_status refuse(reader *state, const char *why)
{
    long line = 1;
    for (const char *c = state->start; c < state->at && c < state->end; c++)
        line += *c == '\n';
    return bm_error_set(state->error, BM_ERROR_FORMAT, state->file, line, "not an SVG file: %s",
                        why);
}

static bm_status no_memory(reader *state)
{
    return bm_error_set(state->error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool begins_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
           (unsigned char)c >= 0x80;
}

static bool is_name_byte(char c)
{
    return begins_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

static void skip_blanks(reader *state)
{
    while (state->at < state->end && is_blank(*state->at))
        state->at++;
}

static bool begins(const reader *state, const char *text)
{
    size_t length = strlen(text);
    return (size_t)(state->end - state->at) >= length && memcmp(state->at, text, length) == 0;
}

/** Behind the first `text` of a stretch; NULL when there is none. */
static const char *find_end(const char *from, const char *end, const char *text)
{
    size_t length = strlen(text);
    for (; (size_t)(end - from) >= length; from++)
        if (memcmp(from, text, length) == 0)
            return from + length;
    return NULL;
}

/** Go behind the next `text`; false when there is none. */
static bool skip_past(reader *state, const char *text)
{
    const char *end = find_end(state->at, state->end, text);
    state->at = end ? end : state->at;
    return end;
}

/** 0 where no name begins. */
static size_t name_length(const reader *state)
{
    const char *c = state->at;
    if (c < state->end && !begins_name(*c))
        return 0;
    while (c < state->end && is_name_byte(*c))
        c++;
    return (size_t)(c - state->at);
}

/** The character that `&…;` at `state->at` stands for; false when there is no such. */
static bool append_entity(reader *state)
{
    static const struct {
        const char *name;
        char value;
    } known[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (begins(state, known[i].name)) {
            bm_strbuf_append_char(&state->text, known[i].value);
            state->at += strlen(known[i].name);
            return true;
        }
    }
    if (!begins(state, "&#"))
        return false;
    const char *c = state->at + 2;
    bool hex = c < state->end && *c == 'x';
    c += hex;
    long value = 0;
    for (; c < state->end && *c != ';' && value < 0x110000; c++) {
        int digit = *c >= '0' && *c <= '9'          ? *c - '0'
                    : hex && *c >= 'a' && *c <= 'f' ? *c - 'a' + 10
                    : hex && *c >= 'A' && *c <= 'F' ? *c - 'A' + 10
                                                    : -1;
        if (digit < 0)
            return false;
        value = value * (hex ? 16 : 10) + digit;
    }
    char bytes[4];
    bool valid = (value >= 0x20 || value == '\t' || value == '\n' || value == '\r') &&
                 value < 0x110000 && (value < 0xD800 || value > 0xDFFF);
    if (!valid || c >= state->end || *c != ';')
        return false;
    bm_strbuf_append_n(&state->text, bytes, bm_utf8_encode((int32_t)value, bytes));
    state->at = c + 1;
    return true;
}

/** Text up to `stop`, entities resolved, appended to state->text. */
static bm_status read_until(reader *state, char stop)
{
    while (state->at < state->end && *state->at != stop) {
        const char *from = state->at;
        while (state->at < state->end && *state->at != stop && *state->at != '&')
            state->at++;
        bm_strbuf_append_n(&state->text, from, (size_t)(state->at - from));
        if (state->at < state->end && *state->at == '&' && !append_entity(state))
            return refuse(state, "it has an entity that XML does not know");
    }
    return state->text.failed ? no_memory(state) : BM_OK;
}

static bm_status read_attribute(reader *state, size_t starts[2])
{
    size_t length = name_length(state);
    if (length == 0)
        return refuse(state, "an element is malformed");
    starts[0] = state->text.length;
    bm_strbuf_append_n(&state->text, state->at, length);
    bm_strbuf_append_char(&state->text, '\0');
    state->at += length;
    skip_blanks(state);
    if (state->at >= state->end || *state->at != '=')
        return refuse(state, "an attribute has no value");
    state->at++;
    skip_blanks(state);
    char quote = state->at < state->end ? *state->at : '\0';
    if (quote != '"' && quote != '\'')
        return refuse(state, "an attribute's value is not quoted");
    state->at++;
    starts[1] = state->text.length;
    const char *from = state->at;
    bm_status status = read_until(state, quote);
    if (status)
        return status;
    if (state->at >= state->end)
        return refuse(state, "it ends within an attribute");
    if (memchr(from, '<', (size_t)(state->at - from)))
        return refuse(state, "an attribute's value has a '<'");
    state->at++;
    bm_strbuf_append_char(&state->text, '\0');
    return BM_OK;
}

static bm_status begin_element(reader *state)
{
    state->at++;
    size_t length = name_length(state), count = 0;
    size_t starts[BM_XML_ATTRIBUTES_MAX][2];
    const char *name = state->at;
    if (length == 0)
        return refuse(state, "a '<' begins no element");
    if (state->depth == BM_XML_DEPTH_MAX)
        return refuse(state, "its elements lie too deep within each other");
    if (state->depth == 0 && state->seen_root)
        return refuse(state, "it goes on after its end");
    state->at += length;
    bm_strbuf_clear(&state->text);
    bm_strbuf_append_n(&state->text, name, length);
    bm_strbuf_append_char(&state->text, '\0');
    for (;;) {
        const char *before = state->at;
        skip_blanks(state);
        if (state->at >= state->end)
            return refuse(state, "it ends within an element");
        if (*state->at == '>' || *state->at == '/')
            break;
        if (state->at == before)
            return refuse(state, "no blank is between two attributes");
        if (count == BM_XML_ATTRIBUTES_MAX)
            return refuse(state, "an element has too many attributes");
        bm_status status = read_attribute(state, starts[count++]);
        if (status)
            return status;
    }
    bool is_empty = *state->at == '/';
    state->at += is_empty;
    if (state->at >= state->end || *state->at != '>')
        return refuse(state, "an element is malformed");
    state->at++;
    if (state->text.failed)
        return no_memory(state);
    bm_xml_attribute attributes[BM_XML_ATTRIBUTES_MAX];
    const char *text = bm_strbuf_text(&state->text);
    for (size_t i = 0; i < count; i++)
        attributes[i] = (bm_xml_attribute){text + starts[i][0], text + starts[i][1]};
    const char *wrong = bm_xml_begin_names(&state->prefixes, text, attributes, count);
    if (wrong)
        return refuse(state, wrong);
    const bm_xml_handler *handler = state->handler;
    if (!handler->begin(handler->context, text, attributes, count))
        return no_memory(state);
    state->seen_root = true;
    if (is_empty) {
        bm_xml_end_names(&state->prefixes);
        return handler->end(handler->context, text) ? BM_OK : no_memory(state);
    }
    state->open[state->depth].name = name;
    state->open[state->depth++].length = length;
    return BM_OK;
}

static bm_status end_element(reader *state)
{
    state->at += 2;
    size_t length = name_length(state);
    if (state->depth == 0 || state->open[state->depth - 1].length != length ||
        memcmp(state->open[state->depth - 1].name, state->at, length) != 0)
        return refuse(state, "an element ends that did not begin");
    bm_strbuf_clear(&state->text);
    bm_strbuf_append_n(&state->text, state->at, length);
    state->at += length;
    skip_blanks(state);
    if (state->at >= state->end || *state->at != '>')
        return refuse(state, "an element is malformed");
    state->at++;
    state->depth--;
    bm_xml_end_names(&state->prefixes);
    const bm_xml_handler *handler = state->handler;
    if (state->text.failed || !handler->end(handler->context, bm_strbuf_text(&state->text)))
        return no_memory(state);
    return BM_OK;
}

static bm_status read_text(reader *state)
{
    const char *from = state->at;
    bm_strbuf_clear(&state->text);
    bm_status status = read_until(state, '<');
    if (status)
        return status;
    if (find_end(from, state->at, "]]>"))
        return refuse(state, "its text has a ']]>'");
    if (state->depth > 0)
        return state->handler->text(state->handler->context, bm_strbuf_text(&state->text),
                                    state->text.length)
                   ? BM_OK
                   : no_memory(state);
    for (const char *c = from; c < state->at; c++) {
        if (!is_blank(*c))
            return refuse(state, "it has text outside its elements");
    }
    return BM_OK;
}

static bm_status read_comment(reader *state)
{
    state->at += 4;
    if (!skip_past(state, "--"))
        return refuse(state, "a comment does not end");
    if (state->at >= state->end || *state->at != '>')
        return refuse(state, "a comment has '--' in it");
    state->at++;
    return BM_OK;
}

static bm_status read_characters(reader *state)
{
    const char *from = state->at + 9;
    if (state->depth == 0)
        return refuse(state, "it has text outside its elements");
    if (!skip_past(state, "]]>"))
        return refuse(state, "a section of characters does not end");
    const bm_xml_handler *handler = state->handler;
    return handler->text(handler->context, from, (size_t)(state->at - 3 - from)) ? BM_OK
                                                                                 : no_memory(state);
}

static bm_status read_document_type(reader *state)
{
    const char *from = state->at;
    if (!begins(state, "<!DOCTYPE") || state->seen_root)
        return refuse(state, "a '<' begins no element");
    if (!skip_past(state, ">"))
        return refuse(state, "a declaration does not end");
    return memchr(from, '[', (size_t)(state->at - from))
               ? refuse(state, "it declares entities of its own, which are not read")
               : BM_OK;
}

/** Comments, instructions, CDATA and the document type. */
static bm_status read_special(reader *state)
{
    if (begins(state, "<!--"))
        return read_comment(state);
    if (begins(state, "<![CDATA["))
        return read_characters(state);
    if (!begins(state, "<?"))
        return read_document_type(state);
    if (begins(state, "<?xml ") && state->at != state->first)
        return refuse(state, "its XML declaration is not at its beginning");
    return skip_past(state, "?>") ? BM_OK : refuse(state, "an instruction does not end");
}

/** Signs that no XML may have. */
static bool has_control_sign(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)bytes[i] < 0x20 && !is_blank(bytes[i]))
            return true;
    return false;
}

bm_status bm_xml_read(const char *file, const char *bytes, size_t size,
                      const bm_xml_handler *handler, bm_error *error)
{
    reader state = {.file = file,
                    .at = bytes,
                    .end = bytes + size,
                    .start = bytes,
                    .handler = handler,
                    .error = error};
    bm_status status = BM_OK;
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        state.at += 3;
    state.first = state.at;
    if (bm_utf8_valid_length(bytes, size) != size)
        status = refuse(&state, "it is not UTF-8 text");
    else if (has_control_sign(bytes, size))
        status = refuse(&state, "it has signs that no XML may have");
    while (!status && state.at < state.end) {
        if (*state.at != '<')
            status = read_text(&state);
        else if (begins(&state, "</"))
            status = end_element(&state);
        else if (begins(&state, "<!") || begins(&state, "<?"))
            status = read_special(&state);
        else
            status = begin_element(&state);
    }
    if (!status && (state.depth > 0 || !state.seen_root))
        status = refuse(&state, state.seen_root ? "it is cut off" : "it has no elements");
    bm_strbuf_finish(&state.text);
    return status;
}
