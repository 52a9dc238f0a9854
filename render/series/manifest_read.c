#include "render/series/manifest.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/json_read.h"

enum { INPUTS_MAX = 10000, ARGUMENTS_MAX = 10000, OUTPUTS_MAX = 16 };

/** What a manifest is read from. */
typedef struct source {
    bm_manifest *manifest;
    bm_error *error;
} source;

static bm_status refuse(const source *from, const char *what, const char *key)
{
    return bm_error_set(from->error, BM_ERROR_FORMAT, from->manifest->path, 0,
                        "'%s' is no manifest of bordermap: %s '%s'", from->manifest->path, what,
                        key);
}

bm_status bm_manifest_load(const char *path, char **bytes, size_t *size, bm_error *error)
{
    struct stat about;
    *bytes = NULL;
    *size = 0;
    if (stat(path, &about) != 0)
        return bm_error_set(error, errno == ENOENT ? BM_ERROR_NOT_FOUND : BM_ERROR_IO, path, 0,
                            "cannot open '%s': %s", path, strerror(errno));
    if (!S_ISREG(about.st_mode))
        return bm_error_set(error, BM_ERROR_IO, path, 0, "cannot read '%s': not a file", path);
    if (about.st_size > BM_MANIFEST_BYTES_MAX)
        return bm_error_set(error, BM_ERROR_LIMIT, path, 0,
                            "'%s' has more than %d MiB, which no manifest needs", path,
                            BM_MANIFEST_BYTES_MAX >> 20);
    FILE *file = fopen(path, "rb");
    if (!file)
        return bm_error_set(error, BM_ERROR_IO, path, 0, "cannot open '%s': %s", path,
                            strerror(errno));
    bm_status status = BM_OK;
    *bytes = malloc((size_t)about.st_size + 1);
    if (!*bytes)
        status = bm_manifest_no_memory(error);
    if (!status) {
        *size = fread(*bytes, 1, (size_t)about.st_size, file);
        if (ferror(file))
            status = bm_error_set(error, BM_ERROR_IO, path, 0, "cannot read '%s': %s", path,
                                  strerror(errno));
    }
    (void)fclose(file);
    return status;
}

/* Whether a name stays below the folder that it is joined to. */
static bool is_inside(const char *name)
{
    if (*name == '/' || !*name || strlen(name) > BM_MANIFEST_NAME_MAX)
        return false;
    for (const char *at = name; *at;) {
        size_t length = strcspn(at, "/");
        if (length == 0 || (length == 1 && *at == '.') || (length == 2 && memcmp(at, "..", 2) == 0))
            return false;
        at += length;
        if (*at == '/' && !*++at)
            return false;
    }
    return true;
}

static bool is_digest(const char *text)
{
    return text && strlen(text) == BM_SHA256_SIZE - 1 &&
           strspn(text, "0123456789abcdef") == BM_SHA256_SIZE - 1;
}

/* A file's members. Those of an output are opened, so its name is looked at. */
static bool read_file(const bm_json_value *value, bool is_output, bm_manifest_file *file)
{
    *file = (bm_manifest_file){.role = bm_json_member_text(value, "role"),
                               .name = bm_json_member_text(value, "file"),
                               .sha256 = bm_json_member_text(value, "sha256")};
    return file->name && (!is_output || is_inside(file->name)) && is_digest(file->sha256) &&
           bm_json_member_integer(value, "bytes", 0, INT64_MAX, &file->bytes);
}

static bm_status read_files(const source *from, const bm_json_value *head, const char *key,
                            bool is_output, size_t most, bm_manifest_files *files)
{
    const bm_json_value *list = bm_json_member(head, key);
    if (!list || list->kind != BM_JSON_ARRAY)
        return refuse(from, "there is no list", key);
    for (const bm_json_value *at = list->first; at; at = at->next) {
        bm_manifest_file file;
        if (!read_file(at, is_output, &file) || !file.role || files->count == most)
            return refuse(from, "a file that cannot be, in", key);
        if (!bm_manifest_append_file(files, &file))
            return bm_manifest_no_memory(from->error);
    }
    return BM_OK;
}

