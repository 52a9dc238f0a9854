/* KML 2.2: placemarks with their extended data, typed by a schema or not. What we wrote ourselves
 * has the schema "events", and then only what follows it is read: borders and crossings may be
 * beside it. */
#include "events/markup.h"
#include "events/table.h"
#include "events/vector/rows.h"
#include "events/vector/xml_scan.h"

#include <string.h>

static const char OWN_SCHEMA[] = "events";
static const char OWN_ID[] = "event-";

typedef struct kml {
    bm_xml_scan scan;
    bm_vector_rows *rows;
    size_t lon, lat, title, description, start, end; /* columns */
    const char *bytes;
    bool in_placemark, in_point, in_own_schema, has_own_schema, is_own;
    size_t column;   /* of the SimpleData or Data that is open, SIZE_MAX for none */
    bm_strbuf text;  /* of the element that is open */
    bm_strbuf bools; /* names of columns of booleans, each between line ends */
} kml;

static bool is(const kml *in, const char *name)
{
    return strcmp(in->scan.name, name) == 0;
}

/* A column is one of booleans when the schema says so. */
static bool is_boolean(const kml *in, const char *name)
{
    size_t length = strlen(name);
    const char *at = bm_strbuf_text(&in->bools);
    while (length > 0 && (at = strstr(at, name)) != NULL) {
        if (at[-1] == '\n' && at[length] == '\n')
            return true;
        at += length;
    }
    return false;
}

static void read_field(kml *in)
{
    const char *name = bm_strbuf_text(&in->scan.name_attribute);
    const char *type = bm_strbuf_text(&in->scan.type_attribute);
    /* Ours tells of every column, be it empty in all events. */
    size_t column = in->in_own_schema ? bm_vector_rows_column(in->rows, name) : SIZE_MAX;
    if (column < in->rows->names.count && strcmp(type, "string") == 0)
        in->rows->columns[column].any[BM_VECTOR_CELL_STRING] = true;
    if (strcmp(type, "bool") == 0 && !is_boolean(in, name)) {
        bm_strbuf_append(&in->bools, in->bools.length ? "" : "\n");
        bm_strbuf_append(&in->bools, name);
        bm_strbuf_append(&in->bools, "\n");
    }
}

static void begin(kml *in)
{
    bm_strbuf_clear(&in->text);
    if (is(in, "Schema")) {
        const char *id = bm_strbuf_text(&in->scan.id_attribute);
        in->in_own_schema = strcmp(id, OWN_SCHEMA) == 0;
        in->has_own_schema = in->has_own_schema || in->in_own_schema;
    } else if (is(in, "SimpleField")) {
        read_field(in);
    } else if (is(in, "Placemark")) {
        in->in_placemark = true;
        const char *id = bm_strbuf_text(&in->scan.id_attribute);
        in->is_own = strncmp(id, OWN_ID, sizeof OWN_ID - 1) == 0;
    } else if (is(in, "Point")) {
        in->in_point = true;
    } else if (is(in, "SchemaData")) {
        const char *url = bm_strbuf_text(&in->scan.schema_attribute);
        in->is_own = *url == '#' && strcmp(url + 1, OWN_SCHEMA) == 0;
    } else if (in->in_placemark && (is(in, "SimpleData") || is(in, "Data"))) {
        bool is_wanted = in->is_own || !in->has_own_schema;
        const char *name = bm_strbuf_text(&in->scan.name_attribute);
        in->column = is_wanted ? bm_vector_rows_column(in->rows, name) : SIZE_MAX;
    }
}

static const char *trim(bm_strbuf *text)
{
    if (!text->text)
        return "";
    char *end = text->text + text->length;
    while (end > text->text && strchr(" \t\r\n", end[-1]))
        end--;
    *end = '\0';
    return text->text + strspn(text->text, " \t\r\n");
}

static void put_data(kml *in)
{
    const char *text = bm_strbuf_text(&in->text);
    if (in->column >= in->rows->names.count)
        return;
    if (is_boolean(in, in->rows->columns[in->column].name)) {
        const char *word = trim(&in->text);
        bool is_true = strcmp(word, "1") == 0 || strcmp(word, "true") == 0;
        text = is_true ? "true" : *word ? "false" : "";
    }
    bool is_string = in->rows->columns[in->column].any[BM_VECTOR_CELL_STRING];
    bm_vector_rows_put(in->rows, in->column, text,
                       is_string ? BM_VECTOR_CELL_STRING : BM_VECTOR_CELL_OTHER);
}

