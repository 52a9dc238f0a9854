/* The event table that a person reviews: docs/read.md tells its columns. */
#include "events/report/output/rows.h"

#include <bordermap/batch.h>
#include <stdio.h>
#include <string.h>

enum {
    NUMBER_SIZE = 64,
    TITLE_SIZE = 256,
    DEGREE_DECIMALS = 6,
    SCORE_DECIMALS = 3,
    KM_DECIMALS = 1
};

typedef struct row {
    const bm_report *report;
    const bm_report_source *source;
    const bm_incident *incident;
    size_t index;
    bm_incident_place place;
    bool located; /* with the columns that tell how the place was found */
} row;

/* A cell of one row; texts that are not the report's go to `buffer`. */
typedef const char *(*cell_reader)(const row *of, char buffer[TITLE_SIZE]);

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

static const char *number(double value, int decimals, char buffer[TITLE_SIZE])
{
    bm_format_number(value, decimals, buffer);
    return buffer;
}

static const char *cell_id(const row *of, char buffer[TITLE_SIZE])
{
    (void)snprintf(buffer, TITLE_SIZE, "%.200s:%zu", or_empty(of->source->doc), of->index + 1);
    return buffer;
}

/* A month or year is written as such, any other stretch by its first and last day. */
static const char *date_cell(const row *of, bool end, char buffer[TITLE_SIZE])
{
    bm_interval when = of->incident->when;
    if (!of->incident->has_date)
        return "";
    if (when.precision == BM_DATE_MONTH || when.precision == BM_DATE_YEAR) {
        char text[BM_DATE_TEXT_SIZE];
        bm_interval_format_edtf(when, text);
        /* Several months or years are written with a slash, and the cell is one of the two. */
        char *slash = strchr(text, '/');
        if (slash)
            *slash = '\0';
        (void)snprintf(buffer, TITLE_SIZE, "%s", end && slash ? slash + 1 : text);
        return buffer;
    }
    char day[BM_DATE_TEXT_SIZE];
    if (end)
        bm_interval_format_end(when, day);
    else
        bm_interval_format_start(when, day);
    (void)snprintf(buffer, TITLE_SIZE, "%s%s", day, when.approximate ? "~" : "");
    return buffer;
}

static const char *cell_start(const row *of, char buffer[TITLE_SIZE])
{
    return date_cell(of, false, buffer);
}

static const char *cell_end(const row *of, char buffer[TITLE_SIZE])
{
    return date_cell(of, true, buffer);
}

static const char *cell_mention(const row *of, char buffer[TITLE_SIZE])
{
    (void)buffer;
    return of->place.mention ? of->place.mention->text : "";
}

static const bm_place *place_of(const row *of)
{
    return of->place.mention && of->place.has_position ? of->place.mention->place : NULL;
}

static const char *name_in(const bm_place *place, bm_language language)
{
    switch (language) {
    case BM_LANGUAGE_BELARUSIAN:
        return place->name_be;
    case BM_LANGUAGE_UKRAINIAN:
        return place->name_uk;
    case BM_LANGUAGE_RUSSIAN:
        return place->name_ru;
    default:
        return "";
    }
}

/* As written, a case form as the name that it is a form of. Empty where the position is: whoever
 * reads the table would look the name up again, without the report. */
static const char *cell_place(const row *of, char buffer[TITLE_SIZE])
{
    (void)buffer;
    const bm_place *place = place_of(of);
    if (!place)
        return "";
    const char *name = of->place.mention->match == BM_MATCH_INFLECTED
                           ? name_in(place, bm_report_language(of->report))
                           : "";
    return *name ? name : of->place.mention->text;
}

static const char *cell_country(const row *of, char buffer[TITLE_SIZE])
{
    (void)buffer;
    return place_of(of) ? place_of(of)->country : "";
}

static const char *cell_admin(const row *of, char buffer[TITLE_SIZE])
{
    (void)buffer;
    return place_of(of) ? place_of(of)->admin1 : "";
}

