/* The module: everything of libxml2's is here. */
#include "events/report/html/module.h"

#include <pthread.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

/* Its parser compares each attribute of a tag with all before it, looks for the start of an end tag
 * among all that are open, and keeps every name it has met. A page that goes beyond what pages have
 * is read on by a new parser, so that none of this grows with the page. */
enum { READ_SIZE = 1024, ATTRIBUTE_ROOM_MAX = 800, NAMES_MAX = 20000 };

typedef struct page_reader {
    const char *bytes;
    size_t length;
    size_t base;  /* where this parser began */
    size_t fed;   /* how far it has been given the page */
    size_t depth; /* elements that are open */
    bool starved; /* it gets no more */
    bool stopped; /* and is no longer listened to */
    const bm_html_handler *handler;
    htmlParserCtxtPtr parser;
} page_reader;

static size_t cursor_of(const page_reader *reader)
{
    const xmlParserInput *input = reader->parser->input;
    if (reader->stopped || !input || !input->cur || !input->base)
        return reader->fed;
    size_t cursor = reader->base + (size_t)input->consumed + (size_t)(input->cur - input->base);
    return cursor < reader->fed ? cursor : reader->fed;
}

static void end_all(page_reader *reader, size_t cursor)
{
    for (; reader->depth > 0; reader->depth--)
        reader->handler->end(reader->handler->context, cursor);
}

static void start_element(void *context, const xmlChar *name, const xmlChar **attributes)
{
    page_reader *reader = context;
    if (reader->stopped)
        return;
    size_t cursor = cursor_of(reader);
    if (reader->depth >= BM_HTML_DEPTH_MAX) {
        end_all(reader, cursor);
        reader->fed = cursor;
        reader->starved = true;
        reader->stopped = true;
        xmlStopParser(reader->parser);
        return;
    }
    reader->depth++;
    reader->handler->start(reader->handler->context, (const char *)name,
                           (const char *const *)attributes, cursor);
}

static void end_element(void *context, const xmlChar *name)
{
    page_reader *reader = context;
    (void)name;
    if (reader->depth == 0 || reader->stopped)
        return;
    reader->depth--;
    reader->handler->end(reader->handler->context, cursor_of(reader));
}

static void characters(void *context, const xmlChar *bytes, int length)
{
    page_reader *reader = context;
    if (length > 0 && !reader->stopped)
        reader->handler->text(reader->handler->context, (const char *)bytes, (size_t)length,
                              cursor_of(reader));
}

static void script(void *context, const xmlChar *bytes, int length)
{
    page_reader *reader = context;
    if (length > 0 && !reader->stopped)
        reader->handler->script(reader->handler->context, (const char *)bytes, (size_t)length);
}

static bool has_enough(const page_reader *reader)
{
    const htmlParserCtxtPtr parser = reader->parser;
#if LIBXML_VERSION < 21400 /* later ones look attributes up */
    if (parser->maxatts > ATTRIBUTE_ROOM_MAX)
        return true;
#endif
    return parser->dict && xmlDictSize(parser->dict) > NAMES_MAX;
}

/* "<![endif]>" and the like, which its parser takes for text, are made "<?iendif]>", which is none.
 * Bytes stay where they are. */
static void mend(char *buffer, size_t count)
{
    for (char *at = buffer; (at = memchr(at, '<', count - (size_t)(at - buffer))) != NULL; at++)
        if (count - (size_t)(at - buffer) >= 3 && at[1] == '!' && at[2] == '[')
            memcpy(at, "<?i", 3);
}

/* How much to take so that no such thing is cut in two. */
static size_t whole_length(const char *bytes, size_t count, size_t rest)
{
    if (count == rest || count < 4)
        return count;
    if (bytes[count - 1] == '<')
        return count - 1;
    return bytes[count - 2] == '<' && bytes[count - 1] == '!' ? count - 2 : count;
}

static int feed(void *context, char *buffer, int size)
{
    page_reader *reader = context;
    if (!reader->starved)
        reader->starved = has_enough(reader);
    if (reader->starved || size <= 0)
        return 0;
    size_t rest = reader->length - reader->fed;
    size_t count = (size_t)size < READ_SIZE ? (size_t)size : READ_SIZE;
    count = count < rest ? count : rest;
    count = whole_length(reader->bytes + reader->fed, count, rest);
    memcpy(buffer, reader->bytes + reader->fed, count);
    mend(buffer, count);
    reader->fed += count;
    return (int)count;
}

/* Read from `base` on, as far as one parser goes. */
static bm_status read_part(page_reader *reader)
{
    enum {
        OPTIONS = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                  HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | HTML_PARSE_COMPACT
    };
    reader->parser = htmlNewParserCtxt();
    if (!reader->parser)
        return BM_ERROR_MEMORY;
    xmlSAXHandler *sax = reader->parser->sax;
    memset(sax, 0, sizeof *sax);
    sax->startElement = start_element;
    sax->endElement = end_element;
    sax->characters = characters;
    sax->ignorableWhitespace = characters;
    sax->cdataBlock = script;
    reader->parser->userData = reader;
    htmlDocPtr document =
        htmlCtxtReadIO(reader->parser, feed, NULL, reader, NULL, "UTF-8", OPTIONS);
    bool no_memory = reader->parser->errNo == XML_ERR_NO_MEMORY;
    end_all(reader, reader->fed);
    xmlFreeDoc(document);
    htmlFreeParserCtxt(reader->parser);
    return no_memory ? BM_ERROR_MEMORY : BM_OK;
}

static void prepare(void)
{
    xmlInitParser();
}

static bm_status read_page(const char *bytes, size_t length, const bm_html_handler *handler)
{
    static pthread_once_t prepared = PTHREAD_ONCE_INIT;
    (void)pthread_once(&prepared, prepare);
    page_reader reader = {.bytes = bytes, .length = length, .handler = handler};
    bm_status status = BM_OK;
    while (!status && reader.fed < length) {
        reader.base = reader.fed;
        reader.starved = reader.stopped = false;
        status = read_part(&reader);
        /* The tag at which it was enough is passed over. */
        const char *tag_end =
            reader.starved ? memchr(bytes + reader.fed, '>', length - reader.fed) : NULL;
        if (reader.starved || reader.fed == reader.base)
            reader.fed = tag_end ? (size_t)(tag_end - bytes) + 1 : length;
    }
    return status;
}

__attribute__((visibility("default"))) extern const bm_html_module bordermap_html_module;
const bm_html_module bordermap_html_module = {BM_HTML_MODULE_VERSION, read_page};
