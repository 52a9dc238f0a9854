#include "cli/read_run.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Reports that may be done before the one whose turn it is to be written, for each thread. */
enum { AHEAD = 4 };

/* One report: what it came to, until it is its turn. */
typedef struct slot {
    bool done;
    bm_status status;
    bm_error error;
    bm_sink *sink;
    bm_sink *why;
    bm_findings *findings;
    bm_events *events;
    size_t index_row; /* SIZE_MAX: none */
    cli_read_counts counts;
} slot;

typedef struct crew {
    cli_read_job *job;
    slot *slots; /* a ring */
    size_t slot_count;
    size_t next;    /* report to begin */
    size_t written; /* reports written */
    bool stop;
    pthread_mutex_t lock;
    pthread_cond_t room; /* a slot became free */
    pthread_cond_t done; /* a report is done */
} crew;

static void count(const bm_report *report, cli_read_counts *counts)
{
    for (size_t i = 0; i < bm_report_mention_count(report); i++) {
        const bm_mention *mention = bm_report_mention(report, i);
        counts->mentions++;
        counts->resolved +=
            mention->place && !mention->doubtful && mention->status != BM_LOCATION_AMBIGUOUS;
    }
    for (size_t i = 0; i < bm_report_incident_count(report); i++) {
        const bm_incident *incident = bm_report_incident(report, i);
        const bm_mention *mention = bm_report_mention(report, incident->mention);
        counts->events++;
        counts->undated += !incident->has_date;
        counts->unplaced += !mention || !mention->place;
        counts->ambiguous += mention && mention->place && mention->status == BM_LOCATION_AMBIGUOUS;
    }
}

/* What the index and the command line say of a report; the former wins. */
static void describe(const cli_read_job *job, const char *path, const char *doc, slot *to,
                     bm_report_source *source)
{
    const cli_settings *settings = job->settings;
    *source = (bm_report_source){.language = BM_LANGUAGE_UNKNOWN};
    to->index_row = bm_report_index_find(job->index, path);
    if (to->index_row != SIZE_MAX)
        bm_report_index_describe(job->index, to->index_row, source);
    else if (job->index)
        bm_report_index_report_missing(job->index, path, to->findings);
    source->file = path;
    source->doc = doc;
    if (!source->has_published && settings->published.given) {
        source->has_published = true;
        source->published = settings->published.when;
    }
    if (!source->publisher || !*source->publisher)
        source->publisher = settings->publisher;
    if (!source->url || !*source->url)
        source->url = settings->url;
    if (source->language == BM_LANGUAGE_UNKNOWN && settings->language)
        source->language = bm_language_from_code(settings->language);
}

static bm_status write_report(const cli_read_job *job, const bm_report *report,
                              const bm_report_source *source, slot *to)
{
    bool why = job->settings->why;
    switch (job->format) {
    case CLI_READ_CSV:
        if (job->settings->mentions)
            cli_read_write_mentions_csv(report, source, to->sink);
        else
            bm_report_write_csv(report, source, to->sink);
        break;
    case CLI_READ_JSONL:
        if (job->settings->mentions)
            cli_read_write_mentions(report, source, to->sink);
        else
            cli_read_write_incidents(report, source, to->sink);
        break;
    case CLI_READ_GEOJSON:
        return bm_report_events(report, source, job->inputs->border, to->findings, &to->events,
                                &to->error);
    case CLI_READ_ANSI:
        cli_read_write_ansi(report, source, why, job->colours, to->sink);
        break;
    case CLI_READ_HTML:
        cli_read_write_html(report, source, why, to->sink);
        break;
    }
    return BM_OK;
}

