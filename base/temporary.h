/** @file temporary.h
 *  Temporary files beside their target, and the sweeping of those that killed runs left.
 *
 *  A temporary is locked while its writer lives, so that a stale one is told from one in use even
 * where process numbers repeat, as they do in containers.
 */
#ifndef BM_BASE_TEMPORARY_H
#define BM_BASE_TEMPORARY_H

#include <bordermap/status.h>
#include <sys/types.h>

/** Create a temporary in the folder of `target` and remove stale ones of the same target.
 *
 *  @param mode        permissions, less the umask
 *  @param path        the temporary's name; bm_temporary_forget() it in the end, and free() it
 *  @param descriptor  open for reading and writing, and locked; close() it
 */
BM_NODISCARD bm_status bm_temporary_open(const char *target, mode_t mode, char **path,
                                         int *descriptor, bm_error *error);
/** It is renamed or removed: bm_temporary_remove_all() has nothing to do with it any more. */
void bm_temporary_forget(const char *path);
/** Remove those of this process that are not forgotten, but for a few among very many. May be
 * called by a signal handler. */
void bm_temporary_remove_all(void);
/** Remove temporaries of `target` whose writers are gone. */
void bm_temporary_sweep(const char *target);
/** Remove the stale temporaries of all targets in a folder. */
void bm_temporary_sweep_folder(const char *folder);
/** The folder part of a path, "." when it has none; free() it. NULL when memory is short. */
char *bm_path_folder(const char *path);

#endif
