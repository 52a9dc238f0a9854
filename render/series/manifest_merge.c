#include "render/series/manifest.h"

#include <stdlib.h>
#include <string.h>

enum { WHY_SIZE = 160 };

static bm_status refuse(const bm_manifest *part, bm_error *error, const char *why)
{
    return bm_error_set(error, BM_ERROR_FORMAT, part->path, 0, "cannot join '%s': %s", part->path,
                        why);
}

/* Whether the names of both mean the same files. */
static bool is_beside(bm_manifest *part, const bm_manifest *whole, bm_error *error)
{
    const char *name;
    /* Under another name, the part may be replaced by the whole. */
    bm_manifest probe = {.path = "", .folder = part->folder};
    bool is_same =
        bm_manifest_relative(&probe, whole->path, &name, error) == BM_OK && !strchr(name, '/');
    bm_arena_finish(&probe.arena);
    return is_same;
}

static bm_status take_head(bm_manifest *whole, const bm_manifest *from, bm_error *error)
{
    bool fine = true;
    whole->program = bm_arena_strdup(&whole->arena, from->program);
    whole->libraries = bm_arena_strdup(&whole->arena, from->libraries);
    whole->kept_back = from->kept_back ? bm_arena_strdup(&whole->arena, from->kept_back) : NULL;
    whole->gazetteer = bm_arena_strdup(&whole->arena, from->gazetteer);
    whole->layers = bm_arena_strdup(&whole->arena, from->layers);
    whole->has_made_at = from->has_made_at;
    whole->made_at_s = from->made_at_s;
    whole->total = from->total;
    for (size_t i = 0; i < from->arguments.count && fine; i++)
        fine = bm_manifest_append_text(&whole->arguments,
                                       bm_arena_strdup(&whole->arena, from->arguments.items[i]));
    for (size_t i = 0; i < from->inputs.count && fine; i++) {
        bm_manifest_file copy;
        fine = bm_manifest_copy_file(whole, &from->inputs.items[i], &copy) &&
               bm_manifest_append_file(&whole->inputs, &copy);
    }
    fine = fine && !whole->kept_back == !from->kept_back;
    return fine && whole->program && whole->libraries && whole->gazetteer && whole->layers
               ? BM_OK
               : bm_manifest_no_memory(error);
}

static bm_status take_frames(bm_manifest *whole, const bm_manifest *from, bm_error *error)
{
    for (size_t i = 0; i < from->frames.count; i++) {
        const bm_manifest_frame *frame = &from->frames.items[i];
        bm_manifest_frame copy = *frame;
        copy.start = bm_arena_strdup(&whole->arena, frame->start);
        copy.end = bm_arena_strdup(&whole->arena, frame->end);
        copy.title = bm_arena_strdup(&whole->arena, frame->title);
        copy.covered = bm_arena_strdup(&whole->arena, frame->covered);
        if (!copy.start || !copy.end || !copy.title || !copy.covered ||
            !bm_manifest_copy_file(whole, &frame->map, &copy.map) ||
            !bm_manifest_copy_file(whole, &frame->alt_text, &copy.alt_text) ||
            !bm_manifest_append_frame(&whole->frames, &copy))
            return bm_manifest_no_memory(error);
    }
    return BM_OK;
}

/* Each map once. */
static bm_status check_frames(bm_manifest *whole, bm_error *error)
{
    bm_manifest_sort(whole);
    for (size_t i = 0; i < whole->total || i < whole->frames.count; i++) {
        size_t number = i < whole->frames.count ? whole->frames.items[i].number : whole->total + 1;
        if (number < i + 1)
            return bm_error_set(error, BM_ERROR_FORMAT, NULL, 0,
                                "cannot join them: map %zu is in two manifests", number);
        if (number > i + 1)
            return bm_error_set(error, BM_ERROR_FORMAT, NULL, 0,
                                "cannot join them: map %zu of %zu is in none of the manifests",
                                i + 1, whole->total);
    }
    return BM_OK;
}

bm_status bm_manifest_merge(bm_manifest *const *parts, size_t count, const char *path,
                            bm_manifest **whole, bm_error *error)
{
    bm_manifest *made = NULL;
    char why[WHY_SIZE];
    *whole = NULL;
    if (count == 0)
        return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0, "there is nothing to join");
    bm_status status = bm_manifest_new(path, &made, error);
    for (size_t i = 0; i < count && !status; i++) {
        if (i > 0 && !bm_manifest_is_same(parts[0], parts[i], why, sizeof why))
            status = refuse(parts[i], error, why);
        else if (!is_beside(parts[i], made, error))
            status = refuse(parts[i], error,
                            "it names files from its own folder on, so the whole must be there");
        else if (parts[i]->outputs.count > 0)
            status = refuse(parts[i], error, "it has a file of all maps, and so is no part");
    }
    if (!status)
        status = take_head(made, parts[0], error);
    for (size_t i = 0; i < count && !status; i++)
        status = take_frames(made, parts[i], error);
    if (!status)
        status = check_frames(made, error);
    if (status)
        bm_manifest_free(made);
    else
        *whole = made;
    return status;
}
