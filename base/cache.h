/** @file cache.h
 *  Files that only save time: what was made from inputs is kept in the user's cache folder under a
 *  key of those inputs, and made again when it is not there, stale or damaged.
 *
 *  The folder is bm_cache_folder() of <bordermap/data.h>. A file in it is named
 *  `KIND-KEY.image`, written through a sink, so that two processes may make it at once, and opened
 *  without trust. Nothing here is an error: without a cache everything works, only later.
 *  Thread-safe.
 */
#ifndef BM_BASE_CACHE_H
#define BM_BASE_CACHE_H

#include <bordermap/data.h>
#include <stdbool.h>
#include <stddef.h>

enum {
    BM_CACHE_KEY_SIZE = 33, /**< 32 hexadecimal digits and the terminator */
    BM_CACHE_PATH_SIZE = 4096,
    BM_CACHE_FILES_MAX = 16,  /**< kept of a kind */
    BM_CACHE_UNUSED_DAYS = 30 /**< after which a file is removed */
};

/** A name for what is made from these files: it changes when one of them is changed, replaced, made
 *  or removed (real path, device, inode, size, times of change to the nanosecond), and with `salt`,
 *  which has everything else that the result depends on, its format's version first.
 *
 *  For a name in `.shp` the files beside it that a layer is read from (`.shx`, `.dbf`, `.prj`,
 *  `.cpg`) count as well, for one in `.dbf` its `.cpg`. A file that was changed within the clock's
 *  last tick is waited for, at most 40 ms, as a second change would bear the same time. Take the
 *  key before the files are read.
 *  @return false when a file is missing or not a regular one: nothing can be kept then
 */
bool bm_cache_key(const char *const *paths, size_t count, const char *salt,
                  char key[BM_CACHE_KEY_SIZE]);

/** Path of the file for `key`. False when there is no folder ("" or NULL) or the path is too long.
 *  @param kind  a word, small letters */
bool bm_cache_path(const char *folder, const char *kind, const char *key,
                   char path[BM_CACHE_PATH_SIZE]);

/** Make the folder and those above it that are missing, for the user alone. False when nothing can
 *  be written there. */
bool bm_cache_prepare(const char *folder);

/** Note that the file at `path` was used, so that it is not swept: sets its time of change when
 * that is more than a day ago. */
void bm_cache_used(const char *path);

/** Remove files of `kind` that were not used for ::BM_CACHE_UNUSED_DAYS days, and the longest
 * unused beyond ::BM_CACHE_FILES_MAX. Call it after one was written. Other files are left alone. */
void bm_cache_sweep(const char *folder, const char *kind);

#endif