/* Relative dates that could not be resolved are worth a word. */
static void note_unresolved_dates(const bm_report *report, const bm_report_source *source,
                                  bm_findings *findings)
{
    bm_interval published;
    size_t unresolved = 0;
    if (bm_report_published(report, &published))
        return;
    for (size_t i = 0; i < bm_report_date_count(report); i++)
        unresolved += !bm_report_date_at(report, i)->resolved;
    if (unresolved > 0)
        bm_findings_add(findings, BM_SEVERITY_WARNING, "published-unknown", source->file, 0, NULL,
                        NULL,
                        "%zu %s cannot be resolved: say when the report was published, with "
                        "--published or --index",
                        unresolved, unresolved == 1 ? "date" : "dates");
}

static bm_status read_report(const cli_read_job *job, const char *path, slot *to)
{
    char doc[CLI_DOC_SIZE];
    char *bytes = NULL;
    size_t length = 0;
    bm_report *report = NULL;
    bm_report_source source;
    cli_report_doc(path, doc);
    describe(job, path, doc, to, &source);
    bm_status status = cli_report_load(path, &bytes, &length, &to->error);
    if (!status)
        status =
            bm_report_read(job->reader, &source, bytes, length, to->findings, &report, &to->error);
    if (!status) {
        count(report, &to->counts);
        if (!job->settings->mentions)
            note_unresolved_dates(report, &source, to->findings);
        status = write_report(job, report, &source, to);
        if (to->why)
            cli_read_write_why(report, &source, to->why);
    }
    bm_report_free(report);
    free(bytes);
    return status;
}

