/** @file report.h
 *  The article reader: from a news report to the places it names, the dates it gives and what
 *  happened where and when.
 *
 *  It proposes, a person reviews: whatever is found keeps the bytes it came from, and whatever was
 *  passed over is listed with the reason. English, Ukrainian, Russian and Belarusian. Nothing is
 *  learnt from texts; words and patterns are in the files of `lexicon/` (docs/lexicon.md).
 */
#ifndef BORDERMAP_REPORT_H
#define BORDERMAP_REPORT_H

#include <bordermap/date.h>
#include <bordermap/events.h>
#include <bordermap/findings.h>
#include <bordermap/geocoder.h>
#include <bordermap/sink.h>
#include <bordermap/status.h>

BM_BEGIN_DECLS

/** Longest report in bytes. */
#define BM_REPORT_SIZE_MAX (16 * 1024 * 1024)

/** Languages that the reader knows. */
typedef enum bm_language {
    BM_LANGUAGE_ENGLISH,
    BM_LANGUAGE_BELARUSIAN,
    BM_LANGUAGE_UKRAINIAN,
    BM_LANGUAGE_RUSSIAN,
    BM_LANGUAGE_COUNT,
    BM_LANGUAGE_UNKNOWN = BM_LANGUAGE_COUNT
} bm_language;

/** "en", "be", "uk", "ru"; "" for an unknown one. Static storage. */
BM_API const char *bm_language_code(bm_language language);
/** The language of a code of two letters in any case; ::BM_LANGUAGE_UNKNOWN when it is none. */
BM_API bm_language bm_language_from_code(const char *code);

/** How a report is written. */
typedef enum bm_report_format {
    BM_REPORT_FORMAT_GUESS, /**< HTML when it begins like it */
    BM_REPORT_FORMAT_TEXT,
    BM_REPORT_FORMAT_HTML
} bm_report_format;

/** What is known about a report from outside. Texts are borrowed for the call; NULL or "" when
 *  unknown. */
typedef struct bm_report_source {
    const char *file; /**< for findings; "-" for standard input */
    const char *doc;  /**< its name in what is written: the file's without folder and ending */
    const char *publisher;
    const char *url;
    bool has_published;
    bm_interval published; /**< a day, or a minute of it; what relative dates are counted from */
    bm_language language;  /**< ::BM_LANGUAGE_UNKNOWN: found from the text */
    bm_report_format format;
} bm_report_source;

/** A stretch of bytes of the input, half open. */
typedef struct bm_span {
    uint32_t start;
    uint32_t end;
} bm_span;

/** What a mention of a place does in its sentence. */
typedef enum bm_mention_role {
    BM_ROLE_PLACE,    /**< where something is or happens */
    BM_ROLE_ACTOR,    /**< a capital or country that acts: "Kyiv has closed", "Moscow said" */
    BM_ROLE_DATELINE, /**< where the report was written */
    BM_ROLE_CONTEXT,  /**< says where another place is: "Kopani, Brest region" */
    BM_ROLE_CAPTION   /**< in a picture's caption or another part that is not the report's own */
} bm_mention_role;
/** "place", "actor", "dateline", "context", "caption". Static storage. */
BM_API const char *bm_mention_role_name(bm_mention_role role);

/** How the words about a place move or widen it. */
typedef enum bm_area_kind {
    BM_AREA_NONE,
    BM_AREA_DIRECTION, /**< "north of Kyiv", "20 km west of Brest" */
    BM_AREA_PART,   /**< "Kyiv's northwest outskirts", "Belarus's southwest", "eastern Ukraine" */
    BM_AREA_REGION, /**< "the Moscow region", where the gazetteer has only the town */
    BM_AREA_AROUND, /**< "near Brest", "around Kyiv" */
    BM_AREA_BORDER  /**< "20 km from the border", "the Belarus-Ukraine border" */
} bm_area_kind;
/** "", "direction", "part", "region", "around", "border". Static storage. */
BM_API const char *bm_area_kind_name(bm_area_kind kind);

typedef struct bm_area {
    bm_area_kind kind;
    bm_span span;       /**< the whole phrase */
    bm_lonlat position; /**< middle of the area */
    double radius_km;   /**< how far it reaches */
    double azimuth_deg; /**< 0 north … 315 north-west; −1 without a direction */
    double distance_km; /**< as said; −1 when it is not */
} bm_area;

/** A place named in a report. Texts belong to the report or the gazetteer, never NULL. */
typedef struct bm_mention {
    bm_span span;
    const char *text; /**< as written */
    bm_location_status status;
    const bm_place *place; /**< the best candidate; NULL when none is known */
    const char *name;      /**< of the place; "" without one */
    bm_lonlat position;    /**< of the place, when there is one */
    bm_place_precision precision;
    double radius_km;
    bm_match match;
    double score;
    double margin;
    bm_mention_role role;
    bm_area area;
    uint32_t sentence; /**< index */
    bool doubtful;     /**< known to be a toponym by its form only: no candidate was believed */
} bm_mention;

/** A date given in a report. */
typedef struct bm_report_date {
    bm_span span;
    const char *text; /**< as written; belongs to the report */
    bool resolved;    /**< false: relative, and nothing says to what */
    bm_interval when; /**< when `resolved` */
    const char *rule; /**< how it was understood: "weekday-before-publication"; static storage */
    uint32_t sentence;
} bm_report_date;

