/** @file files.h
 *  A file, or several with one name and different endings, that appear when all of them are
 * written.
 */
#ifndef BM_EVENTS_EXPORT_FILES_H
#define BM_EVENTS_EXPORT_FILES_H

#include <bordermap/sink.h>
#include <stdbool.h>

enum { BM_FILE_SET_MAX = 64 };

/** Zero-initialise it but for `path`; end it with bm_file_set_finish(). */
typedef struct bm_file_set {
    const char *path; /**< as the user gave it; "-" for standard output, for a single file */
    bool is_single;   /**< the ending is the user's, whatever that of the file that is added */
    const char *part; /**< of files that are added from now on: stands after the user's name, with a
                           "-" before it; NULL for nothing */
    bool is_plain;    /**< no other program keeps anything beside such files */
    bm_sink *sinks[BM_FILE_SET_MAX];
    char *paths[BM_FILE_SET_MAX];       /**< heap */
    const char *parts[BM_FILE_SET_MAX]; /**< `part` when each was added */
    bool is_main[BM_FILE_SET_MAX];      /**< the one that the user named: it appears last */
    int count;
} bm_file_set;

/** The path of a file of the set; see bm_file_set_add(). malloc'ed; NULL when memory is short. */
char *bm_file_set_path(const bm_file_set *set, const char *name, bool *is_main);
/** Write a file of the set, named after the user's but with the ending of `name`. */
BM_NODISCARD bm_status bm_file_set_add(bm_file_set *set, const char *name, const void *bytes,
                                       size_t size, bm_error *error);
/** The same for a file that is written bit by bit: the sink is the set's. */
BM_NODISCARD bm_status bm_file_set_open(bm_file_set *set, const char *name, bm_sink **sink,
                                        bm_error *error);
/** Remove what other programs kept beside a single file that is about to be replaced. */
BM_NODISCARD bm_status bm_file_remove_beside(const char *path, bm_error *error);
/** Let all of them appear, and remove what other programs kept beside those they replace: an index
 *  of positions, a journal. */
BM_NODISCARD bm_status bm_file_set_commit(bm_file_set *set, bm_error *error);
/** Free it; what was not committed is discarded. */
void bm_file_set_finish(bm_file_set *set);

#endif
