/* GeoJSON (RFC 7946), a feature a line, and sequences of texts (RFC 8142): one reader for all, as
 * each is features, in collections or not, one after the other. */
#include "events/table.h"
#include "events/vector/json_scan.h"
#include "events/vector/rows.h"

#include <string.h>

typedef struct geojson {
    bm_json_scan scan;
    bm_vector_rows *rows;
    size_t lon, lat, id; /* columns */
    bm_strbuf key, text;
    const char *start; /* of the file */
    bool any_feature;
    bool in_feature;
} geojson;

/* Arrays and objects are texts, as they stand in the file. */
static void put_nested(geojson *in, size_t column)
{
    const char *first = in->scan.at;
    bool is_list = *first == '[';
    /* A list of texts reads better with semicolons between, and other programs write it so, too. */
    bm_json_scan ahead = in->scan;
    bm_strbuf joined = {0}, item = {0};
    bool is_first = true, is_texts = is_list;
    for (bool more = false; is_texts && bm_json_next_element(&ahead, &is_first); more = true) {
        is_texts = bm_json_peek(&ahead) == '"' && bm_json_take_string(&ahead, &item);
        bm_strbuf_append(&joined, more ? "; " : "");
        bm_strbuf_append(&joined, bm_strbuf_text(&item));
    }
    if (is_texts && !ahead.wrong) {
        in->scan = ahead;
        bm_vector_rows_put(in->rows, column, bm_strbuf_text(&joined), BM_VECTOR_CELL_STRING);
    } else if (bm_json_skip(&in->scan)) {
        bm_strbuf_clear(&joined);
        bm_strbuf_append_n(&joined, first, (size_t)(in->scan.at - first));
        bm_vector_rows_put(in->rows, column, bm_strbuf_text(&joined), BM_VECTOR_CELL_STRING);
    }
    if (joined.failed || item.failed)
        (void)bm_vector_rows_fail(in->rows, BM_ERROR_MEMORY, "out of memory");
    bm_strbuf_finish(&joined);
    bm_strbuf_finish(&item);
}

static void put_value(geojson *in, size_t column)
{
    switch (bm_json_peek(&in->scan)) {
    case '"':
        if (bm_json_take_string(&in->scan, &in->text))
            bm_vector_rows_put(in->rows, column, bm_strbuf_text(&in->text), BM_VECTOR_CELL_STRING);
        break;
    case '{':
    case '[':
        put_nested(in, column);
        break;
    case 't':
    case 'f':
    case 'n': {
        char word = bm_json_take_word(&in->scan);
        const char *text = word == 't' ? "true" : word == 'f' ? "false" : "";
        bm_vector_rows_put(in->rows, column, text, BM_VECTOR_CELL_OTHER);
        break;
    }
    default:
        if (bm_json_take_number(&in->scan, &in->text))
            bm_vector_rows_put_number(in->rows, column, bm_strbuf_text(&in->text));
    }
}

static bool goes_on(const geojson *in)
{
    return !in->scan.wrong && !in->rows->status;
}

static void read_properties(geojson *in)
{
    bool is_first = true;
    if (bm_json_peek(&in->scan) == 'n') {
        (void)bm_json_take_word(&in->scan);
        return;
    }
    while (goes_on(in) && bm_json_next_member(&in->scan, &is_first, &in->key)) {
        size_t column = bm_vector_rows_column(in->rows, bm_strbuf_text(&in->key));
        put_value(in, column);
    }
}

/* Longitude and latitude; what follows in the position is passed over. */
static bool read_position(geojson *in, bm_strbuf degrees[2])
{
    bool is_first = true;
    size_t count = 0;
    while (goes_on(in) && bm_json_next_element(&in->scan, &is_first)) {
        if (count < 2 && !bm_json_take_number(&in->scan, &degrees[count]))
            return false;
        if (count >= 2 && !bm_json_skip(&in->scan))
            return false;
        count++;
    }
    return goes_on(in) && count >= 2;
}

/* The coordinates of a point, or of several points that are one. Lines and polygons have no place
 * here: such features are located by name. */
static void put_coordinates(geojson *in, const char *at, bool is_multiple)
{
    const char *after = in->scan.at;
    bm_strbuf degrees[2] = {{0}, {0}};
    bool is_first = true;
    int depth = in->scan.depth;
    in->scan.at = at;
    bool good = !is_multiple || bm_json_next_element(&in->scan, &is_first);
    good = good && bm_json_peek(&in->scan) == '[' && read_position(in, degrees);
    if (good && is_multiple)
        good = !bm_json_next_element(&in->scan, &is_first);
    for (int i = 0; i < 2 && good && goes_on(in); i++)
        bm_vector_rows_put(in->rows, i ? in->lat : in->lon, bm_strbuf_text(&degrees[i]),
                           BM_VECTOR_CELL_REAL);
    for (int i = 0; i < 2; i++)
        bm_strbuf_finish(&degrees[i]);
    in->scan.depth = depth;
    if (!in->scan.wrong)
        in->scan.at = after;
}

