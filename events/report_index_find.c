/* Reports are found by the ends of their paths: in the order of paths read from behind, those that
 * agree in the last folders stand together, and next to the path that is looked for stands the one
 * that agrees in the most. */
#include "events/report_index.h"

#include <stdlib.h>
#include <string.h>

enum { ENDING_MAX = 5 };

/* "from/a/../b//./c" is "from/b/c". Backslashes are slashes: tables come from Windows, too. */
static char *make_path(bm_arena *arena, const char *folder, size_t folder_length, const char *file)
{
    size_t length = 0;
    size_t room = folder_length + strlen(file) + 3;
    char *joined = bm_arena_alloc(arena, room);
    char *path = bm_arena_alloc(arena, room);
    if (!joined || !path)
        return NULL;
    bool absolute = *file == '/' || *file == '\\' || folder_length == 0;
    if (!absolute) {
        memcpy(joined, folder, folder_length);
        joined[folder_length] = '/';
    }
    memcpy(joined + (absolute ? 0 : folder_length + 1), file, strlen(file) + 1);
    const char *at = joined;
    if (*at == '/' || *at == '\\')
        path[length++] = '/';
    size_t root = length;
    while (*at) {
        size_t part = strcspn(at, "/\\");
        bool up = part == 2 && at[0] == '.' && at[1] == '.';
        bool nothing = part == 0 || (part == 1 && *at == '.');
        const char *last = path + length;
        while (last > path + root && last[-1] != '/')
            last--;
        bool can_go_up = length > root && strcmp(last, "..") != 0;
        if (up && can_go_up) {
            length = (size_t)(last - path);
            length -= length > root;
        } else if (!nothing) {
            if (length > root)
                path[length++] = '/';
            memcpy(path + length, at, part);
            length += part;
        }
        path[length] = '\0';
        at += part + (at[part] != '\0');
    }
    return path;
}

/* Where the ending begins, or the end: ".txt", not ".2022". */
static size_t bare_length(const char *path)
{
    size_t length = strlen(path);
    size_t letters = 0;
    while (letters < length && letters <= ENDING_MAX) {
        char c = (char)(path[length - letters - 1] | 0x20);
        if (c < 'a' || c > 'z')
            break;
        letters++;
    }
    size_t dot = length - letters;
    bool has = letters > 0 && letters <= ENDING_MAX && dot > 1 && path[dot - 1] == '.' &&
               path[dot - 2] != '/';
    return has ? dot - 1 : length;
}

static char *without_ending(bm_arena *arena, const char *path)
{
    return bm_arena_strndup(arena, path, bare_length(path));
}

/* A folder's end comes before any other character, so that what is in one folder stays together. */
static int order_of(char c)
{
    return c == '/' ? 0 : 1 + (unsigned char)c;
}

static int compare_from_behind(const char *a, const char *b)
{
    size_t i = strlen(a);
    size_t j = strlen(b);
    while (i > 0 && j > 0) {
        int difference = order_of(a[--i]) - order_of(b[--j]);
        if (difference != 0)
            return difference;
    }
    return (i > 0) - (j > 0);
}

static int compare_paths(const void *a, const void *b)
{
    const bm_index_path *x = a;
    const bm_index_path *y = b;
    int order = compare_from_behind(x->path, y->path);
    return order ? order : x->row < y->row ? -1 : x->row > y->row;
}

/* How many of the last parts of two paths are the same. */
static size_t common_parts(const char *a, const char *b)
{
    size_t i = strlen(a);
    size_t j = strlen(b);
    size_t parts = 0;
    for (; i > 0 && j > 0 && a[i - 1] == b[j - 1]; i--, j--)
        parts += a[i - 1] == '/';
    bool a_ends = i == 0 || a[i - 1] == '/';
    bool b_ends = j == 0 || b[j - 1] == '/';
    return parts + (a_ends && b_ends && !(i > 0 && j > 0));
}

