#define _GNU_SOURCE /* CLOCK_REALTIME_COARSE */
#include "base/cache.h"

#define XXH_INLINE_ALL
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <xxhash.h>

/* By this clock the kernel dates files. */
#ifdef CLOCK_REALTIME_COARSE
static const clockid_t FILE_CLOCK = CLOCK_REALTIME_COARSE;
#else
static const clockid_t FILE_CLOCK = CLOCK_REALTIME;
#endif
/* Its ticks are 10 ms apart or less. */
static const long TICK_NS = 10000000;
static const long SECOND_NS = 1000000000;
enum { WAITS_MAX = 4 };
static const time_t DAY_S = 24 * 60 * 60;

bool bm_cache_folder(char *path, size_t size)
{
    const char *chosen = getenv("BORDERMAP_CACHE");
    const char *caches = getenv("XDG_CACHE_HOME");
    const char *home = getenv("HOME");
    int length;
    if (chosen)
        length = *chosen ? snprintf(path, size, "%s", chosen) : -1;
    else if (caches && *caches == '/')
        length = snprintf(path, size, "%s/bordermap", caches);
    else if (home && *home == '/')
        length = snprintf(path, size, "%s/.cache/bordermap", home);
    else
        length = -1;
    if (length >= 0 && (size_t)length < size)
        return true;
    if (size > 0)
        *path = '\0';
    return false;
}

/* What is known of a file without reading it. */
static void digest_facts(XXH3_state_t *sum, const char *path, const struct stat *facts)
{
    const uint64_t numbers[] = {(uint64_t)facts->st_dev,          (uint64_t)facts->st_ino,
                                (uint64_t)facts->st_size,         (uint64_t)facts->st_mtim.tv_sec,
                                (uint64_t)facts->st_mtim.tv_nsec, (uint64_t)facts->st_ctim.tv_sec,
                                (uint64_t)facts->st_ctim.tv_nsec};
    XXH3_128bits_update(sum, path, strlen(path) + 1);
    XXH3_128bits_update(sum, numbers, sizeof numbers);
}

/* True when the file was changed within the last tick: once more, and nothing would show it. */
static bool is_fresh(const struct stat *facts)
{
    struct timespec now;
    if (clock_gettime(FILE_CLOCK, &now) != 0)
        return false;
    time_t seconds = now.tv_sec - facts->st_ctim.tv_sec;
    if (seconds < 0 || seconds > 1)
        return false;
    return seconds * SECOND_NS + now.tv_nsec - facts->st_ctim.tv_nsec < TICK_NS;
}

static bool look_at(const char *path, struct stat *facts)
{
    const struct timespec tick = {.tv_nsec = TICK_NS};
    bool found = stat(path, facts) == 0;
    for (int i = 0; i < WAITS_MAX && found && is_fresh(facts); i++) {
        (void)nanosleep(&tick, NULL);
        found = stat(path, facts) == 0;
    }
    return found && S_ISREG(facts->st_mode);
}

static bool ends_with(const char *path, const char *ending)
{
    size_t length = strlen(path);
    size_t tail = strlen(ending);
    return length > tail && strcasecmp(path + length - tail, ending) == 0;
}

/* The file beside `path` with another ending counts, there or not; as a layer is opened, one in
 * small letters goes before one in capitals. */
static void digest_sibling(XXH3_state_t *sum, char *path, const char *lower, const char *upper)
{
    char *ending = path + strlen(path) - strlen(lower);
    struct stat facts;
    memcpy(ending, lower, strlen(lower));
    bool found = look_at(path, &facts);
    if (!found) {
        memcpy(ending, upper, strlen(upper));
        found = look_at(path, &facts);
    }
    if (found)
        digest_facts(sum, path, &facts);
    else
        XXH3_128bits_update(sum, lower, strlen(lower) + 1);
}

static bool digest_file(XXH3_state_t *sum, const char *path)
{
    struct stat facts;
    if (!look_at(path, &facts))
        return false;
    /* The files beside it are looked for by the name it was given. */
    char *given = strdup(path);
    char *resolved = realpath(path, NULL);
    bool known = given && resolved;
    if (known) {
        digest_facts(sum, resolved, &facts);
        bool is_shapes = ends_with(path, ".shp");
        if (is_shapes) {
            digest_sibling(sum, given, ".shx", ".SHX");
            digest_sibling(sum, given, ".dbf", ".DBF");
            digest_sibling(sum, given, ".prj", ".PRJ");
        }
        if (is_shapes || ends_with(path, ".dbf"))
            digest_sibling(sum, given, ".cpg", ".CPG");
    }
    free(resolved);
    free(given);
    return known;
}

bool bm_cache_key(const char *const *paths, size_t count, const char *salt,
                  char key[BM_CACHE_KEY_SIZE])
{
    XXH3_state_t sum;
    XXH3_INITSTATE(&sum);
    XXH3_128bits_reset(&sum);
    XXH3_128bits_update(&sum, salt, strlen(salt) + 1);
    for (size_t i = 0; i < count; i++)
        if (!digest_file(&sum, paths[i]))
            return false;
    XXH128_hash_t hash = XXH3_128bits_digest(&sum);
    (void)snprintf(key, BM_CACHE_KEY_SIZE, "%016" PRIx64 "%016" PRIx64, (uint64_t)hash.high64,
                   (uint64_t)hash.low64);
    return true;
}

bool bm_cache_path(const char *folder, const char *kind, const char *key,
                   char path[BM_CACHE_PATH_SIZE])
{
    if (!folder || !*folder)
        return false;
    int length = snprintf(path, BM_CACHE_PATH_SIZE, "%s/%s-%s.image", folder, kind, key);
    return length > 0 && length < BM_CACHE_PATH_SIZE;
}

bool bm_cache_prepare(const char *folder)
{
    if (!folder || !*folder)
        return false;
    char *path = strdup(folder);
    if (!path)
        return false;
    bool made = true;
    for (char *at = path + 1; *at && made; at++) {
        if (*at != '/')
            continue;
        *at = '\0';
        made = mkdir(path, 0700) == 0 || errno == EEXIST;
        /* Who may not write in a folder above may still in the one below. */
        made = made || access(path, X_OK) == 0;
        *at = '/';
    }
    made = made && (mkdir(path, 0700) == 0 || errno == EEXIST) && access(path, W_OK | X_OK) == 0;
    free(path);
    return made;
}

void bm_cache_used(const char *path)
{
    struct stat facts;
    time_t now = time(NULL);
    if (stat(path, &facts) == 0 && now - facts.st_mtim.tv_sec > DAY_S)
        (void)utimensat(AT_FDCWD, path, NULL, 0);
}
