#include "events/export/files.h"

#include "base/strbuf.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* What other programs keep beside a file and believe more than the file: indexes of positions and
 * of columns, QGIS's own word on the projection; what a killed program had not yet written into a
 * GeoPackage. */
static const char *const beside_shapefile[] = {".qix", ".sbn", ".sbx", ".idm",
                                               ".ind", ".qpj", NULL};
static const char *const beside_single[] = {"-journal", "-wal", "-shm", NULL};

/* Where the ending of a file's name begins, its point included; at its end when it has none. */
static size_t stem_length(const char *path)
{
    const char *name = strrchr(path, '/');
    const char *point = strrchr(name ? name : path, '.');
    return point ? (size_t)(point - path) : strlen(path);
}

char *bm_file_set_path(const bm_file_set *set, const char *name, bool *is_main)
{
    const char *ending = name + stem_length(name);
    size_t stem = stem_length(set->path);
    bool is_user_ending = set->is_single || strcasecmp(set->path + stem, ending) == 0;
    bm_strbuf path = {0};
    bm_strbuf_append_n(&path, set->path, stem);
    if (set->part)
        bm_strbuf_printf(&path, "-%s", set->part);
    bm_strbuf_append(&path, is_user_ending ? set->path + stem : ending);
    *is_main = is_user_ending && !set->part;
    if (!path.failed)
        return path.text;
    bm_strbuf_finish(&path);
    return NULL;
}

bm_status bm_file_set_open(bm_file_set *set, const char *name, bm_sink **sink, bm_error *error)
{
    if (set->count == BM_FILE_SET_MAX)
        return bm_error_set(error, BM_ERROR_INTERNAL, set->path, 0, "too many files for '%s'",
                            set->path);
    bool is_main = false;
    char *path = bm_file_set_path(set, name, &is_main);
    bm_status status = path ? bm_sink_open(path, sink, error)
                            : bm_error_set(error, BM_ERROR_MEMORY, set->path, 0, "out of memory");
    if (status) {
        free(path);
        return status;
    }
    set->paths[set->count] = path;
    set->is_main[set->count] = is_main;
    set->parts[set->count] = set->part;
    set->sinks[set->count++] = *sink;
    return BM_OK;
}

bm_status bm_file_set_add(bm_file_set *set, const char *name, const void *bytes, size_t size,
                          bm_error *error)
{
    bm_sink *sink = NULL;
    bm_status status = bm_file_set_open(set, name, &sink, error);
    if (status)
        return status;
    /* A sink that fails knows why when it is committed. */
    bool failed = bm_sink_write(sink, bytes, size) || bm_sink_flush(sink);
    return failed ? bm_sink_commit(sink, error) : BM_OK;
}

static bm_status remove_one(const bm_file_set *set, const char *part, const char *ending,
                            bm_error *error)
{
    size_t stem = stem_length(set->path);
    bm_status status = BM_OK;
    bm_strbuf path = {0};
    bm_strbuf_append_n(&path, set->path, stem);
    if (part)
        bm_strbuf_printf(&path, "-%s", part);
    bm_strbuf_append(&path, set->is_single ? set->path + stem : "");
    bm_strbuf_append(&path, ending);
    if (path.failed)
        status = bm_error_set(error, BM_ERROR_MEMORY, set->path, 0, "out of memory");
    else if (unlink(bm_strbuf_text(&path)) != 0 && errno != ENOENT && errno != ENOTDIR)
        status = bm_error_set(error, BM_ERROR_IO, set->path, 0,
                              "cannot remove '%s', which belongs to the file before: %s",
                              bm_strbuf_text(&path), strerror(errno));
    bm_strbuf_finish(&path);
    return status;
}

bm_status bm_file_remove_beside(const char *path, bm_error *error)
{
    const bm_file_set set = {.path = path, .is_single = true};
    bm_status status = BM_OK;
    for (const char *const *ending = beside_single; *ending && !status; ending++)
        status = remove_one(&set, NULL, *ending, error);
    return status;
}

/* Of the files that are replaced, they would be wrong about the new ones. */
static bm_status remove_stale(const bm_file_set *set, bm_error *error)
{
    bm_status status = BM_OK;
    const char *const *beside = set->is_single ? beside_single : beside_shapefile;
    if (set->is_plain || strcmp(set->path, "-") == 0)
        return BM_OK;
    for (int i = 0; i < set->count; i++)
        for (const char *const *ending = beside; *ending && !status; ending++)
            if (i == 0 || set->parts[i] != set->parts[i - 1])
                status = remove_one(set, set->parts[i], *ending, error);
    return status;
}

static bm_status commit(const bm_file_set *set, bool mains, bm_error *error)
{
    bm_status status = BM_OK;
    for (int i = 0; i < set->count && !status; i++)
        if (set->is_main[i] == mains)
            status = bm_sink_commit(set->sinks[i], error);
    return status;
}

bm_status bm_file_set_commit(bm_file_set *set, bm_error *error)
{
    bm_status status = remove_stale(set, error);
    if (!status)
        status = commit(set, false, error);
    return status ? status : commit(set, true, error);
}

void bm_file_set_finish(bm_file_set *set)
{
    for (int i = 0; i < set->count; i++) {
        bm_sink_free(set->sinks[i]);
        free(set->paths[i]);
    }
    set->count = 0;
}