static size_t first_at_or_behind(const bm_index_path *paths, size_t count, const char *path)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_from_behind(paths[middle].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

typedef enum outcome { OUTCOME_NONE, OUTCOME_ONE, OUTCOME_SEVERAL } outcome;

/* The row with this very path. */
static outcome find_same(const bm_index_path *paths, size_t count, const char *path, size_t *row)
{
    size_t at = first_at_or_behind(paths, count, path);
    if (at == count || strcmp(paths[at].path, path) != 0)
        return OUTCOME_NONE;
    *row = paths[at].row;
    bool again = at + 1 < count && strcmp(paths[at + 1].path, path) == 0;
    return again ? OUTCOME_SEVERAL : OUTCOME_ONE;
}

/* The row that agrees in the most parts. */
static outcome find_path(const bm_index_path *paths, size_t count, const char *path, size_t *row)
{
    outcome same = find_same(paths, count, path, row);
    if (same != OUTCOME_NONE)
        return same;
    size_t at = first_at_or_behind(paths, count, path);
    size_t from = at >= 2 ? at - 2 : 0;
    size_t to = at + 2 < count ? at + 2 : count;
    size_t most = 0;
    size_t with_most = 0;
    for (size_t i = from; i < to; i++) {
        size_t parts = common_parts(paths[i].path, path);
        if (parts > most)
            *row = paths[i].row;
        with_most = parts > most ? 1 : with_most + (parts == most);
        most = parts > most ? parts : most;
    }
    return most == 0 ? OUTCOME_NONE : with_most == 1 ? OUTCOME_ONE : OUTCOME_SEVERAL;
}

/* Of the path of the index. */
static size_t folder_length(const bm_report_index *index)
{
    const char *slash = strrchr(index->path, '/');
    /* The root has no other name than its slash. */
    return slash == index->path ? 1 : slash ? (size_t)(slash - index->path) : 0;
}

static outcome find(const bm_report_index *index, const char *file, size_t *row)
{
    bm_arena arena = {0};
    outcome found = OUTCOME_NONE;
    const char *path = make_path(&arena, "", 0, file);
    const char *bare = path ? without_ending(&arena, path) : NULL;
    const char *beside = bare ? make_path(&arena, index->path, folder_length(index), file) : NULL;
    if (beside && *path) {
        found = find_same(index->whole, index->count, path, row);
        if (found == OUTCOME_NONE)
            found = find_same(index->whole, index->count, beside, row);
        const struct {
            const bm_index_path *paths;
            const char *path;
        } steps[] = {
            {index->whole, path}, {index->whole, bare}, {index->bare, path}, {index->bare, bare}};
        for (size_t i = 0; i < sizeof steps / sizeof *steps && found == OUTCOME_NONE; i++)
            found = find_path(steps[i].paths, index->count, steps[i].path, row);
    }
    bm_arena_finish(&arena);
    return found;
}

size_t bm_report_index_find(const bm_report_index *index, const char *file)
{
    size_t row = SIZE_MAX;
    return index && find(index, file, &row) == OUTCOME_ONE ? row : SIZE_MAX;
}

void bm_report_index_report_missing(const bm_report_index *index, const char *file,
                                    bm_findings *findings)
{
    size_t row;
    bool several = find(index, file, &row) == OUTCOME_SEVERAL;
    bm_findings_add(findings, BM_SEVERITY_WARNING, "index-missing", file, 0, NULL, NULL,
                    several ? "the index '%s' names several files that it may be: give their "
                              "folders"
                            : "the index '%s' does not name it",
                    index->path);
}

static bm_status sort_paths(bm_report_index *index, bm_index_path **sorted, bm_error *error)
{
    *sorted = calloc(index->count + 1, sizeof **sorted);
    for (size_t i = 0; *sorted && i < index->count; i++) {
        char *path =
            make_path(&index->arena, index->path, folder_length(index), index->rows[i].file);
        if (!path)
            return bm_error_set(error, BM_ERROR_MEMORY, index->path, 0, "not enough memory");
        (*sorted)[i] = (bm_index_path){path, i};
    }
    if (!*sorted)
        return bm_error_set(error, BM_ERROR_MEMORY, index->path, 0, "not enough memory");
    qsort(*sorted, index->count, sizeof **sorted, compare_paths);
    return BM_OK;
}

bm_status bm_report_index_drop_repeated(bm_report_index *index, bm_findings *findings,
                                        bm_error *error)
{
    bm_index_path *sorted;
    size_t kept = 0;
    bm_status status = sort_paths(index, &sorted, error);
    if (status)
        goto done;
    size_t first = 0;
    for (size_t i = 1; i < index->count; i++) {
        if (strcmp(sorted[i].path, sorted[first].path) != 0) {
            first = i;
            continue;
        }
        bm_report_index_row *row = &index->rows[sorted[i].row];
        bm_findings_add(findings, BM_SEVERITY_ERROR, "index-repeated", index->path, row->line,
                        index->file_column, row->file,
                        "line %ld names that file, too; the first row counts",
                        index->rows[sorted[first].row].line);
        row->file = NULL;
    }
    for (size_t i = 0; i < index->count; i++)
        if (index->rows[i].file)
            index->rows[kept++] = index->rows[i];
    index->count = kept;
done:
    free(sorted);
    return status;
}

bm_status bm_report_index_sort(bm_report_index *index, bm_error *error)
{
    bm_status status = sort_paths(index, &index->whole, error);
    if (status)
        return status;
    index->bare = calloc(index->count + 1, sizeof *index->bare);
    for (size_t i = 0; index->bare && i < index->count; i++) {
        char *bare = without_ending(&index->arena, index->whole[i].path);
        if (!bare)
            return bm_error_set(error, BM_ERROR_MEMORY, index->path, 0, "not enough memory");
        index->bare[i] = (bm_index_path){bare, index->whole[i].row};
    }
    if (!index->bare)
        return bm_error_set(error, BM_ERROR_MEMORY, index->path, 0, "not enough memory");
    qsort(index->bare, index->count, sizeof *index->bare, compare_paths);
    return BM_OK;
}
