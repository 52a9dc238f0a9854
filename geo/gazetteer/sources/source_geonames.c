/* GeoNames dumps: one place a line, 19 columns, tabs between. */
#include "base/lines.h"
#include "base/number.h"
#include "base/utf8.h"
#include "geo/gazetteer/sources/admin_codes.h"
#include "geo/gazetteer/sources/feature_class.h"
#include "geo/gazetteer/sources/source.h"

#include <math.h>
#include <string.h>

enum {
    ID,
    NAME,
    ASCII_NAME,
    ALTERNATE_NAMES,
    LATITUDE,
    LONGITUDE,
    CLASS,
    CODE,
    COUNTRY,
    CC2,
    ADMIN1,
    ADMIN2,
    ADMIN3,
    ADMIN4,
    POPULATION,
    COLUMN_COUNT = 19
};
static const char *const columns[COLUMN_COUNT] = {
    "geonameid",   "name",          "asciiname",    "alternatenames",   "latitude",
    "longitude",   "feature class", "feature code", "country code",     "cc2",
    "admin1 code", "admin2 code",   "admin3 code",  "admin4 code",      "population",
    "elevation",   "dem",           "timezone",     "modification date"};
/* GeoNames allows 200 characters in a name, and 20 digits in no id. */
enum { NAME_MAX_BYTES = 400, ID_MAX_BYTES = 18, LINES_LOOKED_AT = 20 };

typedef struct reader {
    bm_builder *builder;
    bm_lines *lines;
    uint32_t source;
    char *fields[COLUMN_COUNT];
} reader;

static bool leave_out(const reader *in, const char *code, int column, const char *why)
{
    bm_builder_report(in->builder, BM_SEVERITY_ERROR, code, in->lines->path, in->lines->number,
                      columns[column], in->fields[column], "%s; the row is left out", why);
    return false;
}

static void doubt(const reader *in, const char *code, int column, const char *why)
{
    bm_builder_report(in->builder, BM_SEVERITY_WARNING, code, in->lines->path, in->lines->number,
                      columns[column], in->fields[column], "%s", why);
}

static bool split_row(reader *in)
{
    bm_lines *lines = in->lines;
    const char *why = lines->too_long                        ? "the line has more than 64 kB"
                      : strlen(lines->text) != lines->length ? "the line has a zero byte"
                                                             : NULL;
    size_t count = why ? 0 : bm_lines_split(lines->text, in->fields, COLUMN_COUNT);
    if (count == COLUMN_COUNT)
        return true;
    if (why)
        bm_builder_report(in->builder, BM_SEVERITY_ERROR, "place-line", lines->path, lines->number,
                          "", "", "%s; it is left out", why);
    else
        bm_builder_report(in->builder, BM_SEVERITY_ERROR, "place-columns", lines->path,
                          lines->number, "", in->fields[0],
                          "the row has %zu columns, a GeoNames dump has 19; it is left out", count);
    return false;
}

static bool is_digits(const char *text, size_t most)
{
    size_t length = strspn(text, "0123456789");
    return length > 0 && length <= most && text[length] == '\0';
}

static bool read_texts(const reader *in, bm_place *place)
{
    char *const *fields = in->fields;
    for (int i = 0; i < POPULATION; i++) {
        if (bm_utf8_is_valid(fields[i]))
            continue;
        if (i != ALTERNATE_NAMES)
            return leave_out(in, "place-encoding", i, "the text is not UTF-8");
        doubt(in, "place-encoding", i, "the text is not UTF-8; these names are left out");
        *fields[i] = '\0';
    }
    if (!is_digits(fields[ID], ID_MAX_BYTES))
        return leave_out(in, "place-id", ID, "the id is no number");
    if (fields[NAME][strspn(fields[NAME], " ")] == '\0')
        return leave_out(in, "place-name", NAME, "the row has no name");
    if (strlen(fields[NAME]) > NAME_MAX_BYTES)
        return leave_out(in, "place-name", NAME, "the name has more than 400 bytes");
    place->id = fields[ID];
    place->name = fields[NAME];
    return true;
}

static bool read_position(const reader *in, bm_place *place)
{
    double lat;
    double lon;
    if (!bm_number_parse(in->fields[LATITUDE], &lat) || !(fabs(lat) <= 90.0))
        return leave_out(in, "place-position", LATITUDE, "the latitude is no number in -90…90");
    if (!bm_number_parse(in->fields[LONGITUDE], &lon) || !(fabs(lon) <= 180.0))
        return leave_out(in, "place-position", LONGITUDE, "the longitude is no number in -180…180");
    if (lat == 0.0 && lon == 0.0)
        return leave_out(in, "place-position", LATITUDE, "0, 0 stands for no position");
    place->position = (bm_lonlat){lon, lat};
    return true;
}

static void read_country(const reader *in, bm_place *place)
{
    const char *code = in->fields[COUNTRY];
    place->country = code;
    if (!*code || (strlen(code) == 2 && strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 2))
        return;
    doubt(in, "place-country", COUNTRY, "the country is no code of two letters; it is left out");
    place->country = "";
}

