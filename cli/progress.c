#define _DEFAULT_SOURCE /* TIOCGWINSZ, which POSIX calls tcgetwinsize() since 2024 */
#include "cli/progress.h"

#include "cli/report.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

/** Seconds between two of a kind. */
#define BAR_EVERY_S 0.1
#define LINE_EVERY_S 1.0
/** Columns of a terminal that does not say how many it has, and of the bar. */
enum { USUAL_WIDTH = 80, BAR_MIN = 10, BAR_MAX = 40, TEXT_MAX = 128 };

static double now_s(void)
{
    struct timespec now;
    return clock_gettime(CLOCK_MONOTONIC, &now) == 0
               ? (double)now.tv_sec + (double)now.tv_nsec / 1e9
               : 0;
}

static int terminal_width(void)
{
    struct winsize size;
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return USUAL_WIDTH;
}

static bool is_set(const char *name)
{
    const char *value = getenv(name);
    return value && *value;
}

/* "12 s", "3 min 5 s", "2 h 10 min". */
static void format_time(double seconds, char text[TEXT_MAX])
{
    double whole = ceil(seconds);
    if (!(whole < 1e7))
        (void)snprintf(text, TEXT_MAX, "days");
    else if (whole < 60)
        (void)snprintf(text, TEXT_MAX, "%.0f s", whole);
    else if (whole < 3600)
        (void)snprintf(text, TEXT_MAX, "%ld min %ld s", (long)whole / 60, (long)whole % 60);
    else
        (void)snprintf(text, TEXT_MAX, "%ld h %ld min", (long)whole / 3600, (long)whole / 60 % 60);
}

/* Tenths of slow rates, without the decimal comma of a locale. */
static void format_rate(double rate, char text[TEXT_MAX])
{
    long tenths = lround(fmin(rate, 1e6) * 10);
    if (tenths < 100)
        (void)snprintf(text, TEXT_MAX, "%ld.%ld", tenths / 10, tenths % 10);
    else
        (void)snprintf(text, TEXT_MAX, "%ld", (tenths + 5) / 10);
}

void cli_progress_format(size_t done, size_t total, double elapsed_s, int width, size_t *filled,
                         char text[CLI_PROGRESS_SIZE])
{
    char counts[TEXT_MAX], speed[2 * TEXT_MAX + 32] = "", rate[TEXT_MAX], left[TEXT_MAX];
    (void)snprintf(counts, sizeof counts, "%zu of %zu maps", done, total);
    if (done > 0 && elapsed_s > 0) {
        format_rate((double)done / elapsed_s, rate);
        format_time(elapsed_s / (double)done * (double)(total - done), left);
        (void)snprintf(speed, sizeof speed, ", %s a second, %s left", rate, left);
    }
    *filled = 0;
    if (width > 0 && (int)(strlen(counts) + strlen(speed)) > width)
        speed[0] = '\0';
    int room = width - (int)(strlen(counts) + strlen(speed)) - 3; // the brackets and a blank
    if (room < BAR_MIN) {
        (void)snprintf(text, CLI_PROGRESS_SIZE, "%s%s", counts, speed);
        if (width > 0)
            text[width < CLI_PROGRESS_SIZE ? width : CLI_PROGRESS_SIZE - 1] = '\0';
        return;
    }
    size_t size = (size_t)(room < BAR_MAX ? room : BAR_MAX);
    *filled = done < total ? (size_t)((double)size * (double)done / (double)total) : size;
    char signs[BAR_MAX + 1];
    memset(signs, '.', size);
    memset(signs, '#', *filled);
    signs[size] = '\0';
    (void)snprintf(text, CLI_PROGRESS_SIZE, "[%s] %s%s", signs, counts, speed);
}

void cli_progress_begin(cli_progress *progress, const cli_settings *settings)
{
    *progress = (cli_progress){.begun_s = now_s()};
    if (settings->quiet)
        return;
    const char *terminal = getenv("TERM");
    if (cli_report_is_watched())
        progress->kind = CLI_PROGRESS_BAR;
    else if (settings->progress)
        progress->kind = CLI_PROGRESS_LINES;
    progress->has_escapes = terminal && *terminal && strcmp(terminal, "dumb") != 0;
    progress->has_color = progress->has_escapes && !is_set("NO_COLOR");
    // A bar is there at once, a log has no line of what is done in a second.
    progress->shown_s = progress->begun_s - (progress->kind == CLI_PROGRESS_BAR ? BAR_EVERY_S : 0);
}

static void show_bar(cli_progress *progress, size_t done, size_t total, double elapsed_s)
{
    char text[CLI_PROGRESS_SIZE];
    size_t filled;
    // A line that is full to its end makes some terminals begin another.
    cli_progress_format(done, total, elapsed_s, terminal_width() - 1, &filled, text);
    cli_progress_hide(progress);
    if (progress->has_color && filled > 0)
        (void)fprintf(stderr, "[\033[32m%.*s\033[0m%s", (int)filled, text + 1, text + 1 + filled);
    else
        (void)fputs(text, stderr);
    (void)fflush(stderr);
    progress->is_shown = true;
}

void cli_progress_step(cli_progress *progress, size_t done, size_t total)
{
    if (progress->kind == CLI_PROGRESS_NONE)
        return;
    double now = now_s(), elapsed_s = now - progress->begun_s;
    bool is_bar = progress->kind == CLI_PROGRESS_BAR;
    // The last line of a log says that all is done; a bar is cleared then.
    if (now - progress->shown_s < (is_bar ? BAR_EVERY_S : LINE_EVERY_S) && (is_bar || done < total))
        return;
    progress->shown_s = now;
    if (is_bar) {
        show_bar(progress, done, total, elapsed_s);
        return;
    }
    char text[CLI_PROGRESS_SIZE];
    size_t filled;
    cli_progress_format(done, total, elapsed_s, 0, &filled, text);
    cli_report_note("%s", text);
}

void cli_progress_hide(cli_progress *progress)
{
    if (!progress->is_shown)
        return;
    progress->is_shown = false;
    if (progress->has_escapes) {
        (void)fputs("\r\033[K", stderr);
    } else {
        int width = terminal_width() - 1;
        (void)fprintf(stderr, "\r%*s\r", width > 0 ? width : 1, "");
    }
    (void)fflush(stderr);
}
