#include "render/series/manifest.h"

#include <stdio.h>
#include <string.h>

static void text_member(bm_json *json, const char *key, const char *text)
{
    bm_json_key(json, key);
    bm_json_string(json, text);
}

static void count_member(bm_json *json, const char *key, size_t count)
{
    bm_json_key(json, key);
    bm_json_integer(json, (int64_t)count);
}

static void file_members(bm_json *json, const char *name_key, const bm_manifest_file *file)
{
    text_member(json, name_key, file->name);
    bm_json_key(json, "bytes");
    bm_json_integer(json, file->bytes);
    text_member(json, "sha256", file->sha256);
}

void bm_manifest_write_file(bm_json *json, const bm_manifest_file *file)
{
    bm_json_begin_compact_object(json);
    text_member(json, "role", file->role);
    file_members(json, "file", file);
    bm_json_end_object(json);
}

void bm_manifest_write_head(bm_json *json, const bm_manifest *manifest, bool with_shard)
{
    bm_json_key(json, "manifest");
    bm_json_integer(json, BM_MANIFEST_FORMAT);
    text_member(json, "program", manifest->program);
    text_member(json, "libraries", manifest->libraries);
    text_member(json, "kept_back", manifest->kept_back);
    bm_json_key(json, "source_date_epoch");
    if (manifest->has_made_at)
        bm_json_integer(json, manifest->made_at_s);
    else
        bm_json_null(json);
    bm_json_key(json, "arguments");
    bm_json_begin_array(json);
    for (size_t i = 0; i < manifest->arguments.count; i++)
        bm_json_string(json, manifest->arguments.items[i]);
    bm_json_end_array(json);
    bm_json_key(json, "inputs");
    bm_json_begin_array(json);
    for (size_t i = 0; i < manifest->inputs.count; i++)
        bm_manifest_write_file(json, &manifest->inputs.items[i]);
    bm_json_end_array(json);
    text_member(json, "gazetteer", manifest->gazetteer);
    text_member(json, "layers", manifest->layers);
    count_member(json, "maps", manifest->total);
    if (!with_shard)
        return;
    bm_json_key(json, "shard");
    if (manifest->shard_count == 0) {
        bm_json_null(json);
        return;
    }
    char text[64];
    (void)snprintf(text, sizeof text, "%zu/%zu", manifest->shard, manifest->shard_count);
    bm_json_string(json, text);
}

void bm_manifest_write_frame(bm_json *json, const bm_manifest_frame *frame)
{
    bm_json_begin_compact_object(json);
    count_member(json, "number", frame->number);
    text_member(json, "start", frame->start);
    text_member(json, "end", frame->end);
    text_member(json, "title", frame->title);
    count_member(json, "events", frame->event_count);
    count_member(json, "imprecise", frame->imprecise_count);
    count_member(json, "drawn", frame->events_drawn);
    count_member(json, "outside", frame->events_outside);
    if (frame->map.name) {
        file_members(json, "file", &frame->map);
    } else {
        text_member(json, "file", NULL);
        text_member(json, "bytes", NULL);
        text_member(json, "sha256", NULL);
    }
    bm_json_key(json, "alt_text");
    if (frame->alt_text.name) {
        bm_json_begin_compact_object(json);
        file_members(json, "file", &frame->alt_text);
        bm_json_end_object(json);
    } else {
        bm_json_null(json);
    }
    bm_json_key(json, "warnings");
    bm_json_begin_compact_array(json);
    if (*frame->covered)
        bm_json_string(json, frame->covered);
    bm_json_end_array(json);
    bm_json_end_object(json);
}

/* The head on one line, without the shard, into a sink in memory. */
static bool write_identity(const bm_manifest *manifest, bm_sink *sink)
{
    bm_json json;
    bm_json_init(&json, sink, 0);
    bm_json_begin_object(&json);
    bm_manifest_write_head(&json, manifest, false);
    bm_json_end_object(&json);
    return bm_sink_commit(sink, NULL) == BM_OK;
}

static bool is_same_file(const bm_manifest_file *a, const bm_manifest_file *b)
{
    return a->bytes == b->bytes && strcmp(a->sha256, b->sha256) == 0 &&
           strcmp(a->role, b->role) == 0 && strcmp(a->name, b->name) == 0;
}

static bool is_same_text(const char *a, const char *b)
{
    return (!a && !b) || (a && b && strcmp(a, b) == 0);
}

/* The first thing that two heads differ in. */
static void tell_difference(const bm_manifest *a, const bm_manifest *b, char *why, size_t size)
{
    if (strcmp(a->program, b->program) != 0) {
        (void)snprintf(why, size, "one is of %s, one of %s", a->program, b->program);
        return;
    }
    if (strcmp(a->libraries, b->libraries) != 0) {
        (void)snprintf(why, size, "one was drawn with %.60s, one with %.60s", a->libraries,
                       b->libraries);
        return;
    }
    for (size_t i = 0; i < a->inputs.count || i < b->inputs.count; i++) {
        const bm_manifest_file *x = i < a->inputs.count ? &a->inputs.items[i] : NULL,
                               *y = i < b->inputs.count ? &b->inputs.items[i] : NULL;
        if (x && y && is_same_file(x, y))
            continue;
        (void)snprintf(why, size, "the input '%s' differs", x ? x->name : y->name);
        return;
    }
    for (size_t i = 0; i < a->arguments.count || i < b->arguments.count; i++) {
        const char *x = i < a->arguments.count ? a->arguments.items[i] : NULL,
                   *y = i < b->arguments.count ? b->arguments.items[i] : NULL;
        if (is_same_text(x, y))
            continue;
        (void)snprintf(why, size, "the option '%s' differs", x ? x : y);
        return;
    }
    const char *what = !is_same_text(a->gazetteer, b->gazetteer) ? "the gazetteer differs"
                       : !is_same_text(a->layers, b->layers)     ? "the layers differ"
                       : a->total != b->total                    ? "the number of maps differs"
                                                                 : "SOURCE_DATE_EPOCH differs";
    (void)snprintf(why, size, "%s", what);
}

bool bm_manifest_is_same(const bm_manifest *a, const bm_manifest *b, char *why, size_t size)
{
    bm_sink *of_a = NULL, *of_b = NULL;
    bool is_same = false;
    if (bm_sink_open_memory(&of_a, NULL) == BM_OK && bm_sink_open_memory(&of_b, NULL) == BM_OK &&
        write_identity(a, of_a) && write_identity(b, of_b)) {
        size_t size_a, size_b;
        const void *bytes_a = bm_sink_memory(of_a, &size_a),
                   *bytes_b = bm_sink_memory(of_b, &size_b);
        is_same = size_a == size_b && memcmp(bytes_a, bytes_b, size_a) == 0;
    }
    bm_sink_free(of_a);
    bm_sink_free(of_b);
    if (!is_same && why)
        tell_difference(a, b, why, size);
    return is_same;
}
