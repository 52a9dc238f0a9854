/** @file manifest.h
 *  What a series was made of and what it made, as a JSON file (docs/manifest.md): to draw only what
 *  is missing, to check a set of maps later, and to join the parts that several machines drew.
 *
 *  A manifest belongs to one thread. Its texts are valid until it is freed.
 */
#ifndef BORDERMAP_MANIFEST_H
#define BORDERMAP_MANIFEST_H

#include <bordermap/event_points.h>
#include <bordermap/series.h>

BM_BEGIN_DECLS

/** Format of the manifests that are written and read. */
#define BM_MANIFEST_FORMAT 1
/** 64 hexadecimal digits and a terminator. */
#define BM_SHA256_SIZE 65

typedef struct bm_manifest bm_manifest;

/** A file that was read or written. */
typedef struct bm_manifest_file {
    const char *role; /**< of an input, such as "events"; of a file of all maps, such as "atlas" */
    const char *name; /**< of an input without folders, of an output from the manifest's folder on;
                           NULL when there is no such file */
    int64_t bytes;
    const char *sha256; /**< in lower case */
} bm_manifest_file;

/** One map. */
typedef struct bm_manifest_frame {
    size_t number;                   /**< in the whole series, from 1 */
    const char *start, *end, *title; /**< of its window: ISO 8601, the end inclusive; in words */
    size_t event_count, imprecise_count, events_drawn, events_outside; /**< as ::bm_series_frame */
    bm_manifest_file map;                                              /**< its file */
    bm_manifest_file alt_text;                                         /**< the words beside it */
    const char *covered; /**< events under furniture, in words; "" for none */
} bm_manifest_frame;

/** An empty manifest that is to be written to `path`. Free it with bm_manifest_free(). */
BM_API BM_NODISCARD bm_status bm_manifest_new(const char *path, bm_manifest **manifest,
                                              bm_error *error);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_manifest_free(bm_manifest *manifest);

/* What determines the maps. Add it before bm_manifest_begin(), in an order that does not vary. */

/** Add an option as it is written in a command line, `--every=day`. */
BM_API BM_NODISCARD bm_status bm_manifest_add_argument(bm_manifest *manifest, const char *argument,
                                                       bm_error *error);
/** Add an input and its hash: a file, with the companions that a shapefile or a raster has, or all
 *  files of a folder. ::BM_ERROR_UNSUPPORTED for what is no file, such as a database. */
BM_API BM_NODISCARD bm_status bm_manifest_add_input(bm_manifest *manifest, const char *role,
                                                    const char *path, bm_error *error);
/** Add a table that is no file (standard input, a database) by the rows that were read of it.
 *  @param file    its number among the tables that `events` were read from
 *  @param points  in place of `events` where those are NULL: all of them, located */
BM_API BM_NODISCARD bm_status bm_manifest_add_rows(bm_manifest *manifest, const char *name,
                                                   const bm_events *events, uint32_t file,
                                                   const bm_event_points *points, bm_error *error);
/** Add the hashes of the gazetteer and of the layers that come with bordermap. */
BM_API BM_NODISCARD bm_status bm_manifest_add_shipped(bm_manifest *manifest, bm_error *error);
/** The libraries that drew, see bm_map_libraries(). */
BM_API BM_NODISCARD bm_status bm_manifest_set_libraries(bm_manifest *manifest,
                                                        const char *libraries, bm_error *error);
/** What was kept back of the events, in words; see bm_guard_words(). Without it nothing was. */
BM_API BM_NODISCARD bm_status bm_manifest_set_kept_back(bm_manifest *manifest, const char *words,
                                                        bm_error *error);
/** The date of making that is in the files; without it they have none. */
BM_API void bm_manifest_set_made_at(bm_manifest *manifest, int64_t made_at_s);
/** This run draws part `number` (from 1) of `count`: the maps whose number, less one, leaves
 *  `number` - 1 when divided by `count`. */
BM_API void bm_manifest_set_shard(bm_manifest *manifest, size_t number, size_t count);
/** Whether a map is of that part. */
BM_API bool bm_manifest_is_of_shard(const bm_manifest *manifest, size_t frame_number);

/** Which files a map has: its own, unless it is a page of an atlas only, and the words beside it.
 */
BM_API void bm_manifest_set_files(bm_manifest *manifest, bool maps, bool alt_texts);

