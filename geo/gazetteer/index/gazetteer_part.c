#include "geo/gazetteer/index/gazetteer_part.h"
#include "geo/gazetteer/sources/source.h"

#include "base/cache.h"

#include <bordermap/findings.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char cache_kind[] = "gazetteer";

bool bm_gazetteer_is_index(const char *path)
{
    size_t length = strlen(path);
    return length > 4 && strcmp(path + length - 4, ".gaz") == 0;
}

static bm_status out_of_memory(const char *path, bm_error *error)
{
    return bm_error_set(error, BM_ERROR_MEMORY, path, 0, "not enough memory for '%s'", path);
}

static bm_status name_part(bm_gazetteer_part *part, const char *path, bm_error *error)
{
    part->path = strdup(path);
    return part->path ? BM_OK : out_of_memory(path, error);
}

bm_status bm_gazetteer_part_open(bm_gazetteer_part *part, const char *path, bm_error *error)
{
    *part = (bm_gazetteer_part){0};
    bm_status status = name_part(part, path, error);
    if (!status)
        status = bm_image_open(path, BM_GAZETTEER_KIND, BM_GAZETTEER_VERSION, &part->image, error);
    if (status)
        bm_gazetteer_part_close(part);
    return status;
}

void bm_gazetteer_part_close(bm_gazetteer_part *part)
{
    /* So that the next run makes it anew. */
    if (part->cached && bm_image_check(&part->image, part->cached, NULL) != BM_OK)
        (void)unlink(part->cached);
    bm_image_close(&part->image);
    free(part->cached);
    bm_sink_free(part->sink);
    free(part->path);
    *part = (bm_gazetteer_part){0};
}

/* The key of the sources, among them the tables of names that lie beside shapefiles. */
static bool key_of(const char *const *paths, size_t path_count, char key[BM_CACHE_KEY_SIZE])
{
    char salt[64];
    const char **all = calloc(2 * path_count, sizeof *all);
    char **beside = calloc(path_count, sizeof *beside);
    size_t count = 0;
    bool done = all && beside;
    for (size_t i = 0; i < path_count && done; i++) {
        all[count++] = paths[i];
        beside[i] = bm_source_names_path(paths[i]);
        if (!beside[i])
            done = false;
        else if (access(beside[i], F_OK) == 0)
            all[count++] = beside[i];
    }
    snprintf(salt, sizeof salt, "%d %zu", (int)BM_GAZETTEER_VERSION, path_count);
    done = done && bm_cache_key(all, count, salt, key);
    for (size_t i = 0; beside && i < path_count; i++)
        free(beside[i]);
    free(beside);
    free((void *)all);
    return done;
}

/* What was found wrong with the rows when the index was made is told on every run. */
static void repeat_findings(const bm_image *image, bm_findings *findings)
{
    uint64_t count = bm_image_count(image, SECTION_FINDINGS);
    for (uint64_t i = 0; findings && i < count; i++) {
        const bm_finding_record *record =
            bm_image_record(image, SECTION_FINDINGS, sizeof *record, i);
        bm_findings_add(findings, (bm_severity)(record->severity % 3),
                        bm_image_text(image, SECTION_TEXTS, record->code),
                        bm_image_text(image, SECTION_TEXTS, record->file), (long)record->line,
                        bm_image_text(image, SECTION_TEXTS, record->column),
                        bm_image_text(image, SECTION_TEXTS, record->value), "%s",
                        bm_image_text(image, SECTION_TEXTS, record->message));
    }
}

static bool open_cached(bm_gazetteer_part *part, const char *path)
{
    char *copy = strdup(path);
    if (!copy ||
        bm_image_open(path, BM_GAZETTEER_KIND, BM_GAZETTEER_VERSION, &part->image, NULL) != BM_OK) {
        free(copy);
        return false;
    }
    part->cached = copy;
    return true;
}

static bool write_cached(const bm_builder *builder, const bm_findings *findings, const char *path)
{
    bm_sink *sink = NULL;
    bool done = bm_sink_open(path, &sink, NULL) == BM_OK &&
                bm_gazetteer_pack(builder, findings, sink, NULL) == BM_OK &&
                bm_sink_commit(sink, NULL) == BM_OK;
    bm_sink_free(sink);
    return done;
}

static bm_status pack_in_memory(bm_gazetteer_part *part, const bm_builder *builder, bm_error *error)
{
    bm_status status = bm_sink_open_memory(&part->sink, error);
    if (!status)
        status = bm_gazetteer_pack(builder, NULL, part->sink, error);
    if (!status)
        status = bm_sink_commit(part->sink, error);
    if (status)
        return status;
    size_t size = 0;
    const void *bytes = bm_sink_memory(part->sink, &size);
    return bm_image_from_memory(bytes, size, part->path, BM_GAZETTEER_KIND, BM_GAZETTEER_VERSION,
                                &part->image, error);
}

bm_status bm_gazetteer_part_make(bm_gazetteer_part *part, const char *const *paths,
                                 size_t path_count, const char *cache, bm_findings *findings,
                                 bm_error *error)
{
    char key[BM_CACHE_KEY_SIZE];
    char cached[BM_CACHE_PATH_SIZE];
    *part = (bm_gazetteer_part){0};
    bool keep = cache && *cache && key_of(paths, path_count, key) &&
                bm_cache_path(cache, cache_kind, key, cached);
    bm_status status = name_part(part, paths[0], error);
    if (!status && keep && open_cached(part, cached)) {
        bm_cache_used(cached);
        repeat_findings(&part->image, findings);
        return BM_OK;
    }
    bm_builder builder;
    bm_findings *own = bm_findings_new();
    bm_builder_init(&builder, own);
    const bm_gazetteer_inputs inputs = {.paths = paths, .path_count = path_count};
    if (!status && !own)
        status = out_of_memory(paths[0], error);
    if (!status)
        status = bm_gazetteer_gather(&builder, &inputs, error);
    bm_findings_append(findings, own);
    bool written = !status && keep && bm_cache_prepare(cache) &&
                   write_cached(&builder, own, cached) && open_cached(part, cached);
    if (written)
        bm_cache_sweep(cache, cache_kind);
    else if (!status)
        status = pack_in_memory(part, &builder, error);
    bm_builder_finish(&builder);
    bm_findings_free(own);
    if (status)
        bm_gazetteer_part_close(part);
    return status;
}
