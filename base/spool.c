#include "base/spool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"

#include <bordermap/data.h>

enum { BLOCK = 1 << 20 };

static bm_status copy(int from, const char *shown, FILE *file, char *buffer, bm_error *error)
{
    for (;;) {
        ssize_t got = read(from, buffer, BLOCK);
        if (got == 0)
            break;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return bm_error_set(error, BM_ERROR_IO, shown, 0, "cannot read '%s': %s", shown,
                                strerror(errno));
        if (fwrite(buffer, 1, (size_t)got, file) != (size_t)got)
            return bm_error_set(error, BM_ERROR_IO, shown, 0, "cannot keep %s: %s", shown,
                                strerror(errno));
    }
    return fflush(file) == 0 ? BM_OK
                             : bm_error_set(error, BM_ERROR_IO, shown, 0, "cannot keep %s: %s",
                                            shown, strerror(errno));
}

bm_status bm_spool(int from, const char *shown, int *kept, bm_error *error)
{
    *kept = -1;
    char *buffer = malloc(BLOCK);
    if (!buffer)
        return bm_error_set(error, BM_ERROR_MEMORY, shown, 0, "out of memory");
    FILE *file = tmpfile();
    bm_status status = file ? copy(from, shown, file, buffer, error)
                            : bm_error_set(error, BM_ERROR_IO, shown, 0, "cannot keep %s: %s",
                                           shown, strerror(errno));
    if (!status && ((*kept = dup(fileno(file))) < 0 || lseek(*kept, 0, SEEK_SET) != 0))
        status = bm_error_set(error, BM_ERROR_IO, shown, 0, "cannot keep %s: %s", shown,
                              strerror(errno));
    if (status && *kept >= 0) {
        (void)close(*kept);
        *kept = -1;
    }
    if (file)
        (void)fclose(file);
    free(buffer);
    return status;
}

bm_status bm_standard_input_keep(bm_error *error)
{
    static const char shown[] = "standard input";
    struct stat about;
    if (fstat(STDIN_FILENO, &about) != 0)
        return bm_error_set(error, BM_ERROR_IO, shown, 0, "cannot read '%s': %s", shown,
                            strerror(errno));
    if (S_ISREG(about.st_mode) && lseek(STDIN_FILENO, 0, SEEK_CUR) == 0)
        return BM_OK;
    int kept = -1;
    bm_status status = bm_spool(STDIN_FILENO, shown, &kept, error);
    if (!status && dup2(kept, STDIN_FILENO) < 0)
        status = bm_error_set(error, BM_ERROR_IO, shown, 0, "cannot keep %s: %s", shown,
                              strerror(errno));
    if (kept >= 0)
        (void)close(kept);
    return status;
}

bm_status bm_standard_input_hash(char sha256[BM_FILE_HASH_SIZE], int64_t *bytes, bm_error *error)
{
    char buffer[32768];
    *sha256 = '\0';
    *bytes = 0;
    bm_digest *digest = bm_digest_new();
    if (!digest)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    bm_status status = BM_OK;
    off_t at = 0;
    for (;;) {
        ssize_t got = pread(STDIN_FILENO, buffer, sizeof buffer, at);
        if (got == 0)
            break;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            status = bm_error_set(error, BM_ERROR_IO, NULL, 0, "cannot read 'standard input': %s",
                                  strerror(errno));
            break;
        }
        bm_digest_add(digest, buffer, (size_t)got);
        at += got;
    }
    bm_digest_end(digest, sha256, bytes);
    if (status)
        *sha256 = '\0';
    return status;
}
