/** @file pack.h
 *  The parts of making an index, each one file. Not thread-safe; false means that memory is short,
 *  or `too_large`.
 */
#ifndef BM_GEO_GAZETTEER_INDEX_PACK_H
#define BM_GEO_GAZETTEER_INDEX_PACK_H

#include "geo/gazetteer/index/layout.h"

/** A section of texts that grows. */
typedef struct bm_pack_texts {
    char *bytes; /**< heap */
    size_t used;
    size_t capacity;
} bm_pack_texts;

typedef struct bm_pack {
    const bm_builder *builder;
    bm_image_part parts[SECTION_COUNT];
    void *data[SECTION_COUNT]; /**< what the parts point to; heap */
    bm_pack_texts texts;
    bm_pack_texts keys;
    bool too_large;
} bm_pack;

/** Zeroed room for a section. */
bool bm_pack_room(bm_pack *pack, bm_gazetteer_section section, uint64_t count, uint32_t stride);
/** Append a text. */
bool bm_pack_text(bm_pack_texts *texts, const char *text, uint32_t *offset);

/** The tables of keys; needs the names. */
bool bm_pack_keys(bm_pack *pack);
/** The tables of keys that are nearly the same; needs the keys. */
bool bm_pack_near(bm_pack *pack);
/** The grid of places. */
bool bm_pack_grid(bm_pack *pack);

#endif