static bm_status read_arguments(const source *from, const bm_json_value *head)
{
    const bm_json_value *list = bm_json_member(head, "arguments");
    if (!list || list->kind != BM_JSON_ARRAY)
        return refuse(from, "there is no list", "arguments");
    for (const bm_json_value *at = list->first; at; at = at->next) {
        if (at->kind != BM_JSON_STRING || from->manifest->arguments.count == ARGUMENTS_MAX)
            return refuse(from, "what is no text, in", "arguments");
        if (!bm_manifest_append_text(&from->manifest->arguments, at->text))
            return bm_manifest_no_memory(from->error);
    }
    return BM_OK;
}

/* "3/16" */
static bool read_shard(const bm_json_value *value, bm_manifest *manifest)
{
    size_t number, count;
    int used = 0;
    if (!value || value->kind == BM_JSON_NULL)
        return value != NULL;
    if (value->kind != BM_JSON_STRING || strlen(value->text) > 20 ||
        strspn(value->text, "0123456789/") != strlen(value->text) ||
        sscanf(value->text, "%zu/%zu%n", &number, &count, &used) != 2 || value->text[used] ||
        number < 1 || number > count || count > BM_SERIES_FRAMES_MAX)
        return false;
    bm_manifest_set_shard(manifest, number, count);
    return true;
}

static bm_status read_head(const source *from, const bm_json_value *head)
{
    bm_manifest *manifest = from->manifest;
    int64_t format, total;
    if (!bm_json_member_integer(head, "manifest", 1, INT64_MAX, &format))
        return refuse(from, "it does not say its", "manifest");
    if (format > BM_MANIFEST_FORMAT)
        return bm_error_set(from->error, BM_ERROR_UNSUPPORTED, manifest->path, 0,
                            "'%s' is a manifest of a later bordermap", manifest->path);
    manifest->program = bm_json_member_text(head, "program");
    if (!manifest->program)
        return refuse(from, "there is no text", "program");
    manifest->libraries = bm_json_member_text(head, "libraries");
    if (!manifest->libraries)
        return refuse(from, "there is no text", "libraries");
    manifest->kept_back = bm_json_member_text(head, "kept_back");
    const bm_json_value *made_at = bm_json_member(head, "source_date_epoch");
    if (made_at && made_at->is_integer)
        bm_manifest_set_made_at(manifest, made_at->integer);
    manifest->gazetteer = bm_json_member_text(head, "gazetteer");
    manifest->layers = bm_json_member_text(head, "layers");
    if (!is_digest(manifest->gazetteer))
        return refuse(from, "there is no hash", "gazetteer");
    if (!is_digest(manifest->layers))
        return refuse(from, "there is no hash", "layers");
    if (!bm_json_member_integer(head, "maps", 0, BM_SERIES_FRAMES_MAX, &total))
        return refuse(from, "there is no number", "maps");
    manifest->total = (size_t)total;
    if (!read_shard(bm_json_member(head, "shard"), manifest))
        return refuse(from, "a value that cannot be, in", "shard");
    bm_status status = read_arguments(from, head);
    return status ? status : read_files(from, head, "inputs", false, INPUTS_MAX, &manifest->inputs);
}

static bool read_count(const bm_json_value *value, const char *key, size_t *count)
{
    int64_t number = 0;
    bool found = bm_json_member_integer(value, key, 0, INT32_MAX, &number);
    *count = (size_t)number;
    return found;
}

