/** @file sqlite_peer.h
 *  The same texts in a SQLite table in memory, as a database user would look them up: exactly
 *  through a plain index, nearly through FTS5 trigrams and an edit distance. Only where libsqlite3
 * is installed (BENCH_SQLITE).
 */
#ifndef BM_BENCH_SQLITE_PEER_H
#define BM_BENCH_SQLITE_PEER_H

#include <stdbool.h>
#include <stddef.h>

typedef struct sqlite_peer sqlite_peer;

/** A table of these texts with a plain index, and with `trigrams` one of FTS5, case-sensitive.
 * NULL, with the reason on standard error, when SQLite will not. Free it with sqlite_peer_free().
 */
sqlite_peer *sqlite_peer_new(const char *const *texts, size_t count, bool trigrams);
void sqlite_peer_free(sqlite_peer *peer);

/** Number of rows that are this text; a prepared statement. */
size_t sqlite_peer_exact(sqlite_peer *peer, const char *text);

/** Number of rows within `edits` edits (geo/gazetteer/keys/edits.h) among those that share a
 * trigram and are about as long: faster than to rank them and take the best. `found` says whether
 * `wanted` is one. */
size_t sqlite_peer_fuzzy(sqlite_peer *peer, const char *text, unsigned edits, const char *wanted,
                         bool *found);

#endif
