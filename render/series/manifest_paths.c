#include "render/series/manifest.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/strbuf.h"
#include "base/utf8.h"

enum { PATH_SIZE = 4096 };

/* Append the components of a path to one from / on: without ".", and ".." takes one away. Links are
 * not looked at. */
static void append_components(bm_strbuf *whole, const char *path)
{
    while (*path) {
        size_t length = strcspn(path, "/");
        if (length == 2 && memcmp(path, "..", 2) == 0) {
            const char *slash = whole->length ? strrchr(whole->text, '/') : NULL;
            whole->length = slash ? (size_t)(slash - whole->text) : 0;
            if (whole->text)
                whole->text[whole->length] = '\0';
        } else if (length > 0 && !(length == 1 && *path == '.')) {
            bm_strbuf_append_char(whole, '/');
            bm_strbuf_append_n(whole, path, length);
        }
        path += length + (path[length] == '/');
    }
}

static bm_status make_absolute(const char *path, bm_strbuf *whole, bm_error *error)
{
    char here[PATH_SIZE];
    if (*path != '/') {
        if (!getcwd(here, sizeof here))
            return bm_error_set(error, BM_ERROR_IO, path, 0, "cannot tell where '%s' is: %s", path,
                                strerror(errno));
        append_components(whole, here);
    }
    append_components(whole, path);
    return whole->failed ? bm_manifest_no_memory(error) : BM_OK;
}

static bm_status find_root(bm_manifest *manifest, bm_error *error)
{
    if (manifest->root)
        return BM_OK;
    bm_strbuf whole = {0};
    bm_status status = make_absolute(manifest->folder, &whole, error);
    if (!status && !(manifest->root = bm_arena_strdup(&manifest->arena, bm_strbuf_text(&whole))))
        status = bm_manifest_no_memory(error);
    bm_strbuf_finish(&whole);
    return status;
}

/* Whether a name is that of the manifest, or of its journal. */
static bool is_own(const bm_manifest *manifest, const char *name)
{
    const char *slash = strrchr(manifest->path, '/');
    const char *own = slash ? slash + 1 : manifest->path;
    size_t length = strlen(own);
    return strncmp(name, own, length) == 0 &&
           (!name[length] || strcmp(name + length, BM_MANIFEST_JOURNAL) == 0);
}

bm_status bm_manifest_relative(bm_manifest *manifest, const char *path, const char **name,
                               bm_error *error)
{
    bm_strbuf whole = {0};
    *name = NULL;
    bm_status status = find_root(manifest, error);
    if (!status)
        status = make_absolute(path, &whole, error);
    if (status)
        goto done;
    const char *text = bm_strbuf_text(&whole);
    size_t length = strlen(manifest->root);
    if (strncmp(text, manifest->root, length) != 0 || text[length] != '/')
        status = bm_error_set(error, BM_ERROR_ARGUMENT, path, 0,
                              "'%s' is not below the folder of the manifest '%s', which names "
                              "files from there on",
                              path, manifest->path);
    else if (is_own(manifest, text + length + 1))
        status = bm_error_set(error, BM_ERROR_ARGUMENT, path, 0,
                              "'%s' is the manifest: no map may be written over it", path);
    else if (!bm_utf8_is_valid(text + length))
        status = bm_error_set(error, BM_ERROR_ARGUMENT, path, 0,
                              "'%s' is not UTF-8, and a manifest is", path);
    else if (strlen(text + length + 1) > BM_MANIFEST_NAME_MAX)
        status = bm_error_set(error, BM_ERROR_LIMIT, path, 0, "'%s' is too long", path);
    else if (!(*name = bm_arena_strdup(&manifest->arena, text + length + 1)))
        status = bm_manifest_no_memory(error);
done:
    bm_strbuf_finish(&whole);
    return status;
}

char *bm_manifest_path_of(const bm_manifest *manifest, const char *name)
{
    bm_strbuf whole = {0};
    if (strcmp(manifest->folder, ".") != 0) {
        bm_strbuf_append(&whole, strcmp(manifest->folder, "/") == 0 ? "" : manifest->folder);
        bm_strbuf_append_char(&whole, '/');
    }
    bm_strbuf_append(&whole, name);
    if (whole.failed) {
        bm_strbuf_finish(&whole);
        return NULL;
    }
    return whole.text;
}

bm_status bm_manifest_hash(const char *path, int64_t *bytes, char sha256[BM_SHA256_SIZE],
                           bm_error *error)
{
    struct stat info;
    *bytes = 0;
    sha256[0] = '\0';
    if (stat(path, &info) != 0)
        return bm_error_set(error,
                            errno == ENOENT || errno == ENOTDIR ? BM_ERROR_NOT_FOUND : BM_ERROR_IO,
                            path, 0, "cannot open '%s': %s", path, strerror(errno));
    /* To open anything else may take for ever. */
    if (!S_ISREG(info.st_mode))
        return bm_error_set(error, BM_ERROR_IO, path, 0, "'%s' is not a file", path);
    return bm_digest_file(path, sha256, bytes, error);
}

bool bm_manifest_is_intact(const bm_manifest *manifest, const bm_manifest_file *file)
{
    char sha256[BM_SHA256_SIZE];
    int64_t bytes;
    struct stat info;
    char *path = bm_manifest_path_of(manifest, file->name);
    bool is_intact = path && stat(path, &info) == 0 && info.st_size == file->bytes &&
                     bm_manifest_hash(path, &bytes, sha256, NULL) == BM_OK &&
                     bytes == file->bytes && strcmp(sha256, file->sha256) == 0;
    free(path);
    return is_intact;
}
