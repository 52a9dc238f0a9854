#include "base/digest.h"

#include "base/sha256.h"

#include <bordermap/data.h>

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>

static bm_status add_file(bm_sha256 *context, const char *path, int64_t *bytes, bm_error *error)
{
    unsigned char buffer[32768];
    FILE *file = fopen(path, "rb");
    if (!file)
        return bm_error_set(error, BM_ERROR_IO, path, 0, "cannot open '%s': %s", path,
                            strerror(errno));
    size_t size;
    while ((size = fread(buffer, 1, sizeof buffer, file)) > 0) {
        bm_sha256_add(context, buffer, size);
        *bytes += (int64_t)size;
    }
    bm_status status = BM_OK;
    if (ferror(file))
        status = bm_error_set(error, BM_ERROR_IO, path, 0, "cannot read '%s': %s", path,
                              strerror(errno));
    fclose(file);
    return status;
}

static void end_text(bm_sha256 *context, char text[BM_DIGEST_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char sum[BM_SHA256_BYTES];
    bm_sha256_end(context, sum);
    for (size_t i = 0; i < sizeof sum; i++) {
        text[2 * i] = digits[sum[i] >> 4];
        text[2 * i + 1] = digits[sum[i] & 15];
    }
    text[BM_DIGEST_SIZE - 1] = '\0';
}

bm_status bm_digest_file(const char *path, char text[BM_DIGEST_SIZE], int64_t *bytes,
                         bm_error *error)
{
    bm_sha256 context;
    text[0] = '\0';
    *bytes = 0;
    bm_sha256_begin(&context, true);
    bm_status status = add_file(&context, path, bytes, error);
    if (!status)
        end_text(&context, text);
    return status;
}

bm_status bm_file_hash(const char *path, char sha256[BM_FILE_HASH_SIZE], int64_t *bytes,
                       bm_error *error)
{
    struct stat about;
    /* A device may have no end, and what is read from a pipe is gone. */
    if (stat(path, &about) == 0 && !S_ISREG(about.st_mode))
        return bm_error_set(error, BM_ERROR_ARGUMENT, path, 0, "'%s' is no file", path);
    return bm_digest_file(path, sha256, bytes, error);
}

bm_status bm_digest_files(const char *const *paths, size_t count, char text[BM_DIGEST_SIZE],
                          bm_error *error)
{
    bm_sha256 context;
    int64_t bytes = 0;
    text[0] = '\0';
    bm_sha256_begin(&context, true);
    for (size_t i = 0; i < count; i++) {
        bm_status status = add_file(&context, paths[i], &bytes, error);
        if (status)
            return status;
    }
    end_text(&context, text);
    return BM_OK;
}

struct bm_digest {
    bm_sha256 context;
    int64_t bytes;
};

bm_digest *bm_digest_new(void)
{
    bm_digest *made = calloc(1, sizeof *made);
    if (made)
        bm_sha256_begin(&made->context, true);
    return made;
}

void bm_digest_add(bm_digest *digest, const void *bytes, size_t size)
{
    bm_sha256_add(&digest->context, bytes, size);
    digest->bytes += (int64_t)size;
}

void bm_digest_end(bm_digest *digest, char text[BM_DIGEST_SIZE], int64_t *bytes)
{
    end_text(&digest->context, text);
    *bytes = digest->bytes;
    free(digest);
}
