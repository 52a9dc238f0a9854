/** @file sections.h
 *  Which sections and keys a style file has, and where in ::bm_style each goes. docs/style.md lists
 *  the same for readers; a test compares the two.
 */
#ifndef BM_RENDER_STYLE_SECTIONS_H
#define BM_RENDER_STYLE_SECTIONS_H

#include "render/style/value.h"

/** A key: its type and its offset in the section's struct. */
typedef struct bm_style_key {
    const char *name;
    bm_style_type type;
    size_t offset;
} bm_style_key;

/** A section: its keys and its struct's offset in ::bm_style. */
typedef struct bm_style_section {
    const char *name;
    const bm_style_key *keys;
    size_t key_count;
    size_t offset;
} bm_style_section;

/** All sections but `[style]`, `[text]` and `[category …]`. */
const bm_style_section *bm_style_sections(size_t *count);
/** The section with this name, or NULL. */
const bm_style_section *bm_style_section_find(const char *name);
/** The keys of `[category …]`, with offsets in ::bm_category_style. */
const bm_style_section *bm_style_section_category(void);
/** The key with this name, or NULL. */
const bm_style_key *bm_style_key_find(const bm_style_section *section, const char *name);
/** Set the family of every section that has one. */
void bm_style_set_family(bm_style *style, const char *family);

#endif
