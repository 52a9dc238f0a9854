#include "render/series/manifest.h"

#include <bordermap/data.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/digest.h"
#include "base/strbuf.h"
#include "base/utf8.h"

enum { PATH_SIZE = 4096, FOLDER_FILES_MAX = 5000, SHIPPED_MAX = 64 };

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool is_manifest(const bm_manifest *manifest, const char *path)
{
    struct stat own, other;
    return stat(manifest->path, &own) == 0 && stat(path, &other) == 0 &&
           own.st_dev == other.st_dev && own.st_ino == other.st_ino;
}

static bm_status add_file(bm_manifest *manifest, const char *role, const char *path,
                          bm_error *error)
{
    char sha256[BM_SHA256_SIZE];
    char name[PATH_SIZE];
    bm_manifest_file file = {.role = role, .name = name, .sha256 = sha256}, copy;
    if (is_manifest(manifest, path))
        return bm_error_set(error, BM_ERROR_ARGUMENT, path, 0,
                            "the manifest '%s' would replace an input", manifest->path);
    bm_status status = bm_manifest_hash(path, &file.bytes, sha256, error);
    if (status)
        return status == BM_ERROR_NOT_FOUND
                   ? bm_error_set(error, BM_ERROR_IO, path, 0, "cannot open '%s'", path)
                   : status;
    const char *own = base_name(path);
    if (bm_utf8_is_valid(own))
        (void)snprintf(name, sizeof name, "%s", own);
    else
        bm_utf8_escape(own, name, sizeof name);
    if (!bm_manifest_copy_file(manifest, &file, &copy) ||
        !bm_manifest_append_file(&manifest->inputs, &copy))
        return bm_manifest_no_memory(error);
    return BM_OK;
}

/* Files that a reader opens besides the one that it is given: `ending` in place of its own, or
 * behind the whole name. */
static bm_status add_companions(bm_manifest *manifest, const char *role, const char *path,
                                bm_error *error)
{
    static const char *const in_place[] = {".shx", ".dbf", ".prj",  ".cpg", ".tfw",  ".tifw",
                                           ".wld", ".pgw", ".pngw", ".jgw", ".jpgw", ".jpegw"};
    static const char *const behind[] = {".aux.xml", ".ovr", ".msk"};
    char beside[PATH_SIZE];
    struct stat info;
    const char *dot = strrchr(base_name(path), '.');
    int stem = dot ? (int)(dot - path) : (int)strlen(path);
    bm_status status = BM_OK;
    for (size_t i = 0; i < sizeof in_place / sizeof *in_place && !status; i++) {
        int length = snprintf(beside, sizeof beside, "%.*s%s", stem, path, in_place[i]);
        if (length > 0 && length < PATH_SIZE && strcmp(beside, path) != 0 &&
            stat(beside, &info) == 0)
            status = add_file(manifest, role, beside, error);
    }
    for (size_t i = 0; i < sizeof behind / sizeof *behind && !status; i++) {
        int length = snprintf(beside, sizeof beside, "%s%s", path, behind[i]);
        if (length > 0 && length < PATH_SIZE && stat(beside, &info) == 0)
            status = add_file(manifest, role, beside, error);
    }
    return status;
}

static bool has_companions(const char *path)
{
    static const char *const endings[] = {".shp", ".tif", ".tiff", ".png", ".jpg", ".jpeg"};
    const char *dot = strrchr(base_name(path), '.');
    for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++)
        if (strcasecmp(dot, endings[i]) == 0)
            return true;
    return false;
}

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

