#include "events/vector/xml_scan.h"

#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

enum { DEPTH_MAX = 200, ENTITY_MAX = 10 };

static bm_xml_event fail(bm_xml_scan *scan, const char *what)
{
    if (!scan->wrong)
        scan->wrong = what;
    return BM_XML_END_OF_FILE;
}

static bool starts_with(const bm_xml_scan *scan, const char *mark)
{
    size_t length = strlen(mark);
    return (size_t)(scan->end - scan->at) >= length && memcmp(scan->at, mark, length) == 0;
}

/* Past the next `mark`; false when there is none. */
static bool pass(bm_xml_scan *scan, const char *mark)
{
    size_t length = strlen(mark);
    for (; (size_t)(scan->end - scan->at) >= length; scan->at++)
        if (*scan->at == *mark && memcmp(scan->at, mark, length) == 0) {
            scan->at += length;
            return true;
        }
    return false;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool ends_name(char c)
{
    return is_blank(c) || c == '>' || c == '/' || c == '=' || c == '<' || c == '"' || c == '\'';
}

/* The name without its prefix. */
static void take_name(bm_xml_scan *scan, char name[BM_XML_NAME_SIZE])
{
    size_t length = 0;
    for (; scan->at < scan->end && !ends_name(*scan->at); scan->at++) {
        if (*scan->at == ':')
            length = 0;
        else if (length + 1 < BM_XML_NAME_SIZE)
            name[length++] = *scan->at;
    }
    name[length] = '\0';
}

/* A code point of `&#…;`; −1 when XML has no such character. */
static int32_t read_code_point(const char *text)
{
    int base = *text == 'x' ? 16 : 10;
    int32_t value = 0;
    text += *text == 'x';
    if (!*text)
        return -1;
    for (; *text; text++) {
        char c = (char)(*text | 0x20);
        int digit = *text >= '0' && *text <= '9' ? *text - '0'
                    : c >= 'a' && c <= 'f'       ? c - 'a' + 10
                                                 : 99;
        if (digit >= base || value > 0x10FFFF)
            return -1;
        value = value * base + digit;
    }
    bool is_control = value < 0x20 && value != '\t' && value != '\n' && value != '\r';
    return is_control || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000) ? -1 : value;
}

static bool take_entity(bm_xml_scan *scan, bm_strbuf *text)
{
    static const struct {
        const char *name;
        char meant;
    } known[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    char name[ENTITY_MAX + 1];
    size_t length = 0;
    for (scan->at++; scan->at < scan->end && *scan->at != ';' && length < ENTITY_MAX; scan->at++)
        name[length++] = *scan->at;
    name[length] = '\0';
    if (scan->at == scan->end || *scan->at++ != ';')
        return false;
    if (name[0] == '#') {
        char bytes[8];
        int32_t c = read_code_point(name + 1);
        if (c < 0)
            return false;
        bm_strbuf_append_n(text, bytes, bm_utf8_encode(c, bytes));
        return true;
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].name, name) == 0) {
            bm_strbuf_append_char(text, known[i].meant);
            return true;
        }
    return false;
}

/* Up to `stop`, which is not taken. Line ends are one byte, as XML has it. */
static bool take_text(bm_xml_scan *scan, char stop, bm_strbuf *text)
{
    while (scan->at < scan->end && *scan->at != stop) {
        if (*scan->at == '&') {
            if (!take_entity(scan, text))
                return false;
            continue;
        }
        if (*scan->at == '\r') {
            scan->at++;
            if (scan->at == scan->end || *scan->at != '\n')
                bm_strbuf_append_char(text, '\n');
            continue;
        }
        const char *run = scan->at;
        while (scan->at < scan->end && *scan->at != stop && *scan->at != '&' && *scan->at != '\r')
            scan->at++;
        bm_strbuf_append_n(text, run, (size_t)(scan->at - run));
    }
    return !text->failed;
}

static void skip_blanks(bm_xml_scan *scan)
{
    while (scan->at < scan->end && is_blank(*scan->at))
        scan->at++;
}