/** What a report says of the truth of what it tells. */
typedef enum bm_claim_status {
    BM_STATUS_UNSTATED,
    BM_STATUS_SAID,
    BM_STATUS_ALLEGED,
    BM_STATUS_DENIED,
    BM_STATUS_CONFIRMED,
    BM_STATUS_SATELLITE_IMAGE
} bm_claim_status;
/** "", "said", "alleged", "denied", "confirmed", "satellite image". Static storage. */
BM_API const char *bm_claim_status_name(bm_claim_status status);

/** Something that happened, or is said to have. Texts belong to the report or the reader. */
typedef struct bm_incident {
    const char *category; /**< "airstrike", "border-closure", … */
    const char *trigger;  /**< the words that say so */
    bm_span trigger_span;
    const char *sentence; /**< blanks made single */
    bm_span sentence_span;
    size_t mention; /**< index of its place; SIZE_MAX when it has none */
    bool has_date;
    bm_interval when;
    const char *date_rule; /**< of its date, and where it was found: "weekday-before-publication,
                              same sentence" */
    bm_claim_status status;
    const char *speaker; /**< "" when nobody is named */
    const char *rule;    /**< the pattern of the lexicon that was met */
    size_t merged;       /**< how many other tellings of it were merged into this one */
} bm_incident;

/** Something that looked like a place, a date or an incident and was passed over. */
typedef struct bm_rejection {
    bm_span span;
    const char *text;
    const char *what;   /**< "toponym", "date", "incident"; static storage */
    const char *reason; /**< for a person: "part of a person's name"; static storage */
} bm_rejection;

/** Lexicons and what they are used with. Immutable once made: any number of threads may read
 *  reports with one. */
typedef struct bm_reader bm_reader;

/** Texts are borrowed for the call. */
typedef struct bm_reader_options {
    const char *const *lexicons; /**< files that extend those that come with bordermap */
    size_t lexicon_count;
    const struct bm_decisions *decisions; /**< of a person, obeyed for every name; must outlive the
                                             reader; NULL for none */
} bm_reader_options;

/** @param gazetteer,geocoder,border  must outlive the reader; `border` may be NULL
 *  @param options   NULL for the defaults
 *  @param findings  lines of lexicons that could not be used; may be NULL
 *  @param reader    free it with bm_reader_free() */
BM_API BM_NODISCARD bm_status bm_reader_new(const bm_gazetteer *gazetteer,
                                            const bm_geocoder *geocoder, const bm_border *border,
                                            const bm_reader_options *options, bm_findings *findings,
                                            bm_reader **reader, bm_error *error);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_reader_free(bm_reader *reader);

/** What was found in one report. Belongs to one thread at a time. */
typedef struct bm_report bm_report;

/** Read a report. Bytes that are not UTF-8 are passed over with a finding.
 *  @param bytes     borrowed; see bm_report_text()
 *  @param findings  may be NULL
 *  @param report    free it with bm_report_free(); it must not outlive reader and gazetteer
 *  @return ::BM_ERROR_LIMIT when it is longer than ::BM_REPORT_SIZE_MAX */
BM_API BM_NODISCARD bm_status bm_report_read(const bm_reader *reader,
                                             const bm_report_source *source, const char *bytes,
                                             size_t length, bm_findings *findings,
                                             bm_report **report, bm_error *error);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_report_free(bm_report *report);

/** The language that most of its text is in. */
BM_API bm_language bm_report_language(const bm_report *report);
/** All in order of their bytes. Borrowed; NULL when out of range. */
BM_API size_t bm_report_mention_count(const bm_report *report);
BM_API const bm_mention *bm_report_mention(const bm_report *report, size_t index);
BM_API size_t bm_report_date_count(const bm_report *report);
BM_API const bm_report_date *bm_report_date_at(const bm_report *report, size_t index);
BM_API size_t bm_report_incident_count(const bm_report *report);
BM_API const bm_incident *bm_report_incident(const bm_report *report, size_t index);
BM_API size_t bm_report_rejection_count(const bm_report *report);
BM_API const bm_rejection *bm_report_rejection(const bm_report *report, size_t index);

/** The text that the report was read as: the input itself, or what is left of HTML. Not terminated.
 *  Of plain text in UTF-8 it is the caller's bytes, and lives as long as they do; any other belongs
 *  to the report. */
BM_API const char *bm_report_text(const bm_report *report, size_t *length);
/** Where a stretch of the input is in bm_report_text(). */
BM_API bm_span bm_report_text_span(const bm_report *report, bm_span input);

/** The day or minute that relative dates were counted from: the source's, or else what an HTML page
 *  says of itself. False when neither is known. */
BM_API bool bm_report_published(const bm_report *report, bm_interval *published);

/** Write the header line of an event table of incidents (docs/read.md tells its columns). */
BM_API void bm_report_write_csv_header(bm_sink *sink);
/** Write a row for each incident. Cells that a spreadsheet would take for formulas are defused; a
 *  place that is ambiguous has no position. What goes wrong is the sink's to say.
 *  @param source  as for bm_report_read() */
BM_API void bm_report_write_csv(const bm_report *report, const bm_report_source *source,
                                bm_sink *sink);
/** The incidents as events, located as they were in the report. Those without a date are left out
 *  with a finding.
 *  @param border  fills the border relation
 *  @param events  free it with bm_events_free() */
BM_API BM_NODISCARD bm_status bm_report_events(const bm_report *report,
                                               const bm_report_source *source,
                                               const bm_border *border, bm_findings *findings,
                                               bm_events **events, bm_error *error);

BM_END_DECLS
#endif