/* The files of a folder, by name: what is read of it is not known here. */
static bm_status add_folder(bm_manifest *manifest, const char *role, const char *folder,
                            bm_error *error)
{
    bm_manifest_texts names = {0};
    bm_status status = BM_OK;
    DIR *directory = opendir(folder);
    if (!directory)
        return bm_error_set(error, BM_ERROR_IO, folder, 0, "cannot open '%s'", folder);
    for (struct dirent *entry; !status && (entry = readdir(directory));) {
        if (entry->d_name[0] == '.')
            continue;
        if (names.count == FOLDER_FILES_MAX)
            status = bm_error_set(error, BM_ERROR_LIMIT, folder, 0,
                                  "'%s' has more than %d files, too many for a manifest", folder,
                                  FOLDER_FILES_MAX);
        else if (!bm_manifest_append_text(&names, bm_arena_strdup(&manifest->arena, entry->d_name)))
            status = bm_manifest_no_memory(error);
    }
    closedir(directory);
    if (names.count)
        qsort(names.items, names.count, sizeof *names.items, compare_names);
    for (size_t i = 0; i < names.count && !status; i++) {
        char path[PATH_SIZE];
        struct stat info;
        int length = snprintf(path, sizeof path, "%s/%s", folder, names.items[i]);
        if (length > 0 && length < PATH_SIZE && stat(path, &info) == 0 && S_ISREG(info.st_mode))
            status = add_file(manifest, role, path, error);
    }
    free(names.items);
    return status;
}

bm_status bm_manifest_add_input(bm_manifest *manifest, const char *role, const char *path,
                                bm_error *error)
{
    struct stat info;
    if (strcmp(path, "-") == 0)
        return bm_error_set(error, BM_ERROR_UNSUPPORTED, NULL, 0,
                            "standard input cannot be read again for a manifest: use a file");
    if (strncmp(path, "PG:", 3) == 0)
        return bm_error_set(error, BM_ERROR_UNSUPPORTED, NULL, 0,
                            "a database has no hash for a manifest: export it to a file first");
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
        return add_folder(manifest, role, path, error);
    bm_status status = add_file(manifest, role, path, error);
    if (!status && has_companions(path))
        status = add_companions(manifest, role, path, error);
    return status;
}

/* The hash of shipped files, one after the other; those that are not there are passed over. */
static bm_status hash_shipped(bm_manifest *manifest, const char *const *names, const char **sha256,
                              bm_error *error)
{
    char(*paths)[PATH_SIZE] = calloc(SHIPPED_MAX, PATH_SIZE);
    const char *found[SHIPPED_MAX];
    char text[BM_DIGEST_SIZE];
    size_t count = 0;
    if (!paths)
        return bm_manifest_no_memory(error);
    for (; *names && count < SHIPPED_MAX; names++) {
        char name[64];
        (void)snprintf(name, sizeof name, "shapefiles/%s", *names);
        if (bm_data_path(name, paths[count], PATH_SIZE, NULL) == BM_OK) {
            found[count] = paths[count];
            count++;
        }
    }
    bm_status status = bm_digest_files(found, count, text, error);
    free(paths);
    if (!status && !(*sha256 = bm_arena_strdup(&manifest->arena, text)))
        status = bm_manifest_no_memory(error);
    return status;
}

bm_status bm_manifest_add_shipped(bm_manifest *manifest, bm_error *error)
{
    static const char *const gazetteer[] = {"border_places.shp",
                                            "border_places.dbf",
                                            "border_places.cpg",
                                            "places.shp",
                                            "places.dbf",
                                            "places.cpg",
                                            "areas.shp",
                                            "areas.dbf",
                                            "areas.cpg",
                                            "units.shp",
                                            "units.dbf",
                                            "units.cpg",
                                            "place_names.dbf",
                                            "place_names.cpg",
                                            "aliases.txt",
                                            "admin_codes.txt",
                                            NULL};
    static const char *const layers[] = {
        "countries.shp",     "countries.shx",     "countries.dbf",    "countries.prj",
        "oblasts.shp",       "oblasts.shx",       "oblasts.dbf",      "oblasts.prj",
        "oblast_lines.shp",  "oblast_lines.shx",  "oblast_lines.dbf", "oblast_lines.prj",
        "rivers.shp",        "rivers.shx",        "rivers.dbf",       "rivers.prj",
        "lakes.shp",         "lakes.shx",         "lakes.dbf",        "lakes.prj",
        "border_places.shp", "border_places.dbf", "europe.shp",       "europe.shx",
        "europe.dbf",        "europe.prj",        "credits.txt",      NULL};
    bm_status status = hash_shipped(manifest, gazetteer, &manifest->gazetteer, error);
    return status ? status : hash_shipped(manifest, layers, &manifest->layers, error);
}
