#include "cli/read_marks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static cli_mark_kind kind_of(const bm_mention *mention)
{
    bool known = mention->place && !mention->doubtful &&
                 (mention->status == BM_LOCATION_LOCATED || mention->status == BM_LOCATION_AREA);
    if (!known)
        return CLI_MARK_UNSURE;
    return mention->role == BM_ROLE_ACTOR ? CLI_MARK_ACTOR : CLI_MARK_PLACE;
}

static int compare(const void *a, const void *b)
{
    const cli_mark *x = a;
    const cli_mark *y = b;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* What the kinds are worth where they overlap. */
static int rank(cli_mark_kind kind)
{
    switch (kind) {
    case CLI_MARK_PLACE:
    case CLI_MARK_ACTOR:
    case CLI_MARK_UNSURE:
        return 0;
    case CLI_MARK_DATE:
        return 1;
    case CLI_MARK_INCIDENT:
        return 2;
    case CLI_MARK_REJECTED:
        break;
    }
    return 3;
}

/* Of overlapping marks the one of the better rank stays, of equal ones the first. */
static size_t drop_overlaps(cli_mark *marks, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (marks[i].span.start >= marks[i].span.end)
            continue;
        bool worse = false;
        while (kept > 0 && marks[kept - 1].span.end > marks[i].span.start && !worse) {
            worse = rank(marks[kept - 1].kind) <= rank(marks[i].kind);
            kept -= !worse;
        }
        if (!worse)
            marks[kept++] = marks[i];
    }
    return kept;
}

cli_mark *cli_marks_gather(const bm_report *report, bool why, size_t *count)
{
    size_t mentions = bm_report_mention_count(report);
    size_t dates = bm_report_date_count(report);
    size_t incidents = bm_report_incident_count(report);
    size_t rejections = why ? bm_report_rejection_count(report) : 0;
    cli_mark *marks = calloc(mentions + dates + incidents + rejections + 1, sizeof *marks);
    if (!marks)
        return NULL;
    size_t n = 0;
    for (size_t i = 0; i < mentions; i++) {
        const bm_mention *mention = bm_report_mention(report, i);
        marks[n++] = (cli_mark){mention->span, kind_of(mention), i};
    }
    for (size_t i = 0; i < dates; i++)
        marks[n++] = (cli_mark){bm_report_date_at(report, i)->span, CLI_MARK_DATE, i};
    for (size_t i = 0; i < incidents; i++)
        marks[n++] = (cli_mark){bm_report_incident(report, i)->trigger_span, CLI_MARK_INCIDENT, i};
    for (size_t i = 0; i < rejections; i++)
        marks[n++] = (cli_mark){bm_report_rejection(report, i)->span, CLI_MARK_REJECTED, i};
    for (size_t i = 0; i < n; i++)
        marks[i].span = bm_report_text_span(report, marks[i].span);
    qsort(marks, n, sizeof *marks, compare);
    *count = drop_overlaps(marks, n);
    return marks;
}

static void note_mention(const bm_mention *mention, char note[CLI_MARK_NOTE_SIZE])
{
    const bm_place *place = mention->doubtful ? NULL : mention->place;
    if (!place) {
        (void)snprintf(note, CLI_MARK_NOTE_SIZE, "a place by its form; none of this name is known");
        return;
    }
    char lat[64];
    char lon[64];
    char score[64];
    bm_format_number(mention->position.lat, 4, lat);
    bm_format_number(mention->position.lon, 4, lon);
    bm_format_number(mention->score, 2, score);
    (void)snprintf(
        note, CLI_MARK_NOTE_SIZE, "%.80s%s%.60s%s%.60s, %.2s; %.12s, %.12s; %s, score %.5s%s%s%s%s",
        mention->name, *place->admin2 ? ", " : "", place->admin2, *place->admin1 ? ", " : "",
        place->admin1, place->country, lat, lon, bm_location_status_name(mention->status), score,
        mention->role == BM_ROLE_PLACE ? "" : "; ",
        mention->role == BM_ROLE_PLACE ? "" : bm_mention_role_name(mention->role),
        mention->area.kind == BM_AREA_NONE ? "" : "; ", bm_area_kind_name(mention->area.kind));
}

static void note_date(const bm_report_date *date, char note[CLI_MARK_NOTE_SIZE])
{
    char when[BM_DATE_TEXT_SIZE] = "not resolved";
    if (date->resolved)
        bm_interval_format_edtf(date->when, when);
    (void)snprintf(note, CLI_MARK_NOTE_SIZE, "%s (%s)", when, date->rule);
}

static void note_incident(const bm_report *report, const bm_incident *incident,
                          char note[CLI_MARK_NOTE_SIZE])
{
    char when[BM_DATE_TEXT_SIZE] = "no date";
    const bm_mention *mention = bm_report_mention(report, incident->mention);
    const char *status = bm_claim_status_name(incident->status);
    if (incident->has_date)
        bm_interval_format_edtf(incident->when, when);
    (void)snprintf(note, CLI_MARK_NOTE_SIZE, "%.60s; %s; %.80s%s%s%s%.100s", incident->category,
                   when, mention ? mention->text : "no place", *status ? "; " : "", status,
                   *incident->speaker ? ": " : "", incident->speaker);
}

void cli_mark_note(const bm_report *report, const cli_mark *mark, char note[CLI_MARK_NOTE_SIZE])
{
    switch (mark->kind) {
    case CLI_MARK_PLACE:
    case CLI_MARK_ACTOR:
    case CLI_MARK_UNSURE:
        note_mention(bm_report_mention(report, mark->index), note);
        break;
    case CLI_MARK_DATE:
        note_date(bm_report_date_at(report, mark->index), note);
        break;
    case CLI_MARK_INCIDENT:
        note_incident(report, bm_report_incident(report, mark->index), note);
        break;
    case CLI_MARK_REJECTED: {
        const bm_rejection *rejection = bm_report_rejection(report, mark->index);
        (void)snprintf(note, CLI_MARK_NOTE_SIZE, "no %s: %s", rejection->what, rejection->reason);
        break;
    }
    }
}
