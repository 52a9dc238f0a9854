#include "render/series/manifest.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/parallel.h"
#include "base/strbuf.h"
#include "base/temporary.h"

/** A file that is to be compared, and what was found. */
typedef struct check {
    const bm_manifest_file *expected;
    bm_status status;
    int64_t bytes;
    char sha256[BM_SHA256_SIZE];
    bm_error error;
} check;

typedef struct verification {
    const bm_manifest *manifest;
    check *checks;
    size_t count;
    size_t of_maps; /**< how many of them are about a map: the first ones */
    bm_verify_observer observe;
    void *context;
    size_t findings;
} verification;

const char *bm_verify_finding_name(bm_verify_finding finding)
{
    static const char *const names[] = {[BM_VERIFY_MISSING] = "missing",
                                        [BM_VERIFY_ALTERED] = "altered",
                                        [BM_VERIFY_UNREADABLE] = "unreadable",
                                        [BM_VERIFY_EXTRA] = "extra"};
    return names[finding];
}

static void run_check(size_t index, void *context)
{
    verification *all = context;
    check *one = &all->checks[index];
    char *path = bm_manifest_path_of(all->manifest, one->expected->name);
    one->status = path ? bm_manifest_hash(path, &one->bytes, one->sha256, &one->error)
                       : bm_manifest_no_memory(&one->error);
    free(path);
}

static void report(verification *all, bm_verify_finding finding, const check *one)
{
    bool is_read = one->status == BM_OK;
    const bm_manifest_file found = {.name = one->expected->name,
                                    .bytes = is_read ? one->bytes : 0,
                                    .sha256 = is_read ? one->sha256 : NULL};
    all->findings++;
    all->observe(finding, one->expected, finding == BM_VERIFY_MISSING ? NULL : &found,
                 finding == BM_VERIFY_UNREADABLE ? one->error.message : NULL, all->context);
}

static bm_status compare(verification *all, bm_error *error)
{
    bm_parallel_for(all->count, run_check, all);
    for (size_t i = 0; i < all->count; i++) {
        const check *one = &all->checks[i];
        if (one->status == BM_ERROR_MEMORY)
            return bm_manifest_no_memory(error);
        if (one->status)
            report(all,
                   one->status == BM_ERROR_NOT_FOUND ? BM_VERIFY_MISSING : BM_VERIFY_UNREADABLE,
                   one);
        else if (one->bytes != one->expected->bytes ||
                 strcmp(one->sha256, one->expected->sha256) != 0)
            report(all, BM_VERIFY_ALTERED, one);
    }
    return BM_OK;
}

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* ".png" of "2022-03-01.png", ".alt.txt" of the words beside it; NULL for none. */
static const char *ending_of(const char *name)
{
    const char *slash = strrchr(name, '/');
    const char *dot = strrchr(slash ? slash + 1 : name, '.');
    static const char words[] = ".alt.txt";
    size_t length = strlen(name);
    if (length > sizeof words - 1 && strcmp(name + length - (sizeof words - 1), words) == 0)
        return name + length - (sizeof words - 1);
    return dot;
}

static bool ends_with_any(const char *name, const bm_manifest_texts *endings)
{
    const char *ending = ending_of(name);
    for (size_t i = 0; ending && i < endings->count; i++)
        if (strcmp(ending, endings->items[i]) == 0)
            return true;
    return false;
}

static bool add_once(bm_manifest_texts *texts, const char *text)
{
    for (size_t i = texts->count; i > 0; i--)
        if (strcmp(texts->items[i - 1], text) == 0)
            return true;
    return bm_manifest_append_text(texts, text);
}

