/* A report from its bytes to what was found in it: the stages of reading.h, one after the other. */
#include "events/report/html/decode.h"
#include "events/report/languages.h"
#include "events/report/reading.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct bm_report {
    bm_arena arena;
    bm_document document; /* its blocks and runs are in the arena */
    bool has_published;
    bm_interval published;
    bm_report_date *dates;
    size_t date_count;
    bm_mention *mentions;
    size_t mention_count;
    bm_incident *incidents;
    size_t incident_count;
    bm_rejection *rejections;
    size_t rejection_count;
};

static const char *file_of(const bm_report_source *source)
{
    return source->file ? source->file : "-";
}

static void note_recoded(bm_reading *reading)
{
    bm_findings_add(reading->findings, BM_SEVERITY_NOTE, "recoded", file_of(reading->source), 0,
                    NULL, NULL, "not UTF-8: offsets count the bytes of the report made UTF-8");
}

/* Pictures and programs are no reports; text in UTF-16 says so by its mark. */
static bool is_binary(const char *bytes, size_t length)
{
    enum { LOOKED_AT = 4096 };
    bool marked =
        length >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0);
    return !marked && memchr(bytes, '\0', length < LOOKED_AT ? length : LOOKED_AT);
}

/* Plain text that is not UTF-8: in another encoding, or damaged here and there. */
static bm_status decode(bm_reading *reading, const char **bytes, size_t *length, size_t valid,
                        bm_error *error)
{
    bm_html_bytes decoded;
    bm_status status = bm_html_decode(*bytes, *length, &decoded, error);
    if (status)
        return status;
    if (decoded.recoded) {
        *bytes = bm_arena_strndup(reading->arena, decoded.bytes, decoded.length);
        *length = decoded.length;
        if (!*bytes)
            status = bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
        note_recoded(reading);
    } else {
        char offset[32];
        (void)snprintf(offset, sizeof offset, "%zu", valid);
        bm_findings_add(reading->findings, BM_SEVERITY_WARNING, "not-utf8",
                        file_of(reading->source), 0, NULL, offset,
                        "not UTF-8 from byte %s on: such bytes are passed over; convert the file "
                        "with iconv",
                        offset);
    }
    bm_html_bytes_finish(&decoded);
    return status;
}

static bm_status make_document(bm_reading *reading, const char *bytes, size_t length,
                               bm_error *error)
{
    const bm_report_source *source = reading->source;
    bm_status status = BM_OK;
    bool is_html = source->format == BM_REPORT_FORMAT_HTML ||
                   (source->format == BM_REPORT_FORMAT_GUESS && bm_document_is_html(bytes, length));
    if (is_html) {
        status = bm_document_from_html(&reading->document, reading->arena, bytes, (uint32_t)length,
                                       source, error);
        if (!status && reading->document.recoded)
            note_recoded(reading);
        return status;
    }
    if (is_binary(bytes, length))
        return bm_error_set(error, BM_ERROR_FORMAT, source->file, 0,
                            "no report: neither text nor HTML");
    size_t valid = bm_utf8_valid_length(bytes, length);
    if (valid < length)
        status = decode(reading, &bytes, &length, valid, error);
    if (!status)
        status = bm_document_from_text(&reading->document, reading->arena, bytes, (uint32_t)length,
                                       source, error);
    return status;
}

/* What a page says of itself, where nobody knows better. */
static void take_date(const bm_document *document, bm_report_source *source)
{
    if (source->has_published || !document->has_published)
        return;
    source->has_published = true;
    source->published = document->published;
}

/* Let the reading know the languages of its document. */
static bm_status learn_languages(bm_reading *reading, bm_reader *reader, bm_error *error)
{
    bm_status status = BM_OK;
    for (size_t i = 0; !status && i < reading->document.block_count; i++)
        status = bm_languages_know(reader->languages, reading->document.blocks[i].language, reader,
                                   error);
    reading->reader = reader;
    return status;
}

static bm_status run_stages(bm_reading *reading, bm_error *error)
{
    bm_status status = bm_words_cut(&reading->words, &reading->document,
                                    (const bm_lexicon *const *)reading->reader->lexicons, error);
    if (!status)
        status = bm_reading_find_phrases(reading, error);
    if (!status)
        status = bm_reading_classify_blocks(reading, error);
    if (!status)
        status = bm_reading_find_dates(reading, error);
    if (!status)
        status = bm_reading_find_toponyms(reading, error);
    if (!status)
        status = bm_reading_find_incidents(reading, error);
    return status;
}

