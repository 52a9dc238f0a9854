#define _DEFAULT_SOURCE /* flock */
#include "render/series/manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/parallel.h"
#include "base/strbuf.h"
#include "base/temporary.h"
#include "render/series/pattern.h"

/* A worker of a run that was killed may hold its lock a little longer. */
enum { LOCK_PATIENCE_MS = 3000, LOCK_STEP_MS = 20 };

static char *journal_path(const bm_manifest *manifest)
{
    bm_strbuf path = {0};
    bm_strbuf_append(&path, manifest->path);
    bm_strbuf_append(&path, BM_MANIFEST_JOURNAL);
    if (path.failed)
        bm_strbuf_finish(&path);
    return path.text;
}

static bool lock(int descriptor)
{
    const struct timespec step = {.tv_nsec = LOCK_STEP_MS * 1000000L};
    for (int waited_ms = 0; flock(descriptor, LOCK_EX | LOCK_NB) != 0; waited_ms += LOCK_STEP_MS) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return true; /* a file system without locks */
        if (waited_ms >= LOCK_PATIENCE_MS)
            return false;
        (void)nanosleep(&step, NULL);
    }
    return true;
}

/* Open the journal for this run alone. */
static bm_status open_journal(bm_manifest *manifest, const char *path, bm_error *error)
{
    struct stat info;
    bm_status status = bm_pattern_make_folders(path, error);
    if (status)
        return status;
    manifest->journal = open(path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (manifest->journal < 0)
        return bm_error_set(error, BM_ERROR_IO, path, 0, "cannot create '%s': %s", path,
                            strerror(errno));
    /* The run that had it may have removed it meanwhile. */
    if (!lock(manifest->journal) || fstat(manifest->journal, &info) != 0 || info.st_nlink == 0)
        return bm_error_set(error, BM_ERROR_IO, path, 0, "another run is writing the maps of '%s'",
                            manifest->path);
    if (!S_ISREG(info.st_mode))
        return bm_error_set(error, BM_ERROR_IO, path, 0, "'%s' is not a file", path);
    return BM_OK;
}

/* A line that cannot be written only means that a map may be drawn twice; the file that it is about
 * is there either way. */
static void append(int journal, const bm_sink *line)
{
    size_t size;
    const char *bytes = bm_sink_memory(line, &size);
    while (size > 0) {
        ssize_t written = write(journal, bytes, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return;
        bytes += written;
        size -= (size_t)written;
    }
}

/* A line with the head, or with a map. */
static bm_status write_line(const bm_manifest *manifest, const bm_manifest_frame *frame,
                            bm_error *error)
{
    bm_sink *line = NULL;
    bm_json json;
    bm_status status = bm_sink_open_memory(&line, error);
    if (status)
        return status;
    bm_json_init(&json, line, 0);
    if (frame) {
        bm_manifest_write_frame(&json, frame);
    } else {
        bm_json_begin_object(&json);
        bm_manifest_write_head(&json, manifest, true);
        bm_json_end_object(&json);
    }
    status = bm_sink_commit(line, error);
    if (!status)
        append(manifest->journal, line);
    bm_sink_free(line);
    return status;
}

static void check_frame(size_t index, void *context)
{
    bm_manifest *earlier = context;
    const bm_manifest_frame *frame = &earlier->frames.items[index];
    earlier->intact[index] =
        (!frame->map.name || bm_manifest_is_intact(earlier, &frame->map)) &&
        (!frame->alt_text.name || bm_manifest_is_intact(earlier, &frame->alt_text));
}

/* Take what an earlier run says, if it was to draw the same. */
static bm_manifest *take(const bm_manifest *manifest, bm_manifest *earlier)
{
    if (earlier && bm_manifest_is_same(manifest, earlier, NULL, 0) &&
        (earlier->intact = calloc(earlier->frames.count + 1, sizeof *earlier->intact))) {
        bm_manifest_sort(earlier);
        bm_parallel_for(earlier->frames.count, check_frame, earlier);
        return earlier;
    }
    bm_manifest_free(earlier);
    return NULL;
}

/* What the journal of a run that was killed says. `whole` is how much of it is worth keeping. */
static bm_status read_interrupted(bm_manifest *manifest, const char *path, size_t *whole,
                                  bm_error *error)
{
    char *bytes = NULL;
    size_t size = 0;
    bm_manifest *earlier = NULL;
    *whole = 0;
    bm_status status = bm_manifest_load(path, &bytes, &size, error);
    if (status)
        return status == BM_ERROR_NOT_FOUND ? BM_OK : status;
    status = bm_manifest_read_journal(path, bytes, size, &earlier, whole, error);
    free(bytes);
    manifest->interrupted = take(manifest, earlier);
    if (!manifest->interrupted)
        *whole = 0;
    return status;
}

static bm_status read_before(bm_manifest *manifest, bm_error *error)
{
    bm_manifest *earlier = NULL;
    bm_status status = bm_manifest_read(manifest->path, &earlier, error);
    manifest->before = take(manifest, earlier);
    /* What is no manifest says nothing, and is replaced. */
    return status == BM_ERROR_MEMORY || status == BM_ERROR_IO ? status : BM_OK;
}

bm_status bm_manifest_begin(bm_manifest *manifest, size_t total, bool resume, bool write,
                            bm_error *error)
{
    size_t whole = 0;
    manifest->total = total;
    char *path = journal_path(manifest);
    if (!path)
        return bm_manifest_no_memory(error);
    bm_status status = write ? open_journal(manifest, path, error) : BM_OK;
    if (!status && resume)
        status = read_interrupted(manifest, path, &whole, error);
    if (!status && resume)
        status = read_before(manifest, error);
    if (!status && write && ftruncate(manifest->journal, (off_t)whole) != 0)
        status = bm_error_set(error, BM_ERROR_IO, path, 0, "cannot write '%s': %s", path,
                              strerror(errno));
    if (!status && write && whole == 0)
        status = write_line(manifest, NULL, error);
    free(path);
    return status;
}

/* What a run that was killed left beside a map that is not drawn again. */
static void sweep_beside(bm_manifest *manifest, const char *path)
{
    char *folder = bm_path_folder(path);
    if (folder && (!manifest->swept || strcmp(folder, manifest->swept) != 0)) {
        bm_temporary_sweep_folder(folder);
        manifest->swept = bm_arena_strdup(&manifest->arena, folder);
    }
    free(folder);
}

static bm_interval of_days(bm_interval window)
{
    if (window.precision != BM_DATE_MINUTE)
        window.precision = BM_DATE_DAY;
    return window;
}

/* What is known of a map before it is drawn. The names are the manifest's. */
static bm_status describe(bm_manifest *manifest, const bm_series_frame *frame,
                          bm_manifest_frame *made, bm_error *error)
{
    char start[BM_DATE_TEXT_SIZE], end[BM_DATE_TEXT_SIZE];
    bm_arena *arena = &manifest->arena;
    bm_interval_format_start(of_days(frame->window), start);
    bm_interval_format_end(of_days(frame->window), end);
    *made = (bm_manifest_frame){.number = frame->number,
                                .start = bm_arena_strdup(arena, start),
                                .end = bm_arena_strdup(arena, end),
                                .title = bm_arena_strdup(arena, frame->period),
                                .event_count = frame->event_count,
                                .imprecise_count = frame->imprecise_count,
                                .covered = ""};
    if (!made->start || !made->end || !made->title)
        return bm_manifest_no_memory(error);
    if (!manifest->has_maps)
        return BM_OK;
    bm_status status = bm_manifest_relative(manifest, frame->path, &made->map.name, error);
    if (status || !manifest->has_alt_texts)
        return status;
    bm_strbuf name = {0};
    bm_strbuf_printf(&name, "%s.alt.txt", made->map.name);
    made->alt_text.name = bm_arena_strdup(arena, bm_strbuf_text(&name));
    bool failed = name.failed || !made->alt_text.name;
    bm_strbuf_finish(&name);
    return failed ? bm_manifest_no_memory(error) : BM_OK;
}

static bool is_same_name(const bm_manifest_file *a, const bm_manifest_file *b)
{
    return !a->name == !b->name && (!a->name || strcmp(a->name, b->name) == 0);
}

static bool is_same_map(const bm_manifest_frame *a, const bm_manifest_frame *b)
{
    return a->number == b->number && a->event_count == b->event_count &&
           a->imprecise_count == b->imprecise_count && strcmp(a->start, b->start) == 0 &&
           strcmp(a->end, b->end) == 0 && strcmp(a->title, b->title) == 0 &&
           is_same_name(&a->map, &b->map) && is_same_name(&a->alt_text, &b->alt_text);
}

/* The record of a map by an earlier run that still holds; NULL for none. */
static const bm_manifest_frame *find(const bm_manifest *earlier, const bm_manifest_frame *wanted)
{
    size_t low = 0, high = earlier ? earlier->frames.count : 0;
    size_t count = high;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (earlier->frames.items[middle].number < wanted->number)
            low = middle + 1;
        else
            high = middle;
    }
    /* A journal may have a map twice. */
    for (; low < count && earlier->frames.items[low].number == wanted->number; low++) {
        const bm_manifest_frame *found = &earlier->frames.items[low];
        if (earlier->intact[low] && is_same_map(found, wanted))
            return found;
    }
    return NULL;
}

const bm_manifest_frame *bm_manifest_keep(bm_manifest *manifest, const bm_series_frame *frame)
{
    bm_manifest_frame wanted;
    if ((!manifest->interrupted && !manifest->before) ||
        describe(manifest, frame, &wanted, NULL) != BM_OK)
        return NULL;
    const bm_manifest_frame *found = find(manifest->interrupted, &wanted);
    if (!found)
        found = find(manifest->before, &wanted);
    if (!found || !bm_manifest_append_frame(&manifest->frames, found))
        return NULL;
    if (manifest->journal >= 0)
        sweep_beside(manifest, frame->path);
    return found;
}

bool bm_manifest_is_done(const bm_manifest *manifest)
{
    const bm_manifest *before = manifest->before;
    bool is_done = before && before->frames.count == before->total;
    for (size_t i = 0; is_done && i < before->outputs.count; i++)
        is_done = bm_manifest_is_intact(manifest, &before->outputs.items[i]);
    for (size_t i = 0; is_done && i < before->frames.count; i++)
        is_done = before->intact[i];
    return is_done;
}

/* Fill in size and hash of a file that was written.
 * @param digest  the hash, when whoever wrote it knows it; else "" */
static bm_status fill_in(bm_manifest *manifest, bm_manifest_file *file, const char *digest,
                         bm_error *error)
{
    char sha256[BM_SHA256_SIZE];
    struct stat info;
    char *path = bm_manifest_path_of(manifest, file->name);
    if (!path)
        return bm_manifest_no_memory(error);
    bm_status status = BM_OK;
    if (*digest && stat(path, &info) == 0) {
        (void)snprintf(sha256, sizeof sha256, "%s", digest);
        file->bytes = info.st_size;
    } else {
        status = bm_manifest_hash(path, &file->bytes, sha256, error);
    }
    free(path);
    if (!status && !(file->sha256 = bm_arena_strdup(&manifest->arena, sha256)))
        status = bm_manifest_no_memory(error);
    return status;
}

bm_status bm_manifest_add_frame(bm_manifest *manifest, const bm_series_frame *frame,
                                bm_error *error)
{
    bm_manifest_frame made;
    bm_status status = describe(manifest, frame, &made, error);
    made.events_drawn = frame->events_drawn;
    made.events_outside = frame->events_outside;
    if (!status && made.map.name)
        status = fill_in(manifest, &made.map, frame->digest, error);
    if (!status && made.alt_text.name)
        status = fill_in(manifest, &made.alt_text, "", error);
    if (!status && !(made.covered = bm_arena_strdup(&manifest->arena, frame->covered)))
        status = bm_manifest_no_memory(error);
    if (!status && !bm_manifest_append_frame(&manifest->frames, &made))
        status = bm_manifest_no_memory(error);
    return status ? status : write_line(manifest, &made, error);
}

bm_status bm_manifest_add_output(bm_manifest *manifest, const char *role, const char *path,
                                 bm_error *error)
{
    bm_manifest_file file = {.role = role};
    bm_status status = bm_manifest_relative(manifest, path, &file.name, error);
    if (!status)
        status = fill_in(manifest, &file, "", error);
    if (!status && !(file.role = bm_arena_strdup(&manifest->arena, role)))
        status = bm_manifest_no_memory(error);
    if (!status && !bm_manifest_append_file(&manifest->outputs, &file))
        status = bm_manifest_no_memory(error);
    return status;
}

static void write_all(bm_manifest *manifest, bm_sink *sink)
{
    bm_json json;
    bm_json_init(&json, sink, 2);
    bm_json_begin_object(&json);
    bm_manifest_write_head(&json, manifest, true);
    bm_json_key(&json, "frames");
    bm_json_begin_array(&json);
    for (size_t i = 0; i < manifest->frames.count; i++)
        bm_manifest_write_frame(&json, &manifest->frames.items[i]);
    bm_json_end_array(&json);
    bm_json_key(&json, "outputs");
    bm_json_begin_array(&json);
    for (size_t i = 0; i < manifest->outputs.count; i++)
        bm_manifest_write_file(&json, &manifest->outputs.items[i]);
    bm_json_end_array(&json);
    bm_json_end_object(&json);
}

/* Whether each map of the series, or of the shard, is there, and once. */
static bool is_complete(const bm_manifest *manifest)
{
    size_t next = 0;
    for (size_t number = 1; number <= manifest->total; number++)
        if (bm_manifest_is_of_shard(manifest, number) &&
            (next == manifest->frames.count || manifest->frames.items[next++].number != number))
            return false;
    return next == manifest->frames.count;
}

bm_status bm_manifest_commit(bm_manifest *manifest, bm_error *error)
{
    bm_sink *sink = NULL;
    bm_manifest_sort(manifest);
    if (!is_complete(manifest))
        return bm_error_set(error, BM_ERROR_ARGUMENT, manifest->path, 0,
                            "maps are missing: '%s' is not written", manifest->path);
    bm_status status = bm_sink_open(manifest->path, &sink, error);
    if (!status) {
        write_all(manifest, sink);
        status = bm_sink_commit(sink, error);
    }
    bm_sink_free(sink);
    if (status || manifest->journal < 0)
        return status;
    char *path = journal_path(manifest);
    if (path)
        (void)unlink(path);
    free(path);
    return path ? BM_OK : bm_manifest_no_memory(error);
}
