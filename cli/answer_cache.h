/** @file answer_cache.h
 *  Answers that were written before, by the text of the question: tables repeat their places. Its
 *  size is bounded; what was kept is forgotten when it is full.
 */
#ifndef BM_CLI_ANSWER_CACHE_H
#define BM_CLI_ANSWER_CACHE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct cli_answer_cache cli_answer_cache;

/** What is kept of an answer. */
typedef struct cli_cached_answer {
    const char *text; /**< borrowed until the next cli_answer_cache_put() */
    size_t size;
    int status; /**< of the location */
} cli_cached_answer;

/** NULL when memory is short. */
cli_answer_cache *cli_answer_cache_new(void);
void cli_answer_cache_free(cli_answer_cache *cache);
/** False when the question was not met, or is forgotten. */
bool cli_answer_cache_get(const cli_answer_cache *cache, const char *question, size_t size,
                          cli_cached_answer *answer);
/** Keep a copy; when memory is short nothing is kept. */
void cli_answer_cache_put(cli_answer_cache *cache, const char *question, size_t size,
                          const cli_cached_answer *answer);

#endif
