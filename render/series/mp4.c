#define _DEFAULT_SOURCE /* MSG_NOSIGNAL */
/* MP4 by the program ffmpeg, which is given raw frames and no shell. It writes to a nameless file:
 * an MP4 is not written from front to back, and nothing is left of one that is not finished. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "render/series/animator.h"

extern char **environ;

/** Numbers that the child's files have. */
enum { MADE = 3, ARGUMENT_SIZE = 64, COPY_SIZE = 1 << 16 };

typedef struct mp4 {
    bm_animator base;
    const bm_animation_job *job;
    FILE *made, *words; /**< what ffmpeg makes, and what it says */
    int frames;         /**< takes them; −1 when closed */
    pid_t child;        /**< 0 when it has ended */
} mp4;

static bm_status fail_system(bm_error *error, const char *what)
{
    return bm_error_set(error, BM_ERROR_IO, NULL, 0, "cannot %s for ffmpeg: %s", what,
                        strerror(errno));
}

/* The last line that ffmpeg wrote, for whoever asks why. */
static bm_status fail_with_words(const mp4 *self, bm_error *error)
{
    char line[256] = "", last[256] = "it does not say why";
    rewind(self->words);
    while (fgets(line, sizeof line, self->words)) {
        line[strcspn(line, "\r\n")] = '\0';
        if (*line)
            memcpy(last, line, sizeof last);
    }
    return bm_error_set(error, BM_ERROR_IO, NULL, 0,
                        "ffmpeg cannot make the .mp4: %s; say .gif or .apng", last);
}

static bm_status start(mp4 *self, int input, bm_error *error)
{
    const bm_animation_job *job = self->job;
    char size[ARGUMENT_SIZE], rate[ARGUMENT_SIZE];
    (void)snprintf(size, sizeof size, "%dx%d", job->width, job->height);
    (void)snprintf(rate, sizeof rate, "1000/%d", job->frame_ms);
    /* What would differ from machine to machine or from day to day is fixed: threads, dates, the
     * encoder's name. Sides are made even, as the colours of H.264 want them. */
    const char *arguments[] = {"ffmpeg",
                               "-hide_banner",
                               "-nostdin",
                               "-loglevel",
                               "error",
                               "-y",
                               "-f",
                               "rawvideo",
                               "-pixel_format",
                               "bgr0",
                               "-video_size",
                               size,
                               "-framerate",
                               rate,
                               "-i",
                               "pipe:0",
                               "-an",
                               "-vf",
                               "pad=ceil(iw/2)*2:ceil(ih/2)*2:color=white",
                               "-c:v",
                               "libx264",
                               "-preset",
                               "medium",
                               "-tune",
                               "animation",
                               "-crf",
                               "18",
                               "-pix_fmt",
                               "yuv420p",
                               "-threads",
                               "4",
                               "-map_metadata",
                               "-1",
                               "-fflags",
                               "+bitexact",
                               "-flags:v",
                               "+bitexact",
                               "-movflags",
                               "+faststart",
                               "-f",
                               "mp4",
                               "/dev/fd/3",
                               NULL};
    posix_spawn_file_actions_t actions;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    int failed = posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    if (!failed)
        failed = posix_spawn_file_actions_adddup2(&actions, fileno(self->words), STDERR_FILENO);
    if (!failed)
        failed = posix_spawn_file_actions_adddup2(&actions, fileno(self->words), STDOUT_FILENO);
    if (!failed)
        failed = posix_spawn_file_actions_adddup2(&actions, fileno(self->made), MADE);
    if (!failed)
        /* cast-qual: posix_spawnp() does not write to its arguments */
        failed = posix_spawnp(&self->child, "ffmpeg", &actions, NULL,
                              (char *const *)(uintptr_t)arguments, environ);
    (void)posix_spawn_file_actions_destroy(&actions);
    if (!failed)
        return BM_OK;
    self->child = 0;
    errno = failed;
    if (failed == ENOENT)
        return bm_error_set(error, BM_ERROR_NOT_FOUND, NULL, 0,
                            "an .mp4 needs the program ffmpeg, which is not there: install it "
                            "(Debian: ffmpeg), or say .gif or .apng");
    return fail_system(error, "start the program");
}

/* True when it made what it was to make. */
static bool wait_for(mp4 *self)
{
    int state = 0;
    if (self->frames >= 0)
        (void)close(self->frames);
    self->frames = -1;
    pid_t child = self->child;
    self->child = 0;
    while (child > 0 && waitpid(child, &state, 0) < 0)
        if (errno != EINTR)
            return false;
    return child > 0 && WIFEXITED(state) && WEXITSTATUS(state) == 0;
}

static bm_status add(bm_animator *base, bm_animation_frame frame, bm_error *error)
{
    mp4 *self = (mp4 *)base;
    size_t size = (size_t)self->job->width * sizeof *frame.pixels;
    for (int y = 0; y < self->job->height; y++) {
        const char *row = (const char *)(frame.pixels + (size_t)y * frame.stride);
        for (size_t sent = 0; sent < size;) {
            /* A socket rather than a pipe, for no signal comes when ffmpeg has ended. */
            ssize_t count = send(self->frames, row + sent, size - sent, MSG_NOSIGNAL);
            if (count < 0 && errno == EINTR)
                continue;
            if (count <= 0) {
                (void)wait_for(self);
                return fail_with_words(self, error);
            }
            sent += (size_t)count;
        }
    }
    return BM_OK;
}

static bm_status finish(bm_animator *base, bm_error *error)
{
    mp4 *self = (mp4 *)base;
    char bytes[COPY_SIZE];
    size_t count;
    if (!wait_for(self))
        return fail_with_words(self, error);
    rewind(self->made);
    while ((count = fread(bytes, 1, sizeof bytes, self->made)) > 0)
        (void)bm_sink_write(self->job->sink, bytes, count);
    return ferror(self->made) ? fail_system(error, "read what was made") : BM_OK;
}

static void discard(bm_animator *base)
{
    mp4 *self = (mp4 *)base;
    (void)wait_for(self);
    if (self->made)
        (void)fclose(self->made);
    if (self->words)
        (void)fclose(self->words);
    free(self);
}

bm_status bm_mp4_begin(const bm_animation_job *job, bm_animator **made, bm_error *error)
{
    int ends[2] = {-1, -1};
    *made = NULL;
    mp4 *self = calloc(1, sizeof *self);
    if (!self)
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "out of memory");
    *self = (mp4){.base = {.add = add, .finish = finish, .discard = discard},
                  .job = job,
                  .made = tmpfile(),
                  .words = tmpfile(),
                  .frames = -1};
    bm_status status = BM_OK;
    if (!self->made || !self->words || socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        status = fail_system(error, "make files");
    if (!status) {
        self->frames = ends[1];
        if (fcntl(ends[1], F_SETFD, FD_CLOEXEC) != 0)
            status = fail_system(error, "make files");
    }
    if (!status)
        status = start(self, ends[0], error);
    if (ends[0] >= 0)
        (void)close(ends[0]);
    if (status)
        discard(&self->base);
    else
        *made = &self->base;
    return status;
}