static const char *cell_district(const row *of, char buffer[TITLE_SIZE])
{
    (void)buffer;
    return place_of(of) ? place_of(of)->admin2 : "";
}

static const char *cell_lon(const row *of, char buffer[TITLE_SIZE])
{
    return of->place.has_position ? number(of->place.position.lon, DEGREE_DECIMALS, buffer) : "";
}

static const char *cell_lat(const row *of, char buffer[TITLE_SIZE])
{
    return of->place.has_position ? number(of->place.position.lat, DEGREE_DECIMALS, buffer) : "";
}

static const char *cell_precision(const row *of, char buffer[TITLE_SIZE])
{
    (void)buffer;
    return of->place.has_position ? bm_place_precision_name(of->place.precision) : "";
}

/* The words that make an area of the place, "north of". */
static const char *cell_area(const row *of, char buffer[TITLE_SIZE])
{
    const bm_mention *mention = of->place.mention;
    if (!mention || mention->area.kind == BM_AREA_NONE)
        return "";
    bm_span span = bm_report_text_span(of->report, mention->area.span);
    size_t length;
    const char *text = bm_report_text(of->report, &length);
    if (span.end > length || span.start >= span.end || span.end - span.start >= TITLE_SIZE)
        return bm_area_kind_name(mention->area.kind);
    memcpy(buffer, text + span.start, span.end - span.start);
    buffer[span.end - span.start] = '\0';
    for (char *at = buffer; *at; at++)
        if ((unsigned char)*at < ' ')
            *at = ' ';
    return buffer;
}

static const char *cell_radius(const row *of, char buffer[TITLE_SIZE])
{
    bool known = of->place.has_position && of->place.radius_km > 0;
    return known ? number(of->place.radius_km, KM_DECIMALS, buffer) : "";
}

static const char *cell_category(const row *of, char buffer[TITLE_SIZE])
{
    (void)buffer;
    return of->incident->category;
}

static const char *cell_claim(const row *of, char buffer[TITLE_SIZE])
{
    (void)buffer;
    return bm_claim_status_name(of->incident->status);
}

/* "Border closure", which a map labels with the place; in a GIS "Border closure: Dyvin", as titles
 * stand alone there. */
static const char *cell_title(const row *of, char buffer[TITLE_SIZE])
{
    const bm_place *place = of->located ? NULL : place_of(of);
    (void)snprintf(buffer, TITLE_SIZE, "%.60s%s%.120s", of->incident->category, place ? ": " : "",
                   place ? place->name : "");
    for (char *at = buffer; *at && *at != ':'; at++)
        if (*at == '-')
            *at = ' ';
    if (buffer[0] >= 'a' && buffer[0] <= 'z')
        buffer[0] = (char)(buffer[0] - 'a' + 'A');
    return buffer;
}

static const char *cell_source(const row *of, char buffer[TITLE_SIZE])
{
    (void)buffer;
    return or_empty(of->source->publisher);
}

static const char *cell_url(const row *of, char buffer[TITLE_SIZE])
{
    (void)buffer;
    return or_empty(of->source->url);
}

static const char *cell_published(const row *of, char buffer[TITLE_SIZE])
{
    bm_interval published;
    if (!bm_report_published(of->report, &published))
        return "";
    bm_interval_format_start(published, buffer);
    return buffer;
}

static const char *cell_doc(const row *of, char buffer[TITLE_SIZE])
{
    (void)buffer;
    return or_empty(of->source->doc);
}

static const char *cell_speaker(const row *of, char buffer[TITLE_SIZE])
{
    (void)buffer;
    return of->incident->speaker;
}

static const char *cell_sentence(const row *of, char buffer[TITLE_SIZE])
{
    (void)buffer;
    return of->incident->sentence;
}

static const char *cell_sentence_start(const row *of, char buffer[TITLE_SIZE])
{
    return number(of->incident->sentence_span.start, 0, buffer);
}

static const char *cell_sentence_end(const row *of, char buffer[TITLE_SIZE])
{
    return number(of->incident->sentence_span.end, 0, buffer);
}