static bool read_frame(const bm_json_value *value, size_t total, bm_manifest_frame *frame)
{
    const bm_json_value *file = bm_json_member(value, "file"),
                        *alt_text = bm_json_member(value, "alt_text"),
                        *warnings = bm_json_member(value, "warnings");
    *frame = (bm_manifest_frame){.start = bm_json_member_text(value, "start"),
                                 .end = bm_json_member_text(value, "end"),
                                 .title = bm_json_member_text(value, "title"),
                                 .covered = ""};
    if (!file || !alt_text || !warnings || warnings->kind != BM_JSON_ARRAY || !frame->start ||
        !frame->end || !frame->title)
        return false;
    if (warnings->first)
        frame->covered = warnings->first->text;
    if (file->kind != BM_JSON_NULL && !read_file(value, true, &frame->map))
        return false;
    if (alt_text->kind != BM_JSON_NULL && !read_file(alt_text, true, &frame->alt_text))
        return false;
    frame->map.role = frame->alt_text.role = NULL;
    return frame->covered && read_count(value, "number", &frame->number) && frame->number >= 1 &&
           frame->number <= total && read_count(value, "events", &frame->event_count) &&
           read_count(value, "imprecise", &frame->imprecise_count) &&
           read_count(value, "drawn", &frame->events_drawn) &&
           read_count(value, "outside", &frame->events_outside);
}

static bm_status read_frames(const source *from, const bm_json_value *head)
{
    const bm_json_value *list = bm_json_member(head, "frames");
    bm_manifest *manifest = from->manifest;
    if (!list || list->kind != BM_JSON_ARRAY)
        return refuse(from, "there is no list", "frames");
    size_t last = 0;
    for (const bm_json_value *at = list->first; at; at = at->next) {
        bm_manifest_frame frame;
        /* In order, and each once. */
        if (!read_frame(at, manifest->total, &frame) || frame.number <= last)
            return refuse(from, "a map that cannot be, in", "frames");
        last = frame.number;
        if (!bm_manifest_append_frame(&manifest->frames, &frame))
            return bm_manifest_no_memory(from->error);
    }
    return BM_OK;
}

bm_status bm_manifest_read(const char *path, bm_manifest **manifest, bm_error *error)
{
    char *bytes = NULL;
    size_t size = 0;
    const bm_json_value *head = NULL;
    bm_manifest *read = NULL;
    *manifest = NULL;
    bm_status status = bm_manifest_load(path, &bytes, &size, error);
    if (!status)
        status = bm_manifest_new(path, &read, error);
    if (!status)
        status = bm_json_read(bytes, size, path, 1, &read->arena, &head, error);
    const source from = {read, error};
    if (!status)
        status = read_head(&from, head);
    if (!status)
        status = read_frames(&from, head);
    if (!status)
        status = read_files(&from, head, "outputs", true, OUTPUTS_MAX, &read->outputs);
    free(bytes);
    if (status)
        bm_manifest_free(read);
    else
        *manifest = read;
    return status;
}

/* One line of a journal: the head, then a map each. Its last one may be torn, or have holes. */
static bm_status read_line(const source *from, const char *line, size_t length, bool is_head)
{
    const bm_json_value *value = NULL;
    bm_manifest_frame frame;
    bm_status status =
        bm_json_read(line, length, from->manifest->path, 1, &from->manifest->arena, &value, NULL);
    if (is_head)
        return status ? status : read_head(from, value);
    if (status == BM_ERROR_MEMORY)
        return status;
    if (status || !read_frame(value, from->manifest->total, &frame))
        return BM_OK;
    return bm_manifest_append_frame(&from->manifest->frames, &frame)
               ? BM_OK
               : bm_manifest_no_memory(from->error);
}

bm_status bm_manifest_read_journal(const char *path, const char *bytes, size_t size,
                                   bm_manifest **manifest, size_t *whole, bm_error *error)
{
    bm_manifest *read = NULL;
    *manifest = NULL;
    *whole = 0;
    bm_status status = bm_manifest_new(path, &read, error);
    if (status)
        return status;
    const source from = {read, error};
    while (!status) {
        const char *line = bytes + *whole;
        const char *end = memchr(line, '\n', size - *whole);
        if (!end)
            break;
        status = read_line(&from, line, (size_t)(end - line), *whole == 0);
        *whole += (size_t)(end - line) + 1;
    }
    if (status || *whole == 0) {
        bm_manifest_free(read);
        *whole = 0;
        return status == BM_ERROR_MEMORY ? status : BM_OK;
    }
    *manifest = read;
    return BM_OK;
}
