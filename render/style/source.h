/** @file source.h
 *  A style file while it is read, and what is wrong with it.
 */
#ifndef BM_RENDER_STYLE_SOURCE_H
#define BM_RENDER_STYLE_SOURCE_H

#include <glib.h>

#include "render/style/style.h"

/** A style file while it is read. */
typedef struct bm_style_source {
    const char *path;
    char *text;
    GKeyFile *keys;
    bm_style *style;
    bm_error *error;
} bm_style_source;

/** The line of a section's header, or of a key in it; 0 when it cannot be found. */
long bm_style_find_line(const bm_style_source *file, const char *section, const char *key);
/** Refuse a value, or a section when `key` is NULL, and say what is accepted. */
bm_status bm_style_refuse(const bm_style_source *file, const char *section, const char *key,
                          const char *value, const char *why);
/** Refuse a key that is not known; `nearest` may be NULL. */
bm_status bm_style_refuse_key(const bm_style_source *file, const char *section, const char *key,
                              const char *nearest);
/** Refuse a section that is not known. */
bm_status bm_style_refuse_section(const bm_style_source *file, const char *name);

#endif