static bm_strbuf *attribute_of(bm_xml_scan *scan, const char *name)
{
    return strcmp(name, "name") == 0        ? &scan->name_attribute
           : strcmp(name, "type") == 0      ? &scan->type_attribute
           : strcmp(name, "schemaUrl") == 0 ? &scan->schema_attribute
           : strcmp(name, "id") == 0        ? &scan->id_attribute
                                            : NULL;
}

static bool take_attribute(bm_xml_scan *scan)
{
    char name[BM_XML_NAME_SIZE];
    bm_strbuf unwanted = {0};
    take_name(scan, name);
    skip_blanks(scan);
    if (!*name || scan->at == scan->end || *scan->at++ != '=')
        return false;
    skip_blanks(scan);
    char quote = scan->at < scan->end ? *scan->at++ : '\0';
    bm_strbuf *text = attribute_of(scan, name);
    bool good = (quote == '"' || quote == '\'') &&
                take_text(scan, quote, text ? text : &unwanted) && scan->at < scan->end;
    scan->at += good;
    bm_strbuf_finish(&unwanted);
    return good;
}

static bm_xml_event take_start(bm_xml_scan *scan)
{
    scan->at++;
    take_name(scan, scan->name);
    bm_strbuf_clear(&scan->name_attribute);
    bm_strbuf_clear(&scan->type_attribute);
    bm_strbuf_clear(&scan->schema_attribute);
    bm_strbuf_clear(&scan->id_attribute);
    for (;;) {
        skip_blanks(scan);
        if (!*scan->name || scan->at == scan->end)
            return fail(scan, "a tag does not end");
        if (*scan->at == '>')
            break;
        if (starts_with(scan, "/>")) {
            scan->at++;
            scan->is_empty = true;
            break;
        }
        if (!take_attribute(scan))
            return fail(scan, "an attribute is not as XML has it");
    }
    scan->at++;
    return ++scan->depth > DEPTH_MAX ? fail(scan, "elements lie too deep in each other")
                                     : BM_XML_START;
}

static bm_xml_event take_end(bm_xml_scan *scan)
{
    if (!scan->is_empty) {
        scan->at += 2;
        take_name(scan, scan->name);
        skip_blanks(scan);
        if (scan->at == scan->end || *scan->at++ != '>')
            return fail(scan, "a tag does not end");
    }
    scan->is_empty = false;
    return --scan->depth < 0 ? fail(scan, "an element ends that has not begun") : BM_XML_END;
}

bm_xml_event bm_xml_next(bm_xml_scan *scan)
{
    while (!scan->wrong) {
        if (scan->is_empty || starts_with(scan, "</"))
            return take_end(scan);
        if (scan->at == scan->end)
            return scan->depth > 0 ? fail(scan, "the file ends in the middle of an element")
                                   : BM_XML_END_OF_FILE;
        if (starts_with(scan, "<!DOCTYPE"))
            return fail(scan, "document types are not read");
        bm_strbuf_clear(&scan->text);
        if (starts_with(scan, "<![CDATA[")) {
            const char *first = scan->at + sizeof "<![CDATA[" - 1;
            if (!pass(scan, "]]>"))
                return fail(scan, "the file ends in the middle of a text");
            bm_strbuf_append_n(&scan->text, first, (size_t)(scan->at - first) - sizeof "]]>" + 1);
            return BM_XML_TEXT;
        }
        if (starts_with(scan, "<!--") || starts_with(scan, "<?")) {
            if (!pass(scan, scan->at[1] == '?' ? "?>" : "-->"))
                return fail(scan, "a comment does not end");
            continue;
        }
        if (*scan->at == '<')
            return take_start(scan);
        return take_text(scan, '<', &scan->text) ? BM_XML_TEXT
                                                 : fail(scan, "an entity is not one of XML's own");
    }
    return BM_XML_END_OF_FILE;
}

void bm_xml_finish(bm_xml_scan *scan)
{
    bm_strbuf_finish(&scan->name_attribute);
    bm_strbuf_finish(&scan->type_attribute);
    bm_strbuf_finish(&scan->schema_attribute);
    bm_strbuf_finish(&scan->id_attribute);
    bm_strbuf_finish(&scan->text);
}
