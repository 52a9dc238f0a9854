#include "cli/report.h"
#include "cli/run.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PATH_SIZE = 4096 };

/* Path of the second program from where this one is, so that an installed tree may be moved. False
 * when that is not known. */
static bool find_beside(const char *own_name, char path[PATH_SIZE])
{
    char own[PATH_SIZE];
    ssize_t size = readlink("/proc/self/exe", own, sizeof own);
    int length;
    if (size > 0 && size < PATH_SIZE)
        length = (int)size;
    else
        length = snprintf(own, sizeof own, "%s", own_name);
    if (length < 0 || length >= PATH_SIZE)
        return false;
    while (length > 0 && own[length - 1] != '/')
        length--;
    if (length == 0)
        return false;
    length = snprintf(path, PATH_SIZE, "%.*s%s", length, own, BM_DRAW_FROM_PROGRAM);
    return length > 0 && length < PATH_SIZE;
}

cli_exit cli_hand_over(const cli_command *command, const cli_settings *settings)
{
    (void)command;
    char path[PATH_SIZE];
    int reason = ENOENT;
    if (find_beside(settings->argv[0], path)) {
        (void)execv(path, settings->argv);
        reason = errno;
    }
    /* What is there and cannot be run is an error, not a reason to look elsewhere. */
    if (reason == ENOENT) {
        (void)snprintf(path, sizeof path, "%s", BM_DRAW_INSTALLED);
        (void)execv(path, settings->argv);
        reason = errno;
    }
    bm_error error = {0};
    bm_error_set(&error, BM_ERROR_IO, path, 0,
                 "cannot start '%s', which draws maps: %s; install bordermap again", path,
                 strerror(reason));
    return cli_report_error(settings, &error);
}