/* The files of one folder, "" or "2022/", that are not known. */
static bm_status search_folder(verification *all, const char *folder,
                               const bm_manifest_texts *known, const bm_manifest_texts *endings,
                               bm_error *error)
{
    bm_manifest_texts extra = {0};
    bm_arena arena = {0};
    bm_strbuf name = {0};
    bm_status status = BM_OK;
    char *path = bm_manifest_path_of(all->manifest, *folder ? folder : ".");
    DIR *directory = path ? opendir(path) : NULL;
    /* A folder that is not there has been reported, a file at a time. */
    for (struct dirent *entry; directory && !status && (entry = readdir(directory));) {
        bm_strbuf_clear(&name);
        bm_strbuf_append(&name, folder);
        bm_strbuf_append(&name, entry->d_name);
        const char *text = bm_strbuf_text(&name);
        if (name.failed)
            status = bm_manifest_no_memory(error);
        else if (ends_with_any(entry->d_name, endings) &&
                 !bsearch(&text, known->items, known->count, sizeof *known->items, compare_names) &&
                 !bm_manifest_append_text(&extra, bm_arena_strdup(&arena, text)))
            status = bm_manifest_no_memory(error);
    }
    if (directory)
        closedir(directory);
    if (extra.count)
        qsort(extra.items, extra.count, sizeof *extra.items, compare_names);
    for (size_t i = 0; i < extra.count && !status; i++) {
        const bm_manifest_file found = {.name = extra.items[i]};
        all->findings++;
        all->observe(BM_VERIFY_EXTRA, NULL, &found, NULL, all->context);
    }
    free(extra.items);
    free(path);
    bm_strbuf_finish(&name);
    bm_arena_finish(&arena);
    return path ? status : bm_manifest_no_memory(error);
}

/* What lies beside the maps and looks like one. */
static bm_status search(verification *all, bm_error *error)
{
    bm_manifest_texts known = {0}, folders = {0}, endings = {0};
    bm_arena arena = {0};
    bool fine = true;
    for (size_t i = 0; i < all->count && fine; i++) {
        const char *name = all->checks[i].expected->name;
        const char *slash = strrchr(name, '/'), *ending = ending_of(name);
        char *folder =
            bm_arena_strndup(&arena, name, slash ? (size_t)(slash + 1 - name) : (size_t)0);
        fine = folder && bm_manifest_append_text(&known, name);
        if (fine && i < all->of_maps)
            fine = add_once(&folders, folder) && (!ending || add_once(&endings, ending));
    }
    bm_status status = fine ? BM_OK : bm_manifest_no_memory(error);
    if (known.count)
        qsort(known.items, known.count, sizeof *known.items, compare_names);
    for (size_t i = 0; i < folders.count && !status; i++)
        status = search_folder(all, folders.items[i], &known, &endings, error);
    free(known.items);
    free(folders.items);
    free(endings.items);
    bm_arena_finish(&arena);
    return status;
}

static void add_check(verification *all, const bm_manifest_file *file)
{
    if (file->name)
        all->checks[all->count++].expected = file;
}

bm_status bm_manifest_verify(const bm_manifest *manifest, bm_verify_observer observe, void *context,
                             bm_verify_counts *counts, bm_error *error)
{
    verification all = {.manifest = manifest, .observe = observe, .context = context};
    *counts = (bm_verify_counts){0};
    all.checks =
        calloc(2 * manifest->frames.count + manifest->outputs.count + 1, sizeof *all.checks);
    if (!all.checks)
        return bm_manifest_no_memory(error);
    for (size_t i = 0; i < manifest->frames.count; i++) {
        add_check(&all, &manifest->frames.items[i].map);
        add_check(&all, &manifest->frames.items[i].alt_text);
    }
    all.of_maps = all.count;
    for (size_t i = 0; i < manifest->outputs.count; i++)
        add_check(&all, &manifest->outputs.items[i]);
    bm_status status = compare(&all, error);
    if (!status && manifest->shard_count == 0)
        status = search(&all, error);
    counts->files = all.count;
    for (size_t i = 0; i < all.count; i++)
        counts->bytes += all.checks[i].expected->bytes;
    counts->findings = all.findings;
    free(all.checks);
    return status;
}
