/** @file database.h
 *  A table of a database inside: what is asked of the server, and the rows that it sent.
 */
#ifndef BM_EVENTS_DATABASE_H
#define BM_EVENTS_DATABASE_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "geo/gdal/module.h"

#include <bordermap/database.h>

struct bm_database {
    bm_arena arena;
    bm_database_options options; /**< texts in the arena */
    const char *connection;
    const char *relation; /**< the table in SQL, its names in quotes */
    int descriptor;       /**< of the rows; −1 before they are fetched */
    size_t size;
};

/** Fetch the rows when that was not done, and open them from their beginning. */
BM_NODISCARD bm_status bm_database_open(bm_database *database, const char *const *columns,
                                        size_t column_count, int *descriptor, size_t *size,
                                        bm_error *error);

/** What the columns of a table mean, for the condition; −1 for none. */
typedef struct bm_database_roles {
    int start;
    int end;
    int year;
    int date_precision;
    int lon;
    int lat;
} bm_database_roles;

/** Add the condition that leaves to the server what it can tell by the types of the columns: dates
 *  by columns of dates, years by numbers, positions by the geometry or by two columns of numbers.
 *  It lets through all rows that the options want, and may let through more. Nothing is added when
 *  it can tell nothing. Pure.
 *  @param geometry  name of the column of points, or NULL
 *  @param relation  the table, in SQL */
void bm_database_add_condition(const bm_database_options *options, const bm_gdal_column *columns,
                               const bm_database_roles *roles, const char *geometry,
                               const char *relation, bm_strbuf *condition);
/** An identifier in quotes. */
void bm_database_add_name(bm_strbuf *sql, const char *name);

#endif
