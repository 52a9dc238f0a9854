#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include "geo/gazetteer/index/gazetteer_part.h"
#include "geo/gazetteer/index/index.h"
#include "geo/gazetteer/sources/source.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static bm_status out_of_memory(bm_error *error, const char *path)
{
    return bm_error_set(error, BM_ERROR_MEMORY, path, 0, "not enough memory for '%s'", path);
}

static size_t folder_length(const char *path)
{
    return (size_t)(bm_source_file_name(path) - path);
}

/* How many of the paths, from the first on, make one part: an index alone, the other files of a
 * folder together, so that those that come with the program are made only once. */
static size_t part_length(const char *const *paths, size_t count)
{
    if (bm_gazetteer_is_index(paths[0]))
        return 1;
    size_t length = 1;
    size_t folder = folder_length(paths[0]);
    while (length < count && !bm_gazetteer_is_index(paths[length]) &&
           folder_length(paths[length]) == folder && strncmp(paths[length], paths[0], folder) == 0)
        length++;
    return length;
}

static bm_status open_parts(bm_gazetteer *gazetteer, const char *const *paths, size_t path_count,
                            const char *cache, bm_findings *findings, bm_error *error)
{
    uint64_t places = 0;
    for (size_t i = 0; i < path_count;) {
        size_t length = part_length(paths + i, path_count - i);
        bm_gazetteer_part *part = &gazetteer->parts[gazetteer->part_count];
        bm_status status =
            bm_gazetteer_is_index(paths[i])
                ? bm_gazetteer_part_open(part, paths[i], error)
                : bm_gazetteer_part_make(part, paths + i, length, cache, findings, error);
        if (status)
            return status;
        gazetteer->part_count++;
        part->base = (uint32_t)places;
        part->count = (uint32_t)bm_image_count(&part->image, SECTION_PLACES);
        places += part->count;
        i += length;
        if (places > UINT32_MAX / 2)
            return bm_error_set(error, BM_ERROR_LIMIT, part->path, 0,
                                "too many places in all gazetteers together");
    }
    gazetteer->count = (uint32_t)places;
    return BM_OK;
}

static const bm_source_record *source_at(const bm_gazetteer_part *part, uint64_t index)
{
    return bm_image_record(&part->image, SECTION_SOURCES, sizeof(bm_source_record), index);
}

static bool list_sources(bm_gazetteer *gazetteer)
{
    uint64_t count = 0;
    for (size_t i = 0; i < gazetteer->part_count; i++) {
        gazetteer->parts[i].first_source = (uint32_t)count;
        count += bm_image_count(&gazetteer->parts[i].image, SECTION_SOURCES);
    }
    if (count > UINT16_MAX * (uint64_t)gazetteer->part_count)
        return false;
    gazetteer->sources =
        bm_arena_array(&gazetteer->arena, (size_t)count + 1, sizeof *gazetteer->sources);
    if (!gazetteer->sources)
        return false;
    for (size_t i = 0; i < gazetteer->part_count; i++) {
        const bm_gazetteer_part *part = &gazetteer->parts[i];
        for (uint64_t k = 0; k < bm_image_count(&part->image, SECTION_SOURCES); k++) {
            const bm_source_record *record = source_at(part, k);
            gazetteer->sources[gazetteer->source_count++] = (bm_gazetteer_source){
                .name = bm_image_text(&part->image, SECTION_TEXTS, record->name),
                .format = bm_image_text(&part->image, SECTION_TEXTS, record->format),
                .sha256 = bm_image_text(&part->image, SECTION_TEXTS, record->sha256),
                .licence = bm_image_text(&part->image, SECTION_TEXTS, record->licence),
                .rows = record->rows,
                .left_out = record->left_out,
                .merged = record->merged,
            };
        }
    }
    return true;
}

static size_t room_size(const bm_gazetteer *gazetteer)
{
    return (size_t)gazetteer->count * sizeof *gazetteer->places + 1;
}

/* Pages of places that nobody asks for are never touched, so they do not come from the heap, where
 * they may have to be cleared. */
static bool make_room(bm_gazetteer *gazetteer)
{
    void *room = mmap(NULL, room_size(gazetteer), PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED)
        return false;
    gazetteer->places = room;
    gazetteer->links = calloc((size_t)gazetteer->count + 1, sizeof *gazetteer->links);
    return gazetteer->links != NULL;
}

bm_status bm_gazetteer_open(const char *const *paths, size_t path_count, const char *cache,
                            bm_findings *findings, bm_gazetteer **gazetteer, bm_error *error)
{
    *gazetteer = NULL;
    if (path_count == 0)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "no gazetteer files are given");
    bm_gazetteer *made = calloc(1, sizeof *made);
    if (!made)
        return out_of_memory(error, paths[0]);
    if (pthread_mutex_init(&made->filling, NULL) != 0) {
        free(made);
        return out_of_memory(error, paths[0]);
    }
    bm_status status = BM_OK;
    made->parts = calloc(path_count, sizeof *made->parts);
    if (!made->parts)
        status = out_of_memory(error, paths[0]);
    if (!status)
        status = open_parts(made, paths, path_count, cache, findings, error);
    if (!status && (!make_room(made) || !list_sources(made)))
        status = out_of_memory(error, paths[0]);
    if (status) {
        bm_gazetteer_free(made);
        return status;
    }
    *gazetteer = made;
    return BM_OK;
}

void bm_gazetteer_free(bm_gazetteer *gazetteer)
{
    if (!gazetteer)
        return;
    for (size_t i = 0; i < gazetteer->part_count; i++)
        bm_gazetteer_part_close(&gazetteer->parts[i]);
    free(gazetteer->parts);
    if (gazetteer->places)
        (void)munmap(gazetteer->places, room_size(gazetteer));
    free(gazetteer->links);
    bm_arena_finish(&gazetteer->arena);
    pthread_mutex_destroy(&gazetteer->filling);
    free(gazetteer);
}
