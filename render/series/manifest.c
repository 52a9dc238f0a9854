#include "render/series/manifest.h"

#include <bordermap/version.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "base/temporary.h"
#include "base/utf8.h"

bm_status bm_manifest_no_memory(bm_error *error)
{
    return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
}

bm_status bm_manifest_new(const char *path, bm_manifest **manifest, bm_error *error)
{
    *manifest = NULL;
    bm_manifest *made = calloc(1, sizeof *made);
    char *folder = bm_path_folder(path);
    if (made && folder) {
        made->journal = -1;
        made->path = bm_arena_strdup(&made->arena, path);
        made->folder = bm_arena_strdup(&made->arena, folder);
        made->program = "bordermap " BM_VERSION;
        made->libraries = "";
    }
    free(folder);
    if (!made || !made->path || !made->folder) {
        bm_manifest_free(made);
        return bm_manifest_no_memory(error);
    }
    *manifest = made;
    return BM_OK;
}

void bm_manifest_free(bm_manifest *manifest)
{
    if (!manifest)
        return;
    if (manifest->journal >= 0)
        close(manifest->journal);
    bm_manifest_free(manifest->before);
    bm_manifest_free(manifest->interrupted);
    free(manifest->intact);
    free(manifest->arguments.items);
    free(manifest->inputs.items);
    free(manifest->frames.items);
    free(manifest->outputs.items);
    bm_arena_finish(&manifest->arena);
    free(manifest);
}

bool bm_manifest_append_text(bm_manifest_texts *texts, const char *text)
{
    const char **grown = bm_array_grow(texts->items, texts->count, &texts->capacity, sizeof *grown);
    if (!grown || !text)
        return false;
    texts->items = grown;
    texts->items[texts->count++] = text;
    return true;
}

bool bm_manifest_append_file(bm_manifest_files *files, const bm_manifest_file *file)
{
    bm_manifest_file *grown =
        bm_array_grow(files->items, files->count, &files->capacity, sizeof *grown);
    if (!grown)
        return false;
    files->items = grown;
    files->items[files->count++] = *file;
    return true;
}

bool bm_manifest_append_frame(bm_manifest_frames *frames, const bm_manifest_frame *frame)
{
    bm_manifest_frame *grown =
        bm_array_grow(frames->items, frames->count, &frames->capacity, sizeof *grown);
    if (!grown)
        return false;
    frames->items = grown;
    frames->items[frames->count++] = *frame;
    return true;
}

static int compare_numbers(const void *left, const void *right)
{
    const bm_manifest_frame *a = left, *b = right;
    return (a->number > b->number) - (a->number < b->number);
}

void bm_manifest_sort(bm_manifest *manifest)
{
    if (manifest->frames.count)
        qsort(manifest->frames.items, manifest->frames.count, sizeof *manifest->frames.items,
              compare_numbers);
}

bool bm_manifest_copy_file(bm_manifest *manifest, const bm_manifest_file *from,
                           bm_manifest_file *to)
{
    bm_arena *arena = &manifest->arena;
    *to = (bm_manifest_file){.bytes = from->bytes};
    to->role = from->role ? bm_arena_strdup(arena, from->role) : NULL;
    to->name = from->name ? bm_arena_strdup(arena, from->name) : NULL;
    to->sha256 = from->sha256 ? bm_arena_strdup(arena, from->sha256) : NULL;
    return !from->role == !to->role && !from->name == !to->name && !from->sha256 == !to->sha256;
}

bm_status bm_manifest_add_argument(bm_manifest *manifest, const char *argument, bm_error *error)
{
    /* What is no UTF-8 would not come back as it was written. */
    size_t room = 4 * strlen(argument) + 1;
    char *text = bm_arena_alloc(&manifest->arena, room);
    if (!text)
        return bm_manifest_no_memory(error);
    if (bm_utf8_is_valid(argument))
        memcpy(text, argument, strlen(argument) + 1);
    else
        bm_utf8_escape(argument, text, room);
    return bm_manifest_append_text(&manifest->arguments, text) ? BM_OK
                                                               : bm_manifest_no_memory(error);
}

bm_status bm_manifest_set_kept_back(bm_manifest *manifest, const char *words, bm_error *error)
{
    const char *copy = bm_arena_strdup(&manifest->arena, words);
    if (!copy)
        return bm_manifest_no_memory(error);
    manifest->kept_back = copy;
    return BM_OK;
}

bm_status bm_manifest_set_libraries(bm_manifest *manifest, const char *libraries, bm_error *error)
{
    const char *copy = bm_arena_strdup(&manifest->arena, libraries);
    if (!copy)
        return bm_manifest_no_memory(error);
    manifest->libraries = copy;
    return BM_OK;
}

void bm_manifest_set_made_at(bm_manifest *manifest, int64_t made_at_s)
{
    manifest->has_made_at = true;
    manifest->made_at_s = made_at_s;
}

void bm_manifest_set_files(bm_manifest *manifest, bool maps, bool alt_texts)
{
    manifest->has_maps = maps;
    manifest->has_alt_texts = maps && alt_texts;
}

void bm_manifest_set_shard(bm_manifest *manifest, size_t number, size_t count)
{
    manifest->shard = number;
    manifest->shard_count = count;
}

bool bm_manifest_is_of_shard(const bm_manifest *manifest, size_t frame_number)
{
    return manifest->shard_count == 0 ||
           (frame_number - 1) % manifest->shard_count == manifest->shard - 1;
}

size_t bm_manifest_frame_count(const bm_manifest *manifest)
{
    return manifest->frames.count;
}

const bm_manifest_frame *bm_manifest_frame_at(const bm_manifest *manifest, size_t index)
{
    return &manifest->frames.items[index];
}
