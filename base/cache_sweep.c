#include "base/cache.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const time_t UNUSED_S = (time_t)BM_CACHE_UNUSED_DAYS * 24 * 60 * 60;

enum { NAME_SIZE = 128 };

typedef struct entry {
    struct timespec used;
    char name[NAME_SIZE];
} entry;

/* The files used last, those used longest ago first to go. */
typedef struct kept {
    int folder;
    entry items[BM_CACHE_FILES_MAX];
    size_t count;
} kept;

/* KIND-KEY.image, as bm_cache_path() names them. */
static bool is_of_kind(const char *name, const char *kind)
{
    static const char digits[] = "0123456789abcdef";
    size_t length = strlen(kind);
    return strncmp(name, kind, length) == 0 && name[length] == '-' &&
           strspn(name + length + 1, digits) == BM_CACHE_KEY_SIZE - 1 &&
           strcmp(name + length + BM_CACHE_KEY_SIZE, ".image") == 0;
}

/* What a killed run was writing: the name with a dot before and more after it. */
static bool is_temporary(const char *name, const char *kind)
{
    size_t length = strlen(kind);
    return *name == '.' && strncmp(name + 1, kind, length) == 0 && name[length + 1] == '-' &&
           strstr(name, ".image.bordermap-") != NULL;
}

static bool is_earlier(struct timespec a, struct timespec b)
{
    return a.tv_sec != b.tv_sec ? a.tv_sec < b.tv_sec : a.tv_nsec < b.tv_nsec;
}

/* Keep one more; when there are too many, the one used longest ago goes. */
static void keep(kept *files, const entry *one)
{
    if (files->count < BM_CACHE_FILES_MAX) {
        files->items[files->count++] = *one;
        return;
    }
    entry *oldest = &files->items[0];
    for (size_t i = 1; i < files->count; i++)
        if (is_earlier(files->items[i].used, oldest->used))
            oldest = &files->items[i];
    if (is_earlier(one->used, oldest->used)) {
        (void)unlinkat(files->folder, one->name, 0);
    } else {
        (void)unlinkat(files->folder, oldest->name, 0);
        *oldest = *one;
    }
}

void bm_cache_sweep(const char *folder, const char *kind)
{
    DIR *directory = opendir(folder);
    if (!directory)
        return;
    kept files = {.folder = dirfd(directory)};
    time_t now = time(NULL);
    for (struct dirent *found; (found = readdir(directory));) {
        bool is_image = is_of_kind(found->d_name, kind);
        struct stat facts;
        size_t length = strlen(found->d_name);
        if ((!is_image && !is_temporary(found->d_name, kind)) || length >= NAME_SIZE ||
            fstatat(files.folder, found->d_name, &facts, AT_SYMLINK_NOFOLLOW) != 0 ||
            !S_ISREG(facts.st_mode))
            continue;
        entry one = {.used = facts.st_mtim};
        memcpy(one.name, found->d_name, length + 1);
        if (now - facts.st_mtim.tv_sec > UNUSED_S)
            (void)unlinkat(files.folder, one.name, 0);
        else if (is_image)
            keep(&files, &one);
    }
    closedir(directory);
}
