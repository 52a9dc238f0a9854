/** @file database.h
 *  A table of a PostGIS database in place of a file: events, or names to locate.
 *
 *  The rows are fetched once, through a cursor, into a temporary without a name, as the CSV that
 *  they could have come as; whoever reads tables reads them from there. So memory does not go with
 *  their number, and every rule of tables holds. What a time or an extent leaves out is left to the
 *  server, which sends only the rest.
 */
#ifndef BORDERMAP_DATABASE_H
#define BORDERMAP_DATABASE_H

#include <bordermap/events.h>

BM_BEGIN_DECLS

/** Belongs to one thread at a time. */
typedef struct bm_database bm_database;

typedef struct bm_database_options {
    const char *name;  /**< by which readers are to know it, and which messages have; NULL: "PG:"
                            and the table */
    const char *table; /**< "table" or "schema.table"; a view is fine */
    const char *where; /**< condition in SQL, or NULL */
    bool has_window;   /**< only rows that may reach [start_s, end_s): told by a column of dates */
    int64_t start_s;
    int64_t end_s;
    bool has_box; /**< only rows in `box`, or without a position */
    bm_lonlat_box box;
} bm_database_options;

/** Whether a path is the connection string of a database: "PG:dbname=…". */
BM_API bool bm_database_is_named(const char *path);

/** Remember what is to be fetched; nothing is connected. Texts are copied.
 *  @param connection  "PG:dbname=… host=…"; it is never printed
 *  @param database    free it with bm_database_free() */
BM_API BM_NODISCARD bm_status bm_database_new(const char *connection,
                                              const bm_database_options *options,
                                              bm_database **database, bm_error *error);
/** Free it, and what was borrowed from it; NULL is ignored. */
BM_API void bm_database_free(bm_database *database);

/** Its name, which is safe to print. */
BM_API const char *bm_database_name(const bm_database *database);

/** Fetch the rows, the first time; readers do it when it was not done.
 *  @param columns  pairs "role=header", as in ::bm_events_options
 *  @param size     bytes of the table as CSV; may be NULL
 *  @return ::BM_ERROR_IO when the server refuses, ::BM_ERROR_UNSUPPORTED without GDAL */
BM_API BM_NODISCARD bm_status bm_database_fetch(bm_database *database, const char *const *columns,
                                                size_t column_count, size_t *size, bm_error *error);

BM_END_DECLS
#endif
