/** @file manifest.h
 *  Inside a manifest.
 */
#ifndef BM_RENDER_SERIES_MANIFEST_H
#define BM_RENDER_SERIES_MANIFEST_H

#include <bordermap/json.h>
#include <bordermap/manifest.h>

#include "base/arena.h"

/** Longest manifest and journal, in bytes: the frames of the longest series fit in twice. */
#define BM_MANIFEST_BYTES_MAX (128 << 20)
/** Longest name of a file in it. */
#define BM_MANIFEST_NAME_MAX 4000

/** What the name of a journal has behind that of its manifest. */
#define BM_MANIFEST_JOURNAL ".part"

/** Growing arrays; their texts are the arena's. */
typedef struct bm_manifest_texts {
    const char **items;
    size_t count, capacity;
} bm_manifest_texts;
typedef struct bm_manifest_files {
    bm_manifest_file *items;
    size_t count, capacity;
} bm_manifest_files;
typedef struct bm_manifest_frames {
    bm_manifest_frame *items; /**< in the order of their numbers, once sorted */
    size_t count, capacity;
} bm_manifest_frames;

struct bm_manifest {
    bm_arena arena;
    const char *path;
    const char *folder; /**< of the path: "." or as it was given */
    const char *root;   /**< the same from / on; NULL until it is asked for */
    /* The head: what determines the maps. */
    const char *program;   /**< and its version */
    const char *libraries; /**< those that drew; "" when it is not said */
    const char *kept_back; /**< of the events; NULL for nothing */
    bool has_made_at;
    int64_t made_at_s;
    bm_manifest_texts arguments;
    bm_manifest_files inputs;
    const char *gazetteer, *layers; /**< hashes of what comes with bordermap; NULL for none */
    size_t total;                   /**< maps of the whole series */
    size_t shard, shard_count;      /**< 0: not a part */
    /* What was made. */
    bm_manifest_frames frames;
    bm_manifest_files outputs;
    /* A run. */
    bool has_maps, has_alt_texts;             /**< which files a map has */
    struct bm_manifest *before, *interrupted; /**< what earlier runs did; NULL for none */
    bool *intact;      /**< of an earlier run: whether a frame's files are as it says */
    int journal;       /**< descriptor; −1 for none */
    const char *swept; /**< folder that was swept last */
};

/** Append; false when memory is short. Texts are not copied. */
bool bm_manifest_append_text(bm_manifest_texts *texts, const char *text);
bool bm_manifest_append_file(bm_manifest_files *files, const bm_manifest_file *file);
bool bm_manifest_append_frame(bm_manifest_frames *frames, const bm_manifest_frame *frame);
/** Sort the frames by their numbers. */
void bm_manifest_sort(bm_manifest *manifest);
/** A copy of a file's texts in the arena; false when memory is short. */
bool bm_manifest_copy_file(bm_manifest *manifest, const bm_manifest_file *from,
                           bm_manifest_file *to);
bm_status bm_manifest_no_memory(bm_error *error);

/** Write the head's members, the shard left out unless `with_shard`; a frame as one line. */
void bm_manifest_write_head(bm_json *json, const bm_manifest *manifest, bool with_shard);
void bm_manifest_write_frame(bm_json *json, const bm_manifest_frame *frame);
void bm_manifest_write_file(bm_json *json, const bm_manifest_file *file);

/** Whether two manifests are of the same maps, drawn by the same program.
 *  @param why  room for words about the first difference; may be NULL */
bool bm_manifest_is_same(const bm_manifest *a, const bm_manifest *b, char *why, size_t size);

/** Read a file of at most ::BM_MANIFEST_BYTES_MAX; free() the bytes. ::BM_ERROR_NOT_FOUND when
 *  there is none. */
BM_NODISCARD bm_status bm_manifest_load(const char *path, char **bytes, size_t *size,
                                        bm_error *error);
/** Read what a journal says; a line that is torn, or says nothing, is passed over.
 *  @param whole  how many bytes whole lines take; 0 when even the first is torn, and then there is
 *                no manifest */
BM_NODISCARD bm_status bm_manifest_read_journal(const char *path, const char *bytes, size_t size,
                                                bm_manifest **manifest, size_t *whole,
                                                bm_error *error);

/** Path of a file that the manifest names; free() it. NULL when memory is short. */
char *bm_manifest_path_of(const bm_manifest *manifest, const char *name);
/** Size and hash of a regular file.
 *  @return ::BM_ERROR_NOT_FOUND when there is nothing */
BM_NODISCARD bm_status bm_manifest_hash(const char *path, int64_t *bytes,
                                        char sha256[BM_SHA256_SIZE], bm_error *error);
/** Whether a file that the manifest names is as it says. */
bool bm_manifest_is_intact(const bm_manifest *manifest, const bm_manifest_file *file);

#endif
