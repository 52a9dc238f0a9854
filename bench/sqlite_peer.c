#include "bench/sqlite_peer.h"

#include "geo/gazetteer/keys/edits.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUERY_SIZE = 2048 };

struct sqlite_peer {
    sqlite3 *database;
    sqlite3_stmt *exact;
    sqlite3_stmt *trigrams;
};

static bool complain(const sqlite_peer *peer)
{
    fprintf(stderr, "SQLite: %s\n", sqlite3_errmsg(peer->database));
    return false;
}

static bool fill(sqlite_peer *peer, const char *insert, const char *const *texts, size_t count)
{
    sqlite3_stmt *row = NULL;
    bool good = sqlite3_prepare_v2(peer->database, insert, -1, &row, NULL) == SQLITE_OK;
    for (size_t i = 0; i < count && good; i++) {
        good = sqlite3_bind_text(row, 1, texts[i], -1, SQLITE_STATIC) == SQLITE_OK &&
               sqlite3_step(row) == SQLITE_DONE && sqlite3_reset(row) == SQLITE_OK;
    }
    sqlite3_finalize(row);
    return good;
}

static bool run(sqlite_peer *peer, const char *statement)
{
    return sqlite3_exec(peer->database, statement, NULL, NULL, NULL) == SQLITE_OK;
}

static bool make(sqlite_peer *peer, const char *const *texts, size_t count, bool trigrams)
{
    if (sqlite3_open(":memory:", &peer->database) != SQLITE_OK ||
        !run(peer, "CREATE TABLE names (name TEXT); BEGIN") ||
        !fill(peer, "INSERT INTO names VALUES (?)", texts, count) ||
        !run(peer, "COMMIT; CREATE INDEX by_name ON names (name)") ||
        sqlite3_prepare_v2(peer->database, "SELECT rowid FROM names WHERE name = ?", -1,
                           &peer->exact, NULL) != SQLITE_OK)
        return complain(peer);
    if (trigrams && (!run(peer, "CREATE VIRTUAL TABLE grams USING fts5"
                                "(name, tokenize = 'trigram case_sensitive 1'); BEGIN") ||
                     !fill(peer, "INSERT INTO grams VALUES (?)", texts, count) ||
                     !run(peer, "COMMIT; INSERT INTO grams (grams) VALUES ('optimize')") ||
                     sqlite3_prepare_v2(peer->database,
                                        "SELECT name FROM grams WHERE grams MATCH ? "
                                        "AND length (name) BETWEEN ? AND ?",
                                        -1, &peer->trigrams, NULL) != SQLITE_OK))
        return complain(peer);
    return true;
}

sqlite_peer *sqlite_peer_new(const char *const *texts, size_t count, bool trigrams)
{
    sqlite_peer *peer = calloc(1, sizeof *peer);
    if (peer && make(peer, texts, count, trigrams))
        return peer;
    sqlite_peer_free(peer);
    return NULL;
}

void sqlite_peer_free(sqlite_peer *peer)
{
    if (!peer)
        return;
    sqlite3_finalize(peer->exact);
    sqlite3_finalize(peer->trigrams);
    sqlite3_close(peer->database);
    free(peer);
}

size_t sqlite_peer_exact(sqlite_peer *peer, const char *text)
{
    size_t rows = 0;
    sqlite3_bind_text(peer->exact, 1, text, -1, SQLITE_STATIC);
    while (sqlite3_step(peer->exact) == SQLITE_ROW)
        rows++;
    sqlite3_reset(peer->exact);
    return rows;
}

size_t sqlite_peer_fuzzy(sqlite_peer *peer, const char *text, unsigned edits, const char *wanted,
                         bool *found)
{
    char query[QUERY_SIZE];
    size_t used = 0;
    size_t length = strlen(text);
    *found = false;
    for (size_t i = 0; i + 3 <= length && used + 16 < sizeof query; i++)
        used += (size_t)snprintf(query + used, sizeof query - used, "%s\"%.3s\"",
                                 used ? " OR " : "", text + i);
    if (used == 0)
        return 0;
    size_t rows = 0;
    sqlite3_bind_text(peer->trigrams, 1, query, -1, SQLITE_STATIC);
    sqlite3_bind_int64(peer->trigrams, 2, (sqlite3_int64)length - edits);
    sqlite3_bind_int64(peer->trigrams, 3, (sqlite3_int64)length + edits);
    while (sqlite3_step(peer->trigrams) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(peer->trigrams, 0);
        bm_edits between;
        if (!name || !bm_edits_between(text, length, name, strlen(name), edits, &between))
            continue;
        rows++;
        *found |= strcmp(name, wanted) == 0;
    }
    sqlite3_reset(peer->trigrams);
    return rows;
}
