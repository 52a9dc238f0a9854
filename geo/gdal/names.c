#include "geo/gdal/names.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

bool bm_gdal_is_database(const char *path)
{
    return strncmp(path, "PG:", 3) == 0;
}

/* "http://", "SQLITE:", "WFS:": letters and a colon. */
static bool has_scheme(const char *path)
{
    size_t length =
        strspn(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-");
    return length > 0 && path[length] == ':';
}

bm_status bm_gdal_check_name(const char *path, char message[BM_ERROR_MESSAGE_SIZE])
{
    struct stat about;
    if (bm_gdal_is_database(path))
        return BM_OK;
    const char *why = NULL;
    if (strncmp(path, "/vsi", 4) == 0)
        why = "GDAL's virtual files are not read";
    else if (has_scheme(path))
        why = "only files and PG: databases are read";
    else if (strpbrk(path, "{<"))
        why = "only files are read, no data in their place";
    else if (stat(path, &about) != 0)
        why = strerror(errno);
    else if (!S_ISREG(about.st_mode))
        why = "not a regular file";
    if (!why)
        return BM_OK;
    snprintf(message, BM_ERROR_MESSAGE_SIZE, "cannot open '%.120s': %s", path, why);
    return BM_ERROR_IO;
}
