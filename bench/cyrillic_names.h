/** @file cyrillic_names.h
 *  The Cyrillic names of GeoNames tables by exact key, for measuring what is done with names.
 */
#ifndef BM_BENCH_CYRILLIC_NAMES_H
#define BM_BENCH_CYRILLIC_NAMES_H

#include <bordermap/geometry.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cyrillic_name {
    char *key;  /* exact key, ё as е */
    char *text; /* as the table has it */
    int64_t id;
    bm_lonlat position;
    bool prominent; /* a town, an administrative centre, or an area */
} cyrillic_name;

typedef struct cyrillic_names {
    cyrillic_name *items; /* in order of their keys, then ids */
    size_t count;
    size_t capacity;
} cyrillic_names;

/* Read country dumps (19 columns) and then alternate names (ids of the dumps only). Returns false
 * when a file cannot be read or memory is short. */
bool cyrillic_names_read(cyrillic_names *names, char *const *dumps, size_t dump_count,
                         char *const *alternates, size_t alternate_count);
void cyrillic_names_free(cyrillic_names *names);
/* The first of the names with the exact key of `text`, and how many there are; NULL when none. */
const cyrillic_name *cyrillic_names_find(const cyrillic_names *names, const char *text,
                                         size_t *count);

#endif