static void read_class(const reader *in, bm_place *place)
{
    const char *letter = in->fields[CLASS];
    const char *code = in->fields[CODE];
    place->feature_code = strlen(code) <= 10 ? code : "";
    if (letter[0] && !letter[1] && bm_feature_class_is_known(letter[0])) {
        place->kind = bm_feature_class_kind(letter[0], code);
        place->radius_km = bm_feature_class_radius_km(letter[0], code);
    } else {
        if (*letter)
            doubt(in, "place-class", CLASS, "the feature class is none of A H L P R S T U V");
        place->kind = *code ? bm_gazetteer_kind(code, "") : BM_PLACE_SITE;
    }
    if (*in->fields[POPULATION] &&
        !bm_integer_parse(in->fields[POPULATION], 0, 100000000000, &place->population))
        doubt(in, "place-population", POPULATION,
              "the population is no number in 0…100,000,000,000; it is left out");
    place->rank = bm_gazetteer_rank(place->feature_code, place->kind, place->population);
}

static bool begins_with(const char *text, const char *beginning)
{
    return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* A unit is in itself, by its own name; everything else says by codes where it is. */
static void read_admin(const reader *in, bm_place *place)
{
    bm_builder *builder = in->builder;
    char *const *fields = in->fields;
    const char *code = place->feature_code;
    bool historic = *code && code[strlen(code) - 1] == 'H';
    bm_admin_authority authority = historic ? BM_ADMIN_HISTORIC : BM_ADMIN_ROW;
    const char *admin1 = bm_admin_code(builder, place->country, fields[ADMIN1], NULL);
    const char *admin2 = bm_admin_code(builder, place->country, fields[ADMIN1], fields[ADMIN2]);
    place->admin1 = admin1;
    place->admin2 = admin2;
    if (*fields[CLASS] != 'A')
        return;
    const char *own = bm_admin_short(builder, place->name);
    if (begins_with(code, "ADM1")) {
        bm_admin_explain(builder, admin1, own, authority);
        place->admin2 = "";
    } else if (begins_with(code, "ADM2")) {
        bm_admin_explain(builder, admin2, own, authority);
        if (historic || !*admin2)
            place->admin2 = own;
    }
}

/* Commas stand between the names, and nowhere in them. */
static void add_alternates(const reader *in, uint32_t place, char *list)
{
    bool reported = false;
    while (*list) {
        size_t length = strcspn(list, ",");
        bool last = list[length] == '\0';
        list[length] = '\0';
        if (length <= NAME_MAX_BYTES) {
            bm_builder_add_name(in->builder, place, list + strspn(list, " "), NULL,
                                BM_NAME_TOPONYM);
        } else if (!reported) {
            bm_builder_report(in->builder, BM_SEVERITY_WARNING, "place-name", in->lines->path,
                              in->lines->number, columns[ALTERNATE_NAMES], list,
                              "the name has more than 400 bytes; it is left out");
            reported = true;
        }
        list += length + !last;
    }
}

static void read_row(reader *in)
{
    bm_builder *builder = in->builder;
    bm_place place = {0};
    bm_builder_count_row(builder);
    if (!split_row(in) || !read_texts(in, &place) || !read_position(in, &place))
        return;
    read_country(in, &place);
    read_class(in, &place);
    read_admin(in, &place);
    uint32_t known = bm_builder_find(builder, place.id);
    if (known != BM_BUILDER_NONE && builder->places[known].source == in->source)
        bm_builder_report(builder, BM_SEVERITY_NOTE, "place-id", in->lines->path, in->lines->number,
                          columns[ID], place.id,
                          "the file has this id twice: the earlier row counts, this one's names "
                          "are added");
    uint32_t index = bm_builder_place(builder, &place, in->lines->path, in->lines->number);
    if (index == BM_BUILDER_NONE)
        return;
    bm_builder_add_name(builder, index, place.name, NULL, BM_NAME_TOPONYM);
    if (bm_utf8_is_valid(in->fields[ASCII_NAME]) &&
        strlen(in->fields[ASCII_NAME]) <= NAME_MAX_BYTES)
        bm_builder_add_name(builder, index, in->fields[ASCII_NAME], NULL, BM_NAME_TOPONYM);
    add_alternates(in, index, in->fields[ALTERNATE_NAMES]);
}

bool bm_source_is_geonames(const char *path)
{
    bm_lines lines;
    bool found = false;
    if (bm_lines_open(&lines, path, NULL) == BM_OK)
        for (int i = 0; i < LINES_LOOKED_AT && !found && bm_lines_next(&lines); i++) {
            char *fields[COLUMN_COUNT];
            found = bm_lines_split(lines.text, fields, COLUMN_COUNT) == COLUMN_COUNT &&
                    is_digits(fields[ID], ID_MAX_BYTES);
        }
    bm_lines_close(&lines);
    return found;
}

bm_status bm_source_read_geonames(bm_builder *builder, const char *path, bm_error *error)
{
    bm_lines lines;
    bm_status status = bm_lines_open(&lines, path, error);
    if (!status)
        bm_source_begin(builder, path, "geonames");
    if (!status) {
        reader in = {
            .builder = builder, .lines = &lines, .source = (uint32_t)builder->source_count - 1};
        while (!builder->failed && bm_lines_next(&lines))
            if (lines.length > 0)
                read_row(&in);
        bm_builder_source_end(builder, path);
        status =
            builder->failed ? bm_source_out_of_memory(error, path) : bm_lines_status(&lines, error);
    }
    bm_lines_close(&lines);
    return status;
}