static void put_position(kml *in)
{
    const char *text = trim(&in->text);
    size_t length = strcspn(text, ",");
    size_t more = text[length] ? strcspn(text + length + 1, ", \t\r\n") : 0;
    bm_strbuf lon = {0}, lat = {0};
    bm_strbuf_append_n(&lon, text, length);
    if (more > 0)
        bm_strbuf_append_n(&lat, text + length + 1, more);
    bm_vector_rows_put(in->rows, in->lon, bm_strbuf_text(&lon), BM_VECTOR_CELL_REAL);
    bm_vector_rows_put(in->rows, in->lat, bm_strbuf_text(&lat), BM_VECTOR_CELL_REAL);
    bm_strbuf_finish(&lon);
    bm_strbuf_finish(&lat);
}

/* The placemark is a row when it is an event's. */
static void end_placemark(kml *in)
{
    in->in_placemark = false;
    if (in->has_own_schema && !in->is_own) {
        bm_vector_rows_drop_row(in->rows);
        return;
    }
    bm_vector_rows_end_row(in->rows);
}

static void put_description(kml *in)
{
    bm_strbuf plain = {0};
    bm_markup_put_plain(bm_strbuf_text(&in->text), &plain);
    in->text.failed |= plain.failed;
    bm_vector_rows_put(in->rows, in->description, bm_strbuf_text(&plain), BM_VECTOR_CELL_STRING);
    bm_strbuf_finish(&plain);
}

static void end(kml *in)
{
    if (is(in, "Placemark")) {
        end_placemark(in);
    } else if (is(in, "Point")) {
        in->in_point = false;
    } else if (!in->in_placemark) {
        return;
    } else if (is(in, "SimpleData") || is(in, "value")) {
        put_data(in);
        in->column = SIZE_MAX;
    } else if (is(in, "coordinates") && in->in_point) {
        put_position(in);
    } else if (is(in, "name")) {
        bm_vector_rows_put(in->rows, in->title, trim(&in->text), BM_VECTOR_CELL_STRING);
    } else if (is(in, "description")) {
        put_description(in);
    } else if (is(in, "when") || is(in, "begin")) {
        bm_vector_rows_put(in->rows, in->start, trim(&in->text), BM_VECTOR_CELL_OTHER);
    } else if (is(in, "end")) {
        bm_vector_rows_put(in->rows, in->end, trim(&in->text), BM_VECTOR_CELL_OTHER);
    }
    bm_strbuf_clear(&in->text);
}

static void say_what_is_wrong(kml *in)
{
    long line = 1;
    for (const char *at = in->bytes; at < in->scan.at; at++)
        line += *at == '\n';
    (void)bm_vector_rows_fail(in->rows, BM_ERROR_FORMAT, "'%s' cannot be read on line %ld: %s",
                              bm_table_shown(in->rows->path), line, in->scan.wrong);
}

bm_status bm_vector_read_kml(bm_vector_rows *rows, const char *bytes, size_t size)
{
    kml in = {.scan = {.at = bytes, .end = bytes + size},
              .rows = rows,
              .bytes = bytes,
              .column = SIZE_MAX};
    in.lon = bm_vector_rows_column(rows, "lon");
    in.lat = bm_vector_rows_column(rows, "lat");
    in.title = bm_vector_rows_column(rows, BM_VECTOR_ELSE "title");
    in.description = bm_vector_rows_column(rows, BM_VECTOR_ELSE "description");
    in.start = bm_vector_rows_column(rows, BM_VECTOR_ELSE "start");
    in.end = bm_vector_rows_column(rows, BM_VECTOR_ELSE "end");
    rows->next = 0;
    for (bm_xml_event event;
         !rows->status && (event = bm_xml_next(&in.scan)) != BM_XML_END_OF_FILE;) {
        if (event == BM_XML_START)
            begin(&in);
        else if (event == BM_XML_END)
            end(&in);
        else
            bm_strbuf_append(&in.text, bm_strbuf_text(&in.scan.text));
    }
    if (in.text.failed || in.bools.failed)
        (void)bm_vector_rows_fail(rows, BM_ERROR_MEMORY, "out of memory");
    else if (in.scan.wrong)
        say_what_is_wrong(&in);
    bm_xml_finish(&in.scan);
    bm_strbuf_finish(&in.text);
    bm_strbuf_finish(&in.bools);
    return rows->status;
}
