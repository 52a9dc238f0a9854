#include "events/report/languages.h"

#include "events/report/reading.h"

#include <bordermap/data.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { PATH_SIZE = 4096 };

typedef struct known_language {
    bool loaded;
    bm_lexicon *lexicon;
    struct bm_date_words *date_words;
    struct bm_toponym_words *toponym_words;
    struct bm_incident_words *incident_words;
} known_language;

struct bm_languages {
    pthread_mutex_t lock; /* of what is known */
    known_language known[BM_LANGUAGE_COUNT];
};

static void forget(known_language *known)
{
    bm_incident_words_free(known->incident_words);
    bm_toponym_words_free(known->toponym_words);
    bm_date_words_free(known->date_words);
    bm_lexicon_free(known->lexicon);
    *known = (known_language){0};
}

/* From the file that comes with bordermap and those that extend it; `paths` has room for one more
 * at its beginning. */
static bm_status load(known_language *known, bm_language language, const char **paths, size_t count,
                      bm_findings *findings, bm_error *error)
{
    char name[32];
    char shipped[PATH_SIZE];
    (void)snprintf(name, sizeof name, "lexicon/%s.txt", bm_language_code(language));
    bm_status status = bm_data_path(name, shipped, sizeof shipped, error);
    paths[0] = shipped;
    if (!status)
        status = bm_lexicon_load(paths, count, findings, &known->lexicon, error);
    if (!status)
        status = bm_date_words_new(known->lexicon, &known->date_words, error);
    if (!status)
        status = bm_toponym_words_new(known->lexicon, &known->toponym_words, error);
    if (!status)
        status = bm_incident_words_new(known->lexicon, &known->incident_words, error);
    if (status)
        forget(known);
    else
        known->loaded = true;
    return status;
}

/* Those that files of the options extend. */
static bm_status load_extended(struct bm_languages *languages, const bm_reader_options *options,
                               const char **paths, bm_findings *findings, bm_error *error)
{
    bm_status status = BM_OK;
    for (int i = 0; !status && i < BM_LANGUAGE_COUNT; i++) {
        size_t count = 1;
        for (size_t file = 0; !status && file < options->lexicon_count; file++) {
            bm_language language = BM_LANGUAGE_UNKNOWN;
            status = bm_lexicon_file_language(options->lexicons[file], &language, error);
            if (language == (bm_language)i)
                paths[count++] = options->lexicons[file];
        }
        if (!status && count > 1)
            status = load(&languages->known[i], (bm_language)i, paths, count, findings, error);
    }
    return status;
}

bm_status bm_languages_new(const bm_reader_options *options, bm_findings *findings,
                           struct bm_languages **languages, bm_error *error)
{
    *languages = NULL;
    size_t count = options ? options->lexicon_count : 0;
    struct bm_languages *made = calloc(1, sizeof *made);
    const char **paths = calloc(count + 1, sizeof *paths);
    bm_status status = BM_OK;
    if (!made || !paths || pthread_mutex_init(&made->lock, NULL) != 0) {
        free(made);
        free(paths);
        return bm_error_set(error, BM_ERROR_MEMORY, NULL, 0, "not enough memory");
    }
    if (count > 0)
        status = load_extended(made, options, paths, findings, error);
    free(paths);
    if (status)
        bm_languages_free(made);
    else
        *languages = made;
    return status;
}

void bm_languages_free(struct bm_languages *languages)
{
    if (!languages)
        return;
    for (int i = 0; i < BM_LANGUAGE_COUNT; i++)
        forget(&languages->known[i]);
    (void)pthread_mutex_destroy(&languages->lock);
    free(languages);
}

bm_status bm_languages_know(struct bm_languages *languages, bm_language language, bm_reader *reader,
                            bm_error *error)
{
    if ((size_t)language >= BM_LANGUAGE_COUNT || reader->lexicons[language])
        return BM_OK;
    const char *paths[1];
    known_language *known = &languages->known[language];
    if (pthread_mutex_lock(&languages->lock) != 0)
        return bm_error_set(error, BM_ERROR_INTERNAL, NULL, 0, "a lock failed");
    bm_status status = known->loaded ? BM_OK : load(known, language, paths, 1, NULL, error);
    (void)pthread_mutex_unlock(&languages->lock);
    reader->lexicons[language] = known->lexicon;
    reader->date_words[language] = known->date_words;
    reader->toponym_words[language] = known->toponym_words;
    reader->incident_words[language] = known->incident_words;
    return status;
}
