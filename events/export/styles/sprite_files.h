/** @file sprite_files.h
 *  The files of a sprite, beside the style that uses it.
 */
#ifndef BM_EVENTS_EXPORT_SPRITE_FILES_H
#define BM_EVENTS_EXPORT_SPRITE_FILES_H

#include "events/export/files.h"
#include "events/export/styles/categories.h"

/** Write the pictures and their indexes, for one and two pixels a pixel of the map, as files of a
 *  set with the style's path. They are called as bm_export_sprite_path() says. */
BM_NODISCARD bm_status bm_sprite_files_add(bm_file_set *files,
                                           const bm_style_categories *categories, bm_error *error);

#endif
