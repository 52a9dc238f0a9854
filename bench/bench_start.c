/* How long whole processes take, from fork to exit: the program beside `true`, which does nothing.
 *
 * usage: bench_start PROGRAM DRAW_TABLE [GAZETTEER.gaz] */
#define _GNU_SOURCE /* wait4, environ */
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 41, SLOW_ROUNDS = 9, ARGUMENTS_MAX = 8 };

static double wall_ms(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return 0;
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

/* Milliseconds of one run, output thrown away; negative when it cannot be run. `memory_kib` is the
 * largest resident size. */
static double run_once(const char *const *arguments, long *memory_kib)
{
    posix_spawn_file_actions_t actions;
    pid_t child;
    int status = -1;
    struct rusage usage = {0};
    if (posix_spawn_file_actions_init(&actions) != 0)
        return -1;
    (void)posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    double start = wall_ms();
    bool ran = posix_spawnp(&child, arguments[0], &actions, NULL,
                            (char *const *)(uintptr_t)arguments, environ) == 0 &&
               wait4(child, &status, 0, &usage) == child;
    double took = wall_ms() - start;
    (void)posix_spawn_file_actions_destroy(&actions);
    if (!ran || !WIFEXITED(status) || WEXITSTATUS(status) > 1)
        return -1;
    *memory_kib = usage.ru_maxrss;
    return took;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static bool measure(const char *title, const char *const *arguments, int rounds)
{
    double took[ROUNDS];
    long memory_kib = 0;
    /* The first makes what is kept for the others. */
    double first = run_once(arguments, &memory_kib);
    for (int i = 0; i < rounds; i++)
        if ((took[i] = run_once(arguments, &memory_kib)) < 0)
            return false;
    qsort(took, (size_t)rounds, sizeof *took, compare);
    printf("%-28s %8.2f ms   fastest %8.2f   first %8.2f   %6.1f MiB\n", title, took[rounds / 2],
           took[0], first, (double)memory_kib / 1024);
    return first >= 0;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        (void)fprintf(stderr, "usage: bench_start PROGRAM EVENTS [GAZETTEER]\n");
        return 2;
    }
    char cache[] = "/tmp/bordermap-bench-XXXXXX";
    char output[64];
    if (!mkdtemp(cache) || setenv("BORDERMAP_CACHE", cache, 1) != 0)
        return 3;
    (void)snprintf(output, sizeof output, "%s/map.png", cache);
    const char *program = argv[1];
    const char *events = argv[2];
    const char *gazetteer = argc > 3 ? argv[3] : NULL;
    const struct {
        const char *title;
        int rounds;
        const char *arguments[ARGUMENTS_MAX];
    } runs[] = {
        {"true", ROUNDS, {"true"}},
        {"--version", ROUNDS, {program, "--version"}},
        {"locate", ROUNDS, {program, "locate", "Kopani"}},
        {"locate --gazetteer", ROUNDS, {program, "locate", "Kopani", "--gazetteer", gazetteer}},
        {"locate --gazetteer, alone",
         ROUNDS,
         {program, "locate", "Kopani", "--no-shipped", "--gazetteer", gazetteer}},
        {"export", ROUNDS, {program, "export", events, "-o", "-", "--quiet"}},
        {"map", SLOW_ROUNDS, {program, "map", events, "-o", output, "--quiet"}},
    };
    bool fine = true;
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        bool needs_gazetteer = strstr(runs[i].title, "--gazetteer") != NULL;
        if (needs_gazetteer && !gazetteer)
            continue;
        if (measure(runs[i].title, runs[i].arguments, runs[i].rounds))
            continue;
        (void)fprintf(stderr, "bench_start: %s cannot be run\n", runs[i].title);
        fine = false;
    }
    /* What is left in the folder: the map and the images. */
    const char *const sweep[] = {"rm", "-rf", cache, NULL};
    long memory_kib;
    return run_once(sweep, &memory_kib) >= 0 && fine ? 0 : 3;
}
