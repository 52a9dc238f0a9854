/* Shapefiles made in a temporary folder, whole or broken on purpose. */
#ifndef TEST_GEO_FIXTURE_H
#define TEST_GEO_FIXTURE_H

#include <stddef.h>

/* The path of a file in this test's temporary folder, which is removed at exit. Static storage, one
 * of eight by turns. */
const char *fixture_path(const char *name);

/* Write bytes to a file there. */
void fixture_write(const char *name, const void *bytes, size_t size);
/* Overwrite bytes of a file there. */
void fixture_patch(const char *name, long offset, const void *bytes, size_t size);
/* Cut a file there. */
void fixture_truncate(const char *name, size_t size);
size_t fixture_size(const char *name);

/* A point layer NAME (C, 40), VALUE (N, 12.3) of `count` rows at (20 + i, 50): texts as they are.
 */
void fixture_points(const char *name, int shape_type, const char *const *texts, int count);
/* A `.prj` of WGS 84. */
void fixture_prj(const char *name);

#endif
