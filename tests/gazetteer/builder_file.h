/** @file builder_file.h
 *  Small text files, and a builder with what was read of them.
 */
#ifndef BM_TESTS_GAZETTEER_BUILDER_FILE_H
#define BM_TESTS_GAZETTEER_BUILDER_FILE_H

#include "geo/gazetteer/sources/source.h"

#include <stdbool.h>

/** A builder and what was found wrong. */
typedef struct builder_file {
    bm_builder builder;
    bm_findings *findings;
    bm_error error;
} builder_file;

void builder_file_open(builder_file *file);
void builder_file_close(builder_file *file);

/** Write a file into the fixture's folder; returns its path, see fixture_path(). */
const char *builder_file_write(const char *name, const char *bytes, size_t size);
const char *builder_file_write_text(const char *name, const char *text);

/** A row of a dump: id, name, alternates, lat, lon, class, code, country, admin1, admin2,
 *  population, line end included. Static; for one use at a time. */
const char *builder_file_row(const char *id, const char *name, const char *alternates,
                             const char *lat, const char *lon, const char *feature,
                             const char *admin, const char *population);

/** The place with this id after settling or before; fails when there is none. */
const bm_place *builder_file_place(const builder_file *file, const char *id);
/** Whether a place has a name. */
bool builder_file_has(const builder_file *file, const char *id, const char *name);
/** Number of findings of a code; `line` is that of the last. */
size_t builder_file_findings(const builder_file *file, const char *code, long *line);

#endif
