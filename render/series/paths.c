#include "render/series/paths.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/strbuf.h"

bm_status bm_series_check_pattern(const char *pattern, bm_error *error)
{
    const char *word = strchr(pattern, '{');
    /* The part of the path that the first word is in. */
    while (word && word > pattern && word[-1] != '/')
        word--;
    for (const char *at = word; at && *at;) {
        size_t length = strcspn(at, "/");
        if (length == 2 && memcmp(at, "..", 2) == 0)
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                "the file name pattern '%.120s' leaves its folder: write '..' only "
                                "before the first {word}",
                                pattern);
        at += length + (at[length] == '/');
    }
    return BM_OK;
}

/* Step past "./" and further slashes. */
static const char *skip_nothing(const char *path)
{
    for (;;) {
        if (path[0] == '.' && path[1] == '/')
            path += 2;
        else if (path[0] == '/' && path[1] == '/')
            path++;
        else if (path[0] == '/' && path[1] == '.' && path[2] == '/')
            path += 2;
        else
            return path;
    }
}

static int compare_names(const char *a, const char *b)
{
    for (a = skip_nothing(a), b = skip_nothing(b); *a && *b;
         a = skip_nothing(a + 1), b = skip_nothing(b + 1)) {
        int order = strncasecmp(a, b, 1);
        if (order)
            return order;
    }
    return (*a != '\0') - (*b != '\0');
}

static int compare_paths(const void *left, const void *right)
{
    return compare_names(*(const char *const *)left, *(const char *const *)right);
}

static bm_status refuse_collisions(const bm_series_plan *plan, bm_error *error)
{
    bm_status status = BM_OK;
    const char **sorted = malloc((plan->count + 1) * sizeof *sorted);
    if (!sorted)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    for (size_t i = 0; i < plan->count; i++)
        sorted[i] = plan->frames[i].path;
    if (plan->count)
        qsort(sorted, plan->count, sizeof *sorted, compare_paths);
    for (size_t i = 1; i < plan->count && !status; i++)
        if (compare_names(sorted[i], sorted[i - 1]) == 0)
            status = bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                  "the file name pattern gives two maps one name, '%s'; put "
                                  "{start} or {n} in it",
                                  sorted[i]);
    free(sorted);
    return status;
}

/** A file that has all of the maps. */
typedef struct whole_file {
    const char *path; /**< NULL for none */
    const char *what;
} whole_file;
enum { WHOLE_FILES = 3 };

static void list_whole_files(const bm_series_options *options, whole_file files[WHOLE_FILES])
{
    files[0] = (whole_file){options->atlas, "atlas"};
    files[1] = (whole_file){options->sheet, "sheet"};
    files[2] = (whole_file){options->animation, "animation"};
}

static bm_status refuse_whole_files(const bm_series_plan *plan, const bm_series_options *options,
                                    bm_error *error)
{
    whole_file files[WHOLE_FILES];
    list_whole_files(options, files);
    for (size_t which = 0; which < WHOLE_FILES; which++) {
        whole_file file = files[which];
        for (size_t i = 0; file.path && options->pattern && i < plan->count; i++)
            if (compare_names(plan->frames[i].path, file.path) == 0)
                return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                    "the %s and a map have one name, '%s'; give the %s another",
                                    file.what, file.path, file.what);
        for (size_t other = 0; file.path && other < which; other++)
            if (files[other].path && compare_names(files[other].path, file.path) == 0)
                return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                    "the %s and the %s have one name, '%s'", files[other].what,
                                    file.what, file.path);
    }
    return BM_OK;
}

static bm_status refuse_input(const char *path, const struct stat *inputs, size_t count,
                              bm_error *error)
{
    struct stat there;
    if (stat(path, &there) != 0)
        return BM_OK;
    for (size_t i = 0; i < count; i++)
        if (inputs[i].st_ino == there.st_ino && inputs[i].st_dev == there.st_dev)
            return bm_error_set(error, BM_ERROR_ARGUMENT, NULL, 0,
                                "output '%s' would replace an input", path);
    return BM_OK;
}

static bm_status refuse_inputs(const bm_series_plan *plan, const bm_series_options *options,
                               bm_error *error)
{
    bm_status status = BM_OK;
    bm_strbuf beside = {0};
    size_t count = 0;
    struct stat *inputs = calloc(options->input_count + 1, sizeof *inputs);
    if (!inputs)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    for (size_t i = 0; i < options->input_count; i++)
        if (options->inputs[i] && stat(options->inputs[i], &inputs[count]) == 0)
            count++;
    for (size_t i = 0; i < plan->count && options->pattern && count > 0 && !status; i++) {
        status = refuse_input(plan->frames[i].path, inputs, count, error);
        if (status || !options->alt_text)
            continue;
        bm_strbuf_clear(&beside);
        bm_strbuf_printf(&beside, "%s.alt.txt", plan->frames[i].path);
        status = refuse_input(bm_strbuf_text(&beside), inputs, count, error);
    }
    whole_file files[WHOLE_FILES];
    list_whole_files(options, files);
    for (size_t i = 0; i < WHOLE_FILES && !status; i++)
        if (files[i].path)
            status = refuse_input(files[i].path, inputs, count, error);
    bm_strbuf_finish(&beside);
    free(inputs);
    return status;
}

bm_status bm_series_check_paths(const bm_series_plan *plan, const bm_series_options *options,
                                bm_error *error)
{
    bm_status status = refuse_collisions(plan, error);
    if (!status)
        status = refuse_whole_files(plan, options, error);
    return status ? status : refuse_inputs(plan, options, error);
}