static void fill(const cli_read_job *job, const char *path, slot *to)
{
    to->index_row = SIZE_MAX;
    to->findings = bm_findings_new();
    to->status = to->findings ? bm_sink_open_memory(&to->sink, &to->error)
                              : bm_error_set(&to->error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    if (!to->status && job->why)
        to->status = bm_sink_open_memory(&to->why, &to->error);
    if (!to->status)
        to->status = read_report(job, path, to);
    if (!to->status)
        to->status = bm_sink_commit(to->sink, &to->error);
    if (!to->status && to->why)
        to->status = bm_sink_commit(to->why, &to->error);
}

static void empty(slot *filled)
{
    bm_sink_free(filled->sink);
    bm_sink_free(filled->why);
    bm_findings_free(filled->findings);
    bm_events_free(filled->events);
    *filled = (slot){0};
}

static void *work(void *context)
{
    crew *all = context;
    const cli_reports *reports = all->job->reports;
    (void)pthread_mutex_lock(&all->lock);
    for (;;) {
        while (!all->stop && all->next < reports->count &&
               all->next >= all->written + all->slot_count)
            (void)pthread_cond_wait(&all->room, &all->lock);
        if (all->stop || all->next >= reports->count)
            break;
        size_t index = all->next++;
        slot *to = &all->slots[index % all->slot_count];
        (void)pthread_mutex_unlock(&all->lock);
        fill(all->job, reports->paths[index], to);
        (void)pthread_mutex_lock(&all->lock);
        to->done = true;
        (void)pthread_cond_signal(&all->done);
    }
    (void)pthread_mutex_unlock(&all->lock);
    return NULL;
}

static void copy_memory(bm_sink *to, const bm_sink *from)
{
    size_t size = 0;
    if (!to || !from)
        return;
    const void *bytes = bm_sink_memory(from, &size);
    bm_sink_write(to, bytes, size);
}

static void add_counts(cli_read_counts *to, const cli_read_counts *from)
{
    to->mentions += from->mentions;
    to->resolved += from->resolved;
    to->events += from->events;
    to->unplaced += from->unplaced;
    to->ambiguous += from->ambiguous;
    to->undated += from->undated;
}

/* Errors of one report are findings; those that every other would meet too end the run. */
static bool is_of_one_report(bm_status status)
{
    return status == BM_ERROR_IO || status == BM_ERROR_FORMAT || status == BM_ERROR_LIMIT ||
           status == BM_ERROR_UNSUPPORTED;
}

static bm_status take(cli_read_job *job, const char *path, slot *from, bm_error *error)
{
    job->counts.reports++;
    if (job->index && from->index_row != SIZE_MAX)
        job->index_used[from->index_row] = true;
    bm_findings_append(job->inputs->findings, from->findings);
    if (from->status && is_of_one_report(from->status)) {
        job->counts.failed++;
        bm_findings_add(job->inputs->findings, BM_SEVERITY_ERROR, "report-unread", path, 0, NULL,
                        NULL, "%s", from->error.message);
        return BM_OK;
    }
    if (from->status) {
        if (error)
            *error = from->error;
        return from->status;
    }
    if (job->counts.reports - job->counts.failed == 1)
        job->begin(job);
    add_counts(&job->counts, &from->counts);
    copy_memory(job->sink, from->sink);
    copy_memory(job->why, from->why);
    if (job->events && *job->events && from->events)
        return bm_events_append(*job->events, from->events, error);
    if (job->events && from->events) {
        *job->events = from->events;
        from->events = NULL;
    }
    return BM_OK;
}

static bm_status write_in_order(crew *all, bm_error *error)
{
    const cli_reports *reports = all->job->reports;
    bm_status status = BM_OK;
    for (size_t i = 0; i < reports->count && !status; i++) {
        slot *from = &all->slots[i % all->slot_count];
        (void)pthread_mutex_lock(&all->lock);
        while (!from->done)
            (void)pthread_cond_wait(&all->done, &all->lock);
        (void)pthread_mutex_unlock(&all->lock);
        status = take(all->job, reports->paths[i], from, error);
        if (!status && all->job->sink)
            status = bm_sink_status(all->job->sink);
        empty(from);
        (void)pthread_mutex_lock(&all->lock);
        all->written = i + 1;
        (void)pthread_cond_broadcast(&all->room);
        (void)pthread_mutex_unlock(&all->lock);
    }
    return status;
}

static bm_status read_one_by_one(cli_read_job *job, bm_error *error)
{
    bm_status status = BM_OK;
    for (size_t i = 0; i < job->reports->count && !status; i++) {
        slot one = {0};
        fill(job, job->reports->paths[i], &one);
        status = take(job, job->reports->paths[i], &one, error);
        if (!status && job->sink)
            status = bm_sink_status(job->sink);
        empty(&one);
    }
    return status;
}

static bm_status read_together(cli_read_job *job, size_t threads, bm_error *error)
{
    crew all = {.job = job, .slot_count = threads * AHEAD};
    pthread_t *workers = calloc(threads, sizeof *workers);
    all.slots = calloc(all.slot_count, sizeof *all.slots);
    size_t started = 0;
    bm_status status = BM_OK;
    if (!workers || !all.slots) {
        free(workers);
        free(all.slots);
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    }
    (void)pthread_mutex_init(&all.lock, NULL);
    (void)pthread_cond_init(&all.room, NULL);
    (void)pthread_cond_init(&all.done, NULL);
    while (started < threads && pthread_create(&workers[started], NULL, work, &all) == 0)
        started++;
    status = started > 0 ? write_in_order(&all, error)
                         : bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "cannot start a thread");
    (void)pthread_mutex_lock(&all.lock);
    all.stop = true;
    (void)pthread_cond_broadcast(&all.room);
    (void)pthread_mutex_unlock(&all.lock);
    for (size_t i = 0; i < started; i++)
        (void)pthread_join(workers[i], NULL);
    for (size_t i = 0; i < all.slot_count; i++)
        empty(&all.slots[i]);
    (void)pthread_cond_destroy(&all.done);
    (void)pthread_cond_destroy(&all.room);
    (void)pthread_mutex_destroy(&all.lock);
    free(all.slots);
    free(workers);
    return status;
}

bm_status cli_read_run(cli_read_job *job, size_t threads, bm_error *error)
{
    if (threads > job->reports->count)
        threads = job->reports->count;
    return threads > 1 ? read_together(job, threads, error) : read_one_by_one(job, error);
}