static void read_geometry(geojson *in)
{
    bool is_first = true, is_point = false, is_multiple = false;
    const char *coordinates = NULL;
    if (bm_json_peek(&in->scan) == 'n') {
        (void)bm_json_take_word(&in->scan);
        return;
    }
    while (goes_on(in) && bm_json_next_member(&in->scan, &is_first, &in->key)) {
        const char *key = bm_strbuf_text(&in->key);
        if (strcmp(key, "type") == 0 && bm_json_peek(&in->scan) == '"') {
            (void)bm_json_take_string(&in->scan, &in->text);
            is_point = strcmp(bm_strbuf_text(&in->text), "Point") == 0;
            is_multiple = strcmp(bm_strbuf_text(&in->text), "MultiPoint") == 0;
        } else {
            (void)bm_json_peek(&in->scan);
            if (strcmp(key, "coordinates") == 0)
                coordinates = in->scan.at;
            (void)bm_json_skip(&in->scan);
        }
    }
    if (goes_on(in) && coordinates && (is_point || is_multiple))
        put_coordinates(in, coordinates, is_multiple);
}

/* RFC 7946 has none; older files say which coordinates theirs are. */
static void check_coordinate_system(geojson *in)
{
    const char *first = in->scan.at;
    if (!bm_json_skip(&in->scan))
        return;
    bm_strbuf text = {0};
    bm_strbuf_append_n(&text, first, (size_t)(in->scan.at - first));
    const char *said = bm_strbuf_text(&text);
    if (!strstr(said, "null") && !strstr(said, "CRS84") && !strstr(said, "4326"))
        (void)bm_vector_rows_fail(
            in->rows, BM_ERROR_UNSUPPORTED,
            "'%s' has coordinates other than WGS 84; convert it with 'ogr2ogr "
            "-t_srs EPSG:4326'",
            bm_table_shown(in->rows->path));
    bm_strbuf_finish(&text);
}

/* A member of a collection, or of a feature. */
static void read_member(geojson *in, const char *key, bool *is_feature);

static void read_object(geojson *in)
{
    bool is_first = true, is_feature = false;
    while (goes_on(in) && bm_json_next_member(&in->scan, &is_first, &in->key)) {
        (void)bm_json_peek(&in->scan);
        read_member(in, bm_strbuf_text(&in->key), &is_feature);
    }
    if (!is_feature || !goes_on(in))
        return;
    in->any_feature = true;
    bm_vector_rows_end_row(in->rows);
}

static void read_features(geojson *in)
{
    bool is_first = true;
    in->any_feature = in->in_feature = true;
    while (goes_on(in) && bm_json_next_element(&in->scan, &is_first))
        read_object(in);
    in->in_feature = false;
}

static void read_member(geojson *in, const char *key, bool *is_feature)
{
    char first = bm_json_peek(&in->scan);
    if (strcmp(key, "properties") == 0 && (first == '{' || first == 'n')) {
        *is_feature = true;
        read_properties(in);
    } else if (strcmp(key, "geometry") == 0 && (first == '{' || first == 'n')) {
        *is_feature = true;
        read_geometry(in);
    } else if (strcmp(key, "id") == 0 &&
               (first == '"' || first == '-' || (first >= '0' && first <= '9'))) {
        put_value(in, in->id);
    } else if (strcmp(key, "features") == 0 && first == '[' && !in->in_feature) {
        read_features(in);
    } else if (strcmp(key, "crs") == 0) {
        check_coordinate_system(in);
    } else {
        (void)bm_json_skip(&in->scan);
    }
}

static void say_what_is_wrong(geojson *in)
{
    long line = 1;
    for (const char *at = in->start; at < in->scan.at; at++)
        line += *at == '\n';
    if (in->scan.no_memory)
        (void)bm_vector_rows_fail(in->rows, BM_ERROR_MEMORY, "out of memory");
    else
        (void)bm_vector_rows_fail(
            in->rows, BM_ERROR_FORMAT,
            "'%s' is no JSON: line %ld should have %s, at byte %ld of the file",
            bm_table_shown(in->rows->path), line, in->scan.wrong,
            (long)(in->scan.at - in->start) + 1);
}

bm_status bm_vector_read_geojson(bm_vector_rows *rows, const char *bytes, size_t size)
{
    geojson in = {.scan = {.at = bytes, .end = bytes + size}, .rows = rows, .start = bytes};
    in.lon = bm_vector_rows_column(rows, "lon");
    in.lat = bm_vector_rows_column(rows, "lat");
    in.id = bm_vector_rows_column(rows, BM_VECTOR_ELSE "id");
    rows->next = 0;
    for (;;) {
        while (bm_json_peek(&in.scan) == '\x1E')
            in.scan.at++;
        if (!goes_on(&in) || in.scan.at == in.scan.end)
            break;
        read_object(&in);
    }
    if (in.scan.wrong)
        say_what_is_wrong(&in);
    else if (!in.any_feature)
        (void)bm_vector_rows_fail(rows, BM_ERROR_FORMAT,
                                  "'%s' is JSON, but no GeoJSON: it has no feature",
                                  bm_table_shown(rows->path));
    bm_strbuf_finish(&in.key);
    bm_strbuf_finish(&in.text);
    return rows->status;
}