/** Name of an output from the manifest's folder on; words in braces are kept.
 *  @param name  valid until the manifest is freed
 *  @return ::BM_ERROR_ARGUMENT when it is not below that folder, or is the manifest */
BM_API BM_NODISCARD bm_status bm_manifest_relative(bm_manifest *manifest, const char *path,
                                                   const char **name, bm_error *error);

/* A run. Of a run that is killed the journal is left, `PATH.part`: what it and the manifest of a
 * run before say is done, and is done by the same program from the same input, need not be drawn
 * again. What is believed of a file is only what its hash proves. */

/** Find out what is done, if `resume`, and begin the journal, if `write`.
 *  @param total  maps of the whole series
 *  @return ::BM_ERROR_IO when another run writes the same manifest */
BM_API BM_NODISCARD bm_status bm_manifest_begin(bm_manifest *manifest, size_t total, bool resume,
                                                bool write, bm_error *error);
/** Whether the run before made all maps and all files of all maps, and they are as it made them. */
BM_API bool bm_manifest_is_done(const bm_manifest *manifest);
/** The record of a map of which all that is known before it is drawn is the same, and whose files
 *  are as they were written. It is then part of this manifest; NULL when it is to be drawn. */
BM_API const bm_manifest_frame *bm_manifest_keep(bm_manifest *manifest,
                                                 const bm_series_frame *frame);
/** Add a map that was made; its files are read for their hashes. */
BM_API BM_NODISCARD bm_status bm_manifest_add_frame(bm_manifest *manifest,
                                                    const bm_series_frame *frame, bm_error *error);
/** Add a file that is made of all maps. */
BM_API BM_NODISCARD bm_status bm_manifest_add_output(bm_manifest *manifest, const char *role,
                                                     const char *path, bm_error *error);
/** Write the manifest, whole or not at all, and remove the journal.
 *  @return ::BM_ERROR_ARGUMENT when a map of the series, or of the shard, has not been added */
BM_API BM_NODISCARD bm_status bm_manifest_commit(bm_manifest *manifest, bm_error *error);

/* Manifests that there are. */

/** Read a manifest, which may be a stranger's: no name in it leaves its folder.
 *  @return ::BM_ERROR_FORMAT, ::BM_ERROR_LIMIT, ::BM_ERROR_UNSUPPORTED for a later format */
BM_API BM_NODISCARD bm_status bm_manifest_read(const char *path, bm_manifest **manifest,
                                               bm_error *error);
BM_API size_t bm_manifest_frame_count(const bm_manifest *manifest);
BM_API const bm_manifest_frame *bm_manifest_frame_at(const bm_manifest *manifest, size_t index);

/** Join the manifests of all shards of one series into that of the whole, to be written to `path`
 *  with bm_manifest_commit().
 *  @return ::BM_ERROR_FORMAT when they are of different inputs or arguments, or a map is in two or
 *          in none of them */
BM_API BM_NODISCARD bm_status bm_manifest_merge(bm_manifest *const *parts, size_t count,
                                                const char *path, bm_manifest **whole,
                                                bm_error *error);

/** What may be wrong with a file. */
typedef enum bm_verify_finding {
    BM_VERIFY_MISSING,
    BM_VERIFY_ALTERED,
    BM_VERIFY_UNREADABLE,
    BM_VERIFY_EXTRA /**< beside the maps and of their kind, and not in the manifest */
} bm_verify_finding;
/** Its name, such as "missing". Static storage. */
BM_API const char *bm_verify_finding_name(bm_verify_finding finding);

/** Called for each finding. `expected` is NULL for an extra file; `found` has the size and hash of
 *  a file that could be read, and the name of any. `reason` says why one could not, else NULL. */
typedef void (*bm_verify_observer)(bm_verify_finding finding, const bm_manifest_file *expected,
                                   const bm_manifest_file *found, const char *reason,
                                   void *context);

typedef struct bm_verify_counts {
    size_t files; /**< of the manifest */
    int64_t bytes;
    size_t findings;
} bm_verify_counts;

/** Compare the files with the manifest, in its order, and then the folders of the maps, unless it
 *  is that of a shard, which knows a part of them only. */
BM_API BM_NODISCARD bm_status bm_manifest_verify(const bm_manifest *manifest,
                                                 bm_verify_observer observe, void *context,
                                                 bm_verify_counts *counts, bm_error *error);

BM_END_DECLS
#endif
