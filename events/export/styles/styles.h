/** @file styles.h
 *  The styles that go with a file of events: for QGIS beside it, or in it, and for MapLibre.
 */
#ifndef BM_EVENTS_EXPORT_STYLES_H
#define BM_EVENTS_EXPORT_STYLES_H

#include "events/export/files.h"
#include "geo/output.h"

#include <bordermap/export.h>

/** The styles of one export. */
typedef struct bm_export_styles bm_export_styles;

/** Make the styles that the options ask for.
 *  @param layers  borrowed
 *  @param path    of the file of the first layer
 *  @param styles  NULL when none is asked for. Free it with bm_export_styles_free() */
BM_NODISCARD bm_status bm_export_styles_new(const bm_output_layer *const *layers, size_t count,
                                            bm_export_format format,
                                            const bm_export_options *options, const char *path,
                                            bm_export_styles **styles, bm_error *error);
/** The layers, and after them the table of their styles where the format has one. */
const bm_output_layer *const *bm_export_styles_layers(const bm_export_styles *styles,
                                                      size_t *count);
/** Put the style of a layer beside its file, the one that the set has come to. `styles` may be
 *  NULL. */
BM_NODISCARD bm_status bm_export_styles_write(const bm_export_styles *styles, size_t index,
                                              bm_file_set *files, bm_error *error);
/** The files of the sprite; none of them without one. */
const bm_file_set *bm_export_styles_sprite(const bm_export_styles *styles);
/** Let what is no file of the set appear. `styles` may be NULL. */
BM_NODISCARD bm_status bm_export_styles_commit(bm_export_styles *styles, bm_error *error);
/** What was not committed is discarded. */
void bm_export_styles_free(bm_export_styles *styles);

#endif