static int by_start(const void *a, const void *b)
{
    const bm_rejection *x = a;
    const bm_rejection *y = b;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    if (x->span.end != y->span.end)
        return x->span.end < y->span.end ? -1 : 1;
    int order = strcmp(x->what, y->what);
    return order ? order : strcmp(x->reason, y->reason);
}

/* From bytes of the document to bytes of the input. */
static void map_spans(bm_reading *reading)
{
    const bm_document *document = &reading->document;
    if (document->run_count == 0)
        return;
#define MAP(span) ((span) = bm_document_span(document, (span).start, (span).end))
    for (size_t i = 0; i < reading->date_count; i++)
        MAP(reading->dates[i].span);
    for (size_t i = 0; i < reading->mention_count; i++) {
        MAP(reading->mentions[i].span);
        MAP(reading->mentions[i].area.span);
    }
    for (size_t i = 0; i < reading->incident_count; i++) {
        MAP(reading->incidents[i].trigger_span);
        MAP(reading->incidents[i].sentence_span);
    }
    for (size_t i = 0; i < reading->rejection_count; i++)
        MAP(reading->rejections[i].span);
#undef MAP
}

/* What was found goes to the report, what only the stages needed is freed. */
static void hand_over(bm_reading *reading, bm_report *report)
{
    if (reading->rejection_count > 0)
        qsort(reading->rejections, reading->rejection_count, sizeof *reading->rejections, by_start);
    map_spans(reading);
    report->document = reading->document;
    report->has_published = reading->source->has_published;
    report->published = reading->source->published;
    report->dates = reading->dates;
    report->date_count = reading->date_count;
    report->mentions = reading->mentions;
    report->mention_count = reading->mention_count;
    report->incidents = reading->incidents;
    report->incident_count = reading->incident_count;
    report->rejections = reading->rejections;
    report->rejection_count = reading->rejection_count;
    free(reading->mention_words);
    free(reading->phrases);
    bm_words_finish(&reading->words);
}

bm_status bm_report_read(const bm_reader *reader, const bm_report_source *source, const char *bytes,
                         size_t length, bm_findings *findings, bm_report **report, bm_error *error)
{
    *report = NULL;
    if (length > BM_REPORT_SIZE_MAX)
        return bm_error_set(error, BM_ERROR_LIMIT, source->file, 0,
                            "too long for a report: more than %d MiB",
                            BM_REPORT_SIZE_MAX / (1024 * 1024));
    bm_report *made = calloc(1, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    bm_report_source known = *source;
    bm_reading reading = {
        .reader = reader, .source = &known, .findings = findings, .arena = &made->arena};
    bm_reader own = *reader;
    bm_status status = make_document(&reading, bytes, length, error);
    take_date(&reading.document, &known);
    if (!status)
        status = learn_languages(&reading, &own, error);
    if (!status)
        status = run_stages(&reading, error);
    hand_over(&reading, made);
    if (status)
        bm_report_free(made);
    else
        *report = made;
    return status;
}

void bm_report_free(bm_report *report)
{
    if (!report)
        return;
    free(report->dates);
    free(report->mentions);
    free(report->incidents);
    free(report->rejections);
    bm_arena_finish(&report->arena);
    free(report);
}

bm_language bm_report_language(const bm_report *report)
{
    return report->document.language;
}

const char *bm_report_text(const bm_report *report, size_t *length)
{
    *length = report->document.length;
    return report->document.text;
}

bm_span bm_report_text_span(const bm_report *report, bm_span input)
{
    return bm_document_text_span(&report->document, input);
}

bool bm_report_published(const bm_report *report, bm_interval *published)
{
    *published = report->published;
    return report->has_published;
}

size_t bm_report_mention_count(const bm_report *report)
{
    return report->mention_count;
}

const bm_mention *bm_report_mention(const bm_report *report, size_t index)
{
    return index < report->mention_count ? &report->mentions[index] : NULL;
}

size_t bm_report_date_count(const bm_report *report)
{
    return report->date_count;
}

const bm_report_date *bm_report_date_at(const bm_report *report, size_t index)
{
    return index < report->date_count ? &report->dates[index] : NULL;
}

size_t bm_report_incident_count(const bm_report *report)
{
    return report->incident_count;
}

const bm_incident *bm_report_incident(const bm_report *report, size_t index)
{
    return index < report->incident_count ? &report->incidents[index] : NULL;
}

size_t bm_report_rejection_count(const bm_report *report)
{
    return report->rejection_count;
}

const bm_rejection *bm_report_rejection(const bm_report *report, size_t index)
{
    return index < report->rejection_count ? &report->rejections[index] : NULL;
}
