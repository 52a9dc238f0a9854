#define _GNU_SOURCE /* sched_getaffinity */
#include "base/processors.h"

#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/** Where Linux shows control groups, version 2. */
#define GROUPS "/sys/fs/cgroup"

enum { PATH_SIZE = 1024 };

static bool read_line(const char *path, char *line, int size)
{
    FILE *file = fopen(path, "re");
    if (!file)
        return false;
    bool fine = fgets(line, size, file) != NULL;
    (void)fclose(file);
    return fine;
}

/* A container with a tenth of a processor still has one. */
static size_t quota_of(const char *group, size_t count)
{
    char path[PATH_SIZE + 32], line[64];
    unsigned long long quota, period;
    (void)snprintf(path, sizeof path, GROUPS "%s/cpu.max", group);
    if (!read_line(path, line, sizeof line) || sscanf(line, "%llu %llu", &quota, &period) != 2 ||
        period == 0 || quota == 0)
        return count;
    unsigned long long paid = (quota + period - 1) / period;
    return paid < count ? (size_t)paid : count;
}

/* The quotas of the group and of all that it lies within. */
static size_t limit_by_groups(size_t count)
{
    char line[PATH_SIZE];
    if (!read_line("/proc/self/cgroup", line, sizeof line) || strncmp(line, "0::/", 4) != 0)
        return count;
    char *group = line + 3;
    group[strcspn(group, "\n")] = '\0';
    for (char *end = group + strlen(group); end > group; end = strrchr(group, '/')) {
        *end = '\0';
        count = quota_of(group, count);
    }
    return quota_of("", count);
}

size_t bm_affinity_count(void)
{
#ifdef __linux__
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0)
        return (size_t)CPU_COUNT(&set);
#endif
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 1 ? (size_t)online : 1;
}

size_t bm_processor_count(void)
{
    return limit_by_groups(bm_affinity_count());
}