static const char *cell_rule(const row *of, char buffer[TITLE_SIZE])
{
    (void)buffer;
    return of->incident->rule;
}

static const char *cell_date_rule(const row *of, char buffer[TITLE_SIZE])
{
    (void)buffer;
    return or_empty(of->incident->date_rule);
}

static const char *cell_name(const row *of, char buffer[TITLE_SIZE])
{
    (void)buffer;
    return place_of(of) ? place_of(of)->name : "";
}

static const char *cell_place_id(const row *of, char buffer[TITLE_SIZE])
{
    (void)buffer;
    return place_of(of) ? place_of(of)->id : "";
}

static const char *cell_located(const row *of, char buffer[TITLE_SIZE])
{
    (void)buffer;
    return of->place.mention ? bm_location_status_name(of->place.mention->status) : "none";
}

static const char *cell_match(const row *of, char buffer[TITLE_SIZE])
{
    (void)buffer;
    return bm_match_name(of->place.mention ? of->place.mention->match : BM_MATCH_NONE);
}

static const char *cell_score(const row *of, char buffer[TITLE_SIZE])
{
    return of->place.mention ? number(of->place.mention->score, SCORE_DECIMALS, buffer) : "";
}

static const char *cell_margin(const row *of, char buffer[TITLE_SIZE])
{
    return of->place.mention ? number(of->place.mention->margin, SCORE_DECIMALS, buffer) : "";
}

static const struct {
    const char *name;
    cell_reader read;
    bool about_locating; /* left out where events tell it in members of their own */
} columns[] = {
    {"id", cell_id, false},
    {"start", cell_start, false},
    {"end", cell_end, false},
    {"place", cell_place, false},
    {"country", cell_country, false},
    {"admin", cell_admin, false},
    {"district", cell_district, false},
    {"lon", cell_lon, false},
    {"lat", cell_lat, false},
    {"place_precision", cell_precision, false},
    {"radius_km", cell_radius, false},
    {"area", cell_area, false},
    {"category", cell_category, false},
    {"claim", cell_claim, false},
    {"speaker", cell_speaker, false},
    {"title", cell_title, false},
    {"source", cell_source, false},
    {"url", cell_url, false},
    {"published", cell_published, false},
    {"doc", cell_doc, false},
    {"mention", cell_mention, false},
    {"sentence", cell_sentence, false},
    {"sentence_start", cell_sentence_start, false},
    {"sentence_end", cell_sentence_end, false},
    {"rule", cell_rule, false},
    {"date_rule", cell_date_rule, false},
    {"name", cell_name, true},
    {"place_id", cell_place_id, true},
    {"located", cell_located, true},
    {"match", cell_match, true},
    {"score", cell_score, true},
    {"margin", cell_margin, true},
};
enum { COLUMN_COUNT = sizeof columns / sizeof *columns };

void bm_incident_rows_header(bm_sink *sink, bool located)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        if (located || !columns[i].about_locating)
            bm_sink_printf(sink, "%s%s", i > 0 ? "," : "", columns[i].name);
    bm_sink_puts(sink, "\n");
}

void bm_incident_rows_write(const bm_report *report, const bm_report_source *source, bool located,
                            bm_sink *sink)
{
    char buffer[TITLE_SIZE];
    for (size_t k = 0; k < bm_report_incident_count(report); k++) {
        row of = {.report = report, .source = source, .index = k, .located = located};
        of.incident = bm_report_incident(report, k);
        of.place = bm_incident_place_of(report, of.incident);
        for (size_t i = 0; i < COLUMN_COUNT; i++) {
            if (!located && columns[i].about_locating)
                continue;
            if (i > 0)
                bm_sink_puts(sink, ",");
            bm_csv_write_cell(sink, columns[i].read(&of, buffer), ',', true);
        }
        bm_sink_puts(sink, "\n");
    }
}

void bm_report_write_csv_header(bm_sink *sink)
{
    bm_incident_rows_header(sink, true);
}

void bm_report_write_csv(const bm_report *report, const bm_report_source *source, bm_sink *sink)
{
    bm_incident_rows_write(report, source, true, sink);
}
