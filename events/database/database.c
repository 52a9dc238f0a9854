#include "events/database/database.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool bm_database_is_named(const char *path)
{
    return strncmp(path, "PG:", 3) == 0;
}

static const char *keep(bm_database *database, const char *text)
{
    return text ? bm_arena_strdup(&database->arena, text) : NULL;
}

static const char *make_name(bm_database *database, const char *table)
{
    bm_strbuf name = {0};
    bm_strbuf_printf(&name, "PG:%s", table);
    const char *made = name.failed ? NULL : keep(database, bm_strbuf_text(&name));
    bm_strbuf_finish(&name);
    return made;
}

/* A name that has quotes is SQL already; else a dot parts the schema from the table. */
static const char *make_relation(bm_database *database, const char *table)
{
    if (strchr(table, '"'))
        return keep(database, table);
    bm_strbuf sql = {0};
    const char *dot = strchr(table, '.');
    if (dot) {
        const char *schema = bm_arena_strndup(&database->arena, table, (size_t)(dot - table));
        if (schema)
            bm_database_add_name(&sql, schema);
        bm_strbuf_append_char(&sql, '.');
    }
    bm_database_add_name(&sql, dot ? dot + 1 : table);
    const char *made = sql.failed ? NULL : keep(database, bm_strbuf_text(&sql));
    bm_strbuf_finish(&sql);
    return made;
}

bm_status bm_database_new(const char *connection, const bm_database_options *options,
                          bm_database **database, bm_error *error)
{
    *database = NULL;
    if (!options->table || !*options->table)
        return bm_error_set(error, BM_ERROR_ARGUMENT, "PG:", 0,
                            "which table of the database is meant? name it");
    bm_database *made = calloc(1, sizeof *made);
    if (!made)
        return bm_error_set(error, BM_ERROR_MEMORY, "PG:", 0, "out of memory");
    made->descriptor = -1;
    made->options = *options;
    made->connection = keep(made, connection);
    made->options.table = keep(made, options->table);
    made->relation = make_relation(made, options->table);
    made->options.where = keep(made, options->where);
    made->options.name =
        options->name ? keep(made, options->name) : make_name(made, options->table);
    if (!made->connection || !made->relation || !made->options.table || !made->options.name ||
        (options->where && !made->options.where)) {
        bm_database_free(made);
        return bm_error_set(error, BM_ERROR_MEMORY, "PG:", 0, "out of memory");
    }
    *database = made;
    return BM_OK;
}

void bm_database_free(bm_database *database)
{
    if (!database)
        return;
    if (database->descriptor >= 0)
        (void)close(database->descriptor);
    bm_arena_finish(&database->arena);
    free(database);
}

const char *bm_database_name(const bm_database *database)
{
    return database->options.name;
}

bm_status bm_database_open(bm_database *database, const char *const *columns, size_t column_count,
                           int *descriptor, size_t *size, bm_error *error)
{
    *descriptor = -1;
    bm_status status = bm_database_fetch(database, columns, column_count, size, error);
    if (status)
        return status;
    if (lseek(database->descriptor, 0, SEEK_SET) == 0)
        *descriptor = dup(database->descriptor);
    if (*descriptor < 0)
        return bm_error_set(error, BM_ERROR_IO, database->options.name, 0, "cannot read '%s': %s",
                            database->options.name, strerror(errno));
    return BM_OK;
}
