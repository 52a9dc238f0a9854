/** @file near_image.h
 *  An index of strict keys only, written to a file and mapped, for what searches nearly equal ones.
 */
#ifndef BM_TESTS_GAZETTEER_NEAR_IMAGE_H
#define BM_TESTS_GAZETTEER_NEAR_IMAGE_H

#include "geo/gazetteer/keys/fuzzy.h"
#include "geo/gazetteer/keys/slot.h"

#define NEAR_IMAGE_KIND "NEAR"

typedef struct near_image {
    bm_image image;
    bm_keyset keys;
    bm_near_sections slot;
    bm_near_sections fuzzy;
} near_image;

/** Sort the keys by bytes, drop repeated ones; returns how many stay. */
size_t near_image_sort(const char **keys, size_t count);
/** Write the index of sorted keys to the file `path`. */
bm_status near_image_write(const char *path, const char *const *keys, size_t count,
                           bm_error *error);
/** What stands at the sections' numbers; `image` is filled in already. */
void near_image_sections(near_image *near);
bm_status near_image_open(const char *path, near_image *near, bm_error *error);
void near_image_close(near_image *near);

#endif
