/** @file builder.h
 *  Places and names while they are gathered from any number of sources, before they become an
 *  index. Sources (geo/gazetteer/source_*.c) put rows in; pack.c makes the index of them. Not
 *  thread-safe.
 */
#ifndef BM_GEO_GAZETTEER_SOURCES_BUILDER_H
#define BM_GEO_GAZETTEER_SOURCES_BUILDER_H

#include "base/arena.h"
#include "geo/gazetteer/sources/attributes.h"

#include <bordermap/findings.h>
#include <bordermap/gazetteer.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BM_BUILDER_NONE UINT32_MAX

/** A name of a place. */
typedef struct bm_builder_name {
    const char *text;
    const char *language; /**< ISO 639-1, or "" when unknown; interned */
    uint32_t place;
    bm_name_use use;
    bool loose; /**< from a table of names beside the places, which may be wrong */
} bm_builder_name;

/** What an admin code stands for (admin_codes.h). */
typedef struct bm_admin_entry {
    const char *code;
    const char *name;
    int authority;
} bm_admin_entry;

/** An id whose row was merged into the place of another id. */
typedef struct bm_builder_merge {
    const char *id;
    const char *into;
} bm_builder_merge;

typedef struct bm_builder {
    bm_arena arena;   /**< all texts, each once */
    bm_place *places; /**< heap; texts in the arena, never NULL */
    size_t count;
    size_t capacity;
    bm_builder_name *names; /**< heap, in order of arrival */
    size_t name_count;
    size_t name_capacity;
    bm_gazetteer_source *sources; /**< heap; texts in the arena */
    size_t source_count;
    size_t source_capacity;
    size_t reported;     /**< findings on the newest source */
    bm_severity gravest; /**< of those that are only counted */
    char *room;          /**< for the next texts, in the arena */
    size_t room_size;
    const char **interned; /**< heap */
    size_t text_count;
    size_t text_capacity;
    uint32_t *texts; /**< open addressing: index into `interned` + 1; heap */
    size_t text_slots;
    uint32_t *ids; /**< open addressing: place index + 1, the first of each id; heap */
    size_t id_count;
    size_t id_slots;
    bm_admin_entry *admin; /**< open addressing by address of the code; heap */
    size_t admin_count;
    size_t admin_slots;
    bm_findings *findings;    /**< NULL for none */
    bm_builder_merge *merges; /**< rows with ids of their own that became part of others; heap */
    size_t merge_count;
    size_t merge_capacity;
    bool digests; /**< note the digests of the sources */
    bool failed;  /**< memory was short; sticky */
} bm_builder;

/** `findings` may be NULL; it is borrowed. */
void bm_builder_init(bm_builder *builder, bm_findings *findings);
void bm_builder_finish(bm_builder *builder);

/** The builder's own copy of a text, the same pointer for the same text; "" for NULL and when
 *  memory is short. `length` stops at a NUL. */
const char *bm_builder_text(bm_builder *builder, const char *text);
const char *bm_builder_text_n(bm_builder *builder, const char *text, size_t length);

/** Start a source; rows and findings that follow belong to it. The texts of `source` are copied and
 *  may be NULL. Returns its index; ::BM_BUILDER_NONE when memory is short. End it with
 *  bm_builder_source_end(). */
uint32_t bm_builder_source(bm_builder *builder, const bm_gazetteer_source *source);
/** One more row of the newest source was read, whatever becomes of it. */
void bm_builder_count_row(bm_builder *builder);
/** The newest source is read: says how many of its findings were only counted. */
void bm_builder_source_end(bm_builder *builder, const char *path);

/** Add a row of the newest source. Texts are copied and may be NULL; kind and rank are taken as
 * they are (see bm_gazetteer_kind() and bm_gazetteer_rank()), `source` is set. When its id is known
 *  already and both lie within 20 km of each other, or both are areas, the row is merged: the first
 *  keeps what it says, its gaps are filled. When they lie further apart a finding says so and both
 *  are kept. Names are not added: see bm_builder_add_name(). Returns the place's index,
 *  ::BM_BUILDER_NONE when memory is short. `path` and `line` are for findings. */
uint32_t bm_builder_place(bm_builder *builder, const bm_place *row, const char *path, long line);
/** The place with this id, the first one added, or ::BM_BUILDER_NONE. */
uint32_t bm_builder_find(const bm_builder *builder, const char *id);
/** Fill what `place` does not say from `other`. Both are of the builder. */
void bm_builder_fill(bm_place *place, const bm_place *other);

/** Add a name to a place; "" is ignored. `language` may be NULL. The first toponym in be, uk or ru
 *  becomes the place's name in it, when its row had none. */
void bm_builder_add_name(bm_builder *builder, uint32_t place, const char *text,
                         const char *language, bm_name_use use);
/** The same for a name from a table beside the places, and never the place's name in a language. */
void bm_builder_add_form(bm_builder *builder, uint32_t place, const char *text,
                         const char *language, bm_name_use use);
/** Add each name of a list separated by ";", "|" or, when `commas`, ",". `language` may be NULL. */
void bm_builder_add_list(bm_builder *builder, uint32_t place, const char *list,
                         const char *language, bool commas);

/** Report a row. With ::BM_SEVERITY_ERROR it is left out and counted as such. The first 20 findings
 *  of a source are kept, the others only counted. */
void bm_builder_report(bm_builder *builder, bm_severity severity, const char *code,
                       const char *path, long line, const char *column, const char *value,
                       const char *format, ...) BM_PRINTF(8, 9);

#endif
